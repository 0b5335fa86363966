import { expect, test } from 'vitest';
import { makeFrame } from '../capture/make-frame.ts';
import { globalBox, type Box } from '../protocol/coordinates.ts';
import type { Element, Screen } from '../protocol/screen.ts';
import { withoutMasked } from './masked.ts';

const element = (id: string, box: Box, children: readonly string[] = []): Element => ({
  ...{ id, kind: 'button', box, text: id, confidence: 1, source: 'pixels', words: [], children, fill: null },
});
function screen(masked: readonly Box[] | undefined, elements: readonly Element[]): Screen {
  const display = { id: 'd', name: 'd', box: globalBox(-100, 0, 0, 50), scale: 1, primary: true };
  const data = new Uint8Array(100 * 50 * 4);
  const picture = { display, width: 100, height: 50, data, source: 'test', takenAt: 0 };
  const frame = makeFrame(masked ? { ...picture, masked } : picture);
  return { frame, elements, windows: [], changed: [], readMs: 0, reuse: { cached: 0, read: 0 } };
}

test('what lies under a window of ours is not on the screen; what only reaches into it is', () => {
  const under = element('under', globalBox(-90, 10, -60, 30));
  const reaching = element('reaching', globalBox(-60, 10, -20, 30));
  const around = element('around', globalBox(-100, 0, 0, 50), ['under', 'reaching']);
  const seen = withoutMasked(screen([globalBox(-100, 0, -50, 40)], [around, under, reaching]));
  expect(seen.elements.map((e) => [e.id, e.children])).toEqual([
    ['around', ['reaching']],
    ['reaching', []],
  ]);
});

test('with nothing masked the screen is as it was', () => {
  const all = [element('a', globalBox(-90, 10, -60, 30))];
  for (const s of [screen(undefined, all), screen([], all), screen([globalBox(-10, 0, 0, 10)], all)])
    expect(withoutMasked(s)).toBe(s);
});
