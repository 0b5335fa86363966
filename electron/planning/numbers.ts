/** Numbers, counts and durations as people write them; a lexicon brings the words. */
export type NumberWords = Readonly<Record<string, number>>;

/** "3", "1.5", "1,5", "three", "a couple of"; null when it is no number. */
export function parseNumber(s: string, words: NumberWords): number | null {
  const t = s.trim().toLowerCase().replace(/\s+/g, ' ');
  if (/^\d+(?:[.,]\d+)?$/.test(t)) return Number(t.replace(',', '.'));
  return words[t] ?? null;
}

/** A regular expression source that matches one number, in digits or words. */
export function numberSource(words: NumberWords): string {
  const list = Object.keys(words)
    .sort((a, b) => b.length - a.length)
    .map((w) => w.replace(/ /g, '\\s+'));
  return `(?:\\d+(?:[.,]\\d+)?|${list.join('|')})`;
}

/** Seconds in one unit, by the beginning of its name; null for an unknown unit. No unit means seconds. */
export function unitSeconds(unit: string): number | null {
  const u = unit.trim().toLowerCase();
  if (u === '') return 1;
  if (/^(?:ms|milli|mili|毫秒)/.test(u)) return 0.001;
  if (/^(?:s$|sec|sek|seg|秒)/.test(u) || /^s[a-zé]*$/.test(u)) return 1;
  if (/^(?:m$|min|分)/.test(u)) return 60;
  if (/^(?:h|std|stund|小时)/.test(u)) return 3600;
  return null;
}

const OPERATORS: readonly (readonly [RegExp, string])[] = [
  [
    /\s*(?:×|✕|✖|·|⋅|\btimes\b|\bmultiplied by\b|\bmal\b|\bpor\b|\bfois\b|乘以|乘|(?<=[\d)]\s*)x(?=\s*[\d(]))\s*/giu,
    '*',
  ],
  [/\s*(?:÷|∕|\bdivided by\b|\bover\b|\bgeteilt durch\b|\bdividido (?:por|entre)\b|\bdivisé par\b|除以)\s*/giu, '/'],
  [/\s*(?:\bplus\b|\badded to\b|\bund\b|\bmás\b|加上?)\s*/giu, '+'],
  [/\s*(?:−|–|\bminus\b|\bless\b|\bmenos\b|\bmoins\b|减去?)\s*/giu, '-'],
  [/\s*(?:\bto the power of\b|\bhoch\b|\*\*)\s*/giu, '^'],
  [/\s*\bsquared\b/giu, '^2'],
];

/**
 * A literal calculation in ASCII operators without spaces ("12 × 34" → "12*34"), or null when it is anything else.
 * Number words up to twenty are read too ("five times six").
 */
export function parseExpression(s: string, words: NumberWords): string | null {
  let t = s
    .trim()
    .replace(/[.?!=]+\s*$/u, '')
    .replace(/^the (?:sum|result|value) of\s+/i, '');
  t = t.replace(/\p{L}+/gu, (w) => String(words[w.toLowerCase()] ?? w));
  t = t
    .replace(/^multiply\s+(.+?)\s+(?:by|with|and)\s+(.+)$/i, '$1*$2')
    .replace(/^divide\s+(.+?)\s+by\s+(.+)$/i, '$1/$2')
    .replace(/^subtract\s+(.+?)\s+from\s+(.+)$/i, '$2-$1')
    .replace(/^(?:add|sum)(?:\s+up)?\s+(.+)$/i, (_m, list: string) =>
      list.replace(/\s*(?:,\s*and|,|and|to|plus)\s+/gi, '+'),
    );
  t = t.replace(/(?<=\d)\s*%\s*of\s*(?=\d)/giu, '%*');
  t = t.replace(/\b(?:the )?square root of\s*(\d+(?:\.\d+)?)/giu, 'sqrt($1)');
  for (const [re, op] of OPERATORS) t = t.replace(re, op);
  t = t.replace(/\s+/g, '');
  const bare = t.replace(/sqrt/g, '');
  if (!/^[\d.,()+\-*/^%]+$/.test(bare) || !/\d/.test(bare)) return null;
  return /[+*/^%]|\d-|sqrt/.test(t) && /^[(\-\ds]/.test(t) ? t : null;
}
