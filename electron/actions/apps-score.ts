/**
 * How well a phrase names an application: a table of tiers, so that a better kind of evidence always beats a worse one.
 */
import { basename } from 'node:path';
import { programOf, type DesktopEntry } from './desktop-entries.ts';
import { isOfKind, isRatherElse, kindCalled } from './programs.ts';

/** Higher is better; 0 is no match. */
export const TIER = {
  none: 0,
  /** One letter wrong, in a name long enough that this is a slip. */
  slip: 40,
  /** The phrase is a keyword of it. */
  keyword: 50,
  /** All words of the phrase are words of its generic name. */
  partOfGenericName: 55,
  /** All words of the phrase are words of its name. */
  partOfName: 65,
  /** Of the kind, but something else in the first place. */
  kindAmongOthers: 70,
  /** Of the kind the phrase names. */
  kind: 75,
  /** Its generic name, where that is not a kind known here. */
  genericName: 80,
  /** The name is the phrase and then says what it is: "Chromium" and "Chromium Web Browser". */
  startOfName: 85,
  /** Its window class or its program. */
  program: 90,
  /** Its name in another language, or with other spacing. */
  otherName: 95,
  name: 100,
} as const;

/** Lower case, without accents; anything but letters, digits, `+` and `#` is a space. */
export const normalise = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}+#]+/gu, ' ')
    .trim();

const BEFORE = /^(the|an|a|my|der|die|das|den|le|la|les|l|el|los|las)\s+/;
const AFTER =
  /\s+(app|application|program|programme|programm|anwendung|aplicacion|window|dialog|dialogue|dialog box|fenster|ventana|fenetre)$/;

/** The phrase as it stands, then without an article and without words such as "app" or "window". */
export function variants(phrase: string): string[] {
  const plain = normalise(phrase);
  const bare = plain.replace(BEFORE, '').replace(AFTER, '').trim();
  return [...new Set([plain, bare])].filter((v) => v !== '');
}

/** What people call programs whose name is longer. */
const SHORT_NAMES: Readonly<Record<string, readonly string[]>> = {
  'vs code': ['visual studio code'],
  vscode: ['visual studio code'],
  code: ['visual studio code'],
  'ms edge': ['microsoft edge'],
  writer: ['libreoffice writer'],
  calc: ['libreoffice calc', 'calculator'],
  impress: ['libreoffice impress'],
};

const joined = (text: string): string => text.replaceAll(' ', '');

export const wordsWithin = (phrase: string, text: string): boolean => {
  const have = new Set(text.split(' '));
  return phrase !== '' && phrase.split(' ').every((word) => have.has(word));
};

/** Short names differ by a letter and are other programs (`vim` and `vi`, `uxterm` and `lxterm`); long ones by a slip. */
const SLIP_MIN_LENGTH = 7;

/** True when one letter after the first was left out, added or changed, or two neighbours were swapped. */
export function isSlip(a: string, b: string): boolean {
  if (Math.min(a.length, b.length) < SLIP_MIN_LENGTH || Math.abs(a.length - b.length) > 1) return false;
  if (a === b || a[0] !== b[0]) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const [restA, restB] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  if (restA.length <= 1 && restB.length <= 1) return true;
  return restA.length === 2 && restB.length === 2 && restA[0] === restB[1] && restA[1] === restB[0];
}

/** The program's own name: `/usr/bin/chromium` is `chromium`. */
export const programName = (entry: DesktopEntry): string => basename(programOf(entry.command));

/** Names by which the application is known to the system, normalised. */
function systemNames(entry: DesktopEntry): string[] {
  // A command with arguments is one use of a program (`mousepad --preferences`), not the program.
  const whole = entry.command.length === 1 ? [programName(entry)] : [];
  return [...whole, entry.wmClass ?? '', entry.id, entry.id.split('.').at(-1) ?? ''].map(normalise).filter(Boolean);
}

/** The tier of one normalised phrase for an application. */
function tierOf(phrase: string, entry: DesktopEntry): number {
  const name = normalise(entry.name);
  const names = entry.names.map(normalise);
  if (name === phrase) return TIER.name;
  if (names.some((n) => n === phrase || joined(n) === joined(phrase))) return TIER.otherName;
  if (systemNames(entry).some((n) => n === phrase || n === phrase.replaceAll(' ', '-'))) return TIER.program;

  const generic = entry.genericNames.map(normalise);
  const kind = kindCalled(phrase);
  if (kind) {
    if (isOfKind(entry, programName(entry), kind)) return isRatherElse(entry, kind) ? TIER.kindAmongOthers : TIER.kind;
    return generic.includes(phrase) ? TIER.kind : TIER.none;
  }
  const startsName = names.find((n) => n.startsWith(`${phrase} `));
  if (startsName !== undefined) {
    const rest = startsName.slice(phrase.length + 1);
    if (generic.includes(rest) || kindCalled(rest)) return TIER.startOfName;
  }
  if (generic.includes(phrase)) return TIER.genericName;
  if (names.some((n) => wordsWithin(phrase, n))) return TIER.partOfName;
  if (generic.some((g) => wordsWithin(phrase, g))) return TIER.partOfGenericName;
  if (entry.keywords.some((k) => normalise(k) === phrase)) return TIER.keyword;
  return [name, ...systemNames(entry)].some((n) => isSlip(n, phrase)) ? TIER.slip : TIER.none;
}

/** The best tier of a phrase, with or without articles and short forms. */
export function score(phrase: string, entry: DesktopEntry): number {
  const forms = variants(phrase).flatMap((v) => [v, ...(SHORT_NAMES[v] ?? [])]);
  return Math.max(TIER.none, ...forms.map((form) => tierOf(form, entry)));
}
