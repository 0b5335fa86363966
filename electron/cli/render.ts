/** A run in words for the terminal: what, where, how sure, why allowed, what came of it. */
import { styleText } from 'node:util';
import { describeKeys } from '../protocol/describe.ts';
import type { Intent } from '../protocol/intent.ts';
import type { RunEvent } from '../protocol/events.ts';

type Style = Parameters<typeof styleText>[0];

export interface RenderOptions {
  readonly colour: boolean;
  /** Nobody is asked on this terminal (`--confirm deny` or `allow`), so that the question is told here. */
  readonly tellQuestions?: boolean;
}

/** Turns events into lines; keeps what it needs of earlier events to say a step in one breath. */
export class RunRenderer {
  readonly #colour: boolean;
  readonly #tellQuestions: boolean;
  #where = '';
  #sure = '';
  #risk = '';
  #why = '';

  constructor(options: RenderOptions) {
    this.#colour = options.colour;
    this.#tellQuestions = options.tellQuestions ?? false;
  }

  /** The lines to print for one event; often none. */
  lines(event: RunEvent): string[] {
    switch (event.event) {
      case 'run_started':
        return [`${this.#style('bold', 'Task')}  ${event.task}`];
      case 'planned':
        return [
          `${this.#style('bold', 'Plan')}  ${count(event.steps.length, 'step')}, ${event.source}, ${Math.round(event.ms)} ms`,
          ...event.steps.map((s, i) => this.#style('dim', `      ${i + 1}. ${describeIntent(s)}`)),
        ];
      case 'observed':
        this.#where = '';
        this.#sure = '';
        return [];
      case 'grounded':
        this.#where = event.candidates.length > 1 ? `of ${event.candidates.length} places` : '';
        this.#sure = `${Math.round(event.confidence * 100)}% sure`;
        return event.status === 'absent'
          ? [this.#style('dim', `      looking for “${event.instruction}”: not on the screen yet`)]
          : [];
      case 'verdict':
        this.#risk = `${event.risk}${event.category === 'none' ? '' : ` (${event.category})`}`;
        return [];
      case 'decision':
        this.#why = `${event.reason} (${event.by})`;
        if (event.outcome === 'allow') return [];
        return [`      ${this.#style('red', 'blocked')}: ${this.#why}`];
      case 'confirmation_requested':
        return this.#tellQuestions
          ? [this.#style('yellow', `      asking: ${event.request.action} ${event.request.consequence}`)]
          : [];
      case 'acted': {
        const place = [this.#where, this.#sure].filter(Boolean).join(', ');
        const where = place ? this.#style('dim', `  [${place}]`) : '';
        return [
          `${this.#style('cyan', `  ${String(event.step).padStart(2)}`)}  ${event.what}${where}`,
          `      ${this.#style('green', 'allowed')}, ${this.#risk || 'risk unknown'}: ${this.#why}`,
        ];
      }
      case 'verified': {
        const mark = {
          yes: this.#style('green', '✓'),
          no: this.#style('red', '✗'),
          unknown: this.#style('yellow', '?'),
        }[event.seen];
        return [`      ${mark} ${event.note}, settled in ${Math.round(event.settleMs)} ms`];
      }
      case 'paused':
        return [this.#style('yellow', `      paused: ${event.what}`)];
      case 'resumed':
        return [this.#style('dim', '      going on; looking again')];
      case 'notice':
        return [this.#style('dim', `      ${event.message}`)];
      case 'run_finished': {
        const good = event.status === 'done';
        const head = this.#style(good ? 'green' : 'red', good ? 'Done' : capital(event.status));
        return [
          `${head}  ${event.reason} (${count(event.steps, 'action')} sent, ${(event.ms / 1000).toFixed(1)} s)`,
          ...event.answers.map((a) => `${this.#style('bold', 'Answer')}  ${a}`),
          ...(event.report ? [`Report  ${event.report}`] : []),
        ];
      }
    }
  }

  #style(style: Style, text: string): string {
    return this.#colour ? styleText(style, text, { validateStream: false }) : text;
  }
}

const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;
const capital = (s: string): string => s.charAt(0).toUpperCase() + s.slice(1);
const quote = (s: string): string => `“${s.length > 60 ? `${s.slice(0, 57)}…` : s}”`;

/** An intent in plain words. */
export function describeIntent(intent: Intent): string {
  switch (intent.do) {
    case 'click': {
      const times = { 1: 'click', 2: 'double-click', 3: 'triple-click' }[intent.count ?? 1];
      const held = intent.modifiers?.length ? `${intent.modifiers.join('+')}-` : '';
      const button = intent.button && intent.button !== 'left' ? `${intent.button}-` : '';
      return `${held}${button}${times} ${quote(intent.target)}`;
    }
    case 'hover':
      return `point at ${quote(intent.target)}`;
    case 'drag':
      return `drag ${quote(intent.from)} to ${quote(intent.to)}`;
    case 'scroll':
      return `scroll ${intent.direction}${intent.amount === undefined ? '' : ` ${intent.amount}`}${intent.target ? ` in ${quote(intent.target)}` : ''}`;
    case 'type':
      return `type ${quote(intent.text)}${intent.target ? ` into ${quote(intent.target)}` : ''}${intent.submit ? ' and press Enter' : ''}`;
    case 'hotkey':
      return `press ${describeKeys(intent.keys)}`;
    case 'open_app':
      return `open the application ${quote(intent.app)}`;
    case 'open_url':
      return `open ${intent.url}`;
    case 'open_path':
      return `open ${intent.path}`;
    case 'file':
      return `${intent.op.replace('_', ' ')} ${quote(intent.path)}${intent.to === undefined ? '' : ` to ${quote(intent.to)}`}`;
    case 'run_command':
      return `run ${quote(intent.command)}`;
    case 'copy_text':
      return `put ${quote(intent.text)} into the clipboard`;
    case 'read_clipboard':
      return 'read the clipboard';
    case 'focus_window':
      return `bring ${quote(intent.window)} to the front`;
    case 'close_window':
      return `close ${intent.window ? quote(intent.window) : 'the window in front'}`;
    case 'wait':
      return `wait ${intent.seconds} s`;
    case 'wait_for':
      return `wait until ${quote(intent.target)} ${intent.gone ? 'is gone' : 'is there'}`;
    case 'read':
      return `read ${intent.target ? quote(intent.target) : 'the screen'}`;
    case 'repeat':
      return `${intent.times} times: ${intent.steps.map(describeIntent).join(', ')}`;
    case 'ask':
      return `ask: ${intent.question}`;
    case 'unsupported':
      return `not possible yet (${intent.reason.replaceAll('_', ' ')}): say it step by step`;
  }
}
