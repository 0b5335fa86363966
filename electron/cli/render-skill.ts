/** Skills in words for the terminal. */
import type { ListedSkill, PlainStep, Skill } from '../demos/index.ts';

const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;

/** One skill on one line. */
export function skillRow({ name, skill, fault, stats }: ListedSkill): string {
  const what = skill
    ? `${count(skill.steps.length, 'step').padEnd(9)} ${skill.title}`
    : `cannot be used: ${fault ?? ''}`;
  const replays = stats.replays === 0 ? 'not replayed yet' : `${stats.done} of ${stats.replays} replays done`;
  const failed = stats.lastFailure
    ? `; last failure: ${stats.lastFailure.reason} (history show ${stats.lastFailure.runId})`
    : '';
  return `${name.padEnd(24)} ${what}  (${replays}${failed})`;
}

/** One skill, step by step. */
export function skillLines(skill: Skill, hash: string): string[] {
  const { recorded, parameters } = skill;
  return [
    `Skill      ${skill.name}: ${skill.title}`,
    `Recorded   ${recorded.at.slice(0, 16).replace('T', ' ')} on ${recorded.screen.join('×')}${recorded.monitors > 1 ? `, ${recorded.monitors} monitors` : ''}`,
    `Hash       ${hash.slice(0, 16)}`,
    ...parameters.map((p) => {
      const value = p.default === undefined ? 'has to be given' : `was “${p.default}”`;
      return `Parameter  ${p.name} (${p.type.replace('_', ' ')}, ${value})${p.about ? `: ${p.about}` : ''}`;
    }),
    'Steps',
    ...skill.steps.flatMap((step, i) => {
      const head = `${String(i + 1).padStart(4)}  `;
      if (step.do !== 'for_each') return [head + stepLine(step)];
      return [
        `${head}${step.say} (${count(step.rows.length, 'row')} shown)`,
        ...step.steps.map((inner, j) => `${String(j + 1).padStart(8)}  ${stepLine(inner)}`),
      ];
    }),
  ];
}

function stepLine(step: PlainStep): string {
  const risk =
    step.risk === 'safe'
      ? ''
      : `  [${step.risk}${step.category === 'none' ? '' : `: ${step.category.replaceAll('_', ' ')}`}]`;
  const off = step.off === true ? '  [left out]' : '';
  const { opens, closes, shows } = step.expect ?? {};
  const then = [
    ...(opens ? [`opens “${opens.title}”`] : []),
    ...(closes ? [`closes “${closes.title}”`] : []),
    ...(shows && shows.length > 0 ? [`shows ${shows.map((s) => `“${s}”`).join(', ')}`] : []),
  ];
  return `${step.say}${then.length > 0 ? `  → ${then.join(', ')}` : ''}${risk}${off}`;
}
