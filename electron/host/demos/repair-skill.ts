/**
 * A halted skill is repaired: the person says where the control is now, does the step, or has it left out; the change is
 * shown, tried, and kept only if the effect came.
 *
 * Invariant: nothing is written before `keep`, and `keep` is reached only by a trial that was done or by a step the person
 * did with the effect it had when it was shown. Leaving a step out has no effect to look for: the person's word is taken.
 */
import { readFileSync } from 'node:fs';
import type { RunOutcome } from '../../agent/run.ts';
import { encodePng } from '../../capture/image-file.ts';
import {
  anchorOfWindow,
  doneInstead,
  otherEffect,
  pointedAt,
  SkillLibrary,
  stepAt,
  targetAt,
  unfold,
  withSteps,
  writeSkill,
} from '../../demos/index.ts';
import type { Halt, PlainStep, ReplayStep, Skill, StoredSkill, Values } from '../../demos/index.ts';
import { sha256 } from '../../protocol/action-hash.ts';
import type { Point } from '../../protocol/coordinates.ts';
import { SteadyhandError } from '../../protocol/errors.ts';
import type { RunEvent } from '../../protocol/events.ts';
import { DesktopEyes } from '../desktop.ts';
import { replaySkill, type ReplayOptions, type ReplayPlan } from './replay-skill.ts';

/** What is repaired: the step a replay halted at, or one the person names. */
export interface Broken {
  readonly home: string;
  /** The skill that was replayed. */
  readonly name: string;
  readonly halt: Pick<Halt, 'skill' | 'path' | 'label' | 'say' | 'values'>;
}

/** A change that nobody has kept yet. */
export interface Candidate extends Broken {
  readonly before: string;
  readonly after: string;
  readonly skill: Skill;
  readonly crops: ReadonlyMap<string, Uint8Array>;
  /** The steps in the place of the old one, in words. */
  readonly says: readonly string[];
  /** What is to be done about it before it can be kept. */
  readonly proof: 'trial' | 'done' | 'word';
}

const usage = (code: string, message: string, remedy: string): SteadyhandError =>
  new SteadyhandError('usage', code, message, remedy);

/**
 * The step to repair.
 * @param step its number from 1 as `demo show` has it (`3`, in a loop `3.2`); without, where the last replay halted
 * @throws SteadyhandError `nothing_halted`, `step_missing`, and what the library throws
 */
export function brokenStep(home: string, name: string, step?: string): Broken {
  const library = new SkillLibrary(home);
  const { skill } = library.read(name);
  const halt = library.halt(name);
  if (step === undefined) {
    if (halt) return { home, name, halt };
    throw usage(
      'nothing_halted',
      `The last replay of “${name}” did not halt.`,
      'Name the step with --step, as demo show counts them.',
    );
  }
  const path = step.split('.').map((n) => Number(n) - 1);
  const found = /^\d{1,4}(\.\d{1,4})?$/.test(step) ? stepAt(skill, path) : null;
  if (!found)
    throw usage(
      'step_missing',
      `“${name}” has no step ${step}.`,
      `See: steadyhand demo show ${name}; nothing was changed.`,
    );
  return { home, name, halt: { skill: name, path, label: step, say: found.say, values: halt?.values ?? {} } };
}

/** The step as it stands in its skill. */
function oldStep({ home, halt }: Broken): { stored: StoredSkill; step: PlainStep } {
  const stored = new SkillLibrary(home).read(halt.skill);
  const step = stepAt(stored.skill, halt.path);
  if (step) return { stored, step };
  throw usage('step_missing', `The skill “${halt.skill}” was changed since it halted.`, 'Replay it again first.');
}

function candidateOf(
  broken: Broken,
  stored: StoredSkill,
  steps: readonly PlainStep[],
  more: ReadonlyMap<string, Uint8Array>,
  proof: Candidate['proof'],
): Candidate {
  const before = readFileSync(new SkillLibrary(broken.home).textOf(broken.halt.skill), 'utf8');
  const skill = withSteps(stored.skill, broken.halt.path, steps);
  const crops = new Map([...stored.crops, ...more]);
  return { ...broken, before, after: writeSkill(skill), skill, crops, says: steps.map((s) => s.say), proof };
}

/** What the old step filled in: all that the replay was given, and what was shown where it was given nothing. */
function valuesOf(skill: Skill, given: Values): Values {
  const known = Object.fromEntries(skill.parameters.map((p) => [p.name, given[p.name] ?? p.default ?? '']));
  return { ...given, ...known };
}

/**
 * The control is there now. Looks at the display once; sends nothing.
 * @throws SteadyhandError `step_points_nowhere`
 */
export async function pointAnew(
  broken: Broken,
  at: Point,
  display: string | undefined,
  warn: (line: string) => void,
): Promise<Candidate> {
  const { stored, step } = oldStep(broken);
  const eyes = await DesktopEyes.open({ display, warn });
  try {
    const screen = await eyes.observe(null, new AbortController().signal);
    const name = `crops/repair-${sha256(`${broken.halt.path.join('-')} ${screen.frame.hash}`).slice(0, 12)}.png`;
    const moment = { screen, menus: await eyes.openMenus() };
    const { target, owner, crop } = await targetAt(at, moment, name, encodePng);
    const front = screen.windows.find((w) => w.active && !w.minimised);
    const window = owner ?? (target.in === 'menu' ? front : undefined);
    const values = valuesOf(stored.skill, broken.halt.values);
    const changed = pointedAt(step, target, window && anchorOfWindow(window), values);
    if (!changed) {
      throw usage(
        'step_points_nowhere',
        `The step “${step.say.replaceAll('*', '')}” points at nothing.`,
        'Do it yourself (--show), or have it left out (--leave-out).',
      );
    }
    return candidateOf(broken, stored, [changed], crop ? new Map([[name, crop]]) : new Map(), 'trial');
  } finally {
    await eyes.close();
  }
}

/** The step is left out from now on. */
export function leaveOut(broken: Broken): Candidate {
  const { stored, step } = oldStep(broken);
  return candidateOf(broken, stored, [{ ...step, off: true }], new Map(), 'word');
}

/**
 * The person has done the step: the skill that was compiled of it takes the step's place.
 * @throws SteadyhandError `other_effect` when it did not have the effect it had when it was shown
 */
export function showAnew(broken: Broken, shown: { skill: Skill; crops: ReadonlyMap<string, Uint8Array> }): Candidate {
  const { stored, step } = oldStep(broken);
  // Values of this once are no parameters: the step's own placeholders take their place.
  const defaults = Object.fromEntries(shown.skill.parameters.map((p) => [p.name, p.default ?? '']));
  const filled = unfold(shown.skill, defaults, () => shown.skill).map(plainStepOf);
  const other = otherEffect(step.expect, filled);
  if (other !== null) {
    throw new SteadyhandError(
      'incomplete',
      'other_effect',
      `The effect of “${step.say.replaceAll('*', '')}” did not come: ${other}.`,
      'Nothing was changed. Do the step so that it has its effect, or edit the skill: steadyhand demo edit.',
    );
  }
  const stamp = sha256(JSON.stringify(filled)).slice(0, 8);
  const renamed = new Map([...shown.crops.keys()].map((name, i) => [name, `crops/repair-${stamp}-${i}.png`]));
  const steps = doneInstead(step, filled, valuesOf(stored.skill, broken.halt.values)).map((s) => withCrops(s, renamed));
  const crops = new Map([...shown.crops].map(([name, png]) => [renamed.get(name) ?? name, png]));
  return candidateOf(broken, stored, steps, crops, 'done');
}

function plainStepOf(step: ReplayStep): PlainStep {
  const { label: _l, skill: _s, path: _p, varies: _v, secret: _x, ...plain } = step;
  return plain;
}

function withCrops(step: PlainStep, names: ReadonlyMap<string, string>): PlainStep {
  const put = <T extends { crop?: string | undefined }>(t: T): T =>
    t.crop === undefined ? t : { ...t, crop: names.get(t.crop) ?? t.crop };
  if (step.do === 'drag') return { ...step, target: put(step.target), to: put(step.to) };
  if (step.do === 'click') return { ...step, target: put(step.target) };
  if (step.do === 'scroll' && step.target) return { ...step, target: put(step.target) };
  return step;
}

export interface Trial {
  readonly kept: boolean;
  /** Why it was not; empty when it was. */
  readonly why: string;
  readonly runId: string;
}

/**
 * Does the changed step, and nothing else of the skill, on the display as it is now; keeps the change when its effect came.
 * @throws SteadyhandError `repair_needs_value` when the step types a secret
 */
export async function tryRepair(
  candidate: Candidate,
  options: Omit<ReplayOptions, 'name' | 'home' | 'values' | 'dataFile' | 'trial'> & {
    /** Told how the run of it ended. */
    readonly seen?: (outcome: RunOutcome) => void;
  },
): Promise<Trial> {
  const { name, home, halt } = candidate;
  let seen: Extract<RunEvent, { event: 'verified' }> | null = null;
  const emit = (event: RunEvent): void => {
    if (event.event === 'verified') seen = event;
    options.emit(event);
  };
  const plan = planOf(candidate);
  const [result] = await replaySkill({ ...options, emit, name, home, values: halt.values, trial: true }, plan);
  if (!result) return { kept: false, why: 'the step has no part in this replay', runId: '' };
  const { outcome, runId } = result;
  options.seen?.(outcome);
  if (outcome.status !== 'done') return { kept: false, why: outcome.reason, runId };
  const doubt = lacking(seen, stepAt(candidate.skill, halt.path));
  if (doubt !== null) return { kept: false, why: doubt, runId };
  keep(candidate);
  return { kept: true, why: '', runId };
}

/** Why a step that was sent is not known to have had its effect. */
function lacking(seen: Extract<RunEvent, { event: 'verified' }> | null, step: PlainStep | null): string | null {
  if (!seen) return 'what came of it was not looked at';
  if (seen.seen === 'no') return seen.note;
  const mayBeNothing = step?.expect?.changes === 'nothing';
  return seen.seen === 'unknown' && seen.changedFraction === 0 && !mayBeNothing
    ? 'nothing changed on the screen'
    : null;
}

/** The replay of the one step, with the candidate in the place of its skill. */
function planOf(candidate: Candidate): ReplayPlan {
  const { home, name, halt } = candidate;
  const library = new SkillLibrary(home);
  const stored = new Map<string, StoredSkill>();
  const find = (wanted: string): Skill => {
    const known = stored.get(wanted) ?? library.read(wanted);
    const used = wanted === halt.skill ? { ...known, skill: candidate.skill, crops: candidate.crops } : known;
    stored.set(wanted, used);
    return used.skill;
  };
  const skill = find(name);
  const needed = skill.parameters.filter((p) => p.type === 'secret' && halt.values[p.name] === undefined);
  const values = { ...halt.values, ...Object.fromEntries(needed.map((p) => [p.name, '•••'])) };
  const same = (s: ReplayStep): boolean =>
    s.skill === halt.skill &&
    s.path.join() === halt.path.join() &&
    (s.label === halt.label || !halt.label.includes('/'));
  const step = unfold(skill, values, find).find(same);
  if (step?.secret === true && needed.length > 0) {
    throw usage('repair_needs_value', 'The step types a secret, which is not kept.', 'Do it yourself: --show.');
  }
  return { skill, stored, jobs: step ? [{ row: null, steps: [step] }] : [] };
}

/** Writes the change, sealed. Called when it was tried, or when there is nothing to try. */
export function keep(candidate: Candidate): void {
  const library = new SkillLibrary(candidate.home);
  const now = readFileSync(library.textOf(candidate.halt.skill), 'utf8');
  if (now !== candidate.before) {
    throw usage(
      'skill_changed',
      `The skill “${candidate.halt.skill}” was changed meanwhile.`,
      'Nothing was kept. Repair it again.',
    );
  }
  library.saveText(candidate.halt.skill, candidate.after, candidate.crops);
  library.noteHalt(candidate.name, null);
}
