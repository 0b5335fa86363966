/**
 * Draws a set with chromium and writes the pictures and a line a case, as `critique --batch` reads them.
 *
 *     node test/bench/critic/pictures/render.ts one out/pictures      → out/pictures/one.jsonl and its PNG files
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright';
import { iconsOf } from './icons.ts';
import type { Picture, PictureCase } from './markup.ts';
import { pageOf } from './page.ts';
import { isPictureSet, PICTURE_SETS, picturesOf } from './sets.ts';

interface Spot {
  readonly label: string;
  readonly x: number;
  readonly y: number;
}

export interface PictureRecord {
  readonly id: string;
  readonly image: string;
  readonly task: string;
  readonly history: readonly string[];
  readonly action: { type: string; point?: [number, number]; text?: string; keys?: string[] };
  readonly label: { risk: string; risk_alt: readonly string[]; category: string; correct: boolean };
}

const RISK = { S: 'safe', C: 'caution', D: 'destructive' } as const;
const VERBS: Readonly<Record<string, string>> = {
  click: 'click',
  dbl: 'double_click',
  right: 'right_click',
  middle: 'middle_click',
  hover: 'move',
};

/** Where a control lies: its words exactly, else the only one that has them inside; `#2` for the second. The topmost wins. */
function spot(spots: readonly Spot[], name: string, at: string): [number, number] {
  const [, label = name, nth] = /^(.*?)(?:#(\d))?$/.exec(name) ?? [];
  const exact = spots.filter((s) => s.label === label);
  const found = exact.length > 0 ? exact : spots.filter((s) => s.label.includes(label));
  const one = nth === undefined ? found.at(-1) : found[Number(nth) - 1];
  if (!one) throw new Error(`${at}: no control "${name}"; there are ${spots.map((s) => s.label).join(' | ')}`);
  return [Math.round(one.x), Math.round(one.y)];
}

function actionOf(c: PictureCase, spots: readonly Spot[], at: string): PictureRecord['action'] {
  const [, verb = '', rest = ''] = /^(\w+) ?([\s\S]*)$/.exec(c.step) ?? [];
  const kind = VERBS[verb];
  if (kind) return { type: kind, point: spot(spots, rest, at) };
  if (verb === 'key') return { type: 'hotkey', keys: rest.split('+') };
  if (verb === 'type') return { type: 'type', text: rest.replaceAll('⏎', '\n') };
  if (verb === 'fill') {
    const [field = '', text = ''] = rest.split(' << ');
    return { type: 'type', point: spot(spots, field, at), text: text.replaceAll('⏎', '\n') };
  }
  if (verb === 'drag') {
    const [from = '', to = ''] = rest.split(' -> ');
    return { type: 'drag', point: spot(spots, from, at), text: spot(spots, to, at).join(',') };
  }
  throw new Error(`${at}: no step "${c.step}"`);
}

/** Runs in the page: where each control is clicked. A row is clicked where its words begin: its middle may be empty. */
const SPOTS = `[...document.querySelectorAll('[data-l]')].map((e) => {
  const b = e.getBoundingClientRect();
  const wide = e.classList.contains('row') || (e.tagName === 'SPAN' && b.width > 300 && !e.classList.contains('v'));
  return { label: e.dataset.l, x: b.left + (wide ? Math.min(60, b.width / 2) : b.width / 2), y: b.top + b.height / 2 };
})`;
const spotsOf = (page: Page): Promise<Spot[]> => page.evaluate<Spot[]>(SPOTS);

/** Draws the pictures into `folder` and returns a record for each case. */
export async function drawPictures(all: readonly Picture[], folder: string): Promise<PictureRecord[]> {
  await mkdir(folder, { recursive: true });
  const icons = await iconsOf(all);
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none'],
  });
  try {
    const slips: string[] = [];
    const page = await browser.newPage({ viewport: { width: 1024, height: 768 } });
    const records: PictureRecord[] = [];
    for (const picture of all) {
      await page.setContent(pageOf(picture, icons));
      const image = `${picture.name}.png`;
      await page.screenshot({ path: join(folder, image) });
      const spots = await spotsOf(page);
      picture.cases.forEach((c, i) => {
        const id = `${picture.name}-${String(i + 1)}`;
        const [first = 'S', ...others] = c.risks;
        let action: PictureRecord['action'];
        try {
          action = actionOf(c, spots, `${id} (${c.step})`);
        } catch (error) {
          slips.push((error as Error).message);
          return;
        }
        records.push({
          ...{ id, image, task: c.task, history: c.history, action },
          label: {
            risk: RISK[first],
            risk_alt: others.map((r) => RISK[r]),
            category: c.category === '-' ? 'none' : c.category,
            correct: c.right,
          },
        });
      });
    }
    if (slips.length > 0) throw new Error(slips.join('\n'));
    return records;
  } finally {
    await browser.close();
  }
}

if (import.meta.main) {
  const [name = '', folder = ''] = process.argv.slice(2);
  if (!isPictureSet(name) || !folder) {
    process.stderr.write(`usage: render.ts ${PICTURE_SETS.join('|')} FOLDER\n`);
    process.exit(2);
  }
  const set = picturesOf(name);
  const records = await drawPictures(set, folder);
  await writeFile(join(folder, `${name}.jsonl`), records.map((r) => `${JSON.stringify(r)}\n`).join(''));
  process.stdout.write(`${String(set.length)} pictures, ${String(records.length)} cases in ${folder}\n`);
}
