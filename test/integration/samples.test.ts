/** `--samples` on the command line, against a language model's server that answers as it is told. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { cli, emptyFolder, jsonLines } from '../fixtures/cli.ts';
import type { Outcome } from '../fixtures/cli.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A server that gives these answers in turn, the last one again and again; what it was asked is kept. */
async function model(...answers: string[]): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const content = answers[Math.min(asked.length, answers.length - 1)] ?? '';
      asked.push(body);
      response.end(JSON.stringify({ choices: [{ message: { content } }], usage: { total_tokens: 100 } }));
    });
  });
  closing.push(() => server.close());
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, asked };
}

async function steadyhand(args: readonly string[], url?: string): Promise<Outcome> {
  const endpoint = url === undefined ? {} : { STEADYHAND_ENDPOINT_URL: url, STEADYHAND_ENDPOINT_MODEL: 'mock' };
  return cli(args, { env: { PATH: process.env['PATH'], STEADYHAND_HOME: await emptyFolder(), ...endpoint } });
}

const click = (target: string): string => JSON.stringify({ steps: [{ do: 'click', target }] });
const DRY = ['run', 'Save this', '--dry-run', '--json', '--planner', 'endpoint'];
const stepsOf = (o: Outcome): unknown => jsonLines(o.stdout).find((e) => e['event'] === 'planned')?.['steps'];

test('a run asks for as many plans and a judge where they differ', async () => {
  const { url, asked } = await model(click('Save'), click('Save as'), click('Store'), '{"best": 2}');
  const outcome = await steadyhand([...DRY, '--samples', '3'], url);
  expect(outcome.stderr).toBe('');
  expect(stepsOf(outcome)).toEqual([{ do: 'click', target: 'Save as' }]);
  expect(asked).toHaveLength(4);
  expect(asked[3]).toContain('PLAN 3');
});

test('without it one plan is asked for', async () => {
  const { url, asked } = await model(click('Save'), click('Save as'));
  expect(stepsOf(await steadyhand(DRY, url))).toEqual([{ do: 'click', target: 'Save' }]);
  expect(asked).toHaveLength(1);
});

test.each([['0'], ['9'], ['many'], ['2.5']])('--samples %s is refused before anything is asked', async (n) => {
  const { url, asked } = await model(click('Save'));
  const { code, stderr } = await steadyhand([...DRY, '--samples', n], url);
  expect(code).toBe(2);
  expect(stderr).toContain('from 1 to 8');
  expect(asked).toHaveLength(0);
});

test('--samples without a language model says what to add', async () => {
  const { code, stderr } = await steadyhand(['run', 'Press Enter', '--dry-run', '--samples', '4']);
  expect(code).toBe(2);
  expect(stderr).toContain('--planner endpoint');
});
