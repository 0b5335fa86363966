/**
 * Screenshots in a report: each stored picture once, drawn wherever it is needed with the marks of that step on it.
 *
 * The marks are drawn, not painted into the pixels: the picture stays what was seen. A zoomed crop is the same picture
 * looked at through a smaller window.
 */
import sharp from 'sharp';
import { actionPoints } from '../../protocol/action.ts';
import { boxHeight, boxWidth, globalBox, type Box, type Point } from '../../protocol/coordinates.ts';
import type { FrameRecord, StepRecord } from '../records.ts';
import { html, type Html } from './html.ts';

/** Where pictures come from; `Frames` is one. */
export interface FrameSource {
  record(id: string): FrameRecord | null;
  get(id: string): Promise<Buffer | null>;
}

/** A picture that is in the report. */
export interface Picture {
  readonly id: string;
  readonly record: FrameRecord;
}

/**
 * How pictures are embedded, by what they weigh together on disk: a report must stay small enough to open and to send.
 * Below the first line every stored file goes in as it is, without loss and without work (a hundred screens or so).
 */
const EMBEDDING: readonly { readonly upToBytes: number; readonly width: number; readonly quality: number }[] = [
  { upToBytes: 16e6, width: 1920, quality: 76 },
  { upToBytes: 80e6, width: 1280, quality: 60 },
  { upToBytes: Infinity, width: 900, quality: 45 },
];
/** A single file above this is made smaller even in a small report. */
const HEAVY_BYTES = 600_000;
/** Beyond this no more pictures go in; the steps still say everything in words. */
const MAX_BYTES = 120e6;
/** Pictures made smaller at one time; each holds its pixels. */
const AT_ONCE = 4;

/** The pictures of a report, gathered before the page is written. */
export class Album {
  readonly #pictures = new Map<string, Picture>();
  readonly #definitions: Html[] = [];

  /** Loads each different picture once; what is missing or unreadable is simply not in the album. */
  static async of(ids: readonly (string | null)[], source: FrameSource): Promise<Album> {
    const album = new Album();
    const records = [...new Set(ids)].flatMap((id) => (id === null ? [] : (source.record(id) ?? [])));
    const weight = records.reduce((sum, r) => sum + r.bytes, 0);
    const tier = EMBEDDING.findIndex((e) => weight <= e.upToBytes);
    const how = EMBEDDING[tier];
    let total = 0;
    for (let from = 0; from < records.length && how !== undefined && total < MAX_BYTES; from += AT_ONCE) {
      const some = records.slice(from, from + AT_ONCE);
      const data = await Promise.all(some.map(async (r) => embeddable(await source.get(r.id), how, tier === 0)));
      some.forEach((record, i) => {
        const picture = data[i];
        if (picture == null) return;
        total += picture.byteLength;
        album.#add({ id: `frame-${album.#pictures.size + 1}`, record }, picture);
      });
    }
    return album;
  }

  get(id: string | null): Picture | null {
    return id === null ? null : (this.#pictures.get(id) ?? null);
  }

  /** Must come before the first use of a picture. */
  definitions(): Html {
    return html`<svg class="store" aria-hidden="true" focusable="false"><defs>${this.#definitions}</defs></svg>`;
  }

  #add(picture: Picture, data: Buffer): void {
    const { record } = picture;
    this.#pictures.set(record.id, picture);
    const url = `data:image/webp;base64,${data.toString('base64')}`;
    this.#definitions.push(
      html`<image
        id="${picture.id}"
        width="${boxWidth(record.box)}"
        height="${boxHeight(record.box)}"
        preserveAspectRatio="none"
        href="${url}"
      />`,
    );
  }
}

async function embeddable(
  stored: Buffer | null,
  how: (typeof EMBEDDING)[number],
  asItIs: boolean,
): Promise<Buffer | null> {
  if (stored === null) return null;
  try {
    const { format } = await sharp(stored).metadata();
    if (asItIs && format === 'webp' && stored.byteLength <= HEAVY_BYTES) return stored;
    return await sharp(stored)
      .resize({ width: how.width, withoutEnlargement: true })
      .webp({ quality: how.quality, effort: 0 })
      .toBuffer();
  } catch {
    return null; // A spoilt file: shown as missing.
  }
}

/** Marks of one step, in global physical pixels. */
export interface Marks {
  readonly target: Box | null;
  readonly others: readonly Box[];
  readonly points: readonly Point[];
  readonly changed: readonly Box[];
}

export const NO_MARKS: Marks = { target: null, others: [], points: [], changed: [] };

/** How many runners-up are drawn; more would hide what they stand on. */
export const RUNNERS_UP = 3;

export function marksOf(step: StepRecord): Marks {
  const { grounding, action } = step;
  const target = grounding?.status === 'found' ? grounding.box : null;
  const others = (grounding?.candidates ?? []).filter((c) => target === null || !sameBox(c.box, target));
  return {
    target,
    others: others.slice(0, RUNNERS_UP).map((c) => c.box),
    points: action === null ? [] : actionPoints(action),
    changed: [],
  };
}

export const sameBox = (a: Box, b: Box): boolean => a.x1 === b.x1 && a.y1 === b.y1 && a.x2 === b.x2 && a.y2 === b.y2;

const rect = (b: Box, kind: string): Html =>
  html`<rect class="${kind}" x="${b.x1}" y="${b.y1}" width="${boxWidth(b)}" height="${boxHeight(b)}" rx="2" />`;

/** Close up the ring has ticks and no dot: what is under the point must stay readable. */
function drawPoints(points: readonly Point[], scale: number, close: boolean): Html {
  const [from, to] = points;
  const line = (kind: string, a: Point<number>, b: Point<number>): Html =>
    html`<line class="${kind}" x1="${a.x}" y1="${a.y}" x2="${b.x}" y2="${b.y}" />`;
  const path = from && to ? [line('halo', from, to), line('path', from, to)] : null;
  const ring = 12 * scale;
  const dots = points.map((p) => {
    const circle = (kind: string, r: number): Html => html`<circle class="${kind}" cx="${p.x}" cy="${p.y}" r="${r}" />`;
    const tick = (x: number, y: number): Html =>
      line('ring', { x: p.x + x * ring, y: p.y + y * ring }, { x: p.x + x * ring * 1.5, y: p.y + y * ring * 1.5 });
    const centre = close ? [tick(1, 0), tick(-1, 0), tick(0, 1), tick(0, -1)] : circle('hit', 4 * scale);
    return [circle('halo', ring), circle('ring', ring), centre];
  });
  return html`${path}${dots}`;
}

/**
 * A picture with marks on it, as an SVG. `view` is the part to show, global physical pixels; all of it when null.
 * `label` is what a screen reader says.
 */
export function drawPicture(picture: Picture, marks: Marks, label: string, view: Box | null = null): Html {
  const { record } = picture;
  const seen = view ?? record.box;
  const [width, height] = [seen.x2 - seen.x1, seen.y2 - seen.y1];
  // Points are drawn about equally large whether the whole screen is shown or a crop.
  const scale = view === null ? Math.max(1, width / 1100) : Math.max(0.4, Math.min(1.6, width / 420));
  return html`<svg
    role="img"
    aria-label="${label}"
    viewBox="${seen.x1} ${seen.y1} ${width} ${height}"
    preserveAspectRatio="xMidYMid meet"
  >
    <use href="#${picture.id}" x="${record.box.x1}" y="${record.box.y1}" />
    ${marks.changed.map((b) => rect(b, 'change'))}${marks.others.map((b) => [rect(b, 'halo'), rect(b, 'other')])}${marks.target ? [rect(marks.target, 'halo'), rect(marks.target, 'target')] : null}${drawPoints(marks.points, scale, view !== null)}
  </svg>`;
}

/** The part of a picture around a box, with room to see what it belongs to; inside the picture, never tiny. */
export function around(
  picture: Picture,
  box: Box<number>,
  room: number,
  least: { width: number; height: number },
): Box {
  const whole = picture.record.box;
  const width = Math.min(boxWidth(whole), Math.max(least.width, boxWidth(box) + room * 2));
  const height = Math.min(boxHeight(whole), Math.max(least.height, boxHeight(box) + room * 2));
  const clamp = (n: number, low: number, high: number): number => Math.round(Math.max(low, Math.min(high, n)));
  const x1 = clamp((box.x1 + box.x2 - width) / 2, whole.x1, whole.x2 - width);
  const y1 = clamp((box.y1 + box.y2 - height) / 2, whole.y1, whole.y2 - height);
  return globalBox(x1, y1, x1 + width, y1 + height);
}
