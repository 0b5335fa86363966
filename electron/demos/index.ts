/** The stage's interface: recording, compiling, skills, and finding their targets again. */
export { Recorder, type RecorderEyes, type RecorderParts, type RecorderStatus } from './record/recorder.ts';
export { Journal, framePath, readJournal, type ReadJournal } from './record/journal.ts';
export { entrySchema, thingSchema, type EntryOf, type SeenThing } from './record/entries.ts';
export { X11InputSource } from './record/x11-source.ts';
export { compileSkill, type Compiled, type CompilePorts } from './compile/compile.ts';
export type { Gesture } from './compile/gestures.ts';
export { recordingOf, type DoneRun, type DoneStep } from './compile/from-run.ts';
export { proposeFromTask } from './compile/from-task.ts';
export { checkSkillName, SkillLibrary, type ListedSkill, type StoredSkill } from './skill/library.ts';
export type { Skill, Step, PlainStep, Parameter } from './skill/schema.ts';
export { unfold, type ReplayStep } from './skill/unfold.ts';
export { namesOf, parseParams, wrongWith, rowsFor, type DataRow, type Values } from './skill/parameters.ts';
export { readTable } from './skill/csv.ts';
export { SkillPlayer, intentOf, type PlayerParts } from './replay/player.ts';
export { greyOf, type Grey } from './replay/crops.ts';
