/**
 * `skill.lock`: which text and which crops the person accepted.
 *
 * A skill sends clicks and keys, so a changed letter in it is not a matter of taste. Whatever is not exactly as it was
 * accepted is refused with its place, down to the line; `demo edit` shows what changed and seals it again. It protects
 * against damage and against edits nobody looked at, not against somebody who can also seal.
 */
import { sha256 } from '../../protocol/action-hash.ts';
import { SteadyhandError } from '../../protocol/errors.ts';

const HEAD = 'steadyhand skill lock 1';
/** Digits of a line's hash: enough to name the line; the whole file has a full hash. */
const LINE_DIGITS = 8;

export interface Sealed {
  /** Text of `skill.yaml`. */
  readonly text: string;
  /** File name (`crops/…`) and SHA-256. */
  readonly crops: ReadonlyMap<string, string>;
}

const lineHash = (line: string): string => sha256(line).slice(0, LINE_DIGITS);

/** The lock of a skill. */
export function seal({ text, crops }: Sealed): string {
  const body = [
    HEAD,
    `skill.yaml ${sha256(text)}`,
    ...[...crops].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, hash]) => `${name} ${hash}`),
    `lines ${text.split('\n').map(lineHash).join(' ')}`,
  ].join('\n');
  return `${body}\nseal ${sha256(body)}\n`;
}

/** One hash for the whole skill, crops included. */
export const sealOf = (lock: string): string => /\nseal ([0-9a-f]{64})\n$/.exec(lock)?.[1] ?? '';

/**
 * Checks a skill against its lock.
 * @param where its folder or file, for the message
 * @throws SteadyhandError `skill_changed` naming the line or the crop, `skill_unsealed`
 */
export function checkSeal(lock: string, now: Sealed, where: string): void {
  const match = /^([\s\S]*)\nseal ([0-9a-f]{64})\n$/.exec(lock);
  const body = match?.[1] ?? '';
  if (!match || match[2] !== sha256(body) || !body.startsWith(`${HEAD}\n`)) {
    throw new SteadyhandError(
      'usage',
      'skill_unsealed',
      `${where}/skill.lock is missing or damaged: nobody can tell whether the skill is the one that was accepted.`,
      'Look at the skill and accept it with: steadyhand demo edit NAME --accept; nothing was run.',
    );
  }
  const rows = body.split('\n').slice(1);
  const known = new Map(
    rows.filter((r) => !r.startsWith('lines ')).map((r) => [...r.split(' '), '', ''].slice(0, 2) as [string, string]),
  );
  if (known.get('skill.yaml') !== sha256(now.text)) {
    const was = (rows.find((r) => r.startsWith('lines ')) ?? 'lines ').slice(6).split(' ');
    throw changed(`${where}/skill.yaml:${firstDifference(was, now.text.split('\n').map(lineHash))}`);
  }
  known.delete('skill.yaml');
  for (const [name, hash] of known) {
    if (now.crops.get(name) !== hash) throw changed(`${where}/${name}`, now.crops.has(name) ? undefined : 'is missing');
  }
  const extra = [...now.crops.keys()].find((name) => !known.has(name));
  if (extra !== undefined) throw changed(`${where}/${extra}`, 'was added');
}

/** The first line that is not the one it was, counted from 1. */
function firstDifference(was: readonly string[], is: readonly string[]): number {
  const at = was.findIndex((hash, i) => hash !== is[i]);
  return (at < 0 ? Math.min(was.length, is.length) : at) + 1;
}

const changed = (place: string, how = 'was changed'): SteadyhandError =>
  new SteadyhandError(
    'usage',
    'skill_changed',
    `${place} ${how} since the skill was accepted.`,
    'If you changed it, accept it with: steadyhand demo edit NAME --accept; nothing was run.',
  );
