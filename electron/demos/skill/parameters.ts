/** The values a skill is replayed with: from `--param`, from a table, from what was shown. Each checked against its type. */
import { SteadyhandError } from '../../protocol/errors.ts';
import type { Table } from './csv.ts';
import type { Parameter, Skill } from './schema.ts';

export type Values = Readonly<Record<string, string>>;

const usage = (code: string, message: string, remedy: string): SteadyhandError =>
  new SteadyhandError('usage', code, message, remedy);

/** `key=value` texts as a record. @throws SteadyhandError `param_shape`, `param_twice` */
export function parseParams(given: readonly string[]): Values {
  const values: Record<string, string> = {};
  for (const text of given) {
    const at = text.indexOf('=');
    if (at < 1)
      throw usage('param_shape', `--param ${text} is not NAME=VALUE.`, 'Give for example --param file=notes.txt.');
    const name = text.slice(0, at);
    if (Object.hasOwn(values, name)) throw usage('param_twice', `--param ${name} is given twice.`, 'Give it once.');
    values[name] = text.slice(at + 1);
  }
  return values;
}

/** What is wrong with a value for a parameter, in words; null when nothing is. */
export function wrongWith(parameter: Parameter, value: string): string | null {
  switch (parameter.type) {
    case 'number':
      return /^[+-]?(\d+([.,]\d+)?|[.,]\d+)$/.test(value.trim()) ? null : `“${value}” is no number`;
    case 'date':
      return /\d/.test(value) && /^[\p{L}\d .,/:-]{4,40}$/u.test(value.trim()) ? null : `“${value}” is no date`;
    case 'file_name':
      return value.trim() === '' || /\p{Cc}/u.test(value) || value.length > 255 ? `“${value}” is no file name` : null;
    default:
      return null;
  }
}

/** Names of all that can be given: parameters, and the columns of loops. */
export const namesOf = (skill: Skill): readonly string[] => [
  ...skill.parameters.map((p) => p.name),
  ...skill.steps.flatMap((s) => (s.do === 'for_each' ? s.columns : [])),
];

/**
 * The values of one replay: what was given, else what was shown.
 * @throws SteadyhandError `param_unknown`, `param_missing`, `param_wrong`
 */
export function valuesFor(skill: Skill, given: Values): Values {
  const known = namesOf(skill);
  const unknown = Object.keys(given).find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw usage(
      'param_unknown',
      `The skill “${skill.name}” has no parameter “${unknown}”.`,
      known.length === 0 ? 'It has none.' : `It has: ${known.join(', ')}.`,
    );
  }
  const values: Record<string, string> = {};
  for (const parameter of skill.parameters) {
    const value = given[parameter.name] ?? parameter.default;
    if (value === undefined) {
      throw usage(
        'param_missing',
        `The skill “${skill.name}” needs the parameter “${parameter.name}”${parameter.about ? ` (${parameter.about})` : ''}.`,
        `Give it with --param ${parameter.name}=…`,
      );
    }
    const wrong = wrongWith(parameter, value);
    if (wrong !== null) {
      throw usage(
        'param_wrong',
        `The parameter “${parameter.name}”: ${wrong}.`,
        `Give a ${parameter.type.replace('_', ' ')}.`,
      );
    }
    values[parameter.name] = value;
  }
  return values;
}

export interface DataRow {
  readonly values: Values;
  /** For people: which row of the table it is, from 1, and its line in the file. */
  readonly row: number;
  readonly line: number;
}

/**
 * A table as values, row by row; all rows are checked before any is used.
 * @throws SteadyhandError `table_columns` naming what is missing or too much, `param_wrong` with the line
 */
export function rowsFor(skill: Skill, table: Table, given: Values, file: string): DataRow[] {
  const known = namesOf(skill);
  const extra = table.columns.find((c) => !known.includes(c));
  if (extra !== undefined) {
    throw usage(
      'table_columns',
      `${file}:1: “${extra}” is no parameter of “${skill.name}”.`,
      `It has: ${known.join(', ') || 'none'}.`,
    );
  }
  const needed = [
    ...skill.parameters.filter((p) => p.default === undefined && given[p.name] === undefined).map((p) => p.name),
    ...skill.steps.flatMap((s) => (s.do === 'for_each' ? s.columns.filter((c) => given[c] === undefined) : [])),
  ];
  const missing = needed.find((name) => !table.columns.includes(name));
  if (missing !== undefined) {
    throw usage(
      'table_columns',
      `${file}:1: the column “${missing}” is missing.`,
      `The table has: ${table.columns.join(', ')}. Nothing was run.`,
    );
  }
  return table.rows.map((cells, i) => {
    const values = { ...given, ...Object.fromEntries(table.columns.map((c, j) => [c, cells[j] ?? ''])) };
    const line = table.lines[i] ?? 0;
    for (const p of skill.parameters) {
      const value = values[p.name];
      const wrong = value === undefined ? null : wrongWith(p, value);
      if (wrong !== null) {
        throw usage(
          'param_wrong',
          `${file}:${line}: the parameter “${p.name}”: ${wrong}.`,
          `Give a ${p.type.replace('_', ' ')}. Nothing was run.`,
        );
      }
    }
    return { values, row: i + 1, line };
  });
}
