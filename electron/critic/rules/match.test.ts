import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PersonRule, RuleSubject } from '../../protocol/rules.ts';
import { explain, otherViews, patternFits, rulingFor, viewOf } from './match.ts';

const NOW = Date.parse('2026-11-23T12:00:00Z');
const rule = (id: string, effect: PersonRule['effect'], over: Partial<PersonRule> = {}): PersonRule => ({
  ...{ id, effect, tier: 'user', file: '/r', line: 1 },
  ...over,
});
const subject = (over: Partial<RuleSubject> = {}): RuleSubject => ({
  apps: ['Thunar'],
  windows: ['Downloads - Thunar'],
  controls: ['Move to Trash'],
  category: 'delete',
  verb: 'click',
  ...over,
});
const decide = (rules: readonly PersonRule[], s: Partial<RuleSubject> = {}) => rulingFor({ rules }, subject(s), NOW);

describe('who wins', () => {
  const allow = rule('allow', 'allow', { app: ['thunar'] });
  const ask = rule('ask', 'ask', { category: ['delete'] });
  const deny = rule('deny', 'deny', { verb: ['click'] });
  test.each([
    [[allow, ask, deny], 'deny'],
    [[deny, ask, allow], 'deny'],
    [[allow, ask], 'ask'],
    [[allow], 'allow'],
  ] as const)('deny before ask before allow, in any order (%#)', (rules, id) => {
    expect(decide(rules)?.rule.id).toBe(id);
  });

  test('a managed rule before one of the person, whatever they say', () => {
    for (const [managed, mine] of [
      ['allow', 'deny'],
      ['deny', 'allow'],
      ['ask', 'deny'],
    ] as const) {
      const rules = [
        rule('mine', mine, { app: ['thunar'] }),
        rule('managed', managed, { tier: 'managed', app: ['thunar'] }),
      ];
      expect(decide(rules)).toMatchObject({ effect: managed, rule: { id: 'managed' }, sure: true });
    }
  });

  test('no rule about it decides nothing', () => {
    expect(decide([rule('a', 'deny', { app: ['firefox'] })])).toBeNull();
    expect(decide([])).toBeNull();
  });

  test('every condition must hold, and one pattern of each is enough', () => {
    const r = rule('a', 'deny', { app: ['firefox', 'thu*'], control: ['*trash*'], verb: ['drag', 'click'] });
    expect(decide([r])?.effect).toBe('deny');
    expect(decide([r], { verb: 'type' })).toBeNull();
  });

  test('a rule that has ended decides nothing, one that ends today still does', () => {
    expect(decide([rule('a', 'deny', { app: ['thunar'], until: '2026-11-23T11:59:59Z' })])).toBeNull();
    expect(decide([rule('a', 'deny', { app: ['thunar'], until: '2026-11-23' })])?.effect).toBe('deny');
  });
});

describe('what is not known', () => {
  test('a rule that denies or asks may be meant: it asks', () => {
    for (const effect of ['deny', 'ask'] as const) {
      const found = decide([rule('a', effect, { app: ['keepassxc'] })], { apps: [] });
      expect(found).toMatchObject({ effect: 'ask', sure: false });
      expect(found?.why).toContain('the application is not known');
    }
    expect(decide([rule('a', 'deny', { category: ['payment'] })], { category: null })?.effect).toBe('ask');
  });

  test('a rule that allows is not guessed to hold', () => {
    expect(decide([rule('a', 'allow', { app: ['thunar'] })], { apps: [] })).toBeNull();
    expect(decide([rule('a', 'allow', { category: ['delete'] })], { category: null })).toBeNull();
  });

  test('a doubt about a managed rule holds back an allow, not a deny, of the person', () => {
    const managed = rule('m', 'deny', { tier: 'managed', window: ['Bank*'] });
    expect(decide([managed, rule('a', 'allow', { app: ['thunar'] })], { windows: [] })?.effect).toBe('ask');
    expect(decide([managed, rule('a', 'deny', { app: ['thunar'] })], { windows: [] })?.effect).toBe('deny');
  });
});

test('to allow, every name of the control has to fit; to deny, one', () => {
  const two = { controls: ['OK', 'Delete all'] };
  expect(decide([rule('a', 'allow', { control: ['OK'] })], two)).toBeNull();
  expect(decide([rule('a', 'allow', { control: ['OK', 'Delete*'] })], two)?.effect).toBe('allow');
  expect(decide([rule('a', 'deny', { control: ['Delete*'] })], two)?.effect).toBe('deny');
});

describe('patterns', () => {
  test.each([
    ['move to trash', 'Move  to Trash', true],
    ['*trash*', 'Move to Trash', true],
    ['delete?', 'Delete', false],
    ['delete?', 'Deletes', true],
    ['Löschen', 'loschen', true],
    ['*.txt', 'a.txt.bak', false],
    ['(a+)+$', 'aaaa', false],
    ['[x]', '[x]', true],
    ['**a*', 'bab', true],
    ['', 'x', false],
    ['ゴミ箱*', 'ゴミ箱に移動', true],
  ])('%j and %j: %s', (pattern, value, fits) => {
    expect(patternFits(pattern, value)).toBe(fits);
  });
  test('a text fits itself, and a star on either side', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        const plain = a.replace(/[*?]/g, '').trim();
        expect(patternFits(plain, plain)).toBe(true);
        expect(patternFits(`*${plain}*`, `${b}${plain}${b}`)).toBe(true);
      }),
    );
  });
  test('a hostile pattern takes no time', () => {
    expect(patternFits(`${'*a'.repeat(100)}b`, 'a'.repeat(2000))).toBe(false);
  });
});

test('the explanation names the condition that does not hold, and why a rule is outranked', () => {
  const deny = rule('deny', 'deny', { app: ['thunar'] });
  const allow = rule('allow', 'allow', { category: ['delete'] });
  const other = rule('other', 'deny', { window: ['Bank'] });
  const book = { rules: [deny, allow, other] };
  const ruling = rulingFor(book, subject(), NOW);
  expect(ruling?.why).toBe('your rule “deny” says deny: application “Thunar” is “thunar”');
  const others = otherViews(book, subject(), ruling, NOW);
  expect(others.map((o) => o.because)).toEqual([
    'deny comes before allow',
    'window “Downloads - Thunar” is not “Bank”',
  ]);
  expect(explain(viewOf(rule('e', 'ask', { until: '2020-01-01' }), subject(), NOW))).toBe('ended 2020-01-01');
});
