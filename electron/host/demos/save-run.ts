/** A run that ended well, as a skill in the library: its steps from the history, its pictures, the values of its sentence. */
import { frameFromBytes } from '../../capture/image-file.ts';
import { proposeFromTask, recordingOf, SkillLibrary, checkSkillName } from '../../demos/index.ts';
import type { Compiled, DoneStep } from '../../demos/index.ts';
import { actionHash } from '../../protocol/action-hash.ts';
import { SteadyhandError } from '../../protocol/errors.ts';
import type { StepRecord } from '../../store/records.ts';
import type { Store } from '../../store/store.ts';
import { compileWith } from './compile-demo.ts';
import { readMoments } from './moments.ts';

export interface SaveRunOptions {
  readonly store: Store;
  /** An id, the beginning of one, or `last`. */
  readonly run: string;
  readonly name: string;
  /** A skill of this name is replaced. */
  readonly replace?: boolean;
  readonly progress?: (done: number, of: number) => void;
}

const usage = (code: string, message: string, remedy: string): SteadyhandError =>
  new SteadyhandError('usage', code, message, remedy);

/** A replay is a skill already: it would be saved with the words of its steps for its sentence. */
const IS_REPLAY = /^Replay “/;

/**
 * Saves a run as a skill, sealed.
 * @throws SteadyhandError `skill_exists`, `run_unknown`, `run_not_done`, `run_is_replay`, `run_not_kept`, `run_not_savable`
 */
export async function saveRun(options: SaveRunOptions): Promise<Compiled & { readonly hash: string }> {
  const { store, progress } = options;
  const name = checkSkillName(options.name);
  const library = new SkillLibrary(store.home);
  if (library.has(name) && options.replace !== true)
    throw usage('skill_exists', `There is a skill “${name}” already.`, 'Give another name, or --replace it.');
  const run = store.showRun(options.run);
  if (run.status !== 'done') {
    throw usage(
      'run_not_done',
      `The run ${run.id} did not end well (${run.status}: ${run.reason}).`,
      'Only a run that is done becomes a skill.',
    );
  }
  if (IS_REPLAY.test(run.task))
    throw usage(
      'run_is_replay',
      `The run ${run.id} is the replay of a skill.`,
      'Export that skill under another name.',
    );
  const moments = readMoments(store.home, run.id);
  if (!moments) {
    throw usage(
      'run_not_kept',
      `Of the run ${run.id} it is not on record which windows there were.`,
      'Do the task again and save that run, or show it once: steadyhand demo record NAME',
    );
  }
  const { journal, gestures } = recordingOf({
    ...{ id: run.id, display: run.display, startedAt: run.startedAt, monitors: 1 },
    ...{ screen: moments.screen, scale: moments.scale, moments: moments.seen },
    steps: run.stepRecords.map(doneStep),
  });
  const compiled = await compileWith({
    ...{ journal, name, gestures },
    progress: progress ?? ((): void => undefined),
    picture: async (id) => {
      const bytes = await store.frames.get(id);
      return bytes ? frameFromBytes(bytes, id) : null;
    },
  });
  const proposed = proposeFromTask(compiled.skill, run.task);
  const skill = { ...proposed, title: titleOf(run.task), description: `Made from the run ${run.id}` };
  return { ...compiled, skill, hash: library.save(skill, compiled.crops).hash };
}

const titleOf = (task: string): string => {
  const plain = task.trim().replace(/\s+/g, ' ');
  return plain.length > 100 ? `${plain.slice(0, 99)}…` : plain;
};

function doneStep(step: StepRecord): DoneStep {
  const { what, action, receipt, frame, frameAfter } = step;
  // What is hidden in the history is not what was sent, and its hash tells.
  const hidden = action !== null && step.actionHash !== null && actionHash(action) !== step.actionHash;
  return { what, action, secret: hidden, sentAt: receipt?.sentAt ?? null, frame, frameAfter };
}
