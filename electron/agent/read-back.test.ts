import { expect, test } from 'vitest';
import { globalBox } from '../protocol/coordinates.ts';
import type { Box } from '../protocol/coordinates.ts';
import type { Grounder } from '../protocol/grounding.ts';
import type { Element, Screen } from '../protocol/screen.ts';
import { readAnswer, readBackShare, readingOrder } from './read-back.ts';

const line = (text: string, box: Box): Element => ({
  id: `${text}@${box.x1},${box.y1}`,
  kind: 'text',
  box,
  text,
  confidence: 0.95,
  source: 'pixels',
  words: [],
  children: [],
  fill: null,
});

const screen = (elements: Element[]): Screen => ({
  frame: {
    display: { id: '0', name: 'test', box: globalBox(0, 0, 800, 600), scale: 1, primary: true },
    width: 800,
    height: 600,
    data: new Uint8Array(0),
    tiles: { size: 64, columns: 0, rows: 0, hashes: [] },
    hash: 'h',
    takenAt: 0,
    source: 'test',
  },
  elements,
  windows: [],
  changed: [],
  readMs: 0,
  reuse: { cached: 0, read: elements.length },
});

const nowhere: Grounder = {
  name: 'nowhere',
  ground: (_s, instruction) =>
    Promise.resolve({ status: 'absent', reason: 'test', instruction, confidence: 0, candidates: [], ms: 0 }),
};
const signal = new AbortController().signal;

test('lines come in rows, left to right, even when the reader saw them a pixel apart', () => {
  const lines = [
    line('right', globalBox(300, 11, 340, 25)),
    line('below', globalBox(10, 40, 60, 54)),
    line('left', globalBox(10, 12, 60, 26)),
  ];
  expect(readingOrder(lines).map((l) => l.text)).toEqual(['left', 'right', 'below']);
});

test('typed text is found again where the screen changed, accents and small reading errors aside', () => {
  const after = screen([
    line('Dear team, the total is 42 E (incl. 7% tax) @ 10:30 - jole!', globalBox(10, 10, 500, 26)),
  ]);
  const share = readBackShare('Dear team, the total is 42 € (incl. 7% tax) @ 10:30 — ¡olé!', after, [
    globalBox(0, 0, 600, 40),
  ]);
  expect(share).toBeGreaterThan(0.7);
});

test('text elsewhere on the screen does not count as read back', () => {
  const after = screen([line('hello world', globalBox(10, 500, 200, 516))]);
  expect(readBackShare('hello world', after, [globalBox(0, 0, 300, 40)])).toBe(0);
});

test('a lone symbol cannot be read back and says so', () => {
  expect(readBackShare('+', screen([]), [])).toBeNull();
});

test('"the result" is the tallest number among what changed, not a number elsewhere', async () => {
  const seen = screen([
    line('2026-11-23', globalBox(600, 560, 700, 575)),
    line('12*34', globalBox(100, 100, 150, 112)),
    line('408', globalBox(200, 120, 280, 160)),
  ]);
  const answer = await readAnswer(seen, 'the result', [globalBox(90, 90, 300, 170)], nowhere, signal);
  expect(answer?.text).toBe('408');
});

test('reading a place that is not there gives nothing rather than a guess', async () => {
  expect(await readAnswer(screen([line('x', globalBox(0, 0, 10, 10))]), 'status bar', [], nowhere, signal)).toBeNull();
});
