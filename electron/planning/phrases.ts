/** Cleans the words of a target, tells applications from parts of a window, and resolves pronouns. */
import type { Intent } from '../protocol/intent.ts';
import { APPS } from './lexicon/apps.ts';
import type { Context } from './context.ts';

export const ask = (question: string): Intent[] => [{ do: 'ask', question }];
export const unsupported = (): Intent[] => [{ do: 'unsupported', reason: 'goal_level' }];

export const stripArticle = (s: string, ctx: Context): string => {
  const t = s.trim();
  // "My account" in the middle of a sentence is a label.
  if (/^(?:My|Your|This|That|Our) \p{Ll}/u.test(t)) return t;
  const out = t.replace(ctx.lex.articles, '').trim();
  return out === '' ? t : out;
};

/** A target as it is kept: the user's words without leading article, quotes and closing punctuation. */
export function cleanTarget(s: string, ctx: Context): string {
  let t = s.trim();
  if (!/^[^\p{L}\p{N}\uE000-\uF8FF]+$/u.test(t)) t = t.replace(/[\s,;:!.…。，；：！]+$/u, '').replace(/^[\s,;:]+/u, '');
  t = t.replace(/(?<=[\p{L}\uE000-\uF8FF])\s*\?+$/u, '');
  t = stripArticle(t, ctx);
  // An article before the quotes is the person's, one inside them belongs to the label.
  t = ctx.literals.plain(t).replace(/\s+/g, ' ').trim();
  return t.length > 1 ? t.replace(/(?:…|\.\.\.)$/u, '').trim() : t;
}

/** App and window names also lose "app", "window" and the like at the end. */
export function cleanWindow(s: string, ctx: Context): string {
  const t = cleanTarget(s, ctx).replace(/^(?:window|app|tab) (?:titled|called|named|with the title) (?=\S)/i, '');
  return (
    t
      .replace(/\s+(?:app|application|program|window|programm|anwendung|fenster|app)$/iu, '')
      .replace(
        /^(?:programm|anwendung|fenster|programa|aplicación|ventana(?: de)?|application|logiciel|fenêtre(?: de)?)\s+(?=\S)/iu,
        '',
      )
      .replace(/(?<=.)(?:应用程序|应用|程序|窗口|软件)$/u, '') || t
  );
}

/** True when the phrase names a program rather than a part of a window. */
export function isApp(phrase: string, ctx: Context): boolean {
  const raw = phrase.trim();
  const hadArticle = ctx.lex.articles.test(raw);
  const plain = cleanTarget(raw, ctx);
  const lower = plain.toLowerCase();
  if (AMBIGUOUS.has(lower) ? !hadArticle : APPS.has(lower) || APPS.has(cleanWindow(raw, ctx).toLowerCase()))
    return true;
  if (
    /\b(?:app|application|program|programm|anwendung)$/i.test(lower) ||
    /(?:应用程序|应用|程序|窗口|软件)$/u.test(lower)
  )
    return true;
  if (/^(?!.*\b(?:this|current|new|same)\b).*\S\s(?:window|fenster)$/i.test(lower)) return true;
  if (hadArticle || ctx.lex.fieldNoun.test(plain) || ctx.lex.menuNoun.test(plain) || NOT_APP.test(lower)) return false;
  // A proper name without an article: "in LibreOffice Writer".
  return /^(?:\p{Lu}[\p{L}\d+.&'-]*)(?:\s+(?:\p{Lu}[\p{L}\d+.&'-]*|\d[\d.]*))*$/u.test(plain);
}

/** Programs whose names are ordinary words: with an article they are something on the screen. */
const AMBIGUOUS = new Set(
  'notes|messages|contacts|mail|calendar|pages|numbers|music|photos|maps|clock|preview|settings|preferences|word|writer|paint|reminders|stocks|signal|element|sketch|notion|editor|explorer|edge|zoom'.split(
    '|',
  ),
);

const NOT_APP =
  /\b(?:dialog|dialogue|sidebar|toolbar|bar|panel|pane|section|page|tab|row|column|cell|list|table|folder|tray|corner|form|grid|popup|pop-up|group|area|dock|taskbar|title|name|subject|line|mode|order|view|header|footer|banner|desktop|screen|menu|ribbon|wizard|sheet|[a-z]{1,2}\d+)$/i;

/**
 * The target a phrase means. Pronouns become the phrase they stand for; null when they stand for nothing that was
 * named, or when the phrase names no particular thing.
 */
export function resolveTarget(s: string, ctx: Context): string | null {
  const cleaned = cleanTarget(s, ctx);
  if (ctx.literals.only(s)) return cleaned === '' ? null : cleaned;
  // "click on the": the name was forgotten.
  if (/^(?:|the|an)$/i.test(cleaned)) return null;
  if (ctx.lex.pronoun.test(s.trim())) return ctx.lastTarget ?? ctx.lastWindow;
  const named = s.trim() !== cleaned || /^(?:it|this|that)$/i.test(cleaned);
  // A capitalised word without an article is a label: "click File".
  const label = /^\p{Lu}/u.test(s.trim()) && s.trim() === cleaned;
  if (!label && ctx.lex.vague.test(cleaned)) {
    // "the button" after "the Play button" is that one.
    const last = ctx.lastTarget;
    if (named && last?.toLowerCase().endsWith(` ${cleaned.toLowerCase()}`)) return last;
    return null;
  }
  const one = /^(?<which>.+) ones?$/i.exec(cleaned)?.groups;
  if (one) {
    const noun = /^(?:.*?\s)??(?<noun>\S+?)(?=\s(?:in|on|at|under|next|below|above|of|from|to|for|with)\s|$)/i.exec(
      ctx.lastTarget ?? '',
    )?.groups?.['noun'];
    return noun === undefined ? null : withPlace(`${one['which'] ?? ''} ${noun}`, ctx);
  }
  return withPlace(cleaned, ctx);
}

/** Adds the place named before ("In the Save dialog, …") to a target, once. */
export function withPlace(target: string, ctx: Context): string {
  const place = ctx.place;
  if (!place) return target;
  ctx.place = null;
  const where = `${place.preposition} ${place.phrase}`;
  return ctx.lex.code === 'zh' ? `${place.phrase}里的${target}` : `${target} ${where}`;
}

/** True for "the Size dropdown" and "the dropdown labelled Size". */
export const namesMenu = (phrase: string, ctx: Context): boolean =>
  ctx.lex.menuNoun.test(phrase) ||
  (ctx.lex.code === 'en' &&
    ctx.lex.menuNoun.test(
      phrase.split(/\s(?:labell?ed|called|named|titled|that says|for|next to|beside|under|above|below)\s/i)[0] ?? '',
    ));

/** Splits "File > Save As", "Tools → Options", "View / Zoom" into its parts; null when it is no path. */
export function menuPath(s: string): string[] | null {
  const t = s.trim();
  let parts = t.split(/\s*(?:>>?|→|›|»|➔|➜|⟶|▸|►|⇒|->|=>|-->)\s*|\s+[/|\\]\s+/u);
  if (parts.length === 1 && /^[\p{L} …]+(?:\/[\p{L}\d %….]+)+$/u.test(t) && MENU_ROOT.test(t)) parts = t.split('/');
  parts = parts.map((p) => p.trim());
  return parts.length > 1 && parts.every((p) => p !== '' && p.length < 80) ? parts : null;
}
/** "View", "File": a menu by its usual name. */
export const isMenuRoot = (phrase: string): boolean => /^\p{Lu}/u.test(phrase) && MENU_ROOT.test(`${phrase}/`);
const MENU_ROOT =
  /^(?:file|edit|view|insert|format|tools|window|help|table|data|history|bookmarks|go|settings|options|image|layer|select|filter|datei|bearbeiten|ansicht|archivo|editar|ver|fichier|édition|affichage)\//i;
