import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dialog, page } from '../../../test/bench/critic/screens.ts';
import { ModelRegistry, shippedModelsDir } from '../../inference/registry.ts';
import { RISKS, type CriticInput, type Verdict } from '../../protocol/verdict.ts';
import { combineCritics } from '../combined.ts';
import { consider, createCritic } from '../critic.ts';
import { verdictIsUsable } from '../gate/settings.ts';
import { loadBash } from '../policy/bash.ts';
import { SHIPPED_POLICY } from '../policy/table.ts';
import { factsOf } from './facts.ts';
import { createLearnedCritic, verdictOf, type LearnedCritic } from './learned.ts';
import type { Opinion } from './opinion-protocol.ts';

const drawn = dialog(['Delete “plan.txt”?', 'This cannot be undone.'], ['Cancel', 'Delete']);
const input = (label: string, task: string, history: readonly string[] = []): CriticInput => ({
  ...{ task, history, target: null, targetBox: null, screen: drawn.screen },
  action: { type: 'click', point: drawn.at(label), button: 'left', count: 1, modifiers: [] },
});

describe('the shipped weights', () => {
  let learned: LearnedCritic;
  beforeAll(async () => {
    learned = await createLearnedCritic({ models: await ModelRegistry.open(), alone: true });
  }, 120_000);
  afterAll(() => learned.close());

  test('the last question before something is lost is destructive, the way out is not', async () => {
    const [lost, out] = [
      await learned.judge(input('Delete', 'delete plan.txt')),
      await learned.judge(input('Cancel', 'delete plan.txt')),
    ];
    expect(verdictIsUsable(lost) && verdictIsUsable(out)).toBe(true);
    expect(lost.risk).toBe('destructive');
    expect(lost.category).toBe('delete');
    expect(out.risk).toBe('safe');
  });

  test('a step that the task asks for is likelier right than one it does not', async () => {
    const [asked, other] = [
      await learned.judge(input('Delete', 'delete plan.txt')),
      await learned.judge(input('Delete', 'make the text bigger')),
    ];
    expect(asked.score).toBeGreaterThan(other.score + 0.3);
    expect(asked.correct).toBe(true);
    expect(other).toMatchObject({ correct: false });
    expect(other.suggestion).toContain('another step');
  });

  test('the same step gives the same opinion', async () => {
    const of = ({ ms: _ms, ...v }: Verdict) => v;
    const i = input('Delete', 'delete plan.txt', ['opened Files']);
    expect(of(await learned.judge({ ...i }))).toEqual(of(await learned.judge({ ...i })));
  });

  test('texts of any length and script are judged', async () => {
    for (const task of ['', 'x'.repeat(20_000), '删除所有文件', '\u0000\n\t', '😀'.repeat(300)]) {
      expect(verdictIsUsable(await learned.judge(input('Delete', task)))).toBe(true);
    }
  });

  test('beside the policy nothing is lowered', async () => {
    const policy = createCritic();
    const both = combineCritics(policy, { learned });
    for (const label of ['Cancel', 'Delete'])
      for (const task of ['delete plan.txt', 'keep plan.txt', 'read my mail']) {
        const [p, b] = [await policy.judge(input(label, task)), await both.judge(input(label, task))];
        expect(RISKS.indexOf(b.risk)).toBeGreaterThanOrEqual(RISKS.indexOf(p.risk));
        expect(b.degraded).toBeUndefined();
      }
  });
});

describe('weights that cannot be used', () => {
  const copies: string[] = [];
  afterAll(() => copies.forEach((dir) => rmSync(dir, { recursive: true })));
  const copy = (): string => {
    const dir = mkdtempSync(join(tmpdir(), 'critic-models-'));
    copies.push(dir);
    for (const part of ['manifest.json', 'critic/weights', 'grounding/weights'])
      cpSync(join(shippedModelsDir(), part), join(dir, part), { recursive: true });
    return dir;
  };
  test('missing', async () => {
    const dir = copy();
    rmSync(join(dir, 'critic/weights/critic-head.onnx'));
    await expect(createLearnedCritic({ models: await ModelRegistry.open(dir) })).rejects.toMatchObject({
      code: 'model_missing',
    });
  });
  test('changed', async () => {
    const dir = copy();
    const file = join(dir, 'critic/weights/critic-head.onnx');
    const bytes = readFileSync(file);
    bytes[1000] = (bytes[1000] ?? 0) ^ 255;
    writeFileSync(file, bytes);
    await expect(createLearnedCritic({ models: await ModelRegistry.open(dir) })).rejects.toMatchObject({
      code: 'model_damaged',
    });
  });
});

describe('numbers that are none are no opinion', () => {
  const cuts = { a: 1, b: 0, caution: 0.9, destructive: 0.9, doubt: 0.3 };
  const sound: Opinion = {
    risk: [0.02, 0.03, 0.95],
    category: Array.from({ length: 13 }, () => 1 / 13),
    correct: 0.7,
    cuts,
  };
  const come = async (opinion: Opinion): Promise<Verdict> => {
    await loadBash();
    const i = input('Delete', 'delete plan.txt');
    const considered = consider(SHIPPED_POLICY, i);
    return verdictOf(opinion, factsOf(i, considered), considered, i);
  };
  test('sound ones are', async () => {
    // The policy has an entry of its own here: it takes more.
    expect(await come({ ...sound, risk: [0.06, 0.0, 0.94] })).toMatchObject({ risk: 'safe', correct: true });
    const surer = { ...sound, risk: [0.005, 0.005, 0.99] };
    expect(await come(surer)).toMatchObject({ risk: 'destructive', correct: true });
  });
  test('of Enter in a window that asks nothing it says nothing, however sure it is', async () => {
    await loadBash();
    const plain = page([[40, 120, 'one']], ['steps.txt - Mousepad', 'mousepad']);
    const i: CriticInput = {
      ...{ task: 'type one, press Enter', history: [], target: null, targetBox: null, screen: plain.screen },
      action: { type: 'hotkey', keys: ['Return'] },
    };
    const considered = consider(SHIPPED_POLICY, i);
    const verdict = verdictOf({ ...sound, risk: [0, 0, 1] }, factsOf(i, considered), considered, i);
    expect(verdict.risk).toBe('safe');
  });
  test.each([
    ['a probability', { ...sound, correct: NaN }],
    ['a share', { ...sound, risk: [NaN, 0.5, 0.5] }],
    ['too few shares', { ...sound, risk: [0.5, 0.5] }],
    ['a category', { ...sound, category: [Infinity] }],
  ])('%s', async (_name, opinion) => {
    await expect(come(opinion)).rejects.toThrow('numbers that are none');
  });
});
