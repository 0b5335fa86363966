/** The version of the program, from its package.json. */
import { readFileSync } from 'node:fs';

export function version(): string {
  for (const up of ['../../package.json', '../../../package.json']) {
    try {
      const parsed = JSON.parse(readFileSync(new URL(up, import.meta.url), 'utf8')) as {
        name?: string;
        version?: string;
      };
      if (parsed.name === 'steadyhand' && parsed.version) return parsed.version;
    } catch {
      // Not here: built code lies one folder deeper.
    }
  }
  return 'unknown';
}
