/** What applications say about themselves over the accessibility bus, against the reference client and the pixels. */
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openCapture, primaryDisplay } from '../../electron/capture/open.ts';
import type { FrameSource } from '../../electron/capture/sources/port.ts';
import { X11Windows } from '../../electron/capture/windows.ts';
import { changedBoxes } from '../../electron/capture/tiles.ts';
import { createTextGrounder } from '../../electron/grounding/index.ts';
import {
  openAccessibility,
  type AccessibilityWitness,
  type Look,
} from '../../electron/perception/accessibility/index.ts';
import { createPerception } from '../../electron/perception/index.ts';
import { boxCentre, boxContains, boxWidth, type Box } from '../../electron/protocol/coordinates.ts';
import type { Frame, WindowInfo } from '../../electron/protocol/frame.ts';
import type { Screen } from '../../electron/protocol/screen.ts';
import {
  hasReference,
  isInstalled,
  PROGRAMS,
  startAccessibleDesktop,
  type AccessibleDesktop,
  type ProgramName,
} from '../fixtures/accessible-desktop.ts';
import { startDesktop, until, type Desktop } from '../fixtures/desktop.ts';

/** A look is bounded to 150 ms; on a machine that does other work at the same time a timer comes late. */
const LATE_MS = 400;

let stage: AccessibleDesktop;
let desktop: Desktop;
let source: FrameSource;
let witness: AccessibilityWitness;

beforeAll(async () => {
  stage = await startAccessibleDesktop();
  desktop = stage.desktop;
  // A pointer at rest on a button opens a tooltip, which lies over others.
  await desktop.run('xdotool', ['mousemove', '0', '0']);
  source = await openCapture({ display: desktop.display });
  witness = await openAccessibility({ env: desktop.env });
  expect(witness.absent).toBeNull();
});
afterAll(async () => {
  await witness.close();
  await source.close();
  await desktop.stop();
});

const grab = async (): Promise<Frame> => source.grab(await primaryDisplay(source));
let before: Frame | null = null;
/** A look at the screen as it is; `afresh` as if every pixel had changed. */
const look = async (afresh = false): Promise<Look | null> => {
  const frame = await grab();
  const changed = changedBoxes(afresh ? null : before, frame);
  before = frame;
  return witness.look(frame, await desktop.windows(), changed);
};
/** Looks until everything is told and `ready` is among it. */
const lookFor = (ready: string): Promise<Look> =>
  until(`“${ready}” to be told`, async () => {
    const seen = await look();
    return seen?.complete === true && seen.things.some((t) => t.name === ready) ? seen : null;
  });

const NEAR_PX = 2;
const isNear = (a: Box, b: Box): boolean =>
  [a.x1 - b.x1, a.y1 - b.y1, a.x2 - b.x2, a.y2 - b.y2].every((d) => Math.abs(d) <= NEAR_PX);

const KIND_OF: Readonly<Record<string, string>> = {
  'push button': 'button',
  'toggle button': 'button',
  'check box': 'checkbox',
  'radio button': 'radio',
  menu: 'menu_item',
  'menu item': 'menu_item',
  link: 'link',
  entry: 'field',
  'password text': 'field',
};

/** Those of the reference that a person could point at in this window. */
async function expected(window: WindowInfo): Promise<{ role: string; name: string; box: Box }[]> {
  const truth = await stage.truth(window.pid ?? -1);
  return (truth ?? []).filter(
    (t) =>
      t.role in KIND_OF &&
      t.name !== '' &&
      t.box.x2 - t.box.x1 > 4 &&
      t.box.y2 - t.box.y1 > 4 &&
      boxContains(window.box, boxCentre(t.box)),
  );
}

const AT_LEAST: readonly [ProgramName, number][] = [
  ['mousepad', 6],
  ['galculator', 20],
  ['thunar', 10],
  ['featherpad', 12],
  ['chromium', 10],
];

for (const [name, atLeast] of AT_LEAST) {
  const can = isInstalled(name) && hasReference();
  test.skipIf(!can)(`${name} tells its controls with kind, name and a box that agrees with the reference`, async () => {
    const window = await stage.open(name);
    await stage.raise(window);
    await lookFor(PROGRAMS[name].ready);
    const truth = await expected(await desktop.window(PROGRAMS[name].window));
    const { things } = await lookFor(PROGRAMS[name].ready);
    expect(truth.length).toBeGreaterThanOrEqual(atLeast);
    const missing = truth.filter(
      (t) => !things.some((e) => e.name === t.name && e.kind === KIND_OF[t.role] && isNear(e.box, t.box)),
    );
    expect(missing).toEqual([]);
  });
}

test.skipIf(!isInstalled('chromium'))('a password field in a page is told as a secret', async () => {
  await stage.raise(await desktop.window(PROGRAMS.chromium.window));
  const { things } = await lookFor('Forgotten?');
  expect(things.filter((t) => t.secret).map((t) => t.name)).toEqual(['Password']);
});

test('what another window covers is not told', async () => {
  const calculator = await desktop.window(PROGRAMS.galculator.window);
  await stage.raise(calculator);
  expect((await lookFor('sqrt')).things.some((t) => t.name === 'sqrt')).toBe(true);
  const editor = await desktop.window(PROGRAMS.mousepad.window);
  const { x1, y1 } = editor.box;
  await desktop.run('xdotool', ['windowmove', String(calculator.id), String(x1 + 100), String(y1 + 60)]);
  await stage.raise(editor);
  const { things } = await lookFor('Document');
  expect(things.map((t) => t.name)).not.toContain('sqrt');
});

test('an open menu is told, over the window below it', async () => {
  await stage.raise(await desktop.window(PROGRAMS.mousepad.window));
  await desktop.run('xdotool', ['key', 'alt+f']);
  const { things } = await lookFor('Save As...');
  const item = things.find((t) => t.name === 'Save As...');
  expect(item).toMatchObject({ kind: 'menu_item' });
  const [menu] = await new X11Windows(desktop.x).menus();
  const on = things.filter((t) => menu && boxContains(menu, boxCentre(t.box)));
  expect(on.length).toBeGreaterThan(8);
  expect(new Set(on.map((t) => t.kind))).toEqual(new Set(['menu_item']));
  await desktop.run('xdotool', ['key', 'Escape']);
  await until('the menu closed', async () => (await look())?.things.every((t) => t.name !== 'Save As...'));
});

test('a context menu, which is a window of its own, is told as well', async () => {
  const files = await desktop.window(PROGRAMS.thunar.window);
  await stage.raise(files);
  await lookFor('Open Parent');
  const at = { x: files.box.x2 - 60, y: files.box.y2 - 60 };
  await desktop.run('xdotool', ['mousemove', String(at.x), String(at.y), 'click', '3']);
  const { things } = await lookFor('Create Folder...');
  expect(things.find((t) => t.name === 'Create Folder...')).toMatchObject({ kind: 'menu_item' });
  await desktop.run('xdotool', ['key', 'Escape', 'mousemove', '0', '0']);
  await until('the menu closed', async () => (await look())?.things.every((t) => t.name !== 'Create Folder...'));
});

/** What a perception with this environment sees; `enough` tells when the applications have told what is needed. */
async function perceived(env: NodeJS.ProcessEnv, frame: Frame, enough: (screen: Screen) => boolean): Promise<Screen> {
  const windows = await desktop.windows();
  const perception = await createPerception({ accessibility: { env } });
  try {
    const first = await perception.perceive(frame, windows, null);
    return await until('everything told', async () => {
      const screen = await perception.perceive(frame, windows, first);
      return enough(screen) ? screen : null;
    });
  } finally {
    await perception.close();
  }
}

test('icon buttons are found by names that are written nowhere, and not without the second witness', async () => {
  await stage.raise(await desktop.window(PROGRAMS.thunar.window));
  const { things } = await lookFor('Open Parent');
  const phrases = { 'go home': 'Home', 'Open Parent': 'Open Parent', 'the Forward button': 'Forward' };
  const grounder = createTextGrounder();
  const right = async (screen: Screen): Promise<string[]> => {
    const found: string[] = [];
    for (const [phrase, name] of Object.entries(phrases)) {
      const at = await grounder.ground(screen, phrase);
      const button = things.find((t) => t.kind === 'button' && t.name === name);
      if (at.status === 'found' && button && boxContains(button.box, at.point)) found.push(phrase);
    }
    return found;
  };
  const frame = await grab();
  const both = await perceived(desktop.env, frame, (s) => s.elements.some((e) => e.name === 'Open Parent'));
  expect(await right(both)).toEqual(Object.keys(phrases));
  // One list: what both saw is in it once.
  expect(both.elements.filter((e) => e.name === 'Open Parent')).toMatchObject([{ kind: 'button', text: '' }]);

  const off = { ...desktop.env, STEADYHAND_ACCESSIBILITY: 'off' };
  const pixels = await perceived(off, frame, () => true);
  expect(pixels.elements.every((e) => e.source === 'pixels' && e.name === undefined)).toBe(true);
  expect(await right(pixels)).not.toContain('Open Parent');
});

test('an application that hangs costs a frame its bound and no more, and is told again when it wakes up', async () => {
  const editor = await desktop.window(PROGRAMS.mousepad.window);
  await stage.raise(editor);
  await lookFor('File');
  const pid = editor.pid ?? 0;
  process.kill(pid, 'SIGSTOP');
  try {
    for (let frame = 0; frame < 4; frame++) {
      const began = performance.now();
      const seen = await look(true);
      expect(performance.now() - began).toBeLessThan(LATE_MS);
      expect(seen?.complete ?? false).toBe(false);
      // Every pixel is said to have changed: what was known of the window before counts no more.
      expect(seen?.things.some((t) => t.name === 'Document') ?? false).toBe(false);
    }
    await sleep(500);
    const began = performance.now();
    await look();
    expect(performance.now() - began).toBeLessThan(LATE_MS);
  } finally {
    process.kill(pid, 'SIGCONT');
  }
  await lookFor('Document');
});

test('an application that ends in the middle of it is gone, and the others are told', async () => {
  const calculator = await desktop.window(PROGRAMS.galculator.window);
  await stage.raise(calculator);
  await lookFor('sqrt');
  const looking = look();
  process.kill(calculator.pid ?? 0, 'SIGKILL');
  await looking;
  await until('it gone', async () => {
    const seen = await look();
    return seen?.complete === true && seen.things.every((t) => t.name !== 'sqrt') && seen.things.length > 0;
  });
});

test('without a bus there is no second witness and no delay', async () => {
  const plain = await startDesktop({ width: 800, height: 600 });
  try {
    const none = await openAccessibility({ env: plain.env });
    expect(none.absent).toMatch(/no accessibility bus/);
    const frame = await grab();
    const windows = await desktop.windows();
    const began = performance.now();
    expect(await none.look(frame, windows, [frame.display.box])).toBeNull();
    expect(performance.now() - began).toBeLessThan(100);
    await none.close();
  } finally {
    await plain.stop();
  }
});

/** Processes of the desktop whose command line matches. */
function processes(match: RegExp): number[] {
  const mark = `STEADYHAND_DESKTOP=${desktop.env['STEADYHAND_DESKTOP'] ?? ''}`;
  return readdirSync('/proc').flatMap((entry) => {
    try {
      const own = readFileSync(`/proc/${entry}/environ`, 'latin1').split('\0').includes(mark);
      return own && match.test(readFileSync(`/proc/${entry}/cmdline`, 'latin1')) ? [Number(entry)] : [];
    } catch {
      return [];
    }
  });
}

test.skipIf(!isInstalled('writer'))('Writer, whose boxes are a menu bar too high, is told where it is', async () => {
  await stage.raise(await stage.open('writer'));
  const { things } = await lookFor('Bold');
  const menu = things.find((t) => t.kind === 'menu_item' && t.name === 'File');
  const upper = things.find((t) => t.kind === 'button' && t.name === 'Save');
  const lower = things.find((t) => t.kind === 'button' && t.name === 'Bold');
  expect(upper?.box.y1).toBeGreaterThanOrEqual(menu?.box.y2 ?? Infinity);
  expect(lower?.box.y1).toBeGreaterThanOrEqual(upper?.box.y2 ?? Infinity);
  // GTK's own controls in the side bar are right as they are: beside the document, not below it.
  const gallery = things.find((t) => t.name.startsWith('Gallery'));
  expect(gallery?.box.x1).toBeGreaterThan(1000);
  const screen = await perceived(desktop.env, await grab(), (seen) => seen.elements.some((e) => e.name === 'Bold'));
  // The pixels have a letter or a drawing there.
  const [bold] = screen.elements.filter((e) => e.name === 'Bold');
  const drawn = screen.elements.filter(
    (e) => e.source === 'pixels' && boxWidth(e.box) < 40 && bold && boxContains(bold.box, boxCentre(e.box)),
  );
  expect(drawn.length).toBeGreaterThan(0);
});

test('a bus that is lost in the middle of it ends the second witness and nothing else', async () => {
  await stage.raise(await desktop.window(PROGRAMS.thunar.window));
  await lookFor('Open Parent');
  const buses = processes(/dbus-daemon.*accessibility\.conf/);
  expect(buses).toHaveLength(1);
  for (const pid of buses) process.kill(pid, 'SIGKILL');
  await until('it to notice', async () => (await look()) === null && witness.absent !== null);
  const began = performance.now();
  expect(await look()).toBeNull();
  expect(performance.now() - began).toBeLessThan(LATE_MS);
});
