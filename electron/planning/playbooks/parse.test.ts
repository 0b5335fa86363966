import { describe, expect, test } from 'vitest';
import { SteadyhandError } from '../../protocol/errors.ts';
import { PlaybookLibrary } from './library.ts';
import { parsePlaybooks } from './parse.ts';

const playbook = (more = '', id = 'a.b', steps = '[{ press: mod+s }]'): string => `  - id: ${id}
    title: Save it
    phrases:
      en: save {name} now
    parameters:
      name: { type: text, ask: What? }
    ways:
      - steps: ${steps}
${more}`;
const file = (...playbooks: string[]): string => `version: 1\nplaybooks:\n${playbooks.join('')}`;

function refusal(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof SteadyhandError) return error.line;
    throw error;
  }
  throw new Error('it was taken');
}

test('a file gives its playbooks, each with its line', () => {
  const [first, second] = parsePlaybooks(file(playbook(), playbook('', 'a.c')), 'a.yaml');
  expect(first).toMatchObject({ id: 'a.b', file: 'a.yaml', line: 3 });
  expect(second).toMatchObject({ id: 'a.c', line: 11 });
});

describe('a mistake names the file, the line and what is wrong', () => {
  test.each([
    ['broken YAML', 'version: 1\nplaybooks: [\n', /a\.yaml, line [23], /],
    ['an unknown key', file(playbook('    colour: red\n')), /line 3, .*colour/],
    ['a step nobody knows', file(playbook('', 'a.b', '[{ dance: wildly }]')), /line 10, .*no step is called “dance”/],
    [
      'keys nobody can press',
      file(playbook('', 'a.b', '[{ press: Ctrl S }]')),
      /line 10, .*keys such as mod\+shift\+s/,
    ],
    [
      'a value that is no parameter',
      file(playbook('', 'a.b', "[{ type: '{nam}' }]")),
      /line 10, .*\{nam\} is no parameter/,
    ],
    ['a wrong type', file(playbook()).replace('type: text', 'type: colour'), /line 8, .*type/],
    ['a needed value without a question', file(playbook()).replace(', ask: What?', ''), /line 8, .*needs a question/],
    ['a version from the future', file(playbook()).replace('version: 1', 'version: 9'), /line 1, .*version/],
    [
      'a key that stands twice',
      file(playbook()).replace('title: Save it', 'title: Save it\n    title: Twice'),
      /line 5/,
    ],
    ['nothing at all', '', /cannot be used/],
  ])('%s', (_name, source, words) => {
    const line = refusal(() => parsePlaybooks(source, 'a.yaml'));
    expect(line).toContain('The playbook file a.yaml');
    expect(line).toMatch(words);
    expect(line).not.toContain('\n');
  });
});

describe('playbooks that use others', () => {
  const library = (...parts: string[]): PlaybookLibrary => PlaybookLibrary.of(parsePlaybooks(file(...parts), 'a.yaml'));
  const use = (id: string, other: string, given = ", with: { name: '{name}' }"): string =>
    playbook('', id, `[{ use: ${other}${given} }]`);

  test('are taken when all is there', () => {
    expect(library(playbook(), use('a.c', 'a.b')).all()).toHaveLength(2);
  });
  test.each([
    ['a cycle', () => library(use('a.b', 'a.c'), use('a.c', 'a.d'), use('a.d', 'a.b')), /a\.b → a\.c → a\.d → a\.b/],
    ['itself', () => library(use('a.b', 'a.b')), /a\.b → a\.b/],
    ['one that is not there', () => library(use('a.b', 'x.y')), /uses x\.y, which is not there/],
    ['a missing parameter', () => library(playbook(), use('a.c', 'a.b', '')), /without its parameter name/],
    [
      'a parameter it does not have',
      () => library(playbook(), use('a.c', 'a.b', ', with: { size: x }')),
      /no parameter size/,
    ],
  ])('are refused: %s', (_name, make, words) => {
    expect(refusal(make)).toMatch(words);
  });
});
