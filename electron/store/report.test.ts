import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import {
  recordStep,
  SAMPLE_VERDICT,
  sampleEvents,
  sampleFrame,
  sampleStep,
  temporaryFolder,
} from '../../test/bench/store/sample.ts';
import { escapeHtml, html } from './report/html.ts';
import { sayDuration, sayIntent } from './report/words.ts';
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

const ATTACK = `"><script>alert(1)</script><img src=x onerror=alert(2)><style>*{}</style></bdi><!--`;

test('text from screen, task and rules stays text wherever it is shown', async () => {
  const store = open();
  const run = store.startRun({ task: ATTACK, display: ATTACK });
  run.event({
    event: 'planned',
    runId: run.id,
    at: 1,
    source: ATTACK,
    ms: 1,
    steps: [{ do: 'click', target: ATTACK }],
  });
  run.event({ event: 'notice', runId: run.id, at: 2, message: ATTACK });
  for (const event of sampleEvents(run.id, 1, 3)) run.event(event);
  const step = sampleStep(1, {
    what: ATTACK,
    verdict: {
      ...SAMPLE_VERDICT,
      observation: ATTACK,
      result: ATTACK,
      rule: ATTACK,
      evidence: [{ what: ATTACK, where: null }],
    },
    frame: await store.frames.put(sampleFrame(1)),
  });
  const grounding = step.grounding === null ? null : { ...step.grounding, instruction: ATTACK };
  const ordinal = run.writeAhead({ ...step, grounding });
  run.decision(ordinal, { outcome: 'block', by: ATTACK, reason: ATTACK, permitId: null });
  run.finish('blocked', ATTACK, [ATTACK]);
  const page = await store.renderRun('last');
  expect(page).not.toMatch(/<script|<img|onerror=alert\(2\)>|<!--/i);
  expect(page.match(/<style>/g)).toHaveLength(1);
  expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
});

test('nothing in a page leads out of it, and its policy allows nothing else', async () => {
  const store = open();
  const run = store.startRun({ task: 'see https://example.org/x.png', display: ':99' });
  recordStep(run, 1, { frame: await store.frames.put(sampleFrame(1)) });
  run.finish('done', 'all steps done');
  const page = await store.renderRun('last');
  const targets = [...page.matchAll(/(?:href|src|xlink:href|action)\s*=\s*"([^"]*)"/g)].map((m) => m[1] ?? '');
  expect(targets.length).toBeGreaterThan(0);
  for (const target of targets) expect(target).toMatch(/^(#|data:image\/webp;base64,)/);
  expect(page).toMatch(/default-src &#39;none&#39;; img-src data:; style-src &#39;sha256-/);
  expect(page).not.toMatch(/url\(|@import|\sstyle=/);
});

test('the page says what, where, how sure, why and what came of it', async () => {
  const store = open();
  const run = store.startRun({ task: 'press Save', display: ':99' });
  recordStep(run, 1, { frame: await store.frames.put(sampleFrame(1)) });
  run.finish('done', 'all steps done', ['408']);
  const page = await store.renderRun('last');
  for (const said of [
    'press Save',
    '408',
    'Click the Save button (1)',
    'the Save button',
    '91 %',
    'Low risk',
    'Decided by policy',
    'The dialog closed.',
    'Intact',
  ])
    expect(page).toContain(said);
  expect(page).toMatch(/<rect\s+class="target"\s+x="100"\s+y="70"\s+width="40"\s+height="20"/);
});

test('a picture that is missing is said to be missing', async () => {
  const store = open();
  const run = store.startRun({ task: 'press Save', display: ':99' });
  recordStep(run, 1, { frame: await store.frames.put(sampleFrame(1)) });
  rmSync(path.join(store.home, 'frames'), { recursive: true });
  expect(await store.renderRun('last')).toContain('is missing: its file is no longer there');
});

test('a picture that is spoilt does not spoil the report', async () => {
  const store = open();
  const run = store.startRun({ task: 'press Save', display: ':99' });
  const id = await store.frames.put(sampleFrame(1));
  recordStep(run, 1, { frame: id });
  const record = store.frames.record(id);
  if (record === null) throw new Error('not on record');
  writeFileSync(store.frames.fileOf(record), 'not a picture');
  expect(await store.renderRun('last')).toContain('is missing');
});

test('a picture shown many times is in the page once', async () => {
  const store = open();
  const run = store.startRun({ task: 'press Save', display: ':99' });
  const frame = await store.frames.put(sampleFrame(1));
  for (let step = 1; step <= 5; step++) recordStep(run, step, { frame });
  expect((await store.renderRun('last')).match(/data:image\/webp/g)).toHaveLength(1);
});

test('a target that was not found is shown with what was considered', async () => {
  const store = open();
  const run = store.startRun({ task: 'press Frobnicate', display: ':99' });
  run.event({
    event: 'grounded',
    runId: run.id,
    at: 1,
    step: 1,
    instruction: 'the Frobnicate button',
    status: 'absent',
    point: null,
    box: null,
    confidence: 0.08,
    candidates: [],
    ms: 4,
  });
  run.finish('incomplete', 'there is no Frobnicate button');
  const page = await store.renderRun('last');
  expect(page).toMatch(/Look for\s+<bdi>the Frobnicate button/);
  expect(page).toContain('Not found');
});

test('a task of ten thousand words is folded, not lost', async () => {
  const store = open();
  const task = Array.from({ length: 10_000 }, (_, i) => `word${i}`).join(' ');
  store.startRun({ task, display: ':99' }).finish('incomplete', 'too long');
  const page = await store.renderRun('last');
  expect(page).toMatch(/<h1>.{0,1200}…/s);
  expect(page).toContain('word9999');
});

test('a broken trail is said on the page', async () => {
  const store = open();
  store.startRun({ task: 'x', display: ':99' }).finish('done', 'ok');
  const { default: Database } = await import('better-sqlite3');
  const raw = new Database(store.file);
  raw.exec("UPDATE runs SET reason = 'all well'");
  raw.close();
  expect(await store.renderRun('last')).toContain('does not hold');
});

test('an export replaces the file whole, for its owner, and leaves nothing else behind', async () => {
  const store = open();
  store.startRun({ task: 'x', display: ':99' }).finish('done', 'ok');
  const folder = path.join(store.home, 'out', 'deep');
  const file = await store.exportRun('last', path.join(folder, 'r.html'));
  await store.exportRun('last', file);
  expect(readdirSync(folder)).toEqual(['r.html']);
  expect(readFileSync(file, 'utf8')).toMatch(/<\/html>\s*$/);
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('an export that cannot be written says so', async () => {
  const store = open();
  store.startRun({ task: 'x', display: ':99' });
  await expect(store.exportRun('last', path.join(store.file, 'r.html'))).rejects.toMatchObject({
    kind: 'environment',
    code: 'export_unwritable',
  });
});

test('escaped text has no markup and no invisible turns in it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(escapeHtml(text)).not.toMatch(/[<>"']|[\u202a-\u202e\u2066-\u2069]/u);
      expect(html`<p>${text}</p>`.text).toBe(`<p>${escapeHtml(text)}</p>`);
    }),
  );
});

test.each([
  [{ do: 'click', target: 'Save', count: 2 }, 'Double-click Save'],
  [{ do: 'click', target: 'Save', button: 'right' }, 'Right-click Save'],
  [{ do: 'type', text: 'hi', target: 'the field', submit: true }, 'Type “hi” into the field and press Enter'],
  [{ do: 'hotkey', keys: ['ctrl', 's'] }, 'Press ctrl+s'],
  [{ do: 'repeat', times: 3, steps: [{ do: 'hotkey', keys: ['tab'] }] }, '3 times: Press tab'],
] as const)('%o is said as %s', (intent, words) => {
  expect(sayIntent(structuredClone(intent) as Parameters<typeof sayIntent>[0])).toBe(words);
});

test.each([
  [850, '850 ms'],
  [4200, '4.2 s'],
  [185_000, '3 min 5 s'],
  [3_700_000, '1 h 1 min'],
])('%d milliseconds are said as %s', (ms, words) => expect(sayDuration(ms)).toBe(words));
