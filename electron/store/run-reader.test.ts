import { expect, onTestFinished, test } from 'vitest';
import { recordStep, sampleStep, temporaryFolder } from '../../test/bench/store/sample.ts';
import Database from 'better-sqlite3';
import { openStore, type Store } from './store.ts';

function open(): Store {
  const folder = temporaryFolder();
  const store = openStore({ home: folder.path });
  onTestFinished(async () => {
    await store.close();
    folder.remove();
  });
  return store;
}

/** Makes a run look as if a process that is gone had written it. */
function orphan(store: Store, id: string): void {
  const raw = new Database(store.file);
  // 2^22 is above any pid Linux gives out.
  raw.prepare('UPDATE runs SET pid = 4194999 WHERE id = ?').run(id);
  raw.close();
}

test('runs are found by the beginning of any word in task, steps, reason and answers', () => {
  const store = open();
  const one = store.startRun({ task: 'Öffne den Taschenrechner', display: ':99' });
  one.writeAhead(sampleStep(1, { what: 'Click the multiply button' }));
  one.finish('done', 'all steps done', ['408']);
  store.startRun({ task: 'Rename the report', display: ':99' }).finish('blocked', 'the person said no');
  store.startRun({ task: '電卓を開く', display: ':99' }).finish('done', 'ok');
  const found = (query: string): string[] => store.listRuns({ query }).map((r) => r.task);
  expect(found('offne multip')).toEqual(['Öffne den Taschenrechner']);
  expect(found('408')).toEqual(['Öffne den Taschenrechner']);
  expect(found('said no')).toEqual(['Rename the report']);
  expect(found('電卓')).toEqual(['電卓を開く']);
  expect(found('nothing like it')).toEqual([]);
});

test.each(['"', '*', 'a" OR "b', 'NEAR(', 'text:', "'; DROP TABLE runs; --", '%', '(('])(
  'the query %s is text, not syntax',
  (query) => {
    const store = open();
    store.startRun({ task: 'press Save', display: ':99' });
    expect(store.listRuns({ query })).toEqual([]);
  },
);

test('the newest run is listed first, as many as asked for', () => {
  const folder = temporaryFolder();
  onTestFinished(folder.remove);
  let clock = 1000;
  const store = openStore({ home: folder.path, now: () => clock++ });
  for (const task of ['a', 'b', 'c']) store.startRun({ task, display: ':99' });
  expect(store.listRuns({ limit: 2 }).map((r) => r.task)).toEqual(['c', 'b']);
  expect(store.showRun('last').task).toBe('c');
});

test('a run is found by the beginning of its id; what fits none or several is a usage error', () => {
  const store = open();
  for (const id of ['abc-1', 'abc-2', 'abc-22']) store.startRun({ task: id, display: ':99', id });
  expect(store.showRun('abc-1').id).toBe('abc-1');
  expect(store.showRun('abc-2').id).toBe('abc-2');
  expect(store.showRun('abc-22').id).toBe('abc-22');
  expect(() => store.showRun('abc')).toThrow(expect.objectContaining({ kind: 'usage', code: 'run_ambiguous' }));
  for (const wanted of ['x', '', '%'])
    expect(() => store.showRun(wanted)).toThrow(expect.objectContaining({ kind: 'usage', code: 'run_unknown' }));
});

test('asking for the last run when there is none says so', () => {
  expect(() => open().showRun('last')).toThrow(expect.objectContaining({ code: 'run_unknown' }));
});

test('a run of a living process is running', () => {
  const store = open();
  store.startRun({ task: 'x', display: ':99' });
  expect(store.listRuns()[0]?.status).toBe('running');
  expect(store.markInterrupted()).toEqual([]);
});

test.each([
  [0, 'interrupted before the first step'],
  [1, 'interrupted at step 1, before it was decided; nothing of it was sent'],
  [2, 'interrupted at step 1, allowed; its input may have been sent'],
])('a run whose process is gone says where it stopped (%#)', (reached, note) => {
  const store = open();
  const run = store.startRun({ task: 'x', display: ':99' });
  if (reached >= 1) run.writeAhead(sampleStep(1));
  if (reached >= 2) run.decision(0, { outcome: 'allow', by: 'policy', reason: 'ok', permitId: 'p' });
  orphan(store, run.id);
  expect(store.listRuns()[0]).toMatchObject({ status: 'interrupted', reason: note });
});

test('an interruption is recorded once', () => {
  const store = open();
  const run = store.startRun({ task: 'x', display: ':99' });
  recordStep(run, 1);
  orphan(store, run.id);
  expect(store.markInterrupted()).toEqual([run.id]);
  expect(store.markInterrupted()).toEqual([]);
  expect(store.showRun('last')).toMatchObject({ status: 'interrupted', reason: 'interrupted after step 1' });
});
