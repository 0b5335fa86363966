import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { expect, onTestFinished, test } from 'vitest';
import { frameBox } from '../protocol/coordinates.ts';
import { sampleFrame, temporaryFolder } from '../../test/bench/store/sample.ts';
import { openStore, type Store } from './store.ts';

function open(): Store {
  const folder = temporaryFolder();
  const store = openStore({ home: folder.path });
  onTestFinished(async () => {
    await store.close();
    folder.remove();
  });
  return store;
}

const files = (store: Store): string[] =>
  readdirSync(path.join(store.home, 'frames'), { recursive: true, withFileTypes: true })
    .filter((f) => f.isFile())
    .map((f) => f.name);

const pixels = async (data: Buffer | null): Promise<Buffer> =>
  sharp(data ?? Buffer.alloc(0))
    .ensureAlpha()
    .raw()
    .toBuffer();

test('a stored picture comes back pixel for pixel', async () => {
  const store = open();
  const frame = sampleFrame(3);
  const id = await store.frames.put(frame);
  expect(id).toBe(frame.hash);
  expect((await pixels(await store.frames.get(id))).equals(frame.data)).toBe(true);
});

test('the same picture is stored once, also when put many times at once', async () => {
  const store = open();
  await Promise.all(Array.from({ length: 8 }, () => store.frames.put(sampleFrame(3))));
  await store.frames.put(sampleFrame(4));
  await store.frames.put(sampleFrame(3));
  expect(files(store)).toHaveLength(2);
  expect(store.verify()).toMatchObject({ ok: true, rows: 2 });
});

test('a missing picture is an answer, and putting it again brings it back', async () => {
  const store = open();
  const id = await store.frames.put(sampleFrame(3));
  const record = store.frames.record(id);
  if (record === null) throw new Error('not on record');
  rmSync(store.frames.fileOf(record));
  expect(await store.frames.get(id)).toBeNull();
  expect(await store.frames.get('never stored')).toBeNull();
  await store.frames.put(sampleFrame(3));
  expect(await store.verifyAll()).toMatchObject({ ok: true, frames: [] });
});

test('what is to be redacted is not in the file', async () => {
  const store = open();
  const frame = sampleFrame(3);
  const all = frameBox(0, 0, frame.width, frame.height);
  const id = await store.frames.put(frame, { redact: [all] });
  expect(id).not.toBe(frame.hash);
  expect(new Set(await pixels(await store.frames.get(id)))).toEqual(new Set([0x80, 0xff]));
  expect(frame.data.includes(0x80)).toBe(false);
});

test('a picture that would be huge without loss is stored with little loss instead', async () => {
  const store = open();
  const frame = sampleFrame(1, 1200, 900);
  let state = 1;
  for (let i = 0; i < frame.data.length; i++) {
    // A small generator: the same noise every time.
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    frame.data[i] = i % 4 === 3 ? 255 : state >>> 24;
  }
  const id = await store.frames.put({ ...frame, hash: 'ab'.repeat(32) });
  expect(store.frames.record(id)?.bytes).toBeLessThan(1024 * 1024);
});

test('a hash that is no safe file name cannot lead out of the folder', async () => {
  const store = open();
  const id = await store.frames.put({ ...sampleFrame(3), hash: '../../../etc/passwd' });
  expect(await store.frames.get(id)).not.toBeNull();
  expect(files(store)[0]).toMatch(/^[0-9a-f]{64}\.webp$/);
});

test.skipIf(process.platform === 'win32')('pictures are for their owner only', async () => {
  const store = open();
  await store.frames.put(sampleFrame(3));
  const entries = readdirSync(path.join(store.home, 'frames'), { recursive: true, withFileTypes: true });
  const modes = entries.map((e) => statSync(path.join(e.parentPath, e.name)).mode & 0o777);
  expect(modes).toEqual([0o700, 0o600]);
});

test('a folder that cannot be written to is said so to who puts a picture', async () => {
  const store = open();
  writeFileSync(path.join(store.home, 'frames'), 'in the way');
  await expect(store.frames.put(sampleFrame(3))).rejects.toMatchObject({
    kind: 'environment',
    code: 'home_unwritable',
  });
  expect(store.verify().ok).toBe(true);
});

test('the stored bytes of a picture do not change from one time to the next', async () => {
  const [a, b] = [open(), open()];
  const read = async (store: Store): Promise<Buffer> => {
    const record = store.frames.record(await store.frames.put(sampleFrame(9)));
    return record === null ? Buffer.alloc(0) : readFileSync(store.frames.fileOf(record));
  };
  expect((await read(a)).equals(await read(b))).toBe(true);
});
