import { expect, test } from 'vitest';
import type { RunOutcome } from '../../agent/run.ts';
import type { ListedSkill } from '../../demos/index.ts';
import type { RunEvent } from '../../protocol/events.ts';
import { runAsked, type AskedOptions, type AskedParts } from './run-asked.ts';

const skill: NonNullable<ListedSkill['skill']> = {
  ...{ format: 1, name: 'weekly', title: 'Weekly report', said: ['Send the weekly report for {{month}}'] },
  parameters: [{ name: 'month', type: 'text', default: 'March' }],
  recorded: { at: '', screen: [1, 1], monitors: 1, scale: 1 },
  steps: [{ do: 'type', say: 'Type', risk: 'safe', category: 'none', text: '{{month}}' }],
};
const stats = { replays: 0, done: 0, lastAt: null, lastFailure: null };
const outcome: RunOutcome = { status: 'done', reason: '', steps: 1, answers: [], ms: 1 };

/** Asks for a task; answers what was done and what was said. */
async function ask(task: string, over: Partial<AskedOptions> = {}, partly: Partial<AskedParts> = {}) {
  const [did, said, events] = [[] as string[], [] as string[], [] as RunEvent[]];
  const parts: AskedParts = {
    list: () => [{ name: 'weekly', fault: null, stats, skill }],
    isPlanned: () => Promise.resolve(false),
    run: () => Promise.resolve((did.push('planned'), outcome)),
    prepare: () => ({ skill, jobs: [], stored: new Map() }),
    replay: ({ values }) => Promise.resolve((did.push(`replayed ${JSON.stringify(values)}`), [{ outcome }])),
    ...partly,
  };
  const options = {
    ...{ task, display: undefined, confirm: 'deny', dryRun: false, reportDir: undefined },
    budgets: { maxSteps: 1, maxSeconds: 1 },
    interruptions: { hotkey: ['f12'], onInput: 'stop' },
    signal: new AbortController().signal,
    emit: (e: RunEvent) => events.push(e),
    warn: (line: string) => said.push(line),
    ...over,
  } as AskedOptions;
  await runAsked(options, parts);
  return { did, said: said.join('\n'), events };
}

test('the sentence of a skill is done by it, and that is said', async () => {
  const { did, said } = await ask('send the weekly report for April');
  expect(did).toEqual(['replayed {"month":"April"}']);
  expect(said).toContain('the skill “weekly” (month: April)');
});

test('on doubt the skill is named and the task is planned', async () => {
  const { did, said } = await ask('the weekly report');
  expect(did).toEqual(['planned']);
  expect(said).toContain('steadyhand demo replay weekly');
});

test('on doubt a person is asked where there is no plan, and decides', async () => {
  const questions: string[] = [];
  const answer = (yes: boolean) => (question: string) => Promise.resolve((questions.push(question), yes));
  expect((await ask('the weekly report', { askFirst: answer(true) })).did).toEqual(['replayed {}']);
  expect((await ask('the weekly report', { askFirst: answer(false) })).did).toEqual(['planned']);
  expect(questions).toHaveLength(2);
  const planned = { isPlanned: () => Promise.resolve(true) };
  expect((await ask('the weekly report', { askFirst: answer(true) }, planned)).did).toEqual(['planned']);
  expect(questions).toHaveLength(2);
});

test('a planner that was chosen is the planner, and a dry run sends nothing', async () => {
  expect((await ask('send the weekly report for April', { planner: 'compiled' })).did).toEqual(['planned']);
  const dry = await ask('send the weekly report for April', { dryRun: true });
  expect(dry.did).toEqual([]);
  expect(dry.events.map((e) => e.event)).toEqual(['run_started', 'planned', 'run_finished']);
});

test('a library that cannot be read keeps nobody from their task', async () => {
  const broken = {
    list: () => {
      throw new Error('disk');
    },
  };
  const { did, said } = await ask('send the weekly report for April', {}, broken);
  expect(did).toEqual(['planned']);
  expect(said).toContain('disk');
});
