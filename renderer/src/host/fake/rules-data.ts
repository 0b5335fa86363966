/** The rules and answers that the fake host has on record. */
import type { ResultOf } from '../../../../electron/protocol/client-methods.ts';
import type { RuleInfo } from '../../../../electron/protocol/client-parts.ts';
import { HOUR, START } from './data.ts';

export const RULES: readonly RuleInfo[] = [
  {
    id: 'no-payments',
    effect: 'deny',
    app: null,
    window: null,
    control: null,
    category: 'payment',
    verb: null,
    expiresAt: null,
    note: 'Set by the administrator',
    source: 'managed',
    createdAt: null,
    words: 'Never pay or order anything.',
  },
  {
    id: 'trash-in-files',
    effect: 'allow',
    app: 'Thunar',
    window: null,
    control: '*Trash*',
    category: 'delete',
    verb: 'click',
    expiresAt: null,
    note: 'Saved from a question',
    source: 'person',
    createdAt: START - 72 * HOUR,
    words: 'Allow clicking “*Trash*” in Thunar when it deletes.',
  },
];

export const POLICY = [
  ['move', 'safe', 'none', 'moving the pointer presses nothing'],
  ['scroll', 'safe', 'none', 'scrolling shows another part and changes nothing'],
  ['discard', 'destructive', 'close_unsaved', 'what was not saved is lost at once'],
  ['to-trash', 'caution', 'delete', 'moves to the trash, from where it can be put back'],
  ['format-disk', 'destructive', 'format_disk', 'formatting loses what is on the disk'],
  ['uninstall', 'caution', 'install_remove', 'removed software can be installed again'],
  ['send', 'destructive', 'send_publish', 'what was sent cannot be called back'],
  ['pay', 'destructive', 'payment', 'money is gone'],
] as const;

type Approvals = ResultOf<'rules.approvals'>;
export const APPROVALS: Omit<Approvals, 'offers'> = {
  all: { questions: 41, allowed: 34, denied: 5, unanswered: 2, rate: 34 / 39, medianMs: 3400 },
  apps: [
    { app: 'Mousepad', questions: 22, allowed: 21, denied: 1, unanswered: 0, rate: 21 / 22, medianMs: 2100 },
    { app: 'Thunar', questions: 14, allowed: 9, denied: 4, unanswered: 1, rate: 9 / 13, medianMs: 6800 },
    { app: 'Xfce4-terminal', questions: 1, allowed: 0, denied: 0, unanswered: 1, rate: null, medianMs: null },
  ],
};
export const OFFERS: Approvals['offers'] = [
  {
    times: 9,
    action: 'Click “Save” in the dialog “Save As”',
    rule: {
      ...{ effect: 'allow', app: 'Mousepad', window: null, control: 'Save', category: 'overwrite', verb: 'click' },
      ...{ expiresAt: null, note: '' },
    },
  },
];
