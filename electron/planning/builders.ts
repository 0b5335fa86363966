/**
 * Makes intents from the parts a pattern found. One function for each kind of instruction, the same for every language.
 *
 * Errs towards asking: a target that names nothing becomes a question, never a guess.
 */
import type { Intent } from '../protocol/intent.ts';
import type { Builder, Context } from './context.ts';
import { isModifier, KEY_SIGNS, parseChords } from './keys.ts';
import { parseExpression, parseNumber, unitSeconds } from './numbers.ts';
import {
  ask,
  cleanTarget,
  isMenuRoot,
  menuPath,
  namesMenu,
  resolveTarget,
  stripArticle,
  withPlace,
} from './phrases.ts';

type ClickOptions = Partial<Pick<Extract<Intent, { do: 'click' }>, 'button' | 'count' | 'modifiers'>>;

export const click = (target: string, options: ClickOptions = {}): Intent => ({ do: 'click', target, ...options });
export const hotkey = (...keys: string[]): Intent => ({ do: 'hotkey', keys });

const WHICH = 'Which one do you mean?';

/** How freely "and" and "from" divide: ticking takes lists, picking takes a menu. */
export type Choosing = 'no' | 'one' | 'many';

/** One click, or several for "A > B", "A and B", "X from the Y menu". */
export function clicks(phrase: string, ctx: Context, options: ClickOptions = {}, choosing: Choosing = 'no'): Intent[] {
  const path = menuPath(phrase);
  if (path) {
    const container = splitContainer(path.at(-1) ?? '', ctx, choosing);
    const names = container ? [container.container, ...path.slice(0, -1), container.item] : path;
    return names.map((p, i) =>
      click(cleanTarget(p, ctx), i === (options.button === 'right' ? 0 : names.length - 1) ? options : {}),
    );
  }
  const pairs = phrase.split(COMMA_LIST);
  if (pairs.length > 1 && pairs.every((p) => splitContainer(p, ctx, choosing) !== null))
    return pairs.flatMap((p) => clicks(p, ctx, options, choosing));
  const list = splitList(phrase, ctx, choosing);
  if (list) return list.flatMap((p) => clicks(p, ctx, options, choosing));
  const place = ctx.place;
  if (place && (namesMenu(place.phrase, ctx) || (choosing !== 'no' && isMenuRoot(place.phrase)))) {
    ctx.place = null;
    const name = cleanTarget(place.phrase, ctx);
    const container = ctx.lex.vague.test(name) || POPUP.test(name) ? null : name;
    const item = resolveTarget(phrase, ctx);
    if (item === null) return ask(WHICH);
    return container === null ? [click(item, options)] : [click(container), click(item, options)];
  }
  const parts = splitContainer(phrase, ctx, choosing);
  if (parts) {
    const item = cleanTarget(parts.item, ctx);
    if (parts.container === '') return [click(item, options)];
    return [click(withPlace(cleanTarget(parts.container, ctx), ctx)), click(item, options)];
  }
  const target = resolveTarget(phrase, ctx);
  return target === null ? ask(WHICH) : [click(target, options)];
}

/** "X from the Y menu": the item and what has to be opened first; an empty container when it is open already. */
function splitContainer(phrase: string, ctx: Context, choosing: Choosing): { item: string; container: string } | null {
  const m =
    /^(?<item>.+?)\s+(?:from|in|under|inside|on|aus|im|in|unter|del?|en|dans|du|de la|de)\s+(?<container>\S.*)$/iu.exec(
      phrase,
    );
  if (!m?.groups) return null;
  const item = m.groups['item'] ?? '';
  const container = (m.groups['container'] ?? '').trim();
  if (/\b(?:across|away|far|apart|over)$/i.test(item)) return null;
  const from = /\s(?:from|aus|du)\s+\S*$/iu.test(phrase.slice(0, phrase.length - container.length));
  if (!namesMenu(container, ctx) && !(choosing !== 'no' && from)) return null;
  if (/\blist$/i.test(container) && !from) return null;
  if (/\b(?:picker|selector|lista|liste)$/i.test(container) && choosing === 'no') return null;
  const name = cleanTarget(container, ctx);
  return POPUP.test(name) ? { item, container: '' } : { item, container };
}
/** A menu that is open already. */
const POPUP =
  /^(?:the )?(?:context|pop-?up|right-click|shortcut|drop-?down|kontext|contextual)?[\s-]*(?:menu|list|menü|menú|dropdown|drop-down|options?|results?)$/i;

const COMMA_LIST = /\s*(?:,|，|、)\s*(?:(?:and|und|y|et|then)\s+)?|\s+(?:and|und|y|et)\s+/iu;
/** Several targets in one phrase; null when it may be one label such as "Save and Close". */
function splitList(phrase: string, ctx: Context, choosing: Choosing): string[] | null {
  if (/\b(?:between|zwischen|entre)\b/i.test(phrase)) return null;
  const parts = phrase
    .replace(/^(?:both|all (?:three|four|five|six)(?: of)?)\s+(?=.+\sand\s)/i, '')
    .split(COMMA_LIST)
    .map((p) => p.trim())
    .filter((p) => p !== '');
  if (parts.length < 2) return null;
  const ordinals = distributed(parts);
  if (ordinals) return ordinals;
  const commas =
    /[,，、]/.test(phrase) &&
    (/\s(?:and|und|y|et)\s/i.test(phrase) || parts.slice(1).every((p) => /^[\p{Lu}\d\uE000-\uF8FF]/u.test(p)));
  const literals = parts.every((p) => ctx.literals.only(stripArticle(p, ctx)) !== null);
  // "cell A1 and cell C1": the noun said twice.
  const noun = parts[0]?.split(' ')[0];
  const twins = /^\p{Ll}/u.test(noun ?? '') && parts.every((p) => p.includes(' ') && p.split(' ')[0] === noun);
  const articles = parts.slice(1).every((p) => ctx.lex.articles.test(p));
  const plural =
    /^(?<names>.+?)\s+(?<noun>checkbox|box|button|tab|icon|option|switch|toggle|file|photo|row|link)(?:e?s)$/i.exec(
      parts.at(-1) ?? '',
    );
  if (plural?.groups && parts.length === 2) {
    const noun = plural.groups['noun'] ?? '';
    return [`${parts[0] ?? ''} ${noun}`, `${plural.groups['names'] ?? ''} ${noun}`];
  }
  return (commas && parts.length > 1) || literals || articles || twins || choosing === 'many' ? parts : null;
}

const ORDINAL = '(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|\\d+(?:st|nd|rd|th))';
const ORDINALS = new RegExp(`^(?:the )?${ORDINAL}$`, 'i');
const NUMBERED = new RegExp(`^(?<which>(?:the )?${ORDINAL}) (?<noun>\\p{L}+)(?<rest>(?:\\s.*)?)$`, 'iu');

/** "the first, third and fifth files in the list": the noun is said once, for all of them. */
function distributed(parts: readonly string[]): string[] | null {
  const last = NUMBERED.exec(parts.at(-1) ?? '')?.groups;
  if (!last || !parts.slice(0, -1).every((p) => ORDINALS.test(p))) return null;
  const noun = `${(last['noun'] ?? '').replace(/(?<=box|ch|sh)es$|(?<=[^s])s$/, '')}${last['rest'] ?? ''}`;
  return [...parts.slice(0, -1), last['which'] ?? ''].map((which) => `${which} ${noun}`);
}

/** "where it says X", "the place labelled X": the label is the target. */
const WHERE_IT_SAYS =
  /^(?:(?:right )?where (?:it|that) (?:says|reads)|(?:whatever|the (?:one|thing)) (?:that )?(?:says|reads)|(?:the )?(?:place|spot|bit|part) (?:where it says|that says|labelled|labeled|marked))\s+(?=\S)/i;

export const clickRule =
  (options: ClickOptions = {}): Builder =>
  (g, ctx) =>
    clicks((g['target'] ?? '').replace(WHERE_IT_SAYS, ''), ctx, options);
/** Choosing, ticking, turning on: like a click, but lists are always several. */
export const chooseRule: Builder = (g, ctx) => {
  const container = g['container'];
  if (container === undefined) return clicks(g['target'] ?? '', ctx, {}, 'one');
  const item = resolveTarget(g['target'] ?? '', ctx);
  const name = resolveTarget(container, ctx);
  return item === null || name === null ? ask(WHICH) : [click(name), click(item)];
};

/** Ticking and turning on: "and" joins several targets. */
export const tickRule: Builder = (g, ctx) => clicks(g['target'] ?? '', ctx, {}, 'many');

export const modifierClick: Builder = (g, ctx) => {
  const chord = parseChords((g['mods'] ?? '').replace(/[\s+-]+$/, ''), ctx.lex.keys)?.[0];
  if (!chord?.every(isModifier)) return null;
  return clicks(g['target'] ?? '', ctx, { ...(g['double'] ? { count: 2 as const } : {}), modifiers: chord });
};

export const hoverRule: Builder = (g, ctx) => {
  const target = resolveTarget(g['target'] ?? '', ctx);
  return target === null ? ask(WHICH) : [{ do: 'hover', target }];
};

export const dragRule: Builder = (g, ctx) => {
  const start = (g['from'] ?? '')
    .replace(/^from\s+/i, '')
    .replace(/\s+(?:all the way|straight|over|across|from \d\S*)$/i, '');
  const from = resolveTarget(start, ctx);
  // "the second card onto the first one"
  if (from !== null) ctx.lastTarget = from;
  const to = resolveTarget(g['to'] ?? '', ctx);
  return from === null || to === null ? ask('What should I drag, and where to?') : [{ do: 'drag', from, to }];
};

/** A key name is a hotkey, anything else a click. */
export const pressRule: Builder = (g, ctx) => {
  const what = stripArticle(g['target'] ?? '', ctx);
  const chords = ctx.literals.only(what) ? keysOf(ctx.literals.plain(what), ctx) : keysOf(what, ctx);
  if (chords) return chords;
  // "F2 to rename the file": the purpose adds nothing to a key.
  const bare = what.replace(/\s+to\s+\p{Ll}.*$/u, '');
  const keyed = bare === what ? null : keysOf(bare, ctx);
  if (keyed) return keyed;
  return clicks(g['target'] ?? '', ctx);
};

/** The hotkeys a phrase of key names means, or null. */
export function keysOf(phrase: string, ctx: Context): Intent[] | null {
  const bare = stripArticle(phrase, ctx)
    .replace(
      /^(?:keyboard shortcut|key combination|hotkey|keys?|letters?|taste|tecla|touche|combination|shortcut|tastenkombination|combinación|raccourci)\s+(?=\S)/i,
      '',
    )
    .replace(
      /\s*(?:together|at the same time|on (?:the|my|your) keyboard|on the keyboard|gleichzeitig|juntos|(?:key\s+)?(?:combo|combination|shortcut)|(?<!^)keys?)$/i,
      '',
    )
    .replace(/\s+key$/i, '')
    .replace(/(?<=[a-z\d])\s*键$/iu, '')
    .trim();
  const sign = KEY_SIGNS[bare.toLowerCase()];
  if (
    sign !== undefined &&
    (bare !== stripArticle(phrase, ctx).trim() || /^(?:comma|period|(?:back)?slash)$/i.test(bare))
  )
    return [hotkey(sign)];
  const chords = parseChords(bare, ctx.lex.keys);
  return chords ? chords.map((keys) => ({ do: 'hotkey', keys })) : null;
}
export const keysOnly: Builder = (g, ctx) => {
  const keys = keysOf(g['keys'] ?? '', ctx);
  return keys;
};

export const waitRule: Builder = (g, ctx) => {
  const n = g['n'] === undefined || g['n'] === '' ? 1 : parseNumber(g['n'], ctx.lex.numbers);
  const unit = unitSeconds(g['unit'] ?? '');
  if (n === null || unit === null) return null;
  const more =
    g['half'] !== undefined
      ? unit / 2
      : g['n2'] === undefined
        ? 0
        : (parseNumber(g['n2'], ctx.lex.numbers) ?? 0) * (unitSeconds(g['unit2'] ?? '') ?? 1);
  const seconds = Math.round((n * unit + more) * 1000) / 1000;
  return seconds > 86_400 ? ask('That is longer than a day: how long should I wait?') : [{ do: 'wait', seconds }];
};

export const waitForRule =
  (gone: boolean): Builder =>
  (g, ctx) => {
    const phrase = `${g['target'] ?? ''}${g['rest'] ? ` ${g['rest'].trim()}` : ''}`;
    // "the page" is enough to wait for, if not to click.
    const target =
      (gone && ctx.lex.pronoun.test(phrase.trim()) ? passing(ctx) : null) ??
      resolveTarget(phrase, ctx) ??
      (ctx.lex.pronoun.test(phrase.trim()) ? null : cleanTarget(phrase, ctx));
    // "go back, wait for it to load": what is loading is the page.
    if ((target === null || target === '') && !gone && LOADS.has(ctx.last?.do))
      return [{ do: 'wait_for', target: 'page' }];
    if (target === null || target === '') return ask('What should I wait for?');
    return [gone ? { do: 'wait_for', target, gone: true } : { do: 'wait_for', target }];
  };

const LOADS: ReadonlySet<Intent['do'] | undefined> = new Set(['open_url', 'hotkey']);

/** What "it" is when it goes away: what was waited for, else a dialog or the like; never the button that was clicked. */
const passing = (ctx: Context): string | null => {
  const named = ctx.steps.flatMap((s) =>
    'target' in s && s.target !== undefined ? [{ do: s.do, target: s.target }] : [],
  );
  return (
    named.findLast(
      (s) => s.do === 'wait_for' || /\b(?:dialogu?e?|window|pop-?up|bar|spinner|message|banner)$/i.test(s.target),
    )?.target ?? null
  );
};

export const readRule: Builder = (g, ctx) => {
  const what = g['target']?.trim();
  if (what === undefined || what === '' || GENERIC_SCREEN.test(what)) return [{ do: 'read' }];
  // "the value" is enough to read, if not to click.
  const target =
    resolveTarget(what, ctx) ??
    (ctx.lex.pronoun.test(what) || /^(?:something|anything|stuff|here|there)$/i.test(what)
      ? null
      : cleanTarget(what, ctx));
  return target === null ? [{ do: 'read' }] : [{ do: 'read', target }];
};
const GENERIC_SCREEN =
  /^(?:(?:the|this|my|current|whole|entire|der|dem|den|la|el|l['’])\s*)*(?:screen|page|window|view|display|document|bildschirm|seite|pantalla|página|écran|page|屏幕|页面)$/i;

export const computeRule: Builder = (g, ctx) => {
  const text = parseExpression(ctx.literals.plain(g['expr'] ?? ''), ctx.lex.numbers);
  return text === null ? null : [{ do: 'type', text, submit: true }];
};

export const keys =
  (...names: string[]): Builder =>
  (_g, ctx) => [hotkey(...names.map((k) => (k === 'ctrl' ? ctx.command : k)))];
