/**
 * Divides a sentence into clauses, one instruction each.
 *
 * A comma or "and" divides only where an instruction begins; "then" and full stops divide anywhere except in text that
 * is being typed. Errs towards not dividing: a label such as "Save and Close" stays whole.
 */
import type { Lexicon } from './context.ts';
import { LIT } from './literals.ts';

export interface Clause {
  readonly text: string;
  /** The clause takes back the one before. */
  readonly correction: boolean;
  /** First clause of a sentence. */
  readonly sentence: boolean;
  /** A colon follows: the clause is about the next ones. */
  readonly opensList: boolean;
}

const CORRECTION =
  /(?:\s*[,;.:!—–…-]+\s*|\s+)(?:(?:no,? wait|wait,? no|no,? no|(?:oh |oops,? |ah )?no,? sorry|(?<=[^\s,]{2,},\s)(?<!\b(?:and|then|the|a|an|on|to|in|now),\s)(?:er+m?|um+|uh+)(?=,?\s+(?:the|make)\b)|sorry,? no|actually,? no|no,? actually|oops|whoops|scratch that|strike that|correction|i meant?(?: to say| to write)?|or rather|my (?:mistake|bad)|nope|hang on,? no|hmm,? no|er,? no|wait,? sorry|not that(?: one)?)\b|(?<=[,;.!—–…-]\s*)(?:no|sorry|actually|rather|wait|nein|äh|quatsch|perdón|perdona|no|non|pardon|enfin)(?=\s*[,.:;—–-]\s)|(?<=[,;.!—–…-]\s*)(?:actually|rather|sorry|make (?:that|it)(?=\s+(?:\d|the|an?|two|three|four|five|six|ten|twice|(?-i:\p{Lu})|[\uE000-\uF8FF])))(?=\s)|(?<=[,;.!—–…-]\s*)(?:nein,? (?:ich meine|doch)|ich meine|ich meinte|besser gesagt|no,? espera|quiero decir|mejor dicho|quise decir|digo|non,? attends|je veux dire|je voulais dire|plutôt))[\s,.:;!—–…-]*(?:(?:i (?:meant?|want(?:ed)?|was thinking)(?: to say)?|make (?:it|that)|it'?s|it should be|should be|actually|sorry|wait|no|not that(?: one)?|let'?s (?:do|make it)|instead|rather|ich meine|ich meinte|quiero decir|je veux dire)\b(?!\s+\w+\s+button)[\s,:.—–-]*)*/giu;
const CORRECTION_ZH =
  /[，,。；;\s]*(?:不对|不，|不,|等等，不|哦不|说错了|我是说|我的意思是|应该是)(?:[，,\s]|我是说|我的意思是|是|应该是)*/gu;

/** Articles, prepositions and the like, after which a verb is part of a name. */
const NOT_BEFORE_VERB =
  /(?:^|\s)(?:the|a|an|my|your|this|that|to|of|in|on|for|with|and|or|from|at|by|called|named|labelled|labeled|says?|saying|titled|not|don't|can't|cannot|is|are|over|under|no|please|just|then|now|green|red|blue|big|i|you)$/i;

/** The clauses of a task whose literals have been taken out. */
export function segment(task: string, lex: Lexicon): Clause[] {
  const out: Clause[] = [];
  const text = spread(numbered(task));
  const marker = lex.code === 'zh' ? CORRECTION_ZH : CORRECTION;
  let from = 0;
  let correction = false;
  marker.lastIndex = 0;
  for (const m of text.matchAll(marker)) {
    const rest = text.slice(m.index + m[0].length);
    if (rest.trim() === '' || text.slice(from, m.index).trim() === '') continue;
    divide(text.slice(from, m.index), lex, correction, out);
    from = m.index + m[0].length;
    correction = true;
  }
  divide(text.slice(from), lex, correction, out);
  return out;
}

/** "1. Open X 2. Click Y" as one instruction a sentence. */
const numbered = (text: string): string =>
  /^\s*(?:step )?1[.):]\s/i.test(text)
    ? text.replace(/(?<=^|\s)(?:step )?\d{1,2}[.):]\s+(?=\p{L})/giu, (m, at: number) => (at === 0 ? '' : '\n'))
    : text;

/** "tick all three: A, B and C" names them. */
const spread = (text: string): string =>
  text.replace(
    /\b((?:click|tick|check|untick|uncheck|select|press|choose|enable|disable|hit)(?: on)?) (?:(?:all|both)(?: (?:of )?(?:these|them|the following|two|three|four|five|six))?|these|the following)(?: (?!times)\p{Ll}+){0,3}\s*:\s+/giu,
    '$1 ',
  );

const NOISE = /^(?:[\s,;.:!?…-]|(?<![\w])(?:and|then|also)(?![\w]))*$/i;

function divide(text: string, lex: Lexicon, correction: boolean, out: Clause[]): void {
  let from = 0;
  let first = true;
  let sentence = !correction;
  let skipTo = lead(text, lex);
  const push = (to: number, opensList: boolean): void => {
    const pieces = bare(text.slice(from, to), lex).filter((p) => !NOISE.test(p));
    pieces.forEach((piece, i) => {
      out.push({
        text: piece.trim(),
        correction: first && correction,
        sentence,
        opensList: opensList && i === pieces.length - 1,
      });
      first = false;
      sentence = false;
    });
  };
  for (const m of text.matchAll(lex.separator)) {
    const end = m.index + m[0].length;
    // "could you please, when you get a sec, …" and "go ahead and …" are no clauses.
    if (m.index < skipTo) continue;
    const left = text.slice(from, m.index);
    const right = text.slice(end);
    if (left.trim() === '' || right.trim() === '') continue;
    if (!divides(left, m[0], right, lex)) continue;
    if (isReason(left, m[0], right, lex)) {
      from = end;
      skipTo = end + lead(right, lex);
      continue;
    }
    push(m.index + (/^[?!]/.test(m[0].trim()) && typesFreely(left, lex) ? 1 : 0), m[0].includes(':'));
    from = end;
    skipTo = end + lead(right, lex);
    sentence = /[.!?。！？\n]/.test(m[0]);
  }
  push(text.length, false);
}

/** "I want to see the downloads, so press Ctrl+J": what is before "so" says why. */
const isReason = (left: string, separator: string, right: string, lex: Lexicon): boolean =>
  lex.code === 'en' &&
  /\bso\b/i.test(separator) &&
  lex.start.test(right.replace(lex.lead, '')) &&
  /^\W*(?:i|we|my|the|this|it|there|that|someone)\b/i.test(left) &&
  !/\b(?:you|u|please)\b/i.test(left);

/** Length of the politeness at the beginning. */
const lead = (text: string, lex: Lexicon): number => {
  const m = lex.lead.exec(text);
  return m && m[0].length < text.length ? m[0].length : 0;
};

/** Left sides that need what follows "and": "hold Ctrl and click X", "grab X and drop it on Y". */
const BELONGS =
  /^(?:with (?:the )?\w+(?: key)? (?:held|pressed)(?: down)?|(?:press and )?hold(?:ing)?(?: down)?(?: the)? [\w+ ]{1,20}|(?:grab|take (?!me|us|the (?:mouse|cursor|pointer))) ?[^,.;]+|(?:press|hit|use|hold)(?: down)?(?: the)? (?:ctrl|control|shift|alt|cmd|command|option|win|windows|super|⌘)(?: key)?|drag|cut|click|hold|press and hold|(?:switch|turn) (?:it )?off|press)$/i;
/** Two verbs for one deed, or a label of two verbs: "copy and paste", "find and replace". */
const TWIN = /^(?:copy|search|find|hide|show|mix|drop|back|track|undo)$/i;
const TWIN_END = /^(?:paste|replace|restore|show|hide|seek|match|drag|redo|forth|review|accept|destroy)\b/i;
/** Verbs that end text which is being typed; weaker ones may be part of it. */
const ENDS_TEXT =
  /^(?:(?:double|right|middle|triple|shift|ctrl)[- ]?click|click|press|hit|type|enter\b(?! (?:at|the (?:room|house|building))\b)|open|select|choose|pick|scroll|wait|close|drag|tick|untick|check|uncheck|save|go to|switch|submit|send|search|copy|paste|hover|tap|turn|toggle|put|set|fill|press|push|read|tell me|in the|smash|smack|whack|when|once|as soon as|return|tab|esc|escape|undo|delete|select|repeat|navigate|quit|launch|print|confirm|add|do (?:that|this|it|the same)|reply|then|work out|calculate|file|edit|view|insert)\b/i;

function divides(left: string, separator: string, right: string, lex: Lexicon): boolean {
  if (/(?:^|\s)(?:type|write|enter)$/i.test(left) && /^\s*[-–—:]+\s*$/.test(separator)) return false;
  const next = right.replace(lex.lead, '');
  const starts =
    lex.start.test(next) ||
    (lex.code === 'en' && /\b(?:and|then)\b/.test(separator) && UNKNOWN_VERB.test(next) && !typesFreely(left, lex)) ||
    /^[^,.;]{1,30}\s+(?:>|→)\s/.test(next);
  const strong = lex.strong.test(separator);
  if (/\b(?:between|zwischen|entre)\s+\S+(?:\s\S+){0,3}$/i.test(left) && /\b(?:and|und|y|et)\b/i.test(separator))
    return false;
  if (/^\.\s/.test(separator) && ABBREVIATION.test(/\S+$/.exec(left)?.[0] ?? '')) return false;
  if (
    /^(?:find|locate|look for|spot) (?:the|my|a) [^,.;]+$/i.test(left.trim().replace(lex.lead, '')) &&
    /^\S+(?: (?:on|over))? (?:it|that)\b/i.test(next)
  )
    return false;
  const before = left.trim().replace(lex.lead, '');
  if (BELONGS.test(before) && /^\s*(?:,\s*)?(?:and|then|while)?\s*$/i.test(separator)) return false;
  if (TWIN.test(before) && /^\s*and\s*$/i.test(separator) && TWIN_END.test(next)) return false;
  if (typesFreely(left, lex)) return starts && endsText(separator, next, lex);
  // A capitalised verb in the middle of a sentence is a label: "click Save and Close".
  const inSentence = !/[.;!?:\n。；！？]/.test(separator);
  const capital = /^\p{Lu}/u.test(next) && next === right.trimStart();
  const shouting = !/\p{Ll}/u.test(right);
  if (starts && inSentence && capital && !strong && !shouting && lex.code === 'en') return capitalStarts(next);
  if (starts) return true;
  // "the plus button thrice and the minus button twice": each with its own count, the verb is said once.
  if (COUNTED.test(before) && /^\s*(?:,\s*)?and\s*$/i.test(separator) && COUNTED.test(next.split(/[,.;]/, 1)[0] ?? ''))
    return true;
  if (lex.code !== 'en' && !/\s/.test(left.trim()) && !/[;\n.!?]/.test(separator)) return false;
  return (
    strong &&
    (lex.code === 'en' ||
      /[;\n.!?。！？]/.test(separator) ||
      /^[\p{Lu}\d\uE000-\uF8FF]/u.test(next) ||
      /^(?:auf|sur|en)\s/i.test(next) ||
      lex.articles.test(next))
  );
}
/** An instruction with a verb nobody listed: "and duplicate it". Divided, so that it is refused and not part of a name. */
const UNKNOWN_VERB =
  /^(?-i:(?!(?:both|all|also|not|to|by|of|for|with|in|on|at|from|over|under|above|below|near|after|before|until|like|than|as|is|are|only|just|even)\b)\p{Ll}{3,}) (?:it|them)\b/iu;
const COUNTED = /\S\s(?:once|twice|thrice|\S+ times)$/i;
const ABBREVIATION = /^\(?(?:mr|mrs|ms|dr|st|no|vs|etc|e\.g|i\.e|prof|jr|sr|approx|z\.b|sra?|dra?|[A-Z])$/i;

/** A key name, or a verb with an object, starts an instruction even when it is capitalised. */
const capitalStarts = (next: string): boolean =>
  /^(?:Enter|Return|Tab|Esc|Escape|Ctrl|Alt|Shift|Cmd|F\d)/.test(next) ||
  /^\p{Lu}\p{Ll}+(?: \p{L}+)? (?:once|twice|thrice|\w+ times)\b/u.test(next) ||
  /^[^,.;]{1,30}\s+(?:>|→)\s/.test(next) ||
  (/^(?:Click|Press|Type|Open|Scroll|Wait|Select|Choose|Double|Right|Drag|Go|Switch|Close|Hit|Enter|Tick)[- ]\S/.test(
    next,
  ) &&
    !/^\S+ (?:button|menu|tab|link|icon)\b/i.test(next) &&
    !/^\S+(?: \p{Lu}\S*)?\s*(?:$|[,.;])/u.test(next));

/** In text that is being typed only an instruction that reads like one ends it. */
function endsText(separator: string, next: string, lex: Lexicon): boolean {
  if (lex.code !== 'en') return true;
  if (/^\s*[:&]\s*$|^\s*[-–—]+\s*$/.test(separator)) return false;
  if (/^[!?…]+\s*$/.test(separator) && /^\p{Ll}/u.test(next)) return false;
  if (/^\s*;\s*$/.test(separator) && /^(?:in|on|into|for|under|from)\b/i.test(next)) return false;
  if (/\bthen\b/.test(separator)) return true;
  if (/^\p{Lu}/u.test(next) && !/[.!?\n;]/.test(separator))
    return /^(?:Enter|Return|Tab|Esc|Escape|Ctrl|Alt|Shift|Cmd|F\d)/.test(next);
  // "Save me a seat", "call him": said to somebody, not to a computer.
  if (/^(?!(?:tell|show|read|give|let) me\b)\w+ (?:me|us|you|him|her|them)\b/i.test(next)) return false;
  return ENDS_TEXT.test(next) || /^[^,.;]{1,30}\s+(?:>|→)\s/.test(next);
}

const quoted = new RegExp(LIT);
/** A clause that types text without quotes. */
const typesFreely = (clause: string, lex: Lexicon): boolean => {
  const c = clause.trim().replace(lex.lead, '');
  return lex.typing.test(c) && !quoted.test(c);
};

/** Divides before a verb that follows without a separator: "open chrome go to example.com click login". */
function bare(text: string, lex: Lexicon): string[] {
  if (!lex.bareStart) return [text];
  const pieces: string[] = [];
  let from = 0;
  for (const m of text.matchAll(lex.bareStart)) {
    const left = text.slice(from, m.index).trim();
    const verb = text.slice(m.index).trimStart();
    const words = left.replace(lex.lead, '').split(/\s+/);
    if (left === '' || /^\p{Lu}/u.test(verb) || NOT_BEFORE_VERB.test(left)) continue;
    if (words.length < 2 || !lex.start.test(left.replace(lex.lead, ''))) continue;
    if (
      /^(?:in|on|from|under|using|within|inside|when|once|as soon as|after|before|until|for|every|hold|while|with|if|no|don't)\b/i.test(
        left.replace(lex.lead, ''),
      ) &&
      !/^(?:when|once|as soon as|after)\b.*\b(?:appears?|opens?|loads?|shows?(?: up)?|visible|pops up|finish(?:es|ed)|ready|gone|disappears?|loaded|up|done)$/i.test(
        left.replace(lex.lead, ''),
      )
    )
      continue;
    if (/\b(?:and|to|while|hold(?:ing)?(?: \S+)?|until|for|of|is|double|right|shift|ctrl)$|[-+]$/i.test(left)) continue;
    pieces.push(text.slice(from, m.index));
    from = m.index;
  }
  pieces.push(text.slice(from));
  return pieces;
}
