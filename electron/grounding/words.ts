/**
 * The words people use around a target: commands, kinds of control, relations, numbers, places, colours.
 *
 * Tables only. Each language lists its own words; they do not collide often enough to need language detection.
 * Order within a table does not matter: the parser takes the longest phrase that fits.
 */
import type { ElementKind } from '../protocol/screen.ts';

/** What a command tells about its target, besides that it is one. */
export interface CommandHint {
  readonly kinds?: readonly ElementKind[];
  /** The command is also what the control does ("Close the window"), so it stays part of the phrase. */
  readonly keep?: boolean;
}
const FIELD: CommandHint = { kinds: ['field'] };
const TOGGLE: CommandHint = { kinds: ['checkbox', 'switch', 'radio', 'menu_item'] };

/** Phrases at the start of an instruction. */
export const COMMANDS: Readonly<Record<string, CommandHint>> = {
  ...Object.fromEntries(
    [
      // English
      'click on|click|press on|press|push|hit|tap on|tap|choose|select|pick|open up|open|go to|switch to|follow|use',
      'find|locate|point at|point to|activate|expand|unfold|collapse|double-click on|double-click|double click on|double click',
      'right-click on|right-click|right click on|right click|left-click on|left-click|hover over|hover|move to|focus',
      'scroll to|drag|look at|view|please|now|then|and|now click|show me|navigate to|start|launch|run|highlight',
      // German
      'klicke auf|klicken sie auf|klick auf|klicke|klicken|drücke auf|drücke|drücken sie|wähle|wählen sie|öffne|öffnen sie',
      'tippe auf|gehe zu|wechsle zu|bitte|markiere|starte',
      // Spanish
      'haz clic en|haga clic en|hacer clic en|clic en|pulsa en|pulsa|pulse|presiona|presione|elige|elija|selecciona',
      'seleccione|abre|abra|ve a|vaya a|por favor|toca',
      // French
      'cliquez sur|clique sur|cliquer sur|appuyez sur|appuie sur|appuyer sur|choisissez|choisis|choisir|sélectionnez',
      'sélectionne|sélectionner|ouvrez|ouvre|ouvrir|allez à|va à',
      // Chinese
      '请|点击|单击|双击|右键单击|右击|按下|按|选择|打开|点|选中|转到|切换到',
    ].flatMap((line) => line.split('|').map((phrase): [string, CommandHint] => [phrase, {}])),
  ),
  ...Object.fromEntries(
    [
      'click into|click in|click inside|type in|type into|enter|enter in|write in|fill in|fill|focus on|put the cursor in|enter text in',
      'klicke in|klicken sie in|gib ein in|escribe en|haz clic dentro de|cliquez dans|saisissez dans|tapez dans|在',
    ].flatMap((line) => line.split('|').map((phrase): [string, CommandHint] => [phrase, FIELD])),
  ),
  ...Object.fromEntries(
    [
      'tick|untick|check|uncheck|turn on|turn off|switch on|switch off|toggle on|toggle off|toggle|enable|disable|mark',
      'aktiviere|deaktiviere|schalte|hake|haken sie|activa|desactiva|active|activez|désactivez|cochez|décochez|marca',
      '勾选|启用|禁用|打开开关',
    ].flatMap((line) => line.split('|').map((phrase): [string, CommandHint] => [phrase, TOGGLE])),
  ),
  ...Object.fromEntries(
    ['close', 'maximise', 'maximize', 'minimise', 'minimize', 'restore', 'show', 'hide', 'set', 'change'].map(
      (phrase): [string, CommandHint] => [phrase, { keep: true }],
    ),
  ),
};

/** Articles and other words that carry no meaning for matching. */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  [
    'the a an this that these those my your its their his her our it they them we you i me us of to in on at for by',
    'from with into onto and or is are be was were been being so as than then there here where which who what whose',
    'will would can could should may might must do does did has have had one ones any some please just only also',
    'while when if not no up out off via per about after before again once more most own same too very still yet all',
    'every each other another such both',
    'der die das den dem des ein eine einen einem einer und oder im in am an auf zu zum zur mit von vom fur ist nicht',
    'el la los las un una unos unas y o de del al en con por para que es se',
    'le les l un une des du d et ou au aux dans sur avec pour par est ce cette',
    '的 了 和 或 在 这 那 个',
  ]
    .join(' ')
    .split(' '),
);

/** Nouns for kinds of control. */
const NOUNS: Readonly<Record<string, readonly ElementKind[]>> = {
  'button|push button|knopf|schaltflache|taste|button|boton|bouton|touche|tecla|按钮|按键': [
    'button',
    'icon',
    'window_control',
  ],
  key: ['button'],
  'icon|symbol|icono|icone|glyph|logo|badge|图标': ['icon', 'button'],
  'field|text field|input field|box|text box|textbox|input box|input|entry field|search box|search field|search bar|number box|spin box|spinbox|spin button|combo box|combobox|drop-down|dropdown|drop down|drop-down list|dropdown list|drop-down menu|dropdown menu|select box|selector|picker|address bar|location bar|url bar|line edit|text area|feld|textfeld|eingabefeld|suchfeld|auswahlfeld|campo|cuadro|cuadro de texto|lista desplegable|champ|zone de texte|zone|liste deroulante|输入框|文本框|搜索框|下拉框|下拉列表|字段':
    ['field', 'button'],
  'checkbox|check box|tick box|tickbox|check mark|kontrollkastchen|casilla|case|case a cocher|复选框': ['checkbox'],
  'radio button|radio|option button|optionsfeld|boton de opcion|bouton radio|单选按钮': ['radio'],
  'switch|toggle|toggle switch|slider switch|schalter|umschalter|interruptor|interrupteur|开关': ['switch', 'checkbox'],
  'slider|schieberegler|regler|deslizador|curseur|滑块': ['slider'],
  'tab|registerkarte|reiter|pestana|onglet|标签页|标签|选项卡': ['tab', 'button'],
  'menu|menu title|menu bar entry|menus|menue|菜单': ['menu_item', 'button', 'icon'],
  'menu item|menu entry|menu option|command|menupunkt|menueintrag|menu eintrag|elemento del menu|element de menu|菜单项':
    ['menu_item', 'row'],
  'link|hyperlink|verweis|enlace|lien|链接': ['link'],
  'row|entry|item|line|list item|list entry|option|result|suggestion|setting|record|zeile|eintrag|fila|entrada|opcion|ligne|entree|行|选项|项目':
    ['row', 'menu_item', 'button', 'radio'],
  'tile|thumbnail|picture|image|photo|preview|block|card|kachel|bild|imagen|miniatura|vignette|图片|缩略图': [
    'image',
    'icon',
    'container',
    'row',
  ],
  'window|dialog|dialogue|dialog box|window preview|fenster|dialogfenster|ventana|dialogo|fenetre|窗口|对话框': [
    'container',
    'window_control',
  ],
  'title bar|titlebar|header bar|titelleiste|barra de titulo|barre de titre|标题栏': ['container', 'window_control'],
  'file|folder|disk|device|contact|page|datei|ordner|archivo|carpeta|fichier|dossier|文件|文件夹': [
    'row',
    'icon',
    'image',
  ],
};
export const HEAD_NOUNS: ReadonlyMap<string, readonly ElementKind[]> = new Map(
  Object.entries(NOUNS).flatMap(([names, kinds]) => names.split('|').map((n) => [n, kinds] as const)),
);

/** Nouns that belong to a thing's label as often as they name its kind ("Print to File"). Never stripped from it. */
export const SOFT_NOUNS: ReadonlySet<string> = new Set(
  'file folder disk device contact page picture image photo preview setting option result entry item line window record'.split(
    ' ',
  ),
);

/** German writes all nouns with a capital; elsewhere a capital marks a name. */
export const GERMAN_NOUNS: ReadonlySet<string> = new Set(
  'knopf schaltflache taste feld textfeld eingabefeld suchfeld auswahlfeld kontrollkastchen optionsfeld schalter regler schieberegler registerkarte reiter menupunkt eintrag zeile kachel fenster'.split(
    ' ',
  ),
);

export type RelationType =
  | 'right'
  | 'left'
  | 'above'
  | 'below'
  | 'after'
  | 'before'
  | 'beside'
  | 'between'
  | 'row'
  | 'row_end'
  | 'row_start'
  | 'inside'
  | 'holds';

/** Phrases that join a target to what it is described by. */
export const RELATIONS: Readonly<Record<string, RelationType>> = Object.fromEntries(
  (
    [
      [
        'right',
        'to the right of|on the right of|on the right side of|at the right of|right of|immediately right of|directly right of|just right of|rechts von|rechts neben|rechts vom|a la derecha de|a la derecha del|a droite de|a droite du|右边的|右侧的|右边|右侧',
      ],
      [
        'left',
        'to the left of|on the left of|on the left side of|at the left of|left of|immediately left of|directly left of|just left of|links von|links neben|links vom|a la izquierda de|a la izquierda del|a gauche de|a gauche du|左边的|左侧的|左边|左侧',
      ],
      [
        'above',
        'right above|directly above|just above|immediately above|above|on top of|over|oberhalb von|uber|encima de|sobre|au-dessus de|au-dessus du|上方的|上面的|上方|上面',
      ],
      [
        'below',
        'right under|right below|directly below|directly under|just below|just under|immediately below|listed below|below|underneath|under|beneath|unter|unterhalb von|debajo de|bajo|au-dessous de|en dessous de|sous|下方的|下面的|下方|下面',
      ],
      [
        'beside',
        'right next to|next to|beside|besides|close to|near|adjacent to|alongside|neben|junto a|al lado de|a cote de|pres de|旁边的|旁边',
      ],
      ['after', 'right after|directly after|immediately after|just after|after|coming after|following'],
      ['before', 'right before|directly before|immediately before|just before|before|coming before|preceding'],
      ['between', 'in between|between|zwischen|entre|之间的|之间'],
      ['row_end', 'at the end of|on the far right of|at the right end of|am ende von|al final de|a la fin de|末尾的'],
      [
        'row_start',
        'at the start of|at the beginning of|in front of|at the left end of|am anfang von|al principio de|au debut de|开头的',
      ],
      [
        'row',
        'in line with|on the line of|in the row of|in the line of|on the row of|on the same row as|on the same line as|in the same row as|level with|belonging to|that belongs to',
      ],
      [
        'inside',
        'inside|within|in|on|at|from|of|for|im|in der|in dem|auf|aus|vom|von|der|des|en|del|de|dans|du|sur|里的|中的|上的|的',
      ],
      [
        'holds',
        'with|that contains|that shows|that says|that reads|containing|showing|saying|labelled|labeled|called|named|titled|with the label|with the text|with the title|marked|with the value|that is set to|set to|mit der aufschrift|namens|llamado|con el texto|nomme|intitule|avec le texte|名为|标有',
      ],
    ] as const
  ).flatMap(([type, phrases]) => phrases.split('|').map((phrase) => [phrase, type] as const)),
);

/** Counting words; negative counts from the end. */
export const ORDINALS: Readonly<Record<string, number>> = Object.fromEntries(
  [
    'first|1st|topmost|top-most|uppermost|erste|ersten|erster|erstes|primer|primero|primera|premier|premiere|第一',
    'second|2nd|zweite|zweiten|zweiter|zweites|segundo|segunda|deuxieme|seconde|第二',
    'third|3rd|dritte|dritten|drittes|tercer|tercero|tercera|troisieme|第三',
    'fourth|4th|vierte|vierten|cuarto|cuarta|quatrieme|第四',
    'fifth|5th|funfte|funften|quinto|quinta|cinquieme|第五',
    'sixth|6th|sechste|sexto|sexta|sixieme|第六',
    'seventh|7th|siebte|septimo|septieme|第七',
    'eighth|8th|achte|octavo|huitieme|第八',
    'ninth|9th|neunte|noveno|neuvieme|第九',
    'tenth|10th|zehnte|decimo|dixieme|第十',
  ]
    .flatMap((line, i) => line.split('|').map((w): [string, number] => [w, i + 1]))
    .concat(
      'last|final|bottommost|bottom-most|lowest|lowermost|letzte|letzten|letztes|ultimo|ultima|dernier|derniere|最后'
        .split('|')
        .map((w): [string, number] => [w, -1]),
      'second to last|second-to-last|last but one|next to last|penultimate|vorletzte|vorletzten|vorletztes|penultimo|penultima|avant-dernier|avant-derniere|倒数第二'
        .split('|')
        .map((w): [string, number] => [w, -2]),
      'third to last|third-to-last|third from last|last but two|drittletzte|drittletzten|antepenultimo|倒数第三'
        .split('|')
        .map((w): [string, number] => [w, -3]),
    ),
);

/** A place on the screen or in a window: -1 left/top, 0 middle, 1 right/bottom. */
export interface Place {
  readonly h: -1 | 0 | 1 | null;
  readonly v: -1 | 0 | 1 | null;
}
export const PLACES: Readonly<Record<string, Place>> = Object.fromEntries(
  (
    [
      [
        'top right|upper right|top-right|upper-right|top right corner|upper right corner|oben rechts|arriba a la derecha|en haut a droite|右上角|右上',
        1,
        -1,
      ],
      [
        'top left|upper left|top-left|upper-left|top left corner|upper left corner|oben links|arriba a la izquierda|en haut a gauche|左上角|左上',
        -1,
        -1,
      ],
      [
        'bottom right|lower right|bottom-right|lower-right|bottom right corner|lower right corner|unten rechts|abajo a la derecha|en bas a droite|右下角|右下',
        1,
        1,
      ],
      [
        'bottom left|lower left|bottom-left|lower-left|bottom left corner|lower left corner|unten links|abajo a la izquierda|en bas a gauche|左下角|左下',
        -1,
        1,
      ],
      ['top|upper|at the top|oben|obere|obersten|arriba|superior|en haut|顶部|上部', null, -1],
      ['bottom|lower|at the bottom|unten|untere|abajo|inferior|en bas|底部|下部', null, 1],
      ['left|left-hand|leftmost|far left|links|linke|linken|izquierda|izquierdo|a gauche|gauche|左', -1, null],
      ['right|right-hand|rightmost|far right|rechts|rechte|rechten|derecha|derecho|a droite|droite|右', 1, null],
      ['middle|centre|center|in the middle|mitte|centro|milieu|au milieu|中间|中央', 0, 0],
    ] as const
  ).flatMap(([phrases, h, v]) => phrases.split('|').map((phrase): [string, Place] => [phrase, { h, v }])),
);

/** Hue ranges in degrees, or greys by lightness. `saturated: false` means hue does not matter. */
export interface Colour {
  readonly name: string;
  readonly hue: readonly [number, number] | null;
  /** HSL lightness, 0 to 1. */
  readonly light: readonly [number, number];
  readonly saturation: readonly [number, number];
}
const colour = (
  name: string,
  hue: readonly [number, number] | null,
  light: readonly [number, number] = [0.15, 0.9],
  saturation: readonly [number, number] = [0.35, 1],
): Colour => ({ name, hue, light, saturation });
const COLOUR_ROWS: readonly (readonly [string, Colour])[] = [
  ['red|rot|rote|roten|rojo|roja|rouge|红色|红', colour('red', [345, 14])],
  ['orange|naranja|橙色', colour('orange', [14, 42])],
  ['yellow|gelb|gelbe|amarillo|amarilla|jaune|黄色', colour('yellow', [40, 66])],
  ['green|grun|grune|grunen|verde|vert|verte|绿色|绿', colour('green', [75, 168], [0.15, 0.85], [0.25, 1])],
  ['teal|cyan|turquoise|青色', colour('teal', [165, 195])],
  ['blue|blau|blaue|blauen|azul|bleu|bleue|蓝色|蓝', colour('blue', [195, 250])],
  ['purple|violet|lila|violett|morado|紫色', colour('purple', [250, 300], [0.15, 0.85], [0.2, 1])],
  ['pink|rosa|rose|magenta|粉色', colour('pink', [300, 345])],
  ['brown|braun|marron|棕色', colour('brown', [14, 45], [0.1, 0.45], [0.25, 1])],
  ['white|weiss|weisse|blanco|blanca|blanc|blanche|白色', colour('white', null, [0.9, 1], [0, 1])],
  ['black|schwarz|schwarze|negro|negra|noir|noire|黑色', colour('black', null, [0, 0.15], [0, 1])],
  ['grey|gray|grau|graue|gris|灰色', colour('grey', null, [0.25, 0.88], [0, 0.15])],
  ['dark|dunkel|dunkle|oscuro|sombre|深色', colour('dark', null, [0, 0.4], [0, 1])],
  ['light|bright|hell|helle|claro|clair|浅色', colour('light', null, [0.7, 1], [0, 1])],
];
export const COLOURS: ReadonlyMap<string, Colour> = new Map(
  COLOUR_ROWS.flatMap(([names, c]) => names.split('|').map((n) => [n, c] as const)),
);

/** Words for size, used to break ties between look-alikes. */
export const SIZES: ReadonlyMap<string, 1 | -1> = new Map<string, 1 | -1>([
  ...'big|large|huge|wide|gross|grosse|grande|grand|大'.split('|').map((w): [string, 1] => [w, 1]),
  ...'small|tiny|little|narrow|klein|kleine|pequeno|petit|petite|小'.split('|').map((w): [string, -1] => [w, -1]),
]);

/** Nouns of an area that holds the target ("in the Save dialog"). */
export const SCOPE_NOUNS: ReadonlyMap<string, 'window' | 'group' | 'row' | 'column'> = new Map(
  (
    [
      [
        'window',
        'dialog|dialogue|dialog box|window|popup|pop-up|popover|file chooser|notification|banner|menu|context menu|drop-down list|dropdown list|fenster|ventana|fenetre|dialogo|对话框|窗口|菜单',
      ],
      [
        'group',
        'section|group|panel|pane|toolbar|tool bar|sidebar|side bar|side panel|header bar|header|footer|list|area|box|frame|bar|status bar|navigation bar|tab|page|bereich|abschnitt|gruppe|liste|seccion|grupo|barra|lista|groupe|barre|工具栏|侧边栏|列表|部分',
      ],
      ['row', 'row|line|entry|zeile|fila|ligne|行'],
      ['column', 'column|spalte|columna|colonne|列'],
    ] as const
  ).flatMap(([type, names]) => names.split('|').map((n) => [n, type] as const)),
);

/** Where named parts of a window usually are. */
export const PART_PLACES: ReadonlyMap<string, Place> = new Map<string, Place>(
  (
    [
      [
        'sidebar|side bar|side panel|left list|left pane|left panel|navigation bar|seitenleiste|barra lateral|侧边栏',
        -1,
        null,
      ],
      ['right-hand list|right list|right pane|right panel', 1, null],
      [
        "toolbar|tool bar|header bar|header|title bar|menu bar|menubar|top bar|top panel|address bar|tab bar|barra de herramientas|barre d'outils|werkzeugleiste|工具栏",
        null,
        -1,
      ],
      ['status bar|footer|bottom bar|taskbar|task bar|dock|statusleiste|barra de estado|任务栏', null, 1],
    ] as const
  ).flatMap(([names, h, v]) => names.split('|').map((n): [string, Place] => [n, { h, v }])),
);

/** Commands that only point: no control's name begins with them. */
export const POINTING: ReadonlySet<string> = new Set(
  'click press tap hit push tick untick check uncheck double-click right-click hover'.split(' '),
);
