import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { WorkerClient, workerEntry } from '../../inference/worker-client.ts';
import type { WitnessRequest, WitnessSetup } from './worker-protocol.ts';

const open: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

/** A bus that does as told with whoever connects; answers its address. */
async function falseBus(serve: (socket: Socket) => void): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'steadyhand-bus-'));
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    serve(socket);
  });
  await new Promise<void>((done) => server.listen(join(folder, 'bus'), done));
  open.push(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((done) => server.close(done));
    await rm(folder, { recursive: true });
  });
  return `unix:path=${join(folder, 'bus')}`;
}

/** How connecting to it ends: with the reason why there is no bus, or with the error that ended the thread. */
async function connecting(setup: WitnessSetup): Promise<string> {
  const worker = new WorkerClient(workerEntry(import.meta.url, 'accessibility-worker'), 'accessibility reader', setup);
  open.push(() => worker.close());
  try {
    const answer = await worker.request({ kind: 'connect' } satisfies WitnessRequest);
    return (answer as { absent: string | null }).absent ?? 'connected';
  } catch (e) {
    return e instanceof Error ? e.message : String(e);
  }
}

/** Takes part in the greeting of D-Bus, then goes its own way. */
const greeting =
  (then: (socket: Socket) => void) =>
  (socket: Socket): void => {
    socket.on('data', (data: Buffer) => {
      const text = data.toString('latin1');
      if (text.includes('AUTH')) socket.write('OK 0123456789abcdef0123456789abcdef\r\n');
      else if (text.includes('NEGOTIATE_UNIX_FD')) socket.write('ERROR\r\n');
      if (text.includes('BEGIN')) then(socket);
    });
  };

test.concurrent.each<[string, (socket: Socket) => void]>([
  ['that hangs up', (socket) => socket.destroy()],
  ['that answers the greeting with something else', (socket) => void socket.write('HTTP/1.1 400 Bad Request\r\n\r\n')],
  ['that sends garbage', greeting((socket) => void socket.write(Buffer.alloc(4096, 0xa5)))],
  ['that never answers', greeting(() => undefined)],
])('a bus %s ends in a reason', async (_, serve) => {
  expect(await connecting({ address: await falseBus(serve), sessionBus: null })).toMatch(
    /does not answer|failed|ended unexpectedly/,
  );
});

test('a socket that is not there ends in a reason', async () => {
  expect(await connecting({ address: 'unix:path=/nowhere/bus', sessionBus: null })).toMatch(/does not answer/);
  expect(await connecting({ address: null, sessionBus: 'unix:path=/nowhere/bus' })).toMatch(/does not answer/);
});

test('without any address there is no bus', async () => {
  expect(await connecting({ address: null, sessionBus: null })).toBe('there is no accessibility bus on this display');
});
