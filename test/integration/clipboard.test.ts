/** The clipboard as an action of its own: judged, permitted, and in the real clipboard afterwards. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDriver } from '../../electron/actions/drivers/open.ts';
import { Selection, textFormats } from '../../electron/actions/drivers/x11-selection.ts';
import { XConnection } from '../../electron/capture/x11/connection.ts';
import type { Outcome } from '../fixtures/cli.ts';
import { cli, emptyFolder, jsonLines } from '../fixtures/cli.ts';
import type { Desktop } from '../fixtures/desktop.ts';
import { startDesktop } from '../fixtures/desktop.ts';

const signal = new AbortController().signal;
let desktop: Desktop;
let home: string;
let asking: Selection;

beforeAll(async () => {
  desktop = await startDesktop();
  home = await emptyFolder();
  asking = await Selection.open(desktop.x);
});
afterAll(async () => {
  await desktop.stop();
});

const env = (): NodeJS.ProcessEnv => ({ ...desktop.env, PATH: process.env['PATH'], STEADYHAND_HOME: home });
const steadyhand = (...args: string[]): Promise<Outcome> => cli(args, { env: env() });
/** Some other program that has copied. */
async function copied(text: string): Promise<() => Promise<void>> {
  const x = await XConnection.open(desktop.display);
  await (await Selection.open(x)).serve(textFormats(text), () => undefined);
  return () => x.close();
}

test('a text is put into the clipboard by a run and stays there when it has ended', async () => {
  const text = 'Grüße, 日本 – 3 × 4';
  const { code, stdout, stderr } = await steadyhand(
    'run',
    `Put "${text}" on the clipboard`,
    '--json',
    '--confirm',
    'deny',
  );
  expect(stderr).toBe('');
  expect(code).toBe(0);
  const events = jsonLines(stdout).map((e) => e['event']);
  expect(events).toEqual(expect.arrayContaining(['verdict', 'decision', 'acted', 'verified']));
  expect(await asking.readText()).toBe(text);
});

test('what was copied afterwards is left alone', async () => {
  const driver = await openDriver(desktop.display);
  await driver.copyText('ours', signal);
  await driver.close();
  const quit = await copied('theirs');
  expect(await asking.readText()).toBe('theirs');
  await quit();
});

test('a long text arrives whole', async () => {
  const driver = await openDriver(desktop.display);
  const text = 'å long text; '.repeat(7_000);
  await driver.copyText(text, signal);
  expect((await driver.readClipboard(signal)).read).toBe(text);
  await driver.close();
});

test('reading it is asked about, answered to the person, and in no record', async () => {
  const quit = await copied('correct horse battery staple');
  const denied = await steadyhand('run', 'Read the clipboard', '--json', '--confirm', 'deny');
  expect(denied.code).toBe(5);
  expect(denied.stdout).toContain('confirmation_requested');
  expect(denied.stdout).not.toContain('battery staple');
  const allowed = await steadyhand('run', 'Read the clipboard', '--json', '--confirm', 'allow');
  expect(jsonLines(allowed.stdout).at(-1)?.['answers']).toEqual(['correct horse battery staple']);
  const history = await steadyhand('history', 'show', 'last', '--json');
  expect(history.code).toBe(0);
  expect(history.stdout).toContain('read_clipboard');
  expect(history.stdout).not.toContain('battery staple');
  await quit();
});

test('an empty clipboard is said to be empty', async () => {
  desktop.x.client.SetSelectionOwner(0, await desktop.x.atom('CLIPBOARD'), 0);
  const { code, stderr, stdout } = await steadyhand('run', 'Read the clipboard', '--confirm', 'allow');
  expect(code).toBe(3);
  expect(stderr + stdout).toContain('There is no text in the clipboard');
});
