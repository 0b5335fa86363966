/** The interface as it is shipped, over a WebSocket, with the token of the address. */
import type { BrowserContext } from 'playwright';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { decodeWire, encodeWire, Inbox, type Transport } from '../../electron/protocol/client.ts';
import { FakeHost } from '../../renderer/src/host/fake/host.ts';
import { useInterface } from './interface.ts';

const { url, openWindow } = useInterface('renderer-shipped');
let context: BrowserContext;
beforeEach(async () => {
  context = await openWindow();
});
afterEach(() => context.close());

/** Serves the host in memory where the page looks for its WebSocket. */
async function serveHost(host: FakeHost, logins: string[], status = 204): Promise<void> {
  await context.route('**/login', async (route) => {
    logins.push(route.request().postData() ?? '');
    await route.fulfill({ status, body: status === 204 ? '' : 'This token was used.' });
  });
  await context.routeWebSocket('**/socket', (socket) => {
    const inbox = new Inbox();
    const end: Transport = {
      send: (message) => {
        const wire = encodeWire(message);
        socket.send(typeof wire === 'string' ? wire : Buffer.from(wire));
      },
      onMessage: (listener) => inbox.onMessage(listener),
      onClose: (listener) => inbox.onClose(listener),
      close: (why) => void socket.close({ code: 1000, reason: why ?? '' }),
      backlog: 0,
    };
    socket.onMessage((data) => inbox.put(decodeWire(typeof data === 'string' ? data : Uint8Array.from(data))));
    socket.onClose(() => inbox.close('the page is gone'));
    host.serve(end);
  });
}

test('the token is exchanged once and leaves the address; the page is ready over the socket', async () => {
  const logins: string[] = [];
  await serveHost(new FakeHost(), logins);
  const page = await context.newPage();
  const refused: string[] = [];
  page.on('console', (m) => {
    if (m.type() === 'error') refused.push(m.text());
  });
  await page.goto(`${url()}/#token=abc-123`);
  await page.locator('[data-state=linkReady]').waitFor();
  expect(logins).toEqual(['{"token":"abc-123"}']);
  expect(page.url()).not.toContain('abc');
  await page.getByRole('link', { name: 'History' }).click();
  await page.getByText('Rename all pictures').waitFor();
  expect(refused).toEqual([]);
});

test('a token that is used up is said, with what to do, and not tried again', async () => {
  const logins: string[] = [];
  await serveHost(new FakeHost(), logins, 403);
  const page = await context.newPage();
  await page.goto(`${url()}/#token=old`);
  await page.getByText('This address is used up').waitFor();
  await page.waitForTimeout(1500);
  expect(logins).toHaveLength(1);
});

test('a connection that is lost is made again by itself', async () => {
  const host = new FakeHost();
  await serveHost(host, []);
  const page = await context.newPage();
  await page.goto(url());
  await page.locator('[data-state=linkReady]').waitFor();
  host.die('the program ended');
  await page.locator('[data-state=linkLost]').or(page.locator('[data-state=linkReady]')).first().waitFor();
  await page.locator('[data-state=linkReady]').waitFor();
  expect(host.calls.filter((c) => c.method === 'hello').length).toBeGreaterThan(1);
});
