/** The service on a real desktop: what a client sees live, holds, steps, and what its questions decide. */
import fc from 'fast-check';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createHost } from '../../electron/host/service/compose.ts';
import type { AgentService } from '../../electron/host/service/service.ts';
import {
  HostConnection,
  METHODS,
  transportPair,
  type BodyOf,
  type MethodName,
  type Role,
} from '../../electron/protocol/client.ts';
import type { RunEvent } from '../../electron/protocol/events.ts';
import { emptyFolder } from '../fixtures/cli.ts';
import type { Desktop } from '../fixtures/desktop.ts';
import { startDesktop, until } from '../fixtures/desktop.ts';
import { openRecorder } from '../fixtures/native-recorder.ts';

let desktop: Desktop;
let service: AgentService;
let files: string;
const bugs: unknown[] = [];

beforeAll(async () => {
  desktop = await startDesktop();
  Object.assign(process.env, desktop.env, { STEADYHAND_HOME: await emptyFolder() });
  files = join(desktop.home, 'files');
  await mkdir(files);
  await writeFile(join(files, 'precious.txt'), 'keep me');
  service = createHost({
    ...{ display: desktop.display, version: '0', warn: () => undefined },
    bug: (error) => bugs.push(error),
  });
});
afterAll(async () => {
  await service.close();
  await desktop.stop();
});

async function client(grant: Role = 'control'): Promise<{ host: HostConnection; events: RunEvent[] }> {
  const [mine, theirs] = transportPair();
  service.connect(theirs, grant);
  const host = new HostConnection(mine);
  const events: RunEvent[] = [];
  host.on('run', ({ event }) => events.push(event));
  await host.call('hello', { protocol: 1, client: 'a test' });
  return { host, events };
}

async function editor(name: string): Promise<string> {
  const file = join(files, name);
  await writeFile(file, '');
  desktop.start('mousepad', ['--disable-server', file]);
  const window = await desktop.window(new RegExp(name));
  await until('the editor in front', async () => (await desktop.windows()).find((w) => w.active)?.id === window.id);
  await new Promise((r) => setTimeout(r, 800));
  return file;
}

const finished = (host: HostConnection): Promise<string> =>
  until('the end of the run', async () => {
    const { run } = await host.call('run.state', {});
    return run?.phase === 'finished' ? `${String(run.status)}: ${run.why}` : null;
  });

test('the live view shows what is on the screen, and draws only what changed over it', async () => {
  const { host } = await client('watch');
  const frames: BodyOf<'frame'>[] = [];
  host.on('frame', (frame) => {
    frames.push(frame);
    void host.call('live.ack', { seq: frame.seq });
  });
  const { display } = await host.call('live.start', { maxFps: 30 });
  await until('the first picture', () => frames.length > 0);
  expect(frames[0]).toMatchObject({ full: true, width: 1280, height: 800, display });
  desktop.start('galculator');
  await desktop.window(/galculator/i);
  await new Promise((r) => setTimeout(r, 1500));
  expect(frames.slice(1).every((f) => !f.full)).toBe(true);
  expect(frames.length).toBeGreaterThan(1);
  // All tiles over each other are the screen as it is.
  const canvas = sharp({ create: { width: 1280, height: 800, channels: 3, background: 'black' } });
  const tiles = frames.flatMap((f) => f.tiles);
  const drawn = await canvas
    .composite(tiles.map((t) => ({ input: Buffer.from(t.data), left: t.x, top: t.y })))
    .removeAlpha()
    .raw()
    .toBuffer();
  const shot = join(desktop.home, 'now.png');
  await desktop.run('import', ['-window', 'root', shot]);
  const truth = await sharp(shot).removeAlpha().raw().toBuffer();
  let far = 0;
  for (let i = 0; i < truth.length; i++) if (Math.abs((truth[i] ?? 0) - (drawn[i] ?? 0)) > 40) far++;
  expect(far / truth.length).toBeLessThan(0.002);
  await host.call('live.stop', {});
  await until('nothing more comes', async () => {
    const before = frames.length;
    await new Promise((r) => setTimeout(r, 500));
    return frames.length === before;
  });
});

test('a run waits before its first step, takes one at a time, and goes on when it is told to', async () => {
  const file = await editor('steps.txt');
  const { host, events } = await client();
  await host.call('control.take', {});
  const count = (name: RunEvent['event']): number => events.filter((e) => e.event === name).length;
  const paused = (): Promise<unknown> =>
    until('the pause', async () => (await host.call('run.state', {})).run?.phase === 'paused');
  await host.call('run.start', { task: 'Type "one", press Enter, type "two" and press Ctrl+S', paused: true });
  await paused();
  expect(count('acted')).toBe(0);
  await host.call('run.step', {});
  await until('the first step', () => count('verified') === 1);
  await paused();
  expect(count('acted')).toBe(1);
  expect(events.filter((e) => e.event === 'paused').at(-1)).toMatchObject({ kind: 'asked', what: 'You paused it' });
  await host.call('run.resume', {});
  expect(await finished(host)).toMatch(/^done/);
  expect(await readFile(file, 'utf8')).toBe('one\ntwo');
  const { runs } = await host.call('history.list', {});
  const [last] = runs;
  const { steps, total } = await host.call('history.steps', { run: last?.id ?? '' });
  expect(total).toBe(steps.length);
  const { picture } = await host.call('history.frame', { frame: steps[0]?.frame ?? '', maxWidth: 320 });
  expect(picture).toMatchObject({ mime: 'image/webp', width: 320, height: 200 });
  const { data } = await host.call('history.export', { run: last?.id ?? '' });
  expect(new TextDecoder().decode(data)).toContain('Type “one”');
});

test('before a step is taken it shows where it looked, and goes where the person points instead', async () => {
  const { host, events } = await client();
  await host.call('control.take', {});
  const heat: BodyOf<'heat'>[] = [];
  host.on('heat', (body) => heat.push(body));
  await host.call('run.start', { task: 'In galculator, click 7 and click 8', paused: true });
  await until('the pause', async () => (await host.call('run.state', {})).run?.phase === 'paused');
  const grounded = (): (RunEvent & { event: 'grounded' })[] => events.filter((e) => e.event === 'grounded');
  // Bringing the window to the front is a step as well, where another is before it.
  const pauses = (): number => events.filter((e) => e.event === 'paused').length;
  for (let step = 0; step < 4 && grounded().at(-1)?.instruction.includes('8') !== true; step++) {
    const before = pauses();
    await host.call('run.step', {});
    await until('the next pause', async () => {
      const { run } = await host.call('run.state', {});
      return pauses() > before && run?.phase === 'paused';
    });
  }
  const next = grounded().at(-1);
  expect(Math.max(...(heat.at(-1)?.heat.values ?? []))).toBe(255);
  expect(heat.at(-1)).toMatchObject({ runId: next?.runId, step: next?.step });
  // One key further right.
  const seven = grounded()[0]?.point;
  const there = { x: 2 * (next?.point?.x ?? 0) - (seven?.x ?? 0), y: next?.point?.y ?? 0 };
  await expect(host.call('run.correct', { step: 999, point: there })).rejects.toMatchObject({ code: 'step_over' });
  await host.call('run.correct', { step: next?.step ?? 0, point: there });
  await host.call('run.resume', {});
  expect(await finished(host)).toMatch(/^done/);
  await expect(host.call('run.correct', { step: 1, point: there })).rejects.toMatchObject({ code: 'no_run' });
  const { runs } = await host.call('history.list', {});
  const { steps } = await host.call('history.steps', { run: runs[0]?.id ?? '' });
  expect(steps.at(-1)).toMatchObject({ grounding: { point: there }, stage: 'verified' });
  expect(steps.at(-1)?.grounding?.candidates[0]?.why).toBe('you pointed at it');
});

test('a pause in the middle holds it, and a stop ends it with nothing more sent', async () => {
  await editor('hold.txt');
  const { host, events } = await client();
  await host.call('control.take', {});
  await host.call('run.start', { task: 'Press Enter 20 times' });
  await until('some steps', () => events.filter((e) => e.event === 'acted').length >= 2);
  await host.call('run.pause', {});
  expect((await host.call('run.state', {})).run?.phase).toBe('paused');
  const recorder = await openRecorder(desktop.display);
  await new Promise((r) => setTimeout(r, 1500));
  expect(await recorder.count()).toBe(0);
  await host.call('run.stop', {});
  expect((await host.call('run.state', {})).run).toMatchObject({ phase: 'finished', status: 'stopped' });
  expect(await recorder.count()).toBe(0);
  await recorder.close();
});

test('while a question is open ten thousand messages from others send no input, and the answer decides', async () => {
  desktop.start('thunar', [files]);
  await desktop.window(/files/);
  const { host } = await client();
  await host.call('control.take', {});
  await host.call('run.start', { task: 'In the file manager, click "precious.txt" and press Shift+Delete' });
  const question = await until('the question', async () => (await host.call('question.get', {})).question);
  expect(question.request.risk).toBe('destructive');
  expect(question.request.picture).toMatch(/^data:image\/png;base64,/);
  const recorder = await openRecorder(desktop.display);
  const names = (Object.keys(METHODS) as MethodName[]).filter(
    (m) => m !== 'run.stop' && m !== 'screen.ground' && m !== 'doctor',
  );
  const params = fc.oneof(
    fc.constant({}),
    fc.jsonValue(),
    fc.record({
      id: fc.constant(question.request.id),
      answer: fc.record({ answer: fc.constantFrom('allow_once', 'deny') }),
    }),
    fc.record({ task: fc.constant('Press Enter'), confirm: fc.constantFrom('ask', 'deny', 'allow') }),
  );
  const message = fc.record({ type: fc.constant('call'), id: fc.nat(), method: fc.constantFrom(...names), params });
  const messages = fc.sample(fc.oneof(message, message, fc.jsonValue()), { numRuns: 10_000, seed: 88 });
  for (let i = 0; i < messages.length; i += 80) {
    const [mine, theirs] = transportPair();
    service.connect(theirs, 'watch');
    if (i % 160 === 0) mine.send({ type: 'call', id: 0, method: 'hello', params: { protocol: 1, client: 'noise' } });
    for (const each of messages.slice(i, i + 80)) mine.send(each);
    await new Promise((r) => setImmediate(r));
    mine.close();
  }
  expect(await recorder.count()).toBe(0);
  expect((await host.call('question.get', {})).question?.request.id).toBe(question.request.id);
  await host.call('question.answer', { id: question.request.id, answer: { answer: 'deny', reason: 'keep it' } });
  expect(await finished(host)).toMatch(/^blocked.*keep it/);
  expect(await readFile(join(files, 'precious.txt'), 'utf8')).toBe('keep me');
  const keys = await recorder.count();
  expect(keys).toBe(0);
  await recorder.close();
  expect(bugs).toEqual([]);
});
