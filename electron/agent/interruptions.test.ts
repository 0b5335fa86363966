import { expect, test, vi } from 'vitest';
import { rig } from '../../test/fixtures/loop-rig.ts';
import { globalBox } from '../protocol/coordinates.ts';
import type { WindowInfo } from '../protocol/frame.ts';
import type { Intent } from '../protocol/intent.ts';
import { InputHalted } from '../protocol/interruption.ts';
import type { Arrived, Interruption, WatchSettings } from '../protocol/interruption.ts';
import type { Decision, Permit, Verdict } from '../protocol/verdict.ts';
import type { InterruptionPolicy, Watcher } from './interruptions.ts';

const click: Intent = { do: 'click', target: 'OK' };
const text: Intent = { do: 'type', text: 'x'.repeat(40) };
const safe: Verdict = {
  ...{ risk: 'safe', category: 'none', correct: true, score: 0.9, observation: '', result: '', suggestion: '' },
  ...{ reversible: null, evidence: [], rule: 'test', ms: 0 },
};
const MOUSE: Interruption = { from: 'person', kind: 'motion', haltMs: 1 };
const KEYS: Interruption = { from: 'hotkey', kind: 'key', haltMs: 1 };

/** Somebody at the devices: `sees` is what the driver's watch would tell. */
class Person implements Watcher {
  readonly cannotWatch = '';
  readonly settings: WatchSettings[] = [];
  armed = 0;
  handsOff = vi.fn(() => Promise.resolve());
  #listener: ((seen: Interruption) => void) | null = null;

  watch(settings: WatchSettings, listener: (seen: Interruption) => void): () => void {
    this.settings.push(settings);
    this.#listener = listener;
    return () => (this.#listener = null);
  }
  arm(): void {
    this.armed++;
  }
  /** What the native watch does: only what it was asked to tell. */
  does(seen: Interruption): void {
    if (seen.from === 'hotkey' || this.settings.at(-1)?.onInput === true) this.#listener?.(seen);
  }
  get watched(): boolean {
    return this.#listener !== null;
  }
}

function policy(over: Partial<InterruptionPolicy> = {}): InterruptionPolicy & { questions: string[] } {
  const questions: string[] = [];
  const goOn = (question: string): Promise<boolean> => (questions.push(question), Promise.resolve(true));
  return { hotkey: ['ctrl', 'alt', 'escape'], onInput: 'pause', goOn, questions, ...over };
}

const halted = (arrived: Arrived | null): never => {
  throw new InputHalted(arrived);
};
const names = (events: readonly { event: string }[]): string[] => events.map((e) => e.event);

test('moving the mouse before anything was sent pauses, and the step is taken again from a fresh look', async () => {
  const person = new Person();
  const interruptions = policy();
  const judge = vi.fn(() => Promise.resolve(safe));
  const { loop, events, counts } = rig({
    steps: [click],
    watcher: person,
    interruptions,
    judge: () => {
      if (judge.mock.calls.length === 0) person.does(MOUSE);
      return judge();
    },
  });
  expect(await loop.run()).toMatchObject({ status: 'done', steps: 1 });
  expect(interruptions.questions).toEqual(['You moved the mouse. Continue?']);
  expect(counts().executions).toBe(1);
  expect(judge).toHaveBeenCalledTimes(2);
  expect(person.armed).toBe(1);
  const order = names(events).filter((e) => ['observed', 'paused', 'resumed', 'acted'].includes(e));
  expect(order).toEqual(['observed', 'paused', 'resumed', 'observed', 'acted', 'observed']);
  expect(person.watched).toBe(false);
});

test('no to "Continue?" is a stop, and nothing is sent', async () => {
  const person = new Person();
  const { loop, counts } = rig({
    steps: [click],
    watcher: person,
    interruptions: policy({ goOn: () => Promise.resolve(false) }),
    judge: () => (person.does(MOUSE), Promise.resolve(safe)),
  });
  expect(await loop.run()).toMatchObject({ status: 'stopped', reason: 'You moved the mouse, so the run was stopped.' });
  expect(counts().executions).toBe(0);
  expect(person.armed).toBe(0);
});

test('the stop keys end the run without a question, also when input is ignored', async () => {
  for (const onInput of ['pause', 'stop', 'ignore'] as const) {
    const person = new Person();
    const interruptions = policy({ onInput });
    const { loop, counts, trail } = rig({
      steps: [click],
      watcher: person,
      interruptions,
      judge: () => (person.does(KEYS), Promise.resolve(safe)),
    });
    expect(await loop.run()).toMatchObject({ status: 'stopped', reason: 'You stopped it with Ctrl+Alt+Escape.' });
    expect(interruptions.questions).toEqual([]);
    expect(counts().executions).toBe(0);
    expect(trail.at(-1)).toBe('released');
  }
});

test('the stop keys end the run while it waits for the answer', async () => {
  const person = new Person();
  const goOn = (): Promise<boolean> => (person.does(KEYS), new Promise(() => undefined));
  const { loop } = rig({
    steps: [click],
    watcher: person,
    interruptions: policy({ goOn }),
    judge: () => (person.does(MOUSE), Promise.resolve(safe)),
  });
  expect(await loop.run()).toMatchObject({ status: 'stopped', reason: 'You stopped it with Ctrl+Alt+Escape.' });
});

test('Ctrl+C while it waits for the answer ends the run once, and the keys of it are no second interruption', async () => {
  const person = new Person();
  const abort = new AbortController();
  const goOn = (): Promise<boolean> => {
    person.does({ from: 'person', kind: 'key', haltMs: 1 });
    abort.abort(new Error('stopped by you (interrupt)'));
    return new Promise(() => undefined);
  };
  const { loop, events } = rig({
    steps: [click],
    watcher: person,
    abort,
    interruptions: policy({ goOn }),
    judge: () => (person.does(MOUSE), Promise.resolve(safe)),
  });
  expect(await loop.run()).toMatchObject({ status: 'stopped', reason: 'stopped by you (interrupt)' });
  expect(names(events).filter((e) => e === 'paused')).toHaveLength(1);
});

test('half a text is not typed again: the run ends and says what arrived', async () => {
  const person = new Person();
  const interruptions = policy();
  const { loop, counts } = rig({
    steps: [text, click],
    watcher: person,
    interruptions,
    execute: () => {
      person.does({ from: 'person', kind: 'key', haltMs: 1 });
      halted({ done: 12, of: 40, unit: 'character' });
    },
  });
  const outcome = await loop.run();
  expect(outcome.status).toBe('stopped');
  expect(outcome.reason).toContain(
    'You pressed a key in the middle of a step (type): 12 of 40 characters had arrived.',
  );
  expect(outcome.steps).toBe(1);
  expect(counts().executions).toBe(1);
  expect(interruptions.questions).toEqual([]);
});

test('Ctrl+C in the middle of a text says what arrived, too', async () => {
  const abort = new AbortController();
  const { loop } = rig({
    steps: [text],
    abort,
    execute: () => {
      abort.abort(new Error('stopped by you (interrupt)'));
      halted({ done: 12, of: 40, unit: 'character' });
    },
  });
  const outcome = await loop.run();
  expect(outcome.status).toBe('stopped');
  expect(outcome.reason).toContain('Stopped by you (interrupt) in the middle of a step (type): 12 of 40 characters');
});

test('an action of which nothing arrived is taken again', async () => {
  const person = new Person();
  const { loop, counts } = rig({
    steps: [click],
    watcher: person,
    interruptions: policy(),
    execute: (n) => {
      if (n > 1) return;
      person.does(MOUSE);
      halted({ done: 0, of: 3, unit: 'event' });
    },
  });
  expect(await loop.run()).toMatchObject({ status: 'done', steps: 1 });
  expect(counts().executions).toBe(2);
});

test('an action whose share that arrived is not known is not taken again', async () => {
  const person = new Person();
  const { loop } = rig({
    steps: [click],
    watcher: person,
    interruptions: policy(),
    execute: () => (person.does(MOUSE), halted(null)),
  });
  const outcome = await loop.run();
  expect(outcome.status).toBe('stopped');
  expect(outcome.reason).toContain('how much of it arrived is not known');
});

test("the driver's own word may come before the watch's", async () => {
  const person = new Person();
  const { loop } = rig({
    steps: [click],
    watcher: person,
    interruptions: policy(),
    execute: (n) => {
      if (n > 1) return;
      setTimeout(() => person.does(MOUSE), 20);
      halted({ done: 0, of: 3, unit: 'event' });
    },
  });
  expect((await loop.run()).status).toBe('done');
});

test('an interruption after the input was sent does not send it again', async () => {
  const person = new Person();
  const { loop, deps, counts } = rig({ steps: [click], watcher: person, interruptions: policy() });
  const settle = deps.eyes.settle.bind(deps.eyes);
  let n = 0;
  deps.eyes.settle = (before, signal) => {
    if (n++ > 0) return settle(before, signal);
    person.does(MOUSE);
    return Promise.reject(signal.reason as Error);
  };
  expect(await loop.run()).toMatchObject({ status: 'done', steps: 1 });
  expect(counts().executions).toBe(1);
});

test('while a question of the gate is open only the stop keys count; hands are waited for before it goes on', async () => {
  const person = new Person();
  const interruptions = policy();
  const { loop, counts } = rig({
    steps: [click],
    watcher: person,
    interruptions,
    decide: (request): Decision => {
      loop.asked({ id: 'q' } as never);
      person.does(MOUSE);
      person.does({ from: 'person', kind: 'key', haltMs: 0 });
      expect(person.settings.at(-1)).toEqual({ hotkey: interruptions.hotkey, onInput: false });
      return { outcome: 'allow', by: 'person:once', reason: '', permit: request as unknown as Permit };
    },
  });
  expect((await loop.run()).status).toBe('done');
  expect(counts().executions).toBe(1);
  expect(interruptions.questions).toEqual([]);
  expect(person.settings.at(-1)?.onInput).toBe(true);
  expect(person.handsOff).toHaveBeenCalledTimes(2); // At the start, and after the answer.
});

test('ignored input interrupts nothing', async () => {
  const person = new Person();
  const { loop } = rig({
    steps: [click],
    watcher: person,
    interruptions: policy({ onInput: 'ignore' }),
    judge: () => (person.does(MOUSE), Promise.resolve(safe)),
  });
  expect((await loop.run()).status).toBe('done');
});

test('another program that moves the pointer is named as that', async () => {
  const person = new Person();
  const { loop } = rig({
    steps: [click],
    watcher: person,
    interruptions: policy({ onInput: 'stop' }),
    judge: () => (person.does({ ...MOUSE, from: 'program' }), Promise.resolve(safe)),
  });
  expect((await loop.run()).reason).toBe('Another program moved the mouse, so the run was stopped.');
});

test('a wait goes on while the run is paused', async () => {
  const person = new Person();
  const interruptions = policy();
  const { loop } = rig({ steps: [{ do: 'wait', seconds: 0.2 }], watcher: person, interruptions });
  setTimeout(() => person.does(MOUSE), 50);
  const from = performance.now();
  expect((await loop.run()).status).toBe('done');
  expect(performance.now() - from).toBeLessThan(1000);
  expect(interruptions.questions).toHaveLength(1);
});

test('the window that was in front before the pause is brought back, through the gate', async () => {
  const person = new Person();
  const window = (id: number, title: string, active: boolean): WindowInfo => ({
    ...{
      id,
      title,
      app: title,
      pid: null,
      box: globalBox(0, 0, 50, 50),
      active,
      minimised: false,
      transientFor: null,
      dialog: false,
    },
  });
  let front = 1;
  const { loop, trail } = rig({
    steps: [click],
    watcher: person,
    windows: () => [window(1, 'Editor', front === 1), window(2, 'Terminal', front === 2)],
    interruptions: policy({ goOn: () => ((front = 2), Promise.resolve(true)) }),
    judge: (() => {
      let n = 0;
      return () => (n++ === 0 ? person.does(MOUSE) : undefined, Promise.resolve(safe));
    })(),
    execute: (_n, action) => {
      if (action.type === 'focus_window') front = action.windowId;
    },
  });
  expect((await loop.run()).status).toBe('done');
  // The first decision was for the step that was interrupted; it is taken anew.
  expect(trail.filter((t) => /^(sent|decided)/.test(t))).toEqual([
    'decided safe',
    'decided safe',
    'sent focus_window',
    'decided safe',
    'sent click',
  ]);
});

test('where nothing can be watched the run goes on and says so', async () => {
  const { loop, events } = rig({ steps: [click] });
  expect((await loop.run()).status).toBe('done');
  expect(events.find((e) => e.event === 'notice')).toMatchObject({ message: 'nothing to watch in a test' });
});

test('a display that does not answer holds up neither a stop nor the end', async () => {
  const abort = new AbortController();
  const { loop, deps } = rig({ steps: [click], abort });
  deps.hands.releaseAll = () => new Promise(() => undefined);
  deps.eyes.observe = () => {
    setTimeout(() => abort.abort(new Error('stopped by you (interrupt)')), 10);
    return new Promise(() => undefined);
  };
  const from = performance.now();
  const outcome = await loop.run();
  expect(outcome.status).toBe('stopped');
  expect(outcome.reason).toContain('the display does not answer');
  expect(performance.now() - from).toBeLessThan(3000);
});

test('the stop keys are the stop keys although their first key was seen first', async () => {
  const person = new Person();
  const interruptions = policy();
  const { loop } = rig({
    steps: [text],
    watcher: person,
    interruptions,
    execute: () => {
      person.does({ from: 'person', kind: 'key', haltMs: 1 });
      setTimeout(() => person.does(KEYS), 30);
      halted({ done: 12, of: 40, unit: 'character' });
    },
  });
  const { reason } = await loop.run();
  expect(reason).toContain('You pressed the stop keys in the middle of a step (type): 12 of 40');
  expect(interruptions.questions).toEqual([]);
});
