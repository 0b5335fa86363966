// Draws a vector icon at 64 by 64 and tells icons of one colour from coloured ones.
import sharp from 'sharp';

export const SIDE = 64;
sharp.concurrency(1);
sharp.cache(false);

/** The same picture, asked for at SIDE pixels, so that nothing is resampled. */
function sized(svg) {
  return svg.replace(/<svg\b[^>]*>/, (tag) => {
    const size = (name) => Number(new RegExp(`\\s${name}="([\\d.]+)(?:px)?"`).exec(tag)?.[1]);
    const box = /viewBox=/.test(tag) ? '' : ` viewBox="0 0 ${size('width') || 24} ${size('height') || 24}"`;
    const bare = tag.replace(/\s(width|height)="[^"]*"/g, '');
    return bare.replace('<svg', `<svg width="${SIDE}" height="${SIDE}"${box}`);
  });
}

/** One colour throughout (antialiasing aside)? */
function isMono(rgba) {
  const low = [255, 255, 255];
  const high = [0, 0, 0];
  for (let i = 0; i < rgba.length; i += 4) {
    if (rgba[i + 3] < 128) continue;
    for (let c = 0; c < 3; c++) {
      low[c] = Math.min(low[c], rgba[i + c]);
      high[c] = Math.max(high[c], rgba[i + c]);
    }
  }
  return high.every((h, c) => h - low[c] <= 12);
}

/** An icon's pixels: `mono` with its alpha, or `colour` with RGBA. Throws where there is nothing to see. */
export async function draw(svg) {
  return split(await pixels(sharp(Buffer.from(sized(svg)))));
}

/** The same of a PNG file. */
export async function drawFile(file) {
  return split(await pixels(sharp(file)));
}

async function pixels(image) {
  const rgba = await image
    .resize(SIDE, SIDE, { fit: 'contain', background: { r: 0, g: 0, b: 0, alpha: 0 } })
    .ensureAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer();
  if (rgba.length !== SIDE * SIDE * 4) throw new Error(`unexpected size ${rgba.length}`);
  return rgba;
}

function split(rgba) {
  let ink = 0;
  for (let i = 3; i < rgba.length; i += 4) ink += rgba[i];
  if (ink < 255 * 24) throw new Error('blank');
  if (!isMono(rgba)) return { kind: 'colour', pixels: rgba };
  const alpha = Buffer.alloc(SIDE * SIDE);
  for (let i = 0; i < alpha.length; i++) alpha[i] = rgba[i * 4 + 3];
  return { kind: 'mono', pixels: alpha };
}
