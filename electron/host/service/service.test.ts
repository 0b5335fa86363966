/** The service with a runner that acts out a run: who may do what, questions, pauses, and clients that come and go. */
import fc from 'fast-check';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RunOutcome } from '../../agent/run.ts';
import {
  DEFAULT_SETTINGS,
  HostConnection,
  METHODS,
  transportPair,
  type BodyOf,
  type MethodName,
  type Role,
  type Transport,
} from '../../protocol/client.ts';
import { SteadyhandError } from '../../protocol/errors.ts';
import type { ConfirmationAnswer, ConfirmationRequest } from '../../protocol/verdict.ts';
import type { RunTaskOptions } from '../run-task.ts';
import { createHost } from './compose.ts';
import type { AgentService } from './service.ts';

const request: ConfirmationRequest = {
  id: 'q1',
  action: 'Press Delete.',
  risk: 'destructive',
  category: 'delete',
  consequence: 'The file is gone.',
  why: 'It says Delete.',
  suggestion: '',
  timeoutSeconds: 60,
  picture: 'data:image/png;base64,AAAA',
};

/** A run that does nothing by itself: the test says what happens in it. */
class Rehearsal {
  starts = 0;
  options: RunTaskOptions | null = null;
  end: (outcome: RunOutcome) => void = () => undefined;

  readonly runner = (options: RunTaskOptions): Promise<RunOutcome> => {
    this.starts++;
    this.options = options;
    const base = { runId: 'run-1', at: 1 };
    return new Promise((resolve, reject) => {
      const over = (outcome: RunOutcome): void => {
        const { status, reason, steps, ms } = outcome;
        options.emit({ event: 'run_finished', ...base, status, reason, steps, ms, answers: [], report: null });
        resolve(outcome);
      };
      this.end = over;
      if (options.task === 'refuse') {
        reject(new SteadyhandError('environment', 'no_display', 'There is no display.', 'Start one.'));
        return;
      }
      options.emit({ event: 'run_started', ...base, task: options.task, display: ':1', dryRun: false });
      const stop = (): void => over({ status: 'stopped', reason: 'stopped', steps: 0, answers: [], ms: 1 });
      options.signal.addEventListener('abort', stop, { once: true });
    });
  };

  ask(more: Partial<ConfirmationRequest> = {}): Promise<ConfirmationAnswer> {
    if (!this.options) throw new Error('no run');
    const { person, signal } = this.options;
    return person.ask({ ...request, ...more }, signal);
  }
  say(message: string): void {
    this.options?.emit({ event: 'notice', runId: 'run-1', at: 2, message });
  }
  done(): void {
    this.end({ status: 'done', reason: 'all of it', steps: 1, answers: [], ms: 5 });
  }
}

let rehearsal: Rehearsal;
let service: AgentService;
const bugs: unknown[] = [];

beforeEach(() => {
  process.env['STEADYHAND_HOME'] = mkdtempSync(join(tmpdir(), 'steadyhand-service-'));
  rehearsal = new Rehearsal();
  bugs.length = 0;
  service = createHost({
    ...{ display: ':1', version: '0', warn: () => undefined, bug: (e) => bugs.push(e) },
    runner: rehearsal.runner,
  });
});
afterEach(async () => {
  await service.close();
  delete process.env['STEADYHAND_HOME'];
});

interface Client {
  readonly host: HostConnection;
  readonly wire: Transport;
  readonly heard: { readonly topic: string; readonly body: unknown }[];
}

async function client(grant: Role = 'control', name = 'a test', hello = true): Promise<Client> {
  const [mine, theirs] = transportPair();
  service.connect(theirs, grant);
  const host = new HostConnection(mine);
  const heard: { topic: string; body: unknown }[] = [];
  for (const topic of ['run', 'state', 'question', 'question_closed', 'role', 'notice'] as const) {
    host.on(topic, (body) => heard.push({ topic, body }));
  }
  if (hello) await host.call('hello', { protocol: 1, client: name });
  return { host, wire: mine, heard };
}

const turn = (): Promise<void> => new Promise((done) => void setImmediate(done));
const bodies = <T extends 'run' | 'state' | 'question' | 'question_closed' | 'role'>(
  c: Client,
  topic: T,
): BodyOf<T>[] => c.heard.filter((h) => h.topic === topic).map((h) => h.body as BodyOf<T>);

test('the first client that may steer does, the second watches until it takes control', async () => {
  const one = await client('control', 'one');
  const two = await client('control', 'two');
  expect((await two.host.call('hello', { protocol: 1, client: 'two' })).role).toBe('watch');
  await expect(two.host.call('run.start', { task: 'x' })).rejects.toMatchObject({ code: 'not_in_control' });
  await two.host.call('control.take', {});
  expect(bodies(one, 'role')).toEqual([{ role: 'watch', why: 'two took control' }]);
  await expect(one.host.call('run.start', { task: 'x' })).rejects.toMatchObject({ code: 'not_in_control' });
  await expect(two.host.call('run.start', { task: 'x' })).resolves.toEqual({ run: 'run-1' });
});

test('a window that only watches cannot take control, and may stop a run', async () => {
  const main = await client();
  const overlay = await client('watch');
  await expect(overlay.host.call('control.take', {})).rejects.toMatchObject({ code: 'not_in_control' });
  await main.host.call('run.start', { task: 'x' });
  await overlay.host.call('run.stop', {});
  expect(service.run).toMatchObject({ phase: 'finished', status: 'stopped' });
});

test('nothing but hello is answered before hello', async () => {
  const { host } = await client('control', 'early', false);
  await expect(host.call('run.start', { task: 'x' })).rejects.toMatchObject({ code: 'say_hello' });
  expect(rehearsal.starts).toBe(0);
});

test('a client of another version is told so', async () => {
  const { host } = await client('control', 'old', false);
  await expect(host.call('hello', { protocol: 0, client: 'old' })).rejects.toMatchObject({ code: 'protocol_version' });
});

test('one run at a time, and one that cannot begin says why and leaves room for the next', async () => {
  const { host } = await client();
  await expect(host.call('run.start', { task: 'refuse' })).rejects.toMatchObject({ code: 'no_display' });
  await host.call('run.start', { task: 'x' });
  await expect(host.call('run.start', { task: 'y' })).rejects.toMatchObject({ code: 'busy' });
  rehearsal.done();
  await turn();
  await expect(host.call('run.start', { task: 'y' })).resolves.toEqual({ run: 'run-1' });
});

test('a question reaches every client, is answered once, and only by its id', async () => {
  const main = await client();
  const sheet = await client('answer');
  const other = await client('watch');
  await main.host.call('run.start', { task: 'x' });
  const answer = rehearsal.ask();
  await turn();
  const [asked] = bodies(sheet, 'question');
  expect(asked?.question.request.picture).toBe(request.picture);
  expect(asked?.question.choices).toEqual(['allow_once', 'deny', 'stop']);
  expect(service.run?.phase).toBe('asking');
  const say = (c: Client, id: string, what: 'allow_once' | 'deny'): Promise<unknown> =>
    c.host.call('question.answer', { id, answer: { answer: what } });
  await expect(say(other, 'q1', 'allow_once')).rejects.toMatchObject({ code: 'not_in_control' });
  await expect(say(main, 'q0', 'allow_once')).rejects.toMatchObject({ code: 'no_question' });
  await say(sheet, 'q1', 'deny');
  await expect(say(main, 'q1', 'allow_once')).rejects.toMatchObject({ code: 'no_question' });
  await expect(answer).resolves.toEqual({ answer: 'deny' });
  expect(bodies(main, 'question_closed')).toEqual([{ id: 'q1', outcome: 'deny' }]);
});

test('what was not offered is not accepted, and a reason goes along with a no', async () => {
  const { host } = await client();
  await host.call('run.start', { task: 'x' });
  const answer = rehearsal.ask();
  await turn();
  const say = (a: Parameters<typeof host.call<'question.answer'>>[1]['answer']): Promise<unknown> =>
    host.call('question.answer', { id: 'q1', answer: a });
  await expect(say({ answer: 'allow_run' })).rejects.toMatchObject({ code: 'not_offered' });
  await expect(say({ answer: 'take_over' })).rejects.toMatchObject({ code: 'not_offered' });
  await say({ answer: 'deny', reason: 'the wrong file' });
  await expect(answer).resolves.toEqual({ answer: 'deny', note: 'the wrong file' });
});

test('“always” counts only with the rule that the question showed', async () => {
  const { host } = await client();
  await host.call('run.start', { task: 'x' });
  const entry = { id: 'allow-a-1', effect: 'allow', app: ['thunar'], control: ['Delete'], verb: ['click'] };
  const answer = rehearsal.ask({
    ...{ risk: 'caution', choices: ['allow_once', 'always', 'deny'] },
    rule: { words: 'allow click on Delete in thunar', entry },
  });
  await turn();
  const { question } = await host.call('question.get', {});
  if (!question?.proposedRule) throw new Error('no rule was proposed');
  const rule = question.proposedRule;
  expect(rule).toMatchObject({ effect: 'allow', app: 'thunar', control: 'Delete', verb: 'click', category: null });
  const always = (r: typeof rule): Promise<unknown> =>
    host.call('question.answer', { id: 'q1', answer: { answer: 'always', rule: r } });
  await expect(always({ ...rule, control: null })).rejects.toMatchObject({ code: 'other_rule' });
  await always(rule);
  await expect(answer).resolves.toEqual({ answer: 'always' });
});

test('a question that is withdrawn closes, and its answer comes too late', async () => {
  const main = await client();
  await main.host.call('run.start', { task: 'x' });
  const answer = rehearsal.ask();
  const refused = expect(answer).rejects.toThrow();
  await turn();
  await main.host.call('run.stop', {});
  await refused;
  await expect(main.host.call('question.answer', { id: 'q1', answer: { answer: 'allow_once' } })).rejects.toMatchObject(
    { code: 'no_question' },
  );
});

test('a client that comes back hears what it missed, and the question with the time that is left', async () => {
  const first = await client('control', 'first');
  await first.host.call('run.start', { task: 'x' });
  rehearsal.say('one');
  rehearsal.say('two');
  await turn();
  const seen = bodies(first, 'run').at(1)?.seq ?? -1;
  const answer = rehearsal.ask();
  answer.catch(() => undefined);
  first.host.close();
  await turn();
  const again = await client('control', 'again', false);
  const state = await again.host.call('hello', { protocol: 1, client: 'again', resume: { run: 'run-1', after: seen } });
  expect(state.role).toBe('control');
  expect(state.question?.secondsLeft).toBeLessThanOrEqual(60);
  expect(state.question?.request.picture).toBe(request.picture);
  await turn();
  expect(bodies(again, 'run').map((r) => r.seq)).toEqual([2]);
});

test('when whoever steered is gone, the run holds until somebody takes control and resumes it', async () => {
  const first = await client('control', 'first');
  await first.host.call('run.start', { task: 'x' });
  const pulled: unknown[] = [];
  const quiet = {
    cannotWatch: 'nothing here',
    watch: () => null,
    arm: () => undefined,
    handsOff: () => Promise.resolve(),
  };
  rehearsal.options?.brake?.over(quiet).watch({ hotkey: [], onInput: true }, (seen) => {
    pulled.push(seen);
    const { person, signal } = rehearsal.options ?? {};
    if (person && signal)
      void person.askYes('You paused it. Continue?', 60, signal).then((yes) => rehearsal.say(`go on: ${yes}`));
  });
  first.host.close();
  await turn();
  expect(pulled).toEqual([{ from: 'person', kind: 'asked', haltMs: 0 }]);
  expect(service.run).toMatchObject({
    phase: 'paused',
    why: 'Whoever was in control is gone; take control and resume',
  });
  const watcher = await client('watch');
  await expect(watcher.host.call('run.resume', {})).rejects.toMatchObject({ code: 'not_in_control' });
  const second = await client('control', 'second');
  await second.host.call('run.resume', {});
  await turn();
  expect(bodies(second, 'run').at(-1)?.event).toMatchObject({ message: 'go on: true' });
});

test('settings are kept, a wrong chord changes nothing, and a damaged file is put aside', async () => {
  const { host } = await client();
  const { settings } = await host.call('settings.set', { change: { theme: 'dark', stopKeys: 'ctrl+alt+q' } });
  expect(settings).toEqual({ ...DEFAULT_SETTINGS, theme: 'dark', stopKeys: 'ctrl+alt+q' });
  await expect(host.call('settings.set', { change: { stopKeys: 'q' } })).rejects.toMatchObject({ code: 'stop_keys' });
  const file = join(process.env['STEADYHAND_HOME'] ?? '', 'settings.json');
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ theme: 'dark', stopKeys: 'ctrl+alt+q' });
  writeFileSync(file, '{"theme": "dark", "maxSteps": -4');
  await service.close();
  service = createHost({ display: ':1', version: '0', warn: () => undefined, bug: () => undefined });
  expect((await (await client()).host.call('settings.get', {})).settings).toEqual(DEFAULT_SETTINGS);
  expect(readFileSync(`${file}.damaged`, 'utf8')).toContain('-4');
});

test('history, rules, policy and models answer on an empty machine', async () => {
  const { host } = await client();
  expect(await host.call('history.list', {})).toEqual({ runs: [], next: null });
  expect((await host.call('history.search', { query: 'delete' })).hits).toEqual([]);
  await expect(host.call('history.show', { run: 'last' })).rejects.toMatchObject({ code: 'run_unknown' });
  const any = { app: null, window: null, control: null, category: null, verb: null, expiresAt: null, note: '' };
  await expect(host.call('rules.add', { rule: { effect: 'allow', ...any } })).rejects.toMatchObject({
    code: 'rule_boundless',
  });
  const { rule } = await host.call('rules.add', { rule: { ...any, effect: 'deny', app: 'keepassxc', note: 'mine' } });
  expect((await host.call('rules.list', {})).rules).toMatchObject([
    { id: rule.id, app: 'keepassxc', source: 'person' },
  ]);
  await host.call('rules.remove', { id: rule.id });
  expect((await host.call('rules.list', {})).rules).toEqual([]);
  expect((await host.call('policy.list', {})).lines.length).toBeGreaterThan(20);
  expect((await host.call('models.list', {})).models.length).toBeGreaterThan(0);
  const { plan, refusal } = await host.call('plan.make', { task: 'click Save and press Enter' });
  expect(plan.words).toHaveLength(2);
  expect(refusal).toBeNull();
  expect(await host.call('skills.list', {})).toEqual({ skills: [] });
  await expect(host.call('skills.replay', { name: 'nope' })).rejects.toMatchObject({ code: 'skill_missing' });
  await expect(host.call('record.stop', {})).rejects.toMatchObject({ code: 'not_recording' });
  await expect(host.call('history.delete', { run: 'x' })).rejects.toMatchObject({ code: 'run_unknown' });
  expect(bugs).toEqual([]);
});

test('kinds of actions are switched off and on by whoever is in control', async () => {
  const { host } = await client();
  expect(await host.call('policy.blocked', {})).toEqual({ blocked: ['payment'] });
  await host.call('policy.block', { category: 'payment', blocked: false });
  await host.call('policy.block', { category: 'power', blocked: true });
  expect(await host.call('policy.blocked', {})).toEqual({ blocked: ['power'] });
  await expect(host.call('policy.block', { category: 'none', blocked: true })).rejects.toMatchObject({
    code: 'no_such_category',
  });
  const watching = await client('watch');
  await expect(watching.host.call('policy.block', { category: 'power', blocked: false })).rejects.toThrow();
  expect(await host.call('policy.blocked', {})).toEqual({ blocked: ['power'] });
});

test('ten thousand random messages start nothing, answer nothing, and are each refused or harmless', async () => {
  const main = await client('control', 'main');
  await main.host.call('run.start', { task: 'x' });
  const answer = rehearsal.ask();
  let answered = false;
  answer.then(
    () => (answered = true),
    () => undefined,
  );
  await turn();
  const harmless = (Object.keys(METHODS) as MethodName[]).filter((m) => METHODS[m].who !== 'watch');
  const params = fc.oneof(
    fc.jsonValue(),
    fc.record({
      id: fc.constantFrom('q1', 'q2'),
      answer: fc.record({ answer: fc.constantFrom('allow_once', 'always', 'yes') }),
    }),
    fc.record({ task: fc.string(), confirm: fc.constantFrom('allow', 'ask') }),
  );
  const message = fc.oneof(
    fc.jsonValue(),
    fc.record({ type: fc.constantFrom('call', 'event', 'answer'), id: fc.jsonValue(), method: fc.string(), params }),
    fc.record({ type: fc.constant('call'), id: fc.nat(), method: fc.constantFrom(...harmless), params }),
  );
  const messages = fc.sample(message, { numRuns: 10_000, seed: 8 });
  // Few a client: one that goes on sending rubbish is put out.
  for (let i = 0; i < messages.length; i += 50) {
    const [mine, theirs] = transportPair();
    service.connect(theirs, i % 100 === 0 ? 'watch' : 'control');
    if (i % 200 === 0) mine.send({ type: 'call', id: 0, method: 'hello', params: { protocol: 1, client: 'noise' } });
    for (const each of messages.slice(i, i + 50)) mine.send(each);
    await turn();
    mine.close();
  }
  expect(rehearsal.starts).toBe(1);
  expect(answered).toBe(false);
  expect(service.run?.phase).toBe('asking');
  expect(bugs).toEqual([]);
});

test('a client that sends nothing but rubbish, or floods, is put out', async () => {
  const [mine, theirs] = transportPair();
  service.connect(theirs, 'control');
  const closed = new Promise<string>((done) => mine.onClose(done));
  mine.onMessage(() => undefined);
  for (let i = 0; i < 200; i++) mine.send({ rubbish: i });
  await expect(closed).resolves.toContain('no calls');
  const flood = await client('watch', 'flood');
  const results = await Promise.allSettled(Array.from({ length: 900 }, () => flood.host.call('run.state', {})));
  expect(results.some((r) => r.status === 'rejected' && (r.reason as { code?: string }).code === 'too_many')).toBe(
    true,
  );
});
