/** Sessions in which input would go astray, cannot be sent, or in which the screen changes under a run. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { XSession } from '../../electron/host/session/x-session.ts';
import { cli, emptyFolder, finished, startCli, type Outcome } from '../fixtures/cli.ts';
import { startDesktop, until, type Desktop } from '../fixtures/desktop.ts';
import { holdKeyboard, showEmptyMenu } from '../fixtures/other-client.ts';
import { startXServer } from '../fixtures/xserver.ts';

let desktop: Desktop;
let home: string;
let pad: string;

beforeAll(async () => {
  desktop = await startDesktop();
  home = await emptyFolder();
  pad = join(desktop.home, 'pad.txt');
  desktop.start('xterm', ['-T', 'pad', '-geometry', '60x10+100+100', '-e', `stty -icanon; cat > ${pad}`]);
  const window = await desktop.window(/^pad$/);
  await until('it in front', async () => (await desktop.windows()).find((w) => w.active)?.id === window.id);
  await until('its file', () => existsSync(pad));
});
afterAll(async () => {
  await desktop.stop();
});

const env = (): NodeJS.ProcessEnv => ({ ...desktop.env, PATH: process.env['PATH'], STEADYHAND_HOME: home });
const run = (task: string): Promise<Outcome> =>
  cli(['run', task, '--confirm', 'allow', '--on-input', 'ignore'], { env: env() });

/** Starts a run, does something once it waits, and resolves with its end. */
async function meanwhile(task: string, happen: () => Promise<unknown>): Promise<Outcome> {
  const child = startCli(['run', task, '--confirm', 'allow', '--on-input', 'ignore'], { env: env() });
  const done = finished(child);
  let told = '';
  child.stdout?.on('data', (chunk: Buffer) => (told += chunk.toString()));
  await until('the plan', () => told.includes('Plan'));
  await happen();
  return done;
}

test('nothing is typed while another program holds the keyboard, and the run says so', async () => {
  const other = await holdKeyboard(desktop.display);
  try {
    const { code, stdout } = await run('Type "astray"');
    expect(stdout).toContain('Another program has grabbed the keyboard');
    expect(code).toBe(3);
    expect(await readFile(pad, 'utf8')).toBe('');
  } finally {
    await other.close();
  }
  expect((await run('Type "arrives"')).code).toBe(0);
  expect(await readFile(pad, 'utf8')).toBe('arrives');
});

test('an open menu holds the keyboard, and keys are meant for it', async () => {
  desktop.start('mousepad', ['--disable-server']);
  const window = await desktop.window(/Mousepad/);
  await until('it in front', async () => (await desktop.windows()).find((w) => w.active)?.id === window.id);
  await desktop.run('xdotool', ['key', 'alt+f']);
  const session = new XSession(desktop.x);
  await until('the menu', async () => (await session.popups()).menus > 0);
  await until('its grab', () => session.keyboardGrabbed());
  expect((await session.popups()).cover).toBe(false);
  expect((await run('Press Escape')).code).toBe(0);
  expect((await session.popups()).menus).toBe(0);
});

test('a menu with nothing in it is a menu, whatever its size; a speck that says nothing is none', async () => {
  const session = new XSession(desktop.x);
  for (const said of [true, false]) {
    const menu = await showEmptyMenu(desktop.display, said);
    expect((await session.popups()).menus).toBe(said ? 1 : 0);
    await menu.close();
  }
});

test('a locked screen is not worked on, neither at the start nor in the middle', async () => {
  let lock = await holdKeyboard(desktop.display, true);
  const before = await run('Press Enter');
  await lock.close();
  expect(before.code).toBe(6);
  expect(before.stderr).toContain('The screen is locked; nothing was sent. Unlock it');

  const later = await meanwhile('wait 3 seconds, then press Enter', async () => {
    lock = await holdKeyboard(desktop.display, true);
  });
  await lock.close();
  expect(later.code).toBe(6);
  expect(later.stdout).toContain('The screen is locked');
});

test('a run goes on when the resolution changes', async () => {
  const xrandr = (...args: string[]): Promise<string> => desktop.run('xrandr', args);
  await xrandr('--newmode', 'small', '31.5', ...'1024 1024 1024 1024 768 768 768 768'.split(' '));
  await xrandr('--addmode', 'screen', 'small');
  const { code, stderr } = await meanwhile('wait 3 seconds, then press End', () =>
    xrandr('--output', 'screen', '--mode', 'small'),
  );
  await xrandr('--output', 'screen', '--mode', '1280x800');
  expect(stderr).toContain('the screen is 1024×768 now; going on with that');
  expect(code).toBe(0);
});

test('a display to which no input can be sent is an environment error that says so', async () => {
  const server = await startXServer(['-screen', '0', '640x480x24', '-extension', 'XTEST']);
  try {
    const { code, stderr } = await cli(['run', 'Press Enter', '--display', server.display], {
      env: { STEADYHAND_HOME: home },
    });
    expect(stderr).toContain('no XTEST extension');
    expect(code).toBe(6);
  } finally {
    await server.stop();
  }
});

test('a Wayland session without an X server is explained before anything begins', async () => {
  const { code, stderr } = await cli(['run', 'Press Enter'], {
    env: { STEADYHAND_HOME: home, WAYLAND_DISPLAY: 'wayland-0', XDG_SESSION_TYPE: 'wayland' },
  });
  expect(code).toBe(6);
  expect(stderr).toContain('a Wayland session without XWayland');
  expect(stderr).toContain('on Xorg');
});
