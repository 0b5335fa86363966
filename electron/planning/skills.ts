/** Standard skills: short requests that mean the same few keys in every application. */
import type { Intent } from '../protocol/intent.ts';
import { click, hotkey, keysOf } from './builders.ts';
import { FILE_NAME } from './opening.ts';
import type { Builder, Context } from './context.ts';
import { ask, cleanTarget, resolveTarget, unsupported } from './phrases.ts';
import { LABEL, textOf } from './typing.ts';

const submit = (text: string, target?: string): Intent => ({
  do: 'type',
  text,
  ...(target === undefined ? {} : { target }),
  submit: true,
});

/** Judgement in what is looked for: "the cheapest flight", "a good restaurant". */
const JUDGED =
  /^(?:the\s+(?:cheapest|best|nearest|closest|latest|newest)|(?:a|an|some|any)\s+(?:good|nice|cheap|suitable|better|decent)\b)/i;

/** "save as N". */
export const saveAs: Builder = (g, ctx) => {
  // Where it is saved is the dialog's business: "as a.png on the desktop".
  const text = textOf((g['text'] ?? '').replace(/(?<=\.\w{1,5})\s+(?:on|in|to|into)\s+(?:the|my)\s.*$/i, ''), ctx);
  return text === null ? ask('Under which name should I save it?') : [hotkey(ctx.command, 'shift', 's'), submit(text)];
};

export const newFolder: Builder = (g, ctx) => {
  const text = g['text'] === undefined ? null : textOf(g['text'], ctx);
  const open = hotkey(ctx.command, 'shift', 'n');
  if (text === null) return [open];
  ctx.madeFolder = text;
  return [open, submit(text)];
};

const field = (s: string, ctx: Context): string | null => resolveTarget(s, ctx);
const NOTHING = 'Which field do you mean?';

/** "copy X": the whole content of a field, or a file; "copy X into Y" also pastes it. */
export const copyField: Builder = (g, ctx) => {
  const from = field(g['from'] ?? '', ctx);
  if (from === null) return ask(NOTHING);
  // Select All beside a file would take every file of its folder.
  const file = isFile(from) && !ctx.lex.fieldNoun.test(g['to'] ?? '');
  const take = hotkey(ctx.command, g['cut'] === undefined ? 'c' : 'x');
  const steps: Intent[] = file ? [click(from), take] : [click(from), hotkey(ctx.command, 'a'), take];
  if (g['to'] === undefined) return steps;
  const to = field(g['to'], ctx);
  if (to === null) return ask(NOTHING);
  return [...steps, { ...click(to), ...(file ? { count: 2 as const } : {}) }, hotkey(ctx.command, 'v')];
};

const FILE_WORD = /^(?:file|datei|archivo|fichier|文件)\s*(?=\S)/iu;
const isFile = (target: string): boolean => FILE_NAME.test(target.replace(FILE_WORD, ''));

export const pasteInto: Builder = (g, ctx) => {
  const to = field(g['to'] ?? '', ctx);
  return to === null ? [hotkey(ctx.command, 'v')] : [click(to), hotkey(ctx.command, 'v')];
};

export const clearField: Builder = (g, ctx) => {
  const target = field(g['target'] ?? '', ctx);
  if (target === null) return ask(NOTHING);
  // A folder is opened first: Select All beside it would take everything around it.
  return [
    FOLDER.test(target) ? click(target, { count: 2 }) : click(target),
    hotkey(ctx.command, 'a'),
    hotkey('delete'),
  ];
};
const FOLDER = /(?:^|\s)(?:folder|directory|trash(?: can)?|bin)$/i;

export const replaceField: Builder = (g, ctx) => {
  const target = field(g['target'] ?? '', ctx);
  const text = textOf(g['text'] ?? '', ctx);
  if (target === null || text === null) return ask(NOTHING);
  // Words of a document, not a field: Select All would replace the whole document.
  if (ctx.literals.only(g['target'] ?? '')?.kind === 'quote' || /^(?:all|every)\s/i.test(g['target'] ?? ''))
    return unsupported();
  return [click(target), hotkey(ctx.command, 'a'), { do: 'type', text }];
};

export const findText: Builder = (g, ctx) => {
  const phrase = g['text'] ?? '';
  if (JUDGED.test(phrase)) return unsupported();
  const text = /^(?:it|this|that|them|something)$/i.test(phrase.trim()) ? null : textOf(phrase, ctx);
  return text === null ? ask('What should I look for?') : [hotkey(ctx.command, 'f'), submit(text)];
};

export const searchFor: Builder = (g, ctx) => {
  const phrase = g['text'] ?? '';
  if (JUDGED.test(phrase)) return unsupported();
  const text = /^(?:it|this|that|them|something)$/i.test(phrase.trim()) ? null : textOf(phrase, ctx);
  if (text === null) return ask('What should I search for?');
  const where = g['target'] === undefined ? null : resolveTarget(g['target'], ctx);
  if (where !== null) return [submit(text, where)];
  const place = ctx.place;
  if (place && ctx.lex.fieldNoun.test(place.phrase)) {
    ctx.place = null;
    return [submit(text, cleanTarget(place.phrase, ctx))];
  }
  // Right after the search box was clicked, it has the focus.
  const last = ctx.last;
  if (
    last?.do === 'click' &&
    ctx.lex.fieldNoun.test(last.target) &&
    /search|such|buscar|búsqueda|recherche|搜索/i.test(last.target)
  )
    return [submit(text)];
  return [submit(text, SEARCH_BOX[ctx.lex.code] ?? 'search box')];
};
const SEARCH_BOX: Readonly<Record<string, string>> = {
  en: 'search box',
  de: 'Suchfeld',
  es: 'cuadro de búsqueda',
  fr: 'champ de recherche',
  zh: '搜索框',
};

/** "delete X", "rename X to Y". */
export const deleteThing: Builder = (g, ctx) => {
  const phrase = (g['target'] ?? '').trim();
  if (phrase === '' || ctx.lex.pronoun.test(phrase)) {
    const clicked = ctx.last?.do === 'click' || (ctx.last?.do === 'hotkey' && ctx.last.keys.at(-1) === 'a');
    if (clicked) return [hotkey('delete')];
    return ctx.lastTarget === null ? ask('What should I delete?') : [click(ctx.lastTarget), hotkey('delete')];
  }
  const target = resolveTarget(phrase, ctx);
  return target === null ? ask('What should I delete?') : [click(target), hotkey('delete')];
};
export const renameThing: Builder = (g, ctx) => {
  const target = resolveTarget(g['target'] ?? '', ctx);
  const text = textOf(g['text'] ?? '', ctx);
  return target === null || text === null
    ? ask('What should I rename, and to what?')
    : [click(target), hotkey('f2'), submit(text)];
};

/** "set Y to X", "change Y to X": a number or quoted text is typed, a name is chosen. */
export const setTo: Builder = (g, ctx) => {
  const all = (g['value'] ?? '').split(/\s*,\s*(?:and\s+)?|\s+and\s+/i);
  if (all.length > 1 && all.slice(1).every((p) => /\S\s+to\s+\S/i.test(p))) {
    const pairs = all.slice(1).map((p) => /^(?<target>.+?)\s+to\s+(?<value>.+)$/i.exec(p)?.groups ?? {});
    return [{ ...g, value: all[0] }, ...pairs].flatMap((p) => setTo({ change: g['change'], ...p }, ctx) ?? []);
  }
  const target = resolveTarget(g['target'] ?? '', ctx);
  const value = g['value'] ?? '';
  if (target === null) return ask(NOTHING);
  if (/\b(?:slider|regler|knob|dial)$/i.test(target))
    return [{ do: 'drag', from: target, to: cleanTarget(value, ctx) }];
  const menu = ctx.lex.menuNoun.test(target);
  const field = ctx.lex.fieldNoun.test(target) || LABEL.test(target);
  if (!menu && (field || /^\d/.test(value.trim()))) {
    if (g['change'] !== undefined && field) return replaceField({ target: g['target'], text: value }, ctx);
    const text = textOf(value, ctx);
    return text === null ? ask('To what?') : [{ do: 'type', text, target }];
  }
  if (keysOf(value, ctx) && !menu) return null;
  return [click(target), click(cleanTarget(value, ctx))];
};

/** "replace everything with T". */
export const replaceAll: Builder = (g, ctx) => {
  const text = textOf(g['text'] ?? '', ctx);
  return text === null ? ask('With what?') : [hotkey(ctx.command, 'a'), { do: 'type', text }];
};
