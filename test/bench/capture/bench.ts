/**
 * What one look at the desktop costs: a picture by each source in the same run, on a screen that stands still and on one
 * that changes, tile hashes, what changed, the windows, settling.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { settle } from '../../../electron/agent/settle.ts';
import { openCapture, primaryDisplay } from '../../../electron/capture/open.ts';
import type { FrameSource } from '../../../electron/capture/sources/port.ts';
import { changedBoxes, hashTiles, hashTilesPortably, TILE_SIZE } from '../../../electron/capture/tiles.ts';
import { X11Windows } from '../../../electron/capture/windows.ts';
import { showPatch, type Patch } from '../../../electron/capture/x11/patch.ts';
import { globalBox } from '../../../electron/protocol/coordinates.ts';
import type { Frame } from '../../../electron/protocol/frame.ts';
import { nativeScreens } from '../../../native/screen.ts';
import { startDesktop } from '../../fixtures/desktop.ts';
import type { Bench } from '../run.ts';

const SIZE = { width: 1920, height: 1080 };
const WINDOWS = ['mousepad', 'galculator', 'thunar', 'xterm'] as const;
const FRAME_BYTES = SIZE.width * SIZE.height * 4;
const GREY = 0x404040;

const quantile = (times: readonly number[], q: number): number =>
  [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * q))] ?? Number.NaN;
const rounded = (n: number): number => Math.round(n * 100) / 100;

type Row = [what: string, median: number, p95: number, least: number, runs: number, note: string];

interface Work {
  readonly what: string;
  readonly runs: number;
  readonly note: string;
  /** What is done before each run and not measured. */
  readonly before?: (i: number) => Promise<unknown>;
  readonly work: () => unknown;
}

/** Runs the work `runs` times after two that do not count. */
async function measured({ what, runs, note, before, work }: Work): Promise<Row> {
  const times: number[] = [];
  for (let i = -2; i < runs; i++) {
    await before?.(i + 2);
    const from = performance.now();
    await work();
    if (i >= 0) times.push(performance.now() - from);
  }
  const [median, p95, least] = [0.5, 0.95, 0].map((q) => rounded(quantile(times, q)));
  return [what, median ?? 0, p95 ?? 0, least ?? 0, runs, note];
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
    const { display } = desktop;
    const sources: FrameSource[] = [];
    const open = async (only: 'native' | 'nut-js' | 'screenshot-desktop'): Promise<FrameSource> => {
      // What the bench itself paints has to be seen.
      const source = await openCapture({ display, only, own: { pids: [] } });
      sources.push(source);
      return source;
    };
    try {
      const native = await open('native');
      const nut = await open('nut-js');
      const portable = await open('screenshot-desktop');
      const shown = await primaryDisplay(native);
      // Each source wants to be asked for its displays before it is asked for pictures.
      await Promise.all([primaryDisplay(nut), primaryDisplay(portable)]);
      const screens = nativeScreens();
      if ('why' in screens) throw new Error(screens.why);
      const raw = screens.open(display);
      await raw.monitors();

      for (const program of WINDOWS) {
        desktop.start(program);
        await desktop.window(new RegExp(program, 'i'));
      }
      const signal = new AbortController().signal;
      const grab = (): Promise<Frame> => native.grab(shown, { fresh: true });
      const { frame } = await settle(grab, { signal, quietMs: 500, timeoutMs: 20_000 });
      const changed = withRectangle(frame);
      const windows = new X11Windows(desktop.x);

      // What changes between two looks, in place and without any application having to draw: a button's worth, and
      // something in every tile of the screen.
      const small = await showPatch(desktop.x, globalBox(1700, 20, 1780, 50), GREY);
      const strips: Patch[] = [];
      for (let x = 30; x < SIZE.width; x += TILE_SIZE)
        strips.push(await showPatch(desktop.x, globalBox(x, 0, x + 2, SIZE.height), GREY));
      const changeSmall = (i: number): Promise<void> => small.paint(GREY + i * 40);
      const changeAll = (i: number): Promise<unknown> => Promise.all(strips.map((s) => s.paint(GREY + i * 40)));

      context.log('taking pictures');
      const runs = 100;
      const grabRaw = (fresh: boolean) => (): unknown => raw.grab(0, 0, SIZE.width, SIZE.height, 64, fresh);
      const rows = [
        await measured({
          what: 'native, all of the screen changes',
          runs,
          note: 'all read, with tile hashes',
          before: changeAll,
          work: grab,
        }),
        await measured({
          ...{ what: 'the same without tile hashes', runs, note: 'as the addon answers' },
          before: changeAll,
          work: () => raw.grab(0, 0, SIZE.width, SIZE.height, 0, true),
        }),
        await measured({
          what: 'native, all read, nothing changed',
          runs,
          note: 'what a permit is checked against',
          work: grab,
        }),
        await measured({
          ...{ what: 'native, a button changes', runs, note: 'only what was drawn to is read' },
          before: changeSmall,
          work: () => native.grab(shown, { fresh: false }),
        }),
        await measured({
          what: 'native, nothing drawn',
          runs,
          note: 'the same frame again',
          work: () => native.grab(shown, { fresh: false }),
        }),
        await measured({
          what: 'the addon alone, all read',
          runs,
          note: 'as above, without the frame',
          work: grabRaw(true),
        }),
        await measured({
          what: 'nut-js, all changes',
          runs: 30,
          note: 'with tile hashes by the addon',
          before: changeAll,
          work: () => nut.grab(shown),
        }),
        await measured({
          ...{ what: 'screenshot-desktop, all changes', runs: 12, note: 'a program run and a PNG decoded' },
          before: changeAll,
          work: () => portable.grab(shown),
        }),
        await measured({
          ...{ what: 'import -window root, all changes', runs: 12, note: 'ImageMagick, a PNG written to nowhere' },
          before: changeAll,
          work: async () => {
            const child = spawn('import', ['-window', 'root', 'png:/dev/null'], {
              env: { ...desktop.env },
              stdio: 'ignore',
            });
            await once(child, 'exit');
          },
        }),
      ];
      raw.close();
      for (const patch of [small, ...strips]) await patch.close();
      const median = (what: string): number => rows.find(([name]) => name.startsWith(what))?.[1] ?? Number.NaN;
      const ratio = (what: string): string => `${Math.round(median(what) / median('native, all of the'))}`;

      rows.push(
        await measured({
          ...{ what: 'tile hashes alone, addon', runs, note: `${frame.tiles.hashes.length} tiles` },
          work: () => hashTiles(frame.data, frame.width, frame.height),
        }),
        await measured({
          ...{ what: 'tile hashes alone, JavaScript', runs: 50, note: 'the same hashes' },
          work: () => hashTilesPortably(frame.data, frame.width, frame.height),
        }),
        await measured({
          what: 'copy of the pixels alone',
          runs: 50,
          note: 'to compare with',
          work: () => frame.data.slice(),
        }),
        await measured({ what: 'what changed, nothing', runs: 50, note: '', work: () => changedBoxes(frame, frame) }),
        await measured({
          what: 'what changed, a dialog',
          runs: 50,
          note: '700×400',
          work: () => changedBoxes(frame, changed),
        }),
        await measured({
          ...{ what: 'windows', runs: 50, note: `${(await windows.list()).length} windows` },
          work: () => windows.list(),
        }),
      );
      context.log('settling');
      rows.push(
        await measured({
          ...{ what: 'settle, nothing changes', runs: 5, note: 'two quiet periods of 250 ms' },
          work: () => settle(() => native.grab(shown), { signal, before: frame }),
        }),
        await measured({
          ...{ what: 'settle, already changed', runs: 5, note: 'one quiet period of 250 ms' },
          work: () => settle(() => native.grab(shown), { signal, before: changed }),
        }),
      );
      return {
        columns: ['what', 'median ms', 'p95 ms', 'least ms', 'runs', 'note'],
        rows,
        notes: [
          `Xvfb with openbox and ${WINDOWS.join(', ')}; a picture is ${rounded(FRAME_BYTES / 1e6)} MB.`,
          'The least is what it costs when nothing else runs: on a loaded machine it is the figure to compare.',
          `Against native with all of the screen changing: nut-js ${ratio('nut-js')} times, screenshot-desktop ` +
            `${ratio('screenshot-desktop')} times, import ${ratio('import')} times as long.`,
        ],
      };
    } finally {
      await Promise.all(sources.map((source) => source.close()));
      await desktop.stop();
    }
  },
};
export default bench;
