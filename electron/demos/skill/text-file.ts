/**
 * `skill.yaml` as text: written so that a person can read and compare it, read so that a fault is named by its place.
 *
 * Reading refuses what YAML would let pass: duplicate keys, aliases (a small file that unfolds to a huge one), more than
 * one document, and anything beyond a size no skill has.
 */
import { LineCounter, parseDocument, stringify } from 'yaml';
import type { Document } from 'yaml';
import type { z } from 'zod';
import { SteadyhandError } from '../../protocol/errors.ts';
import { SKILL_FORMAT, skillSchema, type Parameter, type Skill, type Step } from './schema.ts';
import { placeholdersIn } from './template.ts';

/** No skill that a person can read is longer. */
const MOST_CHARACTERS = 4_000_000;

/** A fault and where it is. */
const faulty = (file: string, where: string, why: string, remedy?: string): SteadyhandError =>
  new SteadyhandError(
    'usage',
    'skill_faulty',
    `${file}${where}: ${why}.`,
    remedy ?? 'Mend it, or take the skill again from an export; nothing was run.',
  );

/** The skill as text. */
export function writeSkill(skill: Skill): string {
  return stringify(skill, { lineWidth: 0, defaultStringType: 'PLAIN', aliasDuplicateObjects: false });
}

/**
 * Reads a skill.
 * @param file what errors call it
 * @throws SteadyhandError `skill_faulty` naming line and field, `skill_newer`
 */
export function readSkill(source: string, file: string): Skill {
  if (source.length > MOST_CHARACTERS) throw faulty(file, '', `it is larger than ${MOST_CHARACTERS} characters`);
  const lines = new LineCounter();
  let document: Document.Parsed;
  let value: unknown;
  try {
    document = parseDocument(source, { lineCounter: lines, uniqueKeys: true, strict: true, schema: 'core' });
    const [error] = document.errors;
    if (error) {
      const { line, col } = lines.linePos(error.pos[0]);
      throw faulty(file, `:${line}:${col}`, firstLine(error.message));
    }
    value = document.toJS({ maxAliasCount: 0 }) as unknown;
  } catch (error) {
    if (error instanceof SteadyhandError) throw error;
    throw faulty(file, ':1', error instanceof Error ? firstLine(error.message) : 'it cannot be read');
  }
  const at = (path: readonly PropertyKey[]): string => `:${lineOf(document, lines, path)}`;
  const format = (value as { format?: unknown } | null)?.format;
  if (typeof format === 'number' && format > SKILL_FORMAT) {
    throw new SteadyhandError(
      'usage',
      'skill_newer',
      `${file}${at(['format'])}: it was made by a newer version (format ${format}, this one reads ${SKILL_FORMAT}).`,
      'Use that version; nothing was run.',
    );
  }
  const parsed = skillSchema.safeParse(value);
  if (!parsed.success) {
    const issue = deepest(parsed.error.issues);
    const where = issue.path.join('.');
    throw faulty(file, at(issue.path), `${where === '' ? '' : `${where}: `}${issue.message}`.replace(/\.$/, ''));
  }
  if (parsed.data.format !== SKILL_FORMAT)
    throw faulty(file, at(['format']), `there is no format ${parsed.data.format}`);
  checkWhole(parsed.data, (path, why) => faulty(file, at(path), why));
  return parsed.data;
}

/** Of a union the branch that went furthest says most. */
function deepest(issues: readonly z.core.$ZodIssue[]): z.core.$ZodIssue {
  const [first] = issues;
  if (!first) return { code: 'custom', path: [], message: 'wrong shape', input: undefined };
  return issues.reduce((a, b) => (b.path.length > a.path.length ? b : a), first);
}

/** The line of a path in the text, or of the deepest part of it that is there. */
function lineOf(document: Document.Parsed, lines: LineCounter, path: readonly PropertyKey[]): number {
  for (let end = path.length; end > 0; end--) {
    const node: unknown = document.getIn(path.slice(0, end), true);
    const range = (node as { range?: readonly number[] } | undefined)?.range;
    if (range?.[0] !== undefined) return lines.linePos(range[0]).line;
  }
  return 1;
}

/** What the shape alone does not tell: names used twice, placeholders of no parameter, rows of another length. */
function checkWhole(skill: Skill, fault: (path: readonly PropertyKey[], why: string) => SteadyhandError): void {
  const names = new Set<string>();
  skill.parameters.forEach((p: Parameter, i) => {
    if (names.has(p.name)) throw fault(['parameters', i, 'name'], `there are two parameters “${p.name}”`);
    names.add(p.name);
  });
  skill.steps.forEach((step: Step, i) => {
    const path = ['steps', i];
    if (step.do === 'for_each') {
      const wrong = step.rows.findIndex((row) => row.length !== step.columns.length);
      if (wrong >= 0) throw fault([...path, 'rows', wrong], `the row has not ${step.columns.length} columns`);
      if (new Set(step.columns).size !== step.columns.length)
        throw fault([...path, 'columns'], 'a column is named twice');
      const known = new Set([...names, ...step.columns]);
      step.steps.forEach((inner, j) => checkPlaceholders(inner, known, (why) => fault([...path, 'steps', j], why)));
    } else {
      checkPlaceholders(step, names, (why) => fault(path, why));
    }
  });
  const columns = skill.steps.flatMap((s) => (s.do === 'for_each' ? s.columns : []));
  skill.said?.forEach((sentence, i) =>
    checkPlaceholders(sentence, new Set([...names, ...columns]), (why) => fault(['said', i], why)),
  );
}

function checkPlaceholders(step: unknown, names: ReadonlySet<string>, fault: (why: string) => SteadyhandError): void {
  const unknown = placeholdersIn(step).find((name) => !names.has(name));
  if (unknown !== undefined) throw fault(`{{${unknown}}} is no parameter of this skill`);
}

const firstLine = (text: string): string => (text.split('\n')[0] ?? '').replace(/[.:\s]+$/, '');
