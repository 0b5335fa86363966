/** A private desktop to show and to replay on, with the changes that the bench makes between the two. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { X11Windows } from '../../../electron/capture/windows.ts';
import { XConnection } from '../../../electron/capture/x11/connection.ts';
import { DesktopEyes } from '../../../electron/host/desktop.ts';
import type { WindowInfo } from '../../../electron/protocol/frame.ts';
import type { Screen } from '../../../electron/protocol/screen.ts';
import { startDesktop } from '../../../scripts/desktop.mjs';
import { piecesOf, labelOf } from '../../../electron/demos/target/pieces.ts';
import { isSameLabel } from '../../../electron/demos/target/likeness.ts';
import { boxCentre } from '../../../electron/protocol/coordinates.ts';
import { openPerson, pause, type Person, type Place } from './person.ts';
import type { Site } from './site.ts';

/** How the desktop differs from the one on which it was shown. */
export interface Look {
  readonly size?: { readonly width: number; readonly height: number };
  readonly font?: string;
  readonly dark?: boolean;
  readonly icons?: string;
  readonly language?: string;
}

const gtk3 = ({ font = 'DejaVu Sans 10', dark = false, icons = 'Adwaita' }: Look): string => `[Settings]
gtk-theme-name=Adwaita
gtk-application-prefer-dark-theme=${dark ? 1 : 0}
gtk-icon-theme-name=${icons}
gtk-font-name=${font}
gtk-enable-animations=0
gtk-recent-files-enabled=0
gtk-dialogs-use-header=0
gtk-xft-antialias=1
gtk-xft-hinting=1
gtk-xft-hintstyle=hintslight
gtk-xft-rgba=none
`;

export interface Stage {
  readonly display: string;
  readonly home: string;
  readonly look: Look;
  readonly site: Site | null;
  readonly person: Person;
  launch(command: readonly string[]): { readonly pid?: number | undefined };
  windows(): Promise<readonly WindowInfo[]>;
  window(match: RegExp): Promise<WindowInfo>;
  /** Moves and sizes a window: x, y, width, height. */
  place(window: WindowInfo, to: readonly [number, number, number, number]): Promise<void>;
  /** Brings a window to the front. */
  focus(window: WindowInfo): Promise<void>;
  see(): Promise<Screen>;
  /** Where a text is, to point at; the `nth` of several from the top left. */
  find(label: string, nth?: number): Promise<Place>;
  screenshot(file: string): void;
  close(): Promise<void>;
}

const until = async <T>(what: string, probe: () => Promise<T | null | undefined>, ms = 60_000): Promise<T> => {
  for (const end = Date.now() + ms; ;) {
    const value = await probe();
    if (value !== null && value !== undefined) return value;
    if (Date.now() > end) throw new Error(`waited ${ms} ms for ${what}`);
    await pause(100);
  }
};

/** Opens a desktop and makes it this process's own. One at a time. */
export async function openStage(look: Look, site: Site | null): Promise<Stage> {
  const desktop = await startDesktop({
    size: look.size ?? { width: 1100, height: 760 },
    files: { '.config/gtk-3.0/settings.ini': gtk3(look) },
    env:
      look.language === undefined
        ? {}
        : { LANG: look.language, LC_ALL: look.language, LANGUAGE: look.language.slice(0, 2) },
    handleSignals: false,
  });
  for (const name of ['DISPLAY', 'XDG_RUNTIME_DIR', 'DBUS_SESSION_BUS_ADDRESS']) process.env[name] = desktop.env[name];
  const x = await XConnection.open(desktop.display);
  const list = new X11Windows(x);
  const person = await openPerson(desktop.display);
  let eyes: Promise<DesktopEyes> | null = null;
  let seen: Screen | null = null;
  const see = async (): Promise<Screen> => {
    eyes ??= DesktopEyes.open({ display: desktop.display, warn: () => undefined });
    seen = await (await eyes).observe(seen, new AbortController().signal);
    return seen;
  };
  const windows = (): Promise<readonly WindowInfo[]> => list.list();
  return {
    display: desktop.display,
    home: desktop.home,
    look,
    site,
    person,
    launch: ([program = '', ...args]) => desktop.launch([program, ...args]),
    windows,
    window: (match) =>
      until(`a window like ${String(match)}`, async () =>
        (await windows()).find((w) => !w.minimised && (match.test(w.title) || match.test(w.app))),
      ),
    async place(window, [left, top, width, height]) {
      // Gravity north-west, all four given, by a pager.
      const flags = 1 | (0xf << 8) | (2 << 12);
      await x.tellWindowManager(window.id, '_NET_MOVERESIZE_WINDOW', [flags, left, top, width, height]);
      await pause(800);
    },
    async focus(window) {
      await x.tellWindowManager(window.id, '_NET_ACTIVE_WINDOW', [2, 0, 0]);
      await pause(500);
    },
    see,
    async find(label, nth = 0) {
      const places = await until(
        `“${label}” on the screen`,
        async () => {
          const pieces = piecesOf(await see()).filter((p) => isSameLabel(labelOf(p), label));
          pieces.sort((a, b) => a.box.y1 - b.box.y1 || a.box.x1 - b.box.x1);
          return pieces.length > nth ? pieces : null;
        },
        20_000,
      );
      const centre = boxCentre((places[nth] ?? places[0])?.box ?? ({ x1: 0, y1: 0, x2: 0, y2: 0 } as never));
      return { x: centre.x, y: centre.y };
    },
    screenshot: (file) => desktop.screenshot(file),
    async close() {
      if (eyes) await (await eyes).close();
      await person.close();
      await x.close();
      await desktop.stop();
    },
  };
}

/** Files under a folder, by name. */
export function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

export const emptyHome = (): string => mkdtempSync(join(tmpdir(), 'steadyhand-replay-'));
