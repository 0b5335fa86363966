/**
 * What of a skill may change from time to time: typed values, dates and file names become parameters, and a pattern that
 * was shown several times becomes a loop. Proposals: with the values that were shown the skill does just what was shown.
 * Pure.
 */
import type { Parameter, PlainStep, Skill, Step, TargetAnchor } from '../skill/schema.ts';
import { plain } from '../target/likeness.ts';

const DATE =
  /^(\d{4}-\d{2}-\d{2}|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{1,2}\.? (jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\p{L}*\.? \d{2,4})$/iu;
const NUMBER = /^[+-]?\d+([.,]\d+)?$/;
const FILE = /^[^/\\\n]{1,200}\.[A-Za-z0-9]{1,8}$/;

/** The type of a value by its look. */
export function typeOf(value: string): Parameter['type'] {
  if (NUMBER.test(value)) return 'number';
  if (DATE.test(value)) return 'date';
  return FILE.test(value) ? 'file_name' : 'text';
}

/** A name for a parameter from what stands beside its field, else from its type. */
function nameFor(label: string, type: Parameter['type'], taken: ReadonlySet<string>): string {
  const words = plain(label)
    .replace(/[^a-z0-9 ]/g, '')
    .trim()
    .split(/\s+/)
    .slice(0, 3)
    .join('_');
  const base = /^[a-z]/.test(words) ? words.slice(0, 30) : type;
  for (let i = 1; ; i++) {
    const name = i === 1 ? base : `${base}_${i}`;
    if (!taken.has(name)) return name;
  }
}

/** The label of the field that was clicked last: what a person would call what they type there. */
function fieldLabel(step: PlainStep | undefined): string {
  if (step?.do !== 'click') return '';
  const { target } = step;
  if (target.kind !== 'field') return '';
  if (target.access) return target.access.name;
  const beside = target.beside.find((b) => Math.abs(b.dy) <= 14 && b.dx < 0) ?? target.beside.find((b) => b.dy < 0);
  return beside?.says ?? '';
}

/** Steps and parameters. `{{` in what was typed would be read as a placeholder: such a text stays as it is. */
export function proposeParameters(steps: readonly PlainStep[]): { steps: PlainStep[]; parameters: Parameter[] } {
  const parameters: Parameter[] = [];
  const taken = new Set<string>();
  const byValue = new Map<string, string>();
  const add = (value: string, label: string, about: string): string => {
    const known = byValue.get(value);
    if (known !== undefined) return known;
    const type = typeOf(value);
    const name = nameFor(label, type, taken);
    taken.add(name);
    byValue.set(value, name);
    parameters.push({ name, type, default: value, about });
    return name;
  };
  let label = '';
  const typed = steps.map((step): PlainStep => {
    if (step.do === 'click') label = fieldLabel(step);
    if (step.do !== 'type') return step;
    const secret = /^\{\{(.+)\}\}$/.exec(step.text);
    if (secret) {
      const name = nameFor(label === '' ? 'secret' : label, 'secret', taken);
      taken.add(name);
      parameters.push({ name, type: 'secret', about: 'was not kept when it was shown' });
      return { ...step, text: `{{${name}}}`, say: step.say.replace(secret[1] ?? '', name) };
    }
    if (step.text.includes('{{') || !isValue(step.text)) return step;
    return { ...step, text: `{{${add(step.text, label, step.say.replaceAll('*', ''))}}}` };
  });
  // A file that was pointed at is as likely another one the next time.
  const named = typed.map((step): PlainStep => {
    if (step.do !== 'click' || !FILE.test(step.target.label) || step.target.in !== 'window') return step;
    const name = add(step.target.label, 'file', step.say.replaceAll('*', ''));
    return { ...step, target: { ...step.target, label: `{{${name}}}` } };
  });
  const values = [...byValue].filter(([value]) => value.length >= 3).sort(([a], [b]) => b.length - a.length);
  return { steps: named.map((step) => withPlaceholders(step, values)), parameters };
}

/** A single letter is a key of the program more often than a value. */
const isValue = (text: string): boolean => text.trim().length >= 2 || /^\d$/.test(text);

/** Where a value shows again, in titles and in what is expected, it is the same value the next time. */
function withPlaceholders(step: PlainStep, values: readonly (readonly [string, string])[]): PlainStep {
  const put = (text: string): string => values.reduce((t, [value, name]) => t.replaceAll(value, `{{${name}}}`), text);
  const window = <W extends { title: string }>(w: W): W => ({ ...w, title: put(w.title) });
  const { expect } = step;
  const around = (target: TargetAnchor): TargetAnchor => ({
    ...target,
    beside: target.beside.map((n) => ({ ...n, says: put(n.says) })),
  });
  return {
    ...step,
    say: step.do === 'type' ? put(step.say) : step.say,
    ...('target' in step && step.target ? { target: around(step.target) } : {}),
    ...(step.do === 'drag' ? { to: around(step.to) } : {}),
    ...(step.window ? { window: window(step.window) } : {}),
    ...(expect
      ? {
          expect: {
            ...expect,
            ...(expect.opens ? { opens: window(expect.opens) } : {}),
            ...(expect.closes ? { closes: window(expect.closes) } : {}),
            ...(expect.shows ? { shows: expect.shows.map(put) } : {}),
          },
        }
      : {}),
  };
}

/** What makes two steps the same but for the values in them. */
function signature(step: PlainStep): string {
  switch (step.do) {
    case 'type':
      return 'type';
    case 'press':
      return `press ${step.keys.join('+')}`;
    case 'click':
      return `click ${step.button ?? 'left'} ${step.count ?? 1} ${step.target.kind} ${step.target.label} ${JSON.stringify(step.target.access ?? step.target.beside.slice(0, 2))}`;
    default:
      return JSON.stringify(step);
  }
}

const FEWEST_REPEATS = 2;
const LONGEST_PERIOD = 20;

interface Repeat {
  readonly from: number;
  readonly period: number;
  readonly times: number;
}

/** The pattern that covers most steps, with something typed in it; null when there is none. */
export function findRepeat(steps: readonly PlainStep[]): Repeat | null {
  const signs = steps.map(signature);
  let best: Repeat | null = null;
  for (let period = 2; period <= Math.min(LONGEST_PERIOD, signs.length / FEWEST_REPEATS); period++) {
    for (let from = 0; from + FEWEST_REPEATS * period <= signs.length; from++) {
      let times = 1;
      while (sameBlock(signs, from, from + times * period, period)) times++;
      if (times < FEWEST_REPEATS || !differs(steps, from, period, times)) continue;
      const covers = period * times;
      if (!best || covers > best.period * best.times || (covers === best.period * best.times && period < best.period))
        best = { from, period, times };
    }
  }
  return best;
}

const sameBlock = (signs: readonly string[], a: number, b: number, length: number): boolean =>
  b + length <= signs.length && Array.from({ length }, (_, i) => signs[a + i] === signs[b + i]).every(Boolean);

const textAt = (steps: readonly PlainStep[], i: number): string | null => {
  const step = steps[i];
  return step?.do === 'type' ? step.text : null;
};

/** Typing the same thing again is no row of a table. */
function differs(steps: readonly PlainStep[], from: number, period: number, times: number): boolean {
  return Array.from({ length: period }, (_, i) => i).some((i) => {
    const texts = Array.from({ length: times }, (_, t) => textAt(steps, from + t * period + i));
    return texts[0] !== null && new Set(texts).size > 1;
  });
}

/** Folds the pattern into a loop: what differs becomes its columns, and is no parameter of its own any more. */
export function proposeLoop(skill: Skill): Skill {
  const plainSteps = skill.steps.filter((s): s is PlainStep => s.do !== 'for_each');
  if (plainSteps.length !== skill.steps.length) return skill;
  const repeat = findRepeat(plainSteps);
  if (!repeat) return skill;
  const { from, period, times } = repeat;
  const defaults = new Map(skill.parameters.map((p) => [`{{${p.name}}}`, p]));
  const body = plainSteps.slice(from, from + period);
  const columns: string[] = [];
  const cells: string[][] = Array.from({ length: times }, () => []);
  const steps = body.map((step, i): PlainStep => {
    if (step.do !== 'type') return withoutValues(step);
    const texts = Array.from({ length: times }, (_, t) => textAt(plainSteps, from + t * period + i) ?? '');
    if (new Set(texts).size <= 1) return step;
    // A secret in a row is not for a file.
    if (texts.some((t) => defaults.get(t)?.type === 'secret')) return step;
    const name = defaults.get(texts[0] ?? '')?.name ?? `value_${columns.length + 1}`;
    columns.push(name);
    texts.forEach((text, t) => cells[t]?.push(defaults.get(text)?.default ?? text));
    return { ...step, text: `{{${name}}}`, say: 'Type the value of this row' };
  });
  if (columns.length === 0 || new Set(columns).size !== columns.length) return skill;
  const outside = JSON.stringify([...plainSteps.slice(0, from), ...plainSteps.slice(from + period * times)]);
  // A value that also stands outside the loop would lose its parameter there.
  if (columns.some((c) => outside.includes(`{{${c}}}`))) return skill;
  const inside = JSON.stringify(steps);
  const loop: Step = { do: 'for_each', say: `For each row: ${columns.join(', ')}`, columns, rows: cells, steps };
  return {
    ...skill,
    parameters: skill.parameters.filter(
      (p) => !columns.includes(p.name) && (inside.includes(`{{${p.name}}}`) || outside.includes(`{{${p.name}}}`)),
    ),
    steps: [...plainSteps.slice(0, from), loop, ...plainSteps.slice(from + period * times)],
  };
}

/** In a loop, what showed after one row need not show after another. */
function withoutValues(step: PlainStep): PlainStep {
  if (!step.expect?.shows) return step;
  const { shows: _shows, ...expect } = step.expect;
  return { ...step, expect };
}
