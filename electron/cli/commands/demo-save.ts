/** `demo save-run` and `demo find`: a run that ended well as a skill, and the skill that a sentence means. */
import type { Command } from 'commander';
import { SkillLibrary } from '../../demos/index.ts';
import { findSkills } from '../../host/demos/find-skill.ts';
import { commandFor } from '../../host/demos/run-asked.ts';
import { saveRun } from '../../host/demos/save-run.ts';
import { openStore } from '../../store/store.ts';
import { dataFolder } from '../../store/paths.ts';
import { log, writeJson, writeLine } from '../io.ts';
import type { Finish, Io } from '../io.ts';
import { skillLines } from '../render-skill.ts';

/** Words in common that are worth showing to somebody who looks for a skill. */
const WORTH_SHOWING = 0.35;

export function addSaveCommands(demo: Command, io: Io, finish: Finish): void {
  demo
    .command('save-run')
    .description('make a skill of a run that ended well; its values become parameters, its sentence finds it again')
    .argument('<run>', 'the run: an id as in history list, the beginning of one, or last')
    .argument('<name>', 'the name of the skill')
    .option('--replace', 'a skill of this name is replaced')
    .option('--json', 'print the skill as JSON')
    .action(async (run: string, name: string, options: { replace?: boolean; json?: boolean }) => {
      const store = openStore({ home: dataFolder() });
      try {
        const { skill, notes, hash } = await saveRun({ ...options, store, run, name });
        if (options.json) await writeJson(io, { ...skill, hash, notes });
        else for (const line of skillLines(skill, hash)) await writeLine(io, line);
        for (const note of notes) log(io, note);
      } finally {
        await store.close();
      }
      finish(0);
    });

  demo
    .command('find')
    .description('the skills that a sentence may mean, with the values it gives them; nothing is done')
    .argument('<sentence>', 'as for run')
    .option('--json', 'print JSON, one skill a line')
    .action(async (sentence: string, options: { json?: boolean }) => {
      const found = findSkills(sentence, new SkillLibrary(dataFolder()).list(), WORTH_SHOWING);
      for (const match of found) {
        const { skill, values, score, sure, doubt } = match;
        if (options.json) await writeJson(io, { name: skill.name, title: skill.title, values, score, sure, doubt });
        else {
          await writeLine(io, `${skill.name.padEnd(24)} ${skill.title}  (${sure ? 'sure' : doubt})`);
          await writeLine(io, `  ${commandFor(match)}`);
        }
      }
      if (found.length === 0 && !options.json) await writeLine(io, 'No skill is like it. See: steadyhand demo list');
      finish(0);
    });
}
