/**
 * `npm run bench [-- area…]`: runs `test/bench/AREA/bench.ts`, one process an area, and prints their tables together
 * with the facts about the machine without which the figures mean nothing. A bench that fails is named, the others are
 * still run, and the exit code is 3.
 */
import './require-node-24.mjs';
import { fork } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import os from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { tableLines } from './bench/table.mjs';
import { ensureSystem } from './ensure-system.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const folder = join(root, 'test', 'bench');

const HELP = `npm run bench [-- options] [area…]

Measures the areas (all when none is named) and prints a table each. Times depend on the machine and on what else it
does; compare figures of one machine only.

  --list   the areas
  --only   a part of an area that has parts, for example desktasks --only thunar,goal
  --skills, --changes   a part of replay: rename,form and moved,dark
  --resume FILE         replay keeps what it did there and goes on from it
  --slice N             replay ends after N replays
  --pages DIR, --seeds N  miniwob: the folder with its pages (only when it is named), problems a page
  --json   one JSON object on standard output, progress on standard error
  --help   this text

Exit codes: 0 done, 2 wrong option or area, 3 a bench failed, 6 something is missing here.`;

/** Handed to the areas as STEADYHAND_BENCH_NAME. */
const PASSED = ['only', 'skills', 'changes', 'slice', 'seeds'];
/** Files and folders, by the place the person calls from. */
const PATHS = ['resume', 'pages'];
/** Not measured unless asked for by name: they need something that is not here. */
const BY_NAME = ['miniwob'];

function areas() {
  const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return names
    .map((entry) => entry.name)
    .filter((name) => existsSync(join(folder, name, 'bench.ts')))
    .sort();
}

function facts() {
  return {
    date: new Date().toISOString().slice(0, 16).replace('T', ' ') + ' UTC',
    cores: os.availableParallelism(),
    processor: os.cpus()[0]?.model.trim() || process.arch,
    memoryGiB: Math.round(os.totalmem() / 2 ** 30),
    system: `${os.type()} ${os.release()} ${os.arch()}`,
    node: process.version,
    load: Number((os.loadavg()[0] ?? 0).toFixed(2)),
  };
}

/** Runs one area; resolves with its table, or with `error` when it failed. */
function measure(area) {
  const file = join(folder, area, 'bench.ts');
  return new Promise((done) => {
    const started = Date.now();
    let result = null;
    // Whatever a bench prints by itself belongs with the progress, not in the JSON.
    const child = fork(join(folder, 'run.ts'), [file], { stdio: ['ignore', process.stderr, 'inherit', 'ipc'] });
    child.on('message', (message) => {
      result = message;
    });
    child.on('error', (error) => done({ area, error: error.message }));
    child.on('close', (code, signal) => {
      const seconds = Math.round((Date.now() - started) / 100) / 10;
      done(result ? { area, ...result, seconds } : { area, error: `ended with ${signal ?? `code ${code}`}`, seconds });
    });
  });
}

async function bench() {
  let values;
  let wanted;
  try {
    const flag = { type: 'boolean', default: false };
    const text = Object.fromEntries([...PASSED, ...PATHS].map((name) => [name, { type: 'string' }]));
    const options = { ...text, list: flag, json: flag, help: { ...flag, short: 'h' } };
    ({ values, positionals: wanted } = parseArgs({ options, allowPositionals: true }));
  } catch (error) {
    console.error(`bench: ${error.message}; npm run bench -- --help lists the options.`);
    return 2;
  }
  // Areas run in processes of their own.
  for (const name of PASSED) {
    if (values[name] !== undefined) process.env[`STEADYHAND_BENCH_${name.toUpperCase()}`] = values[name];
  }
  for (const name of PATHS) {
    if (values[name] === undefined) continue;
    process.env[`STEADYHAND_BENCH_${name.toUpperCase()}`] = resolve(process.env.INIT_CWD ?? '.', values[name]);
  }
  if (values.slice !== undefined && !/^[1-9]\d*$/.test(values.slice)) {
    console.error(`bench: --slice ${values.slice} is no number of replays; give a whole number from 1.`);
    return 2;
  }
  const known = areas();
  if (values.help) {
    console.log(`${HELP}\n\nAreas: ${known.join(', ') || 'none yet'}`);
    return 0;
  }
  if (values.list) {
    for (const name of known) console.log(name);
    return 0;
  }
  const unknown = wanted.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    console.error(
      `bench: no area ${unknown.map((n) => `'${n}'`).join(', ')}; there are: ${known.join(', ') || 'none'}.`,
    );
    return 2;
  }
  const chosen = wanted.length > 0 ? wanted : known.filter((name) => !BY_NAME.includes(name));
  await ensureSystem(chosen.includes('desktasks') ? ['test', 'desktasks'] : ['test']);
  const machine = facts();
  const say = values.json ? console.error : console.log;
  say(
    `${machine.date}, ${machine.cores} cores (${machine.processor}), ${machine.memoryGiB} GiB, ${machine.system}, ` +
      `Node ${machine.node}, load ${machine.load}`,
  );
  const results = [];
  for (const area of chosen) {
    const result = await measure(area);
    results.push(result);
    if (result.error) say(`\n${area}: FAILED, it ${result.error}`);
    else say(['', `${result.title} (${area}, ${result.seconds} s)`, ...tableLines(result)].join('\n'));
    for (const note of result.notes ?? []) say(`  ${note}`);
  }
  if (values.json) console.log(JSON.stringify({ machine, results }));
  return results.some((r) => r.error) ? 3 : 0;
}

process.exitCode = await bench();
