/**
 * What must not be stored: card numbers, tokens, private keys, and what follows "password:".
 *
 * Errs towards masking: a lost word in a history costs less than a stored secret. It only sees text; a password typed
 * into a field is known by its field, so the run is told with `addSecret` what to hide literally.
 */

/** Takes text, returns it with secrets replaced. */
export type Mask = (text: string) => string;

/** What stands in place of a secret. */
export const MASKED = '•••';

/** Luhn's check digit: told apart from any other long number (an order number fails nine times in ten). */
function isCardNumber(digits: string): boolean {
  let sum = 0;
  [...digits].reverse().forEach((d, i) => {
    const n = Number(d) * (i % 2 === 1 ? 2 : 1);
    sum += n > 9 ? n - 9 : n;
  });
  return sum % 10 === 0;
}

const LABEL = String.raw`pass(?:word|wort|phrase|code|wd)?|pwd|passwort|kennwort|contraseña|mot de passe|senha|secret|api[ _-]?key|access[ _-]?key|auth[ _-]?token|token|pin|cvv|cvc`;

/** One pattern and one reason an entry; `replace` gets the match and its groups. */
const PATTERNS: readonly {
  readonly name: string;
  readonly pattern: RegExp;
  readonly replace: (match: string, group: string) => string;
}[] = [
  {
    name: 'private key block',
    pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
    replace: () => MASKED,
  },
  {
    name: 'payment card: 13 to 19 digits in groups that pass Luhn',
    pattern: /(?<![\d.])(?:\d[ -]?){12,18}\d(?![\d.])/g,
    replace: (match) => (isCardNumber(match.replace(/\D/g, '')) ? MASKED : match),
  },
  {
    name: 'tokens that carry their issuer’s prefix',
    pattern:
      /\b(?:sk|pk|rk)[-_](?:live[-_]|test[-_]|proj[-_]|ant[-_])?[A-Za-z0-9_-]{16,}|\b(?:gh[pousr]_|github_pat_|glpat-|xox[abprs]-|hf_|npm_|pypi-)[A-Za-z0-9_-]{16,}|\bA[KS]IA[0-9A-Z]{16}\b|\bAIza[0-9A-Za-z_-]{30,}/g,
    replace: () => MASKED,
  },
  {
    name: 'JSON web token',
    pattern: /\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*/g,
    replace: () => MASKED,
  },
  {
    name: 'Authorization header',
    pattern: /\b((?:bearer|basic)\s+)[A-Za-z0-9+/._~=-]{12,}/gi,
    replace: (_match, scheme) => scheme + MASKED,
  },
  {
    name: 'password in a URL',
    pattern: /([a-z][a-z0-9+.-]*:\/\/[^\s/:@]*:)[^\s/@]+(?=@)/gi,
    replace: (_match, before) => before + MASKED,
  },
  {
    name: 'value after a label such as "password:"; the word alone ("click Password") is not a secret',
    pattern: new RegExp(
      String.raw`((?<![\p{L}\p{N}])(?:${LABEL})["']?\s*(?:[:=]|\bis\b)\s*)["'“”]?[^\s"'“”,;]+`,
      'giu',
    ),
    replace: (_match, label) => label + MASKED,
  },
];

/** The default mask. */
export const maskSecrets: Mask = (text) =>
  PATTERNS.reduce(
    (masked, { pattern, replace }) =>
      masked.replace(pattern, (match: string, group: unknown) =>
        replace(match, typeof group === 'string' ? group : ''),
      ),
    text,
  );

/** Shorter than this is not hidden literally: it would blot out ordinary text and hide nothing. */
const MIN_LITERAL = 3;

/** `mask`, after hiding each of these texts wherever it occurs. */
export function maskLiterals(mask: Mask, secrets: readonly string[]): Mask {
  const literals = [...secrets].filter((s) => s.length >= MIN_LITERAL).sort((a, b) => b.length - a.length);
  return (text) => mask(literals.reduce((t, secret) => t.replaceAll(secret, MASKED), text));
}

/** Fields that are identities, not text a person or a screen wrote. */
const VERBATIM = new Set(['runId', 'permitId', 'actionHash', 'elementId', 'frame', 'event', 'do', 'type', 'status']);

/** A copy of a JSON value with every text in it masked. */
export function maskDeep<T>(value: T, mask: Mask): T {
  const walk = (v: unknown, key: string): unknown => {
    if (typeof v === 'string') return VERBATIM.has(key) ? v : mask(v);
    if (Array.isArray(v)) return v.map((item) => walk(item, key));
    if (v !== null && typeof v === 'object')
      return Object.fromEntries(Object.entries(v).map(([k, x]) => [k, walk(x, k)]));
    return v;
  };
  return walk(value, '') as T;
}
