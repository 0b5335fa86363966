import { expect, test } from 'vitest';
import type { ConfirmationRequest, QuestionMessage } from '../../protocol/verdict.ts';
import { questionMessageSchema } from '../../protocol/verdict.ts';
import { PortConfirmer } from './port-confirmer.ts';

const request = (over: Partial<ConfirmationRequest> = {}): ConfirmationRequest => ({
  ...{ id: 'q1', action: 'Click.', risk: 'caution', category: 'delete', consequence: 'c', why: 'w', suggestion: '' },
  ...{ timeoutSeconds: 10, picture: null, choices: ['allow_once', 'deny', 'stop'] },
  ...over,
});
function port() {
  const sent: QuestionMessage[] = [];
  const confirmer = new PortConfirmer({ post: (m) => void sent.push(questionMessageSchema.parse(m)) });
  return { sent, confirmer };
}
const never = (): AbortSignal => new AbortController().signal;

test('a question goes out once and its answer settles it', async () => {
  const { sent, confirmer } = port();
  const asked = confirmer.ask(request(), never());
  expect(sent).toMatchObject([{ type: 'question', request: { id: 'q1' } }]);
  expect(confirmer.receive({ type: 'answer', id: 'q1', answer: 'deny', note: 'not now' })).toBeNull();
  expect(await asked).toEqual({ answer: 'deny', note: 'not now' });
  expect(confirmer.receive({ type: 'answer', id: 'q1', answer: 'allow_once' })).toContain('no open question');
});

test.each([
  null,
  'yes',
  { type: 'answer', id: 'q1' },
  { type: 'answer', id: 'q1', answer: 'sure' },
  { type: 'answer', id: 'q2', answer: 'allow_once' },
  { type: 'answer', id: 'q1', answer: 'allow_run' },
  { type: 'answer', id: 'q1', answer: 'allow_once', permit: {} },
  { type: 'execute', id: 'q1', answer: 'allow_once' },
])('%j is refused with the reason and answers nothing', async (message) => {
  const { sent, confirmer } = port();
  let settled = false;
  void confirmer.ask(request(), never()).finally(() => (settled = true));
  expect(confirmer.receive(message)).not.toBeNull();
  expect(sent.at(-1)?.type).toBe('refused');
  await new Promise((r) => setImmediate(r));
  expect(settled).toBe(false);
});

test('a question that is withdrawn says so and takes no answer any more', async () => {
  const { sent, confirmer } = port();
  const stop = new AbortController();
  const asked = confirmer.ask(request(), stop.signal);
  stop.abort();
  await expect(asked).rejects.toThrow('withdrawn');
  expect(sent.at(-1)).toMatchObject({ type: 'withdrawn', id: 'q1' });
  expect(confirmer.receive({ type: 'answer', id: 'q1', answer: 'allow_once' })).not.toBeNull();
});
