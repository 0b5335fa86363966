/**
 * The interface over HTTP on this machine alone.
 *
 * Invariants: it listens on the loopback address; every request must name one of our own hosts (a name that somebody
 * pointed at 127.0.0.1 is refused, which is DNS rebinding) and, where it can change or see anything, our own origin and
 * a session; a session is had for a token that is good once. What is not on the list of paths is not there.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { z } from 'zod';
import { WebSocketServer } from 'ws';
import { LONGEST_CALL } from '../../../protocol/client.ts';
import { messageOf, SteadyhandError } from '../../../protocol/errors.ts';
import type { AgentService } from '../service.ts';
import { pageHeaders } from './headers.ts';
import { webSocketTransport } from './socket-transport.ts';
import type { StaticFiles } from './static-files.ts';
import { Tickets, type Exchange } from './tickets.ts';

export interface WebServerOptions {
  readonly service: Pick<AgentService, 'connect'>;
  readonly files: StaticFiles;
  /** 0: any free one. */
  readonly port: number;
  readonly now?: () => number;
  /** Told of what was refused, one line each. */
  readonly log?: (line: string) => void;
}

/** As the renderer knows them. */
export const PATHS = { login: '/login', logout: '/logout', session: '/session', socket: '/socket' } as const;

const LOOPBACK = '127.0.0.1';
const LONGEST_BODY = 1024;
/** Pages at a time: the person's, and one or two that were left open. */
const MOST_SOCKETS = 8;
const ALIVE_MS = 15_000;

const WHY: Readonly<Record<Extract<Exchange, { refused: string }>['refused'], string>> = {
  wrong: 'This address is not valid.',
  used: 'This address was used already: it is good for one page.',
  expired: 'This address is too old.',
  too_many_guesses: 'Too many wrong addresses were tried.',
};
const AGAIN = 'Press Enter where steadyhand serve runs, and open the new address it prints.';

export class WebServer {
  readonly #options: WebServerOptions;
  readonly #server: Server;
  readonly #sockets = new WebSocketServer({ noServer: true, maxPayload: LONGEST_CALL, perMessageDeflate: false });
  readonly #tickets: Tickets;
  #port = 0;

  private constructor(options: WebServerOptions) {
    this.#options = options;
    this.#tickets = new Tickets(options.now ?? Date.now);
    this.#server = createServer({ maxHeaderSize: 8192, headersTimeout: 10_000, requestTimeout: 10_000 });
    this.#server.maxConnections = 64;
    this.#server.on('request', (request, response) => void this.#answer(request, response));
    this.#server.on('upgrade', (request, socket, head) => this.#upgrade(request, socket, head));
    this.#server.on('clientError', (_error, socket) => socket.destroy());
  }

  /** @throws SteadyhandError `port_in_use`, `port_refused` */
  static async open(options: WebServerOptions): Promise<WebServer> {
    const web = new WebServer(options);
    await new Promise<void>((done, fail) => {
      web.#server.once('error', (error) => fail(cannotListen(options.port, error)));
      web.#server.listen({ host: LOOPBACK, port: options.port, exclusive: true }, done);
    });
    web.#port = (web.#server.address() as AddressInfo).port;
    return web;
  }

  get origin(): string {
    return `http://${LOOPBACK}:${this.#port}`;
  }

  /** An address that lets one page in, once. The one before is worth nothing from now on. */
  newAddress(): string {
    return `${this.origin}/#token=${this.#tickets.issue()}`;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets.clients) socket.terminate();
    this.#server.closeAllConnections();
    await new Promise<void>((done) => void this.#server.close(() => done()));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const { host } = request.headers;
      if (!this.#isOurs(host)) {
        this.#refuse(response, 421, 'This server answers for this machine only.', `host ${host ?? 'none'}`);
        return;
      }
      const path = pathOf(request.url);
      if (request.method === 'POST' && path === PATHS.login) await this.#login(request, response);
      else if (request.method === 'POST' && path === PATHS.logout) this.#logout(request, response);
      else if (request.method === 'GET' && path === PATHS.session) this.#hasSession(request, response);
      else if (request.method === 'GET' || request.method === 'HEAD') await this.#file(request, response, path);
      else this.#refuse(response, 405, 'This is not done here.', `${request.method ?? ''} ${path}`);
    } catch (error) {
      this.#options.log?.(`serve: ${messageOf(error)}`);
      if (!response.headersSent) this.#refuse(response, 500, 'This went wrong.', 'an error');
      else response.destroy();
    }
  }

  async #file(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    // A page elsewhere that embeds ours learns nothing from it.
    const site = request.headers['sec-fetch-site'];
    if (site !== undefined && site !== 'same-origin' && site !== 'none') {
      const isVisit =
        request.headers['sec-fetch-mode'] === 'navigate' && request.headers['sec-fetch-dest'] === 'document';
      if (!isVisit) {
        this.#refuse(response, 403, 'Another page asked for this.', `sec-fetch-site ${site}`);
        return;
      }
    }
    const file = this.#options.files.find(path);
    if (!file) {
      this.#refuse(response, 404, 'There is nothing here.', path);
      return;
    }
    const body = await file.read();
    response.writeHead(200, {
      ...this.#headers(),
      'content-type': file.type,
      'content-length': body.byteLength,
      'cache-control': file.immutable ? 'public, max-age=31536000, immutable' : 'no-store',
    });
    response.end(request.method === 'HEAD' ? undefined : body);
  }

  async #login(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!this.#isFromOurPage(request)) {
      this.#refuse(
        response,
        403,
        'Only the page of this server may do this.',
        `origin ${request.headers.origin ?? 'none'}`,
      );
      return;
    }
    const body = await bodyOf(request);
    const sent = body === null ? null : tokenSchema.safeParse(body);
    if (!sent?.success) {
      this.#refuse(response, 400, 'This is not a token.', 'a login that is none');
      return;
    }
    const exchange = this.#tickets.exchange(sent.data.token);
    if ('refused' in exchange) {
      const code = exchange.refused === 'too_many_guesses' ? 429 : 401;
      this.#refuse(response, code, `${WHY[exchange.refused]} ${AGAIN}`, `a token (${exchange.refused})`);
      return;
    }
    response.writeHead(204, {
      ...this.#headers(),
      'cache-control': 'no-store',
      'set-cookie': `${this.#cookie}=${exchange.session}; Path=/; HttpOnly; SameSite=Strict`,
    });
    response.end();
  }

  #logout(request: IncomingMessage, response: ServerResponse): void {
    const session = this.#sessionOf(request);
    if (!this.#isFromOurPage(request) || session === null) {
      this.#refuse(response, 403, 'There is no session to leave.', 'a logout');
      return;
    }
    this.#tickets.end(session);
    const gone = `${this.#cookie}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0`;
    response.writeHead(204, { ...this.#headers(), 'set-cookie': gone });
    response.end();
  }

  /** A page whose socket was refused asks here why. */
  #hasSession(request: IncomingMessage, response: ServerResponse): void {
    const site = request.headers['sec-fetch-site'];
    const ours = site === undefined || site === 'same-origin' || site === 'none';
    if (!ours || this.#sessionOf(request) === null) {
      this.#refuse(response, 401, `This page has no right to connect. ${AGAIN}`, 'a page without a session');
      return;
    }
    response.writeHead(204, { ...this.#headers(), 'cache-control': 'no-store' });
    response.end();
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const refuse = (code: number, what: string): void => {
      this.#options.log?.(`serve: refused a socket: ${what}`);
      socket.end(`HTTP/1.1 ${code} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
      socket.once('finish', () => socket.destroy());
    };
    socket.on('error', () => socket.destroy());
    if (!this.#isOurs(request.headers.host)) refuse(421, `host ${request.headers.host ?? 'none'}`);
    else if (pathOf(request.url) !== PATHS.socket) refuse(404, 'another path');
    else if (!this.#isFromOurPage(request)) refuse(403, `origin ${request.headers.origin ?? 'none'}`);
    else if (this.#sessionOf(request) === null) refuse(401, 'no session');
    else if (this.#sockets.clients.size >= MOST_SOCKETS) refuse(503, 'too many pages');
    else {
      this.#sockets.handleUpgrade(request, socket, head, (webSocket) => {
        this.#options.service.connect(webSocketTransport(webSocket, ALIVE_MS), 'control');
      });
    }
  }

  get #cookie(): string {
    // Cookies do not tell ports apart: another server on this machine must not overwrite ours.
    return `steadyhand-${this.#port}`;
  }

  #isOurs(host: string | undefined): boolean {
    return host === `${LOOPBACK}:${this.#port}` || host === `localhost:${this.#port}`;
  }

  /** The origin must be there and be that of the host that was asked: what a browser sends and a page cannot forge. */
  #isFromOurPage(request: IncomingMessage): boolean {
    const { origin, host } = request.headers;
    const site = request.headers['sec-fetch-site'];
    return this.#isOurs(host) && origin === `http://${host}` && (site === undefined || site === 'same-origin');
  }

  #sessionOf(request: IncomingMessage): string | null {
    const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='));
    const session = pairs.find(([name]) => name === this.#cookie)?.[1];
    return session !== undefined && this.#tickets.isSession(session) ? session : null;
  }

  #headers(): Readonly<Record<string, string>> {
    // Some browsers do not take 'self' for a WebSocket to the same place.
    return pageHeaders([`ws://${LOOPBACK}:${this.#port}`, `ws://localhost:${this.#port}`]);
  }

  #refuse(response: ServerResponse, code: number, text: string, what: string): void {
    this.#options.log?.(`serve: refused ${what} (${code})`);
    response.writeHead(code, {
      ...this.#headers(),
      'content-type': 'text/plain; charset=utf-8',
      'cache-control': 'no-store',
      connection: 'close',
    });
    response.end(`${text}\n`);
  }
}

const tokenSchema = z.strictObject({ token: z.string().min(1).max(200) });

/** Without what follows `?`; what is no path is no path of ours. */
const pathOf = (url: string | undefined): string => (url ?? '').split('?')[0] ?? '';

/** JSON of at most a kilobyte; null otherwise. */
async function bodyOf(request: IncomingMessage): Promise<unknown> {
  if (!(request.headers['content-type'] ?? '').startsWith('application/json')) return null;
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    size += piece.byteLength;
    if (size > LONGEST_BODY) return null;
    pieces.push(piece);
  }
  try {
    return JSON.parse(Buffer.concat(pieces).toString('utf8')) as unknown;
  } catch {
    return null;
  }
}

function cannotListen(port: number, error: Error): SteadyhandError {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') {
    const remedy = 'Give another with --port, or leave it out for any free one.';
    return new SteadyhandError('environment', 'port_in_use', `Port ${port} is in use.`, remedy, error);
  }
  const remedy = 'Give a port from 1024 on, or leave it out for any free one.';
  return new SteadyhandError(
    'environment',
    'port_refused',
    `Port ${port} cannot be listened on (${code ?? ''}).`,
    remedy,
    error,
  );
}
