/**
 * What the app costs: a history of 100,000 steps as the interface asks for it, the live view of a busy desktop, memory.
 * The history is written past the recorder (which syncs each step) but through the schema, triggers included.
 */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHost } from '../../../electron/host/service/compose.ts';
import { HostConnection, transportPair, type BodyOf } from '../../../electron/protocol/client.ts';
import { openDatabase } from '../../../electron/store/database.ts';
import { startDesktop } from '../../../scripts/desktop.mjs';
import type { Bench, BenchContext } from '../run.ts';

const RUNS = 1_000;
const STEPS = 100;
const TIMES = 15;
const LIVE_MS = 8_000;
const WORDS = ['Save', 'Delete', 'Open', 'Speichern', 'Cancel', 'Bold', 'Print', 'Rename', 'Export', 'Close'];

function writeHistory(home: string): void {
  const db = openDatabase({ home });
  for (let r = 0; r < RUNS; r++) {
    db.write('process', () => {
      const id = `20260101-000000-${r.toString(16).padStart(6, '0')}`;
      db.run(
        `INSERT INTO runs (id, task, display, options, pid, process, started_at, finished_at, status, reason, answers)
         VALUES (?, ?, ':1', '{}', 1, '', ?, ?, 'done', 'the whole plan was carried out', '[]')`,
        ...[id, `Task ${r}: ${WORDS[r % WORDS.length] ?? ''} the report`, r * 1000, r * 1000 + 900],
      );
      db.run('INSERT INTO search (run_id, text) VALUES (?, ?)', id, `${WORDS[r % WORDS.length] ?? ''} the report`);
      for (let s = 0; s < STEPS; s++) {
        const what = `Click ${WORDS[(r + s) % WORDS.length] ?? ''} number ${s}`;
        const verdict = {
          ...{ risk: s % 10 === 0 ? 'destructive' : 'safe', category: s % 10 === 0 ? 'delete' : 'none', correct: true },
          ...{ score: 0.9, observation: `it says ${what}`, result: '', suggestion: '', reversible: null, evidence: [] },
          ...{ rule: 'default', ms: 1 },
        };
        db.run(
          `INSERT INTO steps (run_id, ordinal, step, written_at, what, intent, verdict, outcome)
           VALUES (?, ?, ?, ?, ?, ?, ?, 'allow')`,
          ...[id, s, s + 1, r * 1000 + s, what],
          JSON.stringify({ do: 'click', target: what }),
          JSON.stringify(verdict),
        );
      }
    });
  }
  db.close();
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;

async function connect(display: string | undefined): Promise<{ host: HostConnection; end: () => Promise<void> }> {
  const service = createHost({
    ...{ display, version: '0', warn: () => undefined },
    bug: (error) => {
      throw error;
    },
  });
  const [mine, theirs] = transportPair();
  service.connect(theirs, 'control');
  const host = new HostConnection(mine);
  await host.call('hello', { protocol: 1, client: 'bench' });
  return { host, end: () => service.close() };
}

async function history(context: BenchContext): Promise<[string, number][]> {
  const home = await mkdtemp(join(tmpdir(), 'steadyhand-bench-'));
  process.env['STEADYHAND_HOME'] = home;
  context.log(`writing ${RUNS * STEPS} steps`);
  writeHistory(home);
  const { host, end } = await connect(undefined);
  const run = '20260101-000000-0001f4';
  const asks: readonly (readonly [string, () => Promise<unknown>])[] = [
    ['list, first page of 50', () => host.call('history.list', {})],
    ['list, search “report delete”', () => host.call('history.list', { query: 'report delete' })],
    ['list, page in the middle', () => host.call('history.list', { cursor: `500000~${run}` })],
    ['steps by word “speich”', () => host.call('history.search', { query: 'speich' })],
    ['steps by a word that all have', () => host.call('history.search', { query: 'click' })],
    ['steps, destructive', () => host.call('history.search', { risk: ['destructive'] })],
    ['steps, word and risk, page 50', () => host.call('history.search', { query: 'save', risk: ['safe'], from: 5000 })],
    ['one run', () => host.call('history.show', { run })],
    ['100 steps of it', () => host.call('history.steps', { run })],
  ];
  const rows: [string, number][] = [];
  for (const [name, ask] of asks) {
    await ask();
    const ms: number[] = [];
    for (let i = 0; i < TIMES; i++) {
      const from = performance.now();
      await ask();
      ms.push(performance.now() - from);
    }
    rows.push([`${name}, ms`, Math.round(median(ms) * 10) / 10]);
  }
  await end();
  return rows;
}

async function live(context: BenchContext): Promise<[string, number][]> {
  const desktop = await startDesktop({ size: { width: 1280, height: 800 } });
  try {
    const rows: [string, number][] = [];
    const { host, end } = await connect(desktop.display);
    let frames: BodyOf<'frame'>[] = [];
    host.on('frame', (frame) => {
      frames.push(frame);
      void host.call('live.ack', { seq: frame.seq });
    });
    const measure = async (name: string): Promise<void> => {
      await new Promise((r) => setTimeout(r, 1500));
      frames = [];
      const cpu = process.cpuUsage();
      const from = performance.now();
      await new Promise((r) => setTimeout(r, LIVE_MS));
      const seconds = (performance.now() - from) / 1000;
      const used = process.cpuUsage(cpu);
      const bytes = frames.reduce((sum, f) => sum + f.tiles.reduce((n, t) => n + t.data.byteLength, 0), 0);
      rows.push([`${name}: pictures a second`, Math.round((frames.length / seconds) * 10) / 10]);
      rows.push([`${name}: % of a core`, Math.round((used.user + used.system) / seconds / 10_000)]);
      // What a machine that is busy with something else does not change.
      const each = (used.user + used.system) / 1000 / Math.max(1, frames.length);
      if (frames.length > 0) rows.push([`${name}: processor time a picture, ms`, Math.round(each * 10) / 10]);
      rows.push([`${name}: kB a second`, Math.round(bytes / seconds / 1000)]);
      context.log(`${name}: ${frames.length} pictures`);
    };
    await host.call('live.start', { maxFps: 20 });
    await measure('desktop at rest');
    const page = 'while :; do printf "%s " $RANDOM $RANDOM $RANDOM $RANDOM; sleep 0.01; done';
    desktop.launch(['xterm', '-geometry', '100x40', '-e', 'bash', '-c', page]);
    await desktop.waitForWindow(/bash|xterm/i);
    await measure('a terminal that scrolls');
    await host.call('live.stop', {});
    await end();
    return rows;
  } finally {
    await desktop.stop();
  }
}

const bench: Bench = {
  name: 'app',
  title: 'The app: history of 100,000 steps, live view, memory',
  async run(context) {
    const asked = await history(context);
    const seen = await live(context);
    const memory: [string, number] = ['memory of this process, MB', Math.round(process.memoryUsage.rss() / 1e6)];
    return {
      columns: ['what', 'value'],
      rows: [...asked, ...seen, memory],
      notes: [
        `Median of ${TIMES}, through the protocol in-process, messages checked at both ends.`,
        'Live view: 1280×800, 20 pictures a second asked for, encoding included; the client only acknowledges.',
      ],
    };
  },
};
export default bench;
