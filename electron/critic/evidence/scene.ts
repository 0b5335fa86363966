/**
 * Everything the policy can see of one action, as signs (see policy/schema.ts), with the words to explain it.
 * Errs towards risk: signs of the worst reading of a place are given when two readings are possible.
 */
import { boxCentre, boxContains, type Box, type Point } from '../../protocol/coordinates.ts';
import type { Element, Screen } from '../../protocol/screen.ts';
import type { CriticInput } from '../../protocol/verdict.ts';
import type { CommandJudgement } from '../policy/shell.ts';
import type { Meaning } from '../policy/lexicon.ts';
import { asksFor, namesKeys } from '../task-words.ts';
import {
  crossRepeats,
  dropsOnEntry,
  formIsFilled,
  isFileDialog,
  isTextEditor,
  showsTextMenu,
  ODD_ADDRESS,
  savesOver,
} from './entries.ts';
import { answered, asTyped, judgeLaunch, judgePending, judgeTyped, newIn, type Files } from './entered.ts';
import { entersMessage, sendsMessage } from './message.ts';
import { terminalSigns } from './terminal.ts';
import { meaningIn, meaningsOf, opensMore, withoutNames, wordsOf } from './text.ts';
import { runsStatement, showsDisks } from './window.ts';
import { frontDialog, isShort, targetAt, titleSaysUnsaved, windowTexts, windowTitles, type Target } from './target.ts';

export type { Files };

export interface Scene {
  readonly signs: ReadonlySet<string>;
  readonly target: Target | null;
  /** What a typed or pending command would do; decides before the table when it is not safe. */
  readonly command: CommandJudgement | null;
  /** Plain words for what was seen, first the most telling. */
  readonly seen: readonly string[];
}

/** Meanings that a negated sentence ("no files will be deleted") takes back. */
const NEGATED: readonly Meaning[] = ['delete', 'remove', 'format', 'overwrite', 'loss', 'trash'];

/**
 * Reads the scene. `told` stands in for the words of what is clicked: what its application calls it, which may say more
 * than what is written there.
 */
export function sceneOf(input: CriticInput, told: string | null = null, files: Files | null = null): Scene {
  const { action, screen } = input;
  const signs = new Set<string>();
  const seen: string[] = [];
  let target: Target | null = null;
  let command: CommandJudgement | null = null;
  const look = (p: Point, phrase: string | null): Target => {
    const read = targetAt(screen, p, phrase);
    const found = told === null ? read : { ...read, label: told, sign: null };
    describeTarget(found, signs, seen);
    return found;
  };
  const terminal = terminalSigns(screen);
  const unsaved = saysUnsaved(input);
  if (unsaved) signs.add('unsaved');

  switch (action.type) {
    case 'click':
      signs.add(action.button === 'left' ? 'click' : 'right-click');
      target = look(action.point, input.target);
      for (const text of windowTitles(screen)) {
        if (meaningIn('secret_store', text) !== null) signs.add('window:secret_store');
      }
      if (action.button === 'left' && sendsMessage(input, action.point, target)) signs.add('sends-message');
      if (signs.has('label:apply') && !signs.has('in:dialog') && showsDisks(screen)) signs.add('window:disk');
      command = runsStatement(screen, target.label);
      if (command) seen.push(`the statement on the screen ${command.why}`);
      if (isCloser(input, action.point, target)) signs.add('closer');
      if (signs.has('closer') && crossRepeats(screen, action.point)) signs.add('entry-cross');
      if (signs.has('starts:cancel') && formIsFilled(input, target)) signs.add('filled');
      break;
    case 'move':
      signs.add('move');
      break;
    case 'scroll':
      signs.add('scroll');
      break;
    case 'drag': {
      signs.add('drag');
      target = targetAt(screen, action.to, null);
      for (const m of meaningsOf(target.label)) signs.add(`label:${m}`);
      if (dropsOnEntry(screen, action.from, action.to, target.label)) signs.add('drop-on-entry');
      seen.push(`the drag ends on “${target.label}”`);
      break;
    }
    case 'type': {
      if (terminal.asksSecret) signs.add('text:secret');
      const submits = /\n\s*$/.test(action.text) || action.text.includes('\n');
      const place = input.targetBox ? boxCentre(input.targetBox) : null;
      target = place ? targetAt(screen, place, input.target) : frontDialog(screen);
      signs.add('type');
      if (submits) signs.add('text:submits');
      if (hasCardNumber(action.text)) signs.add('text:card');
      if (submits && entersMessage(input, action.text.trim())) signs.add('enters-message');
      if (submits && ODD_ADDRESS.test(action.text)) signs.add('text:odd-address');
      if (typesSecret(input, target, place !== null)) signs.add('text:secret');
      const near = [target?.label ?? '', input.target ?? '', ...(place && target ? target.row : [])];
      for (const text of near) for (const m of meaningsOf(text)) signs.add(`near:${m}`);
      command = terminal.asksSecret
        ? null
        : (answered(terminal, action.text, submits, signs) ??
          judgeTyped(action.text, submits, terminal.isTerminal, terminal.root, newIn(files, terminal.place)));
      if (command) seen.push(`the text ${command.why}`);
      else if (submits && !terminal.isTerminal && target) {
        // Enter at the end presses the dialog's default button.
        describeTarget(target, signs, seen, true);
        if (target.place === 'dialog') signs.add('enter');
      }
      break;
    }
    case 'hotkey': {
      signs.add('keys');
      signs.add(`key:${chord(action.keys)}`);
      if (terminal.isTerminal) signs.add('terminal');
      if (terminal.atPrompt) signs.add('at-prompt');
      for (const text of windowTexts(screen)) {
        for (const m of ['files', 'text_editing'] as const) if (meaningIn(m, text) === 'start') signs.add(`with:${m}`);
      }
      if (isTextEditor(screen) || showsTextMenu(screen)) signs.add('with:text_editing');
      if (savesOver(screen, unsaved) && !asksFor(input.task, 'overwrite') && !namesKeys(input.task, action.keys)) {
        signs.add('saves-over');
      }
      const last = action.keys.at(-1);
      if (last === 'escape') signs.add('escape');
      // Space presses the button that has the focus; elsewhere it is a letter.
      if (last === 'space' && action.keys.length === 1 && !terminal.isTerminal) {
        target = frontDialog(screen);
        if (target && !hasField(screen, target)) {
          signs.add('enter');
          describeTarget(target, signs, seen, true);
        } else target = null;
      }
      if (last === 'enter' && action.keys.length === 1) {
        signs.add('enter');
        if (entersMessage(input, null)) signs.add('enters-message');
        const answer = answered(terminal, '', true, signs);
        target = frontDialog(screen);
        if (target && !answer) describeTarget(target, signs, seen, true);
        if (answer) command = answer;
        else if (terminal.isTerminal)
          command = judgePending(asTyped(terminal.pending, input.history), terminal.root, newIn(files, terminal.place));
      }
      break;
    }
    case 'open_url':
      signs.add('open_url');
      if (/^(https?:|about:|file:)/i.test(action.url)) signs.add('url:plain');
      break;
    case 'open_path':
      signs.add('open_path');
      if (
        /\.(sh|bash|run|bin|appimage|desktop|exe|msi|bat|cmd|ps1|jar|py|pl|rb|deb|rpm|apk|dmg|pkg|flatpakref|scr|vbs)$/i.test(
          action.path,
        )
      ) {
        signs.add('path:runs');
      }
      break;
    case 'open_app': {
      signs.add('open_app');
      command = judgeLaunch(action.command);
      break;
    }
    case 'file':
      signs.add('file');
      signs.add(`file:${action.op}`);
      for (const path of [action.path, action.to]) {
        // Under none of the usual homes: /etc, /usr, C:\\Windows.
        if (
          path !== null &&
          !/^(?:\/home\/|\/root\/|\/Users\/|\/tmp\/|\/media\/|\/mnt\/|[a-z]:[\\/]users[\\/])/i.test(path)
        )
          signs.add('file:system');
      }
      break;
    case 'run_command':
      signs.add('run_command');
      command = judgeTyped(action.command, true, true, false, newIn(files, { folder: action.folder, host: null }));
      if (command?.risk === 'safe' && command.rule !== 'cmd-unknown') signs.add('command:harmless');
      if (command) seen.push(`the command ${command.why}`);
      break;
    case 'copy_text':
    case 'read_clipboard':
      signs.add(action.type);
      break;
    case 'close_window': {
      signs.add('close_window');
      const named = screen.windows.find((w) => w.id === action.windowId);
      if (titleSaysUnsaved(action.title) || (named && titleSaysUnsaved(named.title))) signs.add('unsaved');
      else signs.delete('unsaved');
      if (/term|konsole/i.test(`${named?.app ?? ''} ${action.title}`)) signs.add('terminal');
      break;
    }
    case 'focus_window':
    case 'arrange_window':
    case 'move_window':
      signs.add(action.type);
      break;
  }
  // The options of a file dialog ("Encrypt with GPG key") are no matter of the name that is given in it.
  if (target?.place === 'dialog' && isFileDialog(screen, target)) {
    for (const m of ['security', 'password'] as const) signs.delete(`about:${m}`);
  }
  return { signs, target, command, seen };
}

/** Room on a disk is no disk, and where a file lies is no place in the world. */
const ROOM =
  /(?<!free |reclaim |up )\bdisk space\b|\b(?:default|following|same|new|another|other|file|folder|different) location\b/gi;

/** Puts what is at and around a target into signs. `onlyAbout` leaves its own words out (Enter, not a click). */
function describeTarget(t: Target, signs: Set<string>, seen: string[], onlyAbout = false): void {
  if (!onlyAbout) {
    if (t.label === '') signs.add('unlabelled');
    else if (!isLabel(t)) signs.add('prose');
    for (const m of meaningsOf(t.label)) {
      signs.add(`label:${m}`);
      if (meaningIn(m, t.label) === 'start') signs.add(`starts:${m}`);
    }
    if (opensMore(t.label)) signs.add('opens');
    if (wordsOf(t.label).length === 1) signs.add('bare');
    if (/[$€£¥]\s?\d|\d\s?(?:€|eur\b|usd\b|gbp\b|zł)/i.test(t.label)) signs.add('amount');
    if (t.red) signs.add('red');
    if (t.sign === 'cross') signs.add('closer');
    else if (t.sign) {
      signs.add(`sign:${t.sign}`);
      seen.push(`the icon at the point is a ${t.sign}`);
    }
    if (t.kind === 'checkbox' || t.kind === 'radio' || t.kind === 'switch') signs.add('toggle');
    if (t.kind === 'checkbox' || t.kind === 'radio') signs.add('choice');
    if (t.kind === 'field') signs.add('field');
    if (t.label === '' && t.row.length > 0)
      for (const text of t.row) for (const m of meaningsOf(text)) signs.add(`near:${m}`);
    if (t.label !== '') seen.push(`“${t.label}” is at the point`);
  }
  if (t.place !== 'other') signs.add(`in:${t.place}`);
  if (!onlyAbout && isDeed(t)) signs.add('deed');
  for (const text of t.siblings) for (const m of meaningsOf(text)) signs.add(`with:${m}`);
  for (const text of t.statements) {
    const negated = meaningIn('negation', text) !== null;
    // A name in quotes says nothing of what is done: “delete account” was searched for, or is a file.
    for (const m of meaningsOf(withoutNames(text).replace(ROOM, ' ')))
      if (!(negated && NEGATED.includes(m))) signs.add(`about:${m}`);
  }
  const said = t.statements.find((s) => /[?？]/.test(s)) ?? t.statements[0];
  if (t.place === 'dialog' && said)
    seen.push(`the dialog says “${said.length > 120 ? `${said.slice(0, 120)}…` : said}”`);
}

/** What leads out, looks or waits; a button beside them that is none of these does what the dialog is about. */
const NO_DEED: readonly Meaning[] = ['cancel', 'back', 'no', 'later', 'help', 'save', 'close', 'harmless', 'forward'];
const WAYS_OUT: readonly Meaning[] = ['cancel', 'back', 'no', 'close', 'discard', 'later'];
const begins = (text: string, meanings: readonly Meaning[]): boolean =>
  meanings.some((m) => meaningIn(m, text) === 'start');

/**
 * A button in the row of a dialog's way out that leads on by a word of its own ("Free Up Space" beside "Not Now"): it
 * does what the dialog is about, whatever it is called.
 */
function isDeed(t: Target): boolean {
  if (t.place !== 'dialog' || !isShort(t.label) || !isLabel(t)) return false;
  if (t.label === '' || t.kind === 'field' || t.kind === 'checkbox' || t.kind === 'radio') return false;
  if (begins(t.label, NO_DEED) && meaningIn('begin', t.label) !== 'start') return false;
  return t.row.some((text) => isShort(text) && begins(text, WAYS_OUT));
}

/** Headings and links of what is read: “How to delete a partition”. */
const ASKS_HOW =
  /^(?:how (?:to|do|can)|what (?:is|are|happens)|why|when|where|which|who|como|cómo|comment|come|wie (?:man|kann|lösche)|hoe|jak|как)\b/iu;

/** An entry of a log or a list: who, a colon, what. */
const ENTRY = /^[\w.-]{2,20}: \S+ \S+ \S/;

/** Running text is long, or ends like a sentence; a control's label is short. */
const isLabel = (t: Target): boolean =>
  !(t.kind === 'text' && t.place === 'other' && (ASKS_HOW.test(t.label) || ENTRY.test(t.label))) &&
  ((t.kind !== null && t.kind !== 'text') ||
    // In a menu nothing is read: what ends in a dot there ended in three.
    (t.place === 'menu' && wordsOf(t.label).length <= 4) ||
    (wordsOf(t.label).length <= 7 &&
      t.label.length <= 60 &&
      !/[.。!？?]$/.test(t.label.replace(/\s*(?:\.{2,}|…)$/, ''))));

/** Keys in one order, so that a chord has one name: modifiers first, by alphabet. */
export function chord(keys: readonly string[]): string {
  const order = ['alt', 'cmd', 'ctrl', 'shift', 'super'];
  const lower = keys.map((k) => k.toLowerCase());
  const held = lower.filter((k) => order.includes(k)).sort((a, b) => nice(a) - nice(b));
  return [...held, ...lower.filter((k) => !order.includes(k))].join('+');
}
const NICE = ['ctrl', 'cmd', 'super', 'alt', 'shift'];
const nice = (k: string): number => NICE.indexOf(k);

const hasField = (screen: Screen, { panel }: Target): boolean =>
  panel === null || screen.elements.some((e) => e.kind === 'field' && boxContains(panel, boxCentre(e.box)));

function saysUnsaved(input: CriticInput): boolean {
  const { screen } = input;
  const active = screen.windows.find((w) => w.active);
  if (active) return titleSaysUnsaved(active.title);
  // Without a window list the title is a short text in the upper part of the screen.
  return screen.elements.some(
    (e) =>
      e.box.y1 < screen.frame.height * 0.6 &&
      wordsOf(e.text).length <= 8 &&
      /^\s*[*•●]\s?\p{L}|\S\s?[*•●]\s*[-–—]\s*\p{L}/u.test(e.text),
  );
}

/** The close control of a window: by kind, or the far corner of the title bar. */
function isCloser(input: CriticInput, p: Point, t: Target): boolean {
  if (t.label !== '' && t.kind !== 'window_control') return false;
  if (/^[x×✕✖✗╳X]$/.test(t.glyph)) return true;
  const corner = (b: Box): boolean => (p.x >= b.x2 - 44 || p.x <= b.x1 + 28) && p.y <= b.y1 + 44;
  return input.screen.windows.some((w) => boxContains(w.box, p) && corner(w.box)) || t.kind === 'window_control';
}

/** Thirteen to nineteen digits that pass the Luhn check, spaces and dashes aside. */
export function hasCardNumber(text: string): boolean {
  return [...text.matchAll(/\b(?:\d[ -]?){13,19}\b/g)].some(([m]) => {
    const digits = m.replace(/\D/g, '');
    if (digits.length < 13 || digits.length > 19 || /^(\d)\1+$/.test(digits)) return false;
    let sum = 0;
    [...digits].reverse().forEach((d, i) => {
      const v = Number(d) * (i % 2 === 1 ? 2 : 1);
      sum += v > 9 ? v - 9 : v;
    });
    return sum % 10 === 0;
  });
}

/** Text goes to a password field when its label says so, or when the dialog in front asks for one. */
function typesSecret(input: CriticInput, t: Target | null, aimed: boolean): boolean {
  // The application itself says that the field hides what is typed.
  const place = input.targetBox ? boxCentre(input.targetBox) : null;
  const focused = (e: Element): boolean =>
    place ? boxContains(e.box, place) : (e.states?.includes('focused') ?? false);
  if (input.screen.elements.some((e) => e.secret === true && focused(e))) return true;
  const field = [input.target ?? '', t?.label ?? '', ...(aimed && t ? t.row : [])];
  if (field.some((text) => isShort(text) && meaningIn('password', text) !== null)) return true;
  return (
    !aimed &&
    t !== null &&
    t.place === 'dialog' &&
    !isFileDialog(input.screen, t) &&
    [...t.statements, ...t.siblings].some((text) => meaningIn('password', text) !== null)
  );
}
