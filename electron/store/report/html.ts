/**
 * HTML in which nothing is markup unless the program wrote it.
 *
 * Invariant: every value put into `html` is escaped, except what `html` itself made. Text from a screen, a file name or
 * a task stays text, whatever is in it.
 */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export type HtmlValue = Html | string | number | null | readonly HtmlValue[];

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Characters that draw nothing or turn the text around: shown as a mark, so that text cannot disguise itself. */
// eslint-disable-next-line no-control-regex -- finding them is the purpose
const DISGUISE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** Text made harmless, for element content and for attributes in quotation marks. */
export const escapeHtml = (text: string): string =>
  text
    .toWellFormed()
    .replace(DISGUISE, '\ufffd')
    .replace(/[&<>"']/g, (c) => ENTITIES[c] ?? c);

const render = (value: HtmlValue): string => {
  if (value === null) return '';
  if (value instanceof Html) return value.text;
  if (typeof value === 'string') return escapeHtml(value);
  return typeof value === 'number' ? String(value) : value.map(render).join('');
};

/** A piece of HTML; interpolated values are escaped. `null` is nothing, arrays are joined. */
export const html = (strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Html =>
  new Html(strings.reduce((out, s, i) => out + render(values[i - 1] ?? null) + s));
