import { expect, test } from 'vitest';
import { Canvas } from '../../test/bench/grounding/canvas.ts';
import { signsByLook, signsByPurpose } from './glyph-words.ts';
import { GLYPHS, glyphScore } from './glyphs.ts';

test.each([
  ['cross', 'cross'],
  ['plus', 'plus'],
  ['minus', 'minus'],
  ['menu', 'menu'],
  ['back', 'chevron_left'],
  ['next', 'chevron_right'],
  ['down', 'chevron_down'],
  ['check', 'check'],
])('a drawn %s is recognised in several sizes, thick and thin, dark and light', (drawn, glyph) => {
  for (const [size, thickness] of [
    [12, 1],
    [16, 2],
    [28, 3],
  ] as const)
    for (const [ground, ink] of [
      [
        [250, 250, 250],
        [40, 40, 40],
      ],
      [
        [30, 30, 30],
        [230, 230, 230],
      ],
    ] as const) {
      const c = new Canvas(80, 80, ground);
      const box = c.sign(drawn, 20, 20, size, thickness, ink).box;
      expect(glyphScore(c.screen().frame, box, new Map([[glyph, 1]])).score, `${size}/${thickness}`).toBeGreaterThan(
        0.72,
      );
    }
});

test.each([
  ['plus', 'cross'],
  ['menu', 'plus'],
  ['back', 'chevron_right'],
  ['zigzag', 'lens'],
  ['fork', 'gear'],
])('a drawn %s is not taken for a %s', (drawn, glyph) => {
  const c = new Canvas(80, 80);
  const box = c.sign(drawn, 20, 20).box;
  expect(glyphScore(c.screen().frame, box, new Map([[glyph, 1]])).score).toBeLessThan(0.72);
});

test('an even surface shows no sign', () => {
  const c = new Canvas(80, 80);
  const box = c.container(c.screen().frame.display.box).box;
  const all = new Map(GLYPHS.map((g) => [g, 1]));
  expect(glyphScore(new Canvas(80, 80).screen().frame, box, all).score).toBe(0);
});

test('every sign that words speak of can be drawn', () => {
  const known = new Set(GLYPHS);
  const words = [
    'hamburger',
    'three dots',
    'magnifying glass',
    'gear',
    'pencil',
    'trash',
    'arrow',
    'star',
    'eye',
    'printer',
  ];
  for (const w of words)
    for (const name of [...signsByLook(w.split(' ')).keys(), ...signsByPurpose(w.split(' ')).keys()])
      expect(known).toContain(name);
});
