/** The shell over a port of Electron in memory, with a real service behind it. */
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FakeElectron, type FakeHost, type FakeWindow } from '../../test/fixtures/fake-electron.ts';
import { createHost } from '../host/service/compose.ts';
import type { AgentService } from '../host/service/service.ts';
import { StaticFiles } from '../host/service/web/static-files.ts';
import { parseStopKeys } from '../host/session/stop-keys.ts';
import type { RunTaskOptions } from '../host/run-task.ts';
import { HostConnection, portTransport, type Role } from '../protocol/client.ts';
import { BRIDGE_CHANNEL } from '../protocol/shell-bridge.ts';
import { acceleratorOf } from './accelerator.ts';
import { Secrets } from './secrets.ts';
import { Shell } from './shell.ts';
import { checkForUpdates, type Updater } from './updates.ts';

let electron: FakeElectron;
let folder: string;
let service: AgentService | null = null;
let run: RunTaskOptions | null = null;
let later: (() => void)[] = [];
const logged: string[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'steadyhand-shell-'));
  mkdirSync(join(folder, 'dist'));
  writeFileSync(join(folder, 'dist', 'index.html'), '<!doctype html><title>Steadyhand</title>');
  process.env['STEADYHAND_HOME'] = join(folder, 'data');
  electron = new FakeElectron();
  electron.userData = folder;
  electron.onHost = serveFrom;
  later = [];
  logged.length = 0;
});
afterEach(async () => {
  electron.quit();
  await service?.close();
  service = null;
  delete process.env['STEADYHAND_HOME'];
});

/** What `host-entry.ts` does in its process, done in this one. */
function serveFrom(host: FakeHost): void {
  const made = createHost({
    ...{ display: ':1', version: '0', warn: () => undefined, bug: (e) => logged.push(String(e)) },
    runner: (options) => {
      run = options;
      options.emit({ event: 'run_started', runId: 'r', at: 1, task: options.task, display: ':1', dryRun: false });
      return new Promise((done) => {
        options.signal.addEventListener('abort', () =>
          done({ status: 'stopped', reason: 'you stopped it', steps: 0, answers: [], ms: 1 }),
        );
      });
    },
  });
  service = made;
  host.onPost = (message, [end]) => {
    const order = message as { do: string; role?: Role };
    if (order.do === 'connect' && end && order.role) {
      made.connect(
        portTransport(end, (gone) => end.onClose(gone)),
        order.role,
      );
    }
  };
}

function makeShell(hidden = false): Shell {
  return new Shell({
    electron,
    files: StaticFiles.of(join(folder, 'dist')),
    preload: '/app/preload.cjs',
    hostScript: '/app/host-entry.js',
    openUpdater: () => Promise.reject(new Error('not in tests')),
    log: (line) => logged.push(line),
    parseKeys: parseStopKeys,
    timers: { now: () => Date.now(), later: (act) => void later.push(act) },
    hidden,
  });
}

const soon = (): Promise<void> => new Promise((done) => setTimeout(done, 30));
async function until(what: () => boolean): Promise<void> {
  for (let i = 0; i < 400 && !what(); i++) await soon();
  expect(what()).toBe(true);
}

const main = (): FakeWindow => {
  const window = electron.windows[0];
  if (!window) throw new Error('there is no window');
  return window;
};
const ask = (contentsId: number, payload: unknown, more: { isMainFrame?: boolean; url?: string } = {}): unknown =>
  electron.ipc.get(BRIDGE_CHANNEL)?.(
    { id: contentsId, isMainFrame: true, url: 'steadyhand-app://window/index.html', ...more },
    payload,
  );
const KEY = '7b1e5f0c-6d3b-4c39-9d0e-0a4c4b6f2a11';

/** A page that asked for its port and said hello. */
async function page(window: FakeWindow): Promise<HostConnection> {
  ask(window.contents.id, { do: 'connect', key: KEY });
  const end = window.contents.handed.at(-1)?.end;
  if (!end) throw new Error('no port was handed over');
  const host = new HostConnection(portTransport(end, (gone) => end.onClose(gone)));
  await host.call('hello', { protocol: 1, client: 'page' });
  return host;
}

test('a second instance shows the first one’s window and ends', async () => {
  await makeShell().start();
  main().hide();
  electron.events.second();
  expect(main().visible).toBe(true);
  const second = new FakeElectron();
  second.onlyInstance = false;
  electron = second;
  expect(await makeShell().start()).toBe(false);
  expect(second.done).toEqual(['quit']);
  expect(second.windows).toEqual([]);
});

test('every page is sandboxed, isolated and without Node; nothing loosens that', async () => {
  await makeShell().start();
  expect(electron.done.slice(0, 3)).toEqual(['sandbox', 'scheme steadyhand-app', 'stays without windows']);
  expect(main().spec.page).toEqual({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    spellcheck: false,
    devTools: false,
    preload: '/app/preload.cjs',
  });
  expect(main().url).toBe('steadyhand-app://window/index.html');
});

test.each([
  'https://evil.example/',
  'http://127.0.0.1:80/',
  'file:///etc/passwd',
  'steadyhand-app://other/index.html',
  'steadyhand-app://user@window/index.html',
  'javascript:alert(1)',
  'data:text/html,<script>1</script>',
  'not an address',
])('no page goes to %s, opens it or fetches it', async (url) => {
  await makeShell().start();
  const { contents } = main();
  expect(contents.navigate(url)).toBe(false);
  contents.openWindow?.(url);
  expect(electron.opened).toEqual([]);
  if (!url.startsWith('data:')) expect(electron.request(url)).toBe(false);
  expect(contents.webviewsRefused).toBe(true);
});

test('only the pages of the system’s settings may be opened outside', async () => {
  await makeShell().start();
  const url = 'x-apple.systempreferences:com.apple.preference.security?Privacy_Accessibility';
  await ask(main().contents.id, { do: 'open', url });
  expect(electron.opened).toEqual([url]);
  expect(() => ask(main().contents.id, { do: 'open', url: 'https://evil.example' })).toThrow('not on the list');
});

test('permissions are denied, but for copying', async () => {
  await makeShell().start();
  for (const permission of [
    'media',
    'geolocation',
    'notifications',
    'midi',
    'clipboard-read',
    'fileSystem',
    'hid',
    'openExternal',
  ])
    expect(electron.permission(permission)).toBe(false);
  expect(electron.permission('clipboard-sanitized-write')).toBe(true);
});

test('pages come from our own scheme, with the policy, and nothing else does', async () => {
  await makeShell().start();
  const index = await electron.page('steadyhand-app://window/index.html', 'GET');
  expect(index.status).toBe(200);
  expect(index.headers['content-security-policy']).toContain("default-src 'none'");
  for (const [url, method, status] of [
    ['steadyhand-app://window/../../secret', 'GET', 404],
    ['steadyhand-app://elsewhere/index.html', 'GET', 403],
    ['steadyhand-app://window/index.html', 'POST', 405],
  ] as const) {
    expect((await electron.page(url, method)).status).toBe(status);
  }
});

test('a message counts only from the main frame of a page of ours, and only as what is known', async () => {
  await makeShell().start();
  const { id } = main().contents;
  const good = { do: 'connect', key: KEY };
  expect(() => ask(99, good)).toThrow('not a window of this program');
  expect(() => ask(id, good, { isMainFrame: false })).toThrow('not the main frame');
  expect(() => ask(id, good, { url: 'https://evil.example/' })).toThrow('not a page of this program');
  for (const bad of [null, 'connect', { do: 'connect' }, { do: 'run', task: 'x' }, { ...good, role: 'control' }])
    expect(() => ask(id, bad)).toThrow('refused');
  expect(main().contents.handed).toEqual([]);
  ask(id, good);
  expect(main().contents.handed.map((h) => h.note)).toEqual([{ steadyhandPort: KEY }]);
});

test('the main window steers, the window of the question answers, the shell watches', async () => {
  await makeShell().start();
  const host = await page(main());
  main().hide();
  await host.call('run.start', { task: 'x' });
  const signal = new AbortController().signal;
  const answer = run?.person.ask(
    {
      ...{ id: 'q', action: 'Press Delete.', risk: 'destructive', category: 'delete', consequence: '', why: '' },
      ...{ suggestion: '', timeoutSeconds: 60, picture: null },
    },
    signal,
  );
  await until(() => electron.windows.some((w) => w.url.endsWith('#/question') && w.visible));
  const sheet = electron.windows.find((w) => w.url.endsWith('#/question'));
  if (!sheet) throw new Error('no question');
  expect(sheet).toMatchObject({ onTop: true, everywhere: true, protected: true, focused: true, flashes: 1 });
  expect(electron.notified.at(-1)).toMatchObject({ title: 'Steadyhand asks', body: 'Press Delete.' });
  const asking = await page(sheet);
  await expect(asking.call('run.start', { task: 'y' })).rejects.toMatchObject({ code: 'not_in_control' });
  await expect(asking.call('control.take', {})).rejects.toMatchObject({ code: 'not_in_control' });
  await asking.call('question.answer', { id: 'q', answer: { answer: 'deny' } });
  await expect(answer).resolves.toEqual({ answer: 'deny' });
  await until(() => !sheet.visible);
});

test('while it acts the screen is framed by strips that let clicks through, and the tray and the keys stop it', async () => {
  await makeShell().start();
  const host = await page(main());
  await until(() => electron.shortcuts.size === 1);
  expect([...electron.shortcuts.keys()]).toEqual(['Control+Alt+Escape']);
  await host.call('run.start', { task: 'x' });
  const strips = (): FakeWindow[] => electron.windows.filter((w) => w.clickThrough && !w.destroyed);
  await until(() => strips().length === 4);
  for (const strip of strips())
    expect(strip).toMatchObject({ visible: true, focused: false, protected: true, onTop: true, url: '' });
  expect(strips()[0]?.spec).toMatchObject({ focusable: false, skipTaskbar: true, frame: false });
  expect(electron.tray.tooltip).toBe('Steadyhand: working');
  electron.shortcuts.get('Control+Alt+Escape')?.();
  await until(() => electron.tray.tooltip === 'Steadyhand: done');
  expect(strips()).toEqual([]);
});

test('the main window makes room for the target', async () => {
  await makeShell().start();
  const host = await page(main());
  await host.call('run.start', { task: 'x' });
  const before = main().place;
  const box = { x1: before.x + 200, y1: before.y + 200, x2: before.x + 260, y2: before.y + 230 };
  run?.emit({
    ...{ event: 'grounded', runId: 'r', at: 2, step: 1, instruction: 'Save', status: 'found', point: null, box },
    ...{ confidence: 0.9, candidates: [], ms: 1 },
  });
  await until(() => main().place !== before);
  const { x, y, width, height } = main().place;
  expect(x + width <= box.x1 || x >= box.x2 || y + height <= box.y1 || y >= box.y2).toBe(true);
});

test('a host that ends is started again; pages connect anew, and the person is told', async () => {
  await makeShell().start();
  const host = await page(main());
  const [first] = electron.hosts;
  await service?.close();
  first?.exit(139);
  await expect(host.call('run.state', {})).rejects.toMatchObject({ code: 'host_gone' });
  expect(electron.notified.at(-1)?.title).toBe('The agent stopped');
  later.shift()?.();
  expect(electron.hosts).toHaveLength(2);
  const again = await page(main());
  expect(await again.call('run.state', {})).toEqual({ run: null });
});

test('a host that keeps ending is left alone until a person asks', async () => {
  electron.onHost = () => undefined;
  await makeShell().start();
  for (let i = 0; i < 4; i++) {
    electron.hosts.at(-1)?.exit(1);
    later.shift()?.();
  }
  electron.hosts.at(-1)?.exit(1);
  expect(later).toEqual([]);
  expect(electron.tray.tooltip).toBe('Steadyhand: not running');
  const before = electron.hosts.length;
  electron.tray.items.find((i) => i.label === 'Start the agent again')?.click?.();
  expect(electron.hosts).toHaveLength(before + 1);
});

test('closing the window keeps it in the tray, a page that crashed is loaded again, links are refused', async () => {
  await makeShell(true).start();
  expect(electron.shown()).toEqual([]);
  electron.events.activate();
  main().close();
  expect(main()).toMatchObject({ destroyed: false, visible: false });
  main().contents.gone('crashed');
  expect(main().contents.reloads).toBe(1);
  electron.events.url('steadyhand://run?task=delete%20everything');
  expect(electron.notified.at(-1)?.title).toBe('A link was refused');
  expect(run?.task).not.toBe('delete everything');
});

test('quitting ends the host in order and leaves no window', async () => {
  await makeShell().start();
  const host = electron.hosts[0];
  electron.quit();
  expect(host?.posted.at(-1)?.message).toEqual({ do: 'end' });
  expect(electron.windows.every((w) => w.destroyed)).toBe(true);
  expect(electron.shortcuts.size).toBe(0);
});

test('keys are kept encrypted, or not at all', async () => {
  const secrets = new Secrets(electron);
  await secrets.set('endpoint', 'sk-very-secret');
  expect(readFileSync(join(folder, 'secrets.json'), 'utf8')).not.toContain('very-secret');
  expect(await new Secrets(electron).get('endpoint')).toBe('sk-very-secret');
  secrets.remove('endpoint');
  expect(await secrets.get('endpoint')).toBeNull();
  electron.secrets = false;
  await expect(secrets.set('endpoint', 'x')).rejects.toThrow('no keychain');
});

test('updates are off unless wanted and packaged, wait for the agent, and are installed only when a person says so', async () => {
  const done: string[] = [];
  const updater: Updater = {
    ...{ autoDownload: true, autoInstallOnAppQuit: true, allowDowngrade: true, allowPrerelease: true },
    checkForUpdates: () => Promise.resolve({ updateInfo: { version: '0.2.0' } }),
    downloadUpdate: () => Promise.resolve(done.push('download')),
    quitAndInstall: () => done.push('install'),
  };
  const parts = { electron, open: () => Promise.resolve(updater), log: () => undefined, isBusy: () => false };
  expect(await checkForUpdates(false, parts)).toBe('off');
  electron.isPackaged = false;
  expect(await checkForUpdates(true, parts)).toBe('off');
  electron.isPackaged = true;
  expect(await checkForUpdates(true, { ...parts, isBusy: () => true })).toBe('busy');
  electron.answerPerson = 1;
  expect(await checkForUpdates(true, parts)).toBe('declined');
  expect(updater).toMatchObject({ autoDownload: false, autoInstallOnAppQuit: false, allowDowngrade: false });
  electron.answerPerson = 0;
  expect(await checkForUpdates(true, parts)).toBe('installing');
  expect(done).toEqual(['download', 'install']);
});

test('chords are written as Electron reads them', () => {
  expect(acceleratorOf(['ctrl', 'alt', 'escape'])).toBe('Control+Alt+Escape');
  expect(acceleratorOf(['super', 'f12'])).toBe('Super+F12');
  expect(acceleratorOf(['ctrl', 'ß'])).toBeNull();
});
