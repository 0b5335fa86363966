/**
 * One question to a chat completions server: time limits, a limit on what it may answer, retries with growing pauses.
 *
 * Errs towards giving up with a reason: an answer that is late, too long or not what was asked for is an error, and the
 * key is in none of them.
 */
import { z } from 'zod';
import { messageOf, SteadyhandError } from '../../protocol/errors.ts';
import type { EndpointSettings } from './settings.ts';

export interface Message {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

export interface Answer {
  readonly text: string;
  /** As the server counts them, else as estimated. */
  readonly tokens: number;
}

/** What the outside world is, so that tests can bring another. */
export interface World {
  readonly fetch: typeof fetch;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

export const MOST_ANSWER_BYTES = 1_000_000;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 20_000;
/** Worth another try: the server, not the question, was at fault. */
const AGAIN = new Set([408, 425, 429, 500, 502, 503, 504, 529]);

const completion = z.object({
  choices: z
    .array(
      z.object({
        message: z.object({ content: z.string().nullish(), tool_calls: z.array(z.unknown()).nullish() }),
        finish_reason: z.string().nullish(),
      }),
    )
    .min(1),
  usage: z.object({ total_tokens: z.number().nonnegative() }).nullish(),
});

const about4Characters = (text: string): number => Math.ceil(text.length / 4);

/** @throws SteadyhandError `endpoint_*`, or the reason of the signal */
export async function chat(
  settings: EndpointSettings,
  messages: readonly Message[],
  schema: unknown,
  world: World,
  signal: AbortSignal,
  temperature = 0,
): Promise<Answer> {
  let constrained = true;
  for (let attempt = 0; ; attempt++) {
    signal.throwIfAborted();
    const outcome = await once(
      settings,
      body(settings, messages, constrained ? schema : null, temperature),
      world,
      signal,
    );
    if (outcome.kind === 'answer') return { ...outcome, tokens: outcome.tokens || estimate(messages, outcome.text) };
    // Some servers do not know JSON schemas: asked once more without.
    if (outcome.status === 400 && constrained) {
      constrained = false;
      continue;
    }
    if (!outcome.again || attempt >= settings.retries) throw outcome.error;
    const wait = Math.min(LONGEST_PAUSE_MS, outcome.waitMs ?? FIRST_PAUSE_MS * 2 ** attempt);
    await world.sleep(wait, signal);
  }
}

const estimate = (messages: readonly Message[], text: string): number =>
  about4Characters(messages.map((m) => m.content).join('') + text);

const body = (settings: EndpointSettings, messages: readonly Message[], schema: unknown, temperature: number): string =>
  JSON.stringify({
    model: settings.model,
    messages,
    temperature,
    max_tokens: 2000,
    stream: false,
    ...(schema === null
      ? {}
      : { response_format: { type: 'json_schema', json_schema: { name: 'plan', strict: true, schema } } }),
  });

type Outcome =
  | { readonly kind: 'answer'; readonly text: string; readonly tokens: number }
  | {
      readonly kind: 'failed';
      readonly error: SteadyhandError;
      readonly again: boolean;
      readonly status?: number;
      readonly waitMs?: number | undefined;
    };

async function once(settings: EndpointSettings, body: string, world: World, signal: AbortSignal): Promise<Outcome> {
  const late = AbortSignal.timeout(settings.timeoutSeconds * 1000);
  const both = AbortSignal.any([signal, late]);
  try {
    const response = await world.fetch(`${settings.url}/chat/completions`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(settings.key ? { authorization: settings.key.header() } : {}),
      },
      body,
      signal: both,
      // A key must not follow to another place.
      redirect: 'error',
    });
    const text = await readAll(response, both);
    if (!response.ok) return refused(settings, response, text);
    return understood(settings, text);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof SteadyhandError) return { kind: 'failed', error, again: false };
    if (late.aborted) {
      const why = `did not answer within ${settings.timeoutSeconds} s`;
      return { kind: 'failed', error: problem('endpoint_slow', settings, why, 'Raise timeout_seconds.'), again: true };
    }
    return unreachable(settings, error);
  }
}

/** The whole answer, unless it grows beyond all measure. */
async function readAll(response: Response, signal: AbortSignal): Promise<string> {
  const reader = (response.body as ReadableStream<Uint8Array> | null)?.getReader();
  if (!reader) return '';
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    signal.throwIfAborted();
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(chunks).toString('utf8');
    size += value.byteLength;
    if (size > MOST_ANSWER_BYTES) {
      await reader.cancel().catch(() => undefined);
      throw new SteadyhandError(
        'incomplete',
        'endpoint_too_long',
        `The language model's server answered more than ${MOST_ANSWER_BYTES / 1_000_000} MB.`,
        'Check that the address is the one of a chat completions server.',
      );
    }
    chunks.push(value);
  }
}

function understood(settings: EndpointSettings, text: string): Outcome {
  const answer = (why: string, again: boolean): Outcome => ({
    kind: 'failed',
    error: problem('endpoint_answer', settings, why, 'Check the address and the model.'),
    again,
  });
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return answer(text.trim() === '' ? 'answered nothing' : 'answered something that is no JSON', true);
  }
  const parsed = completion.safeParse(raw);
  if (!parsed.success) return answer('answered something that is no chat completion', false);
  const [choice] = parsed.data.choices;
  const tokens = parsed.data.usage?.total_tokens ?? 0;
  if (choice?.finish_reason === 'content_filter') return answer('refused to answer (content filter)', false);
  // A tool that nobody offered is no plan; what was written besides it may be.
  return { kind: 'answer', text: choice?.message.content ?? '', tokens };
}

function refused(settings: EndpointSettings, response: Response, text: string): Outcome {
  const { status } = response;
  const said = (settings.key?.hide(text) ?? text).replace(/\s+/g, ' ').trim().slice(0, 160);
  const fail = (code: string, why: string, remedy: string): Outcome => ({
    kind: 'failed',
    error: problem(code, settings, `${why}${said === '' ? '' : `: ${said}`}`, remedy),
    again: AGAIN.has(status),
    status,
    waitMs: retryAfter(response.headers.get('retry-after')),
  });
  if (status === 401 || status === 403) return fail('endpoint_key', `refused the key (${status})`, 'Check the key.');
  if (status === 404)
    return fail('endpoint_model', 'knows no such address or model (404)', 'Check the address and the model.');
  return fail('endpoint_failed', `answered with status ${status}`, 'Try again later.');
}

/** Seconds or a date; null when it is neither. */
function retryAfter(header: string | null): number | undefined {
  if (header === null) return undefined;
  const seconds = Number(header);
  if (Number.isFinite(seconds) && seconds >= 0) return seconds * 1000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, at - Date.now());
}

function unreachable(settings: EndpointSettings, error: unknown): Outcome {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
  const why = settings.key?.hide(messageOf(cause ?? error)) ?? messageOf(cause ?? error);
  if (/CERT|SELF_SIGNED|TLS|SSL/.test(code))
    return {
      kind: 'failed',
      error: problem(
        'endpoint_certificate',
        settings,
        `has a certificate that cannot be trusted (${why})`,
        'Mend the certificate; it is not ignored.',
      ),
      again: false,
    };
  return {
    kind: 'failed',
    error: problem(
      'endpoint_unreachable',
      settings,
      `cannot be reached (${why})`,
      'Check that it runs and the address.',
    ),
    again: true,
  };
}

const problem = (code: string, settings: EndpointSettings, why: string, remedy: string): SteadyhandError =>
  new SteadyhandError(
    code === 'endpoint_key' ? 'usage' : 'incomplete',
    code,
    `The language model at ${new URL(settings.url).host} ${why}.`,
    remedy,
  );
