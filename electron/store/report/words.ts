/** Plain English for what the record holds as codes and numbers. */
import type { Intent } from '../../protocol/intent.ts';
import type { Category, Risk } from '../../protocol/verdict.ts';
import type { ShownStatus, StepRecord } from '../records.ts';

export type Tone = 'good' | 'warn' | 'bad' | 'info' | 'none';

export const STATUS: Readonly<Record<ShownStatus, readonly [words: string, tone: Tone]>> = {
  done: ['Done', 'good'],
  incomplete: ['Not completed', 'warn'],
  stopped: ['Stopped by the person', 'warn'],
  blocked: ['Blocked', 'bad'],
  failed: ['Failed', 'bad'],
  running: ['Running', 'info'],
  interrupted: ['Interrupted', 'bad'],
};

export const RISK: Readonly<Record<Risk, readonly [words: string, tone: Tone]>> = {
  safe: ['Safe', 'good'],
  caution: ['Caution', 'warn'],
  destructive: ['Destructive', 'bad'],
};

export const CATEGORY: Readonly<Record<Category, string>> = {
  none: '',
  delete: 'deletes something',
  overwrite: 'overwrites something',
  close_unsaved: 'closes unsaved work',
  power: 'turns the computer off or restarts it',
  format_disk: 'erases a disk',
  install_remove: 'installs or removes software',
  settings_security: 'changes a security setting',
  send_publish: 'sends or publishes something',
  payment: 'pays or orders something',
  credentials: 'touches a password or key',
  shell: 'runs a command',
  permission_grant: 'grants a permission',
};

export const SEEN: Readonly<Record<'yes' | 'no' | 'unknown', readonly [words: string, tone: Tone]>> = {
  yes: ['Effect seen', 'good'],
  no: ['No effect seen', 'bad'],
  unknown: ['Effect not known', 'none'],
};

/** Shown in place of an effect when a step has none. */
export const STAGE: Readonly<Record<StepRecord['stage'], readonly [words: string, tone: Tone]>> = {
  written: ['Not decided', 'warn'],
  blocked: ['Nothing was sent', 'none'],
  allowed: ['No record that it was sent', 'warn'],
  sent: ['Sent, effect not checked', 'warn'],
  verified: ['', 'none'],
};

/** Begins with a capital; reasons come in either form. */
export const sentence = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;

/** Who or what decided, by the code the gate gives; a code that is not here is shown as it is. */
const DECIDERS: Readonly<Record<string, string>> = {
  'default:safe': 'The policy: what is safe needs no question',
  'person:once': 'Allowed this once when asked',
  'person:run': 'Allowed for this run when asked',
  'person:deny': 'Denied when asked',
  'person:stop': 'The run was stopped when asked',
  timeout: 'No answer in time counts as no',
  'confirmer-failed': 'The question could not be put',
  'blocked-category': 'This kind of action is always blocked',
  'policy-unusable': 'The policy cannot be used',
  budget: 'A budget of the run was used up',
  aborted: 'The run was stopped',
};
export const sayDecider = (by: string): string => DECIDERS[by] ?? `Decided by ${by}`;

const quoted = (text: string): string => `“${text}”`;
/** What a list of steps can take of a text. */
const short = (text: string): string => (text.length > 160 ? `${text.slice(0, 157).trimEnd()}…` : text);
const into = (target: string | undefined): string => (target === undefined ? '' : ` into ${target}`);

type Sayings = { readonly [K in Intent['do']]: (intent: Extract<Intent, { do: K }>) => string };
const CLICKS = ['', '', 'Double-', 'Triple-'];

const INTENTS: Sayings = {
  click: (i) => {
    const button = i.button && i.button !== 'left' ? `${i.button}-` : '';
    const held = i.modifiers?.length ? ` holding ${i.modifiers.join(' and ')}` : '';
    const verb = `${CLICKS[i.count ?? 1] ?? ''}${button}click`;
    return `${verb[0]?.toUpperCase() ?? ''}${verb.slice(1)} ${i.target}${held}`;
  },
  hover: (i) => `Point at ${i.target}`,
  drag: (i) => `Drag ${i.from} to ${i.to}`,
  scroll: (i) =>
    `Scroll ${i.direction}${i.amount === undefined ? '' : ` (${i.amount})`}${i.target ? ` in ${i.target}` : ''}`,
  type: (i) => `Type ${quoted(i.text)}${into(i.target)}${i.submit ? ' and press Enter' : ''}`,
  hotkey: (i) => `Press ${i.keys.join('+')}`,
  open_app: (i) => `Open ${i.app}`,
  open_url: (i) => `Open ${i.url}`,
  open_path: (i) => `Open ${i.path}`,
  file: (i) => `${i.op.replace('_', ' ')} ${i.path}${i.to === undefined ? '' : ` to ${i.to}`}`,
  run_command: (i) => `Run ${i.command}`,
  copy_text: (i) => `Put ${quoted(i.text)} into the clipboard`,
  read_clipboard: () => 'Read the clipboard',
  focus_window: (i) => `Go to the window ${i.window}`,
  close_window: (i) => `Close ${i.window ?? 'the window'}`,
  wait: (i) => `Wait ${i.seconds} s`,
  wait_for: (i) => `Wait until ${i.target} is ${i.gone ? 'gone' : 'there'}`,
  read: (i) => `Read ${i.target ?? 'the screen'}`,
  ask: (i) => `Ask: ${i.question}`,
  unsupported: (i) => `Not possible: ${i.reason}`,
  repeat: (i) => `${i.times} times: ${i.steps.map(sayIntent).join('; ')}`,
};

/** An intent in one sentence. */
export function sayIntent(intent: Intent): string {
  // The table has an entry for each kind with that kind's own type; TypeScript cannot follow the pairing.
  const say = INTENTS[intent.do] as (i: Intent) => string;
  return short(say(intent));
}

/** `850 ms`, `4.2 s`, `3 min 5 s`. */
export function sayDuration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return h > 0 ? `${h} h ${m} min` : `${m} min ${s} s`;
}

/** `23 November 2026, 03:31:24 UTC`: the same wherever the report is read. */
export const sayTime = (at: number): string =>
  `${new Date(at).toLocaleString('en-GB', { dateStyle: 'long', timeStyle: 'medium', timeZone: 'UTC' }).replace(' at ', ', ')} UTC`;

export const sayPercent = (fraction: number): string => {
  const percent = fraction * 100;
  return percent > 0 && percent < 1 ? 'under 1 %' : `${Math.round(percent)} %`;
};
