import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readTable } from './csv.ts';

const table = (text: string) => readTable(Buffer.from(text), 'rows.csv');

test('quotes, separators and line ends within cells, an empty line, and the line each row began at', () => {
  const { columns, rows, lines } = table('name,note\r\n"Berg, Anna","said ""hi""\nand left"\r\n\r\nCarl,\r\n');
  expect(columns).toEqual(['name', 'note']);
  expect(rows).toEqual([
    ['Berg, Anna', 'said "hi"\nand left'],
    ['Carl', ''],
  ]);
  expect(lines).toEqual([2, 5]);
});

test.each([
  ['semicolons', 'a;b\n1,5;2\n', [['1,5', '2']]],
  ['tabs', 'a\tb\n1\t2', [['1', '2']]],
  ['a byte order mark', '\ufeffa,b\n1,2\n', [['1', '2']]],
  ['one column', 'a\nx\ny\n', [['x'], ['y']]],
])('a table with %s', (_what, text, rows) => {
  expect(table(text).rows).toEqual(rows);
});

test.each([
  ['a row too short', 'a,b\n1,2\n3\n', 'rows.csv:3', 'table_faulty'],
  ['a quote that is never closed', 'a,b\n"1,2\n3,4\n', 'rows.csv:2', 'table_faulty'],
  ['a quote inside a cell', 'a,b\n1,x"y\n', 'rows.csv:2', 'table_faulty'],
  ['a column twice', 'a,a\n1,2\n', 'rows.csv:1', 'table_faulty'],
  ['no rows', 'a,b\n', 'rows.csv', 'table_empty'],
  ['nothing', '', 'rows.csv', 'table_empty'],
])('%s is refused with its place', (_what, text, place, code) => {
  expect(() => table(text)).toThrow(
    expect.objectContaining({ code, message: expect.stringContaining(place) as string }) as Error,
  );
});

test('bytes that are no UTF-8 are refused with their line', () => {
  const bytes = Buffer.concat([Buffer.from('a,b\n1,2\n'), Buffer.from([0x4d, 0xfc, 0x6c]), Buffer.from(',3\n')]);
  expect(() => readTable(bytes, 'rows.csv')).toThrow(/rows\.csv:3: the bytes there are no UTF-8/);
});

test('whatever is in the cells, a table written as RFC 4180 says is read back', () => {
  const cell = fc
    .string({ unit: 'grapheme', maxLength: 12 })
    .filter((c) => !c.includes('\u0000') && !c.startsWith('\ufeff'));
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 8 }), (rows) => {
      const quoted = rows.map((r) => r.map((c) => `"${c.replaceAll('"', '""')}"`).join(','));
      expect(table(['a,b', ...quoted].join('\r\n')).rows).toEqual(rows);
    }),
  );
});
