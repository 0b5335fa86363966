/**
 * Our windows: the main one, the question that stays on top, the strips of the overlay. What a window may be to the host
 * is decided here, by what it is.
 */
import type { Role } from '../protocol/client.ts';
import { pagePreferences, pageUrl } from './page-policy.ts';
import type { ElectronPort, Rectangle, WindowPort, WindowSpec } from './port.ts';

export interface WindowKind {
  readonly role: Role;
  readonly route: string;
  readonly spec: Omit<WindowSpec, 'page'>;
  readonly onTop: boolean;
}

const plain = { frame: true, resizable: true, focusable: true, skipTaskbar: false, hasShadow: true } as const;

export const KINDS = {
  main: {
    role: 'control',
    route: '',
    spec: { title: 'Steadyhand', width: 1180, height: 800, minWidth: 320, minHeight: 240, ...plain },
    onTop: false,
  },
  question: {
    role: 'answer',
    route: '#/question',
    spec: { title: 'Steadyhand asks', width: 560, height: 640, ...plain, skipTaskbar: true },
    onTop: true,
  },
} as const satisfies Record<string, WindowKind>;
export type PageKind = keyof typeof KINDS;

/** A colour that stands out on light and dark, of the same meaning as in the interface: it acts now. */
const STRIP_COLOUR = '#f59e0b';

export class Windows {
  readonly #electron: ElectronPort;
  readonly #preload: string;
  readonly #roles = new Map<number, Role>();
  readonly #open = new Map<PageKind, WindowPort>();
  #strips: WindowPort[] = [];
  #shown = '';
  #quitting = false;

  constructor(electron: ElectronPort, preload: string) {
    this.#electron = electron;
    this.#preload = preload;
  }

  roleOf(contentsId: number): Role | null {
    return this.#roles.get(contentsId) ?? null;
  }

  get(kind: PageKind): WindowPort | null {
    const window = this.#open.get(kind);
    return window && !window.isDestroyed() ? window : null;
  }

  /** The page with these contents. */
  of(contentsId: number): WindowPort | null {
    return [...this.#open.values()].find((w) => !w.isDestroyed() && w.contents.id === contentsId) ?? null;
  }

  /** Makes the window when there is none; does not show it. */
  ensure(kind: PageKind): WindowPort {
    const known = this.get(kind);
    if (known) return known;
    const { spec, role, route, onTop } = KINDS[kind];
    const page = pagePreferences(this.#preload, this.#electron.isPackaged);
    const window = this.#electron.createWindow({ ...spec, page });
    this.#open.set(kind, window);
    this.#roles.set(window.contents.id, role);
    // The agent must not act on what its own windows show, nor should a recording of the screen hold them.
    window.setContentProtection(onTop);
    if (onTop) {
      window.setAlwaysOnTop(true);
      window.setOnAllWorkspaces(true);
    }
    window.onClose(() => !this.#quitting);
    window.contents.onGone(() => window.contents.reload());
    // A page that cannot be loaded shows nothing; the tray still can stop and quit.
    void window.load(pageUrl(route)).catch(() => undefined);
    return window;
  }

  show(kind: PageKind): void {
    const window = this.ensure(kind);
    window.show();
    window.focus();
  }

  hide(kind: PageKind): void {
    this.get(kind)?.hide();
  }

  /** Shows strips in these places and no others. */
  showStrips(places: readonly Rectangle[]): void {
    const wanted = JSON.stringify(places);
    if (wanted === this.#shown) return;
    this.#shown = wanted;
    for (const strip of this.#strips.splice(places.length)) strip.destroy();
    for (const [i, place] of places.entries()) {
      const strip = this.#strips[i] ?? this.#makeStrip(place);
      this.#strips[i] = strip;
      strip.setBounds(place);
    }
  }

  destroyAll(): void {
    this.#quitting = true;
    this.showStrips([]);
    for (const window of this.#open.values()) if (!window.isDestroyed()) window.destroy();
    this.#open.clear();
    this.#roles.clear();
  }

  /** Has no page, so that nothing can go wrong in it. */
  #makeStrip(bounds: Rectangle): WindowPort {
    const strip = this.#electron.createWindow({
      ...{ title: 'Steadyhand', bounds, width: bounds.width, height: bounds.height },
      ...{ frame: false, resizable: false, focusable: false, skipTaskbar: true, hasShadow: false },
      backgroundColor: STRIP_COLOUR,
      page: pagePreferences(undefined, true),
    });
    strip.setClickThrough(true);
    strip.setContentProtection(true);
    strip.setAlwaysOnTop(true);
    strip.setOnAllWorkspaces(true);
    strip.showInactive();
    return strip;
  }
}
