import type { z } from 'zod';
import { SteadyhandError } from '../protocol/errors.ts';
import type { BatchLine } from './io.ts';

/** Checks one batch record against its schema. @throws SteadyhandError `batch_record` naming file, line and field */
export function parseRecord<T>(schema: z.ZodType<T>, line: BatchLine, path: string): T {
  const result = schema.safeParse(line.value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const field = issue?.path.join('.') ?? '';
  throw new SteadyhandError(
    'usage',
    'batch_record',
    `Line ${line.line} of ${path} is not a record of this batch: ${field ? `${field}: ` : ''}${issue?.message ?? 'wrong shape'}.`,
    'Mend that line; nothing was done.',
  );
}
