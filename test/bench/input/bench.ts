/**
 * Typing exactly: 2,000 strings into five programs, read back from the program itself, against nut-js and xdotool on a
 * sample in the same run.
 *
 * `STEADYHAND_BENCH_SAMPLE=N` takes the first N strings only, `STEADYHAND_BENCH_APPS=textarea,xterm` only these programs.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openDriver } from '../../../electron/actions/drivers/open.ts';
import type { InputDriver } from '../../../electron/actions/drivers/port.ts';
import { startDesktop, type Desktop } from '../../fixtures/desktop.ts';
import { TYPING_APPS, type TypingApp, type TypingAppName } from '../../fixtures/typing-apps.ts';
import { typeBatch } from '../../fixtures/typing-batch.ts';
import type { Bench } from '../run.ts';
import { CORPUS, CORPUS_SIZE } from './corpus.ts';

/** Strings to a document: many, so that few documents are read back; few enough that a program stays quick. */
const BATCH = 100;
/** What the other typists get: one of each kind, into fewer programs' time. */
const SAMPLE = 24;
const APPS: readonly TypingAppName[] = ['mousepad', 'featherpad', 'writer', 'textarea', 'xterm'];
const signal = new AbortController().signal;

type Typist = (text: string) => Promise<unknown>;

/** nut-js types in a process of its own: a character without a key is an X error, for which Xlib ends the process. */
const NUT_JS_TYPES = `
  const { keyboard } = require('@nut-tree-fork/nut-js');
  keyboard.config.autoDelayMs = 0;
  keyboard.type(process.argv[1]).then(() => process.exit(0));
`;

/** Runs a program to its end, whatever that is. */
async function ran(desktop: Desktop, command: string, args: readonly string[]): Promise<void> {
  const child = spawn(command, args, { env: desktop.env, cwd: import.meta.dirname, stdio: 'ignore' });
  await once(child, 'close');
}

const others = (desktop: Desktop): Readonly<Record<string, Typist>> => ({
  'nut-js keyboard.type': (text) => ran(desktop, process.execPath, ['-e', NUT_JS_TYPES, text]),
  'xdotool type': (text) => ran(desktop, 'xdotool', ['type', '--delay', '1', '--', text]),
});

/** One string after another, Enter by us between them: what ends the process of one must not take the others along. */
const each =
  (driver: InputDriver, type: Typist): Typist =>
  async (text) => {
    for (const [i, line] of text.split('\n').entries()) {
      if (i > 0) await driver.hotkey(['enter'], signal);
      await type(line);
    }
  };

interface Tally {
  exact: number;
  strings: number;
  characters: number;
  sentMs: number;
  arrivedMs: number;
  wrong: { readonly wanted: string; readonly got: string }[];
}

async function measure(
  desktop: Desktop,
  app: TypingApp,
  label: string,
  strings: readonly string[],
  batch: number,
  type: Typist,
): Promise<Tally> {
  const tally: Tally = { exact: 0, strings: strings.length, characters: 0, sentMs: 0, arrivedMs: 0, wrong: [] };
  const document = await app.open(desktop, label);
  try {
    for (let i = 0; i < strings.length; i += batch) {
      const some = strings.slice(i, i + batch);
      const { wrong, characters, sentMs, arrivedMs } = await typeBatch(app, document, some, type);
      tally.exact += some.length - wrong.length;
      tally.characters += characters;
      tally.sentMs += sentMs;
      tally.arrivedMs += arrivedMs;
      tally.wrong.push(...wrong);
    }
  } finally {
    await document.close();
  }
  return tally;
}

const bench: Bench = {
  name: 'input',
  title: 'Typing exactly',
  async run(ctx) {
    const wanted = Number(process.env['STEADYHAND_BENCH_SAMPLE'] ?? CORPUS_SIZE);
    const strings = CORPUS.slice(0, wanted);
    const named = process.env['STEADYHAND_BENCH_APPS']?.split(',');
    const apps = APPS.filter((name) => named?.includes(name) ?? true);
    const desktop = await startDesktop();
    const driver = await openDriver(desktop.display);
    const rows: (string | number)[][] = [];
    try {
      for (const name of apps) {
        const app = TYPING_APPS[name];
        const ways = new Map<string, number>();
        const ours: Typist = async (text) => {
          const { via } = await driver.type(text, signal);
          ways.set(via, (ways.get(via) ?? 0) + 1);
        };
        const typists = [
          ['ours', ours, strings, BATCH],
          ...Object.entries(others(desktop)).map(
            ([who, type]) => [who, each(driver, type), strings.slice(0, SAMPLE), SAMPLE] as const,
          ),
        ] as const;
        for (const [who, type, list, batch] of typists) {
          ctx.log(`${app.name}, ${who}: ${list.length} strings`);
          const label = `bench-${name}-${who.slice(0, 3)}`;
          const t = await measure(desktop, app, label, list, batch, type);
          for (const { wanted: w, got } of t.wrong.slice(0, who === 'ours' ? 20 : 0))
            ctx.log(`  wrong: ${JSON.stringify(w)} arrived as ${JSON.stringify(got)}`);
          const rate = (ms: number): number => Math.round(t.characters / (ms / 1000));
          rows.push([
            ...[app.name, who === 'ours' ? `ours (${[...ways.keys()].join(', ')})` : who],
            ...[`${t.exact} of ${t.strings}`, `${((100 * t.exact) / t.strings).toFixed(1)} %`],
            ...[t.characters, rate(t.sentMs), rate(t.arrivedMs)],
          ]);
        }
      }
      return {
        columns: ['into', 'by', 'strings exact', 'share', 'characters', 'characters/s sent', 'characters/s arrived'],
        rows,
        notes: [
          `${strings.length} strings of test/bench/input/corpus.ts (seeded; 24 kinds in turn), ${BATCH} lines a document; nut-js and xdotool: the first ${SAMPLE}.`,
          'Read back from the program: the saved file, the value of the element, what `cat` got. Compared code point by code point.',
          'Off: the corrections, completions and automatic formats of LibreOffice, and the indentation of featherpad. featherpad saves no-break spaces as spaces, by whatever way they come.',
          'Sent: until the call returned (nut-js and xdotool: with the start of a process for each string). Arrived: until the program had all of it, or nothing more came for eight seconds; reading back included.',
        ],
      };
    } finally {
      await driver.close();
      await desktop.stop();
    }
  },
};
export default bench;
