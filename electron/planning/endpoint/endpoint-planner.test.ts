/** A server that misbehaves in every way we know of: the planner gives a plan, or one clear reason, and never the key. */
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { messageOf, SteadyhandError } from '../../protocol/errors.ts';
import type { World } from './chat.ts';
import { EndpointPlanner } from './endpoint-planner.ts';
import { ApiKey } from './settings.ts';
import type { EndpointSettings } from './settings.ts';

const KEY = 'sk-very-secret-0123456789';
const GOOD = '{"steps":[{"do":"click","target":"Save"}]}';
const completion = (content: string, more: object = {}): string =>
  JSON.stringify({ choices: [{ message: { content }, finish_reason: 'stop', ...more }], usage: { total_tokens: 120 } });

type Reply = (request: IncomingMessage, answer: ServerResponse, body: string, nth: number) => void;
const say =
  (text: string, status = 200, headers: Record<string, string> = {}): Reply =>
  (_request, answer) => {
    answer.writeHead(status, { 'content-type': 'application/json', ...headers });
    answer.end(text);
  };
/** The first replies in turn; the last one from then on. */
const inTurn =
  (...replies: Reply[]): Reply =>
  (request, answer, body, nth) =>
    (replies[Math.min(nth, replies.length - 1)] ?? say(''))(request, answer, body, nth);

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

async function server(reply: Reply): Promise<{ url: string; asked: string[]; headers: IncomingMessage['headers'][] }> {
  const asked: string[] = [];
  const headers: IncomingMessage['headers'][] = [];
  const http = createServer((request, answer) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      asked.push(body);
      headers.push(request.headers);
      reply(request, answer, body, asked.length - 1);
    });
  });
  await new Promise<void>((done) => http.listen(0, '127.0.0.1', () => done()));
  open.push(async () => {
    http.closeAllConnections();
    await new Promise<void>((done) => http.close(() => done()));
  });
  return { url: `http://127.0.0.1:${(http.address() as AddressInfo).port}/v1`, asked, headers };
}

const waited: number[] = [];
const world: World = {
  fetch: (...args) => fetch(...args),
  sleep: (ms) => {
    waited.push(ms);
    return Promise.resolve();
  },
};
const settings = (url: string, more: Partial<EndpointSettings> = {}): EndpointSettings => ({
  ...{ url, model: 'small', key: new ApiKey(KEY), timeoutSeconds: 20, tokenCap: 10_000, retries: 2 },
  ...more,
});
const planWith = (s: EndpointSettings, task = 'Save the file') =>
  new EndpointPlanner(s, world).plan({ task, history: [], screen: null });

async function refusal(work: Promise<unknown>): Promise<SteadyhandError> {
  const error = await work.then(
    () => null,
    (e: unknown) => e,
  );
  if (!(error instanceof SteadyhandError)) throw new Error(`not refused in order: ${messageOf(error)}`);
  expect(`${error.line} ${error.stack ?? ''} ${JSON.stringify(error)}`).not.toContain(KEY);
  expect(error.line).not.toContain('\n');
  return error;
}

test('a plan is asked for with the task, a schema and the key, and comes back checked', async () => {
  const { url, asked, headers } = await server(say(completion(GOOD)));
  const plan = await planWith(settings(url));
  expect(plan).toMatchObject({ source: 'model:small', steps: [{ do: 'click', target: 'Save' }] });
  expect(headers[0]?.authorization).toBe(`Bearer ${KEY}`);
  const sent = JSON.parse(asked[0] ?? '') as { messages: { content: string }[]; response_format: { type: string } };
  expect(sent.messages[1]?.content).toContain('TASK: Save the file');
  expect(sent.response_format.type).toBe('json_schema');
  expect(JSON.stringify(sent.response_format)).not.toContain('run_command');
});

describe('what is wrong but can be mended gives a plan', () => {
  test.each<[string, Reply, number]>([
    ['prose around the JSON', say(completion(`Sure! Here it is:\n${GOOD}\nGood luck.`)), 1],
    ['a code fence', say(completion('```json\n' + GOOD + '\n```')), 1],
    ['thinking aloud first', say(completion(`<think>{"steps": no}</think>${GOOD}`)), 1],
    ['a bare list of steps', say(completion('[{"do":"click","target":"Save"}]')), 1],
    ['truncated JSON, then a good one', inTurn(say(completion('{"steps":[{"do":"cli')), say(completion(GOOD))), 2],
    ['an unknown step, then a good one', inTurn(say(completion('{"steps":[{"do":"fly"}]}')), say(completion(GOOD))), 2],
    ['a 500, then an answer', inTurn(say('oops', 500), say(completion(GOOD))), 2],
    ['too many requests, then an answer', inTurn(say('', 429, { 'retry-after': '7' }), say(completion(GOOD))), 2],
    ['an empty body, then an answer', inTurn(say(''), say(completion(GOOD))), 2],
    ['a broken connection, then an answer', inTurn((r) => r.socket.destroy(), say(completion(GOOD))), 2],
    ['no JSON schemas', inTurn(say('response_format is not supported', 400), say(completion(GOOD))), 2],
    ['a tool nobody offered, besides a plan', say(completion(GOOD, { tool_calls: [{ function: { name: 'rm' } }] })), 1],
  ])('%s', async (_name, reply, questions) => {
    const { url, asked } = await server(reply);
    expect((await planWith(settings(url))).steps).toEqual([{ do: 'click', target: 'Save' }]);
    expect(asked).toHaveLength(questions);
  });

  test('a server that says when to come back is believed', async () => {
    waited.length = 0;
    const { url } = await server(inTurn(say('', 503, { 'retry-after': '3' }), say('', 503), say(completion(GOOD))));
    await planWith(settings(url));
    expect(waited).toEqual([3000, 1000]);
  });
});

describe('what cannot be mended is refused with the reason', () => {
  test.each<[string, Reply, string, Partial<EndpointSettings>?]>([
    ['prose only, twice', say(completion('I would click Save.')), 'endpoint_plan'],
    ['truncated JSON, twice', say(completion('{"steps":[{"do":"click","tar')), 'endpoint_plan'],
    ['a plan of nothing', say(completion('{"steps":[]}')), 'endpoint_plan'],
    [
      'a command for the shell',
      say(completion('{"steps":[{"do":"run_command","command":"rm -rf ~"}]}')),
      'endpoint_plan',
    ],
    [
      'loops within loops',
      say(completion(`{"steps":[{"do":"repeat","times":9,"steps":[{"do":"repeat","times":9,"steps":[]}]}]}`)),
      'endpoint_plan',
    ],
    ['keys nobody can press', say(completion('{"steps":[{"do":"hotkey","keys":["launch"]}]}')), 'endpoint_plan'],
    ['a tool call and no words', say(completion('', { tool_calls: [{}] })), 'endpoint_plan'],
    ['500 for ever', say('down', 500), 'endpoint_failed'],
    ['a wrong key', (_q, a) => say(`bad key ${KEY}`, 401)(_q, a, '', 0), 'endpoint_key'],
    ['an unknown model', say('no such model', 404), 'endpoint_model'],
    ['HTML instead of an API', say('<html>Welcome</html>'), 'endpoint_answer'],
    ['JSON of another kind', say('{"hello":1}'), 'endpoint_answer'],
    ['no choices', say('{"choices":[]}'), 'endpoint_answer'],
    ['a content filter', say(completion('', { finish_reason: 'content_filter' })), 'endpoint_answer'],
    ['a redirect', say('', 302, { location: 'http://127.0.0.1:9/elsewhere' }), 'endpoint_unreachable'],
    ['an answer of 10 MB', say('x'.repeat(10_000_000)), 'endpoint_too_long'],
    ['a stall before the answer', () => undefined, 'endpoint_slow', { timeoutSeconds: 0.2, retries: 0 }],
    [
      'a stall in the middle of it',
      (_request, answer) => void answer.writeHead(200).write('{"choices": ['),
      'endpoint_slow',
      { timeoutSeconds: 0.3, retries: 0 },
    ],
    ['a connection that breaks off every time', (r) => r.socket.destroy(), 'endpoint_unreachable'],
  ])('%s', async (_name, reply, code, more) => {
    const { url } = await server(reply);
    expect((await refusal(planWith(settings(url, more)))).code).toBe(code);
  });

  test('nobody there', async () => {
    expect((await refusal(planWith(settings('http://127.0.0.1:9/v1')))).code).toBe('endpoint_unreachable');
  });

  test('a certificate that cannot be trusted', async () => {
    const bad: World = {
      ...world,
      fetch: () =>
        Promise.reject(
          new TypeError('fetch failed', {
            cause: Object.assign(new Error('self-signed'), { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }),
          }),
        ),
    };
    const planner = new EndpointPlanner(settings('https://127.0.0.1:9/v1'), bad);
    const { code } = await refusal(planner.plan({ task: 'x', history: [], screen: null }));
    expect(code).toBe('endpoint_certificate');
  });
});

test('a question or a refusal of the model is the whole plan', async () => {
  const { url } = await server(
    say(completion('{"steps":[{"do":"click","target":"A"},{"do":"ask","question":"Which?"}]}')),
  );
  expect((await planWith(settings(url))).steps).toEqual([{ do: 'ask', question: 'Which?' }]);
});

test('the cap on tokens ends the questions', async () => {
  const { url, asked } = await server(say(completion('no plan')));
  expect((await refusal(planWith(settings(url, { tokenCap: 100 })))).code).toBe('token_cap');
  expect(asked).toHaveLength(1);
});

test('a stop ends a question that is under way', async () => {
  const { url } = await server(() => undefined);
  const stop = new AbortController();
  const planner = new EndpointPlanner(settings(url), world);
  const running = planner.plan({ task: 'Save', history: [], screen: null, signal: stop.signal });
  setTimeout(() => stop.abort(new Error('stopped by you')), 50);
  await expect(running).rejects.toThrow('stopped by you');
});

describe('several proposals', () => {
  const plan = (target: string): string => completion(`{"steps":[{"do":"click","target":"${target}"}]}`);
  const targets = (steps: readonly unknown[]): unknown => steps.map((s) => (s as { target?: string }).target);

  test('what most of them say is taken, and no judge is asked', async () => {
    const { url, asked } = await server(inTurn(say(plan('Save')), say(plan('Save as')), say(plan('Save'))));
    expect(targets((await planWith(settings(url, { samples: 3 }))).steps)).toEqual(['Save']);
    expect(asked).toHaveLength(3);
  });

  test('the plan says whether a vote or a judge chose it', async () => {
    const sourceOf = async (samples: number, ...replies: ReturnType<typeof say>[]): Promise<string> =>
      (await planWith(settings((await server(inTurn(...replies))).url, { samples }))).source;
    const [save, store] = [say(plan('Save')), say(plan('Store'))];
    expect(await sourceOf(1, save)).not.toContain('(');
    expect(await sourceOf(3, save, store, save)).toContain('(2 of 3 agree)');
    expect(await sourceOf(2, save, store, say(completion('{"best": 2}')))).toContain('(judge, from 2 different plans)');
    expect(await sourceOf(2, save, store, say(completion('{"best": 9}')))).toContain('the judge chose none');
  });

  test('where they differ a judge chooses', async () => {
    const judge = say(completion('{"best": 2}'));
    const { url, asked } = await server(inTurn(say(plan('Save')), say(plan('Save as')), say(plan('Store')), judge));
    expect(targets((await planWith(settings(url, { samples: 3 }))).steps)).toEqual(['Save as']);
    expect(asked[3]).toContain('PLAN 3');
  });

  test('a judge that says nothing of use changes nothing', async () => {
    const replies = inTurn(say(plan('Save')), say(plan('Store')), say(completion('all of them are fine')));
    const { url } = await server(replies);
    expect(targets((await planWith(settings(url, { samples: 2 }))).steps)).toEqual(['Save']);
  });

  test('a proposal that cannot be used does not count', async () => {
    const { url } = await server(inTurn(say(completion('prose')), say(completion('more prose')), say(plan('Save'))));
    expect(targets((await planWith(settings(url, { samples: 2 }))).steps)).toEqual(['Save']);
  });

  test('the cap on tokens is for all of them together', async () => {
    const { url, asked } = await server(say(plan('Save')));
    expect((await refusal(planWith(settings(url, { samples: 8, tokenCap: 300 })))).code).toBe('token_cap');
    expect(asked).toHaveLength(3);
  });
});
