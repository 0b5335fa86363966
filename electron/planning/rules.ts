/**
 * The table of clause patterns of a language: the first that matches and builds something wins.
 *
 * Patterns are compiled when a clause comes that begins with a letter they can begin with.
 */
import type { Intent } from '../protocol/intent.ts';
import type { Builder, Context, Rules } from './context.ts';
import { firstLetters } from './first-letters.ts';
import type { FirstLetters } from './first-letters.ts';

/** The source of a pattern for a whole clause, and what it builds. */
export type Row = readonly [source: string, build: Builder];

interface Rule {
  readonly source: string;
  readonly build: Builder;
  readonly letters: FirstLetters;
  pattern: RegExp | null;
}

export class RuleTable implements Rules {
  readonly #rows: readonly Row[];
  #rules: readonly Rule[] | null = null;

  constructor(rows: readonly Row[]) {
    this.#rows = rows;
  }

  build(text: string, ctx: Context): Intent[] | null {
    const first = text.charAt(0).toLowerCase();
    this.#rules ??= this.#rows.map(([source, build]) => ({
      source,
      build,
      letters: firstLetters(source),
      pattern: null,
    }));
    for (const rule of this.#rules) {
      if (rule.letters && !rule.letters.has(first)) continue;
      rule.pattern ??= new RegExp(`^(?:${rule.source})$`, 'isu');
      const m = rule.pattern.exec(text);
      const steps = m && rule.build(m.groups ?? {}, ctx);
      if (steps) return steps;
    }
    return null;
  }
}
