/** Pictures by the native addon: for capture/ only. */
import { loadNative } from './load.ts';
import type { NativeScreen } from './types.ts';

export type { NativeErrorCode, NativeGrab, NativeMonitor, NativeOwn, NativePicture, NativeScreen } from './types.ts';

/** How to open pictures of a display, or why that cannot be had here. */
export function nativeScreens(): { readonly open: (display: string) => NativeScreen } | { readonly why: string } {
  const { module, ...rest } = loadNative();
  return module ? { open: (display) => module.openScreen(display) } : { why: 'why' in rest ? rest.why : '' };
}

/** Hashes tiles as `hashTiles` of capture does, faster; null where there is no addon. */
export const nativeTileHashes = ():
  ((data: Uint8Array, width: number, height: number, size: number) => string) | null =>
  loadNative().module?.hashTiles ?? null;
