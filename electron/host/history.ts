/** The history as clients see it. */
import { dataFolder } from '../store/paths.ts';
import { openStore } from '../store/store.ts';
import type { Store } from '../store/store.ts';

/** Opens the history for one piece of work and closes it again. A history that does not exist yet is empty. */
export async function withHistory<T>(work: (store: Store) => T | Promise<T>): Promise<T> {
  const store = openStore({ home: dataFolder() });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}
