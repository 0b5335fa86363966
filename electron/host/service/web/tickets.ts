/**
 * Who may come in: a token that is good once and for some minutes, and the sessions it was exchanged for.
 *
 * Only hashes are kept, and they are compared in constant time. A wrong guess costs the guesser: after a few of them no
 * token is taken any more until a person asks for a new one at the terminal.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 bits, in characters that need no escaping in an address. */
const secret = (): string => randomBytes(32).toString('base64url');
const hash = (text: string): Buffer => createHash('sha256').update(text).digest();

/** A person opens the address at once; a token in a scrollback should be worth nothing tomorrow. */
const TOKEN_MS = 15 * 60_000;
/** A working day. */
const SESSION_MS = 12 * 3_600_000;
const WRONG_GUESSES = 10;
/** Sessions at a time; each took a token that a person asked for. */
const MOST_SESSIONS = 8;

export type Exchange =
  { readonly session: string } | { readonly refused: 'wrong' | 'used' | 'expired' | 'too_many_guesses' };

interface Token {
  readonly hash: Buffer;
  readonly until: number;
  used: boolean;
}

export class Tickets {
  readonly #now: () => number;
  #token: Token | null = null;
  #wrong = 0;
  readonly #sessions: { readonly hash: Buffer; readonly until: number }[] = [];

  constructor(now: () => number) {
    this.#now = now;
  }

  /** A new token; the one before is worth nothing from now on. */
  issue(): string {
    const token = secret();
    this.#token = { hash: hash(token), until: this.#now() + TOKEN_MS, used: false };
    this.#wrong = 0;
    return token;
  }

  /** Takes a token for a session, once. */
  exchange(token: string): Exchange {
    if (this.#wrong >= WRONG_GUESSES) return { refused: 'too_many_guesses' };
    const known = this.#token;
    if (!known || !timingSafeEqual(hash(token), known.hash)) {
      this.#wrong++;
      return { refused: 'wrong' };
    }
    if (known.used) return { refused: 'used' };
    known.used = true;
    if (this.#now() > known.until) return { refused: 'expired' };
    const session = secret();
    this.#sessions.push({ hash: hash(session), until: this.#now() + SESSION_MS });
    if (this.#sessions.length > MOST_SESSIONS) this.#sessions.shift();
    return { session };
  }

  isSession(session: string): boolean {
    const wanted = hash(session);
    const now = this.#now();
    return this.#sessions.some((s) => timingSafeEqual(s.hash, wanted) && now <= s.until);
  }

  /** Ends a session: the person left. */
  end(session: string): void {
    const wanted = hash(session);
    const at = this.#sessions.findIndex((s) => timingSafeEqual(s.hash, wanted));
    if (at >= 0) this.#sessions.splice(at, 1);
  }
}
