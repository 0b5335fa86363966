/**
 * Records what a person does: their input, and what they saw when they did it.
 *
 * Invariants: entries are written in the order of the events; every event is counted and none is dropped, however busy
 * the program is; typed text waits in memory until it was judged (`privacy.ts`) and only then is written; what goes to
 * our own windows is not recorded. Errs towards not keeping: a crash loses the text that was being typed.
 */
import { boxContains, globalPoint } from '../../protocol/coordinates.ts';
import type { Box } from '../../protocol/coordinates.ts';
import { messageOf } from '../../protocol/errors.ts';
import type { Frame, WindowInfo } from '../../protocol/frame.ts';
import { JOURNAL_VERSION, type Entry, type EntryOf, type SeenThing } from './entries.ts';
import type { InputEvent, InputSource } from './input-source.ts';
import type { Journal } from './journal.ts';
import { accented, heldOf, meaningOf } from './keyboard.ts';
import type { FieldSigns } from './privacy.ts';
import { isShown, judgeTyped } from './privacy.ts';

/** What the recorder needs to see. The host wires the real display. */
export interface RecorderEyes {
  /** The screen now; cheap when nothing changed, and then the same hash. */
  grab(): Promise<Frame>;
  windows(): Promise<readonly WindowInfo[]>;
  menus(): Promise<readonly Box[]>;
  /** What applications say is on the frame; bounded in time. Null when none tells. */
  things(frame: Frame, windows: readonly WindowInfo[], before: Frame | null): Promise<readonly SeenThing[] | null>;
  /** Text that differs between two frames, and the texts around a point of the later one. */
  typedSigns(
    before: Frame,
    after: Frame,
    clicked: { x: number; y: number } | null,
  ): Promise<Pick<FieldSigns, 'labels' | 'shown'>>;
  /** PNG with these boxes blanked. */
  encode(frame: Frame, blank: readonly Box[]): Promise<Uint8Array>;
}

export interface RecorderParts {
  readonly source: InputSource;
  readonly eyes: RecorderEyes;
  readonly journal: Journal;
  readonly name: string;
  readonly display: string;
  readonly monitors: number;
  /** Whether a window is ours: the terminal the recorder runs in. */
  readonly isOwn: (window: WindowInfo) => boolean;
  /** Ends the recording; names of the intent vocabulary. */
  readonly stopKeys: readonly string[];
  readonly now?: () => number;
  readonly warn: (line: string) => void;
}

export interface RecorderStatus {
  readonly state: 'recording' | 'paused' | 'stopped';
  /** Input events seen, the ones that were not written included. */
  readonly events: number;
  /** Steps a person would count: clicks, keys, turns of the wheel. */
  readonly deeds: number;
  readonly hidden: number;
  readonly since: number;
}

/** A moment of the screen. */
interface Shot {
  readonly frame: Frame;
  readonly windows: readonly WindowInfo[];
  readonly menus: readonly Box[];
  readonly things: Promise<readonly SeenThing[]>;
  saved: boolean;
}

interface Typing {
  readonly entries: Entry[];
  readonly from: Shot | null;
  text: string;
  lastAt: number;
}

/** While something moves, and while nothing does. */
const BUSY_MS = 100;
const IDLE_MS = 220;
/** A pause in typing ends a run. */
const RUN_MS = 900;
/** Longer runs are judged in parts, so that a crash does not lose a page. */
const LONGEST_RUN = 400;
const SYNC_MS = 1_000;
/** Moments that are remembered: events may be heard of a second late on a busy machine. */
const MOST_SHOTS = 8;
/** A program that is slow to show what was typed is looked at once more after this. */
const LATER_MS = 500;
const WHEEL: Readonly<Record<number, EntryOf<'wheel'>['direction']>> = { 4: 'up', 5: 'down', 6: 'left', 7: 'right' };

export class Recorder {
  readonly #p: RecorderParts;
  readonly #now: () => number;
  #state: RecorderStatus['state'] = 'recording';
  #events = 0;
  #deeds = 0;
  #hidden = 0;
  #since = 0;
  /** The last moments, oldest first. */
  #shots: readonly Shot[] = [];
  /** From the server's clock to ours: the least that was ever seen between an event and hearing of it. */
  #offset = Infinity;
  #typing: Typing | null = null;
  #clicked: { x: number; y: number } | null = null;
  #dead = '';
  #motion: { count: number; x: number; y: number } | null = null;
  /** Writing, in order. */
  #tail: Promise<void> = Promise.resolve();
  #pictures: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | null = null;
  #sampling: Promise<void> | null = null;
  #syncedAt = 0;
  #epoch = 0;
  #end: (why: string) => void = () => undefined;
  /** Resolves with why the recording should end: the stop keys, or the display went away. */
  readonly ended: Promise<string>;

  constructor(parts: RecorderParts) {
    this.#p = parts;
    this.#now = parts.now ?? Date.now;
    this.ended = new Promise((done) => (this.#end = done));
  }

  get #shot(): Shot | null {
    return this.#shots.at(-1) ?? null;
  }

  /** What the person saw at a time: the last moment before it. */
  #shotAt(at: number): Shot | null {
    return this.#shots.findLast((shot) => shot.frame.takenAt <= at) ?? this.#shots[0] ?? null;
  }

  get status(): RecorderStatus {
    return { state: this.#state, events: this.#events, deeds: this.#deeds, hidden: this.#hidden, since: this.#since };
  }

  /** Takes the first picture and begins to listen. */
  async start(): Promise<void> {
    this.#since = this.#now();
    await this.#sample();
    const frame = this.#shot?.frame;
    this.#write([
      {
        t: 'start',
        version: JOURNAL_VERSION,
        at: this.#since,
        name: this.#p.name,
        display: this.#p.display,
        screen: frame?.display.box ?? { x1: 0, y1: 0, x2: 1, y2: 1 },
        monitors: this.#p.monitors,
        scale: frame?.display.scale ?? 1,
      } as Entry,
    ]);
    await this.#tail;
    this.#schedule(BUSY_MS);
    await this.#p.source.start(
      (event) => this.#heard(event),
      (why) => this.#end(why),
    );
  }

  pause(): void {
    if (this.#state !== 'recording') return;
    this.#endRun();
    this.#state = 'paused';
    this.#write([{ t: 'paused', at: this.#now() }]);
  }

  resume(): void {
    if (this.#state !== 'paused') return;
    this.#state = 'recording';
    this.#clicked = null;
    this.#write([{ t: 'resumed', at: this.#now() }]);
  }

  /** Removes the last seconds from the disk and from memory. Answers how many entries went. */
  async forget(seconds: number): Promise<number> {
    const now = this.#now();
    // A run that began before goes as a whole: half of it would mean something else.
    const from = now - seconds * 1000;
    this.#epoch++;
    const waiting = this.#typing?.entries.length ?? 0;
    this.#typing = null;
    this.#motion = null;
    let gone = 0;
    this.#tail = this.#tail.then(async () => {
      await this.#pictures;
      gone = this.#p.journal.forget((e) => e.t === 'start' || e.at < from);
      for (const shot of this.#shots) shot.saved = false;
      this.#p.journal.append([{ t: 'forgotten', at: now, seconds, entries: gone + waiting }]);
    });
    await this.#tail;
    return gone + waiting;
  }

  /** Writes what is left and the last picture, and ends. */
  async stop(): Promise<RecorderStatus> {
    if (this.#state === 'stopped') return this.status;
    await this.#p.source.close();
    this.#endRun();
    this.#flushMotion();
    this.#state = 'stopped';
    if (this.#timer) clearTimeout(this.#timer);
    await this.#sampling;
    await this.#sample().catch(() => undefined);
    const frame = this.#keep(this.#shot);
    this.#write([{ t: 'end', at: this.#now(), frame, events: this.#events }]);
    await this.#tail;
    await this.#pictures;
    this.#p.journal.close();
    return this.status;
  }

  #schedule(ms: number): void {
    if (this.#state === 'stopped') return;
    this.#timer = setTimeout(() => {
      const before = this.#shot?.frame.hash;
      this.#sampling = this.#sample()
        .catch((error: unknown) => this.#p.warn(`a picture could not be taken: ${messageOf(error)}`))
        .finally(() => {
          if (this.#typing && this.#now() - this.#typing.lastAt > RUN_MS) this.#endRun();
          this.#schedule(before === this.#shot?.frame.hash ? IDLE_MS : BUSY_MS);
        });
    }, ms);
  }

  async #sample(): Promise<void> {
    const { eyes } = this.#p;
    const before = this.#shot;
    const frame = await eyes.grab();
    if (before && frame.hash === before.frame.hash) return;
    const [windows, menus] = await Promise.all([eyes.windows(), eyes.menus()]);
    const things = eyes
      .things(frame, windows, before?.frame ?? null)
      .then((told) => told ?? [])
      .catch(() => []);
    this.#shots = [...this.#shots, { frame, windows, menus, things, saved: false }].slice(-MOST_SHOTS);
  }

  #heard(event: InputEvent): void {
    this.#events++;
    if (event.kind === 'key' && event.down && this.#isStop(event)) {
      this.#end('the stop keys');
      return;
    }
    if (this.#state !== 'recording' || this.#goesToUs(event)) return;
    // When it happened, not when we came to hear of it: pictures may have been taken in between.
    this.#offset = Math.min(this.#offset, this.#now() - event.time);
    const at = Math.round(event.time + this.#offset);
    if (event.kind === 'motion') {
      this.#motion = { count: (this.#motion?.count ?? 0) + 1, x: event.x, y: event.y };
      return;
    }
    this.#flushMotion();
    if (event.kind === 'button') this.#button(event, at);
    else if (event.down) this.#key(event, at);
  }

  #isStop(event: InputEvent): boolean {
    const meaning = meaningOf(this.#p.source.rows(), event.detail, event.state);
    if (meaning.kind !== 'key') return false;
    const pressed = new Set([...meaning.held, meaning.key]);
    const { stopKeys } = this.#p;
    return stopKeys.length > 0 && stopKeys.every((k) => pressed.has(k)) && pressed.size === stopKeys.length;
  }

  #goesToUs(event: InputEvent): boolean {
    const windows = this.#shot?.windows ?? [];
    const window =
      event.kind === 'key'
        ? windows.find((w) => w.active)
        : windows.find((w) => !w.minimised && boxContains(w.box, globalPoint(event.x, event.y)));
    return window !== undefined && this.#p.isOwn(window);
  }

  #button(event: InputEvent, at: number): void {
    const held = heldOf(event.state);
    const { x, y, detail: button } = event;
    const direction = WHEEL[button];
    if (direction !== undefined) {
      if (!event.down) return;
      this.#endRun();
      this.#deeds++;
      this.#write([{ t: 'wheel', at, direction, x, y, held, frame: this.#keep(this.#shotAt(at)) }]);
    } else if (event.down) {
      this.#endRun();
      this.#deeds++;
      this.#clicked = { x, y };
      this.#write([{ t: 'press', at, button, x, y, held, frame: this.#keep(this.#shotAt(at)) }]);
    } else {
      this.#write([{ t: 'release', at, button, x, y, held }]);
    }
  }

  #key(event: InputEvent, at: number): void {
    const meaning = meaningOf(this.#p.source.rows(), event.detail, event.state);
    switch (meaning.kind) {
      case 'modifier':
      case 'unknown':
        return;
      case 'dead':
        this.#dead += meaning.mark;
        return;
      case 'text': {
        const text = [...this.#dead].reduce((t, mark) => accented(mark, t), meaning.text);
        this.#dead = '';
        this.#typed({ t: 'char', at, text, frame: null }, text, at);
        return;
      }
      case 'key': {
        this.#dead = '';
        const { key, held } = meaning;
        const entry: Entry = { t: 'key', at, key, held: [...held], frame: null };
        // Taking back a letter belongs to the typing; told apart, it would say how long a password is.
        if (key === 'backspace' && held.length === 0 && this.#typing && this.#typing.text !== '') {
          this.#typed(entry, '\b', at);
          return;
        }
        this.#endRun();
        this.#deeds++;
        this.#write([{ ...entry, frame: this.#keep(this.#shotAt(at)) }]);
        // Another field may have the keyboard now.
        if (key === 'tab' || key === 'enter' || key === 'escape') this.#clicked = null;
      }
    }
  }

  #typed(entry: Entry, text: string, at: number): void {
    this.#typing ??= { entries: [], from: this.#shotAt(at), text: '', lastAt: at };
    const run = this.#typing;
    run.entries.push(entry);
    run.text = text === '\b' ? [...run.text].slice(0, -1).join('') : run.text + text;
    run.lastAt = at;
    if (run.entries.length >= LONGEST_RUN) this.#endRun();
  }

  /** Judges what was typed and writes it, or that something was typed. */
  #endRun(): void {
    const run = this.#typing;
    this.#typing = null;
    if (!run) return;
    this.#deeds++;
    const frame = this.#keep(run.from);
    const [clicked, epoch] = [this.#clicked, this.#epoch];
    const signs = this.#signsOf(run, clicked);
    this.#tail = this.#tail.then(async () => {
      const judgement = judgeTyped(run.text, await signs);
      if (epoch !== this.#epoch) return;
      if (judgement.keep) {
        this.#append(run.entries.map((e) => ('frame' in e ? { ...e, frame } : e) as Entry));
      } else {
        this.#hidden++;
        this.#append([
          { t: 'secret', at: run.entries[0]?.at ?? this.#now(), keys: run.entries.length, why: judgement.why, frame },
        ]);
      }
    });
  }

  async #signsOf(run: Typing, clicked: { x: number; y: number } | null): Promise<FieldSigns> {
    try {
      await this.#sampling;
      await this.#sample();
      const after = this.#shot;
      const things = (await after?.things) ?? [];
      const focused = things.filter((t) => t.states.includes('focused'));
      const told = focused.some((t) => t.secret) ? 'secret' : focused.some((t) => t.kind === 'field') ? 'plain' : null;
      if (told === 'secret' || !after || !run.from) return { told, labels: [], shown: null };
      const seen = await this.#p.eyes.typedSigns(run.from.frame, after.frame, clicked);
      if (seen.shown === null || isShown(run.text, seen.shown)) return { told, ...seen };
      await new Promise((done) => setTimeout(done, LATER_MS));
      await this.#sample();
      const later = this.#shot;
      return { told, ...(await this.#p.eyes.typedSigns(run.from.frame, later.frame, clicked)) };
    } catch (error) {
      this.#p.warn(
        `what was typed could not be looked at (${messageOf(error)}); it is kept only if nothing speaks against it`,
      );
      return { told: null, labels: [], shown: '' };
    }
  }

  #flushMotion(): void {
    const motion = this.#motion;
    this.#motion = null;
    if (motion) this.#write([{ t: 'motion', at: this.#now(), ...motion }]);
  }

  /** Marks a moment as worth keeping; its picture is written in the background, and before what refers to it is read. */
  #keep(shot: Shot | null): string | null {
    if (!shot) return null;
    const { frame } = shot;
    if (shot.saved) return frame.hash;
    shot.saved = true;
    const at = this.#now();
    const epoch = this.#epoch;
    this.#tail = this.#tail.then(async () => {
      const things = await shot.things;
      if (epoch !== this.#epoch) return;
      const { windows, menus } = shot;
      this.#append([
        { t: 'seen', at, frame: frame.hash, windows: [...windows], menus: [...menus], things: [...things] },
      ]);
      const blank = things.filter((t) => t.secret).map((t) => t.box);
      this.#pictures = this.#pictures.then(async () => {
        try {
          const png = await this.#p.eyes.encode(frame, blank);
          if (epoch === this.#epoch) await this.#p.journal.putFrame(frame.hash, png);
        } catch (error) {
          this.#p.warn(`a picture could not be kept: ${messageOf(error)}`);
        }
      });
    });
    return frame.hash;
  }

  #write(entries: readonly Entry[]): void {
    const epoch = this.#epoch;
    this.#tail = this.#tail.then(() => {
      if (epoch === this.#epoch) this.#append(entries);
    });
    this.#tail.catch((error: unknown) => this.#end(messageOf(error)));
  }

  #append(entries: readonly Entry[]): void {
    this.#p.journal.append(entries);
    if (this.#now() - this.#syncedAt < SYNC_MS) return;
    this.#syncedAt = this.#now();
    this.#p.journal.sync();
  }
}
