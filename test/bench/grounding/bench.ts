/** Grounding: time on a crowded screen, and how often it is right on synthetic ones. */
import { createActorGrounder, createTextGrounder } from '../../../electron/grounding/index.ts';
import { openScreenReader } from '../../../electron/host/screen-reader.ts';
import { ModelRegistry } from '../../../electron/inference/registry.ts';
import { globalBox } from '../../../electron/protocol/coordinates.ts';
import type { Screen } from '../../../electron/protocol/screen.ts';
import { byTesseract, byTokens, tesseractLines } from './baselines.ts';
import { Canvas } from './canvas.ts';
import { Tally, answerOf, devSet } from './dev-set.ts';
import { isRight, makeCases } from './synthetic.ts';

/** 300 elements at 1920 × 1080: text, buttons, icons, fields in a grid. */
function crowdedScreen(): Screen {
  const c = new Canvas(1920, 1080);
  for (let i = 0; c.elements.length < 300; i++) {
    const x = 20 + (i % 12) * 155;
    const y = 20 + Math.floor(i / 12) * 62;
    if (i % 4 === 0) c.control('button', globalBox(x, y, x + 130, y + 30), `Action ${i}`);
    else if (i % 4 === 1) c.text(x, y + 8, `Some entry number ${i}`);
    else if (i % 4 === 2) c.sign('zigzag', x, y + 6);
    else c.control('field', globalBox(x, y, x + 140, y + 28), `value ${i}`);
  }
  return c.screen();
}

const PHRASES: readonly (readonly [string, string])[] = [
  ['a label', 'Click "Action 44"'],
  ['a relation', 'the icon to the right of "Some entry number 97"'],
  ['a sign', 'the plus button at the top right'],
  ['a purpose', 'make the text larger and go back to the previous page'],
];

const median = (list: readonly number[]): number => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0;

/** What the head is asked without, one at a time. */
const ABLATIONS = ['icons', 'purposes', 'rules'] as const;

/** Rows of the evaluation set: each way to point, over the same screens. */
async function onDevSet(log: (line: string) => void): Promise<Row[]> {
  const records = devSet();
  if (records.length === 0) return [];
  const reader = await openScreenReader();
  const rules = createTextGrounder();
  const models = await ModelRegistry.open();
  const actor = await createActorGrounder({ models });
  const ablations = await Promise.all(ABLATIONS.map((w) => createActorGrounder({ models, without: [w] })));
  const ways: Record<string, Tally> = {
    'text match: whole words over our reading': new Tally(),
    'tesseract and fuzzy match': new Tally(),
    'rules (names, signs, places, purposes)': new Tally(),
    ...Object.fromEntries(ABLATIONS.map((w) => [`actor head without ${w}`, new Tally()])),
    'actor head': new Tally(),
    'actor head, the instruction once more': new Tally(),
  };
  let withTesseract = true;
  const seen = new Map<string, ReturnType<typeof tesseractLines>>();
  for (const [i, r] of records.entries()) {
    if (i % 50 === 0) log(`evaluation set: ${i} of ${records.length}`);
    const screen = await reader.read(r.image);
    ways['text match: whole words over our reading']?.add(r, byTokens(screen, r.instruction));
    if (!seen.has(r.image)) seen.set(r.image, tesseractLines(r.image));
    const theirs = seen.get(r.image);
    if (theirs) {
      const answer = byTesseract(theirs.lines, r.instruction);
      ways['tesseract and fuzzy match']?.add(r, { ...answer, ms: answer.ms + theirs.ms });
    } else withTesseract = false;
    ways['rules (names, signs, places, purposes)']?.add(r, answerOf(await rules.ground(screen, r.instruction)));
    for (const [k, w] of ABLATIONS.entries()) {
      const partly = await ablations[k]?.ground(screen, r.instruction);
      if (partly) ways[`actor head without ${w}`]?.add(r, answerOf(partly));
    }
    // Cold: nothing of this screen's texts and icons is known.
    await actor.forget();
    const { frame, windows, elements, changed, readMs, reuse } = screen;
    const fresh: Screen = { frame, windows, elements, changed, readMs, reuse };
    ways['actor head']?.add(r, answerOf(await actor.ground(fresh, r.instruction)));
    ways['actor head, the instruction once more']?.add(r, answerOf(await actor.ground(fresh, r.instruction)));
  }
  await Promise.all([actor, ...ablations].map((a) => a.close()));
  await reader.close();
  return Object.entries(ways)
    .filter(([name]) => withTesseract || !name.startsWith('tesseract'))
    .map(([name, t]) => [
      name,
      ...['all', 'label', 'function', 'look', 'relation', 'kind icon'].map((k) => t.share(k)),
      t.refused,
      t.abstained,
      t.brier,
      t.ms,
    ]);
}

type Row = (string | number)[];
const COLUMNS = [
  'how',
  'accuracy',
  'label',
  'function',
  'look',
  'relation',
  'icons',
  'absent refused',
  'present given up',
  'Brier',
  'median ms',
];

export default {
  name: 'grounding',
  title: 'Grounding: real screens of the evaluation set, and time on a crowded one',
  async run({ log }: { log(line: string): void }): Promise<{ columns: string[]; rows: Row[]; notes?: string[] }> {
    const grounder = createTextGrounder();
    const rows = await onDevSet(log);
    const notes = [
      rows.length > 0
        ? 'ms without reading the screen; tesseract: with it. The actor is asked with nothing known of the screen, then once more.'
        : 'The evaluation set is not beside this checkout; its rows are left out.',
    ];
    for (const [name, phrase] of PHRASES) {
      const times: number[] = [];
      for (let i = 0; i < 15; i++) {
        // A fresh frame each time: nothing may come from what was remembered of the pixels.
        times.push((await grounder.ground(crowdedScreen(), phrase)).ms);
      }
      notes.push(`Rules, ${name}, 300 elements at 1920×1080: ${median(times).toFixed(1)} ms.`);
    }
    // Another seed than the rules' constants were fitted on.
    const drawn = makeCases(400, 2026).filter((c) => c.box !== null);
    let right = 0;
    for (const c of drawn) {
      const g = await grounder.ground(c.screen, c.instruction);
      if (isRight(c, g.status === 'found' ? g.point : null)) right++;
    }
    notes.push(`Rules, screens drawn by the test: ${right} of ${drawn.length} hit.`);
    return { columns: COLUMNS, rows, notes };
  },
};
