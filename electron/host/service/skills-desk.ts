/** Skills as clients list, read, edit and record them. The library and the recorder are those of `steadyhand demo`. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { SkillLibrary, type ListedSkill, type PlainStep, type Step } from '../../demos/index.ts';
import type { BodyOf, ParamsOf, Picture, ResultOf, SkillInfo } from '../../protocol/client.ts';
import { SteadyhandError } from '../../protocol/errors.ts';
import { openStore } from '../../store/store.ts';
import { findSkills } from '../demos/find-skill.ts';
import { saveRun } from '../demos/save-run.ts';
import { compileDemo } from '../demos/compile-demo.ts';
import { LiveCaptions } from '../demos/live-captions.ts';
import { planOneStep } from '../demos/one-step.ts';
import { createPerception } from '../../perception/index.ts';
import { startRecording, type Recording } from '../demos/record-demo.ts';
import { planReplay, replaySkill } from '../demos/replay-skill.ts';
import type { Runner } from './run-session.ts';

export interface SkillsParts {
  readonly home: string;
  readonly display: string | undefined;
  readonly stopKeys: () => readonly string[];
  /** Told while something is recorded. */
  readonly tell: (body: BodyOf<'recording'>) => void;
  readonly warn: (line: string) => void;
}

/** How often a recording says how far it is. */
const TELL_MS = 500;
/** After something was done: what was typed is judged before it is written. */
const STALE_TURNS = 8;
/** The newest are enough to see that it is heard. */
const MOST_CAPTIONS = 200;

interface Open {
  readonly name: string;
  readonly recording: Recording;
  readonly captions: LiveCaptions;
  readonly timer: NodeJS.Timeout;
  deeds: number;
  /** How many turns more the journal is read. */
  stale: number;
}

export class SkillsDesk {
  readonly #parts: SkillsParts;
  readonly #library: SkillLibrary;
  #open: Open | null = null;

  constructor(parts: SkillsParts) {
    this.#parts = parts;
    this.#library = new SkillLibrary(parts.home);
  }

  get isRecording(): boolean {
    return this.#open !== null;
  }

  list(): ResultOf<'skills.list'> {
    return { skills: this.#library.list().map(skillInfo) };
  }

  show({ name }: ParamsOf<'skills.show'>): ResultOf<'skills.show'> {
    // As it lies there: an edit by hand that was not accepted yet can be looked at, and is refused when it is replayed.
    const { skill, crops } = this.#library.readUnsealed(name);
    const text = readFileSync(this.#library.textOf(name), 'utf8');
    return {
      skill: this.#info(name),
      text,
      steps: skill.steps.flatMap(plainSteps).map((step, index) => ({
        index,
        caption: step.say,
        risk: step.risk,
        anchors: anchorsOf(step),
        picture: pictureOf(step, crops),
      })),
    };
  }

  edit({ name, text }: ParamsOf<'skills.edit'>): ResultOf<'skills.edit'> {
    const { crops } = this.#library.readUnsealed(name);
    this.#library.saveText(name, text, crops);
    return { skill: this.#info(name) };
  }

  find({ sentence, limit }: ParamsOf<'skills.find'>): ResultOf<'skills.find'> {
    const matches = findSkills(sentence, this.#library.list()).slice(0, limit);
    return {
      matches: matches.map(({ skill, values: parameters, score, sure, doubt }) => ({
        ...{ name: skill.name, title: skill.title, parameters },
        ...{ score, sure, doubt },
      })),
    };
  }

  async fromRun({ run, name }: ParamsOf<'skills.fromRun'>): Promise<ResultOf<'skills.fromRun'>> {
    const store = openStore({ home: this.#parts.home });
    try {
      await saveRun({ store, run, name });
    } finally {
      await store.close();
    }
    return { skill: this.#info(name) };
  }

  delete({ name }: ParamsOf<'skills.delete'>): Record<string, never> {
    this.#library.delete(name);
    return {};
  }

  /** What carries out a replay in the place of a task. Everything wrong with skill, values or rows is said before. */
  runnerFor({ name, parameters, rows, onlyStep }: ParamsOf<'skills.replay'>): Runner {
    if (onlyStep !== undefined && rows) {
      throw new SteadyhandError('usage', 'step_rows', 'One step is tried with one set of values.', 'Give no rows.');
    }
    const { home } = this.#parts;
    const folder = rows ? mkdtempSync(join(tmpdir(), 'steadyhand-rows-')) : null;
    const dataFile = folder === null ? undefined : join(folder, 'rows.csv');
    const gone = (): void => {
      if (folder !== null) rmSync(folder, { recursive: true, force: true });
    };
    try {
      if (dataFile !== undefined && rows) writeFileSync(dataFile, csvOf(rows), { mode: 0o600 });
      const values = parameters;
      const trial = onlyStep !== undefined;
      const plan = trial ? planOneStep({ name, home, values }, onlyStep) : planReplay({ name, home, values, dataFile });
      gone();
      return async (options) => {
        const results = await replaySkill({ ...options, name, home, values, trial }, plan);
        const failed = results.find((r) => r.outcome.status !== 'done') ?? results.at(-1);
        if (!failed) throw new SteadyhandError('usage', 'no_rows', 'There is no row to do.', 'Give at least one.');
        return failed.outcome;
      };
    } catch (error) {
      gone();
      throw error;
    }
  }

  async startRecording({ name }: ParamsOf<'record.start'>): Promise<Record<string, never>> {
    if (this.#open) {
      throw new SteadyhandError('usage', 'recording', 'Something is being recorded.', 'Stop that recording first.');
    }
    const { home, display, warn } = this.#parts;
    const stopKeys = this.#parts.stopKeys();
    const recording = await startRecording({ name, home, display, stopKeys, replace: false, warn });
    const captions = new LiveCaptions({
      ...{ folder: recording.folder, warn },
      perception: () => createPerception({ threads: 1 }),
    });
    const timer = setInterval(() => this.#tell(), TELL_MS);
    this.#open = { name, recording, captions, timer, deeds: 0, stale: 0 };
    this.#tell();
    return {};
  }

  pauseRecording({ paused }: ParamsOf<'record.pause'>): Record<string, never> {
    const { recorder } = this.#recording().recording;
    if (paused) recorder.pause();
    else recorder.resume();
    this.#tell();
    return {};
  }

  async forget({ seconds }: ParamsOf<'record.forget'>): Promise<Record<string, never>> {
    const open = this.#recording();
    await open.recording.recorder.forget(seconds);
    open.stale = STALE_TURNS;
    await open.captions.follow();
    this.#tell();
    return {};
  }

  /** Ends the recording and makes a skill of it. */
  async stopRecording(): Promise<ResultOf<'record.stop'>> {
    const { name, recording } = await this.#end();
    await compileDemo(recording.folder, name, this.#parts.home);
    return { skill: this.#info(name) };
  }

  async close(): Promise<void> {
    if (this.#open) await this.#end();
  }

  async #end(): Promise<Open> {
    const open = this.#recording();
    clearInterval(open.timer);
    this.#open = null;
    const { events } = await open.recording.stop();
    await open.captions.close();
    this.#parts.tell({ state: 'stopped', of: 'skill', events, captions: [...open.captions.captions] });
    return open;
  }

  #recording(): Open {
    if (this.#open) return this.#open;
    throw new SteadyhandError('usage', 'not_recording', 'Nothing is being recorded.', 'Start a recording first.');
  }

  #tell(): void {
    if (!this.#open) return;
    const { recording, captions } = this.#open;
    const { state, events, deeds } = recording.recorder.status;
    this.#parts.tell({ state, of: 'skill', events, captions: [...captions.captions].slice(-MOST_CAPTIONS) });
    // What was done is on the disk a little later than it is counted; nothing is read while nothing is done.
    if (deeds !== this.#open.deeds) this.#open.stale = STALE_TURNS;
    this.#open.deeds = deeds;
    if (this.#open.stale-- > 0) void captions.follow();
  }

  #info(name: string): SkillInfo {
    const listed = this.#library.list().find((s) => s.name === name);
    if (!listed) throw new SteadyhandError('usage', 'skill_missing', `There is no skill “${name}”.`, 'See the list.');
    return skillInfo(listed);
  }
}

function skillInfo({ name, skill, fault, stats }: ListedSkill): SkillInfo {
  return {
    name,
    title: skill?.title ?? name,
    steps: skill?.steps.length ?? 0,
    parameters: (skill?.parameters ?? []).map((p) => ({
      name: p.name,
      type: p.type,
      required: p.default === undefined,
      example: p.type === 'secret' ? null : (p.default ?? null),
    })),
    changedAt: momentOf(skill?.recorded.at),
    runs: stats.replays,
    succeeded: stats.done,
    lastHalt: fault ?? stats.lastFailure?.reason ?? null,
  };
}

/** Milliseconds since the epoch; null for what is no moment. */
function momentOf(text: string | undefined): number | null {
  const at = Date.parse(text ?? '');
  return Number.isNaN(at) ? null : at;
}

const plainSteps = (step: Step): PlainStep[] => (step.do === 'for_each' ? step.steps : [step]);

/** Strongest first, as replay tries them. */
function anchorsOf(step: PlainStep): string[] {
  if (!('target' in step) || !step.target) return [];
  const { access, label, row, crop, beside } = step.target;
  return [
    access ? `its name to the system: ${access.name}` : '',
    label === '' ? '' : `what is written on it: ${label}`,
    row === undefined ? '' : `the row that begins with ${row}`,
    crop === undefined ? '' : 'how it looks',
    beside.length > 0 ? `beside ${beside.map((b) => b.says).join(', ')}` : '',
    'its place in the window',
  ].filter((text) => text !== '');
}

function pictureOf(step: PlainStep, crops: ReadonlyMap<string, Uint8Array>): Picture | null {
  const crop = 'target' in step ? step.target?.crop : undefined;
  const png = crop === undefined ? undefined : crops.get(crop);
  if (!png || png.byteLength < 24) return null;
  // Width and height stand at a fixed place of every PNG.
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  const size = { width: view.getUint32(16), height: view.getUint32(20) };
  return { mime: 'image/png', ...size, box: null, data: Uint8Array.from(png) };
}

/** Rows of a form as the table that the replay reads. */
export function csvOf(rows: readonly Readonly<Record<string, string>>[]): string {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const field = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  return [names, ...rows.map((row) => names.map((name) => row[name] ?? ''))]
    .map((line) => line.map(field).join(','))
    .join('\n');
}
