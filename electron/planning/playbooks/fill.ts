/**
 * A playbook with its values, as intents for this platform and the program in front.
 *
 * Errs towards asking: without a value that is needed there are no steps, only the question for it.
 */
import { SteadyhandError } from '../../protocol/errors.ts';
import type { Intent } from '../../protocol/intent.ts';
import { isOneOf } from './applications.ts';
import type { Recognised } from './applications.ts';
import { chord, forPlatform } from './chords.ts';
import type { PlaybookLibrary } from './library.ts';
import type { Playbook } from './parse.ts';
import { namesIn, PLACEHOLDER } from './schema.ts';
import type { Platform, Step, Way } from './schema.ts';

export type Values = Readonly<Record<string, string>>;

export interface Surroundings {
  readonly platform: Platform;
  /** The program the steps are for; null when nothing is known of the screen. */
  readonly front: Recognised | null;
  readonly library: PlaybookLibrary;
}

/** The value of every parameter that has one, defaults included. */
export function withDefaults(playbook: Playbook, values: Values): Values {
  const all: Record<string, string> = { ...values };
  for (const [name, p] of Object.entries(playbook.parameters))
    if (all[name] === undefined && p.default !== undefined) all[name] = p.default;
  return all;
}

/** The question for the first value that is needed and missing, or null. */
export function missingValue(playbook: Playbook, values: Values): { name: string; question: string } | null {
  for (const [name, p] of Object.entries(playbook.parameters))
    if (p.required && p.default === undefined && values[name] === undefined)
      return { name, question: p.ask ?? `What is the ${name.replaceAll('_', ' ')}?` };
  return null;
}

/** The first way that fits, or null. A program that is not known takes the first way for any program. */
export function wayFor(playbook: Playbook, values: Values, around: Surroundings): Way | null {
  const { front, platform } = around;
  const possible = playbook.ways.filter(
    (way) =>
      (way.platform === undefined || way.platform.includes(platform)) &&
      (way.given ?? []).every((condition) => holds(condition, values)) &&
      (way.app === undefined || front === null || isOneOf(front, way.app)),
  );
  // Where nothing is known of the screen, the way for any program is the better guess.
  return (front === null ? possible.find((way) => way.app === undefined) : undefined) ?? possible[0] ?? null;
}

/** The steps of a way. Steps that name a value nobody gave are left out. */
export function fill(way: Way, values: Values, around: Surroundings): Intent[] {
  return way.steps.flatMap((step) => fillStep(step, values, around, 0));
}

/** `name`: it was given; `name=x`: it is x; `name~x`: it has x in it. */
function holds(condition: string, values: Values): boolean {
  const [, name = '', sign, wanted = ''] = /^([a-z0-9_]+)(?:([=~])(.*))?$/.exec(condition) ?? [];
  const value = values[name];
  if (value === undefined) return false;
  return sign === undefined || (sign === '=' ? value === wanted : value.includes(wanted));
}

function fillStep(step: Step, values: Values, around: Surroundings, depth: number): Intent[] {
  if (step.given !== undefined && !holds(step.given, values)) return [];
  if (step.missing !== undefined && values[step.missing] !== undefined) return [];
  if ('repeat' in step) {
    const times = typeof step.repeat === 'number' ? step.repeat : timesOf(put(step.repeat, values));
    if (!(times >= 1)) return [];
    const steps = step.steps.flatMap((inner) => fillStep(inner, values, around, depth));
    return steps.length === 0 ? [] : [{ do: 'repeat', times: Math.min(times, 1000), steps }];
  }
  if ('use' in step) return used(step.use, step.with ?? {}, values, around, depth);
  if (unfilled(step, values)) return [];
  const intent = plain(step, (text) => put(text, values), around.platform);
  return intent === null ? [] : [intent];
}

/** `12`, or one less: `12-1`. */
const timesOf = (text: string): number => {
  const [, n, less] = /^(\d+(?:\.\d+)?)(-1)?$/.exec(text) ?? [];
  return Math.round(Number(n)) - (less === undefined ? 0 : 1);
};

const unfilled = (step: Step, values: Values): boolean =>
  Object.values(step as unknown as Record<string, unknown>).some((v) =>
    typeof v === 'string' ? namesIn(v).some((n) => values[n] === undefined) : false,
  );

type Plain = Exclude<Step, { use: string } | { repeat: number | string }>;
type Put = (text: string) => string;

function plain(step: Plain, put: Put, platform: Platform): Intent | null {
  const on = (texts: Parameters<typeof forPlatform>[0]): string => put(forPlatform(texts, platform));
  if ('click' in step) {
    const mod = platform === 'macos' ? 'cmd' : 'ctrl';
    const held = step.holding?.map((m) => (m === 'mod' ? mod : m));
    return {
      do: 'click',
      target: on(step.click),
      ...(held ? { modifiers: held } : {}),
      ...(step.optional === true ? { optional: true } : {}),
    };
  }
  if ('double-click' in step) return { do: 'click', target: on(step['double-click']), count: 2 };
  if ('triple-click' in step) return { do: 'click', target: on(step['triple-click']), count: 3 };
  if ('right-click' in step) return { do: 'click', target: on(step['right-click']), button: 'right' };
  if ('hover' in step) return { do: 'hover', target: on(step.hover) };
  if ('drag' in step) return { do: 'drag', from: put(step.drag), to: put(step.to) };
  if ('scroll' in step)
    return {
      do: 'scroll',
      direction: step.scroll,
      ...(step.by === undefined ? {} : { amount: step.by }),
      ...(step.in === undefined ? {} : { target: put(step.in) }),
    };
  if ('type' in step)
    return {
      do: 'type',
      text: put(step.type),
      ...(step.into === undefined ? {} : { target: put(step.into) }),
      ...(step.enter === true ? { submit: true } : {}),
    };
  if ('press' in step) {
    const text = forPlatform(step.press, platform);
    const keys = chord(text, platform);
    if (!keys) throw new SteadyhandError('usage', 'unknown_key', `There are no keys “${text}”.`, 'Mend the playbook.');
    return { do: 'hotkey', keys };
  }
  if ('open-app' in step) return { do: 'open_app', app: put(step['open-app']) };
  if ('open-url' in step) return { do: 'open_url', url: put(step['open-url']) };
  if ('open-path' in step) return { do: 'open_path', path: put(step['open-path']) };
  if ('focus' in step) return { do: 'focus_window', window: put(step.focus) };
  if ('close-window' in step) {
    const window = step['close-window'];
    return window === true ? { do: 'close_window' } : { do: 'close_window', window: put(window) };
  }
  if ('wait' in step) return { do: 'wait', seconds: step.wait };
  if ('wait-for' in step)
    return { do: 'wait_for', target: put(step['wait-for']), ...(step.gone === true ? { gone: true } : {}) };
  if ('read' in step) return step.read === true ? { do: 'read' } : { do: 'read', target: put(step.read) };
  if ('make-folder' in step) return { do: 'file', op: 'make_folder', path: put(step['make-folder']) };
  if ('make-file' in step) return { do: 'file', op: 'make_file', path: put(step['make-file']) };
  if ('rename-file' in step) return { do: 'file', op: 'rename', path: put(step['rename-file']), to: put(step.to) };
  if ('move-file' in step) return { do: 'file', op: 'move', path: put(step['move-file']), to: put(step.to) };
  if ('copy-file' in step) return { do: 'file', op: 'copy', path: put(step['copy-file']), to: put(step.to) };
  if ('trash-file' in step) return { do: 'file', op: 'trash', path: put(step['trash-file']) };
  return { do: 'run_command', command: put(step['run-command']) };
}

const put = (text: string, values: Values): string =>
  text.replace(PLACEHOLDER, (whole, name: string) => values[name] ?? whole).replace(/\{\{/g, '{');

/** The steps of another playbook; that it is there and is no cycle was checked when the files were read. */
function used(
  id: string,
  given: Readonly<Record<string, string>>,
  values: Values,
  around: Surroundings,
  depth: number,
): Intent[] {
  const playbook = around.library.get(id);
  if (!playbook || depth > 8)
    throw new SteadyhandError(
      'usage',
      'playbook_unknown',
      `There is no playbook ${id}.`,
      'See: steadyhand playbooks list',
    );
  const inner: Record<string, string> = {};
  for (const [name, text] of Object.entries(given))
    if (namesIn(text).every((n) => values[n] !== undefined)) inner[name] = put(text, values);
  const filled = withDefaults(playbook, inner);
  const way = wayFor(playbook, filled, around);
  return way === null ? [] : way.steps.flatMap((step) => fillStep(step, filled, around, depth + 1));
}
