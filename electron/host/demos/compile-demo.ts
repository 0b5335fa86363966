/** A recording on the disk becomes a skill in the library. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { encodePng, frameFromFile } from '../../capture/image-file.ts';
import { compileSkill, framePath, readJournal, SkillLibrary } from '../../demos/index.ts';
import type { Compiled, CompilePorts, Gesture, ReadJournal } from '../../demos/index.ts';
import { createPerception } from '../../perception/index.ts';
import { SteadyhandError } from '../../protocol/errors.ts';
import type { Display, Frame } from '../../protocol/frame.ts';
import { createJudge } from '../stages.ts';
import { RecordingReader } from './reading.ts';

export const recordingsFolder = (home: string): string => join(home, 'recordings');

/** The newest recording of a name. @throws SteadyhandError `recording_missing` */
export function latestRecording(home: string, name: string): string {
  const folder = recordingsFolder(home);
  const found = existsSync(folder) ? readdirSync(folder).filter((f) => f.replace(/-\d{8}t\d{6}$/, '') === name) : [];
  const latest = found.sort().at(-1);
  if (latest !== undefined) return join(folder, latest);
  throw new SteadyhandError(
    'usage',
    'recording_missing',
    `There is no recording of “${name}”.`,
    `Make one with: steadyhand demo record ${name}`,
  );
}

/** Compiles a recording and saves the skill, sealed. */
export async function compileDemo(
  folder: string,
  name: string,
  home: string,
  progress: (done: number, of: number) => void = () => undefined,
): Promise<Compiled & { readonly hash: string }> {
  const compiled = await compileRecording(folder, name, progress);
  const { hash } = new SkillLibrary(home).save(compiled.skill, compiled.crops);
  return { ...compiled, hash };
}

/** Compiles a recording and saves nothing. */
export function compileRecording(
  folder: string,
  name: string,
  progress: (done: number, of: number) => void = () => undefined,
  mostTexts?: number,
): Promise<Compiled> {
  return compileWith({
    ...{ journal: readJournal(folder), name, progress, mostTexts },
    async picture(id) {
      const path = framePath(folder, id);
      return existsSync(path) ? frameFromFile(path) : null;
    },
  });
}

export interface CompileWith {
  readonly journal: ReadJournal;
  readonly name: string;
  /** What was done, where the journal does not have it. */
  readonly gestures?: readonly Gesture[];
  /** A picture by its id; null when it was not kept. */
  readonly picture: (id: string) => Promise<Frame | null>;
  readonly progress: (done: number, of: number) => void;
  readonly mostTexts?: number | undefined;
}

/** Compiles with the shipped reader and critic. Saves nothing. */
export async function compileWith(what: CompileWith): Promise<Compiled> {
  const { journal, name, gestures, picture, progress } = what;
  const perception = await createPerception();
  const critic = createJudge();
  try {
    const reader = new RecordingReader(perception);
    const display: Display = {
      id: 'recording',
      name: 'recording',
      box: journal.start.screen,
      scale: journal.start.scale,
      primary: true,
    };
    const ports: CompilePorts = {
      async frame(id) {
        const frame = await picture(id);
        return frame && { ...frame, display };
      },
      perceive: (frame, windows, things) => reader.read(frame, windows, things),
      async risk(screen, action, target, targetBox) {
        const task = target === null ? `Do what was shown` : `Do what was shown: ${target}`;
        const { risk, category } = await critic.judge({ task, history: [], action, target, targetBox, screen });
        return { risk, category };
      },
      crop: (frame, box) => encodePng(frame, box),
      progress,
      mostTexts: what.mostTexts,
    };
    return await compileSkill(journal, name, ports, gestures);
  } finally {
    await Promise.all([perception.close(), critic.close()]);
  }
}
