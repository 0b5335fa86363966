/** What the fake host has on record. Made up, but shaped as a real host's; the same every time. */
import type {
  FindingInfo,
  ModelInfo,
  RunSummaryInfo,
  SkillInfo,
  StepInfo,
} from '../../../../electron/protocol/client-parts.ts';
import type { Intent } from '../../../../electron/protocol/intent.ts';
import { PLACES, type Scene } from './pictures.ts';

/** A Monday morning in the time zone of whoever looks. */
export const START = new Date(2026, 10, 23, 9, 31).getTime();
export const HOUR = 3_600_000;

interface Planned {
  readonly intent: Intent;
  readonly what: string;
  readonly scene: Scene;
  readonly box: (typeof PLACES)[keyof typeof PLACES] | null;
  readonly risk: 'safe' | 'caution' | 'destructive';
  readonly note: string;
  readonly confidence: number;
}

/** A task that ends well. */
export const SAVE: readonly Planned[] = [
  {
    intent: { do: 'type', text: 'Dear team, the total is 42 € (incl. 7% tax) @ 10:30 — ¡olé!' },
    what: 'Type “Dear team, the total is 42 € (incl. 7% tax) @ 10:30 — ¡olé!”',
    scene: 'editor',
    box: null,
    risk: 'safe',
    note: 'The text arrived exactly',
    confidence: 1,
  },
  {
    intent: { do: 'click', target: 'File menu' },
    what: 'Click “File menu” at 154,122',
    scene: 'editor',
    box: PLACES.file,
    risk: 'safe',
    note: 'Opened a menu with “Save As…”',
    confidence: 0.94,
  },
  {
    intent: { do: 'click', target: 'Save As' },
    what: 'Click “Save As” at 212,209',
    scene: 'menu',
    box: PLACES.saveAs,
    risk: 'safe',
    note: 'Opened “Save As”',
    confidence: 0.87,
  },
  {
    intent: { do: 'type', text: 'hello.txt', target: 'Name' },
    what: 'Type “hello.txt” into “Name”',
    scene: 'dialog',
    box: PLACES.name,
    risk: 'safe',
    note: 'The field says “hello.txt”',
    confidence: 0.91,
  },
  {
    intent: { do: 'click', target: 'Save' },
    what: 'Click “Save” at 920,576',
    scene: 'dialog',
    box: PLACES.save,
    risk: 'caution',
    note: 'The dialog closed',
    confidence: 0.62,
  },
];

export const DELETE: Planned = {
  intent: { do: 'click', target: 'Delete' },
  what: 'Click “Delete” at 815,486',
  scene: 'delete',
  box: PLACES.delete,
  risk: 'destructive',
  note: '',
  confidence: 0.96,
};

const centre = (b: { x1: number; y1: number; x2: number; y2: number }): { x: number; y: number } => ({
  x: Math.floor((b.x1 + b.x2) / 2),
  y: Math.floor((b.y1 + b.y2) / 2),
});

export function groundingOf(p: Planned): StepInfo['grounding'] {
  if (p.box === null) return null;
  const others = Object.values(PLACES).filter((b) => b !== p.box);
  return {
    instruction: 'target' in p.intent ? (p.intent.target ?? '') : '',
    status: 'found',
    point: centre(p.box),
    box: p.box,
    confidence: p.confidence,
    candidates: [
      { box: p.box, score: p.confidence, why: 'the label says so' },
      ...others.slice(0, 3).map((box, i) => ({ box, score: 0.3 - i * 0.08, why: 'a similar word' })),
    ],
    reason: '',
    ms: 11,
  };
}

/** Step `ordinal` of any run. */
export function stepOf(ordinal: number, blocked = false): StepInfo {
  const p = blocked ? DELETE : (SAVE[ordinal % SAVE.length] ?? DELETE);
  const next = SAVE[(ordinal + 1) % SAVE.length] ?? p;
  const at = START + ordinal * 900;
  return {
    ordinal,
    step: ordinal + 1,
    stage: blocked ? 'blocked' : 'verified',
    at,
    what: p.what,
    intent: p.intent,
    grounding: groundingOf(p),
    action: { type: 'click' },
    verdict: {
      risk: p.risk,
      category: blocked ? 'delete' : p.risk === 'caution' ? 'overwrite' : 'none',
      correct: true,
      score: 0.93,
      observation: blocked
        ? 'The dialog asks “Delete “old-report.txt”?” and says that it is lost for good.'
        : `“${p.note}” is expected: nothing in the words, the dialog or the keys speaks of a risk.`,
      result: blocked ? '“old-report.txt” is deleted.' : `${p.note}.`,
      suggestion: blocked ? 'Press Cancel and move the file to the trash instead.' : '',
      reversible: blocked ? 'It cannot be brought back.' : null,
      rule: blocked ? 'delete-in-dialog' : 'default',
    },
    decision: blocked
      ? { outcome: 'block', by: 'person:deny', reason: 'You said no.', at: at + 300 }
      : { outcome: 'allow', by: p.risk === 'safe' ? 'default:safe' : 'person:once', reason: p.note, at: at + 300 },
    sent: blocked ? null : { via: 'xtest', at: at + 340, ms: 34 },
    effect: blocked
      ? null
      : {
          seen: ordinal % 7 === 6 ? 'unknown' : 'yes',
          note: p.note,
          changed: p.box ? [p.box] : [],
          changedFraction: 0.02 + (ordinal % 5) * 0.08,
          settleMs: 120,
        },
    frame: `frame-${p.scene}`,
    frameAfter: blocked ? null : `frame-${next.scene}`,
  };
}

const run = (id: string, change: Partial<RunSummaryInfo>, hoursAgo: number): RunSummaryInfo => ({
  id,
  task: 'In the text editor, type “Dear team”, then File > Save As, name it hello.txt and press Save',
  display: ':0',
  status: 'done',
  reason: 'Every step was done and its effect seen.',
  startedAt: START - hoursAgo * HOUR,
  endedAt: START - hoursAgo * HOUR + 12_400,
  steps: 5,
  answers: [],
  ...change,
});

export const RUNS: readonly RunSummaryInfo[] = [
  run('r-long', { task: 'Fill in the table, row by row', steps: 100_000, endedAt: START - 0.5 * HOUR + 7_400_000 }, 3),
  run('r-save', {}, 0.2),
  run(
    'r-delete',
    {
      task: 'In the file manager, click “old-report.txt” and press Shift+Delete',
      status: 'blocked',
      reason: 'You said no to deleting “old-report.txt”. The file is still there.',
      steps: 1,
    },
    1.1,
  ),
  run('r-calc', { task: 'Open the calculator, work out 12 × 34 and tell me the result', answers: ['408'] }, 2),
  run('r-stop', { task: 'Rename all pictures', status: 'stopped', reason: 'You pressed the stop keys.', steps: 9 }, 26),
  run(
    'r-cut',
    {
      task: 'Sum column B',
      status: 'interrupted',
      reason: 'interrupted at step 4, allowed; its input may have been sent',
    },
    50,
  ),
  ...Array.from({ length: 60 }, (_, i) =>
    run(`r-old-${i}`, { task: `Send the weekly report, week ${60 - i}` }, 60 + i * 24),
  ),
].sort((a, b) => b.startedAt - a.startedAt);

export const FINDINGS: readonly FindingInfo[] = [
  { check: 'node', state: 'ok', detail: 'v24.21.0 on linux x64', remedy: '' },
  { check: 'session', state: 'ok', detail: 'X11, display :0', remedy: '' },
  { check: 'models', state: 'ok', detail: '9 files, 38.2 MB, all as recorded', remedy: '' },
  { check: 'screen capture', state: 'ok', detail: 'native, 2560×1440 at scale 1.25, 4 ms a frame', remedy: '' },
  {
    check: 'accessibility',
    state: 'warning',
    detail: 'no accessibility bus',
    remedy: 'Turn on assistive technologies in the system settings; without them pixels alone are used.',
  },
  { check: 'policy', state: 'ok', detail: '118 lines, version 1', remedy: '' },
];

const model = (name: string, file: string, bytes: number, licence: string): ModelInfo => ({
  name,
  version: '1',
  file,
  bytes,
  licence,
  problem: null,
});
export const MODELS: readonly ModelInfo[] = [
  model('Text detector', 'ocr/detect.onnx', 4_800_000, 'Apache-2.0'),
  model('Text recogniser', 'ocr/recognise.onnx', 7_600_000, 'Apache-2.0'),
  model('Control detector', 'controls/detect.onnx', 6_100_000, 'Apache-2.0'),
  model('Sentence encoder', 'encoder/minilm.onnx', 22_700_000, 'Apache-2.0'),
];

export const SKILLS: readonly SkillInfo[] = [
  {
    name: 'weekly-report',
    title: 'Send the weekly report',
    steps: 4,
    parameters: [
      { name: 'month', type: 'text', required: true, example: 'March' },
      { name: 'total', type: 'number', required: true, example: '42' },
      { name: 'note', type: 'text', required: false, example: '' },
    ],
    changedAt: START - 24 * HOUR,
    runs: 12,
    succeeded: 11,
    lastHalt: 'Step 3: “Send” is not on this screen.',
  },
  {
    name: 'new-folder',
    title: 'Make a folder for a customer',
    steps: 3,
    parameters: [],
    changedAt: START - 80 * HOUR,
    runs: 0,
    succeeded: 0,
    lastHalt: null,
  },
];

export const SKILL_TEXT = `# Recorded on a screen of 1280x800.
format: 1
name: weekly-report
title: Send the weekly report
parameters:
  - { name: month, type: text, default: March }
  - { name: total, type: number, default: "42" }
  - { name: note, type: text, default: "" }
steps:
  - do: click
    say: Click *File* in the editor
    target: { kind: menu_item, label: File }
  - do: click
    say: Click *Save As…* in the File menu
    target: { kind: menu_item, label: Save As… }
  - do: type
    say: Type the file name
    text: report-{{month}}.txt
  - do: click
    say: Click *Save* in the *Save As* dialog
    risk: caution
    category: overwrite
    target: { kind: button, label: Save }
`;
export const SKILL_STEPS = [
  { caption: 'Click *File* in the editor', scene: 'editor', risk: 'safe' },
  { caption: 'Click *Save As…* in the File menu', scene: 'menu', risk: 'safe' },
  { caption: 'Type the file name', scene: 'dialog', risk: 'safe' },
  { caption: 'Click *Save* in the *Save As* dialog', scene: 'dialog', risk: 'caution' },
] as const;
export const ANCHORS = [
  'Accessible name “Save”, role button',
  'Text “Save” beside “Cancel”',
  'Picture of the control',
  '76 pixels from the right edge of the dialog',
] as const;

/** Where the steps of the runs were taken. */
export const APPS = [
  { app: 'Mousepad', steps: 80_318 },
  { app: 'Galculator', steps: 20_080 },
] as const;
export const appOf = (ordinal: number): string => (ordinal % 5 === 4 ? 'Galculator' : 'Mousepad');
export const appsOf = (run: RunSummaryInfo): string[] => (run.id === 'r-calc' ? ['Galculator'] : ['Mousepad']);
