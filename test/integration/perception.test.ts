import { cp, mkdtemp, rename, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { frameFromFile } from '../../electron/capture/image-file.ts';
import { makeFrame } from '../../electron/capture/make-frame.ts';
import { ModelRegistry, shippedModelsDir } from '../../electron/inference/registry.ts';
import { createPerception, type Perception } from '../../electron/perception/index.ts';
import {
  boxIntersection,
  boxIou,
  boxIsEmpty,
  boxWidth,
  globalBox,
  type Box,
} from '../../electron/protocol/coordinates.ts';
import type { Frame } from '../../electron/protocol/frame.ts';
import type { Screen } from '../../electron/protocol/screen.ts';
import { fixturePicture, scoreScreen, trueWords } from '../bench/reading/score.ts';

let perception: Perception;
beforeAll(async () => {
  perception = await createPerception();
});
afterAll(() => perception.close());

const frame = (
  width: number,
  height: number,
  paint: (i: number) => number,
  box: Box = globalBox(0, 0, width, height),
): Frame => {
  const data = new Uint8Array(width * height * 4).map((_, i) => (i % 4 === 3 ? 255 : paint(i)));
  const display = { id: 'test', name: 'test', box, scale: 1, primary: true };
  return makeFrame({ display, width, height, data, source: 'file', takenAt: 0 });
};
const texts = (screen: Screen): string[] => screen.elements.filter((e) => e.kind === 'text').map((e) => e.text);

test.each(['mail', 'editor', 'desktop'])('reads at least 95 % of the words of %s where they are', async (name) => {
  const screen = await perception.perceive(await frameFromFile(fixturePicture(name)), [], null);
  const score = scoreScreen(screen, await trueWords(name));
  expect(score.lenient / score.words).toBeGreaterThanOrEqual(0.95);
  expect(new Set(screen.elements.map((e) => e.id)).size).toBe(screen.elements.length);
});

test('reads Chinese, Japanese and the letters of European languages', async () => {
  const screen = await perception.perceive(await frameFromFile(fixturePicture('chinese')), [], null);
  const read = screen.elements.map((e) => e.text.replace(/\s/g, '')).join('\n');
  for (const said of ['文件(F)', '编辑(E)', '帮助(H)', '文件夹', '的更改吗', 'ファイル名', '不保存', '取消', '保存'])
    expect(read).toContain(said);
  for (const said of ['Straße', 'señor', 'façade', '42€']) expect(read).toContain(said);
});

test('a dialog that came up is read without reading the rest again', async () => {
  const before = await perception.perceive(await frameFromFile(fixturePicture('mail')), [], null);
  await perception.forget();
  const frameAfter = await frameFromFile(fixturePicture('mail-dialog'));
  const after = await perception.perceive(frameAfter, [], before);
  expect(after.reuse.read).toBeLessThan(40);
  expect(texts(after)).toContain('Move to Archive');
  expect(scoreScreen(after, await trueWords('mail-dialog')).lenient).toBeGreaterThan(0.95 * 480);

  // Away from the dialog, reading a part gives what reading the whole gives, give or take a pixel of a box: the
  // detector weighs every line against all it sees.
  await perception.forget();
  const cold = await perception.perceive(frameAfter, [], null);
  const outside = cold.elements.filter(
    (e) => e.kind === 'text' && after.changed.every((c) => boxIsEmpty(boxIntersection(c, e.box))),
  );
  const same = outside.filter((e) => after.elements.some((o) => o.text === e.text && boxIou(o.box, e.box) > 0.6));
  expect(outside.length).toBeGreaterThan(100);
  expect(same.length).toBeGreaterThanOrEqual(outside.length - 3);
});

test('the same picture again reads nothing and finds the same', async () => {
  const picture = await frameFromFile(fixturePicture('desktop'));
  const first = await perception.perceive(picture, [], null);
  const second = await perception.perceive({ ...picture }, [], first);
  expect(second.changed).toEqual([]);
  expect(second.reuse.read).toBe(0);
  expect(second.elements).toEqual(first.elements);
});

test('a button carries its text and the id of its line', async () => {
  const screen = await perception.perceive(await frameFromFile(fixturePicture('mail-dialog')), [], null);
  const button = screen.elements.find((e) => e.kind === 'button' && e.text === 'Delete' && e.box.y1 > 500);
  expect(button?.fill).toEqual([255, 255, 255]);
  const [child] = screen.elements.filter((e) => button?.children.includes(e.id));
  expect(child).toMatchObject({ kind: 'text', text: 'Delete' });
});

test('boxes are global: a display with a negative origin moves everything', async () => {
  const picture = await frameFromFile(fixturePicture('mail-dialog'));
  const here = await perception.perceive(picture, [], null);
  const display = { ...picture.display, id: 'left', box: globalBox(-1920, 100, 0, 1180) };
  const there = await perception.perceive({ ...picture, display }, [], null);
  expect(there.elements[0]?.box.x1).toBe((here.elements[0]?.box.x1 ?? 0) - 1920);
  expect(there.elements[0]?.box.y1).toBe((here.elements[0]?.box.y1 ?? 0) + 100);
});

test('one pixel, an even picture and noise are read without a word of nonsense', async () => {
  expect(
    (
      await perception.perceive(
        frame(1, 1, () => 7),
        [],
        null,
      )
    ).elements,
  ).toEqual([]);
  expect(
    (
      await perception.perceive(
        frame(640, 480, () => 200),
        [],
        null,
      )
    ).elements,
  ).toEqual([]);
  let state = 1;
  const noise = frame(640, 480, () => (state = (state * 1103515245 + 12345) >>> 0) >>> 24);
  expect(texts(await perception.perceive(noise, [], null)).join('').length).toBeLessThan(20);
});

test('a 4K screen is read in bounded memory', async () => {
  const small = await frameFromFile(fixturePicture('mail'));
  const width = 3840;
  const height = 2160;
  const data = new Uint8Array(width * height * 4).fill(255);
  for (let y = 0; y < small.height; y++) {
    const row = small.data.subarray(y * small.width * 4, (y + 1) * small.width * 4);
    data.set(row, ((y + 1000) * width + 1800) * 4);
  }
  const display = { id: 'big', name: 'big', box: globalBox(0, 0, width, height), scale: 1, primary: true };
  const big = makeFrame({ display, width, height, data, source: 'file', takenAt: 0 });
  const screen = await perception.perceive(big, [], null);
  expect(texts(screen)).toContain('Get Messages');
  expect(screen.elements.every((e) => boxWidth(e.box) > 0)).toBe(true);
  expect(process.memoryUsage.rss()).toBeLessThan(1.5e9);
});

test('an aborted read rejects with the reason, and the next one works', async () => {
  const picture = await frameFromFile(fixturePicture('editor'));
  const abort = new AbortController();
  const reading = perception.perceive(picture, [], null, abort.signal);
  abort.abort(new Error('stopped by the person'));
  await expect(reading).rejects.toThrow('stopped by the person');
  expect(
    (
      await perception.perceive(
        frame(64, 64, () => 255),
        [],
        null,
      )
    ).elements,
  ).toEqual([]);
});

test('a truncated model is refused before anything starts', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'steadyhand-models-'));
  try {
    await cp(shippedModelsDir(), dir, { recursive: true });
    await rename(join(dir, 'ocr/text-detector.onnx'), join(dir, 'away.onnx'));
    await expect(createPerception({ models: await ModelRegistry.open(dir) })).rejects.toMatchObject({
      code: 'model_missing',
    });
    await rename(join(dir, 'away.onnx'), join(dir, 'ocr/text-detector.onnx'));
    await truncate(join(dir, 'ocr/text-recogniser.onnx'), 1000);
    await expect(createPerception({ models: await ModelRegistry.open(dir) })).rejects.toMatchObject({
      kind: 'environment',
      code: 'model_damaged',
    });
  } finally {
    await rm(dir, { recursive: true });
  }
});
