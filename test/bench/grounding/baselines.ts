/**
 * What anybody would try first: the text on the screen that is most like the instruction. Once over our own reading with
 * whole words, once over tesseract's with words that may be a little off.
 */
import { execFileSync } from 'node:child_process';
import { tokens, wordSimilarity } from '../../../electron/grounding/text.ts';
import type { Screen } from '../../../electron/protocol/screen.ts';
import type { Answer } from './dev-set.ts';

interface Line {
  readonly text: string;
  readonly box: readonly [number, number, number, number];
}

const COMMON = new Set(
  'the a an to of in on at for and or with that which is it click press select choose open button icon'.split(' '),
);
/** Below this share of agreeing words nothing is there. */
const ENOUGH = 0.34;

/** The line with the largest mean of: its words that were said, and the said words that it has. */
function best(lines: readonly Line[], instruction: string, same: (a: string, b: string) => boolean): Answer {
  const started = performance.now();
  const said = tokens(instruction).filter((w) => !COMMON.has(w));
  let top = { score: 0, line: null as Line | null };
  for (const line of lines) {
    const shown = tokens(line.text);
    if (shown.length === 0 || said.length === 0) continue;
    const known = shown.filter((w) => said.some((s) => same(w, s))).length / shown.length;
    const covered = said.filter((s) => shown.some((w) => same(w, s))).length / said.length;
    const score = (known + covered) / 2;
    if (score > top.score) top = { score, line };
  }
  const ms = performance.now() - started;
  if (!top.line || top.score < ENOUGH) return { point: null, confidence: top.score, ms };
  const [x1, y1, x2, y2] = top.line.box;
  return { point: { x: (x1 + x2) / 2, y: (y1 + y2) / 2 }, confidence: top.score, ms };
}

/** Plain token matching over what we read. */
export function byTokens(screen: Screen, instruction: string): Answer {
  const lines = screen.elements
    .filter((e) => e.kind === 'text')
    .map((e): Line => ({ text: e.text, box: [e.box.x1, e.box.y1, e.box.x2, e.box.y2] }));
  return best(lines, instruction, (a, b) => a === b);
}

/** The lines tesseract reads on a picture; null where tesseract is not installed. */
export function tesseractLines(image: string): { readonly lines: Line[]; readonly ms: number } | null {
  const started = performance.now();
  let out: string;
  try {
    out = execFileSync('tesseract', [image, '-', '--psm', '11', 'tsv'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      maxBuffer: 1 << 26,
    });
  } catch (e) {
    if ((e as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw e;
  }
  const lines = new Map<string, { text: string; box: [number, number, number, number] }>();
  for (const row of out.split('\n').slice(1)) {
    const [level, page, block, paragraph, line, , left, top, width, height, sure, text = ''] = row.split('\t');
    if (level !== '5' || Number(sure) < 30 || text.trim() === '') continue;
    const key = [page, block, paragraph, line].join('/');
    const [x1, y1] = [Number(left), Number(top)];
    const [x2, y2] = [x1 + Number(width), y1 + Number(height)];
    const known = lines.get(key);
    if (!known) lines.set(key, { text, box: [x1, y1, x2, y2] });
    else {
      const [a, b, c, d] = known.box;
      const box: [number, number, number, number] = [
        Math.min(a, x1),
        Math.min(b, y1),
        Math.max(c, x2),
        Math.max(d, y2),
      ];
      lines.set(key, { text: `${known.text} ${text}`, box });
    }
  }
  return { lines: [...lines.values()], ms: performance.now() - started };
}

/** Fuzzy matching over what tesseract read. */
export const byTesseract = (lines: readonly Line[], instruction: string): Answer =>
  best(lines, instruction, (a, b) => wordSimilarity(a, b) >= 0.75);
