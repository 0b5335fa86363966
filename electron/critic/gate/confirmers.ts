/**
 * Who answers: a fixed answer (`--confirm deny|allow`), or a person at a pair of streams.
 * Errs towards no: an empty line, an unknown word, the end of input and silence are no.
 */
import { createInterface, type Interface } from 'node:readline';
import type { AnswerKind, ConfirmationAnswer, ConfirmationRequest, Confirmer } from '../../protocol/verdict.ts';

/** What was typed before the first question waits in the terminal until it is read: this long it is read and dropped. */
const DROP_MS = 60;

/** Answers every question the same way. The gate still records question and answer. */
export function fixedConfirmer(answer: 'deny' | 'allow'): Confirmer {
  const fixed: ConfirmationAnswer = { answer: answer === 'allow' ? 'allow_once' : 'deny' };
  return { name: `--confirm ${answer}`, isPerson: false, ask: () => Promise.resolve(fixed) };
}

const WORDS: ReadonlyMap<string, AnswerKind> = new Map([
  ['y', 'allow_once'],
  ['yes', 'allow_once'],
  ['r', 'allow_run'],
  ['run', 'allow_run'],
  ['a', 'always'],
  ['always', 'always'],
  ['n', 'deny'],
  ['no', 'deny'],
  ['t', 'take_over'],
  ['take', 'take_over'],
  ['s', 'stop'],
  ['stop', 'stop'],
]);

/** What may be answered where the question does not say. */
const USUAL: readonly AnswerKind[] = ['allow_once', 'allow_run', 'deny', 'stop'];
const choicesOf = (request: ConfirmationRequest): readonly AnswerKind[] =>
  (request.choices ?? USUAL).filter((c) => c !== 'allow_run' || request.risk !== 'destructive');

/**
 * What a line answers. Words after a no are the reason: `n use the trash instead`. Whatever is not offered or not
 * understood is no.
 */
export function answerOf(line: string, request: ConfirmationRequest): ConfirmationAnswer {
  const [, word = '', more = ''] = /^(\p{L}+)[,:.]?(?:\s+(.*))?$/su.exec(line.trim()) ?? [];
  const answer = WORDS.get(word.toLowerCase());
  if (answer === undefined || (answer !== 'deny' && more !== '')) return { answer: 'deny' };
  if (answer === 'deny') return more === '' ? { answer } : { answer, note: more.slice(0, 2000) };
  if (choicesOf(request).includes(answer)) return { answer };
  // A yes that is not offered in this width counts once; what is no yes at all is a no.
  return { answer: answer === 'allow_run' || answer === 'always' ? 'allow_once' : 'deny' };
}

/** The prompt as text: what, what speaks against it, consequence, why, suggestion, choices. */
export function promptText(request: ConfirmationRequest): string {
  const choices = choicesOf(request);
  const keys: readonly (readonly [AnswerKind, string])[] = [
    ['allow_once', 'y = yes, this once'],
    ['allow_run', 'r = yes, for this run'],
    ['always', 'a = always'],
    ['deny', 'n = no (default), n and a reason tells why'],
    ['take_over', 't = I do it myself'],
    ['stop', 's = stop the run'],
  ];
  const shown = keys.filter(([c]) => choices.includes(c)).map(([, words]) => words);
  return [
    '',
    `  ${request.action}`,
    ...(request.alarms ?? []).map((a) => `  CAREFUL:     ${a}`),
    `  Risk:        ${request.risk}${request.category === 'none' ? '' : ` (${request.category.replaceAll('_', ' ')})`}`,
    `  Consequence: ${request.consequence}`,
    `  Why asked:   ${request.why}`,
    ...(request.suggestion ? [`  Instead:     ${request.suggestion}`] : []),
    ...(choices.includes('always') && request.rule ? [`  Always saves the rule: ${request.rule.words}`] : []),
    `  ${shown.join('   ')}`,
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
    return answerOf(line, request);
  }

  /** A question that only a clear yes answers with yes; no answer in time, or none to be had, is no. */
  askYes(question: string, seconds: number, signal: AbortSignal): Promise<boolean> {
    const mine = this.#turn.then(async () => {
      const ends = AbortSignal.any([signal, AbortSignal.timeout(seconds * 1000)]);
      if (!(await this.#show(`\n  ${question} [y/N] (within ${String(seconds)} s) `, ends))) return false;
      const line = await this.#nextLine(ends);
      if (line === null) this.#output.write('\n');
      else if ((this.#input as { isTTY?: boolean }).isTTY !== true) this.#output.write(`${line.trim()}\n`);
      return WORDS.get(line?.trim().toLowerCase() ?? '') === 'allow_once';
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
