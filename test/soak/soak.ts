/**
 * Random input through the real driver on a private desktop, and what it leaves behind.
 *
 * After every act nothing may be down on the server; every minute and at the end the keyboard is as the layout made it,
 * no note of ours is left, and memory, file descriptors and handles of this process have not grown. Refusals of the
 * driver (a window that cannot be moved, another window that took the keyboard) are counted and are no failure.
 *
 * Run by scripts/soak.mjs, which says what the options are.
 */
import { chmodSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openDriver } from '../../electron/actions/drivers/open.ts';
import { openCapture, primaryDisplay } from '../../electron/capture/open.ts';
import { X11Windows } from '../../electron/capture/windows.ts';
import { XConnection } from '../../electron/capture/x11/connection.ts';
import { messageOf, SteadyhandError } from '../../electron/protocol/errors.ts';
import { startDesktop, until, type Desktop } from '../fixtures/desktop.ts';
import { chooseAct, LAYOUTS } from './acts.ts';
import { Random } from './random.ts';
import { ServerState } from './server-state.ts';

const SIZE = { width: 1280, height: 800 };
/**
 * A window manager freezes the pointer while it makes up its mind about a click, and falls behind by seconds when the
 * keyboard mapping changes a lot: the server then shows a button as down although its release has arrived. So this is
 * counted as late, and as stuck only when it lasts.
 */
const LATE_MS = 1000;
const STUCK_MS = 30_000;
/** No act takes this long: one that does hangs. */
const ACT_MS = 60_000;
const MOST_GROWTH_MB = 20;
/** The heap of a process grows to its size in the first minutes, whatever it does. */
const TOO_SHORT_MINUTES = 6;
const MOST_NEW_DESCRIPTORS = 8;
/** Where pictures of failures go. */
const OUT = join(import.meta.dirname, '..', '..', 'out', 'soak');
const NOBODY = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'];

const APPLICATIONS: readonly (readonly [match: RegExp, command: readonly string[]])[] = [
  [/mousepad/i, ['mousepad', '--disable-server']],
  [/xterm/i, ['xterm', '-e', 'cat']],
  [/galculator/i, ['galculator']],
  // Only where it can change nothing: see `asNobody`.
  [/thunar/i, ['thunar']],
];

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '30' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    json: { type: 'boolean', default: false },
  },
});
const minutes = Number(values.minutes);
const seed = Number(values.seed);
const say = (line: string): void => void (values.json ? process.stderr : process.stdout).write(`${line}\n`);

interface Sample {
  readonly minute: number;
  readonly rssMb: number;
  readonly descriptors: number;
  readonly handles: number;
}

/** V8's own function, there with --expose-gc. Only the last resort also gives emptied pages back to the system. */
const collect = (globalThis as { gc?: (how: { type: 'major'; execution: 'sync'; flavor: 'last-resort' }) => void }).gc;

/**
 * What this process holds, after what nobody uses any more has been thrown away and its pages given back: between two
 * samples the heap grows as far as the engine likes, which says nothing about a leak.
 */
async function sample(minute: number): Promise<Sample> {
  for (let i = 0; i < 2; i++) {
    collect?.({ type: 'major', execution: 'sync', flavor: 'last-resort' });
    await new Promise((r) => setImmediate(r));
  }
  return {
    minute: Math.round(minute * 10) / 10,
    rssMb: Math.round((process.memoryUsage.rss() / 2 ** 20) * 10) / 10,
    descriptors: readdirSync('/proc/self/fd').length,
    handles: process.getActiveResourcesInfo().filter((kind) => kind !== 'Timeout' && kind !== 'Immediate').length,
  };
}

/** Starts what is not running. As root the applications run as nobody, so that nothing they are made to do matters. */
async function startMissing(desktop: Desktop, windows: X11Windows, asNobody: boolean): Promise<number> {
  let started = 0;
  for (const [match, command] of APPLICATIONS) {
    if (!asNobody && command[0] === 'thunar') continue;
    const open = await windows.list();
    if (open.some((w) => match.test(w.app))) continue;
    const [program = '', ...args] = asNobody ? [...NOBODY, ...command] : command;
    desktop.start(program, args);
    await until(`a window of ${command[0] ?? ''}`, async () => (await windows.list()).some((w) => match.test(w.app)));
    started++;
  }
  return started;
}

async function soak(): Promise<number> {
  const random = new Random(seed);
  const failures: string[] = [];
  const refused = new Map<string, number>();
  const acts = new Map<string, number>();
  const samples: Sample[] = [];

  mkdirSync(OUT, { recursive: true });
  const desktop = await startDesktop(SIZE);
  const asNobody = process.getuid?.() === 0;
  if (asNobody) {
    await desktop.run('chmod', ['-R', 'a+rwX', desktop.home]);
    for (const up of ['/..', '/../run']) chmodSync(desktop.home + up, 0o777);
  }
  const witness = await XConnection.open(desktop.display);
  const state = await ServerState.open(witness);
  const windows = new X11Windows(desktop.x);

  // A check that cannot fail proves nothing: a key and a button that are down have to be seen.
  await desktop.run('xdotool', ['keydown', 'a', 'mousedown', '1']);
  const control = await state.down();
  await desktop.run('xdotool', ['keyup', 'a', 'mouseup', '1']);
  if (control.length < 4) failures.push(`the check sees only ${control.join(', ')} where a key and a button are held`);

  const mappings = new Map<string, readonly string[]>();
  let layout = '';
  const load = async (name: string): Promise<void> => {
    const [, base = name, variant] = /^(\w+)(?:\((\w+)\))?$/.exec(name) ?? [];
    await desktop.run('setxkbmap', [base, ...(variant === undefined ? [] : ['-variant', variant])]);
    layout = name;
  };
  for (const name of [...LAYOUTS].reverse()) {
    await load(name);
    mappings.set(name, await state.mapping());
  }

  await startMissing(desktop, windows, asNobody);
  const driver = await openDriver(desktop.display);
  const capture = await openCapture({ display: desktop.display });
  const display = await primaryDisplay(capture);
  say(`soak: ${minutes} min, seed ${seed}, driver ${driver.name}, pictures by ${capture.name}, on ${desktop.display}`);

  const parts = {
    desktop,
    driver,
    windows,
    random,
    loadLayout: async (name: string): Promise<void> => {
      // A layout that is loaded while keys are lent is the person's doing; here it is known to come between two acts.
      await driver.releaseAll();
      await load(name);
    },
  };
  let late = 0;
  let latest = { ms: 0, when: 'none' };
  const fail = (what: string): void => {
    failures.push(what);
    say(`  FAILED: ${what}`);
  };
  const nothingDown = async (when: string): Promise<void> => {
    const since = Date.now();
    let down = await state.down();
    while (down.length > 0 && Date.now() < since + STUCK_MS) {
      await new Promise((r) => setTimeout(r, 10));
      down = await state.down();
    }
    if (Date.now() - since > LATE_MS) late++;
    if (Date.now() - since > latest.ms) latest = { ms: Date.now() - since, when };
    if (down.length === 0) return;
    const picture = `${OUT}/seed-${seed}-failure-${failures.length + 1}.png`;
    await desktop.run('import', ['-window', 'root', `png:${picture}`]).catch(() => undefined);
    const open = (await windows.list()).map((w) => `${w.app}${w.active ? ' (active)' : ''}`).join(', ');
    fail(
      `after ${when}: down are ${down.join(', ')}; windows: ${open}; ${(await windows.menus()).length} menus; ${picture}`,
    );
  };
  const nothingLeft = async (when: string): Promise<void> => {
    await driver.releaseAll();
    await nothingDown(when);
    const changed = state.differences(mappings.get(layout) ?? [], await state.mapping());
    if (changed.length > 0)
      fail(`after ${when}: ${changed.length} keys are changed (${layout}): ${changed.slice(0, 3).join('; ')}`);
    const notes = await state.notes();
    if (notes.length > 0) fail(`after ${when}: left on the root window: ${notes.join(', ')}`);
  };

  const from = Date.now();
  const end = from + minutes * 60_000;
  let next = from;
  let done = 0;
  let restarts = 0;
  try {
    while (Date.now() < end) {
      const [name, , act] = chooseAct(random);
      const signal = AbortSignal.timeout(ACT_MS);
      try {
        await act(parts, signal);
        acts.set(name, (acts.get(name) ?? 0) + 1);
      } catch (error) {
        if (signal.aborted) fail(`act ${done} (${name}) took longer than ${ACT_MS / 1000} s`);
        else if (error instanceof SteadyhandError && error.kind !== 'environment')
          refused.set(`${name}: ${error.code}`, (refused.get(`${name}: ${error.code}`) ?? 0) + 1);
        else fail(`act ${done} (${name}): ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      }
      done++;
      await nothingDown(`act ${done} (${name})`);
      await capture.grab(display);
      if (done % 20 === 0) restarts += await startMissing(desktop, windows, asNobody);
      if (Date.now() >= next) {
        const minute = (Date.now() - from) / 60_000;
        await nothingLeft(`minute ${minute.toFixed(1)}`);
        const now = await sample(minute);
        samples.push(now);
        const held = `${now.rssMb} MB, ${now.descriptors} descriptors, ${now.handles} handles`;
        say(`  minute ${now.minute.toFixed(1).padStart(4)}: ${done} acts, ${held}, ${failures.length} failures`);
        next += minutes < 3 ? (minutes * 60_000) / 6 : 60_000;
      }
    }
    await nothingLeft('the last act');
    samples.push(await sample((Date.now() - from) / 60_000));
  } finally {
    await capture.close();
    await driver.close();
    await nothingDown('closing the driver').catch((e: unknown) => fail(messageOf(e)));
    const changed = state.differences(mappings.get(layout) ?? [], await state.mapping());
    if (changed.length > 0)
      fail(`after closing: ${changed.length} keys are changed: ${changed.slice(0, 3).join('; ')}`);
    for (const note of await state.notes()) fail(`after closing: ${note} is left on the root window`);
    await witness.close();
    await desktop.stop();
  }

  // Code, caches and the heap find their size in the first minutes; from there on nothing may grow.
  const warmUp = minutes < 10 ? 1 / 2 : 1 / 3;
  const settled = samples.slice(Math.ceil(samples.length * warmUp));
  const spread = (of: (s: Sample) => number): number => Math.max(...settled.map(of)) - Math.min(...settled.map(of));
  const growth = (of: (s: Sample) => number): number =>
    settled.length < 2 ? 0 : of(settled[settled.length - 1] as Sample) - of(settled[0] as Sample);
  const memory = spread((s) => s.rssMb);
  if (minutes < TOO_SHORT_MINUTES) say(`memory is not judged: shorter than ${TOO_SHORT_MINUTES} minutes`);
  else if (memory > MOST_GROWTH_MB) fail(`memory is not flat: ${settled.map((s) => s.rssMb).join(' ')} MB`);
  if (growth((s) => s.descriptors) > MOST_NEW_DESCRIPTORS)
    fail(`descriptors grow: ${settled.map((s) => s.descriptors).join(' ')}`);
  if (growth((s) => s.handles) > MOST_NEW_DESCRIPTORS) fail(`handles grow: ${settled.map((s) => s.handles).join(' ')}`);

  const table = (counts: ReadonlyMap<string, number>): string =>
    [...counts]
      .sort((a, b) => b[1] - a[1])
      .map(([what, n]) => `${what} ${n}`)
      .join(', ') || 'none';
  say(`acts: ${table(acts)}`);
  say(`refused: ${table(refused)}`);
  say(
    `longest until nothing was down: ${latest.ms} ms, after ${latest.when}; longer than ${LATE_MS} ms: ${late} times`,
  );
  say(`applications started again: ${restarts}`);
  say(`memory after warm-up: ${settled.map((s) => s.rssMb).join(' ')} MB, within ${memory.toFixed(1)} MB`);
  say(failures.length === 0 ? `passed: ${done} acts left nothing behind` : `FAILED: ${failures.length}`);
  if (values.json) {
    const report = {
      minutes,
      seed,
      driver: driver.name,
      acts: done,
      failures,
      samples,
      refused: Object.fromEntries(refused),
    };
    process.stdout.write(`${JSON.stringify(report)}\n`);
  }
  return failures.length === 0 ? 0 : 1;
}

process.exit(await soak());
