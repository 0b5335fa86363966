/**
 * The policy with a learned critic beside it: the policy decides, the other may raise what it says and never lower it.
 *
 * Loss of the learned one is safe: missing, late, thrown or with a number that is none, the policy's verdict stands and
 * says that less was looked at, and the gate asks more for it. Loss of the policy is not made up for: it rejects, and
 * the gate asks about everything.
 */
import { messageOf } from '../protocol/errors.ts';
import { RISKS, type Critic, type CriticInput, type Verdict } from '../protocol/verdict.ts';
import { verdictIsUsable } from './gate/settings.ts';

export interface CombinedOptions {
  /** Null where the model is not installed: that is said, so that more is asked. */
  readonly learned: Critic | null;
  /** Milliseconds the learned critic is waited for; it takes 60 on two cores. */
  readonly timeoutMs?: number;
  /** Why there is none, for the question. */
  readonly missing?: string;
}

const TIMEOUT_MS = 3000;

/** A critic that asks both. Rejects only when the policy does. */
export function combineCritics(policy: Critic, options: CombinedOptions): Critic {
  const { learned, timeoutMs = TIMEOUT_MS, missing = 'the learned critic is missing' } = options;
  return {
    judge: async (input) => {
      const from = performance.now();
      const [ruled, opinion] = await Promise.all([
        policy.judge(input),
        learned ? opinionOf(learned, input, timeoutMs) : missing,
      ]);
      const ms = performance.now() - from;
      if (typeof opinion === 'string') return { ...ruled, degraded: opinion, ms };
      return { ...raised(ruled, opinion), ms };
    },
  };
}

/** The learned critic's verdict, or why there is none. Never rejects. */
async function opinionOf(learned: Critic, input: CriticInput, timeoutMs: number): Promise<Verdict | string> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(`the learned critic gave no answer within ${timeoutMs} ms`), timeoutMs);
  });
  try {
    // A critic that throws at once throws here as well.
    const opinion = await Promise.race([Promise.resolve().then(() => learned.judge(input)), late]);
    if (typeof opinion === 'string') return opinion;
    return verdictIsUsable(opinion) ? opinion : 'the learned critic answered nonsense';
  } catch (e) {
    return `the learned critic failed (${messageOf(e)})`;
  } finally {
    clearTimeout(timer);
  }
}

/**
 * The worse of both in everything that makes the gate ask: the risk, alarms, and the doubt whether the step is right. Of
 * a harmless step about which the policy only guessed, the learned one tells whether it is right.
 * A higher risk brings its own words and category; where the policy knows the category, its category stays.
 */
export function raised(policy: Verdict, learned: Verdict): Verdict {
  const higher = RISKS.indexOf(learned.risk) > RISKS.indexOf(policy.risk);
  const doubts = !learned.correct || learned.score < policy.score;
  const alarms = [...(policy.alarms ?? []), ...(learned.alarms ?? [])];
  const worse: Verdict = higher
    ? {
        ...policy,
        risk: learned.risk,
        category: policy.category === 'none' ? learned.category : policy.category,
        observation: learned.observation || policy.observation,
        result: learned.result || policy.result,
        reversible: policy.reversible ?? learned.reversible,
        rule: `learned over ${policy.rule}`,
      }
    : policy;
  // Where the policy could compare nothing and neither sees a risk, the learned one's probability is what there is. The
  // gate asks about no harmless step for it, so nothing is asked less.
  const guessed = policy.unsure === true && policy.risk === 'safe' && learned.risk === 'safe';
  return {
    ...worse,
    correct: guessed ? learned.score >= 0.5 : policy.correct && learned.correct,
    score: guessed ? learned.score : Math.min(policy.score, learned.score),
    suggestion: doubts && learned.suggestion !== '' ? learned.suggestion : policy.suggestion,
    evidence: [...policy.evidence, ...learned.evidence],
    ...(alarms.length > 0 ? { alarms } : {}),
    ...((policy.degraded ?? learned.degraded) ? { degraded: policy.degraded ?? learned.degraded ?? '' } : {}),
  };
}
