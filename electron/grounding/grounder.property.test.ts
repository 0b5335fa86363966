import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boxContains, boxIsEmpty, globalBox } from '../protocol/coordinates.ts';
import { ELEMENT_KINDS } from '../protocol/screen.ts';
import type { Element, Screen } from '../protocol/screen.ts';
import { createTextGrounder } from './grounder.ts';

const grounder = createTextGrounder({ abstainBelow: 0 });
const WIDTH = 400;
const HEIGHT = 300;

const screenOf = (elements: readonly Element[], origin = { x: 0, y: 0 }): Screen => {
  const box = globalBox(origin.x, origin.y, origin.x + WIDTH, origin.y + HEIGHT);
  return {
    frame: {
      display: { id: '0', name: 'drawn', box, scale: 1, primary: true },
      width: WIDTH,
      height: HEIGHT,
      data: new Uint8Array(WIDTH * HEIGHT * 4).fill(200),
      tiles: { size: 64, columns: 0, rows: 0, hashes: [] },
      hash: '',
      takenAt: 0,
      source: 'file',
    },
    elements,
    windows: [],
    changed: [box],
    readMs: 0,
    reuse: { cached: 0, read: 0 },
  };
};

const word = fc.constantFrom('Save', 'Open', 'Cancel', 'switch', 'File', 'Größe', '保存', '…', 'x', '');
const element = fc
  .record({
    kind: fc.constantFrom(...ELEMENT_KINDS),
    x: fc.integer({ min: -80, max: WIDTH + 40 }),
    y: fc.integer({ min: -80, max: HEIGHT + 40 }),
    w: fc.integer({ min: 0, max: 250 }),
    h: fc.integer({ min: 0, max: 120 }),
    text: fc.oneof(
      fc.array(word, { maxLength: 4 }).map((w) => w.join(' ')),
      fc.string({ maxLength: 20 }),
    ),
  })
  .map((e) => ({ ...e, box: globalBox(e.x, e.y, e.x + e.w, e.y + e.h) }));
const elements = fc.array(element, { maxLength: 25 }).map((list) =>
  list.map((e, i): Element => ({
    id: `e${i}`,
    kind: e.kind,
    box: e.box,
    text: e.text,
    confidence: 0.9,
    source: 'pixels',
    words: [],
    children: [],
    fill: null,
  })),
);
const phrase = fc.oneof(
  fc
    .array(
      fc.constantFrom(
        ...'click press the Save Open "Save" button switch beside between and below first last red top right in row of dialog icon x 点击 保存 klicke neben'.split(
          ' ',
        ),
      ),
      { maxLength: 12 },
    )
    .map((w) => w.join(' ')),
  fc.string({ maxLength: 60, unit: 'grapheme' }),
);

test('a found point lies in the returned box and the box in the frame', async () => {
  await fc.assert(
    fc.asyncProperty(elements, phrase, async (list, instruction) => {
      const screen = screenOf(list);
      const g = await grounder.ground(screen, instruction);
      expect(g.confidence).toBeGreaterThanOrEqual(0);
      expect(g.confidence).toBeLessThanOrEqual(1);
      expect(g.candidates.length).toBeLessThanOrEqual(10);
      if (g.status === 'absent') return;
      expect(boxIsEmpty(g.box)).toBe(false);
      expect(boxContains(g.box, g.point)).toBe(true);
      expect(Number.isInteger(g.point.x) && Number.isInteger(g.point.y)).toBe(true);
      const frame = screen.frame.display.box;
      expect(g.box.x1 >= frame.x1 && g.box.y1 >= frame.y1 && g.box.x2 <= frame.x2 && g.box.y2 <= frame.y2).toBe(true);
    }),
    { numRuns: 300, seed: 20 },
  );
});

test('candidates come best first and with scores from 0 to 1', async () => {
  await fc.assert(
    fc.asyncProperty(elements, phrase, async (list, instruction) => {
      const { candidates } = await grounder.ground(screenOf(list), instruction);
      const scores = candidates.map((c) => c.score);
      expect(scores).toEqual([...scores].sort((a, b) => b - a));
      expect(scores.every((s) => s >= 0 && s <= 1)).toBe(true);
      expect(candidates.every((c) => c.why.length > 0)).toBe(true);
    }),
    { numRuns: 100, seed: 21 },
  );
});

test('with an area given, the answer lies in it', async () => {
  const within = globalBox(100, 60, 260, 200);
  await fc.assert(
    fc.asyncProperty(elements, phrase, async (list, instruction) => {
      const g = await grounder.ground(screenOf(list), instruction, { within });
      if (g.status === 'found') expect(boxContains(within, g.point)).toBe(true);
    }),
    { numRuns: 150, seed: 22 },
  );
});

test('a display at a negative origin gives the same answer, moved', async () => {
  await fc.assert(
    fc.asyncProperty(elements, phrase, async (list, instruction) => {
      const origin = { x: -1920, y: -300 };
      const moved = list.map((e) => ({
        ...e,
        box: globalBox(e.box.x1 + origin.x, e.box.y1 + origin.y, e.box.x2 + origin.x, e.box.y2 + origin.y),
      }));
      const here = await grounder.ground(screenOf(list), instruction);
      const there = await grounder.ground(screenOf(moved, origin), instruction);
      expect(there.status).toBe(here.status);
      if (here.status === 'found' && there.status === 'found')
        expect([there.point.x - origin.x, there.point.y - origin.y]).toEqual([here.point.x, here.point.y]);
    }),
    { numRuns: 100, seed: 23 },
  );
});

test.each([
  ['nothing', ''],
  ['white space', ' \n\t '],
  ['5,000 letters', 'a'.repeat(5000)],
  ['5,000 words', 'click the '.repeat(5000)],
  ['a script without letters we know', 'ᚠᚢᚦᚨᚱᚲ ᚷᚹᚺ'],
  ['only punctuation', '"" \'\' ()[]{} …'],
  ['half a surrogate pair', 'click \ud83d'],
])('%s on an empty screen is absent', async (_name, instruction) => {
  expect((await createTextGrounder().ground(screenOf([]), instruction)).status).toBe('absent');
});

test('an element with a whole document in it is compared by its beginning', async () => {
  const text = `Chapter one ${'and so it went on '.repeat(20_000)}`;
  const long: Element = {
    id: 'e0',
    kind: 'field',
    box: globalBox(10, 10, 200, 40),
    text,
    confidence: 1,
    source: 'accessibility',
    words: [],
    children: [],
    fill: null,
  };
  const g = await grounder.ground(screenOf([long]), 'click the Chapter one field');
  expect(g.candidates[0]?.elementId).toBe('e0');
});

test('a frame without pixels is no reason to fail', async () => {
  const screen = screenOf([]);
  const bare = { ...screen, frame: { ...screen.frame, data: new Uint8Array(0) } };
  expect((await grounder.ground(bare, 'the red plus button')).status).toBe('absent');
});

test('an aborted signal rejects with its reason', async () => {
  const stop = new Error('the person took over');
  await expect(grounder.ground(screenOf([]), 'Save', { signal: AbortSignal.abort(stop) })).rejects.toBe(stop);
});
