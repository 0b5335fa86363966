import { expect, test } from 'vitest';
import { softmax } from './softmax.ts';

test('shares of one, in the order of the logits, however large they are', () => {
  const shares = softmax(Float32Array.of(1000, 1001, 999));
  expect([...shares].reduce((a, b) => a + b)).toBeCloseTo(1, 5);
  expect((shares[1] ?? 0) / (shares[0] ?? 1)).toBeCloseTo(Math.E, 4);
  expect(softmax(new Float32Array(0))).toHaveLength(0);
});
