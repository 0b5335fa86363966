/** The rules of the fake host, and how its questions were answered. */
import type { RuleInfo } from '../../../../electron/protocol/client.ts';
import type { Category } from '../../../../electron/protocol/verdict.ts';
import { START } from './data.ts';
import type { Handlers } from './handlers.ts';
import { APPROVALS, OFFERS, POLICY, RULES } from './rules-data.ts';

export class FakeRules {
  rules: RuleInfo[] = [...RULES];
  blocked: Category[] = ['payment'];

  readonly handlers: Pick<
    Handlers,
    | 'rules.list'
    | 'rules.add'
    | 'rules.remove'
    | 'rules.test'
    | 'rules.approvals'
    | 'policy.list'
    | 'policy.blocked'
    | 'policy.block'
  > = {
    'rules.list': () => ({ rules: this.rules }),
    'rules.add': ({ rule }) => {
      const id = `rule-${this.rules.length}`;
      const added: RuleInfo = { ...rule, id, source: 'person', createdAt: START, words: '' };
      this.rules = [...this.rules, added];
      return { rule: added };
    },
    'rules.remove': ({ id }) => {
      this.rules = this.rules.filter((r) => r.id !== id);
      return {};
    },
    'rules.test': () => ({
      decision: 'ask',
      by: 'rule:to-trash',
      why: 'Caution: moves to the trash, from where it can be put back. No rule of yours covers it.',
    }),
    'rules.approvals': () => ({
      ...APPROVALS,
      offers: OFFERS.filter((o) => !this.rules.some((r) => r.app === o.rule.app && r.control === o.rule.control)),
    }),
    'policy.list': () => ({ lines: POLICY.map(([id, risk, category, why]) => ({ id, risk, category, why })) }),
    'policy.blocked': () => ({ blocked: this.blocked }),
    'policy.block': ({ category, blocked }) => {
      this.blocked = [...this.blocked.filter((c) => c !== category), ...(blocked ? [category] : [])];
      return {};
    },
  };
}
