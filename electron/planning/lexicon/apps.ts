/**
 * Names of programs, and plain nouns for them, in lower case: what "in X" must name to mean a window rather than a part
 * of one. A name that is missing here is still an application when it is a proper name without an article.
 */
export const APPS: ReadonlySet<string> = new Set(
  `calculator|text editor|file manager|terminal|browser|web browser|mail client|email client|mail app|spreadsheet|
word processor|notepad|notepad++|wordpad|paint|ms paint|word|excel|powerpoint|outlook|onenote|teams|microsoft teams|
microsoft word|microsoft excel|microsoft outlook|microsoft edge|edge|file explorer|explorer|windows explorer|task manager|
control panel|command prompt|powershell|cmd|snipping tool|registry editor|device manager|disk management|finder|safari|
textedit|preview|keynote|pages|numbers|imovie|garageband|xcode|activity monitor|system settings|system preferences|
app store|messages|facetime|photos|music|itunes|notes|reminders|calendar|contacts|mail|maps|clock|stocks|automator|
firefox|mozilla firefox|chrome|google chrome|chromium|brave|opera|vivaldi|tor browser|thunderbird|evolution|geary|kmail|
libreoffice|libreoffice writer|libreoffice calc|libreoffice impress|libreoffice draw|writer|calc|impress|openoffice|
gedit|gnome text editor|mousepad|leafpad|pluma|kate|kwrite|nano|vim|emacs|sublime|sublime text|atom|vs code|vscode|
visual studio code|visual studio|intellij|intellij idea|pycharm|webstorm|android studio|eclipse|rstudio|jupyter|matlab|
nautilus|thunar|dolphin|nemo|caja|pcmanfm|gnome terminal|konsole|xterm|iterm|iterm2|alacritty|kitty|xfce terminal|
gimp|krita|inkscape|blender|photoshop|illustrator|indesign|lightroom|premiere|after effects|figma|sketch|canva|darktable|
audacity|ardour|vlc|vlc media player|mpv|spotify|rhythmbox|clementine|obs|obs studio|kdenlive|handbrake|steam|discord|
slack|zoom|skype|telegram|whatsapp|signal|element|mattermost|webex|google meet|gmail|google docs|google sheets|
google drive|google calendar|google maps|youtube|dropbox|notion|obsidian|evernote|trello|asana|jira|todoist|zotero|joplin|
acrobat|adobe acrobat|adobe reader|evince|okular|document viewer|image viewer|media player|music player|video player|
photo viewer|pdf viewer|pdf reader|settings|preferences|gnome settings|disks|system monitor|software center|package manager|
archive manager|screenshot tool|font manager|character map|galculator|gnome calculator|kcalc|postman|docker desktop|
virtualbox|filezilla|putty|wireshark|anki|calibre|digikam|shotwell|cheese|gparted|synaptic|bitwarden|keepass|keepassxc|
rechner|taschenrechner|texteditor|editor|dateimanager|datei-explorer|dateiverwaltung|systemeinstellungen|einstellungen|
calculadora|editor de texto|bloc de notas|gestor de archivos|explorador de archivos|navegador|configuración|terminal|
calculatrice|éditeur de texte|bloc-notes|gestionnaire de fichiers|explorateur de fichiers|navigateur|paramètres|
计算器|记事本|文本编辑器|文件管理器|资源管理器|文件资源管理器|终端|浏览器|火狐|谷歌浏览器|微信|画图|设置|控制面板|任务管理器|写字板|日历|邮件`
    .replace(/\n/g, '')
    .split('|'),
);
