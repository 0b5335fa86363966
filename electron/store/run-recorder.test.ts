import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import {
  MEMORY,
  recordStep,
  SAMPLE_EFFECT,
  sampleEvents,
  sampleReceipt,
  sampleStep,
  temporaryFolder,
} from '../../test/bench/store/sample.ts';
import { openStore, type Store } from './store.ts';

function open(): Store {
  const folder = temporaryFolder(MEMORY);
  const store = openStore({ home: folder.path });
  onTestFinished(async () => {
    await store.close();
    folder.remove();
  });
  return store;
}

const allowed = { outcome: 'allow', by: 'policy', reason: 'low risk', permitId: 'p1' } as const;

test('a step reads back as it was written', () => {
  const store = open();
  const run = store.startRun({ task: 'press Save', display: ':99', options: { confirm: 'ask' } });
  const step = sampleStep(1, { frame: 'abc' });
  const ordinal = run.writeAhead(step);
  run.decision(ordinal, allowed);
  run.receipt(ordinal, sampleReceipt(5));
  run.effect(ordinal, SAMPLE_EFFECT, 'def');
  run.finish('done', 'all steps done', ['408']);
  const shown = store.showRun(run.id);
  expect(shown).toMatchObject({ task: 'press Save', status: 'done', answers: ['408'], options: { confirm: 'ask' } });
  expect(shown.stepRecords[0]).toMatchObject({
    ...step,
    stage: 'verified',
    decision: allowed,
    receipt: sampleReceipt(5),
    effect: SAMPLE_EFFECT,
    frameAfter: 'def',
  });
});

test('how far a step came can be told at every stage', () => {
  const store = open();
  const run = store.startRun({ task: 'press Save', display: ':99' });
  const stage = (): string | undefined => store.showRun(run.id).stepRecords[0]?.stage;
  const ordinal = run.writeAhead(sampleStep(1));
  expect(stage()).toBe('written');
  run.decision(ordinal, allowed);
  expect(stage()).toBe('allowed');
  run.receipt(ordinal, sampleReceipt(5));
  expect(stage()).toBe('sent');
  run.effect(ordinal, SAMPLE_EFFECT, null);
  expect(stage()).toBe('verified');
});

test('events come back in order, without the picture a person was shown', () => {
  const store = open();
  const run = store.startRun({ task: 'x', display: ':99' });
  const events = sampleEvents(run.id, 1, 10);
  for (const event of events) run.event(event);
  run.event({
    event: 'confirmation_requested',
    runId: run.id,
    at: 11,
    step: 1,
    request: {
      id: 'c1',
      action: 'Press Delete',
      risk: 'destructive',
      category: 'delete',
      consequence: 'The file is deleted.',
      why: 'rule',
      suggestion: '',
      timeoutSeconds: 60,
      picture: 'data:image/png;base64,AAAA',
    },
  });
  const stored = store.showRun(run.id).events;
  expect(stored.slice(0, -1)).toEqual(events);
  expect(stored.at(-1)).toMatchObject({ request: { picture: null } });
});

test('a decision, a receipt and an effect are recorded once each, and nothing after the end', () => {
  const store = open();
  const run = store.startRun({ task: 'x', display: ':99' });
  const ordinal = run.writeAhead(sampleStep(1));
  run.decision(ordinal, allowed);
  expect(() => run.decision(ordinal, { ...allowed, outcome: 'block' })).toThrow('already has its decision');
  expect(() => run.receipt(7, sampleReceipt(1))).toThrow('unknown');
  run.finish('done', 'ok');
  expect(() => run.writeAhead(sampleStep(2))).toThrow('already finished');
  expect(() => run.finish('done', 'ok')).toThrow('already finished');
  expect(store.verify()).toMatchObject({ ok: true, rows: 4 });
});

test('the last event may follow the end, and is in the trail', () => {
  const store = open();
  const run = store.startRun({ task: 'x', display: ':99' });
  run.finish('done', 'ok');
  run.event({ event: 'notice', runId: run.id, at: 1, message: 'the report is written' });
  expect(store.showRun('last').events).toHaveLength(1);
  expect(store.verify().ok).toBe(true);
});

test('no secret reaches the files, wherever in the run it occurs', async () => {
  const folder = temporaryFolder();
  onTestFinished(folder.remove);
  const store = openStore({ home: folder.path });
  const secret = 'Tr0ub4dor&3';
  const run = store.startRun({ task: `log in with ${secret}`, display: ':99', secrets: [secret] });
  const text = `type ${secret} and card 4111 1111 1111 1111`;
  for (const event of sampleEvents(run.id, 1, 1)) run.event(event);
  run.event({ event: 'notice', runId: run.id, at: 1, message: text });
  const ordinal = run.writeAhead(
    sampleStep(1, { what: text, intent: { do: 'type', text }, action: { type: 'type', text } }),
  );
  run.decision(ordinal, { ...allowed, reason: text });
  run.effect(ordinal, { ...SAMPLE_EFFECT, note: text }, null);
  run.addSecret('later on');
  run.finish('done', `${text} later on`, [text]);
  const page = await store.renderRun('last');
  await store.close();
  const { readFileSync, readdirSync } = await import('node:fs');
  const files = readdirSync(folder.path, { recursive: true, withFileTypes: true }).filter((f) => f.isFile());
  const stored = files.map((f) => readFileSync(`${f.parentPath}/${f.name}`, 'latin1')).join('');
  for (const hidden of [secret, '4111 1111', 'later on']) {
    expect(stored).not.toContain(hidden);
    expect(page).not.toContain(hidden);
  }
  expect(stored).toContain(
    '•••'
      .split('')
      .map(() => 'â\u0080¢')
      .join(''),
  );
});

test('any text survives: the history gives back what it was given', () => {
  const store = open();
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
      const run = openStore({ home: store.home, mask: (t) => t }).startRun({ task: text, display: ':99' });
      run.finish('done', text, [text]);
      expect(store.showRun(run.id)).toMatchObject({ task: text, reason: text, answers: [text] });
    }),
    { numRuns: 25 },
  );
  expect(store.verify().ok).toBe(true);
});

test('two runs writing in turn share one trail', () => {
  const store = open();
  const other = openStore({ home: store.home });
  const a = store.startRun({ task: 'a', display: ':1' });
  const b = other.startRun({ task: 'b', display: ':2' });
  for (let step = 1; step <= 3; step++) {
    recordStep(a, step);
    recordStep(b, step);
  }
  expect(store.verify()).toMatchObject({ ok: true, runs: 2, rows: 2 + 2 * 3 * 4 });
});

test('a run of a thousand steps is recorded, verified, listed and shown', () => {
  const store = open();
  const run = store.startRun({ task: 'press Save a thousand times', display: ':99' });
  for (let step = 1; step <= 1000; step++) recordStep(run, step);
  run.finish('done', 'all steps done');
  expect(store.verify()).toMatchObject({ ok: true, rows: 4002 });
  expect(store.showRun('last').stepRecords).toHaveLength(1000);
  expect(store.listRuns()[0]).toMatchObject({ steps: 1000, status: 'done' });
}, 120_000);
