import type { ElementKind } from '../protocol/screen.ts';
import type { Area, Picture } from './picture.ts';
import type { Line } from './recognise.ts';

export interface Control {
  readonly kind: ElementKind;
  readonly box: Area;
  readonly confidence: number;
  readonly fill: readonly [number, number, number] | null;
}
export function findControls(_picture: Picture, _lines: readonly Line[]): Control[] {
  return [];
}
