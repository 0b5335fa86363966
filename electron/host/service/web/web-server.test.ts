/** The server as its attackers see it: other hosts, other origins, guessed tokens, stolen addresses, oversized messages. */
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { HostConnection, LONGEST_CALL, socketTransport, type Transport } from '../../../protocol/client.ts';
import { createHost } from '../compose.ts';
import type { AgentService } from '../service.ts';
import { StaticFiles } from './static-files.ts';
import { WebServer } from './web-server.ts';

let folder: string;
let service: AgentService;
let web: WebServer;
let starts = 0;
let now = 0;

beforeEach(async () => {
  const home = mkdtempSync(join(tmpdir(), 'steadyhand-web-'));
  process.env['STEADYHAND_HOME'] = join(home, 'data');
  folder = join(home, 'dist');
  mkdirSync(join(folder, 'assets'), { recursive: true });
  writeFileSync(join(home, 'secret.json'), '{"secret":true}');
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Steadyhand</title>');
  writeFileSync(join(folder, 'assets', 'main-Ab12Cd34.js'), 'export {};');
  writeFileSync(join(folder, 'notes.exe'), 'no');
  symlinkSync(join(home, 'secret.json'), join(folder, 'link.json'));
  starts = 0;
  now = 0;
  service = createHost({
    ...{ display: ':1', version: '0', warn: () => undefined, bug: () => undefined },
    runner: ({ signal }) => {
      starts++;
      return new Promise((_done, fail) => {
        signal.addEventListener('abort', () => fail(new Error('stopped')), { once: true });
      });
    },
  });
  web = await WebServer.open({ service, files: StaticFiles.of(folder), port: 0, now: () => now });
});
afterEach(async () => {
  await web.close();
  await service.close();
  delete process.env['STEADYHAND_HOME'];
});

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** A request with exactly these headers, as a program would send it that is no browser. */
function ask(method: string, path: string, headers: Record<string, string> = {}, body?: string): Promise<Answer> {
  const { hostname, port, host } = new URL(web.origin);
  return new Promise((done, fail) => {
    const request = httpRequest({ hostname, port, method, path, headers: { host, ...headers } }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('end', () => done({ status: response.statusCode ?? 0, headers: response.headers, body: text }));
    });
    request.on('error', fail);
    request.end(body);
  });
}

const tokenOf = (address: string): string => new URL(address).hash.slice('#token='.length);
const login = (token: string, headers: Record<string, string> = {}): Promise<Answer> =>
  ask(
    'POST',
    '/login',
    { origin: web.origin, 'content-type': 'application/json', ...headers },
    JSON.stringify({ token }),
  );
async function cookie(): Promise<string> {
  const answer = await login(tokenOf(web.newAddress()));
  expect(answer.status).toBe(204);
  const [set = ''] = answer.headers['set-cookie'] ?? [];
  return set.split(';')[0] ?? '';
}

/** The status a socket was refused with, or the open socket. */
function socket(headers: Record<string, string>, path = '/socket'): Promise<WebSocket | number> {
  return new Promise((done, fail) => {
    const s = new WebSocket(`${web.origin.replace('http', 'ws')}${path}`, { headers });
    s.once('open', () => done(s));
    s.once('unexpected-response', (_request, response) => {
      done(response.statusCode ?? 0);
      s.terminate();
    });
    s.once('error', (error) => {
      if (s.readyState !== s.CLOSING) fail(error);
    });
  });
}
const ours = async (): Promise<Record<string, string>> => ({ origin: web.origin, cookie: await cookie() });
async function page(): Promise<{ host: HostConnection; wire: Transport; socket: WebSocket }> {
  const opened = await socket(await ours());
  if (typeof opened === 'number') throw new Error(`refused with ${opened}`);
  const wire = socketTransport(opened);
  return { host: new HostConnection(wire), wire, socket: opened };
}

test('the page comes with a policy that lets in nothing but its own files', async () => {
  const { status, headers, body } = await ask('GET', '/');
  expect(status).toBe(200);
  expect(body).toContain('Steadyhand');
  const policy = String(headers['content-security-policy']);
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self'");
  expect(policy).not.toMatch(/unsafe|\*|https?:/);
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  });
  expect(headers['access-control-allow-origin']).toBeUndefined();
  const script = await ask('GET', '/assets/main-Ab12Cd34.js');
  expect(script.headers['content-type']).toContain('text/javascript');
  expect(script.headers['cache-control']).toContain('immutable');
});

test.each([
  '/../secret.json',
  '/..%2fsecret.json',
  '/%2e%2e/secret.json',
  '//secret.json',
  '/assets/../../secret.json',
  '/link.json',
  '/notes.exe',
  '/assets/',
  '/constructor',
  '/index.html%00.js',
  '/\\..\\secret.json',
])('%s is not there', async (path) => {
  const { status, body } = await ask('GET', path);
  expect(status).toBe(404);
  expect(body).not.toContain('secret');
});

test.each(['evil.example', 'evil.example:80', '127.0.0.1', '127.0.0.1:1', '0.0.0.0', 'localhost.evil.example'])(
  'a request for the host “%s” is refused whatever it asks for: a name may have been pointed here',
  async (host) => {
    const token = tokenOf(web.newAddress());
    expect((await ask('GET', '/', { host })).status).toBeGreaterThanOrEqual(400);
    const answer = await login(token, { host, origin: `http://${host}` });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.headers['set-cookie']).toBeUndefined();
    // The token is still good for the person.
    expect((await login(token)).status).toBe(204);
  },
);

test.each(['http://evil.example', 'null', 'http://127.0.0.1', 'https://127.0.0.1', 'file://', ''])(
  'the origin “%s” gets neither a session nor a socket',
  async (origin) => {
    const mine = await cookie();
    expect((await login(tokenOf(web.newAddress()), { origin })).status).toBe(403);
    expect(await socket({ origin, cookie: mine })).toBe(403);
  },
);

test('a request without an origin gets no session: a form or a script of another page may leave it out', async () => {
  const body = JSON.stringify({ token: tokenOf(web.newAddress()) });
  expect((await ask('POST', '/login', { 'content-type': 'application/json' }, body)).status).toBe(403);
  expect(await socket({ cookie: await cookie() })).toBe(403);
});

test('another site cannot fetch or embed the page, a link to it may be followed', async () => {
  const site = { 'sec-fetch-site': 'cross-site' };
  expect((await ask('GET', '/', { ...site, 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'script' })).status).toBe(
    403,
  );
  expect((await ask('GET', '/', { ...site, 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' })).status).toBe(
    403,
  );
  expect((await ask('GET', '/', { ...site, 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' })).status).toBe(
    200,
  );
});

test('a token is good once; the cookie it gives is out of reach of scripts and other sites', async () => {
  const address = web.newAddress();
  expect(new URL(address).search).toBe('');
  const answer = await login(tokenOf(address));
  expect(answer.status).toBe(204);
  const [set = ''] = answer.headers['set-cookie'] ?? [];
  expect(set).toMatch(/HttpOnly/);
  expect(set).toMatch(/SameSite=Strict/);
  expect(set).not.toContain(tokenOf(address));
  const again = await login(tokenOf(address));
  expect(again.status).toBe(401);
  expect(again.body).toContain('used already');
});

test('guessing is stopped, also for the right token', async () => {
  const token = tokenOf(web.newAddress());
  for (let i = 0; i < 10; i++) expect((await login(`guess-${i}`)).status).toBe(401);
  expect((await login(token)).status).toBe(429);
  expect((await login(tokenOf(web.newAddress()))).status).toBe(204);
});

test('an old address is worth nothing', async () => {
  const token = tokenOf(web.newAddress());
  now += 16 * 60_000;
  expect((await login(token)).status).toBe(401);
});

test.each([
  ['no JSON', 'application/json', 'token=x'],
  ['a form', 'application/x-www-form-urlencoded', '{"token":"x"}'],
  ['a text', 'text/plain', '{"token":"x"}'],
  ['more than a token', 'application/json', '{"token":"x","admin":true}'],
  ['too much', 'application/json', `{"token":"${'x'.repeat(5000)}"}`],
])('a login with %s is refused', async (_what, type, body) => {
  const { status } = await ask('POST', '/login', { origin: web.origin, 'content-type': type }, body);
  expect(status).toBe(400);
});

test('a socket needs a session: none, a made-up one and one that has ended are refused', async () => {
  const mine = await cookie();
  expect(await socket({ origin: web.origin })).toBe(401);
  const name = mine.split('=')[0] ?? '';
  expect(await socket({ origin: web.origin, cookie: `${name}=${'A'.repeat(43)}` })).toBe(401);
  expect(await socket({ origin: web.origin, cookie: mine }, '/other')).toBe(404);
  expect((await ask('GET', '/session', { cookie: mine })).status).toBe(204);
  expect((await ask('POST', '/logout', { origin: web.origin, cookie: mine })).status).toBe(204);
  expect(await socket({ origin: web.origin, cookie: mine })).toBe(401);
  const why = await ask('GET', '/session', { cookie: mine });
  expect([why.status, why.body]).toEqual([401, expect.stringContaining('Press Enter where steadyhand serve runs')]);
});

test('methods nobody needs are refused', async () => {
  for (const method of ['PUT', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE']) {
    expect((await ask(method, '/login', { origin: web.origin })).status).toBe(405);
  }
});

test('the page speaks the protocol; a second one watches until it takes control', async () => {
  const first = await page();
  expect((await first.host.call('hello', { protocol: 1, client: 'first' })).role).toBe('control');
  const second = await page();
  expect((await second.host.call('hello', { protocol: 1, client: 'second' })).role).toBe('watch');
  await expect(second.host.call('run.start', { task: 'x' })).rejects.toMatchObject({ code: 'not_in_control' });
  expect(starts).toBe(0);
  await second.host.call('control.take', {});
  void second.host.call('run.start', { task: 'x' }).catch(() => undefined);
  await expect(first.host.call('run.pause', {})).rejects.toMatchObject({ code: 'not_in_control' });
  expect(starts).toBe(1);
});

test('what is too long, binary or no JSON ends the page that sent it or is refused, and starts nothing', async () => {
  const closed = (s: WebSocket): Promise<number> => new Promise((done) => s.once('close', (code) => done(code)));
  const long = await page();
  const end = closed(long.socket);
  long.socket.send('x'.repeat(LONGEST_CALL + 1));
  expect(await end).toBe(1009);
  const binary = await page();
  const over = closed(binary.socket);
  binary.socket.send(Buffer.from([0, 0, 0, 2, 123, 125]));
  expect(await over).toBe(1003);
  const rubbish = await page();
  const gone = closed(rubbish.socket);
  for (let i = 0; i < 150; i++) rubbish.socket.send('{"type":"call"');
  await gone;
  expect(starts).toBe(0);
});

test('half a request, or none, does not keep the server from others', async () => {
  const { hostname, port } = new URL(web.origin);
  const slow = connect(Number(port), hostname);
  slow.write('GET / HTTP/1.1\r\nHost:');
  const wrong = connect(Number(port), hostname);
  wrong.on('error', () => undefined);
  wrong.write('\x16\x03\x01 this is no HTTP\r\n\r\n');
  expect((await ask('GET', '/')).status).toBe(200);
  slow.destroy();
  wrong.destroy();
});

test('a port that is taken is said to be, and a folder without an interface too', async () => {
  const port = Number(new URL(web.origin).port);
  const files = StaticFiles.of(folder);
  await expect(WebServer.open({ service, files, port })).rejects.toMatchObject({ code: 'port_in_use' });
  expect(() => StaticFiles.of(join(folder, 'nowhere'))).toThrow('is not in');
});
