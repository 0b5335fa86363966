/**
 * Whether what was typed may be kept.
 *
 * In this order: a field that its application calls a password is secret; a label beside it that says so, is; text that
 * looks like a token or a card number is; and text that was typed and cannot be seen on the screen afterwards is, unless
 * the application says that the field is an ordinary one. Errs towards hiding: a hidden text becomes a parameter that the
 * person fills in at replay, a kept password cannot be taken back.
 */
import { maskSecrets } from '../../store/mask.ts';

const SECRET_LABEL =
  /pass ?(word|phrase|code|wort)|kennwort|\bpin\b|\bcvv\b|\bcvc\b|contraseñ?a|mot de passe|senha|api[ -]?key|\btoken\b|\bsecret\b|card number|kartennummer|密码|口令|пароль/iu;

/** Shorter runs that do not show are keys of a program (n for next), not a password. */
const SHORTEST = 4;
/** Of the characters typed, this share must be seen again: the reader errs, and fields cut off long texts. */
const SEEN_SHARE = 0.5;

/** What is known of the place where a run of text was typed. */
export interface FieldSigns {
  /** What the application says of the field with the keyboard; null when none tells. */
  readonly told: 'secret' | 'plain' | null;
  /** Texts beside or above the place that was clicked last; empty when it is not known. */
  readonly labels: readonly string[];
  /** What is read where the screen changed since the typing began; null when nobody looked. */
  readonly shown: string | null;
}

export type Judgement = { readonly keep: true } | { readonly keep: false; readonly why: string };

/** Judges one run of typed text. */
export function judgeTyped(text: string, signs: FieldSigns): Judgement {
  if (signs.told === 'secret') return { keep: false, why: 'a password field' };
  const label = signs.labels.find((l) => SECRET_LABEL.test(l));
  if (label !== undefined && signs.told !== 'plain')
    return { keep: false, why: 'a field whose label speaks of a secret' };
  if (label !== undefined && !isShown(text, signs.shown ?? '')) {
    return { keep: false, why: 'a field whose label speaks of a secret' };
  }
  if (maskSecrets(text) !== text) return { keep: false, why: 'it looks like a token or a card number' };
  if (signs.told === 'plain' || signs.shown === null || [...text].length < SHORTEST) return { keep: true };
  if (isShown(text, signs.shown)) return { keep: true };
  return { keep: false, why: 'it did not show on the screen' };
}

const bare = (text: string): string[] => [...text.normalize('NFKC').toLowerCase().replace(/\s+/g, '')];

/** Whether enough of the text can be seen, in order. */
export function isShown(text: string, shown: string): boolean {
  const typed = bare(text).slice(-60);
  if (typed.length === 0) return true;
  return longestCommon(typed, bare(shown)) / typed.length >= SEEN_SHARE && !isDots(shown);
}

const isDots = (shown: string): boolean => /^[\s•●*∙·.oO]*$/u.test(shown);

/** Length of the longest common subsequence. */
function longestCommon(a: readonly string[], b: readonly string[]): number {
  let row = new Array<number>(b.length + 1).fill(0);
  for (const x of a) {
    const next = [0];
    b.forEach((y, j) => next.push(x === y ? (row[j] ?? 0) + 1 : Math.max(row[j + 1] ?? 0, next[j] ?? 0)));
    row = next;
  }
  return row[b.length] ?? 0;
}
