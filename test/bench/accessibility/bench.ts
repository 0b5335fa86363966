/** What asking the applications costs a frame, and which controls each witness finds. */
import { openCapture, primaryDisplay } from '../../../electron/capture/open.ts';
import type { FrameSource } from '../../../electron/capture/sources/port.ts';
import { mergeWitnesses, openAccessibility, type Look } from '../../../electron/perception/accessibility/index.ts';
import { createPerception, type Perception } from '../../../electron/perception/index.ts';
import { boxCentre, boxContains, type Box } from '../../../electron/protocol/coordinates.ts';
import type { Frame, WindowInfo } from '../../../electron/protocol/frame.ts';
import type { Element } from '../../../electron/protocol/screen.ts';
import {
  isInstalled,
  PROGRAMS,
  startAccessibleDesktop,
  type AccessibleDesktop,
  type ProgramName,
} from '../../fixtures/accessible-desktop.ts';
import { until } from '../../fixtures/desktop.ts';
import type { BenchTable } from '../run.ts';

const RUNS = 9;
/** What pixels and applications call controls; text and windows are neither. */
const isControl = (e: Element): boolean => e.kind !== 'text' && e.kind !== 'container';

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const worst = (values: readonly number[]): number => Math.max(...values);
const ms = (n: number): string => `${n < 10 ? n.toFixed(1) : Math.round(n)} ms`;

interface Seen {
  readonly frame: Frame;
  readonly windows: readonly WindowInfo[];
  readonly window: WindowInfo;
}

/** A frame that is the same as the one before it. */
async function still(stage: AccessibleDesktop, source: FrameSource, window: WindowInfo): Promise<Seen> {
  const grab = async (): Promise<Frame> => source.grab(await primaryDisplay(source));
  let before = await grab();
  const frame = await until('the screen to stand still', async () => {
    await new Promise((r) => setTimeout(r, 250));
    const now = await grab();
    const same = now.hash === before.hash;
    before = now;
    return same ? now : null;
  });
  return { frame, windows: await stage.desktop.windows(), window };
}

interface Times {
  readonly cold: Look;
  readonly all: readonly Look[];
  readonly none: readonly Look[];
}

async function timed(stage: AccessibleDesktop, { frame, windows }: Seen): Promise<Times> {
  const witness = await openAccessibility({ env: stage.desktop.env });
  const looks = async (changed: readonly Box[]): Promise<Look> => {
    const began = performance.now();
    // The frame is as new as if it had been taken now: its changes are.
    const look = await witness.look({ ...frame, takenAt: Date.now() }, windows, changed);
    return look ?? { things: [], complete: false, ms: performance.now() - began, nodes: 0, calls: 0 };
  };
  try {
    const cold = await looks([frame.display.box]);
    await until('the rest', async () => (await looks([])).complete);
    const all: Look[] = [];
    for (let i = 0; i < RUNS; i++) {
      all.push(await looks([frame.display.box]));
      await until('the rest', async () => (await looks([])).complete);
    }
    await new Promise((r) => setTimeout(r, 700));
    await looks([]);
    const none: Look[] = [];
    for (let i = 0; i < RUNS; i++) none.push(await looks([]));
    return { cold, all, none };
  } finally {
    await witness.close();
  }
}

/** Controls of the window: seen by both, by the pixels alone, told by the application alone. */
async function shares(perception: Perception, { frame, windows, window }: Seen, look: Look): Promise<number[]> {
  const pixels = await perception.perceive(frame, windows, null);
  const here = mergeWitnesses(pixels.elements, look.things).filter(
    (e) => isControl(e) && boxContains(window.box, boxCentre(e.box)),
  );
  const count = (wanted: (e: Element) => boolean): number => here.filter(wanted).length;
  return [
    count((e) => e.source === 'pixels' && e.states !== undefined),
    count((e) => e.states === undefined),
    count((e) => e.source === 'accessibility'),
    count((e) => e.states !== undefined && e.text === '' && e.name !== undefined),
  ];
}

export default {
  name: 'accessibility',
  title: 'Applications as a second witness (AT-SPI)',
  async run(ctx: { log(line: string): void }): Promise<BenchTable> {
    const stage = await startAccessibleDesktop();
    await stage.desktop.run('xdotool', ['mousemove', '0', '0']);
    const source = await openCapture({ display: stage.desktop.display });
    const perception = await createPerception();
    const rows: (string | number)[][] = [];
    try {
      for (const name of Object.keys(PROGRAMS) as ProgramName[]) {
        if (!isInstalled(name)) continue;
        ctx.log(name);
        const window = await stage.open(name);
        await stage.raise(window);
        const seen = await still(stage, source, await stage.desktop.window(PROGRAMS[name].window));
        const { cold, all, none } = await timed(stage, seen);
        const last = none.at(-1) ?? cold;
        const split = await shares(perception, seen, last);
        const times = (looks: readonly Look[]): number[] => looks.map((l) => l.ms);
        rows.push([
          name,
          last.nodes,
          last.things.length,
          ms(cold.ms),
          `${cold.things.length}`,
          `${ms(median(times(all)))} (${ms(worst(times(all)))})`,
          `${Math.min(...all.map((l) => l.things.length))}`,
          median(all.map((l) => l.calls)),
          `${ms(median(times(none)))} (${ms(worst(times(none)))})`,
          median(none.map((l) => l.calls)),
          ...split,
        ]);
        if (window.pid !== null) process.kill(window.pid, 'SIGKILL');
        await until('it gone', async () => (await stage.desktop.windows()).every((w) => w.id !== window.id));
      }
    } finally {
      await perception.close();
      await source.close();
      await stage.desktop.stop();
    }
    return {
      columns: [
        'application',
        'objects',
        'things told',
        'cold',
        'of them cold',
        'all changed, median (worst)',
        'of them at least',
        'calls',
        'still, median (worst)',
        'calls',
        'controls: both',
        'pixels alone',
        'application alone',
        'named, unlabelled',
      ],
      rows,
      notes: [
        'One application at a time, 1280×900. Cold: the first look of a new thread; bounded to 150 ms, the rest follows.',
        `All changed: every pixel said to be new; still: none. Medians of ${RUNS} looks, screen standing still.`,
        'A look runs beside reading the pixels, which takes longer: it delays a frame only when little is read.',
        'Controls are those of the window, after merging; pixels alone are drawings that no application owns up to.',
      ],
    };
  },
};
