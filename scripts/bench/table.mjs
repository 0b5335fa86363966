/** A table in aligned plain text: numbers to the right, text to the left. Returns the lines, without line ends. */
export function tableLines({ columns, rows }) {
  const cells = [columns, ...rows].map((row) => columns.map((_, i) => format(row[i])));
  const widths = columns.map((_, i) => Math.max(...cells.map((row) => [...row[i]].length)));
  const right = columns.map((_, i) => rows.length > 0 && rows.every((row) => typeof row[i] === 'number'));
  const line = (row) =>
    '  ' +
    row
      .map((cell, i) => {
        const fill = ' '.repeat(widths[i] - [...cell].length);
        return right[i] ? fill + cell : cell + fill;
      })
      .join('  ')
      .trimEnd();
  return [line(cells[0]), '  ' + widths.map((w) => '-'.repeat(w)).join('  '), ...cells.slice(1).map(line)];
}

/** Numbers with as many digits as mean something: 3 significant, integers whole. */
function format(value) {
  if (value === undefined || value === null) return '';
  if (typeof value !== 'number') return String(value);
  if (Number.isInteger(value) || Math.abs(value) >= 100) return String(Math.round(value));
  return String(Number(value.toPrecision(3)));
}
