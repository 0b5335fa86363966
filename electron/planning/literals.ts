/**
 * Takes what must not be read as language out of a sentence before anything looks at its words.
 *
 * Quoted text, addresses, e-mail addresses and paths are each replaced by one private-use character, so that "then" or a
 * full stop inside them can never split a clause. Invariant: `raw(protect(s).text) === s`. When unsure (an apostrophe, a
 * quote without a partner) it errs towards leaving the text alone.
 */
export type LiteralKind = 'quote' | 'url' | 'path' | 'email';
interface Literal {
  readonly kind: LiteralKind;
  readonly raw: string;
  /** What is meant: the inside of the quotes, the address itself. */
  readonly inner: string;
}

/** Any placeholder, as a regular expression class; and one class for each kind. */
export const LIT = '[\\uE000-\\uF8FF]';
export const QUOTE = '[\\uE000-\\uEBFF]';
export const URL_LIT = '[\\uEC00-\\uEFFF]';
export const PATH_LIT = '[\\uF000-\\uF3FF]';

const RANGES: Record<LiteralKind, readonly [number, number]> = {
  quote: [0xe000, 0xebff],
  url: [0xec00, 0xefff],
  path: [0xf000, 0xf3ff],
  email: [0xf400, 0xf7ff],
};

/** Opening quote and what may close it. */
const PAIRS: Record<string, string> = {
  '"': '"',
  '“': '”"“',
  '”': '”',
  '„': '“”"',
  '«': '»',
  '»': '«',
  '‹': '›',
  '「': '」',
  '『': '』',
  '《': '》',
  '‘': '’',
  '‚': '‘’',
  "'": "'",
  '`': '`',
};

const ELSEWHERE = '[^\\s\\u3000-\\u9fff\\uff00-\\uffef"“”„«»<>]';
const TLD =
  'com|org|net|edu|gov|io|dev|app|ai|co|uk|de|fr|es|it|nl|cn|jp|ru|br|eu|info|biz|tv|us|ca|au|ch|at|be|se|no|dk|fi|pl|pt|' +
  'cz|gr|ie|nz|mx|ar|cl|kr|tw|hk|sg|za|in|me|test|example|local|internal|localhost|xyz|site|online|shop|blog|wiki|int|' +
  'museum|travel|cloud|tech|store|page|fm|gg|ly|to|cc|sk|hu|ro|bg|hr|si|lt|lv|ee|is|il|tr|ua|th|vn|id|my|ph|pe|cat|eus';
/** Letters of a host name; Chinese and Japanese have no spaces, so theirs would swallow the words before. */
const HOST = '[\\p{Script=Latin}\\p{Script=Cyrillic}\\p{Script=Greek}\\d]';
const ADDRESS = [
  new RegExp(`[a-z][a-z0-9+.-]*://${ELSEWHERE}+`, 'iy'),
  new RegExp(`www\\.${ELSEWHERE}+`, 'iy'),
  /(?:about|chrome|edge|mailto|tel):[^\s,;]+/iy,
  /localhost(?::\d+)?(?:\/[^\s,;]*)?(?![\w-])/iy,
  /\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?(?:\/[^\s,;]*)?(?![\w.])/y,
  new RegExp(`(?:${HOST}(?:[-]*${HOST})*\\.)+(?:${TLD})(?![\\p{L}\\d_-])(?::\\d+)?(?:[/?#]${ELSEWHERE}*)?`, 'iuy'),
];
const EMAIL = /[^\s@"“”„«»,;:()<>]+@[\p{L}\d-]+(?:\.[\p{L}\d-]+)+/uy;
const WINDOWS_PATH = /(?:[a-z]:\\|\\\\[^\s\\]+\\|%[a-z_]+%\\)[^\s"<>|?*,;]*/iy;
const UNIX_PATH = /(?:~[a-z\d_-]*|\.{1,2}|\$[a-z_]+)?\/[\p{L}\d._@%+-][^\s"<>,;]*|~\/?(?=[\s,;.]|$)/iuy;

/** Words that end a path with spaces in it. */
const PATH_STOP = /^(?:and|then|in|into|on|to|with|from|using|und|in|mit|y|con|en|et|dans|avec|&|->|→|>)$/i;

const stripEnd = (s: string): string => {
  let out = s.replace(/[.,;:!?'’…，。；！？、]+$/u, '');
  while (/[)\]}]$/.test(out) && !/[([{]/.test(out)) out = out.slice(0, -1).replace(/[.,;:!?]+$/, '');
  return out;
};

const sticky = (re: RegExp, s: string, at: number): string | null => {
  re.lastIndex = at;
  return re.exec(s)?.[0] ?? null;
};

/** Lets a path run on over spaces while a later word proves that it has not ended. */
function extendPath(s: string, at: number, first: string, separator: '\\' | '/'): string {
  let end = at + first.length;
  for (;;) {
    const ahead = /^(?: [^\s,;"]+){1,5}/.exec(s.slice(end, end + 200))?.[0];
    if (!ahead) break;
    const done = /\.\w{1,5}$/.test(s.slice(at, end));
    let length = 0;
    let reach = 0;
    for (const word of ahead.slice(1).split(' ')) {
      if (PATH_STOP.test(word) || /[:;]$/.test(word)) break;
      length += 1 + word.length;
      const inner = separator === '\\' ? word.includes('\\') : /^[^/]+\//.test(word);
      const closes = !done && /\.[a-z]\w{1,4}[.!?]?$/i.test(word);
      if (inner || closes) {
        reach = length;
        break;
      }
    }
    if (reach === 0) break;
    end += reach;
  }
  return s.slice(at, end);
}

function matchAddress(s: string, at: number): { kind: LiteralKind; raw: string } | null {
  const email = sticky(EMAIL, s, at);
  if (email) return { kind: 'email', raw: stripEnd(email) };
  const windows = sticky(WINDOWS_PATH, s, at);
  if (windows) return { kind: 'path', raw: stripEnd(extendPath(s, at, windows, '\\')) };
  const unix = sticky(UNIX_PATH, s, at);
  if (unix) return { kind: 'path', raw: stripEnd(extendPath(s, at, unix, '/')) };
  for (const re of ADDRESS) {
    const url = sticky(re, s, at);
    if (url) return { kind: 'url', raw: stripEnd(url) };
  }
  return null;
}

const isLetter = (c: string | undefined): boolean => c !== undefined && /[\p{L}\p{N}_]/u.test(c);
const isCjk = (c: string | undefined): boolean => c !== undefined && /[\u3000-\u9fff\uff00-\uffef]/.test(c);

/** The index of the quote that closes the one at `at`, or -1. */
function closingQuote(s: string, at: number): number {
  const open = s[at] ?? '';
  const closers = PAIRS[open];
  if (closers === undefined) return -1;
  const single = open === "'" || open === '‘' || open === '‚';
  const before = s[at - 1];
  const after = s[at + 1];
  if (single && (isLetter(before) || after === undefined || /\s/.test(after))) return -1;
  if ((open === '»' || open === '”') && (isLetter(before) || after === undefined || /\s/.test(after))) return -1;
  for (let i = at + 1; i < s.length; i++) {
    const c = s[i] ?? '';
    if (!closers.includes(c)) continue;
    // `\"` inside a text; at the end of a Windows path a space follows.
    if (s[i - 1] === '\\' && /[^\s,.;:)]/.test(s[i + 1] ?? ' ')) continue;
    if (single && (/\s/.test(s[i - 1] ?? ' ') || (isLetter(s[i + 1]) && !isCjk(s[i + 1])))) continue;
    return i;
  }
  return -1;
}

/** The text between quotes; French guillemets have a space inside that belongs to them. */
const inside = (s: string, open: string): string =>
  (open === '«' || open === '‹') && /^[ \u00a0\u202f]\S/.test(s) && /\S[ \u00a0\u202f]$/.test(s) ? s.slice(1, -1) : s;

/** The literals of one sentence: puts them back as they were (`raw`) or as they are meant (`plain`). */
export class Literals {
  readonly #byChar = new Map<string, Literal>();

  /** Remembers a literal and returns its placeholder. */
  add(char: string, literal: Literal): void {
    this.#byChar.set(char, literal);
  }
  get(char: string): Literal | null {
    return this.#byChar.get(char) ?? null;
  }
  /** The literal, when the text is nothing but one. */
  only(s: string): Literal | null {
    const t = s.trim();
    return t.length === 1 ? this.get(t) : null;
  }
  raw(s: string): string {
    return s.replace(new RegExp(LIT, 'g'), (c) => this.get(c)?.raw ?? c);
  }
  plain(s: string): string {
    return s.replace(new RegExp(LIT, 'g'), (c) => this.get(c)?.inner ?? c);
  }
}

/** Replaces every literal by its placeholder. */
export function protect(task: string): { text: string; literals: Literals } {
  const literals = new Literals();
  const next: Record<LiteralKind, number> = { quote: 0, url: 0, path: 0, email: 0 };
  const place = (kind: LiteralKind, raw: string, inner: string): string => {
    const [from, to] = RANGES[kind];
    let code = from + next[kind];
    while (code <= to && task.includes(String.fromCharCode(code))) code++;
    if (code > to) return raw;
    next[kind] = code + 1 - from;
    const char = String.fromCharCode(code);
    literals.add(char, { kind, raw, inner });
    return char;
  };
  // A quote that never closes is looked for once, not again at each of its kind: keeps hostile input linear.
  const unclosed = new Set<string>();
  let text = '';
  let i = 0;
  while (i < task.length) {
    const c = task[i] ?? '';
    if (c in PAIRS && !unclosed.has(c)) {
      const end = closingQuote(task, i);
      if (end > i + 1) {
        text += place('quote', task.slice(i, end + 1), inside(task.slice(i + 1, end), c));
        i = end + 1;
        continue;
      }
      if (c !== "'" && c !== '‘' && c !== '”' && c !== '»' && end === -1) unclosed.add(c);
    }
    const before = task[i - 1];
    if (before === undefined || /[\s([{<:>→]/.test(before) || (isCjk(before) && !isCjk(c))) {
      const found = /[\s,;]/.test(c) ? null : matchAddress(task, i);
      if (found && found.raw.length > 0) {
        text += place(found.kind, found.raw, found.raw);
        i += found.raw.length;
        continue;
      }
    }
    text += c;
    i++;
  }
  return { text, literals };
}
