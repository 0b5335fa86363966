import { expect, test } from 'vitest';
import { checkPlaybooks } from './check.ts';
import { PlaybookLibrary, shippedPlaybooksDir } from './library.ts';
import { LANGUAGES } from './schema.ts';

const library = PlaybookLibrary.open([shippedPlaybooksDir()]);

test('at least sixty playbooks ship, for every kind of program, each in five languages', () => {
  const all = library.all();
  expect(all.length).toBeGreaterThanOrEqual(60);
  for (const playbook of all) expect(Object.keys(playbook.phrases).sort(), playbook.id).toEqual([...LANGUAGES].sort());
  const kinds = new Set(all.flatMap((p) => p.needs.app ?? []));
  for (const kind of [
    'file-manager',
    'editor',
    'writer',
    'spreadsheet',
    'presentation',
    'browser',
    'terminal',
    'calculator',
    'image-viewer',
  ])
    expect(kinds).toContain(kind);
});

test('every playbook has a case, and all cases and ways are as they should be', () => {
  for (const playbook of library.all()) expect(playbook.cases.length, playbook.id).toBeGreaterThan(0);
  expect(checkPlaybooks(library.all(), library).filter((r) => r.problem !== null)).toEqual([]);
});
