import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCsv, recordsOf } from './csv.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('a table of values', () => {
  test('is read with the separator of its first line, quotes and line breaks included', () => {
    const read = readCsv(bytes('\uFEFFname;note\r\n"Müller; Söhne";"two\nlines ""quoted"""\r\n日本;\r\n'), ['name']);
    expect(read).toEqual({
      rows: [
        { name: 'Müller; Söhne', note: 'two\nlines "quoted"' },
        { name: '日本', note: '' },
      ],
    });
  });

  test.each([
    ['no rows', 'a,b\n', { fault: 'empty' }],
    ['nothing at all', '', { fault: 'empty' }],
    ['a column that is needed', 'a\n1\n', { fault: 'missing', columns: ['b'] }],
    ['a row that is too short', 'a,b\n1,2\n3\n', { fault: 'ragged', line: 3, found: 1, wanted: 2 }],
  ])('lacks %s: refused with the place', (_what, text, fault) => {
    expect(readCsv(bytes(text), text.startsWith('a,b') || text === '' ? [] : ['b'])).toEqual(fault);
  });

  test('text that is not UTF-8 is refused, not guessed', () => {
    expect(readCsv(new Uint8Array([0x61, 0x0a, 0xe9, 0x0a]), [])).toEqual({ fault: 'encoding' });
  });

  test('whatever is written quoted is read back', () => {
    const cell = fc.string({ unit: 'grapheme' });
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1 }), (rows) => {
        const quoted = (v: string): string => `"${v.replaceAll('"', '""')}"`;
        const text = rows.map((r) => r.map(quoted).join(',')).join('\n');
        expect(recordsOf(text).map((r) => r.values)).toEqual(rows);
      }),
    );
  });
});
