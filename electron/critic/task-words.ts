/**
 * How people ask for things: the task's side of the step heuristic. English says much with split verbs ("turn the
 * computer off"), which the lexicon of button words does not hold; the other languages use the lexicon alone.
 *
 * Errs towards "not asked for": what is not recognised here makes a risky step look wrong, and the gate asks.
 */
import type { Category } from '../protocol/verdict.ts';
import type { Meaning } from './policy/lexicon.ts';
import { meaningIn, wordsOf } from './evidence/text.ts';

/** What a task says when it asks for a risk of this category, in words that buttons use too. */
const ASKS: Readonly<Record<Category, readonly Meaning[]>> = {
  none: [],
  delete: ['delete', 'empty_trash', 'trash', 'remove', 'clear_data', 'discard', 'reset'],
  overwrite: ['overwrite', 'save', 'exists', 'restore'],
  close_unsaved: ['discard', 'close', 'kill', 'delete', 'logout'],
  power: ['power', 'logout', 'close', 'switch_off'],
  format_disk: ['format', 'write_disk', 'resize', 'begin_install', 'install', 'delete', 'disk', 'remove', 'clear_data'],
  install_remove: ['install', 'uninstall', 'remove', 'delete', 'software'],
  settings_security: ['security', 'switch_off', 'allow', 'join'],
  send_publish: ['send', 'publish', 'share', 'submit', 'report'],
  payment: ['pay', 'pay_maybe', 'money'],
  credentials: ['password', 'login', 'reveal'],
  permission_grant: ['allow', 'access', 'share', 'install', 'executable'],
  shell: ['run'],
};

/** And in words that only people use. */
const ALSO: Readonly<Partial<Record<Category, RegExp>>> = {
  delete:
    /\b(get rid of|throw (?:\w+ ){0,4}(?:away|out)|clean up|take (?:\w+ ){1,6}(?:out|off)|(?:move|put) .* (?:trash|bin))\b/,
  overwrite: /\b(write over|swap|update the file)\b/,
  close_unsaved:
    /\b((?:end|stop|leave|exit) (?:\w+ ){0,4}(?:process|program|session|app)|throw (?:\w+ ){0,4}away|log (?:\w+ ){0,2}out)\b/,
  power:
    /\b((?:shut|turn|switch|power) (?:\w+ ){0,4}(?:down|off)|(?:log|sign) (?:\w+ ){0,3}(?:out|off)|restart\w*|reboot\w*)\b/,
  format_disk:
    /\b(write .* to .*(?:stick|disk|drive|card|dev)|flash|burn|wipe|make (?:\w+ ){0,4}(?:bigger|smaller|larger))\b/,
  install_remove: /\b(take (?:\w+ ){1,6}(?:out|off)|(?:bring|keep) (?:\w+ ){0,4}up to date|add-?on)\b/,
  settings_security: /\b(turn (?:\w+ ){0,6}(?:on|off)|switch (?:\w+ ){0,6}(?:on|off)|block|protect|secure|connect)\b/,
  send_publish:
    /\b(push|mail|e-mail|post|upload|reply|forward|tell|hand (?:\w+ ){0,3}over|let .* (?:see|use|take over))\b/,
  credentials: /\b(log (?:\w+ ){0,3}in|sign (?:\w+ ){0,3}in|unlock\w*|pin|secret)\b/,
  permission_grant: /\b(let|permit|make .* (?:executable|a program|runnable))\b/,
};

/** What a task asks for is said in its first lines; patterns over a whole book would take their time. */
const READ = 4000;
const plain = (text: string): string => wordsOf(text.slice(0, READ)).join(' ');

/** Whether a text asks for a risk of this category. */
export function asksFor(text: string, category: Category): boolean {
  return ASKS[category].some((m) => meaningIn(m, text) !== null) || (ALSO[category]?.test(plain(text)) ?? false);
}

const NEGATED_CLAUSE =
  /\b(don't|do not|never|without|instead of|rather than|before|not|no longer|keep|by mistake|by accident|accidentally|(?:stop|cancel|abort|prevent|avoid|interrupt) (?:the |this |that |any )?(?:\w+ )?(?:restart|reboot|shut ?down|deletion|installation|update|formatting|upload|sending|log ?out)|nicht|kein\w*|ohne|bevor|versehentlich|sin|antes|por error|sans|avant|par erreur|senza|prima|per errore|sem|zonder|voordat|bez|nie|не|без|случайно)\b|不要|别|しない|せずに|誤って/;
const SPLIT =
  /(?<=[,.;:!?])\s+|\s+(?=(?:but|instead|before|without|rather than|and not|aber|bevor|ohne|pero|antes|sin|mais|avant|sans|ma|prima|senza|mas|sem|maar|voordat|zonder|ale|bez|но|без)\b)/i;
const RETREAT =
  /\b(go back|back to|return to|cancel|abort|check|look at|first|before|see what|see which|see whether|review|keep|stay|leave|changed my mind|by mistake|by accident|get rid of the (?:\w+ )?(?:dialog|question|warning|message|prompt)|go on|zuruck|abbrechen|behalten|prufen|versehentlich|volver|cancelar|revisar|annuler|revenir|verifier|annulla|torna|voltar|annuleren|terug|anuluj|wroc|отмен\w*|назад|вернуться)\b|取消|返回|キャンセル|戻/;
const NEGATIVE = /\b(don't|do not|never|not|no|stop|nicht|kein\w*|nie|non|ne|niet|не)\b|不|しない/;
const LOOKS =
  /^\W*(how|what|which|who|when|where|why|is|are|does|do i|can|show|see|look|find out|tell|check|list|read|view|display|wie|was|welche\w*|zeige?|que|cual|mostrar|muestra|quel\w*|combien|affiche\w*|montre\w*|quanto|quale|mostra|hoe|welk\w*|toon|ile|ktor\w*|pokaz|как\w*|что|сколько|покажи)\b/i;
const RESTORES =
  /\b(restore|bring (?:\w+ ){0,4}back|recover|undelete|put (?:\w+ ){0,4}back|get (?:\w+ ){0,4}back|undo|wiederherstellen|restaurar|restaurer|ripristina\w*|herstellen|przywroc|восстанов\w*)\b|恢复|还原|復元/;

/** The task wants to go back, look again or keep things. */
export const wantsRetreat = (task: string): boolean => RETREAT.test(plain(task));
/** The task says no somewhere. */
export const saysNo = (task: string): boolean => NEGATIVE.test(plain(task));
/** The task only asks to look: it changes nothing. */
export const onlyLooks = (task: string): boolean => LOOKS.test(task);
/** The task wants something back that was deleted. */
export const wantsBack = (task: string): boolean => RESTORES.test(plain(task));

/** Splits a task into what it wants and what it does not want, regrets, or wants only later. */
export function clauses(task: string): { wanted: string; unwanted: string } {
  const wanted: string[] = [];
  const unwanted: string[] = [];
  for (const part of task.split(SPLIT)) (NEGATED_CLAUSE.test(part.toLowerCase()) ? unwanted : wanted).push(part);
  return { wanted: wanted.join(' '), unwanted: unwanted.join(' ') };
}

/** Ways to end a session that are mistaken for each other. */
const ENDINGS: Readonly<Record<string, RegExp>> = {
  restart:
    /\b(restart\w*|reboot\w*|neu ?start\w*|reiniciar|redemarrer|riavvia\w*|herstarten|uruchom ponownie|перезагруз\w*)\b|重启|重新启动|再起動/,
  stop: /\b(shut ?down|(?:shut|turn|switch|power) (?:\w+ ){0,4}(?:down|off)|herunterfahren|apagar|eteindre|spegni\w*|desligar|afsluiten|wylacz|выключ\w*)\b|关机|シャットダウン/,
  leave:
    /\b((?:log|sign) (?:\w+ ){0,3}(?:out|off)|abmelden|cerrar sesion|deconnect\w*|uitloggen|wyloguj|выйти из системы)\b|注销|ログアウト/,
};

/** The task names one ending of the session and the screen another. */
export function otherEnding(task: string, said: string): boolean {
  const kinds = (text: string): string[] => Object.keys(ENDINGS).filter((k) => ENDINGS[k]?.test(plain(text)));
  const asked = kinds(task);
  const shown = kinds(said);
  return asked.length > 0 && shown.length > 0 && !asked.some((k) => shown.includes(k));
}

const NAMES = /[\w-]+\.[a-z]\w{1,4}\b|\b(?:sd|vd|hd)[a-z]\d*\b|\bnvme\d\w*|\b[a-z]\w*[-_]\w[\w-]*\b/gi;
/** Names of files, folders, branches and devices in a text, lower case. */
export const namesIn = (text: string): Set<string> =>
  new Set((text.slice(0, READ).match(NAMES) ?? []).map((n) => n.toLowerCase()));

/** Other names that people give keys. */
const KEY_WORDS: Readonly<Record<string, string>> = {
  control: 'ctrl',
  strg: 'ctrl',
  del: 'delete',
  entf: 'delete',
  esc: 'escape',
  return: 'enter',
  option: 'alt',
  win: 'super',
  windows: 'super',
  umschalt: 'shift',
};

/** The text names just these keys: "press Shift+Delete", "hit ctrl and w", "the Delete key". */
export function namesKeys(text: string, keys: readonly string[]): boolean {
  const words = text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .map((w) => KEY_WORDS[w] ?? w)
    .filter((w) => w !== 'and' && w !== 'key' && w !== 'the');
  const chord = keys.map((k) => k.toLowerCase());
  const at = words.findIndex((_, i) => chord.every((k, j) => words[i + j] === k));
  if (at < 0) return false;
  // One key is a word like any other ("delete the file") unless it is said to be pressed.
  return chord.length > 1 || /^(press|pressing|hit|tap|key|drucke|drück|pulsa|appuie)$/.test(words[at - 1] ?? '');
}
