/**
 * A private virtual desktop: Xvfb, a session bus, openbox, and a home of its own in a temporary folder.
 *
 * Invariant: every process that belongs to a desktop carries its id in the environment, so `stop()` ends all of them,
 * also those that an application started in a session of their own. A small reaper process does the same when whoever
 * started the desktop dies without calling `stop()`. Errs towards killing: nothing survives a desktop.
 *
 * As a command:  node scripts/desktop.mjs [--size 1280x800] [--accessibility] [-- program args…]
 * runs the program on a desktop of its own, or without one keeps the desktop up until Ctrl+C.
 */
import './require-node-24.mjs';
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { writeHome } from './desktop/home.mjs';
import { endAll, MARK } from './desktop/processes.mjs';
import { clientWindows, managerReady } from './desktop/windows.mjs';

const READY_MS = 20_000;

/** Variables of a person's session that must not reach the private one. */
const FOREIGN =
  /^(DISPLAY|WAYLAND_.*|XAUTHORITY|XDG_.*|DBUS_.*|AT_SPI_.*|SESSION_MANAGER|GTK_.*|QT_.*|GDK_.*|LC_.*|LANGUAGE|NO_AT_BRIDGE|GSETTINGS_.*|XMODIFIERS)$/;

/**
 * Starts a desktop and resolves when windows can be opened on it.
 * @param {import('./desktop.mjs').DesktopOptions} [options]
 * @returns {Promise<import('./desktop.mjs').Desktop>}
 */
export async function startDesktop(options = {}) {
  if (process.platform !== 'linux') throw new Error('A virtual desktop needs Linux with Xvfb.');
  const size = options.size ?? { width: 1280, height: 800 };
  const folder = mkdtempSync(join(tmpdir(), 'steadyhand-desktop-'));
  const id = folder.slice(folder.lastIndexOf('-') + 1) + '-' + process.pid;
  const home = writeHome(join(folder, 'home'), options);
  const log = openSync(join(folder, 'desktop.log'), 'a');
  const env = {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !FOREIGN.test(name))),
    HOME: home,
    XDG_CONFIG_HOME: join(home, '.config'),
    XDG_DATA_HOME: join(home, '.local/share'),
    XDG_CACHE_HOME: join(home, '.cache'),
    XDG_STATE_HOME: join(home, '.local/state'),
    XDG_RUNTIME_DIR: join(folder, 'run'),
    XDG_DATA_DIRS: '/usr/local/share:/usr/share',
    XDG_CONFIG_DIRS: '/etc/xdg',
    XDG_SESSION_TYPE: 'x11',
    // Stays the same on every machine, and a person's PYTHON or locale settings do not matter.
    LANG: 'C.UTF-8',
    LC_ALL: 'C.UTF-8',
    GDK_BACKEND: 'x11',
    // Settings live in a file of the private home, no service is needed for them.
    GSETTINGS_BACKEND: 'keyfile',
    GTK_USE_PORTAL: '0',
    ...(options.accessibility
      ? { NO_AT_BRIDGE: '0', GTK_MODULES: 'gail:atk-bridge', QT_LINUX_ACCESSIBILITY_ALWAYS_ON: '1' }
      : { NO_AT_BRIDGE: '1' }),
    ...options.env,
    [MARK]: id,
  };
  mkdirSync(env.XDG_RUNTIME_DIR, { mode: 0o700 });

  const reaper = spawn(
    process.execPath,
    [fileURLToPath(new URL('./desktop/reaper.mjs', import.meta.url)), id, folder],
    {
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
      // It must not carry the mark: it would end itself before it has cleaned up.
      env: { PATH: process.env.PATH },
    },
  );
  reaper.stdin.on('error', () => {});
  reaper.unref();
  reaper.stdin.unref?.();

  let stopped = null;
  const stop = () => (stopped ??= stopNow());
  async function stopNow() {
    for (const signal of SIGNALS) process.off(signal, onSignal);
    await endAll(id);
    closeSync(log);
    // Before the reaper wakes: two that remove one folder get in each other's way.
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    reaper.stdin.destroy();
  }
  // When this process ends, however it does, the system closes the reaper's input, and the reaper does the rest.
  const onSignal = (signal) => void stop().finally(() => process.kill(process.pid, signal));
  if (options.handleSignals !== false) for (const signal of SIGNALS) process.once(signal, onSignal);

  const start = (command, args, fds = []) => {
    const child = spawn(command, args, { cwd: home, env, detached: true, stdio: ['ignore', log, log, ...fds] });
    child.unref();
    return child;
  };
  try {
    const server = start(
      'Xvfb',
      ['-displayfd', '3', '-screen', '0', `${size.width}x${size.height}x24`, '-dpi', '96', '-nolisten', 'tcp']
        // Never blank, and do not reset when the last window closes.
        .concat(['-s', '0', '-noreset', '+extension', 'RANDR', '+extension', 'XTEST']),
      ['pipe'],
    );
    env.DISPLAY = ':' + (await firstLine(server, 'Xvfb'));
    const bus = start('dbus-daemon', ['--session', '--nofork', '--nopidfile', '--print-address=3'], ['pipe']);
    env.DBUS_SESSION_BUS_ADDRESS = await firstLine(bus, 'dbus-daemon');
    spawnSync('xsetroot', ['-solid', options.background ?? '#3b5b7c', '-cursor_name', 'left_ptr'], { env });
    const manager = start('openbox', ['--config-file', join(home, '.config/openbox/rc.xml'), '--sm-disable']);
    await until(
      () => (manager.exitCode === null ? managerReady(env) : Promise.reject(new Error('openbox ended'))),
      READY_MS,
      'the window manager to start',
    );
    if (options.accessibility) start('/usr/libexec/at-spi-bus-launcher', ['--launch-immediately']);
  } catch (error) {
    const tail = readFileSync(join(folder, 'desktop.log'), 'utf8').trim().split('\n').slice(-5).join(' | ');
    await stop();
    throw new Error(`The virtual desktop did not start: ${error.message}${tail ? ` (${tail})` : ''}`, { cause: error });
  }

  const windows = () => clientWindows(env);
  return {
    id,
    display: env.DISPLAY,
    env,
    home,
    folder,
    size,
    stop,
    windows,
    /** Starts a program on the desktop; what it prints goes to `desktop.log` in the folder. */
    launch(command, launchOptions = {}) {
      const [program, ...args] = command;
      const child = spawn(program, args, {
        cwd: launchOptions.cwd ?? home,
        env: { ...env, ...launchOptions.env },
        detached: true,
        stdio: ['ignore', log, log],
      });
      child.on('error', () => {}); // A program that cannot start shows as a window that never opens.
      child.unref();
      return child;
    },
    /** Resolves with the first window whose title or class matches. */
    waitForWindow(pattern, timeoutMs = READY_MS) {
      const matches = (w) => pattern.test(w.title) || pattern.test(w.app);
      return until(async () => (await windows()).find(matches) ?? null, timeoutMs, `a window like ${pattern}`);
    },
    /** Writes a PNG of the whole screen. */
    screenshot(file) {
      const shot = spawnSync('import', ['-window', 'root', `png:${file}`], { env, encoding: 'utf8' });
      if (shot.status !== 0) throw new Error(`import could not take the picture: ${shot.stderr}`);
    },
  };
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** The first line a child writes to its descriptor 3. */
function firstLine(child, name) {
  return new Promise((done, fail) => {
    let text = '';
    const timer = setTimeout(() => fail(new Error(`${name} said nothing for ${READY_MS / 1000} s`)), READY_MS);
    const settle = (act) => {
      clearTimeout(timer);
      act();
    };
    child.on('error', (error) => settle(() => fail(new Error(`${name}: ${error.message}`))));
    child.on('exit', (code) => settle(() => fail(new Error(`${name} ended with code ${code}`))));
    child.stdio[3].on('data', (chunk) => {
      text += chunk;
      if (text.includes('\n')) {
        settle(() => done(text.slice(0, text.indexOf('\n')).trim()));
        child.stdio[3].destroy();
      }
    });
  });
}

/** Polls until the probe answers something true; the probe is cheap, and there is no event to wait for. */
async function until(probe, timeoutMs, what) {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const value = await probe();
    if (value) return value;
    if (Date.now() > deadline) throw new Error(`waited ${timeoutMs / 1000} s for ${what}`);
    await sleep(50);
  }
}

async function command() {
  const { values, positionals } = parseArgs({
    options: { size: { type: 'string' }, accessibility: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
    allowPositionals: true,
  });
  if (values.help) {
    console.log('node scripts/desktop.mjs [--size 1280x800] [--accessibility] [-- program args…]');
    return 0;
  }
  const size = /^(\d+)x(\d+)$/.exec(values.size ?? '1280x800');
  if (!size) {
    console.error(`desktop: --size is WIDTHxHEIGHT, not '${values.size}'.`);
    return 2;
  }
  const { ensureSystem } = await import('./ensure-system.mjs');
  await ensureSystem(['demo']);
  const desktop = await startDesktop({
    size: { width: Number(size[1]), height: Number(size[2]) },
    accessibility: values.accessibility ?? false,
  });
  if (positionals.length === 0) {
    console.log(`Desktop on ${desktop.display}, home ${desktop.home}. Ctrl+C ends it. In another terminal:`);
    console.log(`  DISPLAY=${desktop.display} import -window root screen.png`);
    await new Promise((done) => setTimeout(done, 2 ** 31 - 1));
  }
  const [program, ...args] = positionals;
  const code = await new Promise((done) => {
    const child = spawn(program, args, { env: desktop.env, stdio: 'inherit' });
    child.on('error', (error) => {
      console.error(`desktop: ${program} did not start: ${error.message}.`);
      done(127);
    });
    child.on('close', (exitCode) => done(exitCode ?? 1));
  });
  await desktop.stop();
  return code;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exit(await command());
