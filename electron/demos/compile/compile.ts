/**
 * From a recording to a skill.
 *
 * Every step gets the anchors of its target on the picture that was taken just before it, and as its expected effect what
 * had changed on the picture before the next step. A picture that is missing (a crash took it) leaves a step with fewer
 * anchors, never with invented ones.
 */
import { boxHeight, boxWidth, globalPoint } from '../../protocol/coordinates.ts';
import type { Box, Point } from '../../protocol/coordinates.ts';
import { SteadyhandError } from '../../protocol/errors.ts';
import type { Frame, WindowInfo } from '../../protocol/frame.ts';
import { keySchema } from '../../protocol/intent.ts';
import type { Screen } from '../../protocol/screen.ts';
import type { Category, Risk } from '../../protocol/verdict.ts';
import type { Action } from '../../protocol/action.ts';
import type { Entry, EntryOf, SeenThing } from '../record/entries.ts';
import type { ReadJournal } from '../record/journal.ts';
import { SKILL_FORMAT, type PlainStep, type Skill, type TargetAnchor } from '../skill/schema.ts';
import { anchorsOfPlace } from '../target/anchors.ts';
import { targetAt, windowAt, type Moment } from '../target/target-at.ts';
import { pieceAt, piecesOf } from '../target/pieces.ts';
import { anchorOfWindow } from '../target/windows.ts';
import { captionOfAct, captionOfClick, captionOfKeys, captionOfText, phraseOf, whereOf } from './caption.ts';
import { expectationOf } from './expectation.ts';
import { gesturesOf, type Gesture } from './gestures.ts';
import { proposeLoop, proposeParameters } from './propose.ts';

/** What compiling needs; the host wires reading and judging. */
export interface CompilePorts {
  /** The picture of a moment; null when it was not kept. */
  frame(id: string): Promise<Frame | null>;
  /** Reads a picture, together with what applications said then. */
  perceive(frame: Frame, windows: readonly WindowInfo[], things: readonly SeenThing[]): Promise<Screen>;
  risk(
    screen: Screen,
    action: Action,
    target: string | null,
    box: Box | null,
  ): Promise<{ risk: Risk; category: Category }>;
  crop(frame: Frame, box: Box): Promise<Uint8Array>;
  progress(done: number, of: number): void;
  /** Texts that an expectation names; a few when not given. */
  readonly mostTexts?: number | undefined;
}

export interface Compiled {
  readonly skill: Skill;
  readonly crops: ReadonlyMap<string, Uint8Array>;
  /** What a person should know: missing pictures, keys that could not be kept. */
  readonly notes: readonly string[];
}

/**
 * Makes the skill.
 * @param gestures what was done, where that is not in the journal's entries (a run that was on record)
 * @throws SteadyhandError `recording_empty`
 */
export async function compileSkill(
  journal: ReadJournal,
  name: string,
  ports: CompilePorts,
  gestures: readonly Gesture[] = gesturesOf(journal.entries),
): Promise<Compiled> {
  if (gestures.length === 0) {
    throw new SteadyhandError(
      'usage',
      'recording_empty',
      'Nothing was recorded: no click and no key.',
      'Record again with: steadyhand demo record NAME; input to the recorder’s own terminal does not count.',
    );
  }
  return new Compiler(journal, name, ports, gestures).run();
}

class Compiler {
  readonly #journal: ReadJournal;
  readonly #name: string;
  readonly #ports: CompilePorts;
  readonly #gestures: readonly Gesture[];
  readonly #seen: ReadonlyMap<string, EntryOf<'seen'>>;
  readonly #moments = new Map<string, Promise<Moment | null>>();
  readonly #crops = new Map<string, Uint8Array>();
  readonly #notes = new Set<string>();

  constructor(journal: ReadJournal, name: string, ports: CompilePorts, gestures: readonly Gesture[]) {
    this.#journal = journal;
    this.#name = name;
    this.#ports = ports;
    this.#gestures = gestures;
    const seen = journal.entries.filter((e): e is EntryOf<'seen'> => e.t === 'seen');
    this.#seen = new Map(seen.map((e) => [e.frame, e]));
  }

  async run(): Promise<Compiled> {
    const steps: PlainStep[] = [];
    for (const [i, gesture] of this.#gestures.entries()) {
      this.#ports.progress(i, this.#gestures.length);
      const before = await this.#moment(gesture.frame);
      if (!before) this.#notes.add('some pictures are missing: those steps are found by their place only');
      const step = await this.#step(gesture, before, i);
      if (step)
        steps.push(before ? await this.#judged(await this.#withEffect(step, before, i), gesture, before) : step);
    }
    if (!this.#journal.ended) this.#notes.add('the recording was cut off; the skill ends where it did');
    const { start } = this.#journal;
    const proposed = proposeParameters(steps);
    const skill: Skill = {
      format: SKILL_FORMAT,
      name: this.#name,
      title: titleOf(steps, this.#name),
      recorded: {
        at: new Date(start.at).toISOString(),
        screen: [boxWidth(start.screen), boxHeight(start.screen)],
        monitors: start.monitors,
        scale: start.scale,
      },
      ...proposed,
    };
    return { skill: proposeLoop(skill), crops: this.#crops, notes: [...this.#notes] };
  }

  #moment(id: string | null): Promise<Moment | null> {
    if (id === null) return Promise.resolve(null);
    const known = this.#moments.get(id);
    if (known) return known;
    const made = this.#read(id);
    this.#moments.set(id, made);
    return made;
  }

  async #read(id: string): Promise<Moment | null> {
    const seen = this.#seen.get(id);
    const frame = seen ? await this.#ports.frame(id) : null;
    if (!seen || !frame) return null;
    return { screen: await this.#ports.perceive(frame, seen.windows, seen.things), menus: seen.menus };
  }

  /** The picture before the next gesture, or the last one: what came of this one. */
  #after(i: number): Promise<Moment | null> {
    const own = this.#gestures[i]?.after;
    if (own !== undefined) return this.#moment(own);
    const next = this.#gestures[i + 1];
    if (next) return this.#moment(next.frame);
    const end = this.#journal.entries.find((e: Entry): e is EntryOf<'end'> => e.t === 'end');
    return this.#moment(end?.frame ?? null);
  }

  async #withEffect(step: PlainStep, before: Moment, i: number): Promise<PlainStep> {
    const after = await this.#after(i);
    if (!after) return step;
    const expect = expectationOf(before.screen, after.screen, this.#ports.mostTexts);
    // What was typed is read back by itself, and shows where nobody can tell beforehand.
    if (step.do === 'type') delete expect.shows;
    return { ...step, expect };
  }

  async #judged(step: PlainStep, gesture: Gesture, { screen }: Moment): Promise<PlainStep> {
    const action = actionOf(gesture);
    if (!action) return step;
    const target = 'target' in step && step.target ? step.target : null;
    const point = 'x' in gesture ? globalPoint(gesture.x, gesture.y) : null;
    const piece = point ? pieceAt(piecesOf(screen), point, screen.frame.display.box) : null;
    const { risk, category } = await this.#ports.risk(
      screen,
      action,
      target ? phraseOf(target) : null,
      piece?.box ?? null,
    );
    return { ...step, risk, category };
  }

  async #step(gesture: Gesture, moment: Moment | null, i: number): Promise<PlainStep | null> {
    const front = moment?.screen.windows.find((w) => w.active && !w.minimised);
    const window = front ? anchorOfWindow(front) : undefined;
    const base = { risk: 'safe', category: 'none' } as const;
    switch (gesture.kind) {
      case 'click': {
        const at = globalPoint(gesture.x, gesture.y);
        const { target, owner } = await this.#target(at, moment, `step-${i + 1}`);
        const where = owner ? anchorOfWindow(owner) : target.in === 'menu' ? window : undefined;
        return {
          do: 'click',
          say: captionOfClick(target, where, gesture),
          ...base,
          ...(where ? { window: where } : {}),
          target,
          ...(gesture.button === 'left' ? {} : { button: gesture.button }),
          ...(gesture.count === 1 ? {} : { count: gesture.count }),
          ...(gesture.held.length === 0 ? {} : { modifiers: [...gesture.held] }),
        };
      }
      case 'drag': {
        const from = await this.#target(globalPoint(gesture.x, gesture.y), moment, `step-${i + 1}`);
        const to = await this.#target(globalPoint(gesture.toX, gesture.toY), moment, `step-${i + 1}-to`);
        const where = from.owner ? anchorOfWindow(from.owner) : undefined;
        return {
          do: 'drag',
          say: `Drag ${phraseOf(from.target)} to ${phraseOf(to.target)}${whereOf(where, undefined)}`,
          ...base,
          ...(where ? { window: where } : {}),
          target: from.target,
          to: to.target,
        };
      }
      case 'scroll': {
        const at = globalPoint(gesture.x, gesture.y);
        const owner = moment ? windowAt(moment, at) : null;
        const around = owner?.box ?? moment?.screen.frame.display.box;
        const target =
          around && moment
            ? anchorsOfPlace(at, piecesOf(moment.screen), around, owner ? 'window' : 'screen')
            : undefined;
        const where = owner ? anchorOfWindow(owner) : undefined;
        return {
          do: 'scroll',
          say: `Scroll ${gesture.direction} ${gesture.notches}${whereOf(where, undefined)}`,
          ...base,
          ...(where ? { window: where } : {}),
          ...(target ? { target } : {}),
          direction: gesture.direction,
          notches: gesture.notches,
        };
      }
      case 'type':
        return {
          do: 'type',
          say: captionOfText(gesture.text, window),
          ...base,
          ...(window ? { window } : {}),
          text: gesture.text,
        };
      case 'secret':
        this.#notes.add(`a secret was typed (${gesture.why}); it was not kept and has to be given at replay`);
        return {
          do: 'type',
          say: `Type the secret${whereOf(window, undefined)}`,
          ...base,
          ...(window ? { window } : {}),
          text: '{{secret}}',
        };
      case 'press': {
        const keys = gesture.keys.filter((key) => keySchema.safeParse(key).success);
        if (keys.length !== gesture.keys.length) {
          this.#notes.add(`the key ${gesture.keys.join('+')} cannot be replayed and was left out`);
          return null;
        }
        return {
          do: 'press',
          say: captionOfKeys(keys, window),
          ...base,
          ...(window ? { window } : {}),
          keys: [...keys],
        };
      }
      case 'act': {
        const { intent } = gesture;
        // Only what is done to a window needs that window.
        const of = intent.do === 'close_window' && window ? { window } : {};
        return { do: 'act', say: captionOfAct(intent), ...base, ...of, intent };
      }
    }
  }

  /** Anchors of what a point is on, and the window it is in. */
  async #target(
    at: Point,
    moment: Moment | null,
    id: string,
  ): Promise<{ target: TargetAnchor; owner: WindowInfo | null }> {
    if (!moment) return { target: anchorsOfPlace(at, [], this.#journal.start.screen, 'screen'), owner: null };
    const { target, owner, crop } = await targetAt(at, moment, `crops/${id}.png`, (frame, box) =>
      this.#ports.crop(frame, box),
    );
    if (crop) this.#crops.set(`crops/${id}.png`, crop);
    return { target, owner };
  }
}

/** What the critic is asked about. */
function actionOf(gesture: Gesture): Action | null {
  switch (gesture.kind) {
    case 'click':
      return {
        type: 'click',
        point: globalPoint(gesture.x, gesture.y),
        button: gesture.button,
        count: gesture.count,
        modifiers: [...gesture.held],
      };
    case 'drag':
      return { type: 'drag', from: globalPoint(gesture.x, gesture.y), to: globalPoint(gesture.toX, gesture.toY) };
    case 'type':
      return { type: 'type', text: gesture.text };
    case 'press':
      return { type: 'hotkey', keys: [...gesture.keys] };
    default:
      return null;
  }
}

/** Where it is done and how it begins, until somebody writes something better. */
function titleOf(steps: readonly PlainStep[], name: string): string {
  const app = steps.find((s) => s.window)?.window?.app;
  const words = name.replaceAll(/[-_]+/g, ' ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}${app === undefined ? '' : ` (${app})`}`;
}
