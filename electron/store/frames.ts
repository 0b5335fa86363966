/**
 * Screenshots on disk: one file for each different picture, named by the hash of its pixels.
 *
 * Invariant: a file is complete and synced before the database speaks of it; a temporary name until then. A missing or
 * spoilt file is an answer (`null`), never a crash. Screens hold secrets: files 0600, folders 0700.
 */
import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { access, open, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { sha256 } from '../protocol/action-hash.ts';
import { globalBox, type Box, type FramePx } from '../protocol/coordinates.ts';
import type { Frame } from '../protocol/frame.ts';
import { appendAudit } from './audit.ts';
import type { HistoryDatabase } from './database.ts';
import { makeFolder } from './folders.ts';
import { framesFolder } from './paths.ts';
import type { FrameRecord } from './records.ts';
import { asStoreError } from './store-errors.ts';

export interface PutOptions {
  /** Painted over before anything is written: password fields and the like. Frame pixels. */
  readonly redact?: readonly Box<FramePx>[];
}

/** A frame file that is not what was stored. */
export interface FrameProblem {
  readonly id: string;
  readonly problem: 'missing' | 'changed';
}

/** Frames are named by their hash; anything else that a source may use as a hash is hashed to get a safe file name. */
const fileSafe = (id: string): string => (/^[0-9a-f]{8,128}$/.test(id) ? id : sha256(id));

/** Encoding holds a copy of the pixels: this many at a time, the rest wait. */
const AT_ONCE = 2;

export class Frames {
  readonly #db: HistoryDatabase;
  readonly #folder: string;
  readonly #now: () => number;
  readonly #inFlight = new Map<string, Promise<string>>();
  readonly #waiting: (() => void)[] = [];
  #encoding = 0;

  constructor(db: HistoryDatabase, now: () => number) {
    this.#db = db;
    this.#folder = framesFolder(db.home);
    this.#now = now;
  }

  /** The id `put` will answer, known before the file is written. */
  idOf(frame: Frame, options: PutOptions = {}): string {
    const redact = options.redact ?? [];
    return redact.length === 0 ? frame.hash : sha256(JSON.stringify([frame.hash, redact]));
  }

  /**
   * Stores a frame and answers its id; a frame that is stored already costs nothing. Encoding runs off the main thread.
   * Rejects with `SteadyhandError` (`disk_full`, `home_unwritable`); the caller decides whether to go on without.
   */
  put(frame: Frame, options: PutOptions = {}): Promise<string> {
    const id = this.idOf(frame, options);
    const running = this.#inFlight.get(id);
    if (running) return running;
    const work = this.#store(id, frame, options.redact ?? [])
      .catch((e: unknown) => {
        throw asStoreError(e, path.join(this.#folder, 'frame'));
      })
      .finally(() => this.#inFlight.delete(id));
    this.#inFlight.set(id, work);
    return work;
  }

  /** Waits until every frame that was put is stored or has failed; failures are reported to who put them. */
  async settled(): Promise<void> {
    while (this.#inFlight.size > 0) await Promise.allSettled(this.#inFlight.values());
  }

  /** What is known of a frame; null when it was never stored. */
  record(id: string): FrameRecord | null {
    const row = this.#db.get('SELECT * FROM frames WHERE id = ?', id);
    if (row === undefined) return null;
    const number = (column: string): number => Number(row[column]);
    const text = (column: string): string => String(row[column]);
    return {
      id: text('id'),
      display: text('display'),
      box: globalBox(number('x1'), number('y1'), number('x2'), number('y2')),
      width: number('width'),
      height: number('height'),
      takenAt: number('taken_at'),
      source: text('source'),
      file: text('file'),
      bytes: number('bytes'),
      sha256: text('sha256'),
    };
  }

  /** The compressed picture (WebP); null when it is missing. */
  async get(id: string): Promise<Buffer | null> {
    const record = this.record(id);
    return record === null ? null : this.#read(record);
  }

  /** Where the file of a stored frame lies, absolute. */
  fileOf(record: FrameRecord): string {
    // A path that was tampered with must not lead out of the folder.
    return path.join(this.#folder, ...record.file.split('/').filter((part) => part !== '..' && part !== ''));
  }

  /** Reads every stored file and compares it with what was recorded. */
  async verify(): Promise<FrameProblem[]> {
    const problems: FrameProblem[] = [];
    for (const row of this.#db.all('SELECT id, removed_at FROM frames ORDER BY id')) {
      const record = this.record(String(row['id']));
      if (record === null) continue;
      const data = await this.#read(record);
      if (data === null) {
        // Deleted together with the last run that showed it: on record, and as it should be.
        if (row['removed_at'] === null) problems.push({ id: record.id, problem: 'missing' });
      } else if (sha256(data) !== record.sha256) problems.push({ id: record.id, problem: 'changed' });
    }
    return problems;
  }

  async #read(record: FrameRecord): Promise<Buffer | null> {
    try {
      return await readFile(this.fileOf(record));
    } catch {
      return null;
    }
  }

  async #store(id: string, frame: Frame, redact: readonly Box<FramePx>[]): Promise<string> {
    const known = this.record(id);
    if (known !== null && (await exists(this.fileOf(known)))) return id;
    await this.#takeTurn();
    try {
      const data = await encodeFrame(frame, redact);
      // Known but its file is gone: the picture is encoded anew and, being deterministic, is the same again.
      const name = fileSafe(id);
      const file = known?.file ?? `${name.slice(0, 2)}/${name}.webp`;
      await writeAtomically(path.join(this.#folder, file), data);
      if (known === null) this.#insert(id, frame, file, data);
      return id;
    } finally {
      this.#encoding--;
      this.#waiting.shift()?.();
    }
  }

  async #takeTurn(): Promise<void> {
    while (this.#encoding >= AT_ONCE) await new Promise<void>((go) => this.#waiting.push(go));
    this.#encoding++;
  }

  #insert(id: string, frame: Frame, file: string, data: Buffer): void {
    const at = this.#now();
    this.#db.write('process', () => {
      const added = this.#db.run(
        `INSERT INTO frames (id, display, x1, y1, x2, y2, width, height, taken_at, source, file, bytes, sha256, stored_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
        id,
        frame.display.id,
        frame.display.box.x1,
        frame.display.box.y1,
        frame.display.box.x2,
        frame.display.box.y2,
        frame.width,
        frame.height,
        Math.round(frame.takenAt),
        frame.source,
        file,
        data.byteLength,
        sha256(data),
        at,
      );
      // Another process may have stored the same picture meanwhile.
      if (added === 1) appendAudit(this.#db, 'frame_stored', { subject: id, ordinal: null }, at, null);
    });
  }
}

const exists = (file: string): Promise<boolean> =>
  access(file, constants.R_OK).then(
    () => true,
    () => false,
  );

/**
 * Complete and on the disk, or not there at all: a temporary file beside it, synced, then renamed over it. The folder is
 * synced too, so that the name survives a power failure where the file system needs that.
 */
async function writeAtomically(file: string, data: Buffer): Promise<void> {
  const folder = path.dirname(file);
  makeFolder(folder);
  const temporary = `${file}.${randomUUID()}.tmp`;
  try {
    const handle = await open(temporary, 'wx', 0o600);
    try {
      await handle.writeFile(data);
      await handle.datasync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (e) {
    await rm(temporary, { force: true });
    throw e;
  }
  await syncFolder(folder);
}

async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return; // Folders cannot be opened there, and need not be.
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Measured on 1920×1080, one core. A desktop of four windows: WebP lossless effort 0 79 ms, 125 KiB; effort 1 482 ms,
 * 63 KiB; lossy q80 51 ms, 191 KiB; PNG 15 ms, 176 KiB. A photograph with grain: lossless 220 ms, 3,047 KiB; lossy q90
 * 55 ms, 95 KiB. So: lossless, as almost every screen is drawn, and lossy only where that would fill the disk.
 */
const LOSSLESS_MAX_BYTES = 1024 * 1024;
const LOSSY_QUALITY = 90;

/** WebP. The same pixels always give the same bytes. Alpha is dropped: a screen has none. */
export async function encodeFrame(frame: Frame, redact: readonly Box<FramePx>[] = []): Promise<Buffer> {
  const raw = { width: frame.width, height: frame.height, channels: 4 as const };
  const pixels = redact.length === 0 ? frame.data : painted(frame, redact);
  const picture = sharp(pixels, { raw }).removeAlpha();
  const lossless = await picture.clone().webp({ lossless: true, effort: 0 }).toBuffer();
  if (lossless.byteLength <= LOSSLESS_MAX_BYTES) return lossless;
  return picture.webp({ quality: LOSSY_QUALITY, effort: 0 }).toBuffer();
}

/** A copy of the pixels with the boxes filled in mid-grey. */
function painted(frame: Frame, boxes: readonly Box<FramePx>[]): Uint8Array {
  const copy = Uint8Array.from(frame.data);
  for (const box of boxes) {
    const x1 = Math.max(0, Math.floor(box.x1));
    const x2 = Math.min(frame.width, Math.ceil(box.x2));
    for (let y = Math.max(0, Math.floor(box.y1)); y < Math.min(frame.height, Math.ceil(box.y2)); y++) {
      if (x2 > x1) copy.fill(0x80, (y * frame.width + x1) * 4, (y * frame.width + x2) * 4);
    }
  }
  return copy;
}
