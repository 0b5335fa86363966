/**
 * A playbook file from its text. Every mistake names the file and the line, and what to do about it.
 *
 * Errs towards refusing: one mistake and nothing of the file is used.
 */
import { createRequire } from 'node:module';
import type { Document, LineCounter } from 'yaml';
import type { z } from 'zod';
import { SteadyhandError } from '../../protocol/errors.ts';
import { describeIssue, fileSchema, type PlaybookSource } from './schema.ts';

export const MAX_FILE_BYTES = 1_000_000;

/** A playbook and where it was written. */
export interface Playbook extends PlaybookSource {
  readonly file: string;
  readonly line: number;
}

/** Loaded when a file has to be parsed: most starts find what was parsed before. */
const yaml = (): typeof import('yaml') => createRequire(import.meta.url)('yaml') as typeof import('yaml');

/** @throws SteadyhandError usage/playbook_damaged */
export function parsePlaybooks(source: string, file: string): Playbook[] {
  if (source.length > MAX_FILE_BYTES)
    throw playbookError(file, null, `it is larger than ${MAX_FILE_BYTES / 1_000_000} MB`);
  const { LineCounter, parseDocument } = yaml();
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, uniqueKeys: true, merge: false });
  const mistake = document.errors[0];
  if (mistake)
    throw playbookError(
      file,
      mistake.linePos?.[0].line ?? null,
      mistake.message.split('\n')[0]?.replace(/ at line.*$/, '') ?? '',
    );
  let value: unknown;
  try {
    // Aliases within aliases can blow a small file up.
    value = document.toJS({ maxAliasCount: 50 });
  } catch (error) {
    throw playbookError(file, null, error instanceof Error ? error.message : 'it cannot be read');
  }
  const parsed = fileSchema.safeParse(value);
  if (!parsed.success) {
    const { path, message } = deepest(parsed.error.issues);
    throw playbookError(
      file,
      lineOf(document, lines, path),
      `${path.length > 0 ? `${path.join('.')}: ` : ''}${message}`,
    );
  }
  return parsed.data.playbooks.map((p, i) => ({ ...p, file, line: lineOf(document, lines, ['playbooks', i]) ?? 1 }));
}

export const playbookError = (file: string, line: number | null, why: string): SteadyhandError =>
  new SteadyhandError(
    'usage',
    'playbook_damaged',
    `The playbook file ${file}${line === null ? '' : `, line ${line},`} cannot be used: ${why.replace(/\.$/, '')}.`,
    'Mend it, or take it out of the folder; docs/playbooks.md says what may stand there.',
  );

type Issues = readonly z.core.$ZodIssue[];

/** The first issue; of a union the branch that came furthest. */
function deepest(issues: Issues): { path: (string | number)[]; message: string } {
  const issue = issues[0];
  if (!issue) return { path: [], message: 'it is empty' };
  const path = issue.path.map((p) => (typeof p === 'number' ? p : String(p)));
  if (issue.code === 'invalid_union') {
    const inner = [...issue.errors].map((branch) => deepest(branch)).sort((a, b) => b.path.length - a.path.length)[0];
    if (inner) return { path: [...path, ...inner.path], message: inner.message };
  }
  return { path, message: describeIssue(issue) };
}

/** The line of the node at a path, or of the nearest one above it that is written down. */
function lineOf(document: Document, lines: LineCounter, path: readonly (string | number)[]): number | null {
  for (let length = path.length; length >= 0; length--) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    if (yaml().isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return null;
}
