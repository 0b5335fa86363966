/** Grounding: time on a crowded screen, and how often it is right on synthetic ones. */
import { existsSync } from 'node:fs';
import { createTextGrounder } from '../../../electron/grounding/index.ts';
import { globalBox } from '../../../electron/protocol/coordinates.ts';
import type { Screen } from '../../../electron/protocol/screen.ts';
import { Canvas } from './canvas.ts';
import { isRight, makeCases } from './synthetic.ts';

const SHARED = new URL('../../../../shared/eval/grounding.jsonl', import.meta.url);

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

export default {
  name: 'grounding',
  title: 'Grounding by text and relation',
  async run(ctx: {
    log(line: string): void;
  }): Promise<{ columns: string[]; rows: (string | number)[][]; notes?: string[] }> {
    const grounder = createTextGrounder();
    const rows: (string | number)[][] = [];
    for (const [name, phrase] of PHRASES) {
      const times: number[] = [];
      for (let i = 0; i < 15; i++) {
        // A fresh frame each time: nothing may come from what was remembered of the pixels.
        const screen = crowdedScreen();
        times.push((await grounder.ground(screen, phrase)).ms);
      }
      rows.push([`${name}, 300 elements at 1920×1080`, `${median(times).toFixed(1)} ms`]);
      ctx.log(`${name}: ${median(times).toFixed(1)} ms`);
    }
    // Another seed than the constants were fitted on.
    const cases = makeCases(400, 2026);
    let right = 0;
    let absent = 0;
    let refused = 0;
    let brier = 0;
    let answered = 0;
    for (const c of cases) {
      const g = await grounder.ground(c.screen, c.instruction);
      const ok = isRight(c, g.status === 'found' ? g.point : null);
      if (c.box === null) {
        absent++;
        if (ok) refused++;
      } else if (ok) right++;
      if (g.status === 'found') {
        answered++;
        brier += (g.confidence - (ok ? 1 : 0)) ** 2;
      }
    }
    rows.push(['synthetic screens, present targets hit', `${right}/${cases.length - absent}`]);
    rows.push(['synthetic screens, absent targets refused', `${refused}/${absent}`]);
    rows.push(['synthetic screens, Brier score of answers', (brier / Math.max(1, answered)).toFixed(3)]);
    const notes = existsSync(SHARED)
      ? [
          'Real screens: steadyhand ground --batch ../shared/eval/grounding.jsonl > pred.jsonl && python3 ../shared/eval/score_grounding.py ../shared/eval/grounding.jsonl pred.jsonl',
        ]
      : [];
    return { columns: ['what', 'measured'], rows, notes };
  },
};
