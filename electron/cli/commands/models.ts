import type { Command } from 'commander';
import { ModelRegistry } from '../../inference/registry.ts';
import { EXIT_CODES } from '../../protocol/errors.ts';
import { writeJson, writeLine } from '../io.ts';
import type { Finish, Io } from '../io.ts';

export function addModelsCommand(root: Command, io: Io, finish: Finish): void {
  const models = root.command('models').description('the weights that ship with the program');
  const add = (name: string, description: string): void => {
    models
      .command(name)
      .description(description)
      .option('--json', 'print JSON, one model a line')
      .action(async (options: { json?: boolean }) => {
        finish(await check(options.json ?? false, io));
      });
  };
  add('list', 'name, version, size, licence and state of each');
  add('verify', 'check every file against its recorded size and SHA-256');
}

/** Both commands check the files: a list that calls a damaged file fine would be worth little. */
async function check(json: boolean, io: Io): Promise<number> {
  const statuses = await (await ModelRegistry.open()).verifyAll();
  const widest = Math.max(...statuses.map(({ entry }) => entry.name.length));
  for (const { entry, path, problem } of statuses) {
    if (json) {
      await writeJson(io, { ...entry, path, ok: problem === null, problem: problem?.line ?? null });
      continue;
    }
    // In kB: an alphabet of 2 kB is not "0.00 MB".
    const size = `${Math.ceil(entry.bytes / 1000)} kB`.padStart(9);
    const state = problem ? `DAMAGED: ${problem.line}` : 'ok';
    await writeLine(
      io,
      `${entry.name.padEnd(widest)} ${entry.version.padEnd(4)} ${size}  ${entry.licence.padEnd(12)} ${state}`,
    );
  }
  return statuses.some((s) => s.problem) ? EXIT_CODES.environment : EXIT_CODES.done;
}
