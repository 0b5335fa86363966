import { expect, test } from 'vitest';
import { globalBox } from '../../protocol/coordinates.ts';
import { Canvas } from '../../../test/bench/grounding/canvas.ts';
import { parseInstruction } from '../parse.ts';
import { buildScene } from '../scene.ts';
import { SAID_NUMBERS, STILL_NUMBERS, coreOf, hear, stillOf } from './features.ts';
import { MOST_THINGS, thingsOf } from './things.ts';

function screen(): ReturnType<Canvas['screen']> {
  const c = new Canvas(800, 600);
  c.control('button', globalBox(40, 500, 140, 530), 'Save');
  c.control('button', globalBox(160, 500, 280, 530), 'Save As');
  c.sign('plus', 700, 20);
  c.text(40, 100, 'Letters are kept for thirty days.');
  return c.screen();
}

test('every thing has its numbers, all finite', () => {
  const s = screen();
  const things = thingsOf(buildScene(s));
  expect(things.map((t) => t.text)).toEqual(expect.arrayContaining(['Save', 'Save As']));
  for (const t of things) {
    const row = stillOf(s, t);
    expect(row).toHaveLength(STILL_NUMBERS);
    expect(row.every(Number.isFinite)).toBe(true);
  }
});

test('the first choice of the rules is marked at its thing', () => {
  const scene = buildScene(screen());
  const things = thingsOf(scene);
  const heard = hear(scene, things, parseInstruction('click "Save As"'));
  expect(heard.rows.every((r) => r.length === SAID_NUMBERS)).toBe(true);
  const first = heard.rows.findIndex((r) => r[9] === 1);
  expect(things[first]?.text).toBe('Save As');
  expect(heard.scored[first]?.features.mode).toBe('label');
});

test('the core is the name, or all of a purpose', () => {
  expect(coreOf(parseInstruction('click the "Save As" button'))).toBe('Save As');
  expect(coreOf(parseInstruction('make the text larger'))).toContain('text larger');
});

test('a screen of a thousand lines gives no more things than the head was taught on', () => {
  const c = new Canvas(1900, 1060);
  for (let i = 0; i < 1000; i++) c.text(10 + (i % 10) * 180, 5 + Math.floor(i / 10) * 10, `entry ${i}`);
  c.control('button', globalBox(1700, 1020, 1800, 1050), 'Done');
  const things = thingsOf(buildScene(c.screen()));
  expect(things).toHaveLength(MOST_THINGS);
  expect(things.some((t) => t.text === 'Done')).toBe(true);
});

test('the cells of a table do not crowd out the bars above it', () => {
  const c = new Canvas(1900, 1060);
  for (let i = 0; i < 600; i++) {
    const [x, y] = [10 + (i % 20) * 90, 100 + Math.floor(i / 20) * 18];
    c.control('field', globalBox(x, y, x + 88, y + 17), '');
  }
  for (let i = 0; i < 20; i++) c.control('icon', globalBox(10 + 30 * i, 40, 32 + 30 * i, 62), '');
  ['File', 'Edit', 'View'].forEach((name, i) => c.text(10 + 60 * i, 10, name));
  const things = thingsOf(buildScene(c.screen()));
  expect(things.filter((t) => t.kind === 'icon')).toHaveLength(20);
  expect(things.filter((t) => ['File', 'Edit', 'View'].includes(t.text))).toHaveLength(3);
});
