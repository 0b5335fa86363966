/**
 * Skills shown once on real applications, replayed where something has changed, the end state checked.
 *
 * `npm run bench -- replay --skills rename,form --changes moved,dark` takes a part. With `--resume FILE` each replay is
 * written there as it ends, what is in it is not done again, and the table is of all of it; `--slice 10` ends after ten.
 */
import type { Person } from '../../../electron/host/person.ts';
import { compileDemo } from '../../../electron/host/demos/compile-demo.ts';
import { startRecording } from '../../../electron/host/demos/record-demo.ts';
import { replaySkill } from '../../../electron/host/demos/replay-skill.ts';
import { namesOf, SkillLibrary, type Values } from '../../../electron/demos/index.ts';
import type { RunEvent } from '../../../electron/protocol/events.ts';
import { messageOf } from '../../../electron/protocol/errors.ts';
import type { Bench, BenchContext } from '../run.ts';
import { CHANGES, mustHalt, type Change } from './changes.ts';
import { openProgress, type End, type Progress, type Result } from './progress.ts';
import { openSite } from './site.ts';
import { MORE_SHOWS } from './more-shows.ts';
import { SHOWS, type Show } from './shows.ts';
import { openStage, type Stage } from './stage.ts';
import { pause } from './person.ts';

const STOP_KEYS = ['ctrl', 'alt', 'escape'];
/** An application is there before its content is. */
const OPENED_MS = 2_500;

const chosen = <T extends { name: string }>(all: readonly T[], variable: string): readonly T[] => {
  const wanted = process.env[variable]?.split(',').map((n) => n.trim());
  return wanted ? all.filter((a) => wanted.includes(a.name)) : all;
};

/** Says yes to whatever the gate asks, as somebody who has shown it does. */
const person: Person = {
  name: 'bench',
  ask: () => Promise.resolve({ answer: 'allow_once' }),
  askYes: () => Promise.resolve(false),
  close: () => undefined,
};

async function onStage<T>(show: Show, change: Change, work: (stage: Stage) => Promise<T>): Promise<T> {
  const variant = change.variant ?? {};
  const site = show.page ? await openSite(show.page(variant)) : null;
  const stage = await openStage(change.look ?? {}, site);
  try {
    show.open(stage, variant);
    await stage.window(show.window);
    await pause(OPENED_MS);
    return await work(stage);
  } finally {
    await stage.close();
    await site?.close();
  }
}

interface Shown {
  readonly steps: number;
  readonly compileMs: number;
}

async function record(show: Show, home: string): Promise<Shown> {
  return onStage(show, { name: 'as shown' }, async (stage) => {
    const recording = await startRecording({
      ...{ name: show.name, home, display: stage.display, stopKeys: STOP_KEYS, replace: true },
      warn: () => undefined,
    });
    await show.show(stage);
    await recording.stop();
    const wrong = await show.wrong(stage);
    if (wrong !== null) {
      stage.screenshot(`/tmp/replay-show-${show.name}.png`);
      throw new Error(`showing ${show.name} did not end well: ${wrong}`);
    }
    const began = performance.now();
    const { skill } = await compileDemo(recording.folder, show.name, home);
    return { steps: skill.steps.length, compileMs: performance.now() - began };
  });
}

/** Of the values the show gives for what a busy machine may have kept as a secret: those that the skill asks for. */
function valuesOf({ name, values = {} }: Show, home: string): Values {
  const known = namesOf(new SkillLibrary(home).read(name).skill);
  return Object.fromEntries(Object.entries(values).filter(([key]) => known.includes(key)));
}

async function replay(show: Show, change: Change, home: string): Promise<Result> {
  return onStage(show, change, async (stage) => {
    await change.arrange?.(stage, show);
    const end = change.during?.(stage, show);
    const began = performance.now();
    const events: RunEvent[] = [];
    const [result] = await replaySkill({
      ...{ name: show.name, home, values: valuesOf(show, home), display: stage.display, confirm: 'allow', person },
      budgets: { maxSteps: 200, maxSeconds: 240 },
      interruptions: { hotkey: STOP_KEYS, onInput: 'stop' },
      reportDir: process.env['STEADYHAND_BENCH_REPORTS'],
      signal: new AbortController().signal,
      emit: (event) => events.push(event),
      warn: () => undefined,
    });
    end?.();
    const seconds = (performance.now() - began) / 1000;
    await pause(900);
    const { status = 'failed', reason = '', steps: actions = 0 } = result?.outcome ?? {};
    const wrong = await show.wrong(stage);
    const harm = show.harmed?.(stage) ?? null;
    const done = status === 'done';
    if (!done || wrong !== null) stage.screenshot(`/tmp/replay-${show.name}-${change.name.replaceAll(' ', '-')}.png`);
    const ending: End = done
      ? wrong === null && !mustHalt(change, show)
        ? 'right'
        : 'silent wrong'
      : harm !== null
        ? 'wrong halt'
        : mustHalt(change, show)
          ? 'right halt'
          : 'halt';
    const after = wrong === null ? ' (the end state was right)' : '';
    const why = done ? (wrong ?? '') : `${status}: ${reason}${harm === null ? after : ` (${harm})`}`;
    return { show: show.name, change: change.name, end: ending, reason: why, seconds, actions };
  });
}

/** Shows it, unless it was shown for this progress before. Answers why it could not be. */
async function shown(show: Show, { home }: Progress, ctx: BenchContext): Promise<string | null> {
  if (new SkillLibrary(home).has(show.name)) return null;
  try {
    const { steps, compileMs } = await record(show, home);
    ctx.log(`${show.name}: shown, ${steps} steps, compiled in ${Math.round(compileMs)} ms`);
    return null;
  } catch (error) {
    ctx.log(`${show.name}: not shown: ${messageOf(error)}`);
    return `${show.name} could not be shown: ${messageOf(error)}`;
  }
}

const share = (n: number, of: number): string => (of === 0 ? '–' : `${n} of ${of} (${(n / of).toFixed(2)})`);

const bench: Bench = {
  name: 'replay',
  title: 'Skills shown once, replayed under changes (end states checked)',
  async run(ctx) {
    const progress = openProgress(process.env['STEADYHAND_BENCH_RESUME']);
    const { home } = progress;
    process.env['STEADYHAND_HOME'] = home;
    const notes: string[] = [];
    let left = Number(process.env['STEADYHAND_BENCH_SLICE'] ?? Infinity);
    for (const show of chosen([...SHOWS, ...MORE_SHOWS], 'STEADYHAND_BENCH_SKILLS')) {
      const changes = chosen(CHANGES, 'STEADYHAND_BENCH_CHANGES').filter((c) => c.fits?.(show) ?? true);
      const open = changes.filter((c) => !progress.has(show.name, c.name));
      if (open.length === 0 || left <= 0) continue;
      const note = await shown(show, progress, ctx);
      if (note !== null) {
        notes.push(note);
        continue;
      }
      for (const change of open.slice(0, left)) {
        left--;
        try {
          const result = await replay(show, change, home);
          progress.add(result);
          ctx.log(`${show.name} / ${change.name}: ${result.end} in ${result.seconds.toFixed(1)} s ${result.reason}`);
        } catch (error) {
          ctx.log(`${show.name} / ${change.name}: the bench failed: ${messageOf(error)}`);
          notes.push(`${show.name} / ${change.name} was not measured: ${messageOf(error)}`);
        }
      }
    }
    const { results } = progress;
    const row = (name: string, of: readonly Result[]): (string | number)[] => {
      const count = (...ends: End[]): number => of.filter((r) => ends.includes(r.end)).length;
      const seconds =
        of.reduce((sum, r) => sum + r.seconds, 0) /
        Math.max(
          1,
          of.reduce((sum, r) => sum + r.actions, 0),
        );
      return [
        name,
        of.length,
        count('right'),
        count('right halt'),
        count('halt'),
        count('wrong halt'),
        count('silent wrong'),
        seconds.toFixed(1),
      ];
    };
    const there = results.filter((r) => r.end !== 'right halt' && !CHANGES.find((c) => c.name === r.change)?.halts);
    const honest = results.filter((r) => r.end !== 'silent wrong' && r.end !== 'wrong halt');
    return {
      columns: ['skill or change', 'replays', 'right', 'right halt', 'false halt', 'harm', 'silent wrong', 's a step'],
      rows: [
        ...[...new Set(results.map((r) => r.show))].map((s) =>
          row(
            s,
            results.filter((r) => r.show === s),
          ),
        ),
        ...[...new Set(results.map((r) => r.change))].map((c) =>
          row(
            `· ${c}`,
            results.filter((r) => r.change === c),
          ),
        ),
        row('all', results),
      ],
      notes: [
        `right end or honest halt ${share(honest.length, results.length)}; right end where the target is there ${share(there.filter((r) => r.end === 'right').length, there.length)}`,
        `false halts ${share(there.filter((r) => r.end === 'halt').length, there.length)}; silent wrong ends ${results.filter((r) => r.end === 'silent wrong').length}`,
        'seconds a step: from the start of a replay to its end, opening and settling included, over the actions sent',
        ...results
          .filter((r) => r.end !== 'right' && r.end !== 'right halt')
          .map((r) => `${r.show} / ${r.change}: ${r.end}: ${r.reason}`),
        ...notes,
      ],
    };
  },
};
export default bench;
