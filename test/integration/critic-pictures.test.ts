/** A sample of the sets of pictures, drawn by a real browser and judged by the command, as a person would run it. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { drawPictures, type PictureRecord } from '../bench/critic/pictures/render.ts';
import { PICTURE_SETS, picturesOf } from '../bench/critic/pictures/sets.ts';
import { cli, jsonLines } from '../fixtures/cli.ts';

/** Reading a picture takes seconds: one in so many is drawn. */
const ONE_IN = 19;

let folder = '';
let records: PictureRecord[] = [];
const found = new Map<string, string>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'steadyhand-pictures-'));
  const sample = PICTURE_SETS.flatMap((set) => picturesOf(set).filter((_, i) => i % ONE_IN === 3));
  records = await drawPictures(sample, folder);
  const batch = join(folder, 'sample.jsonl');
  await writeFile(batch, records.map((r) => `${JSON.stringify(r)}\n`).join(''));
  const run = await cli(['critique', '--batch', batch]);
  expect(run.code, run.stderr).toBe(0);
  for (const row of jsonLines(run.stdout)) found.set(String(row['id']), String(row['decision']));
}, 600_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

const share = (all: readonly PictureRecord[], hit: (r: PictureRecord) => boolean): number =>
  all.filter(hit).length / all.length;
const only = (risk: string): PictureRecord[] =>
  records.filter((r) => r.label.risk === risk && r.label.risk_alt.length === 0);
const stopped = (r: PictureRecord): boolean => found.get(r.id) !== 'allow';

describe('a sample of the pictures', () => {
  test('every case gets a verdict', () => {
    expect(records.length).toBeGreaterThan(30);
    expect([...found.keys()].sort()).toEqual(records.map((r) => r.id).sort());
  });
  test('what loses something is stopped', () => {
    expect(
      only('destructive')
        .filter((r) => !stopped(r))
        .map((r) => r.id),
    ).toEqual([]);
  });
  test('what loses nothing is mostly not asked about', () => {
    expect(share(only('safe'), stopped)).toBeLessThanOrEqual(0.1);
  });
});
