/**
 * From a skill and its values to the flat list of steps of one replay: loops unrolled, called skills put in place.
 *
 * Errs towards refusing: a skill that calls itself, directly or through others, is refused before anything is done, and so
 * is one that unfolds to more steps than anybody would watch.
 */
import { SteadyhandError } from '../../protocol/errors.ts';
import { valuesFor, type Values } from './parameters.ts';
import type { PlainStep, Skill } from './schema.ts';
import { fillDeep, placeholdersIn } from './template.ts';

export type ReplayStep = Exclude<PlainStep, { do: 'call' }> & {
  /** For people: `3/7`, in a loop `3/7 · row 2`. */
  readonly label: string;
  /** The skill the step is from: its crops are there. */
  readonly skill: string;
  /** Where it stands in that skill: which step, and in a loop which of its body. */
  readonly path: readonly number[];
  /** Whether what is on the target depends on a value: then its picture and place in a list do not count. */
  readonly varies: boolean;
  /** The text is a secret and must not be shown. */
  readonly secret: boolean;
};

const MOST_STEPS = 1000;

/**
 * Unfolds a skill.
 * @param find reads a skill by name; throws when it is not there
 * @param table rows that take the place of those of a loop
 * @throws SteadyhandError `skill_calls_itself`, `skill_too_long`, and what the parameters throw
 */
export function unfold(
  skill: Skill,
  given: Values,
  find: (name: string) => Skill,
  rows?: readonly Values[],
): ReplayStep[] {
  const out: ReplayStep[] = [];
  into(skill, given, { find, out, callers: [], rows: rows ?? null });
  return out;
}

interface Unfolding {
  readonly find: (name: string) => Skill;
  readonly out: ReplayStep[];
  readonly callers: readonly string[];
  readonly rows: readonly Values[] | null;
}

function into(skill: Skill, given: Values, u: Unfolding): void {
  if (u.callers.includes(skill.name)) {
    throw new SteadyhandError(
      'usage',
      'skill_calls_itself',
      `The skill “${skill.name}” calls itself (${[...u.callers, skill.name].join(' → ')}).`,
      'Take the call out with: steadyhand demo edit; nothing was run.',
    );
  }
  const columns = skill.steps.flatMap((s) => (s.do === 'for_each' ? s.columns : []));
  const own = Object.fromEntries(Object.entries(given).filter(([name]) => !columns.includes(name)));
  const values = valuesFor(skill, own);
  const secrets = new Set(skill.parameters.filter((p) => p.type === 'secret').map((p) => p.name));
  skill.steps.forEach((step, i) => {
    const label = `${i + 1}/${skill.steps.length}`;
    if (step.do !== 'for_each') {
      put(step, values, { skill, label, path: [i], secrets, u });
      return;
    }
    for (const [r, row] of rowsOf(step, given, u.rows).entries()) {
      step.steps.forEach((inner, j) => {
        put(inner, { ...values, ...row }, { skill, label: `${label} · row ${r + 1}`, path: [i, j], secrets, u });
      });
    }
  });
}

function rowsOf(
  step: { columns: string[]; rows: string[][] },
  given: Values,
  table: readonly Values[] | null,
): Values[] {
  const pick = (v: Values): Values => Object.fromEntries(step.columns.map((c) => [c, v[c] ?? '']));
  if (table) return table.map(pick);
  if (step.columns.some((c) => given[c] !== undefined)) return [pick(given)];
  return step.rows.map((row) => Object.fromEntries(step.columns.map((c, i) => [c, row[i] ?? ''])));
}

interface Putting {
  readonly skill: Skill;
  readonly label: string;
  readonly path: readonly number[];
  readonly secrets: ReadonlySet<string>;
  readonly u: Unfolding;
}

function put(step: PlainStep, values: Values, { skill, label, path, secrets, u }: Putting): void {
  if (step.off === true) return;
  if (step.do === 'call') {
    const callee = u.find(step.skill);
    const passed = Object.fromEntries(Object.entries(fillDeep(step.with ?? {}, values)));
    into(callee, passed, { ...u, callers: [...u.callers, skill.name], rows: null });
    return;
  }
  if (u.out.length >= MOST_STEPS) {
    throw new SteadyhandError(
      'usage',
      'skill_too_long',
      `The skill “${skill.name}” unfolds to more than ${MOST_STEPS} steps.`,
      'Use fewer rows, or split the skill; nothing was run.',
    );
  }
  const target = 'target' in step ? step.target : undefined;
  const varies = placeholdersIn([target?.label ?? '', target?.row ?? '', target?.access?.name ?? '']).length > 0;
  const secret = step.do === 'type' && placeholdersIn(step.text).some((name) => secrets.has(name));
  // Words for people never hold a secret.
  const shown = Object.fromEntries(Object.entries(values).map(([k, v]) => [k, secrets.has(k) ? '•••' : v]));
  u.out.push({
    ...fillDeep(step, values),
    say: fillDeep(step.say, shown),
    label,
    skill: skill.name,
    path,
    varies,
    secret,
  });
}
