/**
 * What the learned critic is told of one step: a few short texts and the policy's signs. No pixels and no numbers of its
 * own, so that what it learned from drawn screens holds for others.
 *
 * Invariant: pure, and the same function makes the training data (models/critic/data/make.mjs).
 */
import { describeKeys } from '../../protocol/describe.ts';
import type { Action } from '../../protocol/action.ts';
import type { CriticInput } from '../../protocol/verdict.ts';
import type { Considered } from '../critic.ts';
import { isShort } from '../evidence/target.ts';
import { normalise } from '../evidence/text.ts';
import { windowTitles } from '../evidence/target.ts';
import { clauses } from '../task-words.ts';

/** The texts, in the order in which the head takes them. */
export const SLOTS = ['task', 'unwanted', 'label', 'about', 'title', 'entered', 'last', 'before', 'rival'] as const;
export type Slot = (typeof SLOTS)[number];
/** Controls beside the target that are compared with the task. */
export const OTHERS = 6;

export interface Facts {
  readonly texts: Readonly<Record<Slot, string>>;
  readonly others: readonly string[];
  readonly signs: readonly string[];
}

/** Characters of a text that are read; a sentence is shorter. */
const LONGEST = 140;
const cut = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, LONGEST);

/** What is entered, opened or pressed, in words. */
function entered(action: Action): string {
  switch (action.type) {
    case 'type':
      return action.text;
    case 'hotkey':
      return `press ${describeKeys(action.keys)}`;
    case 'open_url':
      return action.url;
    case 'open_path':
      return action.path;
    case 'open_app':
      return action.app;
    case 'copy_text':
      return `copy ${action.text}`;
    case 'read_clipboard':
      return 'read the clipboard';
    case 'run_command':
      return action.command;
    case 'file':
      return `${action.op.replaceAll('_', ' ')} ${action.path} ${action.to ?? ''}`;
    case 'close_window':
      return `close ${action.title}`;
    default:
      return '';
  }
}

/** Everything the head is told. */
export function factsOf(input: CriticInput, { scene, step, verdict }: Considered): Facts {
  const { action, task, history } = input;
  const t = scene.target;
  const label = t === null ? '' : t.label || (t.told[0] ?? input.target ?? '');
  const { wanted, unwanted } = clauses(task);
  const seen = new Set([normalise(label), '']);
  const others: string[] = [];
  for (const text of [...(t?.row ?? []), ...(t?.siblings ?? [])]) {
    if (others.length >= OTHERS || !isShort(text) || seen.has(normalise(text))) continue;
    seen.add(normalise(text));
    others.push(cut(text));
  }
  const dialog = scene.signs.has('in:dialog') || scene.signs.has('enter');
  return {
    texts: {
      task: cut(wanted || task),
      unwanted: cut(unwanted),
      label: cut(label),
      // The last of several statements is all of them in one.
      about: dialog ? cut(t?.statements.at(-1) ?? '') : '',
      title: cut(windowTitles(input.screen)[0] ?? ''),
      entered: cut(entered(action)),
      last: cut(history.at(-1) ?? ''),
      before: cut(history.at(-2) ?? ''),
      rival: cut(step.rival ?? ''),
    },
    others,
    signs: [
      ...scene.signs,
      `action:${action.type}`,
      `risk:${verdict.risk}`,
      `category:${verdict.category}`,
      `step:${step.score.toFixed(2)}`,
      ...(scene.command ? [`command:${scene.command.risk}`] : []),
      ...(t?.kind ? [`kind:${t.kind}`] : []),
    ],
  };
}
