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
import { messageOf } from '../../../electron/protocol/errors.ts';
import type { Bench, BenchContext } from '../run.ts';
import { CHANGES, mustHalt, type Change } from './changes.ts';
import { compareWithFlow } from './flow.ts';
import { openProgress, type End, type Player, type Progress, type Result } from './progress.ts';
import { recordingOf, replayRaw } from './raw.ts';
import { prepareRows, replayRows } from './rows.ts';
import { tableOf } from './table.ts';
import { openSite } from './site.ts';
import { MORE_SHOWS } from './more-shows.ts';
import { SHOWS, type Show } from './shows.ts';
import { openStage, type Stage } from './stage.ts';
import { pause } from './person.ts';

const STOP_KEYS = ['ctrl', 'alt', 'escape'];
/** An application is there before its content is. */
const OPENED_MS = 2_500;
/** Under which changes the bare coordinates are replayed as well. */
const RAW = new Set(['same', 'moved', 'more or reordered']);

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

/** What every replay is asked with; the person says yes. */
const playOf = (name: string, home: string, stage: Stage): Omit<Parameters<typeof replaySkill>[0], 'values'> => ({
  ...{ name, home, display: stage.display, confirm: 'allow', person },
  budgets: { maxSteps: 200, maxSeconds: 240 },
  interruptions: { hotkey: STOP_KEYS, onInput: 'stop' },
  reportDir: process.env['STEADYHAND_BENCH_REPORTS'],
  signal: new AbortController().signal,
  emit: () => undefined,
  warn: () => undefined,
});

/** Twenty rows through the skill that renames a file; answers the line for the table. */
async function rows(progress: Progress, ctx: BenchContext): Promise<string> {
  const show = SHOWS.find((s) => s.name === 'rename');
  if (!show) return 'twenty rows: there is no show of renaming';
  const note = await shown(show, progress, ctx);
  if (note !== null) return `twenty rows: ${note}`;
  const more: Show = {
    ...show,
    open(stage, variant) {
      prepareRows(stage);
      show.open(stage, variant);
    },
  };
  const {
    right,
    wrong,
    failed,
    seconds,
    note: why,
  } = await onStage(more, { name: 'rows' }, async (stage) => {
    // A replay does not scroll for what is out of sight: all files are in sight.
    await stage.place(await stage.window(show.window), [20, 30, 1040, 700]);
    return replayRows(stage, show.name, playOf(show.name, progress.home, stage));
  });
  const line = `twenty rows, of which one names a file that is not there: ${right} right, failed: ${failed.join(', ') || 'none'}, wrong: ${wrong.join(', ') || 'none'}, ${seconds.toFixed(0)} s (${why})`;
  ctx.log(line);
  return line;
}

async function replay(show: Show, change: Change, home: string): Promise<Result> {
  return onStage(show, change, async (stage) => {
    await change.arrange?.(stage, show);
    const end = change.during?.(stage, show);
    const began = performance.now();
    const [result] = await replaySkill({ ...playOf(show.name, home, stage), values: valuesOf(show, home) });
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

/** The recorded events again, at their coordinates, on the same changed desktop. */
async function replayAsRaw(show: Show, change: Change, home: string): Promise<Result> {
  return onStage(show, change, async (stage) => {
    await change.arrange?.(stage, show);
    const seconds = await replayRaw(stage.display, recordingOf(show.name, home), Object.values(show.values ?? {}));
    await pause(900);
    const wrong = await show.wrong(stage);
    const { skill } = new SkillLibrary(home).read(show.name);
    const right = wrong === null && !mustHalt(change, show);
    const end: End = right ? 'right' : 'silent wrong';
    const actions = skill.steps.length;
    return { by: 'raw', show: show.name, change: change.name, end, reason: wrong ?? '', seconds, actions };
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

const picked = (variable: string, name: string): boolean =>
  process.env[variable]?.split(',').some((n) => n.trim() === name) ?? true;

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
      const wanted = changes.flatMap((change): [Change, Player][] =>
        RAW.has(change.name)
          ? [
              [change, 'steadyhand'],
              [change, 'raw'],
            ]
          : [[change, 'steadyhand']],
      );
      const open = wanted.filter(([c, by]) => !progress.has(show.name, c.name, by));
      if (open.length === 0 || left <= 0) continue;
      const note = await shown(show, progress, ctx);
      if (note !== null) {
        notes.push(note);
        continue;
      }
      for (const [change, by] of open.slice(0, left)) {
        left--;
        const what = `${show.name} / ${change.name}${by === 'raw' ? ' (coordinates)' : ''}`;
        try {
          const result = await (by === 'raw' ? replayAsRaw : replay)(show, change, home);
          progress.add(result);
          ctx.log(`${what}: ${result.end} in ${result.seconds.toFixed(1)} s ${result.reason}`);
        } catch (error) {
          ctx.log(`${what}: the bench failed: ${messageOf(error)}`);
          notes.push(`${what} was not measured: ${messageOf(error)}`);
        }
      }
    }
    if (left > 0) {
      const compared = await compareWithFlow({
        log: (line) => ctx.log(line),
        skills: (name) => picked('STEADYHAND_BENCH_SKILLS', name),
        changes: (name) => picked('STEADYHAND_BENCH_CHANGES', name),
        has: (show, change) => progress.has(show, change, 'flow'),
        add: (result) => progress.add(result),
      });
      notes.push(...compared);
    }
    if (left > 0 && picked('STEADYHAND_BENCH_SKILLS', 'rows')) notes.push(await rows(progress, ctx));
    return tableOf(progress.results, notes);
  },
};
export default bench;
