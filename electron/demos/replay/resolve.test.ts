import { describe, expect, test } from 'vitest';
import { makeFrame } from '../../capture/make-frame.ts';
import { boxCentre, globalBox } from '../../protocol/coordinates.ts';
import type { ElementKind } from '../../protocol/screen.ts';
import { anchorsOf, anchorsOfPlace } from '../target/anchors.ts';
import type { Piece } from '../target/pieces.ts';
import { greyOf } from './crops.ts';
import { isStrong, resolveTarget, type Resolved } from './resolve.ts';

const [WIDTH, HEIGHT] = [400, 300];
const display = { id: 'x', name: 'x', box: globalBox(0, 0, WIDTH, HEIGHT), scale: 1, primary: true };
const frame = makeFrame({
  display,
  width: WIDTH,
  height: HEIGHT,
  data: new Uint8Array(WIDTH * HEIGHT * 4),
  source: 'test',
  takenAt: 0,
});
const around = display.box;

let ids = 0;
const piece = (text: string, x: number, y: number, kind: ElementKind = 'button', name = ''): Piece => ({
  id: `p${ids++}`,
  kind,
  box: globalBox(x, y, x + 60, y + 22),
  ...{ text, name, hint: '', states: [], secret: false },
});
/** Shows one piece among others, and looks for it among those of now. */
const again = (target: Piece, then: Piece[], now: Piece[], varies = false): Resolved =>
  resolveTarget({
    target: anchorsOf(target, [target, ...then], around, 'window', undefined),
    pieces: now,
    ...{ frame, around, crop: null, varies },
  });

const dialog = (dx = 0, dy = 0): { save: Piece; rest: Piece[] } => ({
  save: piece('Save', 300 + dx, 250 + dy),
  rest: [
    piece('Cancel', 230 + dx, 250 + dy),
    piece('Name:', 20 + dx, 40 + dy, 'text'),
    piece('Home', 20 + dx, 100 + dy, 'text'),
  ],
});

test('a label is found wherever it is now, strongly', () => {
  const then = dialog();
  const now = dialog(-40, -60);
  const found = again(then.save, then.rest, [now.save, ...now.rest]);
  expect(found).toMatchObject({ status: 'found', by: 'text', box: now.save.box });
});

test('a label that a reader gets wrong by a letter is the label, another word is not', () => {
  const then = dialog();
  // Digits are values: at the same place among the same things it is taken, but weakly.
  expect(again(then.save, then.rest, [piece('5ave', 300, 250), ...then.rest])).toMatchObject({ by: 'surroundings' });
  const open = piece('Preferences', 300, 250);
  expect(again(open, then.rest, [piece('Preterences', 300, 250), ...then.rest])).toMatchObject({ by: 'text' });
});

describe('of several alike', () => {
  const row = (name: string, y: number): [Piece, Piece] => [piece(name, 20, y, 'text'), piece('Edit', 300, y, 'link')];
  const then = [row('Anna', 40), row('Berta', 80), row('Carla', 120)] as const;
  const target = then[1][1];
  const others = then.flat().filter((p) => p !== target);

  test('the one in the same row is meant, in whatever order they are now', () => {
    const now = [row('Carla', 40), row('Anna', 80), row('Dora', 120), row('Berta', 160)] as const;
    expect(again(target, others, now.flat())).toMatchObject({ status: 'found', box: now[3][1].box });
  });
  test('none is taken when the row is gone', () => {
    const now = [row('Carla', 40), row('Anna', 80)] as const;
    expect(again(target, others, now.flat()).status).toBe('absent');
  });
  test('without anything that tells them apart it is ambiguous', () => {
    const alone = piece('Edit', 100, 100, 'link');
    const now = [piece('Edit', 100, 60, 'link'), piece('Edit', 100, 140, 'link')];
    expect(again(alone, [], now).status).toBe('ambiguous');
  });
});

describe('a control under another name', () => {
  test('is found by what is around it, weakly', () => {
    const then = dialog();
    const now = piece('Keep', 300, 250);
    const found = again(then.save, then.rest, [now, ...then.rest]);
    expect(found).toMatchObject({ status: 'found', by: 'surroundings', box: now.box });
    expect(isStrong('surroundings')).toBe(false);
  });
  test('is not another one that the recording knows', () => {
    const then = dialog();
    const cancel = piece('Cancel', 300, 250);
    expect(again(then.save, then.rest, [cancel, ...then.rest.slice(1)]).status).toBe('absent');
  });
  test('is not the next of a list that moved up', () => {
    const names = ['alpha', 'bravo', 'charlie', 'delta', 'echo'];
    const list = (all: string[]): Piece[] => all.map((n, i) => piece(n, 20, 40 + 30 * i, 'text'));
    const then = list(names);
    const [, , target] = then;
    if (!target) throw new Error('no target');
    const now = list(names.filter((n) => n !== 'charlie'));
    expect(
      again(
        target,
        then.filter((p) => p !== target),
        now,
      ).status,
    ).toBe('absent');
  });
  test('is never what stands in the place of a value', () => {
    const then = dialog();
    expect(again(then.save, then.rest, [piece('Keep', 300, 250), ...then.rest], true).status).toBe('absent');
  });
});

describe('icons', () => {
  /** A bar of icons, each with a drawing of its own. */
  const drawings = [
    (x: number, y: number): boolean => x > y,
    (x: number, y: number): boolean => (x - 7) ** 2 + (y - 7) ** 2 < 40,
    (x: number, y: number): boolean => x % 5 < 2 || y < 3,
    (x: number, y: number): boolean => Math.abs(x - 7) < 3 || Math.abs(y - 7) < 2,
  ];
  const bar = (order: readonly number[]): { pieces: Piece[]; frame: typeof frame } => {
    const data = new Uint8Array(WIDTH * HEIGHT * 4).fill(230);
    const pieces = order.map((which, i) => {
      const [left, top] = [40 + 60 * i, 100];
      for (let y = 0; y < 15; y++)
        for (let x = 0; x < 15; x++)
          if (drawings[which]?.(x, y))
            data.fill(
              20,
              ((top + 10 + y) * WIDTH + left + 15 + x) * 4,
              ((top + 10 + y) * WIDTH + left + 15 + x) * 4 + 3,
            );
      return { ...piece('', left, top), box: globalBox(left, top, left + 46, top + 34) };
    });
    return {
      pieces: [...pieces, piece('Marks', 40, 40, 'text'), piece('Nothing', 40, 160, 'text')],
      frame: makeFrame({ display, width: WIDTH, height: HEIGHT, data, source: 'test', takenAt: 0 }),
    };
  };
  const shown = bar([0, 1, 2, 3]);
  const target = shown.pieces[2];
  const crop = target ? greyOf(shown.frame, target.box) : null;
  const lookIn = (order: readonly number[]): Resolved => {
    const now = bar(order);
    if (!target) throw new Error('no target');
    const anchors = anchorsOf(target, shown.pieces, around, 'window', undefined);
    return resolveTarget({ target: anchors, pieces: now.pieces, frame: now.frame, around, crop, varies: false });
  };
  test.each([[[0, 1, 2, 3]], [[3, 2, 1, 0]], [[2, 0]], [[1, 0, 3, 2]]])('the same picture is found in %j', (order) => {
    const at = order.indexOf(2);
    expect(lookIn(order)).toMatchObject({ status: 'found', by: 'icon', box: { x1: 40 + 60 * at } });
  });
  test('another icon is not taken when it is gone', () => {
    expect(lookIn([0, 1, 3]).status).toBe('absent');
  });
});

describe('fields', () => {
  const field = (y: number): Piece => piece('', 150, y, 'field');
  const label = (text: string, y: number): Piece => piece(text, 60, y, 'text');
  const then = { name: field(40), city: field(80), labels: [label('Name', 40), label('City', 80)] };

  test('are known by their label, whatever is written in them and wherever they are', () => {
    const [name, city] = [{ ...field(120), text: 'London' }, field(60)];
    const found = again(then.name, [then.city, ...then.labels], [name, city, label('Name', 120), label('City', 60)]);
    expect(found).toMatchObject({ status: 'found', by: 'label', box: name.box });
  });
  test('are not the one at their place when their label is elsewhere', () => {
    const now = [field(40), label('Name', 200), label('City', 40)];
    expect(again(then.name, [then.city, ...then.labels], now).status).toBe('absent');
  });
});

describe('a bare place', () => {
  const target = anchorsOfPlace({ x: 350, y: 250 } as never, [], around, 'window');
  const input = { target, frame, crop: null, varies: false };
  test('is counted from the edge that it was near to', () => {
    const larger = globalBox(100, 50, 700, 450);
    const found = resolveTarget({ ...input, pieces: [], around: larger });
    expect(found.status === 'found' && found.point).toEqual({ x: 650, y: 400 });
  });
  test('is not there where a control is now', () => {
    const button = piece('Delete', 330, 240);
    expect(resolveTarget({ ...input, pieces: [button], around })).toMatchObject({
      status: 'absent',
      why: expect.stringContaining('Delete') as string,
    });
  });
});

test('an empty screen has nothing, and a point is always inside of its box', () => {
  const then = dialog();
  expect(again(then.save, then.rest, []).status).toBe('absent');
  const found = again(then.save, then.rest, [then.save, ...then.rest]);
  expect(found.status === 'found' && found.point).toEqual(boxCentre(then.save.box));
});
