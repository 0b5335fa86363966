import { expect, test } from 'vitest';
import { MAX_INSTRUCTION, parseInstruction } from './parse.ts';

const first = (text: string): ReturnType<typeof parseInstruction>['readings'][number] => {
  const [reading] = parseInstruction(text).readings;
  if (!reading) throw new Error('no reading');
  return reading;
};

test.each([
  ['Click Save', 'Save'],
  ['Press the "Save As…" button', 'Save As…'],
  ['Open the Tools menu', 'Tools'],
  ['Tick “Remember me”', 'Remember me'],
  ['Click into the Host name field', 'Host name'],
  ['Klicke auf die Schaltfläche Speichern', 'Speichern'],
  ['Haz clic en el botón Guardar', 'Guardar'],
  ['Cliquez sur le bouton Enregistrer', 'Enregistrer'],
  ['点击保存按钮', '保存'],
  ['the OK button of the Print dialog', 'OK'],
])('%s asks for the label %s', (text, label) => {
  expect(first(text).label).toBe(label);
});

test.each([
  ['the switch beside "Sound"', 'switch', 'beside', ['Sound']],
  ['the button to the right of Undo', 'button', 'right', ['Undo']],
  ['the entry directly below Restart', 'row', 'below', ['Restart']],
  ['the file between a.txt and b.txt', 'row', 'between', ['a.txt', 'b.txt']],
  ['the icon at the end of the report.pdf row', 'icon', 'row_end', ['report.pdf']],
  ['the checkbox at the start of the second.txt row', 'checkbox', 'row_start', ['second.txt']],
  ['der Schalter neben "Ton"', 'switch', 'beside', ['Ton']],
] as const)('%s is a %s that stands %s %j', (text, kind, relation, phrases) => {
  const r = first(text);
  expect(r.kinds).toContain(kind);
  expect(r.anchors[0]?.relation).toBe(relation);
  expect(r.anchors[0]?.phrases).toEqual(phrases);
});

test.each([
  ['the third row', 3],
  ['the last entry of the list', -1],
  ['die zweite Zeile', 2],
])('%s is number %i', (text, n) => {
  expect(first(text).ordinal).toBe(n);
});

test('places, colours and sizes are taken out of the name', () => {
  const r = first('the small red button at the bottom right');
  expect(r.label).toBe('');
  expect(r.colours.map((c) => c.name)).toEqual(['red']);
  expect(r.size).toBe(-1);
  expect(r.anchors[0]?.place ?? r.place).toEqual({ h: 1, v: 1 });
});

test.each([
  ['Click Save', 'name'],
  ['the switch beside Wi-Fi', 'noun'],
  ['make the text larger', 'verb'],
] as const)('%s is a %s', (text, form) => {
  expect(parseInstruction(text).form).toBe(form);
});

test('a name that holds a relation word is also read as a whole', () => {
  expect(parseInstruction('Click Save in Library').readings.map((r) => r.label)).toContain('Save in Library');
});

test('what is longer than the limit is cut', () => {
  expect(parseInstruction('a'.repeat(9000)).instruction).toHaveLength(MAX_INSTRUCTION);
});
