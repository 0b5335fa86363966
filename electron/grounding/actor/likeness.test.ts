import { expect, test } from 'vitest';
import { SAID_NUMBERS } from './features.ts';
import { ICON, TEXT, likeness } from './likeness.ts';
import type { Encodings } from './likeness.ts';
import golden from './likeness.golden.json' with { type: 'json' };

/** The same numbers as models/grounding/train/head/golden.py makes. */
const wave = (length: number, pace: number): Float32Array =>
  Float32Array.from({ length }, (_, i) => Math.sin((i + 1) * pace));

const n = 5;
const said = wave(n * SAID_NUMBERS, 0.7);
const encodings = (serves: Encodings['serves']): Encodings => ({
  n,
  said,
  serves,
  text: wave(n * TEXT, 0.013),
  shown: wave(n * TEXT, 0.015),
  icons: wave(n * ICON, 0.017),
  sure: wave(n, 0.5),
  whole: wave(TEXT, 0.011),
  core: wave(TEXT, 0.019),
  iconWhole: wave(ICON, 0.023),
  iconCore: wave(ICON, 0.029),
  saidWhole: wave(TEXT, 0.031),
  saidCore: wave(TEXT, 0.037),
  signWhole: wave(ICON, 0.041),
  signCore: wave(ICON, 0.043),
});

test('the numbers are those that the head was trained with', () => {
  const out = likeness(encodings(null));
  const width = out.length / n;
  const alike = Array.from({ length: n }, (_, i) => [...out.slice(i * width + SAID_NUMBERS, (i + 1) * width)]);
  alike.forEach((row, i) => row.forEach((v, k) => expect(v).toBeCloseTo(golden[i]?.[k] ?? NaN, 3)));
  expect([...out.slice(0, SAID_NUMBERS)]).toEqual([...said.slice(0, SAID_NUMBERS)]);
});

test('what the names of icons say takes the place of the map, and leads by as much', () => {
  const by = (out: Float32Array, column: number): number[] =>
    Array.from({ length: n }, (_, i) => out[(i * out.length) / n + SAID_NUMBERS + column] ?? NaN);
  const core = Float32Array.of(0.1, 0.5, 0, 0.2, 0.3);
  const whole = Float32Array.of(0.2, 0.4, 0, 0.1, 0.1);
  const mapped = likeness(encodings(null));
  const named = likeness(encodings({ whole, core }));
  expect(by(named, 10)).toEqual([...whole]);
  expect(by(named, 11)).toEqual([...core]);
  [-0.4, 0.2, -0.5, -0.3, -0.2].forEach((lead, i) => expect(by(named, 12)[i]).toBeCloseTo(lead, 5));
  for (let column = 0; column < 10; column++) expect(by(named, column)).toEqual(by(mapped, column));
});
