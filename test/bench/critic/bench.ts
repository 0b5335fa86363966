/**
 * Time of one judgement on a busy screen, and of the gate around it. With `STEADYHAND_CRITIC_SET=FILE.jsonl` (lines as for
 * `critique --batch`, with `label: { risk, correct }`) also how right the policy is, alone and with the learned critic.
 */
import { createCritic } from '../../../electron/critic/critic.ts';
import { DEFAULT_GATE_SETTINGS, fixedConfirmer, Gate } from '../../../electron/critic/gate/index.ts';
import type { Action } from '../../../electron/protocol/action.ts';
import type { ActionContext } from '../../../electron/protocol/verdict.ts';
import { scoreSet } from './score.ts';
import { Canvas } from './screens.ts';

const quantile = (values: readonly number[], q: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * q))] ?? NaN;

export default {
  name: 'critic',
  title: 'Critic and gate (screen already read)',
  async run(ctx: {
    log(line: string): void;
  }): Promise<{ columns: string[]; rows: (string | number)[][]; notes?: string[] }> {
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
    const critic = createCritic();
    const input = {
      task: 'Delete the three files',
      history: [],
      action,
      target: null,
      targetBox: null,
      screen: drawn.screen,
    };
    const judged: number[] = [];
    for (let i = 0; i < 25; i++) {
      const t = performance.now();
      await critic.judge(input);
      if (i >= 5) judged.push(performance.now() - t);
    }
    ctx.log(`critic: judged ${String(judged.length)} times`);

    const context: ActionContext = { hash: 'x', patches: [], focus: null };
    const gate = new Gate({
      clock: Date.now,
      confirmer: fixedConfirmer('allow'),
      settings: { ...DEFAULT_GATE_SETTINGS, actionsPerMinute: 6000 },
      contextMatches: () => true,
      randomId: () => crypto.randomUUID(),
    });
    const verdict = await critic.judge(input);
    const gated: number[] = [];
    for (let i = 0; i < 500; i++) {
      const t = performance.now();
      const d = await gate.decide(
        { verdict, action, context, task: input.task, picture: null, target: null },
        new AbortController().signal,
      );
      if (d.outcome === 'allow') gate.redeem(d.permit, action, context);
      gated.push(performance.now() - t);
    }
    const row = (what: string, ms: readonly number[]): (string | number)[] => [
      what,
      Number(quantile(ms, 0.5).toFixed(2)),
      Number(quantile(ms, 0.95).toFixed(2)),
      ms.length,
    ];
    const times = [row('judge, 300 elements, 1920×1080', judged), row('gate: ask, decide, redeem', gated)];
    const set = process.env['STEADYHAND_CRITIC_SET'];
    const scores = set === undefined ? [] : await scoreSet(set, (line) => ctx.log(line));
    return {
      columns: ['what', 'median ms', 'p95 ms', 'runs'],
      rows: times,
      notes:
        scores.length > 0
          ? scores
          : [
              'STEADYHAND_CRITIC_SET=FILE.jsonl adds: destructive stopped, safe and right but asked, risk right, step right.',
            ],
    };
  },
};
