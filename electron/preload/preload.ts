/**
 * What a page of ours is given: a way to ask for a port to the agent, and two things only the app can do. Nothing of
 * Electron reaches the page; every message is checked again by the shell. Built to one CommonJS file, as a sandboxed
 * preload script has to be.
 */
import { contextBridge, ipcRenderer } from 'electron';
import { BRIDGE_CHANNEL, PORT_CHANNEL, type PortNote } from '../protocol/shell-bridge.ts';

/** Of the page, the little that is used here. */
interface PageMessage {
  readonly source: unknown;
  readonly data: unknown;
  readonly ports: readonly unknown[];
}
interface Page {
  addEventListener(type: 'message', listener: (event: PageMessage) => void): void;
  removeEventListener(type: 'message', listener: (event: PageMessage) => void): void;
  postMessage(message: unknown, origin: string, transfer: readonly unknown[]): void;
  readonly location: { readonly origin: string };
  readonly crypto: { randomUUID(): string };
}
declare const window: Page;

const tell = (message: unknown): Promise<unknown> => ipcRenderer.invoke(BRIDGE_CHANNEL, message);

// A port cannot go through the bridge; it goes as a message to the page, which only this window can receive.
ipcRenderer.on(PORT_CHANNEL, (event, note: PortNote) => {
  window.postMessage({ steadyhandPort: note.steadyhandPort }, window.location.origin, event.ports);
});

const bridge = {
  ask: (key: string): Promise<unknown> => tell({ do: 'connect', key }),
  hide: (): Promise<unknown> => tell({ do: 'hide' }),
  open: (url: string): Promise<unknown> => tell({ do: 'open', url }),
};

contextBridge.executeInMainWorld({
  // Runs in the page: sees nothing of this file but what is given to it.
  func: ({ ask, hide, open }: typeof bridge) => {
    const connect = (): Promise<unknown> =>
      new Promise((done, fail) => {
        const key = window.crypto.randomUUID();
        const listen = (event: PageMessage): void => {
          const note = event.data as { steadyhandPort?: unknown } | null;
          if (event.source !== window || note?.steadyhandPort !== key) return;
          window.removeEventListener('message', listen);
          done(event.ports[0]);
        };
        window.addEventListener('message', listen);
        ask(key).catch(fail);
      });
    Object.defineProperty(window, 'steadyhand', {
      value: Object.freeze({ connect, hide, open }),
      writable: false,
      configurable: false,
    });
  },
  args: [bridge],
});
