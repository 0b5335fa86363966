/** A run of the fake host: the events of a task in their order, paused, stepped, asked about and stopped as a real one. */
import type { Answer, BodyOf, RunState, RunSummaryInfo } from '../../../../electron/protocol/client.ts';
import type { RunEvent } from '../../../../electron/protocol/events.ts';
import { DELETE, groundingOf, SAVE } from './data.ts';
import type { Scene } from './pictures.ts';

/** What a run asks of the host it plays on. */
interface Stage {
  ask(risk: 'caution' | 'destructive'): Promise<void>;
  closeQuestion(outcome: string): void;
  emit(seq: number, event: RunEvent): void;
  setState(state: RunState): void;
  showScene(): unknown;
  tell(topic: 'heat', body: BodyOf<'heat'>): void;
}

interface RunWish {
  readonly task: string;
  readonly paused: boolean;
  readonly dryRun: boolean;
  readonly pace: number;
}

export class FakeRun {
  readonly #host: Stage;
  readonly #wish: RunWish;
  readonly #steps: readonly (typeof DELETE)[];
  state: RunState;
  scene: Scene = 'editor';
  #seq = 0;
  #queue: (() => void)[] = [];
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(host: Stage, wish: RunWish) {
    this.#host = host;
    this.#wish = wish;
    this.#steps = /delete/i.test(wish.task) ? [DELETE] : SAVE;
    this.state = {
      phase: 'starting',
      runId: `r-now-${Date.now().toString(36)}`,
      task: wish.task,
      display: ':0',
      dryRun: wish.dryRun,
      stepping: false,
      startedAt: Date.now(),
      why: '',
      status: null,
      lastSeq: -1,
    };
  }

  summary(): RunSummaryInfo {
    const { task, display, startedAt } = this.state;
    const status = this.state.status ?? 'running';
    return {
      id: this.#id,
      task,
      display,
      status,
      reason: this.state.why,
      startedAt,
      endedAt: Date.now(),
      steps: 5,
      answers: [],
    };
  }

  begin(): void {
    this.#set({ phase: 'running' });
    const base = { runId: this.#id };
    this.#tell({
      event: 'run_started',
      ...base,
      at: Date.now(),
      task: this.#wish.task,
      display: ':0',
      dryRun: this.#wish.dryRun,
    });
    this.#tell({
      event: 'planned',
      ...base,
      at: Date.now(),
      source: 'compiled',
      steps: this.#steps.map((s) => s.intent),
      ms: 0.4,
    });
    this.#steps.forEach((_, i) => this.#plan(i));
    this.#queue.push(() => this.#end('done', 'Every step was done and its effect seen.'));
    this.#look(0);
    if (this.#wish.paused) {
      this.pause('It waits before its first step.');
    } else this.#go();
  }

  pause(why: string): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#set({ phase: 'paused', why });
  }

  resume(one: boolean): void {
    this.#set({ phase: 'running', why: '', stepping: one });
    this.#go();
  }

  stop(why: string): void {
    this.#host.closeQuestion('stop');
    this.#end('stopped', why);
  }

  answered(answer: Answer): void {
    if (answer.answer === 'stop') this.stop('You stopped the run.');
    else if (answer.answer === 'take_over') this.pause('You took over.');
    else if (answer.answer === 'deny') {
      this.#tell({
        event: 'decision',
        ...this.#at(this.#current),
        outcome: 'block',
        by: 'person:deny',
        reason: answer.reason ?? 'You said no.',
      });
      this.#end('blocked', 'You said no, and nothing was sent.');
    } else {
      this.#set({ phase: 'running' });
      this.#go();
    }
  }

  #current = 0;

  get #id(): string {
    return this.state.runId ?? '';
  }

  #at(step: number): { runId: string; at: number; step: number } {
    return { runId: this.#id, at: Date.now(), step: step + 1 };
  }

  #plan(i: number): void {
    const p = this.#steps[i];
    if (!p) return;
    const here = (): { runId: string; at: number; step: number } => this.#at(i);
    this.#queue.push(() => {
      this.#current = i;
      this.#tell({
        event: 'verdict',
        ...here(),
        risk: p.risk,
        category: p.risk === 'destructive' ? 'delete' : p.risk === 'caution' ? 'overwrite' : 'none',
        correct: true,
        score: 0.93,
        observation: 'Nothing in the words, the dialog or the keys speaks of a risk.',
        result: p.note === '' ? '“old-report.txt” is deleted.' : `${p.note}.`,
        rule: 'default',
        ms: 9,
      });
      if (p.risk === 'safe') return;
      this.#set({ phase: 'asking' });
      if (this.#timer) clearTimeout(this.#timer);
      this.#timer = null;
      void this.#host.ask(p.risk);
    });
    this.#queue.push(() => {
      this.#tell({
        event: 'decision',
        ...here(),
        outcome: 'allow',
        by: p.risk === 'safe' ? 'default:safe' : 'person:once',
        reason: 'Nothing is lost.',
      });
      this.#tell({ event: 'acted', ...here(), intent: p.intent, what: p.what, via: 'xtest', ms: 34 });
    });
    this.#queue.push(() => {
      this.#tell({
        event: 'verified',
        ...here(),
        seen: 'yes',
        note: p.note,
        changedFraction: 0.12,
        settleMs: 140,
        frame: `frame-${p.scene}`,
      });
      // The next step is looked at before a pause, so that its place can be corrected.
      this.#look(i + 1);
      if (this.state.stepping) this.pause('One step was taken.');
    });
  }

  #look(i: number): void {
    const p = this.#steps[i];
    if (!p) return;
    this.scene = p.scene;
    this.#host.showScene();
    const here = this.#at(i);
    this.#tell({
      event: 'observed',
      ...here,
      elements: 74,
      windows: 2,
      readMs: 210,
      cached: 51,
      read: 12,
      frame: `frame-${p.scene}`,
    });
    const g = groundingOf(p);
    if (!g) return;
    this.#tell({
      event: 'grounded',
      ...here,
      instruction: g.instruction,
      status: 'found',
      point: g.point,
      box: g.box,
      confidence: g.confidence,
      candidates: g.candidates,
      ms: g.ms,
    });
    this.#host.tell('heat', { runId: this.#id, step: i + 1, heat: heatAround(g.box) });
  }

  #isRunning(): boolean {
    return this.state.phase === 'running';
  }

  #go(): void {
    const next = (): void => {
      if (!this.#isRunning()) return;
      this.#queue.shift()?.();
      if (this.#isRunning()) this.#timer = setTimeout(next, this.#wish.pace);
    };
    this.#timer = setTimeout(next, this.#wish.pace);
  }

  #end(status: 'done' | 'stopped' | 'blocked', reason: string): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#queue = [];
    const { startedAt } = this.state;
    this.#tell({
      event: 'run_finished',
      runId: this.#id,
      at: Date.now(),
      status,
      reason,
      steps: this.#current + 1,
      ms: Date.now() - startedAt,
      answers: /result|tell/i.test(this.#wish.task) ? ['408'] : [],
      report: null,
    });
    this.#set({ phase: 'finished', status, why: reason });
  }

  #tell(event: RunEvent): void {
    this.state = { ...this.state, lastSeq: this.#seq };
    this.#host.emit(this.#seq++, event);
  }

  #set(change: Partial<RunState>): void {
    this.state = { ...this.state, ...change };
    this.#host.setState(this.state);
  }
}

/** Mass around a box, falling off, with a fainter second place. */
function heatAround(box: { x1: number; y1: number; x2: number; y2: number } | null): {
  box: { x1: number; y1: number; x2: number; y2: number };
  columns: number;
  rows: number;
  values: Uint8Array<ArrayBuffer>;
} {
  const [columns, rows] = [40, 25];
  const values = new Uint8Array(columns * rows);
  const [cx, cy] = box ? [(box.x1 + box.x2) / 64, (box.y1 + box.y2) / 64] : [0, 0];
  for (let i = 0; i < values.length; i++) {
    const [x, y] = [i % columns, Math.floor(i / columns)];
    const near = Math.exp(-((x - cx) ** 2 + (y - cy) ** 2) / 6);
    const faint = 0.3 * Math.exp(-((x - cx - 9) ** 2 + (y - cy - 5) ** 2) / 4);
    values[i] = Math.round(255 * Math.min(1, near + faint));
  }
  return { box: { x1: 0, y1: 0, x2: 1280, y2: 800 }, columns, rows, values };
}
