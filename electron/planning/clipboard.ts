/**
 * The clipboard is no place on the screen: what the compiler lays out as clicks on it and typing into it is done directly.
 *
 * Pure. Errs towards leaving steps as they are: only what names the clipboard is touched, and only quoted text is taken
 * for the text itself; a name without quotes is a thing that is copied with keys.
 */
import type { Intent } from '../protocol/intent.ts';

const CLIPBOARD =
  /^(?:the |die |der |el |la |le )?(?:(?:system|x11|current) )?(?:clip ?board|zwischenablage|portapapeles|presse[- ]papiers?|剪贴板)(?: contents?)?$/iu;
const QUOTES = '"“”„«»‘’\'`「」';

const named = (target: string | undefined): boolean => target !== undefined && CLIPBOARD.test(target.trim());
const isKeys = (step: Intent | undefined, ...keys: string[]): boolean =>
  step?.do === 'hotkey' && step.keys.length === keys.length && step.keys.every((k, i) => k === keys[i]);
const isCopy = (step: Intent | undefined): boolean => isKeys(step, 'ctrl', 'c') || isKeys(step, 'cmd', 'c');
const isPaste = (step: Intent | undefined): boolean => isKeys(step, 'ctrl', 'v') || isKeys(step, 'cmd', 'v');
const isAll = (step: Intent | undefined): boolean => isKeys(step, 'ctrl', 'a') || isKeys(step, 'cmd', 'a');

export const isClipboard = (step: Intent): boolean => step.do === 'copy_text' || step.do === 'read_clipboard';

/** @param words the request, with its quotes */
export function byClipboard(steps: readonly Intent[], words: string): readonly Intent[] {
  const quoted = (text: string): boolean => {
    const at = words.indexOf(text);
    return at > 0 && QUOTES.includes(words[at - 1] ?? '') && QUOTES.includes(words[at + text.length] ?? '');
  };
  const out: Intent[] = [];
  for (let i = 0; i < steps.length; i++) {
    const step = steps[i];
    if (!step) continue;
    if (step.do === 'type' && named(step.target) && step.text !== '' && step.submit !== true)
      out.push({ do: 'copy_text', text: step.text });
    else if (step.do === 'read' && named(step.target)) out.push({ do: 'read_clipboard' });
    else if (step.do === 'click' && named(step.target) && isCopy(out.at(-1)) && isPaste(steps[i + 1])) {
      // "Copy X to the clipboard": X is copied already, or is the text.
      i++;
      const all = isAll(out.at(-2));
      const from = out.at(all ? -3 : -2);
      if (from?.do !== 'click' || !quoted(from.target)) continue;
      out.splice(all ? -3 : -2);
      out.push({ do: 'copy_text', text: from.target });
    } else out.push(step);
  }
  return out;
}
