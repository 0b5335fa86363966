import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { XConnection } from '../../electron/capture/x11/connection.ts';
import { OP, type ForeignInput, type NativeInput, type WatchOptions } from '../../native/input.ts';
import { until } from '../fixtures/desktop.ts';
import { openNativeInput, startBareDisplay, type BareDisplay } from '../fixtures/native-display.ts';
import { openPerson, type Person } from '../fixtures/native-person.ts';
import { KEY, nothingDown, program, programOf, tap, type Step } from '../fixtures/native-steps.ts';
import { addMaster, ask, openXInput, rawClient, type InputDevice } from '../fixtures/native-xinput.ts';

const CHORD = [[KEY.ctrl, KEY.rightCtrl], [KEY.alt], [KEY.escape]];
const LONG_US = 100_000_000;

let bare: BareDisplay;
let x: XConnection;
let person: Person;
let input: NativeInput;
let seen: ForeignInput[];

beforeAll(async () => {
  bare = await startBareDisplay();
  x = await XConnection.open(bare.display);
  person = await openPerson(bare.display);
});
afterAll(async () => {
  await person.close();
  await x.close();
  await bare.stop();
});
beforeEach(() => {
  input = openNativeInput(bare.display);
  seen = [];
});
afterEach(() => input.close());

const watch = (options: Partial<WatchOptions>): void =>
  input.watch({ hotkey: CHORD, person: true, slackPx: 8, ...options }, (what) => seen.push(what));

/** What has been seen, without times; waits for the first. */
async function sightings(count = 1): Promise<string[]> {
  await until('something to be seen', () => seen.length >= count, 10_000);
  return seen.map(({ from, kind }) => `${from} ${kind}`);
}

/** The first thing seen is a click that comes last: whatever came before has been judged by then, and was nothing. */
async function nothingUntilClick(): Promise<void> {
  await person.pressButton(1);
  await person.releaseButton(1);
  expect(await sightings()).toEqual(['person button']);
}

async function press(keys: readonly number[]): Promise<void> {
  for (const key of keys) await person.press(key);
  for (const key of keys) await person.release(key);
}

/** Another program's XTEST events. */
async function byProgram(...events: readonly (readonly [type: number, detail: number, x?: number, y?: number])[]) {
  const other = await XConnection.open(bare.display);
  const xtest = await other.xtest();
  for (const [type, detail, toX = 0, toY = 0] of events) xtest.FakeInput(type, detail, 0, other.root, toX, toY);
  await other.sync();
  await other.close();
}
const [KEY_PRESS, KEY_RELEASE, BUTTON_PRESS, BUTTON_RELEASE, MOTION] = [2, 3, 4, 5, 6];

test('the person of these tests is none of the XTEST devices', async () => {
  const xinput = await openXInput(x);
  const sources: number[] = [];
  rawClient(x).on('event', (e: { name: string; sourceId: number }) => {
    if (e.name === 'XIRawKeyPress') sources.push(e.sourceId);
  });
  xinput.XISelectEvents(x.root, { deviceId: xinput.AllDevices, mask: ['RawKeyPress'] });
  await x.sync();
  await press([KEY.a]);
  await x.sync();
  const devices = await ask<readonly { deviceId: number; name: string }[]>((done) => xinput.XIQueryDevice(0, done));
  const names = sources.map((id) => devices.find((d) => d.deviceId === id)?.name);
  expect(new Set(names)).toEqual(new Set(['Xvfb keyboard']));
  xinput.XISelectEvents(x.root, { deviceId: xinput.AllDevices, mask: [] });
});

describe('any input', () => {
  test('of the person halts in mid-drag, lets go, and says what it was', async () => {
    watch({});
    const played = input.play(program([OP.keyDown, KEY.shift], [OP.buttonDown, 1], [OP.wait, LONG_US]));
    await until('the button', () => input.held().buttons.length === 1);
    await person.press(KEY.a);
    expect(await sightings()).toEqual(['person key']);
    expect((await played).outcome).toBe('halted');
    expect(input.held()).toEqual({ keys: [], buttons: [] });
    await person.release(KEY.a);
    expect(await nothingDown(x)).toBe(true);
    expect(seen[0]?.haltMs).toBeGreaterThan(0);
  });

  test('is told once, and again after arming', async () => {
    watch({});
    await press([KEY.a, KEY.b]);
    expect(await sightings()).toEqual(['person key']);
    input.arm();
    await person.pressButton(1);
    await person.releaseButton(1);
    expect(await sightings(2)).toEqual(['person key', 'person button']);
  });

  test('is told although we had halted ourselves', async () => {
    watch({});
    input.halt();
    await press([KEY.a]);
    expect(await sightings()).toEqual(['person key']);
  });

  test('of another program is told apart', async () => {
    watch({});
    await byProgram([KEY_PRESS, KEY.a], [KEY_RELEASE, KEY.a]);
    expect(await sightings()).toEqual(['program key']);
    input.arm();
    await byProgram([MOTION, 0, 120, 130]);
    expect(await sightings(2)).toEqual(['program key', 'program motion']);
    input.arm();
    await byProgram([BUTTON_PRESS, 5], [BUTTON_RELEASE, 5]);
    expect(await sightings(3)).toEqual(['program key', 'program motion', 'program wheel']);
  });

  test('of another program is noticed in the middle of ours', async () => {
    watch({});
    const flow = programOf(Array.from({ length: 2000 }, (): Step[] => [...tap(KEY.a), [OP.wait, 1000]]).flat());
    const played = input.play(flow);
    await byProgram([KEY_PRESS, KEY.b], [KEY_RELEASE, KEY.b]);
    expect(await sightings()).toEqual(['program key']);
    expect((await played).outcome).toBe('halted');
  });

  test('of another program is told apart on devices that came later', async () => {
    watch({});
    const xinput = await openXInput(x);
    const devices = (): Promise<readonly InputDevice[]> => ask((done) => xinput.XIQueryDevice(xinput.AllDevices, done));
    const old = new Set((await devices()).map((d) => d.deviceId));
    await addMaster(x, 'second');
    // A pointer and a keyboard of their own, each with an XTEST device.
    const added = (await devices()).find((d) => d.name === 'second XTEST keyboard' && !old.has(d.deviceId));
    const other = await openPerson(bare.display, 'second XTEST keyboard');
    await other.press(KEY.a);
    await other.release(KEY.a);
    await other.close();
    expect(added).toBeDefined();
    expect(await sightings()).toEqual(['program key']);
  });

  test('that repeats what we send is still one too many', async () => {
    watch({});
    const flow = programOf(Array.from({ length: 2000 }, (): Step[] => [...tap(KEY.a), [OP.wait, 1000]]).flat());
    const played = input.play(flow);
    await byProgram([KEY_PRESS, KEY.a], [KEY_RELEASE, KEY.a]);
    expect(await sightings()).toEqual(['program key']);
    expect((await played).outcome).toBe('halted');
  });

  test('has no say in what was let go: a key released halts nothing', async () => {
    await person.press(KEY.a);
    watch({});
    await person.release(KEY.a);
    await nothingUntilClick();
  });

  test('of a nudged table does not count as a hand', async () => {
    watch({ slackPx: 8 });
    await person.move(5, 0);
    await person.move(-5, 0);
    await person.move(0, 4);
    await nothingUntilClick();
  });

  test('of a hand that moves on does', async () => {
    watch({ slackPx: 8 });
    for (let i = 0; i < 4; i++) await person.move(3, 0);
    expect(await sightings()).toEqual(['person motion']);
  });

  test('that creeps is no hand either: the slack is for 200 ms', async () => {
    watch({ slackPx: 8 });
    for (let i = 0; i < 4; i++) {
      await person.move(3, 0);
      await sleep(110);
    }
    await nothingUntilClick();
  });

  test('halts at the first pixel without slack', async () => {
    watch({ slackPx: 0 });
    await person.move(1, 0);
    expect(await sightings()).toEqual(['person motion']);
  });

  test('is seen although another client has grabbed the keyboard and the pointer', async () => {
    const grabber = await XConnection.open(bare.display);
    const c = grabber.client as unknown as {
      GrabKeyboard(
        window: number,
        owner: boolean,
        time: number,
        p: number,
        k: number,
        done: (e: unknown, s: number) => void,
      ): void;
      UngrabKeyboard(time: number): void;
    };
    const status = await ask<number>((done) => c.GrabKeyboard(grabber.root, false, 0, 1, 1, done));
    expect(status).toBe(0);
    watch({});
    await press([KEY.a]);
    expect(await sightings()).toEqual(['person key']);
    c.UngrabKeyboard(0);
    await grabber.close();
  });

  test('is not watched for when only the stop keys are', async () => {
    watch({ person: false });
    await press([KEY.a]);
    await person.move(50, 50);
    await byProgram([BUTTON_PRESS, 1], [BUTTON_RELEASE, 1]);
    await press([KEY.ctrl, KEY.alt, KEY.escape]);
    expect(await sightings()).toEqual(['hotkey key']);
  });

  test('is not watched for any more after unwatch', async () => {
    watch({});
    input.unwatch();
    await press([KEY.a]);
    await x.sync();
    expect(input.halted).toBe(false);
  });
});

describe('the stop keys', () => {
  test.each([
    ['in order', [KEY.ctrl, KEY.alt, KEY.escape]],
    ['the other way round', [KEY.escape, KEY.alt, KEY.ctrl]],
    ['with the right Ctrl', [KEY.alt, KEY.rightCtrl, KEY.escape]],
    ['with another key down', [KEY.a, KEY.alt, KEY.ctrl, KEY.escape]],
  ])('halt: %s', async (_, keys) => {
    watch({ person: false });
    await press(keys);
    expect(await sightings()).toEqual(['hotkey key']);
    expect(input.halted).toBe(true);
  });

  test('halt with Caps Lock and Num Lock on', async () => {
    const locks = [KEY.capsLock, 77];
    for (const lock of locks) await press([lock]);
    watch({ person: false });
    await press([KEY.ctrl, KEY.alt, KEY.escape]);
    expect(await sightings()).toEqual(['hotkey key']);
    for (const lock of locks) await press([lock]);
  });

  test('count keys that were down before the watch began', async () => {
    await person.press(KEY.ctrl);
    watch({ person: false });
    await press([KEY.alt, KEY.escape]);
    expect(await sightings()).toEqual(['hotkey key']);
    await person.release(KEY.ctrl);
  });

  test('of another program halt too, for that may be a person far away', async () => {
    watch({ person: false });
    await byProgram([KEY_PRESS, KEY.ctrl], [KEY_PRESS, KEY.alt], [KEY_PRESS, KEY.escape]);
    expect(await sightings()).toEqual(['hotkey key']);
    await byProgram([KEY_RELEASE, KEY.ctrl], [KEY_RELEASE, KEY.alt], [KEY_RELEASE, KEY.escape]);
  });

  test('are told after the first of them has halted as any input', async () => {
    watch({ person: true });
    await press([KEY.ctrl, KEY.alt, KEY.escape]);
    expect(await sightings(2)).toEqual(['person key', 'hotkey key']);
  });

  test('are not those that we press ourselves, nor ours and the person’s together', async () => {
    watch({ person: false });
    await input.play(program([OP.keyDown, KEY.ctrl], [OP.keyDown, KEY.alt], ...tap(KEY.escape), [OP.sync]));
    await press([KEY.escape]);
    await input.play(program([OP.keyUp, KEY.alt], [OP.keyUp, KEY.ctrl], [OP.sync]));
    expect(input.halted).toBe(false);
    await press([KEY.ctrl, KEY.alt, KEY.escape]);
    expect(await sightings()).toEqual(['hotkey key']);
  });

  test('that no key can be are refused', () => {
    expect(() => watch({ hotkey: [[KEY.ctrl], []] })).toThrow(
      expect.objectContaining({ code: 'bad_argument' }) as Error,
    );
    expect(() => watch({ hotkey: [[300]] })).toThrow(expect.objectContaining({ code: 'bad_argument' }) as Error);
  });
});

describe('our own input', () => {
  /** A small generator of numbers: the same steps each time, so that a failure can be looked at. */
  function* numbers(seed: number): Generator<number, never> {
    for (let state = seed; ;) {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      yield state / 2 ** 32;
    }
  }
  function randomSteps(events: number, seed: number): Step[] {
    const random = numbers(seed);
    const below = (n: number): number => Math.floor(random.next().value * n);
    const steps: Step[] = [];
    for (let sent = 0; sent < events;) {
      const key = 9 + below(240);
      const [toX, toY] = [below(900) - 50, below(700) - 50];
      const button = 1 + below(9);
      const choices: Step[][] = [
        [...tap(key)],
        [[OP.keyDown, KEY.shift], [OP.keyDown, KEY.shift], ...tap(key), [OP.keyUp, KEY.shift], [OP.keyUp, KEY.shift]],
        [
          [OP.move, toX, toY],
          [OP.move, toX, toY],
          [OP.move, toX, toY],
        ],
        [
          [OP.buttonDown, button],
          [OP.move, toX, toY],
          [OP.buttonUp, button],
        ],
        [
          [OP.buttonDown, button],
          [OP.buttonDown, button],
          [OP.buttonUp, button],
        ],
        [[OP.wait, below(300)]],
        [[OP.sync]],
      ];
      const chosen = choices[below(choices.length)] ?? [];
      sent += chosen.filter(([op]) => op <= OP.move).length;
      steps.push(...chosen);
    }
    return steps;
  }

  test('is not taken for another’s in 5,000 random events, and the person’s is still seen after', async () => {
    watch({ slackPx: 0 });
    const { outcome, events } = await input.play(programOf([...randomSteps(5000, 20_261_123), [OP.sync]]));
    expect([outcome, seen]).toEqual(['done', []]);
    expect(events).toBeGreaterThanOrEqual(5000);
    await nothingUntilClick();
  });

  test('is not taken for another’s when a key is held until it repeats', async () => {
    watch({ slackPx: 0 });
    await input.play(program([OP.keyDown, KEY.a], [OP.wait, 1_200_000], [OP.keyUp, KEY.a], [OP.sync]));
    expect(seen).toEqual([]);
    await nothingUntilClick();
  });

  test('that was under way when the watch began is ours as well', async () => {
    const flow = programOf([
      [OP.keyDown, KEY.shift],
      ...Array.from({ length: 30_000 }, () => tap(KEY.a)).flat(),
      [OP.keyUp, KEY.shift],
      [OP.sync],
    ]);
    for (let i = 0; i < 5; i++) {
      const played = input.play(flow);
      await until('the flow', () => input.held().keys.length > 0);
      watch({ slackPx: 0 });
      expect([(await played).outcome, seen]).toEqual(['done', []]);
      input.unwatch();
    }
  });

  test('that a halt lets go is ours as well', async () => {
    watch({ person: true, slackPx: 0 });
    await input.play(program([OP.keyDown, KEY.shift], [OP.buttonDown, 1], [OP.sync]));
    input.halt();
    input.arm();
    await nothingUntilClick();
  });
});
