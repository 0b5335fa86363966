/** What one compilation remembers from clause to clause: the literals, the steps so far, and what "it" may mean. */
import type { Intent } from '../protocol/intent.ts';
import type { KeyNames } from './keys.ts';
import type { Literals } from './literals.ts';
import type { NumberWords } from './numbers.ts';

/** Named groups of the pattern that matched. */
export type Groups = Readonly<Record<string, string | undefined>>;
/** Makes the steps of one clause; null lets the next rule try. */
export type Builder = (groups: Groups, context: Context) => Intent[] | null;

/** The clause patterns of a language. */
export interface Rules {
  /** The steps of a clause, or null when no pattern makes any. */
  build(text: string, ctx: Context): Intent[] | null;
}

/** Everything that is particular to one language. */
export interface Lexicon {
  readonly code: string;
  /** Where clauses may be divided; global. */
  readonly separator: RegExp;
  /** Tested on a separator: true when it divides whatever follows. */
  readonly strong: RegExp;
  /** Tested on the rest of a sentence: an instruction starts here. */
  readonly start: RegExp;
  /** Verbs at which a clause divides even without a separator, with the space before them. */
  readonly bareStart: RegExp | null;
  /** Tested on a clause: it types text, which ends at instructions only. */
  readonly typing: RegExp;
  /** Politeness and fillers at the beginning and end of a clause. */
  readonly lead: RegExp;
  readonly tail: RegExp;
  readonly articles: RegExp;
  /** Turns another form of an instruction into the imperative the rules are written for. */
  readonly imperative?: (clause: string) => string;
  /** "Log in by clicking X": the instruction that says how, or null. English has rules of its own. */
  readonly means?: (clause: string) => string | null;
  readonly numbers: NumberWords;
  readonly keys: KeyNames;
  readonly pronoun: RegExp;
  /** Targets that name no particular thing. */
  readonly vague: RegExp;
  readonly fieldNoun: RegExp;
  readonly menuNoun: RegExp;
  /** "in", "into", …: what may stand between a text and its field, as a regular expression source. */
  readonly into: string;
  /** "N times" at the end of a clause, with group `n`. */
  readonly timesSuffix: RegExp;
  /** "dreimal", "tres veces" after the verb: groups `head`, `n`, `rest`. */
  readonly timesInfix?: RegExp;
  /** "again", "once more" at the end of a clause. */
  readonly againSuffix: RegExp;
  /** "so that it opens in a tab" at the end of a clause. */
  readonly purpose: RegExp;
  /** "in X" before an instruction, group `phrase`. */
  readonly inPrefix: RegExp;
  /** "in X" as a clause of its own, groups `prep` and `phrase`. */
  readonly placeOnly: RegExp;
  readonly rules: Rules;
}

/** A place named before the instruction it belongs to: "In the Save dialog, …". */
export interface Place {
  readonly preposition: string;
  readonly phrase: string;
}

/** After a search "it" is what was looked for. */
const SEARCHES = /^(?:search box|Suchfeld|cuadro de búsqueda|champ de recherche|搜索框)$/;

export class Context {
  readonly lex: Lexicon;
  readonly literals: Literals;
  /** Shortcuts use cmd instead of ctrl. */
  readonly mac: boolean;
  readonly steps: Intent[] = [];
  /** Index in `steps` where the sentence began. */
  sentenceAt = 0;
  /** The steps of the clause before, and its words. */
  previous: readonly Intent[] = [];
  previousClause = '';
  /** The clause whose verb a clause without one borrows. */
  objectOf = '';
  previousSentenceAt = 0;
  lastTarget: string | null = null;
  lastWindow: string | null = null;
  place: Place | null = null;
  /** The folder that was made last: "and open it". */
  madeFolder: string | null = null;
  /** A colon follows the clause. */
  opensList = false;
  /** "Repeat 3 times:" waits for the end of its sentence. */
  loop: { readonly times: number; readonly at: number } | null = null;
  /** "Before closing X, …": done after the next clause. */
  deferred: readonly Intent[] | null = null;
  #before: { steps: readonly Intent[]; target: string | null; window: string | null } | null = null;

  constructor(lex: Lexicon, literals: Literals, mac: boolean) {
    this.lex = lex;
    this.literals = literals;
    this.mac = mac;
  }

  get last(): Intent | undefined {
    return this.steps.at(-1);
  }

  /** The command key of the platform the request is about. */
  get command(): 'ctrl' | 'cmd' {
    return this.mac ? 'cmd' : 'ctrl';
  }

  /** Remembers the plan before a clause, for a correction of it. */
  snapshot(): void {
    this.objectOf = this.previousClause;
    this.#before = { steps: [...this.steps], target: this.lastTarget, window: this.lastWindow };
  }
  /** Takes back the clause before. */
  rollBack(): void {
    if (!this.#before) return;
    this.steps.splice(0, this.steps.length, ...this.#before.steps);
    this.lastTarget = this.#before.target;
    this.lastWindow = this.#before.window;
  }

  /** Notes what the steps were about, for pronouns. */
  remember(steps: readonly Intent[]): void {
    for (const s of steps) {
      if (s.do === 'click' || s.do === 'hover' || s.do === 'wait_for') this.lastTarget = s.target;
      else if (s.do === 'type' && s.submit === true && SEARCHES.test(s.target ?? '')) this.lastTarget = s.text;
      else if ((s.do === 'type' || s.do === 'read' || s.do === 'scroll') && s.target !== undefined)
        this.lastTarget = s.target;
      else if (s.do === 'drag') this.lastTarget = s.from;
      else if (s.do === 'open_app' || s.do === 'focus_window' || (s.do === 'close_window' && s.window !== undefined)) {
        // "it" is the window now.
        this.lastWindow = s.do === 'open_app' ? s.app : (s.window ?? null);
        this.lastTarget = null;
      } else if (s.do === 'open_path') this.lastTarget = s.path;
      else if (s.do === 'repeat') this.remember(s.steps);
    }
  }
}
