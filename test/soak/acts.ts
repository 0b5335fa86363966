/** What the soak does: one random act at a time through the driver, each of which may end in a refusal. */
import type { InputDriver } from '../../electron/actions/drivers/port.ts';
import type { WindowDetails, X11Windows } from '../../electron/capture/windows.ts';
import { boxContains, globalBox, globalPoint, type Point } from '../../electron/protocol/coordinates.ts';
import type { Desktop } from '../fixtures/desktop.ts';
import { CHORDS, randomText, type Random } from './random.ts';

export interface ActParts {
  readonly desktop: Desktop;
  readonly driver: InputDriver;
  readonly windows: X11Windows;
  readonly random: Random;
  /** Loads a keyboard layout; answers when the server has it. */
  readonly loadLayout: (layout: string) => Promise<void>;
}

export const LAYOUTS = ['us', 'de', 'fr', 'us(dvorak)'] as const;

const LONGEST = 160;
const HALT_LONGEST = 4000;
const MODIFIERS = ['ctrl', 'shift', 'alt'] as const;

type Act = (parts: ActParts, signal: AbortSignal) => Promise<unknown>;

const onScreen = async (p: ActParts): Promise<WindowDetails[]> => (await p.windows.list()).filter((w) => !w.minimised);

/** A point of a window that shows there, below its title bar: a click beside all windows opens menus of the session. */
async function somewhere(p: ActParts): Promise<Point | null> {
  const windows = await onScreen(p);
  for (let i = 0; i < 20 && windows.length > 0; i++) {
    const { clientBox: b } = p.random.of(windows);
    const at = globalPoint(p.random.int(b.x1, b.x2 - 1), p.random.int(b.y1, b.y2 - 1));
    const top = windows.find((w) => boxContains(w.box, at));
    if (
      at.x >= 0 &&
      at.y >= 0 &&
      at.x < p.desktop.x.width &&
      at.y < p.desktop.x.height &&
      top &&
      boxContains(top.clientBox, at)
    )
      return at;
  }
  return null;
}

/** Gives the keyboard to a window, so that text and chords have somewhere to go. */
async function focusSome(p: ActParts, signal: AbortSignal): Promise<WindowDetails | null> {
  const windows = await onScreen(p);
  if (windows.length === 0) return null;
  const window = p.random.of(windows);
  if (!window.active) await p.driver.windows.focus(window.id, signal);
  return window;
}

const type: Act = async (p, signal) => {
  if (await focusSome(p, signal)) await p.driver.type(randomText(p.random, LONGEST), signal);
};

const hotkey: Act = async (p, signal) => {
  if (await focusSome(p, signal)) await p.driver.hotkey(p.random.of(CHORDS), signal);
};

const click: Act = async (p, signal) => {
  const at = await somewhere(p);
  if (!at) return;
  const button = p.random.chance(0.7) ? 'left' : p.random.of(['right', 'middle'] as const);
  const count = p.random.chance(0.7) ? 1 : p.random.of([2, 3] as const);
  const modifiers = MODIFIERS.filter(() => p.random.chance(0.1));
  await p.driver.clickApart(at, button, signal);
  await p.driver.click(at, button, count, modifiers, signal);
};

const drag: Act = async (p, signal) => {
  const [from, to] = [await somewhere(p), await somewhere(p)];
  if (from && to) await p.driver.drag(from, to, signal);
};

const scroll: Act = async (p, signal) => {
  const direction = p.random.of(['up', 'down', 'left', 'right'] as const);
  await p.driver.scroll(p.random.chance(0.8) ? await somewhere(p) : null, direction, p.random.int(1, 12), signal);
};

const move: Act = (p, signal) => {
  const { width, height } = p.desktop.x;
  // The corners too: the first and the last pixel are where many go wrong.
  const at = p.random.chance(0.2)
    ? globalPoint(p.random.of([0, width - 1]), p.random.of([0, height - 1]))
    : globalPoint(p.random.int(0, width - 1), p.random.int(0, height - 1));
  return p.driver.move(at, signal);
};

const arrange: Act = async (p, signal) => {
  const windows = await p.windows.list();
  if (windows.length === 0) return;
  const { id } = p.random.of(windows);
  const { windows: verbs } = p.driver;
  const how = p.random.of(['focus', 'raise', 'minimise', 'maximise', 'restore', 'restore', 'move', 'move'] as const);
  if (how === 'focus') await verbs.focus(id, signal);
  else if (how === 'move') {
    const [x, y] = [p.random.int(-40, p.desktop.x.width - 200), p.random.int(0, p.desktop.x.height - 150)];
    const box = globalBox(x, y, x + p.random.int(300, 900), y + p.random.int(250, 600));
    await verbs.move(id, box, signal);
  } else await verbs.arrange(id, how, signal);
};

const close: Act = async (p, signal) => {
  const windows = await p.windows.list();
  if (windows.length > 0) await p.driver.windows.close(p.random.of(windows).id, signal);
};

const layout: Act = (p) => p.loadLayout(p.random.of(LAYOUTS));

const clipboard: Act = async (p, signal) => {
  if (!(await focusSome(p, signal))) return;
  // The program that offers the text keeps its standard output open for as long as it does.
  p.desktop.start('sh', ['-c', 'printf %s "$1" | xclip -selection clipboard', 'sh', randomText(p.random, 60)]);
  await p.driver.hotkey(['ctrl', 'v'], signal);
};

/** Begins something long and stops it: by the signal, as a run that is stopped does. */
const halt: Act = async (p) => {
  const stop = new AbortController();
  const after = setTimeout(() => stop.abort(new Error('stopped by the soak')), p.random.int(1, 400));
  try {
    await focusSome(p, stop.signal);
    if (p.random.chance(0.6)) await p.driver.type(randomText(p.random, HALT_LONGEST), stop.signal);
    else await drag(p, stop.signal);
  } catch (error) {
    await p.driver.releaseAll();
    if (!stop.signal.aborted) throw error;
  } finally {
    clearTimeout(after);
  }
};

/** Begins something long while another program moves the pointer, which the watch takes for a person. */
const interrupt: Act = async (p, signal) => {
  const stop = p.driver.watch({ hotkey: ['ctrl', 'alt', 'escape'], onInput: true }, () => undefined);
  if (!stop) return;
  try {
    await focusSome(p, signal);
    const work = p.driver.type(randomText(p.random, HALT_LONGEST), signal);
    work.catch(() => undefined);
    const { width, height } = p.desktop.x;
    await p.desktop.run('xdotool', [
      'mousemove',
      String(p.random.int(0, width - 1)),
      String(p.random.int(0, height - 1)),
    ]);
    await work;
  } finally {
    stop();
    p.driver.arm();
  }
};

/** How often each happens, as parts of the whole. */
export const ACTS: readonly (readonly [name: string, weight: number, act: Act])[] = [
  ['type', 22, type],
  ['hotkey', 16, hotkey],
  ['click', 16, click],
  ['drag', 8, drag],
  ['scroll', 8, scroll],
  ['move', 5, move],
  ['arrange', 12, arrange],
  ['close', 1, close],
  ['layout', 2, layout],
  ['clipboard', 3, clipboard],
  ['halt', 5, halt],
  ['interrupt', 2, interrupt],
];

/** One of the acts, by weight. */
export function chooseAct(random: Random): (typeof ACTS)[number] {
  let at = random.next() * ACTS.reduce((sum, [, weight]) => sum + weight, 0);
  for (const act of ACTS) if ((at -= act[1]) < 0) return act;
  throw new Error('the weights do not add up');
}
