import { expect, test } from 'vitest';
import { globalBox, globalPoint } from '../protocol/coordinates.ts';
import type { Grounding } from '../protocol/grounding.ts';
import { groundRecordSchema, groundRow } from './batch.ts';

const base = {
  instruction: 'Save',
  confidence: 0.123456,
  candidates: [{ box: globalBox(1, 2, 3, 4), score: 0.5, elementId: null, why: 'reads "Save"' }],
  ms: 1.23456,
};

test('a found place becomes a point and a box', () => {
  const found: Grounding = {
    ...base,
    status: 'found',
    point: globalPoint(2, 3),
    box: globalBox(1, 2, 3, 4),
    elementId: 'e1',
  };
  expect(groundRow('a', found)).toEqual({
    id: 'a',
    point: [2, 3],
    bbox: [1, 2, 3, 4],
    confidence: 0.1235,
    candidates: [{ bbox: [1, 2, 3, 4], score: 0.5 }],
    ms: 1.2346,
  });
});

test('absent is a null point and a null box, and still shows what was considered', () => {
  const absent: Grounding = { ...base, status: 'absent', reason: 'not there' };
  const row = groundRow('a', absent);
  expect([row.point, row.bbox]).toEqual([null, null]);
  expect(row.candidates).toHaveLength(1);
});

test.each([
  ['a record', { id: 'a', image: 'a.png', instruction: 'Save', kind: 'extra fields are fine' }, true],
  ['an empty instruction', { id: 'a', image: 'a.png', instruction: '' }, true],
  ['no image', { id: 'a', instruction: 'Save' }, false],
  ['a number as id', { id: 1, image: 'a.png', instruction: 'Save' }, false],
  ['an empty image', { id: 'a', image: '', instruction: 'Save' }, false],
])('%s is accepted or refused', (_name, value, ok) => {
  expect(groundRecordSchema.safeParse(value).success).toBe(ok);
});
