/** What the gate does with rules, alarms, budgets and every answer. */
import { beforeEach, describe, expect, test } from 'vitest';
import type { Action } from '../../protocol/action.ts';
import { globalPoint } from '../../protocol/coordinates.ts';
import { SteadyhandError } from '../../protocol/errors.ts';
import type { PersonRule, RuleEntry, RuleSubject } from '../../protocol/rules.ts';
import type { ConfirmationAnswer, ConfirmationRequest, Verdict } from '../../protocol/verdict.ts';
import { BY, Gate, type GateParts, type GateRequest } from './gate.ts';
import { DEFAULT_GATE_SETTINGS } from './settings.ts';

const click: Action = { type: 'click', point: globalPoint(1, 2), button: 'left', count: 1, modifiers: [] };
const verdict = (over: Partial<Verdict> = {}): Verdict => ({
  ...{ risk: 'caution', category: 'delete', correct: true, score: 0.9, observation: 'seen', result: 'Gone.' },
  ...{ suggestion: 'Cancel.', reversible: 'From the trash.', evidence: [], rule: 'test', ms: 1 },
  ...over,
});
const safe = (over: Partial<Verdict> = {}): Verdict => verdict({ risk: 'safe', category: 'none', ...over });
const SUBJECT: RuleSubject = {
  ...{ apps: ['Thunar'], windows: ['Home'], controls: ['Move to Trash'], category: 'delete', verb: 'click' },
};
const request = (over: Partial<GateRequest> = {}): GateRequest => ({
  ...{ verdict: verdict(), action: click, context: { hash: 'h', patches: [], focus: null }, task: 't', picture: null },
  ...{ target: 'Move to Trash', app: 'Thunar', subject: SUBJECT },
  ...over,
});
const rule = (effect: PersonRule['effect'], over: Partial<PersonRule> = {}): PersonRule => ({
  ...{ id: effect, effect, app: ['thunar'], tier: 'user', file: '/r', line: 3 },
  ...over,
});

let asked: ConfirmationRequest[] = [];
let answer: ConfirmationAnswer = { answer: 'deny' };
let now = 1_000_000;
let saved: RuleEntry[] = [];
beforeEach(() => {
  asked = [];
  saved = [];
  answer = { answer: 'deny' };
  now = 1_000_000;
});
let ids = 0;
const gate = (rules: readonly PersonRule[] = [], over: Partial<GateParts> = {}): Gate =>
  new Gate({
    clock: () => now,
    confirmer: {
      name: 'the person',
      ask: (q) => {
        asked.push(q);
        now += 2500;
        return Promise.resolve(answer);
      },
    },
    settings: DEFAULT_GATE_SETTINGS,
    contextMatches: () => true,
    randomId: () => `id${String(++ids)}`,
    rules: { current: () => ({ rules }) },
    saveRule: (r) => void saved.push(r),
    ...over,
  });
const decide = (g: Gate, over: Partial<GateRequest> = {}) => g.decide(request(over), new AbortController().signal);

describe('rules of the person', () => {
  test('deny blocks without a question, also what is safe', async () => {
    for (const v of [verdict(), safe(), verdict({ risk: 'destructive' })]) {
      expect(await decide(gate([rule('deny')]), { verdict: v })).toMatchObject({ outcome: 'block', by: 'rule:deny' });
    }
    expect(asked).toEqual([]);
  });
  test('allow spares the question, also for what is destructive', async () => {
    expect(await decide(gate([rule('allow')]))).toMatchObject({ outcome: 'allow', by: 'rule:allow' });
    expect((await decide(gate([rule('allow')]), { verdict: verdict({ risk: 'destructive' }) })).outcome).toBe('allow');
    expect(asked).toEqual([]);
  });
  test('ask asks every time, also about what is safe and in spite of leave for the run', async () => {
    answer = { answer: 'allow_run' };
    const g = gate([rule('ask')]);
    await decide(g);
    await decide(g);
    await decide(g, { verdict: safe() });
    expect(asked).toHaveLength(3);
    expect(asked[0]?.why).toContain('your rule “ask” says ask'.replace('your', 'Your'));
    expect(asked[0]?.choices).not.toContain('allow_run');
    expect(asked[0]?.choices).not.toContain('always');
  });
  test('allow does not cover an alarm, a doubt or a missing verdict', async () => {
    const g = gate([rule('allow')]);
    await decide(g, { verdict: verdict({ alarms: ['The text comes from the screen.'] }) });
    await decide(g, { verdict: verdict({ correct: false, score: 0.2 }) });
    await decide(g, { verdict: null });
    await decide(g, { criticError: new Error('gone') });
    expect(asked).toHaveLength(4);
  });
  test('a deny of a category asks when the category is not known', async () => {
    await decide(gate([rule('deny', { app: ['thunar'], category: ['payment'] })]), { verdict: null });
    expect(asked).toHaveLength(1);
  });
  test('rules that cannot be used block everything', async () => {
    for (const thrown of [
      new SteadyhandError('blocked', 'rules_damaged', 'The rules cannot be used.', 'Mend.'),
      new Error('x'),
    ]) {
      const rules = {
        current: () => {
          throw thrown;
        },
      };
      expect(await decide(gate([], { rules }), { verdict: safe() })).toMatchObject({ outcome: 'block', by: BY.rules });
    }
    expect(asked).toEqual([]);
  });
  test('payment blocks until a rule names it', async () => {
    const pay = { verdict: verdict({ category: 'payment' as const }) };
    expect(await decide(gate(), pay)).toMatchObject({ by: BY.category });
    expect(await decide(gate([rule('allow')]), pay)).toMatchObject({ by: BY.category });
    answer = { answer: 'allow_once' };
    expect(await decide(gate([rule('ask', { category: ['payment'] })]), pay)).toMatchObject({ by: BY.once });
  });
});

describe('a critic that saw less asks more', () => {
  test('an alarm asks about a safe step and offers no leave', async () => {
    await decide(gate(), { verdict: safe({ alarms: ['The target comes from the screen.'] }) });
    expect(asked[0]).toMatchObject({ alarms: ['The target comes from the screen.'] });
    expect(asked[0]?.choices).toEqual(['allow_once', 'deny', 'stop']);
  });
  test('a degraded verdict gets no leave for the run, and the question says so', async () => {
    answer = { answer: 'allow_run' };
    const g = gate();
    for (let i = 0; i < 2; i++) await decide(g, { verdict: verdict({ degraded: 'the model was late' }) });
    expect(asked).toHaveLength(2);
    expect(asked[0]?.why).toContain('the model was late');
  });
});

describe('budgets', () => {
  test('clicks in a minute', async () => {
    const g = gate([], { settings: { ...DEFAULT_GATE_SETTINGS, clicksPerMinute: 2 } });
    for (let i = 0; i < 2; i++) expect((await decide(g, { verdict: safe() })).outcome).toBe('allow');
    expect(await decide(g, { verdict: safe() })).toMatchObject({ outcome: 'block', by: BY.budget });
    expect((await decide(g, { verdict: safe(), action: { type: 'hotkey', keys: ['tab'] } })).outcome).toBe('allow');
    now += 60_001;
    expect((await decide(g, { verdict: safe() })).outcome).toBe('allow');
  });
  test('after so many changed files a rule that allows no longer spares the question', async () => {
    const g = gate([rule('allow')], { settings: { ...DEFAULT_GATE_SETTINGS, filesPerRun: 3 } });
    for (let i = 0; i < 3; i++) expect((await decide(g)).outcome).toBe('allow');
    expect(asked).toEqual([]);
    await decide(g);
    expect(asked[0]?.why).toContain('changed files 3 times');
  });
});

describe('answers', () => {
  test('always saves the rule that was shown, and nothing a client changes in it', async () => {
    answer = { answer: 'always' };
    const g = gate([], {
      confirmer: {
        name: 'a client',
        ask: (q) => {
          asked.push(q);
          if (q.rule) q.rule.entry['app'] = ['*'];
          return Promise.resolve(answer);
        },
      },
    });
    expect(await decide(g)).toMatchObject({ outcome: 'allow', by: BY.always });
    expect(asked[0]?.rule?.words).toBe(
      'allow: application “Thunar”, control “Move to Trash”, category “delete”, action “click”',
    );
    expect(saved).toMatchObject([
      { effect: 'allow', app: ['Thunar'], control: ['Move to Trash'], category: ['delete'], verb: ['click'] },
    ]);
  });
  test('a rule that cannot be saved counts once, and the record says so', async () => {
    answer = { answer: 'always' };
    const saveRule = (): never => {
      throw new Error('the disk is full');
    };
    const d = await decide(gate([], { saveRule }));
    expect(d).toMatchObject({ outcome: 'allow', by: BY.once });
    expect(d.reason).toContain('the disk is full');
  });
  test.each([
    ['a payment', { category: 'payment' as const }],
    ['a command', { category: 'shell' as const }],
    ['a disk', { category: 'format_disk' as const }],
    ['a step that looks wrong', { correct: false, score: 0.1 }],
    ['an alarm', { alarms: ['a'] }],
  ])('always is not offered for %s, and counts once when it comes all the same', async (_name, over) => {
    answer = { answer: 'always' };
    const rules = [rule('ask', { category: ['payment'] })];
    expect((await decide(gate(rules), { verdict: verdict({ risk: 'destructive', ...over }) })).outcome).toBe('allow');
    expect(asked[0]?.choices).not.toContain('always');
    expect(asked[0]?.rule).toBeNull();
    expect(saved).toEqual([]);
  });
  test('always needs to know the application and the control, and takes no name with a star', async () => {
    for (const over of [{ apps: [] }, { controls: [] }, { controls: ['Delete *'] }]) {
      await decide(gate(), { subject: { ...SUBJECT, ...over } });
      expect(asked.at(-1)?.rule).toBeNull();
    }
  });
  test('a reason goes into the decision', async () => {
    answer = { answer: 'deny', note: 'use the trash' };
    expect(await decide(gate())).toMatchObject({ outcome: 'block', by: BY.denied, note: 'use the trash' });
  });
  test('take over blocks the step as taken over', async () => {
    answer = { answer: 'take_over' };
    expect(await decide(gate([], { canTakeOver: true }))).toMatchObject({ outcome: 'block', by: BY.takeOver });
    expect(asked[0]?.choices).toContain('take_over');
  });
  test('every answer is kept with the time it took and whether a person gave it', async () => {
    expect((await decide(gate())).asked).toMatchObject({ answer: 'deny', ms: 2500, person: true });
    const fixed = { name: '--confirm deny', isPerson: false, ask: () => Promise.resolve({ answer: 'deny' as const }) };
    expect((await decide(gate([], { confirmer: fixed }))).asked).toMatchObject({ person: false });
    const silent = { name: 'nobody', ask: () => new Promise<never>(() => undefined) };
    const quick = { ...DEFAULT_GATE_SETTINGS, answerSeconds: 0.02 };
    expect((await decide(gate([], { confirmer: silent, settings: quick }))).asked).toMatchObject({ answer: 'silence' });
  });
  test('what was always allowed before is said, with the rule that would spare it', async () => {
    await decide(gate([], { past: { allowedInARow: () => 7 } }));
    expect(asked[0]?.allowedBefore).toBe(7);
    expect(asked[0]?.why).toContain('7 times in a row');
  });
});
