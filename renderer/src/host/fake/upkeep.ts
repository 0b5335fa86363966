/** What the fake host schedules and repairs: as a real one answers, with nothing behind it. */
import type { HaltInfo, ParamsOf, RepairInfo, ResultOf, ScheduleInfo } from '../../../../electron/protocol/client.ts';
import { START } from './data.ts';
import { refused } from './refused.ts';
import { HALT, REPAIR_DIFF, SCHEDULES } from './upkeep-data.ts';

const DAY = 86_400_000;

export class FakeSchedules {
  all: ScheduleInfo[] = [...SCHEDULES];

  list(): ResultOf<'schedules.list'> {
    return { schedules: this.all };
  }

  add({ skill, parameters, when, fileParameter, catchUp }: ParamsOf<'schedules.add'>): ResultOf<'schedules.add'> {
    const schedule: ScheduleInfo = {
      ...{ id: `s-${this.all.length + 1}`, skill, parameters, when, words: '', fileParameter, catchUp },
      next: when.kind === 'file' ? null : when.kind === 'once' ? when.at : START + DAY,
      ...{ missed: 0, last: null },
    };
    this.all = [...this.all, schedule];
    return { schedule };
  }

  /** It was done just now, with nobody asking. */
  done(id: string): void {
    const last = { at: START, run: 'r-save', status: 'done' as const, reason: '' };
    this.all = this.all.map((s) => (s.id === id ? { ...s, last } : s));
  }

  remove({ id }: { id: string }): Record<string, never> {
    if (!this.all.some((s) => s.id === id)) throw refused('usage', 'schedule_unknown', 'There is no such schedule.');
    this.all = this.all.filter((s) => s.id !== id);
    return {};
  }
}

export class FakeRepairs {
  /** Why a trial does not bring the effect; null: it does. */
  readonly #fails: string | null;
  #halt: HaltInfo | null = HALT;
  #repair: RepairInfo | null = null;
  #made = 0;

  constructor(fails: string | null) {
    this.#fails = fails;
  }

  halt({ name }: { name: string }): ResultOf<'repair.halt'> {
    return { halt: this.#halt?.skill === name ? this.#halt : null };
  }

  propose(name: string, proof: RepairInfo['proof'], says: string): { repair: RepairInfo } {
    const diff = proof === 'word' ? ['+    off: true'] : [...REPAIR_DIFF];
    this.#made += 1;
    this.#repair = { id: `repair-${this.#made}`, name, says: [says], diff, proof, state: 'proposed', why: '' };
    return { repair: this.#repair };
  }

  /** Tries it: `ended` is called by whoever plays the run. */
  accept(id: string): { readonly tries: boolean; readonly ended: () => void } {
    const { proof } = this.state(id).repair;
    if (proof === 'trial') this.#change({ state: 'trying' });
    else this.#keep();
    return { tries: proof === 'trial', ended: () => (this.#fails === null ? this.#keep() : this.#lose(this.#fails)) };
  }

  drop(id: string): Record<string, never> {
    this.state(id);
    this.#change({ state: 'dropped' });
    return {};
  }

  state(id: string): { repair: RepairInfo } {
    if (this.#repair?.id === id) return { repair: this.#repair };
    throw refused('usage', 'repair_unknown', 'This change is not known any more.');
  }

  #keep(): void {
    this.#change({ state: 'kept' });
    this.#halt = null;
  }

  #lose(why: string): void {
    this.#change({ state: 'dropped', why });
  }

  #change(change: Partial<RepairInfo>): void {
    if (this.#repair) this.#repair = { ...this.#repair, ...change };
  }
}
