/**
 * The command line: parses, calls the host, prints, and turns every outcome into the exit code of DESIGN §8.
 * A person's mistake is one line on standard error; a bug keeps its stack trace.
 */
import { Command, CommanderError } from 'commander';
import { EXIT_CODES, SteadyhandError } from '../protocol/errors.ts';
import { addCritiqueCommand } from './commands/critique.ts';
import { addDemoCommand } from './commands/demo.ts';
import { addDoctorCommand } from './commands/doctor.ts';
import { addGroundCommand } from './commands/ground.ts';
import { addHistoryCommand } from './commands/history.ts';
import { addModelsCommand } from './commands/models.ts';
import { addPlanCommand } from './commands/plan.ts';
import { addRulesCommand } from './commands/rules.ts';
import { addPlaybooksCommand } from './commands/playbooks.ts';
import { addRunCommand } from './commands/run.ts';
import { addScheduleCommand } from './commands/schedule.ts';
import { addScreenCommand } from './commands/screen.ts';
import { addServeCommand } from './commands/serve.ts';
import type { Finish, Io } from './io.ts';
import { log, processIo } from './io.ts';
import { version } from '../host/version.ts';

const HELP_AFTER = `
Exit codes: 0 done, 2 usage, 3 could not complete, 4 stopped by you, 5 blocked or denied, 6 environment.
Data is kept in STEADYHAND_HOME, or in the system's usual place. Nothing leaves this machine.

Examples:
  steadyhand run "Open the calculator, work out 12 × 34 and tell me the result"
  steadyhand run "In the file manager, click notes.txt and press Delete" --confirm ask --report ./out
  steadyhand plan "click File > Save As, name it a.txt and press Save"
  steadyhand ground --image screen.png --instruction "the Save button" --json
  steadyhand history show last`;

/** Builds the whole command tree. `finish` receives the exit code of the command that ran. */
export function program(io: Io, finish: Finish): Command {
  const root = new Command('steadyhand');
  root
    .description(
      'A desktop agent that looks before it acts. Say a task; it finds the controls, asks before anything destructive, and keeps everything on record.',
    )
    .version(version(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show help')
    .addHelpText('after', HELP_AFTER)
    .showSuggestionAfterError(true)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
    });
  for (const add of [
    addRunCommand,
    addPlanCommand,
    addGroundCommand,
    addCritiqueCommand,
    addScreenCommand,
    addDemoCommand,
    addScheduleCommand,
    addHistoryCommand,
    addPlaybooksCommand,
    addRulesCommand,
    addModelsCommand,
    addDoctorCommand,
    addServeCommand,
  ]) {
    add(root, io, finish);
  }
  for (const command of allCommands(root)) command.exitOverride();
  return root;
}

function allCommands(command: Command): Command[] {
  return command.commands.flatMap((c) => [c, ...allCommands(c)]);
}

/**
 * Runs one command.
 * @param argv the arguments after the program name
 * @returns the exit code
 */
export async function main(argv: readonly string[], io: Io = processIo()): Promise<number> {
  let code: number = EXIT_CODES.done;
  const root = program(io, (c) => (code = c));
  if (argv.length === 0) {
    io.stdout.write(root.helpInformation() + HELP_AFTER.trimStart() + '\n');
    return EXIT_CODES.usage;
  }
  try {
    await root.parseAsync([...argv], { from: 'user' });
    return code;
  } catch (error) {
    return report(error, io);
  }
}

function report(error: unknown, io: Io): number {
  if (error instanceof CommanderError) {
    // Help and version are not mistakes; commander has printed its line already.
    return error.exitCode === 0 ? EXIT_CODES.done : EXIT_CODES.usage;
  }
  if (error instanceof SteadyhandError) {
    log(io, `steadyhand: ${error.line}`);
    if (io.env['STEADYHAND_DEBUG'] && error.stack) log(io, error.stack);
    return EXIT_CODES[error.kind];
  }
  log(
    io,
    `steadyhand: this is a bug, please report it.\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
  );
  return EXIT_CODES.incomplete;
}
