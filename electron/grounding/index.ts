/** The pointing stage: what other layers use of it. */
export { createTextGrounder } from './grounder.ts';
export type { TextGrounderOptions } from './grounder.ts';
export { groundRecord, groundRecordSchema, groundRow } from './batch.ts';
export type { GroundRecord, GroundRow } from './batch.ts';
export { createActorGrounder } from './actor/actor.ts';
export type { ActorGrounder, ActorOptions, Attention } from './actor/actor.ts';
