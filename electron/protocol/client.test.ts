import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  BadMessage,
  decodeWire,
  encodeWire,
  HostConnection,
  makeCall,
  METHODS,
  parseCall,
  parseHostMessage,
  Refusal,
  transportPair,
} from './client.ts';

const call = (method: string, params: unknown = {}, id: unknown = 1): unknown => ({ type: 'call', id, method, params });

test('a call gets its defaults, and what is left out is left out', () => {
  const made = makeCall(7, 'run.start', { task: '  click OK ' });
  expect(made).toEqual({
    type: 'call',
    id: 7,
    method: 'run.start',
    params: { task: 'click OK', confirm: 'ask', dryRun: false, paused: false },
  });
});

test.each([
  ['nothing at all', null, 'bad_message'],
  ['a text', 'run.start', 'bad_message'],
  ['an unknown method', call('run.everything'), 'unknown_method'],
  ['a name of Object', call('constructor'), 'unknown_method'],
  ['the prototype', call('__proto__'), 'unknown_method'],
  ['an unknown field', call('run.start', { task: 'x', permit: 'please' }), 'bad_message'],
  ['a field beside the envelope', { ...(call('hello') as object), permit: 1 }, 'bad_message'],
  ['an empty task', call('run.start', { task: '   ' }), 'bad_message'],
  ['a broken id', call('run.state', {}, -1), 'bad_message'],
  ['always without its rule', call('question.answer', { id: 'q', answer: { answer: 'always' } }), 'bad_message'],
  ['an answer nobody offered', call('question.answer', { id: 'q', answer: { answer: 'yes' } }), 'bad_message'],
])('refuses %s and says why', (_what, message, code) => {
  expect(() => parseCall(message)).toThrow(expect.objectContaining({ code }));
});

test('a refusal names the place of the fault and the call it belongs to', () => {
  try {
    parseCall(call('question.answer', { id: 'q', answer: { answer: 'always', rule: { effect: 'perhaps' } } }, 12));
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(BadMessage);
    expect(error).toMatchObject({ id: 12 });
    expect((error as BadMessage).message).toContain('answer.rule.effect');
  }
});

test('no method takes a permit, and every one that sends input needs control', () => {
  const text = JSON.stringify(Object.keys(METHODS));
  expect(text).not.toMatch(/permit|execute|input/i);
  for (const name of ['run.start', 'run.resume', 'run.step', 'skills.replay', 'run.correct'] as const) {
    expect(METHODS[name].who).toBe('control');
  }
  expect(METHODS['run.stop'].who).toBe('watch');
});

test('any JSON is either a call or refused, never another error', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(...Object.keys(METHODS)), (value, method) => {
      for (const message of [value, call(method, value)]) {
        try {
          parseCall(message);
        } catch (error) {
          if (!(error instanceof BadMessage)) throw error;
        }
      }
    }),
  );
});

test('what travels on a WebSocket arrives as it was, bytes included', () => {
  const piece = fc.uint8Array({ maxLength: 40 });
  const leaf = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), piece);
  const message = fc.letrec<{ node: unknown }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 3 },
      leaf,
      fc.array(tie('node')),
      fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), tie('node')),
    ),
  })).node;
  fc.assert(
    fc.property(message, (value) => {
      expect(decodeWire(encodeWire({ value }))).toEqual({ value });
    }),
  );
});

test('bytes that are not there are refused', () => {
  for (const bad of [new Uint8Array([0, 0]), new Uint8Array([0, 0, 0, 9, 123])]) {
    expect(() => decodeWire(bad)).toThrow(BadMessage);
  }
  const json = new TextEncoder().encode('{"data":{"$bytes":[0,99]}}');
  const whole = new Uint8Array(4 + json.length);
  new DataView(whole.buffer).setUint32(0, json.length);
  whole.set(json, 4);
  expect(() => decodeWire(whole)).toThrow('does not hold');
});

test('what the host says is checked too', () => {
  expect(() => parseHostMessage({ type: 'event', topic: 'run', body: { seq: 0, event: { event: 'sent' } } })).toThrow(
    BadMessage,
  );
  expect(() => parseHostMessage({ type: 'event', topic: 'toString', body: {} })).toThrow('not known');
});

test('a connection settles each call with its own answer, and all of them when it closes', async () => {
  const [mine, theirs] = transportPair();
  const host = new HostConnection(mine);
  theirs.onMessage((raw) => {
    const { id, method } = parseCall(raw);
    if (method === 'policy.blocked') theirs.send({ type: 'answer', id, result: { blocked: ['payment'] } });
    if (method === 'run.pause')
      theirs.send({ type: 'refusal', id, error: { kind: 'usage', code: 'no_run', message: 'No.', remedy: '' } });
    if (method === 'run.state') theirs.send({ type: 'answer', id, result: { run: 'fast' } });
  });
  const left = host.call('run.stop', {});
  await expect(host.call('policy.blocked', {})).resolves.toEqual({ blocked: ['payment'] });
  await expect(host.call('run.pause', {})).rejects.toMatchObject({ code: 'no_run' });
  await expect(host.call('run.state', {})).rejects.toThrow('answer to run.state is wrong');
  theirs.close('the host ended');
  await expect(left).rejects.toBeInstanceOf(Refusal);
  await expect(host.call('run.state', {})).rejects.toMatchObject({ code: 'host_gone' });
});
