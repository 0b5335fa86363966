import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import { createHost } from '../../host/service/compose.ts';
import { StaticFiles } from '../../host/service/web/static-files.ts';
import { WebServer } from '../../host/service/web/web-server.ts';
import { EXIT_CODES } from '../../protocol/errors.ts';
import { STOPS } from '../acting.ts';
import { log, writeJson, writeLine } from '../io.ts';
import type { Finish, Io } from '../io.ts';
import { version } from '../../host/version.ts';

interface Options {
  readonly port: number;
  readonly display?: string;
  readonly json?: boolean;
  readonly verbose?: boolean;
}

export function addServeCommand(root: Command, io: Io, finish: Finish): void {
  root
    .command('serve')
    .description('the same interface in a browser on this machine: for a sandbox, a server, a virtual display')
    .option('--port <n>', 'listen on this port of 127.0.0.1 (default: any free one)', portOf, 0)
    .option('--display <display>', 'the display to act on, for example :1')
    .option('--json', 'print the address as JSON')
    .option('--verbose', 'say what is refused')
    .action(async (options: Options) => {
      finish(await serve(options, io));
    });
}

function portOf(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new InvalidArgumentError('a port from 0 to 65535 is needed.');
  return port;
}

/** The folder of the built interface: the nearest one above this file, in a checkout and in a package. */
function interfaceFolder(): string {
  for (let dir = dirname(fileURLToPath(import.meta.url)); ; dir = dirname(dir)) {
    const folder = join(dir, 'renderer', 'dist');
    if (existsSync(join(folder, 'index.html')) || dir === dirname(dir)) return folder;
    // Where it would be, for the message.
    if (existsSync(join(dir, 'package.json')) && existsSync(join(dir, 'models'))) return folder;
  }
}

async function serve(options: Options, io: Io): Promise<number> {
  const files = StaticFiles.of(interfaceFolder());
  const say = (line: string): void => log(io, line);
  const service = createHost({
    display: options.display,
    version: version(),
    watchSchedules: true,
    warn: say,
    bug: (error) => say(error instanceof Error ? (error.stack ?? error.message) : String(error)),
  });
  const web = await WebServer.open({ service, files, port: options.port, ...(options.verbose ? { log: say } : {}) });
  const show = async (): Promise<void> => {
    const address = web.newAddress();
    if (options.json) await writeJson(io, { address, origin: web.origin });
    else await writeLine(io, `Open this address in a browser on this machine; it is good once:\n  ${address}`);
  };
  await show();
  if (!options.json) await writeLine(io, 'Enter: another address. Ctrl+C: end.');
  const lines = createInterface({ input: io.stdin });
  lines.on('line', () => void show());
  await new Promise<void>((done) => {
    for (const signal of STOPS) process.once(signal, () => done());
  });
  lines.close();
  await service.close();
  await web.close();
  return EXIT_CODES.done;
}
