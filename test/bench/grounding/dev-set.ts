/** The evaluation set of real screens, where it is at hand, and the score of any grounder on it. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import type { Grounding } from '../../../electron/protocol/grounding.ts';

const FOLDER = fileURLToPath(new URL('../../../../shared/eval/', import.meta.url));

export interface Record {
  readonly id: string;
  readonly image: string;
  readonly instruction: string;
  readonly bbox: readonly [number, number, number, number] | null;
  readonly style: string;
  readonly kind: string;
}

/** The records with full picture paths; empty where the set is not there. */
export function devSet(): Record[] {
  const file = join(FOLDER, 'grounding.jsonl');
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Record)
    .map((r) => ({ ...r, image: join(FOLDER, r.image) }));
}

/** What a grounder answered; `null` point: absent. */
export interface Answer {
  readonly point: { readonly x: number; readonly y: number } | null;
  readonly confidence: number;
  readonly ms: number;
}

export const answerOf = (g: Grounding): Answer => ({
  point: g.status === 'found' ? g.point : null,
  confidence: g.confidence,
  ms: g.ms,
});

/** Figures as `score_grounding.py` of the set counts them. */
export class Tally {
  readonly #by = new Map<string, { hits: number; all: number }>();
  readonly #brier: number[] = [];
  readonly #ms: number[] = [];
  #refused = 0;
  #absent = 0;
  #abstained = 0;

  add(record: Record, answer: Answer): void {
    this.#ms.push(answer.ms);
    if (!record.bbox) {
      this.#absent++;
      if (!answer.point) this.#refused++;
      return;
    }
    const [x1, y1, x2, y2] = record.bbox;
    const { point } = answer;
    const hit = point !== null && point.x >= x1 && point.x <= x2 && point.y >= y1 && point.y <= y2;
    if (!point) this.#abstained++;
    else this.#brier.push((answer.confidence - (hit ? 1 : 0)) ** 2);
    for (const key of ['all', record.style, `kind ${record.kind}`]) {
      const count = this.#by.get(key) ?? { hits: 0, all: 0 };
      count.all++;
      if (hit) count.hits++;
      this.#by.set(key, count);
    }
  }

  /** Share of hits of a style, of `kind …`, or of `all`. */
  share(key: string): string {
    const count = this.#by.get(key);
    return count ? (count.hits / count.all).toFixed(3) : '-';
  }

  get refused(): string {
    return this.#absent > 0 ? (this.#refused / this.#absent).toFixed(3) : '-';
  }

  get abstained(): string {
    return (this.#abstained / Math.max(1, this.#by.get('all')?.all ?? 0)).toFixed(3);
  }

  get brier(): string {
    return this.#brier.length > 0 ? (this.#brier.reduce((a, b) => a + b, 0) / this.#brier.length).toFixed(3) : '-';
  }

  /** Median milliseconds. */
  get ms(): string {
    return ([...this.#ms].sort((a, b) => a - b)[Math.floor(this.#ms.length / 2)] ?? 0).toFixed(0);
  }
}
