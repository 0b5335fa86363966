/** A recording on the disk becomes a skill in the library. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { encodePng, frameFromFile } from '../../capture/image-file.ts';
import { compileSkill, framePath, readJournal, SkillLibrary } from '../../demos/index.ts';
import type { Compiled } from '../../demos/index.ts';
import { createPerception } from '../../perception/index.ts';
import { SteadyhandError } from '../../protocol/errors.ts';
import type { Display } from '../../protocol/frame.ts';
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
  const journal = readJournal(folder);
  const perception = await createPerception();
  try {
    const reader = new RecordingReader(perception);
    const critic = createJudge();
    const display: Display = {
      id: 'recording',
      name: 'recording',
      box: journal.start.screen,
      scale: journal.start.scale,
      primary: true,
    };
    const compiled = await compileSkill(journal, name, {
      async frame(id) {
        const path = framePath(folder, id);
        if (!existsSync(path)) return null;
        const frame = await frameFromFile(path);
        return { ...frame, display };
      },
      perceive: (frame, windows, things) => reader.read(frame, windows, things),
      async risk(screen, action, target, targetBox) {
        const task = target === null ? `Do what was shown` : `Do what was shown: ${target}`;
        const { risk, category } = await critic.judge({ task, history: [], action, target, targetBox, screen });
        return { risk, category };
      },
      crop: (frame, box) => encodePng(frame, box),
      progress,
    });
    const { hash } = new SkillLibrary(home).save(compiled.skill, compiled.crops);
    return { ...compiled, hash };
  } finally {
    await perception.close();
  }
}
