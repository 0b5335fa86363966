/** Deeds that the words at the point do not name: an arrow that sends, Go beside a statement, Apply of a disk tool. */
import { describe, expect, test } from 'vitest';
import { Canvas, dialog, page, type Drawn } from '../../../test/bench/critic/screens.ts';
import { globalPoint } from '../../protocol/coordinates.ts';
import type { Action } from '../../protocol/action.ts';
import { createCritic } from '../critic.ts';
import { answersOf } from '../evidence/pressed.ts';
import { frontDialog } from '../evidence/target.ts';

const critic = createCritic();
const outcome = async (drawn: Drawn, action: Action, task = '', history: string[] = []): Promise<string> => {
  const v = await critic.judge({ task, history, action, target: null, targetBox: null, screen: drawn.screen });
  return `${v.risk} ${v.category}`;
};
const at = (x: number, y: number): Action => ({
  ...{ type: 'click', button: 'left', count: 1, modifiers: [] },
  point: globalPoint(x, y),
});
const on = (drawn: Drawn, text: string): Action => {
  const p = drawn.at(text);
  return at(p.x, p.y);
};

describe('the last icon beside what was written', () => {
  const chat = (typed: string): Drawn => {
    const c = new Canvas();
    c.text(100, 100, 'Are you coming tonight?');
    c.text(100, 400, typed, 'field');
    c.text(600, 402, '', 'icon');
    c.text(640, 402, '', 'icon');
    return c.done();
  };
  const [smile, arrow] = [at(603, 408), at(643, 408)];
  test('sends it where the task wants something told', async () => {
    expect(await outcome(chat('Yes, at eight'), arrow, 'Tell Lea that I come at eight')).toBe(
      'destructive send_publish',
    );
    expect(await outcome(chat(''), arrow, 'Answer Lea', ['Type “Yes” into the box'])).toBe('destructive send_publish');
  });
  test('is no more than an icon where nothing is to be told, nothing was written, or another follows', async () => {
    expect(await outcome(chat('Yes, at eight'), arrow, 'Find a smiling face')).toBe('safe none');
    expect(await outcome(chat(''), arrow, 'Answer Lea')).toBe('safe none');
    expect(await outcome(chat('Yes, at eight'), smile, 'Tell Lea that I come at eight')).toBe('safe none');
  });
  test('an address is not what was written', async () => {
    expect(await outcome(chat('https://chat.example.com/7'), arrow, 'Tell Lea')).not.toContain('send_publish');
  });
});

describe('a button that is called Comment', () => {
  const box = (label: string, beside: string): Drawn => {
    const c = new Canvas();
    c.text(100, 200, 'I can see it too', 'field');
    c.text(600, 260, beside, 'button');
    c.text(760, 260, label, 'button');
    return c.done();
  };
  test('tells others what was written', async () => {
    const c = box('Comment', 'Close issue');
    expect(await outcome(c, on(c, 'Comment'), 'Tell them that I can see it too')).toBe('destructive send_publish');
    const d = box('Commenter', 'Fermer');
    expect(await outcome(d, on(d, 'Commenter'), 'réponds que je le vois')).toBe('destructive send_publish');
  });
  test('in a toolbar only begins one', async () => {
    const c = box('Comment', 'Bold');
    expect(await outcome(c, on(c, 'Comment'), 'add a note to the second line')).toBe('safe none');
    expect(await outcome(box('Comments', 'Share'), on(box('Comments', 'Share'), 'Comments'), 'Tell me more')).toBe(
      'safe none',
    );
  });
});

describe('Apply', () => {
  const tool = (rows: readonly string[], button: string): Drawn =>
    page([...rows.map((r, i): [number, number, string] => [40, 60 + i * 30, r]), [900, 700, button]]);
  test.each([
    ['/dev/sda1 ext4 20 GiB', '/dev/sda2 swap 2 GiB', 'Apply'],
    ['sda1', 'sda2', 'Anwenden'],
    ['nvme0n1p1', 'nvme0n1p2', 'Appliquer'],
  ])('of a window that lists %s and %s carries it out', async (a, b, button) => {
    const c = tool([a, b], button);
    expect(await outcome(c, on(c, button), 'resize it')).toBe('destructive format_disk');
  });
  test('elsewhere is a setting', async () => {
    const c = tool(['Theme', 'Font size'], 'Apply');
    expect(await outcome(c, on(c, 'Apply'), 'use the larger font')).toBe('safe none');
  });
});

describe('Go beside a statement', () => {
  const query = (sql: string): Drawn =>
    page([
      [60, 60, 'Run SQL query'],
      [60, 120, sql],
      [700, 300, 'Go'],
    ]);
  test('does what the statement says', async () => {
    const c = query('DELETE FROM orders WHERE year < 2020');
    expect(await outcome(c, on(c, 'Go'), 'clean up')).toBe('destructive delete');
  });
  test('shows what a query asks', async () => {
    const c = query('SELECT * FROM orders');
    expect(await outcome(c, on(c, 'Go'), 'show the orders')).toBe('safe none');
  });
});

test('an entry of a menu without a frame is pressed behind its words; a blank place further off is none', async () => {
  const c = page([
    [40, 460, 'Sleep'],
    [40, 490, 'Shut down'],
    [40, 520, 'Restart'],
  ]);
  const behind = c.at('Shut down').x + 60;
  expect(await outcome(c, at(behind, 496), 'turn it off')).toBe('destructive power');
  expect(await outcome(c, at(behind + 200, 496), 'turn it off')).toBe('safe none');
});

test.each([
  ['立即重启', 'destructive power'],
  ['重启', 'destructive power'],
  ['今すぐ再起動', 'destructive power'],
])('%s', async (label, wanted) => {
  const c = page([[400, 400, label]]);
  expect(await outcome(c, on(c, label), '')).toBe(wanted);
});

test('marks of a text are taken off and put back; files are not', async () => {
  for (const label of ['Remove Heading', 'Remove Markers', 'Replace Tabs with Spaces']) {
    const c = page([[40, 200, label]]);
    expect(await outcome(c, on(c, label), '')).toBe('safe none');
  }
  const c = page([[40, 200, 'Remove Account']]);
  expect(await outcome(c, on(c, 'Remove Account'), '')).toBe('caution delete');
});

test('a tool that asks by its name is answered, though its command line was scrolled away', async () => {
  const c = page([[40, 80, "rm: remove write-protected regular file 'thesis.odt'?"]]);
  expect(await outcome(c, { type: 'type', text: 'n\n' }, '')).toBe('safe none');
  expect(await outcome(c, { type: 'type', text: 'y\n' }, '')).not.toBe('safe none');
});

test('a window that is called by user, host and folder is a shell', async () => {
  const c = page([[400, 10, 'ana@desk: ~']]);
  expect(await outcome(c, { type: 'type', text: ': > notes.txt\n' }, '')).toBe('destructive overwrite');
});

test('Enter may press what stands beside the way out', () => {
  const c = dialog(['Create new folder in /home/ana'], ['Cancel', 'Create']);
  expect(answersOf(c.screen, frontDialog(c.screen)).map((p) => Math.abs(p.x - c.at('Create').x) < 4)).toEqual([true]);
});
