/**
 * Compiles plain instructions into intents: offline, without a language model.
 *
 * protect literals → pick the language → correct typing errors in command words → divide into clauses → build each
 * clause from its language's patterns → resolve pronouns, corrections, repetition on the way. Pure. Errs towards
 * refusing: a clause that no pattern reads makes the whole plan `unsupported`, a missing value makes it a question.
 */
import { SteadyhandError } from '../protocol/errors.ts';
import { planSchema, type Intent, type Plan } from '../protocol/intent.ts';
import { clauseSteps, finish } from './clause.ts';
import { Context } from './context.ts';
import type { Lexicon } from './context.ts';
import { lexiconFor } from './language.ts';
import { protect, QUOTE } from './literals.ts';
import type { Literals } from './literals.ts';
import { segment } from './segment.ts';
import { correctTypos } from './typos.ts';

export const MAX_TASK_CHARS = 50_000;
export const MAX_TASK_WORDS = 5_000;
/** A task of more clauses is data, not instructions. */
const MAX_CLAUSES = 400;

/**
 * The plan a task means.
 * @throws SteadyhandError usage/task_empty, usage/task_too_long
 */
export function compile(task: string): Plan {
  const began = performance.now();
  checkTask(task);
  return { steps: compileSteps(task), source: 'compiled', ms: performance.now() - began };
}

/**
 * Has the patterns of the commonest instructions compiled, which a first plan would wait for: some 50 ms at start
 * instead of then. Twice, since texts with and without quotes have patterns of their own in the engine.
 */
export function warmUp(): void {
  for (const task of WARM) for (let i = 0; i < 2; i++) compile(task);
}
const WARM: readonly string[] = [
  'Open Notes, click the green Start button, press Ctrl+S and wait 2 seconds.',
  'Select Large in the Size menu, scroll down, double-click the file, type "a" into the Name field and press Enter.',
];

/** Refuses what is no task, with one clear line. */
export function checkTask(task: string): void {
  if (task.trim() === '')
    throw new SteadyhandError('usage', 'task_empty', 'The task is empty.', 'Say what to do, for example: click Save.');
  const words = task.length > MAX_TASK_CHARS ? MAX_TASK_WORDS + 1 : task.trim().split(/\s+/).length;
  if (words > MAX_TASK_WORDS)
    throw new SteadyhandError(
      'usage',
      'task_too_long',
      `The task is longer than ${MAX_TASK_WORDS} words or ${MAX_TASK_CHARS} characters.`,
      'Split it into several tasks.',
    );
}

/** The question mark of "Could you type hello?" belongs to the request, unless what is typed is a question. */
const asked = (text: string): string =>
  /^\W*(?:\w+\W+){0,3}?(?:can|could|would|will|may|mind|peux-tu|pourrais-tu|pouvez-vous|pourriez-vous|kannst du|könntest du|können sie|könnten sie|puedes|podrías|puede|podría)(?![\p{L}-])/iu.test(
    text,
  ) &&
  !/\b(?:type|write|enter|say|ask)\w* (?:who|what|where|when|why|how|which|is|are|am|do|does|did|can|could|will|would|should|shall|have|has)\b/i.test(
    text,
  )
    ? text.replace(/\s*[?？]\s*$/u, '')
    : text;

/** `Type "Done." Click Send.`: the full stop inside the quotes ends the sentence as well, when an instruction follows. */
const sentences = (text: string, lex: Lexicon, literals: Literals): string =>
  text.replace(QUOTED, (char, at: number) => {
    const ends = /[.!?…。！？]$/u.test(literals.get(char)?.inner ?? '');
    const next = text.slice(at + 1);
    const starts =
      /^(?:\s+\p{Lu}|[\u4e00-\u9fff])/u.test(next) && lex.start.test(next.trimStart().replace(lex.lead, ''));
    return ends && starts ? `${char}.` : char;
  });
const QUOTED = new RegExp(QUOTE, 'gu');

const MAC = /\b(?:mac|macos|macbook|imac|os x|cmd|command key|command[-+ ]\S+)\b|⌘/i;

function compileSteps(task: string): Intent[] {
  const { text: whole, literals } = protect(task.normalize('NFC'));
  // Long runs of one sign carry no meaning and would make the patterns slow.
  const text = asked(whole)
    .replace(/(?<![\w-])(un|de)-(?=(?:tick|check|select|mark|mute|pin|star)\b)/gi, '$1')
    .replace(/[^\S\n]{8,}/g, ' ')
    .replace(/(\W)\1{100,}/gu, (run) => run.slice(0, 100));
  const lex = lexiconFor(text);
  const context = new Context(lex, literals, MAC.test(text));
  const clauses = segment(correctTypos(sentences(text, lex, literals), lex), lex);
  if (clauses.length > MAX_CLAUSES) return [{ do: 'unsupported', reason: 'too_many_instructions' }];
  for (const clause of clauses) clauseSteps(clause, context);
  finish(context);
  const { steps } = context;
  const refused = steps.find((s) => s.do === 'unsupported') ?? steps.find((s) => s.do === 'ask');
  if (refused) return [refused];
  if (steps.length === 0) return [{ do: 'unsupported', reason: 'goal_level' }];
  const valid = planSchema.safeParse(steps);
  return valid.success ? steps : [{ do: 'unsupported', reason: 'not_understood' }];
}
