/** What it costs to keep the record: appending a step, verifying, storing a screenshot. */
import { fsyncSync, openSync, closeSync, writeSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { openStore } from '../../../electron/store/store.ts';
import { sha256 } from '../../../electron/protocol/action-hash.ts';
import { globalBox } from '../../../electron/protocol/coordinates.ts';
import type { Frame } from '../../../electron/protocol/frame.ts';
import { recordStep, sampleFrame, temporaryFolder } from './sample.ts';

type Cell = string | number;

const quantile = (sorted: readonly number[], q: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? NaN;
const rounded = (n: number): number => Math.round(n * 100) / 100;

function row(name: string, times: readonly number[], extra: string): Cell[] {
  const sorted = [...times].sort((a, b) => a - b);
  return [name, rounded(quantile(sorted, 0.5)), rounded(quantile(sorted, 0.99)), times.length, extra];
}

/** The disk alone, to tell our own cost from its: append 4 KiB and sync. */
function syncTimes(folder: string, count: number): number[] {
  const file = openSync(path.join(folder, 'sync'), 'a');
  const block = Buffer.alloc(4096);
  const times = Array.from({ length: count }, () => {
    const from = performance.now();
    writeSync(file, block);
    fsyncSync(file);
    return performance.now() - from;
  });
  closeSync(file);
  return times;
}

/** A desktop as an editor and a table draw it: flat areas and much small text; every `seed` is another picture. */
async function desktop(seed: number): Promise<Frame> {
  const [width, height] = [1920, 1080];
  const lines = Array.from({ length: 58 }, (_, i) => {
    const words = `${seed}.${i} Dear team, the total for item ${(i * 37) % 101} is ${i * 13} EUR (incl. 7% tax) at 10:${i}`;
    return `<text x="40" y="${90 + i * 17}">${words}</text><text x="1000" y="${90 + i * 17}">${words}</text>`;
  });
  const svg = `<svg width="${width}" height="${height}" font-family="DejaVu Sans" font-size="13"><rect width="100%" height="100%" fill="#2e3440"/><rect x="20" y="20" width="900" height="1040" fill="#fff"/><rect x="980" y="20" width="900" height="1040" fill="#f4f4f4"/><rect x="20" y="20" width="900" height="40" fill="#dcdcdc"/>${lines.join('')}</svg>`;
  const data = await sharp(Buffer.from(svg)).ensureAlpha().raw().toBuffer();
  const box = globalBox(0, 0, width, height);
  return { ...sampleFrame(1), width, height, data, hash: sha256(data), display: { ...sampleFrame(1).display, box } };
}

export default {
  name: 'store',
  title: 'Keeping the record',
  async run(ctx: { log(line: string): void }): Promise<{ columns: string[]; rows: Cell[][]; notes: string[] }> {
    const folder = temporaryFolder();
    const store = openStore({ home: path.join(folder.path, 'home') });
    const rows: Cell[][] = [];
    try {
      ctx.log('appending steps');
      const run = store.startRun({ task: 'benchmark', display: ':99' });
      const steps = Array.from({ length: 300 }, (_, i) => {
        const from = performance.now();
        recordStep(run, i + 1);
        return performance.now() - from;
      });
      rows.push(row('append a full step (3 events, 3 synced rows, effect)', steps, 'ms'));
      rows.push(row('the disk alone: write 4 KiB and sync', syncTimes(folder.path, 300), 'ms'));

      ctx.log('verifying 10,000 rows');
      for (let step = 301; step < 2500; step++) recordStep(run, step);
      run.finish('done', 'ok');
      const verified = Array.from({ length: 3 }, () => {
        const from = performance.now();
        const result = store.verify();
        if (!result.ok || result.rows < 9990) throw new Error(`not verified: ${JSON.stringify(result)}`);
        return performance.now() - from;
      });
      rows.push(row('verify 10,000 rows of the trail', verified, 'ms'));

      ctx.log('storing screenshots');
      const times: number[] = [];
      let bytes = 0;
      for (let i = 0; i < 10; i++) {
        const frame = await desktop(i);
        const from = performance.now();
        const id = await store.frames.put(frame);
        times.push(performance.now() - from);
        bytes += store.frames.record(id)?.bytes ?? 0;
      }
      rows.push(row('store a new 1920×1080 screenshot', times, `ms; ${Math.round(bytes / 10 / 1024)} KiB each`));
      const again = await desktop(0);
      const repeats: number[] = [];
      for (let i = 0; i < 50; i++) {
        const from = performance.now();
        await store.frames.put(again);
        repeats.push(performance.now() - from);
      }
      rows.push(row('store one that is stored already', repeats, 'ms'));
    } finally {
      await store.close();
      folder.remove();
    }
    return {
      columns: ['what', 'median', '99th percentile', 'samples', 'unit'],
      rows,
      notes: ['Each synced row waits for the disk; compare with the line that measures the disk alone.'],
    };
  },
};
