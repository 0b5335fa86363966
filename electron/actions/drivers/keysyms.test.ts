import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keysymOf, RETURN, TAB, typedCharacters } from './keysyms.ts';

test('every character has a keysym of its own', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 2, maxLength: 2 }), (text) => {
      const [a = '', b = ''] = text;
      const [ka, kb] = [keysymOf(a), keysymOf(b)];
      if (ka !== null && kb !== null) expect(ka === kb).toBe(a === b);
    }),
  );
});

test.each([
  ['a', 0x61],
  ['ÿ', 0xff],
  ['€', 0x010020ac],
  ['日', 0x010065e5],
  ['🙂', 0x0101f642],
  ['\u0301', 0x01000301],
  ['\n', RETURN],
  ['\t', TAB],
])('%j is typed as keysym %i', (character, keysym) => {
  expect(keysymOf(character)).toBe(keysym);
});

test.each(['\u0000', '\u0007', '\u001b', '\u007f', '\u0085', '\ud83d', '\ude42'])('%j is not typed', (character) => {
  expect(keysymOf(character)).toBeNull();
});

test('a line feed, a carriage return and both together are one Return', () => {
  expect(typedCharacters('a\r\nb\rc\nd')).toEqual(['a', '\n', 'b', '\n', 'c', '\n', 'd']);
});
