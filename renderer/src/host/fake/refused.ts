/** How the fake host says no. */
import { BadMessage, type RefusalBody } from '../../../../electron/protocol/client.ts';

export class Refused extends Error {
  readonly body: RefusalBody;
  constructor(body: RefusalBody) {
    super(body.message);
    this.body = body;
  }
}
export const refused = (kind: RefusalBody['kind'], code: string, message: string): Refused =>
  new Refused({ kind, code, message, remedy: '' });

export function bodyOf(error: unknown): RefusalBody {
  if (error instanceof Refused) return error.body;
  if (error instanceof BadMessage) return { kind: 'protocol', code: error.code, message: error.message, remedy: '' };
  return { kind: 'bug', code: 'bug', message: error instanceof Error ? error.message : String(error), remedy: '' };
}
