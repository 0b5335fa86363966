import type { Box } from './coordinates.ts';
import type { Frame, WindowInfo } from './frame.ts';

/** What a thing on the screen is. `text` is a line of text that no control claims. */
export const ELEMENT_KINDS = [
  'text',
  'button',
  'field',
  'checkbox',
  'radio',
  'switch',
  'slider',
  'tab',
  'menu_item',
  'row',
  'icon',
  'link',
  'window_control',
  'image',
  'container',
] as const;
export type ElementKind = (typeof ELEMENT_KINDS)[number];

/** What an application says about a control of its own; pixels do not tell. */
export type ElementState = 'disabled' | 'focused' | 'checked' | 'selected' | 'expanded' | 'editable';

/** One word with its own box, where the reader can tell. */
export interface Word {
  readonly text: string;
  readonly box: Box;
}

/** One thing seen on the screen. */
export interface Element {
  /** Unique within its screen. */
  readonly id: string;
  readonly kind: ElementKind;
  /** Global physical pixels. */
  readonly box: Box;
  /** What is written on it; empty for an icon without a label. */
  readonly text: string;
  /** 0 to 1: how sure the source is that this is there and reads so. */
  readonly confidence: number;
  /** Who saw it; what both saw counts as seen in the pixels, and has a name as well. */
  readonly source: 'pixels' | 'accessibility';
  readonly words: readonly Word[];
  /** Ids of the text lines inside a control, when it has any. */
  readonly children: readonly string[];
  /** Mean colour of the inside (not the text), sRGB 0..255, where it was measured. */
  readonly fill: readonly [number, number, number] | null;
  /** What the application calls it, where it tells: an icon has a name that is written nowhere. A text, no more. */
  readonly name?: string;
  /** Its tooltip or description, where that says something else than the name. */
  readonly hint?: string;
  /** Absent where no application told. */
  readonly states?: readonly ElementState[];
  /** Set on a password field and on what is written in it: must not be shown or stored. */
  readonly secret?: true;
}

/** A frame and what is on it. */
export interface Screen {
  readonly frame: Frame;
  readonly elements: readonly Element[];
  /** Front to back where the system tells; empty for a picture from a file. */
  readonly windows: readonly WindowInfo[];
  /** Parts that changed since the frame before; the whole frame when there was none. Global physical pixels. */
  readonly changed: readonly Box[];
  /** Milliseconds spent reading. */
  readonly readMs: number;
  /** Lines taken from the cache and lines read anew. */
  readonly reuse: { readonly cached: number; readonly read: number };
}
