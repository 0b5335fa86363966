/** How alike two labels are, with what a reader of pixels gets wrong. Pure. */

/** Lower case, without accents, marks and the dots that menus end in. */
export const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Characters that a reader takes for each other. */
const CONFUSED: readonly (readonly [RegExp, string])[] = [
  [/[il1|!]/g, 'l'],
  [/[o0]/g, 'o'],
  [/rn/g, 'm'],
  [/vv/g, 'w'],
];
const DOUBLED = 5;
const single = (text: string): string => text.replace(/(\p{L})\1+/gu, '$1');
const blurred = (text: string): string => CONFUSED.reduce((t, [from, to]) => t.replace(from, to), text);

/** 0 to 1: 1 the same, 0.9 the same but for confusable letters, below that by edits. Signs alone are compared as they are. */
export function likeness(a: string, b: string): number {
  const [x, y] = [plain(a), plain(b)];
  if (x === '' || y === '') return a.trim() !== '' && a.trim() === b.trim() ? 1 : 0;
  if (x === y) return 1;
  const [u, v] = [x.replaceAll(' ', ''), y.replaceAll(' ', '')];
  if (u === v) return 0.98;
  // Digits are values: 12 is not 72, and 10 is not lo.
  if (/\d/.test(u + v)) return digitsOf(u) === digitsOf(v) && u.length > 3 ? 0.85 * nearness(u, v) : 0;
  if (blurred(u) === blurred(v)) return 0.95;
  // A reader loses one of two letters alike: Biling. In a short word that is another word (of, off).
  if (Math.min(u.length, v.length) >= DOUBLED && single(blurred(u)) === single(blurred(v))) return 0.93;
  return nearness(u, v);
}

const digitsOf = (text: string): string => text.replace(/\D/g, '');

/** Share of characters that stay when one becomes the other. */
function nearness(a: string, b: string): number {
  const longest = Math.max(a.length, b.length);
  return longest === 0 ? 1 : 1 - distance(a, b) / longest;
}

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** Short labels must be read exactly: one letter wrong in "Cut" is another word. */
export const SAME_LABEL = 0.86;
export const isSameLabel = (a: string, b: string): boolean => likeness(a, b) >= SAME_LABEL;

/** Whether a text stands in another, as whole words. */
export function contains(text: string, part: string): boolean {
  const [t, p] = [` ${plain(text)} `, ` ${plain(part)} `];
  return p.trim() !== '' && t.includes(p);
}
