import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dialog } from '../../../test/bench/critic/screens.ts';
import { SteadyhandError } from '../../protocol/errors.ts';
import { createCritic } from '../critic.ts';
import { LANGUAGES, LEXICON, type Phrases } from './lexicon.ts';
import { fits, parsePolicy, POLICY_VERSION } from './schema.ts';
import { SHIPPED_POLICY } from './table.ts';

const rule = { id: 'a', when: 'click', risk: 'destructive', category: 'delete', why: 'a good reason' };
const codeOf = (policy: unknown): string => {
  try {
    parsePolicy(policy);
  } catch (e) {
    return e instanceof SteadyhandError ? `${e.code}: ${e.message}` : String(e);
  }
  return 'accepted';
};

describe('a policy that cannot be trusted is refused', () => {
  test.each([
    ['nothing', undefined, 'policy_damaged'],
    ['null', null, 'policy_damaged'],
    ['empty', {}, 'policy_damaged'],
    ['no rules', { version: 1, rules: [] }, 'policy_damaged'],
    ['newer', { ...SHIPPED_POLICY, version: POLICY_VERSION + 1 }, 'policy_version'],
    ['older', { ...SHIPPED_POLICY, version: 0 }, 'policy_damaged'],
    ['unknown sign', { version: 1, rules: [{ ...rule, when: 'click label:fun' }] }, 'policy_damaged'],
    ['unknown risk', { version: 1, rules: [{ ...rule, risk: 'meh' }] }, 'policy_damaged'],
    ['no reason', { version: 1, rules: [{ ...rule, why: '' }] }, 'policy_damaged'],
    ['safe with a category', { version: 1, rules: [rule, { ...rule, id: 'b', risk: 'safe' }] }, 'policy_damaged'],
    ['the same id twice', { version: 1, rules: [rule, rule] }, 'policy_damaged'],
    ['nothing destructive', { version: 1, rules: [{ ...rule, risk: 'safe', category: 'none' }] }, 'policy_damaged'],
    ['a stray field', { version: 1, rules: [{ ...rule, comment: 'x' }] }, 'policy_damaged'],
    ['text', 'version: 1', 'policy_damaged'],
  ])('%s', (_name, policy, code) => {
    expect(codeOf(policy)).toMatch(new RegExp(`^${code}`));
  });

  test('the error names the entry', () => {
    expect(codeOf({ version: 1, rules: [rule, { ...rule, id: 'b', when: 'clack' }] })).toContain('rules.1.when');
  });

  test('a critic with such a policy rejects every judgement', async () => {
    const { screen } = dialog(['Hello'], ['OK']);
    const input = {
      task: 't',
      history: [],
      action: { type: 'hotkey' as const, keys: ['a'] },
      target: null,
      targetBox: null,
      screen,
    };
    for (const policy of [undefined, null, {}, { version: 9, rules: [] }]) {
      await expect(createCritic({ policy }).judge(input)).rejects.toThrow(SteadyhandError);
    }
  });

  test('no random value is a policy', () => {
    fc.assert(fc.property(fc.anything(), (v) => codeOf(v) !== 'accepted'));
  });
});

test('the shipped policy is sound', () => {
  expect(codeOf(SHIPPED_POLICY)).toBe('accepted');
});

test('signs: all of them, one of several, none of these', () => {
  const signs = new Set(['click', 'opens']);
  expect(fits('click opens', signs)).toBe(true);
  expect(fits('click red', signs)).toBe(false);
  expect(fits('red|opens', signs)).toBe(true);
  expect(fits('click !opens', signs)).toBe(false);
  expect(fits('click !red', signs)).toBe(true);
});

test('every meaning has words in all languages', () => {
  for (const [meaning, words] of Object.entries(LEXICON)) {
    // "ok" and the Japanese entry for "ok" are written alike; everything else is given language by language.
    const missing = LANGUAGES.filter((l) => ((words as Phrases)[l] ?? '') === '');
    expect(missing, meaning).toEqual([]);
  }
});
