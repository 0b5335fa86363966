/** Reading a 1920×1080 screen: how much is right, and what it costs cold and after a dialog came up. */
import { frameFromFile } from '../../../electron/capture/image-file.ts';
import { createPerception, type Perception } from '../../../electron/perception/index.ts';
import type { Frame } from '../../../electron/protocol/frame.ts';
import type { Screen } from '../../../electron/protocol/screen.ts';
import { fixturePicture, scoreScreen, trueWords } from './score.ts';

const SCREENS = ['mail', 'editor', 'desktop'] as const;
const RUNS = 5;

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`;
const ms = (n: number): string => `${Math.round(n)} ms`;
const cpuSeconds = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

interface Timed {
  readonly screen: Screen;
  readonly ms: number;
  readonly cpu: number;
}

/** Medians over `RUNS` reads with an empty line cache; `before` is read first, and not counted. */
async function timed(perception: Perception, frame: Frame, before: Frame | null): Promise<Timed> {
  const times: number[] = [];
  const cpu: number[] = [];
  let screen: Screen | null = null;
  for (let i = 0; i < RUNS; i++) {
    await perception.forget();
    const previous = before && (await perception.perceive(before, [], null));
    const cpuBefore = cpuSeconds();
    const started = performance.now();
    screen = await perception.perceive(frame, [], previous);
    times.push(performance.now() - started);
    cpu.push(cpuSeconds() - cpuBefore);
  }
  if (!screen) throw new Error('nothing was read');
  return { screen, ms: median(times), cpu: median(cpu) };
}

export default {
  name: 'reading',
  title: 'Reading a 1920×1080 screen',
  async run(ctx: { log(line: string): void }): Promise<{
    columns: string[];
    rows: (string | number)[][];
    notes: string[];
  }> {
    const perception = await createPerception();
    const rows: (string | number)[][] = [];
    const cold: number[] = [];
    let [words, lenient, strict] = [0, 0, 0];
    const add = async (label: string, name: string, t: Timed): Promise<void> => {
      const score = scoreScreen(t.screen, await trueWords(name));
      rows.push([
        label,
        score.words,
        percent(score.lenient, score.words),
        percent(score.strict, score.words),
        ms(t.ms),
        `${t.cpu.toFixed(2)} s`,
        t.screen.reuse.read,
      ]);
      if (label === name) {
        words += score.words;
        lenient += score.lenient;
        strict += score.strict;
      }
    };
    try {
      // The first read after start pays for what the runtime allocates once; it is not what a step costs.
      await perception.perceive(await frameFromFile(fixturePicture('mail')), [], null);
      for (const name of SCREENS) {
        ctx.log(`reading ${name}, ${RUNS} times cold`);
        const t = await timed(perception, await frameFromFile(fixturePicture(name)), null);
        cold.push(t.ms);
        await add(name, name, t);
      }
      rows.push(['all three, cold', words, percent(lenient, words), percent(strict, words), ms(median(cold)), '', '']);
      ctx.log('reading what a dialog changed');
      const before = await frameFromFile(fixturePicture('mail'));
      const after = await frameFromFile(fixturePicture('mail-dialog'));
      await add('mail, a dialog came up', 'mail-dialog', await timed(perception, after, before));
    } finally {
      await perception.close();
    }
    return {
      columns: ['screen', 'words', 'right (lenient)', 'right (strict)', 'time', 'CPU', 'lines read'],
      rows,
      notes: [
        `Medians of ${RUNS} reads with an empty line cache and loaded models.`,
        'Lenient: case and punctuation do not count; a word must be read where it is.',
        `Memory of the process at the end: ${Math.round(process.memoryUsage.rss() / 1e6)} MB.`,
      ],
    };
  },
};
