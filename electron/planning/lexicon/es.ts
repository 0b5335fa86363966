/** Spanish: words and clause patterns, for tú and usted. */
import type { Lexicon } from '../context.ts';
import { COMMON_KEYS } from '../keys.ts';
import { numberSource } from '../numbers.ts';
import { rules, type Row } from './shared.ts';

const numbers = {
  cero: 0,
  un: 1,
  uno: 1,
  una: 1,
  dos: 2,
  tres: 3,
  cuatro: 4,
  cinco: 5,
  seis: 6,
  siete: 7,
  ocho: 8,
  nueve: 9,
  diez: 10,
  doce: 12,
  quince: 15,
  veinte: 20,
  treinta: 30,
  'un par de': 2,
  'unos pocos': 3,
  unos: 3,
  medio: 0.5,
  media: 0.5,
};
const N = numberSource(numbers);
const keys = {
  ...COMMON_KEYS,
  intro: 'enter',
  entrar: 'enter',
  retorno: 'enter',
  supr: 'delete',
  suprimir: 'delete',
  borrar: 'backspace',
  retroceso: 'backspace',
  mayús: 'shift',
  mayúsculas: 'shift',
  mayus: 'shift',
  tabulador: 'tab',
  tabulación: 'tab',
  espacio: 'space',
  'barra espaciadora': 'space',
  'barra de espacio': 'space',
  escape: 'escape',
  inicio: 'home',
  fin: 'end',
  're pág': 'pageup',
  repág: 'pageup',
  'av pág': 'pagedown',
  avpág: 'pagedown',
  'página arriba': 'pageup',
  'página abajo': 'pagedown',
  'flecha abajo': 'down',
  'flecha arriba': 'up',
  'flecha izquierda': 'left',
  'flecha derecha': 'right',
  'flecha hacia abajo': 'down',
  'flecha hacia arriba': 'up',
  'flecha de abajo': 'down',
  'flecha de arriba': 'up',
  comando: 'cmd',
  opción: 'alt',
  'tecla windows': 'super',
  'tecla de windows': 'super',
};

const CLICK =
  '(?:haz|haga|hacer|hacé|da|dale|dar) (?:un )?clic|clica|clique|clicar|cliquea|pincha|pinche|pulsa|pulse|presiona|presione|toca|toque';
const VERBS =
  `${CLICK}|(?:haz|haga|hacer) (?:un )?doble clic|doble clic|(?:haz|haga) clic|pulsar|presionar|oprime|escribe|escriba|escribir|teclea|teclee|introduce|introduzca|ingresa|ingrese|pon|ponga|rellena|rellene|` +
  'abre|abra|abrir|inicia|inicie|ejecuta|ejecute|lanza|ve|vaya|ir|navega|navegue|visita|visite|entra|selecciona|seleccione|seleccionar|elige|elija|escoge|escoja|marca|marque|desmarca|desmarque|activa|active|desactiva|desactive|apague|encienda|' +
  'espera|espere|esperar|cierra|cierre|cerrar|cambia|cambie|desplázate|desplácese|desplaza|baja|baje|sube|suba|arrastra|arrastre|mueve|mueva|coloca|pasa|lee|lea|leer|dime|dígame|muéstrame|busca|busque|buscar|guarda|guarde|guardar|guárdal[oa]|guárdel[oa]|copia|copie|' +
  'corta|corte|pega|pegue|deshaz|deshacer|rehaz|imprime|imprima|borra|borre|elimina|elimine|vacía|vacíe|limpia|reemplaza|reemplace|sustituye|sustituya|crea|cree|nombra|llámalo|llámala|renombra|recarga|actualiza|calcula|calcule|cuando|' +
  'repite|confirma|apaga|enciende|mantén|vuelve|vuelva|compra|reserva|organiza|resume|traduce|responde|encuentra|planifica|decide';
const CLIC = '(?:haz|haga|hacer|hacé|da|dale|dar) (?:un )?clic';
const PAGE = '(?:(?:la|esta) (?:página|pantalla) )?';

const table: readonly Row[] = [
  ['(?<keys>.{1,60})', 'keysOnly'],
  [
    `(?:espera|espere|esperar|aguarda|pausa)(?: (?:otros|unos|durante|por|como))* ?(?<n>${N})? (?<unit>s|seg\\w*|segundos?|min\\w*|minutos?|horas?|ms|milisegundos)`,
    'wait',
  ],
  ['(?:espera|espere|esperar)(?: un (?:momento|poco|rato))?', 'wait'],
  ['(?:espera|espere|esperar)(?: a que| hasta que)? (?:desaparezca|se cierre|se vaya) (?<target>.+)', 'waitGone'],
  [
    '(?:espera|espere|esperar)(?: a que| hasta que) (?<target>.+?) (?:desaparezca|se cierre|se vaya|haya desaparecido|ya no (?:esté|sea visible).*)',
    'waitGone',
  ],
  [
    '(?:(?:espera|espere|esperar)(?: a que| hasta que)|cuando|en cuanto|una vez que) (?:aparezca|se abra|salga|se muestre|se cargue|cargue|esté visible|veas|vea) (?<target>.+)',
    'waitFor',
  ],
  [
    '(?:(?:espera|espere|esperar)(?: a que| hasta que)|cuando|en cuanto|una vez que) (?<target>.+?) (?:aparezca|se abra|salga|se muestre|se cargue|cargue|(?:esté|sea) (?:visible|list[oa]|abiert[oa]|cargad[oa])|termine.*)',
    'waitFor',
  ],
  ['(?:cuando|en cuanto) (?:desaparezca) (?<target>.+)', 'waitGone'],
  ['(?:espera|espere)(?: a| por)? (?<target>.+)', 'waitFor'],
  ['(?:calcula|calcule|cuánto es|cuánto son) (?<expr>.+?)', 'compute'],
  // Skills.
  [
    '(?:gu[aá]rda|gu[aá]rde|guardar)(?:lo|la)?(?: (?:el|la|este|esta) (?:archivo|documento|imagen|página))?(?: como| con el nombre(?: de)?) (?<text>.+)',
    'saveAs',
  ],
  [
    '(?:gu[aá]rda|gu[aá]rde|guardar)(?:lo|la)?(?: (?:el|la|los|este|esta) (?:archivo|documento|imagen|página|cambios|trabajo))?',
    'save',
  ],
  ['(?:deshaz|deshacer)(?:lo)?(?: (?:el|la) últim[oa] (?:cambio|acción)| eso)?', 'undo'],
  [
    '(?:confirma|confirme|envía|envíal[oa]|valida) (?:con|pulsando) (?:la tecla )?(?<target>intro|enter|entrar)',
    'press',
  ],
  ['(?:selecciona|seleccione|seleccionar|marca)(?:lo)? todo(?: el texto)?', 'selectAll'],
  ['(?:copia|copie|copiar)(?:lo|la)?(?: (?:el texto|la selección|eso))?', 'copy'],
  ['(?:corta|corte)(?:lo|la)?(?: (?:el texto|la selección))?', 'cut'],
  ['(?:pega|pegue|pégal[oa])(?: (?:el texto|el contenido))?', 'paste'],
  ['(?:pega|pegue|pégal[oa])(?: (?:el texto|el contenido|lo|eso))? (?:en|dentro de) (?<to>.+)', 'pasteInto'],
  ['(?:imprime|imprima|imprimir)(?: (?:el|la|este|esta) (?:documento|página|archivo))?', 'print'],
  ['(?:abre|abra|abrir|crea) (?:una )?(?:nueva pestaña|pestaña nueva)', 'newTab'],
  [
    '(?:crea|cree|crear|haz) (?:una )?(?:nueva )?carpeta(?: nueva)?(?: (?:llamada|con el nombre(?: de)?|que se llame|de nombre|y llámala)) (?<text>.+)',
    'newFolder',
  ],
  ['(?:recarga|actualiza)(?: la página)?', 'reload'],
  [
    '(?:copia|copie) (?:el (?:contenido|texto|valor) (?:del?|de la) )?(?<from>.+?) (?:en|a|al|y pégalo en) (?<to>.+)',
    'copyField',
  ],
  [
    '(?:vacía|vacíe|limpia|borra(?: el (?:contenido|texto) (?:del?|de la))?) (?<target>(?:el |la )?(?:campo|cuadro|casilla|barra)\\b.*)',
    'clearField',
  ],
  [
    '(?:reemplaza|reemplace|sustituye|sustituya|cambia) (?:el (?:contenido|texto|valor) (?:del?|de la) |lo que hay en )(?<target>.+?) (?:por|con) (?<text>.+)',
    'replaceField',
  ],
  ['(?:busca|busque|buscar|encuentra) (?<text>.+?) en (?:(?:esta|la) página|(?:este|el) documento)', 'findText'],
  ['(?:busca|busque|buscar) (?<text>.+)', 'searchFor'],
  ['(?:renombra|cambia el nombre de) (?<target>.+?) (?:a|como|por) (?<text>.+)', 'renameThing'],
  // Pointer.
  [
    `(?:${CLIC} (?:con el )?(?:botón )?derecho(?: del ratón)?(?: en| sobre)?|clic derecho (?:en|sobre)) (?<target>.+)`,
    'rightClick',
  ],
  [`${CLIC} (?:en |sobre )?(?<target>.+?) con el botón derecho(?: del ratón)?`, 'rightClick'],
  ['(?:(?:haz|haga|hacer|da) (?:un )?)?doble clic (?:en|sobre) (?<target>.+)', 'doubleClick'],
  ['(?:haz|haga|hacer|da) (?:un )?triple clic (?:en|sobre) (?<target>.+)', 'tripleClick'],
  ['(?:haz|haga) clic con el botón central en (?<target>.+)', 'middleClick'],
  [
    `${CLIC} (?:en |sobre )?(?<target>.+?) (?:manteniendo|mientras mantienes) (?:pulsad[ao] )?(?:la tecla )?(?<mods>\\S+?)(?: pulsad[ao])?`,
    'modifierClick',
  ],
  [
    `mantén (?:pulsad[ao] |presionad[ao] )?(?:la tecla )?(?<mods>\\S+)(?: pulsad[ao])? y (?:${CLIC}) en (?<target>.+)`,
    'modifierClick',
  ],
  [
    '(?:pasa|coloca|mueve|pon|sitúa) (?:el )?(?:ratón|cursor|puntero) (?:por encima del?|sobre|encima de|en|hasta|a) (?<target>.+)',
    'hover',
  ],
  ['(?:arrastra|arrastre|mueve|mueva) (?<from>.+?) (?:a|al|hasta|hacia|en|sobre|dentro de) (?<to>.+)', 'drag'],
  // Scrolling.
  [
    `(?:desplázate|desplácese|desplaza|baja|baje|haz scroll)(?: ${PAGE})?(?: hacia abajo)?(?: hasta (?:que )?(?:veas|vea|aparezca|se vea|ver|sea visible|encontrar|llegar a)) (?<until>.+)`,
    'down',
  ],
  [
    `(?:desplázate|desplácese|desplaza|baja|baje|ve|haz scroll)(?: ${PAGE})?(?:(?<target>(?:el|la) .+?) )?(?: hacia abajo)? ?(?:hasta|al) (?:el )?(?:final|fondo|pie)(?: de (?:la |esta )?(?:página|lista|todo))?(?: del documento)?`,
    'bottom',
  ],
  [
    `(?:desplázate|desplácese|desplaza|sube|suba|ve|haz scroll)(?: ${PAGE})?(?: hacia arriba)? ?(?:hasta|al) (?:el )?(?:principio|inicio|comienzo|tope|arriba)(?: del? (?:la )?(?:todo|página|documento))?`,
    'top',
  ],
  [`(?:desplázate|desplácese|desplaza|baja|baje|haz scroll) una página(?: hacia abajo)?`, 'pageDown'],
  [
    `(?:desplázate|desplácese|desplaza|baja|baje|haz scroll)(?: ${PAGE.trim()})?(?: (?<n>${N}) líneas)?(?: un poco)?(?: hacia abajo)?(?: (?:en|por) (?<target>.+))?`,
    'down',
  ],
  [
    `(?:desplázate|desplácese|desplaza|sube|suba|haz scroll)(?: ${PAGE.trim()})?(?: (?<n>${N}) líneas)?(?: un poco)?(?: hacia arriba)?(?: (?:en|por) (?<target>.+))?`,
    'up',
  ],
  ['(?:desplázate|desplaza) hacia la derecha', 'right'],
  ['(?:desplázate|desplaza) hacia la izquierda', 'left'],
  [`(?:desplázate|desplácese|baja)(?: hacia abajo)? hasta (?<until>.+)`, 'down'],
  // Typing.
  ['(?:escribe|escriba|escribir|teclea|teclee)(?: el texto)? (?<rest>.+)', 'type'],
  ['(?:introduce|introduzca|ingresa|ingrese|pon|ponga|añade)(?: el texto)? (?<rest>.+)', 'put'],
  ['(?:rellena|rellene|completa) (?<target>.+?) con (?<text>.+)', 'fill'],
  ['(?:rellena|rellene|completa) (?<target>.+)', 'fill'],
  ['(?:llámal[oa]|nómbral[oa]|ponle(?: de)? nombre) (?<text>.+)', 'name'],
  // Choosing, keys, clicks.
  [
    '(?:selecciona|seleccione|elige|elija|escoge|escoja|abre) (?<target>.+?) (?:en|del?|de la) (?<container>(?:el |la )?(?:menú|lista|desplegable|lista desplegable)\\b.*)',
    'choose',
  ],
  [
    '(?:selecciona|seleccione|seleccionar|elige|elija|elegir|escoge|escoja|marca|marque|desmarca|desmarque|activa|active|desactiva|desactive|apaga|apague|enciende|encienda) (?<target>.+)',
    'choose',
  ],
  [
    '(?:pulsa|pulse|pulsar|presiona|presione|presionar|oprime|aprieta|toca|toque)(?: (?:en|sobre))? (?<target>.+)',
    'press',
  ],
  [`(?:${CLICK})(?: (?:en|sobre))? (?<target>.+)`, 'click'],
  // Windows and applications.
  ['(?:cierra|cierre|cerrar)(?:l[oa])?(?: (?<target>.+))?', 'close'],
  ['(?:cambia|cambie|vuelve|vuelva|regresa) (?:a|al) (?<target>.+)', 'switchTo'],
  ['(?:ve|vaya|ir|navega|navegue|entra|accede) (?:a|al|hasta|en) (?<target>.+)', 'goTo'],
  ['(?:visita|visite) (?<target>.+)', 'goTo'],
  ['(?:abre|abra|abrir) (?<target>.+)', 'open'],
  ['(?:inicia|inicie|ejecuta|ejecute|lanza) (?<target>.+)', 'openApp'],
  // Reading.
  [
    '(?:dime|dígame|lee|lea|muéstrame) (?:qué|lo que|que) (?:pone|dice|hay|aparece|se ve)(?: escrito)? (?:en|sobre) (?<target>.+)',
    'read',
  ],
  ['(?:dime|dígame) (?:cuál es|qué dice|qué es|qué pone) (?<target>.+)', 'read'],
  ['(?:dime|dígame|lee|lea|léeme|leer|muéstrame) (?<target>.+)', 'read'],
  ['(?:borra|borre|elimina|elimine|bórral[oa]|elimínal[oa])(?: (?<target>.+))?', 'deleteThing'],
];

const HOW: Readonly<Record<string, string>> = {
  'haciendo clic': 'haz clic',
  'haciendo doble clic': 'haz doble clic',
  pulsando: 'pulsa',
  presionando: 'presiona',
  escribiendo: 'escribe',
  seleccionando: 'selecciona',
  eligiendo: 'elige',
  marcando: 'marca',
};
/** "cierra el aviso pulsando Escape": only the how is done. */
function means(clause: string): string | null {
  const m = /^\S.*?,?\s+(?<how>haciendo (?:doble )?clic|\p{Ll}+ndo)\s+(?<rest>.+)$/su.exec(clause)?.groups;
  const verb = HOW[m?.['how'] ?? ''];
  return m && verb !== undefined ? `${verb} ${m['rest'] ?? ''}` : null;
}

/** Imperatives with "it" behind them and the accent that comes with it: "ábrelo", "cópialos". */
const WITH_IT: Readonly<Record<string, string>> = {
  ábre: 'abre',
  arrástra: 'arrastra',
  bórra: 'borra',
  búsca: 'busca',
  ciérra: 'cierra',
  cópia: 'copia',
  córta: 'corta',
  elimína: 'elimina',
  elíge: 'elige',
  escríbe: 'escribe',
  impríme: 'imprime',
  lée: 'lee',
  márca: 'marca',
  muéve: 'mueve',
  púlsa: 'pulsa',
  seleccióna: 'selecciona',
};

/** "cópialo" → "copia eso". */
function imperative(clause: string): string {
  const m = /^(?<verb>\p{L}+?)l[oa]s?(?<rest>(?:\s.*)?)$/su.exec(clause.trim())?.groups;
  const verb = WITH_IT[m?.['verb']?.toLowerCase() ?? ''];
  return m && verb !== undefined ? `${verb} eso${m['rest'] ?? ''}` : clause;
}

export const spanish: Lexicon = {
  code: 'es',
  imperative,
  means,
  separator:
    /(?:\s*[;\n]+\s*(?:\d+[.)]\s+)?|\s*[.!?…]+(?=\s)\s*|\s*,+\s+|\s+[-–—]+\s+|\s*:\s+|\s*(?<![\p{L}\d-])(?:y|e|luego|después(?: de eso)?|entonces|a continuación|seguidamente|por último|finalmente|primero|también)(?=[\s,])\s*)+/giu,
  strong: /[;\n.!?…]|(?:luego|después|entonces|a continuación|finalmente|por último)/iu,
  start: new RegExp(
    `^(?:(?:${VERBS})(?![\\p{L}\\d])|(?:${Object.keys(WITH_IT).join('|')}|péga)l[oa]s?(?![\\p{L}])|en (?:el|la) [^,.;]{1,50},? (?:haz|pulsa|escribe|abre|selecciona|elige)|(?:intro|enter|tab|ctrl)\\b)`,
    'iu',
  ),
  bareStart: null,
  typing: /^(?:escrib\w*|teclea|teclee|introdu\w*|ingres\w*|busca|busque)(?![\p{L}])/iu,
  lead: /^[¿¡\s]*(?:(?:por favor|hola|buenas|buenos días|oye|bueno|ok|vale|ahora|primero|luego|después|entonces|y|finalmente|por último|a continuación|solo|simplemente|puedes|podrías|puede|podría|quiero que|quisiera que|necesito que|me gustaría que|en mi (?:mac|pc|ordenador))(?![\p{L}\d])[\s,!.:;…¿¡]*)+|^[¿¡\s]+/iu,
  tail: /(?:[\s,!.;?…]*(?<![\p{L}\d-])(?:por favor|gracias|muchas gracias|porfa|de nuevo por favor)[\s,!.;?…]*)+$/iu,
  articles: /^(?:el|la|los|las|un|una|unos|unas|mi|tu|su|este|esta|ese|esa|del|al)\s+(?=\S)/iu,
  numbers,
  keys,
  pronoun: /^(?:él|ella|eso|esto|lo|la|este|esta|ese|esa|ahí|allí|él mismo)$/iu,
  vague:
    /^(?:botón|enlace|icono|opción|campo|menú|archivo|carpeta|elemento|cosa|ahí|aquí|allí|algo|ventana|aplicación|correct[oa]|otr[oa])$/iu,
  fieldNoun:
    /^(?:(?:el|la) )?(?:campo|cuadro|barra|casilla|celda|caja|línea|área|buscador|editor|terminal|consola|formulario|documento|búsqueda|chat|mensaje|asunto)(?:$|\s.*)/iu,
  menuNoun: /^(?:(?:el|la) )?(?:menú|desplegable|lista desplegable|lista)(?:$|\s.*)/iu,
  into: 'en|dentro de|sobre|para',
  timesSuffix: new RegExp(`(?<comma>\\s*,)?\\s+(?:(?<n>${N}) veces(?: seguidas)?|(?<x>\\d+)\\s?[x×])$`, 'iu'),
  timesInfix: new RegExp(`^(?<head>\\S+ (?:clic )?)(?<n>${N}) veces (?<rest>\\S.*)$`, 'isu'),
  againSuffix: /\s+(?:otra vez|de nuevo|una vez más|nuevamente)$/iu,
  purpose: /,?\s+(?:para (?:que|abrir|ver|guardar|continuar|confirmar|cerrar|iniciar|empezar|terminar)|así)\s?.*$/iu,
  inPrefix:
    /^(?<prep>en|desde|dentro de|del|sobre)\s+(?<phrase>.{1,60}?)\s*(?:,\s*|\s)(?<rest>(?:haz|haga|pulsa|pulse|escribe|escriba|abre|abra|selecciona|seleccione|elige|elija|marca|presiona|presione|guarda|desplázate|baja|introduce|busca|cierra|clica)\s.*)$/isu,
  placeOnly: /^(?<prep>en|desde|dentro de|del)\s+(?<phrase>.{1,60})$/isu,
  rules: rules(table),
};
