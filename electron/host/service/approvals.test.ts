import { expect, test } from 'vitest';
import type { PersonRule } from '../../protocol/rules.ts';
import type { AnsweredQuestion } from '../../store/approvals.ts';
import { approvalsBy } from './approvals.ts';

const asked = (change: Partial<AnsweredQuestion> & { app?: string | null }): AnsweredQuestion => {
  const { app = 'Mousepad', ...rest } = change;
  return {
    ...{ runId: 'r', at: 1, action: 'Click “Save”', risk: 'caution', category: 'overwrite', ms: 2000 },
    scope: app === null ? null : { apps: [app], windows: ['Save As'], controls: ['Save'], verb: 'click' },
    answer: 'allow_once',
    ...rest,
  };
};
const times = (n: number, change: Parameters<typeof asked>[0]): AnsweredQuestion[] =>
  Array.from({ length: n }, () => asked(change));

test('answers are counted for each application, the most asked about first', () => {
  const { all, apps } = approvalsBy(
    [
      ...[asked({}), asked({ answer: 'deny', ms: 4000 }), asked({ answer: 'silence', ms: 60_000 })],
      ...[asked({ app: 'Thunar', answer: 'allow_run', ms: 1000 }), asked({ app: null })],
    ],
    [],
  );
  expect(all).toMatchObject({ questions: 5, allowed: 3, denied: 1, unanswered: 1, rate: 0.75 });
  expect(apps).toEqual([
    { app: 'Mousepad', questions: 3, allowed: 1, denied: 1, unanswered: 1, rate: 0.5, medianMs: 4000 },
    { app: 'Thunar', questions: 1, allowed: 1, denied: 0, unanswered: 0, rate: 1, medianMs: 1000 },
  ]);
});

test('what is always allowed is offered as a rule of its names, until there is one', () => {
  const often = times(5, {});
  const rule = { effect: 'allow', app: 'Mousepad', control: 'Save', category: 'overwrite', verb: 'click' } as const;
  expect(approvalsBy(often, []).offers).toEqual([
    { times: 5, action: 'Click “Save”', rule: { ...rule, window: null, expiresAt: null, note: '' } },
  ]);
  const mine: PersonRule = {
    ...{ id: 'mine', effect: 'allow', app: ['Mousepad'], control: ['Save'], tier: 'user', file: '', line: 0 },
    ...{ category: ['overwrite'], verb: ['click'] },
  };
  expect(approvalsBy(often, [mine]).offers).toEqual([]);
  expect(approvalsBy(times(4, {}), []).offers).toEqual([]);
});

test('nothing is offered for what is worth a question every time, or where there is nothing to narrow it by', () => {
  expect(approvalsBy(times(9, { category: 'payment' }), []).offers).toEqual([]);
  expect(approvalsBy(times(9, { app: null }), []).offers).toEqual([]);
  expect(approvalsBy([...times(9, {}), asked({ answer: 'deny' })], []).offers).toEqual([]);
});
