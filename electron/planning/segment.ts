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
}

const CORRECTION =
  /(?:\s*[,;.:!—–…-]+\s*|\s+)(?:(?:no,? wait|wait,? no|no,? no|(?:oh |oops,? |ah )?no,? sorry|sorry,? no|actually,? no|no,? actually|oops|whoops|scratch that|strike that|correction|i meant?(?: to say| to write)?|or rather|make that|make it|my (?:mistake|bad)|nope|hang on,? no|hmm,? no|er,? no|wait,? sorry|not that(?: one)?)\b|(?<=[,;.!—–…-]\s*)(?:no|sorry|actually|rather|wait|nein|äh|quatsch|perdón|perdona|no|non|pardon|enfin)(?=\s*[,.:;—–-]\s)|(?<=[,;.!—–…-]\s*)(?:actually|rather|sorry)(?=\s)|(?<=[,;.!—–…-]\s*)(?:nein,? (?:ich meine|doch)|ich meine|ich meinte|besser gesagt|no,? espera|quiero decir|mejor dicho|quise decir|digo|non,? attends|je veux dire|je voulais dire|plutôt))[\s,.:;!—–…-]*(?:(?:i (?:meant?|want(?:ed)?|was thinking)(?: to say)?|make (?:it|that)|it'?s|it should be|should be|actually|sorry|wait|no|not that(?: one)?|let'?s (?:do|make it)|instead|rather|ich meine|ich meinte|quiero decir|je veux dire)\b(?!\s+\w+\s+button)[\s,:.—–-]*)*/giu;
const CORRECTION_ZH =
  /[，,。；;\s]*(?:不对|不，|不,|等等，不|哦不|说错了|我是说|我的意思是|应该是)(?:[，,\s]|我是说|我的意思是|是|应该是)*/gu;

/** Articles, prepositions and the like, after which a verb is part of a name. */
const NOT_BEFORE_VERB =
  /(?:^|\s)(?:the|a|an|my|your|this|that|to|of|in|on|for|with|and|or|from|at|by|called|named|labelled|labeled|says?|saying|titled|not|don't|can't|cannot|is|are|over|under|no|please|just|then|now|green|red|blue|big|i|you)$/i;

export function segment(text: string, lex: Lexicon): Clause[] {
  const out: Clause[] = [];
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

const NOISE = /^(?:[\s,;.:!?…-]|(?<![\w])(?:and|then|also)(?![\w]))*$/i;

function divide(text: string, lex: Lexicon, correction: boolean, out: Clause[]): void {
  let from = 0;
  let first = true;
  let sentence = !correction;
  const push = (to: number): void => {
    for (const piece of bare(text.slice(from, to), lex)) {
      if (NOISE.test(piece)) continue;
      out.push({ text: piece.trim(), correction: first && correction, sentence });
      first = false;
      sentence = false;
    }
  };
  for (const m of text.matchAll(lex.separator)) {
    const left = text.slice(from, m.index);
    const right = text.slice(m.index + m[0].length);
    if (left.trim() === '' || right.trim() === '') continue;
    if (!divides(left, m[0], right, lex)) continue;
    push(m.index + (/^[?]/.test(m[0].trim()) && lex.typing.test(left.trim()) ? 1 : 0));
    from = m.index + m[0].length;
    sentence = /[.!?。！？\n]/.test(m[0]);
  }
  push(text.length);
}

function divides(left: string, separator: string, right: string, lex: Lexicon): boolean {
  const next = right.replace(lex.lead, '');
  // A capitalised verb in the middle of a sentence is a label: "the Cut and Paste buttons", "click Save and Close".
  const inSentence = !/[.;!?:\n。；！？]/.test(separator);
  const capital = /^\p{Lu}/u.test(next) && next === right.trimStart();
  const shouting = !/\p{Ll}/u.test(right);
  const starts = lex.start.test(next);
  const strong = lex.strong.test(separator);
  if (/\b(?:between|zwischen|entre)\s+\S+(?:\s\S+){0,3}$/i.test(left) && /\b(?:and|und|y|et)\b/i.test(separator))
    return false;
  if (
    /^\s*(?:mr|mrs|ms|dr|st|no|vs|etc|e\.g|i\.e|prof|jr|sr|approx|z\.b|sra?|dra?)$/i.test(
      /\S+$/.exec(left)?.[0] ?? '',
    ) &&
    /^\.\s/.test(separator)
  )
    return false;
  if (starts && inSentence && capital && !strong && !shouting && lex.code === 'en') {
    // A key name or a verb with an object still starts an instruction.
    return (
      (/^(?:click|press|type|open|scroll|wait|select|choose|double|right|drag|go|switch|close|hit|enter|tick)\b[- ]\S/i.test(
        next,
      ) &&
        !/^\S+ (?:button|menu|tab|link|icon)\b/i.test(next) &&
        /,|and/.test(separator) &&
        !new RegExp(`^\\S+(?: \\p{Lu}\\S*)?\\s*(?:$|[,.;])`, 'u').test(next)) ||
      /^(?:Enter|Return|Tab|Esc|Escape|Ctrl|Alt|Shift|F\d)/.test(next)
    );
  }
  if (starts) return true;
  if (!strong) return false;
  // In text that is being typed only an instruction ends it.
  return !typesFreely(left, lex);
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
    if (/\b(?:and|to|while|hold(?:ing)?(?: \S+)?|until|for|of|is|double|right|shift|ctrl)$/i.test(left)) continue;
    pieces.push(text.slice(from, m.index));
    from = m.index;
  }
  pieces.push(text.slice(from));
  return pieces;
}
