import { cp, mkdtemp, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Canvas } from '../../../test/bench/grounding/canvas.ts';
import { ModelRegistry, shippedModelsDir } from '../../inference/registry.ts';
import { boxContains, globalBox } from '../../protocol/coordinates.ts';
import type { Screen } from '../../protocol/screen.ts';
import { createActorGrounder, type ActorGrounder } from './actor.ts';

let actor: ActorGrounder;
beforeAll(async () => {
  actor = await createActorGrounder({ models: await ModelRegistry.open() });
}, 60_000);
afterAll(() => actor.close());

const SAVE = globalBox(40, 500, 140, 530);
const CANCEL = globalBox(160, 500, 280, 530);

function dialog(): Screen {
  const c = new Canvas(800, 600);
  c.text(40, 60, 'Save the letter before closing?');
  c.text(40, 136, 'Full name:');
  c.control('field', globalBox(190, 130, 390, 158), '');
  c.control('button', SAVE, 'Save');
  c.control('button', CANCEL, 'Cancel');
  return c.screen();
}

test('points at a button by its name, says how sure it is and where it looked', async () => {
  const g = await actor.ground(dialog(), 'click the Cancel button');
  expect(g.status).toBe('found');
  if (g.status !== 'found') return;
  expect(boxContains(CANCEL, g.point)).toBe(true);
  expect(g.confidence).toBeGreaterThan(0.5);
  expect(g.candidates[0]?.score).toBeGreaterThan(g.candidates[1]?.score ?? 0);
  const attention = actor.attentionOf(g);
  expect(attention?.weights).toHaveLength((attention?.columns ?? 0) * (attention?.rows ?? 0));
  const sum = attention?.weights.reduce((a, b) => a + b, 0) ?? 0;
  expect(sum).toBeGreaterThan(0);
  expect(sum).toBeLessThanOrEqual(1.0001);
});

test('what is not on the screen is absent', async () => {
  const g = await actor.ground(dialog(), 'click "Transmogrify the bicycle"');
  expect(g).toMatchObject({ status: 'absent', reason: expect.stringContaining('Transmogrify') });
});

test('the only one that reads as the name is surely it, in a long menu too', async () => {
  const c = new Canvas(900, 800);
  const names =
    'Insert Sheet|Insert Sheet at End|Insert Sheet from File|Delete Sheet|Clear Contents|Rename Sheet|Hide Sheet|Show Sheet|Duplicate Sheet|Move or Copy Sheet|Navigate|Sheet Tab Color|Sheet Events|Fill Cells|Named Ranges|Cell Comments|Delete Rows|Delete Columns|Delete Page Break|Insert Rows|Insert Columns|Insert Page Break|Link to External Data|Select All Sheets|Right-To-Left|Protect Sheet|Delete'.split(
      '|',
    );
  names.forEach((name, i) => c.text(320, 20 + 26 * i, name));
  const g = await actor.ground(c.screen(), 'Click Delete Sheet');
  expect(g.status === 'found' && boxContains(globalBox(320, 20 + 78, 420, 20 + 104), g.point)).toBe(true);
  expect(g.confidence).toBeGreaterThanOrEqual(0.8);
  c.text(40, 700, 'Delete Sheet');
  expect((await actor.ground(c.screen(), 'Click Delete Sheet')).confidence).toBeLessThan(0.8);
});

test('only the area asked for counts', async () => {
  const g = await actor.ground(dialog(), 'click the Cancel button', { within: globalBox(0, 0, 800, 300) });
  expect(g.status === 'found' && boxContains(CANCEL, g.point)).toBe(false);
});

test.each([
  ['nothing said', ''],
  ['only blanks', '   \n '],
  ['five thousand characters', 'the red button '.repeat(334)],
  ['a script nobody reads here', 'ᚠᚢᚦᚨᚱᚲ ᛒᚱᛖᛁᛞᚨ'],
  ['control characters', '\u0000\u0007\u202e"\ud800'],
])('%s gives an answer and no error', async (_, said) => {
  const g = await actor.ground(dialog(), said);
  expect(g.confidence).toBeGreaterThanOrEqual(0);
  expect(g.confidence).toBeLessThanOrEqual(1);
});

test('a screen of one pixel, and one with nothing on it, hold nothing', async () => {
  for (const [w, h] of [[1, 1] as const, [640, 480] as const])
    expect((await actor.ground(new Canvas(w, h).screen(), 'click Save')).status).toBe('absent');
});

test('who gave up gets no answer', async () => {
  await expect(actor.ground(dialog(), 'click Save', { signal: AbortSignal.abort(new Error('stop')) })).rejects.toThrow(
    'stop',
  );
});

test('weights that are missing or cut short are refused with a remedy', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'steadyhand-models-'));
  try {
    await cp(shippedModelsDir(), folder, { recursive: true, filter: (path) => !/node_modules|\.py$/.test(path) });
    const head = join(folder, 'grounding', 'weights', 'actor-head.onnx');
    await truncate(head, 1000);
    const opened = createActorGrounder({ models: await ModelRegistry.open(folder) });
    await expect(opened).rejects.toMatchObject({ code: 'model_damaged', remedy: expect.stringMatching(/\S/) });
    await rm(head);
    const again = createActorGrounder({ models: await ModelRegistry.open(folder) });
    await expect(again).rejects.toMatchObject({ code: 'model_missing' });
    await cp(join(shippedModelsDir(), 'grounding', 'weights', 'actor-head.onnx'), head);
    await rm(join(folder, 'grounding', 'weights', 'icon-names.onnx'));
    const nameless = createActorGrounder({ models: await ModelRegistry.open(folder) });
    await expect(nameless).rejects.toMatchObject({
      code: 'model_missing',
      message: expect.stringContaining('icon-names'),
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
