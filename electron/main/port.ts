/**
 * What the shell needs of Electron, and nothing more.
 *
 * The shell's logic is written against this port and tested against a fake one (`test/fixtures/fake-electron.ts`), because
 * Electron's binary is not everywhere; `electron-port.ts` is the only file that imports Electron. Sizes and places of
 * windows are Electron's logical pixels (DIP), not global physical ones.
 */

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface ScreenInfo {
  readonly bounds: Rectangle;
  /** Without panels and docks. */
  readonly workArea: Rectangle;
  readonly scaleFactor: number;
}

/** Who sent a message: a frame of one of our windows, or somebody else. */
export interface Sender {
  /** Id of the web contents. */
  readonly id: number;
  readonly isMainFrame: boolean;
  readonly url: string;
}

/** One end of a message channel; as `PortLike` of the protocol, and it tells when the other end is gone. */
export interface ChannelEnd {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void;
  start(): void;
  close(): void;
  onClose(listener: () => void): void;
}

export interface ContentsPort {
  readonly id: number;
  onNavigate(decide: (url: string) => boolean): void;
  onOpenWindow(decide: (url: string) => void): void;
  refuseWebviews(): void;
  /** The page's process ended by itself. */
  onGone(listener: (reason: string) => void): void;
  onUnresponsive(listener: () => void): void;
  reload(): void;
  /** Hands an end of a channel to the page's main frame, with a note. */
  handOver(note: unknown, end: ChannelEnd): void;
}

/** Page settings that no window may loosen. */
export interface PagePreferences {
  readonly sandbox: true;
  readonly contextIsolation: true;
  readonly nodeIntegration: false;
  readonly nodeIntegrationInWorker: false;
  readonly nodeIntegrationInSubFrames: false;
  readonly webSecurity: true;
  readonly allowRunningInsecureContent: false;
  readonly experimentalFeatures: false;
  readonly webviewTag: false;
  readonly navigateOnDragDrop: false;
  readonly spellcheck: false;
  readonly devTools: boolean;
  /** Absolute path; none for windows without a page. */
  readonly preload?: string;
}

export interface WindowSpec {
  readonly title: string;
  readonly bounds?: Rectangle;
  readonly width: number;
  readonly height: number;
  readonly minWidth?: number;
  readonly minHeight?: number;
  readonly frame: boolean;
  readonly resizable: boolean;
  readonly focusable: boolean;
  readonly skipTaskbar: boolean;
  readonly hasShadow: boolean;
  readonly backgroundColor?: string;
  readonly page: PagePreferences;
}

export interface WindowPort {
  readonly contents: ContentsPort;
  load(url: string): Promise<void>;
  show(): void;
  showInactive(): void;
  hide(): void;
  focus(): void;
  close(): void;
  destroy(): void;
  isVisible(): boolean;
  isFocused(): boolean;
  isDestroyed(): boolean;
  bounds(): Rectangle;
  setBounds(bounds: Rectangle): void;
  setAlwaysOnTop(on: boolean): void;
  /** Mouse events go to what lies beneath. */
  setClickThrough(on: boolean): void;
  /** Left out of screenshots and recordings, where the system can. */
  setContentProtection(on: boolean): void;
  setOnAllWorkspaces(on: boolean): void;
  flash(): void;
  /** Answer true to keep the window: it is hidden instead. */
  onClose(keep: () => boolean): void;
  onBlur(listener: () => void): void;
}

export interface TrayItem {
  readonly label: string;
  readonly enabled?: boolean;
  readonly click?: () => void;
  readonly separator?: true;
}
export interface TrayPort {
  setTooltip(text: string): void;
  setMenu(items: readonly TrayItem[]): void;
  onClick(listener: () => void): void;
}

/** The process that holds the agent. */
export interface HostProcessPort {
  readonly pid: number | undefined;
  post(message: unknown, ends: readonly ChannelEnd[]): void;
  onMessage(listener: (message: unknown) => void): void;
  onExit(listener: (code: number) => void): void;
  kill(): void;
}

export interface PageAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array<ArrayBuffer> | null;
}

export interface ElectronPort {
  readonly platform: NodeJS.Platform;
  readonly isPackaged: boolean;
  readonly version: string;
  /** Folder for the shell's own files, absolute. */
  readonly userData: string;

  /** False when another instance runs; that one hears `onSecondInstance`. */
  requestSingleInstance(): boolean;
  onSecondInstance(listener: (argv: readonly string[]) => void): void;
  onOpenUrl(listener: (url: string) => void): void;
  onActivate(listener: () => void): void;
  onAllWindowsClosed(listener: () => void): void;
  onBeforeQuit(listener: () => void): void;
  onContents(listener: (contents: ContentsPort) => void): void;
  sandboxEverything(): void;
  registerScheme(scheme: string): void;
  whenReady(): Promise<void>;
  quit(): void;
  setLoginItem(open: boolean): void;

  createWindow(spec: WindowSpec): WindowPort;
  createTray(tooltip: string): TrayPort;
  screens(): readonly ScreenInfo[];
  onScreensChanged(listener: () => void): void;

  serveScheme(scheme: string, answer: (url: string, method: string) => Promise<PageAnswer>): void;
  /** Every permission, device and media request of every page goes through this. */
  decidePermissions(decide: (permission: string) => boolean): void;
  /** Every request of every page goes through this. */
  decideRequests(decide: (url: string) => boolean): void;

  /** Calls from preload scripts. What the handler throws reaches the page as its message only. */
  handle(channel: string, handler: (sender: Sender, payload: unknown) => unknown): void;
  createChannel(): [ChannelEnd, ChannelEnd];
  forkHost(script: string, args: readonly string[]): HostProcessPort;

  registerShortcut(accelerator: string, pressed: () => void): boolean;
  unregisterShortcuts(): void;
  notify(title: string, body: string, clicked: () => void): void;
  /** Answers the index of the button. */
  askPerson(question: {
    readonly message: string;
    readonly detail: string;
    readonly buttons: readonly string[];
    readonly cancel: number;
  }): Promise<number>;
  openExternal(url: string): Promise<void>;

  secretsAvailable(): Promise<boolean>;
  encrypt(text: string): Promise<Buffer>;
  decrypt(bytes: Buffer): Promise<string>;
}
