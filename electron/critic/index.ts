/** The critic and the gate, as the rest of the program sees them. */
export { combineCritics, type CombinedOptions } from './combined.ts';
export { createCritic, type CriticOptions } from './critic.ts';
export type { Files } from './evidence/scene.ts';
export { critiqueRecord, critiqueRecordSchema, type Critique, type CritiqueRecord } from './batch.ts';
export * from './gate/index.ts';
export { parsePolicy, type Policy, type Rule } from './policy/schema.ts';
export { CATEGORY_MEANS } from './policy/categories.ts';
export { SHIPPED_POLICY } from './policy/table.ts';
export { createLearnedCritic, type LearnedCritic, type LearnedOptions } from './learned/learned.ts';
