import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { batches } from './recognise.ts';

describe('lines that go through the recogniser together', () => {
  it('are each in one batch, and none is padded by more than a short line in all', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 16, max: 4096 }), { maxLength: 80 }), (widths) => {
        const made = batches(widths);
        expect(made.flat().sort((a, b) => a - b)).toEqual(widths.map((_, i) => i));
        for (const batch of made) {
          const inside = batch.map((i) => widths[i] ?? 0);
          const padding = inside.reduce((sum, w) => sum + Math.max(...inside) - w, 0);
          expect(padding).toBeLessThanOrEqual(300);
        }
      }),
    );
  });

  it('are many when they are alike', () => {
    expect(batches(Array.from({ length: 24 }, () => 200)).map((b) => b.length)).toEqual([12, 12]);
  });
});
