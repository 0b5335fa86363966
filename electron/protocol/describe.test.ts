import { expect, test } from 'vitest';
import { actionSchema, type Action } from './action.ts';
import { describeAction } from './describe.ts';

const action = (value: unknown): Action => actionSchema.parse(value);
const click = (extra: object = {}): Action => action({ type: 'click', point: { x: 812, y: 640 }, ...extra });

test.each<[Action, string | undefined, string]>([
  [click(), 'Save', 'Click “Save” at 812,640'],
  [click(), undefined, 'Click at 812,640'],
  [click({ count: 2 }), 'the second row', 'Double-click “the second row” at 812,640'],
  [click({ button: 'right' }), 'notes.txt', 'Click with the right button “notes.txt” at 812,640'],
  [click({ modifiers: ['ctrl', 'shift'] }), undefined, 'Click at 812,640 holding Ctrl+Shift'],
  [action({ type: 'move', point: { x: -5, y: 7 } }), 'Help', 'Move the pointer to “Help” at -5,7'],
  [action({ type: 'move', point: { x: -5, y: 7 } }), undefined, 'Move the pointer to -5,7'],
  [action({ type: 'drag', from: { x: 1, y: 2 }, to: { x: 3, y: 4 } }), undefined, 'Drag from 1,2 to 3,4'],
  [action({ type: 'scroll', point: null, direction: 'down', notches: 1 }), undefined, 'Scroll down 1 notch'],
  [
    action({ type: 'scroll', point: { x: 9, y: 9 }, direction: 'up', notches: 3 }),
    'the list',
    'Scroll up 3 notches over “the list” at 9,9',
  ],
  [action({ type: 'type', text: 'a\nb\tc' }), undefined, 'Type “a⏎b⇥c”'],
  [action({ type: 'type', text: 'x' }), 'Name', 'Type “x” into “Name”'],
  [action({ type: 'hotkey', keys: ['ctrl', 'shift', 's'] }), undefined, 'Press Ctrl+Shift+S'],
  [action({ type: 'hotkey', keys: ['pagedown'] }), undefined, 'Press Page Down'],
  [action({ type: 'hotkey', keys: ['f5'] }), undefined, 'Press F5'],
  [action({ type: 'open_app', app: 'Calculator', command: ['galculator'] }), undefined, 'Open Calculator'],
  [action({ type: 'open_url', url: 'https://example.org/' }), undefined, 'Open the address “https://example.org/”'],
  [action({ type: 'open_path', path: '/tmp/a b.txt' }), undefined, 'Open “/tmp/a b.txt”'],
  [action({ type: 'close_window', windowId: 1, title: 'Untitled 1' }), undefined, 'Close the window “Untitled 1”'],
  [
    action({ type: 'arrange_window', windowId: 1, title: 'Notes', how: 'minimise' }),
    undefined,
    'Minimise the window “Notes”',
  ],
  [
    action({ type: 'arrange_window', windowId: 1, title: 'Notes', how: 'raise' }),
    undefined,
    'Put the window “Notes” above the others',
  ],
  [
    action({ type: 'move_window', windowId: 1, title: 'Notes', box: { x1: -5, y1: 0, x2: 635, y2: 480 } }),
    undefined,
    'Move the window “Notes” to -5,0 at 640×480',
  ],
])('%o at %s', (what, target, sentence) => {
  expect(describeAction(what, target)).toBe(sentence);
});

test('a long text is cut between characters, and its length is said', () => {
  const text = '😀'.repeat(64);
  expect(describeAction(action({ type: 'type', text }))).toBe(`Type “${'😀'.repeat(60)}…” (64 characters)`);
});

test('a person who has to decide sees more of the text and the command', () => {
  const text = 'a'.repeat(100);
  expect(describeAction(action({ type: 'type', text }), null, { full: true })).toContain(text);
  const open = action({ type: 'open_app', app: 'Calculator', command: ['env', 'A=1', 'galculator'] });
  expect(describeAction(open, null, { full: true })).toBe('Open Calculator (env A=1 galculator)');
});

test('a secret is never written out', () => {
  const sentence = describeAction(action({ type: 'type', text: 'hunter2' }), 'Password', { secret: true });
  expect(sentence).toBe('Type 7 hidden characters into “Password”');
});
