/**
 * Which language model a person has configured: any server that speaks the chat completions of OpenAI (llama.cpp, Ollama,
 * vLLM, LM Studio, hosted ones). Without a setting there is none, and nothing is ever sent anywhere.
 */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { messageOf, SteadyhandError } from '../../protocol/errors.ts';

/** A key that no log, error or JSON can show by accident. */
export class ApiKey {
  readonly #key: string;
  constructor(key: string) {
    this.#key = key;
  }
  /** For the one header it belongs in. */
  header(): string {
    return `Bearer ${this.#key}`;
  }
  /** The text without the key, should a server repeat it. */
  hide(text: string): string {
    return this.#key === '' ? text : text.replaceAll(this.#key, '[key]');
  }
  toString(): string {
    return '[key]';
  }
  toJSON(): string {
    return '[key]';
  }
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return '[key]';
  }
}

/** More proposals than this cost more than they help. */
export const MOST_SAMPLES = 8;

const fileSchema = z.strictObject({
  /** Up to and without `/chat/completions`, for example `http://127.0.0.1:8080/v1`. */
  url: z.url({ protocol: /^https?$/ }),
  model: z.string().min(1),
  /** Name of the environment variable that holds the key; the key itself does not belong in a file. */
  key_variable: z.string().min(1).optional(),
  /** Seconds for one answer. */
  timeout_seconds: z.number().positive().max(3600).default(90),
  /** Tokens, asked and answered together, that one task may use. */
  token_cap: z.number().int().positive().default(50_000),
  retries: z.number().int().min(0).max(10).default(2),
  /** Plans that are asked for, for a judge to choose among. */
  samples: z.number().int().min(1).max(MOST_SAMPLES).default(1),
});

export interface EndpointSettings {
  readonly url: string;
  readonly model: string;
  readonly key: ApiKey | null;
  readonly timeoutSeconds: number;
  readonly tokenCap: number;
  readonly retries: number;
  readonly samples?: number;
}

const WHERE = 'STEADYHAND_ENDPOINT_URL and STEADYHAND_ENDPOINT_MODEL (and STEADYHAND_ENDPOINT_KEY)';

/**
 * From the environment, else from the file; null when there is neither.
 * @throws SteadyhandError usage/endpoint_settings
 */
export function endpointSettings(
  env: Readonly<Record<string, string | undefined>>,
  file: string,
): EndpointSettings | null {
  const url = env['STEADYHAND_ENDPOINT_URL'];
  if (url !== undefined && url !== '') {
    const raw = { url, model: env['STEADYHAND_ENDPOINT_MODEL'] ?? '' };
    return finished(raw, env['STEADYHAND_ENDPOINT_KEY'], env, 'the environment');
  }
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return null;
  }
  try {
    return finished(JSON.parse(text), undefined, env, file);
  } catch (error) {
    if (error instanceof SteadyhandError) throw error;
    throw wrong(file, messageOf(error), error);
  }
}

function finished(
  raw: unknown,
  given: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
  where: string,
): EndpointSettings {
  const parsed = fileSchema.safeParse(raw);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw wrong(where, `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
  }
  const { url, model, key_variable, timeout_seconds, token_cap, retries, samples } = parsed.data;
  const key = given ?? (key_variable === undefined ? undefined : env[key_variable]);
  if (key_variable !== undefined && (key === undefined || key === ''))
    throw wrong(where, `the environment variable ${key_variable} is empty`);
  return {
    url: url.replace(/\/+$/, '').replace(/\/chat\/completions$/, ''),
    model,
    key: key === undefined || key === '' ? null : new ApiKey(key),
    timeoutSeconds: timeout_seconds,
    tokenCap: token_cap,
    retries,
    samples,
  };
}

const wrong = (where: string, why: string, cause?: unknown): SteadyhandError =>
  new SteadyhandError(
    'usage',
    'endpoint_settings',
    `The settings of the language model in ${where} are wrong (${why}).`,
    'docs/planning.md says what belongs there; nothing was sent.',
    cause,
  );

export const noEndpoint = (file: string): SteadyhandError =>
  new SteadyhandError(
    'usage',
    'endpoint_missing',
    'No language model is configured.',
    `Set ${WHERE}, or write ${file}; without one use --planner auto.`,
  );
