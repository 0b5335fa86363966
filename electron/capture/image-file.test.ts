import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { globalBox } from '../protocol/coordinates.ts';
import { SteadyhandError } from '../protocol/errors.ts';
import type { Frame } from '../protocol/frame.ts';
import { encodePng, encodeWebp, frameFromBytes, frameFromFile, markedCrop } from './image-file.ts';

let dir = '';
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'steadyhand-image-'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

async function save(name: string, data: Uint8Array | string): Promise<string> {
  const path = join(dir, name);
  await writeFile(path, data);
  return path;
}

const solid = (width: number, height: number, background: string): Sharp =>
  sharp({ create: { width, height, channels: 3, background } });

const pixel = (f: Frame, x: number, y: number): number[] => [...f.data.subarray((y * f.width + x) * 4).subarray(0, 4)];

async function codeOf(promise: Promise<unknown>): Promise<string> {
  const error: unknown = await promise.then(
    () => null,
    (e: unknown) => e,
  );
  if (!(error instanceof SteadyhandError)) throw new Error(`expected a SteadyhandError, got ${String(error)}`);
  expect(error.kind).toBe('usage');
  expect(error.line).not.toMatch(/\n/);
  return error.code;
}

test('reads a PNG as RGBA with opaque alpha', async () => {
  const frame = await frameFromFile(await save('a.png', await solid(7, 5, '#102030').png().toBuffer()));
  expect([frame.width, frame.height, frame.source]).toEqual([7, 5, 'file']);
  expect(pixel(frame, 6, 4)).toEqual([0x10, 0x20, 0x30, 255]);
  expect(frame.display.box).toEqual(globalBox(0, 0, 7, 5));
});

test('reads greyscale, 16-bit and transparent pictures as 8-bit sRGB', async () => {
  const grey = await solid(2, 2, '#808080').greyscale().png().toBuffer();
  const deep = await solid(2, 1, '#ff0000').toColourspace('rgb16').png().toBuffer();
  expect((await sharp(deep).metadata()).depth).toBe('ushort');
  const clear = await sharp({
    create: { width: 2, height: 2, channels: 4, background: { r: 9, g: 9, b: 9, alpha: 0 } },
  })
    .png()
    .toBuffer();
  expect(pixel(await frameFromBytes(grey, 'grey'), 0, 0)).toEqual([128, 128, 128, 255]);
  expect(pixel(await frameFromBytes(deep, 'deep'), 0, 0)).toEqual([255, 0, 0, 255]);
  expect(pixel(await frameFromBytes(clear, 'clear'), 1, 1)).toEqual([255, 255, 255, 255]);
});

test('takes the first picture of an animation', async () => {
  const frames = Buffer.concat([Buffer.alloc(4 * 4 * 3, 200), Buffer.alloc(4 * 4 * 3, 20)]);
  const gif = await sharp(frames, { raw: { width: 4, height: 8, channels: 3, pageHeight: 4 } })
    .gif()
    .toBuffer();
  const frame = await frameFromBytes(gif, 'moving.gif');
  expect([frame.width, frame.height]).toEqual([4, 4]);
  expect(pixel(frame, 0, 0)[0]).toBeGreaterThan(150);
});

test('says clearly what is wrong with a bad file', async () => {
  const whole = await sharp({
    create: {
      width: 300,
      height: 300,
      channels: 3,
      background: '#fff',
      noise: { type: 'gaussian', mean: 128, sigma: 60 },
    },
  })
    .png()
    .toBuffer();
  expect(await codeOf(frameFromFile(join(dir, 'nothing.png')))).toBe('image_missing');
  expect(await codeOf(frameFromFile(dir))).toBe('image_unreadable');
  expect(await codeOf(frameFromFile(await save('empty.png', '')))).toBe('image_empty');
  expect(await codeOf(frameFromFile(await save('text.png', 'this is not a picture')))).toBe('image_unreadable');
  expect(await codeOf(frameFromFile(await save('half.png', whole.subarray(0, whole.length / 2))))).toBe(
    'image_unreadable',
  );
});

test('refuses a picture that is too large by its header', async () => {
  const wide = await solid(20_000, 2, '#000').png().toBuffer();
  expect(await codeOf(frameFromBytes(wide, 'wide.png'))).toBe('image_too_large');
});

test('PNG out and in again is the same picture', async () => {
  const frame = await frameFromBytes(await solid(33, 21, '#ab34ef').png().toBuffer(), 'x');
  expect((await frameFromBytes(await encodePng(frame), 'y')).hash).toBe(frame.hash);
  expect((await frameFromBytes(await encodeWebp(frame, undefined, { lossless: true }), 'z')).hash).toBe(frame.hash);
});

test('encodes the part of a frame that a box shows', async () => {
  const frame = await frameFromBytes(await solid(100, 80, '#ffffff').png().toBuffer(), 'x');
  const part = await frameFromBytes(await encodePng(frame, globalBox(90, 70, 200, 200)), 'part');
  expect([part.width, part.height]).toEqual([10, 10]);
});

test('a marked crop outlines the target and leaves its inside alone', async () => {
  const frame = await frameFromBytes(await solid(200, 100, '#ffffff').png().toBuffer(), 'x');
  const crop = await frameFromBytes(
    await markedCrop(frame, globalBox(50, 0, 150, 100), [globalBox(80, 40, 120, 60)]),
    'crop',
  );
  expect([crop.width, crop.height]).toEqual([100, 100]);
  expect(pixel(crop, 50, 50)).toEqual([255, 255, 255, 255]);
  expect(pixel(crop, 30 - 3, 50)).toEqual([214, 28, 28, 255]);
  expect(pixel(crop, 70 + 2, 50)).toEqual([214, 28, 28, 255]);
});
