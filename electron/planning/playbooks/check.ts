/**
 * Tries playbooks out: every case of every playbook must find it, with the values it says, and every way must fill.
 *
 * Nothing is sent; the program in front is only named.
 */
import { messageOf } from '../../protocol/errors.ts';
import type { WindowInfo } from '../../protocol/frame.ts';
import { planSchema } from '../../protocol/intent.ts';
import { globalBox } from '../../protocol/coordinates.ts';
import { protect } from '../literals.ts';
import { fill, withDefaults } from './fill.ts';
import { findPlaybooks } from './find.ts';
import type { PlaybookLibrary } from './library.ts';
import type { Playbook } from './parse.ts';
import { placeIn } from './place.ts';
import { PLATFORMS } from './schema.ts';
import type { PlaybookCase } from './schema.ts';
import { WordSimilarity } from './similarity.ts';
import type { Similarity } from './similarity.ts';

export interface CaseResult {
  readonly playbook: string;
  readonly what: string;
  /** Null when it is as it should be. */
  readonly problem: string | null;
}

/** How a case is planned, with the window in front. */
export type PlanCase = (task: string, windows: readonly WindowInfo[] | null) => { readonly source: string };

/** Every case and every way of these playbooks. */
export function checkPlaybooks(
  playbooks: readonly Playbook[],
  library: PlaybookLibrary,
  similarity: Similarity = new WordSimilarity(),
): CaseResult[] {
  return playbooks.flatMap((playbook) => [
    ...playbook.cases.map((c) => checkCase(playbook, c, library, similarity)),
    ...checkWays(playbook, library),
  ]);
}

function checkCase(playbook: Playbook, c: PlaybookCase, library: PlaybookLibrary, similarity: Similarity): CaseResult {
  const { text, literals } = protect(c.task.normalize('NFC'));
  const found = findPlaybooks(placeIn(text, literals).rest, literals, library.all(), similarity);
  const own = found.find((m) => m.playbook.id === playbook.id);
  const result = (problem: string | null): CaseResult => ({ playbook: playbook.id, what: c.task, problem });
  if (!own) return result(`it is not found${found[0] ? `; ${found[0].playbook.id} is` : ''}`);
  const better = found.find((m) => m.score > own.score + 0.001 && servesSame(m.playbook, c));
  if (better) return result(`${better.playbook.id} is found before it`);
  const values = withDefaults(playbook, own.values);
  for (const [name, wanted] of Object.entries(c.values ?? {}))
    if (values[name] !== wanted) return result(`${name} is “${values[name] ?? ''}” instead of “${wanted}”`);
  if (c.asks !== undefined && values[c.asks] !== undefined)
    return result(`${c.asks} is “${values[c.asks] ?? ''}” instead of being asked for`);
  return result(null);
}

/** Two playbooks for different programs do not stand in each other's way. */
const servesSame = (other: Playbook, c: PlaybookCase): boolean => {
  const { app } = other.needs;
  if (c.app === undefined || app === undefined) return app === undefined;
  const who = KINDS_OF[c.app] ?? [c.app];
  return app.some((a) => who.includes(a));
};
const KINDS_OF: Readonly<Record<string, readonly string[]>> = {
  mousepad: ['editor'],
  featherpad: ['editor'],
  writer: ['writer', 'office'],
  calc: ['spreadsheet', 'office'],
  impress: ['presentation', 'office'],
  thunar: ['file-manager'],
  galculator: ['calculator'],
  chromium: ['browser'],
  xterm: ['terminal'],
  viewnior: ['image-viewer'],
};

/** With a made-up value for every parameter each way gives a plan, on every platform it is for. */
function checkWays(playbook: Playbook, library: PlaybookLibrary): CaseResult[] {
  const sample = Object.fromEntries(
    Object.entries(playbook.parameters).map(([name, p]) => [
      name,
      p.type === 'number' ? '2' : (firstChoice(p) ?? 'x1'),
    ]),
  );
  return playbook.ways.map((way, i) => {
    const what = `way ${i + 1}`;
    try {
      for (const platform of way.platform ?? PLATFORMS) {
        const steps = fill(way, withChoices(way.given ?? [], sample), { platform, front: null, library });
        const plan = planSchema.safeParse(steps);
        if (!plan.success || steps.length === 0)
          return { playbook: playbook.id, what, problem: `it gives no plan on ${platform}` };
      }
      return { playbook: playbook.id, what, problem: null };
    } catch (error) {
      return { playbook: playbook.id, what, problem: messageOf(error) };
    }
  });
}

const firstChoice = (p: { readonly choices?: Readonly<Record<string, unknown>> | undefined }): string | undefined =>
  Object.keys(p.choices ?? {})[0];

const withChoices = (
  conditions: readonly string[],
  values: Readonly<Record<string, string>>,
): Record<string, string> => {
  const all = { ...values };
  for (const c of conditions) {
    const [name = '', wanted] = c.split('=');
    if (wanted !== undefined) all[name] = wanted;
  }
  return all;
};

/** A window that says nothing but what program it is of, for trying things out. */
export const madeUpWindow = (app: string): WindowInfo => ({
  id: 1,
  title: app,
  app,
  pid: null,
  box: globalBox(0, 0, 100, 100),
  active: true,
  minimised: false,
  transientFor: null,
  dialog: false,
});
