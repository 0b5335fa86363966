/**
 * Pictures in and out of files: a screenshot from disk as a `Frame`, and frames as WebP or PNG for the record and for
 * the questions a person is asked.
 *
 * A frame from a file is always 8-bit sRGB with alpha 255, whatever the file was (greyscale, 16 bits, palette,
 * transparent, animated: the first picture). Pixels are kept as stored, not turned by EXIF orientation, because the
 * coordinates that come with a screenshot count stored pixels. A file that cannot be read in full is refused.
 */
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import sharp, { type Metadata, type Sharp } from 'sharp';
import { boxHeight, boxIsEmpty, boxWidth, type Box, type FramePx } from '../protocol/coordinates.ts';
import { SteadyhandError, messageOf } from '../protocol/errors.ts';
import type { Frame } from '../protocol/frame.ts';
import { boxToFrame, clipToFrame, frameBounds, pictureDisplay } from './geometry.ts';
import { makeFrame } from './make-frame.ts';

/** Longest edge accepted: also the limit of what WebP can hold. */
export const MAX_IMAGE_EDGE = 16_383;
/** Most pixels accepted: 100 million is 400 MB as RGBA, four 5K displays in one picture. */
export const MAX_IMAGE_PIXELS = 100_000_000;

const usage = (code: string, message: string, remedy: string, cause?: unknown): SteadyhandError =>
  new SteadyhandError('usage', code, message, remedy, cause);

const unreadable = (path: string, why: string, cause?: unknown): SteadyhandError =>
  usage(
    'image_unreadable',
    `Cannot read the image ${path}: ${why}.`,
    'Give a complete PNG, JPEG, WebP, GIF or TIFF file.',
    cause,
  );

const firstLine = (text: string): string => (text.split('\n')[0] ?? '').replace(/[.\s]+$/, '');

async function readBytes(path: string): Promise<Uint8Array> {
  try {
    const info = await stat(path);
    if (!info.isFile()) throw unreadable(path, info.isDirectory() ? 'it is a folder' : 'it is not an ordinary file');
    if (info.size === 0)
      throw usage('image_empty', `The image ${path} is empty (0 bytes).`, 'Take the screenshot again.');
    return await readFile(path);
  } catch (e) {
    if (e instanceof SteadyhandError) throw e;
    const code = (e as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR')
      throw usage('image_missing', `There is no image at ${path}.`, 'Check the path.', e);
    if (code === 'EACCES' || code === 'EPERM') throw unreadable(path, 'permission denied', e);
    throw unreadable(path, firstLine(messageOf(e)), e);
  }
}

/** Refuses by the header alone what would be too large to decode. */
function checkSize(path: string, meta: Metadata): void {
  const { width, height } = meta;
  if (width < 1 || height < 1)
    throw usage('image_empty', `The image ${path} has no pixels.`, 'Take the screenshot again.');
  if (width > MAX_IMAGE_EDGE || height > MAX_IMAGE_EDGE || width * height > MAX_IMAGE_PIXELS)
    throw usage(
      'image_too_large',
      `The image ${path} is ${width}×${height} pixels, more than can be handled.`,
      `Give an image of at most ${MAX_IMAGE_EDGE} pixels an edge and ${MAX_IMAGE_PIXELS / 1e6} million pixels in all.`,
    );
}

/**
 * Reads a picture from disk; its global pixels are its own pixels, origin at its top left.
 * Throws a `SteadyhandError` of kind usage: `image_missing`, `image_empty`, `image_unreadable`, `image_too_large`.
 */
export async function frameFromFile(path: string): Promise<Frame> {
  return frameFromBytes(await readBytes(path), path);
}

/** The same for a picture in memory; `name` is what errors call it. */
export async function frameFromBytes(bytes: Uint8Array, name: string): Promise<Frame> {
  try {
    // Our own limits are checked on the header first, with a better message than libvips gives.
    const picture = sharp(bytes, { limitInputPixels: false, failOn: 'truncated' });
    checkSize(name, await picture.metadata());
    const { data, info } = await picture
      .toColourspace('srgb')
      .flatten({ background: '#ffffff' })
      .ensureAlpha()
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    return makeFrame({
      display: pictureDisplay(basename(name), info.width, info.height),
      width: info.width,
      height: info.height,
      data,
      source: 'file',
      takenAt: Date.now(),
    });
  } catch (e) {
    if (e instanceof SteadyhandError) throw e;
    throw unreadable(name, firstLine(messageOf(e)), e);
  }
}

/** The pixels of a part of a frame as a picture to encode; the whole frame when the part is empty or absent. */
function part(frame: Frame, box?: Box): Sharp {
  const clipped = box ? clipToFrame(frame, box) : frameBounds(frame);
  const b = boxIsEmpty(clipped) ? frameBounds(frame) : clipped;
  const image = sharp(frame.data, { raw: { width: frame.width, height: frame.height, channels: 4 } });
  return image.extract({ left: b.x1, top: b.y1, width: boxWidth(b), height: boxHeight(b) }).removeAlpha();
}

/** How WebP is written: `lossless` for evidence that is compared, otherwise small and legible. */
export interface WebpOptions {
  readonly lossless?: boolean;
  /** 1 to 100, only without `lossless`. */
  readonly quality?: number;
}

/** WebP of a frame, or of the part in `box` (global physical pixels, clipped; an empty part gives the whole frame). */
export function encodeWebp(frame: Frame, box?: Box, options: WebpOptions = {}): Promise<Buffer> {
  const { lossless = false, quality = 82 } = options;
  // Smart subsampling keeps thin coloured text legible; effort 2 halves the time for ~5 % more bytes.
  return part(frame, box).webp({ lossless, quality, effort: 2, smartSubsample: true }).toBuffer();
}

/** PNG of a frame, or of the part in `box` (global physical pixels, clipped; an empty part gives the whole frame). */
export function encodePng(frame: Frame, box?: Box): Promise<Buffer> {
  return part(frame, box).png({ compressionLevel: 6 }).toBuffer();
}

/** Rings of a mark from inside out: a red line that a white one sets off from any background. */
const RINGS: readonly { readonly at: number; readonly rgb: readonly [number, number, number] }[] = [
  { at: 0, rgb: [255, 255, 255] },
  { at: 1, rgb: [214, 28, 28] },
  { at: 2, rgb: [214, 28, 28] },
  { at: 3, rgb: [214, 28, 28] },
  { at: 4, rgb: [255, 255, 255] },
];

/** Draws a one-pixel rectangle, `at` pixels outside `b`; what falls outside the picture is left out. */
function drawRing(
  data: Uint8Array,
  width: number,
  height: number,
  b: Box<FramePx>,
  at: number,
  rgb: readonly [number, number, number],
): void {
  const [x1, y1, x2, y2] = [b.x1 - at - 1, b.y1 - at - 1, b.x2 + at, b.y2 + at];
  const set = (x: number, y: number): void => {
    if (x >= 0 && y >= 0 && x < width && y < height) data.set(rgb, (y * width + x) * 3);
  };
  for (let x = x1; x <= x2; x++) {
    set(x, y1);
    set(x, y2);
  }
  for (let y = y1; y <= y2; y++) {
    set(x1, y);
    set(x2, y);
  }
}

/**
 * PNG of a region with boxes outlined, for the question a person is asked. `box` and `marks` are global physical pixels;
 * the region is clipped to the frame. Outlines lie outside the marked boxes, so that what is marked stays visible.
 */
export async function markedCrop(frame: Frame, box: Box, marks: readonly Box[]): Promise<Buffer> {
  const clipped = clipToFrame(frame, box);
  const region = boxIsEmpty(clipped) ? frameBounds(frame) : clipped;
  const { data, info } = await part(frame, box).raw().toBuffer({ resolveWithObject: true });
  for (const mark of marks) {
    const m = boxToFrame(frame, mark);
    const inside = {
      x1: (m.x1 - region.x1) as FramePx,
      y1: (m.y1 - region.y1) as FramePx,
      x2: (m.x2 - region.x1) as FramePx,
      y2: (m.y2 - region.y1) as FramePx,
    };
    for (const ring of RINGS) drawRing(data, info.width, info.height, inside, ring.at, ring.rgb);
  }
  return sharp(data, { raw: { width: info.width, height: info.height, channels: 3 } })
    .png()
    .toBuffer();
}
