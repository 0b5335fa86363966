/**
 * Deeds that lose, change or send something, as dialogs ask for them: what the dialog says, the button, how a person asks
 * for it. `{x}` is one thing of a kind. One row is one group of words; whole rows are held out to measure.
 */
export const KINDS = {
  file: [
    'report.odt',
    'holiday photos',
    'budget 2025.xlsx',
    'old_notes.txt',
    'the three selected files',
    'song.mp3',
    'backup.tar.gz',
    'folder Projects',
    'invoice-17.pdf',
    'thesis_final.docx',
  ],
  mail: ['the newsletter', 'messages from Tom', 'the draft to Ines', 'conversation with the bank', 'folder Receipts'],
  data: [
    'table customers',
    'bookmark list',
    'playlist Running',
    'contact Jana',
    'event Dentist',
    'note Shopping',
    'project Alpha',
    'the alarm at 7:00',
    'profile Work',
    'the printer HP-200',
    'account of Peter',
  ],
  disk: ['sdb', '/dev/sda2', 'USB stick Kingston', 'the 500 GB drive', 'partition 3', 'memory card', 'volume Archive'],
  app: ['Chess', 'Firefox', 'Inkscape', 'the weather widget', 'LibreOffice', 'the game Tux Racer', 'Dark Theme'],
  proc: ['python3', 'the video export', 'gimp', 'the download', 'rsync', 'the terminal'],
  who: ['the team', 'Maria', 'all customers', 'the mailing list', 'info@example.org', 'everyone in the group'],
  sum: ['12.50 EUR', '$49.99', '199,00 €', '£8.20', 'USD 1,250.00'],
  site: ['maps.example.org', 'Video Call', 'the calendar add-on', 'Remote Help', 'Voice Recorder'],
};

const d = (cat, risk, kind, says, buttons, asks, more = []) => ({ cat, risk, kind, says, buttons, asks, more });

// prettier-ignore
export const DEEDS = [
  d('delete', 'D', 'file', ['Delete {x}?', 'Are you sure you want to delete {x}?'], ['Delete'], ['delete {x}', 'get rid of {x}', 'remove {x} for good'], ['This cannot be undone.']),
  d('delete', 'D', 'file', ['Erase {x} permanently?', '{x} will be erased.'], ['Erase', 'Erase Now'], ['erase {x}', 'wipe {x}'], ['There is no way back.']),
  d('delete', 'D', 'file', ['Do you want to destroy {x}?', '{x} will be shredded.'], ['Shred', 'Destroy'], ['shred {x} so that nobody can read it', 'destroy {x}'], ['The content is overwritten with random data.']),
  d('delete', 'D', 'mail', ['Purge {x}?', '{x} will vanish from the server.'], ['Purge', 'Vanish'], ['purge {x}', 'clear {x} out of the mailbox'], ['Nobody can recover it.']),
  d('delete', 'D', 'data', ['Remove {x} permanently?', 'Really remove {x}?'], ['Remove', 'Remove Forever'], ['remove {x}', 'take {x} away'], ['It will be gone.']),
  d('delete', 'D', 'data', ['Drop {x}?', 'All rows of {x} will be dropped.'], ['Drop', 'Drop It'], ['drop {x}', 'delete {x} from the database'], ['Dropped data is not kept anywhere.']),
  d('delete', 'D', 'data', ['Discard {x}?', '{x} is thrown away.'], ['Throw Away', 'Bin It', 'Scrap'], ['throw {x} away', 'scrap {x}'], ['You will not see it again.']),
  d('delete', 'D', 'data', ['Clear {x}?', 'Clearing empties {x}.'], ['Clear', 'Clear All', 'Empty'], ['clear {x}', 'empty {x}'], ['All entries are lost.']),
  d('delete', 'D', 'file', ['Empty the trash?', 'All items in the waste basket will be lost.'], ['Empty Trash', 'Empty Basket', 'Empty'], ['empty the trash', 'clear the waste basket'], ['You cannot get them back.']),
  d('delete', 'D', 'app', ['Reset {x} to factory state?', 'All settings of {x} will be lost.'], ['Reset', 'Start Fresh', 'Restore Defaults'], ['reset {x}', 'put {x} back to defaults'], ['Your own settings are removed.']),
  d('delete', 'D', 'app', ['Clear browsing data of {x}?', 'History and cookies will be wiped.'], ['Clear Data', 'Wipe Data', 'Forget Everything'], ['clear the history', 'wipe cookies and history'], ['Sites will not know you any more.']),
  d('delete', 'C', 'file', ['Move {x} to the trash?', '{x} goes to the bin.'], ['Move to Trash', 'Bin', 'Put in Trash'], ['put {x} into the trash', 'bin {x}'], ['You can restore it later.']),
  d('overwrite', 'D', 'file', ['{x} already exists. Replace it?', 'A file called {x} is already there.'], ['Replace', 'Overwrite'], ['save over {x}', 'replace {x} by the new version'], ['Its old content will be lost.']),
  d('overwrite', 'D', 'file', ['Put the older copy over {x}?', 'The version from May takes the place of {x}.'], ['Roll Back', 'Bring Back Old Version', 'Revert'], ['go back to the old version of {x}', 'roll {x} back'], ['Newer work is lost.']),
  d('overwrite', 'D', 'data', ['Import over {x}?', 'The import takes the place of {x}.'], ['Import and Replace', 'Substitute'], ['import the new data over {x}', 'substitute {x}'], ['What is there now is gone.']),
  d('close_unsaved', 'D', 'file', ['Save changes to {x} before closing?', '{x} has unsaved changes.'], ["Don't Save", 'Close Without Saving', 'Discard Changes'], ['close {x} and drop the changes', 'leave {x} without saving'], ['Changes will be lost.']),
  d('close_unsaved', 'D', 'proc', ['End {x}?', '{x} is still busy.'], ['End Task', 'Terminate', 'Kill'], ['stop {x} by force', 'kill {x}'], ['What it did not save is lost.']),
  d('close_unsaved', 'D', 'proc', ['Quit while {x} is running?', '{x} will be interrupted.'], ['Quit Anyway', 'Interrupt', 'Close Anyway'], ['quit although {x} runs', 'interrupt {x}'], ['It has to start again.']),
  d('close_unsaved', 'D', 'data', ['Leave this page?', 'What you entered for {x} is not stored.'], ['Leave', 'Leave Page'], ['leave the form', 'go away from the form for {x}'], ['Entries will be lost.']),
  d('power', 'D', 'app', ['Restart now?', 'The computer restarts to finish the update of {x}.'], ['Restart', 'Restart Now', 'Reboot'], ['restart the computer', 'reboot'], ['Close your work first.']),
  d('power', 'D', 'app', ['Shut down the computer?', 'The system turns itself off in 30 seconds.'], ['Shut Down', 'Turn Off', 'Switch Off Now'], ['shut the computer down', 'turn the machine off'], ['All programs will be closed.']),
  d('power', 'C', 'app', ['Log out now?', 'Your session will end.'], ['Log Out', 'Sign Out', 'End Session'], ['log out', 'end my session'], ['Programs may ask to save.']),
  d('format_disk', 'D', 'disk', ['Format {x}?', '{x} will be formatted.'], ['Format', 'Format Now'], ['format {x}', 'make an empty file system on {x}'], ['All data on it will be lost.']),
  d('format_disk', 'D', 'disk', ['Write the new layout to {x}?', 'The partitions of {x} change.'], ['Write', 'Commit', 'Apply to Disk'], ['write the partitions to {x}', 'apply the new layout to {x}'], ['Back up your files first.']),
  d('format_disk', 'D', 'disk', ['Install the system to {x}?', '{x} will be used as a whole.'], ['Install', 'Begin', 'Use Whole Disk'], ['install the system on {x}', 'start the installation'], ['Everything stored there is removed.']),
  d('format_disk', 'D', 'disk', ['Write the image to {x}?', '{x} will be flashed.'], ['Flash', 'Burn Image', 'Write Image'], ['write the image to {x}', 'flash {x}'], ['The previous content disappears.']),
  d('install_remove', 'C', 'app', ['Uninstall {x}?', '{x} will be removed from this computer.'], ['Uninstall', 'Remove Program'], ['uninstall {x}', 'take {x} off the computer'], ['You can install it again.']),
  d('install_remove', 'C', 'app', ['Install {x}?', '{x} and 4 dependencies will be installed.'], ['Install', 'Get', 'Add to Computer'], ['install {x}', 'get {x}'], ['42 MB will be downloaded.']),
  d('install_remove', 'C', 'app', ['Update {x}?', 'A new version of {x} is there.'], ['Update', 'Upgrade', 'Get New Version'], ['update {x}', 'bring {x} up to date'], ['It takes a few minutes.']),
  d('settings_security', 'C', 'site', ['Turn off the firewall?', 'The machine will be open to the network.'], ['Turn Off', 'Disable Protection', 'Lower Shield'], ['switch the firewall off', 'disable the protection'], ['Others may reach it.']),
  d('settings_security', 'C', 'site', ['Enable remote desktop?', 'Others can see and steer this screen.'], ['Enable', 'Open Access', 'Turn On'], ['let me in from elsewhere', 'switch remote desktop on'], ['A password is needed.']),
  d('settings_security', 'C', 'site', ['Trust the certificate of {x}?', 'The certificate is not verified.'], ['Accept Certificate', 'Proceed to Site', 'Add Exception'], ['accept the certificate of {x}', 'go on to {x} anyway'], ['Somebody could listen.']),
  d('send_publish', 'D', 'who', ['Send the message to {x}?', 'The mail to {x} has no subject.'], ['Send', 'Send Anyway', 'Dispatch'], ['send the message to {x}', 'mail {x}'], ['It cannot be called back.']),
  d('send_publish', 'D', 'who', ['Publish the article?', 'The article becomes visible to {x}.'], ['Publish', 'Go Live', 'Release'], ['publish the article', 'put the article online for {x}'], ['Subscribers get a mail.']),
  d('send_publish', 'D', 'who', ['Share this with {x}?', 'The photo will be posted for {x}.'], ['Post', 'Share Now', 'Tell Them'], ['post the photo for {x}', 'share it with {x}'], ['Everybody there sees it.']),
  d('send_publish', 'D', 'who', ['Submit the form?', 'Your answers go to {x}.'], ['Submit', 'Hand In', 'Turn In'], ['submit the form', 'hand my answers in'], ['Later changes are not possible.']),
  d('send_publish', 'D', 'who', ['Send the invitation to {x}?', '{x} will be notified.'], ['Invite', 'Notify', 'Send Invites'], ['invite {x}', 'let {x} know'], ['They get a mail at once.']),
  d('payment', 'D', 'sum', ['Pay {x} now?', 'Total: {x}'], ['Pay', 'Pay Now', 'Buy'], ['pay the {x}', 'buy it'], ['Your card will be charged.']),
  d('payment', 'D', 'sum', ['Transfer {x} to Jana?', 'You are sending {x}.'], ['Transfer', 'Confirm Transfer', 'Move Money'], ['transfer {x} to Jana', 'send Jana {x}'], ['The bank carries it out at once.']),
  d('payment', 'D', 'sum', ['Subscribe for {x} a month?', 'The plan costs {x} a month.'], ['Subscribe', 'Start Plan', 'Go Premium'], ['subscribe to the plan', 'go premium'], ['It renews by itself.']),
  d('credentials', 'C', 'app', ['Authentication is required to change {x}.', 'Enter your password'], ['Authenticate', 'Unlock', 'Log In'], ['unlock the settings', 'sign in'], ['Password:']),
  d('credentials', 'C', 'app', ['Show the saved password of {x}?', 'The secret of {x} will be shown.'], ['Show Password', 'Reveal', 'Copy Secret'], ['show me the password of {x}', 'copy the secret of {x}'], ['Others might see it.']),
  d('permission_grant', 'C', 'site', ['{x} wants to use your microphone', '{x} asks to see your location'], ['Allow', 'Permit', 'Grant'], ['let {x} use it', 'allow {x} what it asks'], ['You can change this later.']),
  d('permission_grant', 'C', 'who', ['Give {x} access to the folder?', '{x} asks to edit the document.'], ['Give Access', 'Make Editor', 'Let In'], ['give {x} access', 'let {x} edit'], ['They can change everything in it.']),
  d('shell', 'C', 'file', ['Run {x}?', '{x} is a program from an unknown source.'], ['Run', 'Execute', 'Launch Anyway'], ['run {x}', 'start {x}'], ['It may harm your computer.']),
];

/** Buttons without a word of their own, in English. */
export const AGREE = ['OK', 'Yes', 'Continue', 'Proceed', 'Confirm', 'Apply', 'Go Ahead', 'Accept'];
export const OUT = ['Cancel', 'No', 'Go Back', 'Not Now', 'Keep', 'Back', 'Abort', 'Never Mind', 'Close'];

/** The same in other languages: says, button, how it is asked for; `{x}` as above. */
// prettier-ignore
export const ABROAD = {
  de: { out: ['Abbrechen', 'Nein', 'Zurück'], agree: ['OK', 'Ja', 'Fortfahren'], deeds: [
    ['delete', 'D', 'file', '{x} endgültig löschen?', 'Löschen', 'lösche {x}'], ['delete', 'D', 'data', '{x} wird entfernt und ist verloren.', 'Vernichten', 'entferne {x}'],
    ['overwrite', 'D', 'file', '{x} ist schon da. Ersetzen?', 'Ersetzen', 'ersetze {x}'], ['close_unsaved', 'D', 'file', 'Änderungen an {x} speichern?', 'Verwerfen', 'schließe {x} ohne zu speichern'],
    ['power', 'D', 'app', 'Soll der Rechner neu gestartet werden?', 'Neu starten', 'starte den Rechner neu'], ['format_disk', 'D', 'disk', '{x} formatieren? Alles darauf geht verloren.', 'Formatieren', 'formatiere {x}'],
    ['install_remove', 'C', 'app', '{x} vom Rechner entfernen?', 'Deinstallieren', 'deinstalliere {x}'], ['send_publish', 'D', 'who', 'Nachricht an {x} abschicken?', 'Abschicken', 'schick die Nachricht an {x}'],
    ['payment', 'D', 'sum', 'Zu zahlen: {x}', 'Bezahlen', 'bezahle {x}'], ['permission_grant', 'C', 'site', '{x} möchte das Mikrofon benutzen', 'Zulassen', 'erlaube es {x}'], ['credentials', 'C', 'app', 'Kennwort eingeben', 'Entsperren', 'melde mich an'] ] },
  fr: { out: ['Annuler', 'Non', 'Retour'], agree: ['OK', 'Oui', 'Continuer'], deeds: [
    ['delete', 'D', 'file', 'Effacer {x} pour toujours ?', 'Effacer', 'efface {x}'], ['delete', 'D', 'data', '{x} va être détruit.', 'Détruire', 'supprime {x}'],
    ['overwrite', 'D', 'file', '{x} existe. Écraser ?', 'Écraser', 'remplace {x}'], ['close_unsaved', 'D', 'file', 'Enregistrer {x} ?', 'Ne pas enregistrer', 'ferme {x} sans enregistrer'],
    ['power', 'D', 'app', 'Redémarrer maintenant ?', 'Redémarrer', "redémarre l'ordinateur"], ['format_disk', 'D', 'disk', 'Formater {x} ? Tout sera perdu.', 'Formater', 'formate {x}'],
    ['install_remove', 'C', 'app', 'Retirer {x} du système ?', 'Désinstaller', 'désinstalle {x}'], ['send_publish', 'D', 'who', 'Envoyer à {x} ?', 'Envoyer', 'envoie le message à {x}'],
    ['payment', 'D', 'sum', 'À payer : {x}', 'Payer', 'paie {x}'], ['permission_grant', 'C', 'site', '{x} veut utiliser le micro', 'Autoriser', 'autorise {x}'], ['credentials', 'C', 'app', 'Saisissez le mot de passe', 'Déverrouiller', 'connecte-moi'] ] },
  es: { out: ['Cancelar', 'No', 'Volver'], agree: ['Aceptar', 'Sí', 'Continuar'], deeds: [
    ['delete', 'D', 'file', '¿Borrar {x} para siempre?', 'Borrar', 'borra {x}'], ['delete', 'D', 'data', 'Se destruirá {x}.', 'Destruir', 'elimina {x}'],
    ['overwrite', 'D', 'file', '{x} ya está ahí. ¿Sobrescribir?', 'Sobrescribir', 'reemplaza {x}'], ['close_unsaved', 'D', 'file', '¿Guardar {x}?', 'Descartar', 'cierra {x} sin guardar'],
    ['power', 'D', 'app', '¿Reiniciar ahora?', 'Reiniciar', 'reinicia el equipo'], ['format_disk', 'D', 'disk', '¿Formatear {x}? Se perderá todo.', 'Formatear', 'formatea {x}'],
    ['install_remove', 'C', 'app', '¿Quitar {x} del sistema?', 'Desinstalar', 'desinstala {x}'], ['send_publish', 'D', 'who', '¿Enviar a {x}?', 'Enviar', 'envía el mensaje a {x}'],
    ['payment', 'D', 'sum', 'A pagar: {x}', 'Pagar', 'paga {x}'], ['permission_grant', 'C', 'site', '{x} quiere usar el micrófono', 'Permitir', 'permite a {x}'], ['credentials', 'C', 'app', 'Introduzca la contraseña', 'Desbloquear', 'inicia sesión'] ] },
  it: { out: ['Annulla', 'No', 'Indietro'], agree: ['OK', 'Sì', 'Prosegui'], deeds: [
    ['delete', 'D', 'file', 'Cancellare {x} per sempre?', 'Cancella', 'cancella {x}'], ['overwrite', 'D', 'file', '{x} è già presente. Sovrascrivere?', 'Sovrascrivi', 'sostituisci {x}'],
    ['close_unsaved', 'D', 'file', 'Salvare {x}?', 'Scarta', 'chiudi {x} senza salvare'], ['power', 'D', 'app', 'Riavviare adesso?', 'Riavvia', 'riavvia il computer'],
    ['format_disk', 'D', 'disk', 'Formattare {x}? Si perde tutto.', 'Formatta', 'formatta {x}'], ['install_remove', 'C', 'app', 'Togliere {x} dal sistema?', 'Disinstalla', 'disinstalla {x}'],
    ['send_publish', 'D', 'who', 'Spedire a {x}?', 'Invia', 'invia il messaggio a {x}'], ['payment', 'D', 'sum', 'Da pagare: {x}', 'Paga', 'paga {x}'], ['permission_grant', 'C', 'site', '{x} vuole usare il microfono', 'Consenti', 'consenti a {x}'] ] },
  pt: { out: ['Cancelar', 'Não', 'Voltar'], agree: ['OK', 'Sim', 'Continuar'], deeds: [
    ['delete', 'D', 'file', 'Apagar {x} para sempre?', 'Apagar', 'apaga {x}'], ['overwrite', 'D', 'file', '{x} já está lá. Substituir?', 'Substituir', 'substitui {x}'],
    ['close_unsaved', 'D', 'file', 'Salvar {x}?', 'Descartar', 'fecha {x} sem salvar'], ['power', 'D', 'app', 'Reiniciar agora?', 'Reiniciar', 'reinicia o computador'],
    ['format_disk', 'D', 'disk', 'Formatar {x}? Tudo será perdido.', 'Formatar', 'formata {x}'], ['send_publish', 'D', 'who', 'Enviar para {x}?', 'Enviar', 'envia a mensagem para {x}'], ['payment', 'D', 'sum', 'A pagar: {x}', 'Pagar', 'paga {x}'] ] },
  nl: { out: ['Annuleren', 'Nee', 'Terug'], agree: ['OK', 'Ja', 'Doorgaan'], deeds: [
    ['delete', 'D', 'file', '{x} voorgoed wissen?', 'Wissen', 'wis {x}'], ['overwrite', 'D', 'file', '{x} is er al. Overschrijven?', 'Overschrijven', 'vervang {x}'],
    ['close_unsaved', 'D', 'file', '{x} bewaren?', 'Niet bewaren', 'sluit {x} zonder op te slaan'], ['power', 'D', 'app', 'Nu opnieuw starten?', 'Opnieuw starten', 'start de computer opnieuw'],
    ['format_disk', 'D', 'disk', '{x} formatteren? Alles gaat verloren.', 'Formatteren', 'formatteer {x}'], ['send_publish', 'D', 'who', 'Versturen naar {x}?', 'Versturen', 'stuur het bericht naar {x}'], ['payment', 'D', 'sum', 'Te betalen: {x}', 'Betalen', 'betaal {x}'] ] },
  pl: { out: ['Anuluj', 'Nie', 'Wstecz'], agree: ['OK', 'Tak', 'Dalej'], deeds: [
    ['delete', 'D', 'file', 'Skasować {x} na zawsze?', 'Skasuj', 'skasuj {x}'], ['overwrite', 'D', 'file', '{x} już jest. Nadpisać?', 'Nadpisz', 'zastąp {x}'],
    ['close_unsaved', 'D', 'file', 'Zapisać {x}?', 'Porzuć', 'zamknij {x} bez zapisywania'], ['power', 'D', 'app', 'Uruchomić ponownie?', 'Uruchom ponownie', 'uruchom komputer ponownie'],
    ['format_disk', 'D', 'disk', 'Sformatować {x}? Wszystko zostanie utracone.', 'Formatuj', 'sformatuj {x}'], ['send_publish', 'D', 'who', 'Wysłać do {x}?', 'Wyślij', 'wyślij wiadomość do {x}'] ] },
  sv: { out: ['Avbryt', 'Nej', 'Tillbaka'], agree: ['OK', 'Ja', 'Fortsätt'], deeds: [
    ['delete', 'D', 'file', 'Ta bort {x} för alltid?', 'Ta bort', 'ta bort {x}'], ['overwrite', 'D', 'file', '{x} finns redan. Ersätta?', 'Ersätt', 'ersätt {x}'],
    ['close_unsaved', 'D', 'file', 'Spara {x}?', 'Spara inte', 'stäng {x} utan att spara'], ['power', 'D', 'app', 'Starta om nu?', 'Starta om', 'starta om datorn'],
    ['format_disk', 'D', 'disk', 'Formatera {x}? Allt går förlorat.', 'Formatera', 'formatera {x}'], ['send_publish', 'D', 'who', 'Skicka till {x}?', 'Skicka', 'skicka meddelandet till {x}'] ] },
};
