import { expect, test } from 'vitest';
import { pause, unlessAborted } from './port.ts';

const never = new Promise<never>(() => undefined);

test('a pause ends with the reason of the stop', async () => {
  const abort = new AbortController();
  const waiting = pause(60_000, abort.signal);
  abort.abort(new Error('the person stopped it'));
  await expect(waiting).rejects.toThrow('the person stopped it');
});

test('work that hangs does not hold up a stop', async () => {
  const abort = new AbortController();
  const waiting = unlessAborted(never, abort.signal);
  abort.abort(new Error('the person stopped it'));
  await expect(waiting).rejects.toThrow('the person stopped it');
});

test('after a stop nothing is waited for', async () => {
  const stopped = AbortSignal.abort(new Error('stopped before'));
  await expect(pause(0, stopped)).rejects.toThrow('stopped before');
  await expect(unlessAborted(Promise.resolve(1), stopped)).rejects.toThrow('stopped before');
});

test('work that fails after a stop harms nobody', async () => {
  const unseen: unknown[] = [];
  const note = (error: unknown): void => void unseen.push(error);
  process.on('unhandledRejection', note);
  try {
    const late = Promise.reject(new Error('the display has gone'));
    await expect(unlessAborted(late, AbortSignal.abort(new Error('stopped')))).rejects.toThrow('stopped');
    await new Promise((done) => setTimeout(done, 10));
    expect(unseen).toEqual([]);
  } finally {
    process.off('unhandledRejection', note);
  }
});

test('work that ends is answered', async () => {
  await expect(unlessAborted(Promise.resolve(1), new AbortController().signal)).resolves.toBe(1);
});
