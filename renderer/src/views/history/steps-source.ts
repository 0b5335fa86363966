/**
 * Rows of a long list, fetched a page at a time where they are looked at. Pure but for the call it is given: what is
 * shown is kept, what is far away is dropped. Another query is another list: a late answer to the old one changes nothing
 * that is shown.
 */
export const PAGE = 100;
/** Pages kept: what a person scrolls through quickly without seeing it load twice. */
const KEPT = 40;

export interface Page<T> {
  readonly total: number;
  readonly rows: readonly T[];
}

export class PagedRows<T> {
  readonly #fetch: (from: number, limit: number) => Promise<Page<T>>;
  readonly #changed: () => void;
  readonly #pages = new Map<number, readonly T[] | 'loading'>();
  #total: number | null = null;
  #error: unknown = null;

  constructor(fetch: (from: number, limit: number) => Promise<Page<T>>, changed: () => void) {
    this.#fetch = fetch;
    this.#changed = changed;
  }

  /** Null until the first page is there. */
  get total(): number | null {
    return this.#total;
  }
  get error(): unknown {
    return this.#error;
  }

  /** The row, or undefined while it is fetched. Never fetches: see `want`. */
  at(index: number): T | undefined {
    const page = this.#pages.get(Math.floor(index / PAGE));
    return Array.isArray(page) ? (page as readonly T[])[index % PAGE] : undefined;
  }

  /** These rows are looked at. */
  want(first: number, last: number): void {
    for (let p = Math.floor(first / PAGE); p <= Math.floor(Math.max(first, last) / PAGE); p++) {
      if (!this.#pages.has(p)) void this.#load(p);
    }
  }

  async #load(page: number): Promise<void> {
    this.#pages.set(page, 'loading');
    try {
      const { total, rows } = await this.#fetch(page * PAGE, PAGE);
      this.#total = total;
      this.#error = null;
      this.#pages.delete(page);
      this.#pages.set(page, rows);
      for (const old of this.#pages.keys()) {
        if (this.#pages.size <= KEPT) break;
        if (old !== page) this.#pages.delete(old);
      }
    } catch (error) {
      this.#pages.delete(page);
      this.#error = error;
    }
    this.#changed();
  }
}
