/** The learned critic's thread: facts in, an opinion out. */
import { readFileSync } from 'node:fs';
import { workerData } from 'node:worker_threads';
import { POINT, Sentences } from '../../inference/sentences.ts';
import { openGraph } from '../../inference/session.ts';
import { softmax } from '../../inference/softmax.ts';
import { serve } from '../../inference/worker-server.ts';
import { OTHERS, SLOTS, type Facts } from './facts.ts';
import { termsSchema, type Opinion, type OpinionRequest, type OpinionSetup } from './opinion-protocol.ts';

const setup = workerData as OpinionSetup;
const terms = termsSchema.parse(JSON.parse(readFileSync(setup.terms, 'utf8')));
const placeOf = new Map(terms.signs.map((s, i) => [s, i]));
const { threads } = setup;
const sentences = new Sentences({
  ...{ encoder: setup.sentence, tokeniser: setup.tokeniser, threads },
  pieces: terms.pieces,
});
const head = openGraph(setup.head, { threads: 1 });
head.catch(() => undefined);

async function opine(facts: Facts): Promise<Opinion> {
  const texts = SLOTS.map((s) => facts.texts[s]);
  const others = facts.others.slice(0, OTHERS);
  const points = await sentences.pointsOf([...texts, ...others]);
  const x = new Float32Array(SLOTS.length * POINT);
  const y = new Float32Array(OTHERS * POINT);
  points.forEach((p, i) => {
    if (i < SLOTS.length) x.set(p, i * POINT);
    else y.set(p, (i - SLOTS.length) * POINT);
  });
  const z = new Float32Array(terms.signs.length);
  for (const sign of facts.signs) {
    const at = placeOf.get(sign);
    if (at !== undefined) z[at] = 1;
  }
  const out = await (
    await head
  ).run({
    texts: { data: x, dims: [1, SLOTS.length, POINT] },
    others: { data: y, dims: [1, OTHERS, POINT] },
    signs: { data: z, dims: [1, z.length] },
  });
  const { risk, category, correct } = out;
  const logit = correct?.data[0];
  if (!risk || !category || logit === undefined) throw new Error('the critic head lacks an output');
  const { cuts } = terms;
  return {
    risk: [...softmax(risk.data)],
    category: [...softmax(category.data)],
    correct: 1 / (1 + Math.exp(-(cuts.a * logit + cuts.b))),
    cuts,
  };
}

serve(async (payload) => {
  const request = payload as OpinionRequest;
  if (request.kind === 'opine') return opine(request.facts);
  await Promise.all([sentences.ready(), head]);
  return null;
});
