import { expect, test } from 'vitest';
import { confidenceOf, decodeCtc, meanProbability } from './ctc.ts';

const ALPHABET = ['a', 'b', ' '];
/** Scores in which the given class wins at each step. */
const scores = (classes: readonly number[], probability = 0.9): Float32Array => {
  const out = new Float32Array(classes.length * 4).fill((1 - probability) / 3);
  classes.forEach((c, t) => (out[t * 4 + c] = probability));
  return out;
};
const text = (classes: readonly number[]): string =>
  decodeCtc(scores(classes), classes.length, 4, ALPHABET)
    .map((l) => l.char)
    .join('');

test('repeats are one letter, a blank between them makes two', () => {
  expect(text([1, 1, 1])).toBe('a');
  expect(text([1, 0, 1])).toBe('aa');
  expect(text([0, 1, 2, 2, 3, 1])).toBe('ab a');
});

test('only blanks are no text', () => {
  expect(text([0, 0, 0])).toBe('');
  expect(text([])).toBe('');
});

test('a letter is placed at the middle of its run', () => {
  const [a, b] = decodeCtc(scores([0, 1, 1, 1, 0, 2]), 6, 4, ALPHABET);
  expect(a?.at).toBe(2);
  expect(b?.at).toBe(5);
});

test('a class outside the alphabet is left out', () => {
  expect(decodeCtc(scores([3, 1]), 2, 4, ['a']).map((l) => l.char)).toEqual(['a']);
});

test('confidence is that of the least certain visible letter', () => {
  const letters = [
    { char: 'a', at: 0, probability: 0.9 },
    { char: ' ', at: 1, probability: 0.2 },
    { char: 'b', at: 2, probability: 0.7 },
  ];
  expect(confidenceOf(letters)).toBe(0.7);
  expect(meanProbability(letters)).toBeCloseTo(0.6);
  expect(confidenceOf([])).toBe(0);
  expect(meanProbability([])).toBe(0);
});

test('classes that are not asked for do not count', () => {
  // Step by step: blank, a, b, space; the last two hold most of it.
  const mixed = Float32Array.of(0.05, 0.15, 0.7, 0.1);
  expect(decodeCtc(mixed, 1, 4, ALPHABET)[0]).toMatchObject({ char: 'b' });
  const [letter] = decodeCtc(mixed, 1, 4, ALPHABET, 2);
  expect(letter?.char).toBe('a');
  expect(letter?.probability).toBeCloseTo(0.75);
});
