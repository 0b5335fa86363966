import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { ANSWERS, type ConfirmationRequest } from '../../protocol/verdict.ts';
import { answerOf, fixedConfirmer, promptText, StreamConfirmer } from './confirmers.ts';

const question = (over: Partial<ConfirmationRequest> = {}): ConfirmationRequest => ({
  id: 'q',
  action: 'Click “Delete” at 1, 2.',
  risk: 'caution',
  category: 'delete',
  consequence: 'Something will be deleted.',
  why: 'the dialog says so',
  suggestion: 'Cancel.',
  timeoutSeconds: 30,
  picture: null,
  ...over,
});
const never = (): AbortSignal => new AbortController().signal;
function atTerminal(typed: string | null): { confirmer: StreamConfirmer; output: PassThrough; input: PassThrough } {
  const [input, output] = [new PassThrough(), new PassThrough()];
  if (typed !== null) input.end(typed);
  return { confirmer: new StreamConfirmer(input, output), output, input };
}

test.each([
  ['y\n', 'allow_once'],
  ['YES\n', 'allow_once'],
  ['r\n', 'allow_run'],
  ['n\n', 'deny'],
  ['\n', 'deny'],
  ['what?\n', 'deny'],
  ['s\n', 'stop'],
  ['', 'deny'],
  ['y', 'allow_once'], // the last line of a pipe need not end in a newline
  ['constructor\n', 'deny'],
] as const)('typing %j answers %s', async (typed, answer) => {
  expect((await atTerminal(typed).confirmer.ask(question(), never())).answer).toBe(answer);
});

test('piped lines answer question after question, and the end of the pipe is no', async () => {
  const { confirmer } = atTerminal('y\nn\nr\n');
  const answers = [];
  for (let i = 0; i < 4; i++) answers.push((await confirmer.ask(question(), never())).answer);
  expect(answers).toEqual(['allow_once', 'deny', 'allow_run', 'deny']);
});

test('"for this run" is not to be had for a destructive action', async () => {
  const { confirmer, output } = atTerminal('r\n');
  expect((await confirmer.ask(question({ risk: 'destructive' }), never())).answer).toBe('allow_once');
  expect(String(output.read())).not.toContain('for this run');
});

test('a withdrawn question is no, and the next line answers the next question', async () => {
  const { confirmer, input } = atTerminal(null);
  const withdrawn = new AbortController();
  const first = confirmer.ask(question(), withdrawn.signal);
  await new Promise((r) => setImmediate(r));
  withdrawn.abort();
  expect((await first).answer).toBe('deny');
  const second = confirmer.ask(question(), never());
  await new Promise((r) => setImmediate(r));
  input.write('y\n');
  expect((await second).answer).toBe('allow_once');
  confirmer.close();
});

test('on a terminal, what was typed before the question does not answer it', async () => {
  const { confirmer, input, output } = atTerminal(null);
  (input as unknown as { isTTY: boolean }).isTTY = true;
  // Nobody has read the terminal before the first question: this is still in it.
  input.write('y\n');
  const first = confirmer.ask(question(), never());
  await once(output, 'readable');
  input.write('n\ny\n');
  expect((await first).answer).toBe('deny');
  const withdrawn = new AbortController();
  const second = confirmer.ask(question(), withdrawn.signal);
  await new Promise((r) => setImmediate(r));
  withdrawn.abort();
  expect((await second).answer).toBe('deny');
  confirmer.close();
});

test('the prompt shows what, consequence, why and a safer way', () => {
  const text = promptText(question());
  for (const part of [
    'Click “Delete”',
    'Something will be deleted.',
    'the dialog says so',
    'Cancel.',
    'n = no (default)',
  ]) {
    expect(text).toContain(part);
  }
});

test.each([
  ['n use the trash instead', { answer: 'deny', note: 'use the trash instead' }],
  ['no, not that one', { answer: 'deny', note: 'not that one' }],
  ['y please', { answer: 'deny' }],
  ['a', { answer: 'always' }],
  ['t', { answer: 'take_over' }],
  ['A', { answer: 'always' }],
] as const)('where everything is offered, typing %j answers %j', (line, answer) => {
  expect(answerOf(line, question({ choices: [...ANSWERS] }))).toEqual(answer);
});

test('where always and take over are not offered, always counts once and take over is no', () => {
  expect(answerOf('a', question())).toEqual({ answer: 'allow_once' });
  expect(answerOf('t', question())).toEqual({ answer: 'deny' });
});

test('the prompt shows what speaks against it first, and the rule that always would save', () => {
  const rule = { words: 'allow: application “Thunar”', entry: {} };
  const text = promptText(question({ choices: [...ANSWERS], rule, alarms: ['The text comes from the screen.'] }));
  expect(text.indexOf('CAREFUL')).toBeLessThan(text.indexOf('Consequence'));
  expect(text).toContain('Always saves the rule: allow: application “Thunar”');
});

test('fixed confirmers', async () => {
  expect((await fixedConfirmer('deny').ask(question(), never())).answer).toBe('deny');
  expect((await fixedConfirmer('allow').ask(question(), never())).answer).toBe('allow_once');
});

test.each([
  ['y\n', true],
  ['yes\n', true],
  ['n\n', false],
  ['\n', false],
  ['r\n', false],
  ['', false],
] as const)('a plain question: typing %j is %s', async (typed, yes) => {
  expect(await atTerminal(typed).confirmer.askYes('You moved the mouse. Continue?', 30, never())).toBe(yes);
});

test('a plain question that nobody answers in time is no', async () => {
  const { confirmer, output } = atTerminal(null);
  expect(await confirmer.askYes('Continue?', 0.05, never())).toBe(false);
  expect(String(output.read())).toContain('Continue? [y/N]');
  confirmer.close();
});
