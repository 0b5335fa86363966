/** Starting programs and opening files and addresses: without a shell, detached, so that they outlive the run. */
import { spawn } from 'node:child_process';
import { access } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { messageOf, SteadyhandError } from '../../protocol/errors.ts';
import type { Sent } from './port.ts';

const LAUNCHED: Sent = { via: 'launch', events: 0 };

/** What opens a file or address the way a double click would, in the order they are tried. */
const OPENERS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  linux: [['xdg-open'], ['gio', 'open'], ['exo-open']],
  darwin: [['open']],
  win32: [['explorer.exe']],
};

/** Starts a program. @throws SteadyhandError `launch_failed` when it cannot be started */
export async function launch(command: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<Sent> {
  const [program, ...args] = command;
  if (program === undefined) throw launchFailed('(nothing)', 'there is no command');
  await new Promise<void>((done, fail) => {
    const child = spawn(program, args, { detached: true, stdio: 'ignore', env, cwd: env['HOME'] ?? homedir() });
    child.once('error', (e) => fail(launchFailed(program, messageOf(e))));
    child.once('spawn', () => {
      child.unref();
      done();
    });
  });
  return LAUNCHED;
}

/** Opens an address or file with the program the system has for it. @throws SteadyhandError `no_opener` */
export async function openWithSystem(what: string): Promise<Sent> {
  const openers = OPENERS[process.platform] ?? [];
  for (const opener of openers) {
    try {
      return await launch([...opener, what]);
    } catch (error) {
      if (!(error instanceof SteadyhandError)) throw error;
    }
  }
  throw new SteadyhandError(
    'incomplete',
    'no_opener',
    `There is no program here that opens ${what} (tried ${openers.map((o) => o[0]).join(', ')}).`,
    'Install xdg-utils, or open it through an application: "open the browser, …".',
  );
}

/** Opens a file or folder; `~` is the home folder, a relative path one of the current folder. @throws SteadyhandError `path_missing`, `no_opener` */
export async function openPath(path: string): Promise<Sent> {
  const full = path === '~' || path.startsWith('~/') ? join(homedir(), path.slice(1)) : path;
  try {
    await access(full);
  } catch (error) {
    throw new SteadyhandError('incomplete', 'path_missing', `There is no ${path} here.`, 'Check the path.', error);
  }
  // Absolute, because the program that opens it is started in the home folder.
  return openWithSystem(resolve(full));
}

const launchFailed = (program: string, why: string): SteadyhandError =>
  new SteadyhandError(
    'incomplete',
    'launch_failed',
    `${program} could not be started (${why}).`,
    'Check that it is installed.',
  );
