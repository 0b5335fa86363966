/**
 * The learned grounder: a GUI-Actor-style head over what was seen, with the rules as one of its witnesses.
 *
 * Candidates are things (things.ts); the head gives each a probability, and one to "not on this screen". What overlaps is
 * one place: its probabilities add up. Errs towards absent. Without its weights there is no actor; the rules alone ground.
 */
import { performance } from 'node:perf_hooks';
import type { ModelRegistry } from '../../inference/registry.ts';
import { softmax } from '../../inference/softmax.ts';
import { WorkerClient, workerEntry } from '../../inference/worker-client.ts';
import { boxArea, boxCentre, boxContains, boxIou } from '../../protocol/coordinates.ts';
import type { Box, Point } from '../../protocol/coordinates.ts';
import type { Candidate, Grounder, Grounding, GroundOptions } from '../../protocol/grounding.ts';
import type { Screen } from '../../protocol/screen.ts';
import type { Scored } from '../evidence.ts';
import { MAX_INSTRUCTION, parseInstruction } from '../parse.ts';
import { buildScene, pointInside } from '../scene.ts';
import type { Scene } from '../scene.ts';
import type { ActorRequest, ActorSetup, PointAnswer, Witness } from './actor-protocol.ts';
import { ABSENT_BELOW, calibrated } from './calibration.ts';
import { LETTERS, STILL_NUMBERS, UNIT, coreOf, hear, stillOf } from './features.ts';
import { cropOf } from './look.ts';
import { patchGrid } from './patches.ts';
import type { PatchGrid } from './patches.ts';
import { thingsOf } from './things.ts';
import type { Thing } from './things.ts';

/** The weights this code was written for; others are refused. */
const MODELS = {
  sentence: 'sentence-encoder',
  tokeniser: 'sentence-tokenizer',
  icon: 'icon-encoder',
  iconText: 'icon-text',
  iconNames: 'icon-names',
  purpose: 'purpose',
  head: 'actor-head',
} as const;
const MODELS_VERSION = '1';
const MAX_CANDIDATES = 10;

/** Attention over the patches of a screen. */
export interface Attention extends PatchGrid {
  /** Share of the attention of each patch, row by row; what is missing to 1 went to "not here". */
  readonly weights: Float32Array;
}

/** A grounder that also tells where it looked. */
export interface ActorGrounder extends Grounder {
  /** The attention behind a grounding that this object gave, null for others and for empty screens. */
  attentionOf(grounding: Grounding): Attention | null;
  /** Empties what was remembered of texts and icons, to measure a cold screen. */
  forget(): Promise<void>;
  close(): Promise<void>;
}

export interface ActorOptions {
  /** Checked model files. */
  readonly models: ModelRegistry;
  readonly threads?: number;
  /** Who is not heard, for an ablation; nobody is left out otherwise. */
  readonly without?: readonly Witness[];
  /** Probability below which the answer is absent. */
  readonly abstainBelow?: number;
}

/** What a screen gives for any instruction. */
interface Prepared {
  readonly scene: Scene;
  readonly things: readonly Thing[];
  readonly still: Float32Array;
  readonly boxes: Float32Array;
  readonly cropOf: readonly number[];
  readonly crops: Uint8Array;
  readonly grid: PatchGrid;
}

/** Starts the worker and loads the weights. Rejects with `model_missing` or `model_damaged` when they are not usable. */
export async function createActorGrounder(options: ActorOptions): Promise<ActorGrounder> {
  const setup: ActorSetup = {
    ...(await options.models.paths(MODELS, MODELS_VERSION)),
    threads: options.threads ?? 2,
    without: options.without ?? [],
  };
  const worker = new WorkerClient(workerEntry(import.meta.url, 'actor-worker'), 'actor head', setup);
  try {
    await worker.request({ kind: 'warm' } satisfies ActorRequest);
  } catch (e) {
    await worker.close();
    throw e;
  }
  return new Actor(worker, options.abstainBelow ?? ABSENT_BELOW);
}

class Actor implements ActorGrounder {
  readonly name = 'actor-head';
  readonly #worker: WorkerClient;
  readonly #abstainBelow: number;
  readonly #prepared = new WeakMap<Screen, Prepared>();
  readonly #attention = new WeakMap<Grounding, Attention>();

  constructor(worker: WorkerClient, abstainBelow: number) {
    this.#worker = worker;
    this.#abstainBelow = abstainBelow;
  }

  async ground(screen: Screen, instruction: string, options: GroundOptions = {}): Promise<Grounding> {
    options.signal?.throwIfAborted();
    const started = performance.now();
    const ready = this.#prepare(screen, options.within);
    const query = parseInstruction(instruction);
    const ms = (): number => performance.now() - started;
    if (ready.things.length === 0 || query.words.length === 0) return nothing(instruction, ms());
    const heard = hear(ready.scene, ready.things, query);
    const { logits, patches } = (await this.#worker.request(
      {
        kind: 'point',
        instruction: instruction.slice(0, MAX_INSTRUCTION),
        core: coreOf(query),
        texts: ready.things.map((t) => t.text),
        cropOf: ready.cropOf,
        crops: ready.crops,
        still: ready.still,
        boxes: ready.boxes,
        grid: ready.grid.centres,
        said: Float32Array.from(heard.rows.flat()),
      } satisfies ActorRequest,
      options.signal,
    )) as PointAnswer;
    const quoted = query.readings[0]?.quoted === true;
    const shares = counted(literal(softmax(logits), ready.things, heard.rows, quoted), heard.scored);
    const gone = shares[shares.length - 1] ?? 1;
    const places = rank(ready.things, shares, heard.scored, instruction);
    // What the rules found beside all things can only be told where the head sees nothing.
    if (heard.beside) {
      const { scored, sure } = heard.beside;
      places.push({
        box: scored.box,
        point: scored.point,
        elementId: scored.elementId,
        score: sure * gone,
        why: scored.why,
        ruled: true,
        exact: false,
        said: false,
      });
      places.sort((a, b) => b.score - a.score);
    }
    const [best, second] = places;
    const alone = ready.things.length < FEW && best?.ruled !== true;
    const sure = best ? calibrated(best.score, second?.score ?? 0) * (alone ? UNSUPPORTED : 1) : 0;
    const named = query.form === 'name' || query.readings[0]?.named === true || best?.said === true;
    const confidence = named && best && isOnlyOne(best, places) ? Math.max(sure, ONLY_ONE) : sure;
    const candidates = places
      .slice(0, MAX_CANDIDATES)
      .map(({ box, score, elementId, why }): Candidate => ({ box, score, elementId, why }));
    const base = { instruction, confidence, candidates, ms: ms() };
    const grounding: Grounding =
      !best || confidence < this.#abstainBelow
        ? { status: 'absent', ...base, reason: absentReason(instruction, best?.why) }
        : { status: 'found', ...base, point: best.point, box: best.box, elementId: best.elementId };
    const looked = softmax(Float32Array.of(...patches, logits[logits.length - 1] ?? 0));
    this.#attention.set(grounding, { ...ready.grid, weights: looked.subarray(0, patches.length) });
    return grounding;
  }

  #prepare(screen: Screen, within?: Box): Prepared {
    const known = within ? undefined : this.#prepared.get(screen);
    if (known) return known;
    const scene = buildScene(screen, within);
    const things = thingsOf(scene);
    const still = new Float32Array(things.length * STILL_NUMBERS);
    const boxes = new Float32Array(things.length * 4);
    const { display } = screen.frame;
    const unit = UNIT * display.scale;
    const crops: Uint8Array[] = [];
    const at = things.map((t, i) => {
      still.set(stillOf(screen, t), i * STILL_NUMBERS);
      const { x1, y1 } = display.box;
      boxes.set(
        [t.box.x1 - x1, t.box.y1 - y1, t.box.x2 - x1, t.box.y2 - y1].map((v) => v / unit),
        i * 4,
      );
      return t.glyph ? crops.push(cropOf(screen.frame, t.glyph)) - 1 : -1;
    });
    const grid = patchGrid(screen.frame);
    const made = { scene, things, still, boxes, cropOf: at, crops: Buffer.concat(crops), grid };
    if (!within) this.#prepared.set(screen, made);
    return made;
  }

  attentionOf(grounding: Grounding): Attention | null {
    return this.#attention.get(grounding) ?? null;
  }

  async forget(): Promise<void> {
    await this.#worker.request({ kind: 'forget' } satisfies ActorRequest);
  }

  close(): Promise<void> {
    return this.#worker.close();
  }
}

/**
 * Below this many things a screen is smaller than any the head was taught on, and it names the likeliest of few for what is
 * not there: then the rules must have thought of the place as well.
 */
const FEW = 25;
/** What a choice is worth there that nothing but the head speaks for. */
const UNSUPPORTED = 0.4;

interface Place {
  readonly box: Box;
  readonly point: Point;
  readonly elementId: string | null;
  /** Probability that this place is meant, before calibration. */
  readonly score: number;
  readonly why: string;
  /** The rules thought of it, too. */
  readonly ruled: boolean;
  /** It reads as the name that was given, all of it. */
  readonly exact: boolean;
  /** It reads as the whole instruction: "Display whitespace" may be an order, and is the name of this. */
  readonly said: boolean;
}

/**
 * What the place is worth where rules and head choose the same and it alone reads exactly as the name that was given. In
 * menus of real programs the head is often less sure of what it is right about than on any made screen.
 */
const ONLY_ONE = 0.8;
const isExact = ({ features }: Scored): boolean =>
  features.mode === 'label' && features.text >= 0.97 && features.coverage >= 0.95 && features.relation >= 0.9;
const isOnlyOne = (best: Place, places: readonly Place[]): boolean =>
  best.exact && places.filter((p) => p.exact).length === 1;

/** Two boxes that a click in the middle of either serves: the words of a button and the button. */
const sharePlace = (a: Box, b: Box): boolean =>
  boxIou(a, b) > 0.5 ||
  (boxContains(a, boxCentre(b)) &&
    boxContains(b, boxCentre(a)) &&
    Math.min(boxArea(a), boxArea(b)) * 6 > Math.max(boxArea(a), boxArea(b)));

const bare = (text: string): string => text.trim().toLowerCase().replace(/\s+/gu, ' ');

/** Places by probability, best first; things at one place together. */
function rank(
  things: readonly Thing[],
  shares: Float32Array,
  scored: readonly (Scored | null)[],
  instruction: string,
): Place[] {
  const order = things.map((_, i) => i).sort((a, b) => (shares[b] ?? 0) - (shares[a] ?? 0));
  const taken = new Set<number>();
  const out: Place[] = [];
  for (const i of order) {
    const thing = things[i];
    if (!thing || taken.has(i) || out.length > MAX_CANDIDATES + 2) continue;
    let score = 0;
    things.forEach((other, k) => {
      if (taken.has(k) || (k !== i && !sharePlace(thing.box, other.box))) return;
      taken.add(k);
      score += shares[k] ?? 0;
    });
    const rule = scored[i];
    const said = bare(thing.text) === bare(instruction);
    const exact = said || Boolean(rule && isExact(rule));
    const box = rule?.box ?? thing.box;
    const point = rule ? rule.point : pointInside(box, boxCentre(box));
    out.push({
      box,
      point,
      elementId: thing.id,
      score,
      why: whyOf(thing, rule ?? null),
      ruled: Boolean(rule),
      exact,
      said,
    });
  }
  return out.sort((a, b) => b.score - a.score);
}

/** What is left to a thing that is written otherwise than the name in quotation marks. */
const OTHERWISE = 0.1;
/** Agreement of letters and words below which it is another name, 0 to 1. */
const ALIKE = 0.3;

/**
 * Who quotes a name quotes what is written: things with another text lose what they had to "not here". What has no text
 * of its own, as icons and fields, may be called anything.
 */
function literal(
  shares: Float32Array,
  things: readonly Thing[],
  rows: readonly (readonly number[])[],
  quoted: boolean,
): Float32Array {
  if (!quoted) return shares;
  const out = Float32Array.from(shares);
  let lost = 0;
  things.forEach((t, i) => {
    if (t.text.trim().length < 3 || t.kind === 'field' || t.glyph !== null) return;
    const alike = Math.max(...LETTERS.map((k) => rows[i]?.[k] ?? 0));
    if (alike >= ALIKE) return;
    lost += (shares[i] ?? 0) * (1 - OTHERWISE);
    out[i] = (shares[i] ?? 0) * OTHERWISE;
  });
  out[out.length - 1] = (shares[shares.length - 1] ?? 0) + lost;
  return out;
}

/** What counting decides where an instruction counts and names nothing; the head did not learn to count. */
const COUNTED = 0.6;

/** Moves probability to the things that the rules counted out, the better a series fits the more. */
function counted(shares: Float32Array, scored: readonly (Scored | null)[]): Float32Array {
  const worth = scored.map((s) => (s?.features.mode === 'order' ? s.score ** 3 : 0));
  const all = worth.reduce((sum, w) => sum + w, 0);
  if (all === 0) return shares;
  return shares.map((share, i) => share * (1 - COUNTED) + (COUNTED * (worth[i] ?? 0)) / all);
}

function whyOf(thing: Thing, rule: Scored | null): string {
  if (rule) return rule.why;
  const kind = thing.kind.replace('_', ' ');
  return thing.text.length > 0 ? `a ${kind} that reads "${thing.text.slice(0, 60)}"` : `a ${kind} that looks like it`;
}

const nothing = (instruction: string, ms: number): Grounding => ({
  status: 'absent',
  instruction,
  confidence: 0,
  candidates: [],
  reason: 'There is nothing to look for, or nothing on the screen.',
  ms,
});

function absentReason(instruction: string, nearest: string | undefined): string {
  const what = `"${instruction.slice(0, 80)}"`;
  return nearest
    ? `Nothing on the screen is surely ${what}; the nearest is ${nearest}.`
    : `Nothing on the screen is like ${what}.`;
}
