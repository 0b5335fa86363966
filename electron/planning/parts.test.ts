import fc from 'fast-check';
import { expect, test } from 'vitest';
import { COMMON_KEYS, parseChords } from './keys.ts';
import { protect } from './literals.ts';
import { english } from './lexicon/en.ts';
import { parseExpression } from './numbers.ts';
import { correctTypos, editDistance } from './typos.ts';

test('protecting literals can always be undone', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 120, unit: 'binary' }), (s) => {
      const { text, literals } = protect(s);
      expect(literals.raw(text)).toBe(s);
    }),
  );
  const s = "Open ~/a b/c.txt, go to https://x.de/a?b=c#d, mail o'neil@x.org „so“ «ça» `code` don't 5\"";
  const { text, literals } = protect(s);
  expect(literals.raw(text)).toBe(s);
});

test.each([
  ['Open D:\\My files\\a b.txt, then click', 'D:\\My files\\a b.txt'],
  ['open ~/Work/2025 plans/x.ods and press F5', '~/Work/2025 plans/x.ods'],
  ['go to example.org.', 'example.org'],
  ['write to ana.b@mail.example.com, please', 'ana.b@mail.example.com'],
  ["type 'it's fine' now", "'it's fine'"],
])('in %s the literal is %s', (sentence, literal) => {
  const { text, literals } = protect(sentence);
  const found = [...text].map((c) => literals.get(c)?.raw).filter((r) => r !== undefined);
  expect(found).toEqual([literal]);
});

test.each([
  ['Ctrl+Shift+T', [['ctrl', 'shift', 't']]],
  ['ctrl-c', [['ctrl', 'c']]],
  ['Ctrl++', [['ctrl', '+']]],
  ['Ctrl+-', [['ctrl', '-']]],
  ['⌘C', [['cmd', 'c']]],
  ['Page Down', [['pagedown']]],
  ['up up down', [['up'], ['up'], ['down']]],
  [
    'ctrl+k, ctrl+s',
    [
      ['ctrl', 'k'],
      ['ctrl', 's'],
    ],
  ],
  ['Control Panel', null],
  ['End call', null],
  ['', null],
])('the chord %s is %j', (phrase, keys) => {
  expect(parseChords(phrase, COMMON_KEYS)).toEqual(keys);
});

test.each([
  ['12 × 34', '12*34'],
  ['144 ÷ 12', '144/12'],
  ['five times six', '5*6'],
  ['(3 + 4) x 2', '(3+4)*2'],
  ['multiply 23 by 19', '23*19'],
  ['subtract 3 from 10', '10-3'],
  ['which is best', null],
  ['42', null],
])('the calculation %s is %s', (phrase, expression) => {
  expect(parseExpression(phrase, english.numbers)).toBe(expression);
});

test.each([
  ['clikc OK adn thne pres Enter', 'click OK and then press Enter'],
  ['Clcik the Save button', 'Click the Save button'],
  ['rihgt-click teh file', 'right-click the file'],
  ['type bread and butter, then clck OK', 'type bread and butter, then click OK'],
  ['click the clock', 'click the clock'],
])('typing errors: %s', (given, corrected) => {
  expect(correctTypos(given, english)).toBe(corrected);
});

test('a transposition is one slip', () => {
  expect(editDistance('clikc', 'click', 2)).toBe(1);
  expect(editDistance('then', 'then', 2)).toBe(0);
  expect(editDistance('abc', 'abcdef', 2)).toBe(3);
});
