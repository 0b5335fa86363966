/**
 * Errors a person can act on, told apart from bugs by type.
 *
 * A `SteadyhandError` says what was attempted, on what input, and what to do next, in one line. The command line prints
 * that line and exits with the code of its kind; anything else is a bug and keeps its stack trace.
 */
export type ErrorKind =
  | 'usage' // the request itself is wrong: bad flag, bad file, bad line
  | 'incomplete' // the task could not be completed
  | 'stopped' // the person stopped it
  | 'blocked' // the gate blocked or the person denied
  | 'environment'; // no display, permission, model, disk or database

/** Exit codes of the command line (DESIGN §8). */
export const EXIT_CODES = {
  done: 0,
  usage: 2,
  incomplete: 3,
  stopped: 4,
  blocked: 5,
  environment: 6,
} as const satisfies Record<ErrorKind | 'done', number>;

export class SteadyhandError extends Error {
  readonly kind: ErrorKind;
  /** Stable machine-readable code, for example `image_unreadable`. */
  readonly code: string;
  /** What to do about it, one sentence. */
  readonly remedy: string;

  constructor(kind: ErrorKind, code: string, message: string, remedy: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'SteadyhandError';
    this.kind = kind;
    this.code = code;
    this.remedy = remedy;
  }

  /** The one line a person sees. */
  get line(): string {
    return `${this.message} ${this.remedy}`.replace(/\s+/g, ' ').trim();
  }
}

/** The message of anything thrown. */
export const messageOf = (e: unknown): string => (e instanceof Error ? e.message : String(e));
