import { describe, expect, test } from 'vitest';
import type { WindowInfo } from '../protocol/frame.ts';
import { GoalPlanner } from './goals.ts';
import { madeUpWindow } from './playbooks/check.ts';
import { PlaybookLibrary, shippedPlaybooksDir } from './playbooks/library.ts';
import type { Platform } from './playbooks/schema.ts';

const library = PlaybookLibrary.open([shippedPlaybooksDir()]);
const planner = (platform: Platform = 'linux'): GoalPlanner => new GoalPlanner({ library: () => library, platform });
const desk = (...apps: string[]): WindowInfo[] =>
  apps.map((app, i) => ({ ...madeUpWindow(app), id: i + 1, active: i === 0 }));

test('without a screen, what the compiler reads stays as it was said', () => {
  const plan = planner().planNow('Rename draft.txt to final.txt');
  expect(plan.source).toBe('compiled');
  expect(plan.steps[0]).toEqual({ do: 'click', target: 'draft.txt' });
});

test.each(['spreadsheet', 'presentation', 'table', 'document'])(
  'saving the %s writes no other kind of file',
  (what) => {
    const { steps } = planner().planNow(`Put 5 into B5 and save the ${what}`, desk('libreoffice-calc'));
    expect(steps.filter((s) => s.do === 'hotkey').at(-1)).toEqual({ do: 'hotkey', keys: ['ctrl', 's'] });
    expect(JSON.stringify(steps)).not.toContain('PDF');
  },
);

test('a goal the compiler refuses is laid out by a playbook', () => {
  const { source, steps } = planner().planNow('Put the total of B1 to B5 into B6');
  expect(source).toBe('playbook:calc.sum-range');
  expect(steps.at(-1)).toEqual({ do: 'type', text: '=SUM(B1:B5)', submit: true });
});

describe('the program in front', () => {
  test('chooses the way', () => {
    const task = 'replace every "cat" with "dog"';
    const [mousepad, office] = ['Mousepad', 'libreoffice-writer'].map(
      (app) => planner().planNow(task, desk(app)).steps[0],
    );
    expect(mousepad).toEqual({ do: 'hotkey', keys: ['ctrl', 'r'] });
    expect(office).toEqual({ do: 'hotkey', keys: ['ctrl', 'h'] });
  });
  test('is changed when another one is needed and open', () => {
    const { steps } = planner().planNow('Make a new folder called Invoices', desk('Mousepad', 'Thunar'));
    expect(steps[0]).toEqual({ do: 'focus_window', window: 'Thunar' });
    expect(steps.at(-1)).toEqual({ do: 'type', text: 'Invoices', submit: true });
  });
  test('is opened when it is not there and can be', () => {
    const { steps } = planner().planNow('What is 12 times 34?', desk('Mousepad'));
    expect(steps[0]).toEqual({ do: 'open_app', app: 'calculator' });
  });
  test('is missed rather than sent keys that mean something else', () => {
    const { steps } = planner().planNow('Make a new folder called Invoices', desk('Mousepad'));
    expect(steps).toEqual([{ do: 'unsupported', reason: 'no file manager is open' }]);
  });
  test('is missed in a later clause too, unless the task has opened it', () => {
    const refused = planner().planNow('Save the document, then make a new folder called Invoices', desk('Mousepad'));
    expect(refused.steps).toEqual([{ do: 'unsupported', reason: 'no file manager is open' }]);
    const opened = planner().planNow('Open the file manager, then make a new folder called Invoices', desk('Mousepad'));
    expect(opened.steps.map((s) => s.do)).toEqual(['open_app', 'hotkey', 'type']);
  });
  test('does not keep instructions from being done as they were said', () => {
    const task = 'Press Ctrl+S, then click Cancel';
    expect(planner().planNow(task, desk('Mousepad')).source).toBe('compiled');
  });
});

test('keys are those of the platform', () => {
  const { steps } = planner('macos').planNow('make the whole text bold', desk('libreoffice-writer'));
  expect(steps).toEqual([
    { do: 'hotkey', keys: ['cmd', 'a'] },
    { do: 'hotkey', keys: ['cmd', 'b'] },
  ]);
});

test('a task of several goals and instructions is laid out clause by clause', () => {
  const { source, steps } = planner().planNow(
    'Replace every "cat" with "dog" in the document and save it',
    desk('Mousepad'),
  );
  expect(source).toMatch(/^playbook:editor\.replace-all/);
  expect(steps.at(-1)).toEqual({ do: 'hotkey', keys: ['ctrl', 's'] });
});

test.each([
  'In the file manager, click View',
  'In the file manager, right-click notes.txt and choose Rename, type "letter.txt" and press Enter',
  'In the text editor, press Ctrl+End, type "Hello" and press Ctrl+S',
  'Open the calculator, click 7, click *, click 8 and click =, then tell me the result',
  'Drag budget.csv onto Archive',
  'Click letter.txt, press F2, type "final.txt" and press Enter',
])('instructions are done as they were said, whatever is in front: %s', (task) => {
  for (const app of ['Thunar', 'Mousepad', 'galculator', 'libreoffice-calc'])
    expect(planner().planNow(task, desk(app)).steps).toEqual(planner().planNow(task).steps);
});

test('one playbook that leaves a clause out does not stand before several that do not', () => {
  const { steps } = planner().planNow('Replace everything with "Nothing left." and save the file', desk('Mousepad'));
  expect(steps).toEqual([
    { do: 'hotkey', keys: ['ctrl', 'a'] },
    { do: 'type', text: 'Nothing left.' },
    { do: 'hotkey', keys: ['ctrl', 's'] },
  ]);
});

test('what needs another program than the first clause brings it to the front again', () => {
  const { steps } = planner().planNow('What is 2+3, then write "done" into the document', desk('Mousepad'));
  expect(steps[0]).toEqual({ do: 'open_app', app: 'calculator' });
  expect(steps).toContainEqual({ do: 'focus_window', window: 'Mousepad' });
});

test.each([
  ['make a table with 3 rows', 'How many columns?'],
  ['set the title of the slide', null],
  ['insert the extension', null],
])('a missing value is asked for: %s', (task, question) => {
  const { steps } = planner().planNow(task, desk('libreoffice-writer'));
  if (question === null) expect(steps[0]?.do).toBe('unsupported');
  else expect(steps).toEqual([{ do: 'ask', question }]);
});

describe('what no playbook serves stays unsupported', () => {
  test.each([
    'Organise my downloads folder',
    'Book the cheapest flight to Rome',
    'Delete all the pictures that look bad',
    'Write a nice letter to my landlord',
    'Make the report better',
    'Rename the files so that they make sense',
    'Find out which customer owes us most and mail them',
    'Translate this document into French',
    'Sum up this article',
    'Rotate the tyres of my car',
    'Add a new employee to the payroll system',
    'Print money',
    'Räume meinen Schreibtisch auf',
    'Résume cet article',
    'Compra un billete de tren',
    '帮我写一封情书',
  ])('%s', (task) => {
    for (const windows of [null, desk('Mousepad'), desk('Thunar'), desk('libreoffice-calc')])
      expect(['unsupported', 'ask']).toContain(planner().planNow(task, windows).steps[0]?.do);
  });
});

test('a pathological task takes no time worth speaking of', () => {
  const began = performance.now();
  for (const task of ['replace '.repeat(2000), '"'.repeat(3000), 'put A1 in B1 and '.repeat(300)])
    planner().planNow(task, desk('libreoffice-calc'));
  expect(performance.now() - began).toBeLessThan(30_000);
});

describe('what was said step by step', () => {
  const desktop = desk('Mousepad', 'galculator');
  test('a menu path is taken as it was said', () => {
    const { steps } = planner().planNow('type "hi", then File > Save As, name it a.txt and press Save', desktop);
    expect(steps.some((s) => s.do === 'hotkey' && s.keys.join('+') === 'ctrl+s')).toBe(false);
    expect(JSON.stringify(steps)).toContain('Save As');
  });
  test('what was just opened and read is not opened and read again', () => {
    const { steps } = planner().planNow('Open the calculator, work out 12 × 34 and tell me the result', desktop);
    expect(steps.filter((s) => s.do === 'read')).toHaveLength(1);
    expect(steps.filter((s) => s.do === 'open_app').length).toBeLessThanOrEqual(1);
  });
});

test.each(['Delete the file', 'Open the website', 'Rename the file'])(
  'what is not named is asked for, not taken for a playbook that is merely near: %s',
  (task) => {
    expect(
      planner()
        .planNow(task)
        .steps.map((s) => s.do),
    ).toEqual(['ask']);
  },
);
