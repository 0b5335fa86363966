/**
 * `critique --batch`: one record in, one verdict out, with no person there.
 * A record is checked before anything is judged; a bad one is the user's mistake and names its field.
 */
import { z } from 'zod';
import type { Action } from '../protocol/action.ts';
import { globalBox, globalPoint, type Box } from '../protocol/coordinates.ts';
import { SteadyhandError } from '../protocol/errors.ts';
import { keySchema } from '../protocol/intent.ts';
import type { Screen } from '../protocol/screen.ts';
import type { Category, Critic, Risk, Verdict } from '../protocol/verdict.ts';
import { createCritic } from './critic.ts';
import { DEFAULT_GATE_SETTINGS, riskDefault, type RiskDefault } from './gate/settings.ts';

const pixel = z.number().min(-100_000).max(100_000);
const pointSchema = z.tuple([pixel, pixel]);

/** Other names that recorded keys go by. */
const KEY_ALIASES: Readonly<Record<string, string>> = {
  return: 'enter',
  ret: 'enter',
  kp_enter: 'enter',
  esc: 'escape',
  del: 'delete',
  control: 'ctrl',
  meta: 'super',
  win: 'super',
  option: 'alt',
  command: 'cmd',
  spc: 'space',
  pgup: 'pageup',
  pgdn: 'pagedown',
  page_up: 'pageup',
  page_down: 'pagedown',
  ' ': 'space',
};
const key = z
  .string()
  .transform((k) => (k.length === 1 ? k : (KEY_ALIASES[k.toLowerCase()] ?? k.toLowerCase())))
  .pipe(keySchema);

const actionRecordSchema = z.object({
  type: z.enum([
    'click',
    'double_click',
    'triple_click',
    'right_click',
    'middle_click',
    'move',
    'hover',
    'drag',
    'scroll',
    'type',
    'hotkey',
    'key',
    'press',
  ]),
  point: pointSchema.nullish(),
  text: z.string().max(100_000).nullish(),
  keys: z.union([z.array(key).min(1).max(8), z.string().min(1)]).nullish(),
});

export const critiqueRecordSchema = z.object({
  task: z.string(),
  history: z.array(z.string()).default([]),
  action: actionRecordSchema,
});
export type CritiqueRecord = z.input<typeof critiqueRecordSchema>;

export interface Critique {
  readonly risk: Risk;
  readonly category: Category;
  readonly correct: boolean;
  readonly score: number;
  readonly suggestion: string;
  readonly decision: RiskDefault;
  readonly verdict: Verdict;
}

const bad = (field: string, problem: string): SteadyhandError =>
  new SteadyhandError(
    'usage',
    'critique_record',
    `The record's field "${field}" ${problem}.`,
    'Correct the line and run it again.',
  );

/**
 * Turns a recorded action into a concrete one. Frame pixels of the picture are taken as global pixels.
 * A `type` with a point clicks the field first: the point comes back as `field`.
 * Throws a `SteadyhandError` (`critique_record`) that names the field.
 */
export function actionOfRecord(record: unknown): {
  action: Action;
  field: Box | null;
  task: string;
  history: string[];
} {
  const parsed = critiqueRecordSchema.safeParse(record);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw bad(issue?.path.map(String).join('.') || 'record', `is wrong: ${issue?.message ?? 'not an object'}`);
  }
  const { action: a, task, history } = parsed.data;
  const at = (): ReturnType<typeof globalPoint> => {
    if (!a.point) throw bad('action.point', `is needed for ${a.type}`);
    return globalPoint(Math.round(a.point[0]), Math.round(a.point[1]));
  };
  const out = (
    action: Action,
    field: Box | null = null,
  ): { action: Action; field: Box | null; task: string; history: string[] } => ({ action, field, task, history });
  const click = (button: 'left' | 'right' | 'middle', count: 1 | 2 | 3) =>
    out({ type: 'click', point: at(), button, count, modifiers: [] });
  switch (a.type) {
    case 'click':
      return click('left', 1);
    case 'double_click':
      return click('left', 2);
    case 'triple_click':
      return click('left', 3);
    case 'right_click':
      return click('right', 1);
    case 'middle_click':
      return click('middle', 1);
    case 'move':
    case 'hover':
      return out({ type: 'move', point: at() });
    case 'drag': {
      const to = /^\s*(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)\s*$/.exec(a.text ?? '');
      if (!to) throw bad('action.text', 'must be "x,y", the end of the drag');
      return out({ type: 'drag', from: at(), to: globalPoint(Math.round(Number(to[1])), Math.round(Number(to[2]))) });
    }
    case 'scroll': {
      const direction = z.enum(['up', 'down', 'left', 'right']).safeParse((a.text ?? 'down').trim().toLowerCase());
      if (!direction.success) throw bad('action.text', 'must be up, down, left or right for scroll');
      return out({ type: 'scroll', point: a.point ? at() : null, direction: direction.data, notches: 3 });
    }
    case 'type': {
      if (a.text === null || a.text === undefined) throw bad('action.text', 'is needed for type');
      const p = a.point ? at() : null;
      return out({ type: 'type', text: a.text }, p && globalBox(p.x, p.y, p.x + 1, p.y + 1));
    }
    case 'hotkey':
    case 'key':
    case 'press': {
      const keys =
        typeof a.keys === 'string'
          ? z
              .array(key)
              .min(1)
              .max(8)
              .safeParse(a.keys.split('+').map((k) => k.trim()))
          : null;
      if (keys && !keys.success) throw bad('action.keys', 'names an unknown key');
      const list = keys ? keys.data : a.keys;
      if (!Array.isArray(list)) throw bad('action.keys', `is needed for ${a.type}`);
      return out({ type: 'hotkey', keys: list });
    }
  }
}

/** Judges one record on a screen that was read already; the decision is the risk default with no person there. */
export async function critiqueRecord(
  screen: Screen,
  record: unknown,
  critic: Critic = createCritic(),
): Promise<Critique> {
  const { action, field, task, history } = actionOfRecord(record);
  const verdict = await critic.judge({ task, history, action, target: null, targetBox: field, screen });
  return {
    risk: verdict.risk,
    category: verdict.category,
    correct: verdict.correct,
    score: verdict.score,
    suggestion: verdict.suggestion,
    decision: riskDefault(verdict, DEFAULT_GATE_SETTINGS.blocked),
    verdict,
  };
}
