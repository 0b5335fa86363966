/**
 * A file operation as it will be done: absolute paths, and where the result lies.
 *
 * Errs towards *absent*: a name without a folder means nothing here, where nobody looks at a file manager.
 */
import { homedir } from 'node:os';
import path from 'node:path';
import type { SingleIntent } from '../protocol/intent.ts';
import type { Action } from '../protocol/action.ts';

type FileIntent = Extract<SingleIntent, { do: 'file' }>;

const absolute = (p: string): string | null => {
  const full = p === '~' || p.startsWith('~/') || p.startsWith('~\\') ? path.join(homedir(), p.slice(1)) : p;
  return path.isAbsolute(full) ? path.normalize(full).replace(/(?<=.)[\\/]+$/, '') : null;
};

/** The action, or why there is none. */
export function resolveFile(intent: FileIntent): Extract<Action, { type: 'file' }> | string {
  const from = absolute(intent.path);
  if (from === null) return `I do not know in which folder “${intent.path}” is`;
  const done = (to: string | null) => ({ type: 'file', op: intent.op, path: from, to }) as const;
  switch (intent.op) {
    case 'make_folder':
    case 'make_file':
    case 'trash':
      return done(null);
    case 'rename': {
      const name = intent.to ?? '';
      if (name === '' || /[\\/]/.test(name)) return `“${name}” is no new name for ${from}`;
      return done(path.join(path.dirname(from), name));
    }
    case 'move':
    case 'copy': {
      const to = absolute(intent.to ?? '');
      if (to === null) return `I do not know where “${intent.to ?? ''}” is`;
      return done(to);
    }
  }
}
