/** Input by the native addon: for the drivers behind the executor only. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { loadNative, PLACES } from './load.ts';
import type { NativeInput } from './types.ts';

export * from './types.ts';

/** How to open the input of a display, or why that cannot be had here. */
export function nativeInputs(): { readonly open: (display: string) => NativeInput } | { readonly why: string } {
  const { module, ...rest } = loadNative();
  return module ? { open: (display) => module.openInput(display) } : { why: 'why' in rest ? rest.why : '' };
}

/** The program that lets go of keys and gives borrowed keys back when this process dies; null where there is none. */
export function guardProgram(): string | null {
  const name = process.platform === 'win32' ? 'steadyhand-guard.exe' : 'steadyhand-guard';
  const files = PLACES.map((place) => join(place, name));
  return files.find((f) => existsSync(f)) ?? null;
}
