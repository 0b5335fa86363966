/**
 * Readings by the pixels they were read from, so that a line that moved, scrolled or came back costs nothing.
 *
 * Bounded: the least recently used reading leaves first. Keys are 64-bit hashes over size and pixels; a collision would
 * give a wrong text, at odds of about one in 10^13 for a full cache.
 */
import type { Area, Picture } from './picture.ts';
import type { Reading } from './recognise.ts';

/** About twenty full screens of text, some megabytes. */
export const LINE_CACHE_SIZE = 4096;

/** Hash of a box's pixels and size. */
export function pixelKey(picture: Picture, box: Area): string {
  const px = new Uint32Array(picture.data.buffer, picture.data.byteOffset, picture.width * picture.height);
  let a = Math.imul(box.x2 - box.x1, 0x9e3779b1);
  let b = Math.imul(box.y2 - box.y1, 0x85ebca6b);
  for (let y = box.y1; y < box.y2; y++) {
    const end = y * picture.width + box.x2;
    for (let i = y * picture.width + box.x1; i < end; i++) {
      const v = px[i] ?? 0;
      a = Math.imul(a ^ v, 0x9e3779b1);
      a ^= a >>> 15;
      b = Math.imul(((b << 7) | (b >>> 25)) ^ v, 0xc2b2ae3d);
    }
  }
  return `${(a >>> 0).toString(36)}.${((b ^ (b >>> 16)) >>> 0).toString(36)}.${box.x2 - box.x1}x${box.y2 - box.y1}`;
}

export class LineCache {
  readonly #readings = new Map<string, Reading>();
  readonly #limit: number;

  constructor(limit: number = LINE_CACHE_SIZE) {
    this.#limit = limit;
  }

  get size(): number {
    return this.#readings.size;
  }

  get(key: string): Reading | undefined {
    const reading = this.#readings.get(key);
    if (reading) {
      // A Map keeps insertion order: moving the entry to the end marks it as used.
      this.#readings.delete(key);
      this.#readings.set(key, reading);
    }
    return reading;
  }

  set(key: string, reading: Reading): void {
    this.#readings.delete(key);
    this.#readings.set(key, reading);
    if (this.#readings.size > this.#limit) {
      const oldest = this.#readings.keys().next();
      if (!oldest.done) this.#readings.delete(oldest.value);
    }
  }

  clear(): void {
    this.#readings.clear();
  }
}
