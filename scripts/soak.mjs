/**
 * `npm run soak [-- --minutes 30] [--seed N] [--json]`: random input through the real driver on a private desktop, and a
 * look every minute at what it left behind (test/soak/soak.ts says what).
 */
import './require-node-24.mjs';
import { spawn } from 'node:child_process';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ensureSystem } from './ensure-system.mjs';

const HELP = `npm run soak [-- options]

Random text, chords, clicks, drags, windows and halts on a private desktop with real applications.

  --minutes N  how long (default 30)
  --seed N     the same acts again (what applications make of them still differs)
  --json       the result as one JSON object on standard output, progress on standard error
  --help       this text

Exit codes: 0 nothing was left behind, 1 something was (it says what), 2 wrong option, 6 something is missing here.`;

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

function options() {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string', default: '30' },
      seed: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false, short: 'h' },
    },
  });
  for (const name of ['minutes', 'seed']) {
    if (values[name] !== undefined && !/^\d+(\.\d+)?$/.test(values[name]))
      throw new Error(`--${name} is a number, not '${values[name]}'`);
  }
  return values;
}

async function main() {
  let wanted;
  try {
    wanted = options();
  } catch (error) {
    console.error(`soak: ${error.message}; npm run soak -- --help lists the options.`);
    return 2;
  }
  if (wanted.help) {
    console.log(HELP);
    return 0;
  }
  await ensureSystem(['test']);
  const seed = wanted.seed ?? String(Date.now() % 1_000_000);
  const args = ['--minutes', wanted.minutes, '--seed', seed, ...(wanted.json ? ['--json'] : [])];
  // Memory is compared after what nobody uses any more has been thrown away.
  const child = spawn(process.execPath, ['--expose-gc', join(root, 'test', 'soak', 'soak.ts'), ...args], {
    stdio: 'inherit',
  });
  return new Promise((done) => child.on('close', (code) => done(code ?? 1)));
}

process.exitCode = await main();
