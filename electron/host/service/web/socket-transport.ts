/** The server's end of a WebSocket. A client sends texts only; what is no JSON ends the connection. */
import type { WebSocket } from 'ws';
import { BadMessage, decodeWire, encodeWire, Inbox, type Transport } from '../../../protocol/client.ts';

/** More than this on its way to a page that does not read: it is put out rather than kept in memory. */
const MOST_BACKLOG = 64 * 1024 * 1024;

/** @param aliveMs how often the other end is asked whether it is there; one that is silent twice is gone */
export function webSocketTransport(socket: WebSocket, aliveMs: number): Transport {
  const inbox = new Inbox();
  let answered = true;
  const heart = setInterval(() => {
    if (!answered) {
      socket.terminate();
      return;
    }
    answered = false;
    socket.ping();
  }, aliveMs);
  socket.on('pong', () => (answered = true));
  socket.on('message', (data: Buffer, isBinary) => {
    if (isBinary) {
      socket.close(1003, 'text only');
      return;
    }
    try {
      inbox.put(decodeWire(data.toString('utf8')));
    } catch (error) {
      // Handed on as what it is: the session refuses it, counts it, and puts a client out that goes on.
      if (error instanceof BadMessage) inbox.put(null);
      else throw error;
    }
  });
  socket.on('error', () => socket.terminate());
  socket.on('close', (code, reason) => {
    clearInterval(heart);
    inbox.close(reason.toString('utf8') || `the page is gone (${code})`);
  });
  return {
    send: (message) => {
      if (socket.readyState !== socket.OPEN) return;
      if (socket.bufferedAmount > MOST_BACKLOG) socket.close(1013, 'the page does not read');
      else socket.send(encodeWire(message));
    },
    onMessage: (listener) => inbox.onMessage(listener),
    onClose: (listener) => inbox.onClose(listener),
    close: (why) => socket.close(1000, why?.slice(0, 100)),
    get backlog() {
      return socket.bufferedAmount;
    },
  };
}
