/** What the host knows as codes and structures, in the person's words. An intent that has no words here keeps the host's. */
import type { TFunction } from 'i18next';
import type { Intent } from '../../../electron/protocol/intent.ts';
import { keysOf } from './format.ts';

type T = TFunction;

const CLICKS = { 1: 'click', 2: 'click_double', 3: 'click_triple' } as const;

/** One sentence without a full stop, or null for a kind of intent that this interface does not know yet. */
export function sayIntent(t: T, intent: Intent): string | null {
  switch (intent.do) {
    case 'click': {
      const { button = 'left', count = 1, modifiers = [] } = intent;
      const key = button === 'left' ? CLICKS[count] : (`click_${button}` as const);
      const what = t(`intent.${key}`, { target: intent.target });
      return modifiers.length === 0 ? what : t('intent.held', { what, keys: modifiers.map(cap).join('+') });
    }
    case 'hover':
      return t('intent.hover', { target: intent.target });
    case 'drag':
      return t('intent.drag', { from: intent.from, to: intent.to });
    case 'scroll': {
      const direction = t(`intent.${intent.direction}`);
      return intent.target === undefined
        ? t('intent.scroll', { direction })
        : t('intent.scroll_in', { direction, target: intent.target });
    }
    case 'type': {
      const text = shortened(intent.text);
      const what =
        intent.target === undefined
          ? t('intent.type', { text })
          : t('intent.type_into', { text, target: intent.target });
      return intent.submit ? t('intent.submit', { what }) : what;
    }
    case 'hotkey':
      return t('intent.hotkey', { keys: keysOf(intent.keys.join('+')).join('+') });
    case 'open_app':
      return t('intent.open_app', { app: intent.app });
    case 'open_url':
      return t('intent.open_url', { url: intent.url });
    case 'open_path':
      return t('intent.open_path', { path: intent.path });
    case 'focus_window':
      return t('intent.focus_window', { window: intent.window });
    case 'close_window':
      return intent.window === undefined ? t('intent.close_this') : t('intent.close_window', { window: intent.window });
    case 'wait':
      return t('intent.wait', { seconds: intent.seconds });
    case 'wait_for':
      return t(intent.gone ? 'intent.wait_gone' : 'intent.wait_for', { target: intent.target });
    case 'read':
      return intent.target === undefined ? t('intent.read_all') : t('intent.read', { target: intent.target });
    case 'ask':
      return t('intent.ask', { question: intent.question });
    case 'unsupported':
      return t('intent.unsupported', { reason: intent.reason });
    case 'repeat':
      return t('intent.repeat', { times: intent.times });
    default:
      return null;
  }
}

const cap = (key: string): string => `${key.charAt(0).toUpperCase()}${key.slice(1)}`;
const shortened = (text: string): string => (text.length > 160 ? `${text.slice(0, 158)}…` : text);

const DECIDERS = [
  'default:safe',
  'person:once',
  'person:run',
  'person:always',
  'person:deny',
  'person:stop',
  'timeout',
  'confirmer-failed',
  'blocked-category',
  'policy-unusable',
  'budget',
  'aborted',
] as const;

/** Who or what decided, by the code the gate gives. */
export function sayDecider(t: T, by: string): string {
  const known = DECIDERS.find((d) => d === by);
  return known ? t(`by.${known}`) : t('by.rule', { rule: by.replace(/^rule:/, '') });
}

/** Where a plan came from: `compiled`, `playbook:NAME`, `skill:NAME`, `model:NAME`. */
export function saySource(t: T, source: string): string {
  const [kind = '', ...rest] = source.split(':');
  const name = rest.join(':');
  if (kind === 'compiled') return t('assistant.sourceCompiled');
  if (kind === 'playbook') return t('assistant.sourcePlaybook', { name });
  if (kind === 'skill') return t('assistant.sourceSkill', { name });
  if (kind === 'model') return t('assistant.sourceModel', { name });
  return source;
}
