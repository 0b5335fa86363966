/** What applications say about themselves, as a second witness beside the pixels. */
export { openAccessibility, type AccessibilityOptions } from './open.ts';
export { LOOK_MS, noWitness, type AccessibilityWitness, type AccessibleThing, type Look } from './port.ts';
export { mergeWitnesses } from './merge.ts';
