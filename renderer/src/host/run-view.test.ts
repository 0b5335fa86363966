import { describe, expect, test } from 'vitest';
import type { RunEvent } from '../../../electron/protocol/events.ts';
import { emptyRun, reduceRun, withHeat, type RunView } from './run-view.ts';

const base = { runId: 'r1', at: 1000 };
const observed = (step: number): RunEvent => ({
  event: 'observed',
  ...base,
  step,
  elements: 3,
  windows: 1,
  readMs: 10,
  cached: 1,
  read: 2,
  frame: 'f1',
});
const decision = (step: number, outcome: 'allow' | 'block'): RunEvent => ({
  event: 'decision',
  ...base,
  step,
  outcome,
  by: 'default:safe',
  reason: '',
});
const notice: RunEvent = { event: 'notice', ...base, message: 'waiting' };
const play = (events: readonly RunEvent[]): RunView =>
  events.reduce((view, event, seq) => reduceRun(view, seq, event), emptyRun('r1', 'a task', 0));

describe('a run made of its events', () => {
  test('what belongs to one step is one card', () => {
    const view = play([observed(0), decision(0, 'allow'), observed(1)]);
    expect(view.cards.map((c) => [c.step, c.decision?.outcome ?? null])).toEqual([
      [0, 'allow'],
      [1, null],
    ]);
  });

  test('the look that checks what an input has done belongs to its step, and the picture is the one it was decided on', () => {
    const acted: RunEvent = {
      event: 'acted',
      ...base,
      step: 1,
      intent: { do: 'click', target: 'Save' },
      what: 'Click',
      via: 'xtest',
      ms: 3,
    };
    const after = { ...observed(1), frame: 'f2' } as RunEvent;
    const { cards } = play([observed(1), decision(1, 'allow'), acted, after]);
    expect(cards.map((c) => c.observed?.frame)).toEqual(['f1']);
  });

  test('looking twice before a decision is still one attempt; after it, it is another', () => {
    expect(play([observed(0), observed(0)]).cards).toHaveLength(1);
    expect(play([observed(0), decision(0, 'block'), observed(0)]).cards).toHaveLength(2);
  });

  test('an event that comes again after a reconnect changes nothing', () => {
    const view = play([observed(0), decision(0, 'allow')]);
    expect(reduceRun(view, 1, decision(0, 'block'))).toBe(view);
  });

  test('a remark stands after the cards there were when it came', () => {
    expect(play([observed(0), notice, observed(1)]).notices.map((n) => n.after)).toEqual([1]);
  });

  test('an event that this version does not know is counted and otherwise left alone', () => {
    const unknown = { event: 'danced', ...base } as unknown as RunEvent;
    const view = play([observed(0), unknown]);
    expect([view.cards.length, view.lastSeq]).toEqual([1, 1]);
  });

  test('a heat map goes to the newest attempt at its step', () => {
    const heat = { box: { x1: 0, y1: 0, x2: 1, y2: 1 }, columns: 1, rows: 1, values: new Uint8Array([9]) };
    const view = withHeat(play([observed(0), decision(0, 'block'), observed(0)]), 0, heat);
    expect(view.cards.map((c) => c.heat !== null)).toEqual([false, true]);
  });
});
