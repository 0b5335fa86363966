/** Where the command line reads and writes: results on standard output, everything else on standard error. */
import { readFile } from 'node:fs/promises';
import { isAbsolute, resolve } from 'node:path';
import { SteadyhandError, messageOf } from '../protocol/errors.ts';

/** How a command tells its exit code. */
export type Finish = (code: number) => void;

export interface Io {
  readonly stdin: NodeJS.ReadableStream & { isTTY?: boolean };
  readonly stdout: NodeJS.WritableStream & { isTTY?: boolean; columns?: number };
  readonly stderr: NodeJS.WritableStream & { isTTY?: boolean };
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The folder the person called from: npm changes the working directory, so npm's own note of it comes first. */
  readonly callerDir: string;
}

export function processIo(): Io {
  const { env } = process;
  const viaNpm = env['npm_lifecycle_event'] === 'steadyhand' && env['INIT_CWD'];
  return {
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    env,
    callerDir: viaNpm || process.cwd(),
  };
}

/** A path as the caller meant it. */
export const callerPath = (io: Io, path: string): string => (isAbsolute(path) ? path : resolve(io.callerDir, path));

/** One JSON object on one line of standard output. Waits when the reader is slow. */
export async function writeJson(io: Io, value: unknown): Promise<void> {
  await write(io.stdout, `${JSON.stringify(value)}\n`);
}

export async function writeLine(io: Io, line: string): Promise<void> {
  await write(io.stdout, `${line}\n`);
}

/** A remark for the person, never part of the result. */
export function log(io: Io, line: string): void {
  io.stderr.write(`${line}\n`);
}

async function write(stream: NodeJS.WritableStream, text: string): Promise<void> {
  if (stream.write(text)) return;
  await new Promise<void>((done) => stream.once('drain', done));
}

export interface BatchLine {
  readonly line: number;
  readonly value: unknown;
}

/**
 * Reads a file of one JSON object a line. Every line is parsed before any is worked on, so a bad one costs nothing.
 * @throws SteadyhandError `batch_missing`, or `batch_line` naming the first bad line
 */
export async function readBatch(path: string): Promise<BatchLine[]> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw new SteadyhandError(
      'usage',
      'batch_missing',
      `The batch file ${path} cannot be read (${messageOf(error)}).`,
      'Give the path of a file with one JSON object a line.',
      error,
    );
  }
  const lines: BatchLine[] = [];
  for (const [i, raw] of text.split('\n').entries()) {
    if (raw.trim() === '') continue;
    try {
      lines.push({ line: i + 1, value: JSON.parse(raw) });
    } catch (error) {
      throw new SteadyhandError(
        'usage',
        'batch_line',
        `Line ${i + 1} of ${path} is not JSON (${messageOf(error).slice(0, 120)}).`,
        'Mend that line; nothing was done.',
        error,
      );
    }
  }
  if (lines.length === 0) {
    throw new SteadyhandError('usage', 'batch_empty', `${path} holds no records.`, 'Give one JSON object a line.');
  }
  return lines;
}
