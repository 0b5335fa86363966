/**
 * Who answers: a fixed answer (`--confirm deny|allow`), or a person at a pair of streams.
 * Errs towards no: an empty line, an unknown word, the end of input and silence are no.
 */
import { createInterface, type Interface } from 'node:readline';
import type { ConfirmationAnswer, ConfirmationRequest, Confirmer } from '../../protocol/verdict.ts';

/** What was typed before the first question waits in the terminal until it is read: this long it is read and dropped. */
const DROP_MS = 60;

/** Answers every question the same way. The gate still records question and answer. */
export function fixedConfirmer(answer: 'deny' | 'allow'): Confirmer {
  const fixed: ConfirmationAnswer = { answer: answer === 'allow' ? 'allow_once' : 'deny' };
  return { name: `--confirm ${answer}`, ask: () => Promise.resolve(fixed) };
}

const ANSWERS: ReadonlyMap<string, ConfirmationAnswer['answer']> = new Map([
  ['y', 'allow_once'],
  ['yes', 'allow_once'],
  ['r', 'allow_run'],
  ['run', 'allow_run'],
  ['n', 'deny'],
  ['no', 'deny'],
  ['s', 'stop'],
  ['stop', 'stop'],
]);

/** The prompt as text: what, consequence, why, suggestion, choices. */
export function promptText(request: ConfirmationRequest): string {
  const once = request.risk === 'caution';
  return [
    '',
    `  ${request.action}`,
    `  Risk:        ${request.risk}${request.category === 'none' ? '' : ` (${request.category.replaceAll('_', ' ')})`}`,
    `  Consequence: ${request.consequence}`,
    `  Why asked:   ${request.why}`,
    ...(request.suggestion ? [`  Instead:     ${request.suggestion}`] : []),
    `  y = yes, this once${once ? '   r = yes, for this run' : ''}   n = no (default)   s = stop the run`,
    `  Answer within ${String(request.timeoutSeconds)} s: `,
  ].join('\n');
}

/**
 * Asks at a pair of streams; works with a terminal and with piped input. Questions are asked one at a time.
 * On a terminal, lines typed before the question was shown are dropped, so that a stray Enter or an early `y` answers
 * nothing. Call `close` when the run ends, or the input keeps the process alive.
 */
export class StreamConfirmer implements Confirmer {
  readonly name: string;
  readonly #input: NodeJS.ReadableStream;
  readonly #output: NodeJS.WritableStream;
  #lines: Interface | null = null;
  #ready: string[] = [];
  #ended = false;
  #waiting: ((line: string | null) => void) | null = null;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(input: NodeJS.ReadableStream, output: NodeJS.WritableStream, name = 'the person at the terminal') {
    this.#input = input;
    this.#output = output;
    this.name = name;
  }

  ask(request: ConfirmationRequest, signal: AbortSignal): Promise<ConfirmationAnswer> {
    const mine = this.#turn.then(() => this.#askNow(request, signal));
    this.#turn = mine.catch(() => undefined);
    return mine;
  }

  close(): void {
    this.#lines?.close();
    this.#lines = null;
  }

  async #askNow(request: ConfirmationRequest, signal: AbortSignal): Promise<ConfirmationAnswer> {
    const withdrawn: ConfirmationAnswer = { answer: 'deny', note: 'The question was withdrawn before it was shown.' };
    if (!(await this.#show(promptText(request), signal))) return withdrawn;
    const line = await this.#nextLine(signal);
    if (line === null) {
      this.#output.write('\n  No answer: no.\n');
      return { answer: 'deny', note: this.#ended ? 'The input ended.' : 'No answer in time.' };
    }
    // What comes through a pipe is not echoed; show it, so that the output reads as it would on a terminal.
    if ((this.#input as { isTTY?: boolean }).isTTY !== true) this.#output.write(`${line.trim()}\n`);
    const answer = ANSWERS.get(line.trim().toLowerCase()) ?? 'deny';
    // "For this run" is not offered for destructive actions; the gate would count it once, and so do we.
    return { answer: answer === 'allow_run' && request.risk === 'destructive' ? 'allow_once' : answer };
  }

  /** A question that only a clear yes answers with yes; no answer in time, or none to be had, is no. */
  askYes(question: string, seconds: number, signal: AbortSignal): Promise<boolean> {
    const mine = this.#turn.then(async () => {
      const ends = AbortSignal.any([signal, AbortSignal.timeout(seconds * 1000)]);
      if (!(await this.#show(`\n  ${question} [y/N] (within ${String(seconds)} s) `, ends))) return false;
      const line = await this.#nextLine(ends);
      if (line === null) this.#output.write('\n');
      else if ((this.#input as { isTTY?: boolean }).isTTY !== true) this.#output.write(`${line.trim()}\n`);
      return ANSWERS.get(line?.trim().toLowerCase() ?? '') === 'allow_once';
    });
    this.#turn = mine.catch(() => undefined);
    return mine;
  }

  /** Puts a question; false when it was withdrawn before it was shown. */
  async #show(text: string, signal: AbortSignal): Promise<boolean> {
    const isWithdrawn = (): boolean => signal.aborted;
    if (isWithdrawn()) return false;
    const isFirst = this.#lines === null;
    this.#open();
    if ((this.#input as { isTTY?: boolean }).isTTY === true) {
      if (isFirst) await new Promise((done) => setTimeout(done, DROP_MS));
      this.#ready = [];
      if (isWithdrawn()) return false;
    }
    this.#output.write(text);
    return true;
  }

  #open(): void {
    if (this.#lines) return;
    const lines = createInterface({ input: this.#input, terminal: false });
    lines.on('line', (line) => {
      const waiting = this.#waiting;
      this.#waiting = null;
      if (waiting) waiting(line);
      else this.#ready.push(line);
    });
    lines.on('close', () => {
      this.#ended = true;
      this.#waiting?.(null);
      this.#waiting = null;
    });
    this.#lines = lines;
  }

  #nextLine(signal: AbortSignal): Promise<string | null> {
    const ready = this.#ready.shift();
    if (ready !== undefined) return Promise.resolve(ready);
    if (this.#ended) return Promise.resolve(null);
    return new Promise((resolve) => {
      const withdrawn = (): void => {
        this.#waiting = null;
        resolve(null);
      };
      signal.addEventListener('abort', withdrawn, { once: true });
      this.#waiting = (line) => {
        signal.removeEventListener('abort', withdrawn);
        resolve(line);
      };
    });
  }
}
