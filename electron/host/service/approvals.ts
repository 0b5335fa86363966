/** What became of questions, by application, and the rules that would spare those that are always allowed. Pure. */
import { mayBeRule } from '../../critic/gate/index.ts';
import type { ApprovalInfo, ResultOf, RuleDraft } from '../../protocol/client.ts';
import { VERBS, type PersonRule } from '../../protocol/rules.ts';
import { CATEGORIES } from '../../protocol/verdict.ts';
import { approvalStats, type AnsweredQuestion, type ApprovalStats } from '../../store/approvals.ts';

type Approvals = ResultOf<'rules.approvals'>;

/** `answers`: oldest first. A question of no known application counts only in the whole. */
export function approvalsBy(answers: readonly AnsweredQuestion[], rules: readonly PersonRule[]): Approvals {
  const byApp = Map.groupBy(answers, (a) => a.scope?.apps[0] ?? '');
  const stats = approvalStats(answers);
  return {
    all: infoOf(stats),
    apps: [...byApp]
      .filter(([app]) => app !== '')
      .map(([app, some]) => ({ app, ...infoOf(approvalStats(some)) }))
      .sort((a, b) => b.questions - a.questions || a.app.localeCompare(b.app)),
    offers: stats.always.flatMap((often) => {
      const rule = ruleFor(often);
      return rule && !rules.some((r) => covers(r, rule)) ? [{ times: often.times, action: often.action, rule }] : [];
    }),
  };
}

function infoOf({ questions, allowed, denied, unanswered, approvalRate: rate, medianMs }: ApprovalStats): ApprovalInfo {
  return { questions, allowed, denied, unanswered, rate, medianMs };
}

/** As narrow as what was asked about; null for what is worth a question every time. */
function ruleFor({ scope, category: name }: ApprovalStats['always'][number]): RuleDraft | null {
  const category = CATEGORIES.find((c) => c === name);
  const verb = VERBS.find((v) => v === scope.verb);
  const [[app], [control]] = [scope.apps, scope.controls];
  if (!category || !verb || app === undefined || control === undefined || !mayBeRule(category, scope)) return null;
  return { effect: 'allow', app, window: null, control, category, verb, expiresAt: null, note: '' };
}

/** A rule of the same names. One that is wider was the person's own thought and is left to them. */
const covers = (rule: PersonRule, { app, control, category, verb }: RuleDraft): boolean =>
  rule.effect === 'allow' &&
  [
    [rule.app, app],
    [rule.control, control],
    [rule.category, category],
    [rule.verb, verb],
  ].every(([names, name]) => names === undefined || (names as readonly unknown[]).includes(name));
