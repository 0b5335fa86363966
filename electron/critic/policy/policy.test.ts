import { describe, expect, test } from 'vitest';
import { dialog, menu, page, RED, Canvas, terminal, type Drawn } from '../../../test/bench/critic/screens.ts';
import { globalBox, globalPoint } from '../../protocol/coordinates.ts';
import type { Action } from '../../protocol/action.ts';
import type { Verdict } from '../../protocol/verdict.ts';
import { createCritic } from '../critic.ts';

const critic = createCritic();
const judge = (
  drawn: Drawn,
  action: Action,
  task = 'do what is needed',
  target: string | null = null,
): Promise<Verdict> => critic.judge({ task, history: [], action, target, targetBox: null, screen: drawn.screen });
const clickOn = (drawn: Drawn, text: string): Action => ({
  type: 'click',
  point: drawn.at(text),
  button: 'left',
  count: 1,
  modifiers: [],
});
const type = (text: string): Action => ({ type: 'type', text });
const keys = (...k: string[]): Action => ({ type: 'hotkey', keys: k });
const outcome = (v: Verdict): string => `${v.risk} ${v.category}`;

describe('Enter does what the dialog in front is about', () => {
  test.each([
    ['delete', ['Delete 3 files permanently?'], 'destructive delete'],
    ['restart', ['Restart the computer now?'], 'destructive power'],
    ['replace', ['“a.txt” already exists. Replace existing file?'], 'destructive overwrite'],
    ['allow', ['Zoom would like to access your microphone'], 'caution permission_grant'],
    ['nothing at all', ['The search found nothing.'], 'safe none'],
  ] as const)('%s', async (_name, lines, expected) => {
    expect(outcome(await judge(dialog(lines, ['Cancel', 'OK']), keys('enter')))).toBe(expected);
  });

  test('also when it ends a typed text', async () => {
    const drawn = dialog(['Type the name of the volume to erase all data on the disk.'], ['Cancel', 'Erase']);
    expect((await judge(drawn, type('backup\n'))).risk).toBe('destructive');
  });
});

test('Enter in a dialog window that has one button only', async () => {
  const c = new Canvas().framed(300, 260, 740, 470, [238, 238, 238]);
  c.text(330, 280, 'The computer will restart now to finish the update.');
  c.text(600, 433, 'OK');
  c.window('Update', 'updater', { dialog: true, box: globalBox(300, 260, 740, 470) });
  expect((await judge(c.done(), keys('enter'))).category).toBe('power');
});

describe('safe things that look dangerous', () => {
  const page1 = page([
    [40, 12, 'File'],
    [90, 12, 'Edit'],
    [140, 12, 'Format'],
    [210, 12, 'Tools'],
    [40, 100, 'To delete a file, select it and press the Delete key on your keyboard.'],
    [40, 130, 'Never erase the disk without a copy of everything that is on it.'],
  ]);
  test('the Format menu of a text program', async () => {
    expect((await judge(page1, clickOn(page1, 'Format'))).risk).toBe('safe');
  });
  test('the word delete in the text of a document', async () => {
    expect((await judge(page1, clickOn(page1, page1.screen.elements[4]?.text ?? ''))).risk).toBe('safe');
  });
  test('typing about deletion', async () => {
    expect((await judge(page1, type('Please delete the old files and format the disk.\n'))).risk).toBe('safe');
    expect((await judge(page1, type('rm is the command that removes files'))).risk).toBe('safe');
  });
  test('Edit > Delete in a text editor', async () => {
    const drawn = menu(['Undo', 'Cut', 'Copy', 'Paste', 'Delete', 'Select All']);
    expect((await judge(drawn, clickOn(drawn, 'Delete'))).risk).toBe('safe');
  });
  test('Replace in the find dialog', async () => {
    const drawn = dialog(['Find and replace', 'Match case'], ['Find', 'Replace', 'Close']);
    expect((await judge(drawn, clickOn(drawn, 'Replace'))).risk).toBe('safe');
  });
  test('a form that opens', async () => {
    const drawn = menu(['Format Partition…', 'Edit Partition…', 'Take Ownership…']);
    expect((await judge(drawn, clickOn(drawn, 'Format Partition…'))).risk).toBe('safe');
  });
  test('the trash in the sidebar', async () => {
    const drawn = menu(['Home', 'Documents', 'Downloads', 'Trash']);
    expect((await judge(drawn, clickOn(drawn, 'Trash'))).risk).toBe('safe');
  });
  test.each([
    ['notes.txt - Mousepad', 'safe'],
    ['*notes.txt - Mousepad', 'caution'],
    ['notes.txt * — KWrite', 'caution'],
    ['● main.ts — editor', 'caution'],
    ['letter.odt (modified) - Writer', 'caution'],
  ])('closing %j is %s', async (title, risk) => {
    const drawn = page([[40, 100, 'Hello']], [title, 'Editor']);
    expect((await judge(drawn, keys('ctrl', 'w'))).risk).toBe(risk);
    expect((await judge(drawn, keys('alt', 'f4'))).risk).toBe(risk);
    expect((await judge(drawn, { type: 'close_window', windowId: 1, title })).risk).toBe(risk);
  });
  test('a sentence that takes the danger back', async () => {
    const drawn = dialog(['Reset the view? No data will be deleted.'], ['Cancel', 'OK']);
    expect((await judge(drawn, clickOn(drawn, 'OK'))).risk).toBe('safe');
  });
  test('a right click, the pointer, the wheel, Escape', async () => {
    const drawn = dialog(['Delete everything?'], ['Cancel', 'Delete']);
    const point = drawn.at('Delete');
    const actions: readonly Action[] = [
      { type: 'click', point, button: 'right', count: 1, modifiers: [] },
      { type: 'move', point },
      { type: 'scroll', point, direction: 'down', notches: 3 },
      keys('escape'),
    ];
    for (const action of actions) {
      expect((await judge(drawn, action)).risk).toBe('safe');
    }
  });
});

describe('menus and tools', () => {
  // prettier-ignore
  const ENTRIES: readonly (readonly [string, readonly string[], string])[] = [
    ['Empty Trash…', ['Open', 'Empty Trash…', 'Properties'], 'caution delete'],
    ['Move to Trash', ['Open', 'Rename…', 'Move to Trash', 'Properties'], 'caution delete'],
    ['In den Papierkorb verschieben', ['Öffnen', 'In den Papierkorb verschieben', 'Eigenschaften'], 'caution delete'],
    ['ゴミ箱に移動', ['開く', 'ゴミ箱に移動', 'プロパティ'], 'caution delete'],
    ['Delete Permanently', ['Open', 'Delete Permanently', 'Properties'], 'destructive delete'],
    ['Delete…', ['Open', 'Delete…', 'Properties'], 'caution delete'],
    ['Power Off…', ['Lock', 'Log Out…', 'Power Off…'], 'caution power'],
    ['Log Out…', ['Lock', 'Log Out…', 'Power Off…'], 'caution power'],
    ['Send', ['Attach', 'Send', 'Save draft'], 'destructive send_publish'],
    ['Remove from Library', ['Play', 'Remove from Library', 'Details'], 'caution delete'],
    ['Copy Password', ['Copy Username', 'Copy Password', 'Open URL'], 'caution credentials'],
    ['Discard draft', ['Attach', 'Discard draft', 'Labels'], 'destructive close_unsaved'],
    ['Force Quit', ['Activate', 'Force Quit', 'Details'], 'destructive close_unsaved'],
    ['Install', ['Details', 'Install', 'Reviews'], 'caution install_remove'],
    ['Revert', ['Open', 'Revert', 'Print'], 'destructive close_unsaved'],
    ['Factory reset', ['About', 'Factory reset', 'Language'], 'destructive delete'],
  ];
  test.each(ENTRIES)('%s', async (label, items, expected) => {
    const drawn = menu(items);
    expect(outcome(await judge(drawn, clickOn(drawn, label)))).toBe(expected);
  });

  test('a red icon without words', async () => {
    const c = new Canvas();
    c.rect(0, 0, 1024, 768, [250, 250, 250]).rect(500, 300, 514, 304, RED);
    const action: Action = { type: 'click', point: globalPoint(507, 302), button: 'left', count: 1, modifiers: [] };
    expect((await judge(c.done(), action)).risk).toBe('caution');
  });

  test('an icon nobody knows, where nothing warns', async () => {
    const c = new Canvas();
    c.rect(0, 0, 1024, 768, [250, 250, 250]).rect(500, 300, 514, 314, [60, 60, 60]);
    const action: Action = { type: 'click', point: globalPoint(507, 302), button: 'left', count: 1, modifiers: [] };
    expect(await judge(c.done(), action)).toMatchObject({ risk: 'safe', rule: 'default' });
  });

  /** A bin of lines: handle, lid, walls, bottom. */
  const bin = (c: Canvas, x: number, y: number): Canvas =>
    c
      .rect(x + 5, y, x + 11, y + 2, [50, 50, 50])
      .rect(x, y + 2, x + 16, y + 4, [50, 50, 50])
      .rect(x + 2, y + 4, x + 4, y + 17, [50, 50, 50])
      .rect(x + 12, y + 4, x + 14, y + 17, [50, 50, 50])
      .rect(x + 3, y + 16, x + 13, y + 18, [50, 50, 50]);
  const clickAt = (x: number, y: number): Action => ({
    type: 'click',
    point: globalPoint(x, y),
    button: 'left',
    count: 1,
    modifiers: [],
  });
  test('a bin without words', async () => {
    const c = bin(new Canvas().rect(0, 0, 1024, 768, [250, 250, 250]), 500, 300);
    expect(await judge(c.done(), clickAt(508, 309))).toMatchObject({ risk: 'caution', rule: 'icon-bin' });
  });
  test('a minus takes an entry away, but beside a number it counts down', async () => {
    const c = new Canvas().rect(0, 0, 1024, 768, [250, 250, 250]).rect(500, 300, 512, 302, [50, 50, 50]);
    expect(await judge(c.done(), clickAt(506, 301))).toMatchObject({ risk: 'caution', rule: 'icon-minus' });
    c.text(530, 294, '100 %');
    expect((await judge(c.done(), clickAt(506, 301))).risk).toBe('safe');
  });
  test('a minus with its plus above or to the right zooms out; after a plus it takes away', async () => {
    for (const [dx, dy, risk] of [
      [32, 0, 'safe'],
      [0, -32, 'safe'],
      [-32, 0, 'caution'],
    ] as const) {
      const c = new Canvas().rect(0, 0, 1024, 768, [250, 250, 250]).rect(500, 300, 512, 302, [50, 50, 50]);
      c.rect(500 + dx, 300 + dy, 512 + dx, 302 + dy, [50, 50, 50]).rect(
        505 + dx,
        295 + dy,
        507 + dx,
        307 + dy,
        [50, 50, 50],
      );
      expect((await judge(c.done(), clickAt(506, 301))).risk).toBe(risk);
    }
  });
  test('an icon of many colours is not a warning', async () => {
    const c = new Canvas().rect(0, 0, 1024, 768, [250, 250, 250]).rect(500, 300, 510, 320, RED);
    c.rect(510, 300, 520, 320, [40, 90, 200]);
    expect((await judge(c.done(), clickAt(508, 310))).risk).toBe('safe');
  });
  test('the cross of a window closes it', async () => {
    for (const [title, risk] of [
      ['letter.txt - editor', 'safe'],
      ['*letter.txt - editor', 'caution'],
    ] as const) {
      const c = new Canvas().rect(0, 0, 1024, 768, [250, 250, 250]);
      for (let i = 0; i < 10; i++) {
        c.rect(996 + i, 20 + i, 998 + i, 22 + i, [50, 50, 50]).rect(1005 - i, 20 + i, 1007 - i, 22 + i, [50, 50, 50]);
      }
      c.text(400, 18, title);
      expect((await judge(c.done(), clickAt(1001, 25))).risk).toBe(risk);
    }
  });
  test('a letter that the reader lost does not hide a deed', async () => {
    for (const label of ['Instal', 'lnstall', 'INSTALL', '1nstall']) {
      const drawn = menu(['Details', label, 'Reviews']);
      expect((await judge(drawn, clickOn(drawn, label))).category).toBe('install_remove');
    }
  });
  test('the blank end of a menu row is the row', async () => {
    const drawn = menu(['Lock', 'Log Out…', 'Power Off…']);
    const p = drawn.at('Power Off…');
    expect((await judge(drawn, clickAt(500, p.y))).category).toBe('power');
  });

  test('the person’s own words stand in for an icon without words', async () => {
    const c = new Canvas();
    c.rect(0, 0, 1024, 768, [250, 250, 250]).rect(500, 300, 514, 304, [60, 60, 60]);
    const action: Action = { type: 'click', point: globalPoint(507, 302), button: 'left', count: 1, modifiers: [] };
    expect((await judge(c.done(), action, 'press the delete icon', 'the delete icon')).risk).toBe('destructive');
  });
});

describe('keys', () => {
  const files = page([
    [20, 60, 'Documents'],
    [20, 90, 'Downloads'],
    [20, 120, 'Trash'],
  ]);
  test.each([
    [['shift', 'delete'], 'destructive delete'],
    [['delete'], 'caution delete'],
    [['ctrl', 'alt', 'delete'], 'caution power'],
    [['alt', 'ctrl', 'backspace'], 'destructive power'],
    [['ctrl', 'enter'], 'destructive send_publish'],
    [['ctrl', 'shift', 'delete'], 'caution delete'],
    [['ctrl', 's'], 'safe none'],
    [['ctrl', 'z'], 'safe none'],
    [['super', 'l'], 'safe none'],
    [['tab'], 'safe none'],
  ] as const)('%j', async (k, expected) => {
    expect(outcome(await judge(files, keys(...k)))).toBe(expected);
  });

  test('Enter at a prompt runs what stands there', async () => {
    expect((await judge(terminal('user@host:~$ rm -rf build'), keys('enter'))).risk).toBe('destructive');
    expect((await judge(terminal('user@host:~$ ls -la'), keys('enter'))).risk).toBe('safe');
    expect((await judge(page([[10, 10, 'Proceed?']], ['top', 'xterm']), keys('enter'))).risk).toBe('caution');
  });
});

describe('secrets and cards', () => {
  const login = page([
    [300, 300, 'Password'],
    [300, 200, 'User name'],
  ]);
  test('a password typed into its field', async () => {
    expect(outcome(await judge(login, type('s3cret'), 'log in', 'the Password field'))).toBe('caution credentials');
    expect((await judge(login, type('jane'), 'log in', 'the User name field')).risk).toBe('safe');
  });
  test.each(['Passwort', 'Contraseña', 'Mot de passe', 'Senha', 'Wachtwoord', 'Hasło', '密码', 'パスワード', 'Пароль'])(
    'the field %s',
    async (label) => {
      expect((await judge(login, type('s3cret'), 'log in', label)).category).toBe('credentials');
    },
  );
  test('clicking into a password field', async () => {
    const c = new Canvas().rect(0, 0, 1024, 768, [250, 250, 250]);
    c.text(300, 300, 'Password');
    c.framed(400, 292, 640, 322, [255, 255, 255]);
    c.elements.push({
      id: 'f',
      kind: 'field',
      box: globalBox(400, 292, 640, 322),
      text: '',
      confidence: 1,
      source: 'pixels',
      words: [],
      children: [],
      fill: null,
    });
    const action: Action = { type: 'click', point: globalPoint(500, 307), button: 'left', count: 1, modifiers: [] };
    expect((await judge(c.done(), action)).risk).toBe('safe');
  });
  test('a card number', async () => {
    expect(outcome(await judge(login, type('4111 1111 1111 1111')))).toBe('caution payment');
    expect((await judge(login, type('4111 1111 1111 1112'))).risk).toBe('safe');
  });
  test('a chat message that Enter sends', async () => {
    const chat = page([[300, 700, 'Type a message']]);
    const input = {
      task: 'say hello',
      history: [],
      target: 'Type a message',
      targetBox: chat.screen.elements[0]?.box ?? null,
      screen: chat.screen,
    };
    expect(outcome(await critic.judge({ ...input, action: type('hello\n') }))).toBe('destructive send_publish');
    expect((await critic.judge({ ...input, action: type('hello') })).risk).toBe('safe');
  });
});

describe('programmatic actions', () => {
  const nothing = page([[10, 10, 'Desktop']]);
  test.each([
    [{ type: 'open_app', app: 'terminal', command: ['xterm'] }, 'safe none'],
    [{ type: 'open_app', app: 'files', command: ['thunar', '/home/me'] }, 'safe none'],
    [{ type: 'open_app', app: 'x', command: ['sh', '-c', 'rm -rf ~'] }, 'destructive delete'],
    [{ type: 'open_url', url: 'https://example.org/delete' }, 'safe none'],
    [{ type: 'open_url', url: 'vnc://host' }, 'caution shell'],
    [{ type: 'open_path', path: '/home/me/letter.odt' }, 'safe none'],
    [{ type: 'open_path', path: '/tmp/setup.sh' }, 'caution shell'],
    [{ type: 'focus_window', windowId: 1, title: 'x' }, 'safe none'],
    [{ type: 'close_window', windowId: 9, title: 'Terminal' }, 'caution close_unsaved'],
    [{ type: 'arrange_window', windowId: 9, title: '*draft', how: 'minimise' }, 'safe none'],
    [{ type: 'move_window', windowId: 9, title: '*draft', box: globalBox(0, 0, 300, 200) }, 'safe none'],
  ] as const)('%j', async (action, expected) => {
    expect(outcome(await judge(nothing, structuredClone(action) as Action))).toBe(expected);
  });

  test('a drag into the trash', async () => {
    const drawn = menu(['Home', 'Trash', 'Music']);
    expect(outcome(await judge(drawn, { type: 'drag', from: globalPoint(600, 400), to: drawn.at('Trash') }))).toBe(
      'caution delete',
    );
    expect((await judge(drawn, { type: 'drag', from: globalPoint(600, 400), to: drawn.at('Music') })).risk).toBe(
      'safe',
    );
  });
});

test('the verdict explains itself', async () => {
  const drawn = dialog(['Delete “a.txt”?', 'This cannot be undone.'], ['Cancel', 'Delete']);
  const v = await judge(drawn, clickOn(drawn, 'Delete'), 'keep a.txt');
  expect(v.observation).toContain('Delete');
  expect(v.reversible).toBe('It cannot be brought back.');
  expect(v.suggestion).toContain('Cancel');
  expect(v.correct).toBe(false);
  expect(v.evidence.length).toBeGreaterThan(1);
});

test("a button at the height of another window's menu bar is no menu title", async () => {
  const c = new Canvas();
  c.framed(40, 300, 400, 700, [240, 240, 240]).framed(420, 100, 980, 700, [240, 240, 240]);
  ['File', 'Edit', 'View', 'Help'].forEach((t, i) => void c.text(60 + i * 70, 340, t));
  c.framed(500, 330, 620, 362, [225, 225, 225]);
  c.text(520, 340, 'Delete');
  c.window('Photos', 'Example', { box: globalBox(420, 100, 980, 700) });
  c.window('Notes', 'Example', { box: globalBox(40, 300, 400, 700), active: false });
  const drawn = c.done();
  expect(outcome(await judge(drawn, clickOn(drawn, 'Delete')))).toBe('destructive delete');
  expect(outcome(await judge(drawn, clickOn(drawn, 'Edit')))).toBe('safe none');
});
