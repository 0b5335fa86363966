/** What is different when a skill is replayed. */
import { pause } from './person.ts';
import type { Show, Variant } from './shows.ts';
import type { Look, Stage } from './stage.ts';

export interface Change {
  readonly name: string;
  readonly look?: Look;
  readonly variant?: Variant;
  /** Whether the target is there at all; where it is not, a halt is the right end. */
  readonly halts?: boolean;
  /** Controls are called something else. */
  readonly renames?: boolean;
  /** Whether it means anything for this skill. */
  readonly fits?: (show: Show) => boolean;
  /** Before the replay begins. */
  arrange?(stage: Stage, show: Show): Promise<void>;
  /** While it runs; answers how to end it. */
  during?(stage: Stage, show: Show): () => void;
}

const onPages = (show: Show): boolean => show.page !== undefined;
const inGtk = (show: Show): boolean => show.gtk === true;
const withFiles = (show: Show): boolean => show.files === true;

async function move(
  stage: Stage,
  show: Show,
  by: { x: number; y: number; width: number; height: number },
): Promise<void> {
  const window = await stage.window(show.window);
  const { box } = window;
  const [width, height] = [box.x2 - box.x1 + by.width, box.y2 - box.y1 + by.height];
  await stage.place(window, [Math.max(4, box.x1 + by.x), Math.max(4, box.y1 + by.y), width, height]);
}

/** Whether halting is the right end: the target is not there, or what cannot be taken back has another name. */
export const mustHalt = (change: Change, show: Show): boolean =>
  change.halts === true || (change.renames === true && show.irreversible === true);

export const CHANGES: readonly Change[] = [
  { name: 'same' },
  { name: 'moved', arrange: (stage, show) => move(stage, show, { x: 130, y: 90, width: 0, height: 0 }) },
  {
    name: 'resized',
    fits: (show) => show.name !== 'multiply',
    arrange: (stage, show) => move(stage, show, { x: -40, y: -20, width: 170, height: 90 }),
  },
  { name: 'dark', look: { dark: true }, variant: { dark: true } },
  { name: 'larger font', look: { font: 'DejaVu Sans 13' }, variant: { big: true } },
  { name: 'other font', look: { font: 'Liberation Serif 12' }, fits: inGtk },
  { name: 'resolution', look: { size: { width: 1440, height: 900 } } },
  {
    name: 'more or reordered',
    variant: { more: true, reordered: true },
    fits: (show) => onPages(show) || withFiles(show),
  },
  {
    name: 'smaller screen',
    look: { size: { width: 1024, height: 700 } },
  },
  {
    name: 'other window',
    // Another program of the person's own, beside it and behind.
    async arrange(stage, show) {
      const window = await stage.window(show.window);
      stage.launch(['xterm', '-geometry', '40x8+20+20', '-title', 'notes']);
      await stage.window(/^notes$/);
      await pause(800);
      await stage.focus(window);
    },
  },
  {
    name: 'slow',
    async arrange(stage, show) {
      await stage.window(show.window);
    },
    during(stage, show) {
      const state = { over: false };
      void (async () => {
        const { pid } = await stage.window(show.window);
        // Stopped three quarters of the time.
        while (!state.over && pid !== null) {
          try {
            process.kill(pid, 'SIGSTOP');
            await pause(450);
            process.kill(pid, 'SIGCONT');
          } catch {
            return;
          }
          await pause(150);
        }
      })();
      return () => {
        state.over = true;
      };
    },
  },
  {
    name: 'pop-up',
    during(stage) {
      const timer = setTimeout(() => {
        stage.launch(['xmessage', '-center', 'Your backup has finished.']);
      }, 2_500);
      return () => clearTimeout(timer);
    },
  },
  {
    name: 'renamed label',
    renames: true,
    variant: { renamed: true },
    fits: (show) => show.renames === true,
  },
  { name: 'other icons', variant: { otherIcons: true }, fits: (show) => show.name === 'icon' },
  {
    name: 'another language',
    renames: true,
    look: { language: 'de_DE.UTF-8' },
    variant: { german: true },
    fits: (show) => onPages(show) || inGtk(show),
  },
  {
    name: 'target absent',
    variant: { absent: true },
    halts: true,
    fits: (show) => onPages(show) || ['rename', 'copy-file'].includes(show.name),
  },
];
