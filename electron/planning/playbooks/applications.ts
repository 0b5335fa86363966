/**
 * Which program a window belongs to, and of what kind it is: how a playbook chooses among its ways.
 *
 * Errs towards the kind: a program that is not in the table is told by what its class says of itself, and if that says
 * nothing it is of no kind.
 */
import type { WindowInfo } from '../../protocol/frame.ts';

export interface Application {
  readonly id: string;
  readonly kinds: readonly string[];
  /** Tested on the class of the window. */
  readonly ofClass: RegExp;
  /** Where the class does not tell: on the title. */
  readonly title?: RegExp;
  /** What people call it, besides its id. */
  readonly called?: readonly string[];
}

const app = (id: string, kinds: string, ofClass: RegExp, more: Partial<Application> = {}): Application => ({
  id,
  kinds: kinds.split(' '),
  ofClass,
  ...more,
});

const OFFICE = /soffice|libreoffice|openoffice/i;

/** The particular stands before the general. */
export const APPLICATIONS: readonly Application[] = [
  app('writer', 'writer office', /libreoffice-?writer/i, { called: ['libreoffice writer'] }),
  app('calc', 'spreadsheet office', /libreoffice-?calc/i, { called: ['libreoffice calc'] }),
  app('impress', 'presentation office', /libreoffice-?impress/i, { called: ['libreoffice impress'] }),
  app('draw', 'drawing office', /libreoffice-?draw/i, { called: ['libreoffice draw'] }),
  app('writer', 'writer office', OFFICE, { title: /writer/i }),
  app('calc', 'spreadsheet office', OFFICE, { title: /calc/i }),
  app('impress', 'presentation office', OFFICE, { title: /impress/i }),
  app('libreoffice', 'office', OFFICE),
  app('word', 'writer office', /winword|microsoft word/i, { called: ['microsoft word'] }),
  app('excel', 'spreadsheet office', /excel/i, { called: ['microsoft excel'] }),
  app('powerpoint', 'presentation office', /powerpnt|powerpoint/i, { called: ['microsoft powerpoint'] }),
  app('mousepad', 'editor', /mousepad/i),
  app('featherpad', 'editor', /featherpad/i),
  app('gedit', 'editor', /gedit|gnome-?text-?editor|org\.gnome\.texteditor/i, { called: ['gnome text editor'] }),
  app('pluma', 'editor', /pluma/i),
  app('xed', 'editor', /^xed$/i),
  app('leafpad', 'editor', /leafpad|l3afpad/i),
  app('geany', 'editor', /geany/i),
  app('kwrite', 'editor', /kwrite/i),
  app('scite', 'editor', /scite/i),
  app('notepad', 'editor', /notepad/i),
  app('textedit', 'editor', /textedit/i),
  app('vscode', 'editor', /^code(?:-oss)?$|vscodium|visual studio code/i, {
    called: ['vs code', 'visual studio code'],
  }),
  app('thunar', 'file-manager', /thunar/i),
  app('nautilus', 'file-manager', /nautilus|org\.gnome\.files/i),
  app('dolphin', 'file-manager', /dolphin/i),
  app('nemo', 'file-manager', /nemo/i),
  app('caja', 'file-manager', /caja/i),
  app('explorer', 'file-manager', /^explorer(?:\.exe)?$/i, { called: ['file explorer', 'windows explorer'] }),
  app('finder', 'file-manager', /finder/i),
  app('galculator', 'calculator', /galculator/i),
  app('gnome-calculator', 'calculator', /gnome-?calculator/i),
  app('chromium', 'browser', /chrom(?:e|ium)/i, { called: ['chrome', 'google chrome'] }),
  app('firefox', 'browser', /firefox|librewolf/i),
  app('edge', 'browser', /msedge|microsoft-?edge/i, { called: ['microsoft edge'] }),
  app('safari', 'browser', /safari/i),
  app('xterm', 'terminal', /^u?xterm$/i),
  app('gnome-terminal', 'terminal', /gnome-?terminal/i),
  app('konsole', 'terminal', /konsole/i),
  app('viewnior', 'image-viewer', /viewnior/i),
  app('gpicview', 'image-viewer', /gpicview/i),
  app('eog', 'image-viewer', /^eog$|eye of gnome|loupe/i),
  app('nomacs', 'image-viewer', /nomacs/i),
  app('lximage', 'image-viewer', /lximage/i),
];

/** What a class that is not in the table says of its kind. */
const BY_CLASS: readonly (readonly [RegExp, string])[] = [
  [/settings|preferences|control-?(?:center|panel)|config|customi[sz]e|appearance|obconf/i, 'settings'],
  [/spread|calc(?:sheet)|sheets?$/i, 'spreadsheet'],
  [/calc/i, 'calculator'],
  [/(?:^|[-.])files?$|fm(?:-qt)?$|fm-|file-?man|commander|browser-files/i, 'file-manager'],
  [/term(?:inal)?|console|konsole|kitty|alacritty/i, 'terminal'],
  [/browser|web$/i, 'browser'],
  [/word|writer/i, 'writer'],
  [
    /(?:image|photo|picture|pix|pic).*(?:view|browse|organi)|view.*(?:image|photo)|^feh$|^sxiv$|^geeqie$|^gthumb$/i,
    'image-viewer',
  ],
  [/edit|pad$|notes?$/i, 'editor'],
];

/** Words people use for a kind. The first is what a person is told; as an application to open it is found by `open_app`. */
export const KIND_NAMES: Readonly<Record<string, readonly string[]>> = {
  editor: [
    'text editor',
    'editor',
    'notepad',
    'texteditor',
    'editor de texto',
    'bloc de notas',
    'éditeur de texte',
    'bloc-notes',
    '文本编辑器',
    '记事本',
  ],
  'file-manager': [
    'file manager',
    'files',
    'file browser',
    'file explorer',
    'dateimanager',
    'dateiverwaltung',
    'gestor de archivos',
    'explorador de archivos',
    'gestionnaire de fichiers',
    '文件管理器',
    '资源管理器',
  ],
  calculator: ['calculator', 'taschenrechner', 'rechner', 'calculadora', 'calculatrice', '计算器'],
  browser: ['browser', 'web browser', 'webbrowser', 'navegador', 'navigateur', '浏览器'],
  terminal: [
    'terminal',
    'console',
    'konsole',
    'terminal emulator',
    'command line',
    'eingabeaufforderung',
    'consola',
    '终端',
  ],
  writer: ['word processor', 'writer', 'textverarbeitung', 'procesador de textos', 'traitement de texte', '文字处理'],
  spreadsheet: [
    'spreadsheet',
    'spreadsheet program',
    'tabellenkalkulation',
    'tabelle',
    'hoja de cálculo',
    'tableur',
    '电子表格',
    '表格',
  ],
  presentation: ['presentation program', 'presentation', 'präsentation', 'presentación', 'présentation', '演示文稿'],
  'image-viewer': [
    'image viewer',
    'picture viewer',
    'photo viewer',
    'bildbetrachter',
    'visor de imágenes',
    "visionneuse d'images",
    '图片查看器',
  ],
  settings: [
    'settings',
    'system settings',
    'preferences',
    'einstellungen',
    'systemeinstellungen',
    'ajustes',
    'configuración',
    'paramètres',
    '设置',
  ],
};

export interface Recognised {
  /** Of the table, or the class in small letters. */
  readonly id: string;
  readonly kinds: readonly string[];
}

/** What a window is. */
export function recognise(window: Pick<WindowInfo, 'app' | 'title'>): Recognised {
  const known = APPLICATIONS.find(
    (a) => a.ofClass.test(window.app) && (a.title === undefined || a.title.test(window.title)),
  );
  if (known) return known;
  const name = window.app.toLowerCase();
  const kind = BY_CLASS.find(([pattern]) => pattern.test(name))?.[1];
  return { id: name, kinds: kind === undefined ? [] : [kind] };
}

/** What an id or a kind of the table stands for. */
export const named = (idOrKind: string): Recognised =>
  APPLICATIONS.find((a) => a.id === idOrKind) ?? { id: idOrKind, kinds: [idOrKind] };

/** Whether a program is one of those, by id or by kind. */
export const isOneOf = (who: Recognised, wanted: readonly string[]): boolean =>
  wanted.includes('any') || wanted.includes(who.id) || who.kinds.some((k) => wanted.includes(k));

/** The id or kind a person's words name, or null: "the text editor" → `editor`. */
export function calledByPerson(phrase: string): string | null {
  const said = phrase
    .toLowerCase()
    .replace(/^(?:the|my|an?|der|dem|den|die|el|la|los|le|l'|un|une|una)\s*(?=\S)/u, '')
    .replace(/\s+(?:app|application|program|window|fenster|programm)$/u, '')
    .trim();
  if (said === '') return null;
  const byName = APPLICATIONS.find((a) => a.id === said || a.called?.includes(said) === true);
  if (byName) return byName.id;
  return Object.entries(KIND_NAMES).find(([, names]) => names.includes(said))?.[0] ?? null;
}

/** What `open_app` can be asked for when this is needed. */
export const toOpen = (wanted: string): string => KIND_NAMES[wanted]?.[0] ?? wanted;
