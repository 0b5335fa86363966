/** Showing and doing again, on real X servers and applications. */
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { makeFrame } from '../../electron/capture/make-frame.ts';
import { Journal, readJournal, Recorder, X11InputSource } from '../../electron/demos/index.ts';
import type { RecorderEyes } from '../../electron/demos/index.ts';
import { boxCentre, globalBox } from '../../electron/protocol/coordinates.ts';
import { openPerson, type Person } from '../bench/replay/person.ts';
import { cli, emptyFolder, finished, jsonLines, startCli, type Outcome } from '../fixtures/cli.ts';
import { startDesktop, until, type Desktop } from '../fixtures/desktop.ts';
import { startBareDisplay, type BareDisplay } from '../fixtures/native-display.ts';

/** Sees a grey screen on which nothing ever changes. */
const blindEyes = (shown: string | null = null): RecorderEyes => {
  const display = { id: 'x', name: 'x', box: globalBox(0, 0, 64, 64), scale: 1, primary: true };
  const frame = makeFrame({
    display,
    width: 64,
    height: 64,
    data: new Uint8Array(64 * 64 * 4),
    source: 'test',
    takenAt: 0,
  });
  return {
    grab: () => Promise.resolve(frame),
    windows: () => Promise.resolve([]),
    menus: () => Promise.resolve([]),
    things: () => Promise.resolve(null),
    typedSigns: () => Promise.resolve({ labels: [], shown }),
    encode: () => Promise.resolve(Buffer.from('png')),
  };
};

describe('on a bare display', () => {
  let bare: BareDisplay;
  let person: Person;
  let recorder: Recorder | null = null;
  beforeAll(async () => {
    bare = await startBareDisplay();
    person = await openPerson(bare.display, 50);
  });
  afterEach(async () => {
    await recorder?.stop();
    recorder = null;
  });
  afterAll(async () => {
    await person.close();
    await bare.stop();
  });

  async function start(eyes: RecorderEyes = blindEyes()): Promise<{ recorder: Recorder; folder: string }> {
    const folder = join(await emptyFolder(), 'recording');
    const made = new Recorder({
      source: await X11InputSource.open(bare.display),
      journal: Journal.create(folder),
      ...{ name: 'x', display: bare.display, monitors: 1, isOwn: () => false, eyes },
      stopKeys: ['ctrl', 'alt', 'escape'],
      warn: () => undefined,
    });
    recorder = made;
    await made.start();
    return { recorder: made, folder };
  }
  const textOf = (folder: string): string =>
    readJournal(folder)
      .entries.map((e) => (e.t === 'char' ? e.text : ''))
      .join('');

  test('none of 10,000 events at 1,000 a second is lost', async () => {
    const { recorder: made, folder } = await start();
    const sent = await person.hammer(10_000, 1_000);
    await until('all events', () => made.status.events >= sent, 120_000);
    await made.stop();
    expect(made.status.events).toBe(sent);
    const { entries, ended } = readJournal(folder);
    expect(ended).toBe(true);
    expect(entries.filter((e) => e.t === 'char')).toHaveLength(sent / 4);
    expect(entries.reduce((n, e) => n + (e.t === 'motion' ? e.count : 0), 0)).toBe(sent / 2);
  });

  test('the text that is recorded is the text that was typed', async () => {
    const { recorder: made, folder } = await start();
    const text = 'The Quick brown fox, 12:30 #%&* "x" {y} ~/a_b|c<d>';
    await person.type(text);
    await made.stop();
    expect(textOf(folder)).toBe(text);
  });

  test('what was typed and does not show is not written, not even its letters one by one', async () => {
    const { recorder: made, folder } = await start(blindEyes(''));
    await person.type('hunter2!');
    await person.press('enter');
    await made.stop();
    const journal = readFileSync(join(folder, 'journal.jsonl'), 'utf8');
    expect(journal).not.toMatch(/"char"|hunter|"backspace"/);
    expect(readJournal(folder).entries.filter((e) => e.t === 'secret')).toMatchObject([{ keys: 8 }]);
  });

  test('a pause is a pause, and the stop keys end it', async () => {
    const { recorder: made, folder } = await start();
    await person.type('ab');
    made.pause();
    await person.type('cd');
    made.resume();
    await person.type('ef');
    await person.press('ctrl', 'alt', 'escape');
    expect(await made.ended).toBe('the stop keys');
    await made.stop();
    expect(textOf(folder)).toBe('abef');
  });

  test('what is forgotten is gone, what was there before stays', async () => {
    const { recorder: made, folder } = await start();
    await person.click({ x: 50, y: 60 });
    await person.pause(2_500);
    await person.type('oops');
    await made.forget(2);
    await person.type('fine');
    await made.stop();
    expect(textOf(folder)).toBe('fine');
    expect(readJournal(folder).entries.some((e) => e.t === 'press')).toBe(true);
  });
});

describe('on a desktop', () => {
  let desktop: Desktop;
  let person: Person;
  let home: string;
  let papers: string;
  beforeAll(async () => {
    desktop = await startDesktop({ width: 1000, height: 700 });
    person = await openPerson(desktop.display);
    home = await emptyFolder();
    papers = join(desktop.home, 'papers');
    await mkdir(papers);
    await writeFile(join(papers, 'notes.txt'), 'n');
    desktop.start('thunar', [papers]);
    await desktop.window(/Thunar/);
    await person.pause(2_000);
  });
  afterAll(async () => {
    await person.close();
    await desktop.stop();
  });
  const env = (): NodeJS.ProcessEnv => ({ ...desktop.env, PATH: process.env['PATH'], STEADYHAND_HOME: home });
  const demo = (...args: string[]): Promise<Outcome> => cli(['demo', ...args], { env: env() });

  /** Renames the file that is shown by the name, as a person does. */
  async function rename(name: string, to: string): Promise<void> {
    const { stdout } = await cli(['screen', '--display', desktop.display, '--json'], { env: env() });
    const [screen] = jsonLines(stdout) as unknown as {
      elements: { text: string; box: Parameters<typeof boxCentre>[0] }[];
    }[];
    const box = screen?.elements.find((e) => e.text === name)?.box;
    if (!box) throw new Error(`${name} is not on the screen`);
    await person.click(boxCentre(box));
    await person.press('f2');
    await person.pause(800);
    await person.press('ctrl', 'a');
    await person.type(to);
    await person.press('enter');
    await person.pause(1_000);
  }

  test('a file is renamed once and another one by the skill, with other names', async () => {
    const child = startCli(['demo', 'record', 'rename', '--json'], { env: env() });
    const done = finished(child);
    let told = '';
    child.stdout?.on('data', (c: Buffer) => (told += c.toString()));
    await until('the recording', () => told.includes('"recording"'));
    await rename('notes.txt', 'letter.txt');
    child.kill('SIGINT');
    const outcome = await done;
    expect(outcome.stderr).toBe('');
    expect(outcome.code).toBe(0);
    expect(await readdir(papers)).toEqual(['letter.txt']);
    const compiled = jsonLines(outcome.stdout).find((e) => e['event'] === 'compiled');
    const parameters = compiled?.['parameters'] as { name: string; default: string }[];
    expect(parameters.map((p) => p.default).sort()).toEqual(['letter.txt', 'notes.txt']);
    const param = (shown: string, now: string): string[] => [
      '--param',
      `${parameters.find((p) => p.default === shown)?.name ?? ''}=${now}`,
    ];
    const values = [...param('notes.txt', 'letter.txt'), ...param('letter.txt', 'final.txt')];

    const dry = await demo('replay', 'rename', ...values, '--dry-run');
    expect(dry.stdout).toContain('“final.txt”');
    const replayed = await demo('replay', 'rename', ...values, '--confirm', 'deny', '--json');
    expect(replayed.stderr).toBe('');
    expect(jsonLines(replayed.stdout).at(-1)).toMatchObject({ event: 'run_finished', status: 'done' });
    expect(await readdir(papers)).toEqual(['final.txt']);

    // The file it was shown on is no longer there: it halts, and says which step and why.
    const halted = await demo('replay', 'rename', '--confirm', 'deny', '--patience', '2', '--json');
    expect(halted.code).toBe(3);
    expect(jsonLines(halted.stdout).at(-1)).toMatchObject({ reason: expect.stringContaining('notes.txt') as string });
    expect(await readdir(papers)).toEqual(['final.txt']);
    expect((await demo('list')).stdout).toContain('1 of 2 replays done');
  });

  test('a recording that was killed keeps what was recorded, and becomes a skill', async () => {
    const child = startCli(['demo', 'record', 'cut-off', '--json'], { env: env() });
    const done = finished(child);
    let told = '';
    child.stdout?.on('data', (c: Buffer) => (told += c.toString()));
    await until('the recording', () => told.includes('"recording"'));
    await person.click({ x: 500, y: 400 });
    await person.press('f5');
    await person.pause(1_500);
    child.kill('SIGKILL');
    await done;
    const compiled = await demo('compile', 'cut-off');
    expect(compiled.stdout).toContain('the recording was cut off');
    expect(compiled.code).toBe(0);
    expect((await demo('show', 'cut-off')).stdout).toContain('Press F5');
    expect(existsSync(join(home, 'skills', 'cut-off', 'skill.yaml'))).toBe(true);
  });

  test.each([
    ['a skill that is not there', ['replay', 'nothing'], 'There is no skill “nothing”'],
    ['a parameter nobody knows', ['replay', 'rename', '--param', 'x=1'], 'has no parameter “x”'],
    ['a table that is not there', ['replay', 'rename', '--data', 'no.csv'], 'cannot be read'],
    ['a name that leads elsewhere', ['record', '../x'], 'cannot be the name of a skill'],
    ['a name that is taken', ['record', 'rename'], 'There is a skill “rename” already'],
  ])('%s is said in one line', async (_what, args, line) => {
    const outcome = await demo(...args);
    expect(outcome.code).toBe(2);
    expect(outcome.stderr.trim().split('\n')).toHaveLength(1);
    expect(outcome.stderr).toContain(line);
  });
});
