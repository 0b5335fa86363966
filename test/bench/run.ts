/**
 * Runs one bench module in this process and hands its table to the parent: `scripts/bench.mjs` starts one process an
 * area, so that no area pays for the memory or the warm caches of another.
 *
 * A module is `test/bench/AREA/bench.ts` with a default export of type `Bench`.
 */
import { pathToFileURL } from 'node:url';
import { SteadyhandError } from '../../electron/protocol/errors.ts';

export interface BenchContext {
  /** A line about where the bench is; goes to standard error. */
  log(line: string): void;
}
export interface BenchTable {
  /** Column headings; put the unit there: `median ms`. */
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
  /** What a reader must know: inputs, number of runs, what is not included. */
  readonly notes?: readonly string[];
}
export interface Bench {
  /** The folder's name. */
  readonly name: string;
  readonly title: string;
  run(context: BenchContext): Promise<BenchTable>;
}

function isBench(value: unknown): value is Bench {
  if (typeof value !== 'object' || value === null) return false;
  const bench = value as Partial<Record<keyof Bench, unknown>>;
  return typeof bench.name === 'string' && typeof bench.title === 'string' && typeof bench.run === 'function';
}

async function runFile(file: string): Promise<void> {
  const module = (await import(pathToFileURL(file).href)) as { default?: unknown };
  if (!isBench(module.default)) throw new Error(`${file} has no default export { name, title, run }`);
  const bench = module.default;
  const table = await bench.run({ log: (line) => process.stderr.write(`  ${bench.name}: ${line}\n`) });
  const message = { title: bench.title, ...table, peakMemoryMiB: Math.round(process.resourceUsage().maxRSS / 1024) };
  if (process.send) process.send(message, () => process.exit(0));
  else process.stdout.write(`${JSON.stringify(message)}\n`);
}

const file = process.argv[2];
if (process.argv[1] === import.meta.filename) {
  if (file === undefined) throw new Error('usage: node test/bench/run.ts test/bench/AREA/bench.ts');
  try {
    await runFile(file);
  } catch (error) {
    // What the person gave is told apart from a fault of the bench.
    if (!(error instanceof SteadyhandError)) throw error;
    process.stderr.write(`bench: ${error.line}\n`);
    process.exitCode = 2;
    process.disconnect();
  }
}
