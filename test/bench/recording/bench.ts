/**
 * What recording costs: the processor time of `steadyhand demo record`, as the kernel counts it, while nobody does
 * anything on a quiet desktop, while a caret blinks, and while somebody types.
 */
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { emptyFolder, finished, startCli } from '../../fixtures/cli.ts';
import { startDesktop, until } from '../../fixtures/desktop.ts';
import { openPerson, pause } from '../replay/person.ts';
import type { Bench } from '../run.ts';

const MEASURED_MS = 30_000;
/** Opening, the first picture and what the runtime still compiles. */
const SETTLING_MS = 12_000;
/** The kernel counts in hundredths of a second. */
const TICK_MS = 10;

/** Processor time of a process and all its threads so far, milliseconds. */
function usedMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

const bench: Bench = {
  name: 'recording',
  title: 'Recording: processor time of the recorder',
  async run({ log }) {
    const desktop = await startDesktop({ width: 1280, height: 800 });
    const person = await openPerson(desktop.display, 0);
    const rows: (string | number)[][] = [];
    try {
      const home = await emptyFolder();
      const note = join(desktop.home, 'note.txt');
      await writeFile(note, 'one line\n');
      desktop.start('thunar', [desktop.home]);
      await desktop.window(/Thunar/);
      const env = { ...desktop.env, PATH: process.env['PATH'], STEADYHAND_HOME: home };
      const child = startCli(['demo', 'record', 'idle', '--json'], { env });
      const done = finished(child);
      let told = '';
      child.stdout?.on('data', (chunk: Buffer) => (told += chunk.toString()));
      await until('the recording', () => told.includes('"recording"'), 120_000);
      const pid = recorderOf(child.pid ?? 0);
      const measure = async (what: string, work: (ms: number) => Promise<unknown>): Promise<void> => {
        const [used, began] = [usedMs(pid), performance.now()];
        await work(MEASURED_MS);
        const share = (100 * (usedMs(pid) - used)) / (performance.now() - began);
        log(`${what}: ${share.toFixed(1)} %`);
        rows.push([what, share]);
      };
      await pause(SETTLING_MS);
      await measure('nobody does anything, nothing changes', pause);
      desktop.start('mousepad', ['--disable-server', note]);
      const { box } = await desktop.window(/Mousepad/);
      await pause(SETTLING_MS / 2);
      await measure('nobody does anything, a caret blinks', pause);
      await person.click({ x: box.x1 + 150, y: box.y1 + 160 });
      await measure('somebody types, five letters a second', async (ms) => {
        const end = performance.now() + ms;
        while (performance.now() < end) {
          await person.type('a');
          await pause(165);
        }
      });
      child.kill('SIGINT');
      await done;
    } finally {
      await person.close();
      await desktop.stop();
    }
    return {
      columns: ['while', '% of one core'],
      rows,
      notes: [
        `processor time of the recorder's process over ${MEASURED_MS / 1000} s each, from /proc, user and system; the goal is 5 % when idle`,
        'that no event is lost at 1,000 a second is tested in test/integration/demos.test.ts',
      ],
    };
  },
};
export default bench;

/** The launcher may run the program in a child: the process that does the work is the last of the line. */
function recorderOf(pid: number): number {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean);
  const [only] = children.map(Number);
  return children.length === 1 && only !== undefined ? recorderOf(only) : pid;
}
