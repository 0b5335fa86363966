/** A recording from start to stop: opens what the recorder needs, lets the person steer it, closes everything again. */
import { join } from 'node:path';
import { openCapture } from '../../capture/open.ts';
import { encodePng } from '../../capture/image-file.ts';
import { changedBoxes } from '../../capture/tiles.ts';
import { View } from '../../capture/view.ts';
import { openWindows } from '../../capture/windows.ts';
import { checkSkillName, Journal, Recorder, SkillLibrary, X11InputSource } from '../../demos/index.ts';
import type { RecorderStatus } from '../../demos/index.ts';
import { openAccessibility } from '../../perception/accessibility/index.ts';
import { createPerception } from '../../perception/index.ts';
import type { Perception } from '../../perception/index.ts';
import { SteadyhandError } from '../../protocol/errors.ts';
import { lockDisplay } from '../../store/display-lock.ts';
import { recordingsFolder } from './compile-demo.ts';
import { ownWindows } from './own-terminal.ts';
import { blanked, typedSigns } from './reading.ts';

export interface RecordOptions {
  readonly name: string;
  readonly home: string;
  readonly display: string | undefined;
  readonly stopKeys: readonly string[];
  /** Whether a skill of this name may be replaced. */
  readonly replace: boolean;
  readonly warn: (line: string) => void;
}

/** A recording under way. */
export interface Recording {
  readonly folder: string;
  readonly recorder: Recorder;
  /** Stops, closes everything, and answers what was recorded. May be called more than once. */
  stop(): Promise<RecorderStatus>;
}

const stamp = (at: Date): string => at.toISOString().replace(/[-:]/g, '').slice(0, 15).toLowerCase();

/**
 * Starts to record. Resolves when input is being recorded.
 * @throws SteadyhandError `skill_name`, `skill_exists`, `no_display`, `display_busy`, `cannot_record`
 */
export async function startRecording(options: RecordOptions): Promise<Recording> {
  const name = checkSkillName(options.name);
  if (!options.replace && new SkillLibrary(options.home).has(name)) {
    throw new SteadyhandError(
      'usage',
      'skill_exists',
      `There is a skill “${name}” already.`,
      'Give another name, or --replace it.',
    );
  }
  if (process.platform !== 'linux') {
    throw new SteadyhandError(
      'environment',
      'cannot_record',
      'Recording is built for X11 only.',
      'Use a Linux desktop with X11.',
    );
  }
  const display = options.display ?? process.env['DISPLAY'] ?? '';
  const closing: (() => Promise<void> | void)[] = [];
  const close = async (): Promise<void> => {
    for (const end of closing.splice(0).reverse()) await end();
  };
  try {
    const windows = await openWindows(display === '' ? {} : { display });
    closing.push(() => windows.close());
    // Nothing of ours acts on this display while somebody shows something: every event is theirs.
    const lock = lockDisplay(display === '' ? 'default' : display);
    closing.push(() => lock.release());
    const own = ownWindows(await windows.list());
    const source = await openCapture({
      ...(display === '' ? {} : { display }),
      own: { windows: own },
      warn: options.warn,
    });
    closing.push(() => source.close());
    const view = await View.open(source);
    const witness = await openAccessibility({ display: options.display });
    closing.push(() => witness.close());
    let reader: Promise<Perception> | null = null;
    closing.push(async () => (await reader)?.close());
    const input = await X11InputSource.open(display === '' ? undefined : display);
    closing.push(() => input.close());
    const folder = join(recordingsFolder(options.home), `${name}-${stamp(new Date())}`);
    const recorder = new Recorder({
      source: input,
      journal: Journal.create(folder),
      name,
      display,
      monitors: (await source.displays()).length,
      isOwn: (w) => own.includes(w.id),
      stopKeys: options.stopKeys,
      warn: options.warn,
      eyes: {
        grab: () => view.grab(),
        windows: () => windows.list(),
        menus: () => windows.menus(),
        async things(frame, seen, before) {
          const look = await witness.look(frame, seen, changedBoxes(before, frame));
          if (look?.complete !== false) return look?.things.map((t) => ({ ...t })) ?? null;
          // The application was still answering.
          const again = await witness.look(frame, seen, []);
          return (again ?? look).things.map((t) => ({ ...t }));
        },
        typedSigns: typedSigns(() => (reader ??= createPerception({ threads: 1 }))),
        encode: (frame, boxes) => encodePng(blanked(frame, boxes)),
      },
    });
    await recorder.start();
    let stopped: Promise<RecorderStatus> | null = null;
    const stop = async (): Promise<RecorderStatus> => {
      const status = await recorder.stop();
      await close();
      return status;
    };
    return { folder, recorder, stop: () => (stopped ??= stop()) };
  } catch (error) {
    await close();
    throw error;
  }
}
