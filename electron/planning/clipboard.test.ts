import { describe, expect, test } from 'vitest';
import type { Intent } from '../protocol/intent.ts';
import { GoalPlanner } from './goals.ts';
import { madeUpWindow } from './playbooks/check.ts';
import { PlaybookLibrary, shippedPlaybooksDir } from './playbooks/library.ts';

const library = PlaybookLibrary.open([shippedPlaybooksDir()]);
const planner = new GoalPlanner({ library: () => library, platform: 'linux' });
const inEditor = [{ ...madeUpWindow('Mousepad'), active: true }];
const stepsOf = (task: string, windows: typeof inEditor | null = null): readonly Intent[] =>
  planner.planNow(task, windows).steps;
const copied = (text: string): Intent => ({ do: 'copy_text', text });

describe('a quoted text goes into the clipboard as it is', () => {
  test.each([
    ['copy "Hello there" to the clipboard', 'Hello there'],
    ['Put “two  spaces, and a dot.” on the clipboard', 'two  spaces, and a dot.'],
    ['copy the text "abc" into the clipboard', 'abc'],
    ['kopiere "Grüße" in die Zwischenablage', 'Grüße'],
  ])('%s', (task, text) => {
    expect(stepsOf(task)).toEqual([copied(text)]);
    expect(stepsOf(task, inEditor)).toEqual([copied(text)]);
  });
  test('among other steps', () => {
    expect(stepsOf('Put "x" on the clipboard, then press Ctrl+V')).toEqual([
      copied('x'),
      { do: 'hotkey', keys: ['ctrl', 'v'] },
    ]);
  });
});

test.each(['read the clipboard', 'What is on the clipboard?', 'tell me what is in the clipboard'])('%s', (task) => {
  expect(stepsOf(task)).toEqual([{ do: 'read_clipboard' }]);
});

describe('stays with the keys', () => {
  test.each(['copy the selection to the clipboard', 'copy this to the clipboard'])('%s', (task) => {
    expect(stepsOf(task)).toEqual([{ do: 'hotkey', keys: ['ctrl', 'c'] }]);
  });
  test('a thing on the screen, which is copied and not pasted anywhere', () => {
    const steps = stepsOf('copy notes.txt to the clipboard');
    expect(steps.at(-1)).toEqual({ do: 'hotkey', keys: ['ctrl', 'c'] });
    expect(steps[0]).toEqual({ do: 'click', target: 'notes.txt' });
  });
  test('what only has the word in it', () => {
    expect(stepsOf('click the Clipboard history button')).toEqual([
      { do: 'click', target: 'Clipboard history button' },
    ]);
  });
});
