/**
 * Asks over a port: the app's window, a browser, another program. One message goes out for each question, the same
 * everywhere (`protocol/verdict.ts`); what comes back is checked, and only an answer to a question that is open counts,
 * once. Errs towards no: anything else is refused with the reason, and silence is the gate's timeout.
 */
import {
  answerMessageSchema,
  type ConfirmationAnswer,
  type ConfirmationRequest,
  type Confirmer,
  type QuestionMessage,
} from '../../protocol/verdict.ts';

export interface QuestionPort {
  post(message: QuestionMessage): void;
}

export class PortConfirmer implements Confirmer {
  readonly name: string;
  readonly #port: QuestionPort;
  readonly #open = new Map<string, { request: ConfirmationRequest; settle: (answer: ConfirmationAnswer) => void }>();

  constructor(port: QuestionPort, name = 'the person at the screen') {
    this.#port = port;
    this.name = name;
  }

  ask(request: ConfirmationRequest, signal: AbortSignal): Promise<ConfirmationAnswer> {
    return new Promise((resolve, reject) => {
      const end = (): void => {
        if (!this.#open.delete(request.id)) return;
        this.#port.post({ type: 'withdrawn', id: request.id, why: 'no answer was given in time' });
        reject(new Error('the question was withdrawn'));
      };
      if (signal.aborted) {
        reject(new Error('the question was withdrawn'));
        return;
      }
      const settle = (answer: ConfirmationAnswer): void => {
        signal.removeEventListener('abort', end);
        resolve(answer);
      };
      this.#open.set(request.id, { request, settle });
      signal.addEventListener('abort', end, { once: true });
      this.#port.post({ type: 'question', request });
    });
  }

  /** Takes one message of the other side. Answers why it was refused, or null when it counted. Never throws. */
  receive(message: unknown): string | null {
    const parsed = answerMessageSchema.safeParse(message);
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      return this.#refuse(
        `this is no answer (${issue?.path.join('.') || 'message'}: ${issue?.message ?? 'wrong shape'})`,
      );
    }
    const { id, answer, note } = parsed.data;
    const open = this.#open.get(id);
    if (!open) return this.#refuse('there is no open question with this id');
    if (open.request.choices && !open.request.choices.includes(answer))
      return this.#refuse(`“${answer}” is not offered`);
    this.#open.delete(id);
    open.settle(note === undefined ? { answer } : { answer, note });
    return null;
  }

  #refuse(why: string): string {
    this.#port.post({ type: 'refused', why });
    return why;
  }
}
