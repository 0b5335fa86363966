/** How the fake host says no. */
import { BadMessage, type RefusalBody } from '../../../../electron/protocol/client.ts';

export class Refused extends Error {
  readonly body: RefusalBody;
  constructor(body: RefusalBody) {
    super(body.message);
    this.body = body;
  }
}
export const refused = (kind: RefusalBody['kind'], code: string, message: string): Refused =>
  new Refused({ kind, code, message, remedy: '' });

export function bodyOf(error: unknown): RefusalBody {
  if (error instanceof Refused) return error.body;
  if (error instanceof BadMessage) return { kind: 'protocol', code: error.code, message: error.message, remedy: '' };
  return { kind: 'bug', code: 'bug', message: error instanceof Error ? error.message : String(error), remedy: '' };
}

const noRepair = (): never => {
  throw refused('usage', 'nothing_halted', 'The last replay did not halt.');
};
const noSchedule = (): never => {
  throw refused('usage', 'schedule_unknown', 'There is no such schedule.');
};

/** Nothing halts here. */
export const noRepairs = {
  'repair.halt': () => ({ halt: null }),
  'repair.point': noRepair,
  'repair.leaveOut': noRepair,
  'repair.show': noRepair,
  'repair.shown': noRepair,
  'repair.accept': noRepair,
  'repair.drop': noRepair,
  'repair.state': noRepair,
};
/** And nothing is scheduled. */
export const noSchedules = {
  'schedules.list': () => ({ schedules: [] }),
  'schedules.add': noSchedule,
  'schedules.remove': noSchedule,
  'schedules.run': noSchedule,
};
