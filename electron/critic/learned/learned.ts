/**
 * The learned critic, GUI-Critic-R1 in form: the task, the history, the action and what stands around its target in; what
 * it sees, what may follow, whether the step is right with a calibrated probability, the risk and something safer out.
 *
 * Small and local: the sentence encoder that grounding uses and a head of our own. Its words are composed from evidence.
 * Errs towards silence: it speaks of a risk only where it is surer than its cut, since a policy stands beside it that
 * decides (see combined.ts). Rejects where its weights are missing or damaged, and for numbers that are none.
 */
import type { ModelRegistry } from '../../inference/registry.ts';
import { WorkerClient, workerEntry } from '../../inference/worker-client.ts';
import {
  CATEGORIES,
  RISKS,
  type Category,
  type Critic,
  type CriticInput,
  type Risk,
  type Verdict,
} from '../../protocol/verdict.ts';
import { consider, type Considered } from '../critic.ts';
import { answersOf } from '../evidence/pressed.ts';
import { loadBash } from '../policy/bash.ts';
import { CATEGORY_WORDS, SHIPPED_POLICY } from '../policy/table.ts';
import { capital } from '../sentence.ts';
import { factsOf, type Facts } from './facts.ts';
import type { Opinion, OpinionRequest, OpinionSetup } from './opinion-protocol.ts';

/** The weights this code was written for; others are refused. */
const MODELS = {
  sentence: 'sentence-encoder',
  tokeniser: 'sentence-tokenizer',
  head: 'critic-head',
  terms: 'critic-head-terms',
} as const;
const MODELS_VERSION = '1';
/** The share from which it speaks where the policy has an entry of its own, and of what no dialog asks. */
const SURE = 0.99;
const NEVER = 2;

export interface LearnedCritic extends Critic {
  close(): Promise<void>;
}

export interface LearnedOptions {
  /** Checked model files. */
  readonly models: ModelRegistry;
  readonly threads?: number;
  /** It stands alone: the likeliest risk counts. For measuring; the program never uses it so. */
  readonly alone?: boolean;
}

/** Starts the worker and loads the weights. Rejects with `model_missing` or `model_damaged` when they are not usable. */
export async function createLearnedCritic({
  models,
  threads = 2,
  alone = false,
}: LearnedOptions): Promise<LearnedCritic> {
  const setup: OpinionSetup = { ...(await models.paths(MODELS, MODELS_VERSION)), threads };
  const worker = new WorkerClient(workerEntry(import.meta.url, 'opinion-worker'), 'learned critic', setup);
  try {
    await worker.request({ kind: 'warm' } satisfies OpinionRequest);
  } catch (e) {
    await worker.close();
    throw e;
  }
  const opine = async (facts: Facts): Promise<Opinion> =>
    (await worker.request({ kind: 'opine', facts } satisfies OpinionRequest)) as Opinion;
  return {
    judge: async (input) => {
      await loadBash();
      const started = performance.now();
      const view = async (of: CriticInput): Promise<Verdict> => {
        const considered = consider(SHIPPED_POLICY, of);
        const facts = factsOf(of, considered);
        return verdictOf(await opine(facts), facts, considered, of, alone);
      };
      const verdict = await view(input);
      const clicks = verdict.risk === 'safe' || alone ? [] : clicksOf(input);
      let worst: Verdict | null = null;
      for (const click of clicks) {
        const seen = await view(click);
        if (worst === null || RISKS.indexOf(seen.risk) > RISKS.indexOf(worst.risk)) worst = seen;
      }
      const lower = worst !== null && RISKS.indexOf(worst.risk) < RISKS.indexOf(verdict.risk) ? worst : verdict;
      return { ...lower, correct: verdict.correct, score: verdict.score, ms: performance.now() - started };
    },
    close: () => worker.close(),
  };
}

/**
 * Enter in a dialog as clicks on what it may press; none for other steps. Of Enter it has seen few and of clicks many: it
 * speaks of a risk only where it would for one of them. The policy beside it judges the key itself.
 */
function clicksOf(input: CriticInput): CriticInput[] {
  const { action, screen } = input;
  if (action.type !== 'hotkey' || action.keys.length !== 1 || action.keys[0] !== 'enter') return [];
  const { scene } = consider(SHIPPED_POLICY, input);
  const points = scene.signs.has('in:dialog') ? answersOf(screen, scene.target) : [];
  return points.map((point) => ({
    ...input,
    action: { type: 'click', point, button: 'left', count: 1, modifiers: [] },
  }));
}

/** The most likely category that goes with a risk. */
function likeliest(shares: readonly number[]): Category {
  let best: Category = 'delete';
  let most = -1;
  CATEGORIES.forEach((category, i) => {
    const share = shares[i] ?? 0;
    if (category !== 'none' && share > most) [best, most] = [category, share];
  });
  return best;
}

/** What an opinion comes to. Throws where its numbers are none: nobody may take silence for safety. */
export function verdictOf(
  opinion: Opinion,
  facts: Facts,
  considered: Considered,
  input: CriticInput,
  alone = false,
): Verdict {
  const { risk: shares, correct, cuts } = opinion;
  if (![...shares, ...opinion.category, correct].every(Number.isFinite) || shares.length !== RISKS.length) {
    throw new Error('the learned critic answered with numbers that are none');
  }
  const [safe = 0, , worst = 0] = shares;
  // Where an entry of the policy speaks, or nothing is asked, it takes more to raise than in a dialog nobody knows.
  // Of a key in a window that asks nothing it knows nothing at all: Enter in a text is no answer.
  const wordless = facts.texts.label === '' && facts.texts.about === '' && !considered.scene.signs.has('in:dialog');
  const least = considered.verdict.rule === 'default' && asksSomething(considered) ? 0 : wordless ? NEVER : SURE;
  const [caution, destructive] = alone
    ? [0.5, 0.5]
    : [Math.max(cuts.caution, least), Math.max(cuts.destructive, least)];
  const risk: Risk = worst >= destructive ? 'destructive' : 1 - safe >= caution ? 'caution' : 'safe';
  const category = risk === 'safe' ? 'none' : likeliest(opinion.category);
  const words = CATEGORY_WORDS[category];
  const doubted = correct < cuts.doubt;
  const { label, about, entered, rival } = facts.texts;
  const what =
    entered !== ''
      ? `“${short(entered)}” would be entered`
      : label !== ''
        ? `“${label}” is at the point`
        : 'the target has no words';
  const where = about === '' ? '' : `; the dialog says “${short(about)}”`;
  const box = considered.scene.target?.box ?? input.targetBox;
  const evidence = [
    ...(risk === 'safe'
      ? []
      : [
          {
            what: `the learned critic takes it for ${risk} (${percent(risk === 'destructive' ? worst : 1 - safe)})`,
            where: box,
          },
        ]),
    ...(doubted ? [{ what: `the learned critic gives it ${percent(correct)} to be the right step`, where: box }] : []),
  ];
  const instead = rival === '' ? 'Look for another step.' : `“${rival}” fits the task better.`;
  return {
    risk,
    category,
    correct: !doubted,
    score: correct,
    observation: `${capital(what)}${where}: steps like this ${risk === 'safe' ? 'lose nothing' : meansOf(risk)}.`,
    result: words.result,
    suggestion: [words.instead, doubted ? instead : ''].filter(Boolean).join(' '),
    reversible: risk === 'safe' ? null : risk === 'destructive' ? words.undo : words.stagedUndo,
    evidence,
    rule: 'learned',
    ms: 0,
  };
}

/** A dialog with words at the point, or Enter that answers it: what it learned from most. */
const asksSomething = ({ scene }: Considered): boolean =>
  scene.signs.has('in:dialog') && ((scene.target?.label ?? '') !== '' || scene.signs.has('enter'));

const meansOf = (risk: Risk): string =>
  risk === 'destructive' ? 'mostly take effect at once' : 'mostly change something';
const percent = (p: number): string => `${String(Math.round(p * 100))} %`;
const short = (text: string): string => (text.length > 80 ? `${text.slice(0, 79)}…` : text);
