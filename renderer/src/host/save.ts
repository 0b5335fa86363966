/** Files for the person: a run as one page. */
import type { Session } from './session.ts';

export function saveFile(name: string, mime: string, data: Uint8Array<ArrayBuffer> | string): void {
  const url = URL.createObjectURL(new Blob([data], { type: mime }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has begun by then; the address is not needed any more.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

export async function saveRun(host: Session, run: string): Promise<void> {
  const { name, mime, data } = await host.call('history.export', { run });
  saveFile(name, mime, data);
}
