import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { SteadyhandError } from '../../protocol/errors.ts';
import { SkillLibrary } from './library.ts';
import type { Skill } from './schema.ts';
import { readSkill, writeSkill } from './text-file.ts';

const skill: Skill = {
  format: 1,
  name: 'save-note',
  title: 'Save a note',
  recorded: { at: '2026-01-02T03:04:05Z', screen: [1280, 800], monitors: 1, scale: 1 },
  parameters: [{ name: 'file', type: 'file_name', default: 'notes: “a”.txt' }],
  steps: [
    {
      do: 'click',
      say: 'Click *Save* in the *Save As* dialog',
      risk: 'caution',
      category: 'overwrite',
      window: { app: 'Mousepad', title: 'Save As', dialog: true },
      target: {
        kind: 'button',
        label: 'Save',
        in: 'window',
        beside: [{ says: 'Cancel', dx: -90, dy: 0 }],
        crop: 'crops/step-1.png',
        place: { left: 700, top: 500, right: 60, bottom: 20, width: 80, height: 30 },
      },
      expect: { closes: { app: 'Mousepad', title: 'Save As', dialog: true }, changes: 'much' },
    },
    { do: 'type', say: 'Type the name', risk: 'safe', category: 'none', text: '{{file}}' },
    { do: 'press', say: 'Press Enter', risk: 'safe', category: 'none', keys: ['enter'] },
  ],
};
const CROP = new Uint8Array([1, 2, 3, 4, 5]);
let library: SkillLibrary;
beforeEach(() => {
  library = new SkillLibrary(mkdtempSync(join(tmpdir(), 'steadyhand-skills-')));
  library.save(skill, new Map([['crops/step-1.png', CROP]]));
});
const refusal = (act: () => unknown): SteadyhandError => {
  try {
    act();
  } catch (error) {
    if (error instanceof SteadyhandError) return error;
    throw error;
  }
  throw new Error('it was not refused');
};

test('what is saved is read again, letter by letter', () => {
  const read = library.read('save-note');
  expect(read.skill).toEqual(skill);
  expect(read.crops.get('crops/step-1.png')).toEqual(Buffer.from(CROP));
});

test('a skill is text that a person reads', () => {
  expect(writeSkill(skill)).toMatch(/say: Click \*Save\* in the \*Save As\* dialog/);
});

describe('mutations', () => {
  /** One of the ways in which a file goes bad. */
  const mutation = fc.tuple(
    fc.nat(),
    fc.constantFrom('letter', 'cut', 'double', 'lose', 'insert', 'line'),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 4 }),
  );
  const mutate = (text: string, [at, how, put]: [number, string, string]): string => {
    const i = at % text.length;
    const lines = text.split('\n');
    const l = at % lines.length;
    switch (how) {
      case 'letter':
        return text.slice(0, i) + put + text.slice(i + put.length);
      case 'cut':
        return text.slice(0, i);
      case 'double':
        return [...lines.slice(0, l + 1), ...lines.slice(l)].join('\n');
      case 'lose':
        return lines.filter((_, n) => n !== l).join('\n');
      case 'insert':
        return text.slice(0, i) + put + text.slice(i);
      default:
        return [...lines.slice(0, l), put, ...lines.slice(l)].join('\n');
    }
  };

  test('of 5,000 changed skill files every one is refused with the place of the fault', () => {
    const path = library.textOf('save-note');
    const text = readFileSync(path, 'utf8');
    let refused = 0;
    fc.assert(
      fc.property(mutation, (m) => {
        const changed = mutate(text, m);
        fc.pre(changed !== text);
        writeFileSync(path, changed);
        const error = refusal(() => library.read('save-note'));
        expect(error.kind).toBe('usage');
        expect(error.line).toMatch(/skill\.yaml(:\d+)?/);
        refused++;
      }),
      { numRuns: 5_000 },
    );
    expect(refused).toBeGreaterThanOrEqual(5_000);
  }, 300_000);

  test('a changed text never breaks its reader: it is refused with its place, or has the shape of a skill', () => {
    const text = writeSkill(skill);
    fc.assert(
      fc.property(mutation, (m) => {
        let read: Skill | null = null;
        try {
          read = readSkill(mutate(text, m), 'skill.yaml');
        } catch (error) {
          expect(error).toBeInstanceOf(SteadyhandError);
          expect((error as SteadyhandError).line).toMatch(/skill\.yaml:\d+/);
        }
        if (read) expect(readSkill(writeSkill(read), 'again')).toEqual(read);
      }),
      { numRuns: 300 },
    );
  }, 120_000);

  test('of 1,000 changed locks and crops every one is refused', () => {
    const folder = library.folderOf('save-note');
    fc.assert(
      fc.property(mutation, fc.constantFrom('skill.lock', 'crops/step-1.png'), (m, file) => {
        const was = readFileSync(join(folder, file), 'latin1');
        const changed = mutate(was, m);
        fc.pre(changed !== was && Buffer.from(changed, 'latin1').compare(Buffer.from(was, 'latin1')) !== 0);
        writeFileSync(join(folder, file), Buffer.from(changed, 'latin1'));
        const error = refusal(() => library.read('save-note'));
        writeFileSync(join(folder, file), Buffer.from(was, 'latin1'));
        expect(['skill_changed', 'skill_unsealed']).toContain(error.code);
      }),
      { numRuns: 1_000 },
    );
  }, 120_000);

  test('of 1,000 changed exports every one is refused', () => {
    const exported = library.exportText('save-note');
    fc.assert(
      fc.property(mutation, (m) => {
        const changed = mutate(exported, m);
        fc.pre(changed !== exported);
        expect(refusal(() => library.importText(changed, 'x.skill', { as: 'other' })).line).toMatch(/x\.skill/);
      }),
      { numRuns: 1_000 },
    );
    expect(library.has('other')).toBe(false);
  }, 120_000);
});

test.each([
  [
    'a key nobody knows',
    (t: string) => t.replace('risk: caution', 'risc: caution'),
    /skill\.yaml:\d+: .*[Uu]nrecognized key/,
  ],
  ['a risk nobody knows', (t: string) => t.replace('risk: caution', 'risk: none'), /skill\.yaml:\d+: steps\.0\.risk/],
  [
    'a newer format',
    (t: string) => t.replace('format: 1', 'format: 2'),
    /skill\.yaml:1: it was made by a newer version/,
  ],
  [
    'a placeholder of no parameter',
    (t: string) => t.replace('{{file}}', '{{name}}'),
    /skill\.yaml:\d+: \{\{name\}\} is no parameter/,
  ],
  ['the same key twice', (t: string) => `${t}title: again\n`, /skill\.yaml:\d+:\d+: Map keys must be unique/],
  ['no YAML', (t: string) => t.replace('steps:', 'steps: ['), /skill\.yaml:\d+:\d+: /],
  [
    'an alias, which could unfold to anything',
    (t: string) => t.replace('title: Save a note', 'title: &t x\ndescription: *t'),
    /skill\.yaml/,
  ],
])('%s is refused with line and reason', (_what, change, line) => {
  const changed = change(writeSkill(skill));
  expect(refusal(() => readSkill(changed, 'skill.yaml')).line).toMatch(line);
});

test('an edit made by hand is refused with its line until it is accepted', () => {
  const path = library.textOf('save-note');
  const text = readFileSync(path, 'utf8');
  const at = text.split('\n').findIndex((l) => l.includes('Save a note')) + 1;
  writeFileSync(path, text.replace('Save a note', 'Save two notes'));
  expect(refusal(() => library.read('save-note')).line).toContain(`skill.yaml:${at} was changed`);
  const { crops } = library.readUnsealed('save-note');
  library.saveText('save-note', readFileSync(path, 'utf8'), crops);
  expect(library.read('save-note').skill.title).toBe('Save two notes');
});

test('a crop that is missing, or was added, is named', () => {
  const folder = library.folderOf('save-note');
  writeFileSync(join(folder, 'crops/step-9.png'), CROP);
  expect(refusal(() => library.read('save-note')).line).toContain('crops/step-9.png was added');
  rmSync(join(folder, 'crops/step-9.png'));
  rmSync(join(folder, 'crops/step-1.png'));
  expect(refusal(() => library.read('save-note')).line).toContain('crops/step-1.png is missing');
});

describe('export and import', () => {
  test('take a skill elsewhere, crops and all', () => {
    const elsewhere = new SkillLibrary(mkdtempSync(join(tmpdir(), 'steadyhand-skills-')));
    expect(elsewhere.importText(library.exportText('save-note'), 'a.skill').skill).toEqual(skill);
    expect(elsewhere.read('save-note').hash).toBe(library.read('save-note').hash);
  });
  test('do not replace a skill unasked', () => {
    const text = library.exportText('save-note');
    expect(refusal(() => library.importText(text, 'a.skill')).code).toBe('skill_exists');
    expect(library.importText(text, 'a.skill', { as: 'copy' }).skill.name).toBe('copy');
  });
  test('refuse what a newer version wrote', () => {
    const text = library.exportText('save-note').replace(/^steadyhand-skill 1/, 'steadyhand-skill 2');
    expect(refusal(() => library.importText(text, 'a.skill')).code).toBe('export_newer');
  });
});

test('a faulty skill is listed with its fault, the others are as ever', () => {
  library.save({ ...skill, name: 'whole' }, new Map([['crops/step-1.png', CROP]]));
  writeFileSync(library.textOf('save-note'), 'nothing');
  const [faulty, whole] = library.list();
  expect(faulty?.fault).toMatch(/skill\.yaml/);
  expect(whole?.fault).toBeNull();
});

test('replays are counted, and survive an edit', () => {
  library.noteReplay('save-note', '2026-01-01', null);
  library.noteReplay('save-note', '2026-01-02', { runId: 'r1', reason: 'absent' });
  library.save(skill, new Map([['crops/step-1.png', CROP]]));
  expect(library.stats('save-note')).toMatchObject({ replays: 2, done: 1, lastFailure: { runId: 'r1' } });
});

test.each(['../etc', 'A', '', '.', 'a/b', 'x'.repeat(65)])('%j is no name of a skill', (name) => {
  expect(refusal(() => library.folderOf(name)).code).toBe('skill_name');
});
