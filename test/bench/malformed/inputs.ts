/** Pictures and instructions that nobody should send: damaged files, odd formats, noise, scripts nobody reads. */
import sharp, { type Sharp } from 'sharp';
import type { Random } from '../../soak/random.ts';
import { randomText } from '../../soak/random.ts';

/** A kind of picture file and how one is made. */
export interface Kind {
  readonly name: string;
  /** Of a hundred inputs. */
  readonly share: number;
  make(random: Random): Promise<Buffer>;
}

const bytes = (random: Random, count: number): Buffer =>
  Buffer.from(Array.from({ length: count }, () => random.int(0, 255)));

/** A page with lines that look like writing and boxes that look like controls. */
function page(random: Random, width: number, height: number): string {
  const parts = Array.from({ length: random.int(0, 12) }, () => {
    const [x, y] = [random.int(-20, width), random.int(-20, height)];
    const colour = `rgb(${random.int(0, 255)},${random.int(0, 255)},${random.int(0, 255)})`;
    if (random.chance(0.5))
      return `<rect x="${x}" y="${y}" width="${random.int(1, 120)}" height="${random.int(1, 60)}" fill="${colour}"/>`;
    const said = random.of(['Save', 'Delete all', 'Größe', '保存', 'lllIII||', '%%%%', 'a', '....']);
    return `<text x="${x}" y="${y}" font-size="${random.int(1, 40)}" fill="${colour}">${said}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#eee"/>${parts.join('')}</svg>`;
}

const drawn = (random: Random, most = 260): Sharp =>
  sharp(Buffer.from(page(random, random.int(1, most), random.int(1, most))));

function noise(random: Random, width: number, height: number, channels: 1 | 2 | 3 | 4): Sharp {
  return sharp(bytes(random, width * height * channels), { raw: { width, height, channels } });
}

/** Bytes of a good file with some of them changed. */
function spoiled(random: Random, file: Buffer): Buffer {
  const out = Buffer.from(file);
  for (let i = random.int(1, 30); i > 0; i--) out[random.int(0, out.length - 1)] = random.int(0, 255);
  return out;
}

export const KINDS: readonly Kind[] = [
  { name: 'bytes that are no picture', share: 10, make: (r) => Promise.resolve(bytes(r, r.int(0, 2000))) },
  {
    name: 'a file that ends too early',
    share: 15,
    make: async (r) => {
      const file = await drawn(r)
        .toFormat(r.of(['png', 'jpeg', 'webp', 'gif', 'tiff']))
        .toBuffer();
      return file.subarray(0, r.int(0, file.length - 1));
    },
  },
  {
    name: 'a file with wrong bytes in it',
    share: 20,
    make: async (r) =>
      spoiled(
        r,
        await drawn(r)
          .toFormat(r.of(['png', 'jpeg', 'webp', 'gif', 'tiff']))
          .toBuffer(),
      ),
  },
  { name: 'one pixel', share: 5, make: (r) => noise(r, 1, 1, 3).png().toBuffer() },
  {
    name: 'a line of pixels',
    share: 5,
    make: (r) => (r.chance(0.5) ? noise(r, 1, 3000, 3) : noise(r, 3000, 1, 3)).png().toBuffer(),
  },
  { name: 'greyscale, 16 bits, palette', share: 15, make: (r) => odd(r) },
  {
    name: 'noise',
    share: 10,
    make: (r) =>
      noise(r, r.int(2, 200), r.int(2, 200), r.of([1, 2, 3, 4] as const))
        .png()
        .toBuffer(),
  },
  { name: 'animated', share: 5, make: (r) => animated(r) },
  { name: 'a small page', share: 15, make: (r) => drawn(r).png().toBuffer() },
];

function odd(random: Random): Promise<Buffer> {
  const picture = drawn(random);
  if (random.chance(0.34)) return picture.greyscale().png().toBuffer();
  if (random.chance(0.5)) return picture.toColourspace('rgb16').png().toBuffer();
  return picture.png({ palette: true, colours: random.int(2, 16) }).toBuffer();
}

function animated(random: Random): Promise<Buffer> {
  const [width, height, frames] = [random.int(1, 100), random.int(1, 60), random.int(2, 5)];
  return sharp(bytes(random, width * height * frames * 3), {
    raw: { width, height: height * frames, channels: 3, pageHeight: height },
  })
    .gif()
    .toBuffer();
}

const PHRASES = [
  'click Save',
  'the red button',
  'the third row',
  'the gear at the top right',
  'delete it',
  '',
  '   ',
  '"',
  '…',
];

/** What is asked for: sensible, random, of no or of thousands of characters. */
export function instructionOf(random: Random): string {
  if (random.chance(0.4)) return random.of(PHRASES);
  if (random.chance(0.1)) return 'the red button to the left of '.repeat(random.int(30, 200)).slice(0, 5000);
  if (random.chance(0.1)) return '\u0000\u202e\ud800"\u0007'.repeat(random.int(1, 20));
  return randomText(random, random.int(0, 60));
}
