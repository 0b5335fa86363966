/**
 * Reads and changes a file of rules (YAML). Errs towards refusing: a file that is empty, damaged, of a newer version,
 * contradicts itself or cannot be read is an error that names the line, and nothing is done while it is there. A file
 * that does not exist is no rules. Comments survive changes made here.
 */
import { closeSync, openSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Document, type Node, type ParsedNode } from 'yaml';
import type { z } from 'zod';
import { messageOf, SteadyhandError } from '../protocol/errors.ts';
import {
  hasEnded,
  isBoundless,
  ruleEntrySchema,
  RULES_VERSION,
  scopeOf,
  type PersonRule,
  type RuleEntry,
  type Tier,
} from '../protocol/rules.ts';
import { makeFolder, writeWhole } from './folders.ts';

/** Nobody writes this many rules by hand; more is another file. */
const MOST_BYTES = 1_000_000;
/** A change takes milliseconds: a lock older than this was left by a program that was killed. */
const STALE_LOCK_MS = 10_000;

const REMEDY = 'Mend that line, or move the file away to go on without it; until then nothing is done.';

/** The error for a file that cannot be used. */
function refusal(
  code: string,
  file: string,
  line: number | null,
  problem: string,
  remedy = REMEDY,
  cause?: unknown,
): SteadyhandError {
  const where = line === null ? file : `${file}, line ${line}`;
  return new SteadyhandError('blocked', code, `The rules cannot be used: ${where}: ${problem}.`, remedy, cause);
}

interface Parsed {
  readonly document: Document.Parsed;
  readonly rules: PersonRule[];
}

/** What is in the file; null when there is none. */
function textOf(file: string): string | null {
  try {
    const { size, mode } = statSync(file);
    if (size > MOST_BYTES) throw refusal('rules_damaged', file, null, 'it is larger than rules can be');
    if (process.platform !== 'win32' && (mode & 0o002) !== 0) {
      throw refusal('rules_unsafe', file, null, 'anybody may write to it', `Run: chmod o-w ${file}`);
    }
    return readFileSync(file, 'utf8');
  } catch (e) {
    if (e instanceof SteadyhandError) throw e;
    if ((e as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw refusal(
      'rules_unreadable',
      file,
      null,
      `it cannot be read (${messageOf(e)})`,
      'Give yourself read permission, or move it away; until then nothing is done.',
      e,
    );
  }
}

const EMPTY = 'Write "version: 1" and "rules: []" into it, or move it away; until then nothing is done.';

/** Parses and checks the text of a file of rules. Throws a `SteadyhandError` (`rules_*`) that names the line. */
export function parseRules(text: string, file: string, tier: Tier, now: number): PersonRule[] {
  return parse(text, file, tier, now).rules;
}

function parse(text: string, file: string, tier: Tier, now: number): Parsed {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, prettyErrors: false });
  const lineAt = (offset: number | undefined): number => lines.linePos(offset ?? 0).line;
  const lineOf = (node: unknown): number => lineAt((node as Node | null | undefined)?.range?.[0]);
  const broken = document.errors[0] ?? document.warnings[0];
  if (broken) {
    throw refusal(
      'rules_damaged',
      file,
      lineAt(broken.pos[0]),
      `it is not YAML (${broken.message.split('\n')[0] ?? ''})`,
    );
  }
  const top = document.contents;
  if (text.includes('\0') || (top !== null && !isMap(top))) {
    throw refusal('rules_damaged', file, lineOf(top), 'a list of rules with a version is expected');
  }
  if (top === null || top.items.length === 0) throw refusal('rules_empty', file, 1, 'it is empty', EMPTY);
  const unknown = top.items.find((i) => !(isScalar(i.key) && (i.key.value === 'version' || i.key.value === 'rules')));
  const version = top.get('version', true) as unknown;
  const number: unknown = isScalar(version) ? version.value : undefined;
  if (typeof number === 'number' && number > RULES_VERSION) {
    throw refusal(
      'rules_newer',
      file,
      lineOf(version),
      `it is of version ${number}, this program knows version ${RULES_VERSION}`,
      'Update the program, or move the file away; until then nothing is done.',
    );
  }
  if (number !== RULES_VERSION) {
    throw refusal(
      'rules_damaged',
      file,
      version === undefined ? 1 : lineOf(version),
      `"version: ${RULES_VERSION}" is missing`,
    );
  }
  if (unknown) {
    const key = isScalar(unknown.key) ? String(unknown.key.value) : 'a key';
    throw refusal('rules_damaged', file, lineOf(unknown.key), `"${key}" is not known here`);
  }
  const list = top.get('rules', true) as unknown;
  if (!isSeq(list))
    throw refusal('rules_empty', file, list === undefined ? 1 : lineOf(list), '"rules:" is no list', EMPTY);
  const rules = list.items.map((item) => entryOf(item as ParsedNode, file, tier, lineOf));
  refuseContradictions(rules, file, now);
  return { document, rules };
}

function entryOf(item: ParsedNode, file: string, tier: Tier, lineOf: (node: unknown) => number): PersonRule {
  const line = lineOf(item);
  const found = ruleEntrySchema.safeParse(item.toJSON() as unknown);
  if (!found.success) throw badEntry(found.error, item, file, lineOf);
  const rule = { ...found.data, tier, file, line };
  if (isBoundless(rule) && rule.everything !== true) {
    throw refusal(
      'rules_everything',
      file,
      line,
      `rule "${rule.id}" names nothing that narrows it, so it would ${rule.effect} everything`,
      'Narrow it by app, window, control, category or verb, or write "everything: true" if that is what you want.',
    );
  }
  if (rule.everything === true && !isBoundless(rule)) {
    throw refusal('rules_contradictory', file, line, `rule "${rule.id}" says everything and then narrows it`);
  }
  return rule;
}

function badEntry(
  error: z.ZodError,
  item: ParsedNode,
  file: string,
  lineOf: (node: unknown) => number,
): SteadyhandError {
  const issue = error.issues[0];
  const [key] = issue?.path ?? [];
  // The line of the field, not only of the rule.
  const extra = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
  const name = extra ?? (key === undefined ? undefined : String(key));
  const pair = isMap(item) ? item.items.find((i) => isScalar(i.key) && i.key.value === name) : undefined;
  const message = extra === undefined ? (issue?.message ?? 'wrong shape') : 'is not known in a rule';
  return refusal(
    'rules_damaged',
    file,
    lineOf(pair?.key ?? item),
    `${name === undefined ? 'a rule' : `"${name}"`} ${message.replace(/\.$/, '')}`,
  );
}

/** Two rules about the same things with different effects leave open what was meant. Rules that have ended do not count. */
function refuseContradictions(rules: readonly PersonRule[], file: string, now: number): void {
  const ids = new Map<string, PersonRule>();
  const scopes = new Map<string, PersonRule>();
  for (const rule of rules) {
    const twin = ids.get(rule.id);
    if (twin)
      throw refusal('rules_contradictory', file, rule.line, `"${rule.id}" stands twice (first in line ${twin.line})`);
    ids.set(rule.id, rule);
    if (hasEnded(rule, now)) continue;
    const other = scopes.get(scopeOf(rule));
    if (other && other.effect !== rule.effect) {
      throw refusal(
        'rules_contradictory',
        file,
        rule.line,
        `"${rule.id}" says ${rule.effect} where "${other.id}" in line ${other.line} says ${other.effect} of the same things`,
        'Remove one of them; until then nothing is done.',
      );
    }
    scopes.set(scopeOf(rule), rule);
  }
}

/** Reads a file of rules; a file that does not exist is none. Throws a `SteadyhandError` (`rules_*`). */
export function readRules(file: string, tier: Tier, now: number = Date.now()): PersonRule[] {
  const text = textOf(file);
  return text === null ? [] : parseRules(text, file, tier, now);
}

const NEW_FILE = `# Your rules for Steadyhand. See: steadyhand rules --help\nversion: ${RULES_VERSION}\nrules: []\n`;

/**
 * Adds a rule at the end. The file is made when there is none; it is complete or unchanged, whatever happens.
 * Throws what `readRules` throws, also when the file would not be usable afterwards.
 */
export function addRule(file: string, rule: RuleEntry, now: number = Date.now()): void {
  change(file, now, (document) => {
    const list = document.get('rules', true);
    if (!isSeq(list)) return;
    list.flow = false;
    const plain = Object.fromEntries(
      Object.entries(rule).map(([k, v]) => [
        k,
        Array.isArray(v) && v.length === 1 ? (v[0] as unknown) : (v as unknown),
      ]),
    );
    list.add(document.createNode(plain));
  });
}

/** Takes a rule out. Throws `usage` `rule_unknown` when there is none with this id. */
export function removeRule(file: string, id: string, now: number = Date.now()): void {
  change(file, now, (document, rules) => {
    const at = rules.findIndex((r) => r.id === id);
    if (at < 0) {
      throw new SteadyhandError(
        'usage',
        'rule_unknown',
        `There is no rule "${id}" in ${file}.`,
        'See: steadyhand rules list',
      );
    }
    document.deleteIn(['rules', at]);
  });
}

function change(
  file: string,
  now: number,
  edit: (document: Document.Parsed, rules: readonly PersonRule[]) => void,
): void {
  let unlock: (() => void) | null = null;
  try {
    makeFolder(path.dirname(file));
    unlock = lock(`${file}.lock`);
    const { document, rules } = parse(textOf(file) ?? NEW_FILE, file, 'user', now);
    edit(document, rules);
    const text = document.toString({ lineWidth: 0 });
    refuseChange(text, file, now);
    writeWhole(file, text);
  } catch (e) {
    if (e instanceof SteadyhandError) throw e;
    throw new SteadyhandError(
      'environment',
      'rules_unwritable',
      `The rules ${file} cannot be changed (${messageOf(e)}).`,
      'Give yourself write permission there; the file is as it was.',
      e,
    );
  } finally {
    unlock?.();
  }
}

/** Read back before it is put in place: what could not be used is never written. */
function refuseChange(text: string, file: string, now: number): void {
  try {
    parseRules(text, file, 'user', now);
  } catch (e) {
    if (!(e instanceof SteadyhandError)) throw e;
    const problem = e.message.slice(e.message.lastIndexOf(`${file}, line `)).replace(/^.*?line \d+: /s, '');
    throw new SteadyhandError(
      'usage',
      e.code,
      `The rule was not saved: ${problem}`,
      'Remove or change the other one first.',
      e,
    );
  }
}

/** One change at a time: of two at once the second is refused rather than one of them lost. */
function lock(file: string): () => void {
  for (const last of [false, true]) {
    try {
      closeSync(openSync(file, 'wx', 0o600));
      return () => rmSync(file, { force: true });
    } catch (e) {
      if ((e as NodeJS.ErrnoException).code !== 'EEXIST' || last) throw e;
      const age = Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0);
      if (age < STALE_LOCK_MS) {
        throw new SteadyhandError(
          'environment',
          'rules_busy',
          'The rules are being changed by another program.',
          'Try again.',
        );
      }
      rmSync(file, { force: true });
    }
  }
  throw new Error('unreachable');
}
