import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CATEGORIES } from '../protocol/verdict.ts';
import type { Verdict } from '../protocol/verdict.ts';
import { openDatabase } from './database.ts';
import { MIGRATIONS } from './migrations.ts';
import { openStore, type Store } from './store.ts';

let home: string;
let store: Store;
let at = 0;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'steadyhand-search-'));
  at = 1000;
  store = openStore({ home, now: () => at++ });
});
afterEach(() => store.close());

const verdict = (risk: Verdict['risk'], category: Verdict['category'], observation = ''): Verdict => ({
  ...{ risk, category, observation, correct: true, score: 0.9, result: '', suggestion: '', reversible: null },
  ...{ evidence: [], rule: 'default', ms: 1 },
});

function run(
  task: string,
  steps: readonly (readonly [what: string, verdict: Verdict, outcome: 'allow' | 'block'])[],
): string {
  const recorder = store.startRun({ task, display: ':1' });
  for (const [i, [what, judged, outcome]] of steps.entries()) {
    const intent = { do: 'click', target: what } as const;
    const ahead = { step: i + 1, what, intent, grounding: null, action: null, verdict: judged, frame: null };
    const ordinal = recorder.writeAhead(ahead);
    recorder.decision(ordinal, { outcome, by: 'test', reason: '', permitId: null });
  }
  recorder.finish('done', 'over');
  return recorder.id;
}

const page = { from: 0, limit: 10 };
const found = (query: string): string[] => store.searchSteps({ query, ...page }).hits.map((h) => h.what);

test('steps are found by the beginnings of their words, newest first', () => {
  run('one', [['Click Speichern unter', verdict('safe', 'none'), 'allow']]);
  run('two', [
    ['Click Save', verdict('safe', 'none'), 'allow'],
    ['Press Löschen', verdict('destructive', 'delete', 'the word Delete stands on it'), 'block'],
  ]);
  expect(found('click')).toEqual(['Click Save', 'Click Speichern unter']);
  expect(found('losch')).toEqual(['Press Löschen']);
  expect(found('delete word')).toEqual(['Press Löschen']);
  expect(found('nothing of it')).toEqual([]);
  expect(found('"; DROP TABLE steps; --')).toEqual([]);
});

test('scripts without spaces are searched in the text itself', () => {
  run('三', [['点击“保存”按钮', verdict('safe', 'none'), 'allow']]);
  expect(found('保存')).toEqual(['点击“保存”按钮']);
});

test('risk, category and outcome narrow it, with the outcome as it was decided', () => {
  run('three', [
    ['Click Save', verdict('caution', 'overwrite'), 'allow'],
    ['Click Delete', verdict('destructive', 'delete'), 'block'],
  ]);
  const of = (filter: Omit<Parameters<Store['searchSteps']>[0], 'from' | 'limit'>): string[] =>
    store.searchSteps({ ...filter, ...page }).hits.map((h) => h.what);
  expect(of({ risk: ['destructive'] })).toEqual(['Click Delete']);
  expect(of({ outcome: ['allow'] })).toEqual(['Click Save']);
  expect(of({ category: [...CATEGORIES] })).toHaveLength(2);
  expect(of({ risk: [] })).toEqual([]);
});

test('pages follow one another and say how many there are', () => {
  run(
    'many',
    Array.from({ length: 25 }, (_, i) => [`Click number ${i}`, verdict('safe', 'none'), 'allow'] as const),
  );
  const all = [0, 10, 20].flatMap((from) => store.searchSteps({ from, limit: 10 }).hits.map((h) => h.ordinal));
  expect(all).toEqual(Array.from({ length: 25 }, (_, i) => 24 - i));
  expect(store.searchSteps(page).total).toBe(25);
});

test('a run is read in parts, and the list in pages and by outcome', () => {
  const id = run(
    'parts',
    Array.from({ length: 7 }, (_, i) => [`Step ${i}`, verdict('safe', 'none'), 'allow'] as const),
  );
  const part = store.stepsOf(id, 5, 10);
  expect(part.total).toBe(7);
  expect(part.steps.map((s) => s.what)).toEqual(['Step 5', 'Step 6']);
  run('later', []);
  const [first] = store.listRuns({ limit: 1 });
  const before = { startedAt: first?.startedAt ?? 0, id: first?.id ?? '' };
  expect(store.listRuns({ before }).map((r) => r.task)).toEqual(['parts']);
  expect(store.listRuns({ status: ['blocked'] })).toEqual([]);
  expect(store.listRuns({ status: ['done'], query: 'later' }).map((r) => r.task)).toEqual(['later']);
});

/** Closes the store and opens one whose history the first `version` migrations made: a run `a`, and these statements. */
async function openHistoryOf(version: number, ...statements: string[]): Promise<void> {
  await store.close();
  const old = mkdtempSync(join(tmpdir(), 'steadyhand-search-'));
  const db = openDatabase({ home: old, migrations: MIGRATIONS.slice(0, version) });
  db.run(
    `INSERT INTO runs (id, task, display, options, pid, process, started_at) VALUES ('a', 't', ':1', '{}', 1, '', 1)`,
  );
  for (const statement of statements) db.run(statement);
  db.close();
  store = openStore({ home: old });
}

test('a history of the version before is searched after it was opened once', async () => {
  await openHistoryOf(
    1,
    `INSERT INTO steps (run_id, ordinal, step, written_at, what, intent, verdict, outcome)
     VALUES ('a', 0, 1, 5, 'Click an old button', '{}', '{"risk":"caution","category":"delete"}', 'allow')`,
  );
  const { hits } = store.searchSteps({ query: 'old but', risk: ['caution'], ...page });
  expect(hits).toMatchObject([{ run: 'a', ordinal: 0, outcome: 'allow' }]);
});

/** Tells what a step was about, as the agent does right after it was decided. */
function tellDecision(recorder: ReturnType<Store['startRun']>, step: number, apps: string[]): void {
  const scope = { apps, windows: [], controls: [], verb: 'click' };
  recorder.event({
    ...{ event: 'decision', runId: recorder.id, at: at++, step },
    ...{ outcome: 'allow', by: 'test', reason: '', scope },
  });
}

function runIn(task: string, apps: readonly string[]): string {
  const recorder = store.startRun({ task, display: ':1' });
  for (const [i, app] of apps.entries()) {
    const what = `Click in ${app}`;
    const intent = { do: 'click', target: what } as const;
    const judged = { verdict: verdict('safe', 'none'), frame: null, grounding: null, action: null };
    const ordinal = recorder.writeAhead({ step: i + 1, what, intent, ...judged });
    recorder.decision(ordinal, { outcome: 'allow', by: 'test', reason: '', permitId: null });
    tellDecision(recorder, i + 1, [app, `${app} helper`]);
  }
  recorder.finish('done', 'over');
  return recorder.id;
}

test('steps and runs are found by the application that was in front', () => {
  runIn('both', ['Mousepad', 'Thunar', 'Thunar']);
  runIn('one', ['Mousepad']);
  run('unknown', [['Press a key', verdict('safe', 'none'), 'allow']]);
  expect(store.searchedApps()).toEqual([
    { app: 'Mousepad', steps: 2 },
    { app: 'Thunar', steps: 2 },
  ]);
  const { total, hits } = store.searchSteps({ app: ['Thunar'], ...page });
  expect([total, hits.map((h) => h.app)]).toEqual([2, ['Thunar', 'Thunar']]);
  expect(store.searchSteps({ app: ['Thunar'], query: 'mousepad', ...page }).total).toBe(0);
  expect(store.listRuns({ app: 'Thunar' }).map((r) => r.task)).toEqual(['both']);
  expect(store.listRuns({ app: 'Mousepad' }).map((r) => r.task)).toEqual(['one', 'both']);
});

test('a step that was taken again counts for the application of its own try', () => {
  const recorder = store.startRun({ task: 'again', display: ':1' });
  for (const app of ['Editor', 'Files']) {
    const intent = { do: 'click', target: 'Save' } as const;
    const ahead = { step: 1, what: 'Click Save', intent, grounding: null, action: null, frame: null };
    const ordinal = recorder.writeAhead({ ...ahead, verdict: verdict('safe', 'none') });
    recorder.decision(ordinal, { outcome: 'allow', by: 'test', reason: '', permitId: null });
    tellDecision(recorder, 1, [app]);
  }
  expect(store.searchSteps(page).hits.map((h) => h.app)).toEqual(['Files', 'Editor']);
});

test('a history of before knows the applications of its steps after it was opened once', async () => {
  await openHistoryOf(
    3,
    `INSERT INTO steps (run_id, ordinal, step, written_at, what, intent) VALUES ('a', 0, 1, 5, 'Click it', '{}')`,
    `INSERT INTO events (run_id, ordinal, event, body)
     VALUES ('a', 0, 'decision', '{"step":1,"scope":{"apps":["Mousepad"]}}'), ('a', 1, 'decision', '{"step":2}')`,
  );
  expect(store.searchSteps({ app: ['Mousepad'], ...page }).hits).toMatchObject([{ ordinal: 0 }]);
});
