/**
 * The project's own planning cases, in plain text files that can be read aloud.
 *
 * `> task`, then one indented line a step: `click Save {right x2 ctrl}`, `type "text" -> target !` (! presses Enter),
 * `drag A -> B`, `scroll down 5 @pane`, `hotkey ctrl+s`, `wait 2`, `wait_for X`, `gone X`, `read X`, `app`, `url`,
 * `path`, `focus`, `close`, `ask`, `unsupported`; `repeat N` takes the deeper lines below it.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Intent, Modifier } from '../../../electron/protocol/intent.ts';
import { MODIFIERS } from '../../../electron/protocol/intent.ts';

export interface Case {
  readonly task: string;
  readonly steps: readonly Intent[];
  /** Name of the file it is in. */
  readonly tag: string;
  readonly line: number;
}

const folder = join(import.meta.dirname, 'corpus');

/** All cases of all files. Throws on a line that is none of the above. */
export function loadCorpus(): Case[] {
  return readdirSync(folder)
    .filter((f) => f.endsWith('.txt'))
    .sort()
    .flatMap((f) => parseCases(readFileSync(join(folder, f), 'utf8'), f.slice(0, -4)));
}

export function parseCases(source: string, tag: string): Case[] {
  const out: { task: string; steps: Intent[]; tag: string; line: number }[] = [];
  source.split('\n').forEach((text, i) => {
    if (text.trim() === '' || text.startsWith('#')) return;
    if (text.startsWith('> ')) {
      out.push({ task: text.slice(2), steps: [], tag, line: i + 1 });
      return;
    }
    const steps = out.at(-1)?.steps;
    const step = parseStep(text.trim());
    if (!steps || !step) throw new Error(`${tag}.txt:${i + 1}: not a step: ${text}`);
    const last = steps.at(-1);
    const inner = last?.do === 'repeat' ? last.steps.at(-1) : undefined;
    if (text.startsWith('      ') && inner?.do === 'repeat') inner.steps.push(step);
    else if (text.startsWith('    ') && last?.do === 'repeat') last.steps.push(step);
    else steps.push(step);
  });
  return out;
}

const modifiers = new Set<string>(MODIFIERS);

function parseStep(text: string): Intent | null {
  const [word = ''] = text.split(' ', 1);
  const rest = text.slice(word.length).trim();
  switch (word) {
    case 'click': {
      const m = /^(.*?)(?: \{(.*)\})?$/.exec(rest);
      const step: Extract<Intent, { do: 'click' }> = { do: 'click', target: m?.[1] ?? '' };
      for (const option of (m?.[2] ?? '').split(' ').filter((o) => o !== '')) {
        if (option === 'right' || option === 'middle') step.button = option;
        else if (option === 'x2') step.count = 2;
        else if (option === 'x3') step.count = 3;
        else if (modifiers.has(option)) (step.modifiers ??= []).push(option as Modifier);
      }
      return step;
    }
    case 'type': {
      const m = /^"(.*)"(?: -> (.+?))?( !)?$/.exec(rest);
      if (!m) return null;
      return {
        do: 'type',
        text: m[1] ?? '',
        ...(m[2] === undefined ? {} : { target: m[2] }),
        ...(m[3] === undefined ? {} : { submit: true }),
      };
    }
    case 'drag': {
      const [from = '', to = ''] = rest.split(' -> ');
      return { do: 'drag', from, to };
    }
    case 'scroll': {
      const m = /^(up|down|left|right)(?: (\d+|page|top|bottom))?(?: @(.+))?$/.exec(rest);
      if (!m) return null;
      const step: Extract<Intent, { do: 'scroll' }> = { do: 'scroll', direction: m[1] as 'up' };
      if (m[2] !== undefined) step.amount = /\d/.test(m[2]) ? Number(m[2]) : (m[2] as 'page');
      if (m[3] !== undefined) step.target = m[3];
      return step;
    }
    case 'hotkey':
      return {
        do: 'hotkey',
        keys: rest
          .replace(/^\+$|\+\+$/, (m) => (m === '+' ? 'plus' : '+plus'))
          .split('+')
          .map((k) => (k === 'plus' ? '+' : k)),
      };
    case 'hover':
      return { do: 'hover', target: rest };
    case 'wait':
      return { do: 'wait', seconds: Number(rest) };
    case 'wait_for':
      return { do: 'wait_for', target: rest };
    case 'gone':
      return { do: 'wait_for', target: rest, gone: true };
    case 'read':
      return rest === '' ? { do: 'read' } : { do: 'read', target: rest };
    case 'app':
      return { do: 'open_app', app: rest };
    case 'url':
      return { do: 'open_url', url: rest };
    case 'path':
      return { do: 'open_path', path: rest };
    case 'focus':
      return { do: 'focus_window', window: rest };
    case 'close':
      return rest === '' ? { do: 'close_window' } : { do: 'close_window', window: rest };
    case 'repeat':
      return { do: 'repeat', times: Number(rest), steps: [] };
    case 'ask':
      return { do: 'ask', question: '?' };
    case 'unsupported':
      return { do: 'unsupported', reason: 'goal_level' };
    default:
      return null;
  }
}

/** Same steps; questions and reasons are not compared. */
export function samePlan(a: readonly Intent[], b: readonly Intent[]): boolean {
  return JSON.stringify(a.map(bare)) === JSON.stringify(b.map(bare));
}
function bare(s: Intent): unknown {
  if (s.do === 'ask' || s.do === 'unsupported') return s.do;
  if (s.do === 'repeat') return { do: s.do, times: s.times, steps: s.steps.map(bare) };
  return Object.fromEntries(Object.entries(s).sort(([x], [y]) => (x < y ? -1 : 1)));
}
