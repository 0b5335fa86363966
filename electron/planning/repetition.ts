/**
 * Repetition: "twice", "again", "repeat that 3 times", "do the same for X".
 *
 * A count after a comma is about the whole sentence, one without is about its clause.
 */
import type { Intent } from '../protocol/intent.ts';
import { keysOf } from './builders.ts';
import type { Context } from './context.ts';
import { parseNumber } from './numbers.ts';
import { ask, cleanTarget, unsupported } from './phrases.ts';

/** Builds the steps of a clause without its repetition. */
type Build = (text: string) => Intent[];

const AGAIN =
  /^(?:(?<verb>do|repeat|press|click|hit|tap|type|paste|enter) (?:it|that|this|the same(?: thing)?)(?: (?:once (?:more|again)|again|(?:one more|another) time))+|(?:and )?(?:again|once more|once again|one more time)|(?:repeat|do) (?:it|that|this|the last step|the same(?: thing)?)|repeat)$/i;
const SAME_FOR =
  /^(?:do|repeat) (?:exactly )?(?:the same(?: thing)?|that|this|it|so)(?: again)? (?:for|with|to|on|in|at) (?<target>.+)$/i;
/** "Repeat 3 times:", "do this twice": what is repeated stands before or after. */
const BACK =
  /^(?:(?:please )?(?:repeat|do|wiederhole|repite|répète)(?: (?:it|that|this|the (?:above|same|following|last step|whole thing)(?: thing| steps?)?|these(?: steps)?|those(?: steps)?|all of (?:that|this)|everything|das|esto|ça|cela|the process))?)?$/i;

const EACH =
  /^(?<what>.+?)\s+(?:each time|every time|in between|between (?:each|each \w+|clicks|presses|them|times)|after each(?: \w+)?)$/i;

/** The steps when the clause is about repetition; null when it is not. */
export function repetition(clause: string, ctx: Context, build: Build): Intent[] | null {
  const text = clause.replace(/\s*\(((?:\S+ times|twice|[x×]\s?\d+|\d+\s?[x×])[^()]{0,20})\)$/i, ' $1');
  const same = SAME_FOR.exec(text)?.groups;
  if (same) return sameFor(same['target'] ?? '', ctx);
  const back = AGAIN.exec(text);
  if (back) return once(back.groups?.['verb'], ctx);

  // "click Next four times, waiting a second each time"
  const each = EACH.exec(text)?.groups;
  const loop = ctx.steps.at(-1);
  if (each && loop?.do === 'repeat') {
    loop.steps = joined(loop.steps, build(each['what'] ?? ''));
    return [];
  }
  const infix = ctx.lex.timesInfix?.exec(text)?.groups;
  if (infix) {
    const n = times(infix, ctx);
    const rest = `${infix['head'] ?? ''}${infix['rest'] ?? ''}`;
    if (n !== null) return repeat(n, build(rest));
  }
  const m = ctx.lex.timesSuffix.exec(` ${text}`);
  if (m?.groups) {
    const n = times(m.groups, ctx);
    const rest = text.slice(0, Math.max(0, m.index - 1)).trim();
    if (n !== null) return counted(n, rest, m.groups['comma'] !== undefined, ctx, build);
  }
  const again = ctx.lex.againSuffix.exec(text);
  if (again && again.index > 0) {
    const rest = text.slice(0, again.index).trim();
    const keys = keysOf(rest, ctx);
    if (keys) return keys;
    if (!ctx.lex.typing.test(text)) return build(rest);
  }
  return null;
}

function counted(n: number, rest: string, comma: boolean, ctx: Context, build: Build): Intent[] | null {
  if (BACK.test(rest)) {
    const here = ctx.steps.length > ctx.sentenceAt;
    // "Repeat 3 times: …" at the beginning of a sentence is about what follows.
    if (ctx.opensList || (!here && ctx.steps.length === 0)) {
      ctx.loop = { times: n, at: ctx.steps.length };
      return [];
    }
    const body = ctx.steps.splice(here ? ctx.sentenceAt : ctx.previousSentenceAt);
    return repeat(n, body);
  }
  if (comma && ctx.steps.length > ctx.sentenceAt && !ctx.lex.typing.test(rest)) {
    const steps = build(rest);
    const body = ctx.steps.splice(ctx.sentenceAt);
    return repeat(n, joined(body, steps));
  }
  if (/^(?:it|that)$/i.test(rest)) return repeat(n, [...ctx.previous]);
  const steps = build(rest);
  return n === 1 ? steps : repeat(n, steps);
}

function times(g: Readonly<Record<string, string | undefined>>, ctx: Context): number | null {
  const word = g['twice']?.toLowerCase();
  if (word !== undefined) return word === 'once' ? 1 : word === 'thrice' ? 3 : 2;
  const n = g['n'] ?? g['x'] ?? g['xx'];
  const value = n === undefined ? null : parseNumber(n, ctx.lex.numbers);
  return value !== null && Number.isInteger(value) && value >= 1 && value <= 1000 ? value : null;
}

/** Adds steps; Enter right after typing belongs to the typing. */
export function joined(steps: readonly Intent[], more: readonly Intent[]): Intent[] {
  const last = steps.at(-1);
  const first = more[0];
  const enter = first?.do === 'hotkey' && first.keys.length === 1 && first.keys[0] === 'enter';
  return enter && last?.do === 'type' && last.submit !== true
    ? [...steps.slice(0, -1), { ...last, submit: true }, ...more.slice(1)]
    : [...steps, ...more];
}

/** The steps in a loop; a change of window is done once, before it. */
export function repeat(n: number, steps: readonly Intent[]): Intent[] {
  if (steps.length === 0 || steps.some((s) => s.do === 'ask' || s.do === 'unsupported')) return [...steps];
  const head = steps[0]?.do === 'focus_window' && steps.length > 1 ? steps.slice(0, 1) : [];
  return [...head, { do: 'repeat', times: n, steps: steps.slice(head.length) }];
}

/** "click it again": the last step of that kind once more. */
function once(verb: string | undefined, ctx: Context): Intent[] | null {
  const kinds = KINDS[verb?.toLowerCase() ?? ''];
  const step = kinds ? ctx.steps.findLast((s) => kinds.includes(s.do)) : undefined;
  if (step?.do === 'type')
    return [{ do: 'type', text: step.text, ...(step.target === undefined ? {} : { target: step.target }) }];
  if (step) return [step];
  return ctx.previous.length > 0 ? [...ctx.previous] : ask('What should I do again?');
}
const KINDS: Readonly<Record<string, readonly Intent['do'][]>> = {
  click: ['click'],
  press: ['hotkey', 'click'],
  hit: ['hotkey', 'click'],
  tap: ['hotkey', 'click'],
  type: ['type'],
  enter: ['type'],
};

/** "do the same for Y": the steps of the sentence with their first target replaced. */
function sameFor(phrase: string, ctx: Context): Intent[] {
  const from = ctx.steps.length > ctx.sentenceAt ? ctx.sentenceAt : ctx.previousSentenceAt;
  const model = ctx.steps.slice(from);
  const first = model.find((s) => targetOf(s) !== null);
  const old = first ? targetOf(first) : null;
  const listed = phrase.split(/\s*,\s*(?:and\s+)?|\s+and\s+/i).map((n) => cleanTarget(n, ctx));
  // "the second and third checkbox": the noun is said once.
  const noun = /\s(?<noun>\S+)$/
    .exec(listed.at(-1) ?? '')
    ?.groups?.['noun']?.replace(/(?<=checkbox|box)es$|(?<=[^s])s$/, '');
  const names = listed.map((n) => (noun !== undefined && ORDINAL.test(n) ? `${n} ${noun}` : n));
  if (old === null || names.includes('')) return unsupported();
  return names.flatMap((name) => model.map((s) => withTarget(s, old, inPlace(old, name))));
}
const ORDINAL = /^(?:first|second|third|fourth|fifth|sixth|last|next|other|\d+(?:st|nd|rd|th))$/i;

/** "Like on the first post" and "second post": only the part of the phrase that has the same noun is replaced. */
function inPlace(old: string, name: string): string {
  const noun = name.split(' ').at(-1)?.toLowerCase() ?? '';
  const at =
    /^(?<head>.+?\s(?:on|in|of|for|under|above|below|beside|next to|from|at|with)\s+(?:the\s+)?)(?<tail>\S.*)$/i.exec(
      old,
    )?.groups;
  const same = name.includes(' ') && at?.['tail']?.toLowerCase().endsWith(noun) === true;
  return same ? `${at['head'] ?? ''}${name}` : name;
}
const targetOf = (s: Intent): string | null =>
  s.do === 'drag' ? s.from : 'target' in s && s.target !== undefined ? s.target : null;
const withTarget = (s: Intent, old: string, name: string): Intent => {
  if (targetOf(s) !== old) return s;
  if (s.do === 'drag') return { ...s, from: name };
  return 'target' in s ? Object.assign({}, s, { target: name }) : s;
};

/** Closes a loop that "repeat 3 times: …" opened. */
export function closeLoop(ctx: Context): void {
  const { loop } = ctx;
  ctx.loop = null;
  if (!loop) return;
  const body = ctx.steps.splice(loop.at);
  ctx.steps.push(...repeat(loop.times, body));
}
