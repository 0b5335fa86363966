/**
 * Screens of desktops as short text: what a window shows, what lies over it, and what a step on it would be.
 *
 *     == gnome | Files                     theme and window title
 *     ^ @arrow-left @search | Documents    what the title bar carries
 *     > File Edit View                     menu bar
 *     # Heading / plain text / `---`
 *     [Cancel] [*OK] [!Delete]             buttons; `*` the default one, `!` a red one
 *     - name | second column @trash-2      a row of a list, with icons (lucide names) or a switch `(on)` `(off)`
 *     = Label: value                       a field;  `=* Label: value` a field whose text is hidden
 *     [ ] box  [x] box  ( ) radio  (o) radio
 *     @power @settings                     icons alone
 *     $ command                            a line of a terminal; `$_ command` with the cursor behind it
 *     ++ dialog | Title                    a dialog over it;  ++ menu | x,y;  ++ bar | Title;  ++ sheet | Title
 *     D delete | click Delete | task | history; history
 *
 * A case starts with its risk: S, C or D (several readings apart by `/`), a category or `-`; `~` after it: the wrong step.
 */
export type RiskLetter = 'S' | 'C' | 'D';

export interface PictureCase {
  readonly risks: readonly RiskLetter[];
  readonly category: string;
  readonly right: boolean;
  readonly step: string;
  readonly task: string;
  readonly history: readonly string[];
}

export interface Layer {
  readonly kind: 'window' | 'dialog' | 'menu' | 'bar' | 'sheet';
  readonly title: string;
  readonly lines: readonly string[];
}

export interface Picture {
  /** Of the set, with its number: `one-017`. */
  readonly name: string;
  readonly theme: string;
  readonly layers: readonly Layer[];
  readonly cases: readonly PictureCase[];
}

const CASE = /^([SCD](?:\/[SCD])*)(~?) ([a-z_/]+|-) \| (.+)$/;
const KINDS: ReadonlySet<string> = new Set(['dialog', 'menu', 'bar', 'sheet']);

function caseOf(found: RegExpExecArray): PictureCase {
  const [, risks = 'S', wrong = '', category = '-', rest = ''] = found;
  const [step = '', task = '', history = ''] = rest.split(' | ').map((p) => p.trim());
  return {
    risks: risks.split('/') as RiskLetter[],
    category,
    right: wrong === '',
    // A pipe of a command would end the step.
    step: step.replaceAll('¦', '|'),
    task: task || 'do what is needed',
    history: history ? history.split('; ') : [],
  };
}

/** Reads a set. Throws on a screen without a theme, so that a slip of the pen is seen. */
export function pictures(set: string, text: string): Picture[] {
  return text
    .split(/^== /m)
    .slice(1)
    .map((block, i): Picture => {
      const lines = block.split('\n').map((l) => l.trimEnd());
      const [theme = '', title = ''] = (lines[0] ?? '').split(' | ').map((p) => p.trim());
      if (!theme) throw new Error(`${set}: screen ${String(i + 1)} has no theme`);
      const layers: { kind: Layer['kind']; title: string; lines: string[] }[] = [{ kind: 'window', title, lines: [] }];
      const cases: PictureCase[] = [];
      for (const line of lines.slice(1)) {
        const over = /^\+\+ (\w+)(?: \| (.*))?$/.exec(line);
        const found = CASE.exec(line);
        if (over && KINDS.has(over[1] ?? ''))
          layers.push({ kind: over[1] as Layer['kind'], title: over[2] ?? '', lines: [] });
        else if (found) cases.push(caseOf(found));
        else if (line.trim()) layers.at(-1)?.lines.push(line);
      }
      return { name: `${set}-${String(i + 1).padStart(3, '0')}`, theme, layers, cases };
    });
}
