/**
 * The categories of actions that are switched off: a small file of its own (YAML), since switching is no rule.
 *
 * Errs towards refusing: a file that cannot be read, is damaged, is of a newer version or may be written by anybody is an
 * error that names it, and nothing is done while it is there. A file that does not exist says nothing: the program's own
 * list holds then.
 */
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { messageOf, SteadyhandError } from '../protocol/errors.ts';
import { CATEGORIES, type Category } from '../protocol/verdict.ts';
import { makeFolder, writeWhole } from './folders.ts';

const VERSION = 1;
/** Thirteen words. */
const MOST_BYTES = 10_000;
const fileSchema = z.strictObject({
  version: z.literal(VERSION),
  blocked: z.array(z.enum(CATEGORIES).exclude(['none'])),
});

function refusal(code: string, file: string, line: number | null, problem: string, cause?: unknown): SteadyhandError {
  return new SteadyhandError(
    'blocked',
    code,
    `The list of categories that are switched off cannot be used: ${file}${line === null ? '' : `, line ${line}`}: ${problem}.`,
    'Mend it, or move the file away for the list that comes with the program; until then nothing is done.',
    cause,
  );
}

/** What is switched off; null when the person has not said. Throws a `SteadyhandError` (`rules_*`). */
export function readBlocked(file: string): Category[] | null {
  let text: string;
  try {
    const { size, mode } = statSync(file);
    if (size > MOST_BYTES) throw refusal('rules_damaged', file, null, 'it is larger than such a list can be');
    if (process.platform !== 'win32' && (mode & 0o002) !== 0) {
      throw refusal('rules_unsafe', file, null, 'anybody may write to it');
    }
    text = readFileSync(file, 'utf8');
  } catch (e) {
    if (e instanceof SteadyhandError) throw e;
    if ((e as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw refusal('rules_unreadable', file, null, `it cannot be read (${messageOf(e)})`, e);
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, prettyErrors: false });
  const broken = document.errors[0] ?? document.warnings[0];
  if (broken) throw refusal('rules_damaged', file, lines.linePos(broken.pos[0]).line, 'it is not YAML');
  const found: unknown = document.toJS();
  const version: unknown =
    found !== null && typeof found === 'object' && 'version' in found ? found.version : undefined;
  if (typeof version === 'number' && version > VERSION) {
    throw refusal('rules_newer', file, 1, `it is of version ${version}, this program knows version ${VERSION}`);
  }
  const parsed = fileSchema.safeParse(found);
  if (parsed.success) return [...new Set(parsed.data.blocked)];
  const issue = parsed.error.issues[0];
  const node = document.getIn(issue?.path.map((k) => (typeof k === 'symbol' ? String(k) : k)) ?? [], true) as
    { range?: readonly number[] | null } | undefined;
  throw refusal('rules_damaged', file, lines.linePos(node?.range?.[0] ?? 0).line, issue?.message ?? 'it is empty');
}

/** Writes the list; the file is complete or unchanged. Throws `rules_unwritable`. */
export function writeBlocked(file: string, blocked: readonly Category[]): void {
  const known = fileSchema.shape.blocked.parse([...new Set(blocked)]);
  const words = known.map((c) => `  - ${c}\n`).join('');
  const text = `# Categories of actions that are switched off. See: steadyhand rules categories\nversion: ${VERSION}\nblocked:${words === '' ? ' []\n' : `\n${words}`}`;
  try {
    makeFolder(path.dirname(file));
    writeWhole(file, text);
  } catch (e) {
    throw new SteadyhandError(
      'environment',
      'rules_unwritable',
      `The list ${file} cannot be changed (${messageOf(e)}).`,
      'Give yourself write permission there; the file is as it was.',
      e,
    );
  }
}
