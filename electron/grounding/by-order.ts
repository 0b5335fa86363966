/**
 * "The third row", "the sixth tab", "the last icon of the toolbar": things of a kind that stand in a row or a column at
 * even distances, counted.
 *
 * Invariant: a series has at least three members (two for tabs), in reading order; what joins them is place and size alone.
 */
import { boxArea, boxCentre, boxContains, boxHeight, boxUnion, type Box } from '../protocol/coordinates.ts';
import { context, iconsOf, resolveAnchors } from './evidence.ts';
import type { Scored } from './evidence.ts';
import type { Reading } from './parse.ts';
import type { Item, Scene } from './scene.ts';

/** What is counted for a noun: the direction it usually stands in, and which things it may be. */
type Axis = 'across' | 'down';

/** Things side by side or one under the other. */
export interface Series {
  readonly axis: Axis;
  readonly members: readonly Item[];
  readonly span: Box;
}

/** Neighbours in a series: how far apart their near edges may be, in their own extent across the series. */
const FARTHEST = { icons: 2.2, words: 4 } as const;
/** Lines of a list are evenly spaced, up to this part of their distance; a heading above them rarely is. */
const UNEVEN = 0.12;

const middle = (i: Item, axis: Axis): number => (axis === 'across' ? boxCentre(i.box).x : boxCentre(i.box).y);
const start = (i: Item, axis: Axis): number => (axis === 'across' ? i.box.x1 : i.box.y1);

/** Splits things into those on one line, in the order of the line. */
function linesOf(items: readonly Item[], axis: Axis): Item[][] {
  const other: Axis = axis === 'across' ? 'down' : 'across';
  // Lists are flush at the left; a bar is centred.
  const key = (i: Item): number => (axis === 'across' ? middle(i, other) : start(i, other));
  const lines: Item[][] = [];
  for (const item of [...items].sort((a, b) => key(a) - key(b))) {
    const size = axis === 'across' ? boxHeight(item.box) : 12;
    const line = lines.find((l) => {
      const last = l[l.length - 1];
      return last !== undefined && Math.abs(key(last) - key(item)) <= Math.max(3, 0.2 * size);
    });
    if (line) line.push(item);
    else lines.push([item]);
  }
  return lines.map((l) => l.sort((a, b) => middle(a, axis) - middle(b, axis)));
}

/** Rows of things that stand side by side: bars of icons, tabs, titles of menus. */
function rowsOf(items: readonly Item[], farthest: number): Series[] {
  return linesOf(items, 'across').flatMap((line) => {
    const runs: Item[][] = [];
    let run: Item[] = [];
    for (const item of line) {
      const last = run[run.length - 1];
      const alike =
        last &&
        Math.max(boxHeight(last.box), boxHeight(item.box)) < 1.8 * Math.min(boxHeight(last.box), boxHeight(item.box));
      const near = last && item.box.x1 - last.box.x2 <= farthest * boxHeight(item.box);
      if (last && !(alike && near)) {
        runs.push(run);
        run = [];
      }
      run.push(item);
    }
    return [...runs, run].map((members) => seriesOf(members, 'across'));
  });
}

/** Columns of lines at even distances: lists, tables, sidebars, open menus. */
function columnsOf(items: readonly Item[]): Series[] {
  return linesOf(items, 'down').flatMap((line) => {
    const runs: Item[][] = [];
    let run: Item[] = [];
    let pitch = 0;
    for (const item of line) {
      const last = run[run.length - 1];
      const step = last ? middle(item, 'down') - middle(last, 'down') : 0;
      const height = boxHeight(item.box);
      const fits = run.length < 2 ? step < 5 * height : Math.abs(step - pitch) <= Math.max(3, UNEVEN * pitch);
      if (last && !fits) {
        runs.push(run);
        run = [];
      }
      if (run.length === 1) pitch = step;
      run.push(item);
    }
    return [...runs, run].map((members) => seriesOf(members, 'down'));
  });
}

function seriesOf(members: readonly Item[], axis: Axis): Series {
  const [first] = members;
  const span = members.reduce((box, m) => boxUnion(box, m.box), first?.box ?? ({ x1: 0, y1: 0, x2: 0, y2: 0 } as Box));
  return { axis, members, span };
}

/** Without those that lie in another. */
const apart = (items: readonly Item[]): Item[] =>
  items.filter(
    (i) => !items.some((o) => o !== i && boxArea(o.box) > boxArea(i.box) && boxContains(o.box, boxCentre(i.box))),
  );

/** Which series a noun counts in, and how well each kind of series fits it, 0 to 1. */
function seriesFor(scene: Scene, reading: Reading): readonly { readonly series: Series; readonly fit: number }[] {
  const kinds = new Set<string>(reading.kinds);
  const icons = iconsOf(scene);
  const drawn = new Set(icons);
  const lines = scene.texts.filter((t) => !t.joined && !drawn.has(t) && t.text.trim().length > 1);
  const out: { series: Series; fit: number }[] = [];
  const add = (list: readonly Series[], fit: (s: Series) => number, least = 3): void => {
    for (const s of list) if (s.members.length >= least) out.push({ series: s, fit: fit(s) });
  };
  const { scale } = scene.screen.frame.display;
  const many = (s: Series): number => Math.min(1, s.members.length / 8);
  // Titles of menus stand in the first lines of a window, tools soon after them.
  const bar = (s: Series): number => Math.max(0, 1 - (s.span.y1 - scene.activeWindow.y1) / (90 * scale));
  const tools = (s: Series): number => Math.max(0, 1 - (s.span.y1 - scene.activeWindow.y1) / (260 * scale));
  if (kinds.has('tab')) {
    add(
      rowsOf(
        scene.controls.filter((c) => c.kind === 'tab'),
        FARTHEST.words,
      ),
      () => 1,
      2,
    );
    add(rowsOf(lines, FARTHEST.words), (s) => 0.4 + 0.3 * tools(s), 2);
  } else if (kinds.has('icon') && !kinds.has('row')) {
    const buttons = kinds.has('button') ? scene.controls.filter((c) => c.kind === 'button') : [];
    add(rowsOf(apart([...buttons, ...icons]), FARTHEST.icons), (s) => 0.3 + 0.35 * tools(s) + 0.3 * many(s));
    add(columnsOf(icons), (s) => 0.2 + 0.2 * many(s));
  } else {
    const listed = kinds.has('row');
    const menu = (reading.noun ?? '').startsWith('menu') ? 0.3 : 0;
    if (kinds.has('menu_item')) add(rowsOf(lines, FARTHEST.words), (s) => 0.1 + menu + 0.55 * bar(s));
    if (listed || kinds.has('menu_item')) {
      const rows = scene.controls.filter((c) => c.kind === 'row' || c.kind === 'menu_item');
      add(columnsOf(rows), (s) => 0.5 + 0.4 * many(s) - menu / 2);
      add(columnsOf(lines), (s) => 0.4 + 0.4 * many(s) - menu / 2);
    }
    if (!listed && kinds.size > 0 && !kinds.has('menu_item')) {
      const alike = scene.controls.filter((c) => kinds.has(c.kind));
      add(columnsOf(alike), () => 0.9, 2);
      add(rowsOf(alike, FARTHEST.words), () => 0.8, 2);
    }
  }
  return out;
}

/** Candidates for a reading that counts and names nothing; empty for any other. */
export function byOrder(scene: Scene, reading: Reading): Scored[] {
  const { ordinal } = reading;
  if (ordinal === null || reading.label.length > 0) return [];
  const anchors = resolveAnchors(scene, reading.anchors);
  return seriesFor(scene, reading).flatMap(({ series, fit }): Scored[] => {
    const { members } = series;
    const item = ordinal > 0 ? members[ordinal - 1] : members[members.length + ordinal];
    if (!item) return [];
    const c = context(scene, reading, anchors, item, item.box, false);
    return [
      {
        box: item.box,
        point: boxCentre(item.box),
        elementId: item.id,
        score: 0.9 * fit * c.score,
        features: { text: 0, coverage: 0, kind: fit, relation: c.score, mode: 'order' },
        why: [
          `number ${ordinal} of ${members.length} ${series.axis === 'across' ? 'side by side' : 'in a column'}`,
          ...c.why,
        ].join(', '),
      },
    ];
  });
}
