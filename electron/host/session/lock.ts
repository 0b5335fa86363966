/**
 * Is the screen locked? Asked of the desktop's own screen saver service, and seen on the X server: a window over
 * everything that also holds the keyboard. Errs towards not locked where neither can tell: then the reader sees a lock
 * screen, and nothing that was looked for is found on it.
 */
import { execFile } from 'node:child_process';
import type { XSession } from './x-session.ts';

/** Services that answer `GetActive`; which one runs depends on the desktop. */
const SERVICES: readonly (readonly [name: string, path: string])[] = [
  ['org.freedesktop.ScreenSaver', '/org/freedesktop/ScreenSaver'],
  ['org.gnome.ScreenSaver', '/org/gnome/ScreenSaver'],
  ['org.mate.ScreenSaver', '/org/mate/ScreenSaver'],
  ['org.xfce.ScreenSaver', '/org/xfce/ScreenSaver'],
  ['org.cinnamon.ScreenSaver', '/org/cinnamon/ScreenSaver'],
];
const ANSWER_MS = 700;

function active(name: string, path: string): Promise<boolean> {
  // `no-auto-start`: asking must not start a screen saver that does not run.
  const args = ['--session', '--print-reply', `--reply-timeout=${ANSWER_MS}`, `--dest=${name}`];
  return new Promise((done) => {
    execFile('dbus-send', [...args, path, `${name}.GetActive`], { timeout: ANSWER_MS * 2 }, (error, stdout) => {
      done(error === null && /boolean true/.test(stdout));
    });
  });
}

/** The name of the service that says so, or null. `env` tells whose session is asked. */
export async function lockedByService(env: NodeJS.ProcessEnv = process.env): Promise<string | null> {
  if (!env['DBUS_SESSION_BUS_ADDRESS']) return null;
  const answers = await Promise.all(SERVICES.map(async ([name, path]) => ((await active(name, path)) ? name : null)));
  return answers.find((name) => name !== null) ?? null;
}

/** Whether a window over everything holds the keyboard: what xlock, i3lock and xscreensaver do. */
export async function lockedOnScreen(session: XSession): Promise<boolean> {
  return (await session.popups()).cover && (await session.keyboardGrabbed());
}
