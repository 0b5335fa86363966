/** Values as a run makes them, for the store's tests and benchmark. */
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sha256 } from '../../../electron/protocol/action-hash.ts';
import type { Action, Effect, Receipt } from '../../../electron/protocol/action.ts';
import { globalBox, globalPoint } from '../../../electron/protocol/coordinates.ts';
import type { Frame } from '../../../electron/protocol/frame.ts';
import type { RunEvent } from '../../../electron/protocol/events.ts';
import type { Verdict } from '../../../electron/protocol/verdict.ts';
import type { StepAhead } from '../../../electron/store/records.ts';
import type { RunRecorder } from '../../../electron/store/run-recorder.ts';

/** A folder in memory where there is one: for tests of many writes that are not about the disk. */
export const MEMORY = ((): string => {
  try {
    accessSync('/dev/shm', constants.W_OK);
    return '/dev/shm';
  } catch {
    return tmpdir();
  }
})();

/** A folder, and how to be rid of it. */
export function temporaryFolder(root = tmpdir()): { path: string; remove: () => void } {
  const folder = mkdtempSync(path.join(root, 'steadyhand-store-'));
  return { path: folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** A picture: grey with a coloured block whose place depends on `seed`. */
export function sampleFrame(seed: number, width = 320, height = 200): Frame {
  const data = new Uint8Array(width * height * 4).fill(0xe6);
  for (let alpha = 3; alpha < data.length; alpha += 4) data[alpha] = 255;
  const [left, top] = [(seed * 37) % (width - 40), (seed * 23) % (height - 20)];
  for (let y = top; y < top + 20; y++) {
    for (let x = left; x < left + 40; x++) data.set([30, 90 + (seed % 120), 160, 255], (y * width + x) * 4);
  }
  return {
    display: { id: ':99', name: 'screen', box: globalBox(0, 0, width, height), scale: 1, primary: true },
    width,
    height,
    data,
    tiles: { size: 64, columns: 0, rows: 0, hashes: [] },
    hash: sha256(data),
    takenAt: 1_795_400_000_000 + seed,
    source: 'file',
  };
}

export const SAMPLE_ACTION: Action = {
  type: 'click',
  point: globalPoint(120, 80),
  button: 'left',
  count: 1,
  modifiers: [],
};

export const SAMPLE_VERDICT: Verdict = {
  risk: 'safe',
  category: 'none',
  correct: true,
  score: 0.93,
  observation: 'The Save button of the Save As dialog.',
  result: 'The file is written and the dialog closes.',
  suggestion: '',
  reversible: null,
  evidence: [{ what: 'button text “Save”', where: globalBox(100, 70, 140, 90) }],
  rule: 'default',
  ms: 1,
};

/** The step as the agent writes it ahead; about as large as a real one. */
export const sampleStep = (step: number, over: Partial<StepAhead> = {}): StepAhead => ({
  step,
  what: `Click the Save button (${step})`,
  intent: { do: 'click', target: 'the Save button' },
  grounding: {
    status: 'found',
    instruction: 'the Save button',
    confidence: 0.91,
    candidates: Array.from({ length: 5 }, (_, i) => ({
      box: globalBox(100 + i * 30, 70, 140 + i * 30, 90),
      score: 0.91 - i * 0.17,
      elementId: `e${i}`,
      why: i === 0 ? 'its text is “Save”' : 'its text begins with “Save”',
    })),
    ms: 7,
    point: globalPoint(120, 80),
    box: globalBox(100, 70, 140, 90),
    elementId: 'e0',
  },
  action: SAMPLE_ACTION,
  verdict: SAMPLE_VERDICT,
  frame: null,
  ...over,
});

export const sampleReceipt = (at: number): Receipt => ({
  actionHash: sha256('action'),
  permitId: 'permit-1',
  sentAt: at,
  finishedAt: at + 12,
  via: 'nut-js',
  events: 3,
});

export const SAMPLE_EFFECT: Effect = {
  changed: [globalBox(90, 60, 180, 120)],
  changedFraction: 0.08,
  settleMs: 240,
  settled: true,
  seen: 'yes',
  note: 'The dialog closed.',
};

/** The events that go with one step. */
export const sampleEvents = (runId: string, step: number, at: number): RunEvent[] => [
  { event: 'observed', runId, at, step, elements: 90, windows: 2, readMs: 210, cached: 80, read: 10, frame: null },
  {
    event: 'grounded',
    runId,
    at,
    step,
    instruction: 'the Save button',
    status: 'found',
    point: { x: 120, y: 80 },
    box: { x1: 100, y1: 70, x2: 140, y2: 90 },
    confidence: 0.91,
    candidates: [],
    ms: 7,
  },
  { event: 'decision', runId, at, step, outcome: 'allow', by: 'policy', reason: 'low risk' },
];

/** One step from its first event to its effect. */
export function recordStep(run: RunRecorder, step: number, over: Partial<StepAhead> = {}): void {
  for (const event of sampleEvents(run.id, step, 1_795_400_000_000 + step)) run.event(event);
  const ordinal = run.writeAhead(sampleStep(step, over));
  run.decision(ordinal, { outcome: 'allow', by: 'policy', reason: 'low risk', permitId: `permit-${step}` });
  run.receipt(ordinal, sampleReceipt(1_795_400_000_000 + step));
  run.effect(ordinal, SAMPLE_EFFECT, over.frame ?? null);
}
