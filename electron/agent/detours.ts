/**
 * Another way when a step cannot be taken as it was said: the step before once more, or the control sought elsewhere.
 *
 * Every reflection and what it led to is told and goes into the history. At most `MOST_REFLECTIONS` in a run.
 */
import type { SingleIntent } from '../protocol/intent.ts';
import type { Screen } from '../protocol/screen.ts';
import type { Taken } from './attempt.ts';
import { describeReflection, MOST_REFLECTIONS, reflect } from './reflect.ts';
import type { StepBefore } from './reflect.ts';
import { mayOpen } from '../planning/reactive/seekable.ts';
import type { Ending } from './refusal.ts';
import { seek } from './seek.ts';
import type { Seeker } from './seek.ts';

/** A click on a field changes little; one that changes this share of the screen opened something. */
const OPENED_PART = 0.15;

export interface DetourRun extends Seeker {
  /** Takes a step with everything around it, questions included. */
  act(intent: SingleIntent): Promise<Taken>;
  screen(): Screen | null;
  history(line: string): void;
}

export class Detours {
  readonly #run: DetourRun;
  #taken = 0;
  /** The step before the one that is taken now. */
  #before: StepBefore | null = null;

  constructor(run: DetourRun) {
    this.#run = run;
  }

  /** A step was taken as it was said. */
  note(intent: SingleIntent, taken: Taken): void {
    this.#before = { intent, effect: taken.effect, again: false };
  }

  /** What came of another way; the ending when there is none. */
  async instead(intent: SingleIntent, ending: Ending): Promise<Ending | null> {
    if (++this.#taken > MOST_REFLECTIONS) return ending;
    const thought = reflect(intent, this.#before, this.#run.screen());
    const line = describeReflection(thought);
    this.#run.notice(line);
    this.#run.history(line);
    if (thought.then === 'again' && this.#before) return this.#again(this.#before, intent);
    if (thought.then === 'elsewhere' && intent.do === 'click') return this.elsewhere(intent, intent.target, ending);
    return ending;
  }

  async #again(before: StepBefore, intent: SingleIntent): Promise<Ending | null> {
    this.#before = { ...before, again: true };
    this.#run.notice('taking the step before once more');
    const repeated = await this.#run.act(before.intent);
    if (repeated.ending) return repeated.ending;
    const taken = await this.#run.act(intent);
    if (taken.ending?.absent === true) return this.instead(intent, taken.ending);
    this.note(intent, taken);
    return taken.ending;
  }

  /**
   * What came of a text. When the click before it opened another page instead of a field ("number of desktops" is a tab
   * and a field on it), nothing of it arrived: the field is looked for once more, on that page.
   */
  async typed(intent: SingleIntent, taken: Taken): Promise<Ending | null> {
    const before = this.#before;
    this.note(intent, taken);
    const arrived = taken.effect === null || taken.effect.seen !== 'no' || taken.effect.changedFraction > 0;
    if (arrived || before?.intent.do !== 'click' || before.again) return taken.ending;
    const opened = (before.effect?.changedFraction ?? 0) >= OPENED_PART;
    if (!opened || ++this.#taken > MOST_REFLECTIONS) return taken.ending;
    const line = `expected the text in “${before.intent.target}”; seen: nothing changed; perhaps the click opened the page that it is on`;
    this.#run.notice(line);
    this.#run.history(line);
    const clicked = await this.#run.act(before.intent);
    return clicked.ending ?? (await this.#run.act(intent)).ending;
  }

  /** Seeks what serves the goal in menus and settings, and clicks that; with `ending` when it is nowhere. */
  async elsewhere(
    intent: Extract<SingleIntent, { do: 'click' }>,
    goal: string,
    ending: Ending,
  ): Promise<Ending | null> {
    const sought = await seek(goal, this.#run, intent.serves === true ? { opens: mayOpen(goal) } : { named: true });
    if (sought.kind === 'nothing') {
      this.#run.history(`looked for “${goal}” in vain: ${sought.why}`);
      const reason = `${ending.reason.replace(/\.$/, '')}; ${sought.why}, and nothing there serves it. Say where it is, or show me once.`;
      return { ...ending, reason };
    }
    this.#run.history(`found “${sought.label}” for “${goal}”: ${sought.way}`);
    this.#run.notice(sought.way);
    const { serves: _served, ...click } = intent;
    const taken = await this.#run.act({ ...click, target: sought.label });
    this.note(intent, taken);
    return taken.ending;
  }
}
