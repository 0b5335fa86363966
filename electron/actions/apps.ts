/**
 * Finds applications and windows by the words a person uses for them.
 *
 * Knows what the system's `.desktop` files say, and the person's own choice where several programs are of the kind that
 * was asked for. Nothing plausible is null, never the nearest: opening the wrong program costs more than a question.
 * Where there are no `.desktop` files (macOS, Windows) no application is found and windows go by title and class alone.
 */
import { alternativeProgram, chosenApplications } from './desktop-entries-defaults.ts';
import { normalise, programName, score, TIER, variants, wordsWithin } from './apps-score.ts';
import {
  dataFolders,
  findProgram,
  readDesktopEntries,
  type DesktopEntry,
  type Environment,
} from './desktop-entries.ts';
import { kindCalled, type ProgramKind } from './programs.ts';
import type { WindowInfo } from '../protocol/frame.ts';

export interface FoundApplication {
  /** As the application calls itself in the person's language. */
  readonly name: string;
  /** Argument vector, run without a shell. */
  readonly command: string[];
  /** The class its windows will have, where the application tells. */
  readonly wmClass: string | null;
}

export interface ApplicationsOptions {
  /** Default: this process's environment. */
  readonly env?: Environment;
  /** Folders that hold `applications/`, instead of the system's. */
  readonly dirs?: readonly string[];
}

interface Installed {
  readonly entries: readonly DesktopEntry[];
  readonly chosen: ReadonlyMap<string, readonly string[]>;
}

/** Applications are rarely installed in the middle of a task; a stale list is at most this old. */
const FRESH_MS = 10_000;

/** A window is taken for an application's only by evidence at least this good. */
const WINDOW_MIN_TIER = TIER.partOfName;
/** How well a window answers to a phrase; the best wins, equals are told apart by stacking. */
const WINDOW = { title: 100, titleAndApp: 97, appClass: 95, app: 90, titlePart: 80, titleWords: 70 } as const;

export class Applications {
  readonly #env: Environment;
  readonly #folders: readonly string[];
  #installed: Promise<Installed> | null = null;
  #readAt = -Infinity;

  constructor(options: ApplicationsOptions = {}) {
    this.#env = options.env ?? process.env;
    this.#folders = options.dirs ?? dataFolders(this.#env);
  }

  /** The application a phrase names ("text editor", "the Calculator app", "Visual Studio Code"); null when none does. */
  async find(phrase: string): Promise<FoundApplication | null> {
    const { entries, chosen } = await this.#read();
    const kind = kindOf(phrase);
    const preferred = kind ? await this.#preferred(kind, chosen) : [];
    const rank = (entry: DesktopEntry): number => {
      const at = preferred.findIndex((p) => p === entry.id || p === programName(entry));
      return at < 0 ? preferred.length : at;
    };
    const [best] = entries
      .filter((entry) => !entry.noDisplay)
      .map((entry) => ({ entry, tier: score(phrase, entry), rank: rank(entry) }))
      // An editor for programs that the person has chosen for plain text is a text editor like any other.
      .map((c) => (c.tier === TIER.kindAmongOthers && c.rank < preferred.length ? { ...c, tier: TIER.kind } : c))
      .filter(({ tier }) => tier > TIER.none)
      .sort(
        (a, b) =>
          b.tier - a.tier ||
          a.rank - b.rank ||
          Number(b.entry.shownHere) - Number(a.entry.shownHere) ||
          Number(a.entry.terminal) - Number(b.entry.terminal) ||
          saysSo(b.entry, phrase) - saysSo(a.entry, phrase) ||
          a.entry.command.length - b.entry.command.length ||
          a.entry.name.length - b.entry.name.length ||
          (a.entry.id < b.entry.id ? -1 : 1),
      );
    if (!best) return null;
    const { name, command, wmClass, terminal } = best.entry;
    return {
      name,
      command: terminal ? await this.#inTerminal(command) : [...command],
      wmClass: terminal ? null : wmClass,
    };
  }

  /**
   * The window a phrase names: by title, class, or the application it belongs to. Of several equally good ones the
   * active, else the one in front. Null when none is plausible. `windows` come front to back.
   */
  async matchWindow(phrase: string, windows: readonly WindowInfo[]): Promise<WindowInfo | null> {
    const { entries } = await this.#read();
    const owners = new Map(windows.map((w) => [w, entries.filter((entry) => owns(entry, w))]));
    const scored = windows.map((window) => ({ window, score: windowScore(phrase, window, owners.get(window) ?? []) }));
    const best = Math.max(0, ...scored.map((s) => s.score));
    if (best === 0) return null;
    const equals = scored.filter((s) => s.score === best).map((s) => s.window);
    return equals.find((w) => w.active) ?? equals.find((w) => !w.minimised) ?? equals[0] ?? null;
  }

  #read(): Promise<Installed> {
    if (this.#installed === null || Date.now() - this.#readAt > FRESH_MS) {
      this.#readAt = Date.now();
      this.#installed = Promise.all([
        readDesktopEntries(this.#folders, this.#env),
        chosenApplications(this.#env, this.#folders),
      ]).then(([entries, chosen]) => ({ entries, chosen }));
    }
    return this.#installed;
  }

  /** Ids and program names for a kind, the person's choice first, then the system's. */
  async #preferred(kind: ProgramKind, chosen: ReadonlyMap<string, readonly string[]>): Promise<string[]> {
    const own = kind.mimeTypes.flatMap((type) => chosen.get(type) ?? []);
    const system = await Promise.all(kind.alternatives.map((name) => alternativeProgram(name, this.#env)));
    return [...own, ...system.filter((name) => name !== null)];
  }

  async #inTerminal(command: readonly string[]): Promise<string[]> {
    const terminal = (await findProgram('x-terminal-emulator', this.#env)) === null ? 'xterm' : 'x-terminal-emulator';
    return [terminal, '-e', ...command];
  }
}

const kindOf = (phrase: string): ProgramKind | null =>
  variants(phrase)
    .map(kindCalled)
    .find((kind) => kind !== null) ?? null;

/** 1 when the application itself uses the phrase for what it is. */
const saysSo = (entry: DesktopEntry, phrase: string): number =>
  Number(variants(phrase).some((v) => entry.genericNames.some((g) => normalise(g) === v)));

/** Whether a window belongs to an application, by its class. */
function owns(entry: DesktopEntry, window: WindowInfo): boolean {
  const app = normalise(window.app);
  if (app === '') return false;
  // A second use of a program (its settings) has windows of the same class; the program itself is what they belong to.
  if (entry.command.length > 1 && entry.wmClass === null && normalise(entry.id) !== app) return false;
  const known = [entry.wmClass ?? '', programName(entry), entry.id, entry.id.split('.').at(-1) ?? '', entry.name];
  return known.some((k) => normalise(k) === app);
}

/** How well a phrase names the application of a window, as a window score. */
function appScore(phrase: string, window: WindowInfo, owners: readonly DesktopEntry[]): number {
  const forms = variants(phrase);
  if (forms.includes(normalise(window.app))) return WINDOW.appClass;
  const tier = Math.max(0, ...owners.map((entry) => score(phrase, entry)));
  if (tier >= WINDOW_MIN_TIER) return WINDOW.app;
  // A program without an entry of its own (or one that was started from elsewhere) still has its class.
  const kind = kindOf(phrase);
  return kind && kind.programs.includes(window.app.toLowerCase()) ? WINDOW.app : 0;
}

const contains = (text: string, phrase: string): boolean => ` ${text} `.includes(` ${phrase} `);

function titleScore(phrase: string, title: string): number {
  const forms = variants(phrase);
  if (forms.includes(title)) return WINDOW.title;
  if (forms.some((f) => contains(title, f))) return WINDOW.titlePart;
  return forms.some((f) => wordsWithin(f, title)) ? WINDOW.titleWords : 0;
}

/** Words at the edge of a part that belong to neither. */
const JOINTS = new Set(
  'the with in of for from mit in von con en de avec dans window fenster folder document file tab'.split(' '),
);

/** "the text editor with hello.txt", "hello.txt in Mousepad": one part names the application, the other the title. */
function namesBoth(phrase: string, window: WindowInfo, title: string, owners: readonly DesktopEntry[]): boolean {
  const all = variants(phrase).at(-1)?.split(' ') ?? [];
  return all.slice(1).some((_word, i) => {
    const parts = [all.slice(0, i + 1), all.slice(i + 1)].map((p) => trimJoints(p).join(' '));
    const [left = '', right = ''] = parts;
    const both = (app: string, text: string): boolean =>
      app !== '' && text !== '' && contains(title, text) && appScore(app, window, owners) > 0;
    return both(left, right) || both(right, left);
  });
}

function trimJoints(parts: readonly string[]): string[] {
  const from = parts.findIndex((p) => !JOINTS.has(p));
  const to = parts.findLastIndex((p) => !JOINTS.has(p));
  return from < 0 ? [] : parts.slice(from, to + 1);
}

function windowScore(phrase: string, window: WindowInfo, owners: readonly DesktopEntry[]): number {
  const title = normalise(window.title);
  const byTitle = titleScore(phrase, title);
  if (byTitle === WINDOW.title) return byTitle;
  if (namesBoth(phrase, window, title, owners)) return WINDOW.titleAndApp;
  return Math.max(byTitle, appScore(phrase, window, owners));
}
