/**
 * The skills on the disk: one folder each, `skill.yaml`, `skill.lock`, `crops/`, and beside them what came of replays.
 *
 * Invariants: a skill is written whole or not at all; what is read was accepted (`seal.ts`) and has the shape it must have
 * (`text-file.ts`), or it is refused with the place of the fault; a name never leads out of the folder.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { sha256 } from '../../protocol/action-hash.ts';
import { messageOf, SteadyhandError } from '../../protocol/errors.ts';
import { makeFolder } from '../../store/folders.ts';
import { cropsOf, SKILL_NAME, type Skill } from './schema.ts';
import { checkSeal, seal, sealOf } from './seal.ts';
import { readSkill, writeSkill } from './text-file.ts';

const TEXT = 'skill.yaml';
const LOCK = 'skill.lock';
const CROPS = 'crops';
const STATS = 'replays.json';
const HALT = 'halt.json';
const EXPORT_HEAD = 'steadyhand-skill';
const EXPORT_FORMAT = 1;
/** A skill of a thousand steps with crops is a few megabytes. */
const MOST_BYTES = 64 * 2 ** 20;

/** A skill with the pictures it is recognised by. */
export interface StoredSkill {
  readonly skill: Skill;
  /** PNG by name (`crops/…`). */
  readonly crops: ReadonlyMap<string, Uint8Array>;
  /** One hash over all of it. */
  readonly hash: string;
}

const statsSchema = z.object({
  replays: z.number().int().min(0),
  done: z.number().int().min(0),
  lastAt: z.string().nullable(),
  lastFailure: z.object({ at: z.string(), runId: z.string(), reason: z.string() }).nullable(),
});
export type ReplayStats = z.infer<typeof statsSchema>;
const NO_REPLAYS: ReplayStats = { replays: 0, done: 0, lastAt: null, lastFailure: null };

const haltSchema = z.object({
  at: z.string(),
  runId: z.string(),
  reason: z.string(),
  /** The skill that the step is from: this one, or one it calls. */
  skill: z.string().regex(SKILL_NAME),
  path: z.array(z.number().int().min(0)).min(1).max(2),
  label: z.string(),
  say: z.string(),
  /** Of the replay, secrets left out. */
  values: z.record(z.string(), z.string()),
});
/** Where the last replay halted: what a repair begins with. */
export type Halt = z.infer<typeof haltSchema>;

export interface ListedSkill {
  readonly name: string;
  /** Null when the skill is faulty; then `fault` says where. */
  readonly skill: Skill | null;
  readonly fault: string | null;
  readonly stats: ReplayStats;
}

const usage = (code: string, message: string, remedy: string, cause?: unknown): SteadyhandError =>
  new SteadyhandError('usage', code, message, remedy, cause);

/** @throws SteadyhandError `skill_name` */
export function checkSkillName(name: string): string {
  if (SKILL_NAME.test(name)) return name;
  throw usage(
    'skill_name',
    `“${name}” cannot be the name of a skill.`,
    'Use small letters, digits, - and _, 64 at most, for example save-report.',
  );
}

export class SkillLibrary {
  readonly folder: string;

  /** @param home the data folder */
  constructor(home: string) {
    this.folder = join(home, 'skills');
  }

  folderOf(name: string): string {
    return join(this.folder, checkSkillName(name));
  }

  textOf(name: string): string {
    return join(this.folderOf(name), TEXT);
  }

  has(name: string): boolean {
    return existsSync(this.textOf(name));
  }

  /** All skills by name, faulty ones with their fault. */
  list(): ListedSkill[] {
    if (!existsSync(this.folder)) return [];
    const names = readdirSync(this.folder, { withFileTypes: true })
      .filter((d) => d.isDirectory() && SKILL_NAME.test(d.name))
      .map((d) => d.name);
    return names.sort().map((name) => {
      const stats = this.stats(name);
      try {
        return { name, skill: this.read(name).skill, fault: null, stats };
      } catch (error) {
        return { name, skill: null, fault: error instanceof SteadyhandError ? error.line : messageOf(error), stats };
      }
    });
  }

  /** @throws SteadyhandError `skill_missing`, `skill_faulty`, `skill_newer`, `skill_changed`, `skill_unsealed` */
  read(name: string): StoredSkill {
    const folder = this.folderOf(name);
    const { text, crops, lock } = this.#files(name);
    // First whether it is what was accepted: that is cheap, and says the line.
    checkSeal(lock, { text, crops: hashesOf(crops) }, folder);
    const skill = readSkill(text, join(folder, TEXT));
    checkOwnName(skill, name, folder);
    return { skill, crops, hash: sealOf(lock) };
  }

  /** The skill as it lies there, whether accepted or not; for looking at and accepting an edit. */
  readUnsealed(name: string): StoredSkill {
    const folder = this.folderOf(name);
    const { text, crops, lock } = this.#files(name);
    const skill = readSkill(text, join(folder, TEXT));
    checkOwnName(skill, name, folder);
    return { skill, crops, hash: sealOf(lock) };
  }

  #files(name: string): { text: string; lock: string; crops: Map<string, Uint8Array> } {
    const folder = this.folderOf(name);
    if (!existsSync(join(folder, TEXT))) throw this.#missing(name);
    const lock = existsSync(join(folder, LOCK)) ? readFileSync(join(folder, LOCK), 'utf8') : '';
    const crops = new Map<string, Uint8Array>();
    const at = join(folder, CROPS);
    for (const file of existsSync(at) ? readdirSync(at) : [])
      crops.set(`${CROPS}/${file}`, readFileSync(join(at, file)));
    return { text: readFileSync(join(folder, TEXT), 'utf8'), lock, crops };
  }

  #missing(name: string): SteadyhandError {
    const near = this.#names().filter((n) => n.includes(name) || name.includes(n));
    return usage(
      'skill_missing',
      `There is no skill “${name}”.`,
      near.length > 0 ? `Did you mean ${near.join(' or ')}?` : 'See: steadyhand demo list',
    );
  }

  #names(): string[] {
    return existsSync(this.folder) ? readdirSync(this.folder).filter((n) => SKILL_NAME.test(n)) : [];
  }

  /** Writes a skill and seals it; one of the same name is replaced as a whole. */
  save(skill: Skill, crops: ReadonlyMap<string, Uint8Array>): StoredSkill {
    return this.saveText(skill.name, writeSkill(skill), crops);
  }

  /** The same for a text that somebody edited. Refuses what `read` would refuse. */
  saveText(name: string, text: string, crops: ReadonlyMap<string, Uint8Array>): StoredSkill {
    const folder = this.folderOf(name);
    const skill = readSkill(text, join(folder, TEXT));
    checkOwnName(skill, name, folder);
    const used = cropsOf(skill);
    const missing = used.find((crop) => !crops.has(crop));
    if (missing !== undefined)
      throw usage('skill_faulty', `${folder}: the picture ${missing} is missing.`, 'Nothing was changed.');
    const kept = new Map([...crops].filter(([crop]) => used.includes(crop)));
    const lock = seal({ text, crops: hashesOf(kept) });
    const stats = this.stats(name);
    const next = `${folder}.${randomBytes(4).toString('hex')}.new`;
    makeFolder(this.folder);
    mkdirSync(join(next, CROPS), { recursive: true, mode: 0o700 });
    try {
      for (const [crop, png] of kept) writeFileSync(join(next, crop), png, { mode: 0o600 });
      writeFileSync(join(next, TEXT), text, { mode: 0o600 });
      writeFileSync(join(next, LOCK), lock, { mode: 0o600 });
      if (stats.replays > 0) writeFileSync(join(next, STATS), JSON.stringify(stats));
      const old = `${folder}.old`;
      rmSync(old, { recursive: true, force: true });
      if (existsSync(folder)) renameSync(folder, old);
      renameSync(next, folder);
      rmSync(old, { recursive: true, force: true });
    } finally {
      rmSync(next, { recursive: true, force: true });
    }
    return { skill, crops: kept, hash: sealOf(lock) };
  }

  delete(name: string): void {
    if (!existsSync(this.folderOf(name))) throw this.#missing(name);
    rmSync(this.folderOf(name), { recursive: true });
  }

  /** The skill as one text: a head with a hash over the rest, then JSON. */
  exportText(name: string): string {
    const { crops } = this.read(name);
    const body = JSON.stringify(
      {
        name,
        text: readFileSync(this.textOf(name), 'utf8'),
        crops: Object.fromEntries([...crops].map(([crop, png]) => [crop, Buffer.from(png).toString('base64')])),
      },
      null,
      1,
    );
    return `${EXPORT_HEAD} ${EXPORT_FORMAT} sha256:${sha256(body)}\n${body}\n`;
  }

  /**
   * Takes in an exported skill. `file` is what errors call it; `as` gives it another name.
   * @throws SteadyhandError `export_faulty`, `export_newer`, `skill_exists`, and what `read` throws
   */
  importText(exported: string, file: string, options: { as?: string; replace?: boolean } = {}): StoredSkill {
    const { name, text, crops } = parseExport(exported, file);
    const target = checkSkillName(options.as ?? name);
    const skill = readSkill(text, `${basename(file)} (skill.yaml)`);
    if (this.has(target) && options.replace !== true) {
      throw usage(
        'skill_exists',
        `There is a skill “${target}” already.`,
        'Give another name with --as, or --replace it.',
      );
    }
    return target === skill.name ? this.saveText(target, text, crops) : this.save({ ...skill, name: target }, crops);
  }

  stats(name: string): ReplayStats {
    try {
      const parsed = statsSchema.safeParse(JSON.parse(readFileSync(join(this.folderOf(name), STATS), 'utf8')));
      return parsed.success ? parsed.data : NO_REPLAYS;
    } catch {
      return NO_REPLAYS;
    }
  }

  /** Where the last replay halted; null when it did not, or the skill was changed since. */
  halt(name: string): Halt | null {
    try {
      const parsed = haltSchema.safeParse(JSON.parse(readFileSync(join(this.folderOf(name), HALT), 'utf8')));
      return parsed.success ? parsed.data : null;
    } catch {
      return null;
    }
  }

  noteHalt(name: string, halt: Halt | null): void {
    const file = join(this.folderOf(name), HALT);
    if (halt) writeFileSync(file, JSON.stringify(halt), { mode: 0o600 });
    else rmSync(file, { force: true });
  }

  /** Counts a replay. `failure` is null for one that ended well. */
  noteReplay(name: string, at: string, failure: { runId: string; reason: string } | null): void {
    const was = this.stats(name);
    const stats: ReplayStats = {
      replays: was.replays + 1,
      done: was.done + (failure ? 0 : 1),
      lastAt: at,
      lastFailure: failure ? { at, ...failure } : was.lastFailure,
    };
    writeFileSync(join(this.folderOf(name), STATS), JSON.stringify(stats), { mode: 0o600 });
  }
}

const hashesOf = (crops: ReadonlyMap<string, Uint8Array>): Map<string, string> =>
  new Map([...crops].map(([name, png]) => [name, sha256(png)]));

function checkOwnName(skill: Skill, name: string, folder: string): void {
  if (skill.name === name) return;
  throw usage(
    'skill_faulty',
    `${folder}/${TEXT}: it calls itself “${skill.name}” and lies under “${name}”.`,
    'Rename one of them; nothing was run.',
  );
}

const exportSchema = z.strictObject({
  name: z.string(),
  text: z.string(),
  crops: z.record(z.string().regex(/^crops\/[a-z0-9-]{1,40}\.png$/), z.base64()),
});

function parseExport(exported: string, file: string): { name: string; text: string; crops: Map<string, Uint8Array> } {
  const faulty = (line: number, why: string): SteadyhandError =>
    usage('export_faulty', `${file}:${line}: ${why}.`, 'Export the skill again; nothing was taken in.');
  if (exported.length > MOST_BYTES) throw faulty(1, 'it is larger than any skill');
  const head = /^steadyhand-skill (\d{1,9}) sha256:([0-9a-f]{64})\n/.exec(exported);
  if (!head) throw faulty(1, 'it does not begin as an exported skill does');
  if (Number(head[1]) > EXPORT_FORMAT) {
    throw usage(
      'export_newer',
      `${file}:1: it was exported by a newer version (format ${head[1]}).`,
      'Use that version; nothing was taken in.',
    );
  }
  const body = exported.slice(head[0].length).replace(/\n$/, '');
  if (sha256(body) !== head[2] || exported !== `${head[0]}${body}\n`)
    throw faulty(2, 'it is not what was exported: the hash differs');
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch (error) {
    throw faulty(2, messageOf(error));
  }
  const parsed = exportSchema.safeParse(value);
  if (!parsed.success) throw faulty(2, parsed.error.issues[0]?.message ?? 'wrong shape');
  const { name, text, crops } = parsed.data;
  return { name, text, crops: new Map(Object.entries(crops).map(([k, b]) => [k, Buffer.from(b, 'base64')])) };
}
