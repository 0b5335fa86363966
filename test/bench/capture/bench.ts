/** What one look at the desktop costs: a picture by each source, its tile hashes, what changed, the windows. */
import { settle } from '../../../electron/agent/settle.ts';
import { openCapture, primaryDisplay } from '../../../electron/capture/open.ts';
import type { FrameSource } from '../../../electron/capture/sources/port.ts';
import { changedBoxes, hashTiles } from '../../../electron/capture/tiles.ts';
import { X11Windows } from '../../../electron/capture/windows.ts';
import type { Frame } from '../../../electron/protocol/frame.ts';
import { startDesktop } from '../../fixtures/desktop.ts';
import type { Bench } from '../run.ts';

const SIZE = { width: 1920, height: 1080 };
const WINDOWS = ['mousepad', 'galculator', 'thunar', 'xterm'] as const;
const FRAME_BYTES = SIZE.width * SIZE.height * 4;

const quantile = (times: readonly number[], q: number): number =>
  [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * q))] ?? Number.NaN;
const rounded = (n: number): number => Math.round(n * 10) / 10;

type Row = [what: string, median: number, p95: number, runs: number, note: string];

/** Runs the work `runs` times after two that do not count. */
async function measured(what: string, runs: number, note: string, work: () => unknown): Promise<Row> {
  for (let i = 0; i < 2; i++) await work();
  const times: number[] = [];
  for (let i = 0; i < runs; i++) {
    const from = performance.now();
    await work();
    times.push(performance.now() - from);
  }
  return [what, rounded(quantile(times, 0.5)), rounded(quantile(times, 0.95)), runs, note];
}

/** The same pixels in memory of their own, with a dialog-sized rectangle painted over. */
function withRectangle(frame: Frame): Frame {
  const data = frame.data.slice();
  for (let y = 300; y < 700; y++) data.fill(0x40, (y * frame.width + 600) * 4, (y * frame.width + 1300) * 4);
  const tiles = hashTiles(data, frame.width, frame.height);
  return { ...frame, data, tiles, hash: tiles.hashes.join('') };
}

const bench: Bench = {
  name: 'capture',
  title: `Looking at a ${SIZE.width}×${SIZE.height} desktop`,
  async run(context) {
    const desktop = await startDesktop(SIZE);
    const sources: FrameSource[] = [];
    const open = async (only: 'nut-js' | 'screenshot-desktop'): Promise<FrameSource> => {
      const source = await openCapture({ display: desktop.display, only });
      sources.push(source);
      return source;
    };
    try {
      const fast = await open('nut-js');
      const portable = await open('screenshot-desktop');
      const display = await primaryDisplay(fast);
      const grab = (): Promise<Frame> => fast.grab(display);
      for (const program of WINDOWS) {
        desktop.start(program);
        await desktop.window(new RegExp(program, 'i'));
      }
      const signal = new AbortController().signal;
      const { frame } = await settle(grab, { signal, quietMs: 500, timeoutMs: 20_000 });
      const changed = withRectangle(frame);
      const windows = new X11Windows(desktop.x);

      context.log('taking pictures');
      const rows = [
        await measured('picture, nut-js', 50, 'with tile hashes', grab),
        await measured('picture, screenshot-desktop', 10, 'with tile hashes', () => portable.grab(display)),
        await measured('tile hashes alone', 50, `${frame.tiles.hashes.length} tiles`, () =>
          hashTiles(frame.data, frame.width, frame.height),
        ),
        await measured('copy of the pixels alone', 50, 'to compare with', () => frame.data.slice()),
        await measured('what changed, nothing', 50, '', () => changedBoxes(frame, frame)),
        await measured('what changed, a dialog', 50, '700×400', () => changedBoxes(frame, changed)),
        await measured('windows', 50, `${(await windows.list()).length} windows`, () => windows.list()),
      ];
      context.log('settling');
      rows.push(
        await measured('settle, nothing changes', 5, 'two quiet periods of 250 ms', () =>
          settle(grab, { signal, before: frame }),
        ),
        await measured('settle, already changed', 5, 'one quiet period of 250 ms', () =>
          settle(grab, { signal, before: changed }),
        ),
      );
      return {
        columns: ['what', 'median ms', 'p95 ms', 'runs', 'note'],
        rows,
        notes: [
          `Xvfb with openbox and ${WINDOWS.join(', ')}; a picture is ${rounded(FRAME_BYTES / 1e6)} MB.`,
          'nut-js reads the memory of the X server in this process; screenshot-desktop runs a program and decodes a PNG.',
        ],
      };
    } finally {
      await Promise.all(sources.map((source) => source.close()));
      await desktop.stop();
    }
  },
};
export default bench;
