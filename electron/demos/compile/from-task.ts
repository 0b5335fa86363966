/**
 * What the sentence a run was asked for with says about its skill: which words of it are values, and the sentence with
 * holes by which it is found again ("send the weekly report for {{month}}"). Pure.
 *
 * Errs towards leaving things as they are: a word becomes a value only where it is plainly one and shows in the steps.
 */
import type { Parameter, PlainStep, Skill, Step } from '../skill/schema.ts';
import { fillDeep } from '../skill/template.ts';
import { typeOf } from './propose.ts';

const MONTHS =
  'January|February|March|April|May|June|July|August|September|October|November|December|Januar|Februar|März|Mai|Juni|Juli|Oktober|Dezember';
const DAYS = 'Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday';

/** What is plainly a value in a sentence, the surest first: the name it gets, where its look tells one. */
const VALUES: readonly (readonly [RegExp, string])[] = [
  [/["“”„«»]([^"“”„«»]{1,200})["“”„«»]/gu, ''],
  [/(?<=[\s(])['‘]([^'’]{1,200})['’](?=[\s.,;!?)]|$)/gu, ''],
  [/(?<![\p{L}\d])([\w-]+\.[a-zA-Z]\w{0,7})(?![\p{L}\d])/gu, 'file_name'],
  [/(?<!\d)(\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{2,4})(?!\d)/gu, 'date'],
  [new RegExp(`(?<!\\p{L})(${MONTHS})(?!\\p{L})`, 'gu'), 'month'],
  [new RegExp(`(?<!\\p{L})(${DAYS})(?!\\p{L})`, 'gu'), 'day'],
  [/(?<![\p{L}\d.])(\d+(?:[.,]\d+)?)(?![\p{L}\d])/gu, 'number'],
  // A name in the middle of a sentence.
  [/(?<=[\p{Ll},] )(\p{Lu}[\p{L}’'-]+(?: \p{Lu}[\p{L}’'-]+)*)/gu, ''],
];

/** Values of a sentence with the names their looks give them, longest first. */
export function valuesIn(task: string): { value: string; name: string }[] {
  const found = new Map<string, string>();
  for (const [pattern, name] of VALUES) {
    for (const [, value = ''] of task.matchAll(pattern)) if (!found.has(value)) found.set(value, name);
  }
  return [...found]
    .map(([value, name]) => ({ value, name }))
    .filter(({ value }) => value.trim().length >= 2 || /^\d$/.test(value))
    .sort((a, b) => b.value.length - a.value.length);
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
/** The value as words of their own: March, not Marching; in a file name also between - and _. */
const asWords = (value: string): RegExp => new RegExp(`(?<![\\p{L}\\d{])${escaped(value)}(?![\\p{L}\\d}])`, 'gu');

/** The skill of a run with the values of its sentence as parameters, and the sentence it is asked for with. */
export function proposeFromTask(skill: Skill, task: string): Skill {
  let steps: readonly Step[] = skill.steps;
  let parameters: readonly Parameter[] = skill.parameters;
  // Within a value there is no other one: of "Report for March" in quotes the month is a part.
  let left = task;
  const programs = programsOf(steps);
  for (const { value, name } of valuesIn(task)) {
    if (!occurs(left, value) || programs.has(value.toLowerCase())) continue;
    const strike = (): void => {
      left = left.replace(asWords(value), '');
    };
    if (parameters.some((p) => p.default === value)) {
      strike();
      continue;
    }
    const inside = parameters.find(
      (p) => p.type !== 'secret' && p.default !== undefined && !occurs(task, p.default) && occurs(p.default, value),
    );
    if (!inside && !steps.some((step) => holds(step, value))) continue;
    strike();
    const own = freeName(name === '' ? 'text' : name, parameters);
    if (inside) {
      // Of what was typed only this part is the sentence's: the rest of it stays.
      const kept = (inside.default ?? '').replace(asWords(value), `{{${own}}}`);
      steps = fillDeep(steps, { [inside.name]: kept });
      parameters = parameters.filter((p) => p !== inside);
    }
    steps = steps.map((step) => putIn(step, value, `{{${own}}}`));
    parameters = [...parameters, { name: own, type: typeOf(value), default: value, about: `“${value}” in the task` }];
  }
  const said = sentenceOf(task, parameters);
  return { ...skill, parameters: [...parameters], steps: [...steps], ...(said === null ? {} : { said: [said] }) };
}

/** Another program would have other controls: its name is no value. */
const programsOf = (steps: readonly Step[]): ReadonlySet<string> =>
  new Set(
    steps.flatMap((step) => {
      if (step.do === 'for_each') return [];
      const opened = step.do === 'act' && step.intent.do === 'open_app' ? [step.intent.app] : [];
      return [...opened, step.window?.app ?? ''].map((app) => app.toLowerCase());
    }),
  );

/** Whether a step types, opens or points at the value; what only shows is no reason. */
function holds(step: Step, value: string): boolean {
  switch (step.do) {
    case 'type':
      return occurs(step.text, value);
    case 'click':
      return step.target.in !== 'menu' && step.target.label === value;
    case 'act':
      return (
        step.intent.do !== 'open_app' &&
        Object.values(step.intent).some((v) => typeof v === 'string' && occurs(v, value))
      );
    default:
      return false;
  }
}

const occurs = (text: string, value: string): boolean => text.search(asWords(value)) >= 0;

function freeName(base: string, parameters: readonly Parameter[]): string {
  for (let i = 1; ; i++) {
    const name = i === 1 ? base : `${base}_${i}`;
    if (!parameters.some((p) => p.name === name)) return name;
  }
}

/** A step with a value as a placeholder: in what is typed, opened, named and expected; a label only as a whole. */
function putIn(step: Step, value: string, hole: string): Step {
  if (step.do === 'for_each') return step;
  const put = (text: string): string => text.replace(asWords(value), hole);
  return withTexts(step, put, (label) => (label === value ? hole : label));
}

function withTexts(step: PlainStep, put: (t: string) => string, label: (t: string) => string): PlainStep {
  const { expect } = step;
  const seen = {
    ...(expect?.opens ? { opens: { ...expect.opens, title: put(expect.opens.title) } } : {}),
    ...(expect?.closes ? { closes: { ...expect.closes, title: put(expect.closes.title) } } : {}),
    ...(expect?.shows ? { shows: expect.shows.map(put) } : {}),
  };
  const common = {
    ...(step.window ? { window: { ...step.window, title: put(step.window.title) } } : {}),
    ...(expect ? { expect: { ...expect, ...seen } } : {}),
  };
  switch (step.do) {
    case 'type':
      return { ...step, ...common, say: put(step.say), text: put(step.text) };
    case 'act': {
      // The program itself is no value: another one would have other controls.
      if (step.intent.do === 'open_app') return { ...step, ...common };
      const intent = Object.fromEntries(
        Object.entries(step.intent).map(([k, v]) => [
          k,
          k === 'do' || k === 'op' || typeof v !== 'string' ? v : put(v),
        ]),
      ) as typeof step.intent;
      return { ...step, ...common, say: put(step.say), intent };
    }
    case 'click': {
      const { target } = step;
      const named = target.in === 'menu' ? target.label : label(target.label);
      const changed = named === target.label ? {} : { say: put(step.say), target: { ...target, label: named } };
      return { ...step, ...common, ...changed };
    }
    default:
      return { ...step, ...common };
  }
}

/** The task with holes; null when it is too long for a sentence or already speaks in braces. */
function sentenceOf(task: string, parameters: readonly Parameter[]): string | null {
  const plain = task.trim().replace(/\s+/g, ' ');
  if (plain.length > 400 || plain.includes('{{')) return null;
  return [...parameters]
    .filter((p) => p.default !== undefined && p.default.length > 0)
    .sort((a, b) => (b.default ?? '').length - (a.default ?? '').length)
    .reduce((text, p) => {
      const value = p.default ?? '';
      // With the quotes around it: the next value may stand without.
      const quoted = new RegExp(`["“”„«»'‘’]${escaped(value)}["“”„«»'‘’]`, 'gu');
      const hole = `{{${p.name}}}`;
      return text.search(quoted) >= 0 ? text.replace(quoted, hole) : text.replace(asWords(value), hole);
    }, plain);
}
