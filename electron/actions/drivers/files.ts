/**
 * File operations without a file manager: make, rename, move, copy, and move to the trash.
 *
 * Invariant: nothing is ever overwritten, and nothing is deleted; the trash is the desktop's own, from where a person can
 * take it back. Errs towards refusing: what cannot be done so is an error that says why, and nothing was changed.
 */
import { constants } from 'node:fs';
import { copyFile, cp, lstat, mkdir, open, rename, stat, unlink, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { Action } from '../../protocol/action.ts';
import { messageOf, SteadyhandError } from '../../protocol/errors.ts';
import type { Sent } from './port.ts';

type FileAction = Extract<Action, { type: 'file' }>;

const DONE: Sent = { via: 'file-system', events: 0 };

export interface TrashPlace {
  /** The folder that holds `files/` and `info/`. */
  readonly folder: string;
  readonly now: () => Date;
}

/** The home trash of the freedesktop specification; on a Mac `~/.Trash`. */
const homeTrash = (): TrashPlace => ({
  folder:
    process.platform === 'darwin'
      ? join(homedir(), '.Trash')
      : join(process.env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'Trash'),
  now: () => new Date(),
});

/** @throws SteadyhandError `file_missing`, `file_exists`, `file_failed`, `no_trash` */
export async function fileOperation(action: FileAction, trash: TrashPlace = homeTrash()): Promise<Sent> {
  const { op, path } = action;
  try {
    switch (op) {
      case 'make_folder':
        await mkdir(path);
        return DONE;
      case 'make_file':
        await (await open(path, 'wx')).close();
        return DONE;
      case 'rename':
      case 'move':
        await move(path, await placeFor(path, action.to));
        return DONE;
      case 'copy': {
        const to = await placeFor(path, action.to);
        if ((await lstat(path)).isDirectory())
          await cp(path, to, { recursive: true, errorOnExist: true, force: false });
        else await copyFile(path, to, constants.COPYFILE_EXCL);
        return DONE;
      }
      case 'trash':
        await toTrash(path, trash);
        return DONE;
    }
  } catch (error) {
    throw error instanceof SteadyhandError ? error : failed(action, error);
  }
}

/** Where a thing comes to lie: in a folder under its own name, else at that path. Must be free. */
async function placeFor(path: string, to: string | null): Promise<string> {
  if (to === null) throw problem('file_failed', `There is no place to put ${path}.`, 'Say where to.');
  const into = await stat(to).then(
    (s) => s.isDirectory(),
    () => false,
  );
  const place = into ? join(to, basename(path)) : to;
  if (await exists(place)) throw taken(place);
  if (place === path || place.startsWith(`${path}/`))
    throw problem('file_failed', `${path} cannot be put into itself.`, 'Name another place.');
  return place;
}

const exists = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    () => false,
  );

async function move(path: string, to: string): Promise<void> {
  await lstat(path);
  try {
    await rename(path, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error;
    throw problem(
      'file_failed',
      `${path} and ${to} are on different disks.`,
      'Copy it there and put the first one into the trash.',
      error,
    );
  }
}

/** As the freedesktop trash specification says: the note first, made by this call alone, then the file. */
async function toTrash(path: string, trash: TrashPlace): Promise<void> {
  await lstat(path);
  if (process.platform === 'win32')
    throw problem('no_trash', 'The recycle bin cannot be reached from here.', 'Delete it in the file explorer.');
  if (process.platform === 'darwin') {
    const place = join(trash.folder, basename(path));
    if (await exists(place)) throw taken(place);
    await rename(path, place);
    return;
  }
  const [files, info] = [join(trash.folder, 'files'), join(trash.folder, 'info')];
  await mkdir(files, { recursive: true, mode: 0o700 });
  await mkdir(info, { recursive: true, mode: 0o700 });
  const when = trash.now().toISOString().slice(0, 19);
  const note = `[Trash Info]\nPath=${encodeURI(path)}\nDeletionDate=${when}\n`;
  const name = basename(path);
  for (let n = 1; n <= 1000; n++) {
    const own = n === 1 ? name : `${name}.${n}`;
    const noteFile = join(info, `${own}.trashinfo`);
    try {
      await writeFile(noteFile, note, { flag: 'wx' });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue;
      throw error;
    }
    try {
      if (await exists(join(files, own))) throw taken(join(files, own));
      await rename(path, join(files, own));
      return;
    } catch (error) {
      await unlink(noteFile);
      if ((error as NodeJS.ErrnoException).code === 'EXDEV')
        throw problem(
          'no_trash',
          `${path} is on another disk than the trash.`,
          'Delete it in the file manager.',
          error,
        );
      throw error;
    }
  }
  throw problem('no_trash', `The trash holds too many things called ${name}.`, 'Empty the trash.');
}

const problem = (code: string, what: string, remedy: string, cause?: unknown): SteadyhandError =>
  new SteadyhandError('incomplete', code, what, `${remedy} Nothing was changed.`, cause);

const taken = (place: string): SteadyhandError =>
  problem('file_exists', `There is something at ${place} already.`, 'Use another name; nothing is overwritten.');

function failed(action: FileAction, error: unknown): SteadyhandError {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') {
    const missing = action.op.startsWith('make') ? dirname(action.path) : action.path;
    return problem('file_missing', `There is no ${missing} here.`, 'Check the path.', error);
  }
  if (code === 'EEXIST') return taken(action.to ?? action.path);
  return problem(
    'file_failed',
    `${action.path} could not be changed (${messageOf(error)}).`,
    'Check the rights.',
    error,
  );
}
