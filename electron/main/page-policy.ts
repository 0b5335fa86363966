/**
 * What our pages may do: load our own files, and nothing else. Tables, denied by default.
 */
import type { PagePreferences } from './port.ts';

/** Ours alone: `file://` would make every file of the person readable to a page that went astray. */
export const SCHEME = 'steadyhand-app';
export const HOST = 'window';
const ORIGIN = `${SCHEME}://${HOST}`;
export const pageUrl = (route: string): string => `${ORIGIN}/index.html${route}`;

export const pagePreferences = (preload: string | undefined, isPackaged: boolean): PagePreferences => ({
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  spellcheck: false,
  devTools: !isPackaged,
  ...(preload === undefined ? {} : { preload }),
});

function parsed(url: string): URL | null {
  try {
    return new URL(url);
  } catch {
    return null;
  }
}

/** Whether this is a page or a file of ours. */
export function isOurs(url: string): boolean {
  const u = parsed(url);
  return u?.protocol === `${SCHEME}:` && u.host === HOST && u.username === '' && u.password === '' && u.port === '';
}

/** What a page may ask for over the network stack: our files, and what it made itself. No socket is ever opened. */
export function mayRequest(url: string, isPackaged: boolean): boolean {
  if (isOurs(url)) return true;
  const { protocol } = parsed(url) ?? {};
  if (protocol === 'data:' || protocol === 'blob:') return true;
  // The developer tools load their own pages.
  return !isPackaged && (protocol === 'devtools:' || protocol === 'chrome-extension:');
}

/** A page needs no permission but this one: copying a report is a click of the person. */
const PERMISSIONS: ReadonlySet<string> = new Set(['clipboard-sanitized-write']);
export const mayUse = (permission: string): boolean => PERMISSIONS.has(permission);

/** Where a link may lead out of the app, each with its reason. No site is among them: nothing leaves this machine. */
const EXTERNAL: readonly (readonly [url: string, why: string])[] = [
  ['x-apple.systempreferences:com.apple.preference.security?Privacy_Accessibility', 'to allow input on macOS'],
  ['x-apple.systempreferences:com.apple.preference.security?Privacy_ScreenCapture', 'to allow pictures on macOS'],
];
export const mayOpen = (url: string): boolean => EXTERNAL.some(([allowed]) => allowed === url);
