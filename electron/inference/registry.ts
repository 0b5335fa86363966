/**
 * Which model files ship with the program, and whether they are what they claim to be.
 *
 * Invariant: a path leaves this module only after the file's size and SHA-256 matched the manifest, so a truncated
 * download or a swapped file never reaches the runtime. Errs towards refusing: a file that cannot be checked is damaged.
 */
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { existsSync } from 'node:fs';
import { z } from 'zod';
import { SteadyhandError, messageOf } from '../protocol/errors.ts';

/** The layout of manifest.json this program understands. */
export const MANIFEST_FORMAT = 1;

const modelSchema = z.object({
  name: z.string().min(1),
  /** Path relative to the manifest, forward slashes. */
  file: z.string().regex(/^[\w./-]+$/),
  bytes: z.number().int().positive(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  version: z.string().min(1),
  licence: z.string().min(1),
  source: z.string().min(1),
});
const manifestSchema = z.object({ format: z.literal(MANIFEST_FORMAT), models: z.array(modelSchema) });
export type ModelEntry = z.infer<typeof modelSchema>;

const REINSTALL = 'Reinstall Steadyhand, or run `git checkout -- models` in a checkout.';

/**
 * The `models` folder beside the program: the nearest one above this file that holds a manifest, which is right for the
 * sources and for a build in `dist/`.
 */
export function shippedModelsDir(from: string = fileURLToPath(import.meta.url)): string {
  for (let dir = dirname(from); ; dir = dirname(dir)) {
    const candidate = join(dir, 'models');
    if (existsSync(join(candidate, 'manifest.json'))) return candidate;
    if (dir === dirname(dir)) {
      throw new SteadyhandError('environment', 'model_missing', 'No models folder beside the program.', REINSTALL);
    }
  }
}

export interface ModelStatus {
  readonly entry: ModelEntry;
  readonly path: string;
  /** Null when the file is what the manifest says. */
  readonly problem: SteadyhandError | null;
}

export class ModelRegistry {
  readonly dir: string;
  /** Where models are that the folder lacks. */
  readonly #base: ModelRegistry | null;
  readonly #models: ReadonlyMap<string, ModelEntry>;
  /** Files already hashed, by path; the check is paid for once per process. */
  readonly #verified = new Map<string, Promise<void>>();

  private constructor(dir: string, models: readonly ModelEntry[], base: ModelRegistry | null) {
    this.dir = dir;
    this.#base = base;
    this.#models = new Map(models.map((m) => [m.name, m]));
  }

  /**
   * Reads `manifest.json` in `dir`. Rejects with `model_missing` or `model_damaged` when there is no usable one.
   * @param base asked for the models that are not in `dir`
   */
  static async open(dir: string = shippedModelsDir(), base: ModelRegistry | null = null): Promise<ModelRegistry> {
    const path = join(dir, 'manifest.json');
    let text: string;
    try {
      text = await readFile(path, 'utf8');
    } catch (e) {
      throw new SteadyhandError('environment', 'model_missing', `No model manifest at ${path}.`, REINSTALL, e);
    }
    try {
      return new ModelRegistry(dir, manifestSchema.parse(JSON.parse(text)).models, base);
    } catch (e) {
      throw new SteadyhandError(
        'environment',
        'model_damaged',
        `The model manifest ${path} cannot be read: ${messageOf(e).slice(0, 200)}.`,
        REINSTALL,
        e,
      );
    }
  }

  get names(): readonly string[] {
    return [...this.#models.keys()];
  }

  /** What a file of this folder is called in the manifest; null for others. Checks nothing. */
  nameOf(path: string): string | null {
    return [...this.#models.values()].find(({ file }) => join(this.dir, file) === path)?.name ?? null;
  }

  /** Checked paths of several models, by what the caller calls them; all of one version. @see path */
  async paths<K extends string>(names: Readonly<Record<K, string>>, version: string): Promise<Record<K, string>> {
    const all = Object.entries<string>(names).map(
      async ([own, name]) => [own, await this.path(name, version)] as const,
    );
    return Object.fromEntries(await Promise.all(all)) as Record<K, string>;
  }

  /**
   * The path of a model's file after its size and hash were checked. `version`, when given, must be the manifest's:
   * code and weights that do not belong together are refused.
   */
  async path(name: string, version?: string): Promise<string> {
    const entry = this.#models.get(name);
    if (!entry) {
      if (this.#base) return this.#base.path(name, version);
      throw new SteadyhandError(
        'environment',
        'model_missing',
        `The model manifest in ${this.dir} has no model "${name}".`,
        REINSTALL,
      );
    }
    if (version !== undefined && entry.version !== version) {
      throw new SteadyhandError(
        'environment',
        'model_damaged',
        `Model "${name}" is version ${entry.version}, this program needs ${version}.`,
        REINSTALL,
      );
    }
    const path = join(this.dir, entry.file);
    let check = this.#verified.get(path);
    if (!check) {
      check = verifyFile(path, entry);
      this.#verified.set(path, check);
      check.catch(() => this.#verified.delete(path));
    }
    await check;
    return path;
  }

  /** Checks every model and reports instead of throwing, for `doctor` and `models verify`. */
  async verifyAll(): Promise<readonly ModelStatus[]> {
    return Promise.all(
      [...this.#models.values()].map(async (entry): Promise<ModelStatus> => {
        const path = join(this.dir, entry.file);
        try {
          await verifyFile(path, entry);
          return { entry, path, problem: null };
        } catch (e) {
          if (e instanceof SteadyhandError) return { entry, path, problem: e };
          throw e;
        }
      }),
    );
  }
}

async function verifyFile(path: string, entry: ModelEntry): Promise<void> {
  const damaged = (what: string): SteadyhandError =>
    new SteadyhandError('environment', 'model_damaged', `Model file ${path} ${what}.`, REINSTALL);
  let size: number;
  try {
    size = (await stat(path)).size;
  } catch (e) {
    throw new SteadyhandError('environment', 'model_missing', `Model file ${path} is missing.`, REINSTALL, e);
  }
  if (size !== entry.bytes) throw damaged(`has ${size} bytes instead of ${entry.bytes}`);
  const hash = createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
  if (hash !== entry.sha256) throw damaged('has the wrong content (SHA-256 differs)');
}
