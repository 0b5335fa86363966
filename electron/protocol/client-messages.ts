/**
 * The envelopes, and the one function for each direction that lets a message in.
 *
 * Invariant: nothing of a message is looked at before it was checked here; what is not known is refused with the place
 * and the reason. Both ends use the same tables.
 */
import { z } from 'zod';
import { EVENTS, isTopic, type BodyOf, type Topic } from './client-events.ts';
import { isMethod, METHODS, type MethodName, type ParamsIn, type ParamsOf } from './client-methods.ts';

/** Longest message a client may send, in characters of JSON. Tasks, skills and tables of rows are the long ones. */
export const LONGEST_CALL = 4 * 1024 * 1024;

const callId = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

export const REFUSAL_KINDS = ['usage', 'incomplete', 'stopped', 'blocked', 'environment', 'protocol', 'bug'] as const;
export const refusalSchema = z.object({
  kind: z.enum(REFUSAL_KINDS),
  /** Stable, for example `not_available`, `not_in_control`, `bad_message`, `unknown_method`. */
  code: z.string(),
  /** What was attempted and why it failed; then what to do. One sentence each. */
  message: z.string(),
  remedy: z.string(),
});
export type RefusalBody = z.infer<typeof refusalSchema>;

/** Client → host. */
export type Call<M extends MethodName = MethodName> = {
  [K in M]: { readonly type: 'call'; readonly id: number; readonly method: K; readonly params: ParamsOf<K> };
}[M];
export type ClientMessage = Call;

/** Host → client. */
export type EventMessage = {
  [T in Topic]: { readonly type: 'event'; readonly topic: T; readonly body: BodyOf<T> };
}[Topic];
export type HostMessage =
  | { readonly type: 'answer'; readonly id: number; readonly result: unknown }
  /** `id` is null when the message was so wrong that it has none. */
  | { readonly type: 'refusal'; readonly id: number | null; readonly error: RefusalBody }
  | EventMessage;

/** A message that was refused. `id` and `method` where they could be read. */
export class BadMessage extends Error {
  readonly code: string;
  readonly id: number | null;
  constructor(code: string, message: string, id: number | null = null) {
    super(message);
    this.name = 'BadMessage';
    this.code = code;
    this.id = id;
  }
}

const callEnvelope = z.strictObject({
  type: z.literal('call'),
  id: callId,
  method: z.string().max(64),
  params: z.unknown().optional(),
});
const hostEnvelope = z.discriminatedUnion('type', [
  z.object({ type: z.literal('answer'), id: callId, result: z.unknown() }),
  z.object({ type: z.literal('refusal'), id: callId.nullable(), error: refusalSchema }),
  z.object({ type: z.literal('event'), topic: z.string().max(64), body: z.unknown() }),
]);

/** The first fault of a message: where it is and what is wrong there. */
export function faultOf(error: z.ZodError): string {
  const [issue] = error.issues;
  if (!issue) return 'it has the wrong shape';
  const where = issue.path.map(String).join('.').slice(0, 120);
  return `${where === '' ? '' : `${where}: `}${issue.message.slice(0, 300)}`;
}

function idIn(message: unknown): number | null {
  if (message === null || typeof message !== 'object' || !('id' in message)) return null;
  const id = callId.safeParse(message.id);
  return id.success ? id.data : null;
}

/** Checks what came from a client. @throws BadMessage `bad_message`, `unknown_method` */
export function parseCall(message: unknown): Call {
  const id = idIn(message);
  const envelope = callEnvelope.safeParse(message);
  if (!envelope.success)
    throw new BadMessage('bad_message', `The message is not a call: ${faultOf(envelope.error)}.`, id);
  const { method, params } = envelope.data;
  if (!isMethod(method)) throw new BadMessage('unknown_method', `There is no method “${printable(method)}”.`, id);
  const checked = METHODS[method].params.safeParse(params ?? {});
  if (!checked.success) {
    throw new BadMessage('bad_message', `${method} was called with something wrong: ${faultOf(checked.error)}.`, id);
  }
  return { type: 'call', id: envelope.data.id, method, params: checked.data } as Call;
}

/** Makes a call and checks it before it leaves. @throws BadMessage `bad_message` */
export function makeCall<M extends MethodName>(id: number, method: M, params: ParamsIn<M>): Call {
  return parseCall({ type: 'call', id, method, params });
}

/** Checks what came from the host; results are checked against their method by whoever knows it. @throws BadMessage */
export function parseHostMessage(message: unknown): HostMessage {
  const envelope = hostEnvelope.safeParse(message);
  if (!envelope.success)
    throw new BadMessage('bad_message', `The host sent something wrong: ${faultOf(envelope.error)}.`);
  if (envelope.data.type !== 'event') return envelope.data;
  const { topic, body } = envelope.data;
  if (!isTopic(topic))
    throw new BadMessage('unknown_topic', `The host spoke of “${printable(topic)}”, which is not known.`);
  const checked = EVENTS[topic].safeParse(body);
  if (!checked.success) throw new BadMessage('bad_message', `The host's ${topic} is wrong: ${faultOf(checked.error)}.`);
  return { type: 'event', topic, body: checked.data } as EventMessage;
}

/** What a stranger sent, fit for a message: no control characters, not long. */
export const printable = (text: string): string => text.replace(/[^\p{L}\p{N}\p{P}\p{Zs}]/gu, '�').slice(0, 80);
