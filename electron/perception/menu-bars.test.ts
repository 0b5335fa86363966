import { expect, test } from 'vitest';
import { splitAtTitles } from './menu-bars.ts';
import type { Line } from './recognise.ts';

/** A line 20 pixels high; each word with the gap before it. Letters are 8 pixels wide. */
function line(...words: readonly (readonly [string, number])[]): Line {
  let x = 0;
  const placed = words.map(([text, gap]) => {
    const x1 = x + gap;
    x = x1 + 8 * text.length;
    return { text, box: { x1, y1: 0, x2: x, y2: 20 } };
  });
  return { box: { x1: 0, y1: 0, x2: x, y2: 20 }, text: words.map(([t]) => t).join(' '), confidence: 1, words: placed };
}
const titles = (l: Line): string[] => splitAtTitles(l).map((p) => p.text);

test('titles of a menu bar are a line each, those of two words stay together', () => {
  expect(titles(line(['File', 0], ['Edit', 12], ['Tag', 12], ['Tools', 4], ['Help', 12]))).toEqual([
    'File',
    'Edit',
    'Tag Tools',
    'Help',
  ]);
  expect(titles(line(['Datei', 0], ['Bearbeiten', 11], ['Hilfe', 12]))).toEqual(['Datei', 'Bearbeiten', 'Hilfe']);
});

test('pieces lie beside each other in the order of the line', () => {
  const pieces = splitAtTitles(line(['File', 0], ['Edit', 12], ['View', 12]));
  for (const [i, piece] of pieces.entries()) expect(piece.box.x1).toBeGreaterThanOrEqual(pieces[i - 1]?.box.x2 ?? 0);
});

test('sentences, headings and words with usual gaps stay whole', () => {
  for (const whole of [
    line(['open', 0], ['File', 12], ['Edit', 12]),
    line(['File', 0], ['Edit', 4], ['View', 4]),
    line(['Annual', 0], ['Report', 12], ['Help', 12]),
    line(['File', 0]),
    line(),
  ])
    expect(splitAtTitles(whole)).toEqual([whole]);
});
