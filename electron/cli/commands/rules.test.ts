import { mkdtempSync, writeFileSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStore } from '../../store/store.ts';
import { main } from '../main.ts';

let home: string;
const before = { ...process.env };
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'steadyhand-rules-cli-'));
  process.env['STEADYHAND_HOME'] = home;
  delete process.env['STEADYHAND_MANAGED_RULES'];
});
afterEach(() => {
  process.env = { ...before };
});

async function rules(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  const code = await main(['rules', ...args], { stdin, stdout, stderr, env: {}, callerDir: home });
  return { code, out: String(stdout.read() ?? ''), err: String(stderr.read() ?? '') };
}
const json = (text: string): Record<string, unknown>[] =>
  text
    .trim()
    .split('\n')
    .map((l) => JSON.parse(l) as Record<string, unknown>);
const manage = (text: string): void => {
  const file = join(home, 'managed.yaml');
  writeFileSync(file, text, { mode: 0o644 });
  process.env['STEADYHAND_MANAGED_RULES'] = file;
};

test('a rule is added, listed and removed', async () => {
  expect(await rules('add', 'deny', '--app', 'keepassxc', '--id', 'safe')).toMatchObject({ code: 0, err: '' });
  expect((await rules('list')).out).toContain('safe');
  expect(json((await rules('list', '--json')).out)).toMatchObject([
    { id: 'safe', effect: 'deny', app: ['keepassxc'], tier: 'user' },
  ]);
  expect((await rules('remove', 'safe')).code).toBe(0);
  expect((await rules('list')).out).toContain('No rules');
});

test.each([
  [['add', 'deny'], 2, 'would deny everything'],
  [['add', 'deny', '--app', '*'], 2, 'would deny everything'],
  [['add', 'deny', '--app', 'x', '--everything'], 2, 'narrowed as well'],
  [['add', 'allow', '--app', 'x', '--until', 'soon'], 2, 'until'],
  [['add', 'allow', '--app', 'x', '--until', '2020-01-01'], 2, 'ended already'],
  [['add', 'allow', '--app', 'x', '--for', 'long'], 2, '12h'],
  [['add', 'allow', '--app', 'x', '--for', '1h', '--until', '2099-01-01'], 2, 'ends once'],
  [['add', 'perhaps', '--app', 'x'], 2, 'deny, ask, allow'],
  [['add', 'deny', '--category', 'fun'], 2, 'format_disk'],
  [['remove', 'nothing'], 2, 'no rule "nothing"'],
  [['test'], 2, 'No action was described'],
  [['test', 'wait 3 seconds'], 2, 'sends nothing'],
  [['test', '--run', 'last'], 2, 'no run yet'],
] as const)('%j is refused in one line', async (args, code, says) => {
  const found = await rules(...args);
  expect(found.code).toBe(code);
  expect(found.err).toContain(says);
});

test('a rule about everything is taken when it is confirmed', async () => {
  expect((await rules('add', 'ask', '--everything')).code).toBe(0);
  expect(json((await rules('test', 'open the calculator', '--json')).out)).toMatchObject([{ decision: 'ask' }]);
});

test('a damaged file is named with its line, and nothing of it is changed', async () => {
  const file = join(home, 'rules.yaml');
  writeFileSync(file, 'version: 1\nrules:\n  - id: a\n    effect: alow\n', { mode: 0o600 });
  for (const args of [['list'], ['add', 'deny', '--app', 'x'], ['test', 'click OK']]) {
    const { code, err } = await rules(...args);
    expect(code).toBe(5);
    expect(err).toContain(`${file}, line 4`);
  }
  expect(readFileSync(file, 'utf8')).toContain('alow');
});

test('test says which rule decides and why the others do not', async () => {
  await rules('add', 'deny', '--app', 'thunar', '--category', 'delete', '--id', 'no-delete');
  await rules('add', 'allow', '--app', 'thunar', '--id', 'thunar');
  const [found] = json(
    (await rules('test', 'click "Delete"', '--app', 'Thunar', '--category', 'delete', '--json')).out,
  );
  expect(found).toMatchObject({
    decision: 'block',
    by: 'rule:no-delete',
    rule: { id: 'no-delete', line: 4 },
    others: [{ id: 'thunar', because: 'deny comes before allow' }],
  });
  const { out } = await rules('test', 'click "Open"', '--app', 'Thunar', '--risk', 'safe');
  expect(out).toContain('allowed: Your rule “thunar”');
  expect(out).toContain('not by no-delete: category “none” is not “delete”');
});

test('without a rule, test tells the default of the risk', async () => {
  const ask = async (...more: string[]) => (await rules('test', 'click "Go"', '--app', 'a', ...more)).out;
  expect(await ask('--risk', 'safe')).toContain('allowed');
  expect(await ask('--category', 'delete')).toContain('once per application and run');
  expect(await ask('--category', 'delete', '--risk', 'destructive')).toContain('every time');
  expect(await ask('--category', 'payment')).toContain('blocked');
  expect(await ask()).toContain('how risky it is was not given');
});

test('a category that is switched off is asked about once a rule names it', async () => {
  await rules('add', 'ask', '--category', 'payment', '--id', 'pay');
  const [found] = json((await rules('test', 'click "Pay"', '--app', 'a', '--category', 'payment', '--json')).out);
  expect(found).toMatchObject({ decision: 'ask', by: 'rule:pay' });
});

test('managed rules come first and cannot be removed', async () => {
  manage('version: 1\nrules:\n  - id: house\n    effect: deny\n    category: delete\n');
  await rules('add', 'allow', '--app', 'thunar', '--id', 'mine');
  const [found] = json(
    (await rules('test', 'click "Delete"', '--app', 'thunar', '--category', 'delete', '--json')).out,
  );
  expect(found).toMatchObject({
    decision: 'block',
    by: 'rule:house',
    others: [{ id: 'mine', because: 'managed rules come before your own' }],
  });
  const removed = await rules('remove', 'house');
  expect(removed.code).toBe(2);
  expect(removed.err).toContain('is managed');
});

test('a step of the history is tried against the rules of now', async () => {
  const store = openStore({ home });
  const run = store.startRun({ task: 'delete it', display: ':9' });
  const ordinal = run.writeAhead({
    ...{
      step: 1,
      what: 'Click “Delete” at 5,5',
      intent: { do: 'click', target: 'Delete' },
      grounding: null,
      frame: null,
    },
    action: { type: 'click', point: { x: 5, y: 5 }, button: 'left', count: 1, modifiers: [] } as never,
    verdict: {
      ...{
        risk: 'destructive',
        category: 'delete',
        correct: true,
        score: 0.9,
        observation: 'a delete button',
        result: '',
      },
      ...{ suggestion: '', reversible: null, evidence: [], rule: 'delete', ms: 1 },
    },
  });
  run.decision(ordinal, { outcome: 'block', by: 'person:deny', reason: 'No.', permitId: null });
  const scope = { apps: ['Thunar'], windows: ['Home'], controls: ['Delete'], verb: 'click' };
  run.event({
    event: 'decision',
    runId: run.id,
    at: 1,
    step: 1,
    outcome: 'block',
    by: 'person:deny',
    reason: 'No.',
    scope,
  });
  run.finish('blocked', 'No.', []);
  await store.close();
  await rules('add', 'allow', '--app', 'thunar', '--control', 'Delete', '--id', 'yes');
  const [found] = json((await rules('test', '--run', 'last', '--step', '1', '--json')).out);
  expect(found).toMatchObject({ decision: 'allow', by: 'rule:yes', then: 'block by person:deny', risk: 'destructive' });
  expect((await rules('test', '--run', 'last', '--step', '7')).err).toContain('no such step 7');
});

test('stats tell the approval rate, the time to answer, and what a rule would spare', async () => {
  const store = openStore({ home });
  const run = store.startRun({ task: 't', display: ':9' });
  const scope = { apps: ['Thunar'], windows: [], controls: ['Move to Trash'], verb: 'click' };
  const request = {
    ...{
      action: 'Click “Move to Trash”.',
      risk: 'caution' as const,
      category: 'delete' as const,
      consequence: '',
      why: '',
    },
    ...{ suggestion: '', timeoutSeconds: 60, picture: null, scope },
  };
  for (let i = 0; i < 6; i++) {
    const at = { runId: run.id, at: i, step: i };
    run.event({ event: 'confirmation_requested', ...at, request: { ...request, id: `q${i}` } });
    const asked = {
      id: `q${i}`,
      answer: i === 0 ? ('deny' as const) : ('allow_once' as const),
      ms: 1000 + i,
      person: true,
    };
    run.event({ event: 'decision', ...at, outcome: 'allow', by: 'person:once', reason: '', asked });
  }
  run.finish('done', '', []);
  await store.close();
  const [stats] = json((await rules('stats', '--json')).out);
  expect(stats).toMatchObject({ questions: 6, allowed: 5, denied: 1, medianMs: 1003, always: [{ times: 5 }] });
  expect((await rules('stats')).out).toContain(
    "rules add allow --app 'Thunar' --control 'Move to Trash' --category delete --verb click",
  );
});

test('kinds of actions are switched off and on, and the list says what each means', async () => {
  const off = async (): Promise<unknown[]> =>
    json((await rules('categories', '--json')).out)
      .filter((c) => c['blocked'] === true)
      .map((c) => c['category']);
  expect(await off()).toEqual(['payment']);
  expect((await rules('categories')).out).toMatch(/payment +off +buys, pays/);
  expect((await rules('unblock', 'payment')).code).toBe(0);
  expect(await off()).toEqual([]);
  expect((await rules('block', 'send-publish')).out).toContain('refused without a question');
  expect(await off()).toEqual(['send_publish']);
  expect(await rules('block', 'none')).toMatchObject({ code: 2 });
});

test('what is switched off decides a test, and a damaged list refuses', async () => {
  const tried = async (category: string): Promise<string> =>
    (await rules('test', 'click "Go"', '--app', 'x', '--category', category, '--json')).out;
  expect(await tried('payment')).toContain('blocked-category');
  await rules('unblock', 'payment');
  await rules('block', 'power');
  expect(await tried('payment')).not.toContain('blocked-category');
  expect(await tried('power')).toContain('blocked-category');
  writeFileSync(join(home, 'blocked.yaml'), 'version: 1\nblocked: [fun]\n', { mode: 0o600 });
  expect(await rules('test', 'click "Go"', '--category', 'power')).toMatchObject({ code: 5 });
});
