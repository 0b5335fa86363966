/** Draws why a grounding came out as it did: where the actor query looked, what else was thought of, and what was chosen. */
import { writeFile } from 'node:fs/promises';
import sharp from 'sharp';
import type { Attention } from '../grounding/index.ts';
import { boxToFrame } from '../capture/geometry.ts';
import { SteadyhandError, messageOf } from '../protocol/errors.ts';
import type { Frame } from '../protocol/frame.ts';
import type { Grounding } from '../protocol/grounding.ts';

const CHOSEN = '#00a651';
const OTHER = '#e07b00';
/** Runners-up that are drawn; more would hide the picture. */
const MOST_OTHERS = 5;

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c] ?? c);

/** Attention as a red veil, strongest patch fully coloured; RGBA of the frame's size. */
function veil(frame: Frame, attention: Attention): Buffer {
  const out = Buffer.alloc(frame.width * frame.height * 4);
  const top = attention.weights.reduce((a, b) => Math.max(a, b), 1e-9);
  for (let y = 0; y < frame.height; y++) {
    const row = Math.min(attention.rows - 1, Math.floor(y / attention.edge));
    for (let x = 0; x < frame.width; x++) {
      const column = Math.min(attention.columns - 1, Math.floor(x / attention.edge));
      const share = (attention.weights[row * attention.columns + column] ?? 0) / top;
      if (share < 0.02) continue;
      const at = (y * frame.width + x) * 4;
      out[at] = 255;
      out[at + 1] = Math.round(60 * (1 - share));
      out[at + 3] = Math.round(150 * Math.sqrt(share));
    }
  }
  return out;
}

function marks(frame: Frame, grounding: Grounding): string {
  const found = grounding.status === 'found';
  const others = grounding.candidates
    .filter((c) => !found || c.box !== grounding.box)
    .slice(0, MOST_OTHERS)
    .map((c, i) => {
      const b = boxToFrame(frame, c.box);
      const label = `${i + (found ? 2 : 1)}. ${(c.score * 100).toFixed(0)}%`;
      return `<rect x="${b.x1}" y="${b.y1}" width="${b.x2 - b.x1}" height="${b.y2 - b.y1}" fill="none" stroke="${OTHER}" stroke-width="2" stroke-dasharray="5 3"/>
        <text x="${b.x1}" y="${Math.max(12, b.y1 - 4)}" class="t" fill="${OTHER}">${label}</text>`;
    });
  const title = escaped(
    `${grounding.instruction.slice(0, 90)}: ${found ? `${Math.round(grounding.confidence * 100)}% sure` : 'absent'}`,
  );
  let choice = '';
  if (found) {
    const b = boxToFrame(frame, grounding.box);
    const x = grounding.point.x - frame.display.box.x1;
    const y = grounding.point.y - frame.display.box.y1;
    choice = `<rect x="${b.x1}" y="${b.y1}" width="${b.x2 - b.x1}" height="${b.y2 - b.y1}" fill="none" stroke="${CHOSEN}" stroke-width="3"/>
      <path d="M${x - 9} ${y}h18M${x} ${y - 9}v18" stroke="${CHOSEN}" stroke-width="2"/>`;
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${frame.width}" height="${frame.height}">
    <style>.t{font:bold 12px sans-serif;paint-order:stroke;stroke:#fff;stroke-width:3px}</style>
    ${others.join('')}${choice}
    <rect x="0" y="${frame.height - 22}" width="${Math.min(frame.width, 14 + title.length * 7.4)}" height="22" fill="#000c"/>
    <text x="6" y="${frame.height - 7}" font-family="sans-serif" font-size="13" fill="#fff">${title}</text></svg>`;
}

/**
 * Writes the picture as PNG.
 * @param attention null where the grounder has none: then only boxes are drawn
 * @throws SteadyhandError `cannot_write` when the file cannot be written
 */
export async function writeExplanation(
  path: string,
  frame: Frame,
  grounding: Grounding,
  attention: Attention | null,
): Promise<void> {
  const raw = { width: frame.width, height: frame.height, channels: 4 as const };
  const layers = attention ? [{ input: veil(frame, attention), raw }] : [];
  const png = await sharp(frame.data, { raw })
    .composite([...layers, { input: Buffer.from(marks(frame, grounding)) }])
    .png()
    .toBuffer();
  try {
    await writeFile(path, png);
  } catch (e) {
    throw new SteadyhandError(
      'usage',
      'cannot_write',
      `Cannot write ${path}: ${messageOf(e)}.`,
      'Give a file in a folder that exists and that you may write to.',
      e,
    );
  }
}
