/** Tells the record and the clients what happens, in the protocol's words; knows which step the run is at. */
import type { Effect } from '../protocol/action.ts';
import type { RunEvent } from '../protocol/events.ts';
import type { Grounding } from '../protocol/grounding.ts';
import type { Interruption } from '../protocol/interruption.ts';
import { describeInterruption } from '../protocol/interruption.ts';
import type { Plan, SingleIntent } from '../protocol/intent.ts';
import type { RuleSubject } from '../protocol/rules.ts';
import type { Screen } from '../protocol/screen.ts';
import type { ConfirmationRequest, Decision, Verdict } from '../protocol/verdict.ts';
import type { RunRecorder } from './ports.ts';

export class Announcer {
  readonly #recorder: RunRecorder;
  readonly #send: (event: RunEvent) => void;
  readonly #now: () => number;
  /** The step being taken; 0 before the first. */
  step = 0;

  constructor(recorder: RunRecorder, send: (event: RunEvent) => void, now: () => number) {
    this.#recorder = recorder;
    this.#send = send;
    this.#now = now;
  }

  started(task: string, display: string): void {
    this.#emit({ event: 'run_started', ...this.#base(), task, display, dryRun: false });
  }

  planned(plan: Plan): void {
    this.#emit({ event: 'planned', ...this.#base(), source: plan.source, steps: [...plan.steps], ms: plan.ms });
  }

  observed(screen: Screen): void {
    const { elements, windows, readMs, reuse } = screen;
    const seen = { elements: elements.length, windows: windows.length, readMs, ...reuse };
    this.#emit({ event: 'observed', ...this.#stepBase(), ...seen, frame: null });
  }

  grounded(g: Grounding): void {
    const { instruction, status, confidence, ms } = g;
    const place = g.status === 'found' ? { point: g.point, box: g.box } : { point: null, box: null };
    const candidates = g.candidates.map(({ box, score, why }) => ({ box, score, why }));
    this.#emit({
      event: 'grounded',
      ...this.#stepBase(),
      ...{ instruction, status, ...place, confidence, candidates, ms },
    });
  }

  judged(verdict: Verdict): void {
    const { risk, category, correct, score, observation, result, rule, ms, alarms, degraded } = verdict;
    const said = {
      ...{ risk, category, correct, score, observation, result, rule, ms },
      ...(alarms ? { alarms: [...alarms] } : {}),
      ...(degraded === undefined ? {} : { degraded }),
    };
    this.#emit({ event: 'verdict', ...this.#stepBase(), ...said });
  }

  asked(request: ConfirmationRequest): void {
    this.#emit({ event: 'confirmation_requested', ...this.#stepBase(), request });
  }

  decided({ outcome, by, reason, asked }: Decision, subject: RuleSubject): void {
    const { apps, windows, controls, verb } = subject;
    const scope = { apps: [...apps], windows: [...windows], controls: [...controls], verb };
    const told = { outcome, by, reason, scope, ...(asked ? { asked } : {}) };
    this.#emit({ event: 'decision', ...this.#stepBase(), ...told });
  }

  acted(intent: SingleIntent, what: string, via: string, ms: number): void {
    this.#emit({ event: 'acted', ...this.#stepBase(), intent, what, via, ms });
  }

  verified(effect: Effect, frame: string | null): void {
    const { seen, note, changedFraction, settleMs } = effect;
    this.#emit({ event: 'verified', ...this.#stepBase(), seen, note, changedFraction, settleMs, frame });
  }

  paused(seen: Interruption): void {
    const { from, kind, haltMs } = seen;
    this.#emit({ event: 'paused', ...this.#stepBase(), from, kind, haltMs, what: describeInterruption(seen) });
  }

  resumed(pausedMs: number): void {
    this.#emit({ event: 'resumed', ...this.#stepBase(), pausedMs });
  }

  notice(message: string): void {
    this.#emit({ event: 'notice', ...this.#base(), message });
  }

  #base(): { runId: string; at: number } {
    return { runId: this.#recorder.id, at: this.#now() };
  }

  #stepBase(): { runId: string; at: number; step: number } {
    return { ...this.#base(), step: this.step };
  }

  #emit(event: RunEvent): void {
    this.#recorder.event(event);
    this.#send(event);
  }
}
