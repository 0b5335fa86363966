/** "no, I meant Y": what the clause before becomes when only its object was wrong. */
import type { Context } from './context.ts';

/** The verb a clause begins with, with its particle and one space. */
export const VERB =
  /^(?:(?:double|triple|right|left|middle)[- ]?click(?: on)?|(?:shift|ctrl|alt|cmd)[- +]click(?: on)?|(?:with|hold(?:ing)?(?: down)?)(?: the)? \w+(?: key)?(?: held| pressed)?(?: down)?,? (?:and )?click(?: on)?|click(?: on)?|press|hit|tap|open|launch|start|tick|untick|check|uncheck|select|choose|pick|toggle|turn (?:on|off)|switch to|go to|navigate to|close|hover over|type|enter|put|write|wait(?: for)?|scroll|drag|read|save(?: it| the file)? as|search for|klicken sie auf|klicke? auf|(?:doppel|rechts)klicke? auf|drücke?(?: sie)?|öffne|wähle|haz clic en|pulsa|abre|selecciona|escribe|clique[rz]? sur|appuie[rsz]? sur|ouvre[rz]?|choisis|tape|(?:点击|单击|双击|按下?|打开|选择|输入)(?=.))\s*(?=\S)/i;

/** The clause that a correction means: a whole instruction, or the one before with its object replaced. */
export function corrected(previous: string, text: string, ctx: Context): string {
  const label =
    /^\p{Lu}/u.test(text) &&
    !/^(?:click|press|type|double|right|scroll|wait|drag|hover|go to|open|close|select|choose|switch|tick)\s/i.test(
      text,
    );
  if (!label && ctx.lex.start.test(text) && VERB.test(`${text} x`) && !/^(?:enter|tab)$/i.test(text)) return text;
  const verb = VERB.exec(previous)?.[0];
  if (verb === undefined || verb.trim() === '') return text;
  const object = previous.slice(verb.length);
  const tail = /\s+(?:in|into|from|to|onto|on|under|for|aus|en|dans)\s+\S.*$/i.exec(object)?.[0] ?? '';
  const head = object.slice(0, object.length - tail.length);
  const preposition = /^\s+\S+\s+/.exec(tail)?.[0];
  // "click on Help, no, on About"
  let replacement = /\son\s*$/i.test(verb) ? text.replace(/^on\s+(?=\S)/i, '') : text;
  if (/\bones?$/i.test(text)) replacement = text.replace(/\bones?$/i, head.split(/\s+/).at(-1) ?? 'one');
  const typing = ctx.lex.typing.test(previous);
  if (typing && /^(?:in|into|to)\s/i.test(replacement)) return `${verb}${head} ${replacement}`;
  const field = ctx.lex.fieldNoun.test(replacement) && ctx.literals.only(replacement) === null;
  if (typing && tail !== '' && field) return `${verb}${head}${preposition ?? ' in '}${replacement}`;
  if (/^drag/i.test(verb)) {
    if (/^(?:to|onto|into)\s/i.test(replacement)) return `${verb}${head} ${replacement}`;
    return `${verb}${head}${preposition ?? ' to '}${replacement}`;
  }
  const own = /\s(?:in|into|from|to|onto|on|under|for)\s/i.test(` ${replacement}`);
  return `${verb}${replacement}${tail !== '' && !own ? tail : ''}`;
}
