import { expect, test } from 'vitest';
import type { Action, Receipt } from '../protocol/action.ts';
import { actionHash } from '../protocol/action-hash.ts';
import { globalBox, globalPoint } from '../protocol/coordinates.ts';
import { SteadyhandError } from '../protocol/errors.ts';
import type { RunEvent } from '../protocol/events.ts';
import type { Frame } from '../protocol/frame.ts';
import type { Grounding } from '../protocol/grounding.ts';
import type { Intent } from '../protocol/intent.ts';
import type { Screen } from '../protocol/screen.ts';
import type { Decision, Permit, Verdict } from '../protocol/verdict.ts';
import { AgentLoop } from './loop.ts';
import type { LoopDeps } from './loop.ts';
import type { GateRequest } from '../critic/gate/index.ts';

/** A desktop of one picture that changes only when something is executed. */
function rig(over: {
  steps: Intent[];
  absent?: boolean;
  confidence?: number;
  changes?: boolean;
  decide?: (request: GateRequest, n: number) => Decision | Promise<Decision>;
  execute?: (n: number) => void;
  judge?: () => Promise<Verdict>;
  writeAhead?: () => void;
  abort?: AbortController;
  maxSeconds?: number;
}) {
  const trail: string[] = [];
  const events: RunEvent[] = [];
  let version = 0;
  let decisions = 0;
  let executions = 0;
  let clock = 0;
  const frame = (): Frame => ({
    display: { id: '0', name: 'test', box: globalBox(0, 0, 100, 100), scale: 1, primary: true },
    width: 100,
    height: 100,
    data: new Uint8Array(0),
    tiles: { size: 64, columns: 0, rows: 0, hashes: [] },
    hash: `frame ${version}`,
    takenAt: clock,
    source: 'test',
  });
  const screen = (): Screen => ({
    frame: frame(),
    elements: [],
    windows: [],
    changed: [],
    readMs: 0,
    reuse: { cached: 0, read: 0 },
  });
  const allow = (request: GateRequest): Decision => ({
    outcome: 'allow',
    by: 'test',
    reason: 'test',
    permit: {
      id: `p${decisions}`,
      actionHash: actionHash(request.action),
      contextHash: '',
      expiresAt: 1e12,
    } as unknown as Permit,
  });
  const safe: Verdict = {
    ...{ risk: 'safe', category: 'none', correct: true, score: 0.9, observation: '', result: '', suggestion: '' },
    ...{ reversible: null, evidence: [], rule: 'test', ms: 0 },
  };
  const deps: LoopDeps = {
    eyes: {
      observe: () => Promise.resolve(screen()),
      settle: () => Promise.resolve({ frame: frame(), settled: true, ms: 1, moving: '' }),
      windows: () => Promise.resolve([]),
      openMenus: () => Promise.resolve([]),
    },
    hands: {
      execute: (action: Action, permit: Permit): Promise<Receipt> => {
        executions++;
        over.execute?.(executions);
        trail.push(`sent ${action.type}`);
        if (over.changes !== false) version++;
        const at = { sentAt: clock, finishedAt: clock };
        return Promise.resolve({ actionHash: actionHash(action), permitId: permit.id, ...at, via: 'test', events: 1 });
      },
      releaseAll: () => {
        trail.push('released');
        return Promise.resolve();
      },
    },
    programs: { findApplication: () => Promise.resolve(null), matchWindow: () => Promise.resolve(null) },
    planner: { plan: () => Promise.resolve({ steps: over.steps, source: 'test', ms: 0 }) },
    grounder: {
      name: 'test',
      ground: (_s, instruction): Promise<Grounding> =>
        Promise.resolve(
          over.absent
            ? { status: 'absent', reason: 'test', instruction, confidence: 0.1, candidates: [], ms: 0 }
            : {
                ...{
                  status: 'found',
                  instruction,
                  confidence: over.confidence ?? 0.9,
                  candidates: [],
                  ms: 0,
                  elementId: null,
                },
                ...{ point: globalPoint(50, 50), box: globalBox(40, 40, 60, 60) },
              },
        ),
    },
    critic: { judge: over.judge ?? (() => Promise.resolve(safe)) },
    gate: {
      decide: (request) => {
        decisions++;
        trail.push(`decided ${request.verdict === null ? 'without verdict' : request.verdict.risk}`);
        return Promise.resolve(over.decide?.(request, decisions) ?? allow(request));
      },
    },
    recorder: {
      id: 'run',
      event: (e) => void events.push(e),
      writeAhead: (step) => {
        over.writeAhead?.();
        trail.push(`written ${step.action.type}`);
        return step.step;
      },
      decision: (_n, d) => void trail.push(`recorded ${d.outcome}`),
      receipt: () => void trail.push('receipt'),
      effect: () => void trail.push('effect'),
    },
    keepFrame: (f) => f.hash,
    context: () => ({ hash: '', patches: [], focus: null }),
    describe: (action) => action.type,
    changed: (a, b) => (a.hash === b.hash ? [] : [globalBox(0, 0, 10, 10)]),
    picture: () => Promise.resolve(null),
    emit: () => undefined,
    // Time runs fast, so that patience ends soon.
    now: () => (clock += 400),
  };
  const abort = over.abort ?? new AbortController();
  const budgets = { maxSteps: 20, maxSeconds: over.maxSeconds ?? 3600 };
  const loop = new AgentLoop(deps, { task: 'test', display: ':0', budgets, signal: abort.signal });
  return { loop, deps, trail, events, counts: () => ({ decisions, executions }) };
}

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
  expect(outcome).toMatchObject({ status: 'incomplete', reason: '“OK” is not on the screen (test).' });
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
