/** Ten thousand calls that no page of ours makes: each is refused, and what a page may ask for at most is a port. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { receive, type KnownWindows, type ShellActions } from './ipc.ts';

const OURS = 'steadyhand-app://window/index.html';
const KEY = '1b4e28ba-2fa1-41d2-883f-0016d3cca427';
const windows: KnownWindows = { roleOf: (id) => (id === 1 ? 'control' : id === 2 ? 'watch' : null) };

function spies(): { actions: ShellActions; done: string[] } {
  const done: string[] = [];
  // Whatever is called on it is noted, also what the type does not have.
  const actions = new Proxy({} as ShellActions, {
    get:
      (_target, name) =>
      (...args: unknown[]) => {
        done.push(`${String(name)} ${args.map(String).join(' ')}`);
        return Promise.resolve();
      },
  });
  return { actions, done };
}

const sender = fc.record({
  id: fc.constantFrom(0, 1, 2, 3, -1, NaN),
  url: fc.constantFrom(OURS, 'https://example.org/', 'file:///etc/passwd', 'steadyhand://other/', 'about:blank', ''),
  isMainFrame: fc.boolean(),
});
const word = fc.constantFrom(
  'connect',
  'hide',
  'open',
  'execute',
  'click',
  'permit',
  'answer',
  'run.start',
  '__proto__',
);
const payload = fc.oneof(
  fc.anything(),
  fc.record(
    {
      do: fc.oneof(word, fc.anything()),
      key: fc.oneof(fc.constant(KEY), fc.string()),
      url: fc.webUrl(),
      action: fc.anything(),
    },
    { requiredKeys: [] },
  ),
  fc.record({
    do: fc.constantFrom('execute', 'click', 'type', 'permit', 'allow_once'),
    id: fc.string(),
    permit: fc.anything(),
  }),
  fc.record({ do: fc.constant('connect'), key: fc.constant(KEY) }),
);

test('10000 random calls do nothing but hand ports to windows of ours', () => {
  const { actions, done } = spies();
  const calls = fc.sample(fc.tuple(sender, payload), { numRuns: 10_000, seed: 11 });
  let sound = 0;
  let refused = 0;
  for (const [from, what] of calls) {
    const before = done.length;
    const trusted = (from.id === 1 || from.id === 2) && from.isMainFrame && from.url === OURS;
    try {
      void receive(from, what, windows, actions);
      expect(trusted).toBe(true);
      sound++;
    } catch (e) {
      refused++;
      expect(String(e)).toContain('refused');
      expect(done.length).toBe(before);
    }
  }
  expect(refused).toBeGreaterThan(8000);
  // The trusted and well-formed ones among them show that the count can move.
  expect(sound).toBeGreaterThan(50);
  expect(
    done.every(
      (d) => d === `connect 1 control ${KEY}` || d === `connect 2 watch ${KEY}` || /^hideWindow [12]$/.test(d),
    ),
  ).toBe(true);
});
