/**
 * The journal of a recording: appended to while a person works, read again when the skill is made.
 *
 * Invariants: an entry is written whole or not at all, in order; what a crash cut off is the last line at most, and it is
 * left out when the journal is read. `forget` is the one thing that removes entries, because what a person wants
 * forgotten must be gone, not marked.
 */
import {
  closeSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { messageOf, SteadyhandError } from '../../protocol/errors.ts';
import { makeFolder } from '../../store/folders.ts';
import { entrySchema, JOURNAL_VERSION, type Entry, type EntryOf } from './entries.ts';

const JOURNAL = 'journal.jsonl';
const FRAMES = 'frames';
/** Hashes of frames, and nothing that could lead out of the folder. */
const FRAME_ID = /^[0-9a-f]{8,64}$/;

/** Where the picture of a frame lies in a recording. */
export const framePath = (folder: string, id: string): string => join(folder, FRAMES, `${id}.png`);

export class Journal {
  readonly folder: string;
  #file: number;
  #unsynced = 0;

  private constructor(folder: string, file: number) {
    this.folder = folder;
    this.#file = file;
  }

  /** Starts a recording in a folder that must not hold one. @throws SteadyhandError `recording_unwritable` */
  static create(folder: string): Journal {
    try {
      makeFolder(join(folder, FRAMES));
      return new Journal(folder, openSync(join(folder, JOURNAL), 'wx', 0o600));
    } catch (error) {
      throw unwritable(folder, error);
    }
  }

  /** Appends entries in order. They survive the death of the program when this returns. */
  append(entries: readonly Entry[]): void {
    if (entries.length === 0) return;
    try {
      writeSync(this.#file, entries.map((e) => `${JSON.stringify(e)}\n`).join(''));
      this.#unsynced += entries.length;
    } catch (error) {
      throw unwritable(this.folder, error);
    }
  }

  /** Puts on the disk what was appended. */
  sync(): void {
    if (this.#unsynced > 0) fsyncSync(this.#file);
    this.#unsynced = 0;
  }

  async putFrame(id: string, png: Uint8Array): Promise<void> {
    await writeFile(framePath(this.folder, id), png, { mode: 0o600 });
  }

  /** Removes every entry that `keep` refuses, and the pictures that nothing speaks of any more. Answers how many went. */
  forget(keep: (entry: Entry) => boolean): number {
    this.sync();
    const { entries } = readJournal(this.folder);
    const kept = entries.filter(keep);
    // What was seen is kept only for what was done there.
    const used = new Set(kept.flatMap((e) => ('frame' in e && e.t !== 'seen' && e.frame !== null ? [e.frame] : [])));
    const left = kept.filter((e) => e.t !== 'seen' || used.has(e.frame));
    const path = join(this.folder, JOURNAL);
    const next = `${path}.next`;
    writeFileSync(next, left.map((e) => `${JSON.stringify(e)}\n`).join(''), { mode: 0o600 });
    closeSync(this.#file);
    renameSync(next, path);
    this.#file = openSync(path, 'a', 0o600);
    for (const name of readdirSync(join(this.folder, FRAMES))) {
      if (!used.has(name.replace(/\.png$/, ''))) rmSync(join(this.folder, FRAMES, name), { force: true });
    }
    return entries.length - left.length;
  }

  close(): void {
    this.sync();
    closeSync(this.#file);
  }
}

export interface ReadJournal {
  readonly start: EntryOf<'start'>;
  readonly entries: readonly Entry[];
  /** False when the recording was cut off: there is no end entry. */
  readonly ended: boolean;
  /** Lines that could not be read: 1 at most after a crash. */
  readonly damaged: number;
}

/**
 * Reads a recording. Lines that cannot be read are left out and counted.
 * @throws SteadyhandError `recording_missing`, `recording_newer`, `recording_damaged`
 */
export function readJournal(folder: string): ReadJournal {
  let text: string;
  try {
    text = readFileSync(join(folder, JOURNAL), 'utf8');
  } catch (error) {
    throw new SteadyhandError(
      'usage',
      'recording_missing',
      `There is no recording in ${folder}.`,
      'Record one with: steadyhand demo record NAME',
      error,
    );
  }
  const entries: Entry[] = [];
  let damaged = 0;
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const entry = parseLine(line);
    if (entry) entries.push(entry);
    else damaged++;
  }
  const [start] = entries;
  if (start?.t !== 'start') {
    throw new SteadyhandError(
      'usage',
      'recording_damaged',
      `The recording in ${folder} has no beginning that can be read.`,
      'Record it again; the folder can be deleted.',
    );
  }
  if (start.version > JOURNAL_VERSION) {
    throw new SteadyhandError(
      'usage',
      'recording_newer',
      `The recording in ${folder} was made by a newer version (format ${start.version}, this one reads ${JOURNAL_VERSION}).`,
      'Use that version, or record it again.',
    );
  }
  return { start, entries, ended: entries.some((e) => e.t === 'end'), damaged };
}

function parseLine(line: string): Entry | null {
  try {
    const parsed = entrySchema.safeParse(JSON.parse(line));
    if (!parsed.success) return null;
    const entry = parsed.data;
    // An id names a file.
    return 'frame' in entry && entry.frame !== null && !FRAME_ID.test(entry.frame) ? null : entry;
  } catch {
    return null;
  }
}

const unwritable = (folder: string, error: unknown): SteadyhandError =>
  new SteadyhandError(
    'environment',
    'recording_unwritable',
    `The recording cannot be written to ${folder} (${messageOf(error)}).`,
    'Make room there or set STEADYHAND_HOME to another folder; what was written before is kept.',
    error,
  );
