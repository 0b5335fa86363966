/**
 * How fast a stop is: from input that is not ours to our last input event, both by the server's clock as a process of
 * its own sees them, while two processes and the reader keep the machine busy. Four situations, 50 stops each.
 */
import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openDriver } from '../../../electron/actions/drivers/open.ts';
import type { InputDriver } from '../../../electron/actions/drivers/port.ts';
import { openCapture, primaryDisplay } from '../../../electron/capture/open.ts';
import { createPerception } from '../../../electron/perception/index.ts';
import { globalPoint } from '../../../electron/protocol/coordinates.ts';
import { InputHalted, type Interruption } from '../../../electron/protocol/interruption.ts';
import { startDesktop, until, type Desktop } from '../../fixtures/desktop.ts';
import { openPerson, type Person } from '../../fixtures/native-person.ts';
import { KEY, nothingDown } from '../../fixtures/native-steps.ts';
import type { Bench, BenchContext } from '../run.ts';
import type { Observed } from './observer.ts';

const STOPS = 50;
/** Nothing of ours may arrive in this time after a stop. */
const QUIET_MS = 500;
const BUSY = 2;
const HOTKEY = ['ctrl', 'alt', 'escape'];
const LONG = 'many words '.repeat(910).slice(0, 10_000);
const KILLS = 20;

type By = 'stop keys' | 'mouse' | 'key';
/** Of 50: as people stop, mostly by the keys they were told and by the mouse. */
const turnOf = (i: number): By => (i % 5 < 2 ? 'stop keys' : i % 5 < 4 ? 'mouse' : 'key');

interface Situation {
  readonly name: string;
  /** Sends until it is halted. */
  work(driver: InputDriver, signal: AbortSignal): Promise<unknown>;
  /** When it is in the middle of it, from its first event on, in milliseconds. */
  readonly after: readonly [from: number, to: number];
}

const at = globalPoint;
const SITUATIONS: readonly Situation[] = [
  { name: 'mid-drag', after: [40, 300], work: (d, signal) => d.drag(at(200, 200), at(900, 600), signal) },
  { name: 'mid-typing', after: [100, 900], work: (d, signal) => d.type(LONG, signal) },
  {
    name: 'modifiers held',
    after: [35, 300],
    // Each at another place, so that none waits to be no double click of the one before.
    work: async (d, signal) => {
      for (let i = 0; ; i++) await d.click(at(400 + 50 * (i % 8), 420), 'left', 3, ['ctrl', 'shift'], signal);
    },
  },
  {
    name: 'idle',
    after: [0, 60],
    work: (_d, signal) => new Promise<void>((done) => signal.addEventListener('abort', () => done(), { once: true })),
  },
];

/** Keeps every core busy, and this process with reading: what a run does between two actions, all the time. */
async function load(desktop: Desktop): Promise<{ readings: () => number; stop: () => Promise<void> }> {
  const busy = Array.from({ length: BUSY }, () => spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' }));
  const source = await openCapture({ display: desktop.display });
  const perception = await createPerception();
  const display = await primaryDisplay(source);
  const off = new AbortController();
  let readings = 0;
  const reading = (async () => {
    while (!off.signal.aborted) {
      await perception.perceive(await source.grab(display), [], null);
      readings++;
    }
  })();
  return {
    readings: () => readings,
    stop: async () => {
      off.abort();
      for (const child of busy) child.kill('SIGKILL');
      await reading;
      await perception.close();
      await source.close();
    },
  };
}

class Watching {
  readonly #child: ChildProcess;
  private constructor(child: ChildProcess) {
    this.#child = child;
  }
  static async start(desktop: Desktop): Promise<Watching> {
    const child = fork(join(import.meta.dirname, 'observer.ts'), [desktop.display], {
      env: { ...process.env, ...desktop.env },
    });
    await once(child, 'message');
    return new Watching(child);
  }
  /** Events since the last time. */
  async events(): Promise<Observed[]> {
    const answer = once(this.#child, 'message') as Promise<[Observed[]]>;
    this.#child.send('events');
    return (await answer)[0];
  }
  stop(): void {
    this.#child.disconnect();
  }
}

async function interrupt(person: Person, by: By): Promise<() => Promise<void>> {
  if (by === 'mouse') {
    await person.move(25, 15);
    return () => Promise.resolve();
  }
  const keys = by === 'key' ? [KEY.b] : [KEY.ctrl, KEY.alt, KEY.escape];
  for (const key of keys) await person.press(key);
  return async () => {
    for (const key of keys.reverse()) await person.release(key);
  };
}

interface Stop {
  /** From the event that is not ours to our last one; 0 when nothing of ours came after it. */
  readonly ms: number;
  /** What the driver says of itself: from the event's arrival to everything let go. */
  readonly haltMs: number;
  /** It was stopped on the way, not after its end. */
  readonly midway: boolean;
  readonly clean: boolean;
  readonly late: number;
}

/** The event that counts: the last of the stop keys, or the first of anything else. */
function trigger(events: readonly Observed[], by: By): number {
  const foreign = events.filter((e) => e.by === 'device' && !e.name.endsWith('Release'));
  const one = by === 'stop keys' ? foreign.at(-1) : foreign[0];
  if (!one) throw new Error('the observer did not see what was to stop us');
  return one.time;
}

interface Scene {
  readonly desktop: Desktop;
  readonly driver: InputDriver;
  readonly person: Person;
  readonly observer: Watching;
}

async function stopOnce(scene: Scene, situation: Situation, by: By): Promise<Stop> {
  const { desktop, driver, person, observer } = scene;
  await observer.events();
  let seen: Interruption | null = null;
  const over = new AbortController();
  // Only the stop keys are watched for where they are measured: else their first key would stop it.
  const unwatch = driver.watch({ hotkey: HOTKEY, onInput: by !== 'stop keys' }, (what) => (seen ??= what));
  if (!unwatch) throw new Error(driver.cannotWatch);
  const work = situation.work(driver, over.signal).then(
    () => 'finished',
    (error: unknown) => (error instanceof InputHalted ? 'halted' : error),
  );
  const begun: Observed[] = [];
  if (situation.name !== 'idle') {
    await until(
      'it to begin',
      async () => (begun.push(...(await observer.events())), begun.some((e) => e.by === 'test')),
    );
  }
  const [from, to] = situation.after;
  await sleep(from + Math.random() * (to - from));
  const letGo = await interrupt(person, by);
  await until('the stop to be heard of', () => seen !== null);
  if (situation.name === 'idle') over.abort();
  const ended = await work;
  if (ended !== 'halted' && ended !== 'finished') throw ended;
  // Nothing may be sent now, whoever asks.
  const refused = await driver.move(at(5, 5), new AbortController().signal).then(
    () => false,
    (error: unknown) => error instanceof InputHalted,
  );
  const events = [...begun, ...(await observer.events())];
  await letGo();
  await sleep(QUIET_MS);
  const later = (await observer.events()).filter((e) => e.by === 'test').length;
  const down = !(await nothingDown(desktop.x));
  const since = trigger(events, by);
  const last = events.filter((e) => e.by === 'test').at(-1)?.time ?? 0;
  unwatch();
  driver.arm();
  const haltMs = (seen as Interruption | null)?.haltMs ?? NaN;
  return { ms: Math.max(0, last - since), haltMs, midway: ended === 'halted', clean: !down && refused, late: later };
}

/** xdotool, ended by kill: what everybody else's stop comes down to. The kill is sent at the very moment. */
async function killOnce({ desktop, person, observer }: Scene): Promise<Stop> {
  await observer.events();
  const typist = spawn('xdotool', ['type', '--delay', '1', LONG], { env: desktop.env, stdio: 'ignore' });
  const gone = once(typist, 'exit');
  const begun: Observed[] = [];
  await until(
    'it to begin',
    async () => (begun.push(...(await observer.events())), begun.some((e) => e.by === 'test')),
  );
  await sleep(100 + Math.random() * 300);
  await person.move(25, 15);
  typist.kill('SIGKILL');
  await gone;
  const events = [...begun, ...(await observer.events())];
  await sleep(QUIET_MS);
  const late = (await observer.events()).filter((e) => e.by === 'test').length;
  const clean = await nothingDown(desktop.x);
  const last = events.filter((e) => e.by === 'test').at(-1)?.time ?? 0;
  if (!clean) await desktop.run('xdotool', ['keyup', 'm', 'a', 'n', 'y', 'w', 'o', 'r', 'd', 's', 'space', 'shift']);
  return { ms: Math.max(0, last - trigger(events, 'mouse')), haltMs: NaN, midway: true, clean, late };
}

const quantile = (sorted: readonly number[], q: number): number =>
  sorted[Math.min(sorted.length - 1, Math.ceil(q * sorted.length) - 1)] ?? NaN;

function row(name: string, stops: readonly Stop[]): (string | number)[] {
  const ms = stops.map((s) => s.ms).sort((a, b) => a - b);
  const halts = stops.map((s) => s.haltMs).sort((a, b) => a - b);
  const own = quantile(halts, 0.99);
  return [
    name,
    stops.length,
    stops.filter((s) => s.midway).length,
    ...[0.5, 0.95, 0.99, 1].map((q) => quantile(ms, q)),
    Number.isFinite(own) ? Number(own.toFixed(2)) : '-',
    stops.filter((s) => !s.clean).length,
    stops.filter((s) => s.late > 0).length,
  ];
}

async function measure(scene: Scene, context: BenchContext): Promise<(string | number)[][]> {
  const rows: (string | number)[][] = [];
  const all: Stop[] = [];
  const ways = new Map<By, Stop[]>();
  for (const situation of SITUATIONS) {
    const stops: Stop[] = [];
    for (let i = 0; i < STOPS; i++) {
      const by = turnOf(i);
      const stop = await stopOnce(scene, situation, by);
      stops.push(stop);
      ways.set(by, [...(ways.get(by) ?? []), stop]);
    }
    context.log(`${situation.name}: ${STOPS} stops`);
    rows.push(row(situation.name, stops));
    all.push(...stops);
  }
  for (const [by, stops] of ways) rows.push(row(`by ${by}`, stops));
  rows.push(row('all', all));
  const kills: Stop[] = [];
  for (let i = 0; i < KILLS; i++) kills.push(await killOnce(scene));
  rows.push(row('xdotool type, killed', kills));
  return rows;
}

const bench: Bench = {
  name: 'stop',
  title: 'From input that is not ours to our last input event, under load (milliseconds of the X server)',
  async run(context) {
    const desktop = await startDesktop();
    Object.assign(process.env, desktop.env);
    try {
      desktop.start('mousepad', ['--disable-server']);
      const pad = await desktop.window(/Mousepad/);
      await until('it in front', async () => (await desktop.windows()).find((w) => w.active)?.id === pad.id);
      const driver = await openDriver(desktop.display);
      const person = await openPerson(desktop.display);
      const observer = await Watching.start(desktop);
      const busy = await load(desktop);
      try {
        const rows = await measure({ desktop, driver, person, observer }, context);
        return {
          columns: ['situation', 'stops', 'midway', 'median', 'p95', 'p99', 'max', 'own p99', 'not clean', 'late'],
          rows,
          notes: [
            `${BUSY} busy processes on ${BUSY} cores, and the reader at work in this process (${busy.readings()} screens read meanwhile).`,
            'Stop keys: from the last key of the chord, everything else ignored. Mouse and key: from the first event.',
            'midway: stopped before its end (the idle ones send nothing).',
            'own p99: what the driver says of itself, from the arrival of the event until everything was let go.',
            `not clean: a key or button was still down, or input was not refused afterwards. late: something came within ${QUIET_MS} ms.`,
          ],
        };
      } finally {
        await busy.stop();
        observer.stop();
        await person.close();
        await driver.close();
      }
    } finally {
      await desktop.stop();
    }
  },
};
export default bench;
