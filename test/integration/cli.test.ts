/** The command line without a display: what it answers, and what it says when the input is wrong. */
import { copyFile, mkdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import sharp from 'sharp';
import { beforeAll, expect, test } from 'vitest';
import { cli, emptyFolder, jsonLines } from '../fixtures/cli.ts';

let folder: string;
let picture: string;

beforeAll(async () => {
  folder = await emptyFolder();
  picture = join(folder, 'dialog.png');
  const svg = `<svg width="480" height="220" xmlns="http://www.w3.org/2000/svg" font-family="DejaVu Sans" font-size="15">
    <rect width="480" height="220" fill="#f4f4f4"/>
    <text x="24" y="48">Delete the file report.txt permanently?</text>
    <rect x="230" y="150" width="100" height="36" rx="4" fill="#fff" stroke="#888"/><text x="254" y="173">Cancel</text>
    <rect x="350" y="150" width="100" height="36" rx="4" fill="#fff" stroke="#888"/><text x="375" y="173">Delete</text>
  </svg>`;
  await sharp(Buffer.from(svg)).png().toFile(picture);
});

/** One line for the person, and no stack trace. */
function expectOneLine(stderr: string): void {
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(stderr).not.toMatch(/\n\s+at /);
}

test('--help names every command and the exit codes', async () => {
  const { code, stdout } = await cli(['--help']);
  expect(code).toBe(0);
  for (const word of ['run', 'plan', 'ground', 'critique', 'screen', 'history', 'models', 'doctor', 'Exit codes']) {
    expect(stdout).toContain(word);
  }
});

test('--version prints the version of package.json', async () => {
  const { version } = JSON.parse(await readFile('package.json', 'utf8')) as { version: string };
  expect((await cli(['--version'])).stdout.trim()).toBe(version);
});

test.each([
  [['frobnicate'], 'unknown command'],
  [['run'], 'missing required argument'],
  [['run', 'x', '--confirm', 'maybe'], 'Allowed choices are ask, deny, allow'],
  [['run', 'x', '--max-steps', '0'], 'a whole number'],
  [['plan'], 'nothing to plan'],
  [['plan', 'click OK', '--batch', 'tasks.jsonl'], 'both given'],
  [['ground', '--image', 'a.png'], 'instruction are needed'],
])('%j is a usage error', async (args, says) => {
  const { code, stderr, stdout } = await cli(args);
  expect(code).toBe(2);
  expect(stderr).toContain(says);
  expect(stdout).toBe('');
});

test('a relative path is resolved against the folder the person called npm from', async () => {
  const env = { npm_lifecycle_event: 'steadyhand', INIT_CWD: folder };
  const { code } = await cli(['screen', '--image', 'dialog.png'], { env });
  expect(code).toBe(0);
});

test('screen reads a picture', async () => {
  const { code, stdout } = await cli(['screen', '--image', picture, '--json']);
  expect(code).toBe(0);
  const [screen] = jsonLines(stdout);
  expect(screen).toMatchObject({ width: 480, height: 220 });
  const texts = (screen?.['elements'] as { text: string }[]).map((e) => e.text).join(' ');
  expect(texts).toContain('permanently');
});

test('ground points at a button, and says so when there is none', async () => {
  const found = await cli(['ground', '--image', picture, '--instruction', 'click the Cancel button', '--json']);
  const [row] = jsonLines(found.stdout);
  const [x, y] = row?.['point'] as [number, number];
  expect(x).toBeGreaterThanOrEqual(230);
  expect(x).toBeLessThan(330);
  expect(y).toBeGreaterThanOrEqual(150);
  expect(y).toBeLessThan(186);
  const absent = await cli(['ground', '--image', picture, '--instruction', 'the Synchronise calendars tab', '--json']);
  expect(absent.code).toBe(0);
  expect(jsonLines(absent.stdout)[0]).toMatchObject({ point: null, bbox: null });
});

test('a batch answers every record in order, and one bad picture does not lose the others', async () => {
  const file = join(folder, 'batch.jsonl');
  const rows = [
    { id: 'a', image: 'dialog.png', instruction: 'Cancel' },
    { id: 'b', image: 'none.png', instruction: 'Cancel' },
    { id: 'c', image: 'dialog.png', instruction: 'Delete' },
  ];
  await writeFile(file, rows.map((r) => JSON.stringify(r)).join('\n'));
  const { code, stdout, stderr } = await cli(['ground', '--batch', file]);
  expect(code).toBe(2);
  const out = jsonLines(stdout);
  expect(out.map((r) => r['id'])).toEqual(['a', 'b', 'c']);
  expect(out[1]).toMatchObject({ point: null });
  expect(out[2]?.['point']).not.toBeNull();
  expect(stderr).toContain('none.png');
});

test('a line that is not JSON is named and nothing is done', async () => {
  const file = join(folder, 'broken.jsonl');
  await writeFile(file, '{"id":"a","task":"click OK"}\n{"id":\n');
  const { code, stdout, stderr } = await cli(['plan', '--batch', file]);
  expect(code).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toContain('Line 2 of');
  expectOneLine(stderr);
});

test('a record without its fields is named with the field', async () => {
  const file = join(folder, 'fields.jsonl');
  await writeFile(file, '{"id":"a"}\n');
  const { code, stderr } = await cli(['plan', '--batch', file]);
  expect(code).toBe(2);
  expect(stderr).toContain('task');
  expectOneLine(stderr);
});

test('critique judges the two buttons of a delete dialog apart', async () => {
  const file = join(folder, 'critique.jsonl');
  const at = (id: string, point: [number, number]) =>
    JSON.stringify({
      id,
      image: 'dialog.png',
      task: 'delete report.txt',
      history: [],
      action: { type: 'click', point },
    });
  await writeFile(file, [at('cancel', [280, 168]), at('delete', [400, 168])].join('\n'));
  const { code, stdout } = await cli(['critique', '--batch', file]);
  expect(code).toBe(0);
  const [cancel, remove] = jsonLines(stdout);
  expect(cancel).toMatchObject({ id: 'cancel', risk: 'safe', decision: 'allow' });
  expect(remove).toMatchObject({ id: 'delete', risk: 'destructive', category: 'delete', decision: 'ask' });
});

test('plan prints the steps, and an empty or endless task is refused in one line', async () => {
  const { stdout } = await cli(['plan', 'click OK and press Ctrl+S', '--json']);
  expect(jsonLines(stdout)[0]?.['steps']).toEqual([
    { do: 'click', target: 'OK' },
    { do: 'hotkey', keys: ['ctrl', 's'] },
  ]);
  for (const task of ['', '   ', 'click OK and '.repeat(10_000 / 3)]) {
    const refused = await cli(['plan', task]);
    expect(refused.code).toBe(2);
    expectOneLine(refused.stderr);
  }
});

test.each([
  ['missing.png', null],
  ['empty.png', ''],
  ['text.png', 'this is no picture'],
])('the picture %s is refused in one line that names it', async (name, content) => {
  if (content !== null) await writeFile(join(folder, name), content);
  const { code, stderr } = await cli(['screen', '--image', join(folder, name)]);
  expect(code).toBe(2);
  expect(stderr).toContain(name);
  expectOneLine(stderr);
});

test('a truncated picture is refused, not half read', async () => {
  const cut = join(folder, 'cut.png');
  await copyFile(picture, cut);
  await truncate(cut, 900);
  const { code, stderr } = await cli(['screen', '--image', cut]);
  expect(code).toBe(2);
  expectOneLine(stderr);
});

test('a run without a display says so and how to go on, and records nothing', async () => {
  const home = await emptyFolder();
  const { code, stderr } = await cli(['run', 'click OK'], { env: { STEADYHAND_HOME: home } });
  expect(code).toBe(6);
  expect(stderr).toContain('no display');
  expectOneLine(stderr);
  expect((await cli(['history', 'list'], { env: { STEADYHAND_HOME: home } })).stdout).toContain('No runs yet');
});

test('a report folder that cannot be written is refused before anything is done', async () => {
  const { code, stderr } = await cli(['run', 'click OK', '--report', join(picture, 'folder')]);
  expect(code).toBe(2);
  expect(stderr).toContain('nothing was done');
  expectOneLine(stderr);
});

test('a dry run plans without a display', async () => {
  const { code, stdout } = await cli(['run', 'click OK', '--dry-run', '--json']);
  expect(code).toBe(0);
  expect(jsonLines(stdout).map((e) => e['event'])).toEqual(['run_started', 'planned', 'run_finished']);
});

test('a history from a newer version is left alone and named', async () => {
  const home = await emptyFolder();
  await cli(['history', 'list'], { env: { STEADYHAND_HOME: home } });
  const db = new Database(join(home, 'history.db'));
  db.pragma('user_version = 99');
  db.close();
  const { code, stderr } = await cli(['history', 'list'], { env: { STEADYHAND_HOME: home } });
  expect(code).toBe(6);
  expect(stderr).toContain('newer');
  expectOneLine(stderr);
});

test('a history that is no database is left alone and named', async () => {
  const home = await emptyFolder();
  await mkdir(home, { recursive: true });
  await writeFile(join(home, 'history.db'), 'not a database at all, but long enough to be looked at '.repeat(50));
  const { code, stderr } = await cli(['history', 'verify'], { env: { STEADYHAND_HOME: home } });
  expect(code).toBe(6);
  expectOneLine(stderr);
  expect(await readFile(join(home, 'history.db'), 'utf8')).toContain('not a database at all');
});

test('an unknown run is refused with how to find one', async () => {
  const home = await emptyFolder();
  const { code, stderr } = await cli(['history', 'show', 'nope'], { env: { STEADYHAND_HOME: home } });
  expect(code).toBe(2);
  expectOneLine(stderr);
});

test('models verify finds all shipped weights whole', async () => {
  const { code, stdout } = await cli(['models', 'verify', '--json']);
  expect(code).toBe(0);
  expect(jsonLines(stdout).every((m) => m['ok'] === true)).toBe(true);
});

test('doctor without a display finds the problem, says what to do, and exits with 6', async () => {
  const home = await emptyFolder();
  const { code, stdout } = await cli(['doctor', '--json'], { env: { STEADYHAND_HOME: home } });
  expect(code).toBe(6);
  const findings = jsonLines(stdout);
  expect(findings.find((f) => f['check'] === 'screen capture')).toMatchObject({ state: 'problem' });
  expect(findings.find((f) => f['check'] === 'models')).toMatchObject({ state: 'ok' });
});
