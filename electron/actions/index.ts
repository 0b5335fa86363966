/** The stage's interface. The driver's type is here so that the host can hand it to the executor. */
export { Applications } from './apps.ts';
export { openDriver } from './drivers/open.ts';
export type { InputDriver } from './drivers/port.ts';
export { Executor } from './executor.ts';
