/** Which sizes a window accepts (ICCCM 2.0, 4.1.2.3, WM_NORMAL_HINTS): what it is given is rounded before it is asked. */

/** The property as 32-bit numbers: flags, four obsolete, then pairs of minimum, maximum, increment, aspects, base. */
export type SizeHints = readonly number[];

export interface Size {
  readonly width: number;
  readonly height: number;
}

const MINIMUM = { flag: 1 << 4, at: 5 };
const MAXIMUM = { flag: 1 << 5, at: 7 };
const INCREMENT = { flag: 1 << 6, at: 9 };
const BASE = { flag: 1 << 8, at: 15 };

/**
 * The largest size within `wanted` that the window accepts; where there is none, `refused` says why and the size is the
 * nearest it accepts. Limits on the shape (aspect) are not looked at: hardly a program sets them.
 */
export function sizeWithin(wanted: Size, hints: SizeHints): Size & { readonly refused: 'smaller' | 'larger' | null } {
  const pair = (of: { flag: number; at: number }): Size | null =>
    ((hints[0] ?? 0) & of.flag) === 0 ? null : { width: hints[of.at] ?? 0, height: hints[of.at + 1] ?? 0 };
  const least = pair(MINIMUM) ?? pair(BASE) ?? { width: 1, height: 1 };
  const most = pair(MAXIMUM);
  const base = pair(BASE) ?? pair(MINIMUM) ?? { width: 0, height: 0 };
  const step = pair(INCREMENT);
  const fit = (side: 'width' | 'height'): number => {
    const [from, by] = [base[side], Math.max(1, step?.[side] ?? 1)];
    const stepped = from + Math.floor((wanted[side] - from) / by) * by;
    return Math.max(1, least[side], Math.min(stepped, most && most[side] > 0 ? most[side] : stepped));
  };
  const [width, height] = [fit('width'), fit('height')];
  const larger =
    most !== null &&
    ((most.width > 0 && wanted.width > most.width) || (most.height > 0 && wanted.height > most.height));
  const smaller = width > wanted.width || height > wanted.height;
  return { width, height, refused: smaller ? 'smaller' : larger ? 'larger' : null };
}
