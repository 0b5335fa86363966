/**
 * Repairs as clients make them: a change is proposed and shown, then tried or kept when the person says so.
 *
 * Invariant: what is proposed here is in memory only; `accept` is the one way to the disk, and for a change of a target it
 * leads through a run whose effect is looked at.
 */
import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import type { RunOutcome } from '../../agent/run.ts';
import { SkillLibrary } from '../../demos/index.ts';
import type { BodyOf, ParamsOf, RepairInfo, ResultOf } from '../../protocol/client.ts';
import { globalPoint } from '../../protocol/coordinates.ts';
import { messageOf, SteadyhandError } from '../../protocol/errors.ts';
import { compileRecording } from '../demos/compile-demo.ts';
import { startRecording, type Recording } from '../demos/record-demo.ts';
import { brokenStep, keep, leaveOut, pointAnew, showAnew, tryRepair } from '../demos/repair-skill.ts';
import type { Broken, Candidate } from '../demos/repair-skill.ts';
import { changedLines } from '../demos/changed-lines.ts';
import type { Runner } from './run-session.ts';

export interface RepairParts {
  readonly home: string;
  readonly display: string | undefined;
  readonly stopKeys: () => readonly string[];
  readonly tell: (body: BodyOf<'recording'>) => void;
  readonly warn: (line: string) => void;
  /** Starts a run; answers its id. */
  readonly begin: (task: string, runner: Runner) => Promise<{ run: string }>;
}

interface Open {
  readonly candidate: Candidate;
  state: RepairInfo['state'];
  why: string;
}

/** Of what the person did, any text that shows now may be one that showed then. */
const ALL_TEXTS = 200;
/** How often a recording says how far it is: a window that comes later knows of it too. */
const TELL_MS = 500;
/** Older ones are forgotten. */
const MOST_OPEN = 20;

export class RepairDesk {
  readonly #parts: RepairParts;
  readonly #open = new Map<string, Open>();
  #shown: { readonly broken: Broken; readonly recording: Recording; readonly timer: NodeJS.Timeout } | null = null;

  constructor(parts: RepairParts) {
    this.#parts = parts;
  }

  get isRecording(): boolean {
    return this.#shown !== null;
  }

  halt({ name }: ParamsOf<'repair.halt'>): ResultOf<'repair.halt'> {
    const halt = new SkillLibrary(this.#parts.home).halt(name);
    if (!halt) return { halt: null };
    const { skill, label, say, reason, runId, at } = halt;
    const when = Date.parse(at);
    return { halt: { skill, label, caption: say, reason, run: runId, at: Number.isNaN(when) ? null : when } };
  }

  async point({ name, step, point }: ParamsOf<'repair.point'>): Promise<ResultOf<'repair.point'>> {
    const { home, display, warn } = this.#parts;
    const at = globalPoint(Math.round(point.x), Math.round(point.y));
    return this.#proposed(await pointAnew(brokenStep(home, name, step), at, display, warn));
  }

  leaveOut({ name, step }: ParamsOf<'repair.leaveOut'>): ResultOf<'repair.leaveOut'> {
    return this.#proposed(leaveOut(brokenStep(this.#parts.home, name, step)));
  }

  async show({ name, step }: ParamsOf<'repair.show'>): Promise<Record<string, never>> {
    if (this.#shown) throw new SteadyhandError('usage', 'recording', 'Something is being recorded.', 'End that first.');
    const { home, display, warn, tell } = this.#parts;
    const broken = brokenStep(home, name, step);
    const recording = await startRecording({
      ...{ name: `repair-${broken.halt.skill}`.slice(0, 64), home, display, stopKeys: this.#parts.stopKeys() },
      ...{ replace: true, warn },
    });
    const say = (): void => {
      const { state, events } = recording.recorder.status;
      tell({ state, of: 'repair', events, captions: [] });
    };
    this.#shown = { broken, recording, timer: setInterval(say, TELL_MS) };
    say();
    return {};
  }

  async shown(): Promise<ResultOf<'repair.shown'>> {
    const shown = this.#shown;
    if (!shown)
      throw new SteadyhandError('usage', 'not_recording', 'Nothing is being recorded.', 'Begin with repair.show.');
    this.#shown = null;
    const { broken, recording, timer } = shown;
    clearInterval(timer);
    try {
      const { events } = await recording.stop();
      this.#parts.tell({ state: 'stopped', of: 'repair', events, captions: [] });
      const made = await compileRecording(recording.folder, broken.halt.skill, undefined, ALL_TEXTS);
      return this.#proposed(showAnew(broken, made));
    } finally {
      rmSync(recording.folder, { recursive: true, force: true });
    }
  }

  /** Keeps it, or has it tried; a trial answers when its run is on record. */
  async accept({ id }: ParamsOf<'repair.accept'>): Promise<ResultOf<'repair.accept'>> {
    const open = this.#of(id);
    if (open.state !== 'proposed') {
      throw new SteadyhandError('usage', 'repair_over', `This change is ${open.state}.`, 'Propose another one.');
    }
    const { candidate } = open;
    if (candidate.proof !== 'trial') {
      keep(candidate);
      open.state = 'kept';
      return { run: null };
    }
    open.state = 'trying';
    const task = `Try a change of “${candidate.halt.skill}”: ${candidate.says.join('; ').replaceAll('*', '')}`;
    try {
      return await this.#parts.begin(task, (options) => this.#try(open, options));
    } catch (error) {
      // It could not begin: the person may try again.
      open.state = 'proposed';
      throw error;
    }
  }

  async #try(open: Open, options: Parameters<Runner>[0]): Promise<RunOutcome> {
    const seen: RunOutcome[] = [];
    try {
      const { kept, why } = await tryRepair(open.candidate, { ...options, seen: (outcome) => seen.push(outcome) });
      [open.state, open.why] = kept ? ['kept', ''] : ['dropped', why];
    } catch (error) {
      [open.state, open.why] = ['dropped', messageOf(error)];
      throw error;
    }
    return seen[0] ?? { status: 'incomplete', reason: open.why, steps: 0, answers: [], ms: 0 };
  }

  drop({ id }: ParamsOf<'repair.drop'>): Record<string, never> {
    const open = this.#of(id);
    if (open.state === 'proposed') open.state = 'dropped';
    return {};
  }

  state({ id }: ParamsOf<'repair.state'>): ResultOf<'repair.state'> {
    return { repair: infoOf(id, this.#of(id)) };
  }

  async close(): Promise<void> {
    const shown = this.#shown;
    this.#shown = null;
    clearInterval(shown?.timer);
    await shown?.recording.stop();
  }

  #proposed(candidate: Candidate): { repair: RepairInfo } {
    const id = randomBytes(6).toString('hex');
    const open: Open = { candidate, state: 'proposed', why: '' };
    this.#open.set(id, open);
    const oldest = this.#open.keys().next().value;
    if (this.#open.size > MOST_OPEN && oldest !== undefined) this.#open.delete(oldest);
    return { repair: infoOf(id, open) };
  }

  #of(id: string): Open {
    const open = this.#open.get(id);
    if (open) return open;
    throw new SteadyhandError('usage', 'repair_unknown', 'This change is not known any more.', 'Propose it again.');
  }
}

function infoOf(id: string, { candidate, state, why }: Open): RepairInfo {
  const { name, says, before, after, proof } = candidate;
  return { id, name, says: [...says], diff: changedLines(before, after), proof, state, why };
}
