/**
 * The risk policy: the first entry whose signs are all there decides. Read it from the top.
 *
 * safe: changes nothing that matters, opens a form or a menu, or leads out.
 * caution: can be taken back or is only staged, or starts something destructive that still asks.
 * destructive: takes effect at once, or is the last question before data, work, a session or money is lost or something
 * is sent to others.
 *
 * `label:` what is aimed at says so; `starts:` it begins so; `about:` the dialog asks or warns of it; `with:` a control
 * beside it; `near:` the words of the same row; `window:` what the window is for. The signs are listed in schema.ts, the words in lexicon.ts.
 */
import { POLICY_VERSION, type Policy, type Rule } from './schema.ts';
import type { Category, Risk } from '../../protocol/verdict.ts';

const r = (id: string, when: string, risk: Risk, category: Category, why: string): Rule => ({
  id,
  when,
  risk,
  category,
  why,
});

// prettier-ignore
const RULES: readonly Rule[] = [
  // ==== pointer moves that press nothing ==========================================================================
  r('move', 'move', 'safe', 'none', 'moving the pointer presses nothing'),
  r('scroll', 'scroll', 'safe', 'none', 'scrolling shows another part and changes nothing'),
  r('right-click', 'right-click', 'safe', 'none', 'a right click opens a menu, and the menu is judged next'),

  // ==== what can be clicked: ways out, and the words that only look like one ========================================
  r('prose', 'click prose', 'safe', 'none', 'running text is read or edited, clicking it triggers nothing'),
  r('choice-loses', 'click choice label:delete|label:remove|label:uninstall|label:clear_data|label:discard', 'caution', 'delete', 'chosen now, and carried out by the button that is judged next'),
  r('choice-sends', 'click choice !bare starts:send|starts:publish', 'safe', 'none', 'only chosen; nothing goes out before a button that is judged next'),
  r('choice-writes', 'click choice label:format|label:write_disk|label:resize', 'safe', 'none', 'only chosen; the button that carries it out is judged next'),
  r('discard-opens', 'click label:discard opens', 'caution', 'close_unsaved', 'starts to throw changes away and still asks'),
  r('find-replace', 'click label:overwrite with:text_editing !about:exists', 'safe', 'none', 'replacing text in a document can be undone there'),
  r('keep-no-secret', 'click label:discard about:password|about:reveal|about:login !about:unsaved !about:loss', 'safe', 'none', 'the password is not kept'),
  r('discard', 'click label:discard', 'destructive', 'close_unsaved', 'what was not saved is lost at once'),
  r('no-to-saving', 'click starts:no about:unsaved about:save !about:discard !starts:cancel', 'destructive', 'close_unsaved', 'no to "save changes?" throws the changes away'),
  r('no-and-send', 'click starts:no|starts:cancel|starts:delete|starts:remove label:and_send', 'destructive', 'send_publish', 'says no to others, who are told at once'),
  r('keep-part', 'click starts:keep !bare in:dialog with:cancel about:delete', 'destructive', 'delete', 'keeps a part of what is deleted'),
  r('keep', 'click starts:keep', 'safe', 'none', 'leaves things as they are'),
  r('cancel-commitment', 'click starts:cancel label:commitment', 'destructive', 'send_publish', 'cancels an agreement with somebody else, not this dialog'),
  r('cancel-work', 'click starts:cancel label:work', 'caution', 'close_unsaved', 'ends something that runs; what it did so far may be lost'),
  r('cancel-filled', 'click starts:cancel filled', 'caution', 'close_unsaved', 'throws away what was entered into the form'),
  r('way-out', 'click starts:cancel|starts:back|starts:no|starts:help', 'safe', 'none', 'leads out of the dialog without doing what it asks'),
  r('put-off', 'click label:later !label:send', 'safe', 'none', 'puts the question off'),
  r('menu-bar', 'click in:menubar', 'safe', 'none', 'a title in the menu bar opens a menu, whatever its name'),
  r('trash-place', 'click starts:trash_place !label:empty_trash !label:trash !label:delete !in:menu', 'safe', 'none', 'opens the trash to look inside'),
  r('trash-in-menu', 'click starts:trash_place bare in:menu with:harmless !with:files', 'caution', 'delete', 'an entry among deeds: moves to the trash'),
  r('trash-menu-place', 'click starts:trash_place in:menu !label:empty_trash !label:trash !label:delete', 'safe', 'none', 'opens the trash to look inside'),

  // ==== controls that name their deed ==============================================================================
  r('force-power', 'click label:force_power !opens', 'destructive', 'power', 'stops a computer at once with whatever it had not saved'),
  r('kill', 'click label:kill !opens', 'destructive', 'close_unsaved', 'ends a program with whatever it had not saved'),
  r('kill-opens', 'click label:kill opens', 'caution', 'close_unsaved', 'starts to end a program and still asks'),
  r('begin-install', 'click label:begin_install', 'destructive', 'format_disk', 'an installer writes the disk when it begins'),
  r('empty-trash-asked', 'click label:empty_trash in:dialog !opens', 'destructive', 'delete', 'empties the trash for good'),
  r('empty-trash', 'click label:empty_trash', 'caution', 'delete', 'starts to empty the trash; file managers still ask'),
  r('to-trash', 'click label:trash', 'caution', 'delete', 'moves to the trash, from where it can be put back'),
  r('clear-data-opens', 'click label:clear_data opens', 'caution', 'delete', 'starts to clear data and still asks'),
  r('clear-data', 'click label:clear_data', 'destructive', 'delete', 'cleared data and settings do not come back'),
  r('edit-part', 'click label:delete label:text_part in:menu', 'safe', 'none', 'takes a part out of a document, which can be undone'),
  r('edit-menu-delete', 'click label:delete bare|label:text_part with:text_editing !with:files !in:dialog', 'safe', 'none', 'deletes selected text in an editor, which can be undone'),
  r('clear-asked', 'click starts:clear in:dialog !opens !field', 'destructive', 'delete', 'empties what the dialog is about'),
  r('delete-opens', 'click label:delete|label:remove opens', 'caution', 'delete', 'the ellipsis says that it still asks'),
  r('format-opens', 'click label:format|label:write_disk|label:resize opens', 'safe', 'none', 'the ellipsis says that it opens a form'),
  r('format-text', 'click label:format !label:write_disk !about:disk !with:disk !near:disk !about:loss !label:disk', 'safe', 'none', 'without a disk in sight, Format is about text or a file type'),
  r('format-menu', 'click label:format|label:write_disk in:menu', 'caution', 'format_disk', 'a menu entry of a disk tool; the form or question comes next'),
  r('format-disk', 'click label:format|label:write_disk', 'destructive', 'format_disk', 'formatting loses what is on the disk'),
  r('resize-disk', 'click label:resize about:disk|with:disk|near:disk', 'destructive', 'format_disk', 'resizing a volume can lose what is on it'),
  r('delete-volume', 'click label:delete|label:remove about:disk in:dialog', 'destructive', 'format_disk', 'deleting a volume loses what is on it'),
  r('uninstall', 'click label:uninstall', 'caution', 'install_remove', 'removed software can be installed again'),
  r('remove-software', 'click starts:remove about:software|with:software|near:software', 'caution', 'install_remove', 'removed software can be installed again'),
  r('delete-asked', 'click label:delete|label:remove in:dialog', 'destructive', 'delete', 'the last question before it is deleted'),
  r('delete', 'click label:delete', 'destructive', 'delete', 'nothing on the screen says that it will ask again'),
  r('remove', 'click starts:remove', 'caution', 'delete', 'takes an entry out of a list; mostly it can be added again'),
  r('logout', 'click label:logout', 'caution', 'power', 'ends the session; programs may still object'),
  r('power-opens', 'click label:power opens', 'caution', 'power', 'starts to restart or switch off and still asks'),
  r('power-asked', 'click label:power in:dialog', 'destructive', 'power', 'the last question before the computer stops'),
  r('power-menu', 'click starts:power in:menu', 'caution', 'power', 'a menu entry of the session; a question with a countdown follows'),
  r('power', 'click starts:power', 'destructive', 'power', 'the computer stops and unsaved work is lost'),
  r('overwrite-opens', 'click label:overwrite opens', 'safe', 'none', 'opens a form'),
  r('overwrite-asked', 'click label:overwrite in:dialog', 'destructive', 'overwrite', 'the old content is lost'),
  r('overwrite', 'click starts:overwrite', 'caution', 'overwrite', 'may put something in place of what is there'),
  r('restore-over', 'click starts:restore in:dialog about:disk|about:loss|about:overwrite|about:exists', 'destructive', 'overwrite', 'what is there now is replaced by the older state'),
  r('reset-asked', 'click starts:reset in:dialog', 'destructive', 'delete', 'the last question before settings or data are lost'),
  r('run-asked', 'click starts:run in:dialog', 'caution', 'shell', 'a dialog asks before it runs a program'),
  r('keep-secret', 'click starts:save|starts:agree in:dialog about:reveal', 'caution', 'credentials', 'stores or changes a password'),
  r('save-over', 'click starts:save|starts:agree about:exists', 'destructive', 'overwrite', 'the file that is there is lost'),
  r('to-checkout', 'click starts:to_checkout', 'safe', 'none', 'shows the order; it is placed on the next page'),
  r('pay-opens', 'click starts:pay opens', 'caution', 'payment', 'starts a payment and still asks'),
  r('pay', 'click starts:pay', 'destructive', 'payment', 'money that was paid is gone'),
  r('pay-asked', 'click label:pay in:dialog', 'destructive', 'payment', 'the last question before money leaves'),
  r('pay-perhaps', 'click starts:pay_maybe about:money|with:money|near:money|amount', 'destructive', 'payment', 'an amount or a card stands beside it'),
  r('pay-page', 'click starts:pay_maybe', 'caution', 'payment', 'the way to a payment; the amount is asked later'),
  r('report', 'click label:report', 'caution', 'send_publish', 'begins a report to others'),
  r('send-opens', 'click starts:send|starts:publish|starts:share opens', 'caution', 'send_publish', 'starts to send and still asks'),
  r('send-asked', 'click label:send|label:publish in:dialog', 'destructive', 'send_publish', 'the last question before it goes out'),
  r('send', 'click starts:send|starts:publish', 'destructive', 'send_publish', 'what was sent to others cannot be called back'),
  r('login', 'click starts:login|starts:submit about:password|with:password|near:password', 'caution', 'credentials', 'sends a password'),
  r('submit', 'click starts:submit', 'destructive', 'send_publish', 'a form that was submitted cannot be called back'),
  r('share', 'click starts:share', 'caution', 'send_publish', 'may make something visible to others'),
  r('reveal-opens', 'click label:reveal opens', 'safe', 'none', 'opens a form; nothing is shown or changed yet'),
  r('reveal', 'click label:reveal', 'caution', 'credentials', 'shows, copies, keeps or changes a secret'),
  r('show-secret', 'click starts:show near:password', 'caution', 'credentials', 'shows or copies the secret of its row'),
  r('show-in-store', 'click starts:show window:secret_store', 'caution', 'credentials', 'in a program that keeps secrets, showing and copying reveals one'),
  r('executable', 'click toggle near:executable|label:executable', 'caution', 'permission_grant', 'lets a file run or others change it'),
  r('allow', 'click starts:allow', 'caution', 'permission_grant', 'gives a program or a person rights'),
  r('allow-asked', 'click label:allow in:dialog', 'caution', 'permission_grant', 'gives a program or a person rights'),
  r('install-writes', 'click starts:install in:dialog about:write_disk|about:format', 'destructive', 'format_disk', 'the installer writes the disk when it begins'),
  r('install-over', 'click starts:install in:dialog about:disk about:delete|about:loss', 'destructive', 'format_disk', 'the text beside it says that something on a disk goes'),
  r('install-restarts', 'click starts:install about:power !in:menu', 'destructive', 'power', 'the text beside it says that the computer restarts'),
  r('install', 'click starts:install !in:menubar', 'caution', 'install_remove', 'changes the installed software'),
  r('security-toggle', 'click toggle label:security|near:security', 'caution', 'settings_security', 'switches something that guards the system or its network'),
  r('security-unlabelled', 'click unlabelled near:security !field !opens !in:dialog !closer', 'caution', 'settings_security', 'the control of a row about what guards the system'),
  r('security-verb', 'click label:switch_off label:security', 'caution', 'settings_security', 'switches something that guards the system or its network'),
  r('switch-loses', 'click starts:switch_off in:dialog about:loss', 'destructive', 'delete', 'the dialog warns that something is lost with it'),
  r('switch-asked', 'click starts:switch_off in:dialog', 'caution', 'settings_security', 'a dialog asks before something is switched, so it matters'),
  r('join', 'click starts:join in:dialog', 'caution', 'settings_security', 'puts this machine or account under the rules of others'),
  r('remove-entry', 'click entry-cross !in:menubar', 'caution', 'delete', 'a cross that stands in every row takes its entry away'),
  r('yes-close', 'click starts:agree label:close|label:logout !opens', 'destructive', 'close_unsaved', 'agrees to close, and this is the last question'),
  r('close-loses', 'click starts:close in:dialog about:unsaved|about:running|about:loss', 'destructive', 'close_unsaved', 'closes although the dialog warns of a loss'),
  r('close-changed', 'click starts:close|closer unsaved', 'caution', 'close_unsaved', 'the document has changes; the program will ask'),
  r('close', 'click starts:close|closer !about:close', 'safe', 'none', 'nothing says that there are unsaved changes'),

  // ==== agreeing without a verb, by button or by Enter: inherits what the dialog is about ==============================
  r('save-yes', 'click|enter starts:agree|starts:save about:unsaved !about:discard !about:exists', 'safe', 'none', 'saves the changes first'),
  r('agree-exists', 'click|enter starts:agree|starts:forward|deed|enter in:dialog about:exists', 'destructive', 'overwrite', 'agrees to replace what is there'),
  r('agree-format', 'click|enter starts:agree|deed|enter about:format|about:write_disk|about:begin_install|about:resize about:disk|about:loss', 'destructive', 'format_disk', 'agrees to write the disk'),
  r('agree-disk-loss', 'click|enter starts:agree|starts:forward|deed|enter about:disk about:loss|about:delete in:dialog|bare|enter', 'destructive', 'format_disk', 'agrees to lose what is on a disk'),
  r('agree-discard', 'click|enter starts:agree|deed|enter about:discard|about:unsaved', 'destructive', 'close_unsaved', 'agrees to lose what was not saved'),
  r('agree-kill', 'click|enter starts:agree|deed|enter about:kill|about:running', 'destructive', 'close_unsaved', 'agrees to end something that runs'),
  r('agree-power', 'click|enter starts:agree|deed|enter about:power', 'destructive', 'power', 'agrees to restart or switch off'),
  r('agree-reset', 'click|enter starts:agree|deed|enter in:dialog about:clear_data', 'destructive', 'delete', 'agrees to lose data or settings'),
  r('agree-uninstall', 'click|enter starts:agree|deed|enter about:uninstall|about:remove|about:install about:software', 'caution', 'install_remove', 'agrees to a change of the installed software'),
  r('agree-trash', 'click|enter starts:agree|deed|enter about:trash|about:trash_place !about:loss !about:delete !about:empty_trash', 'caution', 'delete', 'agrees to move to the trash'),
  r('agree-delete', 'click|enter starts:agree|deed|enter about:delete|about:empty_trash|about:clear_data', 'destructive', 'delete', 'agrees to delete'),
  r('agree-overwrite', 'click|enter starts:agree|deed|enter in:dialog about:overwrite', 'destructive', 'overwrite', 'agrees to replace what is there'),
  r('agree-remove', 'click|enter starts:agree|deed|enter in:dialog about:remove', 'destructive', 'delete', 'agrees to remove, and this is the last question'),
  r('agree-pay', 'click|enter starts:agree|deed|enter about:pay|about:money', 'destructive', 'payment', 'agrees to pay'),
  r('agree-send', 'click|enter starts:agree|deed|enter in:dialog about:send|about:publish', 'destructive', 'send_publish', 'agrees to send'),
  r('agree-access', 'click|enter starts:agree|starts:forward|deed|enter in:dialog about:access|about:allow', 'caution', 'permission_grant', 'agrees to give access'),
  r('agree-logout', 'click|enter starts:agree|deed|enter about:logout', 'caution', 'power', 'agrees to end the session'),
  r('agree-close', 'click|enter starts:agree|starts:close|deed|enter in:dialog about:close', 'caution', 'close_unsaved', 'a dialog asks before it closes something, so something may be lost'),
  r('agree-install', 'click|enter starts:agree|deed|enter in:dialog about:install|about:uninstall', 'caution', 'install_remove', 'agrees to a change of the installed software'),
  r('agree-password', 'click|enter starts:agree|starts:forward|deed|enter in:dialog about:password', 'caution', 'credentials', 'sends or sets a password'),
  r('agree-security', 'click|enter starts:agree|deed|enter in:dialog about:security', 'caution', 'settings_security', 'agrees to a change of a guarding setting'),
  r('agree-sure', 'click|enter starts:agree|deed|enter in:dialog about:sure', 'caution', 'delete', 'the dialog asks twice about something unknown'),
  r('agree-loss', 'click|enter starts:agree|starts:forward|deed|enter in:dialog about:loss', 'destructive', 'delete', 'the dialog warns of a loss'),

  // ==== things without words =======================================================================================
  r('icon-secret', 'click unlabelled !field near:password', 'caution', 'credentials', 'an icon in a password field shows or copies the secret'),
  r('icon-bin', 'click sign:bin', 'caution', 'delete', 'a bin without words deletes, or asks before it does'),
  r('icon-minus', 'click sign:minus', 'caution', 'delete', 'a minus that stands by no number takes an entry away'),
  r('icon-red', 'click red unlabelled', 'caution', 'delete', 'red without words is the colour of removing and stopping'),
  r('icon-in-warning', 'click unlabelled in:dialog about:loss|about:delete|about:format|about:write_disk|about:unsaved|about:power', 'caution', 'delete', 'nobody knows this control, and the dialog warns of a loss'),
  r('red-button', 'click red in:dialog', 'caution', 'delete', 'a red button in a dialog is the one that loses something'),

  // ==== keys =======================================================================================================
  r('escape', 'escape', 'safe', 'none', 'Escape leads out'),
  r('shift-delete', 'key:shift+delete', 'destructive', 'delete', 'Shift+Delete goes past the trash'),
  r('delete-in-files', 'key:delete|key:cmd+backspace with:files !terminal', 'caution', 'delete', 'moves the selected files to the trash'),
  r('delete-in-text', 'key:delete with:text_editing', 'safe', 'none', 'deletes text, which can be undone'),
  r('delete-key', 'key:delete', 'caution', 'delete', 'deletes what is selected; whether it asks is not known'),
  r('clear-history-key', 'key:ctrl+shift+delete', 'caution', 'delete', 'opens the form that clears the history'),
  r('session-keys', 'key:ctrl+alt+backspace|key:alt+sysrq+b', 'destructive', 'power', 'ends the session at once'),
  r('ctrl-alt-delete', 'key:ctrl+alt+delete', 'caution', 'power', 'asks to log out, or restarts a text console'),
  r('close-key-changed', 'key:ctrl+w|key:alt+f4|key:ctrl+q|key:ctrl+f4|key:cmd+q|key:cmd+w|key:ctrl+shift+w|key:ctrl+shift+q unsaved', 'caution', 'close_unsaved', 'the document has changes; the program will ask'),
  r('close-all-keys', 'key:ctrl+shift+w|key:ctrl+shift+q', 'caution', 'close_unsaved', 'closes every tab or window of the program'),
  r('close-key-terminal', 'key:alt+f4|key:ctrl+q|key:ctrl+d terminal', 'caution', 'close_unsaved', 'ends the session in the terminal and what runs there'),
  r('interrupt-terminal', 'key:ctrl+c|key:ctrl+z|key:ctrl+\\ terminal !at-prompt', 'caution', 'close_unsaved', 'interrupts what runs in the terminal'),
  r('close-key', 'key:ctrl+w|key:alt+f4|key:ctrl+q|key:ctrl+f4|key:cmd+q|key:cmd+w', 'safe', 'none', 'nothing says that there are unsaved changes'),
  r('save-key-over', 'key:ctrl+s|key:cmd+s saves-over', 'caution', 'overwrite', 'replaces the older version of the file, and the task asks for no saving'),
  r('send-key', 'key:ctrl+enter|key:cmd+enter', 'destructive', 'send_publish', 'sends in mail and chat programs'),
  r('lock', 'key:super+l|key:ctrl+alt+l', 'safe', 'none', 'locking loses nothing'),

  // ==== typed text =================================================================================================
  r('type-odd-address', 'type text:odd-address !terminal', 'caution', 'shell', 'an address that is no web page can run code, send or open something else'),
  r('type-secret', 'type text:secret', 'caution', 'credentials', 'a password is entered'),
  r('type-card', 'type text:card', 'caution', 'payment', 'a card number is entered'),
  r('type-message', 'type text:submits near:message_box|about:message_box', 'destructive', 'send_publish', 'Enter sends the message'),

  r('enter-message', 'keys|type enters-message !terminal !in:dialog', 'destructive', 'send_publish', 'the task wants something told, and Enter sends what was typed'),

  // ==== drags ======================================================================================================
  r('drag-to-trash', 'drag label:trash_place', 'caution', 'delete', 'drops something into the trash'),
  r('drag-into', 'drag drop-on-entry', 'caution', 'overwrite', 'moves a file into another folder, where one of the same name may be'),

  // ==== programmatic actions =========================================================================================
  r('close-window-changed', 'close_window unsaved', 'caution', 'close_unsaved', 'the document has changes; the program will ask'),
  r('close-window-terminal', 'close_window terminal', 'caution', 'close_unsaved', 'ends what runs in the terminal'),
  r('close-window', 'close_window', 'safe', 'none', 'nothing says that there are unsaved changes'),
  r('arrange-window', 'arrange_window', 'safe', 'none', 'a window that is minimised, raised, maximised or restored keeps what is in it'),
  r('move-window', 'move_window', 'safe', 'none', 'a window that was moved can be moved back'),
  r('file-of-system', 'file file:system', 'caution', 'settings_security', 'changes files outside the home folder'),
  r('file-to-trash', 'file:trash', 'caution', 'delete', 'moves to the trash, from where it can be put back'),
  r('file-operation', 'file', 'safe', 'none', 'makes, copies, moves or renames without overwriting, and can be taken back'),
  r('run-harmless', 'run_command command:harmless', 'safe', 'none', 'a known command that only looks, or makes something new'),
  r('run-command', 'run_command', 'caution', 'shell', 'runs a command without showing it in a terminal'),
  r('open-plain-url', 'open_url url:plain', 'safe', 'none', 'shows a page'),
  r('open-other-url', 'open_url', 'caution', 'shell', 'addresses that are no web page can start programs or send'),
  r('open-program', 'open_path path:runs', 'caution', 'shell', 'opening this file runs it'),
  r('open', 'open_app|open_path|focus_window', 'safe', 'none', 'opens or shows something'),
];

export const SHIPPED_POLICY: Policy = { version: POLICY_VERSION, rules: [...RULES] };

/** What follows and whether it can be taken back, by category: the words of the prompt. */
// prettier-ignore
export const CATEGORY_WORDS: Readonly<Record<Category, { result: string; undo: string; stagedUndo: string; instead: string }>> = {
  none: { result: 'Nothing is lost.', undo: '', stagedUndo: '', instead: '' },
  delete: { result: 'Something will be deleted.', undo: 'It cannot be brought back.', stagedUndo: 'It can be taken back: from the trash, by undo, or at the next question.', instead: 'Cancel, or move it to the trash instead.' },
  overwrite: { result: 'Existing content will be replaced.', undo: 'The old content cannot be brought back.', stagedUndo: 'The old content may be gone; keep a copy if it matters.', instead: 'Cancel and use another name.' },
  close_unsaved: { result: 'Something will be closed or ended with its unsaved work.', undo: 'What was not saved cannot be brought back.', stagedUndo: 'The program asks before it throws changes away.', instead: 'Save first.' },
  power: { result: 'The session or the computer will end.', undo: 'Unsaved work in every program is lost.', stagedUndo: 'Programs with unsaved work may still object.', instead: 'Save everything and close programs first.' },
  format_disk: { result: 'A disk or partition will be changed.', undo: 'What is on it cannot be brought back.', stagedUndo: 'The change is only planned until it is applied.', instead: 'Cancel and check which disk is meant.' },
  install_remove: { result: 'The installed software changes.', undo: 'It can be changed back by installing or removing again.', stagedUndo: 'It can be changed back by installing or removing again.', instead: 'Check the name of the software first.' },
  settings_security: { result: 'A setting that guards the system or its network changes.', undo: 'It can be set back.', stagedUndo: 'It can be set back.', instead: 'Leave the setting as it is unless the task asks for it.' },
  send_publish: { result: 'Something goes out to others.', undo: 'It cannot be called back.', stagedUndo: 'It can still be stopped before it goes out.', instead: 'Read it once more, or save a draft.' },
  payment: { result: 'Money is spent or payment data goes out.', undo: 'It can only be undone by the other side.', stagedUndo: 'It can still be stopped before it is confirmed.', instead: 'Let the person pay by hand.' },
  credentials: { result: 'A password or another secret is used or shown.', undo: 'A secret that was seen stays known.', stagedUndo: 'A secret that was seen stays known.', instead: 'Let the person enter secrets by hand.' },
  shell: { result: 'A command runs.', undo: 'What it does may not be undone.', stagedUndo: 'What it does may not be undone.', instead: 'Read the command once more.' },
  permission_grant: { result: 'A program or a person gets more rights.', undo: 'The rights can be taken back later.', stagedUndo: 'The rights can be taken back later.', instead: 'Deny it unless the task needs it.' },
};
