/** The second half of what is shown: pages with more than one step, a dialog that replaces, a copy into a folder. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { deletePage, searchPage, settingsPage, tabsPage, wizardPage } from './pages.ts';
import { chromium, EXTRA, same, text, type Show } from './shows.ts';
import { writeFiles } from './stage.ts';

const sent =
  (wanted: Record<string, string>): Show['wrong'] =>
  ({ site }) =>
    Promise.resolve(same('what was sent', JSON.stringify(site?.taken()), JSON.stringify([wanted])));

export const MORE_SHOWS: readonly Show[] = [
  {
    name: 'settings',
    window: /Preferences|Einstellungen/,
    page: settingsPage,
    renames: true,
    open: (stage) => void stage.launch(chromium(stage)),
    async show({ person, find }) {
      await person.click(await find('Dark mode'));
      await person.click(await find('Weekly'));
      await person.click(await find('Save changes'));
      await person.pause(600);
    },
    wrong: sent({ dark: 'true', often: 'weekly', sound: 'false' }),
  },
  {
    name: 'wizard',
    window: /Sign up|Anmeldung/,
    page: wizardPage,
    renames: true,
    open: (stage) => void stage.launch(chromium(stage)),
    async show({ person, find }) {
      const mail = await find('Address');
      await person.click({ x: mail.x + 120, y: mail.y });
      await person.type('ada at home');
      await person.click(await find('Next'));
      await person.pause(500);
      await person.type('spring');
      await person.click(await find('Finish'));
      await person.pause(600);
    },
    wrong: sent({ code: 'spring', mail: 'ada at home' }),
    values: { address: 'ada at home', voucher: 'spring' },
  },
  {
    name: 'search',
    window: /Library|Bücherei/,
    page: searchPage,
    open: (stage) => void stage.launch(chromium(stage)),
    async show({ person, find }) {
      const field = await find('Title');
      await person.click({ x: field.x + 120, y: field.y });
      await person.type('sea');
      await person.press('enter');
      await person.pause(500);
      await person.click(await find('Sea Birds'));
      await person.pause(600);
    },
    wrong: sent({ book: 'Sea Birds', for: 'sea' }),
  },
  {
    name: 'delete-row',
    irreversible: true,
    window: /Orders|Aufträge/,
    page: deletePage,
    renames: true,
    open: (stage) => void stage.launch(chromium(stage)),
    async show({ person, find }) {
      await person.click(await find('Delete', 1));
      await person.pause(500);
      await person.click(await find('Yes, delete'));
      await person.pause(600);
    },
    wrong: sent({ deleted: 'Ink 1002' }),
    harmed: ({ site }) => {
      const taken = site?.taken() ?? [];
      return taken.length === 0 || JSON.stringify(taken) === '[{"deleted":"Ink 1002"}]'
        ? null
        : 'another order was deleted';
    },
  },
  {
    name: 'tabs',
    window: /Account|Konto/,
    page: tabsPage,
    renames: true,
    open: (stage) => void stage.launch(chromium(stage)),
    async show({ person, find }) {
      await person.click(await find('Billing'));
      await person.pause(400);
      const field = await find('Company');
      await person.click({ x: field.x + 130, y: field.y });
      await person.type('Falk and Sons');
      await person.click(await find('Apply'));
      await person.pause(600);
    },
    wrong: sent({ pane: '1', value: 'Falk and Sons' }),
    values: { company: 'Falk and Sons' },
  },
  {
    name: 'replace-all',
    window: /Mousepad/,
    gtk: true,
    open: (stage) => {
      writeFiles(stage.home, { 'tale.txt': 'the cat and the cat\n' });
      stage.launch(['mousepad', '--disable-server', join(stage.home, 'tale.txt')]);
    },
    async show({ person, find }) {
      await person.click(await find('Search'));
      await person.click(await find('Find and Replace...'));
      await person.pause(900);
      await person.press('ctrl', 'a');
      await person.type('cat');
      await person.press('tab');
      await person.press('ctrl', 'a');
      await person.type('dog');
      await person.click(await find('Replace', 0));
      await person.pause(400);
      await person.press('escape');
      await person.pause(400);
      await person.press('ctrl', 's');
      await person.pause(600);
    },
    wrong: ({ home }) => Promise.resolve(same('tale.txt', text(join(home, 'tale.txt')), 'the dog and the cat\n')),
  },
  {
    name: 'copy-file',
    window: /Thunar/,
    gtk: true,
    files: true,
    open: (stage, variant) => {
      const files: Record<string, string> = {
        'papers/notes.txt': 'n',
        'papers/budget.csv': 'b',
        'papers/Archive/old.txt': 'o',
        ...(variant.more === true ? EXTRA : {}),
      };
      if (variant.absent === true) delete files['papers/notes.txt'];
      writeFiles(stage.home, files);
      stage.launch(['thunar', join(stage.home, 'papers')]);
    },
    async show({ person, find }) {
      await person.click(await find('notes.txt'));
      await person.press('ctrl', 'c');
      await person.click(await find('Archive'), { count: 2 });
      await person.pause(900);
      await person.press('ctrl', 'v');
      await person.pause(900);
    },
    wrong: ({ home }) =>
      Promise.resolve(
        same('the copy', text(join(home, 'papers/Archive/notes.txt')), 'n') ??
          same('the file', text(join(home, 'papers/notes.txt')), 'n') ??
          (existsSync(join(home, 'papers/Archive/budget.csv')) ? 'another file was copied' : null),
      ),
    harmed: ({ home }) => (existsSync(join(home, 'papers/Archive/budget.csv')) ? 'another file was copied' : null),
  },
];
