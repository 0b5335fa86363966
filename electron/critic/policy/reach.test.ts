/** What the policy reads beyond the words at the point: keys that press a control, boxes, rows, pages, answers. */
import { describe, expect, test } from 'vitest';
import { Canvas, dialog, page, type Drawn } from '../../../test/bench/critic/screens.ts';
import { globalPoint } from '../../protocol/coordinates.ts';
import type { Action } from '../../protocol/action.ts';
import { createCritic } from '../critic.ts';

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
/** Lines of a terminal, top to bottom. */
const shell = (lines: readonly string[]): Drawn => page(lines.map((l, i) => [40, 60 + i * 20, l]));
const keys = (chord: string): Action => ({ type: 'hotkey', keys: chord.split('+') });
const type = (text: string): Action => ({ type: 'type', text });

describe('a letter presses the button it stands for', () => {
  const unsaved = dialog(['Save changes to “letter.odt” before closing?'], ["Don't Save", 'Cancel', 'Save']);
  const sure = dialog(['Permanently delete 3 files?'], ['Yes', 'No']);
  test.each([
    [unsaved, 'alt+d', 'destructive close_unsaved'],
    [unsaved, 'alt+n', 'destructive close_unsaved'],
    [unsaved, 'alt+s', 'safe none'],
    [unsaved, 'cmd+d', 'destructive close_unsaved'],
    [sure, 'y', 'destructive delete'],
    [sure, 'n', 'safe none'],
    [sure, 'space', 'destructive delete'],
    [
      page([
        [40, 12, 'File'],
        [90, 12, 'Edit'],
        [40, 90, 'Delete the old files'],
      ]),
      'alt+f',
      'safe none',
    ],
  ])('%#', async (drawn, chord, wanted) => {
    expect(await outcome(drawn, keys(chord))).toBe(wanted);
  });
});

describe('a box before the words', () => {
  const boxed = (label: string): Canvas => {
    const c = new Canvas().framed(60, 60, 964, 708, [250, 250, 250]);
    const box = c.text(100, 200, '', 'checkbox');
    c.text(box.x2 + 10, 200, label);
    return c;
  };
  test('is only chosen; what carries it out is the button', async () => {
    const c = boxed('Format the disk with ext4').done();
    expect(await outcome(c, on(c, 'Format the disk with ext4'))).toBe('safe none');
    const d = boxed('Delete the files as well').done();
    expect(await outcome(d, on(d, 'Delete the files as well'))).toBe('caution delete');
  });
  test('lends its words where it is clicked itself', async () => {
    const c = boxed('Firewall').done();
    expect(await outcome(c, at(103, 207))).toBe('caution settings_security');
  });
});

test('an entry of a menu is pressed beside its words too, before the keys that do the same', async () => {
  const c = new Canvas().framed(60, 60, 964, 708, [250, 250, 250]).framed(300, 200, 560, 330, [238, 238, 238]);
  ['Rename', 'Move to Trash', 'Properties'].forEach((t, i) => void c.text(320, 212 + i * 36, t));
  c.text(500, 248, 'Del');
  expect(await outcome(c.done(), at(460, 255))).toBe('caution delete');
});

test('an ellipsis that the reader shortened still opens', async () => {
  const c = new Canvas().framed(700, 30, 888, 220, [238, 238, 238]);
  ['Suspend', 'Restart..', 'Power Off..', 'Log Out..'].forEach((t, i) => void c.text(716, 50 + i * 36, t));
  const drawn = c.done();
  expect(await outcome(drawn, on(drawn, 'Power Off..'))).toBe('caution power');
});

describe('a row of buttons is no menu bar', () => {
  test('where only one of them is called like a menu', async () => {
    const drawn = dialog(['The installer is about to write the changes to the disk.'], ['Go Back', 'Install Now']);
    expect(await outcome(drawn, on(drawn, 'Install Now'))).toBe('destructive format_disk');
  });
});

describe('a page that fills the screen', () => {
  const full = (): Drawn => {
    const c = new Canvas().rect(0, 0, 1024, 768, [255, 255, 255]);
    c.text(60, 80, 'Clean install');
    c.text(60, 120, 'Everything on the drive will be erased and all data will be lost.');
    c.text(820, 720, 'Back');
    c.text(920, 720, 'Continue');
    return c.done();
  };
  test('is what its button in the corner agrees to', async () => {
    expect(await outcome(full(), on(full(), 'Continue'))).toBe('destructive format_disk');
    expect(await outcome(full(), on(full(), 'Back'))).toBe('safe none');
  });
  test('is what Enter agrees to', async () => {
    expect(await outcome(full(), keys('enter'))).toBe('destructive format_disk');
  });
});

describe('answers in a terminal', () => {
  const asked = shell([
    'root@desk:~# mkfs.ext4 /dev/sdc1',
    '/dev/sdc1 contains a file system',
    'Proceed anyway? (y,N)',
  ]);
  test.each([
    [asked, type('y\n'), 'destructive format_disk'],
    [asked, type('n\n'), 'safe none'],
    [asked, keys('enter'), 'safe none'],
    [shell(['ana@desk:~$ rm -ri old', "rm: remove regular file 'old/a'?"]), type('y\n'), 'destructive delete'],
    [shell(['ana@desk:~$ ls', 'ana@desk:~$ rm -rf old']), keys('ctrl+c'), 'safe none'],
    [shell(['ana@desk:~$ tar cf a.tar b', 'b/c']), keys('ctrl+c'), 'caution close_unsaved'],
    [shell(['mysql> use shop;', 'Database changed', 'mysql> DROP TABLE orders;']), keys('enter'), 'destructive delete'],
    [shell(['desk login: ana', 'Password:']), type('hunter22\n'), 'caution credentials'],
    [shell(['#include <stdio.h>', '~']), type(':q!\n'), 'destructive close_unsaved'],
    [shell(['#include <stdio.h>', '~']), type(':wq\n'), 'safe none'],
  ])('%#', async (drawn, action, wanted) => {
    expect(await outcome(drawn, action)).toBe(wanted);
  });
});

describe('Enter after a message', () => {
  const chat = page([
    [60, 40, 'general'],
    [60, 90, 'Ben: shall we ship it?'],
    [60, 300, 'Yes, go'],
  ]);
  test.each([
    ['Answer Ben', ['type “Yes, go”'], 'destructive send_publish'],
    ['Look for Ben', ['type “Yes, go”'], 'safe none'],
    ['Answer Ben', ['click “general”'], 'safe none'],
  ])('for “%s” after %j', async (task, history, wanted) => {
    expect(await outcome(chat, keys('enter'), task, history)).toBe(wanted);
  });
});

describe('a file dialog', () => {
  const PLACES = ['Home', 'Desktop', 'Documents', 'Downloads', 'Music', 'Pictures'];
  const withOptions = (places: readonly string[]): Drawn =>
    dialog(['Name: second.fodt', ...places, 'Encrypt with GPG key', 'Save with password'], ['Cancel', 'Save']);
  test('whose options speak of passwords takes a name as any does', async () => {
    expect(await outcome(withOptions(PLACES), keys('enter'), 'save as second.fodt')).toBe('safe none');
    expect(await outcome(withOptions(PLACES), type('second.fodt'), 'save as second.fodt')).toBe('safe none');
  });
  test('without the folders at its side it may be another', async () => {
    expect(await outcome(withOptions([]), type('second.fodt'), 'save as second.fodt')).toBe('caution credentials');
  });
});

describe('a line at the prompt', () => {
  const prompt = (line: string): Drawn => shell(['Last login: Mon Nov 2', `root@desk:~# ${line}`]);
  test('that was read without its space is what was typed', async () => {
    expect(await outcome(prompt('cdsub'), keys('enter'), 'go to sub')).toBe('caution shell');
    expect(await outcome(prompt('cdsub'), keys('enter'), 'go to sub', ['Type “cd sub”'])).toBe('safe none');
    expect(await outcome(prompt('rm-r sub'), keys('enter'), 'go to sub', ['Type “rm -r sub”'])).toBe(
      'destructive delete',
    );
  });
  test('that is another than what was typed counts as it stands', async () => {
    expect(await outcome(prompt('rm -r sub'), keys('enter'), 'go to sub', ['Type “cd sub”'])).toBe(
      'destructive delete',
    );
  });
});

describe('a box whose words begin with a deed', () => {
  const form = (ticked: boolean): Drawn => {
    const c = new Canvas(800, 600);
    c.text(40, 100, 'Name');
    c.text(40, 140, 'E-mail');
    if (ticked) c.text(40, 200, '□', 'checkbox');
    c.text(62, 200, 'Send me news');
    c.text(40, 260, 'Register', 'button');
    return c.done();
  };
  test('sends nothing when it is ticked; the words alone are a link or a button', async () => {
    expect(await outcome(form(true), on(form(true), 'Send me news'))).toBe('safe none');
    expect(await outcome(form(false), on(form(false), 'Send me news'))).toBe('destructive send_publish');
  });
});
