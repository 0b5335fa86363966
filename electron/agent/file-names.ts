/**
 * Typing a file name into a dialog that asks for one.
 *
 * Save and rename dialogs come up with a name in which only the part before the extension is selected: a name typed over
 * it keeps the old extension ("copy.txt" becomes "copy.txt.txt"), and the run would end as done with the wrong file. So
 * all of it is selected first, as a step of its own. Errs towards leaving things alone: only a text that is a file name
 * with an extension, only in a window whose title says what it is.
 */
import type { SingleIntent } from '../protocol/intent.ts';
import type { WindowInfo } from '../protocol/frame.ts';
import type { Ending } from './refusal.ts';
import { pause } from './waiting.ts';

const FILE_NAME = /^[^/\\\n]{1,200}\.[A-Za-z0-9]{1,8}$/;
const ASKS_FOR_A_NAME =
  /\b(save|rename|export|speichern|umbenennen|exportieren|guardar|renombrar|exportar|enregistrer|renommer|exporter)\b|保存|重命名|另存|导出/iu;

/** Whether the name in the field should be selected as a whole before this step. */
export function replacesName(intent: SingleIntent, front: WindowInfo | undefined): boolean {
  if (intent.do !== 'type' || front === undefined || !FILE_NAME.test(intent.text)) return false;
  return (front.dialog || front.transientFor !== null) && ASKS_FOR_A_NAME.test(front.title);
}

/** Selects all of a name that is there already, unless the step before did; see above. */
export async function selectName(
  intent: SingleIntent,
  before: SingleIntent | null,
  by: {
    windows(): Promise<readonly WindowInfo[]>;
    act(intent: SingleIntent): Promise<{ readonly ending: Ending | null }>;
    notice(line: string): void;
    readonly signal: AbortSignal;
  },
): Promise<Ending | null> {
  const front = await frontForName(intent, before, () => by.windows(), by.signal);
  if (!replacesName(intent, front) || selectsAll(before)) return null;
  by.notice('a name may be there already: selecting all of it first');
  return (await by.act({ do: 'hotkey', keys: ['ctrl', 'a'] })).ending;
}

const selectsAll = (step: SingleIntent | null): boolean =>
  step?.do === 'hotkey' &&
  step.keys.length === 2 &&
  step.keys.includes('a') &&
  /^(?:ctrl|cmd)$/.test(step.keys[0] ?? '');

/** A dialog that was asked for comes up in this time, also on a machine that is busy. */
const DIALOG_MS = 4_000;
const LOOK_EVERY_MS = 100;
const DIALOG_NAMES =
  /\b(?:save (?:as|a copy)|rename|export|speichern unter|umbenennen|guardar como|renombrar|enregistrer sous|renommer)\b|另存|重命名/iu;

/** Whether a step asks for a dialog that wants a name: Ctrl+S and its relatives, F2, a menu entry that says so. */
export function asksForName(step: SingleIntent | null): boolean {
  if (step?.do === 'click') return DIALOG_NAMES.test(step.target);
  if (step?.do !== 'hotkey') return false;
  const keys = new Set(step.keys);
  return keys.has('f2') || (keys.has('s') && (keys.has('ctrl') || keys.has('cmd')));
}

/**
 * The window in front when a text is about to be typed. A file name that follows a step which asked for a dialog waits
 * for that dialog: it may be on its way, and the name would go into the document.
 */
export async function frontForName(
  intent: SingleIntent,
  before: SingleIntent | null,
  windows: () => Promise<readonly WindowInfo[]>,
  signal: AbortSignal,
): Promise<WindowInfo | undefined> {
  const front = async (): Promise<WindowInfo | undefined> => (await windows()).find((w) => w.active);
  const waits = intent.do === 'type' && FILE_NAME.test(intent.text) && asksForName(before);
  let found = await front();
  for (
    let ms = 0;
    waits && ms < DIALOG_MS && found && !found.dialog && found.transientFor === null;
    ms += LOOK_EVERY_MS
  ) {
    await pause(LOOK_EVERY_MS, signal);
    found = await front();
  }
  return found;
}
