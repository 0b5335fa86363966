/**
 * What the actor head is told of each thing, and of each thing together with an instruction.
 *
 * Lengths are in units of `UNIT` pixels times the display's scale, so that a screen at 200 % looks like the same screen
 * at 100 %. These numbers exist only here: training reads what this code wrote (models/grounding/data/featurise.mjs).
 */
import {
  boxArea,
  boxCentre,
  boxContains,
  boxHeight,
  boxIntersection,
  boxIou,
  boxWidth,
} from '../../protocol/coordinates.ts';
import type { Box } from '../../protocol/coordinates.ts';
import { ELEMENT_KINDS } from '../../protocol/screen.ts';
import type { Frame } from '../../protocol/frame.ts';
import type { Screen } from '../../protocol/screen.ts';
import { probability } from '../calibrate.ts';
import { scoreAll } from '../candidates.ts';
import type { Scored } from '../evidence.ts';
import type { Query } from '../parse.ts';
import type { Scene } from '../scene.ts';
import { preparedSimilarity, prepare, tokens, wordSimilarity } from '../text.ts';
import { STOP_WORDS } from '../words.ts';
import { LOOK_NUMBERS, lookOf } from './look.ts';
import type { Thing } from './things.ts';

export const UNIT = 16;
const GEOMETRY_NUMBERS = 16;
/** Kind, confidence, place and colours. */
export const STILL_NUMBERS = ELEMENT_KINDS.length + 1 + GEOMETRY_NUMBERS + LOOK_NUMBERS;
const LEXICAL_NUMBERS = 8;
/** Which of a row tell that words agree: share of its words, share of the said ones, letters, likeness to the name. */
export const LETTERS = [0, 1, 2, 5] as const;
const RULE_NUMBERS = 10;
/** Words, and what the rules say. */
export const SAID_NUMBERS = LEXICAL_NUMBERS + RULE_NUMBERS;
/** Which of them are the rules'. */
export const RULES = { from: LEXICAL_NUMBERS, to: SAID_NUMBERS } as const;

/** `STILL_NUMBERS` about a thing that hold for any instruction. */
export function stillOf(screen: Screen, thing: Thing): number[] {
  const kind = ELEMENT_KINDS.map((k) => (k === thing.kind ? 1 : 0));
  return [...kind, thing.confidence, ...geometry(screen, thing.box), ...lookOf(screen.frame, thing.box)];
}

/** The smallest window around a point, where the system lists windows. */
function windowAround(screen: Screen, box: Box): Box | null {
  const centre = boxCentre(box);
  const around = screen.windows.filter((w) => !w.minimised && boxContains(w.box, centre)).map((w) => w.box);
  return around.reduce<Box | null>((a, b) => (a && boxArea(a) <= boxArea(b) ? a : b), null);
}

/** The frame as a box, global physical pixels. */
const frameArea = ({ display, width, height }: Frame): readonly [number, number, number, number] => [
  display.box.x1,
  display.box.y1,
  width,
  height,
];

/** Sixteen numbers: where on the screen and in its window, and how large. */
function geometry(screen: Screen, box: Box): number[] {
  const [left, top, width, height] = frameArea(screen.frame);
  const unit = UNIT * screen.frame.display.scale;
  const own = windowAround(screen, box);
  const [x1, y1, x2, y2] = [box.x1 - left, box.y1 - top, box.x2 - left, box.y2 - top];
  const w = Math.max(1, x2 - x1);
  const h = Math.max(1, y2 - y1);
  const [wx, wy] = own ? [own.x1 - left, own.y1 - top] : [0, 0];
  const ww = own ? Math.max(1, boxWidth(own)) : width;
  const wh = own ? Math.max(1, boxHeight(own)) : height;
  const cx = (x1 + x2) / 2;
  const cy = (y1 + y2) / 2;
  return [
    (cx / width) * 2 - 1,
    (cy / height) * 2 - 1,
    Math.log2(w / unit) / 4,
    Math.log2(h / unit) / 4,
    x1 / width,
    y1 / height,
    1 - x2 / width,
    1 - y2 / height,
    ((cx - wx) / ww) * 2 - 1,
    ((cy - wy) / wh) * 2 - 1,
    Math.min(2, (y1 - wy) / unit / 4),
    Math.min(2, (wy + wh - y2) / unit / 4),
    Math.log2(w / h) / 4,
    own ? 1 : 0,
    w / width,
    h / height,
  ];
}

/** Character trigrams of the words, each between blanks. */
const grams = (words: readonly string[]): ReadonlySet<string> =>
  new Set(words.flatMap((w) => Array.from({ length: [...w].length }, (_, i) => ` ${w} `.slice(i, i + 3))));

const SAME = 0.8;

/** The instruction made ready once for all things of a screen. */
interface Spoken {
  readonly words: readonly string[];
  readonly content: readonly string[];
  readonly grams: ReadonlySet<string>;
  readonly labels: readonly ReturnType<typeof prepare>[];
  readonly quoted: readonly string[];
}

function spoken(query: Query): Spoken {
  const words = tokens(query.instruction);
  const content = words.filter((w) => !STOP_WORDS.has(w));
  const labels = [...new Set(query.readings.map((r) => r.label))].filter((l) => l.length > 0).map(prepare);
  const quoted = query.readings.filter((r) => r.quoted).map((r) => prepare(r.label).bare);
  return { words, content: content.length > 0 ? content : words, grams: grams(words), labels, quoted };
}

/** `LEXICAL_NUMBERS`, 0 to 1, about how the words of a thing and of the instruction agree. */
function lexical(said: Spoken, text: string): number[] {
  const shown = tokens(text.slice(0, 200));
  if (shown.length === 0) return new Array<number>(LEXICAL_NUMBERS).fill(0);
  const alike = (a: string, b: string): boolean => wordSimilarity(a, b) >= SAME;
  const matched = shown.filter((w) => said.words.some((s) => alike(w, s))).length;
  const covered = said.content.filter((w) => shown.some((s) => alike(w, s))).length;
  const own = grams(shown);
  const common = [...own].filter((g) => said.grams.has(g)).length;
  const run = said.words.some(
    (_, i) => i + shown.length <= said.words.length && shown.every((w, k) => alike(w, said.words[i + k] ?? '')),
  );
  const here = prepare(text.slice(0, 200));
  const best = said.labels.reduce(
    (b, l) => {
      const a = preparedSimilarity(l, here);
      return a.similarity > b.similarity ? a : b;
    },
    { similarity: 0, coverage: 0 },
  );
  return [
    matched / shown.length,
    covered / Math.max(1, said.content.length),
    (2 * common) / Math.max(1, own.size + said.grams.size),
    run ? 1 : 0,
    said.quoted.includes(here.bare) ? 1 : 0,
    best.similarity,
    best.coverage,
    Math.min(1, shown.length / 8),
  ];
}

const MODES: readonly Scored['features']['mode'][] = ['label', 'purpose', 'sign', 'look'];

/** `RULE_NUMBERS` about what the rules say of a thing: score, whether and how clearly it is their choice, and why. */
function ruled(scored: Scored | null, rank: number, sure: number, lead: number): number[] {
  if (!scored) return new Array<number>(RULE_NUMBERS).fill(0);
  const first = rank === 0;
  return [
    scored.score,
    first ? 1 : 0,
    first ? sure : 0,
    first ? lead : 0,
    ...MODES.map((m) => (m === scored.features.mode ? scored.score : 0)),
    scored.features.kind,
    scored.features.relation,
  ];
}

/** The words that say what is meant, without "click the … button": a name, or for "make the text larger" all of them. */
export function coreOf(query: Query): string {
  const label = query.readings[0]?.label ?? '';
  return query.form === 'verb' || label.length === 0 ? query.words.join(' ') : label;
}

/** What words and rules say of each thing. */
export interface Heard {
  /** A row for each thing, `SAID_NUMBERS` long. */
  readonly rows: readonly (readonly number[])[];
  /** The rules' best candidate at each thing; null where there is none. */
  readonly scored: readonly (Scored | null)[];
  /** The rules' first choice and how sure they are of it, 0 to 1, when it is none of the things. */
  readonly beside: { readonly scored: Scored; readonly sure: number } | null;
}

/** Boxes that overlap less are two things. */
const SAME_BOX = 0.45;

/** Joins what the rules say of an instruction with the things of its scene. */
export function hear(scene: Scene, things: readonly Thing[], query: Query): Heard {
  const ranked = scoreAll(scene, query);
  const [best, second] = ranked;
  const sure = best ? probability(best, second) : 0;
  const lead = best ? Math.min(0.5, best.score - (second?.score ?? 0)) : 0;
  const at = new Map<number, { readonly scored: Scored; readonly rank: number }>();
  let beside: Heard['beside'] = null;
  ranked.forEach((scored, rank) => {
    const index = nearest(things, scored);
    if (index >= 0 && !at.has(index)) at.set(index, { scored, rank });
    if (index < 0 && rank === 0) beside = { scored, sure };
  });
  const said = spoken(query);
  return {
    rows: things.map((t, i) => {
      const rule = at.get(i);
      return [...lexical(said, t.text), ...ruled(rule?.scored ?? null, rule?.rank ?? 0, sure, lead)];
    }),
    scored: things.map((_, i) => at.get(i)?.scored ?? null),
    beside,
  };
}

/** The thing that a candidate of the rules is: the one it overlaps best, the smallest it is a part of, or its largest part. */
function nearest(things: readonly Thing[], scored: Scored): number {
  let best = -1;
  let most = SAME_BOX;
  let whole = -1;
  let least = Infinity;
  let part = -1;
  let largest = 0;
  things.forEach((t, i) => {
    const same = boxIou(t.box, scored.box);
    if (same > most) [best, most] = [i, same];
    const area = boxArea(t.box);
    const flat = boxHeight(t.box) <= boxHeight(scored.box) * 2;
    if (flat && area < least && boxContains(t.box, scored.point)) [whole, least] = [i, area];
    if (area > largest && boxArea(boxIntersection(t.box, scored.box)) > 0.7 * area) [part, largest] = [i, area];
  });
  return best >= 0 ? best : whole >= 0 ? whole : part;
}
