import { expect, test } from 'vitest';
import { area } from './picture.ts';
import { sameText, unread } from './reader-protocol.ts';

test('a text that was kept hides itself and not its neighbours', () => {
  const bar = area(361, 166, 635, 193);
  const edit = area(364, 167, 396, 191);
  expect(unread(bar, [edit])).toEqual([area(396, 166, 635, 193)]);
  expect(unread(bar, [edit, area(465, 170, 502, 188)])).toEqual([area(396, 166, 465, 193), area(502, 166, 635, 193)]);
  expect(unread(bar, [area(359, 167, 640, 192)])).toEqual([]);
  expect(unread(bar, [area(364, 400, 396, 420)])).toEqual([bar]);
});

test('nothing that is left holds known text', () => {
  let seed = 7;
  const random = (most: number): number => (seed = (seed * 1103515245 + 12345) % 2147483648) % most;
  for (let n = 0; n < 2000; n++) {
    const box = area(random(50), 10, 60 + random(400), 30);
    const known = Array.from({ length: random(6) }, () => {
      const x = random(400);
      const y = random(20);
      return area(x, y, x + 5 + random(200), y + 10 + random(20));
    });
    for (const part of unread(box, known)) {
      expect(part.x2).toBeGreaterThan(part.x1);
      expect(part.x1 >= box.x1 && part.x2 <= box.x2).toBe(true);
      for (const k of known.filter((each) => sameText(each, box)))
        expect(part.x2 <= k.x1 || part.x1 >= k.x2).toBe(true);
    }
  }
});
