/**
 * The schedules on the disk: `schedules.json` in the data folder, written whole or not at all.
 *
 * Errs towards doing nothing: a file that cannot be read is refused with its name, because running at a guess what a
 * damaged line may have meant is worse than not running.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { messageOf, SteadyhandError } from '../../protocol/errors.ts';
import { RUN_STATUSES } from '../../protocol/events.ts';
import { makeFolder, writeWhole } from '../../store/folders.ts';
import { whenSchema } from './when.ts';

const outcome = z.strictObject({
  at: z.number(),
  runId: z.string(),
  status: z.enum([...RUN_STATUSES, 'refused']),
  reason: z.string(),
});
export const scheduleSchema = z.strictObject({
  id: z.string().regex(/^[0-9a-f]{6}$/),
  skill: z.string(),
  values: z.record(z.string(), z.string()),
  when: whenSchema,
  /** Which parameter is given the file that appeared; null: none. */
  fileParameter: z.string().nullable(),
  /** A time that was missed is made up for once. */
  catchUp: z.boolean(),
  createdAt: z.number(),
  /** Up to when it is known what was due. */
  seenUpTo: z.number(),
  /** Files that were there already, or were done. */
  known: z.array(z.string()).max(100_000),
  missed: z.number().int().min(0),
  last: outcome.nullable(),
});
export type Schedule = z.infer<typeof scheduleSchema>;
export type ScheduleOutcome = z.infer<typeof outcome>;

const fileSchema = z.strictObject({ format: z.literal(1), schedules: z.array(scheduleSchema).max(1000) });

export class ScheduleFile {
  readonly file: string;

  /** @param home the data folder */
  constructor(home: string) {
    this.file = join(home, 'schedules.json');
  }

  /** @throws SteadyhandError `schedules_damaged` */
  list(): Schedule[] {
    if (!existsSync(this.file)) return [];
    try {
      return fileSchema.parse(JSON.parse(readFileSync(this.file, 'utf8'))).schedules;
    } catch (error) {
      const why = error instanceof z.ZodError ? (error.issues[0]?.message ?? 'wrong shape') : messageOf(error);
      throw new SteadyhandError(
        'usage',
        'schedules_damaged',
        `${this.file} cannot be read (${why}).`,
        'Mend it, or put it aside and add the schedules again; nothing was run.',
        error,
      );
    }
  }

  add(schedule: Omit<Schedule, 'id'>): Schedule {
    const added = { ...schedule, id: randomBytes(3).toString('hex') };
    this.#write([...this.list(), added]);
    return added;
  }

  /** By id or the beginning of one. @throws SteadyhandError `schedule_unknown` */
  find(id: string): Schedule {
    const found = this.list().filter((s) => id !== '' && s.id.startsWith(id));
    const [only] = found;
    if (only && found.length === 1) return only;
    throw new SteadyhandError(
      'usage',
      'schedule_unknown',
      found.length === 0 ? `There is no schedule “${id}”.` : `More than one schedule begins with “${id}”.`,
      'See: steadyhand schedule list',
    );
  }

  remove(id: string): Schedule {
    const gone = this.find(id);
    this.#write(this.list().filter((s) => s.id !== gone.id));
    return gone;
  }

  /** Changes one that may have been removed meanwhile; then nothing happens. */
  change(id: string, change: Partial<Omit<Schedule, 'id'>>): void {
    this.#write(this.list().map((s) => (s.id === id ? { ...s, ...change } : s)));
  }

  #write(schedules: readonly Schedule[]): void {
    makeFolder(join(this.file, '..'));
    writeWhole(this.file, `${JSON.stringify({ format: 1, schedules }, null, 2)}\n`);
  }
}
