/**
 * The browser that the pages are shown in, and what is read from it by its debugging port: how an episode ended. An
 * episode is set up there too (seed, time limit, start), as its own environment does; nothing is ever clicked by it.
 */
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { existsSync, readFileSync, statSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startDesktop } from '../../../scripts/desktop.mjs';

type Desktop = Awaited<ReturnType<typeof startDesktop>>;

/** The pages are 160 pixels wide with letters of ten: shown as large as a person would make them. */
const SCALE = 2;
const READY_MS = 120_000;
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.png': 'image/png',
  '.gif': 'image/gif',
};

export interface Episode {
  /** What the page asks for. */
  readonly utterance: string;
}
export interface Ending {
  readonly done: boolean;
  /** From -1 to 1, without the discount for time. */
  readonly reward: number;
}

export class WobBrowser {
  readonly desktop: Desktop;
  readonly #server: Server;
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  #next = 1;

  private constructor(desktop: Desktop, server: Server, socket: WebSocket) {
    this.desktop = desktop;
    this.#server = server;
    this.#socket = socket;
    socket.addEventListener('message', ({ data }) => {
      const answer = JSON.parse(String(data)) as Answer;
      if (answer.id === undefined) return;
      this.#waiting.get(answer.id)?.(answer);
      this.#waiting.delete(answer.id);
    });
  }

  /** @param pages the folder that holds `miniwob/`, `core/` and `common/` */
  static async open(pages: string): Promise<WobBrowser> {
    const desktop = await startDesktop({ size: { width: 1024, height: 768 }, handleSignals: false });
    const server = await serve(pages);
    try {
      const profile = join(desktop.home, 'chromium');
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/miniwob/click-button.html`;
      const quiet = ['--no-sandbox', '--no-first-run', '--disable-gpu', '--password-store=basic'];
      const place = [`--force-device-scale-factor=${SCALE}`, '--window-position=40,30', '--window-size=420,320'];
      const debug = ['--remote-debugging-port=0', '--remote-allow-origins=*', `--user-data-dir=${profile}`];
      desktop.launch(['chromium', ...quiet, ...place, ...debug, `--app=${url}`]);
      await desktop.waitForWindow(/Task/, READY_MS);
      const port = readFileSync(join(profile, 'DevToolsActivePort'), 'utf8').split('\n')[0] ?? '';
      const targets = (await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()) as Target[];
      const page = targets.find((t) => t.type === 'page');
      if (!page) throw new Error('the browser shows no page');
      const socket = new WebSocket(page.webSocketDebuggerUrl);
      await new Promise((done, fail) => {
        socket.addEventListener('open', done, { once: true });
        socket.addEventListener('error', () => fail(new Error('the browser could not be asked')), { once: true });
      });
      return new WobBrowser(desktop, server, socket);
    } catch (error) {
      server.close();
      await desktop.stop();
      throw error;
    }
  }

  /** Shows a task and starts its episode; the same seed makes the same problem. */
  async begin(task: string, seed: string, limitMs: number): Promise<Episode> {
    const { port } = this.#server.address() as AddressInfo;
    await this.#send('Page.navigate', { url: `http://127.0.0.1:${port}/miniwob/${task}.html` });
    const end = Date.now() + READY_MS;
    const loaded = `location.pathname.endsWith('/${task}.html') && document.readyState === 'complete' && typeof core === 'object' && core.cover_div !== null && WOB_TASK_READY`;
    while ((await this.#evaluate(loaded)) !== true) {
      if (Date.now() > end) throw new Error(`${task} was not ready in ${READY_MS / 1000} s`);
      await sleep(100);
    }
    await this.#evaluate(
      `Math.seedrandom(${JSON.stringify(seed)}); core.EPISODE_MAX_TIME = ${limitMs}; core.startEpisodeReal(); true`,
    );
    await sleep(400);
    return { utterance: String(await this.#evaluate('core.getUtterance()')) };
  }

  async ending(): Promise<Ending> {
    const [done, reward] = (await this.#evaluate('[WOB_DONE_GLOBAL, WOB_RAW_REWARD_GLOBAL]')) as [boolean, number];
    return { done, reward };
  }

  async close(): Promise<void> {
    this.#socket.close();
    this.#server.closeAllConnections();
    this.#server.close();
    await this.desktop.stop();
  }

  async #evaluate(expression: string): Promise<unknown> {
    const answer = await this.#send('Runtime.evaluate', { expression, returnByValue: true });
    const { result, exceptionDetails } = answer.result as {
      result: { value?: unknown };
      exceptionDetails?: { text: string };
    };
    // While a page loads there is nothing to ask yet.
    return exceptionDetails ? undefined : result.value;
  }

  #send(method: string, params: Readonly<Record<string, unknown>>): Promise<Answer> {
    const id = this.#next++;
    return new Promise((done) => {
      this.#waiting.set(id, done);
      this.#socket.send(JSON.stringify({ id, method, params }));
    });
  }
}

interface Answer {
  readonly id?: number;
  readonly result?: unknown;
}
interface Target {
  readonly type: string;
  readonly webSocketDebuggerUrl: string;
}

/** The folder by HTTP, on this machine only. */
async function serve(folder: string): Promise<Server> {
  const server = createServer((request, answer) => {
    const path = normalize(decodeURIComponent((request.url ?? '/').split('?')[0] ?? '/'));
    const file = join(folder, path);
    if (!file.startsWith(folder) || !existsSync(file) || !statSync(file).isFile()) {
      answer.writeHead(404).end();
      return;
    }
    answer.setHeader('content-type', TYPES[extname(file)] ?? 'application/octet-stream');
    answer.end(readFileSync(file));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return server;
}
