/** The measurement that the settings offer, on a real screen with the shipped weights, through the protocol. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createHost } from '../../electron/host/service/compose.ts';
import type { AgentService } from '../../electron/host/service/service.ts';
import { HostConnection, transportPair } from '../../electron/protocol/client.ts';
import { startDesktop, type Desktop } from '../../scripts/desktop.mjs';

let desktop: Desktop;
let service: AgentService;
let host: HostConnection;
beforeAll(async () => {
  desktop = await startDesktop({ size: { width: 800, height: 600 } });
  const bug = (error: unknown): void => {
    throw error;
  };
  service = createHost({ display: desktop.display, version: '0', warn: () => undefined, bug });
  const [mine, theirs] = transportPair();
  service.connect(theirs, 'control');
  host = new HostConnection(mine);
  await host.call('hello', { protocol: 1, client: 'test' });
});
afterAll(async () => {
  await service.close();
  await desktop.stop();
});

test('reads, points and judges on the screen as it is, and says on what and how long it took', async () => {
  desktop.launch(['xterm', '-e', 'bash', '-c', 'echo Save the report; sleep 600']);
  await desktop.waitForWindow(/bash|xterm/i);
  const measuring = host.call('models.measure', {});
  await expect(host.call('models.measure', {})).rejects.toMatchObject({ code: 'busy' });
  const { provider, providers, screen, stages } = await measuring;
  // A trial may run out of time on a busy machine; then it says so.
  const used = providers.find((p) => p.provider === provider);
  expect(used && (used.ms ?? used.why)).toBeTruthy();
  expect(screen).toMatchObject({ width: 800, height: 600 });
  expect(screen.elements).toBeGreaterThan(0);
  expect(stages.map((s) => s.stage)).toEqual(['read', 'point', 'judge']);
  for (const { first, ms, times } of stages) expect(Math.min(first, ms, times)).toBeGreaterThan(0);
});
