/**
 * The planner for goals and instructions together: what the compiler reads is done as it was said, what it cannot lay
 * out is looked for among the playbooks, whole or clause by clause.
 *
 * The screen decides among the ways of a playbook, and whether it stands before the compiler: with a program in front
 * that a playbook knows, its way is better than the general one. Errs towards refusing: one clause that nobody knows
 * makes the whole task unsupported.
 */
import { isDeepStrictEqual } from 'node:util';
import type { WindowInfo } from '../protocol/frame.ts';
import type { Intent, Plan } from '../protocol/intent.ts';
import { byClipboard, isClipboard } from './clipboard.ts';
import { checkTask, compile, warmUp } from './compile.ts';
import { fromDropDowns } from './drop-downs.ts';
import { lexiconFor } from './language.ts';
import { protect } from './literals.ts';
import type { Literals } from './literals.ts';
import { isOneOf, KIND_NAMES, named, recognise, toOpen } from './playbooks/applications.ts';
import type { Recognised } from './playbooks/applications.ts';
import { fill, missingValue, wayFor, withDefaults } from './playbooks/fill.ts';
import { findPlaybooks } from './playbooks/find.ts';
import type { Match } from './playbooks/find.ts';
import type { PlaybookLibrary } from './playbooks/library.ts';
import { placeIn } from './playbooks/place.ts';
import type { Platform } from './playbooks/schema.ts';
import { WordSimilarity } from './playbooks/similarity.ts';
import type { Similarity } from './playbooks/similarity.ts';
import type { Planner, PlanRequest } from './planner.ts';
import { isGoal, needsJudgement } from './refuse.ts';
import { isBehindMenu, seekable } from './reactive/seekable.ts';
import { segment } from './segment.ts';
import { atTextPlaces } from './text-places.ts';

/**
 * A match this good, with a way of its own for the program in front, stands before what the compiler reads: where the
 * words say an action on a control, only one that is nearly the same; where they name a goal, any.
 */
const BETTER_THAN_COMPILED = { explicit: 0.92, goal: 0.76 } as const;
/** Verbs that say what to do with a control, not what shall come of it. */
const EXPLICIT =
  /^\W*(?:(?:please|now|then|just|bitte|por favor|s'il te plaît)\W+)?(?:(?:double|right|left|middle|triple|shift|ctrl)[- ]?)?(?:click|press|hit|tap|type|scroll|drag|hover|select|choose|pick|tick|untick|hold|wait|klick|drück|tipp|scroll|zieh|wähl|warte|haz clic|pulsa|escribe|arrastra|selecciona|elige|espera|clique|appuie|tape|glisse|sélectionne|choisis|attends|点击|单击|双击|右键|按下?|输入|滚动|拖动|选择|等待)/iu;
/** What may as well be a setting of the program in front, whatever other programs know by that name. */
const SETS =
  /^\W*(?:please\W+)?(?:set|change|turn|switch|enable|disable|activate|deactivate|increase|decrease|adjust)\b/i;
/** `File > Save As`: the way is said, and no other is taken. */
const MENU_PATH = /\p{L}[…\s]*(?:>|→|▸)\s*\p{L}/u;
const isExplicit = (words: string): boolean => EXPLICIT.test(words) || MENU_PATH.test(words);
const betterThanCompiled = (words: string): number =>
  isExplicit(words) ? BETTER_THAN_COMPILED.explicit : BETTER_THAN_COMPILED.goal;
/** A match this good leaves no word of the request unaccounted for. */
const NEARLY_THE_SAME = 0.92;
/** From here on the words are those of the playbook, with nothing said in another way. */
const JUST_THAT = 0.95;
/** More playbooks than this are not looked at in detail: the best few are near each other. */
const CANDIDATES = 5;

export interface GoalPlannerParts {
  /** Asked for when it is first needed: most instructions need no playbook. */
  readonly library: () => PlaybookLibrary;
  readonly similarity?: Similarity;
  readonly platform?: Platform;
}

/** What is in front and open; null when nothing is known of the screen. */
type Windows = readonly WindowInfo[] | null;

interface Laid {
  readonly steps: readonly Intent[];
  readonly source: string;
  readonly score: number;
  /** The way was made for the program in front. */
  readonly particular: boolean;
  /** It is for a program that is not open: keys sent to another one would do something else. */
  readonly elsewhere?: boolean;
}

export const platformHere = (): Platform =>
  process.platform === 'win32' ? 'windows' : process.platform === 'darwin' ? 'macos' : 'linux';

export class GoalPlanner implements Planner {
  readonly name = 'auto';
  readonly #open: () => PlaybookLibrary;
  #opened: PlaybookLibrary | null = null;
  readonly #similarity: Similarity;
  readonly #platform: Platform;

  constructor(parts: GoalPlannerParts) {
    this.#open = parts.library;
    this.#similarity = parts.similarity ?? new WordSimilarity();
    this.#platform = parts.platform ?? platformHere();
  }

  get #library(): PlaybookLibrary {
    return (this.#opened ??= this.#open());
  }

  /** The patterns of instructions, the library, and the words of its phrases. */
  warmUp(): void {
    warmUp();
    this.planNow('turn the page upside down and put it away');
  }

  plan(request: PlanRequest): Promise<Plan> {
    try {
      request.signal?.throwIfAborted();
      return Promise.resolve(this.planNow(request.task, request.windows ?? request.screen?.windows ?? null));
    } catch (e) {
      return Promise.reject(e instanceof Error ? e : new Error(String(e)));
    }
  }

  /** @throws SteadyhandError usage/task_empty, usage/task_too_long */
  planNow(task: string, windows: Windows = null): Plan {
    const began = performance.now();
    checkTask(task);
    const { steps, source } = this.#lay(task, windows);
    return { steps, source, ms: performance.now() - began };
  }

  #lay(task: string, windows: Windows): { steps: readonly Intent[]; source: string } {
    const plain = compile(task);
    const compiled = { ...plain, steps: onScreen(plain.steps, task, windows) };
    const { text, literals } = protect(task.normalize('NFC'));
    const known = windows !== null && windows.length > 0;
    if (refused(compiled.steps) === 'no' && (!known || compiled.steps.some(isClipboard))) return compiled;
    const whole = this.#meant(text, literals, windows);
    const parts = this.#clauses(text, literals, windows);
    // What accounts for every clause is better than one playbook that leaves some of them out.
    const best = parts && (whole === null || parts.score > whole.score) ? parts : whole;
    const sure = best !== null && (best === parts || best.score >= betterThanCompiled(text));
    const opens = compiled.steps.some((s) => CHANGES_FRONT.has(s.do));
    if (known && sure && best.particular) return best;
    // Its program is not open: but a control in sight may say just this.
    const sets = SETS.test(text) && refused(compiled.steps) === 'no';
    if (known && sure && best.elsewhere && !opens && !sets) return this.#sought(text) ?? best;
    if (refused(compiled.steps) === 'no')
      return (known && best === null && this.#behindMenu(text, compiled.steps)) || compiled;
    // "Delete the file" without saying which is a question, not a playbook that is merely near.
    const vague = refused(compiled.steps) === 'asks' && best !== null && best !== parts && best.score < JUST_THAT;
    if (best && refused(best.steps) === 'no') return vague ? compiled : best;
    const looked = best?.elsewhere === true ? this.#looked(text, compiled, known) : null;
    return looked ?? best ?? this.#looked(text, compiled, known) ?? compiled;
  }

  /** What nothing is known of is looked for on the screen, where there is one and a single control may serve it. */
  #looked(text: string, compiled: { readonly steps: readonly Intent[] }, known: boolean): Laid | null {
    return known && refused(compiled.steps) === 'unsupported' ? this.#sought(text) : null;
  }

  /** "Hide the toolbar" is not a click on the toolbar. */
  #behindMenu(text: string, steps: readonly Intent[]): Laid | null {
    const [only, more] = steps;
    return more === undefined && only?.do === 'click' && isBehindMenu(text) ? this.#sought(text) : null;
  }

  #sought(text: string): Laid | null {
    const step = seekable(text);
    return step && { steps: [step], source: 'looking', score: 0, particular: false };
  }

  /** Words that ask for a judgement are no playbook's, unless one says nearly the same. */
  #meant(text: string, literals: Literals, windows: Windows): Laid | null {
    const found = this.#lookUp(text, literals, windows);
    return found !== null && found.score < NEARLY_THE_SAME && needsJudgement(text) ? null : found;
  }

  /** The best playbook for words that are one request, as steps; null when none is near enough. */
  #lookUp(text: string, literals: Literals, windows: Windows): Laid | null {
    const { rest, place } = placeIn(text, literals);
    const found = findPlaybooks(rest, literals, this.#library.all(), this.#similarity);
    // "In the terminal" leaves out what is for file managers.
    const fits = (m: Match): boolean => place === null || isFor(m.playbook.needs.app, place);
    const matches = fittingFirst(found.filter(fits), windows).slice(0, CANDIDATES);
    let asked: Laid | null = null;
    let lacking: Laid | null = null;
    for (const match of matches) {
      const laid = this.#layMatch(match, windows, place);
      const only = refused(laid.steps);
      // A better match lacks a value: that is asked for, not something else done.
      if (only === 'no') return asked && asked.score > laid.score ? asked : laid;
      if (only === 'asks') asked ??= laid;
      else lacking ??= laid;
      // A question for the playbook that was meant is better than the steps of one that is merely near.
      if (match.score >= 0.95) break;
    }
    return asked ?? lacking;
  }

  #layMatch(match: Match, windows: Windows, place: string | null): Laid {
    const { playbook } = match;
    const source = `playbook:${playbook.id}`;
    const answer = (steps: readonly Intent[], particular = false): Laid => ({
      steps,
      source,
      score: match.score,
      particular,
    });
    const values = withDefaults(playbook, match.values);
    const { platform: platforms } = playbook.needs;
    if (platforms && !platforms.includes(this.#platform)) return answer([unsupported('not_on_this_system')]);
    const lead = this.#bringToFront(playbook.needs, windows, place);
    if (lead === null) return { ...answer([unsupported(needsOpen(playbook.needs.app ?? []))]), elsewhere: true };
    const around = { platform: this.#platform, front: lead.front, library: this.#library };
    const way = wayFor(playbook, values, around);
    if (!way) return answer([unsupported('not_in_this_application')]);
    const missing = missingValue(playbook, values);
    if (missing) return answer([{ do: 'ask', question: missing.question }]);
    const steps = fill(way, values, around);
    if (steps.length === 0) return answer([unsupported('nothing_to_do')]);
    const particular = lead.front !== null && (way.app !== undefined || playbook.needs.app !== undefined);
    return answer([...lead.steps, ...steps], particular);
  }

  /** What has to come first so that the right program is in front; null when it is not open and cannot be opened. */
  #bringToFront(
    needs: { readonly app?: readonly string[] | undefined; readonly opens?: string | undefined },
    windows: Windows,
    place: string | null,
  ): { steps: Intent[]; front: Recognised | null } | null {
    const wanted = place !== null ? [place] : needs.app;
    if (windows === null || windows.length === 0) {
      const opens = needs.opens ?? (place === null ? undefined : toOpen(place));
      const steps: Intent[] = needs.opens !== undefined && opens !== undefined ? [{ do: 'open_app', app: opens }] : [];
      if (place !== null && needs.opens === undefined) steps.push({ do: 'focus_window', window: toOpen(place) });
      return { steps, front: null };
    }
    const inFront = inFrontOf(windows);
    if (wanted === undefined) return { steps: [], front: inFront };
    if (inFront && isOneOf(inFront, wanted)) return { steps: [], front: inFront };
    const other = windows.find((w) => w.transientFor === null && isOneOf(recognise(w), wanted));
    if (other) return { steps: [{ do: 'focus_window', window: other.title }], front: recognise(other) };
    if (needs.opens === undefined) return null;
    return { steps: [{ do: 'open_app', app: needs.opens }], front: { id: '', kinds: [...wanted] } };
  }

  /** Every clause by a playbook or by the compiler; null when one of them is understood by neither. */
  #clauses(text: string, literals: Literals, windows: Windows): Laid | null {
    const clauses = segment(text, lexiconFor(text));
    if (clauses.length < 2 || clauses.length > 8 || clauses.some((c) => c.correction)) return null;
    const steps: Intent[] = [];
    const sources: string[] = [];
    let [particular, least] = [false, 1];
    let now = windows;
    // One instruction among them and all are taken as instructions.
    const explicit = clauses.some((c) => isExplicit(c.text));
    const enough = (words: string): number => (explicit ? BETTER_THAN_COMPILED.explicit : betterThanCompiled(words));
    for (const { text: clause } of clauses) {
      const said = literals.raw(clause);
      const compiled = onScreen(compile(said).steps, said, now);
      // The clipboard is nobody's folder.
      const found = compiled.some(isClipboard) ? null : this.#meant(clause, literals, now);
      if (found === null && needsJudgement(clause)) return null;
      // Its keys would go to a program they are not meant for, unless the task itself has opened the right one.
      const astray = found?.elsewhere === true && found.score >= enough(clause);
      if (astray && !steps.some((s) => CHANGES_FRONT.has(s.do))) return found;
      const good = found !== null && refused(found.steps) === 'no';
      const better = found?.particular === true && found.score >= enough(clause) && !MENU_PATH.test(clause);
      const playbook = good && (refused(compiled) !== 'no' || better);
      // "… and register": a button that says so is looked for when it comes to that.
      const sought = now !== null && found === null && !isGoal(clause) ? seekable(clause) : null;
      if (!playbook && refused(compiled) !== 'no' && sought === null) return null;
      const looks = !playbook && refused(compiled) !== 'no' && sought !== null;
      const taken = playbook ? found.steps : looks ? [sought] : compiled;
      steps.push(...withoutRepeated(steps.at(-1), taken));
      // What comes next says which window it needs.
      if (taken.some((s) => CHANGES_FRONT.has(s.do))) now = now?.map((w) => ({ ...w, active: false })) ?? null;
      if (looks) sources.push('looking');
      if (!playbook) continue;
      sources.push(found.source.slice('playbook:'.length));
      particular ||= found.particular;
      least = Math.min(least, found.score);
    }
    if (sources.length === 0) return null;
    const names = [...new Set(sources)];
    const source = names.join() === 'looking' ? 'looking' : `playbook:${names.join('+')}`;
    return { steps, source, score: least, particular };
  }
}

/** Instructions as they are carried out on a screen that is there; without one they stay as they were said. */
const onScreen = (compiled: readonly Intent[], words: string, windows: Windows): readonly Intent[] => {
  const steps = byClipboard(compiled, words);
  return windows === null || windows.length === 0
    ? steps
    : fromDropDowns(atTextPlaces(steps, words, inFrontOf(windows)), words);
};

/** What was just opened is not opened again, what was just read is not read again. */
function withoutRepeated(last: Intent | undefined, next: readonly Intent[]): readonly Intent[] {
  const [first] = next;
  const again = (last?.do === 'open_app' || last?.do === 'read') && isDeepStrictEqual(last, first);
  return again ? next.slice(1) : next;
}

/** The program in front; a dialog is its program's. */
function inFrontOf(windows: readonly WindowInfo[]): Recognised | null {
  const front = windows.find((w) => w.active);
  const main = front && (windows.find((w) => w.id === front.transientFor) ?? front);
  return main ? recognise(main) : null;
}

const isFor = (apps: readonly string[] | undefined, place: string): boolean =>
  apps === undefined || apps.some((app) => isOneOf(named(place), [app]) || isOneOf(named(app), [place]));

/** How much better a match for another program has to be than one for the program in front. */
const IN_FRONT = 0.16;

/** "Go to the folder x" means the terminal when that is in front. */
function fittingFirst(matches: readonly Match[], windows: Windows): Match[] {
  const front = windows && inFrontOf(windows);
  const worth = (m: Match): number =>
    m.score + (front && m.playbook.needs.app && isOneOf(front, m.playbook.needs.app) ? IN_FRONT : 0);
  return [...matches].sort((a, b) => worth(b) - worth(a));
}

/** Steps after which another window is in front than before. */
const CHANGES_FRONT: ReadonlySet<Intent['do']> = new Set(['open_app', 'open_url', 'open_path', 'focus_window']);

/** Whether a plan is a question or a refusal. */
function refused(steps: readonly Intent[]): 'no' | 'asks' | 'unsupported' {
  const first = steps[0];
  if (!first || first.do === 'unsupported') return 'unsupported';
  return first.do === 'ask' ? 'asks' : 'no';
}

const unsupported = (reason: string): Intent => ({ do: 'unsupported', reason });

/** `no text editor or word processor is open` */
const needsOpen = (kinds: readonly string[]): string =>
  `no ${kinds.map((k) => KIND_NAMES[k]?.[0] ?? k).join(' or ')} is open`;
