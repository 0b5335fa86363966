/**
 * The agent host as a process of the app: takes connections from the shell and serves them. Imports nothing of Electron;
 * the port of its parent is what Electron puts on `process`.
 */
import { z } from 'zod';
import { createHost } from '../host/service/compose.ts';
import { portTransport, ROLES } from '../protocol/client.ts';
import { version } from '../host/version.ts';

/** A port as it arrives in a utility process: Node's event style. */
interface ArrivedPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
  on(event: 'close', listener: () => void): void;
  start(): void;
  close(): void;
}
interface ParentPort {
  on(event: 'message', listener: (event: { data: unknown; ports: ArrivedPort[] }) => void): void;
}

const orderSchema = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('connect'), role: z.enum(ROLES) }),
  z.strictObject({ do: z.literal('end') }),
]);

const { parentPort } = process as unknown as { parentPort?: ParentPort };
if (!parentPort) {
  process.stderr.write('steadyhand: this is a part of the app; start the app, or use `steadyhand serve`.\n');
  process.exit(2);
}

const say = (line: string): void => void process.stderr.write(`${line}\n`);
const service = createHost({
  display: undefined,
  version: version(),
  watchSchedules: true,
  warn: (line) => {
    say(line);
    service.notice('warning', line);
  },
  bug: (error) => say(error instanceof Error ? (error.stack ?? error.message) : String(error)),
});

parentPort.on('message', ({ data, ports }) => {
  const order = orderSchema.safeParse(data);
  if (!order.success) {
    for (const port of ports) port.close();
    say('steadyhand: the shell said something that is not known');
    return;
  }
  if (order.data.do === 'end') {
    void service.close().finally(() => process.exit(0));
    return;
  }
  const [port] = ports;
  if (!port) return;
  const adapted = {
    postMessage: (message: unknown) => port.postMessage(message),
    addEventListener: (_type: 'message', listener: (event: { data: unknown }) => void) => port.on('message', listener),
    start: () => port.start(),
    close: () => port.close(),
  };
  service.connect(
    portTransport(adapted, (gone) => port.on('close', gone)),
    order.data.role,
  );
});
