/**
 * The playbooks of one or more folders: read, and checked against each other.
 *
 * A later folder replaces what an earlier one has under the same id, so that a person can put their own way in place of
 * a shipped one. What uses another playbook is checked here: it must exist, give what that one needs, and never come
 * back to itself.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { messageOf, SteadyhandError } from '../../protocol/errors.ts';
import { keep, recall } from './kept.ts';
import type { SourceFile } from './kept.ts';
import { parsePlaybooks, playbookError, type Playbook } from './parse.ts';
import type { Step } from './schema.ts';

const MARK = 'files.yaml';

/** The `playbooks` folder beside the program: the nearest above this file, which is right for sources and for a build. */
export function shippedPlaybooksDir(from: string = fileURLToPath(import.meta.url)): string {
  for (let dir = dirname(from); ; dir = dirname(dir)) {
    const candidate = join(dir, 'playbooks');
    if (existsSync(join(candidate, MARK))) return candidate;
    if (dir === dirname(dir))
      throw new SteadyhandError(
        'environment',
        'playbooks_missing',
        'No playbooks folder beside the program.',
        'Reinstall Steadyhand, or run `git checkout -- playbooks` in a checkout.',
      );
  }
}

export class PlaybookLibrary {
  readonly #byId: ReadonlyMap<string, Playbook>;

  private constructor(byId: ReadonlyMap<string, Playbook>) {
    this.#byId = byId;
  }

  /**
   * Reads every `.yaml` and `.yml` file of the folders; a folder that is not there holds none.
   * @param kept where what was parsed is kept from start to start; nothing is without
   * @throws SteadyhandError usage/playbook_damaged
   */
  static open(folders: readonly string[], kept?: string): PlaybookLibrary {
    const files = folders.map((folder) => filesIn(folder).map((file) => ({ file, text: readText(file) })));
    const before = kept === undefined ? null : recall(kept, files.flat());
    if (before) return new PlaybookLibrary(new Map(before.map((p) => [p.id, p])));
    const library = PlaybookLibrary.#parse(files);
    if (kept !== undefined) keep(kept, files.flat(), library.all());
    return library;
  }

  static #parse(folders: readonly (readonly SourceFile[])[]): PlaybookLibrary {
    const byId = new Map<string, Playbook>();
    for (const folder of folders) {
      const here = new Map<string, Playbook>();
      for (const { file, text } of folder) {
        for (const playbook of parsePlaybooks(text, file)) {
          const twin = here.get(playbook.id);
          if (twin)
            throw playbookError(file, playbook.line, `${playbook.id} is in ${twin.file}, line ${twin.line}, as well`);
          here.set(playbook.id, playbook);
        }
      }
      for (const [id, playbook] of here) byId.set(id, playbook);
    }
    return PlaybookLibrary.of([...byId.values()]);
  }

  /** @throws SteadyhandError usage/playbook_damaged for a use that is unknown, incomplete or a cycle */
  static of(playbooks: readonly Playbook[]): PlaybookLibrary {
    const byId = new Map(playbooks.map((p) => [p.id, p]));
    for (const playbook of playbooks) checkUses(playbook, byId, []);
    return new PlaybookLibrary(byId);
  }

  all(): readonly Playbook[] {
    return [...this.#byId.values()];
  }

  get(id: string): Playbook | null {
    return this.#byId.get(id) ?? null;
  }
}

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /\.ya?ml$/i.test(name))
    .sort()
    .map((name) => join(folder, name));
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw playbookError(file, null, messageOf(error));
  }
}

export type UseStep = Extract<Step, { use: string }>;

/** Every `use` step, also those in loops. */
export const usesIn = (steps: readonly Step[]): UseStep[] =>
  steps.flatMap((step) => ('steps' in step ? usesIn(step.steps) : 'use' in step ? [step] : []));

function checkUses(playbook: Playbook, byId: ReadonlyMap<string, Playbook>, above: readonly string[]): void {
  const wrong = (why: string): SteadyhandError => playbookError(playbook.file, playbook.line, `${playbook.id}: ${why}`);
  if (above.includes(playbook.id))
    throw wrong(`it uses itself (${[...above.slice(above.indexOf(playbook.id)), playbook.id].join(' → ')})`);
  for (const use of playbook.ways.flatMap((way) => usesIn(way.steps))) {
    const used = byId.get(use.use);
    if (!used) throw wrong(`it uses ${use.use}, which is not there`);
    const given = Object.keys(use.with ?? {});
    const unknown = given.find((name) => !Object.hasOwn(used.parameters, name));
    if (unknown !== undefined) throw wrong(`${used.id} has no parameter ${unknown}`);
    const lacking = Object.entries(used.parameters).find(
      ([name, p]) => p.required && p.default === undefined && !given.includes(name),
    );
    if (lacking) throw wrong(`it uses ${used.id} without its parameter ${lacking[0]}`);
    checkUses(used, byId, [...above, playbook.id]);
  }
}
