/**
 * Tables for `--data`: CSV as RFC 4180 has it, with `,`, `;` or tab, in UTF-8 (a byte order mark is fine).
 *
 * Errs towards refusing: a table that could be read in two ways is typed into programs, so a bad quote, a row of another
 * length or bytes that are no UTF-8 are faults with their line.
 */
import { SteadyhandError } from '../../protocol/errors.ts';

export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** The line of the file each row begins at. */
  readonly lines: readonly number[];
}

const MOST_ROWS = 10_000;
const SEPARATORS = [',', ';', '\t'] as const;

const faulty = (file: string, line: number, why: string, remedy: string): SteadyhandError =>
  new SteadyhandError('usage', 'table_faulty', `${file}:${line}: ${why}.`, `${remedy} Nothing was run.`);

/** Reads a table with a header row. `file`: what errors call it. @throws SteadyhandError `table_faulty`, `table_encoding`, `table_empty` */
export function readTable(bytes: Uint8Array, file: string): Table {
  const text = decode(bytes, file);
  const header = text.slice(0, text.search(/\r?\n|$/));
  const separator = SEPARATORS.reduce((best, s) => (header.split(s).length > header.split(best).length ? s : best));
  const { records, lines } = recordsOf(text, separator, file);
  const [columns, ...rows] = records;
  if (!columns || rows.length === 0) {
    throw new SteadyhandError(
      'usage',
      'table_empty',
      `${file} has ${columns ? 'a header and no rows' : 'nothing in it'}.`,
      'Give a first line with the names of the parameters, and a line for each time.',
    );
  }
  const names = columns.map((c) => c.trim());
  const twice = names.find((c, i) => names.indexOf(c) !== i);
  if (twice !== undefined) throw faulty(file, 1, `the column “${twice}” is there twice`, 'Name each column once.');
  rows.forEach((row, i) => {
    if (row.length === names.length) return;
    throw faulty(
      file,
      lines[i + 1] ?? 0,
      `the row has ${row.length} ${row.length === 1 ? 'cell' : 'cells'}, the header ${names.length}`,
      'Give each row one cell for each column, empty ones too.',
    );
  });
  if (rows.length > MOST_ROWS)
    throw faulty(file, lines[MOST_ROWS] ?? 0, `it has more than ${MOST_ROWS} rows`, 'Split it.');
  return { columns: names, rows, lines: lines.slice(1) };
}

function decode(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    const line = lineOfBadByte(bytes);
    throw new SteadyhandError(
      'usage',
      'table_encoding',
      `${file}:${line}: the bytes there are no UTF-8${bytes[0] === 0xff || bytes[0] === 0xfe ? ' (it looks like UTF-16)' : ''}.`,
      'Save the table as “CSV UTF-8”. Nothing was run.',
      error,
    );
  }
}

function lineOfBadByte(bytes: Uint8Array): number {
  let line = 1;
  let start = 0;
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for (let i = 0; i <= bytes.length; i++) {
    if (i < bytes.length && bytes[i] !== 0x0a) continue;
    try {
      decoder.decode(bytes.subarray(start, i));
    } catch {
      return line;
    }
    start = i + 1;
    line++;
  }
  return line;
}

function recordsOf(text: string, separator: string, file: string): { records: string[][]; lines: number[] } {
  const records: string[][] = [];
  const lines: number[] = [];
  let record: string[] = [];
  let cell = '';
  let line = 1;
  let began = 1;
  let quoted: number | null = null;
  let closed = false;
  const endCell = (): void => {
    record.push(cell);
    cell = '';
    closed = false;
  };
  const endRecord = (): void => {
    endCell();
    // A line of nothing is no row.
    if (record.length > 1 || record[0] !== '') {
      records.push(record);
      lines.push(began);
    }
    record = [];
  };
  for (let i = 0; i < text.length; i++) {
    const c = text.charAt(i);
    if (c === '\n') line++;
    if (quoted !== null) {
      if (c !== '"') cell += c;
      else if (text[i + 1] === '"') {
        cell += '"';
        i++;
      } else {
        quoted = null;
        closed = true;
      }
      continue;
    }
    if (c === separator) endCell();
    else if (c === '\n') {
      endRecord();
      began = line;
    } else if (c === '\r' && text[i + 1] === '\n') continue;
    else if (c === '"' && cell === '' && !closed) quoted = line;
    else if (c === '"' || closed) {
      throw faulty(
        file,
        line,
        'a quote stands in the middle of a cell',
        'Put the whole cell in quotes and double those in it.',
      );
    } else cell += c;
  }
  if (quoted !== null) throw faulty(file, quoted, 'a quote is opened and never closed', 'Close it.');
  if (cell !== '' || record.length > 0 || closed) endRecord();
  return { records, lines };
}
