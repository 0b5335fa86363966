/** `{{name}}` in the texts of a skill: which there are, and what they become. Pure. */
const PLACEHOLDER = /\{\{([a-z][a-z0-9_]*)\}\}/g;

/** The names in a text, or in any text of a value, in order of appearance. */
export function placeholdersIn(value: unknown): string[] {
  const found = new Set<string>();
  const walk = (v: unknown): void => {
    if (typeof v === 'string') for (const [, name] of v.matchAll(PLACEHOLDER)) found.add(name ?? '');
    else if (Array.isArray(v)) v.forEach(walk);
    else if (v !== null && typeof v === 'object') Object.values(v).forEach(walk);
  };
  walk(value);
  return [...found];
}

/** The text with every placeholder filled in. A value is put in as it is: placeholders in it stay text. */
export const fill = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(PLACEHOLDER, (whole, name: string) => (Object.hasOwn(values, name) ? (values[name] ?? whole) : whole));

/** A copy of a value with every text in it filled in. */
export function fillDeep<T>(value: T, values: Readonly<Record<string, string>>): T {
  const walk = (v: unknown): unknown => {
    if (typeof v === 'string') return fill(v, values);
    if (Array.isArray(v)) return v.map(walk);
    if (v !== null && typeof v === 'object') return Object.fromEntries(Object.entries(v).map(([k, x]) => [k, walk(x)]));
    return v;
  };
  return walk(value) as T;
}
