/**
 * The way to the host. In the app the preload script hands over a port; in a browser (`steadyhand serve`) it is a
 * WebSocket to where the page came from, after the one-time token of the address was exchanged for a cookie.
 */
import { Refusal } from '../../../electron/protocol/client-connection.ts';
import { portTransport, socketTransport, type Transport } from '../../../electron/protocol/client-transport.ts';

/** What the preload script puts on the window: a fresh port to the host, and what only the app can do. */
export interface Bridge {
  connect(): Promise<MessagePort>;
}
declare global {
  interface Window {
    readonly steadyhand?: Bridge;
  }
}

export const SOCKET_PATH = '/socket';
export const LOGIN_PATH = '/login';

export async function connect(): Promise<Transport> {
  if (window.steadyhand) return portTransport(await window.steadyhand.connect());
  await exchangeToken();
  return await openSocket(new URL(SOCKET_PATH, location.href));
}

/** The token is used up at once and taken out of the address, so that it is neither bookmarked nor shown. */
async function exchangeToken(): Promise<void> {
  const token = /[#&]token=([\w-]+)/.exec(location.hash)?.[1];
  if (token === undefined) return;
  history.replaceState(null, '', `${location.pathname}${location.search}`);
  const answer = await fetch(LOGIN_PATH, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
    credentials: 'same-origin',
  });
  if (answer.ok) return;
  throw new Refusal({
    kind: 'protocol',
    code: 'token_refused',
    message: (await answer.text()).slice(0, 300),
    remedy: 'Start `steadyhand serve` again and open the address it prints.',
  });
}

function openSocket(url: URL): Promise<Transport> {
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  url.hash = '';
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url);
    const failed = (): void => reject(new Error(`${url.host} does not answer.`));
    socket.addEventListener('error', failed, { once: true });
    socket.addEventListener('close', failed, { once: true });
    socket.addEventListener(
      'open',
      () => {
        socket.removeEventListener('close', failed);
        resolve(socketTransport(socket));
      },
      { once: true },
    );
  });
}
