/**
 * Texts as points: the sentence encoder that ships, with what was encoded kept. For worker threads (see session.ts).
 *
 * Points have length 1; near points mean alike. Texts are cut to a number of word pieces, so that one long text does not
 * make the others wait. With the purpose maps, which share the encoder's first layers, a text is also what somebody wants
 * and what serves it: a function lies near the labels and the icons of controls that do it.
 */
import { readFileSync } from 'node:fs';
import { Tokenizer } from '@huggingface/tokenizers';
import { Kept } from './kept.ts';
import { openGraph, type FloatTensor, type Graph } from './session.ts';

/** Numbers of a point. */
export const POINT = 384;
/** Texts in one run of the encoder. */
const BATCH = 16;
const MOST_KEPT = 6000;

export interface SentenceFiles {
  /** Checked paths of the encoder and of its tokeniser. */
  readonly encoder: string;
  readonly tokeniser: string;
  /** Checked path of the purpose maps, where they are wanted. */
  readonly purpose?: string;
  readonly threads: number;
  /** Word pieces read of a text. */
  readonly pieces: number;
}

/** A text; everything of length 1. */
export interface Encoded {
  /** What it says. */
  readonly point: Float32Array;
  /** As something that is wanted, as a label that serves it (384 each), and as the icon that does (256). */
  readonly purpose?: { readonly said: Float32Array; readonly shown: Float32Array; readonly sign: Float32Array };
}

/** What is used of the library, whose own types name modules that it does not ship. */
interface Tokeniser {
  encode(text: string): { readonly ids: readonly number[] };
}
const LoadedTokeniser = Tokenizer as unknown as new (file: object, config: object) => Tokeniser;

export class Sentences {
  readonly #graph: Promise<Graph>;
  readonly #purpose: Promise<Graph> | undefined;
  readonly #tokeniser: Tokeniser;
  readonly #pieces: number;
  readonly #kept = new Kept<Encoded>(MOST_KEPT);

  constructor({ encoder, tokeniser, purpose, threads, pieces }: SentenceFiles) {
    this.#graph = openGraph(encoder, { threads });
    this.#purpose = purpose === undefined ? undefined : openGraph(purpose, { threads });
    // Told when it is first used.
    this.ready().catch(() => undefined);
    this.#tokeniser = new LoadedTokeniser(JSON.parse(readFileSync(tokeniser, 'utf8')) as object, {});
    this.#pieces = pieces;
  }

  /** Resolves once the weights are loaded; rejects with `model_damaged`. */
  async ready(): Promise<void> {
    await Promise.all([this.#graph, this.#purpose]);
  }

  /** Forgets what was encoded, to measure what is new. */
  forget(): void {
    this.#kept.clear();
  }

  /** A text and the states of its word pieces one after the other, without those of beginning and end. */
  async statesOf(text: string): Promise<Encoded & { readonly states: Float32Array }> {
    const ids = this.#idsOf(text);
    const { encoded, tokens } = await this.#encode([ids]);
    const [one] = encoded;
    if (!one) throw new Error('the sentence encoder answered nothing');
    return { ...one, states: tokens.slice(POINT, POINT * Math.max(1, ids.length - 1)) };
  }

  /** One point a text, in order; zeros for an empty one. Rejects with the reason of `signal` between two batches. */
  async pointsOf(texts: readonly string[], signal?: AbortSignal): Promise<Float32Array[]> {
    const encoded = await this.encodedOf(texts, signal);
    return encoded.map((e) => e?.point ?? new Float32Array(POINT));
  }

  /** Texts in order, undefined for an empty one. Rejects as `pointsOf`. */
  async encodedOf(texts: readonly string[], signal?: AbortSignal): Promise<(Encoded | undefined)[]> {
    const missing = [...new Set(texts)].filter((t) => t !== '' && !this.#kept.has(t));
    const rows = missing.map((text) => ({ text, ids: this.#idsOf(text) })).sort((a, b) => a.ids.length - b.ids.length);
    const fresh = new Map<string, Encoded>();
    for (let i = 0; i < rows.length; i += BATCH) {
      signal?.throwIfAborted();
      const part = rows.slice(i, i + BATCH);
      const { encoded } = await this.#encode(part.map((r) => r.ids));
      encoded.forEach((e, k) => fresh.set(part[k]?.text ?? '', e));
    }
    const found = texts.map((t) => (t === '' ? undefined : (fresh.get(t) ?? this.#kept.get(t))));
    for (const [text, one] of fresh) this.#kept.set(text, one);
    return found;
  }

  #idsOf(text: string): number[] {
    const { ids } = this.#tokeniser.encode(text);
    return ids.length <= this.#pieces ? [...ids] : [...ids.slice(0, this.#pieces - 1), ids[ids.length - 1] ?? 0];
  }

  async #encode(
    many: readonly (readonly number[])[],
  ): Promise<{ readonly encoded: readonly Encoded[]; readonly tokens: Float32Array }> {
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
    const real = { data: mask, dims };
    const out = await (await this.#graph).run({ input_ids: { data: ids, dims }, attention_mask: real });
    const { sentence, tokens } = out;
    if (!sentence || !tokens) throw new Error('the sentence encoder has no output "sentence" or "tokens"');
    const purpose = this.#purpose && (await purposesOf(await this.#purpose, { ...out, sentence }, real));
    const encoded = many.map((_, i) => ({ point: rowOf(sentence, i), ...(purpose && { purpose: purpose(i) }) }));
    return { encoded, tokens: tokens.data };
  }
}

/** Runs the purpose maps on what the encoder answered; gives a text's rows. */
async function purposesOf(
  graph: Graph,
  { early, sentence }: { readonly early?: FloatTensor; readonly sentence: FloatTensor },
  real: { readonly data: BigInt64Array; readonly dims: readonly number[] },
): Promise<(row: number) => NonNullable<Encoded['purpose']>> {
  if (!early) throw new Error('the sentence encoder has no output "early"');
  const { said, shown, sign } = await graph.run({ early, attention_mask: real, sentence });
  if (!said || !shown || !sign) throw new Error('the purpose maps have no output "said", "shown" or "sign"');
  return (row) => ({ said: rowOf(said, row), shown: rowOf(shown, row), sign: rowOf(sign, row) });
}

/** A copy of one row of an output. */
function rowOf({ data, dims }: FloatTensor, row: number): Float32Array {
  const width = data.length / (dims[0] ?? 1);
  return data.slice(row * width, (row + 1) * width);
}
