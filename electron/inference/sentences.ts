/**
 * Texts as points: the sentence encoder that ships, with what was encoded kept. For worker threads (see session.ts).
 *
 * Points have length 1; near points mean alike. Texts are cut to a number of word pieces, so that one long text does not
 * make the others wait.
 */
import { readFileSync } from 'node:fs';
import { Tokenizer } from '@huggingface/tokenizers';
import { Kept } from './kept.ts';
import { openGraph, type Graph } from './session.ts';

/** Numbers of a point. */
export const POINT = 384;
/** Texts in one run of the encoder. */
const BATCH = 16;
const MOST_KEPT = 6000;

export interface SentenceFiles {
  /** Checked paths of the encoder and of its tokeniser. */
  readonly encoder: string;
  readonly tokeniser: string;
  readonly threads: number;
  /** Word pieces read of a text. */
  readonly pieces: number;
}

/** What is used of the library, whose own types name modules that it does not ship. */
interface Tokeniser {
  encode(text: string): { readonly ids: readonly number[] };
}
const LoadedTokeniser = Tokenizer as unknown as new (file: object, config: object) => Tokeniser;

export class Sentences {
  readonly #graph: Promise<Graph>;
  readonly #tokeniser: Tokeniser;
  readonly #pieces: number;
  readonly #kept = new Kept<Float32Array>(MOST_KEPT);

  constructor(files: SentenceFiles) {
    this.#graph = openGraph(files.encoder, { threads: files.threads });
    // Told when it is first used.
    this.#graph.catch(() => undefined);
    this.#tokeniser = new LoadedTokeniser(JSON.parse(readFileSync(files.tokeniser, 'utf8')) as object, {});
    this.#pieces = files.pieces;
  }

  /** Resolves once the weights are loaded; rejects with `model_damaged`. */
  async ready(): Promise<void> {
    await this.#graph;
  }

  /** Forgets what was encoded, to measure what is new. */
  forget(): void {
    this.#kept.clear();
  }

  /** A text's point and the states of its word pieces one after the other, without those of beginning and end. */
  async statesOf(text: string): Promise<{ readonly point: Float32Array; readonly states: Float32Array }> {
    const ids = this.#idsOf(text);
    const { points, tokens } = await this.#encode([ids]);
    const states = tokens.slice(POINT, POINT * Math.max(1, ids.length - 1));
    return { point: points.slice(0, POINT), states };
  }

  /** One point a text, in order; zeros for an empty one. Rejects with the reason of `signal` between two batches. */
  async pointsOf(texts: readonly string[], signal?: AbortSignal): Promise<Float32Array[]> {
    const missing = [...new Set(texts)].filter((t) => t !== '' && !this.#kept.has(t));
    const rows = missing.map((text) => ({ text, ids: this.#idsOf(text) })).sort((a, b) => a.ids.length - b.ids.length);
    const fresh = new Map<string, Float32Array>();
    for (let i = 0; i < rows.length; i += BATCH) {
      signal?.throwIfAborted();
      const part = rows.slice(i, i + BATCH);
      const { points } = await this.#encode(part.map((r) => r.ids));
      part.forEach((r, k) => fresh.set(r.text, points.slice(k * POINT, (k + 1) * POINT)));
    }
    const found = texts.map((t) => (t === '' ? undefined : (fresh.get(t) ?? this.#kept.get(t))));
    for (const [text, point] of fresh) this.#kept.set(text, point);
    return found.map((p) => p ?? new Float32Array(POINT));
  }

  #idsOf(text: string): number[] {
    const { ids } = this.#tokeniser.encode(text);
    return ids.length <= this.#pieces ? [...ids] : [...ids.slice(0, this.#pieces - 1), ids[ids.length - 1] ?? 0];
  }

  async #encode(
    many: readonly (readonly number[])[],
  ): Promise<{ readonly points: Float32Array; readonly tokens: Float32Array }> {
    const longest = Math.max(...many.map((ids) => ids.length));
    const ids = new BigInt64Array(many.length * longest);
    const mask = new BigInt64Array(many.length * longest);
    many.forEach((row, i) => {
      row.forEach((id, k) => {
        ids[i * longest + k] = BigInt(id);
        mask[i * longest + k] = 1n;
      });
    });
    const dims = [many.length, longest];
    const out = await (await this.#graph).run({ input_ids: { data: ids, dims }, attention_mask: { data: mask, dims } });
    const { sentence, tokens } = out;
    if (!sentence || !tokens) throw new Error('the sentence encoder has no output "sentence" or "tokens"');
    return { points: sentence.data, tokens: tokens.data };
  }
}
