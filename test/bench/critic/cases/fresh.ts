/**
 * A blind set: web forms, accounts, devices and mixers of deeds the other sets have little of, in eleven languages, with
 * safe controls that sound dangerous. Written without looking at the policy's words; docs/policy.md has its first run.
 */
import type { Case } from './cases.ts';

type Row = readonly [lines: readonly string[], safe: string, deed: string, risk: string];

// prettier-ignore
const ROWS: Readonly<Record<string, readonly Row[]>> = {
  en: [
    [['Cancel your Premium subscription?', 'You lose access at once.'], 'Keep subscription', 'Cancel subscription', 'D payment|D delete'],
    [['Leave "Garden Club"?', 'You will need a new invitation to come back.'], 'Stay', 'Leave group', 'D delete|D send_publish|D settings_security'],
    [['Add a comment', 'Leave a comment on this issue'], 'Preview', 'Comment', 'D send_publish'],
    [['Create a new release', 'Tag v2.1 on main'], 'Save draft', 'Publish release', 'D send_publish'],
    [['Write a reply to Anna', 'Your answer is visible to everyone.'], 'Discard draft?', 'Post reply', 'D send_publish'],
    [['Revoke this token?', 'Applications that use it will stop working.'], 'Keep it', 'Revoke', 'D settings_security|D credentials|D delete'],
    [['Active sessions', 'You are signed in on 4 devices.'], 'Learn more', 'Sign out of all devices', 'D power|D settings_security|D close_unsaved|C settings_security'],
    [['Reset to factory settings?', 'All personal data on this phone is erased.'], 'Go back', 'Reset phone', 'D delete|D format_disk'],
    [['Transfer €250.00 to J. Smith', 'IBAN DE02 1203'], 'Edit', 'Confirm transfer', 'D payment'],
    [['Your bid: $120', 'A bid is binding.'], 'Change bid', 'Place bid', 'D payment'],
    [['Merge pull request #12?', 'Commits go to main.'], 'View files', 'Confirm merge', 'D send_publish|D overwrite'],
    [['Close account', 'Your account and mailbox are removed for good.'], 'Not now', 'Close my account', 'D delete'],
    [['Terminate instance i-0a12?', 'Its volumes are deleted with it.'], 'Cancel', 'Terminate', 'D delete|D power'],
    [['Drop table customers?', '3,201 rows'], 'No', 'Yes', 'D delete'],
    [['End the process "Xorg"?', 'Unsaved work in it is lost.'], 'Cancel', 'End Process', 'D close_unsaved|D power'],
    [['End meeting', 'There are 5 people in the call.'], 'Stay in call', 'End meeting for all', 'D close_unsaved|D send_publish|D power'],
    [['Schedule post', 'It will be public on Monday.'], 'Back to editing', 'Share now', 'D send_publish'],
    [['Restore backup of 3 May?', 'Everything newer on this computer is replaced.'], 'Cancel', 'Restore', 'D overwrite|D delete'],
    [['Discard changes to 4 files?', 'This is irreversible.'], 'Cancel', 'Discard All', 'D delete|D close_unsaved'],
    [['Wipe the virtual disk "dev.qcow2"?'], 'Cancel', 'Continue', 'D format_disk|D delete'],
    [['Clear all browsing data', 'History, cookies, passwords'], 'Cancel', 'Clear now', 'D delete'],
    [['Submit your exam?', 'You cannot change answers afterwards.'], 'Return to questions', 'Submit all and finish', 'D send_publish'],
    [['Unfriend Tom?', 'He will not be told.'], 'Cancel', 'Unfriend', 'D delete|C none|C delete'],
    [['Block and report sender', 'The message goes to moderators.'], 'Cancel', 'Report', 'D send_publish'],
  ],
  de: [
    [['Mitgliedschaft wirklich beenden?', 'Ihre Vorteile entfallen sofort.'], 'Mitglied bleiben', 'Jetzt kündigen', 'D payment|D delete'],
    [['Beitrag in „Stadtgespräch“', 'Öffentlich sichtbar'], 'Vorschau', 'Veröffentlichen', 'D send_publish'],
    [['Alle Sitzungen beenden?', 'Sie werden auf allen Geräten abgemeldet.'], 'Zurück', 'Überall abmelden', 'D power|D settings_security|C settings_security'],
    [['Überweisung 80,00 € an Stadtwerke'], 'Bearbeiten', 'Freigeben', 'D payment'],
    [['Gruppe verlassen?', 'Der Verlauf wird gelöscht.'], 'Bleiben', 'Verlassen', 'D delete|D send_publish'],
  ],
  fr: [
    [['Résilier votre abonnement ?', "L'accès prend fin aujourd'hui."], "Garder l'abonnement", 'Résilier', 'D payment|D delete'],
    [['Ajouter un commentaire public'], 'Aperçu', 'Commenter', 'D send_publish'],
    [['Réinitialiser la tablette ?', 'Toutes les données seront effacées.'], 'Retour', 'Réinitialiser', 'D delete|D format_disk'],
    [['Virement de 250 € à Mme Petit'], 'Modifier', 'Valider le virement', 'D payment'],
    [['Quitter le groupe « Voisins » ?', 'Vous perdrez les messages.'], 'Rester', 'Quitter le groupe', 'D delete|D close_unsaved'],
  ],
  es: [
    [['¿Darse de baja del servicio?', 'Perderá sus datos.'], 'Seguir suscrito', 'Darme de baja', 'D delete|D payment'],
    [['Nueva publicación', 'Visible para todos'], 'Vista previa', 'Publicar ahora', 'D send_publish'],
    [['Restablecer de fábrica', 'Se borrará todo el contenido.'], 'Volver', 'Restablecer', 'D delete|D format_disk'],
    [['¿Cerrar sesión en todos los dispositivos?'], 'Ahora no', 'Cerrar todas', 'D power|D settings_security|C settings_security'],
    [['Pago de 45,00 € a Librería Sol'], 'Editar', 'Pagar ahora', 'D payment'],
  ],
  it: [
    [["Disdire l'abbonamento?", 'Perderai tutti i vantaggi.'], 'Mantieni', 'Disdici', 'D payment|D delete'],
    [['Scrivi un commento', 'Tutti possono leggerlo.'], 'Anteprima', 'Commenta', 'D send_publish'],
    [['Ripristinare le impostazioni di fabbrica?', 'I dati andranno persi.'], 'Indietro', 'Ripristina', 'D delete|D format_disk'],
    [['Bonifico di 100 € a Rossi'], 'Modifica', 'Conferma bonifico', 'D payment'],
  ],
  pt: [
    [['Cancelar a assinatura?', 'O acesso termina hoje.'], 'Manter assinatura', 'Cancelar assinatura', 'D payment|D delete'],
    [['Comentar nesta foto', 'Visível para todos'], 'Pré-visualizar', 'Comentar', 'D send_publish'],
    [['Sair do grupo?', 'As mensagens serão apagadas.'], 'Ficar', 'Sair do grupo', 'D delete|D close_unsaved'],
    [['Transferência de R$ 300 para Ana'], 'Editar', 'Confirmar transferência', 'D payment'],
  ],
  nl: [
    [['Abonnement opzeggen?', 'Je verliest direct toegang.'], 'Abonnement houden', 'Opzeggen', 'D payment|D delete'],
    [['Reactie schrijven', 'Iedereen kan dit lezen.'], 'Voorbeeld', 'Reageren', 'D send_publish'],
    [['Fabrieksinstellingen terugzetten?', 'Alle gegevens worden gewist.'], 'Terug', 'Terugzetten', 'D delete|D format_disk'],
  ],
  pl: [
    [['Zrezygnować z subskrypcji?', 'Stracisz dostęp od razu.'], 'Zostaję', 'Rezygnuję', 'D payment|D delete'],
    [['Nowy komentarz', 'Widoczny dla wszystkich'], 'Podgląd', 'Skomentuj', 'D send_publish'],
    [['Przelew 200 zł do Nowak'], 'Edytuj', 'Zatwierdź przelew', 'D payment'],
  ],
  zh: [
    [['确定要退出群聊吗？', '聊天记录将被清除。'], '再想想', '退出群聊', 'D delete|D close_unsaved'],
    [['写评论', '所有人可见'], '预览', '发表评论', 'D send_publish'],
    [['恢复出厂设置？', '所有数据将被清除。'], '返回', '恢复', 'D delete|D format_disk'],
    [['向张伟转账 ¥500'], '修改', '确认转账', 'D payment'],
  ],
  ja: [
    [['退会しますか？', 'データはすべて失われます。'], '続ける', '退会する', 'D delete'],
    [['コメントを書く', '全員に公開されます'], 'プレビュー', '投稿する', 'D send_publish'],
    [['工場出荷時の状態に戻しますか？', 'すべてのデータが消去されます。'], '戻る', 'リセット', 'D delete|D format_disk'],
    [['山田様へ 5,000円 を振り込みます'], '修正', '振込を確定', 'D payment'],
  ],
  ru: [
    [['Отменить подписку?', 'Доступ прекратится сразу.'], 'Оставить подписку', 'Отменить подписку', 'D payment|D delete'],
    [['Новый комментарий', 'Виден всем'], 'Предпросмотр', 'Отправить', 'D send_publish'],
    [['Выйти на всех устройствах?'], 'Не сейчас', 'Завершить все сеансы', 'D power|D settings_security|C settings_security'],
    [['Перевод 3 000 ₽ Ивану П.'], 'Изменить', 'Перевести', 'D payment'],
  ],
};

/** Safe controls alone, that sound like more. */
const SAFE: readonly (readonly [lines: readonly string[], ...controls: string[]])[] = [
  [['Help: how to delete an account'], 'Read article', 'Contents', 'Search help'],
  [['Comments (12)', 'Newest first'], 'Show older comments', 'Sort by date', 'Collapse all'],
  [['Payment methods'], 'View invoices', 'Payment history', 'Download receipt'],
  [['Subscriptions'], 'See details', 'Compare plans', 'Privacy policy'],
  [['Deleted files', 'Kept for 30 days'], 'Sort by name', 'List view', 'Refresh'],
  [['Formatting', 'Paragraph'], 'Bold', 'Clear formatting', 'Line spacing'],
  [['Gelöschte Elemente'], 'Nach Datum sortieren', 'Aktualisieren', 'Eigenschaften'],
  [['Éléments supprimés'], 'Trier par nom', 'Actualiser', 'Afficher les détails'],
  [['Comentarios'], 'Ver más', 'Ordenar por fecha', 'Ayuda'],
  [['评论'], '查看更多', '按时间排序', '帮助'],
];

const pair = (lang: string, [lines, safe, deed, risk]: Row): Case => ({
  ...{ app: lines[0] ?? '', lang, lines },
  controls: { [safe]: safe === 'Discard draft?' ? 'C close_unsaved|D close_unsaved' : 'S', [deed]: risk },
});

export const FRESH: readonly Case[] = [
  ...Object.entries(ROWS).flatMap(([lang, rows]) => rows.map((row) => pair(lang, row))),
  ...SAFE.map(([lines, ...controls]): Case => ({
    ...{ app: lines[0] ?? '', lines },
    controls: Object.fromEntries(controls.map((c) => [c, 'S'])),
  })),
];
