/** What the fake host has halted at, and what it has scheduled. */
import type { HaltInfo, ScheduleInfo } from '../../../../electron/protocol/client-parts.ts';
import { HOUR, START } from './data.ts';

/** Where the last replay of the first of them stopped. */
export const HALT: HaltInfo = {
  skill: 'weekly-report',
  label: '3/4',
  caption: 'Type the file name into *Name*',
  reason: '“Name” is not on this screen. The dialog has a field “File name” in its place.',
  run: 'r-save',
  at: START - HOUR,
};
export const REPAIR_DIFF = [
  '-    target: { kind: field, label: Name }',
  '+    target: { kind: field, label: File name }',
] as const;

export const SCHEDULES: readonly ScheduleInfo[] = [
  {
    id: 's-1',
    skill: 'weekly-report',
    parameters: { month: 'November', total: '42', note: '' },
    when: { kind: 'daily', at: '08:00', days: ['mon', 'thu'] },
    words: 'mon, thu at 08:00',
    fileParameter: null,
    catchUp: true,
    next: new Date(2026, 10, 26, 8, 0).getTime(),
    missed: 2,
    last: { at: START - HOUR, run: 'r-save', status: 'done', reason: 'Every step was done and its effect seen.' },
  },
  {
    id: 's-2',
    skill: 'weekly-report',
    parameters: { month: 'November', total: '42' },
    when: { kind: 'file', folder: '/home/me/Inbox', pattern: '*.pdf' },
    words: 'when *.pdf appears in /home/me/Inbox',
    fileParameter: 'note',
    catchUp: false,
    next: null,
    missed: 0,
    last: {
      at: START - 26 * HOUR,
      run: 'r-delete',
      status: 'blocked',
      reason: 'deleting needs a yes (nobody was there to be asked)',
    },
  },
];
