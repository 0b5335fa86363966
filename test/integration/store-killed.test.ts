import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { lockDisplay } from '../../electron/store/display-lock.ts';
import { openStore } from '../../electron/store/store.ts';
import { temporaryFolder } from '../bench/store/sample.ts';

const WRITER = path.join(import.meta.dirname, '..', 'bench', 'store', 'writer.ts');

function folder(): string {
  const made = temporaryFolder();
  onTestFinished(made.remove);
  return made.path;
}

/** Starts the writer; `said` grows with each thing it says is recorded. */
function startWriter(
  home: string,
  id: string,
): { child: ChildProcess; said: string[]; until: (word: string) => Promise<void> } {
  const child = spawn(process.execPath, [WRITER, home, id, path.join(home, 'locks')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const said: string[] = [];
  let rest = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    said.push(...lines);
  });
  const until = async (word: string): Promise<void> => {
    while (!said.some((line) => line.startsWith(word)) && child.exitCode === null) await sleep(5);
  };
  return { child, said, until };
}

async function kill(child: ChildProcess): Promise<void> {
  const closed = once(child, 'close');
  child.kill('SIGKILL');
  await closed;
}

const KILLS = 20;

test('a run killed with -9 at any instant leaves a history that verifies and says where it stopped', async () => {
  const shared = folder();
  for (let i = 0; i < KILLS; i++) {
    // Some are killed while a new history is being created, most while one is being written.
    const creating = i % 4 === 0;
    const home = creating ? folder() : shared;
    const id = `run-${i}`;
    const { child, said, until } = startWriter(home, id);
    await until(creating ? 'locked' : 'started');
    await sleep(Math.random() * (creating ? 40 : 250));
    await kill(child);

    await using store = openStore({ home });
    const result = await store.verifyAll();
    expect(result, `after kill ${i}, which had said ${said.at(-1) ?? 'nothing'}`).toMatchObject({
      ok: true,
      frames: [],
    });
    if (!said.includes('started')) continue;

    const run = store.showRun(id);
    const last = run.stepRecords.at(-1);
    expect(run.status).toBe('interrupted');
    expect(run.reason).toMatch(last === undefined ? /before the first step/ : new RegExp(`step ${last.step}\\b`));
    // Everything it said was recorded is there.
    expect(run.events.length).toBeGreaterThanOrEqual(said.filter((s) => s === 'event').length);
    const known: readonly string[] = ['written', 'allowed', 'sent', 'verified'];
    for (const line of said) {
      const [what = '', step] = line.split(' ');
      if (what === 'frame') expect(await store.frames.get(step ?? '')).not.toBeNull();
      if (!known.includes(what)) continue;
      const record = run.stepRecords.find((s) => s.step === Number(step));
      expect(known.indexOf(record?.stage ?? '')).toBeGreaterThanOrEqual(known.indexOf(what));
    }
  }
  // The next start records the ends; the report of a killed run can be made.
  await using store = openStore({ home: shared });
  store.markInterrupted();
  expect(store.verify().ok).toBe(true);
  expect(store.listRuns({ limit: 100 }).every((r) => r.status === 'interrupted')).toBe(true);
  expect(await store.renderRun('last')).toContain('Interrupted');
});

test('the display of a killed run is free at once', async () => {
  const home = folder();
  const locks = path.join(home, 'locks');
  const { child, until } = startWriter(home, 'run');
  await until('locked');
  expect(() => lockDisplay(':99', locks)).toThrow(
    expect.objectContaining({ code: 'display_busy', message: expect.stringContaining(`process ${child.pid ?? 0}`) }),
  );
  await kill(child);
  lockDisplay(':99', locks).release();
});

test('several programs that start at once on a new data folder share one history', async () => {
  const home = folder();
  const writers = [1, 2, 3].map((n) => {
    const child = spawn(process.execPath, [WRITER, home, `run-${n}`, path.join(home, `locks-${n}`)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    return { child, started: waitFor(child, 'verified 2') };
  });
  await Promise.all(writers.map((w) => w.started));
  await Promise.all(writers.map((w) => kill(w.child)));
  await using store = openStore({ home });
  expect(store.verify()).toMatchObject({ ok: true, runs: 3 });
});

/** Until the child has said this line; fails when it ends before. */
function waitFor(child: ChildProcess, line: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout?.on('data', (data: Buffer) => {
      text += data.toString();
      if (text.includes(`${line}\n`)) resolve();
    });
    child.on('exit', () => reject(new Error(`it ended after saying: ${text}`)));
  });
}
