/** Listing windows and acting on them: how long, and whether the boxes are where the pixels are. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { X11WindowVerbs } from '../../../electron/actions/drivers/x11-windows.ts';
import { loadNutJs } from '../../../electron/capture/sources/nut-js.ts';
import { X11Windows } from '../../../electron/capture/windows.ts';
import { globalBox } from '../../../electron/protocol/coordinates.ts';
import { startDesktop, until, type Desktop } from '../../fixtures/desktop.ts';
import type { Bench } from '../run.ts';

const SIZE = { width: 1920, height: 1080 };
const COUNTS = [1, 10, 30] as const;
const COLUMNS = 6;

const runFile = promisify(execFile);

/** x, y, width, height of a client area. */
type Place = readonly [number, number, number, number];
/** What a way of listing says: where each window of that title is. */
type Listing = readonly { readonly title: string; readonly place: Place }[];

const quantile = (times: readonly number[], q: number): number =>
  [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * q))] ?? Number.NaN;
const rounded = (n: number): number => Math.round(n * 100) / 100;

const titleOf = (i: number): string => `bench-${i}`;
/** A colour for each window that no other pixel of the desktop has. */
const colourOf = (i: number): number => 0x10_00_40 + i * 0x06_07_00;

async function openTerminal(desktop: Desktop, i: number): Promise<void> {
  const [x, y] = [10 + (i % COLUMNS) * 310, 10 + Math.floor(i / COLUMNS) * 200];
  const colour = `#${colourOf(i).toString(16).padStart(6, '0')}`;
  const look = ['-bg', colour, '-fg', colour, '-cr', colour, '-geometry', `40x8+${x}+${y}`];
  desktop.start('xterm', ['-T', titleOf(i), ...look]);
  await desktop.window(new RegExp(`^${titleOf(i)}$`));
}

/** Where the colours of the windows are on the screen: the truth. */
async function truth(desktop: Desktop, count: number): Promise<Map<string, string>> {
  const file = `${desktop.home}/screen.png`;
  await desktop.run('import', ['-window', 'root', `png:${file}`]);
  const { data, info } = await sharp(file).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const boxes = new Map<number, [number, number, number, number]>();
  const colours = new Set(Array.from({ length: count }, (_, i) => colourOf(i)));
  for (let i = 0; i < data.length; i += 3) {
    const colour = ((data[i] ?? 0) << 16) | ((data[i + 1] ?? 0) << 8) | (data[i + 2] ?? 0);
    if (!colours.has(colour)) continue;
    const [x, y] = [(i / 3) % info.width, Math.floor(i / 3 / info.width)];
    const box = boxes.get(colour) ?? [x, y, x, y];
    boxes.set(colour, [Math.min(box[0], x), Math.min(box[1], y), Math.max(box[2], x), Math.max(box[3], y)]);
  }
  const places = Array.from({ length: count }, (_, i): [string, string] => {
    const [x1, y1, x2, y2] = boxes.get(colourOf(i)) ?? [0, 0, -1, -1];
    return [titleOf(i), String([x1, y1, x2 - x1 + 1, y2 - y1 + 1])];
  });
  return new Map(places);
}

const bench: Bench = {
  name: 'windows',
  title: `Windows of a ${SIZE.width}×${SIZE.height} desktop`,
  async run(context) {
    const desktop = await startDesktop(SIZE);
    const ours = new X11Windows(desktop.x);
    const verbs = new X11WindowVerbs(desktop.x);
    const { signal } = new AbortController();
    const nut = await loadNutJs(desktop.display);
    const spawned = async (command: string, args: readonly string[]): Promise<string> =>
      (await runFile(command, args, { env: desktop.env })).stdout;

    const ways: Readonly<Record<string, () => Promise<Listing>>> = {
      ours: async () =>
        (await ours.list()).map(({ title, clientBox: b }) => ({
          title,
          place: [b.x1, b.y1, b.x2 - b.x1, b.y2 - b.y1],
        })),
      'wmctrl -lG': async () =>
        (await spawned('wmctrl', ['-lG'])).split('\n').flatMap((line) => {
          const m = /^\S+\s+\S+\s+(-?\d+)\s+(-?\d+)\s+(\d+)\s+(\d+)\s+\S+ (.*)$/.exec(line);
          return m
            ? [{ title: m[5] ?? '', place: [Number(m[1]), Number(m[2]), Number(m[3]), Number(m[4])] as Place }]
            : [];
        }),
      'xdotool search': async () => {
        const args = ['search', '--onlyvisible', '--name', '.', 'getwindowgeometry', '--shell', '%@'];
        const names = ['search', '--onlyvisible', '--name', '.', 'getwindowname', '%@'];
        const [geometry, titles] = await Promise.all([spawned('xdotool', args), spawned('xdotool', names)]);
        const places = [...geometry.matchAll(/X=(-?\d+)\nY=(-?\d+)\nWIDTH=(\d+)\nHEIGHT=(\d+)/g)];
        return titles
          .trim()
          .split('\n')
          .map((title, i) => ({ title, place: (places[i] ?? []).slice(1, 5).map(Number) as unknown as Place }));
      },
      'nut-js getWindows': async () => {
        const windows = await nut.getWindows();
        return Promise.all(
          windows.map(async (w) => {
            const [title, at] = [await w.title, await w.region];
            return { title, place: [at.left, at.top, at.width, at.height] as Place };
          }),
        );
      },
    };

    const rows: (string | number)[][] = [];
    const measured = async (runs: number, work: (i: number) => Promise<unknown>): Promise<[number, number, number]> => {
      const times: number[] = [];
      for (let i = 0; i < runs; i++) {
        const from = performance.now();
        await work(i);
        times.push(performance.now() - from);
      }
      return [rounded(quantile(times, 0.5)), rounded(quantile(times, 0.95)), runs];
    };
    const failed: string[] = [];
    try {
      let open = 0;
      for (const count of COUNTS) {
        for (; open < count; open++) await openTerminal(desktop, open);
        const real = await until('every window drawn', async () => {
          const seen = await truth(desktop, count);
          return [...seen.values()].every((place) => !place.endsWith('0,0')) && seen;
        });
        context.log(`listing ${count}`);
        for (const [name, list] of Object.entries(ways)) {
          try {
            const listing = await list();
            const right = [...real].filter(([title, place]) =>
              listing.some((w) => w.title === title && String(w.place) === place),
            );
            const times = await measured(name === 'ours' ? 50 : 20, list);
            rows.push([`list, ${name}`, count, listing.length, `${right.length} of ${count}`, ...times]);
          } catch (e) {
            failed.push(`${name} with ${count} windows: ${e instanceof Error ? (e.message.split('\n')[0] ?? '') : ''}`);
          }
        }
      }
      context.log('acting');
      const ids = (await ours.list()).map((w) => w.id);
      const at = (i: number): number => ids[i % ids.length] ?? 0;
      const size = { w: 300, h: 180 };
      const acts: readonly (readonly [string, (i: number) => Promise<unknown>])[] = [
        ['focus', (i) => verbs.focus(at(i), signal)],
        ['focus, xdotool --sync', (i) => spawned('xdotool', ['windowactivate', '--sync', String(at(i))])],
        ['raise', (i) => verbs.arrange(at(i), 'raise', signal)],
        ['move', (i) => verbs.move(at(i), globalBox(50 + i * 9, 60 + i, 50 + i * 9 + size.w, 60 + i + size.h), signal)],
        [
          'move, xdotool --sync',
          (i) => spawned('xdotool', ['windowmove', '--sync', String(at(i)), String(90 + i * 9), '99']),
        ],
        ['minimise', (i) => verbs.arrange(at(i), 'minimise', signal)],
        ['restore', (i) => verbs.arrange(at(i), 'restore', signal)],
        ['maximise', (i) => verbs.arrange(at(i), 'maximise', signal)],
        ['restore, was maximised', (i) => verbs.arrange(at(i), 'restore', signal)],
        ['close', (i) => verbs.close(at(i), signal)],
      ];
      for (const [name, act] of acts) rows.push([name, ids.length, '', '', ...(await measured(20, act))]);
      return {
        columns: ['what', 'windows', 'listed', 'boxes right', 'median ms', 'p95 ms', 'runs'],
        rows,
        notes: [
          'Xvfb with openbox; every window is an xterm of a colour of its own, and its box is right when it is that of its pixels.',
          'wmctrl and xdotool count the decorations twice; nut-js lists the decorations, without title, and windows nobody sees.',
          'wmctrl and xdotool are programs that are started for each call; ours are calls of this process.',
          'An act of ours ends when the window is seen to be as asked; a maximised one also has to keep its place for three looks.',
          ...failed.map((why) => `Failed: ${why}`),
        ],
      };
    } finally {
      await desktop.stop();
    }
  },
};
export default bench;
