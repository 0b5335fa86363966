/**
 * What the gate does with each risk when nobody has said otherwise.
 * Errs towards asking: what is unknown, missing or not a number asks, and never allows.
 */
import { z } from 'zod';
import { CATEGORIES, RISKS, type Category, type Risk, type Verdict } from '../../protocol/verdict.ts';

export const gateSettingsSchema = z.object({
  /** Categories that are refused without a question until the person enables them. */
  blocked: z.array(z.enum(CATEGORIES)),
  /** Input actions allowed in any sixty seconds; more is a run out of control. */
  actionsPerMinute: z.number().int().min(1).max(6000),
  /** Clicks and drags among them; more is clicking about. */
  clicksPerMinute: z.number().int().min(1).max(6000).default(90),
  /** Steps of one run that delete, overwrite or move files; from then on each is asked about. */
  filesPerRun: z.number().int().min(0).max(100_000).default(25),
  /** Seconds a question waits; no answer is no. */
  answerSeconds: z.number().positive().max(3600),
  /** Life of a permit in milliseconds: long enough to send, too short to be kept. */
  permitMs: z.number().int().min(1).max(30_000),
  /** Below this probability of being the right step, leave given "for this run" no longer covers an action. */
  doubtBelow: z.number().min(0).max(1),
});
export type GateSettings = z.infer<typeof gateSettingsSchema>;
/** As they may be given: budgets have defaults. */
export type GateSettingsInput = z.input<typeof gateSettingsSchema>;

/**
 * Payment blocks: money that left cannot be called back, and no task of this program needs it by default.
 * 120 actions a minute is twice what the loop reaches on an idle machine. Twenty-five files are more than a person says
 * one by one, and few enough to notice.
 */
export const DEFAULT_GATE_SETTINGS: GateSettings = {
  blocked: ['payment'],
  actionsPerMinute: 120,
  clicksPerMinute: 90,
  filesPerRun: 25,
  answerSeconds: 120,
  permitMs: 30_000,
  doubtBelow: 0.5,
};

export type RiskDefault = 'allow' | 'ask' | 'block';

/** How often each risk is asked about. */
export const ASK: Readonly<Record<Risk, 'never' | 'once' | 'always'>> = {
  safe: 'never',
  caution: 'once', // per application, category and run
  destructive: 'always',
};

/** A verdict the gate can rely on: known words and real numbers. Anything else counts as no verdict. */
export function verdictIsUsable(verdict: Verdict | null | undefined): verdict is Verdict {
  return (
    verdict !== null &&
    typeof verdict === 'object' &&
    (RISKS as readonly string[]).includes(verdict.risk) &&
    (CATEGORIES as readonly string[]).includes(verdict.category) &&
    typeof verdict.correct === 'boolean' &&
    Number.isFinite(verdict.score) &&
    verdict.score >= 0 &&
    verdict.score <= 1
  );
}

/** The decision by risk alone, with no person there: what `critique --batch` prints. */
export function riskDefault(verdict: Verdict | null, blocked: readonly Category[]): RiskDefault {
  if (!verdictIsUsable(verdict)) return 'ask';
  if (verdict.risk === 'safe') return (verdict.alarms?.length ?? 0) > 0 ? 'ask' : 'allow';
  return blocked.includes(verdict.category) ? 'block' : 'ask';
}
