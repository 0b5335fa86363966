import { describe, expect, test } from 'vitest';
import { compile } from '../../../electron/planning/compile.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { bytes, duration, keysOf, moment, percent } from './format.ts';
import { fr } from './fr.ts';
import { zh } from './zh.ts';

type Tree = { readonly [key: string]: string | Tree };
const flat = (tree: Tree, at = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${at}${key}`, value] as [string, string]] : flat(value, `${at}${key}.`),
  );
const holes = (text: string): string[] => [...text.matchAll(/\{\{(\w+)/g)].map((m) => m[1] ?? '').sort();
const english = new Map(flat(en));

describe.each(Object.entries({ de, es, fr, zh }))('the words of %s', (_language, words) => {
  const all = flat(words);
  test('have the same places for values as the English ones', () => {
    const wrong = all.filter(([key, text]) => holes(text).join() !== holes(english.get(key) ?? '').join());
    expect(wrong).toEqual([]);
  });

  test('are not left in English, but for names and words that are the same', () => {
    const said = (text: string): string => text.replace(/\{\{[^}]*\}\}/g, '');
    const same = all.filter(([key, text]) => text === english.get(key) && said(text).length > 12);
    expect(same).toEqual([]);
  });

  test('none is empty that English has', () => {
    expect(all.filter(([key, text]) => text === '' && english.get(key) !== '')).toEqual([]);
  });
});

test('numbers, times and sizes are written as the language does', () => {
  expect(percent(0.874, 'en')).toBe('87%');
  expect(percent(0.002, 'en')).toBe('< 1%');
  expect(percent(0.874, 'de')).toBe('87\u00a0%');
  expect([duration(0.4, 'en'), duration(850, 'en'), duration(4200, 'en')]).toEqual(['< 1 ms', '850 ms', '4.2 sec']);
  expect([duration(185_000, 'en'), duration(7_800_000, 'en')]).toEqual(['3 min 5 sec', '2 hr 10 min']);
  expect(duration(4900, 'en', true)).toBe('4 sec');
  expect([bytes(12, 'en'), bytes(38_200_000, 'en'), bytes(1_840_000_000, 'de')]).toEqual([
    '12 byte',
    '38 MB',
    '1,8\u00a0GB',
  ]);
  expect(keysOf('ctrl + alt+escape')).toEqual(['Ctrl', 'Alt', 'Escape']);
  const noon = new Date(2026, 10, 23, 12, 0).getTime();
  expect(moment(noon, 'en-GB', noon + 1000)).toBe('12:00');
  expect(moment(noon, 'en-GB', noon + 86_400_000)).toContain('23 Nov');
});

test.each(Object.entries({ en, de, es, fr, zh }))(
  'the first task of the guide reads the screen, said in %s',
  (_l, words) => {
    expect(compile(words.guide.tryTask).steps).toEqual([{ do: 'read' }]);
  },
);
