import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isSlip, normalise, variants } from './apps-score.ts';

test.each([
  ['Éditeur de texte', 'editeur de texte'],
  ['  Notepad++ ', 'notepad++'],
  ['GNU Emacs (GUI)', 'gnu emacs gui'],
  ['计算器', '计算器'],
  ['…', ''],
])('“%s” is compared as “%s”', (text, plain) => {
  expect(normalise(text)).toBe(plain);
});

test('comparing what was made comparable changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(normalise(normalise(text))).toBe(normalise(text));
    }),
  );
});

test('articles and words for a program are optional, and never all that is left', () => {
  expect(variants('The Calculator app')).toEqual(['the calculator app', 'calculator']);
  expect(variants('das Textfenster')).toEqual(['das textfenster', 'textfenster']);
  expect(variants('app')).toEqual(['app']);
  expect(variants('')).toEqual([]);
});

const word = fc.stringMatching(/^[a-z]{8,12}$/);

test('one wrong letter is a slip, whichever way round', () => {
  fc.assert(
    fc.property(word, fc.nat(6), fc.constantFrom('drop', 'add', 'change', 'swap'), (name, at, how) => {
      const i = at + 1;
      const typed = {
        drop: name.slice(0, i) + name.slice(i + 1),
        add: `${name.slice(0, i)}ß${name.slice(i)}`,
        change: `${name.slice(0, i)}ß${name.slice(i + 1)}`,
        swap: name.slice(0, i) + (name[i + 1] ?? '') + (name[i] ?? '') + name.slice(i + 2),
      }[how];
      expect([isSlip(name, typed), isSlip(typed, name)]).toEqual([typed !== name, typed !== name]);
    }),
  );
});

test.each([
  ['uxterm', 'lxterm'],
  ['uxterm', 'xterm'],
  ['vim', 'vi'],
  ['calculator', 'galculator'],
  ['terminal', 'terminals2'],
  ['mousepad', 'mousepad'],
])('%s and %s are not a slip apart', (a, b) => {
  expect(isSlip(a, b)).toBe(false);
});
