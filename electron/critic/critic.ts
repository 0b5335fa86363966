/**
 * The deterministic critic: signs of the scene against the policy table, and a first view on whether the step fits the
 * task. Never reads instructions from the screen: words there are only matched against the lexicon.
 *
 * Errs towards risk. When no entry fits, nothing in the words, the dialog, the keys or the text speaks of a risk; the
 * action is then called safe with a low score under the rule `default` — except where a dialog warns, which the table
 * has entries for. Asking about every unknown icon would teach people to say yes.
 */
import type { CriticInput, Critic, Evidence, Verdict } from '../protocol/verdict.ts';
import { RISKS } from '../protocol/verdict.ts';
import { originOf } from './evidence/origin.ts';
import { pressedBy } from './evidence/pressed.ts';
import { sceneOf, type Files, type Scene } from './evidence/scene.ts';
import { loadBash } from './policy/bash.ts';
import { fits, parsePolicy, type Policy, type Rule } from './policy/schema.ts';
import { CATEGORY_WORDS, SHIPPED_POLICY } from './policy/table.ts';
import { capital } from './sentence.ts';
import { judgeStep, type StepView } from './step.ts';

export interface CriticOptions {
  /** A policy instead of the shipped one; checked when it is first needed. */
  readonly policy?: unknown;
  /** What is known of this machine's files; without it every file that is written to may be there. */
  readonly files?: Files;
  /** Milliseconds, for the time a judgement took. */
  readonly now?: () => number;
}

/** Makes the critic. `judge` rejects with a `SteadyhandError` (`policy_*`) when the policy cannot be used. */
export function createCritic(options: CriticOptions = {}): Critic {
  const now = options.now ?? (() => performance.now());
  let policy: Policy | null = null;
  return {
    judge: (input) =>
      Promise.resolve().then(async () => {
        policy ??= parsePolicy('policy' in options ? options.policy : SHIPPED_POLICY);
        // Once a process, and not part of a judgement; without it commands cannot be read and nothing is judged.
        await loadBash();
        const started = now();
        const { verdict } = consider(policy, input, options.files);
        return { ...verdict, ms: now() - started };
      }),
  };
}

interface Ruling {
  readonly risk: Verdict['risk'];
  readonly category: Verdict['category'];
  readonly rule: string;
  readonly why: string;
}

/** The table's ruling on the signs; `default` when no entry fits. */
export function rulingOf(policy: Policy, scene: Scene): Ruling {
  const rule: Rule | undefined = policy.rules.find((r) => fits(r.when, scene.signs));
  const table: Ruling = rule
    ? { risk: rule.risk, category: rule.category, rule: rule.id, why: rule.why }
    : {
        risk: 'safe',
        category: 'none',
        rule: 'default',
        why: 'nothing in the words, the dialog, the keys or the text speaks of a risk',
      };
  // A command is its own evidence: the worse of the two counts.
  const c = scene.command;
  return c && RISKS.indexOf(c.risk) > RISKS.indexOf(table.risk) ? c : table;
}

/**
 * What is written and what the application says of it are two readings of the same thing; the worse one counts, so an
 * accessible name can raise a risk and never lower it.
 */
function worstReading(policy: Policy, input: CriticInput, files: Files | null): { scene: Scene; ruling: Ruling } {
  const scene = sceneOf(input, null, files);
  const written = { scene, ruling: rulingOf(policy, scene) };
  // A key that presses a control of a dialog is a click on it.
  const pressed = pressedBy(input.screen, input.action);
  if (pressed.length > 0) {
    let worst = written;
    for (const point of pressed) {
      const click: CriticInput = {
        ...input,
        action: { type: 'click', point, button: 'left', count: 1, modifiers: [] },
      };
      const scene = sceneOf(click, null, files);
      const ruling = rulingOf(policy, scene);
      if (RISKS.indexOf(ruling.risk) >= RISKS.indexOf(worst.ruling.risk)) worst = { scene, ruling };
    }
    return worst;
  }
  if (input.action.type !== 'click') return written;
  let worst = written;
  for (const told of scene.target?.told ?? []) {
    const other = sceneOf(input, told, files);
    const ruling = rulingOf(policy, other);
    if (RISKS.indexOf(ruling.risk) <= RISKS.indexOf(worst.ruling.risk)) continue;
    const seen = [`its application calls it “${told}”`, ...scene.seen];
    // Which step is right is judged by what a person sees.
    worst = { scene: { ...scene, signs: new Set([...scene.signs, ...other.signs]), seen }, ruling };
  }
  return worst;
}

/** What the policy made of an input, for whoever looks at it next. */
export interface Considered {
  readonly scene: Scene;
  readonly step: StepView;
  readonly verdict: Verdict;
}
const considered = new WeakMap<CriticInput, { readonly policy: Policy; readonly found: Considered }>();

/** The policy's view of an input, made once for the same input. `loadBash` has to come before. */
export function consider(policy: Policy, input: CriticInput, files: Files | null = null): Considered {
  const known = considered.get(input);
  if (known?.policy === policy) return known.found;
  const found = judgeWith(policy, input, files);
  considered.set(input, { policy, found });
  return found;
}

function judgeWith(policy: Policy, input: CriticInput, files: Files | null): Considered {
  const { scene, ruling } = worstReading(policy, input, files);
  const step = judgeStep(input, scene, ruling.risk, ruling.category);
  const words = CATEGORY_WORDS[ruling.category];
  const origin = originOf(input, scene);
  const evidence: Evidence[] = [
    ...origin.evidence,
    ...scene.seen.map((what) => ({ what, where: scene.target?.box ?? null })),
    { what: ruling.why, where: scene.target?.panel ?? null },
    { what: step.why, where: null },
  ];
  const seen = scene.seen.length > 0 ? `${capital(scene.seen.join('; '))}: ` : '';
  const verdict: Verdict = {
    risk: ruling.risk,
    category: ruling.category,
    correct: step.correct,
    score: step.score,
    ...(step.unsure ? { unsure: true } : {}),
    observation: `${seen}${ruling.why}.`,
    result: `${words.result}${whatKeysReach(input, ruling.risk)}`,
    suggestion: step.correct ? words.instead : `${words.instead} ${capital(step.why)}: look for another step.`.trim(),
    reversible: reversibility(input, scene, ruling, words),
    evidence,
    rule: ruling.rule,
    ms: 0,
    ...(origin.alarms.length > 0 ? { alarms: origin.alarms } : {}),
  };
  return { scene, step, verdict };
}

/** Whether it can be taken back, in plain words. */
function reversibility(
  input: CriticInput,
  scene: Scene,
  { risk }: Ruling,
  words: { undo: string; stagedUndo: string },
): string | null {
  if (risk === 'safe') return null;
  const typedAhead = input.action.type === 'type' && scene.command !== null && !input.action.text.includes('\n');
  if (typedAhead) return 'Nothing runs before Enter is pressed.';
  return risk === 'destructive' ? words.undo : words.stagedUndo;
}

/** Keys act on what was chosen before: a person who is asked should read what that was. */
function whatKeysReach(input: CriticInput, risk: Verdict['risk']): string {
  const last = input.history.at(-1);
  if (risk === 'safe' || input.action.type !== 'hotkey' || last === undefined) return '';
  return ` The step before was: ${last.trim().replace(/\.$/, '')}.`;
}
