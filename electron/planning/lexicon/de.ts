/** German: words and clause patterns, for du, Sie and the infinitive. */
import type { Lexicon } from '../context.ts';
import { COMMON_KEYS } from '../keys.ts';
import { numberSource } from '../numbers.ts';
import { rules, type Row } from './shared.ts';

const numbers = {
  null: 0,
  ein: 1,
  eine: 1,
  einen: 1,
  einer: 1,
  eins: 1,
  zwei: 2,
  drei: 3,
  vier: 4,
  fünf: 5,
  sechs: 6,
  sieben: 7,
  acht: 8,
  neun: 9,
  zehn: 10,
  elf: 11,
  zwölf: 12,
  fünfzehn: 15,
  zwanzig: 20,
  dreißig: 30,
  'ein paar': 2,
  einige: 3,
  'eine halbe': 0.5,
  anderthalb: 1.5,
};
const N = numberSource(numbers);

const keys = {
  ...COMMON_KEYS,
  strg: 'ctrl',
  steuerung: 'ctrl',
  umschalt: 'shift',
  umschalttaste: 'shift',
  großschreibtaste: 'shift',
  eingabe: 'enter',
  eingabetaste: 'enter',
  entertaste: 'enter',
  'enter-taste': 'enter',
  returntaste: 'enter',
  entf: 'delete',
  entfernen: 'delete',
  löschtaste: 'delete',
  'entf-taste': 'delete',
  rücktaste: 'backspace',
  rückschritt: 'backspace',
  leertaste: 'space',
  leerzeichen: 'space',
  escapetaste: 'escape',
  'escape-taste': 'escape',
  'esc-taste': 'escape',
  tabulatortaste: 'tab',
  tabtaste: 'tab',
  'tab-taste': 'tab',
  'windows-taste': 'super',
  windowstaste: 'super',
  pos1: 'home',
  ende: 'end',
  'bild auf': 'pageup',
  'bild ab': 'pagedown',
  'bild hoch': 'pageup',
  'bild runter': 'pagedown',
  'bild nach oben': 'pageup',
  'bild nach unten': 'pagedown',
  'pfeil nach unten': 'down',
  'pfeil nach oben': 'up',
  'pfeil nach links': 'left',
  'pfeil nach rechts': 'right',
  'pfeil runter': 'down',
  'pfeil hoch': 'up',
  'pfeil unten': 'down',
  'pfeil oben': 'up',
  'pfeil links': 'left',
  'pfeil rechts': 'right',
  'pfeiltaste nach unten': 'down',
  'pfeiltaste nach oben': 'up',
  'pfeiltaste nach links': 'left',
  'pfeiltaste nach rechts': 'right',
  'pfeiltaste unten': 'down',
  'pfeiltaste oben': 'up',
  'pfeiltaste links': 'left',
  'pfeiltaste rechts': 'right',
};

const SIE = '(?:e|en sie|t)?';
const ART = '(?:der|die|das|den|dem|des|diese[nrms]?|mein[enrms]*|ein(?:e[nmrs]?)?)';
const VERBS =
  `(?:doppel|rechts|links|mittel|dreifach)?klick${SIE}|doppelklick\\w*|drück${SIE}|betätig${SIE}|tipp${SIE}|gib|geben sie|schreib${SIE}|trag${SIE}|tragen sie|füg${SIE}|füll${SIE}|` +
  `öffne(?:n sie)?|starte(?:n sie)?|ruf${SIE}|wähl${SIE}|markier${SIE}|schließ${SIE}|schliess${SIE}|beende(?:n sie)?|wart${SIE}|warte(?:n sie)?|scroll${SIE}|blätter${SIE}|zieh${SIE}|verschieb${SIE}|beweg${SIE}|fahr${SIE}|` +
  `lies|lesen sie|sag|sagen sie|nenn${SIE}|such${SIE}|find${SIE}|finde|speicher${SIE}|speichere|kopier${SIE}|schneide|wechs(?:le|el|eln sie)|geh${SIE}|navigier${SIE}|besuch${SIE}|aktivier${SIE}|deaktivier${SIE}|setz${SIE}|entfern${SIE}|` +
  `hak${SIE}|schalt${SIE}|schalte(?:n sie)?|lösch${SIE}|leer${SIE}|druck${SIE}|mach${SIE}|ersetz${SIE}|erstell${SIE}|leg${SIE}|nenn${SIE}|benenn${SIE}|wiederhol${SIE}|bestätig${SIE}|rechne|berechne|halt${SIE}|lade|zeig${SIE}|sobald|wenn|nachdem|bring${SIE}|füge|` +
  'buche|bestelle|kaufe|organisiere|fasse|antworte|übersetze|plane|räume|sortiere|vergleiche|finde|such';

const table: readonly Row[] = [
  ['(?<keys>.{1,60})', 'keysOnly'],
  [
    `(?:wart\\w*(?: sie)?|pausier\\w*)(?: (?:noch|etwa|ungefähr|mindestens|bitte|mal|kurz))* (?<n>${N})? ?(?<unit>s|sek\\w*|sekunden?|min\\w*|stunden?|ms|millisekunden)(?: lang)?`,
    'wait',
  ],
  [`(?<n>${N}) ?(?<unit>s|sek\\w*|sekunden?|min\\w*) (?:lang )?warten`, 'wait'],
  ['wart\\w*(?: sie)?(?: (?:kurz|einen (?:moment|augenblick)|mal|bitte))*', 'wait'],
  [
    '(?:wart\\w*(?: sie)?(?: so lange)?,? bis|sobald|wenn|nachdem) (?<target>.+?) (?:verschwunden ist|verschwindet|weg ist|nicht mehr (?:sichtbar|da|zu sehen) ist|geschlossen (?:ist|wurde)|sich schließt)',
    'waitGone',
  ],
  [
    '(?:wart\\w*(?: sie)?(?: so lange)?,? bis|sobald|wenn|nachdem) (?<target>.+?) (?:erscheint|erschienen ist|sichtbar (?:ist|wird)|(?:an)?gezeigt wird|auftaucht|da ist|geladen (?:ist|wurde|hat)|fertig ist|sich öffnet|offen ist|zu sehen ist|aufgeht|bereit ist)',
    'waitFor',
  ],
  ['wart\\w*(?: sie)? auf (?<target>.+)', 'waitFor'],
  ['(?:rechne|berechne|was ist|rechnen sie|berechnen sie)(?: mir)? (?<expr>.+?)(?: aus)?', 'compute'],
  // Skills.
  [
    `speicher\\w*(?: sie)? (?:(?:die datei|das dokument|sie|es|alles|das|dies) )?(?:als|unter(?: dem namen)?|mit dem namen) (?<text>.+?)(?: (?:ab))?`,
    'saveAs',
  ],
  [`(?:die datei|das dokument) (?:als|unter(?: dem namen)?) (?<text>.+?) speichern`, 'saveAs'],
  [
    'speicher\\w*(?: sie)?(?: (?:die|das|meine|deine|ihre)? ?(?:datei|dokument|es|alles|änderungen|seite|das|sie|arbeit))?(?: ab)?|(?:die datei|das dokument) speichern',
    'save',
  ],
  ['mach\\w*(?: sie)? (?:(?:das|es|dies|die letzte (?:änderung|aktion)|den letzten schritt) )?rückgängig', 'undo'],
  [
    '(?:mach\\w*(?: sie)? )?(?:alles (?:aus(?:wählen)?|markieren)|(?:markier\\w*|wähl\\w*)(?: sie)? (?:alles|den gesamten text|den ganzen text)(?: aus)?)',
    'selectAll',
  ],
  ['kopier\\w*(?: sie)?(?: (?:es|das|den (?:markierten )?text|die auswahl))?', 'copy'],
  ['schneide\\w*(?: sie)?(?: (?:es|das|den (?:markierten )?text|die auswahl))? aus', 'cut'],
  ['(?:füg\\w*(?: sie)?(?: (?:es|das|ihn|sie|den text|den inhalt|die zwischenablage))? ein|einfügen)', 'paste'],
  [
    `füg\\w*(?: sie)? (?:es|das|ihn|sie|den text|den inhalt|die zwischenablage) (?:in|ins|im|bei) (?<to>.+?) ein`,
    'pasteInto',
  ],
  ['druck\\w*(?: sie)?(?: (?:die (?:seite|datei)|das (?:dokument|blatt)|es|das))?(?: aus)?', 'print'],
  ['(?:öffne\\w*(?: sie)?|mach\\w*) einen neuen tab(?: auf)?|neuer tab', 'newTab'],
  [
    '(?:erstell\\w*|leg\\w*|mach\\w*)(?: sie)? (?:einen )?(?:neuen )?ordner(?: (?:namens|mit dem namen|mit namen|und nenne ihn))? (?<text>.+?)(?: an)?',
    'newFolder',
  ],
  ['lad\\w*(?: sie)? (?:die seite|sie) neu', 'reload'],
  [
    'kopier\\w*(?: sie)? (?:den (?:ganzen )?(?:inhalt|text|wert)) (?:von|des|der|aus|vom|im|in) (?<from>.+?) (?:in|ins|nach) (?<to>.+)',
    'copyField',
  ],
  ['kopier\\w*(?: sie)? (?<from>.+?) (?:in|ins|nach) (?<to>.+)', 'copyField'],
  [
    '(?:leer\\w*|lösch\\w*)(?: sie)? (?:den (?:ganzen )?(?:inhalt|text) (?:von|des|der|aus|vom|im|in) )?(?<target>(?:das |die |den |dem )?\\S*feld(?:e?s)?\\b.*)',
    'clearField',
  ],
  [
    'ersetz\\w*(?: sie)? (?:den (?:inhalt|text|wert) (?:von|des|der|im|in|aus|vom) )(?<target>.+?) (?:durch|mit) (?<text>.+)',
    'replaceField',
  ],
  [
    '(?:such\\w*|find\\w*)(?: sie)?(?: nach)? (?<text>.+?) (?:auf (?:dieser|der) seite|in diesem dokument|im dokument|im text)',
    'findText',
  ],
  ['such\\w*(?: sie)? (?:auf (?:dieser|der) seite|in diesem dokument|im dokument) nach (?<text>.+)', 'findText'],
  ['such\\w*(?: sie)? (?:im|in der|in dem) (?<target>\\S*(?:feld|leiste|suche)\\S*) nach (?<text>.+)', 'searchFor'],
  ['(?:such\\w*|googl\\w*)(?: sie)?(?: nach)? (?<text>.+)', 'searchFor'],
  ['benenn\\w*(?: sie)? (?<target>.+?) (?:in|zu) (?<text>.+?) um', 'renameThing'],
  // Pointer.
  [
    '(?:klick\\w*(?: sie)? (?:mit der )?(?:rechten maustaste|rechts|rechter maustaste)(?: auf)?|rechtsklick\\w*(?: sie)?(?: auf)?|mach\\w*(?: sie)? einen rechtsklick auf) (?<target>.+)',
    'rightClick',
  ],
  ['klick\\w*(?: sie)? (?:auf )?(?<target>.+?) mit der rechten maustaste(?: an)?', 'rightClick'],
  ['mit der rechten maustaste auf (?<target>.+?) klick\\w*', 'rightClick'],
  [
    '(?:klick\\w*(?: sie)? mit der mittleren maustaste auf|mittelklick\\w*(?: sie)?(?: auf)?) (?<target>.+)',
    'middleClick',
  ],
  [
    '(?:doppelklick\\w*(?: sie)?(?: auf)?|klick\\w*(?: sie)? (?:doppelt|zweimal)(?: auf)?|mach\\w*(?: sie)? einen doppelklick auf) (?<target>.+)',
    'doubleClick',
  ],
  ['(?:dreifachklick\\w*(?: sie)?(?: auf)?|klick\\w*(?: sie)? dreifach(?: auf)?) (?<target>.+)', 'tripleClick'],
  [
    '(?:klick\\w*(?: sie)?) (?:mit gedrückter|bei gedrückter) (?<mods>[\\w-]+?)(?:-?taste)? auf (?<target>.+)',
    'modifierClick',
  ],
  [
    'halt\\w*(?: sie)? (?:die )?(?<mods>[\\w-]+?)(?:-?taste)? gedrückt und klick\\w*(?: sie)? auf (?<target>.+)',
    'modifierClick',
  ],
  ['(?<mods>(?:strg|umschalt|shift|alt)[- +])klick\\w*(?: sie)?(?: auf)? (?<target>.+)', 'modifierClick'],
  [
    '(?:fahr\\w*|beweg\\w*|geh\\w*|zeig\\w*)(?: sie)?(?: (?:mit )?(?:der|die|den|dem) (?:maus(?:zeiger)?|zeiger|cursor)) (?:über|auf) (?<target>.+)',
    'hover',
  ],
  ['(?:zieh\\w*|verschieb\\w*|beweg\\w*)(?: sie)? (?<from>.+?) (?:in|auf|nach|zu|zum|zur|ins) (?<to>.+)', 'drag'],
  // Scrolling.
  [
    'scroll\\w*(?: sie)?(?: (?:nach unten|runter|weiter|herunter))*,? bis (?:du |sie )?(?:zu[mr]? )?(?<until>.+?)(?: (?:siehst|sehen|erscheint|sichtbar (?:ist|wird)|zu sehen ist|auftaucht))?',
    'down',
  ],
  [
    'scroll\\w*(?: sie)? (?:nach oben|hoch|rauf),? bis (?:zu[mr]? )?(?<until>.+?)(?: (?:erscheint|sichtbar (?:ist|wird)|zu sehen ist))',
    'up',
  ],
  [
    'scroll\\w*(?: sie)?(?: (?<target>(?:der|die|das|den|in|im) ?.+?))? (?:ganz nach unten|(?:bis )?(?:ans|zum) (?:ende|seitenende)(?: der seite)?|bis (?:ganz )?nach unten)',
    'bottom',
  ],
  [
    'scroll\\w*(?: sie)?(?: (?<target>(?:der|die|das|den|in|im) ?.+?))? (?:ganz nach oben|(?:bis )?(?:an den|zum) (?:anfang|seitenanfang)(?: der seite)?|bis (?:ganz )?nach oben)',
    'top',
  ],
  ['scroll\\w*(?: sie)? eine seite (?:nach unten|runter|weiter)', 'pageDown'],
  ['scroll\\w*(?: sie)? eine seite (?:nach oben|hoch)', 'pageUp'],
  [
    `scroll\\w*(?: sie)?(?: (?:in|im) (?<target>.+?))?(?: (?:um )?(?<n>${N}) (?:zeilen|schritte))?(?: (?:ein (?:bisschen|wenig|stück)|etwas|weiter))? ?(?:nach unten|runter|herunter|hinunter)?`,
    'down',
  ],
  [
    `scroll\\w*(?: sie)?(?: (?:in|im) (?<target>.+?))?(?: (?:um )?(?<n>${N}) (?:zeilen|schritte))?(?: (?:ein (?:bisschen|wenig|stück)|etwas|weiter))? (?:nach oben|hoch|rauf|hinauf)`,
    'up',
  ],
  [`scroll\\w*(?: sie)? (?<target>(?:der|die|das|den) .+?) nach unten`, 'down'],
  [`scroll\\w*(?: sie)? (?<target>(?:der|die|das|den) .+?) nach oben`, 'up'],
  ['scroll\\w*(?: sie)? nach rechts', 'right'],
  ['scroll\\w*(?: sie)? nach links', 'left'],
  ['scroll\\w*(?: sie)? (?:bis )?(?:zu[mr]? |nach unten zu[mr]? )(?<until>.+)', 'down'],
  // Typing.
  ['(?:gib|geben sie|trag\\w*(?: sie)?|füg\\w*(?: sie)?) (?<rest>.+) ein', 'put'],
  ['(?:tipp\\w*|schreib\\w*)(?: sie)? (?<rest>.+?)(?: (?:ein|hinein|rein))?', 'type'],
  ['(?<rest>.+?) (?:eingeben|eintippen|tippen|schreiben|eintragen)', 'put'],
  ['füll\\w*(?: sie)? (?<target>.+?) mit (?<text>.+?)(?: aus)?', 'fill'],
  ['füll\\w*(?: sie)? (?<target>.+?) aus', 'fill'],
  ['nenn\\w*(?: sie)? (?:sie|ihn|es) (?<text>.+)', 'name'],
  // Choosing, keys, clicks.
  ['klick\\w*(?: sie)? (?:im|in der|in dem) (?<container>(?:menü .+?|\\S+menü)) auf (?<target>.+)', 'choose'],
  ['klick\\w*(?: sie)? (?:im|in der|in dem|am) .+? auf (?<target>.+)', 'click'],
  [
    `wähl\\w*(?: sie)? (?:im|in der|in dem|aus dem|aus der|unter) (?<container>(?:(?:menü|dropdown-?menü|auswahlliste|dropdown|liste) (?!den |die |das )\\S+|\\S+(?:menü|liste|dropdown))) (?:den (?:eintrag|punkt) |die option )?(?<target>\\S.*?)(?: aus)?`,
    'choose',
  ],
  [
    `wähl\\w*(?: sie)? (?:den (?:eintrag|punkt|menüpunkt) |die option )?(?<target>.+?) (?:im|in der|in dem|aus dem|aus der) (?<container>\\S*(?:menü|liste|dropdown|auswahl)\\S*(?: .+?)?)(?: aus)?`,
    'choose',
  ],
  [
    '(?:wähl\\w*|markier\\w*|hak\\w*|aktivier\\w*|deaktivier\\w*|schalt\\w*)(?: sie)? (?<target>.+?)(?: (?:aus|an|ab|ein))?',
    'choose',
  ],
  ['setz\\w*(?: sie)? (?:ein(?:en)?|das|den) (?:häkchen|haken) (?:bei|in|vor|neben|an) (?<target>.+)', 'choose'],
  ['entfern\\w*(?: sie)? (?:das|den) (?:häkchen|haken) (?:bei|in|vor|neben|an|von) (?<target>.+)', 'choose'],
  ['(?:drück\\w*|betätig\\w*)(?: sie)?(?: auf)? (?<target>.+)', 'press'],
  ['(?:klick\\w*|tipp\\w*)(?: sie)?(?: (?:einmal|mal))?(?: auf)? (?<target>.+?)(?: an)?', 'click'],
  [
    '(?:bestätig\\w*|schick\\w* (?:es|sie|ihn)? ?ab)(?: sie)? mit (?:der )?(?<target>enter|eingabetaste|eingabe|return)(?:-?taste)?',
    'press',
  ],
  ['auf (?<target>.+?) klick\\w*', 'click'],
  ['(?<target>.+?) (?:anklicken|auswählen|aktivieren|deaktivieren)', 'choose'],
  ['(?<target>.+?) drücken', 'press'],
  // Windows and applications.
  ['(?:schließ|schliess|beend)\\w*(?: sie)?(?: (?<target>.+))?', 'close'],
  ['(?<target>.+?) schließen', 'close'],
  ['(?:wechs\\w+|geh\\w*|kehr\\w*)(?: sie)? (?:zurück )?(?:zu[mr]?|in|ins) (?<target>.+?)(?: zurück)?', 'switchTo'],
  ['bring\\w*(?: sie)? (?<target>.+?) (?:in den vordergrund|nach vorne)', 'focus'],
  ['(?:geh\\w*|navigier\\w*|surf\\w*)(?: sie)? (?:auf|zu[mr]?|nach) (?<target>.+)', 'goTo'],
  ['(?:besuch\\w*|ruf\\w*)(?: sie)? (?<target>.+?)(?: auf)?', 'goTo'],
  ['(?:öffne\\w*|mach\\w*)(?: sie)? (?<target>.+?)(?: auf)?', 'open'],
  ['(?<target>.+?) öffnen', 'open'],
  ['start\\w*(?: sie)? (?<target>.+)', 'openApp'],
  // Reading.
  ['(?:sag\\w*|nenn\\w*)(?: sie)? mir,? was (?:auf|in|im) (?<target>.+?) (?:steht|zu sehen ist|ist)', 'read'],
  ['(?:sag\\w*|nenn\\w*)(?: sie)? mir,? was (?<target>.+?) (?:sagt|anzeigt|ist|zeigt)', 'read'],
  ['(?:lies|lesen sie|sag\\w*|nenn\\w*|zeig\\w*)(?: sie)?(?: mir)?(?: vor)? (?<target>.+?)(?: vor)?', 'read'],
  ['was steht (?:auf|in|im) (?<target>.+)', 'read'],
  ['(?:lösch\\w*|entfern\\w*)(?: sie)?(?: (?<target>.+))?', 'deleteThing'],
];

/** Infinitives that stand at the end, as imperatives with what the verb leaves behind. */
const IMPERATIVES: Readonly<Record<string, readonly [verb: string, rest?: string]>> = {
  klicken: ['klicke'],
  doppelklicken: ['doppelklicke'],
  rechtsklicken: ['rechtsklicke'],
  anklicken: ['klicke', 'an'],
  drücken: ['drücke'],
  scrollen: ['scrolle'],
  tippen: ['tippe'],
  schreiben: ['schreibe'],
  eingeben: ['gib', 'ein'],
  eintragen: ['trage', 'ein'],
  einfügen: ['füge', 'ein'],
  ausfüllen: ['fülle', 'aus'],
  öffnen: ['öffne'],
  aufmachen: ['mach', 'auf'],
  starten: ['starte'],
  schließen: ['schließe'],
  schliessen: ['schließe'],
  zumachen: ['mach', 'zu'],
  beenden: ['beende'],
  warten: ['warte'],
  ziehen: ['ziehe'],
  verschieben: ['verschiebe'],
  wählen: ['wähle'],
  auswählen: ['wähle', 'aus'],
  markieren: ['markiere'],
  aktivieren: ['aktiviere'],
  deaktivieren: ['deaktiviere'],
  einschalten: ['schalte', 'ein'],
  ausschalten: ['schalte', 'aus'],
  anhaken: ['hake', 'an'],
  wechseln: ['wechsle'],
  gehen: ['geh'],
  besuchen: ['besuche'],
  aufrufen: ['rufe', 'auf'],
  lesen: ['lies'],
  vorlesen: ['lies', 'vor'],
  suchen: ['suche'],
  speichern: ['speichere'],
  kopieren: ['kopiere'],
  ausschneiden: ['schneide', 'aus'],
  drucken: ['drucke'],
  ausdrucken: ['drucke', 'aus'],
  löschen: ['lösche'],
  leeren: ['leere'],
  ersetzen: ['ersetze'],
  umbenennen: ['benenne', 'um'],
  erstellen: ['erstelle'],
  anlegen: ['lege', 'an'],
};

const IMPERATIVE = new RegExp(`^(?:${VERBS}|bis)(?![\\p{L}])`, 'iu');

/** "ganz nach unten scrollen" → "scrolle ganz nach unten"; "X eingeben" → "gib X ein". */
function imperative(clause: string): string {
  const m = /^(?<object>\S.*?)\s+(?<verb>\p{L}+)$/su.exec(clause.trim().replace(/\s*[?!.]+$/, ''))?.groups;
  const found = IMPERATIVES[m?.['verb'] ?? ''];
  if (!m || !found || IMPERATIVE.test(clause) || />|→/.test(clause)) return clause;
  return `${found[0]} ${m['object'] ?? ''}${found[1] === undefined ? '' : ` ${found[1]}`}`;
}

/** "schließe den Hinweis, indem du auf OK klickst": only the how is done. */
function means(clause: string): string | null {
  const m = /^\S.*?,?\s+indem (?:du|sie|man) (?<object>\S.*?)\s+(?<verb>\p{L}+?)(?<end>e?st|en|t)$/isu.exec(
    clause,
  )?.groups;
  const infinitive = `${m?.['verb'] ?? ''}en`;
  return m && IMPERATIVES[infinitive] ? imperative(`${m['object'] ?? ''} ${infinitive}`) : null;
}

export const german: Lexicon = {
  code: 'de',
  means,
  imperative,
  separator:
    /(?:\s*[;\n]+\s*(?:\d+[.)]\s+)?|\s*[.!?…]+(?=\s)\s*|\s*,+\s+|\s+[-–—]+\s+|\s*:\s+|\s*(?<![\wäöüß-])(?:und|dann|danach|anschließend|anschliessend|zum schluss|schließlich|als nächstes|zuerst|als erstes|daraufhin|sowie)(?=[\s,])\s*)+/giu,
  strong: /[;\n.!?…]|\b(?:dann|danach|anschließend|schließlich|daraufhin)\b/iu,
  start: new RegExp(
    `^(?:(?:${VERBS})(?![\\wäöüß])|(?:auf|mit der rechten maustaste auf|im|in der|in) [^,.;]{1,50} (?:klick|drück|öffn|wähl|tipp|gib|schreib)\\w*|[^,.;]{1,60} (?:klicken|öffnen|drücken|warten|eingeben|wählen|schließen|auswählen|tippen|starten|aktivieren|anklicken|speichern)\\s*(?:$|[,.;])|(?:die )?(?:eingabetaste|enter|return|tab|strg|entf)\\b)`,
    'iu',
  ),
  bareStart: null,
  typing: /^(?:im [^,]{1,40} )?(?:tipp\w*|gib|geben sie|schreib\w*|trag\w*|such\w*)\b/iu,
  lead: /^(?:(?:bitte|hallo|hi|hey|moin|guten (?:tag|morgen|abend)|servus|also|so|ok|okay|nun|jetzt|mal|doch|einfach|kurz|schnell|könntest du|kannst du|du (?:sollst|musst|kannst|solltest)|sie (?:sollen|müssen|können|sollten)|es wäre (?:nett|schön|super|toll|prima),? wenn (?:du|sie)|würdest du|könnten sie|können sie|würden sie|ich möchte,? dass du|ich will,? dass du|zuerst|als erstes|dann|danach|anschließend|und|zum schluss|schließlich|auf meinem (?:mac|pc|rechner|laptop))(?![\wäöüß])[\s,!.:;…]*)+/iu,
  tail: /(?:[\s,!.;?…]*(?<![\wäöüß-])(?:bitte|danke(?: schön| dir| sehr)?|vielen dank|mal|für mich)[\s,!.;?…]*)+$/iu,
  articles: new RegExp(`^(?:${ART}|zum|zur|im|ins|am|beim)\\s+(?=\\S)`, 'iu'),
  numbers,
  keys,
  pronoun: /^(?:es|ihn|sie|das|dies|diese[nrs]?|ihm|darauf|dort|da)$/iu,
  vague:
    /^(?:(?:richtige|andere)[nrs]?\s+)?(?:knopf|button|schaltfläche|taste|feld|menü|symbol|link|datei|ordner|eintrag|option|fenster|programm|ding|etwas|dort|hier|das richtige)$/iu,
  fieldNoun:
    /(?:feld(?: .*)?|suchfeld|suche|suchleiste|leiste|adressleiste|zeile|zelle(?: .*)?|editor|box|bereich|eingabe|kästchen|konsole|terminal|formular|dokument|kommentar)$/iu,
  menuNoun: /(?:menü(?: .*)?|dropdown\S*(?: .*)?|auswahlliste(?: .*)?|\S*liste)$/iu,
  into: 'in|ins|im|auf|unter|bei',
  timesSuffix: new RegExp(
    `(?<comma>\\s*,)?\\s+(?:(?<n>${N})[\\s-]?mal(?: hintereinander)?|(?<twice>zweimal)|(?<x>\\d+)\\s?[x×])$`,
    'iu',
  ),
  timesInfix: new RegExp(`^(?<head>\\S+(?: sie)? )(?<n>${N})[\\s-]?mal (?<rest>\\S.*)$`, 'isu'),
  againSuffix: /\s+(?:noch einmal|nochmal|nochmals|erneut|wieder)$/iu,
  purpose: /,?\s+(?:damit|um)\s.+$/iu,
  inPrefix:
    /^(?<prep>im|in|unter|am|aus|vom|ins)\s+(?<phrase>.{1,60}?)\s*(?:,\s*|\s)(?<rest>(?:klick|drück|öffne|wähl|tipp|gib|schreib|trag|scroll|speicher|such|mach|schließ|aktivier|füg|zieh|lies)\w*\s.*)$/isu,
  placeOnly: /^(?<prep>im|in|unter|aus)\s+(?<phrase>.{1,60})$/isu,
  rules: rules(table),
};
