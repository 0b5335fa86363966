import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Action } from '../../protocol/action.ts';
import { globalPoint } from '../../protocol/coordinates.ts';
import { SteadyhandError } from '../../protocol/errors.ts';
import type {
  ActionContext,
  ConfirmationAnswer,
  ConfirmationRequest,
  Confirmer,
  Permit,
  Verdict,
} from '../../protocol/verdict.ts';
import { BY, Gate, type GateParts, type GateRequest } from './gate.ts';
import { DEFAULT_GATE_SETTINGS, riskDefault } from './settings.ts';

const click = (x = 10): Action => ({
  type: 'click',
  point: globalPoint(x, 20),
  button: 'left',
  count: 1,
  modifiers: [],
});
const context = (hash = 'same'): ActionContext => ({ hash, patches: [], focus: null });
const verdict = (over: Partial<Verdict> = {}): Verdict => ({
  risk: 'safe',
  category: 'none',
  correct: true,
  score: 0.9,
  observation: 'seen',
  result: 'result',
  suggestion: 'instead',
  reversible: null,
  evidence: [],
  rule: 'test',
  ms: 1,
  ...over,
});
const destructive = (): Verdict =>
  verdict({ risk: 'destructive', category: 'delete', reversible: 'It cannot be brought back.' });
const caution = (over: Partial<Verdict> = {}): Verdict => verdict({ risk: 'caution', category: 'delete', ...over });
const request = (over: Partial<GateRequest> = {}): GateRequest => ({
  verdict: verdict(),
  action: click(),
  context: context(),
  task: 'a task',
  picture: null,
  target: 'the button',
  ...over,
});

let now = 1_000_000;
let asked: ConfirmationRequest[] = [];
let answer: ConfirmationAnswer['answer'] = 'deny';
const counting: Confirmer = {
  name: 'test',
  ask: (q) => {
    asked.push(q);
    return Promise.resolve({ answer });
  },
};
let ids = 0;
const gate = (over: Partial<GateParts> = {}): Gate =>
  new Gate({
    clock: () => now,
    confirmer: counting,
    settings: DEFAULT_GATE_SETTINGS,
    contextMatches: (a, b) => a.hash === b.hash,
    randomId: () => `id-${String(++ids)}`,
    ...over,
  });
const never = (): AbortSignal => new AbortController().signal;
const codeOf = (f: () => void): string => {
  try {
    f();
  } catch (e) {
    return e instanceof SteadyhandError ? e.code : 'not a SteadyhandError';
  }
  return 'redeemed';
};
async function allowed(g: Gate, over: Partial<GateRequest> = {}): Promise<Permit> {
  const d = await g.decide(request(over), never());
  if (d.outcome !== 'allow') throw new Error(`blocked: ${d.reason}`);
  return d.permit;
}

beforeEach(() => {
  now = 1_000_000;
  asked = [];
  answer = 'deny';
});

describe('what is asked', () => {
  test('safe actions pass without a question', async () => {
    expect((await gate().decide(request(), never())).outcome).toBe('allow');
    expect(asked).toEqual([]);
  });

  test('a destructive action is asked about every time, even after "for this run"', async () => {
    answer = 'allow_run';
    const g = gate();
    await allowed(g, { verdict: destructive() });
    await allowed(g, { verdict: destructive() });
    expect(asked).toHaveLength(2);
  });

  test('leave for this run covers the same application and category only', async () => {
    answer = 'allow_run';
    const g = gate();
    await allowed(g, { verdict: caution(), app: 'Thunar' });
    await allowed(g, { verdict: caution(), app: 'Thunar' });
    expect(asked).toHaveLength(1);
    await allowed(g, { verdict: caution(), app: 'Mousepad' });
    await allowed(g, { verdict: caution({ category: 'shell' }), app: 'Thunar' });
    expect(asked).toHaveLength(3);
  });

  test('"once" is once', async () => {
    answer = 'allow_once';
    const g = gate();
    await allowed(g, { verdict: caution() });
    await allowed(g, { verdict: caution() });
    expect(asked).toHaveLength(2);
  });

  test('a step that looks wrong is asked about in spite of leave for the run', async () => {
    answer = 'allow_run';
    const g = gate();
    await allowed(g, { verdict: caution() });
    await allowed(g, { verdict: caution({ correct: false, score: 0.2 }) });
    expect(asked).toHaveLength(2);
    expect(asked[1]?.why).toContain('wrong step');
  });

  test('the question says what, the consequence with undo, why, and something safer', async () => {
    await gate().decide(request({ verdict: destructive() }), never());
    expect(asked[0]).toMatchObject({
      action: 'Click “the button” at 10,20.',
      consequence: 'result It cannot be brought back.',
      why: 'seen',
      suggestion: 'instead',
    });
  });

  test('secrets are not written into the question', async () => {
    const secret = { type: 'type', text: 'hunter2-geheim' } as const;
    await gate().decide(request({ action: secret, verdict: caution({ category: 'credentials' }) }), never());
    expect(JSON.stringify(asked)).not.toContain('hunter2');
  });

  test('a category that is switched off is blocked without a question', async () => {
    const d = await gate().decide(request({ verdict: verdict({ risk: 'destructive', category: 'payment' }) }), never());
    expect(d).toMatchObject({ outcome: 'block', by: BY.category });
    expect(asked).toEqual([]);
  });

  test('what is refused without a question still says what the screen asked for', async () => {
    const alarms = ['This step was asked for by the screen, not by the task.'];
    const paid = verdict({ risk: 'caution', category: 'payment', alarms });
    const d = await gate().decide(request({ verdict: paid }), never());
    expect(d).toMatchObject({ outcome: 'block', by: BY.category });
    expect(d.reason).toContain(alarms[0]);
  });
});

describe('losing the critic is safe', () => {
  const broken: readonly (readonly [string, Verdict | null])[] = [
    ['missing', null],
    ['score is not a number', verdict({ score: NaN })],
    ['score out of range', verdict({ score: 7 })],
    ['unknown risk', verdict({ risk: 'harmless' as never })],
    ['unknown category', verdict({ category: 'fun' as never })],
    ['undefined', undefined as unknown as null],
  ];
  test.each(broken)('verdict %s: asks', async (_name, v) => {
    expect((await gate().decide(request({ verdict: v }), never())).outcome).toBe('block');
    expect(asked).toHaveLength(1);
    expect(riskDefault(v, [])).toBe('ask');
  });

  test('a critic that threw asks even when an old verdict says safe', async () => {
    await gate().decide(request({ criticError: new Error('model gone') }), never());
    expect(asked).toHaveLength(1);
  });

  test('leave given for an unknown action is not kept for the run', async () => {
    answer = 'allow_run';
    const g = gate();
    await allowed(g, { verdict: null });
    await allowed(g, { verdict: null });
    expect(asked).toHaveLength(2);
  });

  test('a policy that cannot be used blocks without a question', async () => {
    answer = 'allow_once';
    const error = new SteadyhandError('blocked', 'policy_damaged', 'The policy is damaged.', 'Restore it.');
    const d = await gate().decide(request({ verdict: null, criticError: error }), never());
    expect(d).toMatchObject({ outcome: 'block', by: BY.policy });
    expect(asked).toEqual([]);
  });
});

describe('no answer is no', () => {
  const ask = (f: Confirmer['ask']): Confirmer => ({ name: 'test', ask: f });
  const bad: readonly (readonly [string, Confirmer['ask'], string])[] = [
    ['throws', () => Promise.reject(new Error('boom')), BY.confirmer],
    [
      'throws at once',
      () => {
        throw new Error('boom');
      },
      BY.confirmer,
    ],
    ['answers nonsense', () => Promise.resolve({ answer: 'sure' } as never), BY.confirmer],
    ['answers nothing', () => Promise.resolve(undefined as never), BY.confirmer],
    ['never answers', () => new Promise(() => undefined), BY.silence],
  ];
  test.each(bad)('a confirmer that %s', async (_name, f, by) => {
    const g = gate({ confirmer: ask(f), settings: { ...DEFAULT_GATE_SETTINGS, answerSeconds: 0.02 } });
    expect(await g.decide(request({ verdict: destructive() }), never())).toMatchObject({ outcome: 'block', by });
  });

  test('stopping the run while the question is open', async () => {
    const stop = new AbortController();
    const g = gate({ confirmer: ask(() => new Promise(() => stop.abort())) });
    expect(await g.decide(request({ verdict: destructive() }), stop.signal)).toMatchObject({
      outcome: 'block',
      by: BY.aborted,
    });
  });

  test.each([
    ['deny', BY.denied],
    ['stop', BY.stopped],
  ] as const)('the person says %s', async (said, by) => {
    answer = said;
    expect(await gate().decide(request({ verdict: destructive() }), never())).toMatchObject({ outcome: 'block', by });
  });

  test('too many actions in a minute block, and a minute later they pass', async () => {
    const g = gate({ settings: { ...DEFAULT_GATE_SETTINGS, actionsPerMinute: 3 } });
    for (let i = 0; i < 3; i++) await allowed(g);
    expect(await g.decide(request(), never())).toMatchObject({ outcome: 'block', by: BY.budget });
    now += 60_001;
    expect((await g.decide(request(), never())).outcome).toBe('allow');
  });

  test.each([{ actionsPerMinute: 0 }, { answerSeconds: NaN }, { permitMs: 60_000 }, { blocked: ['x'] }])(
    'settings %j are refused',
    (over) => {
      expect(() => gate({ settings: { ...DEFAULT_GATE_SETTINGS, ...over } as never })).toThrow(SteadyhandError);
    },
  );
});

describe('permits', () => {
  test('a permit is good once', async () => {
    const g = gate();
    const permit = await allowed(g);
    expect(codeOf(() => g.redeem(permit, click(), context()))).toBe('redeemed');
    expect(codeOf(() => g.redeem(permit, click(), context()))).toBe('permit_used');
  });

  test('a permit is worth nothing after thirty seconds', async () => {
    const g = gate();
    const permit = await allowed(g);
    now += 30_000;
    expect(codeOf(() => g.redeem(permit, click(), context()))).toBe('permit_expired');
  });

  test.each([-1, NaN, -Infinity])('a clock that went wrong (%d) makes it expire', async (by) => {
    const g = gate();
    const permit = await allowed(g);
    now += by;
    expect(codeOf(() => g.redeem(permit, click(), context()))).toBe('permit_expired');
  });

  test('a permit is for its action only, and a refused one is used up', async () => {
    const g = gate();
    const permit = await allowed(g);
    expect(codeOf(() => g.redeem(permit, click(11), context()))).toBe('permit_other_action');
    expect(codeOf(() => g.redeem(permit, click(), context()))).toBe('permit_used');
  });

  test('a permit is void when the pixels changed', async () => {
    const g = gate();
    expect(codeOf(() => undefined)).toBe('redeemed');
    const permit = await allowed(g);
    expect(codeOf(() => g.redeem(permit, click(), context('other')))).toBe('permit_context_changed');
  });

  test('a comparison of surroundings that fails refuses', async () => {
    for (const contextMatches of [
      () => {
        throw new Error('no pixels');
      },
      () => 'yes' as never,
    ]) {
      const g = gate({ contextMatches });
      const permit = await allowed(g);
      expect(codeOf(() => g.redeem(permit, click(), context()))).toBe('permit_context_changed');
    }
  });

  test('an action changed while the question was open is not covered', async () => {
    const action = click() as { point: { x: number; y: number } } & Action;
    const g = gate({
      confirmer: {
        name: 'slow',
        ask: () => {
          (action as { point: unknown }).point = globalPoint(500, 500);
          return Promise.resolve({ answer: 'allow_once' });
        },
      },
    });
    const permit = await allowed(g, { action, verdict: destructive() });
    expect(codeOf(() => g.redeem(permit, action, context()))).toBe('permit_other_action');
  });

  test('clones, copies, proxies and children of a permit are refused', async () => {
    const g = gate();
    const permit = await allowed(g);
    const fakes = [
      { ...permit },
      JSON.parse(JSON.stringify(permit)),
      structuredClone(permit),
      Object.create(permit),
      new Proxy(permit, {}),
    ] as Permit[];
    for (const fake of fakes) expect(codeOf(() => g.redeem(fake, click(), context()))).toBe('permit_unknown');
    expect(codeOf(() => g.redeem(permit, click(), context()))).toBe('redeemed');
  });

  test('a permit of another gate is refused', async () => {
    const permit = await allowed(gate());
    expect(codeOf(() => gate().redeem(permit, click(), context()))).toBe('permit_unknown');
  });

  test('no value that anybody can make redeems', async () => {
    const g = gate();
    const real = await allowed(g);
    fc.assert(
      fc.property(
        fc.oneof(
          fc.anything(),
          fc.constant(real).map((p) => ({ ...p })),
        ),
        (fake) => {
          expect(codeOf(() => g.redeem(fake as Permit, click(), context()))).toBe('permit_unknown');
        },
      ),
      { numRuns: 500 },
    );
  });

  test('over any order of attempts each permit redeems at most once, and only for its own action and place', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ permit: fc.nat(3), action: fc.nat(3), place: fc.nat(1), wait: fc.nat(20_000) }), {
          maxLength: 30,
        }),
        async (attempts) => {
          now = 1_000_000;
          const g = gate();
          const permits = await Promise.all(
            [0, 1, 2, 3].map((i) => allowed(g, { action: click(i), context: context('place-0') })),
          );
          const redeemed = new Map<number, number>();
          for (const a of attempts) {
            now += a.wait;
            const permit = permits[a.permit];
            if (!permit) continue;
            const result = codeOf(() => g.redeem(permit, click(a.action), context(`place-${String(a.place)}`)));
            if (result !== 'redeemed') continue;
            redeemed.set(a.permit, (redeemed.get(a.permit) ?? 0) + 1);
            expect([a.action, a.place]).toEqual([a.permit, 0]);
            expect(now).toBeLessThan(1_030_000);
          }
          for (const n of redeemed.values()) expect(n).toBe(1);
        },
      ),
      { numRuns: 100 },
    );
  });
});
