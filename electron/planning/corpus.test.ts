import { describe, expect, test } from 'vitest';
import { loadCorpus, samePlan } from '../../test/bench/planning/corpus.ts';
import { compile } from './compile.ts';

/** Our own corpus, case by case: a wrong plan names its line. */
const corpus = loadCorpus();

describe.each([...new Set(corpus.map((c) => c.tag))])('%s', (tag) => {
  test.each(corpus.filter((c) => c.tag === tag).map((c) => [`${c.line}: ${c.task}`, c] as const))('%s', (_name, c) => {
    const { steps } = compile(c.task);
    // Compared as a whole; the full steps are shown only when they differ.
    if (!samePlan(steps, c.steps)) expect(steps).toEqual(c.steps);
  });
});

test('the corpus covers every category', () => {
  expect(corpus.length).toBeGreaterThanOrEqual(250);
  expect(new Set(corpus.map((c) => c.tag))).toEqual(
    new Set([
      'fresh',
      'fresh-2',
      'fresh-3',
      'fresh-4',
      'fresh-5',
      'fresh-6',
      'fresh-7',
      'fresh-8',
      'lang',
      'lang-more',
      'longer',
      'loop',
      'menu',
      'multi',
      'position',
      'refuse',
      'single',
      'skill',
      'style',
      'text',
    ]),
  );
});
