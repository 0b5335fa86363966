import { describe, expect, test, vi } from 'vitest';
import { PAGE, PagedRows } from './steps-source.ts';

const TOTAL = 100_000;
function rowsOf(): { rows: PagedRows<number>; asked: number[]; changed: () => void } {
  const asked: number[] = [];
  const changed = vi.fn();
  const rows = new PagedRows<number>((from, limit) => {
    asked.push(from);
    return Promise.resolve({ total: TOTAL, rows: Array.from({ length: limit }, (_, i) => from + i) });
  }, changed);
  return { rows, asked, changed };
}

describe('a long list', () => {
  test('is fetched where it is looked at, each page once', async () => {
    const { rows, asked, changed } = rowsOf();
    rows.want(50_010, 50_020);
    rows.want(50_015, 50_030);
    await vi.waitFor(() => expect(changed).toHaveBeenCalledOnce());
    expect(asked).toEqual([50_000]);
    expect([rows.total, rows.at(50_017), rows.at(0)]).toEqual([TOTAL, 50_017, undefined]);
  });

  test('keeps what it needs and no more, however far one scrolls', async () => {
    const { rows } = rowsOf();
    for (let i = 0; i < 200; i++) {
      rows.want(i * PAGE, i * PAGE);
      await Promise.resolve();
      await Promise.resolve();
    }
    await vi.waitFor(() => expect(rows.at(199 * PAGE)).toBe(199 * PAGE));
    expect(rows.at(0)).toBeUndefined();
  });

  test('a page that could not be had is asked for again', async () => {
    let fails = true;
    const changed = vi.fn();
    const rows = new PagedRows<number>(
      () => (fails ? Promise.reject(new Error('gone')) : Promise.resolve({ total: 1, rows: [7] })),
      changed,
    );
    rows.want(0, 0);
    await vi.waitFor(() => expect(rows.error).toBeInstanceOf(Error));
    fails = false;
    rows.want(0, 0);
    await vi.waitFor(() => expect(rows.at(0)).toBe(7));
    expect(rows.error).toBeNull();
  });
});
