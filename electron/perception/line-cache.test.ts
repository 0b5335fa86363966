import { expect, test } from 'vitest';
import { LineCache, pixelKey } from './line-cache.ts';
import { blank, fill } from '../../test/fixtures/reading/draw.ts';

const reading = (text: string) => ({ text, confidence: 1, weakest: 1, spans: [] });

test('the least recently used reading leaves first', () => {
  const cache = new LineCache(2);
  cache.set('a', reading('a'));
  cache.set('b', reading('b'));
  cache.get('a');
  cache.set('c', reading('c'));
  expect(cache.get('b')).toBeUndefined();
  expect(cache.get('a')?.text).toBe('a');
  expect(cache.size).toBe(2);
});

test('the same pixels have the same key wherever they are', () => {
  const picture = blank(60, 60, [255, 255, 255]);
  fill(picture, 5, 5, 9, 9, [0, 0, 0]);
  fill(picture, 35, 25, 39, 29, [0, 0, 0]);
  const key = pixelKey(picture, { x1: 0, y1: 0, x2: 20, y2: 20 });
  expect(pixelKey(picture, { x1: 30, y1: 20, x2: 50, y2: 40 })).toBe(key);
  fill(picture, 8, 8, 9, 9, [1, 0, 0]);
  expect(pixelKey(picture, { x1: 0, y1: 0, x2: 20, y2: 20 })).not.toBe(key);
});

test('the same bytes in another shape have another key', () => {
  const picture = blank(40, 40, [9, 9, 9]);
  expect(pixelKey(picture, { x1: 0, y1: 0, x2: 20, y2: 10 })).not.toBe(
    pixelKey(picture, { x1: 0, y1: 0, x2: 10, y2: 20 }),
  );
});
