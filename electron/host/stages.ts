/** The shipped implementation of each stage, chosen in one place. */
import { createCritic } from '../critic/index.ts';
import { createTextGrounder } from '../grounding/index.ts';
import type { Grounder } from '../protocol/grounding.ts';
import type { Critic } from '../protocol/verdict.ts';

export const createGrounder = (): Grounder => createTextGrounder();
export const createJudge = (): Critic => createCritic();
