import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CATEGORIES, RISKS, type Critic, type CriticInput, type Verdict } from '../protocol/verdict.ts';
import { combineCritics, raised } from './combined.ts';
import { leaningFor } from './gate/index.ts';
import { DEFAULT_GATE_SETTINGS } from './gate/settings.ts';

const verdict = (over: Partial<Verdict> = {}): Verdict => ({
  ...{ risk: 'safe', category: 'none', correct: true, score: 0.8, observation: 'seen', result: '', suggestion: '' },
  ...{ reversible: null, evidence: [], rule: 'r', ms: 1 },
  ...over,
});
const input = {} as CriticInput;
const says = (v: unknown): Critic => ({ judge: () => Promise.resolve(v as Verdict) });

const broken: readonly (readonly [string, Critic | null])[] = [
  ['missing', null],
  ['throwing', { judge: () => Promise.reject(new Error('no session')) }],
  [
    'throwing at once',
    {
      judge: () => {
        throw new Error('no session');
      },
    },
  ],
  ['silent', { judge: () => new Promise(() => undefined) }],
  ['answering nothing', says(undefined)],
  ['answering NaN', says(verdict({ score: NaN }))],
  ['answering another risk', says(verdict({ risk: 'fine' as never }))],
];
test.each(broken)('a learned critic that is %s leaves the policy, and more is asked', async (_name, learned) => {
  for (const risk of RISKS) {
    const own = verdict({ risk, category: risk === 'safe' ? 'none' : 'delete' });
    const found = await combineCritics(says(own), { learned, timeoutMs: 20 }).judge(input);
    expect(found).toMatchObject({ risk, category: own.category, correct: true, score: 0.8, rule: 'r' });
    expect(found.degraded).toContain('learned critic');
    const subject = { apps: ['a'], windows: [], controls: [], category: own.category, verb: 'click' as const };
    const parts = { subject, book: { rules: [] }, settings: DEFAULT_GATE_SETTINGS, now: 0 };
    const [before, after] = [own, found].map((v) => leaningFor({ verdict: v, ...parts }));
    expect(after?.outcome).toBe(before?.outcome);
    expect(after?.once).toBe(false);
  }
});

test('a policy that fails is not made up for', async () => {
  const policy: Critic = { judge: () => Promise.reject(new Error('damaged')) };
  await expect(combineCritics(policy, { learned: says(verdict()) }).judge(input)).rejects.toThrow('damaged');
});

const anyVerdict = fc.record({
  risk: fc.constantFrom(...RISKS),
  category: fc.constantFrom(...CATEGORIES),
  correct: fc.boolean(),
  score: fc.double({ min: 0, max: 1, noNaN: true }),
  unsure: fc.constantFrom(true as const, undefined),
  alarms: fc.array(fc.string({ minLength: 1 }), { maxLength: 2 }),
});
test('whatever the learned critic says, nothing is lowered and nothing asked less', () => {
  fc.assert(
    fc.property(anyVerdict, anyVerdict, ({ unsure, ...p }, { unsure: _none, ...l }) => {
      const [policy, learned] = [verdict({ ...p, ...(unsure ? { unsure } : {}) }), verdict(l)];
      const harmlessGuess = unsure && policy.risk === 'safe' && learned.risk === 'safe';
      const both = raised(policy, learned);
      expect(RISKS.indexOf(both.risk)).toBe(Math.max(RISKS.indexOf(policy.risk), RISKS.indexOf(learned.risk)));
      if (!harmlessGuess) expect(both.score).toBeLessThanOrEqual(policy.score);
      if (!policy.correct && !harmlessGuess) expect(both.correct).toBe(false);
      const rank = { allow: 0, ask: 1, block: 2 };
      const settings = { ...DEFAULT_GATE_SETTINGS, blocked: [] };
      const of = (v: Verdict) =>
        leaningFor({
          verdict: v,
          subject: { apps: ['a'], windows: [], controls: [], category: v.category, verb: 'click' },
          ...{ book: { rules: [] }, settings, now: 0 },
        });
      expect(rank[of(both).outcome]).toBeGreaterThanOrEqual(rank[of(policy).outcome]);
      expect(Number(of(both).once)).toBeLessThanOrEqual(of(policy).outcome === 'allow' ? 1 : Number(of(policy).once));
    }),
    { numRuns: 1000 },
  );
});
