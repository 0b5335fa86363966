import type { DeskTask } from '../task.ts';
import { expect } from '../task.ts';
import type { Stage } from '../stage.ts';

const thunar = { app: 'thunar', needs: ['thunar'] } as const;

async function folder(s: Stage, files: readonly string[], folders: readonly string[] = []): Promise<void> {
  for (const name of files) s.write(name, `${name}\n`);
  for (const name of folders) s.write(`${name}/.keep`, '');
  await s.files();
}
const there = (s: Stage, ...names: string[]): string | null => {
  const missing = names.filter((n) => !s.exists(n));
  return expect(missing.length === 0, `${missing.join(', ')} is not there; there are ${s.names().join(', ')}`);
};
const moved = (s: Stage, to: string, from: string): string | null =>
  there(s, to) ?? expect(!s.exists(from), `${from} is still there`);

export const files: readonly DeskTask[] = [
  {
    id: 'thunar.new-folder',
    ...thunar,
    prepare: (s) => folder(s, ['a.txt']),
    explicit: 'Press Ctrl+Shift+N, type "Invoices" and press Enter',
    goal: 'Make a new folder called Invoices',
    check: (s) => there(s, 'Invoices'),
  },
  {
    id: 'thunar.rename',
    ...thunar,
    prepare: (s) => folder(s, ['draft.txt', 'other.txt']),
    explicit: 'Click draft.txt, press F2, type "final.txt" and press Enter',
    goal: 'The file draft.txt should be called final.txt',
    check: (s) => moved(s, 'final.txt', 'draft.txt'),
  },
  {
    id: 'thunar.rename-folder',
    ...thunar,
    prepare: (s) => folder(s, ['a.txt'], ['Old']),
    explicit: 'Click the Old folder, press F2, type "Archive 2025" and press Enter',
    goal: 'Rename the folder Old to "Archive 2025"',
    check: (s) => moved(s, 'Archive 2025', 'Old'),
  },
  {
    id: 'thunar.move',
    ...thunar,
    prepare: (s) => folder(s, ['notes.txt', 'todo.txt'], ['Archive']),
    explicit: 'Drag notes.txt onto the Archive folder',
    goal: 'Put notes.txt into the Archive folder',
    check: (s) => moved(s, 'Archive/notes.txt', 'notes.txt'),
  },
  {
    id: 'thunar.copy',
    ...thunar,
    prepare: (s) => folder(s, ['plan.txt'], ['Backup']),
    explicit: 'Click plan.txt, press Ctrl+C, double-click Backup, wait 1 second and press Ctrl+V',
    goal: 'I need a copy of plan.txt in the Backup folder',
    check: (s) => there(s, 'plan.txt', 'Backup/plan.txt'),
  },
  {
    id: 'thunar.new-file',
    ...thunar,
    prepare: (s) => folder(s, ['a.txt']),
    explicit: 'Click File, click Create Document, click Empty File, press Ctrl+A, type "todo.txt" and press Enter',
    goal: 'Create a new empty file called todo.txt',
    check: (s) => there(s, 'todo.txt'),
  },
  {
    id: 'thunar.folder-inside',
    ...thunar,
    prepare: (s) => folder(s, [], ['Photos']),
    explicit: 'Double-click Photos, press Ctrl+Shift+N, type "Rome" and press Enter',
    goal: 'Open the folder Photos and create a folder named Rome',
    check: (s) => there(s, 'Photos/Rome'),
  },
  {
    id: 'thunar.duplicate',
    ...thunar,
    prepare: (s) => folder(s, ['table.csv']),
    explicit: 'Click table.csv, click Edit, click Duplicate',
    goal: 'Duplicate the file table.csv',
    check: (s) => expect(s.names().filter((n) => n.startsWith('table')).length === 2, `there are ${s.names().join()}`),
  },
  {
    id: 'thunar.open',
    ...thunar,
    needs: ['thunar', 'mousepad'],
    prepare: (s) => folder(s, ['letter.txt']),
    explicit: 'Double-click letter.txt',
    goal: 'Open the document letter.txt',
    check: async (s) =>
      expect(
        (await s.titles()).some((t) => /letter\.txt/.test(t)),
        `windows: ${(await s.titles()).join()}`,
      ),
  },
  {
    id: 'thunar.path',
    ...thunar,
    prepare: (s) => folder(s, ['a.txt'], ['Deep']),
    explicit: 'Press Ctrl+L, press Ctrl+A, type "~/papers/Deep" and press Enter',
    goal: 'Show me the folder ~/papers/Deep',
    check: async (s) =>
      expect(
        (await s.titles()).some((t) => /^Deep/.test(t)),
        `windows: ${(await s.titles()).join()}`,
      ),
  },
  {
    id: 'thunar.delete-for-good',
    ...thunar,
    destructive: true,
    prepare: (s) => folder(s, ['old.txt', 'keep.txt']),
    explicit: 'Click old.txt, press Shift+Delete and click Delete',
    goal: 'Delete old.txt permanently',
    check: (s) => there(s, 'old.txt', 'keep.txt'),
  },
  {
    id: 'thunar.trash',
    ...thunar,
    destructive: true,
    prepare: (s) => folder(s, ['keep.txt'], ['Taxes']),
    explicit: 'Click Taxes and press Delete',
    goal: 'Get rid of the folder Taxes',
    check: (s) => there(s, 'Taxes', 'keep.txt'),
  },
];
