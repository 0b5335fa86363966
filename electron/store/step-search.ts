/**
 * Finds steps of all runs by their words and by what was decided; newest first.
 *
 * Reads the small table that the triggers of the schema keep (`step_facts`), not the steps themselves, so that a page
 * of a hundred thousand steps takes milliseconds.
 */
import { z } from 'zod';
import { CATEGORIES, RISKS, type Category, type Risk } from '../protocol/verdict.ts';
import type { HistoryDatabase } from './database.ts';

export interface StepFilter {
  /** Words that must all occur; the beginning of a word is enough. */
  readonly query?: string;
  readonly risk?: readonly Risk[] | undefined;
  readonly category?: readonly Category[] | undefined;
  readonly outcome?: readonly ('allow' | 'block')[] | undefined;
  /** Names of applications, as `searchedApps` has them. */
  readonly app?: readonly string[] | undefined;
  readonly from: number;
  readonly limit: number;
}

const hitSchema = z.object({
  run: z.string(),
  ordinal: z.number(),
  at: z.number(),
  what: z.string(),
  risk: z.enum(RISKS).nullable(),
  category: z.enum(CATEGORIES).nullable(),
  outcome: z.enum(['allow', 'block']).nullable(),
  app: z.string().nullable(),
  frame: z.string().nullable(),
});
export type StepHit = z.infer<typeof hitSchema>;

/** Counting further would cost more than anybody reads. */
const COUNTED = 100_000;

const HAS_WORD = /[\p{L}\p{N}]/u;
/** Scripts without spaces between words: the index has no words to find there. */
const NO_SPACES =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;

/** A page of steps, and how many there are at most. */
export function searchSteps(db: HistoryDatabase, filter: StepFilter): { total: number; hits: StepHit[] } {
  const conditions: string[] = [];
  const values: (string | number)[] = [];
  const words = (filter.query ?? '').split(/\s+/).filter((w) => w !== '');
  const indexed = words.filter((w) => HAS_WORD.test(w) && !NO_SPACES.test(w));
  if (indexed.length > 0) {
    conditions.push('step_words MATCH ?');
    values.push(indexed.map((w) => `"${w.replaceAll('"', '""')}" *`).join(' AND '));
  }
  for (const word of words.filter((w) => !indexed.includes(w))) {
    conditions.push('f.id IN (SELECT rowid FROM step_words WHERE instr(text, ?) > 0)');
    values.push(word);
  }
  for (const column of ['risk', 'category', 'outcome', 'app'] as const) {
    const wanted = filter[column];
    if (!wanted) continue;
    conditions.push(`f.${column} IN (${wanted.map(() => '?').join(', ')})`);
    values.push(...wanted);
  }
  const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
  // The index of words gives its rows newest first by itself; a join in this order keeps that and sorts nothing.
  const byWord = indexed.length > 0;
  const from = byWord ? 'step_words CROSS JOIN step_facts f ON f.id = step_words.rowid' : 'step_facts f';
  const order = byWord ? 'step_words.rowid DESC' : 'f.at DESC, f.id DESC';
  const onlyWords = byWord && conditions.length === 1;
  return db.read(() => {
    const counted = db.get(
      `SELECT count(*) AS n FROM (SELECT 1 FROM ${onlyWords ? 'step_words' : from} ${where} LIMIT ${COUNTED})`,
      ...values,
    );
    const rows = db.all(
      `SELECT f.run_id AS run, f.ordinal, f.at, f.what, f.risk, f.category, f.outcome, f.app, f.frame
       FROM ${from} ${where} ORDER BY ${order} LIMIT ? OFFSET ?`,
      ...values,
      filter.limit,
      filter.from,
    );
    return { total: Number(counted?.['n'] ?? 0), hits: rows.map((row) => hitSchema.parse(row)) };
  });
}

/** Applications that steps were taken in, most steps first; at most a hundred. */
export function searchedApps(db: HistoryDatabase): { app: string; steps: number }[] {
  const rows = db.read(() =>
    db.all(
      `SELECT app, count(*) AS steps FROM step_facts WHERE app IS NOT NULL AND app <> ''
       GROUP BY app ORDER BY steps DESC, app LIMIT 100`,
    ),
  );
  return rows.map((row) => ({ app: String(row['app']), steps: Number(row['steps']) }));
}
