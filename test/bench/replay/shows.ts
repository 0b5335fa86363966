/** What is shown in the bench: real applications, driven as a person does, with an end state that can be checked. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { labelOf, piecesOf } from '../../../electron/demos/target/pieces.ts';
import type { Values } from '../../../electron/demos/index.ts';
import { formPage, iconsPage, tablePage, type PageLook } from './site.ts';
import type { Stage } from './stage.ts';
import { writeFiles } from './stage.ts';

/** What differs from when it was shown, beside the look of the desktop. */
export interface Variant extends PageLook {
  /** More files around, so that everything stands elsewhere. */
  readonly more?: boolean;
}

export interface Show {
  readonly name: string;
  /** Main window, once it is open. */
  readonly window: RegExp;
  /** A page to be served; null for applications. */
  readonly page?: (variant: Variant) => string;
  /** Files and programs. */
  open(stage: Stage, variant: Variant): void;
  show(stage: Stage): Promise<void>;
  /** Why the end is not right; null when it is. */
  wrong(stage: Stage): Promise<string | null>;
  /** Whether nothing irreversible or false was done: asked when a replay halted. */
  harmed?(stage: Stage): string | null;
  readonly values?: Values;
  /** Its look is the desktop's: font, icons, language. */
  readonly gtk?: boolean;
  /** It is about files in a folder, of which there may be more. */
  readonly files?: boolean;
  /** The page has a variant with another label. */
  readonly renames?: boolean;
  /** It cannot be taken back: where its control is called something else, halting is the right end. */
  readonly irreversible?: boolean;
}

export const text = (file: string): string | null => (existsSync(file) ? readFileSync(file, 'utf8') : null);
export const same = (what: string, is: string | null, wanted: string): string | null =>
  is === wanted ? null : `${what} is ${JSON.stringify(is)}, not ${JSON.stringify(wanted)}`;

export const EXTRA = Object.fromEntries(
  ['aims.txt', 'bills.csv', 'lists.txt', 'zebra.md'].map((n) => [`papers/${n}`, 'more\n']),
);

export const chromium = (stage: Stage): readonly string[] => [
  'chromium',
  ...['--no-sandbox', '--no-first-run', '--disable-gpu', '--password-store=basic', '--disable-features=Translate'],
  ...[`--user-data-dir=${join(stage.home, 'chromium')}`, '--window-size=900,620', '--window-position=60,40'],
  `--app=${stage.site?.url ?? 'about:blank'}`,
];

export const SHOWS: readonly Show[] = [
  {
    name: 'save-as',
    gtk: true,
    files: true,
    window: /Mousepad/,
    open: (stage, variant) => {
      if (variant.more === true) writeFiles(stage.home, { 'a-letter.txt': 'x', 'zoo.txt': 'x' });
      stage.launch(['mousepad', '--disable-server']);
    },
    async show({ person, find, window }) {
      const { box } = await window(/Mousepad/);
      await person.click({ x: box.x1 + 150, y: box.y1 + 160 });
      await person.type('Meeting at noon');
      await person.click(await find('File'));
      await person.click(await find('Save As...'));
      await person.pause(700);
      await person.press('ctrl', 'a');
      await person.type('minutes.txt');
      await person.click(await find('Save'));
      await person.pause(700);
    },
    wrong: ({ home }) => Promise.resolve(same('minutes.txt', text(join(home, 'minutes.txt')), 'Meeting at noon')),
  },
  {
    name: 'rename',
    gtk: true,
    files: true,
    window: /Thunar/,
    open: (stage, variant) => {
      const files = {
        'papers/notes.txt': 'n',
        'papers/budget.csv': 'b',
        'papers/trip.md': 't',
        ...(variant.more === true ? EXTRA : {}),
      };
      if (variant.absent === true) delete (files as Record<string, string>)['papers/notes.txt'];
      writeFiles(stage.home, files);
      stage.launch(['thunar', join(stage.home, 'papers')]);
    },
    async show({ person, find }) {
      await person.click(await find('notes.txt'));
      await person.press('f2');
      await person.pause(500);
      await person.press('ctrl', 'a');
      await person.type('letter.txt');
      await person.press('enter');
      await person.pause(600);
    },
    wrong: ({ home }) =>
      Promise.resolve(
        same('letter.txt', text(join(home, 'papers/letter.txt')), 'n') ??
          (existsSync(join(home, 'papers/notes.txt')) ? 'notes.txt is still there' : null),
      ),
    harmed: ({ home }) =>
      ['budget.csv', 'trip.md'].every((f) => existsSync(join(home, 'papers', f))) ? null : 'another file was renamed',
  },
  {
    name: 'multiply',
    gtk: true,
    window: /galculator/i,
    open: (stage) => void stage.launch(['galculator']),
    async show({ person, find }) {
      for (const key of ['7', '*', '8', '=']) await person.click(await find(key));
    },
    async wrong(stage) {
      const texts = piecesOf(await stage.see()).map(labelOf);
      return texts.some((t) => /^56\.?$/.test(t.trim()))
        ? null
        : `no 56 in ${texts.filter((t) => /\d/.test(t)).join(' ')}`;
    },
  },
  {
    name: 'form',
    renames: true,
    window: /Guests|Gäste/,
    page: formPage,
    open: (stage) => void stage.launch(chromium(stage)),
    async show({ person, find }) {
      const name = await find('Name');
      await person.click({ x: name.x + 120, y: name.y });
      await person.type('Ada Lovelace');
      const city = await find('City');
      await person.click({ x: city.x + 120, y: city.y });
      await person.type('London');
      await person.click(await find('Newsletter'));
      await person.click(await find('Add entry'));
      await person.pause(600);
    },
    wrong: ({ site }) =>
      Promise.resolve(
        same(
          'what was sent',
          JSON.stringify(site?.taken()),
          JSON.stringify([{ city: 'London', name: 'Ada Lovelace', news: 'yes' }]),
        ),
      ),
  },
  {
    name: 'choose-in-row',
    renames: true,
    window: /People|Personen/,
    page: tablePage,
    open: (stage) => void stage.launch(chromium(stage)),
    async show({ person, find }) {
      await person.click(await find('Choose', 2));
      await person.pause(600);
    },
    wrong: ({ site }) =>
      Promise.resolve(same('what was sent', JSON.stringify(site?.taken()), JSON.stringify([{ who: 'Emil Falk' }]))),
  },
  {
    name: 'icon',
    window: /Marks|Zeichen/,
    page: iconsPage,
    open: (stage) => void stage.launch(chromium(stage)),
    async show({ person, find }) {
      const title = await find('Nothing yet');
      const heart = 120;
      await person.click({ x: title.x - 30 + heart, y: title.y - 48 });
      await person.pause(600);
    },
    wrong: ({ site }) =>
      Promise.resolve(same('what was sent', JSON.stringify(site?.taken()), JSON.stringify([{ icon: 'heart' }]))),
  },
  {
    name: 'append',
    window: /featherpad/i,
    open: (stage) => {
      writeFiles(stage.home, { 'list.txt': 'bread\n' });
      stage.launch(['featherpad', '--standalone', join(stage.home, 'list.txt')]);
    },
    async show({ person, find }) {
      await person.click(await find('bread'));
      await person.press('ctrl', 'end');
      await person.type('butter');
      await person.click(await find('File'));
      await person.click(await find('Save'));
      await person.pause(600);
    },
    wrong: ({ home }) =>
      Promise.resolve(same('list.txt', text(join(home, 'list.txt'))?.trimEnd() ?? null, 'bread\nbutter')),
  },
  {
    name: 'new-folder',
    gtk: true,
    files: true,
    window: /Thunar/,
    open: (stage, variant) => {
      writeFiles(stage.home, { 'papers/notes.txt': 'n', ...(variant.more === true ? EXTRA : {}) });
      stage.launch(['thunar', join(stage.home, 'papers')]);
    },
    async show({ person, find }) {
      await person.click(await find('File'));
      await person.click(await find('Create Folder...'));
      await person.pause(600);
      await person.press('ctrl', 'a');
      await person.type('Archive');
      await person.click(await find('Create'));
      await person.pause(600);
    },
    wrong: ({ home }) =>
      Promise.resolve(existsSync(join(home, 'papers/Archive')) ? null : 'there is no folder Archive'),
  },
  {
    name: 'terminal',
    window: /xterm/i,
    open: (stage) => void stage.launch(['xterm', '-fa', 'DejaVu Sans Mono', '-fs', '11', '-geometry', '70x20+40+40']),
    async show({ person, window }) {
      const { box } = await window(/xterm/i);
      await person.click({ x: box.x1 + 200, y: box.y1 + 150 });
      await person.type('echo steady > said.txt');
      await person.press('enter');
      await person.pause(500);
    },
    wrong: ({ home }) => Promise.resolve(same('said.txt', text(join(home, 'said.txt')), 'steady\n')),
  },
];
