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

const FILE_NAME = /^[^/\\\n]{1,200}\.[A-Za-z0-9]{1,8}$/;
const ASKS_FOR_A_NAME =
  /\b(save|rename|export|speichern|umbenennen|exportieren|guardar|renombrar|exportar|enregistrer|renommer|exporter)\b|保存|重命名|另存|导出/iu;

/** Whether the name in the field should be selected as a whole before this step. */
export function replacesName(intent: SingleIntent, front: WindowInfo | undefined): boolean {
  if (intent.do !== 'type' || front === undefined || !FILE_NAME.test(intent.text)) return false;
  return (front.dialog || front.transientFor !== null) && ASKS_FOR_A_NAME.test(front.title);
}
