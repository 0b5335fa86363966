import {
  chmodSync,
  existsSync,
  mkdtempSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { SteadyhandError } from '../protocol/errors.ts';
import { addRule, parseRules, readRules, removeRule } from './rules-file.ts';

const NOW = Date.parse('2026-11-23T12:00:00Z');
let file: string;
beforeEach(() => {
  file = join(mkdtempSync(join(tmpdir(), 'steadyhand-rules-')), 'rules.yaml');
});
const parse = (text: string) => parseRules(text, '/r.yaml', 'user', NOW);
function errorOf(f: () => unknown): SteadyhandError {
  try {
    f();
  } catch (e) {
    if (e instanceof SteadyhandError) return e;
    throw e;
  }
  throw new Error('nothing was refused');
}
const head = 'version: 1\nrules:\n';

test('a file that does not exist is no rules', () => {
  expect(readRules(file, 'user')).toEqual([]);
});

test('single conditions and lists are read, and every rule knows its line', () => {
  const rules = parse(
    `${head}  - id: a\n    effect: deny\n    app: x\n  # remark\n  - id: b\n    effect: ask\n    verb: [click, type]\n`,
  );
  expect(rules).toMatchObject([
    { id: 'a', app: ['x'], line: 3, tier: 'user' },
    { id: 'b', verb: ['click', 'type'], line: 7 },
  ]);
});

// prettier-ignore
const REFUSED: readonly (readonly [name: string, text: string, code: string, says: RegExp])[] = [
  ['empty', '', 'rules_empty', /line 1: it is empty/],
  ['only a comment', '# nothing\n', 'rules_empty', /it is empty/],
  ['no list', 'version: 1\n', 'rules_empty', /"rules:" is no list/],
  ['rules that are no list', 'version: 1\nrules: 7\n', 'rules_empty', /line 2/],
  ['no YAML', 'version: 1\nrules: [\n', 'rules_damaged', /line 3.*YAML/],
  ['bytes', 'version: 1\nrules:\n  - \u0000', 'rules_damaged', /line/],
  ['a list at the top', '- a\n', 'rules_damaged', /line 1/],
  ['no version', 'rules: []\n', 'rules_damaged', /"version: 1" is missing/],
  ['a newer version', '# new\nversion: 2\nrules: []\n', 'rules_newer', /line 2: it is of version 2/],
  ['a version that is a word', 'version: one\nrules: []\n', 'rules_damaged', /line 1/],
  ['an unknown key at the top', 'version: 1\nrule: []\nrules: []\n', 'rules_damaged', /line 2: "rule" is not known/],
  ['an unknown effect', `${head}  - id: a\n    effect: permit\n    app: x\n`, 'rules_damaged', /line 4: "effect"/],
  ['an unknown key in a rule', `${head}  - id: a\n    effect: deny\n    application: x\n`, 'rules_damaged', /line 5: "application" is not known/],
  ['an unknown category', `${head}  - id: a\n    effect: deny\n    category: fun\n`, 'rules_damaged', /line 5/],
  ['an unknown verb', `${head}  - id: a\n    effect: deny\n    verb: shout\n`, 'rules_damaged', /line 5/],
  ['no id', `${head}  - effect: deny\n    app: x\n`, 'rules_damaged', /line 3: "id"/],
  ['an empty pattern', `${head}  - id: a\n    effect: deny\n    app: ""\n`, 'rules_damaged', /line 5/],
  ['an empty list', `${head}  - id: a\n    effect: deny\n    app: []\n`, 'rules_damaged', /line 5/],
  ['a number for a pattern', `${head}  - id: a\n    effect: deny\n    app: 7\n`, 'rules_damaged', /line 5/],
  ['no moment', `${head}  - id: a\n    effect: deny\n    app: x\n    until: tomorrow\n`, 'rules_damaged', /line 6/],
  ['a day that is none', `${head}  - id: a\n    effect: deny\n    app: x\n    until: 2026-13-41\n`, 'rules_damaged', /line 6/],
  ['a rule that is text', `${head}  - deny all\n`, 'rules_damaged', /line 3/],
  ['nothing narrows it', `${head}  - id: a\n    effect: allow\n`, 'rules_everything', /line 3.*would allow everything/],
  ['only stars narrow it', `${head}  - id: a\n    effect: allow\n    app: "*"\n    control: ["?*"]\n`, 'rules_everything', /line 3/],
  ['everything and narrowed', `${head}  - id: a\n    effect: ask\n    everything: true\n    app: x\n`, 'rules_contradictory', /line 3/],
  ['one id twice', `${head}  - id: a\n    effect: ask\n    app: x\n  - id: a\n    effect: ask\n    app: y\n`, 'rules_contradictory', /line 6.*first in line 3/],
  ['the same things allowed and denied', `${head}  - id: a\n    effect: allow\n    app: [x, Y]\n  - id: b\n    effect: deny\n    app: [y, x]\n`, 'rules_contradictory', /line 6.*line 3/],
  ['one key twice', `${head}  - id: a\n    effect: allow\n    effect: deny\n    app: x\n`, 'rules_damaged', /line 5/],
];
test.each(REFUSED)('%s is refused with its line', (_name, text, code, says) => {
  const error = errorOf(() => parse(text));
  expect(error).toMatchObject({ code, kind: 'blocked' });
  expect(error.line).toMatch(says);
  expect(error.line).toContain('/r.yaml');
});

test('a rule about everything is good when it says so', () => {
  expect(parse(`${head}  - id: a\n    effect: ask\n    everything: true\n`)).toHaveLength(1);
});

test('a rule that has ended contradicts nothing', () => {
  const text = `${head}  - id: a\n    effect: allow\n    app: x\n    until: 2020-01-01\n  - id: b\n    effect: deny\n    app: x\n`;
  expect(parse(text)).toHaveLength(2);
});

test('a folder, a file nobody may read and one that anybody may write are refused', () => {
  mkdirSync(file);
  expect(errorOf(() => readRules(file, 'user')).code).toBe('rules_unreadable');
  const open = `${file}.open`;
  writeFileSync(open, 'version: 1\nrules: []\n');
  chmodSync(open, 0o666);
  expect(errorOf(() => readRules(open, 'user')).line).toContain('chmod o-w');
});

test('whatever is in the file, it is read or refused with a SteadyhandError', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.string().map((s) => head + s),
        fc.json(),
      ),
      (text) => {
        try {
          parse(text);
        } catch (e) {
          expect(e).toBeInstanceOf(SteadyhandError);
        }
      },
    ),
    { numRuns: 500 },
  );
});

describe('changes', () => {
  const rule = { id: 'a', effect: 'deny' as const, app: ['x'] };
  test('the first rule makes the file, for its owner only, and comments stay', () => {
    addRule(file, rule, NOW);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    writeFileSync(file, readFileSync(file, 'utf8').replace('rules:', '# mine\nrules:'));
    addRule(file, { id: 'b', effect: 'ask', control: ['Send', 'Post'] }, NOW);
    removeRule(file, 'a', NOW);
    expect(readFileSync(file, 'utf8')).toContain('# mine');
    expect(readRules(file, 'user', NOW)).toMatchObject([{ id: 'b', control: ['Send', 'Post'] }]);
    expect(readdirSync(join(file, '..'))).toEqual(['rules.yaml']);
  });

  test('a contradiction is not saved, and the file is as it was', () => {
    addRule(file, rule, NOW);
    const before = readFileSync(file, 'utf8');
    const error = errorOf(() => addRule(file, { id: 'b', effect: 'allow', app: ['x'] }, NOW));
    expect(error).toMatchObject({ kind: 'usage', code: 'rules_contradictory' });
    expect(error.line).toContain('was not saved');
    expect(readFileSync(file, 'utf8')).toBe(before);
  });

  test('a damaged file is not changed', () => {
    writeFileSync(file, 'version: 1\nrules: {', { mode: 0o600 });
    expect(errorOf(() => addRule(file, rule, NOW)).code).toBe('rules_damaged');
    expect(readFileSync(file, 'utf8')).toBe('version: 1\nrules: {');
  });

  test('removing what is not there is a usage error', () => {
    expect(errorOf(() => removeRule(file, 'a', NOW)).kind).toBe('usage');
    expect(existsSync(`${file}.lock`)).toBe(false);
  });

  test('while another program changes the file, a change is refused and not lost', () => {
    addRule(file, rule, NOW);
    writeFileSync(`${file}.lock`, '');
    expect(errorOf(() => addRule(file, { ...rule, id: 'b' }, NOW)).code).toBe('rules_busy');
  });

  test('any rule that can be written is read back as it was', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }).filter((t) => t.trim() === t && t !== '');
    fc.assert(
      fc.property(fc.uniqueArray(text, { minLength: 1, maxLength: 3 }), text, (app, note) => {
        const path = join(mkdtempSync(join(tmpdir(), 'steadyhand-rules-')), 'r.yaml');
        const entry = { id: 'a', effect: 'deny' as const, app, control: ['x'], note };
        addRule(path, entry, NOW);
        expect(readRules(path, 'user', NOW)).toMatchObject([entry]);
      }),
      { numRuns: 60 },
    );
  });
});
