/**
 * A message that Enter sends: chat boxes say nothing of it, but the task does ("answer Ben", "tell the team"), and the
 * step before typed it.
 * Errs towards no message: where a form of a mail, a search, a file or a terminal is in sight, Enter does something else.
 */
import type { CriticInput } from '../../protocol/verdict.ts';
import { isTypingStep } from './entries.ts';
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
