/** The person's rules as clients read, add, remove and try them. The files are those of `steadyhand rules`. */
import { randomBytes } from 'node:crypto';
import { DEFAULT_GATE_SETTINGS, leaningFor, ruleId } from '../../critic/gate/index.ts';
import { describeRule } from '../../critic/rules/index.ts';
import type { ParamsOf, ResultOf, RuleDraft, RuleInfo } from '../../protocol/client.ts';
import { SteadyhandError } from '../../protocol/errors.ts';
import {
  isBoundless,
  momentOf,
  VERBS,
  type PersonRule,
  type RuleBook,
  type RuleSubject,
} from '../../protocol/rules.ts';
import type { Category } from '../../protocol/verdict.ts';
import type { RunDetail, StepRecord } from '../../store/records.ts';
import { addRule, removeRule } from '../../store/rules-file.ts';
import { categoriesBlocked, readRuleBook, setBlocked, userRules } from '../rules.ts';
import { approvalsBy } from './approvals.ts';
import type { HistoryDesk } from './history-desk.ts';
import { draftOf, entryOf } from './rule-drafts.ts';

export class RulesDesk {
  readonly #history: Pick<HistoryDesk, 'detail' | 'answers'>;

  constructor(history: Pick<HistoryDesk, 'detail' | 'answers'>) {
    this.#history = history;
  }

  list(): ResultOf<'rules.list'> {
    return { rules: readRuleBook().rules.map(ruleInfo) };
  }

  /** @throws SteadyhandError `rule_boundless` for a rule about everything that nobody confirmed; and what the file says */
  add({ rule, confirmBroad }: ParamsOf<'rules.add'>): ResultOf<'rules.add'> {
    const now = Date.now();
    const file = userRules();
    const entry = entryOf(rule, idFor(rule), now);
    if (isBoundless(entry) && !confirmBroad) {
      throw new SteadyhandError(
        'usage',
        'rule_boundless',
        `Nothing narrows this rule, so it would ${rule.effect} everything.`,
        'Name an application, a window, a control, a category or a kind of action, or confirm it.',
      );
    }
    addRule(file, entry, now);
    return { rule: ruleInfo({ ...entry, tier: 'user', file, line: 0 }) };
  }

  remove({ id }: ParamsOf<'rules.remove'>): Record<string, never> {
    const managed = readRuleBook().rules.some((r) => r.id === id && r.tier === 'managed');
    if (managed) {
      const remedy = 'Ask whoever manages this computer.';
      throw new SteadyhandError('blocked', 'rule_managed', `The rule “${id}” comes with this machine.`, remedy);
    }
    removeRule(userRules(), id);
    return {};
  }

  /** What the rules would say today of a step of the past; with `draft` as if that rule were there too. */
  async test({ run, ordinal, draft }: ParamsOf<'rules.test'>): Promise<ResultOf<'rules.test'>> {
    const detail = await this.#history.detail(run);
    const step = detail.stepRecords.find((s) => s.ordinal === ordinal);
    if (!step?.action) {
      const remedy = 'Choose a step that sends something.';
      throw new SteadyhandError('usage', 'no_such_step', `Step ${ordinal + 1} of ${detail.id} sends nothing.`, remedy);
    }
    const now = Date.now();
    const book = withDraft(readRuleBook(undefined, now), draft, now);
    const subject = subjectOfStep(detail, step);
    const { verdict } = step;
    const { outcome, by, reason } = leaningFor({ verdict, subject, book, settings: DEFAULT_GATE_SETTINGS, now });
    return { decision: outcome, by, why: reason };
  }

  /** How questions were answered; a rule that is there already is not offered. */
  async approvals(): Promise<ResultOf<'rules.approvals'>> {
    return approvalsBy(await this.#history.answers(), readRuleBook().rules);
  }

  blocked(): Category[] {
    return [...categoriesBlocked()];
  }

  /** Switches a kind of actions off or on; a run sees it at its next step. */
  block({ category, blocked }: ParamsOf<'policy.block'>): Record<string, never> {
    if (category === 'none') {
      throw new SteadyhandError(
        'usage',
        'no_such_category',
        'Harmless actions cannot be switched off.',
        'Choose another.',
      );
    }
    setBlocked(category, blocked);
    return {};
  }
}

/** Tells what the rule is about, and is its own. */
const idFor = (rule: RuleDraft): string => ruleId(entryOf(rule, 'draft', Date.now()), randomBytes(4).toString('hex'));

function withDraft(book: RuleBook, draft: RuleDraft | undefined, now: number): RuleBook {
  if (!draft) return book;
  const rule: PersonRule = { ...entryOf(draft, 'this-rule', now), tier: 'user', file: '', line: 0 };
  return { rules: [...book.rules, rule] };
}

/** A rule with more than a form can show is shown by its words alone. */
function ruleInfo(rule: PersonRule): RuleInfo {
  const draft = draftOf(entryFields(rule));
  const any = { app: null, window: null, control: null, category: null, verb: null };
  const until = rule.until === undefined ? null : momentOf(rule.until);
  return {
    ...(draft ?? { ...any, effect: rule.effect, expiresAt: until, note: rule.note ?? '' }),
    id: rule.id,
    source: rule.tier === 'managed' ? 'managed' : 'person',
    createdAt: rule.added === undefined ? null : momentOf(rule.added),
    words: describeRule(rule),
  };
}

function entryFields({ tier: _tier, file: _file, line: _line, ...entry }: PersonRule): unknown {
  return entry;
}

function subjectOfStep(run: RunDetail, step: StepRecord): RuleSubject {
  const decided = run.events.findLast((e) => e.event === 'decision' && e.step === step.step);
  const scope = decided?.event === 'decision' ? decided.scope : undefined;
  const { intent, grounding, action } = step;
  const target = 'target' in intent && intent.target ? intent.target : grounding?.instruction;
  return {
    verb: VERBS.find((v) => v === action?.type) ?? 'click',
    controls: scope?.controls ?? (target ? [target] : []),
    apps: scope?.apps ?? [],
    windows: scope?.windows ?? [],
    category: step.verdict?.category ?? null,
  };
}
