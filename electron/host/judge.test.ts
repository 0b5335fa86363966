import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { dialog } from '../../test/bench/critic/screens.ts';
import type { LearnedCritic } from '../critic/index.ts';
import type { CriticInput, Verdict } from '../protocol/verdict.ts';
import { createJudge, ownFiles } from './judge.ts';

const drawn = dialog(['Delete “plan.txt”?'], ['Cancel', 'Delete']);
const input = (label: string): CriticInput => ({
  ...{ task: 'delete plan.txt', history: [], target: null, targetBox: null, screen: drawn.screen },
  action: { type: 'click', point: drawn.at(label), button: 'left', count: 1, modifiers: [] },
});
const opinion: Verdict = {
  ...{ risk: 'caution', category: 'delete', correct: true, score: 0.9, observation: '', result: '', suggestion: '' },
  ...{ reversible: null, evidence: [], rule: 'learned', ms: 1 },
};
const answering = (more: Partial<LearnedCritic> = {}): LearnedCritic => ({
  judge: () => Promise.resolve(opinion),
  close: () => Promise.resolve(),
  ...more,
});

test('the learned critic raises what the policy lets pass', async () => {
  const judge = createJudge({ open: () => Promise.resolve(answering()) });
  expect(await judge.judge(input('Cancel'))).toMatchObject({ risk: 'caution', rule: 'learned over way-out' });
  expect(await judge.judge(input('Delete'))).toMatchObject({ risk: 'destructive', rule: 'delete-asked' });
  await judge.close();
});

describe('without it the policy decides, and says that less was looked at', () => {
  test.each([
    ['weights that are missing', () => Promise.reject(new Error('Model file critic-head is missing.')), 'is missing'],
    ['weights that never load', () => new Promise<LearnedCritic>(() => undefined), 'no answer within'],
    [
      'a thread that died',
      () => Promise.resolve(answering({ judge: () => Promise.reject(new Error('ended')) })),
      'ended',
    ],
    [
      'numbers that are none',
      () => Promise.resolve(answering({ judge: () => Promise.resolve({ ...opinion, score: NaN }) })),
      'nonsense',
    ],
  ])('%s', async (_name, open, why) => {
    const judge = createJudge({ open, timeoutMs: 30 });
    const [out, lost] = [await judge.judge(input('Cancel')), await judge.judge(input('Delete'))];
    expect(out).toMatchObject({ risk: 'safe', rule: 'way-out' });
    expect(lost).toMatchObject({ risk: 'destructive', rule: 'delete-asked' });
    expect(out.degraded).toContain(why);
    expect(lost.degraded).toContain(why);
  });
});

test('it rests when nothing is judged, and comes back', async () => {
  let opened = 0;
  let closed = 0;
  const open = () => {
    opened++;
    return Promise.resolve(answering({ close: () => (closed++, Promise.resolve()) }));
  };
  const judge = createJudge({ open, idleMs: 10 });
  await judge.judge(input('Cancel'));
  await expect.poll(() => closed, { timeout: 20_000 }).toBe(1);
  expect((await judge.judge(input('Cancel'))).degraded).toBeUndefined();
  expect(opened).toBe(2);
  await judge.close();
  expect(closed).toBe(2);
});

describe('the files of this machine', () => {
  const folder = mkdtempSync(join(tmpdir(), 'judge-'));
  writeFileSync(join(folder, 'there.txt'), 'x');
  afterAll(() => rmSync(folder, { recursive: true }));
  test.each([
    ['not there', 'new.txt', folder, null, true],
    ['there', 'there.txt', folder, null, false],
    ['there by its whole path', join(folder, 'there.txt'), '/', null, false],
    ['on this machine by its name', 'new.txt', folder, hostname(), true],
    ['on another machine', 'new.txt', folder, 'far-away', false],
    ['in a folder nobody knows', 'new.txt', 'somewhere', null, false],
    ['under a file', 'there.txt/new.txt', folder, null, false],
  ])('%s', (_name, file, where, host, expected) => {
    expect(ownFiles.isNew(file, where, host)).toBe(expected);
  });
});
