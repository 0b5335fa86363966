/**
 * A message that Enter sends: chat boxes say nothing of it, but the task does ("answer Ben", "tell the team"), and the
 * step before typed it.
 * Errs towards no message: where a form of a mail, a search, a file or a terminal is in sight, Enter does something else.
 */
import { boxCentre, boxContains, type Point } from '../../protocol/coordinates.ts';
import type { CriticInput } from '../../protocol/verdict.ts';
import { isTypingStep } from './entries.ts';
import type { Target } from './target.ts';
import { meaningIn, normalise, wordsOf } from './text.ts';

const TELLS =
  /^(?:please )?(?:(?:re)?send|reply|answer|respond|tell|write (?:to|back)|message|post|comment|tweet|chat|text|say|ask|thank|greet|congratulate|antworte\w*|schreib\w*|sag\w*|frag\w*|responde\w*|contesta\w*|di(?:le|les)?|escrib\w*|repond\w*|dis|ecri\w*|rispondi|scrivi|responda|diga|antwoord|schrijf|odpowiedz|napisz|ответ\w*|напиши)\b|^(?:回复|发送|告诉|返信|送信)/u;
const FORM =
  /^(?:to|cc|bcc|subject|an|betreff|para|asunto|a|objet|oggetto|assunto|aan|onderwerp|do|temat|кому|тема)\s*:?$/u;

/** Whether the Enter of this step sends what was typed. `typed` is the step's own text, when it types. */
export function entersMessage(input: CriticInput, typed: string | null): boolean {
  if (!TELLS.test(normalise(input.task))) return false;
  const last = input.history.at(-1) ?? '';
  const text = typed === null ? last : typed;
  if (typed === null && !isTypingStep(last)) return false;
  if (/@\S|https?:|^\s*\S*\.\w{2,4}\s*$/.test(text) || wordsOf(text).length === 0) return false;
  return !input.screen.elements.some(
    (e) => FORM.test(normalise(e.text)) || (wordsOf(e.text).length <= 3 && meaningIn('search_box', e.text) === 'start'),
  );
}

/** What a reader makes of an icon has one letter or digit at most. */
const isWordless = (text: string): boolean => (text.match(/[\p{L}\p{N}]/gu) ?? []).length <= 1;
/** A row ends at most this far to the right of its last control, in pixels. */
const ROW_END = 420;

/**
 * Whether a click sends what was written: the task wants something told, and this is a "Comment" or the last of the
 * controls without words in its row, where an arrow or a paper plane stands. The form of a mail or a field with text has
 * to be in sight, or the step before typed.
 */
export function sendsMessage(input: CriticInput, p: Point, t: Target): boolean {
  if (!TELLS.test(normalise(input.task)) || t.sign !== null || t.place === 'menu') return false;
  const { elements } = input.screen;
  const written = elements.some(
    (e) =>
      FORM.test(normalise(e.text)) ||
      (e.kind === 'field' && wordsOf(e.text).length > 0 && !/:\/\/|^\s*[\w.-]+\.\w{2,}(?:\/|\s*$)/.test(e.text)),
  );
  if (!written && !isTypingStep(input.history.at(-1) ?? '')) return false;
  if (meaningIn('comment', t.label) === 'start') return wordsOf(t.label).length <= 2;
  if (!isWordless(t.label) || (t.kind !== null && ['field', 'window_control', 'tab'].includes(t.kind))) return false;
  return !elements.some((e) => {
    const c = boxCentre(e.box);
    const after = c.x > p.x + 12 && c.x < p.x + ROW_END && Math.abs(c.y - p.y) < 14 && !boxContains(e.box, p);
    return after && e.kind !== 'window_control' && !/^[x×✕✖✗╳X]$/.test(e.text.trim());
  });
}
