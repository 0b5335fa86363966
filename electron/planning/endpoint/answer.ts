/**
 * What a language model may answer, and how an answer is read.
 *
 * Errs towards refusing: an answer counts only when all of it is in the vocabulary. Commands and direct file operations
 * are not offered: a model works with what is on the screen.
 */
import { z } from 'zod';
import { planSchema, singleIntent, type Intent } from '../../protocol/intent.ts';
import { messageOf } from '../../protocol/errors.ts';

const OFFERED = singleIntent.options.filter(
  (o) => !['file', 'run_command', 'copy_text', 'read_clipboard'].includes(o.shape.do.value),
);
const single = z.union(OFFERED as [(typeof OFFERED)[number], (typeof OFFERED)[number], ...typeof OFFERED]);
const repeat = z.object({
  do: z.literal('repeat'),
  times: z.number().int().min(1).max(100),
  steps: z.array(single).min(1).max(50),
});
const answerSchema = z.object({
  steps: z
    .array(z.union([single, repeat]))
    .min(1)
    .max(60),
});

/** As the server is asked to keep to it. */
export const ANSWER_JSON_SCHEMA: unknown = z.toJSONSchema(answerSchema, { io: 'input', unrepresentable: 'any' });

export type Read = { readonly steps: readonly Intent[] } | { readonly wrong: string };

/** The steps in an answer; prose and code fences around the JSON are looked past. */
export function readAnswer(text: string): Read {
  const json = jsonIn(text);
  if (json === null) return { wrong: text.trim() === '' ? 'it is empty' : 'there is no JSON in it' };
  let raw: unknown;
  try {
    raw = JSON.parse(json);
  } catch (error) {
    return { wrong: `it is no JSON (${messageOf(error).slice(0, 120)})` };
  }
  const parsed = answerSchema.safeParse(Array.isArray(raw) ? { steps: raw } : raw);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return { wrong: `${issue?.path.join('.') || 'the answer'}: ${issue?.message.slice(0, 160) ?? 'is wrong'}` };
  }
  const valid = planSchema.safeParse(parsed.data.steps);
  if (!valid.success) return { wrong: 'it has steps that cannot be carried out' };
  const only = valid.data.find((s) => s.do === 'ask' || s.do === 'unsupported');
  return { steps: only ? [only] : valid.data };
}

/** The outermost object or array of a text that may have words around it. */
function jsonIn(text: string): string | null {
  const bare = text.replace(/<think>[\s\S]*?<\/think>/g, '');
  const start = bare.search(/[[{]/);
  if (start < 0) return null;
  const end = Math.max(bare.lastIndexOf('}'), bare.lastIndexOf(']'));
  return end < start ? bare.slice(start) : bare.slice(start, end + 1);
}
