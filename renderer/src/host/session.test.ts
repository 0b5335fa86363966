import { afterEach, describe, expect, test, vi } from 'vitest';
import { Refusal } from '../../../electron/protocol/client.ts';
import { FakeHost, type FakeOptions } from './fake/host.ts';
import { RETRY_MS, Session } from './session.ts';

// The fake host paints its pictures only when somebody asks for one; nothing here does.
function start(options: FakeOptions = {}): { host: FakeHost; session: Session; retries: (() => void)[] } {
  const host = new FakeHost({ pace: 0, ...options });
  const retries: (() => void)[] = [];
  const session = new Session({ connect: host.connect, client: 'test', later: (act) => retries.push(act) });
  return { host, session, retries };
}
afterEach(() => vi.restoreAllMocks());

describe('the session with the host', () => {
  test('says hello, then knows its role, the features and the settings', async () => {
    const { session } = start({ settings: { language: 'de' } });
    await session.start();
    const { link, hello, settings } = session.snapshot();
    expect([link, hello?.role, settings.language]).toEqual(['ready', 'control', 'de']);
  });

  test('when the host dies, what was shown stays, the open question goes, and it is tried again', async () => {
    const { host, session, retries } = start();
    await session.start();
    await session.call('run.start', { task: 'Save it', paused: true });
    await vi.waitFor(() => expect(session.snapshot().view?.cards).toHaveLength(1));
    host.unreachable = true;
    host.die('killed');
    expect(session.snapshot()).toMatchObject({ link: 'lost', why: 'killed', question: null });
    expect(session.snapshot().run?.task).toBe('Save it');
    expect(retries).toHaveLength(1);
    retries[0]?.();
    await vi.waitFor(() => expect(retries).toHaveLength(2));
    host.unreachable = false;
    retries[1]?.();
    await vi.waitFor(() => expect(session.snapshot().link).toBe('ready'));
    const resumed = host.calls.filter((c) => c.method === 'hello').at(-1);
    expect(resumed?.params).toMatchObject({ resume: { run: host.run?.state.runId } });
  });

  test('a refusal of the protocol is final: nothing is tried again', async () => {
    const retries: unknown[] = [];
    const refusal = new Refusal({ kind: 'protocol', code: 'token_refused', message: 'used', remedy: '' });
    const session = new Session({
      connect: () => Promise.reject(refusal),
      client: 'test',
      later: (act) => retries.push(act),
    });
    await session.start();
    expect(session.snapshot()).toMatchObject({ link: 'lost', hopeless: 'token_refused' });
    expect(retries).toEqual([]);
  });

  test('a setting the host refuses goes back to what it was', async () => {
    const body = { kind: 'environment', code: 'disk_full', message: 'The disk is full.', remedy: '' } as const;
    const { session } = start({ failures: { 'settings.set': body } });
    await session.start();
    await expect(session.set({ theme: 'dark' })).rejects.toThrow('The disk is full.');
    expect(session.snapshot().settings.theme).toBe('system');
  });

  test('calls without a connection are refused as such', async () => {
    const { session } = start();
    await expect(session.call('run.stop', {})).rejects.toMatchObject({ code: 'host_gone' });
  });

  test('pauses between tries grow and end', () => {
    expect([...RETRY_MS].sort((a, b) => a - b)).toEqual([...RETRY_MS]);
    expect(RETRY_MS.at(-1)).toBeLessThanOrEqual(5000);
  });
});
