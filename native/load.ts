/**
 * Loads the native addon where there is one for this system, and says why when there is none. The program works
 * without it, more slowly and less exactly (docs/native.md).
 */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { NativeModule } from './types.ts';

export type Loaded =
  { readonly module: NativeModule; readonly file: string } | { readonly module: null; readonly why: string };

const here = import.meta.dirname;
const platform = `${process.platform}-${process.arch}`;
/** What was built here comes before what was shipped. */
export const PLACES = [join(here, 'build', 'Release'), join(here, 'prebuilds', platform)];

let loaded: Loaded | undefined;

/** The addon, or why there is none. `STEADYHAND_NATIVE=off` leaves it out. Loaded once. */
export function loadNative(): Loaded {
  loaded ??= load();
  return loaded;
}

function load(): Loaded {
  if (process.env['STEADYHAND_NATIVE'] === 'off')
    return { module: null, why: 'it is switched off by STEADYHAND_NATIVE' };
  const file = PLACES.map((place) => join(place, 'steadyhand.node')).find((f) => existsSync(f));
  if (file === undefined) {
    return { module: null, why: `there is none for ${platform}; build it with: npm run build:native` };
  }
  try {
    return { module: createRequire(import.meta.url)(file) as NativeModule, file };
  } catch (error) {
    const why = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    return { module: null, why: `it does not load (${why}); build it with: npm run build:native` };
  }
}
