/** What a run is given in place of a plan when its steps were shown before. */
import type { Guide } from '../../agent/guide.ts';
import type { Programs } from '../../agent/ports.ts';
import type { Grounder } from '../../protocol/grounding.ts';
import type { Plan } from '../../protocol/intent.ts';

export interface Shown {
  readonly plan: Plan;
  /** Texts of it that must not be shown or stored. */
  readonly secrets: readonly string[];
  readonly guide: Guide;
  /** Knows the targets of the plan. */
  readonly grounder: Grounder;
  readonly programs: Programs;
}
