/**
 * What a step costs beside reading the screen and waiting for it to settle: capture, planning, judging, the gate, the
 * record, sending. Measured on real runs in a text editor.
 */
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDesktop } from '../../../scripts/desktop.mjs';
import { StreamConfirmer } from '../../../electron/critic/index.ts';
import { runTask } from '../../../electron/host/run-task.ts';
import type { RunEvent } from '../../../electron/protocol/events.ts';

const RUNS = 3;
const WORDS = ['alpha', 'beta', 'gamma', 'delta', 'epsilon'];
const TASK = WORDS.map((w) => `type "${w}", press Enter`).join(', ');

interface Step {
  readonly total: number;
  readonly reading: number;
  readonly settling: number;
  readonly sending: number;
}

/** Cuts the events of a run into steps: from the look before it to the check after it. */
function stepsOf(events: readonly RunEvent[]): Step[] {
  const steps: Step[] = [];
  let from: number | null = null;
  let reading = 0;
  let sending = 0;
  for (const e of events) {
    if (e.event === 'planned') from = e.at;
    if (e.event === 'observed') reading += e.readMs;
    if (e.event === 'acted') sending = e.ms;
    if (e.event !== 'verified' || from === null) continue;
    steps.push({ total: e.at - from, reading, settling: e.settleMs, sending });
    from = e.at;
    reading = 0;
  }
  return steps;
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;

export default {
  name: 'step',
  title: 'One step of a run, without reading and without waiting for the screen (milliseconds)',
  async run(ctx: { log(line: string): void }) {
    const desktop = await startDesktop();
    const steps: Step[] = [];
    try {
      const file = join(desktop.home, 'bench.txt');
      await writeFile(file, '');
      Object.assign(process.env, desktop.env, { STEADYHAND_HOME: await mkdtemp(join(tmpdir(), 'steadyhand-bench-')) });
      desktop.launch(['mousepad', file]);
      await desktop.waitForWindow(/bench/);
      await new Promise((r) => setTimeout(r, 1000));
      for (let i = 0; i < RUNS; i++) {
        const events: RunEvent[] = [];
        const outcome = await runTask({
          task: TASK,
          display: desktop.display,
          confirm: 'deny',
          person: new StreamConfirmer(process.stdin, process.stderr),
          budgets: { maxSteps: 100, maxSeconds: 300 },
          interruptions: { hotkey: ['ctrl', 'alt', 'escape'], onInput: 'stop' },
          dryRun: false,
          reportDir: undefined,
          signal: new AbortController().signal,
          emit: (e) => events.push(e),
          warn: ctx.log,
        });
        if (outcome.status !== 'done') throw new Error(`the run ended as ${outcome.status}: ${outcome.reason}`);
        steps.push(...stepsOf(events));
        ctx.log(`run ${i + 1} of ${RUNS}: ${events.filter((e) => e.event === 'acted').length} steps`);
      }
    } finally {
      await desktop.stop();
    }
    const row = (name: string, of: (s: Step) => number): (string | number)[] => {
      const values = steps.map(of).sort((a, b) => a - b);
      return [name, Math.round(median(values)), Math.round(values[Math.floor(values.length * 0.9)] ?? NaN)];
    };
    return {
      columns: ['part of a step', 'median', '90th percentile'],
      rows: [
        row('whole step', (s) => s.total),
        row('reading the screen (twice)', (s) => s.reading),
        row('waiting for the screen to settle', (s) => s.settling),
        row('sending', (s) => s.sending),
        row('everything else: the overhead', (s) => s.total - s.reading - s.settling - s.sending),
      ],
      notes: [`${steps.length} steps of ${RUNS} runs in a text editor, 1280×800`],
    };
  },
};
