/**
 * Which key or press counts as an answer. Pure. Errs towards no: what might be typed ahead, or pressed without reading,
 * never allows anything.
 */
import type { Risk } from '../../../../electron/protocol/verdict.ts';

/** What was begun before the question was there must not answer it: milliseconds until keys and clicks count. */
export const ARM_MS = 700;

export type Ignored = 'too-early' | 'enter' | null;

/** Why a key on a button that allows is not taken; null: it is. */
export function whyIgnored(key: string, risk: Risk, openMs: number): Ignored {
  if (openMs < ARM_MS && (key === 'Enter' || key === ' ')) return 'too-early';
  if (key === 'Enter' && risk === 'destructive') return 'enter';
  return null;
}

/** Whole seconds that are left; never below nothing. */
export const secondsLeft = (endsAt: number, now: number): number => Math.max(0, Math.ceil((endsAt - now) / 1000));

/** The moments at which the time left is said aloud. */
export const SAID_AT: readonly number[] = [60, 30, 10];
