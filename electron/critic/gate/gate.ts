/**
 * The gate: turns a verdict into a decision, and is the only place where permits are made and taken back.
 *
 * Invariant: a permit exists only for an action that was decided here, is taken once, and is worth nothing for another
 * action, another place or after its time. Permits are recognised by identity in a private map, so a look-alike, a
 * clone or a JSON copy is refused.
 * Errs towards no: a missing verdict asks; a confirmer that throws, is silent or answers nonsense is a no; a policy
 * that cannot be used blocks; every check of a permit that cannot be made refuses it.
 *
 * One gate serves one run: leave given "for this run" lives as long as the gate does.
 */
import { actionHash } from '../../protocol/action-hash.ts';
import type { Action } from '../../protocol/action.ts';
import { messageOf, SteadyhandError } from '../../protocol/errors.ts';
import { NO_RULES, type RuleBook, type RuleEntry, type RuleSource, type RuleSubject } from '../../protocol/rules.ts';
import {
  confirmationAnswerSchema,
  type ActionContext,
  type AskedRecord,
  type ConfirmationAnswer,
  type ConfirmationRequest,
  type Confirmer,
  type Decision,
  type Permit,
  type PermitRedeemer,
  type QuestionScope,
  type Verdict,
} from '../../protocol/verdict.ts';
import { describeRule } from '../rules/index.ts';
import { Budgets } from './budgets.ts';
import { leaningFor, type Leaning } from './leaning.ts';
import { proposalFor } from './proposal.ts';
import { confirmationRequest } from './question.ts';
import { gateSettingsSchema, verdictIsUsable, type GateSettings, type GateSettingsInput } from './settings.ts';

/** What is known of earlier answers to the same question. */
export interface PastAnswers {
  /** How often in a row, until now, a person allowed the same; 0 when the last answer was a no. */
  allowedInARow(scope: QuestionScope, category: Verdict['category']): number;
}

export interface GateParts {
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  readonly confirmer: Confirmer;
  readonly settings: GateSettingsInput;
  /** The rules of the person; without it there are none. What it throws blocks. */
  readonly rules?: RuleSource;
  /** Keeps a rule that was answered with "always"; without it "always" is not offered. */
  readonly saveRule?: (rule: RuleEntry) => void;
  readonly past?: PastAnswers;
  /** True where the person can take the mouse and give it back: then "take over" is offered. */
  readonly canTakeOver?: boolean;
  /** Whether the surroundings are still those the permit was granted for. */
  readonly contextMatches: (granted: ActionContext, current: ActionContext) => boolean;
  /** A fresh unguessable id, for example `crypto.randomUUID`. */
  readonly randomId: () => string;
  /** Told of every question before it is asked and of the answer, for the record. */
  readonly onQuestion?: (request: ConfirmationRequest) => void;
  readonly onAnswer?: (request: ConfirmationRequest, answer: ConfirmationAnswer, by: string) => void;
}

export interface GateRequest {
  /** Null when the critic is missing, failed or timed out. */
  readonly verdict: Verdict | null;
  /** What the critic threw, when it did. A policy that cannot be used blocks; anything else asks. */
  readonly criticError?: unknown;
  readonly action: Action;
  readonly context: ActionContext;
  readonly task: string;
  /** Marked crop, PNG data URL. */
  readonly picture: string | null;
  readonly target: string | null;
  /** Application the action lands in, for leave given "for this run"; unknown is its own application. */
  readonly app?: string;
  /** What rules are held against; made of the action, `app` and `target` when it is not given. */
  readonly subject?: RuleSubject;
}

/** Who decided, as it stands in a decision's `by`. */
export const BY = {
  risk: 'default:safe',
  run: 'person:run',
  once: 'person:once',
  always: 'person:always',
  denied: 'person:deny',
  takeOver: 'person:take_over',
  stopped: 'person:stop',
  silence: 'timeout',
  confirmer: 'confirmer-failed',
  category: 'blocked-category',
  policy: 'policy-unusable',
  rules: 'rules-unusable',
  budget: 'budget',
  aborted: 'aborted',
} as const;

interface Issued {
  readonly actionHash: string;
  readonly context: ActionContext;
  readonly issuedAt: number;
  readonly expiresAt: number;
  used: boolean;
}

type Asked = { readonly record: AskedRecord; readonly question: ConfirmationRequest } & (
  { readonly answer: ConfirmationAnswer } | { readonly silent: string; readonly by: string }
);

export class Gate implements PermitRedeemer {
  readonly #parts: GateParts;
  readonly #settings: GateSettings;
  readonly #issued = new WeakMap<object, Issued>();
  readonly #runLeave = new Set<string>();
  readonly #budgets: Budgets;
  readonly #proposals = new Map<string, RuleEntry>();

  /** Throws a `SteadyhandError` (`gate_settings`) when the settings are damaged. */
  constructor(parts: GateParts) {
    const settings = gateSettingsSchema.safeParse(parts.settings);
    if (!settings.success) {
      throw new SteadyhandError(
        'blocked',
        'gate_settings',
        `The gate's settings are damaged: ${settings.error.issues[0]?.path.join('.') ?? 'unknown field'}.`,
        'Restore the default settings.',
      );
    }
    this.#parts = parts;
    this.#settings = settings.data;
    this.#budgets = new Budgets(settings.data);
  }

  /** Decides one action, asking the confirmer where needed. Never throws for a bad verdict, confirmer or answer. */
  async decide(request: GateRequest, signal: AbortSignal): Promise<Decision> {
    // Taken before anything is awaited: what was shown is what the permit is for, whatever happens to the object since.
    const hash = actionHash(request.action);
    const block = (by: string, reason: string): Decision => ({ outcome: 'block', by, reason });
    if (signal.aborted) return block(BY.aborted, 'The run was stopped.');
    if (isPolicyError(request.criticError)) return block(BY.policy, messageOf(request.criticError));

    const now = this.#parts.clock();
    const spent = Number.isFinite(now) ? this.#budgets.spent(request.action, now) : 'The clock cannot be read.';
    if (spent !== null) return block(BY.budget, spent);

    const verdict = verdictIsUsable(request.verdict) && request.criticError === undefined ? request.verdict : null;
    let book: RuleBook;
    try {
      book = this.#parts.rules?.current() ?? NO_RULES;
    } catch (e) {
      return block(BY.rules, e instanceof SteadyhandError ? e.line : `The rules cannot be read (${messageOf(e)}).`);
    }
    const subject = request.subject ?? plainSubject(request, verdict);
    let leaning: Leaning = leaningFor({ verdict, subject, book, settings: this.#settings, now });
    const files =
      leaning.outcome === 'allow' || leaning.once ? this.#budgets.filesSpent(request.action, verdict) : null;
    if (files !== null) leaning = { ...leaning, outcome: 'ask', by: BY.budget, reason: files, once: false };
    if (leaning.outcome === 'block') return block(leaning.by, leaning.reason);
    if (leaning.outcome === 'allow') return this.#allow(leaning.by, leaning.reason, hash, request);
    const leave = verdict && leaning.once ? `${request.app ?? ''}\u0000${verdict.category}` : null;
    if (leave !== null && this.#runLeave.has(leave)) {
      return this.#allow(BY.run, 'Allowed earlier for this run.', hash, request);
    }

    const asked = await this.#ask(request, { verdict, leaning, subject, leave }, signal);
    const { record } = asked;
    const note = 'answer' in asked && asked.answer.note ? asked.answer.note : undefined;
    const told = { asked: record, ...(note === undefined ? {} : { note }) };
    if ('silent' in asked) return { ...block(asked.by, asked.silent), ...told };
    const { name } = this.#parts.confirmer;
    const said = note === undefined ? '' : ` ${note}`;
    const allow = (by: string, reason: string): Decision => ({ ...this.#allow(by, reason, hash, request), ...told });
    switch (asked.answer.answer) {
      case 'allow_run':
        // Never for destructive actions, alarms or unknown ones: there the answer counts once.
        if (leave !== null) this.#runLeave.add(leave);
        return allow(leave === null ? BY.once : BY.run, `Allowed by ${name}.${said}`);
      case 'always':
        return allow(...this.#always(asked.question, `Allowed by ${name}.${said}`));
      case 'allow_once':
        return allow(BY.once, `Allowed by ${name}.${said}`);
      case 'take_over':
        return { ...block(BY.takeOver, `Taken over by ${name}.${said}`), ...told };
      case 'stop':
        return { ...block(BY.stopped, `Stopped by ${name}.${said}`), ...told };
      case 'deny':
        return { ...block(BY.denied, `Denied by ${name}.${said}`), ...told };
    }
  }

  /** Saves the rule that the question showed, and no other. What was not offered, or cannot be saved, counts once. */
  #always(question: ConfirmationRequest, reason: string): [by: string, reason: string] {
    const rule = this.#proposals.get(question.id);
    if (!rule || !this.#parts.saveRule) return [BY.once, reason];
    try {
      this.#parts.saveRule(rule);
      return [BY.always, `${reason} Saved as “${rule.id}”: ${describeRule(rule)}.`];
    } catch (e) {
      return [BY.once, `${reason} The rule could not be saved: ${messageOf(e)}`];
    }
  }

  /** See `PermitRedeemer`. A refused permit is used up as well. */
  redeem(permit: Permit, action: Action, currentContext: ActionContext): void {
    const issued = typeof permit === 'object' && (permit as unknown) !== null ? this.#issued.get(permit) : undefined;
    if (!issued) throw refused('permit_unknown', 'This permit was not issued by the gate.');
    if (issued.used) throw refused('permit_used', 'This permit was already used.');
    issued.used = true;
    const now = this.#parts.clock();
    // A clock that went back or is not a number cannot prove that the permit is fresh.
    if (!(now >= issued.issuedAt && now < issued.expiresAt))
      throw refused('permit_expired', 'This permit has expired.');
    if (actionHash(action) !== issued.actionHash)
      throw refused('permit_other_action', 'This permit is for another action.');
    if (!this.#sameContext(issued.context, currentContext)) {
      throw refused('permit_context_changed', 'The screen around the target changed after the permit was given.');
    }
  }

  #sameContext(granted: ActionContext, current: ActionContext): boolean {
    try {
      const same: unknown = this.#parts.contextMatches(granted, current);
      return same === true;
    } catch {
      return false;
    }
  }

  #allow(by: string, reason: string, hash: string, request: GateRequest): Decision {
    const issuedAt = this.#parts.clock();
    const expiresAt = issuedAt + this.#settings.permitMs;
    const permit = Object.freeze({
      id: this.#parts.randomId(),
      actionHash: hash,
      contextHash: request.context.hash,
      expiresAt,
    }) as unknown as Permit;
    this.#issued.set(permit, { actionHash: hash, context: request.context, issuedAt, expiresAt, used: false });
    this.#budgets.note(request.action, verdictIsUsable(request.verdict) ? request.verdict : null, issuedAt);
    return { outcome: 'allow', by, reason, permit };
  }

  async #ask(
    request: GateRequest,
    about: { verdict: Verdict | null; leaning: Leaning; subject: RuleSubject; leave: string | null },
    signal: AbortSignal,
  ): Promise<Asked> {
    const seconds = this.#settings.answerSeconds;
    const id = this.#parts.randomId();
    const from = this.#parts.clock();
    const question = this.#question(request, about, id, from);
    const { confirmer } = this.#parts;
    const record = (answer: AskedRecord['answer']): { record: AskedRecord; question: ConfirmationRequest } => {
      const ms = this.#parts.clock() - from;
      const person = confirmer.isPerson !== false;
      return { question, record: { id, answer, ms: Number.isFinite(ms) ? Math.max(0, ms) : 0, person } };
    };
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), seconds * 1000);
    const ends = AbortSignal.any([signal, late.signal]);
    try {
      this.#parts.onQuestion?.(question);
      const raw: unknown = await Promise.race([confirmer.ask(question, ends), rejectOn(ends)]);
      if (ends.aborted) throw new Error('too late');
      const answer = confirmationAnswerSchema.parse(raw);
      this.#parts.onAnswer?.(question, answer, confirmer.name);
      return { answer, ...record(answer.answer) };
    } catch (e) {
      const none = record('silence');
      if (signal.aborted)
        return { silent: 'The run was stopped while the question was open.', by: BY.aborted, ...none };
      if (late.signal.aborted) {
        return { silent: `No answer within ${String(seconds)} s counts as no.`, by: BY.silence, ...none };
      }
      const why = `The question could not be asked (${messageOf(e)}), which counts as no.`;
      return { silent: why, by: BY.confirmer, ...none };
    } finally {
      clearTimeout(timer);
      late.abort();
    }
  }

  #question(
    request: GateRequest,
    about: { verdict: Verdict | null; leaning: Leaning; subject: RuleSubject; leave: string | null },
    id: string,
    now: number,
  ): ConfirmationRequest {
    const { verdict, leaning, subject, leave } = about;
    const { saveRule, past, canTakeOver } = this.#parts;
    const { apps, windows, controls, verb } = subject;
    const scope = { apps: [...apps], windows: [...windows], controls: [...controls], verb };
    // A rule of the person that asks would only be contradicted by one that allows.
    const own = leaning.by.startsWith('default:');
    const rule = saveRule && own ? proposalFor(verdict, subject, id, now) : null;
    // Kept here: what is saved is what was offered, whatever becomes of the message.
    if (rule) this.#proposals.set(id, rule.entry);
    return confirmationRequest({
      ...{ id, verdict, rule, scope, canTakeOver: canTakeOver ?? false, canAllowRun: leave !== null },
      action: request.action,
      target: request.target,
      picture: request.picture,
      timeoutSeconds: this.#settings.answerSeconds,
      reason: own ? null : leaning.reason,
      allowedBefore: verdict && past ? past.allowedInARow(scope, verdict.category) : 0,
    });
  }
}

/** What can be told of an action without its screen. */
const plainSubject = (request: GateRequest, verdict: Verdict | null): RuleSubject => ({
  apps: request.app ? [request.app] : [],
  windows: [],
  controls: request.target === null ? [] : [request.target],
  category: verdict?.category ?? null,
  verb: request.action.type,
});

const refused = (code: string, message: string): SteadyhandError =>
  new SteadyhandError('blocked', code, message, 'Observe the screen and take the step again.');

const isPolicyError = (e: unknown): boolean => e instanceof SteadyhandError && e.code.startsWith('policy_');

function rejectOn(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const end = (): void => reject(new Error('no answer'));
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });
}
