/** What the window manager says about its windows, asked with `xprop`: for scripts and tests, not for the program. */
import { execFile } from 'node:child_process';

function xprop(env, args) {
  return new Promise((done) => {
    execFile('xprop', args, { env, encoding: 'utf8', timeout: 5000 }, (error, stdout) => done(error ? '' : stdout));
  });
}

/** Whether a window manager has taken the screen. */
export async function managerReady(env) {
  return (await xprop(env, ['-root', '_NET_SUPPORTING_WM_CHECK'])).includes('window id');
}

/** Top-level windows in the order they were opened: id (as xprop writes it), title, application class. */
export async function clientWindows(env) {
  const ids = (await xprop(env, ['-root', '_NET_CLIENT_LIST'])).match(/0x[0-9a-f]+/g) ?? [];
  const all = await Promise.all(
    ids.map(async (id) => {
      const text = await xprop(env, ['-id', id, '-notype', '_NET_WM_NAME', 'WM_NAME', 'WM_CLASS']);
      const title = /^_NET_WM_NAME = "(.*)"$/m.exec(text)?.[1] ?? /^WM_NAME = "(.*)"$/m.exec(text)?.[1] ?? '';
      const app = /^WM_CLASS = .*"([^"]*)"$/m.exec(text)?.[1] ?? '';
      return { id, title, app };
    }),
  );
  return all.filter((w) => w.title !== '' || w.app !== '');
}
