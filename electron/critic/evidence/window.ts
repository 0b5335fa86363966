/**
 * What a whole window is for, where a control's own words say too little: a tool for disks whose Apply writes them, a
 * statement that a database runs when Go is pressed.
 * Errs towards nothing: only device names and statements that can be read count.
 */
import type { Screen } from '../../protocol/screen.ts';
import { judgeSql, type CommandJudgement } from '../policy/shell.ts';
import { wordsOf } from './text.ts';

/** `/dev/sda1`, `nvme0n1p2`, `vdb`: names that Linux gives to disks and their partitions. */
const DEVICE =
  /(?:^|\s|\/)(?:[sv]d[a-z]\d{0,2}|hd[a-z]\d{1,2}|nvme\d+n\d+(?:p\d+)?|mmcblk\d+(?:p\d+)?|dm-\d+)(?=\s|$)/i;

/** Whether partitions are listed: two devices or more in short texts. A terminal that prints them is none. */
export function showsDisks(screen: Screen): boolean {
  const named = screen.elements.filter((e) => wordsOf(e.text).length <= 12 && DEVICE.test(e.text.trim()));
  return new Set(named.map((e) => DEVICE.exec(e.text.trim())?.[0].trim())).size >= 2;
}

const RUNS =
  /^(?:go|run|execute|run (?:query|sql|statement|selection)|execute (?:query|sql|statement)|ausfuhren|ejecutar|executer|esegui|executar|uitvoeren|wykonaj|выполнить|执行|実行)$/u;
const STATEMENT = /^\s*(?:DELETE\s+FROM|DROP\s+\w+|TRUNCATE\s+\w+|UPDATE\s+\S+\s+SET|ALTER\s+\w+|REPLACE\s+INTO)\b/i;

/** What the statements that stand on the screen do when a control of this name is pressed; null when it runs none. */
export function runsStatement(screen: Screen, label: string): CommandJudgement | null {
  if (!RUNS.test(wordsOf(label).join(' '))) return null;
  for (const e of screen.elements) {
    const found = STATEMENT.test(e.text) ? judgeSql(e.text) : null;
    if (found) return found;
  }
  return null;
}
