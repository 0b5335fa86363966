import { sheetDocument, slideDocument, textDocument } from '../office-files.ts';
import type { Stage } from '../stage.ts';
import type { DeskTask } from '../task.ts';
import { expect } from '../task.ts';

const writer = { app: 'writer', needs: ['soffice', 'lowriter'] } as const;
const calc = { app: 'calc', needs: ['soffice', 'localc'] } as const;
const impress = { app: 'impress', needs: ['soffice', 'loimpress'] } as const;

const text =
  (...paragraphs: string[]) =>
  async (s: Stage): Promise<void> => {
    s.write('letter.fodt', textDocument(...paragraphs));
    await s.office('letter.fodt', /letter.*Writer/);
  };
const sheet =
  (...rows: (string | number)[][]) =>
  async (s: Stage): Promise<void> => {
    s.write('table.fods', sheetDocument(...rows));
    await s.office('table.fods', /table.*Calc/);
  };
const slides =
  (...titles: string[]) =>
  async (s: Stage): Promise<void> => {
    s.write('talk.fodp', slideDocument(...titles));
    await s.office('talk.fodp', /talk.*Impress/);
  };

const COSTS = [
  ['Item', 'Cost'],
  ['Rent', 700],
  ['Food', 250],
  ['Bus', 49],
];
const has = (s: Stage, file: string, pattern: RegExp, what: string): string | null =>
  expect(pattern.test(s.xml(file)), `${file}: ${what}`);
/** A cell with this formula and this value. */
const cell = (value: number): RegExp => new RegExp(`table:formula="[^"]*"[^>]*office:value="${value}"`);

export const office: readonly DeskTask[] = [
  {
    id: 'writer.replace-all',
    ...writer,
    prepare: text('The cat sat on the mat.', 'A cat is a cat.'),
    explicit:
      'Press Ctrl+H, wait 2 seconds, press Ctrl+A, type "cat", click the Replace field, type "dog", click Replace All, wait 1 second, press Escape, press Escape, then press Ctrl+S',
    goal: 'Replace all occurrences of "cat" by "dog" and save the document',
    check: (s) => has(s, 'letter.fodt', /A dog is a dog/, 'the words were not replaced'),
  },
  {
    id: 'writer.bold',
    ...writer,
    prepare: text('Hello there.'),
    explicit: 'Press Ctrl+A, press Ctrl+B, then press Ctrl+S',
    goal: 'Make the whole text bold and save the document',
    check: (s) => has(s, 'letter.fodt', /fo:font-weight="bold"/, 'nothing is bold'),
  },
  {
    id: 'writer.append',
    ...writer,
    prepare: text('Dear Ada'),
    explicit: 'Press Ctrl+End, press Enter, type "Kind regards" and press Ctrl+S',
    goal: 'Add "Kind regards" on a new line at the bottom of the document and save it',
    check: (s) => has(s, 'letter.fodt', /Kind regards<\/text:p>/, 'the line is missing'),
  },
  {
    id: 'writer.center',
    ...writer,
    prepare: text('An invitation'),
    explicit: 'Press Ctrl+A, press Ctrl+E, then press Ctrl+S',
    goal: 'Centre all the text, then save the file',
    check: (s) => has(s, 'letter.fodt', /fo:text-align="center"/, 'nothing is centred'),
  },
  {
    id: 'writer.table',
    ...writer,
    prepare: text('Figures:'),
    explicit:
      'Press Ctrl+End, press Ctrl+F12, wait for Insert Table, double-click the Columns field, type "4", press Tab, type "3", click Insert, then press Ctrl+S',
    goal: 'Insert a table with 3 rows and 4 columns, then save the document',
    check: (s) =>
      expect(
        (s.xml('letter.fodt').match(/<table:table-row/g) ?? []).length === 3 &&
          s.xml('letter.fodt').includes('<table:table '),
        'there is no such table',
      ),
  },
  {
    id: 'writer.pdf',
    ...writer,
    prepare: text('To be sent out.'),
    explicit: 'Click File, click Export As, click "Export Directly as PDF", wait 2 seconds and press Enter',
    goal: 'Export the document as PDF',
    check: (s) =>
      expect(
        ['.', '..', '../Documents'].some((f) => s.names(f).some((n) => n.endsWith('.pdf'))),
        `there are ${s.names().join()}`,
      ),
  },
  {
    id: 'writer.save-as',
    ...writer,
    prepare: text('A letter.'),
    explicit: 'Press Ctrl+Shift+S, wait 2 seconds, press Ctrl+A, type "second.fodt" and press Enter',
    goal: 'Save this document under the name second.fodt',
    // No folder was said: wherever the dialog proposes to put it is right.
    check: (s) =>
      has(s, 'second.fodt', /A letter\./, 'it is not there') &&
      has(s, '../Documents/second.fodt', /A letter\./, 'it is not there either'),
  },
  {
    id: 'calc.put',
    ...calc,
    prepare: sheet(...COSTS),
    explicit: 'Press Ctrl+Shift+T, type "A5" and press Enter, type "Total", press Enter, then press Ctrl+S',
    goal: 'Put "Total" into cell A5 and save the file',
    check: (s) => has(s, 'table.fods', /<text:p>Total<\/text:p>/, 'the word is missing'),
  },
  {
    id: 'calc.sum',
    ...calc,
    prepare: sheet(...COSTS),
    explicit: 'Press Ctrl+Shift+T, type "B5" and press Enter, type "=SUM(B2:B4)", press Enter, then press Ctrl+S',
    goal: 'Put the total of B2 to B4 into B5 and save the spreadsheet',
    check: (s) => has(s, 'table.fods', cell(999), 'there is no such sum'),
  },
  {
    id: 'calc.sum-column',
    ...calc,
    prepare: sheet(...COSTS),
    explicit: 'Press Ctrl+Shift+T, type "B5" and press Enter, type "=SUM(B2:B4)", press Enter, then press Ctrl+S',
    goal: 'Add up the numbers in column B, then save the file',
    check: (s) => has(s, 'table.fods', cell(999), 'there is no such sum'),
  },
  {
    id: 'calc.average',
    ...calc,
    prepare: sheet(['Marks'], [2], [3], [1]),
    explicit: 'Press Ctrl+Shift+T, type "A5" and press Enter, type "=AVERAGE(A2:A4)", press Enter, then press Ctrl+S',
    goal: 'Put the mean of A2 to A4 in cell A5 and save it',
    check: (s) => has(s, 'table.fods', cell(2), 'there is no such mean'),
  },
  {
    id: 'calc.rename-sheet',
    ...calc,
    prepare: sheet(...COSTS),
    explicit: 'Click the Sheet menu, click Rename Sheet, press Ctrl+A, type "Budget", press Enter, then press Ctrl+S',
    goal: 'Call this sheet Budget and save the file',
    check: (s) => has(s, 'table.fods', /table:name="Budget"/, 'the sheet has another name'),
  },
  {
    id: 'calc.bold-header',
    ...calc,
    prepare: sheet(...COSTS),
    explicit: 'Press Ctrl+Shift+T, type "A1:B1" and press Enter, press Ctrl+B, then press Ctrl+S',
    goal: 'Make the cells A1:B1 bold and save the file',
    check: (s) => has(s, 'table.fods', /fo:font-weight="bold"/, 'nothing is bold'),
  },
  {
    id: 'calc.delete-row',
    ...calc,
    prepare: sheet(...COSTS),
    explicit:
      'Press Ctrl+Shift+T, type "A3" and press Enter, click the Sheet menu, click Delete Rows, then press Ctrl+S',
    goal: 'Remove row 3 from the table and save the spreadsheet',
    check: (s) =>
      expect(!s.xml('table.fods').includes('Food') && s.xml('table.fods').includes('Bus'), 'the row is still there'),
  },
  {
    id: 'impress.new-slide',
    ...impress,
    prepare: slides('Welcome'),
    explicit: 'Press Ctrl+M, then press Ctrl+S',
    goal: 'Add a new slide and save the presentation',
    check: (s) => expect((s.xml('talk.fodp').match(/<draw:page /g) ?? []).length === 2, 'there is not one slide more'),
  },
  {
    id: 'impress.duplicate',
    ...impress,
    prepare: slides('Welcome'),
    explicit: 'Click the Slide menu, click Duplicate Slide, then press Ctrl+S',
    goal: 'Make a copy of this slide, then save the file',
    check: (s) => expect((s.xml('talk.fodp').match(/Welcome/g) ?? []).length === 2, 'there is no copy'),
  },
  {
    id: 'impress.delete-slide',
    ...impress,
    prepare: slides('First', 'Second'),
    explicit: 'Click the Slide menu, click Delete Slide, then press Ctrl+S',
    goal: 'Remove the current slide and save the presentation',
    check: (s) => expect((s.xml('talk.fodp').match(/<draw:page /g) ?? []).length === 1, 'no slide was removed'),
  },
  {
    id: 'writer.discard',
    ...writer,
    destructive: true,
    prepare: async (s) => {
      await text('A letter.')(s);
      s.desktop.launch(['xdotool', 'type', 'Work that was not saved']);
      await new Promise((done) => setTimeout(done, 4000));
    },
    explicit: "Close the window and click Don't Save",
    goal: 'Close this document without saving it',
    check: async (s) =>
      expect(
        (await s.titles()).some((t) => /letter|Save/.test(t)),
        'the document is gone',
      ),
  },
  {
    id: 'calc.delete-sheet',
    ...calc,
    destructive: true,
    prepare: async (s) => {
      s.write(
        'table.fods',
        sheetDocument(...COSTS).replace(
          '</office:spreadsheet>',
          '<table:table table:name="Sheet2"/></office:spreadsheet>',
        ),
      );
      await s.office('table.fods', /table.*Calc/);
    },
    explicit: 'Click the Sheet menu, click Delete Sheet, click Yes, then press Ctrl+S',
    goal: 'Delete this sheet for good and save the file',
    check: (s) => has(s, 'table.fods', /Rent/, 'the sheet is gone'),
  },
];
