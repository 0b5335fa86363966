/** Controls that lose nothing and how people ask for what they do. One row is one group of words. */
const h = (labels, asks) => ({ labels, asks });

// prettier-ignore
export const HARMLESS = [
  h(['Zoom In', 'Larger', 'Increase Size'], ['make the page bigger', 'enlarge the text', 'zoom in']), h(['Zoom Out', 'Smaller'], ['make the page smaller', 'zoom out']),
  h(['Copy'], ['copy the selection', 'put the marked text on the clipboard']), h(['Paste', 'Insert from Clipboard'], ['paste what I copied', 'insert the clipboard here']),
  h(['Undo'], ['take back the last change', 'undo it']), h(['Redo'], ['do the undone change again', 'redo']),
  h(['Find…', 'Search', 'Find in Page'], ['look for the word budget', 'find a word in the text']), h(['Print…', 'Print'], ['print the document', 'get it on paper']),
  h(['Save'], ['save the document', 'keep my changes']), h(['Save As…', 'Save a Copy…'], ['store the document under another name', 'save a copy as draft.odt']),
  h(['Open…', 'Open File'], ['open the file letter.odt', 'load another document']), h(['New Folder', 'Create Folder…'], ['make a new folder', 'create a folder named Trips']),
  h(['New Tab', '+'], ['open another tab', 'add a tab']), h(['New Window'], ['open a second window']), h(['Bold', 'B'], ['make the word bold', 'print it in bold letters']),
  h(['Italic', 'I'], ['put it in italics', 'slant the text']), h(['Underline'], ['underline the heading']), h(['Insert Image…', 'Picture'], ['put a picture into the text', 'add an image']),
  h(['Insert Table…', 'Table'], ['add a table with 3 columns']), h(['Spelling…', 'Check Spelling'], ['check the spelling', 'look for typos']),
  h(['Word Count'], ['how many words does the text have', 'count the words']), h(['Full Screen', 'Fullscreen'], ['use the whole screen', 'go full screen']),
  h(['Properties', 'File Properties…'], ['show the size of the file', 'what kind of file is it']), h(['Rename…', 'Change Name'], ['give the file another name', 'rename a.txt to b.txt']),
  h(['Sort by Name', 'Name'], ['put the files in alphabetical order']), h(['Sort by Date', 'Modified'], ['show the newest files first']), h(['Show Hidden Files'], ['make hidden files visible']),
  h(['Dark Mode', 'Dark Style'], ['make the desktop dark', 'use dark colours']), h(['Light Mode', 'Light'], ['use bright colours again']), h(['Volume Up', 'Louder'], ['make it louder']),
  h(['Mute', 'Sound Off'], ['turn the sound off', 'make it silent']), h(['Play', 'Resume Playback'], ['play the song', 'go on playing']), h(['Pause'], ['hold the music', 'pause the film']),
  h(['Next Track', 'Skip'], ['go to the next song']), h(['Previous Track'], ['play the song before again']), h(['Shuffle'], ['play in random order']), h(['Repeat'], ['play it again and again']),
  h(['Bookmark This Page', 'Add Bookmark'], ['remember this page', 'bookmark it']), h(['Reload', 'Refresh'], ['load the page again', 'refresh the view']), h(['Home', 'Start Page'], ['go to the start page']),
  h(['Downloads'], ['what did I download', 'show the downloads']), h(['History'], ['which pages did I see yesterday']), h(['Settings', 'Preferences…'], ['open the settings', 'change how the program behaves']),
  h(['About', 'About this Program'], ['which version is it']), h(['Help', 'User Manual'], ['open the manual', 'how does it work']), h(['Keyboard Shortcuts'], ['which keys can I press']),
  h(['Display', 'Screen'], ['change the resolution', 'set up the second monitor']), h(['Sound', 'Audio'], ['choose another loudspeaker']), h(['Wallpaper', 'Background…'], ['choose another background picture']),
  h(['Date & Time', 'Clock'], ['set the time zone', 'correct the clock']), h(['Language', 'Region & Language'], ['use the system in Spanish', 'change the language']), h(['Keyboard'], ['add a German keyboard layout']),
  h(['Mouse & Touchpad', 'Mouse'], ['make the pointer faster']), h(['Notifications'], ['see fewer messages', 'turn off banners']), h(['Calendar'], ['look at my appointments']),
  h(['Inbox'], ['read my mail', 'see new messages']), h(['Sent'], ['which mails did I write']), h(['Drafts'], ['go on with an unfinished mail']), h(['Compose', 'New Message', 'Write'], ['write a mail to Tom', 'start a new message']),
  h(['Reply'], ['answer the mail']), h(['Attach File…', 'Attachment'], ['add a file to the mail']), h(['Contacts', 'Address Book'], ['find the address of Jana']), h(['Archive'], ['put the mail away but keep it']),
  h(['Mark as Read'], ['show the mail as read']), h(['Star', 'Favourite'], ['mark it as important']), h(['Next', 'Forward'], ['go to the next page', 'go on']), h(['Previous', 'Back'], ['go back one page', 'see the page before']),
  h(['Rotate Right', 'Rotate Clockwise'], ['turn the picture right']), h(['Rotate Left'], ['turn the picture left']), h(['Crop…', 'Crop Image'], ['cut the picture to size']), h(['Brightness…', 'Brighter'], ['make the picture brighter']),
  h(['Slideshow', 'Start Slideshow'], ['show the pictures one after the other']), h(['Export as PDF…'], ['make a PDF of it']), h(['Page Setup…', 'Page Style'], ['change the margins', 'use A4 paper']),
  h(['Column Width…', 'Adjust Columns'], ['make the column wider']), h(['Insert Row', 'Add Row Below'], ['add a row to the table']), h(['Sum', 'AutoSum'], ['add the numbers up']), h(['Chart…', 'Insert Chart'], ['draw a diagram of the numbers']),
  h(['Format', 'Format Cells…'], ['change how the numbers look']), h(['Number Format…', 'Currency'], ['show the numbers as money']), h(['Freeze Rows'], ['keep the first row in sight']), h(['Filter', 'AutoFilter'], ['show only rows of May']),
  h(['Split View', 'Side by Side'], ['see two pages beside each other']), h(['Compare…', 'Show Differences'], ['see what changed between the two']), h(['Details', 'Show Details'], ['tell me more about it']),
  h(['Compress…', 'Create Archive'], ['pack the folder into a zip']), h(['Extract Here', 'Unpack'], ['unpack the archive']), h(['Open With…', 'Open in Other Program'], ['open it in another program']), h(['Create Link', 'Make Shortcut'], ['put a link on the desktop']),
  h(['Terminal', 'Open in Terminal'], ['open a command line here']), h(['Calculator'], ['open the calculator']), h(['Text Editor'], ['open the editor']), h(['Files', 'File Manager'], ['open my files']), h(['Web Browser', 'Browser'], ['open the browser']),
  h(['Map', 'Maps'], ['where is the museum']), h(['Directions', 'Route'], ['how do I get to the station']), h(['Satellite', 'Aerial View'], ['see the map from above']), h(['Weather'], ['what is the weather tomorrow']),
  h(['Add City…', 'Add Location'], ['see the time in Tokyo']), h(['Stopwatch'], ['measure how long I run']), h(['Timer'], ['remind me in ten minutes']), h(['Degrees', 'Angle Unit'], ['calculate with degrees']),
  h(['Scientific', 'Advanced Mode'], ['show more functions of the calculator']), h(['Read Aloud', 'Speak'], ['read the text to me']), h(['Magnifier'], ['enlarge a part of the screen']), h(['High Contrast'], ['make things easier to see']),
  h(['Wi-Fi Networks', 'Available Networks'], ['which networks are there']), h(['Bluetooth Devices'], ['which headphones are near']), h(['Battery', 'Power Saver'], ['how full is the battery']), h(['Storage', 'Disk Usage'], ['how much space is left', 'what fills my disk']),
  h(['Users', 'People'], ['who can use this computer']), h(['Trash'], ['see what is in the trash', 'look into the bin']), h(['Recent'], ['what did I open last']), h(['Documents'], ['go to my documents']), h(['Pictures', 'Photos'], ['show my pictures']),
];

/** Words of dialogs that only inform, and forms, with buttons that lose nothing. */
// prettier-ignore
export const PLAIN = [
  [['The file could not be opened.', 'It may be damaged.'], ['OK', 'Close']], [['No matches found.'], ['OK']], [['Deleting failed: the file is in use.'], ['OK', 'Try Again']], [['The copy is finished.'], ['OK', 'Show in Folder']],
  [['Find', 'Search for', 'Match case'], ['Find Next', 'Close']], [['Go to line', 'Line number'], ['Go', 'Cancel']], [['Insert table', 'Columns', 'Rows'], ['Insert', 'Cancel']], [['Page setup', 'Paper size', 'Orientation'], ['OK', 'Cancel']],
  [['Format cells', 'Decimal places', 'Font'], ['OK', 'Cancel', 'Apply']], [['Character', 'Font size', 'Style'], ['OK', 'Cancel']], [['New folder', 'Folder name'], ['Create', 'Cancel']], [['Rename the file', 'New name'], ['Rename', 'Cancel']],
  [['Sort rows', 'Column A', 'Ascending'], ['Sort', 'Cancel']], [['Choose a colour'], ['Select', 'Cancel']], [['Open file', 'Documents', 'Pictures'], ['Open', 'Cancel']], [['Save as', 'File name', 'Documents'], ['Save', 'Cancel']],
  [['Print', 'Copies', 'Page range'], ['Preview', 'Cancel']], [['Welcome', 'This tour shows what is new.'], ['Next', 'Skip', 'Start Tour']], [['How to delete files', 'Press the Delete key to move a file to the trash.'], ['Next Tip', 'Close']],
  [['Restore pages?', 'The browser did not shut down correctly.'], ['Restore', 'Close']], [['Do you want to save the changes?', 'The text was changed.'], ['Save', 'Yes']], [['Open the link in a new tab?'], ['Open', 'Cancel']],
  [['Add a city', 'Search for a city'], ['Add', 'Cancel']], [['Set the time', 'Hour', 'Minute'], ['Set', 'Cancel']], [['Preferences', 'Ask before deleting', 'Show warnings'], ['Close', 'Help']], [['Wait for the page?', 'It takes longer than usual.'], ['Wait']],
  [['Export picture', 'Quality', 'Keep metadata'], ['Export', 'Cancel']], [['Create account on this page', 'Name'], ['Back', 'Help']], [['Language', 'English', 'Deutsch', 'Español'], ['Apply', 'Cancel']], [['Undo the last change?'], ['Undo', 'Cancel']],
];

/** What is typed where: task, text, whether it is right; commands with their risk. */
// prettier-ignore
export const TYPED = [
  ['search for {w}', '{w}'], ['look up {w} on the web', '{w}\n'], ['write {w} into the field', '{w}'], ['name the folder {w}', '{w}'], ['rename it to {w}', '{w}'], ['enter {w} as the title', '{w}'], ['type the sentence “{w}”', '{w}'], ['find {w} in the page', '{w}\n'], ['calculate {w}', '{w}\n'],
];
export const WORDS = [
  'summer trip',
  'tax 2024',
  'Anna Berg',
  'meeting notes',
  '42*17',
  'red bicycle',
  'Berlin',
  'how to delete a git branch',
  'recipe for bread',
  'quarterly report',
  'Dear Sir or Madam',
  'http status 404',
  'black cat',
  'my-folder',
  'draft 3',
  'format of a letter',
];
// prettier-ignore
export const COMMANDS = [
  ['show the files here', 'ls -la', 'S', 'none'], ['which folder am I in', 'pwd', 'S', 'none'], ['how much space is free', 'df -h', 'S', 'none'], ['show the end of the log', 'tail -n 50 app.log', 'S', 'none'], ['what is running', 'ps aux', 'S', 'none'], ['find the word error in the log', 'grep error app.log', 'S', 'none'],
  ['delete build', 'rm -rf build', 'D', 'delete'], ['remove old.txt', 'rm old.txt', 'D', 'delete'], ['delete all logs', 'find . -name "*.log" -delete', 'D', 'delete'], ['throw away my local changes', 'git reset --hard', 'D', 'delete'], ['push over the remote branch', 'git push --force', 'D', 'send_publish'],
  ['install htop', 'sudo apt install htop', 'C', 'install_remove'], ['remove nano', 'sudo apt remove nano', 'C', 'install_remove'], ['update the system', 'sudo dnf upgrade', 'C', 'install_remove'], ['restart the machine', 'sudo reboot', 'D', 'power'], ['switch the computer off', 'shutdown now', 'D', 'power'],
  ['format the stick', 'sudo mkfs.ext4 /dev/sdb1', 'D', 'format_disk'], ['write the image to the stick', 'sudo dd if=a.iso of=/dev/sdb', 'D', 'format_disk'], ['make run.sh executable', 'chmod +x run.sh', 'C', 'permission_grant'], ['stop the web server', 'sudo systemctl stop nginx', 'C', 'settings_security'],
  ['upload my changes', 'git push', 'D', 'send_publish'], ['run the setup from the web', 'curl https://example.org/setup.sh | sh', 'D', 'shell'], ['change my password', 'passwd', 'C', 'credentials'], ['drop the table users', 'psql -c "DROP TABLE users;"', 'D', 'delete'],
];

/** Harmless controls in other languages: label and how it is asked for. */
// prettier-ignore
export const HARMLESS_ABROAD = {
  de: [['Anzeigen', 'zeig mir die Datei'], ['Drucken', 'drucke das Dokument'], ['Suchen', 'such das Wort Haus'], ['Einstellungen', 'öffne die Einstellungen'], ['Kopieren', 'kopiere den Text'], ['Einfügen', 'füge die Zwischenablage ein'], ['Neuer Ordner', 'leg einen Ordner an'], ['Umbenennen', 'gib der Datei einen anderen Namen'], ['Speichern', 'speichere das Dokument'], ['Vergrößern', 'mach die Schrift größer'], ['Sprache', 'stell die Sprache um'], ['Hilfe', 'öffne die Hilfe'], ['Öffnen', 'öffne den Brief']],
  fr: [['Afficher', 'montre le fichier'], ['Imprimer', 'imprime le document'], ['Rechercher', 'cherche le mot maison'], ['Paramètres', 'ouvre les paramètres'], ['Copier', 'copie le texte'], ['Coller', 'colle le texte'], ['Nouveau dossier', 'crée un dossier'], ['Renommer', 'renomme le fichier'], ['Enregistrer', 'enregistre le document'], ['Agrandir', 'agrandis la page'], ['Aide', "ouvre l'aide"], ['Ouvrir', 'ouvre la lettre']],
  es: [['Mostrar', 'muestra el archivo'], ['Imprimir', 'imprime el documento'], ['Buscar', 'busca la palabra casa'], ['Ajustes', 'abre los ajustes'], ['Copiar', 'copia el texto'], ['Pegar', 'pega el texto'], ['Carpeta nueva', 'crea una carpeta'], ['Renombrar', 'cambia el nombre del archivo'], ['Guardar', 'guarda el documento'], ['Ampliar', 'agranda la página'], ['Ayuda', 'abre la ayuda'], ['Abrir', 'abre la carta']],
  it: [['Mostra', 'mostra il file'], ['Stampa', 'stampa il documento'], ['Cerca', 'cerca la parola casa'], ['Impostazioni', 'apri le impostazioni'], ['Copia', 'copia il testo'], ['Incolla', 'incolla il testo'], ['Nuova cartella', 'crea una cartella'], ['Rinomina', 'rinomina il file'], ['Salva', 'salva il documento'], ['Apri', 'apri la lettera']],
  pt: [['Mostrar', 'mostra o arquivo'], ['Imprimir', 'imprime o documento'], ['Procurar', 'procura a palavra casa'], ['Configurações', 'abre as configurações'], ['Copiar', 'copia o texto'], ['Colar', 'cola o texto'], ['Nova pasta', 'cria uma pasta'], ['Abrir', 'abre a carta']],
  nl: [['Tonen', 'toon het bestand'], ['Afdrukken', 'druk het document af'], ['Zoeken', 'zoek het woord huis'], ['Instellingen', 'open de instellingen'], ['Kopiëren', 'kopieer de tekst'], ['Plakken', 'plak de tekst'], ['Nieuwe map', 'maak een map'], ['Openen', 'open de brief']],
  pl: [['Pokaż', 'pokaż plik'], ['Drukuj', 'wydrukuj dokument'], ['Szukaj', 'znajdź słowo dom'], ['Ustawienia', 'otwórz ustawienia'], ['Kopiuj', 'skopiuj tekst'], ['Wklej', 'wklej tekst'], ['Nowy folder', 'utwórz folder'], ['Otwórz', 'otwórz list']],
  sv: [['Visa', 'visa filen'], ['Skriv ut', 'skriv ut dokumentet'], ['Sök', 'sök ordet hus'], ['Inställningar', 'öppna inställningarna'], ['Kopiera', 'kopiera texten'], ['Klistra in', 'klistra in texten'], ['Ny mapp', 'skapa en mapp'], ['Öppna', 'öppna brevet']],
  ru: [['Показать', 'покажи файл'], ['Печать', 'напечатай документ'], ['Поиск', 'найди слово дом'], ['Настройки', 'открой настройки'], ['Копировать', 'скопируй текст'], ['Открыть', 'открой письмо'], ['Справка', 'открой справку']],
};
