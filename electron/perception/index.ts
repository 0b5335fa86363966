/** The stage's interface. */
export { createPerception, type Perception, type PerceptionOptions } from './perception.ts';
