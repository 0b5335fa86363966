/**
 * Looks at everything a run needs and says what is wrong and how to mend it. Sends no input.
 */
import { openCapture, primaryDisplay } from '../capture/open.ts';
import { openWindows } from '../capture/windows.ts';
import { parsePolicy, SHIPPED_POLICY } from '../critic/index.ts';
import { probeProviders } from '../inference/providers.ts';
import { ModelRegistry } from '../inference/registry.ts';
import { wantedProvider } from '../inference/wanted-provider.ts';
import { createPerception } from '../perception/index.ts';
import { messageOf, SteadyhandError } from '../protocol/errors.ts';
import { boxHeight, boxWidth } from '../protocol/coordinates.ts';
import type { Frame } from '../protocol/frame.ts';
import type { Finding, Found } from './finding.ts';
import { accessibility } from './doctor-accessibility.ts';
import { input, keyboard, lock, session, stopping } from './doctor-input.ts';
import { dataFolder } from '../store/paths.ts';
import { openStore } from '../store/store.ts';

export type { Finding };

/** Runs every check; yields each finding as soon as it is known. */
export async function* examine(display: string | undefined): AsyncGenerator<Finding> {
  let frame: Frame | null = null;
  const checks: readonly (readonly [string, () => Found | Promise<Found>])[] = [
    ['node', () => ({ detail: `${process.version} on ${process.platform} ${process.arch}` })],
    ['session', () => session(display)],
    ['models', models],
    ['execution', execution],
    ['history', history],
    [
      'screen capture',
      async () => {
        const result = await capture(display);
        frame = result.frame;
        return result;
      },
    ],
    ['windows', () => windows(display)],
    ['input', () => input(display)],
    ['stopping', () => stopping(display)],
    ['screen lock', () => lock(display)],
    ['keyboard', () => keyboard(display)],
    ['reading', () => reading(frame)],
    ['accessibility', () => accessibility(display, frame)],
    ['policy', policy],
  ];
  for (const [check, run] of checks) yield await finding(check, run);
}

async function finding(check: string, run: () => Found | Promise<Found>): Promise<Finding> {
  try {
    const { detail, warning, problem } = await run();
    const state = problem !== undefined ? 'problem' : warning !== undefined ? 'warning' : 'ok';
    return { check, state, detail, remedy: problem ?? warning ?? '' };
  } catch (error) {
    const remedy =
      error instanceof SteadyhandError ? error.remedy : 'Please report this with the output of doctor --json.';
    return { check, state: 'problem', detail: messageOf(error), remedy };
  }
}

async function models(): Promise<Found> {
  const statuses = await (await ModelRegistry.open()).verifyAll();
  const bad = statuses.find((s) => s.problem);
  if (bad?.problem) throw bad.problem;
  const bytes = statuses.reduce((sum, s) => sum + s.entry.bytes, 0);
  return { detail: `${statuses.length} files, ${(bytes / 1e6).toFixed(1)} MB, all as recorded` };
}

/** Where models can run, tried one by one. */
async function execution(): Promise<Found> {
  const reports = await probeProviders(await (await ModelRegistry.open()).path('text-detector'));
  const used = wantedProvider();
  const lines = reports.map(({ provider, ms, why }) =>
    ms === null ? `${provider} cannot be used (${why})` : `${provider} ${ms.toFixed(1)} ms a trial`,
  );
  const detail = `models run on ${used}; ${lines.join('; ')}`;
  if (reports.some((r) => r.provider === used && r.ms !== null)) return { detail };
  const warning = `Models run on the processor instead: ${used} is not usable here. Unset STEADYHAND_PROVIDER, or name another one.`;
  return { detail, warning };
}

async function history(): Promise<Found> {
  const store = openStore({ home: dataFolder() });
  try {
    const result = store.verify();
    if (!result.ok) {
      throw new SteadyhandError(
        'environment',
        'audit_broken',
        `the history in ${store.home} does not verify: ${result.broken?.why ?? 'unknown reason'}`,
        'Keep a copy of the data folder and look at: steadyhand history verify --json',
      );
    }
    return { detail: `${result.runs} runs in ${store.home}, the audit trail is whole` };
  } finally {
    await store.close();
  }
}

async function capture(display: string | undefined): Promise<Found & { frame: Frame }> {
  const warnings: string[] = [];
  const source = await openCapture({ ...(display === undefined ? {} : { display }), warn: (m) => warnings.push(m) });
  try {
    const primary = await primaryDisplay(source);
    const from = performance.now();
    const frame = await source.grab(primary);
    const ms = performance.now() - from;
    const size = `${boxWidth(primary.box)}×${boxHeight(primary.box)}`;
    const detail = `${source.name}, ${size} at scale ${primary.scale}, ${Math.round(ms)} ms a frame`;
    return { frame, detail, ...(warnings[0] === undefined ? {} : { warning: warnings[0] }) };
  } finally {
    await source.close();
  }
}

async function windows(display: string | undefined): Promise<Found> {
  const system = await openWindows(display === undefined ? {} : { display });
  try {
    const list = await system.list();
    const front = list.find((w) => w.active);
    return { detail: `${list.length} open${front ? `, “${front.title}” in front` : ''}` };
  } finally {
    await system.close();
  }
}

async function reading(frame: Frame | null): Promise<Found> {
  const perception = await createPerception();
  try {
    if (!frame) return { detail: 'the reader starts; there is no screen to read' };
    const screen = await perception.perceive(frame, [], null);
    return { detail: `${screen.elements.length} elements in ${Math.round(screen.readMs)} ms` };
  } finally {
    await perception.close();
  }
}

function policy(): Found {
  return { detail: `${parsePolicy(SHIPPED_POLICY).rules.length} rules, all whole` };
}
