/**
 * Ten thousand messages that nobody sensible sends: to the port that answers questions, to the gate that takes permits,
 * to the executor that sends. Not one of them sends input, and the real answer among them still works.
 */
import { expect, test } from 'vitest';
import fc from 'fast-check';
import { Executor } from '../../actions/executor.ts';
import type { InputDriver } from '../../actions/drivers/port.ts';
import { makeFrame } from '../../capture/make-frame.ts';
import { actionContext, contextMatches } from '../../capture/context.ts';
import type { Action } from '../../protocol/action.ts';
import { globalBox, globalPoint } from '../../protocol/coordinates.ts';
import type { Frame } from '../../protocol/frame.ts';
import { ANSWERS, type ConfirmationRequest, type Permit, type Verdict } from '../../protocol/verdict.ts';
import { Gate } from './gate.ts';
import { PortConfirmer } from './port-confirmer.ts';
import { DEFAULT_GATE_SETTINGS } from './settings.ts';

const MESSAGES = 10_000;
const click: Action = { type: 'click', point: globalPoint(30, 30), button: 'left', count: 1, modifiers: [] };
const DESTRUCTIVE: Verdict = {
  ...{ risk: 'destructive', category: 'delete', correct: true, score: 0.9, observation: 'Delete', result: 'Gone.' },
  ...{ suggestion: '', reversible: null, evidence: [], rule: 't', ms: 0 },
};

/** A picture of 64 × 64 with a button of this colour and a mark on it at 30,30. */
function frameWith(mark: number): Frame {
  const data = new Uint8Array(64 * 64 * 4).fill(255);
  for (let y = 20; y < 40; y++) for (let x = 10; x < 50; x++) data.set([mark, 40, 60, 255], (y * 64 + x) * 4);
  const display = { id: 'd', name: 'd', box: globalBox(0, 0, 64, 64), scale: 1, primary: true };
  return makeFrame({ display, width: 64, height: 64, data, source: 'test', takenAt: 0 });
}

function rig() {
  const sent: string[] = [];
  const open: ConfirmationRequest[] = [];
  let frame = frameWith(200);
  // Every method of the driver but the checks counts as input.
  const driver = new Proxy({} as InputDriver, {
    get: (_target, name) =>
      ['checkKeys', 'releaseAll', 'clickApart'].includes(String(name))
        ? () => Promise.resolve()
        : () => {
            sent.push(String(name));
            return Promise.resolve({ via: 'test', events: 1 });
          },
  });
  const confirmer = new PortConfirmer({
    post: (m) => {
      if (m.type === 'question') open.push(m.request);
    },
  });
  let ids = 0;
  const gate = new Gate({
    ...{ clock: Date.now, confirmer, contextMatches, randomId: () => `id-${String(++ids)}` },
    settings: { ...DEFAULT_GATE_SETTINGS, actionsPerMinute: 6000, clicksPerMinute: 6000, answerSeconds: 3600 },
  });
  const executor = new Executor({ driver, redeemer: gate, observe: () => Promise.resolve({ frame, windows: [] }) });
  const ask = () =>
    gate.decide(
      {
        verdict: DESTRUCTIVE,
        action: click,
        context: actionContext(frame, [], click),
        task: 't',
        picture: null,
        target: null,
      },
      new AbortController().signal,
    );
  const show = (mark: number): void => void (frame = frameWith(mark));
  return { sent, open, confirmer, gate, executor, ask, show };
}

const field = fc.oneof(
  fc.constantFrom('answer', 'question', 'permit', 'execute', 'id-1', ...ANSWERS),
  fc.anything({ maxDepth: 2 }),
);
const message = fc.oneof(
  { weight: 4, arbitrary: fc.record({ type: field, id: field, answer: field, note: field }, { requiredKeys: [] }) },
  { weight: 1, arbitrary: fc.anything() },
  { weight: 1, arbitrary: fc.json().map((j) => JSON.parse(j) as unknown) },
  // Right in all but one thing.
  {
    weight: 2,
    arbitrary: fc.constantFrom<unknown>(
      { type: 'answer', id: 'id-2', answer: 'allow_once' },
      { type: 'answer', id: 'id-1', answer: 'allow_run' },
      { type: 'answer', id: 'id-1', answer: 'always' },
      { type: 'answer', id: 'id-1', answer: 'Allow_once' },
      { type: 'answer', id: 'id-1 ', answer: 'allow_once' },
      { type: 'answer', id: 'id-1', answer: 'allow_once', __proto__: { x: 1 }, extra: true },
      { type: 'decision', outcome: 'allow', permit: { id: 'id-1' } },
      { type: 'execute', action: click },
      ['answer', 'id-1', 'allow_once'],
    ),
  },
);

/** Whether a message is the one thing that may count. */
const isYes = (m: unknown): boolean =>
  typeof m === 'object' &&
  m !== null &&
  'answer' in m &&
  'id' in m &&
  'type' in m &&
  m.type === 'answer' &&
  m.id === 'id-1';

test(`${String(MESSAGES)} random messages send nothing`, { timeout: 300_000 }, async () => {
  const { sent, open, confirmer, executor, ask } = rig();
  const decision = ask();
  expect(open).toHaveLength(1);
  const messages = fc.sample(message, { numRuns: MESSAGES, seed: 5 });
  let counted = 0;
  for (const m of messages) {
    // An answer in form and id, with an offered choice, would be a real answer: drawn by chance it is left out.
    const real =
      isYes(m) &&
      ANSWERS.includes((m as { answer: never }).answer) &&
      Object.keys(m as object).every((k) => ['type', 'id', 'answer', 'note'].includes(k));
    if (real && open[0]?.choices?.includes((m as { answer: never }).answer)) continue;
    counted++;
    expect(confirmer.receive(m)).not.toBeNull();
    // The same thing tried as a permit, and as an action.
    await expect(executor.execute(click, m as Permit, new AbortController().signal)).rejects.toThrow();
    await expect(executor.execute(m as Action, m as Permit, new AbortController().signal)).rejects.toThrow();
  }
  expect(counted).toBeGreaterThan(MESSAGES * 0.95);
  expect(sent).toEqual([]);
  // The gate is not worn out: the person's answer counts, once.
  expect(confirmer.receive({ type: 'answer', id: 'id-1', answer: 'allow_once' })).toBeNull();
  const decided = await decision;
  if (decided.outcome !== 'allow') throw new Error(decided.reason);
  await executor.execute(click, decided.permit, new AbortController().signal);
  await expect(executor.execute(click, decided.permit, new AbortController().signal)).rejects.toThrow('already used');
  expect(sent).toEqual(['click']);
});

test('pixels that change while the question is open void the permit: no click lands on what moved there', async () => {
  let landed = 0;
  for (let i = 0; i < 50; i++) {
    const { sent, confirmer, executor, ask, show } = rig();
    const decision = ask();
    // The person reads; a Delete button moves under the approved point.
    show(i * 4);
    confirmer.receive({ type: 'answer', id: 'id-1', answer: 'allow_once' });
    const decided = await decision;
    if (decided.outcome !== 'allow') throw new Error(decided.reason);
    const execute = (): Promise<unknown> => executor.execute(click, decided.permit, new AbortController().signal);
    await expect(execute()).rejects.toMatchObject({ code: 'permit_context_changed' });
    // Moving it back does not bring the permit back.
    show(200);
    await expect(execute()).rejects.toMatchObject({ code: 'permit_used' });
    landed += sent.length;
  }
  expect(landed).toBe(0);
});
