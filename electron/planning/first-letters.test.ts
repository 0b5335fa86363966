import { describe, expect, test } from 'vitest';
import { firstLetters } from './first-letters.ts';

const letters = (source: string): string | null => {
  const found = firstLetters(source);
  return found && [...found].sort().join('');
};

describe('the letters a pattern can begin with', () => {
  test.each([
    ['click (?<target>.+)', 'c'],
    ['(?:click|press|Hit) .+', 'chp'],
    ['(?:re)?open .+', 'or'],
    ['(?<n>a|b{0,2})?close', 'abc'],
    ['(?!the )(?:scroll|swipe)', 's'],
    ['(?-i:Save|undo) x', 'su'],
    ['(?:(?:open|start) )?(?:a |new )?tab|untick', 'anostu'],
    ['[ck]lick(?:[)|]x)?|b', 'bck'],
    ['\\(a\\)|\\+b', '(+'],
    ['打开|关', '关打'],
  ])('%s', (source, expected) => {
    expect(letters(source)).toBe(expected);
  });

  test.each(['.{1,60}', '\\S+ (?:a|b)', '[^,]+ x', '(?<keys>.+)', 'a?b?', '(?:click|.*) x', '\\p{L}+', '(?:a|)'])(
    'any for %s',
    (source) => {
      expect(firstLetters(source)).toBeNull();
    },
  );
});
