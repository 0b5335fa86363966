/**
 * Small things that lose something: the cross that takes an entry out of a list, the Cancel of a form that was filled in,
 * a drop onto another folder, a save over an older version. Each is told by what stands around it.
 * Errs towards finding nothing: the same signs stand on tabs, in search fields and in settings that were not touched.
 */
import { boxCentre, boxContains, type Point } from '../../protocol/coordinates.ts';
import type { Screen } from '../../protocol/screen.ts';
import type { CriticInput } from '../../protocol/verdict.ts';
import { signAt } from './sign.ts';
import type { Target } from './target.ts';
import { meaningIn, normalise, wordsOf } from './text.ts';

/** Rows of a list stand at most this far apart. */
const ROW_REACH = 240;
/** Rows that are looked at for another cross; each costs a look at some hundred pixels. */
const MOST_ROWS = 10;

/**
 * Whether the cross at a point repeats in other rows, at the same place: then it belongs to its entry, not to a window.
 * Tabs stand beside each other and share no column.
 */
export function crossRepeats(screen: Screen, p: Point): boolean {
  const { box } = screen.frame.display;
  const rows = screen.elements
    .filter((e) => e.text.trim() !== '' && e.kind !== 'container')
    .map((e) => ({ text: e.text.trim(), at: boxCentre(e.box) }))
    .filter(({ at }) => Math.abs(at.y - p.y) > 14 && Math.abs(at.y - p.y) <= ROW_REACH)
    .sort((a, b) => Math.abs(a.at.y - p.y) - Math.abs(b.at.y - p.y));
  let looked = 0;
  for (const { text, at } of rows) {
    // Read as a letter where the reader took it for one.
    if (Math.abs(at.x - p.x) <= 8 && /^[x×✕✖✗╳X]$/.test(text)) return true;
    if (looked++ < MOST_ROWS && signAt(screen.frame, p.x - box.x1, at.y - box.y1) === 'cross') return true;
  }
  return false;
}

const TYPED = /\b(?:typed?|entered|enter|wrote|filled|fill)\b/i;
/** Whether a step of the history entered text. */
export const isTypingStep = (line: string): boolean => TYPED.test(line) && !/\b(?:press|key)\b/i.test(line);

/** What was typed lately, in the words of the history: `Type “Hello” into “Subject”`. */
function typedTexts(history: readonly string[]): string[] {
  return history
    .slice(-6)
    .filter((line) => TYPED.test(line))
    .flatMap((line) =>
      [...line.matchAll(/[“"'«„]([^“”"'«»„]{3,})[”"'»“]/g)].slice(0, 1).map((m) => normalise(m[1] ?? '')),
    )
    .filter((t) => t.length >= 3);
}

/** A dialog that makes something new, by its heading. */
const NEW =
  /^(?:new|create|add|compose|write|register|sign up|reply|neu\w*|erstellen|anlegen|nuev\w+|crear|redactar|nouve\w+|creer|rediger|nuov\w+|crea|scrivi|nov\w+|criar|escrever|nieuw\w*|maken|opstellen|now\w+|utworz|napisz|нов\w*|создать|написать)\b|新建|新規|创建|作成|撰写/u;

/** Cancel here throws away what was entered: the history says so, or a form that makes something new has filled fields. */
export function formIsFilled(input: CriticInput, t: Target): boolean {
  const around = [...t.statements, ...t.siblings, ...t.row].map(normalise);
  const typed = typedTexts(input.history);
  // A name for a file is typed again in a moment.
  const aboutFiles = around.some(
    (text) => meaningIn('files', text) === 'start' || /\b(?:file ?name|dateiname|nombre|nom du fichier)\b/.test(text),
  );
  if (!aboutFiles && typed.some((text) => around.some((a) => a.includes(text)))) return true;
  const panel = t.panel;
  if (!panel || !NEW.test(normalise(t.statements[0] ?? ''))) return false;
  const filled = input.screen.elements.filter(
    (e) => e.kind === 'field' && e.text.trim().length >= 3 && boxContains(panel, boxCentre(e.box)),
  );
  return filled.length >= 2;
}

const FILE_MANAGER =
  /thunar|nautilus|dolphin|pcmanfm|nemo|caja|konqueror|finder|explorer|org\.gnome\.files|spacefm|krusader|dateien|archivos|fichiers/i;

/** The drop lands on another entry of a file manager: what is dragged moves there. */
export function dropsOnEntry(screen: Screen, from: Point, to: Point, label: string): boolean {
  const app = (p: Point): string => {
    const w = screen.windows.find((each) => !each.minimised && boxContains(each.box, p));
    return w ? `${w.app} ${w.title}` : '';
  };
  const ends = [app(from), app(to)];
  return label !== '' && wordsOf(label).length <= 6 && ends.every((a) => FILE_MANAGER.test(a));
}

/** A window that shows a file which was changed: saving replaces the older version. Untitled ones have none. */
export function savesOver(screen: Screen, unsaved: boolean): boolean {
  const active = screen.windows.find((w) => w.active);
  const title = active?.title ?? '';
  return (
    unsaved &&
    /\p{L}[\w .()-]*\.\w{1,5}\b/u.test(title) &&
    !/untitled|unbenannt|sin titulo|sans titre|senza titolo|sem titulo|naamloos|bez nazwy|без имени|未命名|無題/i.test(
      normalise(title),
    )
  );
}

/** Addresses that are no page: typed and entered they run code, send, or open something else. */
export const ODD_ADDRESS =
  /^\s*(?:javascript|data|vbscript|file|view-source|ssh|telnet|ftp|smb|mailto|magnet|tel|sms|ms-[\w-]+|steam|vnc|rdp|shell|chrome|about:config)\b:?(?=\S)/i;

const EDITORS =
  /mousepad|gedit|text-editor|texteditor|kwrite|pluma|xed\b|leafpad|l3afpad|featherpad|geany|notepad|bluefish|libreoffice.*writer|writer$|focuswriter|ghostwriter/i;

/** The window in front is a document of a text editor: what Delete takes away there, undo brings back. */
export function isTextEditor(screen: Screen): boolean {
  const active = screen.windows.find((w) => w.active);
  return (
    active !== undefined &&
    !active.dialog &&
    active.transientFor === null &&
    EDITORS.test(`${active.app} ${active.title}`)
  );
}

const FILE_DIALOG =
  /\b(?:file ?(?:name|type)s?|dateiname|dateityp|nombre de archivo|tipo de archivo|nom du fichier|type de fichier|nome (?:del )?file|tipo (?:di )?file|nome do (?:ficheiro|arquivo)|bestandsnaam|bestandstype|nazwa pliku|имя файла|тип файла)\b|文件名|ファイル名/u;

/** The folders that a file dialog lists at its side. */
const PLACE =
  /^(?:recent|home|desktop|documents|downloads|music|pictures|videos|other locations|personlicher ordner|schreibtisch|dokumente|musik|bilder|carpeta personal|escritorio|documentos|descargas|musica|imagenes|dossier personnel|bureau|telechargements|musique|images|主目录|主文件夹|桌面|文档|下载|音乐|图片|视频)$/u;
const PLACES = 4;

/** A dialog that saves or opens a file. Its field takes a name; a password, where one is wanted, is asked for afterwards. */
export function isFileDialog(screen: Screen, t: Target): boolean {
  if ([...t.statements, ...t.siblings].some((text) => FILE_DIALOG.test(normalise(text)))) return true;
  const { panel } = t;
  const within = screen.elements.filter((e) => panel !== null && boxContains(panel, boxCentre(e.box)));
  return new Set(within.map((e) => normalise(e.text)).filter((text) => PLACE.test(text))).size >= PLACES;
}

const TEXT_MENU =
  /\b(?:insert|einfugen|insertar|inserer|insertion|inserisci|inserir|invoegen|wstaw|вставка)\b.*\b(?:format|formato|formatar|opmaak|формат|styles|tools|extras|outils|herramientas)\b|插入.*格式|挿入.*書式/u;
/** A menu bar that inserts and formats belongs to a program for documents. The bar may be read as one line or as several. */
export function showsTextMenu(screen: Screen): boolean {
  const titles = screen.elements.filter((el) => wordsOf(el.text).length <= 14 && el.text.trim() !== '');
  return titles.some((first) => {
    const bar = titles.filter((o) => Math.abs(o.box.y1 - first.box.y1) <= 6).sort((a, b) => a.box.x1 - b.box.x1);
    return (
      /^(?:file|datei|archivo|fichier|arquivo|ficheiro|bestand|plik|файл|文件|ファイル)/u.test(normalise(first.text)) &&
      TEXT_MENU.test(bar.map((o) => normalise(o.text)).join(' '))
    );
  });
}
