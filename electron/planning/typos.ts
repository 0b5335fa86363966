/**
 * Corrects typing errors in command words: "clikc", "adn", "thne", "pres", "scrol dwon".
 *
 * Only where a command word stands: at the beginning of an instruction, or between two of them. Targets and text are never
 * touched, so a real word that is near a command word is left alone there.
 */
import type { Lexicon } from './context.ts';

const COMMANDS =
  'click press type open close scroll wait select choose drag drop hover right-click double-click double right enter tick untick check uncheck switch toggle turn launch start save copy paste undo print read write put search navigate refresh repeat submit visit delete rename highlight maximize bookmark clear'.split(
    ' ',
  );
/** Words that are near a command word and mean themselves. */
const REAL = new Set(
  'clock crick flick slick cluck chick lick prose dress pressed tress pen pens open opens oven omen close clothes closet those stroll school scrolls wit want waist elect selected dragon drags brag drag crop prop cover lover over enter center inter tick thick trick stick pick sick checks chick cheek witch swatch stitch twitch goggle truck turf torn lunch starts star stark stair save safe shave wave cope copies cop past pasta taste haste point paint pint sprint reed red real read road ready white whit wrote right light night tight might fight eight put pit but pot out run research seach stay state bite byte tape tyre typo types hype ripe pipe ten the then them they these thin than and any ant end aid add dad hand band sand land can may man'.split(
    ' ',
  ),
);
const KEY_WORDS = ['enter', 'escape', 'delete', 'backspace', 'return', 'space'];
const AFTER: Readonly<Record<string, readonly string[]>> = {
  scroll: ['down', 'up', 'left', 'right', 'until', 'bottom', 'page'],
  wait: ['for', 'until', 'seconds', 'second'],
  press: [...KEY_WORDS, 'down', 'arrow'],
  hit: KEY_WORDS,
  click: ['on', 'the'],
  go: ['to'],
  switch: ['to'],
};

/** Optimal string alignment distance, up to `limit` (more is `limit + 1`). */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let d = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) d = Math.min(d, (before[j - 2] ?? 0) + 1);
      next.push(d);
    }
    before = row;
    row = next;
  }
  return row[b.length] ?? limit + 1;
}

const sorted = (s: string): string => [...s].sort().join('');

/** The command word that was meant, or null. */
function meant(word: string, candidates: readonly string[]): string | null {
  const w = word.toLowerCase();
  if (w.length < 3 || candidates.includes(w) || REAL.has(w)) return null;
  let best: string | null = null;
  let least = 99;
  for (const c of candidates) {
    const limit = Math.min(w.length, c.length) >= 6 ? 2 : 1;
    // "opens", "typed", "clicker" are words of their own; "presss" is not.
    if (w.startsWith(c) && /^(?:s|d|r|y|n|ed|er|ing|able)$/.test(w.slice(c.length)) && w.at(-1) !== c.at(-1)) continue;
    const d = editDistance(w, c, limit);
    const anagram = sorted(w) === sorted(c);
    // Two slips only with the same letters or the same beginning; one slip needs one end in place.
    const plausible = anagram || (d === 1 ? w[0] === c[0] : w[0] === c[0] && w.at(-1) === c.at(-1));
    if ((d <= limit || (anagram && w.length <= 5 && w[0] === c[0])) && plausible && d < least) [best, least] = [c, d];
  }
  return best;
}

const isCommand = (w: string, lex: Lexicon): boolean => lex.start.test(w) || COMMANDS.includes(w);

/** The task with its command words corrected. Literals must have been taken out. English only. */
export function correctTypos(text: string, lex: Lexicon): string {
  if (lex.code !== 'en') return text;
  const tokens = text.split(/(\s+)/);
  let starting = true;
  let verb = '';
  let verbAt = 0;
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i] ?? '';
    if (token.trim() === '') {
      if (token.includes('\n')) starting = true;
      continue;
    }
    const m = /^([(]?)([\p{L}'-]+)([,.;:!?…)]*)$/u.exec(token);
    const word = m?.[2] ?? '';
    const end = m?.[3] ?? '';
    const put = (fixed: string): void => {
      tokens[i] =
        `${m?.[1] ?? ''}${/^\p{Lu}/u.test(word) ? fixed.charAt(0).toUpperCase() + fixed.slice(1) : fixed}${end}`;
    };
    const next = tokens[i + 2] ?? '';
    const lower = word.toLowerCase();
    if (m) {
      const fixed = starting && (lower !== 'got' || /^to$/i.test(next)) ? command(lower, lex) : null;
      const joiner = i === 0 ? null : connective(lower, next, lex);
      const candidates = AFTER[verb];
      // "scroll down to the botom of the page": the end is named last.
      const article = /^(?:the|teh|hte)$/i.test(tokens[i - 2] ?? '');
      const near = i - verbAt <= (verb !== 'scroll' ? (article ? 4 : 2) : /^of$/i.test(next) ? 10 : 4);
      const small = !starting && near && candidates ? meant(lower, candidates) : null;
      if (lower === 'teh' || lower === 'hte') put('the');
      else if (joiner !== null) {
        put(joiner);
        starting = true;
        verb = '';
        continue;
      } else if (fixed !== null) {
        put(fixed);
        verb = fixed;
        verbAt = i;
        starting = /^(?:double|right|please|just)$/.test(fixed);
        continue;
      } else if (small !== null) put(small);
    }
    if (/^(?:and|then|also|&)$/.test(lower) || /[,.;:!?]$/.test(token)) {
      starting = true;
      verb = '';
    } else if (starting) {
      const filler = `${lower} x`.replace(lex.lead, '') === 'x';
      const compound =
        /^(?:double|right|middle|triple|shift|ctrl|could|can|would|wud|cud|wld|cld|u|ya|you|me|i|to|want|need)$/.test(
          lower,
        );
      if (!filler && !compound) {
        starting = false;
        verb = lower;
        verbAt = i;
      }
    }
  }
  return tokens.join('');
}

function command(word: string, lex: Lexicon): string | null {
  if (/^\p{Lu}+$/u.test(word) || `${word} x`.replace(lex.lead, '') === 'x') return null;
  const parts = /^(\w+)[-](\w+)$/.exec(word);
  if (parts) {
    const [, a = '', b = ''] = parts;
    const first = ['double', 'right', 'middle', 'triple', 'left', 'shift', 'ctrl', 'alt'];
    const x = first.includes(a) ? a : meant(a, first);
    const y = b === 'click' ? b : meant(b, ['click']);
    return x !== null && y !== null && `${x}-${y}` !== word ? `${x}-${y}` : null;
  }
  if (word === 'dbl') return 'double';
  if (word === 'rclick') return 'right-click';
  if (word === 'chose') return 'choose';
  if (word === 'got') return 'go';
  if (isCommand(word, lex)) return null;
  return meant(word, [...COMMANDS, 'please', 'just', 'rightclick', 'doubleclick']);
}

/** "adn", "thne": only between two instructions. */
function connective(word: string, next: string, lex: Lexicon): string | null {
  if (REAL.has(word) || word.length < 2 || word.length > 5) return null;
  const found = ['and', 'then'].find(
    (c) => sorted(c) === sorted(word) || (editDistance(word, c, 1) === 1 && word[0] === c[0]),
  );
  if (found === undefined || word === found) return null;
  const follow = next.replace(/[^\p{L}-]/gu, '').toLowerCase();
  const near =
    isCommand(follow, lex) ||
    command(follow, lex) !== null ||
    /^(?:and|then|the|teh)$/.test(follow) ||
    sorted(follow) === 'ehnt';
  return near ? found : null;
}
