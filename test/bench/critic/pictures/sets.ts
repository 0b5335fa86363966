/**
 * The sets of pictures (sets/NAME.txt): each was written without a look at the policy or at its own misses, and measured
 * once before anything was mended for it. docs/policy.md has the figures of those first runs.
 */
import { readFileSync } from 'node:fs';
import { pictures, type Picture } from './markup.ts';

export const PICTURE_SETS = ['one', 'two', 'three', 'four'] as const;
export type PictureSet = (typeof PICTURE_SETS)[number];

export const isPictureSet = (name: string): name is PictureSet => (PICTURE_SETS as readonly string[]).includes(name);

export const picturesOf = (set: PictureSet): Picture[] =>
  pictures(set, readFileSync(new URL(`sets/${set}.txt`, import.meta.url), 'utf8'));
