/**
 * What controls do, in the many words people use for it.
 *
 * A concept is a set of phrases that may stand for one another between an instruction and a label. The table is written
 * by hand from general knowledge of desktop programs; phrases are compared by stem, so one form of each word is enough.
 * Errs towards narrow concepts: a wide one would make unlike labels equal ("open" and "show" stay apart where they can).
 */
import { fold, stem, tokens } from './text.ts';

const ROWS = `
settings: settings|preferences|options|configuration|configure|customise|customize|adjust|properties|setup|einstellungen|optionen|ajustes|preferencias|opciones|parametres|reglages|设置|首选项|选项
search: search|find|look up|look for|seek|query|filter|suchen|finden|buscar|rechercher|chercher|搜索|查找
close: close|dismiss|shut|get rid of|hide|x out|schliessen|cerrar|fermer|关闭
quit: quit|exit|leave|end the program|beenden|salir|quitter|退出
cancel: cancel|abort|discard|call off|do not|never mind|give up|without saving|abbrechen|cancelar|annuler|取消
delete: delete|remove|erase|trash|get rid of|throw away|wipe|clear|bin|eliminate|loschen|entfernen|eliminar|borrar|supprimer|effacer|删除|移除
clear: clear|empty|reset|erase|wipe|leeren|vaciar|limpiar|vider|清除|清空
add: add|new|create|insert|plus|append|attach|make a new|another one|hinzufugen|neu|anadir|agregar|nuevo|ajouter|nouveau|添加|新建
new: new|create|make|start a new|neu|nuevo|nouveau|新建
back: back|previous|go back|return|earlier|step back|prior|zuruck|atras|anterior|volver|retour|precedent|返回|上一步|后退
next: next|continue|forward|proceed|carry on|go on|move on|advance|following|weiter|nachste|siguiente|continuar|suivant|continuer|下一步|继续|前进
finish: finish|done|complete|conclude|end|fertig|abschliessen|terminar|finalizar|terminer|完成
ok: ok|okay|confirm|accept|apply|agree|yes|approve|approval|ubernehmen|bestatigen|aceptar|accepter|确定|确认|应用
no: no|decline|reject|refuse|deny|nein|rechazar|refuser|拒绝
save: save|store|keep|write to disk|speichern|sichern|guardar|enregistrer|sauvegarder|保存
export: export|save as a file|save into a file|save|write out|exportieren|exportar|exporter|导出
saveas: save as|save a copy|save under another name|save under a different name|different name|speichern unter|guardar como|enregistrer sous|另存为
import: import|load from a file|bring in|read in|importieren|importar|importer|导入
open: open|load|view|launch|offnen|abrir|ouvrir|打开
browse: browse|choose a file|pick a file|look through|durchsuchen|examinar|parcourir|浏览
start: start|begin|launch|run|go|starten|iniciar|empezar|demarrer|commencer|开始|启动
stop: stop|halt|end|terminate|kill|stoppen|anhalten|detener|parar|arreter|停止
pause: pause|suspend|hold|interrupt|pausieren|pausar|暂停
resume: resume|continue|go on|fortsetzen|reanudar|reprendre|恢复
play: play|start playback|listen to|watch|abspielen|wiedergeben|reproducir|lire|lecture|播放
record: record|recording|capture|aufnehmen|grabar|enregistrer|录制
lap: lap|split time|runde|vuelta|tour
snooze: snooze|remind me later|later|schlummern|posponer|repeter
alarm: alarm|wake up|wake-up|wecker|alarma|reveil|闹钟
timer: timer|countdown|count down|minuterie|temporizador|计时器
stopwatch: stopwatch|stoppuhr|cronometro|chronometre|秒表
clock: clock|time|hour|uhr|reloj|horloge|时钟
undo: undo|take back|revert|take that back|ruckgangig|deshacer|annuler|撤销
redo: redo|do again|repeat|wiederholen|rehacer|refaire|重做
cut: cut|ausschneiden|cortar|couper|剪切
copy: copy|duplicate|clone|kopieren|copiar|copier|复制
paste: paste|insert from the clipboard|einfugen|pegar|coller|粘贴
clipboard: clipboard|zwischenablage|portapapeles|presse-papiers|剪贴板
selectall: select all|everything|mark all|all of it|alles auswahlen|seleccionar todo|tout selectionner|全选
deselect: select none|deselect|unselect|nothing|auswahl aufheben
replace: replace|substitute|swap|exchange|ersetzen|reemplazar|remplacer|替换
rename: rename|change the name|give another name|new name|umbenennen|renombrar|renommer|重命名
edit: edit|modify|change|alter|pencil|amend|bearbeiten|andern|editar|modificar|modifier|编辑|修改
print: print|printer|hard copy|paper|drucken|imprimir|imprimer|打印
share: share|send to|teilen|compartir|partager|分享|共享
send: send|submit|post|mail|deliver|absenden|senden|enviar|envoyer|发送|提交
reply: reply|answer|respond|antworten|responder|repondre|回复
forward: forward|pass on|weiterleiten|reenviar|transferer|转发
attach: attach|attachment|add a file|paperclip|anhangen|adjuntar|joindre|附件
download: download|fetch|get|save from the web|herunterladen|descargar|telecharger|下载
upload: upload|send a file|hochladen|subir|televerser|上传
install: install|set up|add the program|get the program|put on the computer|installieren|instalar|installer|安装
uninstall: uninstall|remove the program|deinstallieren|desinstalar|desinstaller|卸载
update: update|upgrade|newer version|latest version|up to date|bring up to date|aktualisieren|actualizar|mettre a jour|更新|升级
refresh: refresh|reload|update the list|rescan|read again|load again|look again|neu laden|recargar|actualiser|刷新|重新加载
restart: restart|reboot|start again|boot again|neustart|neu starten|reiniciar|redemarrer|重启|重新启动
shutdown: shut down|power off|turn off the computer|switch off the computer|turn off|switch off|ausschalten|herunterfahren|apagar|eteindre|关机
power: power|battery|energy|charging|akku|energia|bateria|batterie|电源
suspend: suspend|sleep|standby|hibernate|bereitschaft|suspender|veille|挂起|睡眠
lock: lock|lock the screen|sperren|bloquear|verrouiller|锁定
unlock: unlock|entsperren|desbloquear|deverrouiller|解锁
login: log in|login|sign in|sign on|logon|anmelden|iniciar sesion|se connecter|connexion|登录
logout: log out|logout|sign out|log off|end the session|abmelden|cerrar sesion|se deconnecter|注销|登出
user: user|account|person|profile|people|somebody|someone|benutzer|konto|usuario|cuenta|utilisateur|compte|用户|账户
switchuser: switch user|another user|different user|other user|other account|someone else|not listed|unlisted|benutzer wechseln
password: password|passphrase|secret|pin|passcode|kennwort|passwort|contrasena|mot de passe|密码
show: show|reveal|display|see|view|unhide|make visible|bring back|anzeigen|zeigen|mostrar|afficher|显示
hide: hide|conceal|make invisible|do not show|stop showing|ausblenden|verbergen|ocultar|masquer|隐藏
hidden: hidden|invisible|dotfiles|begins with a dot|dot files|starting with a dot|versteckt|ocultos|caches|隐藏
help: help|manual|documentation|handbook|guide|instructions|support|hilfe|handbuch|ayuda|aide|帮助|手册
about: about|version number|which version|version information|credits|uber|info|acerca de|a propos|关于
information: information|info|details|more about|facts|informationen|detalles|informacion|信息|详情
properties: properties|attributes|details|eigenschaften|propiedades|proprietes|属性
menu: menu|hamburger|main menu|more options|menu button|hauptmenu|菜单
more: more|additional|further|others|extra|mehr|mas|plus|更多
all: all|every|everything|whole|entire|alle|todos|tous|全部|所有
none: none|nothing|no|kein|ninguno|aucun|无
zoomin: zoom in|larger|bigger|enlarge|magnify|increase the size|closer|make bigger|vergrossern|ampliar|agrandir|zoom avant|放大
zoomout: zoom out|smaller|shrink|reduce|make smaller|verkleinern|reducir|alejar|reduire|zoom arriere|缩小
increase: increase|raise|more|up|plus|one more|higher|erhohen|aumentar|augmenter|增加
decrease: decrease|lower|fewer|less|down|minus|one less|verringern|disminuir|diminuer|减少
fullscreen: full screen|fullscreen|fill the screen|whole screen|entire screen|vollbild|pantalla completa|plein ecran|全屏
maximise: maximize|maximise|enlarge the window|fill the desktop|maximieren|maximizar|agrandir la fenetre|最大化
minimise: minimize|minimise|iconify|put away|minimieren|minimizar|reduire|最小化
rotate: rotate|turn|spin|clockwise|anticlockwise|counterclockwise|drehen|girar|rotar|pivoter|tourner|旋转
crop: crop|trim|cut out a part|zuschneiden|recortar|recadrer|裁剪
flip: flip|mirror|spiegeln|reflejar|miroir|翻转
font: font|typeface|lettering|text style|schrift|schriftart|fuente|tipo de letra|police|字体
text: text|writing|words|letters|document|schrift|texto|texte|文本
bold: bold|heavy type|fett|negrita|gras|粗体
italic: italic|slanted|oblique|kursiv|cursiva|italique|斜体
underline: underline|unterstrichen|subrayado|souligne|下划线
colour: colour|color|hue|tint|paint|farbe|couleur|颜色
theme: theme|appearance|look|style|dark mode|design|erscheinungsbild|apariencia|tema|apparence|外观|主题
dark: dark|night|dark colours|black background|dunkel|oscuro|sombre|深色|暗
light: light|bright|hell|claro|clair|浅色
background: background|wallpaper|backdrop|desktop picture|hintergrund|fondo|arriere-plan|壁纸|背景
language: language|tongue|locale|sprache|idioma|langue|语言
keyboard: keyboard|key layout|keyboard layout|typing|tastatur|teclado|clavier|键盘
mouse: mouse|pointer|touchpad|cursor|maus|raton|souris|鼠标
display: display|screen|monitor|resolution|bildschirm|anzeige|pantalla|ecran|显示器|屏幕
sound: sound|audio|volume|speaker|loudness|ton|klang|lautstarke|sonido|volumen|son|声音|音量
mute: mute|silence|quiet|no sound|stumm|silenciar|muet|静音
microphone: microphone|mic|mikrofon|microfono|micro|麦克风
camera: camera|webcam|kamera|camara|相机
screenshot: screenshot|screen shot|capture the screen|bildschirmfoto|captura de pantalla|capture d'ecran|截图|屏幕截图
network: network|internet|connection|connectivity|online|ethernet|lan|netzwerk|verbindung|red|conexion|reseau|connexion|网络
wifi: wifi|wi-fi|wireless|wlan|无线
bluetooth: bluetooth|蓝牙
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
trash: trash|bin|rubbish|wastebasket|recycle bin|deleted files|thrown away|papierkorb|papelera|corbeille|回收站
restore: restore|put back|bring back|recover|undelete|reinstate|wiederherstellen|restaurar|restaurer|恢复|还原
reset: reset|defaults|default values|factory settings|original settings|start over|zurucksetzen|restablecer|reinitialiser|重置
recent: recent|last used|history|lately|zuletzt|recientes|recents|最近
starred: starred|favourite|favorite|favorites|favourites|bookmark|bookmarks|star|remember this page|lesezeichen|favoriten|favoritos|marcadores|favoris|signets|收藏|书签
compress: compress|zip|archive|pack|make an archive|put into an archive|komprimieren|comprimir|compresser|压缩
extract: extract|unpack|unzip|decompress|take out of the archive|entpacken|extraer|extraire|解压|提取
archive: archive|zip|tar|compressed file|archiv|归档
terminal: terminal|command line|console|shell|command prompt|konsole|konsola|consola|ligne de commande|终端|命令行
disk: disk|disc|drive|hard drive|hard disk|storage|storage device|festplatte|datentrager|laufwerk|disco|unidad|disque|lecteur|磁盘|硬盘
partition: partition|partitioning|volume|slice|particion|分区
format: format|file type|file format|type of file|formatieren|formato|formatear|formater|格式|格式化
mount: mount|attach|make available|einhangen|montar|monter|挂载
unmount: unmount|detach|aushangen|desmontar|demonter|卸载
eject: eject|safely remove|take out|auswerfen|expulsar|ejecter|弹出
encrypt: encrypt|encryption|protect with a password|secure|scramble|cipher|luks|verschlusseln|cifrar|encriptar|chiffrer|加密
health: smart|health|condition|state of the disk|gesundheit|salud|etat
check: check|verify|test|inspect|examine|validate|prufen|uberprufen|comprobar|verificar|verifier|检查|验证
repair: repair|fix|mend|heal|reparieren|reparar|reparer|修复
resize: resize|change the size|make larger|make smaller|grow|shrink|grosse andern|redimensionar|redimensionner|调整大小
size: size|dimensions|how big|grosse|tamano|taille|大小
name: name|title|call it|bezeichnung|nombre|titulo|nom|titre|名称|标题
type: type|kind|category|sort of|art|typ|tipo|类型
date: date|day|datum|fecha|日期
sort: sort|order|arrange|by name|sortieren|ordenar|trier|排序
list: list|list view|as a list|liste|lista|列表
grid: grid|tiles|icons view|as icons|icon view|raster|symbolansicht|cuadricula|grille|网格
view: view|display|show as|layout|ansicht|vista|affichage|视图|查看
group: group|category|folder of|gruppe|grupo|groupe|组
tab: tab|tabs|registerkarte|pestana|onglet|标签页
window: window|fenster|ventana|fenetre|窗口
newtab: new tab|another tab|open a tab|neuer tab|nueva pestana|nouvel onglet|新标签页
newwindow: new window|another window|neues fenster|nueva ventana|nouvelle fenetre|新窗口
newfolder: new folder|create folder|make a folder|create a directory|another folder|neuer ordner|nueva carpeta|nouveau dossier|新建文件夹
sidebar: sidebar|side bar|side panel|side pane|seitenleiste|barra lateral|panneau lateral|侧边栏
toolbar: toolbar|tool bar|button bar|werkzeugleiste|barra de herramientas|barre d'outils|工具栏
menubar: menu bar|menubar|menuleiste|barra de menus|菜单栏
statusbar: status bar|statusleiste|barra de estado|状态栏
linenumbers: line numbers|numbered lines|line numbering|zeilennummern|numeros de linea|numeros de ligne|行号
wrap: wrap|word wrap|line wrap|break long lines|long lines|fold lines|text wrapping|zeilenumbruch|ajuste de linea|retour a la ligne|自动换行
indent: indent|indentation|move the text in|einrucken|sangria|indenter|缩进
spaces: spaces|blanks|leerzeichen|espacios
spelling: spelling|spell check|spell checking|misspelt|misspelled|typos|check the words|rechtschreibung|ortografia|orthographe|拼写
highlight: highlight|syntax|colouring of code|syntax highlighting|highlighting|hervorhebung|resaltado|surlignage|高亮
gridlines: grid|grid lines|gridlines
map: map|overview|minimap|karte|mapa|carte|地图
notification: notification|notifications|alert|message|banner|benachrichtigung|notificacion|消息|通知
disturb: do not disturb|no notifications|silence notifications|quiet mode|leave me alone|nicht storen|no molestar|ne pas deranger|勿扰
calendar: calendar|agenda|schedule|dates|kalender|calendario|calendrier|日历
weather: weather|forecast|wetter|pronostico|meteo|天气
daily: daily|days|per day|day by day|taglich|diario|quotidien
hourly: hourly|hours|per hour|hour by hour|stundlich|por hora|horaire
month: month|monat|mes|mois|月
celsius: celsius|centigrade|°c|metric degrees
fahrenheit: fahrenheit|°f
units: units|measurement|einheiten|unidades|unites|单位
location: location|place|city|town|where i am|position|ort|standort|ubicacion|lugar|lieu|emplacement|位置
route: route|directions|way to|navigate|plan a trip|wegbeschreibung|ruta|itineraire|路线
satellite: satellite|aerial|from above|photo map|luftbild|satelite
contact: contact|person|address book|friend|kontakt|contacto|联系人
phone: phone|telephone|mobile|call|number|telefon|telefono|电话
email: email|e-mail|mail|electronic mail|correo|courriel|邮件|邮箱
address: address|location|url|where|adresse|direccion|地址
birthday: birthday|born|geburtstag|cumpleanos|anniversaire|生日
picture: picture|image|photo|photograph|bild|foto|imagen|图片|照片
slideshow: slideshow|slide show|presentation|show one after another|diaschau|presentacion|diaporama|幻灯片
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
scientific: scientific|advanced|science|wissenschaftlich|cientifica|scientifique
programming: programming|developer|programmer|hex|binary|programmierung|programacion
financial: financial|finance|money|loans|finanzen|financiero
basic: basic|simple|plain|standard|normal|einfach|basico|simple|基本
advanced: advanced|expert|more options|erweitert|avanzado|avance|高级
custom: custom|manual|by hand|own|myself|customised|different|benutzerdefiniert|personalizado|personnalise|自定义
automatic: automatic|automatically|by itself|on its own|without asking|auto|every time|at every|automatisch|automatico|automatique|自动
manual: manual|manually|by hand|myself|yourself|manuell|de forma manual|手动
default: default|standard|usual|preset|predeterminado|par defaut|默认
startup: startup|at start|start up|at login|when i log in|on login|autostart|at boot|starts up|when the program starts|beim start|al iniciar|au demarrage|启动时
welcome: welcome|greeting|intro|welcome page|willkommen|bienvenido|bienvenue|欢迎
tour: tour|walk-through|introduction|take a tour|rundgang|recorrido|visite
skip: skip|not now|later|pass over|without doing it|uberspringen|omitir|ignorer|passer|跳过
trynow: try|live|try out|ausprobieren|probar|essayer|试用
remember: remember|do not ask again|keep in mind|never ask|merken|recordar|se souvenir|记住
permission: permission|access|rights|allow|grant|berechtigung|zugriff|permiso|autorisation|权限
allow: allow|permit|grant|let|give permission|erlauben|zulassen|permitir|autoriser|允许
block: block|forbid|deny|do not allow|blockieren|bloquear|bloquer|阻止
enable: enable|turn on|switch on|activate|aktivieren|activar|habilitar|activer|启用|开启
disable: disable|turn off|switch off|deactivate|deaktivieren|desactivar|deshabilitar|desactiver|禁用
executable: executable|run as a program|execute|can be run|ausfuhrbar|ejecutable|可执行
readonly: read only|read-only|cannot be changed|write-protected|schreibgeschutzt|solo lectura|只读
firewall: firewall|port filter|cortafuegos|pare-feu|防火墙
security: security|safety|protection|privacy|sicherheit|seguridad|securite|安全
privacy: privacy|private|confidential|privatsphare|privacidad|confidentialite|隐私
key: key|keys|certificate|gpg|schlussel|clave|cle|密钥
wallet: wallet|keyring|vault|safe|brieftasche|cartera|portefeuille|钱包
software: software|programs|applications|apps|packages|anwendungen|programme|aplicaciones|logiciels|应用|软件
launcher: application launcher|start menu|application menu|apps menu|programs menu|show applications|all programs|show apps|应用程序菜单
source: repository|source|software source|installation source|where packages come from|origin|quelle|repositorio|depot|软件源
selection: selection|choice|pick|auswahl|seleccion|choix|选择
process: process|processes|running programs|task|tasks|prozesse|procesos|processus|进程
resources: resources|usage|load|performance|ressourcen|recursos|资源
memory: memory|ram|arbeitsspeicher|memoria|memoire|内存
cpu: cpu|processor|prozessor|procesador|processeur|处理器
service: service|daemon|background program|dienst|servicio|服务
log: log|logs|journal|protocol|records|messages|event list|protokoll|registro|journaux|日志
date-time: date and time|time zone|timezone|clock settings|zeitzone|zona horaria|fuseau horaire|时区
root: root|administrator|superuser|admin|root account|systemverwalter|administrador|administrateur|管理员
hostname: hostname|host name|computer name|device name|name of the computer|rechnername|nombre del equipo|nom d'hote|主机名
destination: destination|target|where to install|where to put|which disk|ziel|destino|目标
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
shortcut: shortcut|shortcuts|key combinations|hotkeys|keyboard shortcuts|tastenkurzel|tastenkombinationen|atajos de teclado|raccourcis clavier|快捷键
accessibility: accessibility|a11y|impaired|disability|universal access|barrierefreiheit|accesibilidad|accessibilite|辅助功能
accept-risk: accept the risk|continue anyway|proceed anyway|despite the warning|trust
move: move|relocate|shift|put elsewhere|verschieben|mover|deplacer|移动
up: up|upwards|higher|one level up|parent folder|parent|enclosing folder|nach oben|subir|monter|上移|上级
down: down|downwards|lower|nach unten|bajar|descendre|下移
expand: expand|unfold|show more|open the section|details|ausklappen|expandir|developper|展开
collapse: collapse|fold|show less|einklappen|contraer|reduire|折叠
copyright: copyright|rights
annotate: annotate|note|comment|remark|add a note|notiz|kommentar|nota|commentaire|annotation|批注|注释
page: page|seite|pagina|页
thumbnails: thumbnails|small pictures|page previews|page overview|miniaturansichten|miniaturas|vignettes|缩略图
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
