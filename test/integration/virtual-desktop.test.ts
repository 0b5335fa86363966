import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { startDesktop } from '../../scripts/desktop.mjs';
import { marked } from '../../scripts/desktop/processes.mjs';

const MODULE = new URL('../../scripts/desktop.mjs', import.meta.url).href;

async function gone(id: string, folder: string): Promise<boolean> {
  for (let i = 0; i < 400; i++) {
    if (marked(id).length === 0 && !existsSync(folder)) return true;
    await sleep(50);
  }
  return false;
}

/** A process that starts a desktop with a window on it, tells its id and folder, and then waits. */
async function desktopInChild() {
  const code = `
    const { startDesktop } = await import(${JSON.stringify(MODULE)});
    const d = await startDesktop();
    d.launch(['mousepad', '--disable-server']);
    await d.waitForWindow(/mousepad/i);
    console.log(JSON.stringify({ id: d.id, folder: d.folder }));
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: child.stdout })) {
    return { child, ...(JSON.parse(line) as { id: string; folder: string }) };
  }
  throw new Error('the child ended without a desktop');
}

test('an application opens a window on the desktop, and stop leaves no process and no folder', async () => {
  const desktop = await startDesktop();
  try {
    desktop.launch(['xterm']);
    const window = await desktop.waitForWindow(/xterm/i);
    expect(window.app).toBe('XTerm');
  } finally {
    await desktop.stop();
  }
  expect(marked(desktop.id)).toEqual([]);
  expect(existsSync(desktop.folder)).toBe(false);
});

test('two desktops at once are two displays', async () => {
  const [one, other] = await Promise.all([startDesktop(), startDesktop()]);
  try {
    expect(one.display).not.toBe(other.display);
  } finally {
    await Promise.all([one.stop(), other.stop()]);
  }
});

test.each(['SIGKILL', 'SIGTERM', 'SIGINT'] as const)('nothing survives a starter that ends by %s', async (signal) => {
  const { child, id, folder } = await desktopInChild();
  expect(marked(id).length).toBeGreaterThanOrEqual(4);
  child.kill(signal);
  expect(await gone(id, folder)).toBe(true);
});
