/**
 * How alike each thing's text and icon are to an instruction, in numbers for the actor head.
 *
 * The same as `likeness` of models/grounding/train/head/dataset.py; `likeness.test.ts` holds both to one set of figures.
 * What an icon is for is told by its names instead, where they are known (decision 022): the same two columns, in the same spread.
 */
import { SAID_NUMBERS } from './features.ts';

/** Numbers of a sentence embedding, and of a point in the space that icons share with phrases. */
export const TEXT = 384;
export const ICON = 256;
const ALIKE = 13;
/** Which of them tell what text and icon are for. */
export const PURPOSES = { from: 7, to: ALIKE } as const;

/** Rows of `n` things: points of length 1, or zeros where there is no text or icon. */
export interface Encodings {
  readonly n: number;
  /** `n × SAID_NUMBERS`. */
  readonly said: Float32Array;
  readonly text: Float32Array;
  /** The texts as what is shown for a purpose. */
  readonly shown: Float32Array;
  readonly icons: Float32Array;
  /** How surely each is an icon. */
  readonly sure: Float32Array;
  /** The whole instruction and its core, as sentences and in the icons' space. */
  readonly whole: Float32Array;
  readonly core: Float32Array;
  readonly iconWhole: Float32Array;
  readonly iconCore: Float32Array;
  /** The same as something said for a purpose. */
  readonly saidWhole: Float32Array;
  readonly saidCore: Float32Array;
  /** The same as an icon that serves the purpose. */
  readonly signWhole: Float32Array;
  readonly signCore: Float32Array;
  /** How well each icon serves the whole and the core by what it is called; 0 where there is no icon. */
  readonly serves: { readonly whole: Float32Array; readonly core: Float32Array } | null;
}

function products(table: Float32Array, n: number, with_: Float32Array): Float32Array {
  const d = with_.length;
  return Float32Array.from({ length: n }, (_, i) => {
    let sum = 0;
    for (let k = 0; k < d; k++) sum += (table[i * d + k] ?? 0) * (with_[k] ?? 0);
    return sum;
  });
}

/** How far each is above the second best, or below the best. */
function leads(column: Float32Array): Float32Array {
  if (column.length < 2) return new Float32Array(column.length);
  const sorted = Float32Array.from(column).sort();
  const first = sorted[sorted.length - 1] ?? 0;
  const second = sorted[sorted.length - 2] ?? 0;
  return column.map((v) => v - (v >= first ? second : first));
}

/** `n × (SAID_NUMBERS + 13)`. */
export function likeness(e: Encodings): Float32Array {
  const width = SAID_NUMBERS + ALIKE;
  const byText = products(e.text, e.n, e.core);
  const byIcon = products(e.icons, e.n, e.iconCore);
  const byPurpose = products(e.shown, e.n, e.saidCore);
  const bySign = e.serves?.core ?? products(e.icons, e.n, e.signCore);
  const columns = [
    products(e.text, e.n, e.whole),
    byText,
    products(e.icons, e.n, e.iconWhole),
    byIcon,
    e.sure,
    leads(byText),
    leads(byIcon),
    products(e.shown, e.n, e.saidWhole),
    byPurpose,
    leads(byPurpose),
    e.serves?.whole ?? products(e.icons, e.n, e.signWhole),
    bySign,
    leads(bySign),
  ];
  const out = new Float32Array(e.n * width);
  for (let i = 0; i < e.n; i++) {
    out.set(e.said.subarray(i * SAID_NUMBERS, (i + 1) * SAID_NUMBERS), i * width);
    columns.forEach((c, k) => (out[i * width + SAID_NUMBERS + k] = c[i] ?? 0));
  }
  return out;
}
