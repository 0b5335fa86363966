/** Typing into real programs: how much arrives exactly, and how fast, ours and nut-js's own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openDriver } from '../../../electron/actions/drivers/open.ts';
import type { InputDriver } from '../../../electron/actions/drivers/port.ts';
import { startDesktop, until, type Desktop } from '../../fixtures/desktop.ts';
import type { Bench } from '../run.ts';

/** One line each: what people type, and what is hard to type. */
const CORPUS: Readonly<Record<string, string>> = {
  'plain English': 'please send the report to the whole team before noon and thank you for the quick answer',
  'capitals and signs': 'Meet @ 12:30 in room #4; cost: $5.00 (50%) & "no" {more} <than> that!?',
  code: 'if (a[i] != b->c && x >= 0x1F) { return ~m | (n ^ k); } // `done` \\ 100%',
  'western accents': 'Ünïcode: ¡olé! ça va? Straße, naïve café, 42 € — Łódź, Ærø, «señor»',
  'other scripts': 'Привет, мир; καλημέρα κόσμε; 日本語の文; 한국어 문장',
};
const LINES = Object.entries(CORPUS);
/** A program that has read nothing more for this long has read all it will get. */
const QUIET_MS = 600;

interface Sink {
  readonly name: string;
  /** Makes it ready for a line; answers how to get what arrived. */
  open(label: string): Promise<() => Promise<string>>;
}

/** Types a text; answers how long that took, in milliseconds. */
type Typist = (text: string) => Promise<number>;

/** nut-js types in a process of its own: a character without a key is an X error, for which Xlib ends the process. */
const NUT_JS_TYPES = `
  const { keyboard } = require('@nut-tree-fork/nut-js');
  keyboard.config.autoDelayMs = 0;
  const from = performance.now();
  keyboard.type(process.argv[1]).then(() => console.log(performance.now() - from));
`;

const signal = new AbortController().signal;

/** Share of the characters that arrived in their place: 1 minus edit distance over length, never below 0. */
function exactness(wanted: string, got: string): number {
  const a = Array.from(wanted);
  const b = Array.from(got);
  let row = b.map((_, j) => j + 1);
  a.forEach((c, i) => {
    let [diagonal, left] = [i, i + 1];
    row = b.map((d, j) => {
      const up = row[j] ?? 0;
      left = Math.min(left + 1, up + 1, diagonal + (c === d ? 0 : 1));
      diagonal = up;
      return left;
    });
  });
  const distance = b.length === 0 ? a.length : (row.at(-1) ?? 0);
  return Math.max(0, 1 - distance / a.length);
}

/** Waits until a file has not grown for a while; answers what is in it. */
async function atRest(file: string): Promise<string> {
  let text = '';
  let since = Date.now();
  return until('the file to rest', async () => {
    const now = await readFile(file, 'utf8').catch(() => '');
    if (now !== text) {
      text = now;
      since = Date.now();
    }
    return Date.now() - since > QUIET_MS ? { text } : null;
  }).then((r) => r.text);
}

function editorSink(desktop: Desktop, driver: InputDriver): Sink {
  return {
    name: 'mousepad',
    async open(label) {
      const file = join(desktop.home, `${label}.txt`);
      await writeFile(file, '');
      const editor = desktop.start('mousepad', ['--disable-server', file]);
      await desktop.window(new RegExp(`${label}\\.txt`));
      await new Promise((r) => setTimeout(r, 800));
      return async () => {
        await new Promise((r) => setTimeout(r, QUIET_MS));
        await driver.hotkey(['ctrl', 's'], signal);
        const text = await atRest(file);
        editor.kill('SIGKILL');
        await until('the editor gone', async () => (await desktop.windows()).every((w) => w.pid !== editor.pid));
        return text;
      };
    },
  };
}

function terminalSink(desktop: Desktop, driver: InputDriver): Sink {
  return {
    name: 'xterm',
    async open(label) {
      const file = join(desktop.home, `${label}.cat`);
      const terminal = desktop.start('xterm', ['-u8', '-T', label, '-e', `cat > ${file}`]);
      await desktop.window(new RegExp(label), 90_000);
      await new Promise((r) => setTimeout(r, 1500));
      return async () => {
        await driver.hotkey(['enter'], signal);
        const text = await atRest(file);
        terminal.kill('SIGKILL');
        await until('the terminal gone', async () => (await desktop.windows()).every((w) => w.pid !== terminal.pid));
        return text.replace(/\n$/, '');
      };
    },
  };
}

/** NaN when it ended the process. */
async function typeByNutJs(desktop: Desktop, text: string): Promise<number> {
  const child = spawn(process.execPath, ['-e', NUT_JS_TYPES, text], {
    env: desktop.env,
    cwd: import.meta.dirname,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let out = '';
  child.stdout.on('data', (c: Buffer) => (out += c.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return code === 0 && out !== '' ? Number(out) : Number.NaN;
}

const bench: Bench = {
  name: 'input',
  title: 'Typing exactly',
  async run(ctx) {
    const desktop = await startDesktop();
    const driver = await openDriver(desktop.display);
    try {
      const typists: Readonly<Record<string, Typist>> = {
        'ours (xtest)': async (text) => {
          const from = performance.now();
          await driver.type(text, signal);
          return performance.now() - from;
        },
        'nut-js keyboard.type': (text) => typeByNutJs(desktop, text),
      };
      const rows: (string | number)[][] = [];
      for (const layout of ['us', 'de']) {
        await desktop.run('setxkbmap', [layout]);
        for (const sink of [editorSink(desktop, driver), terminalSink(desktop, driver)]) {
          for (const [who, type] of Object.entries(typists)) {
            let [exactLines, share, ms, characters, ended] = [0, 0, 0, 0, 0];
            for (const [i, [what, text]] of LINES.entries()) {
              ctx.log(`${layout}, ${sink.name}, ${who}: ${what}`);
              const arrived = await sink.open(`${layout}-${sink.name}-${who.slice(0, 3)}-${i}`);
              const took = await type(text);
              if (Number.isNaN(took)) ended++;
              else [ms, characters] = [ms + took, characters + Array.from(text).length];
              const got = await arrived();
              share += exactness(text, got);
              if (got === text) exactLines++;
            }
            rows.push([
              ...[layout, sink.name, who, `${exactLines} of ${LINES.length}`],
              `${((100 * share) / LINES.length).toFixed(1)} %`,
              Math.round(characters / (ms / 1000)),
              ended,
            ]);
          }
        }
      }
      return {
        columns: ['layout', 'into', 'by', 'lines exact', 'characters right', 'characters/s', 'process ended'],
        rows,
        notes: [
          `${LINES.length} lines: ${LINES.map(([what]) => what).join(', ')}. Read back from the saved file, byte for byte.`,
          'Characters/s counts until the call returns; ours returns after the program has read the text where it can tell.',
        ],
      };
    } finally {
      await driver.close();
      await desktop.stop();
    }
  },
};
export default bench;
