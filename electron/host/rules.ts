/** The rules that hold here: the managed file, further managed ones, and the person's own. */
import { statSync } from 'node:fs';
import path from 'node:path';
import { DEFAULT_GATE_SETTINGS } from '../critic/index.ts';
import type { PersonRule, RuleBook, RuleSource, Tier } from '../protocol/rules.ts';
import type { Category } from '../protocol/verdict.ts';
import { readBlocked, writeBlocked } from '../store/blocked-file.ts';
import { blockedFile, dataFolder, managedRulesFile, rulesFile } from '../store/paths.ts';
import { readRules } from '../store/rules-file.ts';

export interface RulePlace {
  readonly tier: Tier;
  readonly file: string;
}

/**
 * Where rules are looked for, in the order in which they count. `STEADYHAND_MANAGED_RULES` names one more managed file
 * (a container or a kiosk without /etc); it adds to the one of the system and never replaces it.
 */
export function rulePlaces(env: Readonly<Record<string, string | undefined>> = process.env): RulePlace[] {
  const more = env['STEADYHAND_MANAGED_RULES']?.trim();
  return [
    { tier: 'managed', file: managedRulesFile() },
    ...(more ? [{ tier: 'managed' as const, file: path.resolve(more) }] : []),
    { tier: 'user', file: userRules() },
  ];
}

/** The person's own file. */
export const userRules = (): string => rulesFile(dataFolder());

/** Where the person's switched-off categories stand. */
const blockedCategories = (): string => blockedFile(dataFolder());

/** The categories that are switched off. Throws a `SteadyhandError` (`rules_*`) when that cannot be known. */
export const categoriesBlocked = (): readonly Category[] =>
  readBlocked(blockedCategories()) ?? DEFAULT_GATE_SETTINGS.blocked;

/** Switches one category off or on and tells what is switched off then. A run sees it at its next step. */
export function setBlocked(category: Category, off: boolean): readonly Category[] {
  const others = categoriesBlocked().filter((c) => c !== category);
  const blocked = off ? [...others, category] : others;
  writeBlocked(blockedCategories(), blocked);
  return blocked;
}

/** Reads all rules. Throws a `SteadyhandError` (`rules_*`) that names file and line. */
export function readRuleBook(places: readonly RulePlace[] = rulePlaces(), now: number = Date.now()): RuleBook {
  const blocked = readBlocked(blockedCategories());
  return {
    rules: places.flatMap(({ file, tier }): PersonRule[] => readRules(file, tier, now)),
    ...(blocked === null ? {} : { blocked }),
  };
}

function stampOf(file: string): string {
  try {
    const s = statSync(file, { throwIfNoEntry: false });
    return s ? `${s.ino} ${s.size} ${s.mtimeMs} ${s.ctimeMs} ${s.mode}` : 'none';
  } catch {
    // Reading it says what is wrong.
    return 'unreadable';
  }
}

/**
 * Rules for a run: a change of a file counts from the next step on. A moment that ends a rule needs no reading; a file
 * that became unusable makes `current` throw.
 */
export function ruleSource(places: readonly RulePlace[] = rulePlaces()): RuleSource {
  let kept: { readonly stamp: string; readonly book: RuleBook } | null = null;
  return {
    current() {
      const stamp = [...places.map((p) => p.file), blockedCategories()].map(stampOf).join('|');
      if (kept?.stamp !== stamp) kept = { stamp, book: readRuleBook(places) };
      return kept.book;
    },
  };
}
