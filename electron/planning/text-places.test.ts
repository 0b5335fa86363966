import { expect, test } from 'vitest';
import type { Intent } from '../protocol/intent.ts';
import { named } from './playbooks/applications.ts';
import { atTextPlaces } from './text-places.ts';

const into = (target: string, text = 'Bye'): Intent[] => [{ do: 'type', text, target }];
const brief = (steps: readonly Intent[]): string =>
  steps.map((s) => (s.do === 'hotkey' ? s.keys.join('+') : s.do === 'type' ? s.text : s.do)).join(' ');

test.each(['end of the document', 'the bottom', 'new line at the bottom of the document', 'last line', 'the very end'])(
  'the end of a text: %s',
  (target) =>
    expect(brief(atTextPlaces(into(target), 'write Bye there', named('mousepad')))).toBe('ctrl+end enter Bye'),
);

test.each(['first line', 'the top of the file', 'beginning of the text'])('its beginning: %s', (target) =>
  expect(brief(atTextPlaces(into(target), 'write Bye there', named('writer')))).toBe('ctrl+home Bye enter'),
);

test('a document that is appended to is written to at its end, one that is written to is clicked', () => {
  expect(brief(atTextPlaces(into('file'), 'append Bye to the file', named('editor')))).toBe('ctrl+end enter Bye');
  expect(atTextPlaces(into('file'), 'type Bye into the file', named('editor'))).toEqual(into('file'));
});

test('a line saying something is what it says', () => {
  expect(brief(atTextPlaces(into('bottom', 'a line saying "Thanks"'), '', named('editor')))).toBe(
    'ctrl+end enter Thanks',
  );
});

test('in a form, and for fields with a name, nothing changes', () => {
  expect(atTextPlaces(into('end'), '', named('chromium'))).toEqual(into('end'));
  expect(atTextPlaces(into('End date'), '', named('mousepad'))).toEqual(into('End date'));
});
