/** How the value of an option is read, the same for every command. */
import { InvalidArgumentError } from 'commander';

/** A count. @throws InvalidArgumentError for anything but a whole number from 1 */
export function positive(text: string): number {
  const n = Number(text);
  if (!Number.isInteger(n) || n < 1) throw new InvalidArgumentError('a whole number from 1 is needed.');
  return n;
}

/** An option that can be given several times: the values in their order. */
export const collect = (value: string, before: readonly string[] = []): string[] => [...before, value];
