/** Which view is shown, in the address after `#`, so that Back works and a window can be opened on a view. */
import { useSyncExternalStore } from 'react';

export const VIEWS = ['assistant', 'demonstrations', 'history', 'rules', 'settings'] as const;
export type View = (typeof VIEWS)[number];

export interface Route {
  /** `question`: nothing but the confirmation, for the small window that stays on top. */
  readonly view: View | 'question';
  /** What is open in the view: a run, a skill, a page of the settings. */
  readonly part: string;
  readonly rest: string;
}

export function parseRoute(hash: string): Route {
  const [view = '', part = '', rest = ''] = hash.replace(/^#\/?/, '').split('/').map(decoded);
  if (view === 'question') return { view, part: '', rest: '' };
  const known = VIEWS.find((v) => v === view);
  return known ? { view: known, part, rest } : { view: 'assistant', part: '', rest: '' };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

export const hrefOf = (view: View, part = '', rest = ''): string =>
  `#/${[view, part, rest]
    .filter((p, i) => p !== '' || i === 0)
    .map(encodeURIComponent)
    .join('/')}`;

export const go = (view: View, part = '', rest = ''): void => {
  location.hash = hrefOf(view, part, rest);
};

let last: { hash: string; route: Route } | null = null;
const now = (): Route => {
  if (last?.hash !== location.hash) last = { hash: location.hash, route: parseRoute(location.hash) };
  return last.route;
};
const watch = (watcher: () => void): (() => void) => {
  addEventListener('hashchange', watcher);
  return () => removeEventListener('hashchange', watcher);
};
export const useRoute = (): Route => useSyncExternalStore(watch, now);
