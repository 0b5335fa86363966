/**
 * The text-and-relation grounder: a phrase and a screen in, a point or "absent" out.
 *
 * Invariant: never throws for any phrase or screen (rejects only when aborted); the point lies inside the returned box
 * and the box inside the frame. Errs towards absent.
 */
import { performance } from 'node:perf_hooks';
import type { Candidate, Grounder, Grounding, GroundOptions } from '../protocol/grounding.ts';
import type { Screen } from '../protocol/screen.ts';
import { ABSTAIN_BELOW, probability } from './calibrate.ts';
import { scoreAll } from './candidates.ts';
import { parseInstruction } from './parse.ts';
import { buildScene } from './scene.ts';

export interface TextGrounderOptions {
  /** Probability below which the answer is absent, 0 to 1. */
  readonly abstainBelow?: number;
}

const MAX_CANDIDATES = 10;

/** Matches names, relations, places, colours and purposes over the elements of a screen. No model, no I/O. */
export function createTextGrounder(options: TextGrounderOptions = {}): Grounder {
  const abstainBelow = options.abstainBelow ?? ABSTAIN_BELOW;
  return {
    name: 'text-and-relation',
    ground: (screen, instruction, groundOptions = {}) =>
      new Promise((resolve) => {
        groundOptions.signal?.throwIfAborted();
        resolve(groundNow(screen, instruction, groundOptions, abstainBelow));
      }),
  };
}

function groundNow(screen: Screen, instruction: string, options: GroundOptions, abstainBelow: number): Grounding {
  const started = performance.now();
  const query = parseInstruction(instruction);
  const scene = buildScene(screen, options.within);
  const scored = scoreAll(scene, query);
  options.signal?.throwIfAborted();
  const [best, second] = scored;
  const confidence = best ? probability(best, second) : 0;
  const candidates = scored
    .slice(0, MAX_CANDIDATES)
    .map((s): Candidate => ({ box: s.box, score: s.score, elementId: s.elementId, why: s.why }));
  const base = { instruction, confidence, candidates };
  const ms = (): number => performance.now() - started;
  if (!best || confidence < abstainBelow)
    return { status: 'absent', ...base, reason: absentReason(query.readings[0]?.label ?? '', best?.why), ms: ms() };
  return { status: 'found', ...base, point: best.point, box: best.box, elementId: best.elementId, ms: ms() };
}

function absentReason(label: string, nearest: string | undefined): string {
  const what = label.length > 0 ? `"${label.slice(0, 80)}"` : 'what was described';
  return nearest
    ? `Nothing on the screen is surely ${what}; the nearest ${nearest}.`
    : `Nothing on the screen is like ${what}.`;
}
