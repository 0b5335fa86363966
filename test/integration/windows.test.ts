/** Windows of real applications: what is listed is what shows, and what they are told to do they do. */
import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { X11WindowVerbs } from '../../electron/actions/drivers/x11-windows.ts';
import { X11Windows, type WindowDetails } from '../../electron/capture/windows.ts';
import { boxHeight, boxWidth, globalBox, type Box } from '../../electron/protocol/coordinates.ts';
import { startDesktop, until, type Desktop } from '../fixtures/desktop.ts';

let desktop: Desktop;
let windows: X11Windows;
let verbs: X11WindowVerbs;
const { signal } = new AbortController();

beforeAll(async () => {
  desktop = await startDesktop();
  windows = new X11Windows(desktop.x);
  verbs = new X11WindowVerbs(desktop.x);
});
afterAll(() => desktop.stop());

const now = async (id: number): Promise<WindowDetails> => {
  const window = await windows.one(id);
  if (!window) throw new Error(`window ${id} has gone`);
  return window;
};
const inFront = async (): Promise<number | undefined> => (await windows.list())[0]?.id;
const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'done',
    (e: unknown) => (e as { code?: unknown }).code,
  );

/** Starts a program and answers its window once it has the keyboard. */
async function open(command: string, args: readonly string[], match: RegExp): Promise<WindowDetails> {
  desktop.start(command, args);
  const { id } = await desktop.window(match);
  // Whether a new window gets the keyboard is up to the window manager.
  await verbs.focus(id, signal);
  return now(id);
}

/** Takes the windows away again, whatever their programs think of it. */
async function closeAll(): Promise<void> {
  for (const w of await windows.list()) if (w.pid !== null) process.kill(w.pid, 'SIGKILL');
  await until('no window', async () => (await windows.list()).length === 0);
}
afterEach(closeAll);

/** The box around all pixels of the screen that are not of the background's colour. */
async function drawn(): Promise<Box | null> {
  const file = `${desktop.home}/screen.png`;
  await desktop.run('import', ['-window', 'root', `png:${file}`]);
  const { data, info } = await sharp(file).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const [r, g, b] = [0x3b, 0x5b, 0x7c];
  let [x1, y1, x2, y2] = [Infinity, Infinity, -1, -1];
  for (let i = 0; i < data.length; i += 3) {
    if (data[i] === r && data[i + 1] === g && data[i + 2] === b) continue;
    const at = i / 3;
    const [x, y] = [at % info.width, Math.floor(at / info.width)];
    [x1, y1, x2, y2] = [Math.min(x1, x), Math.min(y1, y), Math.max(x2, x + 1), Math.max(y2, y + 1)];
  }
  return x2 < 0 ? null : globalBox(x1, y1, x2, y2);
}

/** What has to be so under any window manager. */
function behaviour(manager: string): void {
  describe(`under ${manager}`, () => {
    test('a window is listed with what it is, and its box is where its pixels are', async () => {
      expect((await windows.manager())?.toLowerCase()).toBe(manager);
      const terminal = await open('xterm', ['-T', 'Böx – naïve', '-geometry', '60x10+150+120'], /Böx/);
      expect(terminal).toMatchObject({ title: 'Böx – naïve', app: 'XTerm', executable: 'xterm' });
      const parent = await desktop.run('ps', ['-o', 'comm=', '-p', String(terminal.pid)]);
      expect(parent.trim()).toBe('xterm');
      await until('the window drawn where it is listed', async () => {
        const seen = await drawn();
        return seen && JSON.stringify(seen) === JSON.stringify((await now(terminal.id)).box);
      });
      const { box, clientBox } = await now(terminal.id);
      expect(boxHeight(box)).toBeGreaterThan(boxHeight(clientBox));
      await verbs.close(terminal.id, signal);
      await until('nothing drawn', async () => (await drawn()) === null);
    });

    test('minimised, restored, maximised and restored again, a window is back where it was', async () => {
      const editor = await open('mousepad', ['--disable-server'], /Mousepad/);
      const { box } = await now(editor.id);
      await verbs.arrange(editor.id, 'minimise', signal);
      expect(await now(editor.id)).toMatchObject({ minimised: true, active: false, state: { minimised: true } });
      await until('nothing drawn', async () => (await drawn()) === null);
      await verbs.arrange(editor.id, 'restore', signal);
      expect(await now(editor.id)).toMatchObject({ minimised: false, active: true, box });
      await verbs.arrange(editor.id, 'maximise', signal);
      const large = await now(editor.id);
      expect(large.state.maximised).toBe(true);
      expect(boxWidth(large.box)).toBe(1280);
      await verbs.arrange(editor.id, 'restore', signal);
      expect(await now(editor.id)).toMatchObject({ box, state: { maximised: false } });
    });

    test('a window is moved to the pixel with its decorations; a terminal rounds its size down', async () => {
      const editor = await open('mousepad', ['--disable-server'], /Mousepad/);
      await verbs.arrange(editor.id, 'maximise', signal);
      const wanted = globalBox(30, 40, 730, 540);
      await verbs.move(editor.id, wanted, signal);
      expect((await now(editor.id)).box).toEqual(wanted);
      await until('it drawn there', async () => JSON.stringify(await drawn()) === JSON.stringify(wanted));
      const beyond = globalBox(-25, 500, 675, 1000);
      await verbs.move(editor.id, beyond, signal);
      expect((await now(editor.id)).box).toEqual(beyond);
      await closeAll();

      const terminal = await open('xterm', [], /xterm/i);
      await verbs.move(terminal.id, globalBox(111, 99, 555, 444), signal);
      const { box } = await now(terminal.id);
      expect([box.x1, box.y1]).toEqual([111, 99]);
      expect(555 - box.x2).toBeGreaterThanOrEqual(0);
      expect(555 - box.x2).toBeLessThan(6);
      expect(444 - box.y2).toBeGreaterThanOrEqual(0);
      expect(444 - box.y2).toBeLessThan(13);
    });

    test('a place outside the screen and a size it does not accept are refused, and nothing moves', async () => {
      const calculator = await open('galculator', [], /galculator/i);
      const { box } = calculator;
      for (const to of [globalBox(1275, 10, 1675, 510), globalBox(0, -600, 500, -20), globalBox(10, 10, 60, 60)])
        expect(await codeOf(verbs.move(calculator.id, to, signal))).toBe('window_refused');
      expect((await now(calculator.id)).box).toEqual(box);
    });

    test('the list is front to back, also after raising and focusing', async () => {
      const below = await open('xterm', ['-T', 'below', '-geometry', '60x20+100+100'], /below/);
      const above = await open('xterm', ['-T', 'above', '-geometry', '60x20+140+140'], /above/);
      expect(await inFront()).toBe(above.id);
      await verbs.arrange(below.id, 'raise', signal);
      expect(await inFront()).toBe(below.id);
      await verbs.focus(above.id, signal);
      expect(await inFront()).toBe(above.id);
      expect((await now(above.id)).active).toBe(true);
    });

    test('a window of another desktop is not on this one, and is reached by focusing it', async () => {
      const terminal = await open('xterm', ['-T', 'elsewhere'], /elsewhere/);
      await desktop.x.tellWindowManager(desktop.x.root, '_NET_NUMBER_OF_DESKTOPS', [2]);
      await desktop.x.tellWindowManager(terminal.id, '_NET_WM_DESKTOP', [1, 2]);
      const moved = await until('it on the other desktop', async () => {
        const w = await windows.one(terminal.id);
        return w?.state.desktop === 1 && w;
      });
      expect(moved).toMatchObject({ minimised: true, active: false, state: { minimised: false } });
      expect(await codeOf(verbs.arrange(terminal.id, 'raise', signal))).toBe('window_refused');
      await verbs.focus(terminal.id, signal);
      expect(await now(terminal.id)).toMatchObject({ minimised: false, active: true });
      await closeAll();
      await desktop.x.tellWindowManager(desktop.x.root, '_NET_CURRENT_DESKTOP', [0, 0]);
    });
  });
}

behaviour('openbox');

describe('what goes wrong', () => {
  test('a window that goes away while it is asked is no longer there, and no error of the display', async () => {
    const terminal = await open('xterm', [], /xterm/i);
    process.kill(terminal.pid ?? 0, 'SIGKILL');
    expect(await codeOf(verbs.focus(terminal.id, signal))).toMatch(/window_gone|done/);
    await until('it gone', async () => (await windows.list()).length === 0);
    for (const act of [
      verbs.focus(terminal.id, signal),
      verbs.arrange(terminal.id, 'minimise', signal),
      verbs.move(terminal.id, globalBox(0, 0, 300, 300), signal),
    ])
      expect(await codeOf(act)).toBe('window_gone');
  });

  test('a program that hangs is listed as ever, and is said to hang when it does not close', async () => {
    const editor = await open('mousepad', ['--disable-server'], /Mousepad/);
    expect(await windows.answers(editor.id, 5000)).toBe(true);
    process.kill(editor.pid ?? 0, 'SIGSTOP');
    try {
      expect(await windows.answers(editor.id, 200)).toBe(false);
      expect(await windows.list()).toMatchObject([{ id: editor.id, title: editor.title, app: 'Mousepad' }]);
      expect(await codeOf(verbs.close(editor.id, signal))).toBe('window_hung');
      // The window manager does this by itself.
      await verbs.arrange(editor.id, 'minimise', signal);
    } finally {
      process.kill(editor.pid ?? 0, 'SIGCONT');
    }
    await until('it closed after all', async () => (await windows.list()).length === 0);
  });

  test('a program that asks about unsaved changes has been told to close', async () => {
    const editor = await open('mousepad', ['--disable-server'], /Mousepad/);
    await verbs.focus(editor.id, signal);
    await until('the change in the title', async () => {
      await desktop.run('xdotool', ['key', 'x']);
      return (await now(editor.id)).title.startsWith('*');
    });
    await verbs.close(editor.id, signal);
    const listed = await windows.list();
    const question = listed.find((w) => w.transientFor === editor.id);
    expect(question).toMatchObject({ dialog: true });
    // Its own dialog in front of it is as good as the window itself.
    await verbs.focus(editor.id, signal);
  });

  test('a menu is no window of the list, and its box is known while it is open', async () => {
    const editor = await open('mousepad', ['--disable-server'], /Mousepad/);
    await verbs.focus(editor.id, signal);
    await until('the menu open', async () => {
      await desktop.run('xdotool', ['key', '--clearmodifiers', 'alt+f']);
      return (await windows.menus()).length > 0;
    });
    expect(await windows.list()).toHaveLength(1);
    await desktop.run('xdotool', ['key', 'Escape']);
    await until('the menu closed', async () => (await windows.menus()).length === 0);
  });
});

describe.skipIf(!existsSync('/usr/bin/xfwm4'))('another window manager', () => {
  let other: ChildProcess;
  beforeAll(async () => {
    other = desktop.start('xfwm4', ['--replace', '--compositor=off']);
    await until('the other window manager', async () => (await windows.manager()) === 'Xfwm4');
  });
  behaviour('xfwm4');

  test('without any, nothing is listed, and what is asked for is refused with the reason', async () => {
    const terminal = await open('xterm', [], /xterm/i);
    other.kill('SIGKILL');
    await until('none', async () => (await windows.manager()) === null);
    expect(await codeOf(verbs.focus(terminal.id, signal))).toBe('no_window_manager');
    expect(await codeOf(verbs.arrange(terminal.id, 'maximise', signal))).toBe('no_window_manager');
  });
});
