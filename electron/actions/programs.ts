/**
 * Kinds of programs: what people call them, and how an installed application shows that it is one.
 *
 * A phrase that names a kind is matched by kind, name or generic name only, never by a loose keyword: "settings" must
 * not open the first program that has settings.
 */
import type { DesktopEntry } from './desktop-entries.ts';

export interface ProgramKind {
  /** Names as people say them, normalised (`normalise`). The languages are those of the planner. */
  readonly called: readonly string[];
  /** Registered categories of the freedesktop menu specification. Any one will do. */
  readonly categories: readonly string[];
  /** Categories of programs that are something else in the first place. */
  readonly rather: readonly string[];
  /** Programs of the kind whose entries do not say so. */
  readonly programs: readonly string[];
  /** Who handles this is the person's choice for the kind. */
  readonly mimeTypes: readonly string[];
  /** Names under which Debian's alternatives keep the system's choice. */
  readonly alternatives: readonly string[];
}

const kind = (called: string, rest: Partial<Omit<ProgramKind, 'called'>>): ProgramKind => ({
  called: called.split(', '),
  categories: [],
  rather: [],
  programs: [],
  mimeTypes: [],
  alternatives: [],
  ...rest,
});

export const KINDS: readonly ProgramKind[] = [
  kind(
    'text editor, editor, notepad, plain text editor, texteditor, editor de texto, bloc de notas, editeur de texte, bloc notes, 文本编辑器, 记事本',
    {
      categories: ['TextEditor'],
      rather: ['Development', 'IDE', 'WordProcessor'],
      mimeTypes: ['text/plain'],
      alternatives: ['gnome-text-editor'],
    },
  ),
  kind('calculator, pocket calculator, rechner, taschenrechner, calculadora, calculatrice, 计算器', {
    categories: ['Calculator'],
    programs: ['galculator', 'xcalc'],
  }),
  kind(
    'file manager, files, file browser, file explorer, explorer, finder, windows explorer, dateimanager, dateiverwaltung, datei explorer, gestor de archivos, explorador de archivos, gestionnaire de fichiers, explorateur de fichiers, 文件管理器, 资源管理器, 文件资源管理器',
    {
      categories: ['FileManager'],
      rather: ['Settings'],
      mimeTypes: ['inode/directory'],
    },
  ),
  kind(
    'terminal, terminal emulator, console, command line, command prompt, shell, konsole, eingabeaufforderung, consola, linea de comandos, ligne de commande, 终端',
    {
      categories: ['TerminalEmulator'],
      alternatives: ['x-terminal-emulator'],
    },
  ),
  kind(
    'browser, web browser, internet browser, webbrowser, navegador, navegador web, navigateur, navigateur web, 浏览器',
    {
      categories: ['WebBrowser'],
      mimeTypes: ['x-scheme-handler/https', 'x-scheme-handler/http', 'text/html'],
      alternatives: ['x-www-browser', 'gnome-www-browser'],
    },
  ),
  kind(
    'image viewer, picture viewer, photo viewer, photos, bildbetrachter, visor de imagenes, visionneuse d images, 图片查看器',
    {
      categories: ['Viewer'],
      rather: ['Office', 'Documentation', 'AudioVideo'],
      mimeTypes: ['image/png', 'image/jpeg'],
    },
  ),
  kind(
    'settings, system settings, preferences, system preferences, control panel, control center, settings manager, einstellungen, systemeinstellungen, configuracion, ajustes, parametres, 设置, 控制面板',
    {
      programs: [
        'gnome-control-center',
        'systemsettings',
        'systemsettings5',
        'xfce4-settings-manager',
        'mate-control-center',
        'cinnamon-settings',
        'lxqt-config',
        'budgie-control-center',
      ],
    },
  ),
  kind(
    'mail, mail client, email, email client, mail app, mail program, mailprogramm, e mail programm, correo, cliente de correo, courriel, 邮件',
    {
      categories: ['Email'],
      mimeTypes: ['x-scheme-handler/mailto'],
    },
  ),
  kind('word processor, textverarbeitung, procesador de textos, traitement de texte', {
    categories: ['WordProcessor'],
    mimeTypes: ['application/vnd.oasis.opendocument.text'],
  }),
  kind('spreadsheet, spreadsheet program, tabellenkalkulation, hoja de calculo, tableur', {
    categories: ['Spreadsheet'],
    mimeTypes: ['application/vnd.oasis.opendocument.spreadsheet'],
  }),
  kind('presentation program, presentations, praesentationsprogramm', { categories: ['Presentation'] }),
  kind('calendar, kalender, calendario, calendrier, 日历', { categories: ['Calendar'] }),
  kind('media player, video player, movie player, videoplayer, reproductor de video, lecteur video', {
    categories: ['Video', 'Player'],
    rather: ['AudioVideoEditing', 'Recorder'],
    mimeTypes: ['video/mp4'],
  }),
  kind('music player, audio player, reproductor de musica, lecteur de musique', {
    categories: ['Audio', 'Player'],
    rather: ['Mixer', 'AudioVideoEditing', 'Video', 'Recorder'],
    mimeTypes: ['audio/mpeg'],
  }),
  kind('pdf viewer, pdf reader, document viewer, document reader, dokumentenbetrachter, visor de documentos', {
    categories: ['Viewer'],
    rather: ['RasterGraphics', 'Photography', 'AudioVideo'],
    mimeTypes: ['application/pdf'],
  }),
  kind('archive manager, zip program, archivverwaltung, gestor de archivadores', {
    categories: ['Archiving', 'Compression'],
    mimeTypes: ['application/zip'],
  }),
  kind('system monitor, task manager, activity monitor, process manager, systemueberwachung, 任务管理器', {
    categories: ['Monitor'],
  }),
  kind('paint, paint program, drawing program, image editor, 画图', {
    categories: ['RasterGraphics'],
    rather: ['Viewer'],
  }),
  kind('software center, software centre, app store, package manager', { categories: ['PackageManager'] }),
];

/** The kind a normalised phrase names; null when it names none. */
export const kindCalled = (phrase: string): ProgramKind | null => KINDS.find((k) => k.called.includes(phrase)) ?? null;

/** Whether an application is of a kind, by what its entry says. */
export const isOfKind = (entry: DesktopEntry, program: string, wanted: ProgramKind): boolean =>
  wanted.categories.some((c) => entry.categories.includes(c)) || wanted.programs.includes(program);

/** Whether it is of the kind but something else in the first place. */
export const isRatherElse = (entry: DesktopEntry, wanted: ProgramKind): boolean =>
  wanted.rather.some((c) => entry.categories.includes(c));
