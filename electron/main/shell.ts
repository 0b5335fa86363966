/**
 * The shell: one instance, its windows, tray, shortcut and overlay, around an agent host in a process of its own.
 *
 * It follows the run as a client of the host like any other, with the role `watch` and the right of everybody to stop;
 * it decides nothing about a run. What it shows is a consequence of the host's events, so that a crash of the shell
 * leaves the run, and one of the host leaves the windows.
 */
import {
  DEFAULT_SETTINGS,
  HostConnection,
  portTransport,
  PROTOCOL_VERSION,
  type BodyOf,
  type RunState,
  type Settings,
} from '../protocol/client.ts';
import { messageOf } from '../protocol/errors.ts';
import type { StaticFiles } from '../host/service/web/static-files.ts';
import { acceleratorOf } from './accelerator.ts';
import { answerPage } from './app-protocol.ts';
import { harden } from './harden.ts';
import { HostSupervisor, realTimers, type HostState, type Timers } from './host-supervisor.ts';
import { serveIpc } from './ipc.ts';
import { SCHEME } from './page-policy.ts';
import { outOfTheWay, overlayStrips, toLogical } from './placement.ts';
import type { ElectronPort, Rectangle, TrayPort } from './port.ts';
import { checkForUpdates, type Updater } from './updates.ts';
import { Windows } from './windows.ts';

export interface ShellOptions {
  readonly electron: ElectronPort;
  readonly files: StaticFiles;
  /** Absolute paths of what was built. */
  readonly preload: string;
  readonly hostScript: string;
  readonly openUpdater: () => Promise<Updater>;
  readonly log: (line: string) => void;
  /** Splits the stop keys of the settings; throws when they cannot be. */
  readonly parseKeys: (text: string) => readonly string[];
  readonly timers?: Timers;
  /** Started by the system at login: stays in the tray. */
  readonly hidden?: boolean;
}

/** Phases in which the agent may touch the desktop. */
const ACTING: ReadonlySet<RunState['phase']> = new Set(['starting', 'running', 'asking', 'stopping']);

const SAID: Readonly<Record<RunState['phase'], string>> = {
  starting: 'starting',
  running: 'working',
  paused: 'paused',
  asking: 'asks you',
  stopping: 'stopping',
  finished: 'done',
};

export class Shell {
  readonly #options: ShellOptions;
  readonly #electron: ElectronPort;
  readonly #windows: Windows;
  readonly #host: HostSupervisor;
  readonly #timers: Timers;
  #tray: TrayPort | null = null;
  #connection: HostConnection | null = null;
  #run: RunState | null = null;
  #target: Rectangle | null = null;
  #settings: Settings = DEFAULT_SETTINGS;
  #hostState: HostState = { state: 'running' };
  #shortcut = '';

  constructor(options: ShellOptions) {
    this.#options = options;
    this.#electron = options.electron;
    this.#timers = options.timers ?? realTimers;
    this.#windows = new Windows(options.electron, options.preload);
    this.#host = new HostSupervisor(options.electron, options.hostScript, (s) => this.#hostIs(s), this.#timers);
  }

  /** Answers false when another instance runs: this one has nothing to do. */
  async start(): Promise<boolean> {
    const { electron, files, log } = this.#options;
    if (!electron.requestSingleInstance()) {
      electron.quit();
      return false;
    }
    electron.sandboxEverything();
    electron.registerScheme(SCHEME);
    electron.onSecondInstance(() => this.#windows.show('main'));
    electron.onActivate(() => this.#windows.show('main'));
    // Whoever sends a link is not the person at the desk. A task is typed, or picked from the history.
    electron.onOpenUrl((url) => this.#refuseLink(url));
    electron.onAllWindowsClosed(() => undefined);
    electron.onBeforeQuit(() => this.#end());
    await electron.whenReady();
    harden(electron, log);
    electron.serveScheme(SCHEME, (url, method) => answerPage(files, url, method));
    serveIpc(electron, this.#windows, {
      connect: (id, role, key) => {
        const end = this.#host.connect(role);
        this.#windows.of(id)?.contents.handOver({ steadyhandPort: key }, end);
      },
      hideWindow: (id) => this.#windows.of(id)?.hide(),
      openSettingsPage: (url) => electron.openExternal(url),
    });
    this.#host.start();
    this.#tray = electron.createTray('Steadyhand');
    this.#tray.onClick(() => this.#windows.show('main'));
    electron.onScreensChanged(() => this.#drawOverlay());
    if (!this.#options.hidden) this.#windows.show('main');
    this.#drawTray();
    this.#follow();
    return true;
  }

  /** What the shell itself hears of the host. Connects anew when the host was. */
  #follow(): void {
    const end = this.#host.connect('watch');
    const connection = new HostConnection(
      portTransport(end, (gone) => end.onClose(gone)),
      (why) => this.#options.log(`shell: ${why}`),
    );
    this.#connection = connection;
    connection.on('state', ({ run }) => this.#runIs(run));
    connection.on('run', (body) => this.#heard(body));
    connection.on('question', ({ question }) => this.#asked(question.request.action));
    connection.on('question_closed', () => this.#windows.hide('question'));
    connection.onClose(() => {
      if (this.#connection === connection) this.#connection = null;
    });
    const hello = connection.call('hello', { protocol: PROTOCOL_VERSION, client: 'the tray' });
    hello
      .then(async ({ run, question }) => {
        const { settings } = await connection.call('settings.get', {});
        this.#apply(settings);
        if (run) this.#runIs(run);
        if (question) this.#asked(question.request.action);
        const isBusy = (): boolean => this.#isActing;
        const { electron, openUpdater: open, log } = this.#options;
        await checkForUpdates(settings.checkForUpdates, { electron, open, log, isBusy });
      })
      .catch((error: unknown) => this.#options.log(`shell: ${messageOf(error)}`));
  }

  get #isActing(): boolean {
    return this.#run !== null && ACTING.has(this.#run.phase);
  }

  #apply(settings: Settings): void {
    this.#settings = settings;
    this.#electron.setLoginItem(settings.launchAtLogin);
    const accelerator = this.#acceleratorFor(settings.stopKeys);
    if (accelerator === this.#shortcut) return;
    this.#electron.unregisterShortcuts();
    this.#shortcut = accelerator;
    // The host watches for these keys itself while it acts; this is a second way that works without it.
    if (accelerator !== '' && !this.#electron.registerShortcut(accelerator, () => this.#stop())) {
      this.#options.log(`shell: ${accelerator} is taken by another program; the agent watches for it itself`);
    }
  }

  #acceleratorFor(stopKeys: string): string {
    try {
      return acceleratorOf(this.#options.parseKeys(stopKeys)) ?? '';
    } catch {
      return '';
    }
  }

  #stop(): void {
    this.#connection?.call('run.stop', {}).catch(() => undefined);
  }

  #runIs(run: RunState): void {
    const before = this.#run?.phase;
    this.#run = run;
    if (run.phase === 'finished' || run.phase === 'paused') this.#target = null;
    if (run.phase !== 'asking') this.#windows.hide('question');
    if (run.phase === 'finished' && before !== undefined && before !== 'finished') this.#finished(run);
    this.#drawTray();
    this.#drawOverlay();
  }

  #finished(run: RunState): void {
    // Settings may have been changed in the window meanwhile.
    this.#connection
      ?.call('settings.get', {})
      .then(({ settings }) => this.#apply(settings))
      .catch(() => undefined);
    if (!this.#settings.notifications || this.#windows.get('main')?.isFocused()) return;
    const title = run.status === 'done' ? 'Done' : 'Not done';
    this.#electron.notify(title, run.why.slice(0, 200), () => this.#windows.show('main'));
  }

  /** Own windows make room before the click comes: the plan's target is known some hundred milliseconds ahead of it. */
  #heard({ event }: BodyOf<'run'>): void {
    if (event.event === 'acted' || event.event === 'verified') this.#target = null;
    if (event.event === 'grounded' && event.box) {
      const screens = this.#electron.screens();
      this.#target = toLogical(event.box, screens);
      const main = this.#windows.get('main');
      if (main?.isVisible()) {
        const place = outOfTheWay(main.bounds(), this.#target, screens);
        if (place === 'hide') main.hide();
        else if (place) main.setBounds(place);
      }
    }
    this.#drawOverlay();
  }

  #asked(action: string): void {
    const main = this.#windows.get('main');
    if (main?.isVisible() && main.isFocused()) return;
    const question = this.#windows.ensure('question');
    question.show();
    question.focus();
    question.flash();
    if (this.#settings.notifications) {
      this.#electron.notify('Steadyhand asks', action.slice(0, 200), () => this.#windows.show('question'));
    }
  }

  #hostIs(state: HostState): void {
    const before = this.#hostState.state;
    this.#hostState = state;
    if (state.state !== 'running') {
      this.#options.log(`shell: ${state.why}`);
      if (this.#isActing && this.#run)
        this.#run = { ...this.#run, phase: 'finished', status: 'failed', why: state.why };
      this.#windows.hide('question');
      this.#electron.notify('The agent stopped', `${state.why}; what was done is on record`, () =>
        this.#windows.show('main'),
      );
    } else if (before !== 'running') this.#follow();
    this.#drawTray();
    this.#drawOverlay();
  }

  #drawOverlay(): void {
    const { platform } = this.#electron;
    const shown = this.#settings.overlay && this.#isActing;
    this.#windows.showStrips(overlayStrips(shown, this.#target, this.#electron.screens(), platform));
  }

  #drawTray(): void {
    if (!this.#tray) return;
    const failed = this.#hostState.state === 'failed';
    const state = failed ? 'not running' : this.#run ? SAID[this.#run.phase] : 'ready';
    this.#tray.setTooltip(`Steadyhand: ${state}`);
    this.#tray.setMenu([
      { label: `Steadyhand: ${state}`, enabled: false },
      { label: 'Open', click: () => this.#windows.show('main') },
      { label: 'Stop', enabled: this.#isActing || this.#run?.phase === 'paused', click: () => this.#stop() },
      ...(failed ? [{ label: 'Start the agent again', click: () => this.#host.retry() }] : []),
      { label: '', separator: true },
      { label: 'Quit', click: () => this.#electron.quit() },
    ]);
  }

  #refuseLink(url: string): void {
    this.#options.log(`shell: refused the link ${url.slice(0, 200)}`);
    this.#electron.notify('A link was refused', 'Tasks are given in the window only.', () =>
      this.#windows.show('main'),
    );
  }

  #end(): void {
    this.#electron.unregisterShortcuts();
    this.#host.end();
    this.#connection?.close();
    this.#windows.destroyAll();
  }
}
