import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import type { XClient } from 'x11';
import { XConnection } from './connection.ts';

test.each([
  ['ends', (client: EventEmitter) => client.emit('end')],
  [
    'breaks off',
    (client: EventEmitter) => client.emit('error', Object.assign(new Error('reset'), { code: 'ECONNRESET' })),
  ],
])('a connection that %s answers what still waits for a reply', async (_how, happen) => {
  const client = new EventEmitter();
  const size = { root: 1, width: 640, height: 480, minKeycode: 8, maxKeycode: 255 };
  const x = new XConnection(':9', client as unknown as XClient, size);
  const waiting = x.request(() => undefined);
  happen(client);
  await expect(waiting).rejects.toMatchObject({ kind: 'environment', code: 'display_lost' });
  await expect(x.sync()).rejects.toMatchObject({ code: 'display_lost' });
});
