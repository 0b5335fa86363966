import type { Command } from 'commander';
import { EXIT_CODES, SteadyhandError } from '../../protocol/errors.ts';
import { checkPlaybooks } from '../../planning/playbooks/check.ts';
import { PlaybookLibrary } from '../../planning/playbooks/library.ts';
import { parsePlaybooks } from '../../planning/playbooks/parse.ts';
import type { Playbook } from '../../planning/playbooks/parse.ts';
import { openPlaybooks } from '../../host/playbooks.ts';
import { readFileSync } from 'node:fs';
import { callerPath, writeJson, writeLine } from '../io.ts';
import type { Finish, Io } from '../io.ts';

export function addPlaybooksCommand(root: Command, io: Io, finish: Finish): void {
  const playbooks = root.command('playbooks').description('the goals that can be carried out without saying the steps');
  playbooks
    .command('list')
    .description('id and title of each')
    .option('--json', 'print JSON, one playbook a line')
    .action(async (options: { json?: boolean }) => {
      finish(EXIT_CODES.done);
      await list(openPlaybooks().all(), options.json ?? false, io);
    });
  playbooks
    .command('show')
    .description('what one needs, does and means')
    .argument('<id>', 'as in the list, for example files.rename')
    .option('--json', 'print JSON')
    .action(async (id: string, options: { json?: boolean }) => {
      finish(EXIT_CODES.done);
      const playbook = openPlaybooks().get(id);
      if (!playbook)
        throw new SteadyhandError(
          'usage',
          'playbook_unknown',
          `There is no playbook ${id}.`,
          'See: steadyhand playbooks list',
        );
      await show(playbook, options.json ?? false, io);
    });
  playbooks
    .command('test')
    .description('check files, and that the cases in them are understood; sends nothing')
    .argument('[files...]', 'files of your own; without, every playbook there is')
    .option('--json', 'print JSON, one case a line')
    .action(async (files: string[], options: { json?: boolean }) => {
      finish(await test(files, options.json ?? false, io));
    });
}

async function list(all: readonly Playbook[], json: boolean, io: Io): Promise<void> {
  const widest = Math.max(...all.map((p) => p.id.length));
  for (const p of all) {
    if (json)
      await writeJson(io, {
        id: p.id,
        title: p.title,
        parameters: Object.keys(p.parameters),
        app: p.needs.app ?? [],
        file: p.file,
      });
    else await writeLine(io, `${p.id.padEnd(widest)}  ${p.title}`);
  }
}

async function show(p: Playbook, json: boolean, io: Io): Promise<void> {
  if (json) return writeJson(io, p);
  await writeLine(io, `${p.id}: ${p.title}`);
  await writeLine(io, `  file      ${p.file}, line ${p.line}`);
  for (const [name, parameter] of Object.entries(p.parameters)) {
    const has =
      parameter.default === undefined ? (parameter.required ? 'needed' : 'optional') : `default ${parameter.default}`;
    await writeLine(io, `  value     {${name}}: ${parameter.type}, ${has}`);
  }
  const { app, opens, platform, says } = p.needs;
  const needs = [
    app && `in front or open: ${app.join(', ')}`,
    opens && `else opens the ${opens}`,
    platform?.join(', '),
    says,
  ];
  const said = needs.filter((n) => n !== undefined);
  if (said.length > 0) await writeLine(io, `  needs     ${said.join('; ')}`);
  for (const way of p.ways) {
    const when = [way.app?.join(', '), way.platform?.join(', '), way.given?.join(', ')].filter((w) => w !== undefined);
    await writeLine(io, `  way       ${when.length > 0 ? when.join('; ') : 'any'}`);
    for (const step of way.steps) await writeLine(io, `            - ${JSON.stringify(step)}`);
  }
  for (const effect of p.expects) await writeLine(io, `  expects   ${JSON.stringify(effect)}`);
  for (const [language, phrases] of Object.entries(p.phrases))
    for (const phrase of phrases) await writeLine(io, `  ${language}        ${phrase}`);
}

async function test(files: readonly string[], json: boolean, io: Io): Promise<number> {
  const shipped = openPlaybooks();
  const own = files.flatMap((file) => {
    const path = callerPath(io, file);
    return parsePlaybooks(read(path), path);
  });
  const ids = new Set(own.map((p) => p.id));
  const library =
    own.length > 0 ? PlaybookLibrary.of([...shipped.all().filter((p) => !ids.has(p.id)), ...own]) : shipped;
  const results = checkPlaybooks(own.length > 0 ? own : library.all(), library);
  const bad = results.filter((r) => r.problem !== null);
  for (const r of json ? results : bad) {
    if (json) await writeJson(io, r);
    else await writeLine(io, `${r.playbook}: ${r.what}: ${r.problem ?? ''}`);
  }
  if (!json) await writeLine(io, `${results.length - bad.length} of ${results.length} as they should be`);
  return bad.length === 0 ? EXIT_CODES.done : EXIT_CODES.incomplete;
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new SteadyhandError(
      'usage',
      'playbook_missing',
      `The playbook file ${path} cannot be read.`,
      'Check the path.',
      error,
    );
  }
}
