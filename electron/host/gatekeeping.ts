/**
 * The gate of one run, with everything around it: the rules of this machine and this person, what they answered before,
 * and where the rule of an "always" goes.
 */
import { randomUUID } from 'node:crypto';
import { contextMatches } from '../capture/context.ts';
import { DEFAULT_GATE_SETTINGS, Gate, type PastAnswers } from '../critic/gate/index.ts';
import { expandPlan } from '../planning/expand.ts';
import { compile } from '../planning/compile.ts';
import type { Plan } from '../protocol/intent.ts';
import type { RuleSource } from '../protocol/rules.ts';
import type { ConfirmationRequest, Confirmer } from '../protocol/verdict.ts';
import { allowedInARow } from '../store/approvals.ts';
import { addRule } from '../store/rules-file.ts';
import type { Store } from '../store/store.ts';
import { ruleSource, userRules } from './rules.ts';
import { secretsOf } from './secrets.ts';

/** The rules as a run needs them. Throws a `SteadyhandError` (`rules_*`) now rather than at the first step. */
export function usableRules(): RuleSource {
  const source = ruleSource();
  source.current();
  return source;
}

export interface GatekeepingParts {
  readonly store: Store;
  readonly rules: RuleSource;
  readonly confirmer: Confirmer;
  /** Seconds a question waits; the gate's own default when not given. */
  readonly answerSeconds?: number | undefined;
  /** Whether the person can take the mouse and hand it back. */
  readonly canTakeOver: boolean;
  readonly onQuestion: (request: ConfirmationRequest) => void;
  /** Told of every text in an answer that must not be stored. */
  readonly onSecret: (text: string) => void;
}

export function openGate(parts: GatekeepingParts): Gate {
  const { store, rules, confirmer, answerSeconds, canTakeOver, onQuestion, onSecret } = parts;
  return new Gate({
    clock: Date.now,
    confirmer,
    settings: { ...DEFAULT_GATE_SETTINGS, ...(answerSeconds === undefined ? {} : { answerSeconds }) },
    contextMatches,
    randomId: randomUUID,
    rules,
    saveRule: (rule) => addRule(userRules(), rule),
    past: pastAnswers(store),
    canTakeOver,
    onQuestion,
    onAnswer: (_request, answer) => {
      // Before the decision is on record: what to type instead may be a password.
      for (const secret of answer.note === undefined ? [] : secretsIn(answer.note)) onSecret(secret);
    },
  });
}

/** Read once a run: the answers of this run are in front of the person anyway. */
function pastAnswers(store: Store): PastAnswers {
  let answers: ReturnType<Store['answers']> | null = null;
  return {
    allowedInARow: (scope, category) => allowedInARow((answers ??= store.answers()), scope, category),
  };
}

/** `no, click Cancel instead` as a task. */
const plainly = (note: string): string =>
  note
    .replace(/^\s*(?:no|please|rather|better)\b[,:]?\s*/i, '')
    .replace(/[,\s]*\binstead\b\s*[.!]?\s*$/i, '')
    .trim();

function secretsIn(note: string): string[] {
  try {
    return secretsOf(expandPlan(compile(plainly(note)).steps).map((step) => step.intent));
  } catch {
    return [];
  }
}

/** What a refusal asks for instead, when it can be read as a task of its own; null when it cannot. */
export function afterRefusal(request: { readonly refused: { readonly note: string } }): Plan | null {
  const plan = compile(plainly(request.refused.note));
  const understood = plan.steps.every((s) => s.do !== 'unsupported' && s.do !== 'ask');
  return plan.steps.length > 0 && understood ? { ...plan, source: `${plan.source} (what you said)` } : null;
}
