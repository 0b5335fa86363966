/** The port over the real Electron: the only file beside the preload script that imports it. No decisions are made here. */
import {
  app,
  BrowserWindow,
  dialog,
  globalShortcut,
  ipcMain,
  Menu,
  MessageChannelMain,
  nativeImage,
  Notification,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  Tray,
  utilityProcess,
  type MessagePortMain,
  type WebContents,
} from 'electron';
import { PORT_CHANNEL } from '../protocol/shell-bridge.ts';
import type {
  ChannelEnd,
  ContentsPort,
  ElectronPort,
  HostProcessPort,
  TrayPort,
  WindowPort,
  WindowSpec,
} from './port.ts';

const rawPorts = new WeakMap<ChannelEnd, MessagePortMain>();

function channelEnd(port: MessagePortMain): ChannelEnd {
  const end: ChannelEnd = {
    postMessage: (message) => port.postMessage(message),
    addEventListener: (_type, listener) =>
      void port.on('message', (event) => listener({ data: event.data as unknown })),
    start: () => port.start(),
    close: () => port.close(),
    onClose: (listener) => void port.on('close', listener),
  };
  rawPorts.set(end, port);
  return end;
}

const raw = (ends: readonly ChannelEnd[]): MessagePortMain[] =>
  ends.map((end) => {
    const port = rawPorts.get(end);
    if (!port) throw new Error('not an end of a channel made here');
    return port;
  });

function contentsPort(contents: WebContents): ContentsPort {
  return {
    id: contents.id,
    onNavigate: (decide) => {
      const guard = (details: { url: string; preventDefault(): void }): void => {
        if (!decide(details.url)) details.preventDefault();
      };
      contents.on('will-navigate', guard);
      contents.on('will-frame-navigate', guard);
      contents.on('will-redirect', guard);
    },
    onOpenWindow: (decide) =>
      contents.setWindowOpenHandler(({ url }) => {
        decide(url);
        return { action: 'deny' };
      }),
    refuseWebviews: () => void contents.on('will-attach-webview', (event) => event.preventDefault()),
    onGone: (listener) =>
      void contents.on('render-process-gone', (_event, { reason }) => {
        if (reason !== 'clean-exit') listener(reason);
      }),
    onUnresponsive: (listener) => void contents.on('unresponsive', listener),
    reload: () => contents.reload(),
    handOver: (note, end) => contents.postMessage(PORT_CHANNEL, note, raw([end])),
  };
}

function windowPort(spec: WindowSpec): WindowPort {
  const { page, bounds, ...rest } = spec;
  const window = new BrowserWindow({
    ...rest,
    ...bounds,
    show: false,
    fullscreenable: spec.resizable,
    autoHideMenuBar: true,
    // Said here once more in so many words: whatever `page` comes to be, these stay.
    webPreferences: {
      ...page,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      disableBlinkFeatures: 'Auxclick',
    },
  });
  return {
    contents: contentsPort(window.webContents),
    load: (url) => window.loadURL(url),
    show: () => window.show(),
    showInactive: () => window.showInactive(),
    hide: () => window.hide(),
    focus: () => window.focus(),
    close: () => window.close(),
    destroy: () => window.destroy(),
    isVisible: () => window.isVisible(),
    isFocused: () => window.isFocused(),
    isDestroyed: () => window.isDestroyed(),
    bounds: () => window.getBounds(),
    setBounds: (to) => window.setBounds(to),
    setAlwaysOnTop: (on) => window.setAlwaysOnTop(on, 'screen-saver'),
    setClickThrough: (on) => window.setIgnoreMouseEvents(on),
    setContentProtection: (on) => window.setContentProtection(on),
    setOnAllWorkspaces: (on) => window.setVisibleOnAllWorkspaces(on, { visibleOnFullScreen: true }),
    flash: () => window.flashFrame(true),
    onClose: (keep) =>
      void window.on('close', (event) => {
        if (!keep()) return;
        event.preventDefault();
        window.hide();
      }),
    onBlur: (listener) => void window.on('blur', listener),
  };
}

/** @param icon file of the tray's picture, PNG, absolute */
export function electronPort(icon: string): ElectronPort {
  return {
    platform: process.platform,
    isPackaged: app.isPackaged,
    version: app.getVersion(),
    userData: app.getPath('userData'),
    requestSingleInstance: () => app.requestSingleInstanceLock(),
    onSecondInstance: (listener) => void app.on('second-instance', (_event, argv) => listener(argv)),
    onOpenUrl: (listener) =>
      void app.on('open-url', (event, url) => {
        event.preventDefault();
        listener(url);
      }),
    onActivate: (listener) => void app.on('activate', listener),
    onAllWindowsClosed: (listener) => void app.on('window-all-closed', listener),
    onBeforeQuit: (listener) => void app.on('before-quit', listener),
    onContents: (listener) =>
      void app.on('web-contents-created', (_event, contents) => listener(contentsPort(contents))),
    sandboxEverything: () => app.enableSandbox(),
    registerScheme: (scheme) =>
      protocol.registerSchemesAsPrivileged([
        { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
      ]),
    whenReady: () => app.whenReady(),
    quit: () => app.quit(),
    setLoginItem: (openAtLogin) => {
      // There is no such thing on Linux; packages bring an autostart entry there.
      if (process.platform !== 'linux') app.setLoginItemSettings({ openAtLogin, args: ['--hidden'] });
    },
    createWindow: windowPort,
    createTray: (tooltip) => trayPort(icon, tooltip),
    screens: () =>
      screen.getAllDisplays().map(({ bounds, workArea, scaleFactor }) => ({ bounds, workArea, scaleFactor })),
    onScreensChanged: (listener) => {
      screen.on('display-added', listener);
      screen.on('display-removed', listener);
      screen.on('display-metrics-changed', listener);
    },
    serveScheme: (scheme, answer) =>
      protocol.handle(scheme, async (request) => {
        const { status, headers, body } = await answer(request.url, request.method);
        return new Response(body, { status, headers });
      }),
    decidePermissions: (decide) => {
      const { defaultSession } = session;
      defaultSession.setPermissionRequestHandler((_contents, permission, done) => done(decide(permission)));
      defaultSession.setPermissionCheckHandler((_contents, permission) => decide(permission));
      defaultSession.setDevicePermissionHandler(() => false);
      defaultSession.setDisplayMediaRequestHandler((_request, done) => done({}));
    },
    decideRequests: (decide) =>
      session.defaultSession.webRequest.onBeforeRequest(({ url }, done) => done({ cancel: !decide(url) })),
    handle: (channel, handler) =>
      ipcMain.handle(channel, (event, payload: unknown) => {
        const frame = event.senderFrame;
        const sender = {
          id: event.sender.id,
          isMainFrame: frame !== null && frame === event.sender.mainFrame,
          url: frame?.url ?? '',
        };
        return handler(sender, payload);
      }),
    createChannel: () => {
      const { port1, port2 } = new MessageChannelMain();
      return [channelEnd(port1), channelEnd(port2)];
    },
    forkHost: (script, args) => hostProcess(script, args),
    registerShortcut: (accelerator, pressed) => globalShortcut.register(accelerator, pressed),
    unregisterShortcuts: () => globalShortcut.unregisterAll(),
    notify: (title, body, clicked) => {
      if (!Notification.isSupported()) return;
      const notification = new Notification({ title, body });
      notification.on('click', clicked);
      notification.show();
    },
    askPerson: async ({ message, detail, buttons, cancel }) => {
      const options = { type: 'question', message, detail, buttons: [...buttons], cancelId: cancel, defaultId: cancel };
      const { response } = await dialog.showMessageBox({ ...options, type: 'question', noLink: true });
      return response;
    },
    openExternal: (url) => shell.openExternal(url),
    secretsAvailable: async () =>
      // Without a keychain Chromium "encrypts" with a key that is in its source.
      (process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text') &&
      (await safeStorage.isAsyncEncryptionAvailable()),
    encrypt: (text) => safeStorage.encryptStringAsync(text),
    decrypt: async (bytes) => (await safeStorage.decryptStringAsync(bytes)).result,
  };
}

function trayPort(icon: string, tooltip: string): TrayPort {
  const tray = new Tray(nativeImage.createFromPath(icon));
  tray.setToolTip(tooltip);
  return {
    setTooltip: (text) => tray.setToolTip(text),
    setMenu: (items) => {
      const entries = items.map(({ label, enabled = true, click, separator }) =>
        separator ? { type: 'separator' as const } : { label, enabled, ...(click ? { click } : {}) },
      );
      tray.setContextMenu(Menu.buildFromTemplate(entries));
    },
    onClick: (listener) => void tray.on('click', listener),
  };
}

function hostProcess(script: string, args: readonly string[]): HostProcessPort {
  const child = utilityProcess.fork(script, [...args], { serviceName: 'Steadyhand agent', stdio: 'inherit' });
  return {
    get pid() {
      return child.pid;
    },
    post: (message, ends) => child.postMessage(message, raw(ends)),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.on('exit', listener),
    kill: () => void child.kill(),
  };
}
