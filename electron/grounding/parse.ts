/**
 * From an instruction to a query: what it is called, what kind it is, where it stands in relation to what.
 *
 * Invariant: total; any string gives a query, an empty one an empty query. Long input is cut at `MAX_INSTRUCTION`.
 * Errs towards keeping words: a word that is not surely grammar stays part of the label, and a phrase that can be read
 * in two ways ("Click Print to File") gives two readings, which the matcher tries both.
 */
import type { ElementKind } from '../protocol/screen.ts';
import { signsByLook } from './glyph-words.ts';
import { fold, tokens } from './text.ts';
import {
  COLOURS,
  COMMANDS,
  GERMAN_NOUNS,
  HEAD_NOUNS,
  ORDINALS,
  PART_PLACES,
  PLACES,
  POINTING,
  RELATIONS,
  SCOPE_NOUNS,
  SIZES,
  SOFT_NOUNS,
  STOP_WORDS,
} from './words.ts';
import type { Colour, Place, RelationType } from './words.ts';

/** Longer instructions are cut: a target is named in its first words, and matching must stay fast. */
export const MAX_INSTRUCTION = 600;

export interface Anchor {
  readonly relation: RelationType;
  /** What stands at the other end; two phrases for `between`. */
  readonly phrases: readonly string[];
  /** All its words, its own noun included. */
  readonly whole: string;
  /** `row`, `group`, `window`, `column`: what the anchor's own noun says of its extent. */
  readonly extent: 'window' | 'group' | 'row' | 'column' | null;
  /** Where the anchor usually is, when it is a part of any window ("the sidebar") or a mere place ("the top right"). */
  readonly place: Place | null;
}

export interface Reading {
  /** The name of the target as one would read it on the screen; empty when only a kind or a look was given. */
  readonly label: string;
  /** Quoted labels are literal: they must be on the screen. */
  readonly quoted: boolean;
  /** Quoted, or written like a name (capitals, digits, symbols): expected on the screen in these words. */
  readonly named: boolean;
  readonly kinds: readonly ElementKind[];
  readonly noun: string | null;
  readonly anchors: readonly Anchor[];
  readonly ordinal: number | null;
  readonly place: Place | null;
  readonly colours: readonly Colour[];
  readonly size: 1 | -1 | null;
}

export interface Query {
  readonly instruction: string;
  /** Best reading first. */
  readonly readings: readonly Reading[];
  /** Folded words of the whole instruction without the command, for matching by what a control does. */
  readonly words: readonly string[];
  /** The command that opened the instruction, folded. */
  readonly command: string | null;
  /**
   * What the instruction is made of: the `name` of a control ("Click Save"), a `noun` phrase that describes it ("the
   * switch beside Wi-Fi"), or a `verb` phrase that says what it should do ("make the text larger").
   */
  readonly form: 'name' | 'noun' | 'verb';
}

interface Token {
  readonly raw: string;
  readonly word: string;
  /** Index into the quotes, or -1. */
  readonly quote: number;
}

const QUOTED = /"([^"]{1,200})"|(?<![\p{L}\p{N}])'([^']{2,200})'(?![\p{L}\p{N}])/gu;
const HOLDER = '\uE000';
const PIECE = /\uE000\d+\uE000|[\p{Script=Han}]+|[^\s\p{Script=Han}\uE000]+/gu;
const TRIM = /^[,;:([{]+(?=.)|[,;:!?)\]}]+$/gu;

function tokenize(text: string): { all: Token[]; quotes: string[] } {
  const quotes: string[] = [];
  const uniform = text
    .normalize('NFC')
    .replace(/[“”„«»「」『』]/g, '"')
    .replace(/[‘’]/g, "'")
    .replace(QUOTED, (_m, a: string | undefined, b: string | undefined) => {
      quotes.push((a ?? b ?? '').trim());
      return ` ${HOLDER}${quotes.length - 1}${HOLDER} `;
    });
  const all = (uniform.match(PIECE) ?? []).flatMap((piece): Token[] => {
    const q = /^\uE000(\d+)\uE000$/u.exec(piece);
    if (q) return [{ raw: quotes[Number(q[1])] ?? '', word: HOLDER, quote: Number(q[1]) }];
    const raw = piece.length > 1 ? piece.replace(/[.]$/, '').replace(TRIM, '') || piece : piece;
    return [{ raw, word: fold(raw).replace(/'s$/, ''), quote: -1 }];
  });
  return { all, quotes };
}

/** The longest phrase of a table that starts at `at`, at most five words; Chinese phrases are prefixes of a piece. */
function phraseAt<T>(
  list: readonly Token[],
  at: number,
  table: ReadonlyMap<string, T>,
): { value: T; length: number; phrase: string } | null {
  for (let length = Math.min(5, list.length - at); length > 0; length--) {
    const phrase = list
      .slice(at, at + length)
      .map((t) => t.word)
      .join(' ');
    const value = table.get(phrase);
    if (value !== undefined) return { value, length, phrase };
  }
  return null;
}
const COMMAND_MAP = new Map(Object.entries(COMMANDS).map(([k, v]) => [fold(k), v]));
const RELATION_MAP = new Map(Object.entries(RELATIONS).map(([k, v]) => [fold(k), v]));
const ORDINAL_MAP = new Map(Object.entries(ORDINALS).map(([k, v]) => [fold(k), v]));
const PLACE_MAP = new Map(Object.entries(PLACES).map(([k, v]) => [fold(k), v]));

/** Han text has no spaces: cut it into the words that the tables know, and the rest. */
const HAN_TERMS = [COMMAND_MAP, RELATION_MAP, ORDINAL_MAP, PLACE_MAP, HEAD_NOUNS, COLOURS, SCOPE_NOUNS]
  .flatMap((m): string[] => [...m.keys()])
  .filter((k) => /^\p{Script=Han}+$/u.test(k))
  .sort((a, b) => b.length - a.length);
const HAN_SPLIT = new RegExp(`(${HAN_TERMS.join('|')})`, 'u');
const splitHan = (list: readonly Token[]): Token[] =>
  list.flatMap((t) =>
    t.quote < 0 && /^\p{Script=Han}+$/u.test(t.word)
      ? t.raw
          .split(HAN_SPLIT)
          .filter((p) => p.length > 0)
          .map((p): Token => ({ raw: p, word: p, quote: -1 }))
      : [t],
  );

const isStop = (t: Token): boolean => t.quote < 0 && STOP_WORDS.has(t.word);
const rawOf = (list: readonly Token[]): string =>
  list
    .map((t) => t.raw)
    .join(' ')
    .trim();
const capital = (t: Token): boolean => t.quote < 0 && /^[\p{Lu}\p{N}+\-*/=.<>[#~$@%]/u.test(t.raw);

/** Purposes and roles that follow a label: "Click Remove to uninstall the add-on", "Choose SVG as the format". */
const TAILS = new Set([
  'to',
  'as',
  'so',
  'and',
  'for',
  'which',
  'who',
  'whose',
  'because',
  'um',
  'para',
  'pour',
  'als',
  'como',
  'comme',
]);

function stripCommand(list: Token[]): { rest: Token[]; command: string | null; kinds: ElementKind[]; kept: number } {
  let rest = list;
  let command: string | null = null;
  let kinds: ElementKind[] = [];
  for (let guard = 0; guard < 4 && rest.length > 1; guard++) {
    const hit = phraseAt(rest, 0, COMMAND_MAP);
    if (!hit) break;
    // "Open" alone, or before a noun of a control ("Open button"), is a label and not a command.
    const next = rest[hit.length];
    if (!next) break;
    if (command !== null && capital(rest[0] ?? next) && guard > 0) break;
    command ??= hit.phrase;
    kinds = [...kinds, ...(hit.value.kinds ?? [])];
    if (hit.value.keep) return { rest, command, kinds, kept: hit.length };
    rest = rest.slice(hit.length);
  }
  return { rest, command, kinds, kept: 0 };
}

/** Kind noun at the end ("the Add link") or at the start ("button Add") of a noun phrase, and the name without it. */
function nounPhrase(list: readonly Token[]): { label: Token[]; noun: string | null; kinds: readonly ElementKind[] } {
  let words = list.slice();
  while (words[0] && isStop(words[0]) && (words.length === 1 || !capital(words[0]))) words = words.slice(1);
  for (let last = words.at(-1); words.length > 1 && last && isStop(last) && !capital(last); last = words.at(-1))
    words = words.slice(0, -1);
  for (let length = Math.min(3, words.length); length > 0; length--) {
    const tail = words.slice(-length);
    const phrase = tail.map((t) => t.word).join(' ');
    const kinds = HEAD_NOUNS.get(phrase) ?? HEAD_NOUNS.get(phrase.replace(/s$/, ''));
    const last = tail[tail.length - 1];
    if (
      kinds &&
      last &&
      (!capital(last) || GERMAN_NOUNS.has(phrase)) &&
      !(SOFT_NOUNS.has(phrase) && words.length > length)
    )
      return { label: words.slice(0, -length), noun: phrase, kinds };
  }
  for (let length = Math.min(3, words.length - 1); length > 0; length--) {
    const head = words.slice(0, length);
    const phrase = head.map((t) => t.word).join(' ');
    const kinds = HEAD_NOUNS.get(phrase);
    const next = words[length];
    if (
      kinds &&
      next &&
      (next.quote >= 0 || capital(next) || /\p{Script=Han}/u.test(next.raw)) &&
      (!capital(head[0] ?? next) || GERMAN_NOUNS.has(phrase))
    )
      return { label: words.slice(length), noun: phrase, kinds };
  }
  return { label: words, noun: null, kinds: [] };
}

/** What has a direction of its own. */
const DIRECTED = new Set('arrow arrows pointing facing chevron triangle'.split(' '));
const mergePlaces = (a: Place | null, b: Place): Place => ({ h: b.h ?? a?.h ?? null, v: b.v ?? a?.v ?? null });

/** Takes ordinals, places, colours and sizes out of a noun phrase; what remains is its name. */
function attributes(
  list: readonly Token[],
): Pick<Reading, 'ordinal' | 'place' | 'colours' | 'size'> & { rest: Token[] } {
  let ordinal: number | null = null;
  let place: Place | null = null;
  let size: 1 | -1 | null = null;
  const colours: Colour[] = [];
  const rest: Token[] = [];
  for (let i = 0; i < list.length;) {
    const token = list[i];
    if (!token) break;
    // "2nd" counts, though it begins as a name may.
    const literal = token.quote >= 0 || (capital(token) && i > 0 && !/^\d+(st|nd|rd|th)$/.test(token.word));
    // "Ask first" is a name: an ordinal comes before it.
    const ordinalHit = literal || rest.some((t) => !isStop(t)) ? null : phraseAt(list, i, ORDINAL_MAP);
    // In "the right arrow" and "pointing left" the direction belongs to the sign.
    const sign = DIRECTED.has(list[i + 1]?.word ?? '') || DIRECTED.has(list[i - 1]?.word ?? '');
    const placeHit = literal || sign ? null : phraseAt(list, i, PLACE_MAP);
    if (ordinalHit) {
      ordinal = ordinalHit.value;
      i += ordinalHit.length;
    } else if (placeHit) {
      place = mergePlaces(place, placeHit.value);
      i += placeHit.length;
    } else {
      const c = literal ? undefined : COLOURS.get(token.word);
      const s = literal ? undefined : SIZES.get(token.word);
      if (c) colours.push(c);
      else if (s) size = s;
      else rest.push(token);
      i++;
    }
  }
  return { ordinal, place, colours, size, rest };
}

const EMPTY: Reading = {
  label: '',
  quoted: false,
  named: false,
  kinds: [],
  noun: null,
  anchors: [],
  ordinal: null,
  place: null,
  colours: [],
  size: null,
};

/** Positions where a relation phrase could split the list, longest phrases first at each place. */
function relationsIn(list: readonly Token[]): { at: number; length: number; type: RelationType; phrase: string }[] {
  const found: { at: number; length: number; type: RelationType; phrase: string }[] = [];
  for (let i = 0; i < list.length;) {
    const hit = list[i]?.quote === -1 ? phraseAt(list, i, RELATION_MAP) : null;
    // "Paste After Selection" is a name.
    const named = /^\p{Lu}/u.test(list[i]?.raw ?? '') && (hit?.value === 'after' || hit?.value === 'before');
    if (hit && !named && i + hit.length < list.length) {
      found.push({ at: i, length: hit.length, type: hit.value, phrase: hit.phrase });
      i += hit.length;
    } else i++;
  }
  return found;
}

/** Relations that often are plain grammar ("in", "of") and do not settle how a phrase is to be read. */
const SOFT_RELATIONS: ReadonlySet<RelationType> = new Set(['inside', 'holds']);
const OF = new Set('of for von vom der des de del du 的'.split(' '));
const AND = new Set(['and', 'und', 'y', 'et', '和', '与']);
const OPEN_ENDED: ReadonlySet<RelationType> = new Set(['row_end', 'row_start', 'right', 'left', 'row']);

/** An anchor phrase with its own noun taken off: "the Save dialog" is a window called Save. */
function anchorOf(type: RelationType, list: readonly Token[]): Anchor {
  const words = list.filter((t, i) => !(i === 0 && isStop(t)));
  const whole = words.map((t) => t.word).join(' ');
  const place =
    PART_PLACES.get(whole) ??
    PLACE_MAP.get(whole) ??
    PLACE_MAP.get(whole.replace(/ (?:corner|side|edge|end|row|list|half|part)$/, '')) ??
    null;
  if (type === 'between') {
    const cut = words.findIndex((t) => t.quote < 0 && AND.has(t.word));
    if (cut > 0) {
      return {
        relation: type,
        phrases: [rawOf(nounPhrase(words.slice(0, cut)).label), rawOf(nounPhrase(words.slice(cut + 1)).label)],
        whole,
        extent: null,
        place: null,
      };
    }
  }
  for (let length = Math.min(3, words.length); length > 0; length--) {
    const phrase = words
      .slice(-length)
      .map((t) => t.word)
      .join(' ');
    const extent = SCOPE_NOUNS.get(phrase);
    if (extent) {
      const name = rawOf(words.slice(0, -length).filter((t) => !isStop(t) || capital(t)));
      // "at the end of the markdown row": the row is named, its end is meant.
      return { relation: type, phrases: [name.length > 0 ? name : rawOf(words)], whole, extent, place };
    }
  }
  const { label } = nounPhrase(words);
  return { relation: type, phrases: [rawOf(label.length > 0 ? label : words)], whole, extent: null, place };
}

/** One reading of a noun phrase, with the anchors found so far. */
function reading(
  target: readonly Token[],
  anchors: readonly Anchor[],
  hint: readonly ElementKind[],
  anyCommand = true,
): Reading {
  const look = attributes(target);
  const phrase = nounPhrase(look.rest);
  const rest = phrase.label;
  const quoted = rest.find((t) => t.quote >= 0);
  const name = rest.filter((t, i) => !(isStop(t) && (i === 0 || rest.length === 1)) || capital(t));
  return {
    label: quoted ? quoted.raw : rawOf(name),
    quoted: quoted !== undefined,
    named: quoted !== undefined || name.some((t, i) => capital(t) && (i > 0 || anyCommand)),
    kinds: [...new Set([...phrase.kinds, ...(phrase.kinds.length > 0 ? [] : hint)])],
    noun: phrase.noun,
    anchors,
    ordinal: look.ordinal,
    place: look.place,
    colours: look.colours,
    size: look.size,
  };
}

/** All the ways to read an instruction, at most six. */
export function parseInstruction(instruction: string): Query {
  const cut = instruction.slice(0, MAX_INSTRUCTION).trim();
  // "In the Save dialog, press OK" says the same as "press OK in the Save dialog".
  const text = cut.replace(/^((?:in|on|at|from) the [^,"]{2,60}), (?=\S)(.*)$/isu, '$2 $1');
  const { all, quotes } = tokenize(text);
  const list = splitHan(all).filter((t) => t.word.length > 0);
  const { rest, command, kinds, kept } = stripCommand(list);
  const readings: Reading[] = [];
  const splits = relationsIn(rest);

  // With relations: the first split gives the target; each later piece is an anchor of its own.
  const strong = splits.filter((s, i) => {
    // "below the list of mount points": the inner "of" belongs to the anchor's own words.
    const before = splits[i - 1];
    return (s.at > 0 || i > 0) && !(OF.has(s.phrase) && before && !SOFT_RELATIONS.has(before.type));
  });
  const first = strong[0];
  if (first) {
    const anchors: Anchor[] = [];
    strong.forEach((s, i) => {
      const end = s.type === 'between' ? rest.length : (strong[i + 1]?.at ?? rest.length);
      const piece = rest.slice(s.at + s.length, end);
      if (piece.length > 0 && !(s.type === 'between' ? false : strong[i - 1]?.type === 'between'))
        anchors.push(anchorOf(s.type, piece));
    });
    const split = reading(rest.slice(0, first.at), foldExtents(anchors), kinds);
    const looked = withLooks(split);
    readings.push(looked);
    // Only the first, strong relation; the rest belongs to the anchor's own words.
    if (looked === split && strong.length > 1 && first.type !== 'between')
      readings.push(
        reading(rest.slice(0, first.at), [anchorOf(first.type, rest.slice(first.at + first.length))], kinds),
      );
  }
  const form =
    kept > 0 && rest.length > kept + 1 && quotes.length === 0 ? 'verb' : formOf(rest, command, quotes.length > 0);
  // "the switch beside Wi-Fi" is not called so: a description by a neighbour has no other reading.
  const main = readings[0];
  const described =
    first !== undefined &&
    main !== undefined &&
    (!SOFT_RELATIONS.has(first.type) || (form !== 'verb' && main.noun !== null)) &&
    (form === 'noun' ||
      (form === 'name' && main.noun !== null) ||
      rest.slice(0, first.at).every((t) => t.quote < 0) ||
      first.type === 'between');
  if (!described || form === 'verb') {
    // Without: the whole phrase is the label, or what comes before a purpose.
    readings.push(reading(rest, [], kinds));
    const counting = (i: number): boolean => rest[i + 1]?.word === 'last';
    const tail = rest.findIndex((t, i) => i > 0 && t.quote < 0 && !capital(t) && TAILS.has(t.word) && !counting(i));
    if (tail > 0) readings.push(reading(rest.slice(0, tail), [], kinds));
    const mark = rest.find((t) => t.quote >= 0);
    if (mark && !readings.some((r) => r.quoted && r.label === mark.raw)) {
      const plain = reading(
        rest.filter((t) => t === mark || t.quote < 0),
        [],
        kinds,
      );
      readings.push({ ...plain, label: mark.raw, quoted: true, named: true });
    }
  }
  // "Open the Bratislava clock": the capitals are the name, what follows is what it is.
  const name = nameWithin(main ? rest.slice(0, first?.at ?? rest.length) : rest);
  if (form === 'name' && name !== null && !readings.some((r) => r.quoted || r.label === name))
    readings.push({ ...(main ?? EMPTY), label: name, named: true });
  if (command === null && list.length === 1 && list[0]) readings.push({ ...EMPTY, label: list[0].raw });
  if (isTitle(list, rest)) readings.unshift({ ...EMPTY, label: rawOf(list), named: true });

  return {
    instruction: cut,
    readings: readings.slice(0, 6),
    words: tokens(rawOf(rest)),
    command,
    form,
  };
}

/** Names of controls that begin with a verb are short. */
const LONGEST_TITLE = 5;

/** "Select All", "Close Tab": a verb that was taken for the command may be a part of the name, when all is capitalised. */
const isTitle = (list: readonly Token[], rest: readonly Token[]): boolean =>
  list.length > 1 &&
  list.length <= LONGEST_TITLE &&
  rest.length < list.length &&
  !POINTING.has(list[0]?.word ?? '') &&
  list.every((t) => t.quote < 0 && capital(t));

/** "the button with three lines", "the icon of a printer": what is shown is the look of the target, not a neighbour. */
function withLooks(r: Reading): Reading {
  const shown = r.anchors.filter(
    (a) =>
      SOFT_RELATIONS.has(a.relation) && a.extent === null && a.place === null && signsByLook(tokens(a.whole)).size > 0,
  );
  if (shown.length === 0 || r.named) return r;
  return {
    ...r,
    label: [r.label, ...shown.map((a) => a.whole)].join(' ').trim(),
    anchors: r.anchors.filter((a) => !shown.includes(a)),
  };
}

/** The longest run of capitalised words, small words between them included; null when it is the whole phrase. */
function nameWithin(list: readonly Token[]): string | null {
  let best: readonly Token[] = [];
  for (let from = 0; from < list.length; from++) {
    for (let to = list.length; to > from + best.length; to--) {
      const run = list.slice(from, to);
      const [first, last] = [run[0], run[run.length - 1]];
      if (first && last && capital(first) && capital(last) && run.every((t) => capital(t) || isStop(t))) best = run;
    }
  }
  return best.length > 0 && best.length < list.length ? rawOf(best) : null;
}

const ARTICLES = new Set('the a an this that der die das den el la los las le les un une ein eine'.split(' '));

function formOf(rest: readonly Token[], command: string | null, quoted: boolean): Query['form'] {
  const first = rest[0];
  if (!first || rest.length === 1) return 'name';
  const article = ARTICLES.has(first.word) || /^l'/.test(first.word);
  const named = rest.find((t) => !isStop(t) && !ORDINAL_MAP.has(t.word) && !COLOURS.has(t.word));
  if (named && (named.quote >= 0 || (capital(named) && (command !== null || article)))) return 'name';
  if (article && command === null) return 'noun';
  if (quoted) return 'name';
  // "Open Documents in the sidebar" began with a capital; "open the message list" may be either and counts as a purpose.
  return 'verb';
}

/** "at the end | of the X row", "in | the Others group": neighbours that speak of one place become one anchor. */
function foldExtents(anchors: readonly Anchor[]): Anchor[] {
  const out: Anchor[] = [];
  for (const a of anchors) {
    const before = out[out.length - 1];
    const emptyBefore = before?.phrases.every((p) => p.length === 0 || STOP_WORDS.has(fold(p)));
    if (before && emptyBefore && OPEN_ENDED.has(before.relation))
      out[out.length - 1] = { ...a, relation: before.relation };
    else out.push(a);
  }
  return out.filter((a) => a.phrases.some((p) => p.length > 0));
}
