/**
 * How right the policy is, the learned critic, and both, on the judged questions of this repository (cases/), and what a
 * judgement costs on a busy screen. With `STEADYHAND_CRITIC_SET=FILE.jsonl` (lines as for `critique --batch`, with
 * `label: { risk, correct }`) also on that set.
 */
import { createLearnedCritic, combineCritics, createCritic } from '../../../electron/critic/index.ts';
import { DEFAULT_GATE_SETTINGS, fixedConfirmer, Gate } from '../../../electron/critic/gate/index.ts';
import { ModelRegistry } from '../../../electron/inference/registry.ts';
import type { Action } from '../../../electron/protocol/action.ts';
import type { ActionContext, Critic, CriticInput } from '../../../electron/protocol/verdict.ts';
import { ENGLISH } from './cases/english.ts';
import { FRESH } from './cases/fresh.ts';
import { FRESHER } from './cases/fresher.ts';
import { LANGUAGES_CASES } from './cases/languages.ts';
import { COLUMNS, scoreCases, scoreSet, type Critics, type Row } from './score.ts';
import { Canvas } from './screens.ts';

const quantile = (values: readonly number[], q: number): string =>
  ([...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * q))] ?? NaN).toFixed(2);
const times = (what: string, ms: readonly number[]): string =>
  `${what}: median ${quantile(ms, 0.5)} ms, p95 ${quantile(ms, 0.95)} ms, ${ms.length} times`;

/** 300 lines of text and a dialog, full HD. */
function busyScreen(): CriticInput {
  const c = new Canvas(1920, 1080);
  c.framed(60, 60, 1860, 1020, [250, 250, 250]);
  for (let i = 0; i < 295; i++)
    c.text(80 + (i % 5) * 350, 80 + Math.floor(i / 5) * 15, `entry ${String(i)} of the list`);
  c.framed(700, 400, 1200, 640, [238, 238, 238]);
  c.text(740, 430, 'Delete 3 files permanently?');
  c.text(740, 460, 'This cannot be undone.');
  c.text(760, 600, 'Cancel');
  c.text(980, 600, 'OK');
  const drawn = c.done();
  const action: Action = { type: 'click', point: drawn.at('OK'), button: 'left', count: 1, modifiers: [] };
  return { task: 'Delete the three files', history: [], action, target: null, targetBox: null, screen: drawn.screen };
}

async function timeJudging(critic: Critic): Promise<number[]> {
  const ms: number[] = [];
  const input = busyScreen();
  for (let i = 0; i < 25; i++) {
    // Another screen and another step each time: nothing is kept of the one before but what texts mean.
    const each: CriticInput = { ...input, task: `Delete the ${i} files`, screen: { ...input.screen } };
    const t = performance.now();
    await critic.judge(each);
    if (i >= 5) ms.push(performance.now() - t);
  }
  return ms;
}

async function timeGate(critic: Critic): Promise<number[]> {
  const input = busyScreen();
  const context: ActionContext = { hash: 'x', patches: [], focus: null };
  const gate = new Gate({
    clock: Date.now,
    confirmer: fixedConfirmer('allow'),
    settings: { ...DEFAULT_GATE_SETTINGS, actionsPerMinute: 6000 },
    contextMatches: () => true,
    randomId: () => crypto.randomUUID(),
  });
  const verdict = await critic.judge(input);
  const ms: number[] = [];
  for (let i = 0; i < 500; i++) {
    const t = performance.now();
    const d = await gate.decide(
      { verdict, action: input.action, context, task: input.task, picture: null, target: null },
      new AbortController().signal,
    );
    if (d.outcome === 'allow') gate.redeem(d.permit, input.action, context);
    ms.push(performance.now() - t);
  }
  return ms;
}

export default {
  name: 'critic',
  title: 'Critic and gate (screen already read)',
  async run(ctx: {
    log(line: string): void;
  }): Promise<{ columns: string[]; rows: (string | number)[][]; notes: string[] }> {
    const models = await ModelRegistry.open();
    const learned = await createLearnedCritic({ models });
    const alone = await createLearnedCritic({ models, alone: true });
    const policy = createCritic();
    const both = combineCritics(policy, { learned });
    const critics: Critics = { 'policy alone': policy, 'learned critic alone': alone, both };
    const rows: Row[] = [];
    try {
      const notes = [
        times('policy, 300 elements at 1920×1080', await timeJudging(policy)),
        times('both, the same', await timeJudging(both)),
        times('gate: ask, decide, redeem', await timeGate(policy)),
      ];
      ctx.log('critic: timed');
      rows.push(...(await scoreCases('English', ENGLISH, critics)));
      rows.push(...(await scoreCases('ten languages', LANGUAGES_CASES, critics)));
      rows.push(...(await scoreCases('agreements', FRESH, critics)));
      rows.push(...(await scoreCases('agreements, second', FRESHER, critics)));
      const set = process.env['STEADYHAND_CRITIC_SET'];
      if (set !== undefined) rows.push(...(await scoreSet(set, critics, (line) => ctx.log(line))));
      else notes.push('STEADYHAND_CRITIC_SET=FILE.jsonl adds a set of pictures, with the share of right steps.');
      return { columns: COLUMNS, rows: rows.map((r) => [...r]), notes };
    } finally {
      await learned.close();
      await alone.close();
    }
  },
};
