import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { XConnection } from '../../electron/capture/x11/connection.ts';
import { guardProgram, OP, type NativeInput } from '../../native/input.ts';
import { until } from '../fixtures/desktop.ts';
import { openNativeInput, startBareDisplay, type BareDisplay } from '../fixtures/native-display.ts';
import { HELD, NOTE, useBorrowed, writeNote } from '../fixtures/native-hold.ts';
import {
  buttonsDown,
  KEY,
  keysDown,
  nothingDown,
  program,
  programOf,
  tap,
  type Step,
} from '../fixtures/native-steps.ts';
import { openRecorder, type Recorder } from '../fixtures/native-recorder.ts';

const LONG_US = 100_000_000;

let bare: BareDisplay;
let x: XConnection;
beforeAll(async () => {
  bare = await startBareDisplay();
  x = await XConnection.open(bare.display);
});
afterAll(async () => {
  await x.close();
  await bare.stop();
});

describe('a program', () => {
  let input: NativeInput;
  let recorder: Recorder;
  beforeEach(async () => {
    input = openNativeInput(bare.display);
    recorder = await openRecorder(bare.display);
  });
  afterEach(async () => {
    input.close();
    await recorder.close();
  });

  test('arrives event for event, in order', async () => {
    const played = await input.play(
      program(
        [OP.move, 0, 0],
        [OP.keyDown, KEY.shift],
        ...tap(KEY.a),
        [OP.keyUp, KEY.shift],
        [OP.move, 300, 200],
        [OP.buttonDown, 1],
        [OP.move, 310, 205],
        [OP.buttonUp, 1],
        [OP.buttonDown, 5],
        [OP.buttonUp, 5],
        [OP.sync],
      ),
    );
    expect(played).toEqual({ outcome: 'done', events: 11, at: 12 });
    expect(await recorder.events(11)).toEqual([
      'move 0 0',
      'key+ 50',
      'key+ 38',
      'key- 38',
      'key- 50',
      'move 300 200',
      'button+ 1',
      'move 310 205',
      'button- 1',
      'button+ 5',
      'button- 5',
    ]);
  });

  test('of 20,000 events loses none', async () => {
    const keys = Array.from({ length: 10_000 }, (_, i) => 24 + (i % 10));
    const { events } = await input.play(program(...keys.flatMap(tap), [OP.sync]));
    expect(events).toBe(20_000);
    expect(await recorder.events(20_000)).toEqual(keys.flatMap((k) => [`key+ ${k}`, `key- ${k}`]));
  });

  test('waits at least as long as it says', async () => {
    const started = performance.now();
    await input.play(program([OP.wait, 30_000]));
    expect(performance.now() - started).toBeGreaterThanOrEqual(29.9);
  });

  test('presses the left button for the left button when buttons are swapped', async () => {
    // What a left-handed person's `xmodmap -e "pointer = 3 2 1"` does; the recorder sees the physical button.
    await recorder.mapButtons([3, 2, 1]);
    try {
      await input.play(program([OP.buttonDown, 1], [OP.sync]));
      expect(input.held().buttons).toEqual([1]);
      expect(await buttonsDown(x)).toBe(1);
      input.halt();
      expect(await recorder.events(2)).toEqual(['button+ 3', 'button- 3']);
    } finally {
      await recorder.mapButtons([1, 2, 3]);
    }
  });

  test('ends before a step that needs the focus elsewhere, and lets go', async () => {
    const played = await input.play(program([OP.keyDown, KEY.ctrl], [OP.focus, 0x7f_ff_ff], ...tap(KEY.a)));
    expect(played).toEqual({ outcome: 'focus', events: 1, at: 1 });
    expect(await recorder.events(2)).toEqual(['key+ 37', 'key- 37']);
  });

  test('goes on past a step that needs the focus where it is', async () => {
    const focus = await x.sync();
    expect(await input.play(program([OP.focus, focus], ...tap(KEY.a)))).toMatchObject({ outcome: 'done', at: 3 });
  });

  test.each([
    ['not triples', [OP.keyDown]],
    ['no operation', [99, 0, 0]],
    ['a keycode below the keyboard', [OP.keyDown, 7, 0]],
    ['a keycode above the keyboard', [OP.keyUp, 256, 0]],
    ['button 0', [OP.buttonDown, 0, 0]],
    ['a button that XTEST has not', [OP.buttonUp, 11, 0]],
    ['a position of more than 16 bits', [OP.move, 40_000, 0]],
    ['a negative wait', [OP.wait, -1, 0]],
  ])('with %s is refused before any of it is sent', async (_, wrong) => {
    await expect(input.play(Int32Array.from([...program(...tap(KEY.a)), ...wrong]))).rejects.toMatchObject({
      code: 'bad_argument',
    });
    await input.play(program(...tap(KEY.b), [OP.sync]));
    expect(await recorder.events(2)).toEqual(['key+ 56', 'key- 56']);
  });

  test('is refused while another one runs', async () => {
    const first = input.play(program([OP.wait, LONG_US]));
    await expect(input.play(program([OP.sync]))).rejects.toMatchObject({ code: 'failed' });
    input.halt();
    expect((await first).outcome).toBe('halted');
  });

  test('that is halted in a wait ends at once and lets go in reverse', async () => {
    const played = input.play(
      program([OP.keyDown, KEY.ctrl], [OP.keyDown, KEY.shift], [OP.buttonDown, 1], [OP.wait, LONG_US], ...tap(KEY.a)),
    );
    await until('the button', () => input.held().buttons.length === 1);
    input.halt();
    expect(await played).toEqual({ outcome: 'halted', events: 3, at: 3 });
    expect(input.held()).toEqual({ keys: [], buttons: [] });
    expect((await recorder.events(6)).slice(3)).toEqual(['button- 1', 'key- 50', 'key- 37']);
    expect(await nothingDown(x)).toBe(true);
  });

  test('that is halted in full flow sends nothing any more', async () => {
    const taps = Array.from({ length: 200_000 }, () => tap(KEY.a)).flat();
    const played = input.play(programOf([[OP.keyDown, KEY.shift], ...taps]));
    while (input.held().keys.length === 0) await setImmediate();
    input.halt();
    // Whatever the server was sent is worked off when halt returns: from here on nothing more may come.
    const before = await recorder.count();
    expect(await nothingDown(x)).toBe(true);
    const { outcome, events } = await played;
    expect(outcome).toBe('halted');
    expect(events).toBeGreaterThan(0);
    await x.sync();
    expect(await recorder.count()).toBe(before);
  });

  test('after a halt is answered halted until armed', async () => {
    input.halt();
    expect(input.halted).toBe(true);
    expect(await input.play(program(...tap(KEY.a)))).toEqual({ outcome: 'halted', events: 0, at: 0 });
    input.arm();
    expect(await input.play(program(...tap(KEY.b), [OP.sync]))).toMatchObject({ outcome: 'done' });
    expect(await recorder.events(2)).toEqual(['key+ 56', 'key- 56']);
  });

  test('that was halted stays so although the input is armed at once', async () => {
    const first = input.play(program([OP.wait, LONG_US], ...tap(KEY.a)));
    input.halt();
    input.arm();
    const second = input.play(program(...tap(KEY.b), [OP.sync]));
    expect(await first).toMatchObject({ outcome: 'halted', events: 0 });
    expect(await second).toMatchObject({ outcome: 'done', events: 2 });
    expect(await recorder.events(2)).toEqual(['key+ 56', 'key- 56']);
  });

  test('that runs when the input is closed is answered, and what it held comes up', async () => {
    const played = input.play(program([OP.keyDown, KEY.ctrl], [OP.wait, LONG_US]));
    await until('the key', () => input.held().keys.length === 1);
    input.close();
    input.close();
    expect(await played).toMatchObject({ outcome: 'halted' });
    expect(await nothingDown(x)).toBe(true);
    await expect(input.play(program([OP.sync]))).rejects.toMatchObject({ code: 'failed' });
  });
});

describe('displays', () => {
  test('one that is not there is refused', () => {
    expect(() => openNativeInput(':7654')).toThrow(expect.objectContaining({ code: 'no_display' }) as Error);
  });

  test('two in one process do not mix', async () => {
    const other = await startBareDisplay();
    const [here, there] = [openNativeInput(bare.display), openNativeInput(other.display)];
    const xThere = await XConnection.open(other.display);
    try {
      await Promise.all([
        here.play(program([OP.keyDown, KEY.a], [OP.sync])),
        there.play(program([OP.keyDown, KEY.b], [OP.sync])),
      ]);
      expect([await keysDown(x), await keysDown(xThere)]).toEqual([[KEY.a], [KEY.b]]);
      here.halt();
      expect([await keysDown(x), await keysDown(xThere)]).toEqual([[], [KEY.b]]);
    } finally {
      here.close();
      there.close();
      await xThere.close();
      await other.stop();
    }
  });

  test('one that dies under a program makes it lost, with the watch on, and the process lives', async () => {
    const doomed = await startBareDisplay();
    const input = openNativeInput(doomed.display);
    input.watch({ hotkey: [[KEY.a]], person: true, slackPx: 0 }, () => undefined);
    const played = input.play(
      program(...Array.from({ length: 20_000 }, (): Step[] => [...tap(KEY.b), [OP.wait, 1000]]).flat()),
    );
    await until('the flow', () => !input.halted);
    await doomed.stop();
    expect((await played).outcome).toBe('lost');
    expect(await input.play(program(...tap(KEY.a)))).toEqual({ outcome: 'lost', events: 0, at: 0 });
    input.halt();
    input.close();
  });

  test('one that hangs does not hang a halt', async () => {
    const hung = await startBareDisplay();
    const input = openNativeInput(hung.display);
    try {
      const played = input.play(program([OP.keyDown, KEY.ctrl], [OP.wait, LONG_US]));
      await until('the key', () => input.held().keys.length === 1);
      hung.server.kill('SIGSTOP');
      input.halt();
      expect((await played).outcome).toBe('halted');
      input.close();
    } finally {
      await hung.stop();
    }
  });
});

describe('a run that dies', () => {
  const HOLD = join(import.meta.dirname, '..', 'fixtures', 'native-hold.ts');
  /** Starts a run that holds a chord, and kills it. */
  async function killInMidChord(...more: string[]): Promise<void> {
    const child = spawn(process.execPath, [HOLD, bare.display, ...more], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [said] = (await Promise.race([once(child.stdout, 'data'), once(child, 'exit')])) as unknown[];
    expect(String(said)).toBe('down\n');
    expect(await keysDown(x)).toEqual([HELD.ctrl, HELD.alt]);
    expect(await buttonsDown(x)).toBe(1);
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  const keysymsOf = async (keycode: number): Promise<number[]> =>
    (await x.request<number[][]>((c, done) => c.GetKeyboardMapping(keycode, 1, done)))[0] ?? [];

  test('has its keys let go and its borrowed keys given back by the guard', async () => {
    await killInMidChord('guard');
    await until('the keys to come up', () => nothingDown(x));
    await until('the note to go', async () => (await x.numbers(x.root, NOTE)).length === 0);
    expect((await keysymsOf(HELD.borrowed)).slice(0, 4)).toEqual(HELD.row);
  });

  test('without a guard has its keys let go by the next one', async () => {
    await killInMidChord();
    expect(await keysDown(x)).toEqual([HELD.ctrl, HELD.alt]);
    openNativeInput(bare.display).close();
    expect(await nothingDown(x)).toBe(true);
    x.client.DeleteProperty(x.root, await x.atom(NOTE));
  });

  /** The guard, when it is ready. */
  async function startBareGuard(display: string): Promise<ChildProcessByStdio<Writable, null, null>> {
    const file = guardProgram();
    if (file === null) throw new Error('the guard is not built');
    const guard = spawn(file, [display], { stdio: ['pipe', 'ignore', 'ignore'] });
    const connected = /^State:\tS/m;
    // It sleeps once it waits for its pipe; ignored signals show before that.
    await until('the guard', async () => {
      const status = await readFile(`/proc/${guard.pid ?? 0}/status`, 'utf8');
      return connected.test(status) && /^SigIgn:\t0*[^0\n]/m.test(status);
    });
    return guard;
  }

  test('by process.exit has its keys let go on the way out', async () => {
    const child = spawn(process.execPath, [HOLD, bare.display, 'exit'], { stdio: ['ignore', 'ignore', 'inherit'] });
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(await nothingDown(x)).toBe(true);
    x.client.DeleteProperty(x.root, await x.atom(NOTE));
  });

  test('has a guard that touches nothing when it is dismissed', async () => {
    const input = openNativeInput(bare.display);
    const guard = await startBareGuard(bare.display);
    await input.play(program([OP.keyDown, KEY.a], [OP.sync]));
    guard.stdin.end('b');
    expect(await once(guard, 'exit')).toEqual([0, null]);
    expect(await keysDown(x)).toEqual([KEY.a]);
    input.close();
  });

  test('has a guard that outlives what ends the run, and believes no senseless note', async () => {
    const guard = await startBareGuard(bare.display);
    await useBorrowed(x);
    const before = await keysymsOf(HELD.borrowed);
    await writeNote(x, 2, 3, 1, 0, 0, 70_000, 1, 0, 0, HELD.borrowed, HELD.lent, 0);
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) guard.kill(name);
    guard.stdin.end();
    expect(await once(guard, 'exit')).toEqual([0, null]);
    // Two keys that no keyboard has, and half a row: the note is gone, and no key was changed for it.
    expect(await x.numbers(x.root, NOTE)).toEqual([]);
    expect(await keysymsOf(HELD.borrowed)).toEqual(before);
  });

  test('has a guard that leaves a key alone to which somebody has given another character since', async () => {
    const guard = await startBareGuard(bare.display);
    await useBorrowed(x);
    const before = await keysymsOf(HELD.borrowed);
    await writeNote(x, HELD.row.length, HELD.borrowed, HELD.lent + 1, ...HELD.row);
    guard.stdin.end();
    expect(await once(guard, 'exit')).toEqual([0, null]);
    expect(await x.numbers(x.root, NOTE)).toEqual([]);
    expect(await keysymsOf(HELD.borrowed)).toEqual(before);
  });

  test('has a guard that ends with the display', async () => {
    const doomed = await startBareDisplay();
    const guard = await startBareGuard(doomed.display);
    const ended = once(guard, 'exit');
    await doomed.stop();
    expect(await ended).toEqual([0, null]);
  });
});
