/**
 * Windows, applications, addresses and files: what to open, close, go to and switch to.
 *
 * Errs towards a click: what is no known program, path or address is something on the screen.
 */
import { click, clicks } from './builders.ts';
import type { Builder, Context, Groups } from './context.ts';
import { APPS } from './lexicon/apps.ts';
import { ask, cleanTarget, cleanWindow, isApp, menuPath, unsupported } from './phrases.ts';

const name = (g: Groups, key: string, ctx: Context): string => cleanWindow(g[key] ?? '', ctx);

export const focusRule: Builder = (g, ctx) => {
  const window = name(g, 'target', ctx);
  if (ctx.lex.pronoun.test((g['target'] ?? '').trim()))
    return ctx.lastWindow === null ? ask('Which window?') : [{ do: 'focus_window', window: ctx.lastWindow }];
  return window === '' || ctx.lex.vague.test(window) ? ask('Which window?') : [{ do: 'focus_window', window }];
};

/** "Close it without saving": the button that answers the question about unsaved work, by language. */
const UNSAVED: readonly (readonly [phrase: RegExp, button: string])[] = [
  [
    /\s+(?:without saving|(?:and|but) (?:don't|don’t|do not) save)(?:\s+(?:it|anything|(?:(?:the|any|my) )?\w+))?$/i,
    "Don't Save",
  ],
  [/\s+ohne (?:\S+ (?:\S+ )?)?zu speichern$/i, 'Nicht speichern'],
  [/\s+sin guardar(?:l[oa])?(?: (?:los )?cambios)?$/i, 'No guardar'],
  [/\s+sans (?:l['’])?enregistrer(?: les (?:modifications|changements))?$/i, 'Ne pas enregistrer'],
];

export const closeRule: Builder = (g, ctx) => {
  const what = ` ${(g['target'] ?? '').trim()}`;
  const unsaved = UNSAVED.find(([phrase]) => phrase.test(what));
  if (!unsaved) return closeWindow(g, ctx);
  const target = what.replace(unsaved[0], '').trim();
  return [...(closeWindow({ ...g, target }, ctx) ?? []), click(unsaved[1])];
};

const closeWindow: Builder = (g, ctx) => {
  const what = (g['target'] ?? '').trim();
  if (what === '' || CURRENT_WINDOW.test(what)) return [{ do: 'close_window' }];
  if (ctx.lex.pronoun.test(what)) {
    const dialog =
      ctx.lastTarget !== null && /\b(?:dialog|dialogue|window|popup|pop-up|fenster|ventana)$/i.test(ctx.lastTarget);
    const window = dialog ? ctx.lastTarget : ctx.lastWindow;
    return window === null ? [{ do: 'close_window' }] : [{ do: 'close_window', window }];
  }
  return [{ do: 'close_window', window: name(g, 'target', ctx) }];
};
const CURRENT_WINDOW =
  /^(?:(?:the|this|that|my|das|dieses|la|esta|cette|diese|die)\s+)?(?:(?:current|active|aktuelle|aktive|aktives|actual|activa)\s+)?(?:window|app|application|program|fenster|programm|ventana(?: actual| activa)?|fenêtre(?: active| actuelle)?|aplicación|(?:当前|这个|此|该)?窗口)$/i;

export const openAppRule: Builder = (g, ctx) => {
  const app = name(g, 'target', ctx);
  if (ctx.lex.pronoun.test((g['target'] ?? '').trim()) && ctx.lastTarget !== null) return [click(ctx.lastTarget)];
  return app === '' || ctx.lex.vague.test(app) ? ask('Which application should I open?') : [{ do: 'open_app', app }];
};
export const openUrlRule: Builder = (g, ctx) => [{ do: 'open_url', url: ctx.literals.plain(g['target'] ?? '').trim() }];
export const openPathRule: Builder = (g, ctx) => [
  { do: 'open_path', path: ctx.literals.plain(g['target'] ?? '').trim() },
];

/** "Open X": an address, a path, a thing on the screen, or an application. */
export const openRule: Builder = (g, ctx) => {
  const phrase = (g['target'] ?? '').trim();
  const path = menuPath(phrase);
  if (path) return clicks(phrase, ctx);
  const elsewhere = /^(?<link>.+?) in an? (?:new|background) tab$/i.exec(phrase)?.groups?.['link'];
  if (elsewhere !== undefined && !ctx.literals.only(elsewhere)) return clicks(elsewhere, ctx, { button: 'middle' });
  if (/^an? .*\bwindow$/i.test(phrase)) return unsupported();
  const only = ctx.literals.only(
    phrase.replace(
      /^(?:(?:the|die|das|den|der|le|la|l'|el)\s*)?(?:website|site|web page|page|url|address|link|file|folder|directory|path|document|datei|ordner|seite|webseite|archivo|carpeta|página|sitio|fichier|dossier|le site|site|page|网站|网页|文件夹|文件)\s*/i,
      '',
    ),
  );
  if (only?.kind === 'url')
    return FILE_NAME.test(only.inner) && !only.inner.includes('/')
      ? [{ do: 'open_path', path: only.inner }]
      : [{ do: 'open_url', url: only.inner }];
  if (only?.kind === 'path' || (only && PATH_LIKE.test(only.inner))) return [{ do: 'open_path', path: only.inner }];
  if (only?.kind === 'quote' && /^(?:https?:\/\/|www\.)\S+$/i.test(only.inner))
    return [{ do: 'open_url', url: only.inner }];
  const bare = ctx.literals
    .plain(phrase)
    .replace(
      /^(?:(?:the|die|das|den|el|le)\s+)?(?:file|document|datei|dokument|archivo|documento|fichier)\s+(?:called\s+|named\s+)?(?=\S)/i,
      '',
    )
    .trim();
  if (/^[^\s/\\]+(?:[/\\][^\s/\\]+)+\.\w{1,5}$/.test(bare)) return [{ do: 'open_path', path: bare }];
  if (FILE_NAME.test(bare) && !/^(?:the|a|an|my)\s/i.test(bare)) return [{ do: 'open_path', path: bare }];
  const named = /^(?:the\s+)?(?:file|folder|directory)\s+(?:called\s+|named\s+)?(?<path>\S*[\\/]\S*)$/i.exec(
    phrase,
  )?.groups;
  if (named?.['path'] !== undefined) return [{ do: 'open_path', path: ctx.literals.plain(named['path']) }];
  const made = ctx.last?.do === 'type' && ctx.last.text === ctx.madeFolder ? ctx.madeFolder : null;
  if (made !== null && (ctx.lex.pronoun.test(phrase) || /^the (?:new )?(?:folder|directory)$/i.test(phrase)))
    return [click(made, { count: 2 })];
  if (ctx.lex.pronoun.test(phrase) && ctx.lastTarget === null && ctx.lastWindow !== null)
    return [{ do: 'open_app', app: ctx.lastWindow }];
  if (ctx.lex.pronoun.test(phrase))
    return ctx.lastTarget === null ? ask('What should I open?') : [click(ctx.lastTarget)];
  const plain = cleanTarget(phrase, ctx);
  if (ctx.lex.vague.test(plain)) return clicks(phrase, ctx);
  if (/\b(?:folder|directory|drive|partition|ordner|carpeta|dossier)$|^(?:folder|directory)\s|文件夹$/i.test(plain))
    return clicks(phrase, ctx, { count: 2 });
  if (
    !isApp(phrase, ctx) &&
    (ctx.lex.menuNoun.test(plain) || PART.test(plain) || RELATION.test(plain) || ORDINAL.test(plain))
  )
    return clicks(phrase, ctx);
  return openAppRule(g, ctx);
};
const PATH_LIKE = /^(?:~?\/|[a-z]:[\\/]|\\\\|\.{1,2}\/|%\w+%)/i;
/** A bare name of a file, known by its ending. */
export const FILE_NAME =
  /^[^\s/\\][^/\\]*\.(?:txt|md|pdf|docx?|xlsx?|pptx?|odt|ods|odp|csv|tsv|png|jpe?g|gif|svg|webp|zip|tar|gz|7z|html?|xml|json|ya?ml|py|js|ts|c|cpp|h|java|rs|go|rb|sh|mp3|mp4|wav|ogg|flac|mkv|avi|mov|log|ini|cfg|conf|rtf|tex|epub|ics|eml|ipynb|exe|msi|deb|iso|sql|db|psd|xcf|blend)$/i;
const PART =
  /\b(?:tab|menu|dropdown|drop-down|panel|pane|dialog|section|link|icon|button|email|e-mail|mail|message|conversation|chat|thread|result|attachment|item|entry|row|card|post|article|video|photo|picture|image|album|playlist|notification|page|sidebar|picker|list|popup|reiter|registerkarte|menü|pestaña|menú|onglet)$/i;
const RELATION =
  /\s(?:from|under|below|above|next to|beside|left of|right of|to the (?:left|right) of|at the (?:top|bottom)|in the|on the|between|near|inside|labelled|called|named|with)\s/i;
const ORDINAL =
  /^(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|next|previous|latest|newest|top|bottom|\d+(?:st|nd|rd|th))\b/i;

export const goToRule: Builder = (g, ctx) => {
  const phrase = (g['target'] ?? '').trim();
  const path = menuPath(phrase);
  if (path) return clicks(phrase, ctx);
  const site = ctx.literals.only(
    phrase.replace(
      /^(?:(?:the|die|das|den|der|le|la|l'|el)\s*)?(?:website|site|web page|page|url|address|webseite|seite|página|sitio|le site|site)\s+/i,
      '',
    ),
  );
  if (site?.kind === 'url' || site?.kind === 'path')
    return [site.kind === 'url' ? { do: 'open_url', url: site.inner } : { do: 'open_path', path: site.inner }];
  if (site?.kind === 'quote' && /^\S+\.\S+$/.test(site.inner)) return [{ do: 'open_url', url: site.inner }];
  const plain = cleanTarget(phrase, ctx);
  if (ctx.lex.vague.test(plain) || /^(?:website|site|page|url|address)$/i.test(plain))
    return ask('Which address should I go to?');
  const known = APPS.has(cleanWindow(phrase, ctx).toLowerCase()) || /\b(?:app|window)$/i.test(plain);
  if (known && isApp(phrase, ctx) && !/^(?:settings|preferences)$/i.test(plain) && !PART.test(plain)) {
    const window = cleanWindow(phrase, ctx);
    return [{ do: 'focus_window', window }];
  }
  return clicks(phrase, ctx);
};

export const switchRule: Builder = (g, ctx) => {
  const literal = ctx.literals.only(g['target'] ?? '');
  if (literal && literal.kind !== 'quote') return goToRule(g, ctx);
  const plain = cleanTarget(g['target'] ?? '', ctx);
  if (
    /^(?:tab|sheet|page|slide|desktop|workspace|desktop) \d|\b(?:tab|view|mode|sheet|page|layout|slide|workspace|reiter|registerkarte|ansicht|pestaña|onglet|标签页?|选项卡)$/i.test(
      plain,
    ) ||
    /(?:标签页?|选项卡)$/u.test(plain)
  )
    return clicks(g['target'] ?? '', ctx);
  return focusRule(g, ctx);
};
