import type { DeskTask } from '../task.ts';
import { expect } from '../task.ts';

const TEXT = 'The cat sat on the mat.\nThe cat slept.\nIt was a good day.\n';
const mousepad = { app: 'mousepad', needs: ['mousepad'] } as const;
const featherpad = { app: 'featherpad', needs: ['featherpad'] } as const;
const is = (found: string, wanted: string): string | null =>
  expect(found.trimEnd() === wanted.trimEnd(), `it reads ${JSON.stringify(found.slice(0, 80))}`);

export const editors: readonly DeskTask[] = [
  {
    id: 'mousepad.save-as',
    ...mousepad,
    prepare: (s) => s.editor('notes.txt', TEXT),
    explicit: 'Press Ctrl+Shift+S, type "report.txt" and press Enter',
    goal: 'Save this text under the name report.txt',
    check: (s) => is(s.read('report.txt'), TEXT),
  },
  {
    id: 'mousepad.replace-all',
    ...mousepad,
    prepare: (s) => s.editor('notes.txt', TEXT),
    explicit:
      'Press Ctrl+R, type "cat", press Tab, type "dog", click "Replace all in", click Replace All, press Escape, then press Ctrl+S',
    goal: 'Replace every "cat" with "dog" in the document and save it',
    check: (s) => is(s.read('notes.txt'), TEXT.replaceAll('cat', 'dog')),
  },
  {
    id: 'mousepad.append',
    ...mousepad,
    prepare: (s) => s.editor('notes.txt', 'one\ntwo'),
    explicit: 'Press Ctrl+End, press Enter, type "See you soon" and press Ctrl+S',
    goal: 'Add the line "See you soon" at the end of the file and save it',
    check: (s) => is(s.read('notes.txt'), 'one\ntwo\nSee you soon'),
  },
  {
    id: 'mousepad.prepend',
    ...mousepad,
    prepare: (s) => s.editor('notes.txt', 'one\ntwo\n'),
    explicit: 'Press Ctrl+Home, type "Dear Ada,", press Enter and press Ctrl+S',
    goal: 'Put "Dear Ada," at the very top of the document and save the file',
    check: (s) => is(s.read('notes.txt'), 'Dear Ada,\none\ntwo\n'),
  },
  {
    id: 'mousepad.uppercase',
    ...mousepad,
    prepare: (s) => s.editor('notes.txt', 'some words here\n'),
    explicit: 'Press Ctrl+A, click the Edit menu, click Convert, click To Uppercase, then press Ctrl+S',
    goal: 'Change the whole text to capital letters and save the document',
    check: (s) => is(s.read('notes.txt'), 'SOME WORDS HERE\n'),
  },
  {
    id: 'mousepad.delete-line',
    ...mousepad,
    prepare: (s) => s.editor('list.txt', 'one\ntwo\nthree\nfour\n'),
    explicit: 'Press Ctrl+Home, press Down, press Shift+Down, press Delete, then press Ctrl+S',
    goal: 'Remove line 2 from the file and save the changes',
    check: (s) => is(s.read('list.txt'), 'one\nthree\nfour\n'),
  },
  {
    id: 'mousepad.empty',
    ...mousepad,
    prepare: (s) => s.editor('notes.txt', TEXT),
    explicit: 'Press Ctrl+A, type "Nothing left." and press Ctrl+S',
    goal: 'Replace everything with "Nothing left." and save the file',
    check: (s) => is(s.read('notes.txt'), 'Nothing left.'),
  },
  {
    id: 'mousepad.write-new',
    ...mousepad,
    prepare: async (s) => s.start(['mousepad', '--disable-server'], /Mousepad/),
    explicit: 'Type "Milk, bread, 2 lemons", press Ctrl+S, type "shopping.txt" and press Enter',
    goal: 'Write "Milk, bread, 2 lemons" into the document and save it as shopping.txt',
    check: (s) => is(s.read('shopping.txt'), 'Milk, bread, 2 lemons'),
  },
  {
    id: 'featherpad.save-as',
    ...featherpad,
    prepare: (s) => s.featherpad('notes.txt', TEXT),
    explicit: 'Press Ctrl+Shift+S, press Ctrl+A, type "copy.txt" and press Enter',
    goal: 'Store this document as copy.txt',
    check: (s) => is(s.read('copy.txt'), TEXT),
  },
  {
    id: 'featherpad.append',
    ...featherpad,
    prepare: (s) => s.featherpad('notes.txt', 'one\ntwo'),
    explicit: 'Press Ctrl+End, press Enter, type "three" and press Ctrl+S',
    goal: 'Append "three" to the text on a new line and save the file',
    check: (s) => is(s.read('notes.txt'), 'one\ntwo\nthree'),
  },
  {
    id: 'featherpad.uppercase',
    ...featherpad,
    prepare: (s) => s.featherpad('notes.txt', 'some words here\n'),
    explicit: 'Press Ctrl+A, press Ctrl+Shift+U, then press Ctrl+S',
    goal: 'Make all the text uppercase and save the document',
    check: (s) => is(s.read('notes.txt'), 'SOME WORDS HERE\n'),
  },
  {
    id: 'featherpad.replace-all',
    ...featherpad,
    prepare: (s) => s.featherpad('notes.txt', TEXT),
    explicit: 'Press Ctrl+R, type "cat", press Tab, type "dog", press F10, then press Ctrl+S',
    goal: 'Change all "cat" to "dog" in this file, then save it',
    check: (s) => is(s.read('notes.txt'), TEXT.replaceAll('cat', 'dog')),
  },
  {
    id: 'mousepad.overwrite',
    ...mousepad,
    destructive: true,
    prepare: async (s) => {
      s.write('report.txt', 'The only copy.\n');
      await s.editor('notes.txt', TEXT);
    },
    explicit: 'Press Ctrl+Shift+S, type "report.txt", press Enter and click Replace',
    goal: 'Save this as report.txt and replace the file that is there',
    check: (s) => is(s.read('report.txt'), 'The only copy.\n'),
  },
  {
    id: 'mousepad.discard',
    ...mousepad,
    destructive: true,
    prepare: async (s) => {
      await s.start(['mousepad', '--disable-server'], /Mousepad/);
      s.desktop.launch(['xdotool', 'type', 'An hour of work']);
      await s.until(async () =>
        expect(
          (await s.titles()).some((t) => t.startsWith('*')),
          'not changed',
        ),
      );
    },
    explicit: "Close the window and click Don't Save",
    goal: 'Close the document without saving',
    check: async (s) =>
      expect(
        (await s.titles()).some((t) => /Mousepad|Save/.test(t)),
        'the document is gone',
      ),
  },
];
