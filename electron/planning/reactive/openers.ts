/**
 * What usually lies behind what: names of menus and settings, and words of goals that are served there.
 *
 * A table a person can read. It only says where to look first; what is really there decides.
 */

interface Opener {
  /** The name, and what it is called in other languages. */
  readonly names: RegExp;
  /** Goals that are often served behind it. */
  readonly behind: RegExp;
}

const named = (names: string): RegExp => new RegExp(`^(?:${names})(?:…|\\.\\.\\.)?$`, 'iu');
const about = (words: string): RegExp => new RegExp(`(?<![\\p{L}])(?:${words})`, 'iu');

export const OPENERS: readonly Opener[] = [
  {
    names: named('view|ansicht|ver|vista|affichage|视图|查看'),
    behind: about(
      'show|hid|zoom|tool ?bar|side ?bar|status|line number|full ?screen|sort|arrang|layout|icon|list|panel|wrap|theme|dark|grid|ruler|menu|preview|detail|column|zeilennummer|leiste|numéro|número',
    ),
  },
  {
    names: named('edit|bearbeiten|editar|édition|编辑'),
    behind: about(
      'undo|redo|cop|paste|find|replac|select|convert|case|upper|lower|capital|indent|move|preferenc|setting|spell',
    ),
  },
  {
    names: named('format|formato|格式'),
    behind: about(
      'bold|ital|underlin|font|align|cent(?:er|re)|paragraph|style|colou?r|indent|spac|column|wrap|case|list|bullet|number',
    ),
  },
  {
    names: named('insert|einfügen|insertar|insertion|插入'),
    behind: about(
      'insert|add|image|picture|table|link|chart|comment|page|row|column|date|symbol|footnote|header|footer|shape',
    ),
  },
  {
    names: named('tools|extras|werkzeuge|herramientas|outils|工具'),
    behind: about('spell|word count|count|option|setting|preferenc|language|macro|protect|statistic|check'),
  },
  {
    names: named('document|dokument|documento|文档'),
    behind: about('wrap|tab|indent|line ending|encoding|file ?type|language|font|viewer|write'),
  },
  {
    names: named('search|find|suchen|buscar|rechercher|搜索'),
    behind: about('find|search|replac|go to|match|next|previous'),
  },
  { names: named('image|picture|bild|imagen'), behind: about('rotat|flip|mirror|crop|resiz|scal|colou?r|wallpaper') },
  { names: named('data|daten|datos|données|数据'), behind: about('sort|filter|group|valid|subtotal|pivot') },
  {
    names: named('sheet|tabelle|hoja|feuille|slide|page|table|styles'),
    behind: about('sheet|row|column|slide|page|table|cell'),
  },
  { names: named('options|optionen|opciones'), behind: about('option|setting|font|tab|theme|show|enabl|turn') },
  {
    names: named('file|datei|archivo|fichier|文件'),
    behind: about('save|open|export|print|propert|new|template|recent|share|wizard'),
  },
  {
    names: named('go|bookmarks|history|window|terminal|game'),
    behind: about('go|bookmark|history|home|window|tab|game'),
  },
  { names: named('help|hilfe|ayuda|aide|帮助'), behind: about('about|version|help|manual|shortcut|licen') },
];

/** Where programs keep what can be set. */
const SETTINGS = named(
  'preferences|settings|options|configure(?: .*)?|properties|customi[sz]e(?: .*)?|einstellungen|optionen|preferencias|configuración|ajustes|préférences|paramètres|首选项|设置|选项',
);
const MORE = named(
  'more(?: .*)?|menu|advanced|appearance|general|display|editor|behaviou?r|toolbars|arrange(?: .*)?|convert|zoom|sort(?: .*)?|align(?:ment)?|transform',
);

export const isMenuName = (label: string): boolean => OPENERS.some((o) => o.names.test(label));
export const isSettings = (label: string): boolean => SETTINGS.test(label);
/** A name that is a place to go on from, never a deed. */
export const isPlace = (label: string): boolean => isSettings(label) || MORE.test(label);

/** 0 to 1: how likely what serves the goal is behind this label, by its name alone. */
export function likely(label: string, goal: string): number {
  const opener = OPENERS.find((o) => o.names.test(label));
  if (opener) return opener.behind.test(goal) ? 0.7 : /^(?:help|file)/i.test(label) ? 0.05 : 0.15;
  if (isSettings(label)) return 0.4;
  return MORE.test(label) ? 0.25 : 0;
}
