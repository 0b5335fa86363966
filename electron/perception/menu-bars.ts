/**
 * A menu bar is one line to the reader where its titles stand close together; each title is a control of its own.
 *
 * Only a line in which at least two words are titles that menu bars have, and all begin like titles, is taken for one.
 * Errs towards leaving a line whole.
 */
import { pieceOf, type Line } from './recognise.ts';

/** In the languages of the interface. */
const TITLES = new Set(
  `file edit view search tools help window insert format options settings bookmarks go tabs tab history terminal project
  build debug document applications places system message actions game image layer select filters colors table slide
  sheet data styles form selection playback media audio video subtitle library folder account run package navigate
  datei bearbeiten ansicht suchen extras hilfe fenster einfügen format einstellungen lesezeichen gehe verlauf
  archivo editar ver buscar herramientas ayuda ventana insertar formato marcadores ir
  fichier édition affichage rechercher outils aide fenêtre insertion signets aller
  文件 编辑 查看 视图 搜索 工具 帮助 窗口 插入 格式 选项 设置 书签`.split(/\s+/u),
);
const MIN_TITLES = 2;
/** A gap between two titles is wider than a word space: as a share of the line's height, and of the narrowest between two known titles. */
const MIN_GAP = 0.24;
const LIKE_BETWEEN_TITLES = 0.75;

const isTitle = (text: string): boolean => TITLES.has(text.toLowerCase());
const beginsLikeOne = (text: string): boolean => !/^[\p{Ll}\p{P}\p{S}]/u.test(text);

/** The titles of a line that is a menu bar, each as a line; the line itself where it is none. */
export function splitAtTitles(line: Line): Line[] {
  const { words, box } = line;
  if (words.filter((w) => isTitle(w.text)).length < MIN_TITLES || !words.every((w) => beginsLikeOne(w.text)))
    return [line];
  const gaps = words.map((w, i) => w.box.x1 - (words[i - 1]?.box.x2 ?? w.box.x1));
  const between = gaps.filter((_, i) => i > 0 && isTitle(words[i]?.text ?? '') && isTitle(words[i - 1]?.text ?? ''));
  if (between.length === 0) return [line];
  const enough = Math.max(MIN_GAP * (box.y2 - box.y1), LIKE_BETWEEN_TITLES * Math.min(...between));
  const cuts = gaps.flatMap((gap, i) => (i > 0 && gap >= enough ? [i] : []));
  const edges = [0, ...cuts, words.length];
  return edges.slice(1).map((to, i) => pieceOf(line, edges[i] ?? 0, to));
}
