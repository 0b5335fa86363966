import { describe, expect, test } from 'vitest';
import { dialog, menu, page, RED, Canvas, terminal, type Drawn } from '../../../test/bench/critic/screens.ts';
import { globalBox, globalPoint } from '../../protocol/coordinates.ts';
import type { Action } from '../../protocol/action.ts';
import type { Category, Risk, Verdict } from '../../protocol/verdict.ts';
import { createCritic } from '../critic.ts';

const critic = createCritic();
const judge = (
  drawn: Drawn,
  action: Action,
  task = 'do what is needed',
  target: string | null = null,
): Promise<Verdict> => critic.judge({ task, history: [], action, target, targetBox: null, screen: drawn.screen });
const clickOn = (drawn: Drawn, text: string): Action => ({
  type: 'click',
  point: drawn.at(text),
  button: 'left',
  count: 1,
  modifiers: [],
});
const type = (text: string): Action => ({ type: 'type', text });
const keys = (...k: string[]): Action => ({ type: 'hotkey', keys: k });
const outcome = (v: Verdict): string => `${v.risk} ${v.category}`;

/** The same dialogs in eleven languages: statement, buttons, and what pressing each button is. */
type Row = readonly [
  language: string,
  lines: readonly string[],
  buttons: readonly (readonly [string, Risk, Category])[],
];
const out = (label: string): readonly [string, Risk, Category] => [label, 'safe', 'none'];
const lost = (label: string, category: Category): readonly [string, Risk, Category] => [label, 'destructive', category];
const careful = (label: string, category: Category): readonly [string, Risk, Category] => [label, 'caution', category];

// prettier-ignore
const DIALOGS: readonly Row[] = [
  ['en delete', ['Delete “report.odt”?', 'This cannot be undone.'], [out('Cancel'), lost('Delete', 'delete')]],
  ['de delete', ['„Bericht.odt“ endgültig löschen?', 'Das kann nicht rückgängig gemacht werden.'], [out('Abbrechen'), lost('Löschen', 'delete')]],
  ['es delete', ['¿Eliminar «informe.odt» permanentemente?', 'Esta acción no se puede deshacer.'], [out('Cancelar'), lost('Eliminar', 'delete')]],
  ['fr delete', ['Supprimer définitivement « rapport.odt » ?', 'Cette action est irréversible.'], [out('Annuler'), lost('Supprimer', 'delete')]],
  ['it delete', ['Eliminare definitivamente «relazione.odt»?', 'Questa azione è irreversibile.'], [out('Annulla'), lost('Elimina', 'delete')]],
  ['pt delete', ['Excluir permanentemente “relatório.odt”?', 'Não pode ser desfeito.'], [out('Cancelar'), lost('Excluir', 'delete')]],
  ['nl delete', ['‘rapport.odt’ definitief verwijderen?', 'Dit kan niet ongedaan worden gemaakt.'], [out('Annuleren'), lost('Verwijderen', 'delete')]],
  ['pl delete', ['Trwale usunąć „raport.odt”?', 'Tego nie można cofnąć.'], [out('Anuluj'), lost('Usuń', 'delete')]],
  ['zh delete', ['要永久删除“报告.odt”吗？', '此操作无法撤销。'], [out('取消'), lost('删除', 'delete')]],
  ['ja delete', ['「報告.odt」を完全に削除しますか？', 'この操作は元に戻せません。'], [out('キャンセル'), lost('削除', 'delete')]],
  ['ru delete', ['Удалить «отчёт.odt» навсегда?', 'Это действие нельзя отменить.'], [out('Отмена'), lost('Удалить', 'delete')]],
  // a button without a verb inherits what the dialog is about
  ['en agree to delete', ['Are you sure you want to delete 3 messages?'], [out('No'), lost('Yes', 'delete')]],
  ['de agree to delete', ['Möchten Sie die Nachricht wirklich löschen?'], [out('Nein'), lost('Ja', 'delete')]],
  ['es agree to delete', ['¿Seguro que quiere borrar el mensaje?'], [out('No'), lost('Sí', 'delete')]],
  ['fr agree to delete', ['Voulez-vous vraiment supprimer ce message ?'], [out('Non'), lost('Oui', 'delete')]],
  ['it agree to delete', ['Vuoi davvero eliminare il messaggio?'], [out('No'), lost('Sì', 'delete')]],
  ['pt agree to delete', ['Tem certeza que deseja apagar a mensagem?'], [out('Não'), lost('Sim', 'delete')]],
  ['nl agree to delete', ['Weet u zeker dat u het bericht wilt verwijderen?'], [out('Nee'), lost('Ja', 'delete')]],
  ['pl agree to delete', ['Czy na pewno chcesz usunąć wiadomość?'], [out('Nie'), lost('Tak', 'delete')]],
  ['zh agree to delete', ['确定要删除这条消息吗？'], [out('否'), lost('是', 'delete')]],
  ['ja agree to delete', ['メッセージを削除してもよろしいですか？'], [out('いいえ'), lost('はい', 'delete')]],
  ['ru agree to delete', ['Вы уверены, что хотите удалить сообщение?'], [out('Нет'), lost('Да', 'delete')]],
  // unsaved work
  ['en unsaved', ['Save changes to “letter.txt” before closing?'], [lost('Don’t Save', 'close_unsaved'), out('Cancel'), out('Save')]],
  ['de unsaved', ['Änderungen an „brief.txt“ vor dem Schließen speichern?'], [lost('Nicht speichern', 'close_unsaved'), out('Abbrechen'), out('Speichern')]],
  ['es unsaved', ['¿Guardar los cambios en «carta.txt» antes de cerrar?'], [lost('No guardar', 'close_unsaved'), out('Cancelar'), out('Guardar')]],
  ['fr unsaved', ['Enregistrer les modifications avant de fermer ?'], [lost('Ne pas enregistrer', 'close_unsaved'), out('Annuler'), out('Enregistrer')]],
  ['it unsaved', ['Salvare le modifiche prima di chiudere?'], [lost('Non salvare', 'close_unsaved'), out('Annulla'), out('Salva')]],
  ['pt unsaved', ['Salvar as alterações antes de fechar?'], [lost('Não salvar', 'close_unsaved'), out('Cancelar'), out('Salvar')]],
  ['nl unsaved', ['Wijzigingen opslaan voor het sluiten?'], [lost('Niet opslaan', 'close_unsaved'), out('Annuleren'), out('Opslaan')]],
  ['pl unsaved', ['Zapisać zmiany przed zamknięciem?'], [lost('Nie zapisuj', 'close_unsaved'), out('Anuluj'), out('Zapisz')]],
  ['zh unsaved', ['关闭前要保存更改吗？'], [lost('不保存', 'close_unsaved'), out('取消'), out('保存')]],
  ['ja unsaved', ['閉じる前に変更を保存しますか？'], [lost('保存しない', 'close_unsaved'), out('キャンセル'), out('保存')]],
  ['ru unsaved', ['Сохранить изменения перед закрытием?'], [lost('Не сохранять', 'close_unsaved'), out('Отмена'), out('Сохранить')]],
  ['en no to saving', ['Do you want to save changes to the document?'], [out('Yes'), lost('No', 'close_unsaved'), out('Cancel')]],
  ['en leave the page', ['Leave page? Changes you made may not be saved.'], [lost('Leave', 'close_unsaved'), out('Stay')]],
  ['en quit without saving', ['Quit without saving?'], [lost('Yes', 'close_unsaved'), out('No')]],
  // overwriting
  ['en overwrite', ['A file named “notes.txt” already exists.', 'Do you want to replace it?'], [out('Cancel'), lost('Replace', 'overwrite')]],
  ['de overwrite', ['Die Datei „notizen.txt“ existiert bereits.'], [out('Abbrechen'), lost('Ersetzen', 'overwrite')]],
  ['es overwrite', ['El archivo ya existe. ¿Desea reemplazarlo?'], [out('Cancelar'), lost('Reemplazar', 'overwrite')]],
  ['fr overwrite', ['Un fichier de ce nom existe déjà.'], [out('Annuler'), lost('Remplacer', 'overwrite')]],
  ['it overwrite', ['Esiste già un file con questo nome.'], [out('Annulla'), lost('Sostituisci', 'overwrite')]],
  ['pt overwrite', ['O arquivo já existe. Deseja substituir?'], [out('Cancelar'), lost('Substituir', 'overwrite')]],
  ['nl overwrite', ['Het bestand bestaat al.'], [out('Annuleren'), lost('Vervangen', 'overwrite')]],
  ['pl overwrite', ['Plik o tej nazwie już istnieje.'], [out('Anuluj'), lost('Zastąp', 'overwrite')]],
  ['zh overwrite', ['同名文件已存在。'], [out('取消'), lost('替换', 'overwrite')]],
  ['ja overwrite', ['同じ名前のファイルがすでに存在します。'], [out('キャンセル'), lost('置き換える', 'overwrite')]],
  ['ru overwrite', ['Файл с таким именем уже существует.'], [out('Отмена'), lost('Заменить', 'overwrite')]],
  ['en save over', ['“photo.png” already exists. Overwrite the existing file?'], [out('No'), lost('Yes', 'overwrite')]],
  // power
  ['en restart', ['Restart the computer?', 'All programs will be closed.'], [out('Cancel'), lost('Restart', 'power')]],
  ['de restart', ['Den Rechner jetzt neu starten?'], [out('Abbrechen'), lost('Neu starten', 'power')]],
  ['es restart', ['¿Reiniciar el equipo ahora?'], [out('Cancelar'), lost('Reiniciar', 'power')]],
  ['fr restart', ['Redémarrer l’ordinateur ?'], [out('Annuler'), lost('Redémarrer', 'power')]],
  ['it restart', ['Riavviare il computer?'], [out('Annulla'), lost('Riavvia', 'power')]],
  ['pt restart', ['Reiniciar o computador?'], [out('Cancelar'), lost('Reiniciar', 'power')]],
  ['nl restart', ['De computer herstarten?'], [out('Annuleren'), lost('Herstarten', 'power')]],
  ['pl restart', ['Uruchomić ponownie komputer?'], [out('Anuluj'), lost('Uruchom ponownie', 'power')]],
  ['zh restart', ['现在重新启动计算机吗？'], [out('取消'), lost('重新启动', 'power')]],
  ['ja restart', ['コンピューターを再起動しますか？'], [out('キャンセル'), lost('再起動', 'power')]],
  ['ru restart', ['Перезагрузить компьютер?'], [out('Отмена'), lost('Перезагрузить', 'power')]],
  // sending, paying, permissions, software, disks
  ['en send', ['Send this message without a subject?'], [out('Cancel'), lost('Send', 'send_publish')]],
  ['de send', ['Nachricht ohne Betreff?'], [out('Abbrechen'), lost('Senden', 'send_publish')]],
  ['fr send', ['Message sans objet ?'], [out('Annuler'), lost('Envoyer', 'send_publish')]],
  ['ja send', ['件名がありません。よろしいですか？'], [out('キャンセル'), lost('送信', 'send_publish')]],
  ['en pay', ['Order total: 42.00 €'], [out('Back'), lost('Place order', 'payment')]],
  ['de pay', ['Gesamtbetrag: 42,00 €'], [out('Zurück'), lost('Zahlungspflichtig bestellen', 'payment')]],
  ['zh pay', ['总金额：42 元，是否付款？'], [out('取消'), lost('支付', 'payment')]],
  ['en permission', ['Camera would like to access your location'], [out('Deny'), careful('Allow', 'permission_grant')]],
  ['es permission', ['La aplicación quiere acceder a la cámara'], [out('Denegar'), careful('Permitir', 'permission_grant')]],
  ['ru permission', ['Приложение запрашивает доступ к камере'], [out('Запретить'), careful('Разрешить', 'permission_grant')]],
  ['en uninstall', ['Uninstall “Chess”?', 'The application will be gone from the menu.'], [out('Cancel'), careful('Uninstall', 'install_remove')]],
  ['pl uninstall', ['Odinstalować „Szachy”?'], [out('Anuluj'), careful('Odinstaluj', 'install_remove')]],
  ['en format', ['Format disk “Backup”?', 'All data on the volume will be lost.'], [out('Cancel'), lost('Format', 'format_disk')]],
  ['de format', ['Datenträger formatieren?', 'Alle Daten gehen verloren.'], [out('Abbrechen'), lost('Formatieren', 'format_disk')]],
  ['it format', ['Formattare il disco?', 'Tutti i dati andranno persi.'], [out('Annulla'), lost('Formatta', 'format_disk')]],
  ['en apply partitions', ['Apply operations to the partitions?', 'Editing partitions can cause data loss.'], [out('Cancel'), lost('Apply', 'format_disk')]],
  ['en empty trash', ['Empty all items from Trash?'], [out('Cancel'), lost('Empty Trash', 'delete')]],
  ['en kill', ['Kill the selected process “gimp”?'], [out('Cancel'), lost('Kill Process', 'close_unsaved')]],
  ['en terminal runs', ['Close this terminal? A process is still running in it.'], [out('Cancel'), lost('Close', 'close_unsaved')]],
  ['en clear history', ['Clear all history?'], [out('Cancel'), lost('Clear history', 'delete')]],
  ['en trust', ['The authenticity of this host is unknown.'], [out('Cancel'), careful('Trust', 'permission_grant')]],
  ['en password', ['Authentication is required. Password:'], [out('Cancel'), careful('Authenticate', 'credentials')]],
  ['en virtual machine', ['Force off “debian-12”? Unsaved data will be lost.'], [out('Cancel'), lost('Force Off', 'power')]],
];

describe.each(DIALOGS)('%s', (_name, lines, buttons) => {
  const drawn = dialog(
    lines,
    buttons.map(([b]) => b),
  );
  test.each(buttons)('%s', async (label, risk, category) => {
    expect(outcome(await judge(drawn, clickOn(drawn, label)))).toBe(`${risk} ${category}`);
  });
});

describe('Enter does what the dialog in front is about', () => {
  test.each([
    ['delete', ['Delete 3 files permanently?'], 'destructive delete'],
    ['restart', ['Restart the computer now?'], 'destructive power'],
    ['replace', ['“a.txt” already exists. Replace existing file?'], 'destructive overwrite'],
    ['allow', ['Zoom would like to access your microphone'], 'caution permission_grant'],
    ['nothing at all', ['The search found nothing.'], 'safe none'],
  ] as const)('%s', async (_name, lines, expected) => {
    expect(outcome(await judge(dialog(lines, ['Cancel', 'OK']), keys('enter')))).toBe(expected);
  });

  test('also when it ends a typed text', async () => {
    const drawn = dialog(['Type the name of the volume to erase all data on the disk.'], ['Cancel', 'Erase']);
    expect((await judge(drawn, type('backup\n'))).risk).toBe('destructive');
  });
});

test('Enter in a dialog window that has one button only', async () => {
  const c = new Canvas().framed(300, 260, 740, 470, [238, 238, 238]);
  c.text(330, 280, 'The computer will restart now to finish the update.');
  c.text(600, 433, 'OK');
  c.window('Update', 'updater', { dialog: true, box: globalBox(300, 260, 740, 470) });
  expect((await judge(c.done(), keys('enter'))).category).toBe('power');
});

describe('safe things that look dangerous', () => {
  const page1 = page([
    [40, 12, 'File'],
    [90, 12, 'Edit'],
    [140, 12, 'Format'],
    [210, 12, 'Tools'],
    [40, 100, 'To delete a file, select it and press the Delete key on your keyboard.'],
    [40, 130, 'Never erase the disk without a copy of everything that is on it.'],
  ]);
  test('the Format menu of a text program', async () => {
    expect((await judge(page1, clickOn(page1, 'Format'))).risk).toBe('safe');
  });
  test('the word delete in the text of a document', async () => {
    expect((await judge(page1, clickOn(page1, page1.screen.elements[4]?.text ?? ''))).risk).toBe('safe');
  });
  test('typing about deletion', async () => {
    expect((await judge(page1, type('Please delete the old files and format the disk.\n'))).risk).toBe('safe');
    expect((await judge(page1, type('rm is the command that removes files'))).risk).toBe('safe');
  });
  test('Edit > Delete in a text editor', async () => {
    const drawn = menu(['Undo', 'Cut', 'Copy', 'Paste', 'Delete', 'Select All']);
    expect((await judge(drawn, clickOn(drawn, 'Delete'))).risk).toBe('safe');
  });
  test('Replace in the find dialog', async () => {
    const drawn = dialog(['Find and replace', 'Match case'], ['Find', 'Replace', 'Close']);
    expect((await judge(drawn, clickOn(drawn, 'Replace'))).risk).toBe('safe');
  });
  test('a form that opens', async () => {
    const drawn = menu(['Format Partition…', 'Edit Partition…', 'Take Ownership…']);
    expect((await judge(drawn, clickOn(drawn, 'Format Partition…'))).risk).toBe('safe');
  });
  test('the trash in the sidebar', async () => {
    const drawn = menu(['Home', 'Documents', 'Downloads', 'Trash']);
    expect((await judge(drawn, clickOn(drawn, 'Trash'))).risk).toBe('safe');
  });
  test.each([
    ['notes.txt - Mousepad', 'safe'],
    ['*notes.txt - Mousepad', 'caution'],
    ['notes.txt * — KWrite', 'caution'],
    ['● main.ts — editor', 'caution'],
    ['letter.odt (modified) - Writer', 'caution'],
  ])('closing %j is %s', async (title, risk) => {
    const drawn = page([[40, 100, 'Hello']], [title, 'Editor']);
    expect((await judge(drawn, keys('ctrl', 'w'))).risk).toBe(risk);
    expect((await judge(drawn, keys('alt', 'f4'))).risk).toBe(risk);
    expect((await judge(drawn, { type: 'close_window', windowId: 1, title })).risk).toBe(risk);
  });
  test('a sentence that takes the danger back', async () => {
    const drawn = dialog(['Reset the view? No data will be deleted.'], ['Cancel', 'OK']);
    expect((await judge(drawn, clickOn(drawn, 'OK'))).risk).toBe('safe');
  });
  test('a right click, the pointer, the wheel, Escape', async () => {
    const drawn = dialog(['Delete everything?'], ['Cancel', 'Delete']);
    const point = drawn.at('Delete');
    const actions: readonly Action[] = [
      { type: 'click', point, button: 'right', count: 1, modifiers: [] },
      { type: 'move', point },
      { type: 'scroll', point, direction: 'down', notches: 3 },
      keys('escape'),
    ];
    for (const action of actions) {
      expect((await judge(drawn, action)).risk).toBe('safe');
    }
  });
});

describe('menus and tools', () => {
  // prettier-ignore
  const ENTRIES: readonly (readonly [string, readonly string[], string])[] = [
    ['Empty Trash…', ['Open', 'Empty Trash…', 'Properties'], 'caution delete'],
    ['Move to Trash', ['Open', 'Rename…', 'Move to Trash', 'Properties'], 'caution delete'],
    ['In den Papierkorb verschieben', ['Öffnen', 'In den Papierkorb verschieben', 'Eigenschaften'], 'caution delete'],
    ['ゴミ箱に移動', ['開く', 'ゴミ箱に移動', 'プロパティ'], 'caution delete'],
    ['Delete Permanently', ['Open', 'Delete Permanently', 'Properties'], 'destructive delete'],
    ['Delete…', ['Open', 'Delete…', 'Properties'], 'caution delete'],
    ['Power Off…', ['Lock', 'Log Out…', 'Power Off…'], 'caution power'],
    ['Log Out…', ['Lock', 'Log Out…', 'Power Off…'], 'caution power'],
    ['Send', ['Attach', 'Send', 'Save draft'], 'destructive send_publish'],
    ['Remove from Library', ['Play', 'Remove from Library', 'Details'], 'caution delete'],
    ['Copy Password', ['Copy Username', 'Copy Password', 'Open URL'], 'caution credentials'],
    ['Discard draft', ['Attach', 'Discard draft', 'Labels'], 'destructive close_unsaved'],
    ['Force Quit', ['Activate', 'Force Quit', 'Details'], 'destructive close_unsaved'],
    ['Install', ['Details', 'Install', 'Reviews'], 'caution install_remove'],
    ['Revert', ['Open', 'Revert', 'Print'], 'destructive close_unsaved'],
    ['Factory reset', ['About', 'Factory reset', 'Language'], 'destructive delete'],
  ];
  test.each(ENTRIES)('%s', async (label, items, expected) => {
    const drawn = menu(items);
    expect(outcome(await judge(drawn, clickOn(drawn, label)))).toBe(expected);
  });

  test('a red icon without words', async () => {
    const c = new Canvas();
    c.rect(0, 0, 1024, 768, [250, 250, 250]).rect(500, 300, 514, 304, RED);
    const action: Action = { type: 'click', point: globalPoint(507, 302), button: 'left', count: 1, modifiers: [] };
    expect((await judge(c.done(), action)).risk).toBe('caution');
  });

  test('an icon nobody knows, where nothing warns', async () => {
    const c = new Canvas();
    c.rect(0, 0, 1024, 768, [250, 250, 250]).rect(500, 300, 514, 314, [60, 60, 60]);
    const action: Action = { type: 'click', point: globalPoint(507, 302), button: 'left', count: 1, modifiers: [] };
    expect(await judge(c.done(), action)).toMatchObject({ risk: 'safe', rule: 'default' });
  });

  /** A bin of lines: handle, lid, walls, bottom. */
  const bin = (c: Canvas, x: number, y: number): Canvas =>
    c
      .rect(x + 5, y, x + 11, y + 2, [50, 50, 50])
      .rect(x, y + 2, x + 16, y + 4, [50, 50, 50])
      .rect(x + 2, y + 4, x + 4, y + 17, [50, 50, 50])
      .rect(x + 12, y + 4, x + 14, y + 17, [50, 50, 50])
      .rect(x + 3, y + 16, x + 13, y + 18, [50, 50, 50]);
  const clickAt = (x: number, y: number): Action => ({
    type: 'click',
    point: globalPoint(x, y),
    button: 'left',
    count: 1,
    modifiers: [],
  });
  test('a bin without words', async () => {
    const c = bin(new Canvas().rect(0, 0, 1024, 768, [250, 250, 250]), 500, 300);
    expect(await judge(c.done(), clickAt(508, 309))).toMatchObject({ risk: 'caution', rule: 'icon-bin' });
  });
  test('a minus takes an entry away, but beside a number it counts down', async () => {
    const c = new Canvas().rect(0, 0, 1024, 768, [250, 250, 250]).rect(500, 300, 512, 302, [50, 50, 50]);
    expect(await judge(c.done(), clickAt(506, 301))).toMatchObject({ risk: 'caution', rule: 'icon-minus' });
    c.text(530, 294, '100 %');
    expect((await judge(c.done(), clickAt(506, 301))).risk).toBe('safe');
  });
  test('the cross of a window closes it', async () => {
    for (const [title, risk] of [
      ['letter.txt - editor', 'safe'],
      ['*letter.txt - editor', 'caution'],
    ] as const) {
      const c = new Canvas().rect(0, 0, 1024, 768, [250, 250, 250]);
      for (let i = 0; i < 10; i++) {
        c.rect(996 + i, 20 + i, 998 + i, 22 + i, [50, 50, 50]).rect(1005 - i, 20 + i, 1007 - i, 22 + i, [50, 50, 50]);
      }
      c.text(400, 18, title);
      expect((await judge(c.done(), clickAt(1001, 25))).risk).toBe(risk);
    }
  });
  test('a letter that the reader lost does not hide a deed', async () => {
    for (const label of ['Instal', 'lnstall', 'INSTALL', '1nstall']) {
      const drawn = menu(['Details', label, 'Reviews']);
      expect((await judge(drawn, clickOn(drawn, label))).category).toBe('install_remove');
    }
  });
  test('the blank end of a menu row is the row', async () => {
    const drawn = menu(['Lock', 'Log Out…', 'Power Off…']);
    const p = drawn.at('Power Off…');
    expect((await judge(drawn, clickAt(500, p.y))).category).toBe('power');
  });

  test('the person’s own words stand in for an icon without words', async () => {
    const c = new Canvas();
    c.rect(0, 0, 1024, 768, [250, 250, 250]).rect(500, 300, 514, 304, [60, 60, 60]);
    const action: Action = { type: 'click', point: globalPoint(507, 302), button: 'left', count: 1, modifiers: [] };
    expect((await judge(c.done(), action, 'press the delete icon', 'the delete icon')).risk).toBe('destructive');
  });
});

describe('keys', () => {
  const files = page([
    [20, 60, 'Documents'],
    [20, 90, 'Downloads'],
    [20, 120, 'Trash'],
  ]);
  test.each([
    [['shift', 'delete'], 'destructive delete'],
    [['delete'], 'caution delete'],
    [['ctrl', 'alt', 'delete'], 'caution power'],
    [['alt', 'ctrl', 'backspace'], 'destructive power'],
    [['ctrl', 'enter'], 'destructive send_publish'],
    [['ctrl', 'shift', 'delete'], 'caution delete'],
    [['ctrl', 's'], 'safe none'],
    [['ctrl', 'z'], 'safe none'],
    [['super', 'l'], 'safe none'],
    [['tab'], 'safe none'],
  ] as const)('%j', async (k, expected) => {
    expect(outcome(await judge(files, keys(...k)))).toBe(expected);
  });

  test('Enter at a prompt runs what stands there', async () => {
    expect((await judge(terminal('user@host:~$ rm -rf build'), keys('enter'))).risk).toBe('destructive');
    expect((await judge(terminal('user@host:~$ ls -la'), keys('enter'))).risk).toBe('safe');
    expect((await judge(page([[10, 10, 'Proceed?']], ['top', 'xterm']), keys('enter'))).risk).toBe('caution');
  });
});

describe('secrets and cards', () => {
  const login = page([
    [300, 300, 'Password'],
    [300, 200, 'User name'],
  ]);
  test('a password typed into its field', async () => {
    expect(outcome(await judge(login, type('s3cret'), 'log in', 'the Password field'))).toBe('caution credentials');
    expect((await judge(login, type('jane'), 'log in', 'the User name field')).risk).toBe('safe');
  });
  test.each(['Passwort', 'Contraseña', 'Mot de passe', 'Senha', 'Wachtwoord', 'Hasło', '密码', 'パスワード', 'Пароль'])(
    'the field %s',
    async (label) => {
      expect((await judge(login, type('s3cret'), 'log in', label)).category).toBe('credentials');
    },
  );
  test('clicking into a password field', async () => {
    const c = new Canvas().rect(0, 0, 1024, 768, [250, 250, 250]);
    c.text(300, 300, 'Password');
    c.framed(400, 292, 640, 322, [255, 255, 255]);
    c.elements.push({
      id: 'f',
      kind: 'field',
      box: globalBox(400, 292, 640, 322),
      text: '',
      confidence: 1,
      source: 'pixels',
      words: [],
      children: [],
      fill: null,
    });
    const action: Action = { type: 'click', point: globalPoint(500, 307), button: 'left', count: 1, modifiers: [] };
    expect((await judge(c.done(), action)).risk).toBe('safe');
  });
  test('a card number', async () => {
    expect(outcome(await judge(login, type('4111 1111 1111 1111')))).toBe('caution payment');
    expect((await judge(login, type('4111 1111 1111 1112'))).risk).toBe('safe');
  });
  test('a chat message that Enter sends', async () => {
    const chat = page([[300, 700, 'Type a message']]);
    const input = {
      task: 'say hello',
      history: [],
      target: 'Type a message',
      targetBox: chat.screen.elements[0]?.box ?? null,
      screen: chat.screen,
    };
    expect(outcome(await critic.judge({ ...input, action: type('hello\n') }))).toBe('destructive send_publish');
    expect((await critic.judge({ ...input, action: type('hello') })).risk).toBe('safe');
  });
});

describe('programmatic actions', () => {
  const nothing = page([[10, 10, 'Desktop']]);
  test.each([
    [{ type: 'open_app', app: 'terminal', command: ['xterm'] }, 'safe none'],
    [{ type: 'open_app', app: 'files', command: ['thunar', '/home/me'] }, 'safe none'],
    [{ type: 'open_app', app: 'x', command: ['sh', '-c', 'rm -rf ~'] }, 'destructive delete'],
    [{ type: 'open_url', url: 'https://example.org/delete' }, 'safe none'],
    [{ type: 'open_url', url: 'vnc://host' }, 'caution shell'],
    [{ type: 'open_path', path: '/home/me/letter.odt' }, 'safe none'],
    [{ type: 'open_path', path: '/tmp/setup.sh' }, 'caution shell'],
    [{ type: 'focus_window', windowId: 1, title: 'x' }, 'safe none'],
    [{ type: 'close_window', windowId: 9, title: 'Terminal' }, 'caution close_unsaved'],
  ] as const)('%j', async (action, expected) => {
    expect(outcome(await judge(nothing, structuredClone(action) as Action))).toBe(expected);
  });

  test('a drag into the trash', async () => {
    const drawn = menu(['Home', 'Trash', 'Music']);
    expect(outcome(await judge(drawn, { type: 'drag', from: globalPoint(600, 400), to: drawn.at('Trash') }))).toBe(
      'caution delete',
    );
    expect((await judge(drawn, { type: 'drag', from: globalPoint(600, 400), to: drawn.at('Music') })).risk).toBe(
      'safe',
    );
  });
});

test('the verdict explains itself', async () => {
  const drawn = dialog(['Delete “a.txt”?', 'This cannot be undone.'], ['Cancel', 'Delete']);
  const v = await judge(drawn, clickOn(drawn, 'Delete'), 'keep a.txt');
  expect(v.observation).toContain('Delete');
  expect(v.reversible).toBe('It cannot be brought back.');
  expect(v.suggestion).toContain('Cancel');
  expect(v.correct).toBe(false);
  expect(v.evidence.length).toBeGreaterThan(1);
});
