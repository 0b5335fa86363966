/**
 * Whether words of a request can be the value of a parameter, and what value that is.
 *
 * Errs towards refusing: a file name is not half a sentence, a number is a number.
 */
import type { Literals } from '../literals.ts';
import { parseExpression, parseNumber } from '../numbers.ts';
import type { NumberWords } from '../numbers.ts';
import type { Parameter } from './schema.ts';
import { textOf } from './tokens.ts';
import type { Token } from './tokens.ts';

export interface Span {
  readonly all: readonly Token[];
  /** First token, and the one after the last. */
  readonly from: number;
  readonly to: number;
  readonly source: string;
  readonly literals: Literals;
  readonly numbers: NumberWords;
}

export interface Value {
  readonly value: string;
  /** What taking it costs: little for what is plainly it, more for loose words. */
  readonly cost: number;
}

/** The most words a value without quotes may have. */
export const LONGEST = { text: 14, command: 14, expression: 16, other: 4 } as const;

/** What a command line begins with, or has in it: "the Sports link" is none. */
const COMMAND =
  /^(?:\.{0,2}\/|~\/|[A-Z_]+=|(?:sudo|ls|cd|pwd|cat|less|more|head|tail|touch|mkdir|rmdir|rm|cp|mv|ln|echo|printf|grep|sed|awk|sort|uniq|wc|cut|tr|find|tar|zip|unzip|gzip|gunzip|curl|wget|ssh|scp|rsync|git|make|cmake|npm|npx|node|python3?|pip3?|cargo|go|java|javac|gcc|apt(?:-get)?|dnf|yum|pacman|systemctl|service|journalctl|docker|kill|killall|ps|top|htop|df|du|free|uname|hostname|whoami|who|id|date|cal|env|export|alias|history|clear|exit|man|which|whereis|chmod|chown|dd|mount|umount|ping|ifconfig|ip|nano|vim?|emacs|bash|sh|zsh|seq|sleep|diff|tee|xargs|file|stat|tree|uptime|dir|cls|ipconfig|tasklist)(?![\w.]))|[|<>&;$*~]|(?:^|\s)--?[a-z]/i;
/** How something looks, or what has to be worked out first: no text anybody writes as it stands. */
const NO_TEXT =
  /^(?:(?:bold|italic|underlined?|strikethrough|bigger|larger|smaller|uppercase|lowercase|cent(?:er|re)d|justified|red|green|blue|yellow|orange|purple|black|white|grey|gray|pink|brown|highlighted|invisible|read[- ]only)(?: and \w+)?|(?:the )?(?:current|today'?s?|tomorrow'?s?|yesterday'?s?)(?: (?:date|time|day)(?: .*)?)?|(?:the )?(?:sum|total|average|mean|difference|product|quotient|result|maximum|minimum|count|number) of .+)$/i;
const CELLS = /^\$?[A-Z]{1,3}\$?\d{1,5}(?::\$?[A-Z]{1,3}\$?\d{1,5})?$/i;
const WEB = /^[\w-]+(?:\.[\w-]+)+(?:[/:?#]\S*)?$/;

/** The value, or null when these words cannot be one. */
export function valueOf(parameter: Parameter, span: Span): Value | null {
  const { all, from, to, literals } = span;
  const parts = all.slice(from, to);
  const first = parts[0];
  if (!first || parts.some((p) => p.kind === 'slot')) return null;
  const text = textOf(all, from, to, span.source, literals);
  if (text === '') return null;
  const literal = parts.length === 1 ? literals.only(first.text) : null;
  const has = parts.some((p) => p.kind === 'literal');
  switch (parameter.type) {
    case 'number': {
      if (parts.length > 2) return null;
      const n = ordinal(text) ?? parseNumber(text, span.numbers);
      return n === null ? null : { value: String(n), cost: 0 };
    }
    case 'choice':
      return choice(parameter, text);
    case 'expression': {
      const expression = parseExpression(text, span.numbers);
      return expression === null ? null : { value: expression, cost: 0 };
    }
    case 'cells':
      return CELLS.test(text) ? { value: text.toUpperCase(), cost: 0 } : null;
    case 'column':
      return /^[A-Z]{1,2}$/i.test(text) ? { value: text.toUpperCase(), cost: /^[A-Z]+$/.test(text) ? 0 : 0.3 } : null;
    case 'url':
      if (literal && literal.kind !== 'path')
        return WEB.test(text) || literal.kind === 'url' ? { value: text, cost: 0 } : null;
      return parts.length === 1 && WEB.test(text) ? { value: text, cost: 0 } : null;
    case 'file':
    case 'path': {
      if (literal) {
        const fits =
          literal.kind === 'quote' || (literal.kind === 'path' ? parameter.type === 'path' : literal.kind === 'url');
        return fits ? { value: text, cost: 0 } : null;
      }
      if (has) return null;
      if (parts.some((p) => p.kind === 'file')) {
        // "my report.txt" is a name with a space in it; "the file report.txt" is not.
        const name =
          parts.length <= 3 && parts.at(-1)?.kind === 'file' && parts.every((p) => p.kind === 'file' || p.weight >= 1);
        return name ? { value: text, cost: 0.05 + 0.25 * (parts.length - 1) } : null;
      }
      // "the file", "this document": that is what is meant, not what it is called.
      if (parts.every((p) => p.weight < 1)) return null;
      return parts.length <= 3 ? { value: text, cost: loose(parts, parameter.type === 'path' ? 0.55 : 0.25) } : null;
    }
    case 'text':
    case 'command': {
      if (literal)
        return literal.kind === 'path' && parameter.type === 'text'
          ? { value: text, cost: 0.2 }
          : { value: text, cost: 0 };
      // Words around a quote are not part of what is quoted.
      if (parts.some((p) => p.kind === 'literal' && literals.get(p.text)?.kind === 'quote')) return null;
      if (parameter.type === 'text' && NO_TEXT.test(text)) return null;
      const doubtful = parameter.type === 'command' && !COMMAND.test(text) ? 0.6 : 0;
      return { value: text, cost: doubtful + loose(parts, parameter.type === 'command' ? 0.05 : 0.1) };
    }
  }
}

/** Loose words: each costs a little, and an end that is not part of a name ("the", "and", "called") costs more. */
function loose(parts: readonly Token[], each: number): number {
  const ends = [parts[0], parts.at(-1)].filter((p) => p?.kind === 'word' && p.weight < 1).length;
  return each * parts.length + 0.3 * ends;
}

const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];

/** "second", "2nd": a place in a row. */
function ordinal(text: string): number | null {
  const said = text.toLowerCase();
  const digits = /^(\d+)(?:st|nd|rd|th)$/.exec(said)?.[1];
  const at = ORDINALS.indexOf(said);
  return digits === undefined ? (at < 0 ? null : at + 1) : Number(digits);
}

function choice(parameter: Parameter, text: string): Value | null {
  const said = text.toLowerCase();
  for (const [value, words] of Object.entries(parameter.choices ?? {}))
    if (value === said || words.some((w) => w.toLowerCase() === said)) return { value, cost: 0 };
  return null;
}

/** How many tokens a value of this type may span. */
export function longest(parameter: Parameter): number {
  switch (parameter.type) {
    case 'text':
    case 'command':
    case 'expression':
      return LONGEST[parameter.type];
    default:
      return LONGEST.other;
  }
}
