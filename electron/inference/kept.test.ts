import { expect, test } from 'vitest';
import { Kept } from './kept.ts';

test('what was asked for longest ago is forgotten first', () => {
  const kept = new Kept<number>(2);
  kept.set('a', 1);
  kept.set('b', 2);
  expect(kept.get('a')).toBe(1);
  kept.set('c', 3);
  expect(kept.has('b')).toBe(false);
  expect(kept.get('a')).toBe(1);
  expect(kept.get('c')).toBe(3);
  kept.clear();
  expect(kept.has('a')).toBe(false);
});
