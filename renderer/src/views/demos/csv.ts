/**
 * A table of values: RFC 4180, with the separator that its first line uses. Pure. Errs towards refusing: a row with too
 * few or too many values is named, never padded.
 */
export type CsvFault =
  | { readonly fault: 'empty' }
  | { readonly fault: 'missing'; readonly columns: readonly string[] }
  | { readonly fault: 'ragged'; readonly line: number; readonly found: number; readonly wanted: number }
  | { readonly fault: 'encoding' };
export type CsvRead = { readonly rows: readonly Readonly<Record<string, string>>[] } | CsvFault;

/** Bytes of a file as text; null when they are not UTF-8. A byte order mark is dropped. */
export function textOf(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

interface Record_ {
  readonly line: number;
  readonly values: readonly string[];
}

/** The records of a table with the line each begins on; empty lines are no records. */
export function recordsOf(text: string): Record_[] {
  const separator = separatorOf(text);
  const records: Record_[] = [];
  let [values, value, line, begins, quoted, wasQuoted] = [[] as string[], '', 1, 1, false, false];
  const endRecord = (): void => {
    values.push(value);
    if (values.length > 1 || values[0] !== '' || wasQuoted) records.push({ line: begins, values });
    [values, value, wasQuoted] = [[], '', false];
  };
  for (let i = 0; i < text.length; i++) {
    const c = text.charAt(i);
    if (c === '\n') line += 1;
    if (quoted) {
      if (c !== '"') value += c;
      else if (text.charAt(i + 1) === '"') value += text.charAt(i++);
      else quoted = false;
    } else if (c === '"' && value === '') {
      [quoted, wasQuoted] = [true, true];
    } else if (c === separator) {
      values.push(value);
      value = '';
    } else if (c === '\n') {
      endRecord();
      begins = line;
    } else if (c !== '\r' || text.charAt(i + 1) !== '\n') {
      value += c;
    }
  }
  if (value !== '' || values.length > 0) endRecord();
  return records;
}

/** Of `,`, `;` and tab the one that the first line has most of, outside quotes. */
function separatorOf(text: string): string {
  const first = (text.split('\n', 1)[0] ?? '').replace(/"[^"]*"/g, '');
  const times = (c: string): number => first.split(c).length;
  return [',', ';', '\t'].reduce((best, c) => (times(c) > times(best) ? c : best));
}

/** Reads the table. `needed`: the columns without which no row can be done. */
export function readCsv(bytes: Uint8Array, needed: readonly string[]): CsvRead {
  const text = textOf(bytes);
  if (text === null) return { fault: 'encoding' };
  const [head, ...body] = recordsOf(text);
  if (!head || body.length === 0) return { fault: 'empty' };
  const names = head.values.map((n) => n.trim());
  const missing = needed.filter((n) => !names.includes(n));
  if (missing.length > 0) return { fault: 'missing', columns: missing };
  const ragged = body.find((r) => r.values.length !== names.length);
  if (ragged) return { fault: 'ragged', line: ragged.line, found: ragged.values.length, wanted: names.length };
  return { rows: body.map((r) => Object.fromEntries(names.map((n, i) => [n, r.values[i] ?? '']))) };
}
