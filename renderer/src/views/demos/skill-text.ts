/**
 * Changes to the text of a skill, one at a time, with everything else in it (comments, order, wording) as it was. Pure.
 *
 * The host reads the whole text and decides whether it is a skill; here only so much of its form is known as is needed
 * to change a caption, the order, a value. A text without that form is left to be edited as text.
 */
import { isMap, isSeq, parseDocument, type Document, type YAMLMap, type YAMLSeq } from 'yaml';

export interface SkillParameter {
  readonly name: string;
  readonly value: string;
  readonly type: string;
}

export interface SkillOutline {
  readonly steps: readonly { readonly caption: string; readonly off: boolean }[];
  readonly parameters: readonly SkillParameter[];
}

interface Opened {
  readonly doc: Document;
  readonly steps: YAMLSeq<YAMLMap>;
}

function open(text: string): Opened | null {
  const doc = parseDocument(text, { uniqueKeys: true });
  if (doc.errors.length > 0) return null;
  const steps = doc.get('steps');
  if (!isSeq(steps) || !steps.items.every((s) => isMap(s))) return null;
  return { doc, steps: steps as YAMLSeq<YAMLMap> };
}

const str = (value: unknown): string => (typeof value === 'string' ? value : '');
// Long lines stay as they are: a caption that is wrapped reads badly in a diff.
const write = (doc: Document): string => doc.toString({ lineWidth: 0 });

/** What of a skill can be edited piece by piece; null when its text has not that form. */
export function outlineOf(text: string): SkillOutline | null {
  const opened = open(text);
  if (!opened) return null;
  const parameters = opened.doc.get('parameters');
  return {
    steps: opened.steps.items.map((s) => ({ caption: str(s.get('say')), off: s.get('off') === true })),
    parameters: isSeq(parameters)
      ? parameters.items
          .filter((p) => isMap(p))
          .map((p) => ({
            name: str(p.get('name')),
            value: str(p.get('default')),
            type: str(p.get('type')),
          }))
      : [],
  };
}

type Change = (opened: Opened) => boolean;
function changed(text: string, change: Change): string {
  const opened = open(text);
  return opened && change(opened) ? write(opened.doc) : text;
}

export const withCaption = (text: string, index: number, caption: string): string =>
  changed(text, ({ steps }) => {
    steps.items[index]?.set('say', caption);
    return index < steps.items.length;
  });

/** Takes the step to another place; out of range changes nothing. */
export const withMoved = (text: string, from: number, to: number): string =>
  changed(text, ({ steps }) => {
    const { items } = steps;
    if (from === to || !(from in items) || to < 0 || to >= items.length) return false;
    items.splice(to, 0, ...items.splice(from, 1));
    return true;
  });

/** A skill keeps at least one step. */
export const withoutStep = (text: string, index: number): string =>
  changed(text, ({ steps }) => {
    if (!(index in steps.items) || steps.items.length === 1) return false;
    steps.items.splice(index, 1);
    return true;
  });

export const withParameter = (text: string, index: number, value: string): string =>
  changed(text, ({ doc }) => {
    const parameters = doc.get('parameters');
    const one = isSeq(parameters) ? parameters.items[index] : undefined;
    if (!isMap(one)) return false;
    one.set('default', value);
    return true;
  });
