/**
 * What SQL in a text would do: read token by token, so that comments and texts in quotes neither hide a statement nor
 * pass for one. Errs towards risk: a statement that begins like one that changes something counts as one.
 */
import type { Category, Risk } from '../../protocol/verdict.ts';
import type { CommandJudgement } from './judgement.ts';

/** Programs that run SQL from their arguments or input. */
export const DATABASES: ReadonlySet<string> = new Set(
  'psql mysql mariadb sqlite3 sqlite sqlcmd sqlplus duckdb clickhouse-client cockroach'.split(' '),
);

/** Words and marks of each statement, upper case; texts become `'`, names in quotes their name. */
function statementsOf(sql: string): string[][] {
  const statements: string[][] = [[]];
  const token =
    /--[^\n]*|#[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|'(?:[^']|'')*(?:'|$)|"((?:[^"]|"")*)(?:"|$)|`([^`]*)(?:`|$)|\[([\w ]+)\]|[\p{L}_][\p{L}\p{N}_$.]*|;|[^\s]/gu;
  for (const m of sql.slice(0, 100_000).matchAll(token)) {
    const [text] = m;
    // MySQL runs what stands in `/*! … */`.
    const hidden = /^\/\*!\d*([\s\S]*?)\*\/$/.exec(text);
    if (hidden) statements.at(-1)?.push(...statementsOf(hidden[1] ?? '').flat());
    else if (/^(?:--|#|\/\*)/.test(text)) continue;
    else if (text === ';') statements.push([]);
    else statements.at(-1)?.push(text.startsWith("'") ? "'" : (m[1] ?? m[2] ?? m[3] ?? text).toUpperCase());
  }
  return statements.filter((s) => s.length > 0);
}

const THINGS =
  'TABLE DATABASE SCHEMA INDEX VIEW USER ROLE COLUMN SEQUENCE FUNCTION TRIGGER TYPE EXTENSION KEYSPACE'.split(' ');
const isName = (t: string | undefined): boolean => t !== undefined && /^[\p{L}_][\p{L}\p{N}_$. ]*$/u.test(t);

interface Form {
  readonly fits: (words: readonly string[]) => boolean;
  readonly category: Category;
  readonly why: string;
}
const after = (words: readonly string[], ...skipped: string[]): string | undefined =>
  words.slice(1).find((w) => !skipped.includes(w));

// prettier-ignore
const FORMS: readonly Form[] = [
  { fits: (w) => w[0] === 'DROP' && THINGS.includes(after(w, 'MATERIALIZED', 'TEMPORARY', 'GLOBAL', 'UNIQUE', 'IF') ?? ''), category: 'delete', why: 'drops a part of the database' },
  { fits: (w) => w[0] === 'TRUNCATE' && isName(after(w, 'TABLE', 'ONLY')), category: 'delete', why: 'empties a table' },
  { fits: (w) => w[0] === 'DELETE' && after(w, 'TOP', 'LOW_PRIORITY', 'QUICK', 'IGNORE') === 'FROM' && !w.includes('WHERE'), category: 'delete', why: 'deletes every row of a table' },
  { fits: (w) => w[0] === 'DELETE' && after(w, 'LOW_PRIORITY', 'QUICK', 'IGNORE') === 'FROM', category: 'delete', why: 'deletes rows' },
  { fits: (w) => w[0] === 'UPDATE' && w.includes('SET') && !w.includes('WHERE'), category: 'overwrite', why: 'changes every row of a table' },
  { fits: (w) => w[0] === 'UPDATE' && w.includes('SET'), category: 'overwrite', why: 'changes rows' },
  { fits: (w) => w[0] === 'ALTER' && THINGS.includes(w[1] ?? ''), category: 'overwrite', why: 'changes the form of the database' },
  { fits: (w) => w[0] === 'REPLACE' && w[1] === 'INTO', category: 'overwrite', why: 'replaces rows' },
  { fits: (w) => w[0] === 'MERGE' && w[1] === 'INTO', category: 'overwrite', why: 'changes rows' },
  { fits: (w) => (w[0] === 'GRANT' && w.includes('TO')) || (w[0] === 'CREATE' && ['USER', 'ROLE'].includes(w[1] ?? '')), category: 'permission_grant', why: 'grants rights in the database' },
];

/** Forms that may stand behind `WITH … AS (…)`, `EXPLAIN ANALYZE` or `BEGIN`. */
function startsOf(words: readonly string[]): (readonly string[])[] {
  const starts: (readonly string[])[] = [words];
  // Without ANALYZE a plan is shown and nothing runs.
  if (words[0] === 'EXPLAIN' && !words.includes('ANALYZE') && !words.includes('ANALYSE')) return starts;
  if (['WITH', 'EXPLAIN', 'BEGIN', 'DO'].includes(words[0] ?? '')) {
    words.forEach((w, i) => {
      if (i > 0 && ['DELETE', 'UPDATE', 'DROP', 'TRUNCATE', 'MERGE'].includes(w)) starts.push(words.slice(i));
    });
  }
  return starts;
}

/** What SQL in the text would do, or null when there is none that changes anything. The worst statement counts. */
export function judgeSql(text: string): CommandJudgement | null {
  let found: Form | null = null;
  for (const words of statementsOf(text).flatMap(startsOf)) {
    const form = FORMS.find((f) => f.fits(words));
    if (form && (found === null || found.category === 'permission_grant')) found = form;
  }
  if (!found) return null;
  const risk: Risk = found.category === 'permission_grant' ? 'caution' : 'destructive';
  return { risk, category: found.category, rule: 'sql', why: found.why };
}
