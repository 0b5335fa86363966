/** A second blind set of the kinds in fresh.ts, written after the policy was mended for that one. */
import type { Case } from './cases.ts';

type Row = readonly [lang: string, lines: readonly string[], safe: string, deed: string, risk: string];

// prettier-ignore
const ROWS: readonly Row[] = [
  ['en', ['End your membership?', 'Your points expire.'], 'Back', 'End membership', 'D payment|D delete|D send_publish'],
  ['en', ['Leave "design-team"?', 'You stop receiving messages.'], 'Cancel', 'Leave channel', 'D send_publish|D delete'],
  ['en', ['Deactivate your profile?', 'People will not find you any more.'], 'Cancel', 'Deactivate', 'D settings_security|D delete|C settings_security'],
  ['en', ['Your thoughts', 'Commenting publicly as Eva'], 'Preview', 'Comment', 'D send_publish'],
  ['en', ['Answer this question', 'Markdown is supported'], 'Show formatting help', 'Post Your Answer', 'D send_publish'],
  ['en', ['Give up editing rights?', 'You make Tom the owner.'], 'Cancel', 'Make owner', 'D permission_grant|C permission_grant'],
  ['en', ['Standing order to City Gas', '$40 monthly'], 'Edit', 'Authorize', 'D payment'],
  ['en', ['Archive repository?', 'It becomes read-only for everybody.'], 'Cancel', 'Archive', 'D settings_security|C settings_security|C delete'],
  ['en', ['Reject application of M. Jones?', 'An e-mail is sent to the applicant.'], 'Cancel', 'Reject', 'D send_publish'],
  ['en', ['Accept the offer of $900?', 'Accepting is binding.'], 'Not yet', 'Accept offer', 'D payment|D send_publish'],
  ['de', ['Newsletter abbestellen?', 'Sie erhalten keine E-Mails mehr.'], 'Zurück', 'Abbestellen', 'D send_publish|D payment'],
  ['de', ['Kommentar verfassen', 'Öffentlich'], 'Vorschau', 'Kommentieren', 'D send_publish'],
  ['de', ['Dauerauftrag 40 € an Gaswerk'], 'Bearbeiten', 'Bestätigen', 'D payment'],
  ['de', ['Konto schließen?', 'Ihr Guthaben verfällt.'], 'Abbrechen', 'Konto schließen', 'D delete|D send_publish'],
  ['fr', ['Se désinscrire de la liste ?'], 'Annuler', 'Se désinscrire', 'D send_publish|D payment'],
  ['fr', ['Répondre publiquement'], 'Aperçu', 'Répondre', 'D send_publish'],
  ['fr', ['Fermer le compte ?', 'Vos données seront perdues.'], 'Retour', 'Fermer le compte', 'D delete|D send_publish'],
  ['es', ['¿Abandonar el equipo?', 'Perderá el acceso.'], 'Quedarme', 'Abandonar', 'D send_publish|D delete'],
  ['es', ['Deja tu opinión', 'Visible para todos'], 'Vista previa', 'Comentar', 'D send_publish'],
  ['es', ['Transferencia de 90 € a Luis'], 'Editar', 'Confirmar', 'D payment'],
  ['it', ['Abbandonare il gruppo?', 'Non potrai rientrare.'], 'Annulla', 'Abbandona gruppo', 'D send_publish|D delete'],
  ['it', ['Rispondi a Luca', 'Risposta pubblica'], 'Anteprima', 'Rispondi', 'D send_publish'],
  ['pt', ['Encerrar conta?', 'O saldo será perdido.'], 'Voltar', 'Encerrar conta', 'D delete|D send_publish'],
  ['pt', ['Pix de R$ 80 para João'], 'Editar', 'Confirmar', 'D payment'],
  ['nl', ['Groep verlaten?', 'Je ziet geen berichten meer.'], 'Blijven', 'Groep verlaten', 'D send_publish|D delete'],
  ['nl', ['Overboeking € 60 naar Jansen'], 'Wijzigen', 'Bevestigen', 'D payment'],
  ['pl', ['Opuścić grupę?', 'Nie zobaczysz już wiadomości.'], 'Zostań', 'Opuść grupę', 'D send_publish|D delete'],
  ['pl', ['Wypisać się z newslettera?'], 'Anuluj', 'Wypisz się', 'D send_publish'],
  ['zh', ['取消会员？', '权益立即失效。'], '返回', '取消会员', 'D payment|D delete|D send_publish'],
  ['zh', ['回复所有人可见'], '预览', '回复', 'D send_publish'],
  ['ja', ['グループを退出しますか？', '履歴は消えます。'], 'キャンセル', '退出する', 'D send_publish|D delete'],
  ['ja', ['定期購入を解約しますか？'], '戻る', '解約する', 'D payment|D send_publish'],
  ['ru', ['Покинуть группу?', 'Сообщения будут недоступны.'], 'Отмена', 'Покинуть', 'D send_publish|D delete'],
  ['ru', ['Закрыть счёт?', 'Действие необратимо.'], 'Назад', 'Закрыть счёт', 'D delete|D send_publish|D payment'],
];

/** Safe controls of pages about the same things. */
const SAFE: readonly (readonly [lines: readonly string[], ...controls: string[]])[] = [
  [['Bank transfers', 'Last 30 days'], 'Filter', 'Show more', 'Sort by amount'],
  [['Group members (14)'], 'View profile', 'Search members', 'Sort by name'],
  [['File transfer', 'photos.zip is being copied'], 'Details', 'Hide', 'Help'],
  [['How to leave a group'], 'Read more', 'Contents', 'Print'],
  [['Kontoübersicht', 'Girokonto'], 'Umsätze anzeigen', 'Hilfe', 'Drucken'],
  [['Mes abonnements'], 'Voir les détails', 'Aide', 'Trier'],
  [['Mis comentarios'], 'Ver más', 'Buscar', 'Ayuda'],
  [['我的订阅'], '查看', '帮助', '搜索'],
];

export const FRESHER: readonly Case[] = [
  ...ROWS.map(([lang, lines, safe, deed, risk]): Case => ({
    ...{ app: lines[0] ?? '', lang, lines },
    controls: { [safe]: 'S', [deed]: risk },
  })),
  ...SAFE.map(([lines, ...controls]): Case => ({
    ...{ app: lines[0] ?? '', lines },
    controls: Object.fromEntries(controls.map((c) => [c, 'S'])),
  })),
];
