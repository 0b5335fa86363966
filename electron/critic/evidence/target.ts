/**
 * What lies at a point: its words, its kind, the dialog or menu around it, and its neighbours.
 * All boxes are global physical pixels. Errs towards more surroundings: a line too many is one more word to match.
 */
import { boxCentre, boxContains, boxInflate, globalBox, type Box, type Point } from '../../protocol/coordinates.ts';
import type { Element, ElementKind, Screen } from '../../protocol/screen.ts';
import { entryBeside } from './menu-row.ts';
import { enclosingPanel, rednessOf } from './panel.ts';
import { inkAround, isRedIcon, signAt, type Sign } from './sign.ts';
import { meaningIn, meaningsOf, normalise, wordsOf } from './text.ts';

export interface Target {
  /** Words on the thing itself; empty when it has none. */
  readonly label: string;
  /** What the reader made of a picture without words, for example `×`; empty otherwise. */
  readonly glyph: string;
  readonly box: Box | null;
  readonly kind: ElementKind | null;
  /** What its application calls it and says of it, where that is not what is written there. May raise a risk, no more. */
  readonly told: readonly string[];
  /** Dialog-like area around it, when there is one. */
  readonly panel: Box | null;
  /** Lines of that dialog (or close above the target), without the label: what it is about. */
  readonly statements: readonly string[];
  /** Other short texts beside it in the same dialog or menu: its sibling controls. */
  readonly siblings: readonly string[];
  /** Texts in the same row. */
  readonly row: readonly string[];
  /** A sign that takes something away, when the thing has no words. */
  readonly sign: Sign | null;
  readonly place: 'dialog' | 'menu' | 'menubar' | 'other';
  readonly red: boolean;
}

/** Buttons are drawn up to this far around their words. */
const LABEL_X = 14;
const LABEL_Y = 9;
/** An icon's name stands at most this far below its middle. */
const CAPTION = 80;
/** Text of a dialog without a visible frame is read this far above and beside the target. */
const NEAR_Y = 260;
const NEAR_X = 360;

const centreY = (e: { box: Box }): number => (e.box.y1 + e.box.y2) / 2;
const centreX = (e: { box: Box }): number => (e.box.x1 + e.box.x2) / 2;
const sameRow = (a: { box: Box }, b: { box: Box }): boolean => Math.abs(centreY(a) - centreY(b)) < 16;

const textsOf = (screen: Screen): Element[] => screen.elements.filter((e) => e.text.trim() !== '');

/** A short text that could be written on a control. */
export const isShort = (text: string): boolean => wordsOf(text).length <= 5 && text.length <= 48;

/** The element whose words are at the point: a control that holds it, else the nearest line of text. */
function labelAt(screen: Screen, p: Point): Element | null {
  const byArea = textsOf(screen)
    .filter((e) => e.kind !== 'container' && boxContains(e.box, p))
    .sort((a, b) => size(a.box) - size(b.box));
  if (byArea[0]) return byArea[0];
  return (
    textsOf(screen)
      .filter((e) => e.kind === 'text')
      .map((e) => ({ e, dx: gap(p.x, e.box.x1, e.box.x2), dy: gap(p.y, e.box.y1, e.box.y2) }))
      .filter(({ dx, dy }) => dx <= LABEL_X && dy <= LABEL_Y)
      .sort((a, b) => a.dx + a.dy - (b.dx + b.dy))[0]?.e ?? null
  );
}

const isNumber = (text: string): boolean => /^[\d\s.,:%+×x-]*\d[\d\s.,:%+×x-]*\p{L}{0,3}$/u.test(text.trim());

/** A reader makes a letter or two signs of an icon: words have at least two letters, a digit, or mean something. */
const isGlyph = (text: string): boolean =>
  !/\p{N}/u.test(text) && (text.match(/\p{L}/gu) ?? []).length <= 1 && meaningsOf(text).length === 0;

/** An icon at the end of a line is read with it, and one alone as a letter or a digit: a bin or a minus is still one. */
const END = 30;
function hidesSign(screen: Screen, line: Element, p: Point): boolean {
  const alone = line.text.trim().length === 1 && !READ_SIGN.test(line.text.trim());
  if (line.kind !== 'text' || !(alone || p.x > line.box.x2 - END || p.x < line.box.x1 + END)) return false;
  const { x1, y1 } = screen.frame.display.box;
  const sign = signAt(screen.frame, p.x - x1, p.y - y1);
  return sign === 'bin' || (alone && sign === 'minus');
}

/** Signs that a reader knows: what it calls a plus or a star is no bin and no minus. */
const READ_SIGN = /^[+☆★✓✔?!]$/;

/** The sign under the point when several icons were read as one line. */
function glyphAt(e: Element, p: Point): string {
  const signs = [...e.text.replace(/\s+/g, '')];
  const share = (p.x - e.box.x1) / Math.max(1, e.box.x2 - e.box.x1);
  return signs[Math.min(signs.length - 1, Math.max(0, Math.floor(share * signs.length)))] ?? '';
}

/** The caption under an icon, when it is centred below the point. */
function captionBelow(screen: Screen, p: Point): Element | null {
  return (
    textsOf(screen)
      .filter((e) => e.kind === 'text' && isShort(e.text))
      .filter((e) => e.box.y1 > p.y + 10 && e.box.y1 - p.y <= CAPTION && Math.abs(centreX(e) - p.x) <= 24)
      .sort((a, b) => a.box.y1 - b.box.y1)[0] ?? null
  );
}

const size = (b: Box): number => (b.x2 - b.x1) * (b.y2 - b.y1);
const gap = (v: number, from: number, to: number): number => (v < from ? from - v : v > to ? v - to : 0);

function panelAround(screen: Screen, p: Point, label: Element | null): Box | null {
  const dialog = screen.windows.find((w) => w.dialog && !w.minimised && boxContains(w.box, p));
  if (dialog) return dialog.box;
  const { frame } = screen;
  const [ox, oy] = [frame.display.box.x1, frame.display.box.y1];
  const seed = label?.box ?? boxInflate({ x1: p.x, y1: p.y, x2: p.x, y2: p.y }, 5);
  const area = enclosingPanel(frame, { x1: seed.x1 - ox, y1: seed.y1 - oy, x2: seed.x2 - ox, y2: seed.y2 - oy });
  return area ? globalBox(area.x1 + ox, area.y1 + oy, area.x2 + ox, area.y2 + oy) : null;
}

/** A place is looked at several times for one judgement. */
const targets = new WeakMap<Screen, Map<string, Target>>();

/** Reads the surroundings of a point, once a screen. `phrase` stands in for the words of a thing that has none. */
export function targetAt(screen: Screen, p: Point, phrase: string | null): Target {
  const known = targets.get(screen) ?? new Map<string, Target>();
  targets.set(screen, known);
  const key = `${String(p.x)} ${String(p.y)} ${phrase ?? '-'}`;
  const found = known.get(key) ?? readTarget(screen, p, phrase);
  known.set(key, found);
  return found;
}

function readTarget(screen: Screen, p: Point, phrase: string | null): Target {
  const [ox, oy] = [screen.frame.display.box.x1, screen.frame.display.box.y1];
  const line = labelAt(screen, p);
  const words = line !== null && hidesSign(screen, line, p) ? null : line;
  const read = words !== null && (!isGlyph(words.text) || READ_SIGN.test(words.text.trim()));
  const sign = read ? null : signAt(screen.frame, p.x - ox, p.y - oy);
  // A sign that is known needs no caption; the text below it may belong to something else.
  const holder = screen.elements
    .filter((e) => e.kind !== 'text' && e.kind !== 'container' && boxContains(e.box, p))
    .sort((a, b) => size(a.box) - size(b.box))[0];
  const blank = words === null && holder === undefined && inkAround(screen.frame, p.x - ox, p.y - oy, 8).blank;
  const panel = panelAround(screen, p, words);
  // A sign that is known needs no caption; the text below it may belong to something else.
  const at =
    words ??
    boxedLabel(screen, p) ??
    (blank && panel ? rowLabel(screen, p, panel) : sign ? null : captionBelow(screen, p)) ??
    (blank ? entryBeside(screen, p) : null);
  // A button and the line of text on it are one thing, not two neighbours.
  const isSelf = (e: Element): boolean =>
    [at, holder].some(
      (s) =>
        s &&
        (s === e || (normalise(s.text) === normalise(e.text) && boxContains(boxInflate(s.box, 4), boxCentre(e.box)))),
    );
  const texts = textsOf(screen).filter((e) => !isSelf(e));
  // A title stands in a bar just above its dialog.
  const around = panel ? boxInflate({ ...panel, y1: (panel.y1 - 44) as Box['y1'] }, 2) : null;
  const inside = texts.filter((e) => (around ? boxContains(around, boxCentre(e.box)) : isNear(e, p)));
  const siblings = inside.filter((e) => isShort(e.text)).map((e) => e.text);
  const self = { box: at?.box ?? boxInflate({ x1: p.x, y1: p.y, x2: p.x, y2: p.y }, 8) };
  const row = texts.filter((e) => sameRow(e, self) && Math.abs(centreX(e) - p.x) < 700);
  const place = placeOf(inside, row.filter(inSameWindow(screen, p)), p, self.box, panel);
  // A page that fills its window keeps its buttons in a corner, far from what it says.
  const page = panel === null && row.some((e) => e !== at && leadsOut(e.text)) ? pageTexts(texts, screen, p) : inside;
  const radius = at ? boxInflate(at.box, 6) : boxInflate(self.box, 4);
  const red = rednessOf(screen.frame, {
    x1: radius.x1 - ox,
    y1: radius.y1 - oy,
    x2: radius.x2 - ox,
    y2: radius.y2 - oy,
  });
  return {
    label: at && !isGlyph(at.text) ? (place === 'dialog' ? stackedLabel(at, texts) : at.text.trim()) : (phrase ?? ''),
    glyph: at && isGlyph(at.text) ? glyphAt(at, p) : '',
    box: at?.box ?? null,
    kind: boxKind(screen, at, row, holder?.kind === 'button') ?? holder?.kind ?? at?.kind ?? null,
    told: toldOf([holder, words ?? undefined], at?.text ?? ''),
    panel,
    statements: statementsOf(
      page.filter((e) => !(sameRow(e, self) && isShort(e.text))),
      place === 'dialog',
    ),
    siblings,
    row: row.map((e) => e.text),
    // Beside a number a minus counts down; elsewhere it takes an entry out of a list.
    sign: sign === 'minus' && row.some((e) => isNumber(e.text) && gap(p.x, e.box.x1, e.box.x2) < 160) ? null : sign,
    place,
    // Of a button with words nearly all is painted; of an icon only its strokes.
    red: at ? red > 0.45 : red > 0.8 || isRedIcon(screen.frame, p.x - ox, p.y - oy),
  };
}

/** Accessible names and hints of what is at a point; those that only repeat its words are left out. */
function toldOf(elements: readonly (Element | undefined)[], label: string): string[] {
  const told = elements
    .flatMap((e) => [e?.name, e?.hint])
    .filter((t) => t !== undefined && t.trim() !== '') as string[];
  return [...new Set(told)].filter((t) => normalise(t) !== normalise(label));
}

/** Whether something is in the window at the point: the menu bar of the window beside it is not this one's. */
function inSameWindow(screen: Screen, p: Point): (e: Element) => boolean {
  const at = (q: Point): number | undefined => screen.windows.find((w) => !w.minimised && boxContains(w.box, q))?.id;
  const own = at(p);
  return (e) => at(boxCentre(e.box)) === own;
}

/** A page with more sentences than this is read, not asked by. */
const MOST_SENTENCES = 14;
function pageTexts(texts: readonly Element[], screen: Screen, p: Point): readonly Element[] {
  const above = texts.filter(inSameWindow(screen, p)).filter((e) => e.box.y1 < p.y + 30);
  return above.filter((e) => isSentence(e.text)).length > MOST_SENTENCES ? above.filter((e) => isNear(e, p)) : above;
}

const isNear = (e: Element, p: Point): boolean =>
  e.box.y1 < p.y + 30 && p.y - e.box.y2 < NEAR_Y && gap(p.x, e.box.x1, e.box.x2) < NEAR_X;

/** A checkbox or radio button stands at most this far before its words. */
const BOX_GAP = 20;
const isBox = (e: Element): boolean => e.kind === 'checkbox' || e.kind === 'radio';
const boxOf = (screen: Screen, label: Element): Element | undefined =>
  screen.elements.find(
    (e) => isBox(e) && sameRow(e, label) && label.box.x1 - e.box.x2 >= -4 && label.box.x1 - e.box.x2 <= BOX_GAP,
  );

/** The words behind the checkbox or radio button at a point. */
function boxedLabel(screen: Screen, p: Point): Element | null {
  const box = screen.elements.find((e) => isBox(e) && boxContains(boxInflate(e.box, 3), p));
  const { x1, y1 } = screen.frame.display.box;
  if (!box || signAt(screen.frame, p.x - x1, p.y - y1) !== null) return null;
  return textsOf(screen).find((e) => e.kind === 'text' && boxOf(screen, e) === box) ?? null;
}

/**
 * What stands before the words, when it is a box; buttons in a row with a way out have icons there. What was taken for a
 * button stays one, unless it says more than buttons do ("Send me news").
 */
function boxKind(screen: Screen, label: Element | null, row: readonly Element[], button: boolean): ElementKind | null {
  if (label === null || row.some((e) => leadsOut(e.text))) return null;
  if (button && wordsOf(label.text).length < 3) return null;
  return boxOf(screen, label)?.kind ?? null;
}

/** The words of a button that stand in two lines, centred under each other. */
function stackedLabel(at: Element, texts: readonly Element[]): string {
  if (at.kind !== 'text' || !isShort(at.text)) return at.text.trim();
  const lines = texts.filter(
    (e) =>
      e.kind === 'text' &&
      isShort(e.text) &&
      Math.abs(centreX(e) - centreX(at)) <= 6 &&
      Math.abs(centreY(e) - centreY(at)) < (at.box.y2 - at.box.y1) * 1.1,
  );
  return [...lines, at]
    .sort((a, b) => a.box.y1 - b.box.y1)
    .map((e) => e.text.trim())
    .join(' ');
}

/** What a menu shows at the end of an entry: the keys that do the same. */
const KEYS =
  /^(?:(?:ctrl|shift|alt|super|cmd|strg|umschalt|maj|mayus)\s?[+-]\s?)*(?:f\d{1,2}|del|delete|entf|suppr|return|enter|esc|space|backspace|[\p{L}\p{N}]|[+-=])$/iu;

/** The blank part of a row belongs to its only text: menus and lists are pressed anywhere along the row. */
function rowLabel(screen: Screen, p: Point, panel: Box): Element | null {
  const row = textsOf(screen).filter(
    (e) => e.kind === 'text' && boxContains(panel, boxCentre(e.box)) && p.y >= e.box.y1 - 4 && p.y < e.box.y2 + 4,
  );
  const entries = row.filter((e) => !(e.box.x1 > p.x && KEYS.test(e.text.trim())));
  const only = entries.length === 1 ? entries[0] : undefined;
  return only && only.box.x2 <= p.x && isShort(only.text) ? only : null;
}

/** What a dialog says of itself: its questions, its sentences and its heading; not the entries of its lists. */
function statementsOf(inside: readonly Element[], dialog: boolean): string[] {
  const lines = [...inside].sort((a, b) => a.box.y1 - b.box.y1 || a.box.x1 - b.box.x1);
  // A field and the line in it are one thing.
  const distinct = lines.filter((e, i) => lines.findIndex((o) => o.text === e.text) === i);
  const heading = dialog ? distinct.slice(0, 2) : [];
  const sentences = lines.filter((e) => isSentence(e.text));
  const kept = new Set([...heading, ...sentences]);
  // Sentences run over several lines: their words are matched together.
  const chosen = lines.filter((e) => kept.has(e));
  return chosen.length === 0 ? [] : [...chosen.map((e) => e.text), chosen.map((e) => e.text).join(' ')];
}
const isSentence = (text: string): boolean =>
  wordsOf(text).length >= 4 || /[?!？！。]\s*$/.test(text) || isCjkSentence(text);
const isCjkSentence = (text: string): boolean => /[\u3040-\u30ff\u3400-\u9fff]{6,}/.test(text);

const WAYS_OUT = ['cancel', 'no', 'back', 'discard'] as const;
const leadsOut = (text: string): boolean => isShort(text) && WAYS_OUT.some((m) => meaningIn(m, text) === 'start');

/** Nothing but titles of a menu bar: “Edit”, or “File Edit” read as one; not “Go Back”. */
const isTitles = (text: string): boolean => {
  const words = wordsOf(text);
  return words.length > 0 && words.length <= 2 && words.every((w) => meaningIn('menu_title', w) === 'start');
};

function placeOf(
  inside: readonly Element[],
  row: readonly Element[],
  p: Point,
  self: Box,
  panel: Box | null,
): Target['place'] {
  const titles = row.filter((e) => isTitles(e.text) && gap(p.x, e.box.x1, e.box.x2) < 500);
  const named = new Set(titles.map((e) => normalise(e.text)));
  // One line of the reader may hold the whole bar.
  const whole = row.some((e) => wordsOf(e.text).filter((w) => meaningIn('menu_title', w) === 'start').length >= 3);
  if (named.size >= 2 || whole) return 'menubar';
  // Entries of a menu stand under each other, flush; the buttons of a dialog do not.
  const column = inside.filter((e) => isShort(e.text) && Math.abs(e.box.x1 - self.x1) <= 10);
  const narrow = panel !== null && panel.x2 - panel.x1 <= 460;
  if (narrow && column.length >= 3) return 'menu';
  const question = inside.some((e) => /[?？]\s*$/.test(e.text.trim()));
  if (inside.some((e) => leadsOut(e.text)) || (question && panel !== null)) return 'dialog';
  if (narrow && column.length >= 2) return 'menu';
  return 'other';
}

/** The dialog in front when no point is given: the one around the lowest way out, or the active dialog window. */
export function frontDialog(screen: Screen): Target | null {
  const active = screen.windows.find((w) => w.active && w.dialog);
  const out = textsOf(screen).filter((e) => leadsOut(e.text) && (!active || boxContains(active.box, boxCentre(e.box))));
  const targets = out
    .map((e) => targetAt(screen, boxCentre(e.box), null))
    .filter((t) => t.panel !== null && t.statements.length > 0)
    .sort((a, b) => (a.panel && b.panel ? size(a.panel) - size(b.panel) : 0));
  // A dialog without a way out is still a dialog.
  const front =
    targets[0] ??
    (active
      ? targetAt(screen, boxCentre(active.box), null)
      : screen.windows.length > 0
        ? undefined
        : (alone(screen) ?? page(screen)));
  return front ? { ...front, place: 'dialog' } : null;
}

/** A question that fills the screen: its way out stands low, in a row with other buttons. */
function page(screen: Screen): Target | undefined {
  const low = screen.frame.display.box.y1 + screen.frame.height * 0.4;
  const texts = textsOf(screen);
  // What goes on stands beside the way out, and reads the page.
  return texts
    .filter((e) => leadsOut(e.text) && e.box.y1 > low)
    .flatMap((out) => texts.filter((e) => isShort(e.text) && !leadsOut(e.text) && sameRow(e, out)))
    .map((e) => targetAt(screen, boxCentre(e.box), null))
    .find((t) => t.panel === null && t.statements.length >= 2);
}

/** A dialog whose only button does what it says: a panel of its own that speaks, with one button or more in it. */
function alone(screen: Screen): Target | undefined {
  return screen.elements
    .filter((e) => e.kind === 'button' && isShort(e.text) && e.text.trim() !== '')
    .map((e) => targetAt(screen, boxCentre(e.box), null))
    .filter((t) => t.panel !== null && t.place !== 'menu' && t.place !== 'menubar' && t.statements.length >= 3)
    .sort((a, b) => (a.panel && b.panel ? size(a.panel) - size(b.panel) : 0))[0];
}

/** Texts of the active window, or of the whole screen when no window is known. */
export function windowTexts(screen: Screen): string[] {
  const active = screen.windows.find((w) => w.active);
  return textsOf(screen)
    .filter((e) => !active || boxContains(active.box, boxCentre(e.box)))
    .map((e) => e.text);
}

/** True when a title says that its document has changes that are not saved. */
export function titleSaysUnsaved(title: string): boolean {
  return (
    /^\s*[*•●]\s*\S/.test(title) ||
    /\S\s?[*•●]\s*($|[-–—|(])/.test(title) ||
    /\b(modified|unsaved|edited|not saved|geandert|modifie|modificado|modificato|gewijzigd|zmodyfikowan\w*)\b/.test(
      normalise(title),
    ) ||
    /変更あり|已修改|未保存/.test(title)
  );
}

/** Title and program of the active window; without a list of windows the short texts in the upper third of the screen. */
export function windowTitles(screen: Screen): string[] {
  const active = screen.windows.find((w) => w.active);
  if (active) return [active.title, active.app];
  const third = screen.frame.display.box.y1 + screen.frame.height / 3;
  return textsOf(screen)
    .filter((e) => e.box.y1 < third && isShort(e.text))
    .map((e) => e.text);
}
