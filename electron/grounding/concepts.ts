/**
 * What controls do, in the many words people use for it.
 *
 * A concept is a set of phrases that may stand for one another between an instruction and a label. The table is written
 * by hand from general knowledge of desktop programs; phrases are compared by stem, so one form of each word is enough.
 * Errs towards narrow concepts: a wide one would make unlike labels equal ("open" and "show" stay apart where they can).
 */
import { fold, stem, tokens } from './text.ts';

const ROWS = `
settings: settings|preferences|options|configuration|configure|customise|customize|adjust|properties|setup|einstellungen|optionen|ajustes|preferencias|opciones|parametres|reglages|设置|首选项|选项|behaviour|behavior|behave|how the program works|tune|set up to taste
search: search|find|look up|look for|seek|query|filter|suchen|finden|buscar|rechercher|chercher|搜索|查找|look for a word|hunt for|search for
close: close|dismiss|shut|get rid of|hide|x out|schliessen|cerrar|fermer|关闭|put away|make it go away
quit: quit|exit|leave|end the program|beenden|salir|quitter|退出|leave the application|stop the program|end the application
cancel: cancel|abort|discard|call off|do not|never mind|give up|without saving|abbrechen|cancelar|annuler|取消|go no further|not go on|call it off|leave it as it was|drop this
delete: delete|remove|erase|trash|get rid of|throw away|wipe|clear|bin|eliminate|loschen|entfernen|eliminar|borrar|supprimer|effacer|删除|移除
clear: clear|empty|reset|erase|wipe|leeren|vaciar|limpiar|vider|清除|清空
add: add|new|create|insert|plus|append|attach|make a new|another one|hinzufugen|neu|anadir|agregar|nuevo|ajouter|nouveau|添加|新建
new: new|create|make|start a new|neu|nuevo|nouveau|新建
back: back|previous|go back|return|earlier|step back|prior|zuruck|atras|anterior|volver|retour|precedent|返回|上一步|后退|page before|last page|where i came from|one page back
next: next|continue|forward|proceed|carry on|go on|move on|advance|following|weiter|nachste|siguiente|continuar|suivant|continuer|下一步|继续|前进|page after|following page
finish: finish|done|complete|conclude|end|fertig|abschliessen|terminar|finalizar|terminer|完成
ok: ok|okay|confirm|accept|apply|agree|yes|approve|approval|ubernehmen|bestatigen|aceptar|accepter|确定|确认|应用|take over the changes|agree to|carry out
no: no|decline|reject|refuse|deny|nein|rechazar|refuser|拒绝
save: save|store|keep|write to disk|speichern|sichern|guardar|enregistrer|sauvegarder|保存
export: export|save as a file|save into a file|save|write out|exportieren|exportar|exporter|导出|write to another format|convert|save in another format
saveas: save as|save a copy|save under another name|save under a different name|different name|speichern unter|guardar como|enregistrer sous|另存为
import: import|load from a file|bring in|read in|importieren|importar|importer|导入|load data|take in|read from a file
open: open|load|view|launch|offnen|abrir|ouvrir|打开
browse: browse|choose a file|pick a file|look through|durchsuchen|examinar|parcourir|浏览
start: start|begin|launch|run|go|starten|iniciar|empezar|demarrer|commencer|开始|启动|set going|fire up
stop: stop|halt|end|terminate|kill|stoppen|anhalten|detener|parar|arreter|停止
pause: pause|suspend|hold|interrupt|pausieren|pausar|暂停|stop for a moment|halt for now
resume: resume|continue|go on|fortsetzen|reanudar|reprendre|恢复
play: play|start playback|listen to|watch|abspielen|wiedergeben|reproducir|lire|lecture|播放|hear|listen|start the song|start the film|run the video
record: record|recording|capture|aufnehmen|grabar|enregistrer|录制|tape
lap: lap|split time|runde|vuelta|tour
snooze: snooze|remind me later|later|schlummern|posponer|repeter
alarm: alarm|wake up|wake-up|wecker|alarma|reveil|闹钟
timer: timer|countdown|count down|minuterie|temporizador|计时器
stopwatch: stopwatch|stoppuhr|cronometro|chronometre|秒表
clock: clock|time|hour|uhr|reloj|horloge|时钟
undo: undo|take back|revert|take that back|ruckgangig|deshacer|annuler|撤销|last change|reverse the change|step back one change
redo: redo|do again|repeat|wiederholen|rehacer|refaire|重做
cut: cut|ausschneiden|cortar|couper|剪切
copy: copy|duplicate|clone|kopieren|copiar|copier|复制
paste: paste|insert from the clipboard|einfugen|pegar|coller|粘贴
clipboard: clipboard|zwischenablage|portapapeles|presse-papiers|剪贴板
selectall: select all|everything|mark all|all of it|alles auswahlen|seleccionar todo|tout selectionner|全选|whole text|mark everything|mark the whole
deselect: select none|deselect|unselect|nothing|auswahl aufheben
replace: replace|substitute|swap|exchange|ersetzen|reemplazar|remplacer|替换|change every|swap words|exchange words
rename: rename|change the name|give another name|new name|umbenennen|renombrar|renommer|重命名|another name|different name|call it something else
edit: edit|modify|change|alter|pencil|amend|bearbeiten|andern|editar|modificar|modifier|编辑|修改
print: print|printer|hard copy|paper|drucken|imprimir|imprimer|打印|on paper|to paper|put on paper
share: share|send to|teilen|compartir|partager|分享|共享
send: send|submit|post|mail|deliver|absenden|senden|enviar|envoyer|发送|提交
reply: reply|answer|respond|antworten|responder|repondre|回复
forward: forward|pass on|weiterleiten|reenviar|transferer|转发
attach: attach|attachment|add a file|paperclip|anhangen|adjuntar|joindre|附件|send along|along with the mail|enclose
download: download|fetch|get|save from the web|herunterladen|descargar|telecharger|下载
upload: upload|send a file|hochladen|subir|televerser|上传
install: install|set up|add the program|get the program|put on the computer|installieren|instalar|installer|安装|put the program on|add software|get this app
uninstall: uninstall|remove the program|deinstallieren|desinstalar|desinstaller|卸载|take off|get rid of the app
update: update|upgrade|newer version|latest version|up to date|bring up to date|aktualisieren|actualizar|mettre a jour|更新|升级|newest version|newer packages|patches|get patches
refresh: refresh|reload|update the list|rescan|read again|load again|look again|neu laden|recargar|actualiser|刷新|重新加载|get the latest list|up to date list|check again
restart: restart|reboot|start again|boot again|neustart|neu starten|reiniciar|redemarrer|重启|重新启动|start the computer again|boot afresh
shutdown: shut down|power off|turn off the computer|switch off the computer|turn off|switch off|ausschalten|herunterfahren|apagar|eteindre|关机|turn the machine off|stop the computer|switch the machine off
power: power|battery|energy|charging|akku|energia|bateria|batterie|电源|when to sleep|battery saving
suspend: suspend|sleep|standby|hibernate|bereitschaft|suspender|veille|挂起|睡眠|put to sleep|save energy
lock: lock|lock the screen|sperren|bloquear|verrouiller|锁定|protect the screen|step away
unlock: unlock|entsperren|desbloquear|deverrouiller|解锁
login: log in|login|sign in|sign on|logon|anmelden|iniciar sesion|se connecter|connexion|登录|get in|password prompt
logout: log out|logout|sign out|log off|end the session|abmelden|cerrar sesion|se deconnecter|注销|登出|leave the session|finish the session|end my session
user: user|account|person|profile|people|somebody|someone|benutzer|konto|usuario|cuenta|utilisateur|compte|用户|账户|who is logged in|people who may log in
switchuser: switch user|another user|different user|other user|other account|someone else|not listed|unlisted|benutzer wechseln
password: password|passphrase|secret|pin|passcode|kennwort|passwort|contrasena|mot de passe|密码
show: show|reveal|display|see|view|unhide|make visible|bring back|anzeigen|zeigen|mostrar|afficher|显示
hide: hide|conceal|make invisible|do not show|stop showing|ausblenden|verbergen|ocultar|masquer|隐藏
hidden: hidden|invisible|dotfiles|begins with a dot|dot files|starting with a dot|versteckt|ocultos|caches|隐藏|normally unseen|not normally shown|dot files
help: help|manual|documentation|handbook|guide|instructions|support|hilfe|handbuch|ayuda|aide|帮助|手册|instructions for use|how it works|learn how|manual pages
about: about|version number|which version|version information|credits|uber|info|acerca de|a propos|关于|version|what version|who made
information: information|info|details|more about|facts|informationen|detalles|informacion|信息|详情
properties: properties|attributes|details|eigenschaften|propiedades|proprietes|属性|facts about|information about the file
menu: menu|hamburger|main menu|more options|menu button|hauptmenu|菜单
more: more|additional|further|others|extra|mehr|mas|plus|更多
all: all|every|everything|whole|entire|alle|todos|tous|全部|所有
none: none|nothing|no|kein|ninguno|aucun|无
zoomin: zoom in|larger|bigger|enlarge|magnify|increase the size|closer|make bigger|vergrossern|ampliar|agrandir|zoom avant|放大|make larger|make bigger|bigger letters|larger text|see more closely
zoomout: zoom out|smaller|shrink|reduce|make smaller|verkleinern|reducir|alejar|reduire|zoom arriere|缩小|make smaller|smaller text|see more of
increase: increase|raise|more|up|plus|one more|higher|erhohen|aumentar|augmenter|增加
decrease: decrease|lower|fewer|less|down|minus|one less|verringern|disminuir|diminuer|减少
fullscreen: full screen|fullscreen|fill the screen|whole screen|entire screen|vollbild|pantalla completa|plein ecran|全屏|entire monitor|whole monitor|whole display|use all of the screen
maximise: maximize|maximise|enlarge the window|fill the desktop|maximieren|maximizar|agrandir la fenetre|最大化
minimise: minimize|minimise|iconify|put away|minimieren|minimizar|reduire|最小化
rotate: rotate|turn|spin|clockwise|anticlockwise|counterclockwise|drehen|girar|rotar|pivoter|tourner|旋转|quarter turn|on its side|turn round
crop: crop|trim|cut out a part|zuschneiden|recortar|recadrer|裁剪
flip: flip|mirror|spiegeln|reflejar|miroir|翻转
font: font|typeface|lettering|text style|schrift|schriftart|fuente|tipo de letra|police|字体
text: text|writing|words|letters|document|schrift|texto|texte|文本
bold: bold|heavy type|fett|negrita|gras|粗体|heavy|heavier|thick|strong type
italic: italic|slanted|oblique|kursiv|cursiva|italique|斜体
underline: underline|unterstrichen|subrayado|souligne|下划线
colour: colour|color|hue|tint|paint|farbe|couleur|颜色
theme: theme|appearance|look|style|dark mode|design|erscheinungsbild|apariencia|tema|apparence|外观|主题|how the windows look|skin
dark: dark|night|dark colours|black background|dunkel|oscuro|sombre|深色|暗|darker|dim colours|black theme|dark style|dark mode
light: light|bright|hell|claro|clair|浅色|brighter|white theme|light style|light mode
background: background|wallpaper|backdrop|desktop picture|hintergrund|fondo|arriere-plan|壁纸|背景|desktop image|picture behind the windows|desktop background
language: language|tongue|locale|sprache|idioma|langue|语言|tongue|words in another language|translation
keyboard: keyboard|key layout|keyboard layout|typing|tastatur|teclado|clavier|键盘|keys layout|typing language
mouse: mouse|pointer|touchpad|cursor|maus|raton|souris|鼠标
display: display|screen|monitor|resolution|bildschirm|anzeige|pantalla|ecran|显示器|屏幕|how big things are shown|scaling
sound: sound|audio|volume|speaker|loudness|ton|klang|lautstarke|sonido|volumen|son|声音|音量|how loud|louder|quieter
mute: mute|silence|quiet|no sound|stumm|silenciar|muet|静音|turn the sound off|no audio
microphone: microphone|mic|mikrofon|microfono|micro|麦克风
camera: camera|webcam|kamera|camara|相机
screenshot: screenshot|screen shot|capture the screen|bildschirmfoto|captura de pantalla|capture d'ecran|截图|屏幕截图|snapshot|capture what is shown|image of the screen
network: network|internet|connection|connectivity|online|ethernet|lan|netzwerk|verbindung|red|conexion|reseau|connexion|网络
wifi: wifi|wi-fi|wireless|wlan|无线|wireless network|hotspot|access point
bluetooth: bluetooth|蓝牙|headset|wireless devices
vpn: vpn|virtual private network|tunnel
proxy: proxy|intermediary
airplane: airplane mode|flight mode|flugmodus|飞行模式
server: server|host|machine|remote computer|serveur|servidor|服务器
remote: remote|other computer|from afar|distance|entfernt|remoto|distant|远程
connect: connect|join|link up|verbinden|conectar|connecter|连接
disconnect: disconnect|cut the connection|trennen|desconectar|deconnecter|断开
file: file|document|datei|archivo|fichero|fichier|文件
folder: folder|directory|ordner|verzeichnis|carpeta|directorio|dossier|repertoire|文件夹|目录
home: home|home folder|start page|personal folder|personlicher ordner|inicio|carpeta personal|accueil|主页|主目录
desktop: desktop|arbeitsflache|schreibtisch|escritorio|bureau|桌面
trash: trash|bin|rubbish|wastebasket|recycle bin|deleted files|thrown away|papierkorb|papelera|corbeille|回收站|was removed|removed files|was deleted|thrown out
restore: restore|put back|bring back|recover|undelete|reinstate|wiederherstellen|restaurar|restaurer|恢复|还原
reset: reset|defaults|default values|factory settings|original settings|start over|zurucksetzen|restablecer|reinitialiser|重置|factory|as it was at first|from scratch
recent: recent|last used|history|lately|zuletzt|recientes|recents|最近|opened lately|last opened|used before|recently used
starred: starred|favourite|favorite|favorites|favourites|bookmark|bookmarks|star|remember this page|lesezeichen|favoriten|favoritos|marcadores|favoris|signets|收藏|书签|remember this site|remember this website|keep for later|mark as favourite
compress: compress|zip|archive|pack|make an archive|put into an archive|komprimieren|comprimir|compresser|压缩|pack into one|make smaller archive|pack
extract: extract|unpack|unzip|decompress|take out of the archive|entpacken|extraer|extraire|解压|提取
archive: archive|zip|tar|compressed file|archiv|归档
terminal: terminal|command line|console|shell|command prompt|konsole|konsola|consola|ligne de commande|终端|命令行|type commands|shell window
disk: disk|disc|drive|hard drive|hard disk|storage|storage device|festplatte|datentrager|laufwerk|disco|unidad|disque|lecteur|磁盘|硬盘|free space|how full
partition: partition|partitioning|volume|slice|particion|分区|divide the disk|layout of the disk
format: format|file type|file format|type of file|formatieren|formato|formatear|formater|格式|格式化
mount: mount|attach|make available|einhangen|montar|monter|挂载
unmount: unmount|detach|aushangen|desmontar|demonter|卸载
eject: eject|safely remove|take out|auswerfen|expulsar|ejecter|弹出
encrypt: encrypt|encryption|protect with a password|secure|scramble|cipher|luks|verschlusseln|cifrar|encriptar|chiffrer|加密|protect with a secret|lock with a password|make unreadable
health: smart|health|condition|state of the disk|gesundheit|salud|etat
check: check|verify|test|inspect|examine|validate|prufen|uberprufen|comprobar|verificar|verifier|检查|验证
repair: repair|fix|mend|heal|reparieren|reparar|reparer|修复
resize: resize|change the size|make larger|make smaller|grow|shrink|grosse andern|redimensionar|redimensionner|调整大小
size: size|dimensions|how big|grosse|tamano|taille|大小
name: name|title|call it|bezeichnung|nombre|titulo|nom|titre|名称|标题
type: type|kind|category|sort of|art|typ|tipo|类型
date: date|day|datum|fecha|日期
sort: sort|order|arrange|by name|sortieren|ordenar|trier|排序|put in order|alphabetical
list: list|list view|as a list|liste|lista|列表
grid: grid|tiles|icons view|as icons|icon view|raster|symbolansicht|cuadricula|grille|网格
view: view|display|show as|layout|ansicht|vista|affichage|视图|查看
group: group|category|folder of|gruppe|grupo|groupe|组
tab: tab|tabs|registerkarte|pestana|onglet|标签页
window: window|fenster|ventana|fenetre|窗口
newtab: new tab|another tab|open a tab|neuer tab|nueva pestana|nouvel onglet|新标签页
newwindow: new window|another window|neues fenster|nueva ventana|nouvelle fenetre|新窗口
newfolder: new folder|create folder|make a folder|create a directory|another folder|neuer ordner|nueva carpeta|nouveau dossier|新建文件夹|directory
sidebar: sidebar|side bar|side panel|side pane|seitenleiste|barra lateral|panneau lateral|侧边栏|folder tree|left panel|panel at the side|places
toolbar: toolbar|tool bar|button bar|werkzeugleiste|barra de herramientas|barre d'outils|工具栏
menubar: menu bar|menubar|menuleiste|barra de menus|菜单栏
statusbar: status bar|statusleiste|barra de estado|状态栏
linenumbers: line numbers|numbered lines|line numbering|zeilennummern|numeros de linea|numeros de ligne|行号|count the lines|row numbers
wrap: wrap|word wrap|line wrap|break long lines|long lines|fold lines|text wrapping|zeilenumbruch|ajuste de linea|retour a la ligne|自动换行|keep lines inside the window|no sideways scrolling
indent: indent|indentation|move the text in|einrucken|sangria|indenter|缩进
spaces: spaces|blanks|leerzeichen|espacios
spelling: spelling|spell check|spell checking|misspelt|misspelled|typos|check the words|rechtschreibung|ortografia|orthographe|拼写|find typing mistakes|correct my spelling
highlight: highlight|syntax|colouring of code|syntax highlighting|highlighting|hervorhebung|resaltado|surlignage|高亮|colour the code|colours for code
gridlines: grid|grid lines|gridlines
map: map|overview|minimap|karte|mapa|carte|地图|streets
notification: notification|notifications|alert|message|banner|benachrichtigung|notificacion|消息|通知|alerts|pop-ups|popups|messages
disturb: do not disturb|no notifications|silence notifications|quiet mode|leave me alone|nicht storen|no molestar|ne pas deranger|勿扰|stop alerts|no more messages|no more alerts|silence
calendar: calendar|agenda|schedule|dates|kalender|calendario|calendrier|日历|appointments|day view
weather: weather|forecast|wetter|pronostico|meteo|天气|rain|sunshine|temperature
daily: daily|days|per day|day by day|taglich|diario|quotidien
hourly: hourly|hours|per hour|hour by hour|stundlich|por hora|horaire
month: month|monat|mes|mois|月
celsius: celsius|centigrade|°c|metric degrees
fahrenheit: fahrenheit|°f
units: units|measurement|einheiten|unidades|unites|单位
location: location|place|city|town|where i am|position|ort|standort|ubicacion|lugar|lieu|emplacement|位置|place name
route: route|directions|way to|navigate|plan a trip|wegbeschreibung|ruta|itineraire|路线|how to get there|directions
satellite: satellite|aerial|from above|photo map|luftbild|satelite
contact: contact|person|address book|friend|kontakt|contacto|联系人|address of a person|friends
phone: phone|telephone|mobile|call|number|telefon|telefono|电话
email: email|e-mail|mail|electronic mail|correo|courriel|邮件|邮箱|write to somebody|letter
address: address|location|url|where|adresse|direccion|地址
birthday: birthday|born|geburtstag|cumpleanos|anniversaire|生日
picture: picture|image|photo|photograph|bild|foto|imagen|图片|照片
slideshow: slideshow|slide show|presentation|show one after another|diaschau|presentacion|diaporama|幻灯片|picture after picture|show all pictures
presentation: presentation|slides|impress|prasentation|演示文稿
template: template|sample layout|pattern|vorlage|plantilla|modele|模板
spreadsheet: spreadsheet|calc|sheet|table|tabelle|hoja de calculo|tableur|表格
video: video|film|movie|clip|pelicula|视频
music: music|song|track|album|musik|musica|musique|音乐
food: food|eat|eating|drink|meal|essen|comida|nourriture|食物
animals: animals|nature|plants|tiere|animales|animaux|动物
travel: travel|places|vehicles|transport|reisen|viajes|voyage|旅行
smileys: smileys|faces|people|emotions|happy faces|caras|visages|表情
flags: flags|countries|fahnen|banderas|drapeaux|旗帜
activities: activities|sports|games|overview|aktivitaten|actividades|活动
symbols: symbols|signs|special characters|symbole|simbolos|符号
currency: currency|money|euro|dollar|wahrung|moneda|devise|货币
mathematics: mathematics|math|maths|calculation|mathematik|matematicas|数学
scientific: scientific|advanced|science|wissenschaftlich|cientifica|scientifique|sine and cosine|advanced calculations
programming: programming|developer|programmer|hex|binary|programmierung|programacion|binary numbers|hexadecimal
financial: financial|finance|money|loans|finanzen|financiero
basic: basic|simple|plain|standard|normal|einfach|basico|simple|基本
advanced: advanced|expert|more options|erweitert|avanzado|avance|高级
custom: custom|manual|by hand|own|myself|customised|different|benutzerdefiniert|personalizado|personnalise|自定义
automatic: automatic|automatically|by itself|on its own|without asking|auto|every time|at every|automatisch|automatico|automatique|自动|do it for me|by themselves|let the computer decide
manual: manual|manually|by hand|myself|yourself|manuell|de forma manual|手动|let me decide|i decide
default: default|standard|usual|preset|predeterminado|par defaut|默认
startup: startup|at start|start up|at login|when i log in|on login|autostart|at boot|starts up|when the program starts|beim start|al iniciar|au demarrage|启动时
welcome: welcome|greeting|intro|welcome page|willkommen|bienvenido|bienvenue|欢迎
tour: tour|walk-through|introduction|take a tour|rundgang|recorrido|visite|get to know|show me around
skip: skip|not now|later|pass over|without doing it|uberspringen|omitir|ignorer|passer|跳过|do this later|not this time|maybe later|no thanks
trynow: try|live|try out|ausprobieren|probar|essayer|试用
remember: remember|do not ask again|keep in mind|never ask|merken|recordar|se souvenir|记住
permission: permission|access|rights|allow|grant|berechtigung|zugriff|permiso|autorisation|权限|who may|may read|may write|who can open
allow: allow|permit|grant|let|give permission|erlauben|zulassen|permitir|autoriser|允许
block: block|forbid|deny|do not allow|blockieren|bloquear|bloquer|阻止
enable: enable|turn on|switch on|activate|aktivieren|activar|habilitar|activer|启用|开启
disable: disable|turn off|switch off|deactivate|deaktivieren|desactivar|deshabilitar|desactiver|禁用
executable: executable|run as a program|execute|can be run|ausfuhrbar|ejecutable|可执行
readonly: read only|read-only|cannot be changed|write-protected|schreibgeschutzt|solo lectura|只读
firewall: firewall|port filter|cortafuegos|pare-feu|防火墙
security: security|safety|protection|privacy|sicherheit|seguridad|securite|安全
privacy: privacy|private|confidential|privatsphare|privacidad|confidentialite|隐私|what others may see
key: key|keys|certificate|gpg|schlussel|clave|cle|密钥
wallet: wallet|keyring|vault|safe|brieftasche|cartera|portefeuille|钱包
software: software|programs|applications|apps|packages|anwendungen|programme|aplicaciones|logiciels|应用|软件
launcher: application launcher|start menu|application menu|apps menu|programs menu|show applications|all programs|show apps|应用程序菜单
source: repository|source|software source|installation source|where packages come from|origin|quelle|repositorio|depot|软件源|where software comes from|package sources
selection: selection|choice|pick|auswahl|seleccion|choix|选择
process: process|processes|running programs|task|tasks|prozesse|procesos|processus|进程|what is running|running tasks
resources: resources|usage|load|performance|ressourcen|recursos|资源
memory: memory|ram|arbeitsspeicher|memoria|memoire|内存|how much ram
cpu: cpu|processor|prozessor|procesador|processeur|处理器
service: service|daemon|background program|dienst|servicio|服务
log: log|logs|journal|protocol|records|messages|event list|protokoll|registro|journaux|日志
date-time: date and time|time zone|timezone|clock settings|zeitzone|zona horaria|fuseau horaire|时区|clock of the machine|set the clock|change the hour
root: root|administrator|superuser|admin|root account|systemverwalter|administrador|administrateur|管理员
hostname: hostname|host name|computer name|device name|name of the computer|rechnername|nombre del equipo|nom d'hote|主机名
destination: destination|target|where to install|where to put|which disk|ziel|destino|目标|which drive to use|where it goes
reclaim: reclaim|free up|make room|make space|gain space|win back
preserve: preserve|keep|retain|leave as it is|behalten|conservar|conserver
shrink: shrink|make smaller|reduce the size
scheme: scheme|plan|layout|system|schema|esquema
editor: editor|edit tool|bearbeiter|editeur|编辑器
error: error|problem|bug|fault|report|fehler|problema|erreur|错误
report: report|tell the makers|feedback|bug report|bericht|informe|rapport|报告
donate: donate|give money|spenden|donar|faire un don|捐赠
credit: credits|authors|who wrote|made by|contributors|makers|people behind|mitwirkende|creditos|致谢
licence: license|licence|legal|terms|lizenz|licencia|许可
shortcut: shortcut|shortcuts|key combinations|hotkeys|keyboard shortcuts|tastenkurzel|tastenkombinationen|atajos de teclado|raccourcis clavier|快捷键|keys that trigger|which keys|key bindings|key combination
accessibility: accessibility|a11y|impaired|disability|universal access|barrierefreiheit|accesibilidad|accessibilite|辅助功能|hard of seeing|screen reader|large text
accept-risk: accept the risk|continue anyway|proceed anyway|despite the warning|trust
move: move|relocate|shift|put elsewhere|verschieben|mover|deplacer|移动
up: up|upwards|higher|one level up|parent folder|parent|enclosing folder|nach oben|subir|monter|上移|上级
down: down|downwards|lower|nach unten|bajar|descendre|下移
expand: expand|unfold|show more|open the section|details|ausklappen|expandir|developper|展开
collapse: collapse|fold|show less|einklappen|contraer|reduire|折叠
copyright: copyright|rights
annotate: annotate|note|comment|remark|add a note|notiz|kommentar|nota|commentaire|annotation|批注|注释
page: page|seite|pagina|页
thumbnails: thumbnails|small pictures|page previews|page overview|miniaturansichten|miniaturas|vignettes|缩略图|little pictures
outline: outline|contents|table of contents|chapters|inhaltsverzeichnis|indice|table des matieres|大纲
continuous: continuous|scroll through all pages|one after another|fortlaufend|continuo
dual: dual|two pages|side by side|next to each other|book view|zwei seiten|dos paginas|deux pages
match-case: match case|case sensitive|capital letters|upper and lower case|distinguish capitals|gross-/kleinschreibung|mayusculas|casse|区分大小写
whole-word: whole word|entire word|full words|only complete words|ganze worter|palabra completa|mot entier
regex: regular expression|regex|regexp|pattern|regularer ausdruck|expresion regular
backup: backup|back up|safety copy|sichern|copia de seguridad|sauvegarde|备份
sync: synchronise|synchronize|sync|keep in step|synchronisieren|sincronizar|synchroniser|同步
queue: queue|waiting list|jobs|warteschlange|cola|file d'attente
copies: copies|how many times|number of copies|kopien|exemplare|copias|份数
pages: pages|page range|which pages|seiten|paginas|页面
landscape: landscape|sideways|horizontal orientation|querformat|horizontal|paysage|横向
portrait: portrait|upright|hochformat|vertical|竖向
output: output|result|target file|ausgabe|salida|sortie|输出
interval: interval|how often|period|frequency|intervall|intervalo|间隔
level: level|degree|amount|stufe|nivel|niveau|级别
quality: quality|how good|qualitat|calidad|qualite|质量
annotation-tools: highlight|draw|underline|mark up
duplicate: duplicate|make a second one|twin
preview: preview|how it will look|see before|vorschau|vista previa|apercu|预览
filter: filter|narrow down|only show|show only
statistics: statistics|word count|how many words|figures|statistik
import-photos: import photos|get pictures from the camera
playlist: playlist|list of songs|queue
shuffle: shuffle|random order|mixed up
repeat: repeat|again and again|loop|over and over
subtitle: subtitle|captions|words under the film
bookmark-manager: library|manage bookmarks
history: history|visited pages|visited before|verlauf|historial|historique|历史
incognito: private window|incognito|leave no trace
extension: extensions|add-ons|plugins|extra features|erweiterungen
inspector: inspect|developer tools
inbox: inbox|received mail|posteingang
drafts: drafts|unfinished letters|entwurfe
junk: junk|spam|unwanted mail
sent: sent|mail i wrote
layer: layer|ebene|capa|calque
brush: brush|paint|draw by hand|pinsel
eraser: eraser|rub out
fill: fill|bucket|pour colour
formula: formula|function|sum|calculate
chart: chart|diagram|graph|diagramm
insert-table: table|rows and columns
margin: margin|edge of the page|border width
header-footer: header and footer|top of every page
page-number: page number|count the pages
align-centre: centre|center|in the middle
align-left: align left|flush left
align-right: align right|flush right
bullets: bullets|bullet list|dotted list
numbering: numbering|numbered list
insert-image: insert image|put a picture into
hyperlink: link|hyperlink|web address
comment: comment|remark
track-changes: track changes|record changes
compare: compare|differences|diff
password-manager: passwords|saved passwords|logins
certificate: certificate|identity of the site
firewall-zone: zone|network trust
hotspot: hotspot|share the connection
metered: metered|data limit
printer-add: add printer|new printer|set up a printer
scanner: scanner|scan|digitise
webcam: webcam|camera picture
brightness: brightness|how bright|helligkeit|brillo|luminosite|亮度
night-light: night light|warmer colours|blue light
resolution: resolution|sharpness|pixels|auflosung
orientation: orientation|rotation of the screen
multi-monitor: second screen|join displays|mirror
workspace: workspace|virtual desktop|arbeitsflache
dock: dock|taskbar|panel
autohide: auto hide|disappear by itself
touchpad: touchpad|tap to click
mouse-speed: pointer speed|how fast the pointer
primary-button: left-handed|primary button
input-source: input source|keyboard layout
spell-language: dictionary|words list
online-account: online accounts|cloud account
sharing: sharing|share files with others
search-locations: search locations|where to look
default-apps: default applications|which program opens
removable: removable media|usb stick|when a disc is put in
file-history: file history|forget what i opened
screen-lock: screen lock|lock automatically|blank screen
diagnostics: diagnostics|problem reporting|send reports
usage: usage|how much is used|space used
`;

/** Which concepts the words of a text may stand for, and which words each covers. */
export interface ConceptHit {
  readonly concept: string;
  /** First and last word, inclusive. */
  readonly from: number;
  readonly to: number;
}

interface Phrase {
  readonly concept: string;
  readonly stems: readonly string[];
}

/** Phrases by their first stem, longest first. */
function index(rows: string): ReadonlyMap<string, readonly Phrase[]> {
  const byFirst = new Map<string, Phrase[]>();
  for (const line of rows.trim().split('\n')) {
    const colon = line.indexOf(':');
    const concept = line.slice(0, colon);
    for (const phrase of line.slice(colon + 1).split('|')) {
      const stems = tokens(fold(phrase)).map(stem);
      const first = stems[0];
      if (first === undefined) continue;
      const list = byFirst.get(first) ?? [];
      list.push({ concept, stems });
      byFirst.set(first, list);
    }
  }
  for (const list of byFirst.values()) list.sort((a, b) => b.stems.length - a.stems.length);
  return byFirst;
}
const BY_FIRST_STEM = index(ROWS);

/** Words that may stand between the words of a phrase ("save it as", "start with the dot"). */
const BRIDGES = new Set(['the', 'a', 'an', 'it', 'this', 'that', 'my', 'your', 'its', 'of', 'to', 'new', 'whole']);

const PARTICLES = new Set(['away', 'off', 'out', 'back', 'up', 'down', 'on', 'in']);

/** Every concept that a list of stems speaks of. */
export function conceptsOf(stems: readonly string[]): ConceptHit[] {
  const hits: ConceptHit[] = [];
  for (let i = 0; i < stems.length; i++) {
    for (const phrase of BY_FIRST_STEM.get(stems[i] ?? '') ?? []) {
      let at = i;
      let matched = 1;
      while (matched < phrase.stems.length && at + 1 < stems.length) {
        const next = stems[at + 1] ?? '';
        const wanted = phrase.stems[matched] ?? '';
        if (next === wanted) matched++;
        // "throw this message away": the object stands between a verb and its particle.
        else if (!BRIDGES.has(next) && !(PARTICLES.has(wanted) && at - i < 4)) break;
        at++;
      }
      if (matched === phrase.stems.length) hits.push({ concept: phrase.concept, from: i, to: at });
    }
  }
  return hits;
}
