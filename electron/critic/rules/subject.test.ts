import { expect, test } from 'vitest';
import { Canvas } from '../../../test/bench/critic/screens.ts';
import type { Action } from '../../protocol/action.ts';
import { globalBox, globalPoint } from '../../protocol/coordinates.ts';
import { subjectOf } from './subject.ts';

function screenOf() {
  const c = new Canvas();
  c.text(110, 110, 'Delete');
  c.window('Downloads - Thunar', 'Thunar', { box: globalBox(100, 100, 400, 400) });
  c.window('notes - Mousepad', 'Mousepad', { box: globalBox(0, 0, 700, 700), active: false });
  const [text] = c.elements.splice(0, 1);
  if (text) c.elements.push({ ...text, name: 'Delete permanently' });
  return c.done().screen;
}
const at = (x: number, y: number): Action => ({
  type: 'click',
  point: globalPoint(x, y),
  button: 'left',
  count: 1,
  modifiers: [],
});
const of = (action: Action, target: string | null = null) =>
  subjectOf({ action, screen: screenOf(), target, targetBox: null, category: 'delete' });

test('a click belongs to the window under it, and the control has every name that is known', () => {
  expect(of(at(115, 115), 'the bin')).toEqual({
    apps: ['Thunar'],
    windows: ['Downloads - Thunar'],
    controls: ['the bin', 'Delete', 'Delete permanently'],
    category: 'delete',
    verb: 'click',
  });
  expect(of(at(600, 600)).apps).toEqual(['Mousepad']);
  expect(of(at(900, 700)).apps).toEqual(['desktop']);
});

test('keys belong to the window in front, a drag to both ends', () => {
  expect(of({ type: 'hotkey', keys: ['ctrl', 'w'] })).toMatchObject({ apps: ['Thunar'], controls: ['ctrl+w'] });
  const drag: Action = { type: 'drag', from: globalPoint(115, 115), to: globalPoint(600, 600) };
  expect(of(drag).apps).toEqual(['Thunar', 'Mousepad']);
});

test('what is opened is named by its path, address or program', () => {
  expect(of({ type: 'open_url', url: 'https://example.org/' })).toMatchObject({
    apps: [],
    controls: ['https://example.org/'],
  });
  expect(of({ type: 'open_path', path: '/tmp/a.sh' }).controls).toEqual(['/tmp/a.sh']);
  expect(of({ type: 'open_app', app: 'Files', command: ['/usr/bin/thunar'] }).apps).toEqual(['Files', 'thunar']);
  expect(of({ type: 'close_window', windowId: 2, title: 'notes - Mousepad' }).apps).toEqual(['Mousepad']);
});

test('without a list of windows the application is not known', () => {
  const screen = { ...screenOf(), windows: [] };
  expect(subjectOf({ action: at(115, 115), screen, target: null, targetBox: null, category: null }).apps).toEqual([]);
});
