/**
 * The form of the policy, and how it is read. Errs towards refusing: a policy that is empty, damaged, of another
 * version, or that names a sign nobody gives is an error, and without a policy nothing is done.
 */
import { z } from 'zod';
import { SteadyhandError } from '../../protocol/errors.ts';
import { CATEGORIES, RISKS } from '../../protocol/verdict.ts';
import { LEXICON } from './lexicon.ts';

export const POLICY_VERSION = 1;

/** Signs with no meaning behind them: what was done and where. Keys are given as `key:ctrl+w`. */
export const PLAIN_SIGNS = [
  'click',
  'right-click',
  'enter',
  'escape',
  'type',
  'keys',
  'drag',
  'scroll',
  'move',
  'open_app',
  'open_url',
  'open_path',
  'file', // a file operation done directly; `file:OP` says which
  'file:make_folder',
  'file:make_file',
  'file:rename',
  'file:move',
  'file:copy',
  'file:trash',
  'file:system', // outside the person's own folders
  'run_command',
  'command:harmless', // a known command that only looks, or makes something that is not there yet
  'copy_text',
  'read_clipboard',
  'focus_window',
  'close_window',
  'arrange_window',
  'move_window',
  'in:dialog',
  'in:menu',
  'in:menubar',
  'amount', // the label names an amount of money
  'bare', // the label is one word
  'opens', // the label ends in an ellipsis
  'deed', // a button beside the way out of a dialog that leads on by a word of its own
  'unlabelled',
  'prose', // the thing aimed at is running text
  'toggle', // a checkbox, radio button or switch
  'choice', // a checkbox or radio button: chosen now, carried out by another control
  'field', // a text box
  'sign:bin', // an icon without words that is a bin
  'sign:minus',
  'red', // painted in the colour of warnings
  'unsaved', // the window says that its document has changes
  'closer', // the close control of a window
  'entry-cross', // a cross that stands in other rows as well
  'filled', // Cancel of a form into which something was entered
  'drop-on-entry', // dropped on another entry of a file manager
  'saves-over', // the file that is shown has an older version, and the task asks for no saving
  'text:odd-address', // an address that is no web page
  'terminal',
  'at-prompt', // the shell waits for a command: nothing runs
  'text:secret', // typed text goes to a password field
  'text:card', // typed text holds a card number
  'sends-message', // the task wants something told, and this control without a word of its own sends it
  'enters-message', // the task wants something told, and this Enter sends it
  'text:submits', // Enter is pressed at the end
  'url:plain', // http, https and about addresses
  'path:runs', // opening it would start a program
] as const;

const PREFIXES = ['label', 'starts', 'about', 'with', 'near', 'window'] as const;

const signIsKnown = (sign: string): boolean => {
  if ((PLAIN_SIGNS as readonly string[]).includes(sign)) return true;
  const [prefix, rest] = [sign.slice(0, sign.indexOf(':')), sign.slice(sign.indexOf(':') + 1)];
  if (prefix === 'key') return rest.length > 0;
  return (PREFIXES as readonly string[]).includes(prefix) && Object.hasOwn(LEXICON, rest);
};

/** Signs apart by spaces are all needed; `a|b` needs one of them; `!a` must not be there. */
const whenSchema = z
  .string()
  .min(1)
  .superRefine((when, ctx) => {
    for (const token of when.split(/\s+/)) {
      for (const sign of token.replace(/^!/, '').split('|')) {
        if (!signIsKnown(sign)) ctx.addIssue({ code: 'custom', message: `unknown sign "${sign}"` });
      }
    }
  });

export const ruleSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  when: whenSchema,
  risk: z.enum(RISKS),
  category: z.enum(CATEGORIES),
  /** One reason: why these signs mean this risk. */
  why: z.string().min(8),
});
export type Rule = z.infer<typeof ruleSchema>;

export const policySchema = z
  .strictObject({ version: z.literal(POLICY_VERSION), rules: z.array(ruleSchema).min(1) })
  .superRefine((policy, ctx) => {
    const seen = new Set<string>();
    policy.rules.forEach((rule, i) => {
      if (seen.has(rule.id))
        ctx.addIssue({ code: 'custom', path: ['rules', i, 'id'], message: `"${rule.id}" stands twice` });
      seen.add(rule.id);
      if ((rule.risk === 'safe') !== (rule.category === 'none')) {
        ctx.addIssue({
          code: 'custom',
          path: ['rules', i, 'category'],
          message: 'safe has category none, the others have one',
        });
      }
    });
    if (!policy.rules.some((r) => r.risk === 'destructive')) {
      ctx.addIssue({ code: 'custom', path: ['rules'], message: 'no rule is destructive' });
    }
  });
export type Policy = z.infer<typeof policySchema>;

/** Checks a policy. Throws a `SteadyhandError` (`policy_version`, `policy_damaged`) that names the entry. */
export function parsePolicy(source: unknown): Policy {
  const version: unknown =
    source !== null && typeof source === 'object' && 'version' in source ? source.version : undefined;
  if (typeof version === 'number' && version > POLICY_VERSION) {
    throw new SteadyhandError(
      'blocked',
      'policy_version',
      `The risk policy is of version ${String(version)}; this program knows version ${String(POLICY_VERSION)}.`,
      'Update the program or restore its own policy.',
    );
  }
  const parsed = policySchema.safeParse(source);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const where = issue?.path.map(String).join('.') ?? '';
  throw new SteadyhandError(
    'blocked',
    'policy_damaged',
    `The risk policy cannot be used: ${where === '' ? '' : `${where}: `}${issue?.message ?? 'it is empty'}.`,
    'Restore the policy that came with the program; nothing is done without it.',
  );
}

/** Whether the signs satisfy a `when`. */
export function fits(when: string, signs: ReadonlySet<string>): boolean {
  return when.split(/\s+/).every((token) => {
    if (token.startsWith('!'))
      return !token
        .slice(1)
        .split('|')
        .some((s) => signs.has(s));
    return token.split('|').some((s) => signs.has(s));
  });
}
