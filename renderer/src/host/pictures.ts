/** Pictures of the history as addresses for `img` and `image`, kept for a while: the newest few hundred. */
import { useEffect, useState } from 'react';
import type { Picture } from '../../../electron/protocol/client-parts.ts';
import type { Session } from './session.ts';
import { useHost, useSnapshot } from './use.ts';

export interface Shown {
  readonly url: string;
  readonly width: number;
  readonly height: number;
  readonly box: { readonly x1: number; readonly y1: number; readonly x2: number; readonly y2: number };
}

const KEPT = 240;
type Entry = Promise<Shown | null>;
const caches = new WeakMap<Session, Map<string, Entry>>();

export function shownOf(picture: Picture): Shown {
  const url = URL.createObjectURL(new Blob([picture.data], { type: picture.mime }));
  const box = picture.box ?? { x1: 0, y1: 0, x2: picture.width, y2: picture.height };
  return { url, width: picture.width, height: picture.height, box };
}

/** A picture that came with an answer, as an address for as long as it is shown. Null when there is none. */
export function useShown(picture: Picture | null): Shown | null {
  const [shown, setShown] = useState<Shown | null>(null);
  useEffect(() => {
    if (!picture) return;
    const now = shownOf(picture);
    setShown(now);
    return () => {
      setShown(null);
      URL.revokeObjectURL(now.url);
    };
  }, [picture]);
  return shown;
}

function load(host: Session, frame: string, maxWidth: number): Entry {
  const cache = caches.get(host) ?? new Map<string, Entry>();
  caches.set(host, cache);
  const key = `${frame}@${maxWidth}`;
  const kept = cache.get(key);
  if (kept) {
    cache.delete(key);
    cache.set(key, kept); // the newest again
    return kept;
  }
  const entry = host
    .call('history.frame', { frame, maxWidth })
    .then(({ picture }) => (picture ? shownOf(picture) : null));
  cache.set(key, entry);
  // A failure is not remembered: the connection may come back.
  entry.catch(() => cache.delete(key));
  for (const [old, value] of cache) {
    if (cache.size <= KEPT) break;
    cache.delete(old);
    void value.then((shown) => shown && URL.revokeObjectURL(shown.url)).catch(() => undefined);
  }
  return entry;
}

/** `undefined` while it loads, null when there is none. */
export function usePicture(frame: string | null | undefined, maxWidth: number): Shown | null | undefined {
  const host = useHost();
  // What could not be had while the host was away is asked for again.
  const ready = useSnapshot((s) => s.link === 'ready');
  const [state, setState] = useState<{ frame: string; shown: Shown | null } | null>(null);
  useEffect(() => {
    if (!frame || !ready) return;
    let current = true;
    load(host, frame, maxWidth).then(
      (shown) => {
        if (current) setState({ frame, shown });
      },
      () => {
        if (current) setState({ frame, shown: null });
      },
    );
    return () => {
      current = false;
    };
  }, [host, frame, maxWidth, ready]);
  if (!frame) return null;
  return state?.frame === frame ? state.shown : undefined;
}
