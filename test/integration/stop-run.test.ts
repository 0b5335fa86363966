/** A run that somebody else interrupts: with the stop keys, the mouse, the keyboard, or another program. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { cli, emptyFolder, finished, jsonLines, startCli, type Outcome } from '../fixtures/cli.ts';
import { startDesktop, until, type Desktop } from '../fixtures/desktop.ts';
import { openPerson, type Person } from '../fixtures/native-person.ts';

/** Keycodes of the virtual keyboard (evdev). */
const KEY = { ctrl: 37, alt: 64, escape: 9, a: 38, f9: 75 } as const;
const LONG = 'many words '.repeat(900).trim();

let desktop: Desktop;
let person: Person;
let home: string;
let pads = 0;

beforeAll(async () => {
  desktop = await startDesktop();
  person = await openPerson(desktop.display);
  home = await emptyFolder();
});
afterAll(async () => {
  await person.close();
  await desktop.stop();
});

const env = (): NodeJS.ProcessEnv => ({ ...desktop.env, PATH: process.env['PATH'], STEADYHAND_HOME: home });

interface Pad {
  /** Exactly what has arrived so far. */
  text(): Promise<string>;
}
let pad: Pad;

/** A terminal that writes down every character the moment it arrives. */
beforeEach(async () => {
  const file = join(desktop.home, `pad-${++pads}.txt`);
  const title = `pad ${pads}`;
  desktop.start('xterm', ['-T', title, '-e', `stty -icanon; cat > ${file}`]);
  const window = await desktop.window(new RegExp(`^${title}$`));
  await until('it in front', async () => (await desktop.windows()).find((w) => w.active)?.id === window.id);
  await until('its file', () => existsSync(file));
  pad = { text: () => readFile(file, 'utf8') };
});

/** Starts a run and resolves with it once the condition holds. */
async function running(
  args: readonly string[],
  begun: (told: string) => Promise<boolean> | boolean,
  input?: string,
): Promise<[Promise<Outcome>]> {
  const child = startCli(['run', ...args, '--json', '--confirm', 'allow'], {
    env: env(),
    ...(input === undefined ? {} : { input }),
  });
  const done = finished(child);
  child.stderr?.on('data', (chunk: Buffer) => {
    if (chunk.includes('native addon is not used')) throw new Error('these tests need the native addon');
  });
  let told = '';
  child.stdout?.on('data', (chunk: Buffer) => (told += chunk.toString()));
  let over = false;
  void done.then(() => (over = true));
  await until('the run to be in the middle of it', () => {
    if (over) throw new Error(`the run ended too soon: ${told}`);
    return begun(told);
  });
  return [done];
}

async function chord(keys: readonly number[]): Promise<void> {
  for (const key of keys) await person.press(key);
  for (const key of [...keys].reverse()) await person.release(key);
}

const typing = async (): Promise<boolean> => (await pad.text()).length > 200;

async function nothingHeld(): Promise<void> {
  const keys = await desktop.x.request<Buffer>((c, ready) => c.QueryKeymap(ready));
  expect([...keys].every((b) => b === 0)).toBe(true);
  const pointer = await desktop.x.request<{ keyMask: number }>((c, ready) => c.QueryPointer(desktop.x.root, ready));
  expect(pointer.keyMask & 0x1f00).toBe(0);
}

/** The last event of a run: how it ended. */
function ended({ stdout }: Outcome): { status: string; reason: string } {
  return jsonLines(stdout).at(-1) as unknown as { status: string; reason: string };
}
const names = ({ stdout }: Outcome): unknown[] => jsonLines(stdout).map((e) => e['event']);

async function unchanged(): Promise<void> {
  const before = await pad.text();
  // What was already on its way to the terminal has been there long since; nothing queued may follow.
  await new Promise((r) => setTimeout(r, 500));
  expect(await pad.text()).toBe(before);
}

test('the stop keys end a run in the middle of typing, and it says exactly how much arrived', async () => {
  const [done] = await running([`Type "${LONG}"`], typing);
  await chord([KEY.ctrl, KEY.alt, KEY.escape]);
  const outcome = await done;
  expect(outcome.code).toBe(4);
  const { status, reason } = ended(outcome);
  expect(status).toBe('stopped');
  expect(reason).toMatch(/^You pressed the stop keys in the middle of a step/);
  await nothingHeld();
  await unchanged();
  const text = await pad.text();
  // The terminal is given the stop keys as well, behind what was typed.
  const arrived = text.slice(
    0,
    [...text].findIndex((c, i) => c !== LONG[i]),
  );
  expect(text.length - arrived.length).toBe(1);
  const [, count] = /(\d+) of \d+ characters had arrived/.exec(reason) ?? [];
  expect(Number(count)).toBe(arrived.length);
});

test('other stop keys can be chosen', async () => {
  const args = ['wait 60 seconds', '--stop-key', 'ctrl+f9', '--on-input', 'ignore'];
  const [done] = await running(args, (told) => told.includes('planned'));
  await until('it to end', async () => {
    await chord([KEY.ctrl, KEY.f9]);
    return Promise.race([done.then(() => true), new Promise<false>((r) => setTimeout(() => r(false), 300))]);
  });
  expect((await done).code).toBe(4);
  expect(ended(await done).reason).toBe('You stopped it with Ctrl+F9.');
});

test.each(['escape', 'ctrl+alt', 'ctrl+banana', 'shift+a', 'ctrl+a+b', ''])(
  'stop keys that could not be relied upon are refused before anything begins: "%s"',
  async (keys) => {
    const { code, stderr, stdout } = await cli(['run', 'wait 60 seconds', '--stop-key', keys], { env: env() });
    expect(code).toBe(2);
    expect(stderr).toContain('cannot be the stop keys');
    expect(stdout).toBe('');
  },
);

test('moving the mouse stops a run that nobody can answer for', async () => {
  const [done] = await running([`Type "${LONG}"`], typing);
  for (let i = 0; i < 10; i++) await person.move(6, 3);
  const outcome = await done;
  expect(outcome.code).toBe(4);
  expect(ended(outcome).reason).toMatch(/^You moved the mouse in the middle of a step .*characters had arrived/);
  await nothingHeld();
  await unchanged();
});

test('a pause is told, asked about, and the run goes on with what it had not begun', async () => {
  const args = ['wait 3 seconds, then type "after the pause"', '--on-input', 'pause'];
  const [done] = await running(args, (told) => told.includes('"planned"'), 'y\n');
  const paused = new Promise((r) => setTimeout(r, 700)).then(async () => {
    for (let i = 0; i < 10; i++) await person.move(-6, 3);
  });
  const outcome = await done;
  await paused;
  expect(outcome.stderr).toContain('You moved the mouse. Continue? [y/N]');
  expect(outcome.code).toBe(0);
  const events = names(outcome);
  expect(events.indexOf('paused')).toBeGreaterThan(0);
  expect(events.indexOf('resumed')).toBeGreaterThan(events.indexOf('paused'));
  expect(events.indexOf('acted')).toBeGreaterThan(events.indexOf('resumed'));
  expect(await until('the text', async () => (await pad.text()) || null)).toBe('after the pause');
});

test('half a text is not typed a second time after a pause', async () => {
  const [done] = await running([`Type "${LONG}"`, '--on-input', 'pause'], typing, 'y\n');
  await chord([KEY.a]);
  const outcome = await done;
  expect(outcome.code).toBe(4);
  expect(ended(outcome).reason).toMatch(
    /^You pressed a key in the middle of a step .*\d+ of 9899 characters had arrived/,
  );
  const text = await pad.text();
  expect(text.match(/many words/g)?.length).toBeLessThan(900);
  await nothingHeld();
});

test('another program that moves the pointer is named as that', async () => {
  const [done] = await running([`Type "${LONG}"`], typing);
  await desktop.run('xdotool', ['mousemove_relative', '40', '30', 'mousemove_relative', '40', '30']);
  const outcome = await done;
  expect(outcome.code).toBe(4);
  expect(ended(outcome).reason).toMatch(/^Another program moved the mouse/);
  await nothingHeld();
});

test('input that is to be ignored is ignored', async () => {
  const args = ['Type "steady as she goes"', '--on-input', 'ignore'];
  const [done] = await running(args, (told) => told.includes('planned'));
  const moving = setInterval(() => void person.move(3, 0), 50);
  try {
    expect((await done).code).toBe(0);
  } finally {
    clearInterval(moving);
  }
  expect(await until('the text', async () => (await pad.text()) || null)).toBe('steady as she goes');
});
