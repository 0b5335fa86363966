/**
 * Which window of now is the one of then. Pure.
 *
 * By its program first, then by its title. Titles name documents and say what is unsaved, so that they are compared by
 * what stays. Errs towards none: of two windows that fit alike, only the one in front is taken.
 */
import { boxHeight, boxWidth } from '../../protocol/coordinates.ts';
import type { WindowInfo } from '../../protocol/frame.ts';
import type { WindowAnchor } from '../skill/schema.ts';
import { likeness, plain } from './likeness.ts';

export const anchorOfWindow = (w: WindowInfo): WindowAnchor => ({
  app: w.app,
  title: w.title,
  ...(isDialog(w) ? { dialog: true } : {}),
  size: [boxWidth(w.box), boxHeight(w.box)],
});

export const isDialog = (w: WindowInfo): boolean => w.dialog || w.transientFor !== null;

const TITLE_PARTS = /\s+[-—–|:·]\s+/u;
/** What a title says apart from marks of unsaved work. */
const bare = (title: string): string => title.replace(/^\s*[*•]\s*|\s*[*•]\s*$/gu, '').trim();

/** 0 to 1: how alike two titles are; parts count by themselves, so that another document in the same program is near. */
export function titleLikeness(a: string, b: string): number {
  const [x, y] = [bare(a), bare(b)];
  if (plain(x) === plain(y)) return 1;
  const [p, q] = [x.split(TITLE_PARTS), y.split(TITLE_PARTS)];
  const shared = p.filter((part) => q.some((other) => likeness(part, other) >= 0.9)).length;
  return Math.max(0.9 * likeness(x, y), (0.9 * shared) / Math.max(p.length, q.length));
}

const sameApp = (a: string, b: string): boolean => plain(a) === plain(b);

/** A dialog whose title says something else is another dialog, unless it is the only one and a language may have changed. */
const DIALOG_TITLE = 0.75;
/** Between the best and the next. */
const MARGIN = 0.1;

/** The window, or null. `windows` front to back. */
export function findWindow(anchor: WindowAnchor, windows: readonly WindowInfo[]): WindowInfo | null {
  const wantsDialog = anchor.dialog === true;
  const scored = windows
    .filter((w) => !w.minimised && sameApp(w.app, anchor.app))
    .map((w) => ({ w, score: titleLikeness(anchor.title, w.title), dialog: isDialog(w) }))
    .filter(({ score, dialog }) => (wantsDialog ? score >= DIALOG_TITLE : !dialog || score >= 0.95))
    .sort((a, b) => b.score - a.score || Number(b.w.active) - Number(a.w.active));
  const [best, next] = scored;
  if (!best) return null;
  if (!next || best.score - next.score >= MARGIN) return best.w;
  const alike = scored.filter((s) => best.score - s.score < MARGIN);
  return alike.find((s) => s.w.active)?.w ?? null;
}

/** Another language changes the width of a dialog a little, not what it is. */
const SAME_SIZE = 0.25;

/**
 * The window that an action opened in place of the one that was expected: the only new one, of the same program and kind
 * and about the same size, under another title. Null when that is not so; an error message has another size.
 */
export function openedInstead(
  anchor: WindowAnchor,
  before: readonly WindowInfo[],
  after: readonly WindowInfo[],
): WindowInfo | null {
  const opened = after.filter((w) => !w.minimised && !before.some((b) => b.id === w.id));
  const [only] = opened;
  if (opened.length !== 1 || !only || !anchor.size) return null;
  if (!sameApp(only.app, anchor.app) || isDialog(only) !== (anchor.dialog === true)) return null;
  const near = (is: number, was: number): boolean => Math.abs(is - was) <= SAME_SIZE * was;
  const [width, height] = anchor.size;
  return near(boxWidth(only.box), width) && near(boxHeight(only.box), height) ? only : null;
}
