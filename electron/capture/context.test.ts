import fc from 'fast-check';
import { expect, test } from 'vitest';
import { actionSchema, type Action } from '../protocol/action.ts';
import { globalBox } from '../protocol/coordinates.ts';
import type { Frame, WindowInfo } from '../protocol/frame.ts';
import { actionContext, contextMatches } from './context.ts';
import { makeFrame } from './make-frame.ts';

const WIDTH = 200;
const HEIGHT = 120;
const ORIGIN = { x: -300, y: 40 };
const AT = { x: ORIGIN.x + 100, y: ORIGIN.y + 60 };

/** Dark shapes on a light ground, as rows of `#` for dark pixels. */
interface Drawing {
  readonly x: number;
  readonly y: number;
  readonly rows: readonly string[];
  readonly value?: number;
}
const bar = (x: number, y: number, w: number, h: number, value = 0): Drawing => ({
  x,
  y,
  rows: Array.from({ length: h }, () => '#'.repeat(w)),
  value,
});

function frame(drawings: readonly Drawing[], origin = ORIGIN): Frame {
  const data = new Uint8Array(WIDTH * HEIGHT * 4).fill(240);
  for (const { x, y, rows, value = 0 } of drawings)
    rows.forEach((row, dy) => {
      [...row].forEach((c, dx) => {
        if (c === '#') data.fill(value, ((y + dy) * WIDTH + x + dx) * 4, ((y + dy) * WIDTH + x + dx) * 4 + 3);
      });
    });
  for (let i = 3; i < data.length; i += 4) data[i] = 255;
  const box = globalBox(origin.x, origin.y, origin.x + WIDTH, origin.y + HEIGHT);
  const display = { id: 'd', name: 'd', box, scale: 1, primary: true };
  return makeFrame({ display, width: WIDTH, height: HEIGHT, data, source: 'test', takenAt: 0 });
}

const action = (value: unknown): Action => actionSchema.parse(value);
const click = action({ type: 'click', point: AT });
const type = action({ type: 'type', text: 'x' });
const window = (id: number, title: string, active = true): WindowInfo => ({
  id,
  title,
  app: 'App',
  pid: null,
  box: globalBox(0, 0, 10, 10),
  active,
  minimised: false,
  transientFor: null,
  dialog: false,
});

const matches = (before: readonly Drawing[], after: readonly Drawing[], what = click): boolean =>
  contextMatches(actionContext(frame(before), [], what), actionContext(frame(after), [], what));

const LABEL: Drawing = { x: 90, y: 55, rows: ['#...#', '##.##', '#.#.#', '#...#', '#...#', '#...#', '#...#'] };
const OTHER: Drawing = { x: 90, y: 55, rows: ['#...#', '##..#', '#.#.#', '#..##', '#...#', '#...#', '#...#'] };
const BUTTON = bar(85, 48, 40, 22, 200);

test('the same pixels match', () => {
  expect(matches([BUTTON, LABEL], [BUTTON, LABEL])).toBe(true);
});

test.each([1, 2, 3])('a caret %i px wide may come and go', (width) => {
  const caret = bar(110, 50, width, 16);
  expect(matches([BUTTON, LABEL], [BUTTON, LABEL, caret])).toBe(true);
  expect(matches([BUTTON, LABEL, caret], [BUTTON, LABEL])).toBe(true);
});

test.each<[string, readonly Drawing[], readonly Drawing[]]>([
  ['another label', [BUTTON, LABEL], [BUTTON, OTHER]],
  ['one pixel', [BUTTON, LABEL], [BUTTON, LABEL, bar(100, 60, 1, 1)]],
  ['a button in place of another', [BUTTON, LABEL], [bar(85, 48, 40, 22, 120), LABEL]],
  ['a button that is gone', [BUTTON, LABEL], []],
  ['a dialog over it', [BUTTON, LABEL], [BUTTON, LABEL, bar(70, 40, 90, 60, 250)]],
  ['a bar as wide as a letter', [BUTTON], [BUTTON, bar(110, 50, 4, 16)]],
  ['a short dash', [BUTTON], [BUTTON, bar(110, 50, 1, 7)]],
  ['two carets', [BUTTON], [BUTTON, bar(95, 50, 1, 16), bar(110, 50, 1, 16)]],
  ['a caret and another label', [BUTTON, LABEL], [BUTTON, OTHER, bar(110, 50, 1, 16)]],
  ['a broken bar', [BUTTON], [BUTTON, bar(110, 50, 1, 7), bar(110, 59, 1, 7)]],
])('%s does not match', (_what, before, after) => {
  expect(matches(before, after)).toBe(false);
  expect(matches(after, before)).toBe(false);
});

test('whatever changes near the point, unless it is one narrow bar, voids the context', () => {
  const shape = fc.record({
    x: fc.integer({ min: 80, max: 112 }),
    y: fc.integer({ min: 40, max: 72 }),
    w: fc.integer({ min: 1, max: 8 }),
    h: fc.integer({ min: 1, max: 8 }),
  });
  fc.assert(
    fc.property(shape, ({ x, y, w, h }) => {
      // Shorter than a caret, or wider: never a caret.
      fc.pre(h < 8 || w > 3);
      expect(matches([BUTTON, LABEL], [BUTTON, LABEL, bar(x, y, w, h, 90)])).toBe(false);
    }),
  );
});

test('what changes far from the point does not matter', () => {
  expect(matches([BUTTON, LABEL], [BUTTON, LABEL, bar(5, 5, 40, 20), bar(150, 90, 40, 20)])).toBe(true);
});

test('both ends of a drag count', () => {
  const drag = action({ type: 'drag', from: AT, to: { x: ORIGIN.x + 20, y: ORIGIN.y + 20 } });
  expect(matches([], [bar(15, 15, 10, 10)], drag)).toBe(false);
  expect(matches([], [bar(95, 55, 10, 10)], drag)).toBe(false);
  expect(matches([], [bar(150, 90, 40, 20)], drag)).toBe(true);
});

test('the same picture at another place of the desktop is another context', () => {
  const elsewhere = action({ type: 'click', point: { x: AT.x + 50, y: AT.y } });
  const here = actionContext(frame([BUTTON]), [], click);
  const there = actionContext(frame([BUTTON], { x: ORIGIN.x + 50, y: ORIGIN.y }), [], elsewhere);
  expect(there.patches[0]?.pixels).toEqual(here.patches[0]?.pixels);
  expect(contextMatches(here, there)).toBe(false);
});

test('near an edge there are fewer pixels, beside the display none', () => {
  const corner = action({ type: 'click', point: ORIGIN });
  const beside = action({ type: 'click', point: { x: ORIGIN.x - 500, y: ORIGIN.y } });
  expect(actionContext(frame([]), [], corner).patches[0]?.box).toEqual(
    globalBox(ORIGIN.x, ORIGIN.y, ORIGIN.x + 21, ORIGIN.y + 21),
  );
  expect(actionContext(frame([]), [], beside).patches).toEqual([]);
  expect(matches([], [bar(0, 0, 10, 10)], corner)).toBe(false);
});

test('keys go to the window that has the focus, whatever it shows', () => {
  const before = actionContext(frame([BUTTON]), [window(1, 'Letter'), window(2, 'Terminal', false)], type);
  const after = (windows: readonly WindowInfo[]): boolean =>
    contextMatches(before, actionContext(frame([LABEL]), windows, type));
  expect(after([window(2, 'Terminal', false), window(1, 'Letter')])).toBe(true);
  expect(after([window(2, 'Terminal'), window(1, 'Letter', false)])).toBe(false);
  expect(after([window(1, 'Terminal')])).toBe(false);
  expect(after([])).toBe(false);
});

test('for the pointer the focus does not matter, the pixels do', () => {
  const before = actionContext(frame([BUTTON]), [window(1, 'Letter')], click);
  expect(contextMatches(before, actionContext(frame([BUTTON]), [window(2, 'Other')], click))).toBe(true);
});

test.each([
  ['close_window', { type: 'close_window', windowId: 1, title: 'Letter' }, false],
  ['arrange_window', { type: 'arrange_window', windowId: 1, title: 'Letter', how: 'minimise' }, true],
  ['focus_window', { type: 'focus_window', windowId: 1, title: 'Letter' }, true],
] as const)('%s is bound to its window; its title counts where it can say that work is unsaved', (_, about, may) => {
  const act = action(about);
  const before = actionContext(frame([]), [window(1, 'Letter'), window(2, 'Other')], act);
  const after = (...windows: WindowInfo[]): boolean => contextMatches(before, actionContext(frame([]), windows, act));
  expect(after(window(2, 'Something else'), window(1, 'Letter', false))).toBe(true);
  expect(after(window(1, '*Letter'))).toBe(may);
  expect(after(window(2, 'Other'))).toBe(false);
});
