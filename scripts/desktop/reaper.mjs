/**
 * Waits for the end of its input, which comes when the process that started the desktop is gone, however it went;
 * then ends what is left of the desktop and removes its folder. Usage: reaper.mjs ID FOLDER
 */
import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { endAll } from './processes.mjs';

const [id, folder] = process.argv.slice(2);
process.on('SIGINT', () => {});
process.on('SIGTERM', () => {});
process.on('SIGHUP', () => {});
process.stdin.resume();
process.stdin.on('close', async () => {
  // The system closes the pipe a moment before that process is gone for good, and Xlib, inside libraries of it, would
  // still turn the loss of its server into a failure.
  await sleep(300);
  await endAll(id);
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  process.exit(0);
});
