import fc from 'fast-check';
import { expect, test } from 'vitest';
import { globalBox } from '../../protocol/coordinates.ts';
import { UNIT } from './features.ts';
import { patchGrid } from './patches.ts';

const side = fc.integer({ min: 1, max: 4000 });

test('patches cover the frame once, whatever its size and scale', () => {
  fc.assert(
    fc.property(side, side, fc.constantFrom(1, 1.25, 1.5, 2, 3), (width, height, scale) => {
      const display = { id: 'x', name: 'x', box: globalBox(0, 0, width, height), scale, primary: true };
      const grid = patchGrid({ width, height, display });
      expect(grid.columns * grid.edge).toBeGreaterThanOrEqual(width - 1e-6);
      expect((grid.columns - 1) * grid.edge).toBeLessThan(width);
      expect(grid.rows * grid.edge).toBeGreaterThanOrEqual(height - 1e-6);
      expect(grid.centres).toHaveLength(grid.columns * grid.rows * 2);
      // The last centre, in pixels, is half an edge before the end of the grid.
      const last = [...grid.centres.slice(-2)].map((v) => v * UNIT * scale);
      expect(last[0]).toBeCloseTo((grid.columns - 0.5) * grid.edge, 1);
      expect(last[1]).toBeCloseTo((grid.rows - 0.5) * grid.edge, 1);
    }),
  );
});
