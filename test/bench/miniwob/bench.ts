/**
 * MiniWoB++: small pages that say what to do and judge it themselves, shown in a real browser and acted on through the
 * screen: pixels in, pointer and keys out, the page's sentence as the task, no language model.
 *
 * `npm run bench -- miniwob --pages DIR [--only click-button,login] [--seeds N]`: DIR is a folder of yours with the
 * pages (`miniwob/html` of a checkout of Farama-Foundation/miniwob-plusplus); they are no part of this project. Results,
 * and pictures and events of what failed, are in out/miniwob.
 */
import { appendFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { emptyFolder, finished, jsonLines, startCli } from '../../fixtures/cli.ts';
import { SteadyhandError } from '../../../electron/protocol/errors.ts';
import type { Bench, BenchContext, BenchTable } from '../run.ts';
import { WobBrowser } from './browser.ts';
import type { Ending } from './browser.ts';
import { KINDS } from './tasks.ts';

const OUT = resolve(import.meta.dirname, '../../../out/miniwob');
/** The pages give a person ten seconds; what is measured here is whether, not how fast. */
const LIMIT_S = 240;
/** What is clicked last may take a moment to count. */
const AFTERWARDS_MS = 2500;

interface Result {
  readonly task: string;
  readonly seed: string;
  readonly utterance: string;
  readonly reward: number;
  readonly done: boolean;
  readonly steps: number;
  readonly questions: number;
  readonly seconds: number;
  readonly reason: string;
}

/** The folder with the pages, or one clear sentence about what is missing. */
export function pagesIn(folder: string | undefined): string {
  const how =
    'Give the folder miniwob/html of a checkout of Farama-Foundation/miniwob-plusplus: npm run bench -- miniwob --pages DIR';
  const refuse = (what: string): SteadyhandError => new SteadyhandError('usage', 'no_pages', what, how);
  if (folder === undefined || folder === '') throw refuse('No pages were named.');
  const missing = ['miniwob', 'core/core.js', 'common'].find((part) => !existsSync(join(folder, part)));
  if (missing !== undefined) throw refuse(`${folder} has no ${missing}.`);
  return resolve(folder);
}

/** The kinds a part names: of the list, or any page by its exact name. */
export function kindsOf(only: string | undefined, pages: string): string[] {
  const parts = (only ?? '').split(',').filter((p) => p !== '');
  if (parts.length === 0) return KINDS.filter((k) => existsSync(join(pages, 'miniwob', `${k}.html`)));
  const found = parts.flatMap((p) =>
    existsSync(join(pages, 'miniwob', `${p}.html`)) ? [p] : KINDS.filter((k) => k.includes(p)),
  );
  if (found.length === 0)
    throw new SteadyhandError(
      'usage',
      'no_pages',
      `There is no page ${parts.join(', ')} in ${pages}.`,
      'Give the name of one.',
    );
  return [...new Set(found)];
}

async function tryOne(browser: WobBrowser, task: string, seed: string): Promise<Result> {
  const { utterance } = await browser.begin(task, seed, (LIMIT_S + 60) * 1000);
  const began = Date.now();
  const home = await emptyFolder();
  const limit = ['--max-seconds', String(LIMIT_S)];
  const child = startCli(['run', utterance, '--confirm', 'allow', '--json', ...limit], {
    env: { ...browser.desktop.env, PATH: process.env['PATH'], STEADYHAND_HOME: home },
  });
  const end = finished(child);
  // What comes after the page has judged would begin another problem.
  const judged = watch(browser, () => child.exitCode !== null || child.signalCode !== null).then((ending) => {
    if (ending.done) child.kill('SIGINT');
    return ending;
  });
  const [run, atEnd] = await Promise.all([end, judged]);
  const until = Date.now() + AFTERWARDS_MS;
  const ending = atEnd.done ? atEnd : await watch(browser, () => Date.now() > until);
  const seconds = (Date.now() - began) / 1000;
  const events = jsonLines(run.stdout);
  const count = (name: string): number => events.filter((e) => e['event'] === name).length;
  const said = events.find((e) => e['event'] === 'run_finished')?.['reason'];
  const result: Result = {
    ...{ task, seed, utterance, seconds, reward: ending.reward, done: ending.done },
    ...{ steps: count('acted'), questions: count('confirmation_requested') },
    reason: typeof said === 'string' ? said : run.stderr.trim().slice(-200),
  };
  mkdirSync(OUT, { recursive: true });
  const file = join(OUT, `${task}-${seed}`);
  for (const kind of ['png', 'jsonl']) rmSync(`${file}.${kind}`, { force: true });
  if (!isGood(result)) {
    browser.desktop.screenshot(`${file}.png`);
    writeFileSync(`${file}.jsonl`, run.stdout);
  }
  appendFileSync(join(OUT, 'results.jsonl'), `${JSON.stringify(result)}\n`);
  rmSync(home, { recursive: true, force: true });
  return result;
}

/** Looks until the page has judged, or until it is enough. */
async function watch(browser: WobBrowser, enough: () => boolean): Promise<Ending> {
  for (;;) {
    const ending = await browser.ending();
    if (ending.done || enough()) return ending;
    await sleep(150);
  }
}

/** Anything above nothing is a success, as its authors count it. */
const isGood = (r: Result): boolean => r.done && r.reward > 0;

function tableOf(results: readonly Result[], seeds: number): BenchTable {
  const kinds = [...new Set(results.map((r) => r.task))];
  const mean = (values: readonly number[]): string =>
    (values.reduce((sum, v) => sum + v, 0) / Math.max(1, values.length)).toFixed(1);
  const rows = kinds.map((kind) => {
    const own = results.filter((r) => r.task === kind);
    const bad = own.find((r) => !isGood(r));
    return [
      kind,
      `${own.filter(isGood).length}/${own.length}`,
      mean(own.map((r) => r.steps)),
      mean(own.map((r) => r.seconds)),
      bad ? (bad.done ? 'done wrongly' : bad.reason.slice(0, 90)) : '',
    ];
  });
  const good = results.filter(isGood).length;
  const asked = results.reduce((sum, r) => sum + r.questions, 0);
  const whole = `${(good / Math.max(1, results.length)).toFixed(3)} (${good}/${results.length})`;
  return {
    columns: ['task', 'success', 'steps', 's', 'why not'],
    rows: [...rows, ['all', whole, '', '', '']],
    notes: [
      `${kinds.length} kinds of tasks that plain clicking and typing can solve, ${seeds} seeds each, shown at 200 %.`,
      `The planner is the compiler with playbooks, no language model. ${asked} questions were put and answered with yes.`,
      'Time is that of the whole program, with its start; the limit of ten seconds of the pages is lifted.',
    ],
  };
}

export default {
  name: 'miniwob',
  title: 'MiniWoB++ pages through the screen: success by the reward of the page',
  async run(context: BenchContext): Promise<BenchTable> {
    const pages = pagesIn(process.env['STEADYHAND_BENCH_PAGES']);
    const kinds = kindsOf(process.env['STEADYHAND_BENCH_ONLY'], pages);
    const seeds = Number(process.env['STEADYHAND_BENCH_SEEDS'] ?? 2);
    if (!Number.isInteger(seeds) || seeds < 1)
      throw new SteadyhandError('usage', 'no_seeds', '--seeds is no number of seeds.', 'Give a whole number from 1.');
    const results: Result[] = [];
    const browser = await WobBrowser.open(pages);
    try {
      for (const task of kinds) {
        for (let n = 1; n <= seeds; n++) {
          const result = await tryOne(browser, task, `seed-${n}`);
          results.push(result);
          const how = isGood(result) ? 'good' : `${result.done ? 'done wrongly' : 'not done'}: ${result.reason}`;
          context.log(
            `${task} ${n}: ${how} (${result.steps} steps, ${result.seconds.toFixed(1)} s) "${result.utterance}"`,
          );
        }
      }
    } finally {
      await browser.close();
    }
    return tableOf(results, seeds);
  },
} satisfies Bench;
