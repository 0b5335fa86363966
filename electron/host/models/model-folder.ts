/**
 * What a folder of models holds: weights of ours, which this program runs, or a checkpoint of another kind, which is
 * named for what it is.
 *
 * Errs towards refusing: only what is described by a manifest, and is what its manifest says, is taken. A checkpoint that
 * nothing here can run is never taken to look busy with it.
 */
import { readdirSync, readFileSync, statSync, type Dirent } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { ModelRegistry } from '../../inference/registry.ts';
import type { ModelRole } from '../../protocol/client.ts';
import { messageOf, SteadyhandError } from '../../protocol/errors.ts';

/** The weights that make a folder one for a role; the others it needs may be the ones that ship. */
const WEIGHTS: Readonly<Record<ModelRole, readonly string[]>> = {
  grounder: ['actor-head', 'icon-encoder', 'icon-text', 'icon-names', 'purpose'],
  critic: ['critic-head', 'critic-head-terms'],
};
const ROLES = ['grounder', 'critic'] as const satisfies readonly ModelRole[];

export interface FolderOfModels {
  readonly folder: string;
  readonly roles: readonly ModelRole[];
  readonly models: readonly { readonly name: string; readonly version: string; readonly bytes: number }[];
  /** What the folder lacks is taken from the shipped ones. */
  readonly registry: ModelRegistry;
}

const wrong = (code: string, message: string, remedy: string, cause?: unknown): SteadyhandError =>
  new SteadyhandError('usage', code, message, remedy, cause);

/**
 * Looks into a folder and checks every file it lists.
 * @throws SteadyhandError `model_folder`, `model_not_runnable`, `model_missing`, `model_damaged`
 */
export async function lookInto(folder: string): Promise<FolderOfModels> {
  const entries = entriesOf(folder);
  if (!entries.some((e) => e.name === 'manifest.json')) throw notOurs(folder, entries);
  const registry = await ModelRegistry.open(folder, await ModelRegistry.open());
  const statuses = await registry.verifyAll();
  const problem = statuses.find((s) => s.problem)?.problem;
  if (problem) {
    throw new SteadyhandError(
      'environment',
      problem.code,
      problem.message,
      'Copy the folder again, or make its manifest anew: it must have the size and the SHA-256 of every file.',
      problem,
    );
  }
  const names = new Set(registry.names);
  const roles = ROLES.filter((role) => WEIGHTS[role].some((name) => names.has(name)));
  if (roles.length === 0) {
    throw wrong(
      'model_folder',
      `The manifest in ${folder} lists ${statuses.length === 0 ? 'no model' : [...names].slice(0, 5).join(', ')}: neither a grounder nor a critic.`,
      `A grounder has ${WEIGHTS.grounder.join(' or ')}, a critic ${WEIGHTS.critic.join(' and ')}.`,
    );
  }
  const models = statuses.map(({ entry: { name, version, bytes } }) => ({ name, version, bytes }));
  return { folder, roles, models, registry };
}

function entriesOf(folder: string): Dirent[] {
  if (!isAbsolute(folder)) {
    throw wrong(
      'model_folder',
      `“${folder}” is not a whole path.`,
      'Give it from the root on, as in /home/me/models/critic.',
    );
  }
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const why =
      code === 'ENOENT'
        ? 'There is no such folder'
        : code === 'ENOTDIR'
          ? 'That is a file, not a folder'
          : `The folder cannot be read (${messageOf(error)})`;
    throw wrong('model_folder', `${why}: ${folder}.`, 'Give the folder that the model lies in.', error);
  }
}

/** Kinds of checkpoints as their `config.json` names them, the first that fits. */
const ARCHITECTURES: readonly (readonly [sign: RegExp, kind: string, remedy: string])[] = [
  [
    /WithPointer|GUI-?Actor/i,
    'a GUI-Actor checkpoint',
    'Steadyhand goes on pointing with its own weights; only a folder trained with models/grounding can take their place.',
  ],
  [
    /VL|Vision|ImageText|MultiModal|Llava/i,
    'a vision-language model, as GUI-Critic-R1 is one',
    'Serve it (vLLM, llama.cpp) and set it below as a language model that plans; the critic here is a folder trained with models/critic.',
  ],
  [
    /CausalLM|LMHead|ConditionalGeneration/i,
    'a language model',
    'Serve it (vLLM, Ollama) and set its address below as a language model of your own.',
  ],
];

/** The best word for a folder that is not ours: what it is, or what is missing in it. */
function notOurs(folder: string, entries: readonly Dirent[]): SteadyhandError {
  const files = entries.filter((e) => !e.isDirectory()).map((e) => e.name);
  const gguf = files.find((f) => /\.gguf$/i.test(f));
  if (gguf !== undefined) {
    return notRunnable(
      `${folder} holds a language model in GGUF (${gguf}, ${sizeOf(folder, [gguf])})`,
      `Serve it: llama-server -m ${join(folder, gguf)} --port 8080, and set http://127.0.0.1:8080/v1 below.`,
    );
  }
  if (files.includes('config.json')) {
    const names = architecturesOf(join(folder, 'config.json'));
    const [, kind, remedy] = ARCHITECTURES.find(([sign]) => sign.test(names)) ?? [];
    const weights = files.filter((f) => /\.(safetensors|bin|onnx|onnx_data|pt|pth)$/i.test(f));
    const held = weights.length === 0 ? 'without weights' : `${sizeOf(folder, weights)} of weights`;
    if (kind !== undefined && remedy !== undefined)
      return notRunnable(`${folder} is ${kind} (${names}, ${held})`, remedy);
    return notRunnable(
      `${folder} is a checkpoint of a kind that is not known here (${names === '' ? 'its config.json names no architecture' : names}, ${held})`,
      'Give a folder trained with models/grounding or models/critic.',
    );
  }
  const onnx = files.filter((f) => /\.onnx$/i.test(f));
  if (onnx.length > 0) {
    return wrong(
      'model_folder',
      `${folder} has ${onnx.slice(0, 3).join(', ')}, but no manifest.json that says what they are.`,
      'Lay a manifest.json beside them: name, file, bytes, sha256, version, licence and source of each (models/README.md).',
    );
  }
  return wrong(
    'model_folder',
    `${folder} is no folder of a model: it has neither a manifest.json nor a config.json${entries.length === 0 ? '; it is empty' : ''}.`,
    'Give the folder that the weights lie in themselves.',
  );
}

const notRunnable = (what: string, remedy: string): SteadyhandError =>
  wrong('model_not_runnable', `${what}. Nothing in this build runs it, so it was not added.`, remedy);

function architecturesOf(file: string): string {
  try {
    const config = JSON.parse(readFileSync(file, 'utf8')) as { architectures?: unknown; model_type?: unknown } | null;
    const named = Array.isArray(config?.architectures) ? config.architectures.filter((a) => typeof a === 'string') : [];
    return (
      named.length > 0 ? named.join(', ') : typeof config?.model_type === 'string' ? config.model_type : ''
    ).slice(0, 200);
  } catch {
    return '';
  }
}

function sizeOf(folder: string, files: readonly string[]): string {
  const bytes = files.reduce((sum, f) => sum + (statSync(join(folder, f), { throwIfNoEntry: false })?.size ?? 0), 0);
  return bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : `${Math.ceil(bytes / 1e6)} MB`;
}
