/**
 * What became of questions: how many, how often allowed, how long an answer took, and what is always allowed. Read from
 * the recorded events; nothing is kept twice. Only what a person answered counts.
 */
import { z } from 'zod';
import { askedRecordSchema, questionScopeSchema, type QuestionScope } from '../protocol/verdict.ts';
import type { HistoryDatabase } from './database.ts';

/** One question that a person answered, or left unanswered. */
export interface AnsweredQuestion {
  readonly runId: string;
  readonly at: number;
  readonly action: string;
  readonly risk: string;
  readonly category: string;
  readonly scope: QuestionScope | null;
  /** One of `AskedRecord['answer']`. */
  readonly answer: string;
  readonly ms: number;
}

/** More is older than what a person remembers having wanted. */
const MOST = 2000;

const requestPart = z.object({
  request: z.object({
    id: z.string(),
    action: z.string(),
    risk: z.string(),
    category: z.string(),
    scope: questionScopeSchema.optional(),
  }),
});
const decisionPart = z.object({ at: z.number(), asked: askedRecordSchema });

/** The newest answered questions, oldest first. What cannot be read is left out: it only informs. */
export function answeredQuestions(db: HistoryDatabase, most: number = MOST): AnsweredQuestion[] {
  const rows = db.all(
    `SELECT e.run_id, e.event, e.body FROM events e JOIN runs r ON r.id = e.run_id
     WHERE e.event IN ('confirmation_requested', 'decision')
     ORDER BY r.started_at DESC, e.run_id DESC, e.ordinal DESC LIMIT ?`,
    most * 4,
  );
  const asked = new Map<string, { runId: string; decided: z.infer<typeof decisionPart> }>();
  const found: AnsweredQuestion[] = [];
  for (const row of rows) {
    const body = parsed(String(row['body']));
    const runId = String(row['run_id']);
    const decision = decisionPart.safeParse(body);
    if (decision.success) asked.set(decision.data.asked.id, { runId, decided: decision.data });
    const request = requestPart.safeParse(body);
    const answer = request.success ? asked.get(request.data.request.id) : undefined;
    if (!request.success || answer?.runId !== runId || !answer.decided.asked.person) continue;
    const { action, risk, category, scope } = request.data.request;
    const { at, asked: record } = answer.decided;
    found.push({ runId, at, action, risk, category, scope: scope ?? null, answer: record.answer, ms: record.ms });
    if (found.length >= most) break;
  }
  return found.reverse();
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const isYes = (answer: string): boolean => ['allow_once', 'allow_run', 'always'].includes(answer);

/** Equal for questions about the same thing in the same application. Titles change and do not count. */
const sameness = (scope: QuestionScope, category: string): string =>
  JSON.stringify([scope.apps, scope.controls, scope.verb, category].map((v) => (Array.isArray(v) ? [...v].sort() : v)));

/** How often in a row the same was allowed, up to now. */
export function allowedInARow(answers: readonly AnsweredQuestion[], scope: QuestionScope, category: string): number {
  const key = sameness(scope, category);
  let count = 0;
  for (const a of answers.toReversed()) {
    if (a.scope === null || sameness(a.scope, a.category) !== key) continue;
    if (!isYes(a.answer)) break;
    count++;
  }
  return count;
}

export interface ApprovalStats {
  readonly questions: number;
  readonly allowed: number;
  readonly denied: number;
  readonly unanswered: number;
  /** Of those answered; null without any. */
  readonly approvalRate: number | null;
  /** Milliseconds, of those answered; null without any. */
  readonly medianMs: number | null;
  /** Always allowed so far, most often first: worth a rule. */
  readonly always: readonly {
    readonly times: number;
    readonly action: string;
    readonly category: string;
    readonly scope: QuestionScope;
  }[];
}

/** After so many times without a no, a rule is worth a thought. */
export const OFTEN = 5;

export function approvalStats(answers: readonly AnsweredQuestion[]): ApprovalStats {
  const answered = answers.filter((a) => a.answer !== 'silence');
  const allowed = answered.filter((a) => isYes(a.answer));
  const times = answered.map((a) => a.ms).sort((a, b) => a - b);
  const newest = new Map<string, AnsweredQuestion & { scope: QuestionScope }>();
  for (const a of answers) if (a.scope) newest.set(sameness(a.scope, a.category), { ...a, scope: a.scope });
  const always = [...newest.values()]
    .map((a) => ({
      times: allowedInARow(answers, a.scope, a.category),
      action: a.action,
      category: a.category,
      scope: a.scope,
    }))
    .filter((a) => a.times >= OFTEN)
    .sort((a, b) => b.times - a.times);
  return {
    questions: answers.length,
    allowed: allowed.length,
    denied: answered.length - allowed.length,
    unanswered: answers.length - answered.length,
    approvalRate: answered.length === 0 ? null : allowed.length / answered.length,
    medianMs: times[Math.floor(times.length / 2)] ?? null,
    always,
  };
}
