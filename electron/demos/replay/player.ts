/**
 * One replay: says before each step whether the right window is in front, points at the target of the step, and says
 * afterwards whether what came of it when it was shown came again.
 *
 * It sends nothing. The loop takes each step through the critic, the gate and the executor like any other, and asks this
 * for what only the recording knows. Errs towards halting with a reason.
 */
import type { Action, Effect } from '../../protocol/action.ts';
import { boxCentre, boxContains, boxInflate, globalPoint } from '../../protocol/coordinates.ts';
import type { Box } from '../../protocol/coordinates.ts';
import type { WindowInfo } from '../../protocol/frame.ts';
import type { Grounder, Grounding, GroundOptions } from '../../protocol/grounding.ts';
import type { SingleIntent } from '../../protocol/intent.ts';
import type { Screen } from '../../protocol/screen.ts';
import type { Risk } from '../../protocol/verdict.ts';
import { phraseOf } from '../compile/caption.ts';
import type { TargetAnchor, WindowAnchor } from '../skill/schema.ts';
import type { ReplayStep } from '../skill/unfold.ts';
import { isSameLabel } from '../target/likeness.ts';
import { labelOf, piecesIn, piecesOf, type Piece } from '../target/pieces.ts';
import { findWindow, isDialog, openedInstead } from '../target/windows.ts';
import type { Grey } from './crops.ts';
import { outcomeOf } from './effects.ts';
import { isStrong, resolveTarget, type AnchorUsed, type Resolved } from './resolve.ts';

export interface PlayerParts {
  readonly steps: readonly ReplayStep[];
  /** Pictures of targets, by skill and name. */
  readonly crop: (skill: string, name: string) => Grey | null;
  readonly openMenus: () => Promise<readonly Box[]>;
  /** Reads the whole screen, nothing kept from before. */
  readonly lookAnew: (signal: AbortSignal | undefined) => Promise<Screen>;
  /** The last resort: points by words. */
  readonly grounder: Grounder;
  /** What the critic says of pointing there. */
  readonly risk: (screen: Screen, action: Action, target: string, box: Box) => Promise<Risk>;
  /** How long what should be there is waited for, milliseconds. */
  readonly patienceMs: number;
}

/** As the loop wants to be told (`agent/guide.ts`). */
type Way =
  | { readonly kind: 'clear' }
  | { readonly kind: 'first'; readonly intent: SingleIntent; readonly why: string }
  | { readonly kind: 'wait'; readonly why: string }
  | { readonly kind: 'halt'; readonly why: string };

/** Words that no pop-up has which may be closed unasked. */
const NOT_HARMLESS =
  /\b(delete|erase|overwrite|replace|unsaved|discard|save|password|passphrase|format|permission|install|remove|pay|send|restart|shut ?down|log ?out|kill|force|trust|certificate|löschen|ersetzen|speichern|verwerfen|kennwort|eliminar|guardar|supprimer|enregistrer)\b|删除|保存|密码/iu;
/** A longer text is no notice. */
const MOST_WORDS = 80;
/** The last resort must be surer than a phrase of the person's own. */
const GROUNDER_CONFIDENCE = 0.75;

/** The intent of a step, with phrases that `ground` knows again. */
export function intentOf(step: ReplayStep): SingleIntent {
  switch (step.do) {
    case 'click':
      return {
        do: 'click',
        target: spoken(step.target),
        ...(step.button === undefined ? {} : { button: step.button }),
        ...(step.count === undefined ? {} : { count: step.count }),
        ...(step.modifiers === undefined ? {} : { modifiers: step.modifiers }),
      };
    case 'drag':
      return { do: 'drag', from: spoken(step.target), to: `${spoken(step.to)}${DROP}` };
    case 'scroll':
      return {
        do: 'scroll',
        direction: step.direction,
        amount: step.notches,
        ...(step.target ? { target: spoken(step.target) } : {}),
      };
    case 'type':
      return { do: 'type', text: step.text };
    case 'press':
      return { do: 'hotkey', keys: step.keys };
    case 'act':
      return step.intent;
  }
}
/** Tells the end of a drag from its beginning where both are called the same. */
const DROP = ' (where it is dropped)';
const spoken = (target: TargetAnchor): string => phraseOf(target).replaceAll('*', '');

export class SkillPlayer implements Grounder {
  readonly name = 'skill';
  readonly recalls = true;
  readonly patienceMs: number;
  readonly #p: PlayerParts;
  #at = -1;
  /** Something else is done first. */
  #preparing = false;
  #pieces: { screen: Screen; pieces: readonly Piece[] } | null = null;
  #answer: { screen: Screen; phrase: string; grounding: Grounding } | null = null;
  /** Windows that came under another title where one was expected: the language differs. By the title that was shown. */
  readonly #instead = new Map<string, number>();
  /** By which anchor each step was found, for the report. */
  readonly found: { step: string; by: AnchorUsed; why: string }[] = [];

  constructor(parts: PlayerParts) {
    this.#p = parts;
    this.patienceMs = parts.patienceMs;
  }

  get intents(): SingleIntent[] {
    return this.#p.steps.map(intentOf);
  }

  /** The step that is being taken; the first before any was. */
  get step(): ReplayStep | undefined {
    return this.#p.steps[Math.max(0, this.#at)];
  }

  begin(): void {
    this.#at++;
    this.#preparing = true;
  }

  async before(screen: Screen): Promise<Way> {
    const { step } = this;
    const way = step ? await this.#way(step, screen) : ({ kind: 'clear' } as const);
    if (way.kind === 'clear') this.#preparing = false;
    return way;
  }

  async #way(step: ReplayStep, screen: Screen): Promise<Way> {
    const { window: anchor } = step;
    if (!anchor || anchor.title === '') return { kind: 'clear' };
    const target = 'target' in step ? step.target : undefined;
    if (target?.in === 'menu' && (await this.#p.openMenus()).length === 0) {
      return { kind: 'wait', why: `${at(step)}: the menu it is in is not open.` };
    }
    const window = this.#find(anchor, screen.windows);
    if (!window) return { kind: 'wait', why: `${at(step)}: there is no window “${anchor.title}” (${anchor.app}).` };
    if (window.active) return { kind: 'clear' };
    const front = screen.windows.find((w) => w.active);
    if (front && isDialog(front) && (front.transientFor === window.id || front.app === window.app)) {
      if (!this.#isHarmless(front, screen)) {
        return {
          kind: 'halt',
          why: `${at(step)}: the dialog “${front.title}” is in the way, and it was not there when this was shown.`,
        };
      }
      const why = `the dialog “${front.title}” is in the way; closing it`;
      return { kind: 'first', intent: { do: 'hotkey', keys: ['escape'] }, why };
    }
    const why = `“${window.title}” is not in front; bringing it there`;
    return { kind: 'first', intent: { do: 'focus_window', window: window.title }, why };
  }

  /** A notice: little text, and nothing in it that one could lose by closing it. */
  #isHarmless(window: WindowInfo, screen: Screen): boolean {
    const texts = piecesIn(this.#piecesOf(screen), window.box).map(labelOf);
    const all = [window.title, ...texts].join(' ');
    return !NOT_HARMLESS.test(all) && all.split(/\s+/).length <= MOST_WORDS;
  }

  /** The window of the step, by the title it was given to the loop with. */
  windowNamed(title: string, windows: readonly WindowInfo[]): WindowInfo | null {
    const anchor = this.step?.window;
    const window = anchor ? this.#find(anchor, windows) : null;
    return window?.title === title ? window : null;
  }

  #find(anchor: WindowAnchor, windows: readonly WindowInfo[]): WindowInfo | null {
    const instead = this.#instead.get(anchor.title);
    return findWindow(anchor, windows) ?? windows.find((w) => w.id === instead && !w.minimised) ?? null;
  }

  outcome(action: Action, before: Screen, after: Screen, effect: Effect): Pick<Effect, 'seen' | 'note'> | null {
    const { step } = this;
    if (!step || this.#preparing || !isActionOf(step, action)) return null;
    const { opens } = step.expect ?? {};
    const other =
      opens && !this.#find(opens, after.windows) ? openedInstead(opens, before.windows, after.windows) : null;
    if (opens && other) this.#instead.set(opens.title, other.id);
    const expect = this.#inOtherWords(step, before, after, effect, other !== null);
    const outcome = outcomeOf(expect, before, after, effect, (anchor, windows) => this.#find(anchor, windows));
    if (outcome || effect.seen !== 'no') return outcome;
    // A caret that moved was all that came of it when it was shown; typed text shows unless it did not then either.
    const { changes } = step.expect ?? {};
    const mayBeNothing = changes === 'nothing' || (changes === 'little' && action.type !== 'type');
    return mayBeNothing ? { seen: 'unknown', note: effect.note } : null;
  }

  /**
   * What is expected, without the texts where the language differs: its window came under another title, or hardly one of
   * the texts that stood around the target is there, it was found without any text, and a text came that was not there.
   */
  #inOtherWords(
    step: ReplayStep,
    before: Screen,
    after: Screen,
    effect: Effect,
    titleDiffers: boolean,
  ): ReplayStep['expect'] {
    const { expect } = step;
    if (!expect?.shows) return expect;
    const { shows: _shows, ...rest } = expect;
    if (titleDiffers) return rest;
    const by = this.found.at(-1);
    const wordless = by?.step === step.say && WORDLESS.has(by.by);
    const around = 'target' in step ? (step.target?.beside ?? []) : [];
    // A letter by itself is a drawing that a reader took for one.
    const beside = around.filter((n) => n.says.length > 1);
    if (!wordless || beside.length === 0 || effect.changedFraction === 0) return expect;
    const was = this.#piecesOf(before).map(labelOf);
    const known = (says: string): boolean => was.some((label) => isSameLabel(label, says));
    const news = piecesOf(after)
      .map(labelOf)
      .filter((label) => label.length > 2 && !known(label));
    const same = beside.filter((n) => known(n.says)).length / beside.length;
    return same > SAME_WORDS || news.length === 0 ? expect : rest;
  }

  async ground(screen: Screen, instruction: string, options: GroundOptions = {}): Promise<Grounding> {
    options.signal?.throwIfAborted();
    // The loop asks for the window first and for everything then; both are answered from the step's own window.
    if (this.#answer?.screen === screen && this.#answer.phrase === instruction) return this.#answer.grounding;
    const started = performance.now();
    const grounding = await this.#groundNow(screen, instruction, options.signal, () => performance.now() - started);
    this.#answer = { screen, phrase: instruction, grounding };
    return grounding;
  }

  async #groundNow(
    screen: Screen,
    instruction: string,
    signal: AbortSignal | undefined,
    ms: () => number,
  ): Promise<Grounding> {
    const { step } = this;
    const target = step ? targetFor(step, instruction) : null;
    if (!step || !target) {
      return {
        status: 'absent',
        instruction,
        confidence: 0,
        candidates: [],
        reason: 'it is no target of this step',
        ms: ms(),
      };
    }
    const areas = await this.#areas(step, target, screen);
    let resolved = this.#resolve(screen, step, target, areas);
    if (resolved.status === 'absent') {
      // Lines of a screen before may be kept where a letter changed; one look without them before it is called absent.
      const anew = await this.#p.lookAnew(signal);
      const [before, now] = [areas, await this.#areas(step, target, anew)].map((list) => JSON.stringify(list));
      if (before === now) resolved = this.#resolve(anew, step, target, areas);
    }
    const [around] = areas;
    if (resolved.status === 'absent' && around && step.risk === 'safe' && !step.varies) {
      resolved = (await this.#lastResort(screen, target, instruction, around, signal)) ?? resolved;
    }
    const candidates = resolved.others.map((box) => ({ box, score: 0.5, elementId: null, why: 'alike' }));
    if (resolved.status !== 'found') {
      return {
        status: 'absent',
        instruction,
        confidence: 0,
        candidates,
        reason: `${resolved.status}: ${resolved.why}`,
        ms: ms(),
      };
    }
    const { box, point, by, why, confidence, id } = resolved;
    if (!isStrong(by) && (await this.#isIrreversible(step, screen, instruction, box))) {
      const reason = `it cannot be taken back, and the target was found by ${by} only (${why})`;
      return { status: 'absent', instruction, confidence: 0, candidates, reason, ms: ms() };
    }
    this.found.push({ step: step.say, by, why });
    const best = { box, score: confidence, elementId: id, why: `by ${by}: ${why}` };
    return {
      status: 'found',
      instruction,
      confidence,
      point,
      box,
      elementId: id,
      candidates: [best, ...candidates].slice(0, 10),
      ms: ms(),
    };
  }

  /** In the areas one after the other, until something is there. */
  #resolve(screen: Screen, step: ReplayStep, target: TargetAnchor, areas: readonly Box[]): Resolved {
    const pieces = this.#piecesOf(screen);
    let resolved: Resolved = { status: 'absent', why: 'its window is not there', others: [] };
    for (const around of areas) {
      const crop = target.crop === undefined ? null : this.#p.crop(step.skill, target.crop);
      const window = step.window && target.in === 'window' ? this.#find(step.window, screen.windows) : null;
      const seen = window ? inFrontOf(pieces, window, screen) : pieces;
      resolved = resolveTarget({ target, pieces: seen, frame: screen.frame, around, crop, varies: step.varies });
      if (resolved.status !== 'absent') break;
    }
    return resolved;
  }

  /** Where to look: the window of the step, the menus that are open (the last opened first), or the screen. */
  async #areas(step: ReplayStep, target: TargetAnchor, screen: Screen): Promise<Box[]> {
    if (target.in === 'menu') return [...(await this.#p.openMenus())].reverse();
    if (target.in === 'screen' || !step.window) return [screen.frame.display.box];
    const window = this.#find(step.window, screen.windows);
    return window ? [window.box] : [];
  }

  /** By words, within the window, and only where something else speaks for it too. */
  async #lastResort(
    screen: Screen,
    target: TargetAnchor,
    phrase: string,
    around: Box,
    signal: AbortSignal | undefined,
  ): Promise<Resolved | null> {
    if (target.label === '' || target.kind === 'area') return null;
    const g = await this.#p.grounder.ground(screen, phrase, { within: around, ...(signal ? { signal } : {}) });
    if (g.status === 'absent' || g.confidence < GROUNDER_CONFIDENCE || !boxContains(around, g.point)) return null;
    const was = globalPoint(around.x1 + target.place.left, around.y1 + target.place.top);
    const c = boxCentre(g.box);
    if (Math.hypot(c.x - was.x, c.y - was.y) > NEAR_PX) return null;
    return {
      status: 'found',
      box: g.box,
      point: g.point,
      by: 'grounder',
      id: g.elementId,
      confidence: 0.65,
      why: 'its words, near where it was',
      others: [],
    };
  }

  async #isIrreversible(step: ReplayStep, screen: Screen, phrase: string, box: Box): Promise<boolean> {
    if (step.risk === 'destructive') return true;
    const point = boxCentre(box);
    const action: Action = { type: 'click', point, button: 'left', count: 1, modifiers: [] };
    return (await this.#p.risk(screen, action, phrase, box)) === 'destructive';
  }

  #piecesOf(screen: Screen): readonly Piece[] {
    if (this.#pieces?.screen !== screen) this.#pieces = { screen, pieces: piecesOf(screen) };
    return this.#pieces.pieces;
  }
}

const NEAR_PX = 60;
/** In another language a name or a notice of the system's stays what it is. */
const SAME_WORDS = 0.34;
/** Anchors that say the same in every language. */
const WORDLESS: ReadonlySet<AnchorUsed> = new Set(['icon', 'accessibility']);

/** `Step 3/7 (Click Save)`: for a reason. */
const at = (step: ReplayStep): string => `Step ${step.label} (${step.say.replaceAll('*', '')})`;

/** Which target of a step a phrase means. */
function targetFor(step: ReplayStep, phrase: string): TargetAnchor | null {
  if (step.do === 'drag' && phrase.endsWith(DROP)) return step.to;
  const target = 'target' in step ? step.target : undefined;
  return target && spoken(target) === phrase ? target : null;
}

/** Without what lies on windows in front of the one that is meant: a dialog over it has buttons of its own. */
function inFrontOf(pieces: readonly Piece[], window: WindowInfo, screen: Screen): readonly Piece[] {
  const index = screen.windows.findIndex((w) => w.id === window.id);
  const over = screen.windows.slice(0, Math.max(0, index)).filter((w) => !w.minimised);
  return over.length === 0
    ? pieces
    : pieces.filter((p) => !over.some((w) => boxContains(boxInflate(w.box, 1), boxCentre(p.box))));
}

/** Whether an action is the step's own, and not one the loop put before it. */
function isActionOf(step: ReplayStep, action: Action): boolean {
  switch (step.do) {
    case 'press':
      return action.type === 'hotkey' && action.keys.join() === step.keys.join();
    case 'type':
      return action.type === 'type' && action.text === step.text;
    case 'act':
      return action.type === step.intent.do;
    default:
      return action.type === step.do;
  }
}
