/**
 * Places in a text that are no control: "at the end of the document", "on the first line". In a text editor or a word
 * processor the cursor is put there with keys; nothing of that name could be clicked.
 */
import type { Intent } from '../protocol/intent.ts';
import { isOneOf } from './playbooks/applications.ts';
import type { Recognised } from './playbooks/applications.ts';

const OF = '(?: (?:of|in|at|on) .*)?';
const END = new RegExp(
  `^(?:the )?(?:very )?(?:(?:an? )?new line|a line|(?:new )?(?:last|bottom|final) line|end|bottom|foot)${OF}$`,
  'i',
);
const START = new RegExp(`^(?:the )?(?:very )?(?:(?:new )?(?:first|top) line|top|beginning|start|head)${OF}$`, 'i');
const WHOLE = /^(?:the |this |my )?(?:document|file|text|letter|note|page)$/i;
/** `a line saying "Thanks"`: what is meant is what is quoted. */
const SAYING =
  /^(?:an? |the )?(?:new )?(?:line|paragraph|sentence|words?|text|note)\s*(?:that )?(?:saying|says|reading|reads|with|containing|with the (?:text|words))?:?\s*["“](?<said>.+)["”]$/iu;

/** The steps with every text that goes to such a place typed there. `words` are those of the request. */
export function atTextPlaces(steps: readonly Intent[], words: string, front: Recognised | null): readonly Intent[] {
  if (!front || !isOneOf(front, ['editor', 'writer'])) return steps;
  return steps.flatMap((step): Intent[] => {
    if (step.do !== 'type' || step.target === undefined) return [step];
    const { target, submit } = step;
    const text = SAYING.exec(step.text)?.groups?.['said'] ?? step.text;
    const enter: Intent = { do: 'hotkey', keys: ['enter'] };
    const typed: Intent = { do: 'type', text, ...(submit === true ? { submit } : {}) };
    if (END.test(target) || (WHOLE.test(target) && /^\W*append\b/i.test(words)))
      return [{ do: 'hotkey', keys: ['ctrl', 'end'] }, enter, typed];
    if (START.test(target)) return [{ do: 'hotkey', keys: ['ctrl', 'home'] }, { do: 'type', text }, enter];
    return [step];
  });
}
