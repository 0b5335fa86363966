/** The form of a case, and how it is drawn. */
import type { CriticInput, Verdict } from '../../../../electron/protocol/verdict.ts';
import { dialog, menu, type Drawn } from '../screens.ts';

export interface Case {
  /** Title of the window the screen belongs to. */
  readonly app: string;
  readonly lang?: string;
  /** A pop-up menu of the controls instead of a dialog. */
  readonly menu?: boolean;
  /** What the dialog says, top to bottom. */
  readonly lines: readonly string[];
  /** What pressing each is; several readings apart by `|`, the first is preferred. */
  readonly controls: Readonly<Record<string, string>>;
}

export interface Judged {
  readonly name: string;
  readonly input: CriticInput;
  /** `S`, `C` or `D`, each reading with the categories that may be given. */
  readonly wanted: readonly string[];
}

export const drawn = (c: Case): Drawn => {
  const labels = Object.keys(c.controls);
  const screen = c.menu === true ? menu(labels) : dialog(c.lines, labels);
  return screen;
};

/** Every control of every screen as one judgement. */
export function judgedCases(cases: readonly Case[]): Judged[] {
  return cases.flatMap((c) => {
    const screen = drawn(c);
    return Object.entries(c.controls).map(([label, wanted]): Judged => ({
      name: `${c.lang ?? 'en'} ${c.app}: ${c.lines[0] ?? 'menu'} → ${label}`,
      input: {
        ...{ task: 'do what is needed', history: [], target: null, targetBox: null, screen: screen.screen },
        action: { type: 'click', point: screen.at(label), button: 'left', count: 1, modifiers: [] },
      },
      wanted: wanted.split('|'),
    }));
  });
}

const LETTER = { safe: 'S', caution: 'C', destructive: 'D' } as const;
export const riskLetter = (v: Pick<Verdict, 'risk'>): string => LETTER[v.risk];
/** Whether the risk is one of the readings. */
export const riskFits = (wanted: readonly string[], v: Pick<Verdict, 'risk'>): boolean =>
  wanted.some((w) => w.startsWith(riskLetter(v)));
