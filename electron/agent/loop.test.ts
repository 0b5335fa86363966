import { expect, test } from 'vitest';
import type { GateRequest } from '../critic/gate/index.ts';
import { SteadyhandError } from '../protocol/errors.ts';
import type { Intent } from '../protocol/intent.ts';
import type { Decision, Permit } from '../protocol/verdict.ts';
import { rig } from '../../test/fixtures/loop-rig.ts';

const click: Intent = { do: 'click', target: 'OK' };
const voided = (): never => {
  throw new SteadyhandError('blocked', 'permit_context_changed', 'changed.', 'again.');
};

test('a step is on record with its decision before its input is sent, and keys are released at the end', async () => {
  const { loop, trail } = rig({ steps: [click] });
  expect((await loop.run()).status).toBe('done');
  expect(trail).toEqual([
    'written click',
    'decided safe',
    'recorded allow',
    'sent click',
    'receipt',
    'effect',
    'released',
  ]);
});

test('a blocked step sends nothing, ends the run and says why', async () => {
  const decide = (): Decision => ({ outcome: 'block', by: 'person:deny', reason: 'No.' });
  const { loop, trail } = rig({ steps: [click, click], decide });
  const outcome = await loop.run();
  expect(outcome.status).toBe('blocked');
  expect(outcome.reason).toContain('No.');
  expect(trail.some((t) => t.startsWith('sent'))).toBe(false);
});

test('the person saying stop at a question ends the run as stopped', async () => {
  const decide = (): Decision => ({ outcome: 'block', by: 'person:stop', reason: 'Stopped.' });
  expect((await rig({ steps: [click], decide }).loop.run()).status).toBe('stopped');
});

test('a step that cannot be put on record is not taken', async () => {
  const writeAhead = (): never => {
    throw new SteadyhandError('environment', 'disk_full', 'The disk is full.', 'Make room.');
  };
  const { loop, counts } = rig({ steps: [click], writeAhead });
  const outcome = await loop.run();
  expect(outcome.status).toBe('failed');
  expect(outcome.reason).toBe('The disk is full. Make room.');
  expect(counts()).toEqual({ decisions: 0, executions: 0 });
});

test('a permit that went void is asked for again on a fresh look', async () => {
  const { loop, counts } = rig({ steps: [click], execute: (n) => (n < 3 ? voided() : undefined) });
  expect((await loop.run()).status).toBe('done');
  expect(counts()).toEqual({ decisions: 3, executions: 3 });
});

test('a screen that never holds still under the permit ends the run', async () => {
  const { loop } = rig({ steps: [click], execute: voided });
  const outcome = await loop.run();
  expect(outcome.status).toBe('incomplete');
  expect(outcome.reason).toContain('changed 3 times');
});

test('a target that is not on the screen is not clicked', async () => {
  const { loop, counts } = rig({ steps: [click], absent: true });
  const outcome = await loop.run();
  expect(outcome.status).toBe('incomplete');
  expect(outcome.reason).toContain('“OK” is not on the screen (test); nothing here leads on');
  expect(counts().executions).toBe(0);
});

test('a place that is more likely wrong than right is not clicked, and the guess is told', async () => {
  const { loop, counts } = rig({ steps: [click], confidence: 0.4 });
  const outcome = await loop.run();
  expect(outcome.status).toBe('incomplete');
  expect(outcome.reason).toContain('the best guess, at 50,50, is 40% sure');
  expect(counts().executions).toBe(0);
});

test('a critic that fails leaves the decision to the gate, without a verdict', async () => {
  const { loop, trail } = rig({ steps: [click], judge: () => Promise.reject(new Error('NaN')) });
  await loop.run();
  expect(trail).toContain('decided without verdict');
});

test('text that changes nothing on the screen ends the run', async () => {
  const { loop } = rig({ steps: [{ do: 'type', text: 'hello' }, click], changes: false });
  const outcome = await loop.run();
  expect(outcome.status).toBe('incomplete');
  expect(outcome.reason).toContain('went nowhere');
});

test('an abort while the gate decides sends nothing and ends as stopped', async () => {
  const abort = new AbortController();
  const decide = (request: GateRequest): Decision => {
    abort.abort(new Error('stopped by you'));
    return { outcome: 'allow', by: 'x', reason: '', permit: request as unknown as Permit };
  };
  const { loop, trail } = rig({ steps: [click], decide, abort });
  const outcome = await loop.run();
  expect(outcome).toMatchObject({ status: 'stopped', reason: 'stopped by you' });
  expect(trail.some((t) => t.startsWith('sent'))).toBe(false);
  expect(trail.at(-1)).toBe('released');
});

test('a plan that asks or does not know how ends before anything is looked at', async () => {
  const ask = rig({ steps: [{ do: 'ask', question: 'Which file?' }] });
  expect((await ask.loop.run()).reason).toContain('Which file?');
  const goal = rig({ steps: [{ do: 'unsupported', reason: 'goal_level' }] });
  expect((await goal.loop.run()).status).toBe('incomplete');
  expect(goal.events.some((e) => e.event === 'observed')).toBe(false);
});

test('the time budget ends a run in the middle of a wait', async () => {
  const { loop } = rig({ steps: [{ do: 'wait', seconds: 60 }], maxSeconds: 0.05 });
  const outcome = await loop.run();
  expect(outcome.status).toBe('incomplete');
  expect(outcome.reason).toContain('The time budget of 0.05 s is used up.');
});

test('an action that was sent is counted when the run is stopped before its effect was seen', async () => {
  const abort = new AbortController();
  const { loop, deps } = rig({ steps: [click], abort });
  deps.eyes.settle = () => {
    abort.abort(new Error('stopped by you'));
    return Promise.reject(new Error('stopped by you'));
  };
  expect(await loop.run()).toMatchObject({ status: 'stopped', steps: 1 });
});

test('a refusal with a reason goes back to the planner, and its steps are taken instead', async () => {
  const decide = (_request: GateRequest, n: number): Decision =>
    n === 1
      ? { outcome: 'block', by: 'person:deny', reason: 'Denied.', note: 'press Escape' }
      : { outcome: 'allow', by: 'test', reason: '', permit: {} as unknown as Permit };
  const asked: unknown[] = [];
  const { loop, deps, trail } = rig({ steps: [click, { do: 'hotkey', keys: ['tab'] }], decide });
  (deps.planner as { afterRefusal?: unknown }).afterRefusal = (request: { refused: unknown }) => {
    asked.push(request.refused);
    return Promise.resolve({ steps: [{ do: 'hotkey', keys: ['escape'] }], source: 'test', ms: 0 });
  };
  expect((await loop.run()).status).toBe('done');
  expect(asked).toEqual([{ what: 'click', note: 'press Escape' }]);
  expect(trail.filter((t) => t.startsWith('sent'))).toEqual(['sent hotkey', 'sent hotkey']);
});

test('a refusal that nothing comes of ends the run, and so does the sixth in a row', async () => {
  const decide = (): Decision => ({ outcome: 'block', by: 'person:deny', reason: 'Denied.', note: 'no' });
  const { loop, deps } = rig({ steps: [click], decide });
  let asked = 0;
  (deps.planner as { afterRefusal?: unknown }).afterRefusal = () => {
    asked++;
    return Promise.resolve(asked > 100 ? null : { steps: [click], source: 'test', ms: 0 });
  };
  expect((await loop.run()).status).toBe('blocked');
  expect(asked).toBe(5);
});

test('a step that the person takes over counts as done when they hand it back, else the run is stopped', async () => {
  for (const handsBack of [true, false]) {
    const decide = (_request: GateRequest, n: number): Decision =>
      n === 1
        ? { outcome: 'block', by: 'person:take_over', reason: 'Taken over.' }
        : { outcome: 'allow', by: 'test', reason: '', permit: {} as unknown as Permit };
    const interruptions = { hotkey: [], onInput: 'pause' as const, goOn: () => Promise.resolve(handsBack) };
    const { loop, counts } = rig({ steps: [click, click], decide, interruptions });
    expect((await loop.run()).status).toBe(handsBack ? 'done' : 'stopped');
    expect(counts().executions).toBe(handsBack ? 1 : 0);
  }
});
