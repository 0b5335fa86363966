/** Calibration finds that points land where they were meant, and finds out a driver that misses. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDriver } from '../../electron/actions/drivers/open.ts';
import type { InputDriver } from '../../electron/actions/drivers/port.ts';
import { calibrate, verdictOf, type Mark } from '../../electron/host/calibrate.ts';
import { globalPoint } from '../../electron/protocol/coordinates.ts';
import { emptyFolder, finished, startCli } from '../fixtures/cli.ts';
import { startXServer, type XServer } from '../fixtures/xserver.ts';

let server: XServer;
const signal = new AbortController().signal;

beforeAll(async () => {
  server = await startXServer(['-screen', '0', '1500x800x24']);
  await server.run('xrandr', ['--setmonitor', 'LEFT', '900/250x800/220+0+0', 'screen']);
  await server.run('xrandr', ['--setmonitor', 'RIGHT', '600/170x500/140+900+100', 'none']);
  await server.run('xsetroot', ['-solid', '#3b5b7c']);
});
afterAll(() => server.stop());

async function marks(driver?: InputDriver): Promise<Mark[]> {
  const found: Mark[] = [];
  const options = { display: server.display, signal, warn: (line: string) => expect(line).toBe('') };
  for await (const mark of calibrate({ ...options, ...(driver && { driver }) })) found.push(mark);
  return found;
}
const pointer = async (): Promise<string> =>
  (await server.run('xdotool', ['getmouselocation'])).split(' screen')[0] ?? '';

test('every mark of every monitor is hit, the corners too, and the pointer goes back', async () => {
  await server.run('xdotool', ['mousemove', '--sync', '123', '45']);
  const found = await marks();
  expect(found.filter((m) => m.errorPx !== 0)).toEqual([]);
  const targets = found.filter((m) => m.what === 'pointer').map((m) => `${m.monitor} ${m.target.x},${m.target.y}`);
  expect(targets).toHaveLength(50);
  for (const corner of ['LEFT 0,0', 'LEFT 899,0', 'LEFT 0,799', 'LEFT 899,799']) expect(targets).toContain(corner);
  for (const corner of ['RIGHT 900,100', 'RIGHT 1499,100', 'RIGHT 900,599', 'RIGHT 1499,599'])
    expect(targets).toContain(corner);
  expect(found.filter((m) => m.what === 'picture')).toHaveLength(10);
  expect(await pointer()).toBe('x:123 y:45');
  expect(verdictOf(found)).toMatchObject({
    ok: true,
    text: 'Pointer and picture agree to the pixel at 60 marks on 2 monitors.',
  });
});

test('a driver that misses is found out, by how much and where', async () => {
  const honest = await openDriver(server.display);
  try {
    const crooked = new Proxy(honest, {
      get: (of, name: keyof InputDriver) => {
        if (name === 'move')
          return (to: { x: number; y: number }, s: AbortSignal) =>
            of.move(globalPoint(to.x + (to.x >= 900 ? 3 : 0), to.y), s);
        const value: unknown = of[name];
        return typeof value === 'function' ? (value.bind(of) as unknown) : value;
      },
    });
    const off = (await marks(crooked)).filter((m) => m.errorPx !== 0);
    // In the last column the pointer stops at the edge of the screen.
    expect(off.map((m) => m.errorPx)).toEqual(Array.from({ length: 20 }, () => 3));
    expect(new Set(off.map((m) => m.monitor))).toEqual(new Set(['RIGHT']));
    expect(verdictOf(off).text).toBe('20 of 20 marks are off (pointer), by up to 3 px.');
  } finally {
    await honest.close();
  }
});

test('doctor --calibrate prints the table and the verdict', async () => {
  const env = { STEADYHAND_HOME: await emptyFolder(), XDG_RUNTIME_DIR: await emptyFolder() };
  const plain = await finished(startCli(['doctor', '--calibrate', '--display', server.display], { env }));
  expect([plain.code, plain.stderr]).toEqual([0, '']);
  expect(plain.stdout).toMatch(/^pointer {3}LEFT {14}0,0 {11}0,0 {11}0 px$/m);
  expect(plain.stdout.trim().split('\n').at(-1)).toBe(
    'Pointer and picture agree to the pixel at 60 marks on 2 monitors.',
  );
  const json = await finished(startCli(['doctor', '--calibrate', '--json', '--display', server.display], { env }));
  const lines = json.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(lines).toHaveLength(61);
  expect(lines.at(-1)).toMatchObject({ verdict: 'ok', ok: true });
});

test('a mark that could not be judged, and no mark at all, are no good news', () => {
  expect(verdictOf([])).toMatchObject({ ok: false });
  const mark: Mark = {
    what: 'pointer',
    monitor: 'a',
    target: globalPoint(1, 2),
    landed: null,
    errorPx: null,
    why: 'x',
  };
  expect(verdictOf([mark]).text).toBe('1 of 1 marks are off (pointer), 1 could not be judged.');
});
