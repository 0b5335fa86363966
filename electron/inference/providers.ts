/**
 * Which execution providers of onnxruntime work on this machine, and how fast.
 *
 * Each is tried in a process of its own: a graphics driver that crashes takes nothing with it. A provider that cannot be
 * used is reported with its reason and never silently replaced.
 */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { messageOf } from '../protocol/errors.ts';

/** Tried in this order, where the runtime has them. */
export const PROVIDERS = ['cuda', 'tensorrt', 'dml', 'coreml', 'webgpu', 'cpu'] as const;
export type Provider = (typeof PROVIDERS)[number];

const TRIAL_MS = 20_000;

export interface ProviderReport {
  readonly provider: Provider;
  /** Milliseconds of one run after a warm one; null when it cannot be used. */
  readonly ms: number | null;
  /** Why it cannot be used, in a line; empty when it can. */
  readonly why: string;
}

const trialSchema = z.union([z.object({ ms: z.number() }), z.object({ why: z.string() })]);

/** Why the trial ended without an answer. */
function unusable(error: unknown): string {
  const { killed, code } = error as { killed?: boolean; code?: unknown };
  if (killed === true) return `no answer in ${TRIAL_MS / 1000} s`;
  return `its process ended (${typeof code === 'number' ? `exit ${code}` : messageOf(error).split('\n')[0]})`;
}

function attempt(provider: Provider, model: string): Promise<ProviderReport> {
  const script = fileURLToPath(
    new URL(`./try-provider${/\.[jt]s$/.exec(import.meta.url)?.[0] ?? '.js'}`, import.meta.url),
  );
  return new Promise((resolve) => {
    execFile(process.execPath, [script, provider, model], { timeout: TRIAL_MS }, (error, stdout) => {
      try {
        const trial = trialSchema.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''));
        resolve('ms' in trial ? { provider, ms: trial.ms, why: '' } : { provider, ms: null, why: trial.why });
      } catch (e) {
        resolve({ provider, ms: null, why: unusable(error ?? e) });
      }
    });
  });
}

/**
 * Tries every provider that the runtime names, one after the other. Never rejects.
 * @param model path of an ONNX model whose inputs are floats; dynamic sizes are taken as 16
 */
export async function probeProviders(model: string): Promise<ProviderReport[]> {
  const reports: ProviderReport[] = [];
  for (const provider of PROVIDERS) reports.push(await attempt(provider, model));
  return reports.filter((r) => r.why !== NOT_BUILT_IN);
}

/** What a trial says of a provider that this build of the runtime has never heard of. */
export const NOT_BUILT_IN = 'not in this build of the runtime';
