/** `demo`: showing once, looking at what was shown, and doing it again. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { SkillLibrary } from '../../demos/index.ts';
import { messageOf, SteadyhandError } from '../../protocol/errors.ts';
import { dataFolder } from '../../store/paths.ts';
import { callerPath, writeJson, writeLine } from '../io.ts';
import type { Finish, Io } from '../io.ts';
import { changedLines } from '../../host/demos/changed-lines.ts';
import { skillLines, skillRow } from '../render-skill.ts';
import { addRecordCommands } from './demo-record.ts';
import { addRepairCommand } from './demo-repair.ts';
import { addReplayCommand } from './demo-replay.ts';
import { addSaveCommands } from './demo-save.ts';

export function addDemoCommand(root: Command, io: Io, finish: Finish): void {
  const demo = root
    .command('demo')
    .description(
      'show something once and have it done again: record, save-run, list, find, show, edit, replay, repair',
    );
  addRecordCommands(demo, io, finish);
  addReplayCommand(demo, io, finish);
  addRepairCommand(demo, io, finish);
  addSaveCommands(demo, io, finish);
  const library = (): SkillLibrary => new SkillLibrary(dataFolder());

  demo
    .command('list')
    .description('the skills, and what came of their replays')
    .option('--json', 'print JSON, one skill a line')
    .action(async (options: { json?: boolean }) => {
      const skills = library().list();
      for (const entry of skills) {
        if (options.json)
          await writeJson(io, {
            ...entry,
            skill: undefined,
            title: entry.skill?.title,
            steps: entry.skill?.steps.length,
          });
        else await writeLine(io, skillRow(entry));
      }
      if (skills.length === 0 && !options.json)
        await writeLine(io, 'No skills yet. Show one with: steadyhand demo record NAME');
      finish(0);
    });

  demo
    .command('show')
    .description('one skill, step by step')
    .argument('<name>', 'the skill')
    .option('--json', 'print JSON')
    .action(async (name: string, options: { json?: boolean }) => {
      const { skill, hash } = library().read(name);
      if (options.json) await writeJson(io, { ...skill, hash });
      else for (const line of skillLines(skill, hash)) await writeLine(io, line);
      finish(0);
    });

  demo
    .command('edit')
    .description('change a skill in your editor ($VISUAL or $EDITOR); it is checked, shown as a diff, and accepted')
    .argument('<name>', 'the skill')
    .option('--accept', 'accept the file as it lies there now, after a change made by hand')
    .action(async (name: string, options: { accept?: boolean }) => {
      await edit(library(), name, options.accept === true, io);
      finish(0);
    });

  demo
    .command('export')
    .description('write a skill as one file, with a hash over all of it')
    .argument('<name>', 'the skill')
    .requiredOption('--out <file>', 'the file to write')
    .action(async (name: string, options: { out: string }) => {
      const file = callerPath(io, options.out);
      const text = library().exportText(name);
      try {
        writeFileSync(file, text, { mode: 0o600 });
      } catch (error) {
        throw new SteadyhandError(
          'usage',
          'export_unwritable',
          `${file} cannot be written (${messageOf(error)}).`,
          'Name another file with --out.',
          error,
        );
      }
      await writeLine(io, file);
      finish(0);
    });

  demo
    .command('import')
    .description('take in an exported skill')
    .argument('<file>', 'what export wrote')
    .option('--as <name>', 'under another name')
    .option('--replace', 'a skill of this name is replaced')
    .action(async (file: string, options: { as?: string; replace?: boolean }) => {
      const path = callerPath(io, file);
      let text: string;
      try {
        text = readFileSync(path, 'utf8');
      } catch (error) {
        throw new SteadyhandError(
          'usage',
          'export_missing',
          `${path} cannot be read (${messageOf(error)}).`,
          'Give the path of an exported skill.',
          error,
        );
      }
      const { skill } = library().importText(text, path, options);
      await writeLine(
        io,
        `Took in “${skill.name}”, ${skill.steps.length} steps. Look at it before it acts: steadyhand demo show ${skill.name}`,
      );
      finish(0);
    });

  demo
    .command('delete')
    .description('delete a skill')
    .argument('<name>', 'the skill')
    .action(async (name: string) => {
      library().delete(name);
      await writeLine(io, `Deleted “${name}”.`);
      finish(0);
    });
}

async function edit(library: SkillLibrary, name: string, accept: boolean, io: Io): Promise<void> {
  const { crops } = accept ? library.readUnsealed(name) : library.read(name);
  const before = readFileSync(library.textOf(name), 'utf8');
  const text = accept ? before : inEditor(before, io);
  if (!accept && text === before) {
    await writeLine(io, 'Nothing was changed.');
    return;
  }
  library.saveText(name, text, crops);
  if (!accept) for (const line of changedLines(before, text)) await writeLine(io, line);
  await writeLine(io, `Accepted “${name}”.`);
}

/** What the person's editor made of a text. */
function inEditor(text: string, io: Io): string {
  const editor = io.env['VISUAL'] ?? io.env['EDITOR'];
  if (!editor) {
    throw new SteadyhandError(
      'usage',
      'no_editor',
      'Neither VISUAL nor EDITOR says which editor to use.',
      'Set one, or edit the file and accept it with --accept.',
    );
  }
  const folder = mkdtempSync(join(tmpdir(), 'steadyhand-edit-'));
  try {
    const file = join(folder, 'skill.yaml');
    writeFileSync(file, text, { mode: 0o600 });
    // An editor setting is a command line, as in git.
    const { status, error } = spawnSync('sh', ['-c', `${editor} "$1"`, 'sh', file], { stdio: 'inherit' });
    if (status !== 0) {
      throw new SteadyhandError(
        'usage',
        'editor_failed',
        `The editor ${editor} did not end well${error ? ` (${error.message})` : ''}.`,
        'Nothing was changed.',
      );
    }
    return readFileSync(file, 'utf8');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
