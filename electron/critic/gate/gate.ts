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
import {
  confirmationAnswerSchema,
  type ActionContext,
  type ConfirmationAnswer,
  type ConfirmationRequest,
  type Confirmer,
  type Decision,
  type Permit,
  type PermitRedeemer,
  type Verdict,
} from '../../protocol/verdict.ts';
import { confirmationRequest } from './question.ts';
import { ASK, gateSettingsSchema, verdictIsUsable, type GateSettings } from './settings.ts';

export interface GateParts {
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  readonly confirmer: Confirmer;
  readonly settings: GateSettings;
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
}

/** Who decided, as it stands in a decision's `by`. */
export const BY = {
  risk: 'default:safe',
  run: 'person:run',
  once: 'person:once',
  denied: 'person:deny',
  stopped: 'person:stop',
  silence: 'timeout',
  confirmer: 'confirmer-failed',
  category: 'blocked-category',
  policy: 'policy-unusable',
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

type Asked = { readonly answer: ConfirmationAnswer } | { readonly silent: string; readonly by: string };

const MINUTE = 60_000;

export class Gate implements PermitRedeemer {
  readonly #parts: GateParts;
  readonly #settings: GateSettings;
  readonly #issued = new WeakMap<object, Issued>();
  readonly #runLeave = new Set<string>();
  #allowedAt: number[] = [];

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
  }

  /** Decides one action, asking the confirmer where needed. Never throws for a bad verdict, confirmer or answer. */
  async decide(request: GateRequest, signal: AbortSignal): Promise<Decision> {
    // Taken before anything is awaited: what was shown is what the permit is for, whatever happens to the object since.
    const hash = actionHash(request.action);
    const block = (by: string, reason: string): Decision => ({ outcome: 'block', by, reason });
    if (signal.aborted) return block(BY.aborted, 'The run was stopped.');
    if (isPolicyError(request.criticError)) return block(BY.policy, messageOf(request.criticError));

    const now = this.#parts.clock();
    this.#allowedAt = this.#allowedAt.filter((t) => now - t < MINUTE);
    if (!(this.#allowedAt.length < this.#settings.actionsPerMinute) || !Number.isFinite(now)) {
      return block(BY.budget, `More than ${String(this.#settings.actionsPerMinute)} actions in a minute.`);
    }

    const verdict = verdictIsUsable(request.verdict) && request.criticError === undefined ? request.verdict : null;
    if (verdict && verdict.risk !== 'safe' && this.#settings.blocked.includes(verdict.category)) {
      return block(BY.category, `Actions of the category ${verdict.category} are switched off: ${verdict.observation}`);
    }
    if (verdict && ASK[verdict.risk] === 'never') return this.#allow(BY.risk, verdict.observation, hash, request);
    const leave = verdict ? `${request.app ?? ''}\u0000${verdict.category}` : null;
    const doubted = verdict !== null && !verdict.correct && verdict.score < this.#settings.doubtBelow;
    const askOnce = verdict !== null && ASK[verdict.risk] === 'once';
    if (askOnce && !doubted && leave !== null && this.#runLeave.has(leave)) {
      return this.#allow(BY.run, 'Allowed earlier for this run.', hash, request);
    }

    const asked = await this.#ask(request, verdict, signal);
    if ('silent' in asked) return block(asked.by, asked.silent);
    const note = asked.answer.note ? ` ${asked.answer.note}` : '';
    switch (asked.answer.answer) {
      case 'allow_run':
        // Never for destructive actions or unknown ones: there the answer counts once.
        if (askOnce && leave !== null) this.#runLeave.add(leave);
        return this.#allow(
          askOnce ? BY.run : BY.once,
          `Allowed by ${this.#parts.confirmer.name}.${note}`,
          hash,
          request,
        );
      case 'allow_once':
        return this.#allow(BY.once, `Allowed by ${this.#parts.confirmer.name}.${note}`, hash, request);
      case 'stop':
        return block(BY.stopped, `Stopped by ${this.#parts.confirmer.name}.${note}`);
      case 'deny':
        return block(BY.denied, `Denied by ${this.#parts.confirmer.name}.${note}`);
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
    this.#allowedAt.push(issuedAt);
    return { outcome: 'allow', by, reason, permit };
  }

  async #ask(request: GateRequest, verdict: Verdict | null, signal: AbortSignal): Promise<Asked> {
    const seconds = this.#settings.answerSeconds;
    const question = confirmationRequest({
      id: this.#parts.randomId(),
      verdict,
      action: request.action,
      target: request.target,
      picture: request.picture,
      timeoutSeconds: seconds,
    });
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), seconds * 1000);
    const ends = AbortSignal.any([signal, late.signal]);
    try {
      this.#parts.onQuestion?.(question);
      const raw: unknown = await Promise.race([this.#parts.confirmer.ask(question, ends), rejectOn(ends)]);
      if (ends.aborted) throw new Error('too late');
      const answer = confirmationAnswerSchema.parse(raw);
      this.#parts.onAnswer?.(question, answer, this.#parts.confirmer.name);
      return { answer };
    } catch (e) {
      if (signal.aborted) return { silent: 'The run was stopped while the question was open.', by: BY.aborted };
      if (late.signal.aborted) return { silent: `No answer within ${String(seconds)} s counts as no.`, by: BY.silence };
      return { silent: `The question could not be asked (${messageOf(e)}), which counts as no.`, by: BY.confirmer };
    } finally {
      clearTimeout(timer);
      late.abort();
    }
  }
}

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
