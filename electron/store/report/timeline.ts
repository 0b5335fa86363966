/** A run in the order it happened: steps with their events, what was looked for in vain, and notices between them. */
import type { RunEvent, RunEventOf } from '../../protocol/events.ts';
import type { RunDetail, StepRecord } from '../records.ts';

export interface StepItem {
  readonly kind: 'step';
  readonly record: StepRecord;
  readonly events: StepEvents;
}
/** A step that ended before anything was written ahead: its target was not there. */
export interface SearchItem {
  readonly kind: 'search';
  readonly step: number;
  readonly grounded: RunEventOf<'grounded'>;
  readonly events: StepEvents;
}
export interface NoticeItem {
  readonly kind: 'notice';
  readonly message: string;
}
export type TimelineItem = StepItem | SearchItem | NoticeItem;

/** The newest event of each kind that belongs to one attempt. */
export interface StepEvents {
  readonly observed: RunEventOf<'observed'> | null;
  readonly grounded: RunEventOf<'grounded'> | null;
  readonly verdict: RunEventOf<'verdict'> | null;
  readonly asked: RunEventOf<'confirmation_requested'> | null;
}

const newest = <E extends RunEvent['event']>(events: readonly RunEvent[], kind: E): RunEventOf<E> | null =>
  (events.findLast((e) => e.event === kind) as RunEventOf<E> | undefined) ?? null;

const select = (events: readonly RunEvent[]): StepEvents => ({
  observed: newest(events, 'observed'),
  grounded: newest(events, 'grounded'),
  verdict: newest(events, 'verdict'),
  asked: newest(events, 'confirmation_requested'),
});

const stepOf = (event: RunEvent): number | null => ('step' in event ? event.step : null);

/** Pure; events of a step are those that carry its number, split by attempt where a step was taken more than once. */
export function timelineOf(run: RunDetail): TimelineItem[] {
  const items: { at: number; order: number; item: TimelineItem }[] = [];
  const written = new Map<number, StepRecord[]>();
  for (const record of run.stepRecords) {
    const attempts = written.get(record.step);
    if (attempts === undefined) written.set(record.step, [record]);
    else attempts.push(record);
  }
  const byStep = new Map<number, RunEvent[]>();
  run.events.forEach((event, order) => {
    const step = stepOf(event);
    if (event.event === 'notice') items.push({ at: event.at, order, item: { kind: 'notice', message: event.message } });
    if (step === null) return;
    const events = byStep.get(step);
    if (events === undefined) byStep.set(step, [event]);
    else events.push(event);
  });
  for (const [step, attempts] of written) {
    attempts.forEach((record, i) => {
      const until = attempts[i + 1]?.writtenAt ?? Infinity;
      const from = i === 0 ? -Infinity : record.writtenAt;
      // Looking comes before writing ahead: the first attempt owns everything earlier.
      const events = (byStep.get(step) ?? []).filter((e) => e.at >= from && e.at < until);
      items.push({ at: record.writtenAt, order: 0, item: { kind: 'step', record, events: select(events) } });
    });
  }
  for (const [step, events] of byStep) {
    const grounded = newest(events, 'grounded');
    if (written.has(step) || grounded === null || grounded.status !== 'absent') continue;
    items.push({ at: grounded.at, order: 0, item: { kind: 'search', step, grounded, events: select(events) } });
  }
  return items.sort((a, b) => a.at - b.at || a.order - b.order).map((i) => i.item);
}
