import { createServer, type IncomingMessage, type Server } from 'node:http';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { EndpointDesk } from './endpoint-desk.ts';

const KEY = 'sk-very-secret';
let home: string;
let server: Server;
let url: string;
let asked: IncomingMessage[];
beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'steadyhand-endpoint-'));
  asked = [];
  server = createServer((request, response) => {
    asked.push(request);
    const content = JSON.stringify({ steps: [{ do: 'hotkey', keys: ['ctrl', 's'] }] });
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ choices: [{ message: { role: 'assistant', content }, finish_reason: 'stop' }] }));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});
const file = (): string => readFileSync(join(home, 'planner.json'), 'utf8');

test('nothing is configured until somebody does, and then it is there for runs', () => {
  const desk = new EndpointDesk(home, {});
  expect(desk.get()).toEqual({ endpoint: null });
  desk.set({ endpoint: { url, model: 'm' } });
  expect(desk.get()).toEqual({ endpoint: { url, model: 'm', hasKey: false, from: 'file' } });
  expect(new EndpointDesk(home, {}).settings()).toMatchObject({ url, model: 'm' });
  desk.set({ endpoint: null });
  expect(new EndpointDesk(home, {}).get()).toEqual({ endpoint: null });
});

test('a key is used, but written nowhere and told to nobody', async () => {
  const desk = new EndpointDesk(home, {});
  const told = desk.set({ endpoint: { url, model: 'm', key: KEY } });
  expect(JSON.stringify(told)).not.toContain(KEY);
  expect(file()).not.toContain(KEY);
  expect(desk.get().endpoint?.hasKey).toBe(true);
  await desk.test({ url, model: 'm' });
  expect(asked[0]?.headers.authorization).toBe(`Bearer ${KEY}`);
});

test('the key of one server is not sent to another', async () => {
  const desk = new EndpointDesk(home, {});
  desk.set({ endpoint: { url: 'http://127.0.0.1:9/v1', model: 'm', key: KEY } });
  await desk.test({ url, model: 'm' });
  expect(asked[0]?.headers.authorization).toBeUndefined();
  desk.set({ endpoint: { url, model: 'm' } });
  expect(desk.get().endpoint?.hasKey).toBe(false);
});

test('a trial asks for a plan and says what it was and how long it took', async () => {
  const { words, ms } = await new EndpointDesk(home, {}).test({ url, model: 'm' });
  expect(words).toHaveLength(1);
  expect(words[0]).toMatch(/Ctrl\+S/i);
  expect(ms).toBeGreaterThan(0);
});

test('a server that is not there is said', async () => {
  const desk = new EndpointDesk(home, {});
  await expect(desk.test({ url: 'http://127.0.0.1:9/v1', model: 'm' })).rejects.toMatchObject({
    code: 'endpoint_unreachable',
  });
});

test('other entries of the file stay, unless the server is another one', () => {
  writeFileSync(join(home, 'planner.json'), JSON.stringify({ url, model: 'old', timeout_seconds: 5 }));
  const desk = new EndpointDesk(home, {});
  desk.set({ endpoint: { url, model: 'new' } });
  expect(JSON.parse(file())).toEqual({ url, model: 'new', timeout_seconds: 5 });
  desk.set({ endpoint: { url: 'http://127.0.0.1:9/v1', model: 'new' } });
  expect(JSON.parse(file())).toEqual({ url: 'http://127.0.0.1:9/v1', model: 'new' });
});

test('what the environment sets is shown and not changed', () => {
  const desk = new EndpointDesk(home, { STEADYHAND_ENDPOINT_URL: url, STEADYHAND_ENDPOINT_MODEL: 'm' });
  expect(desk.get().endpoint?.from).toBe('environment');
  expect(() => desk.set({ endpoint: null })).toThrow(/environment/);
});
