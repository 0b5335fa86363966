/**
 * The way to a control that serves a goal and is not in sight: menus and settings are opened by relevance, screens are
 * remembered as states and what was opened as transitions, a branch that leads nowhere is backed out of.
 *
 * Pure: it is told what is on the screen and answers with one move. It only ever opens; what serves the goal is named,
 * not clicked. Errs towards giving up: a label that leaves a word of the goal out serves it not.
 */
import { tokens, wordLikeness } from '../playbooks/tokens.ts';
import type { Token } from '../playbooks/tokens.ts';
import type { Language } from '../playbooks/schema.ts';
import { asRead } from './reading.ts';
import { isMenuName, isPlace, isSettings, likely } from './openers.ts';

/** Something with a name on the screen, and what it is part of. */
export interface Label {
  readonly text: string;
  /** `text`: words that stand in the window; they may be a link. */
  readonly where: 'menubar' | 'menu' | 'dialog' | 'window' | 'text';
}
export interface View {
  readonly labels: readonly Label[];
  /** All that can be read in the window in front. */
  readonly said?: string;
}

export type Move =
  | { readonly kind: 'serves'; readonly label: string; readonly why: string }
  /** Hovering opens a menu within a menu and does nothing else. */
  | { readonly kind: 'open'; readonly label: string; readonly by: 'click' | 'hover'; readonly why: string }
  | { readonly kind: 'back'; readonly why: string }
  | { readonly kind: 'nothing'; readonly why: string };

/** Moves in one search, at most: a person would have asked by then. */
export const MOST_MOVES = 16;
/** A menu, a menu within it or a dialog, and a page of that. */
const DEPTH = 3;
/** Words that say that something shall be done, not with what. */
const DOING =
  /^(?:show|hide|display|enable|disable|turn|switch|toggle|activate|deactivate|use|set|make|change|open|go|get|have|click|press|select|choose|pick|want|put|do|let|on|off|zeige?|blende|schalte|aktiviere|muestra|mostrar|activa|affiche|active)$/i;
/** Words for what a control is or leads to, which it seldom says of itself. */
const THING =
  /^(?:about|called|named|labelled|page|link|button|tab|section|site|entry|item|option|icon|menu|box|checkbox|field|setting|view|mode)$/i;
/** Never opened on the way, whatever they are near to. */
const HARMFUL =
  /(?<![\p{L}])(?:delet|remov|eras|clear|empty|discard|quit|exit|close|log ?out|sign ?out|shut|restart|reset|format disk|uninstall|send|pay|buy|publish|submit|overwrit|revert|trash|lösch|entfern|beenden|schließen|borrar|eliminar|cerrar|salir|supprimer|quitter|fermer|删除|退出|关闭)/iu;
/** Of two that say the same, the one that is drawn as a control. */
const CONTROL = 0.2;
const SAME = 0.85;
/** Share of labels that two looks at the same screen have in common: a few are read differently each time. */
const SAME_STATE = 0.7;

export interface Search {
  /** Menus and settings may be opened on the way; without, only what is in sight counts. */
  readonly opens?: boolean;
  /** The goal is the name of a control: what serves it has that name, and the way to it says nothing. */
  readonly named?: boolean;
}

export class Explorer {
  readonly #goal: string;
  readonly #language: Language;
  readonly #wanted: readonly Token[];
  /** The verb of the goal: the first word of it. */
  readonly #deed: Token | null;
  readonly #opens: boolean;
  readonly #named: boolean;
  /** Labels that were opened, from the window down to what is in front. */
  readonly #path: string[] = [];
  /** What was opened from each state, and the state it led to. */
  readonly #transitions = new Map<string, Map<string, string | null>>();
  readonly #states: { readonly id: string; readonly labels: ReadonlySet<string> }[] = [];
  #last: { readonly state: string; readonly label: string } | null = null;
  #moves = 0;

  constructor(goal: string, { opens = true, named = false }: Search = {}, language: Language = 'en') {
    this.#goal = goal;
    this.#language = language;
    this.#wanted = content(goal, language);
    this.#deed = tokens(goal, language)[0] ?? null;
    this.#opens = opens;
    this.#named = named;
  }

  /** What was opened, in words: for the person who is asked. */
  get looked(): readonly string[] {
    return [...this.#transitions.values()].flatMap((m) => [...m.keys()]);
  }
  get depth(): number {
    return this.#path.length;
  }

  /** The next move on what is seen now. */
  next(view: View): Move {
    const state = this.#recognise(view);
    // All that was opened has closed again.
    if (view.labels.length > 0 && !view.labels.some((l) => l.where === 'menu' || l.where === 'dialog'))
      this.#path.length = 0;
    if (this.#last) this.#transitions.get(this.#last.state)?.set(this.#last.label, state);
    // Opening it changed nothing that can be read: it is no place, and nothing has to be closed.
    const stuck = this.#last?.state === state;
    if (stuck) this.#path.pop();
    this.#last = null;
    if (++this.#moves > MOST_MOVES) return this.#nothing();
    const found = this.#serving(view);
    if (found) return found;
    const opener = this.#opens && this.#path.length < DEPTH ? this.#opener(view, state) : null;
    if (opener) {
      const known = this.#transitions.get(state) ?? new Map<string, string | null>();
      this.#transitions.set(state, known.set(opener.label, null));
      this.#last = { state, label: opener.label };
      this.#path.push(opener.label);
      return opener;
    }
    const left = this.#path.pop();
    if (left !== undefined) return { kind: 'back', why: `nothing in ${left} serves it` };
    return this.#nothing();
  }

  #nothing(): Move {
    const looked = [...new Set(this.looked)];
    return { kind: 'nothing', why: looked.length === 0 ? 'nothing here leads on' : `looked in ${looked.join(', ')}` };
  }

  /** The state a screen is: one that was seen before, as far as reading is exact. */
  #recognise(view: View): string {
    const labels = new Set(view.labels.map((l) => `${l.where}:${l.text.toLowerCase()}`));
    const known = this.#states.find((s) => likeness(s.labels, labels) >= SAME_STATE);
    if (known) return known.id;
    const id = `state ${this.#states.length + 1}`;
    this.#states.push({ id, labels });
    return id;
  }

  /** The label that, with the way to it, says every word of the goal. */
  #serving(view: View): Move | null {
    if (this.#wanted.length === 0) return null;
    const behind = this.#path.flatMap((label) => content(label, this.#language));
    let best: { label: string; worth: number } | null = null;
    for (const { text, where } of view.labels) {
      if (where === 'menubar') continue;
      const own = content(text, this.#language);
      if (own.length === 0 || own.length > this.#wanted.length + 3) continue;
      const said = own.filter((t) => this.#wanted.some((w) => this.#same(w, t))).length;
      const all = this.#wanted.every((w) => [...own, ...behind].some((t) => this.#same(w, t)));
      const worth = said / own.length + (where === 'text' ? 0 : CONTROL);
      const whole = said === own.length && this.#wanted.every((w) => own.some((t) => this.#same(w, t)));
      const served = all ? said > 0 && said / own.length >= 0.5 : this.#saysDeed(own, said, view);
      const enough = this.#named ? whole : served;
      if (enough && (best === null || worth > best.worth)) best = { label: text, worth };
    }
    if (!best) return null;
    const way = [...this.#path, best.label].join(' > ');
    return { kind: 'serves', label: best.label, why: `${way} says what is wanted` };
  }

  /** "Send the message": a button that says no more than the deed, in a window that speaks of the rest. */
  #saysDeed(own: readonly Token[], said: number, view: View): boolean {
    const deed = this.#deed;
    if (!deed || said < own.length || view.said === undefined) return false;
    if (DOING.test(deed.text) || !own.some((t) => this.#same(deed, t))) return false;
    const rest = this.#wanted.filter((w) => !own.some((t) => this.#same(w, t)));
    const read = tokens(view.said, this.#language);
    return rest.every((w) => read.some((t) => this.#same(w, t)));
  }

  #opener(view: View, state: string): Extract<Move, { kind: 'open' }> | null {
    const tried = this.#transitions.get(state);
    // What says no more than what was opened is its title.
    const opened = this.#path.flatMap((label) => content(label, this.#language));
    const isTitle = (own: readonly Token[]): boolean =>
      own.length > 0 && own.every((t) => opened.some((o) => this.#same(o, t)));
    let best: { label: Label; score: number } | null = null;
    for (const label of view.labels) {
      const { text, where } = label;
      if (where === 'text' || HARMFUL.test(text) || tried?.has(text) || this.#path.includes(text) || !leadsOn(label))
        continue;
      if (isTitle(content(text, this.#language))) continue;
      const near = this.#nearness(text);
      const score = Math.max(likely(text, this.#goal), near);
      // In a menu only what is relevant; of a menu bar every entry may be looked into.
      if (score < (where === 'menubar' ? 0.05 : 0.25)) continue;
      if (best === null || score > best.score) best = { label, score };
    }
    if (!best) return null;
    const { text, where } = best.label;
    const dialog = /(?:…|\.\.\.)$/.test(text) || isSettings(text);
    const by = where === 'menu' && !dialog ? 'hover' : 'click';
    return { kind: 'open', label: text, by, why: `${text} may lead to it` };
  }

  /** Share of the goal's words that a label says. */
  #nearness(text: string): number {
    if (this.#wanted.length === 0) return 0;
    const own = content(text, this.#language);
    return this.#wanted.filter((w) => own.some((t) => this.#same(w, t))).length / this.#wanted.length;
  }

  #same(a: Token, b: Token): boolean {
    return wordLikeness(a, b, this.#language) >= SAME || (a.kind === 'word' && asRead(a.text) === asRead(b.text));
  }
}

/** Menus, submenus, dialogs and pages of dialogs; on a window itself only what has a name for it. */
const leadsOn = ({ text, where }: Label): boolean =>
  where === 'menubar' || where === 'menu' || isPlace(text) || (where === 'window' && isMenuName(text));

/** What a phrase is about: without little words and without what is to be done with it. */
function content(text: string, language: Language): Token[] {
  const all = tokens(text.replace(/(?:…|\.\.\.)$/, ''), language).filter((t) => t.kind !== 'sign' && t.weight >= 0.3);
  const about = all.filter((t) => !DOING.test(t.text) && !THING.test(t.text));
  return about.length > 0 ? about : all;
}

function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const both = [...a].filter((l) => b.has(l)).length;
  const all = a.size + b.size - both;
  return all === 0 ? 1 : both / all;
}
