/** French: words and clause patterns, for tu, vous and the infinitive. */
import type { Lexicon } from '../context.ts';
import { COMMON_KEYS } from '../keys.ts';
import { numberSource } from '../numbers.ts';
import { rules, type Row } from './shared.ts';

const numbers = {
  zéro: 0,
  un: 1,
  une: 1,
  deux: 2,
  trois: 3,
  quatre: 4,
  cinq: 5,
  six: 6,
  sept: 7,
  huit: 8,
  neuf: 9,
  dix: 10,
  douze: 12,
  quinze: 15,
  vingt: 20,
  trente: 30,
  quelques: 3,
  'une demi': 0.5,
  'une demi-': 0.5,
};
const N = numberSource(numbers);
const keys = {
  ...COMMON_KEYS,
  entrée: 'enter',
  entree: 'enter',
  retour: 'enter',
  échap: 'escape',
  echap: 'escape',
  échappement: 'escape',
  suppr: 'delete',
  supprimer: 'delete',
  maj: 'shift',
  majuscule: 'shift',
  'retour arrière': 'backspace',
  effacer: 'backspace',
  espace: 'space',
  "barre d'espace": 'space',
  'barre d’espace': 'space',
  'barre espace': 'space',
  tabulation: 'tab',
  début: 'home',
  origine: 'home',
  fin: 'end',
  'page suivante': 'pagedown',
  'page précédente': 'pageup',
  'page bas': 'pagedown',
  'page haut': 'pageup',
  'flèche bas': 'down',
  'flèche haut': 'up',
  'flèche gauche': 'left',
  'flèche droite': 'right',
  'flèche du bas': 'down',
  'flèche du haut': 'up',
  'flèche de gauche': 'left',
  'flèche de droite': 'right',
  'flèche vers le bas': 'down',
  'flèche vers le haut': 'up',
  'touche windows': 'super',
  commande: 'cmd',
};

const FAIS = '(?:fais|faites|faire)';
const VERBS =
  `clique[rz]?|(?:double|triple)[- ]clique[rz]?|${FAIS}|appuie[rs]?|appuyez|appuyer|presse[rz]?|tape[rz]?|écris|écrivez|écrire|saisis|saisissez|saisir|entre[rz]?|mets|mettez|mettre|inscris|remplis|remplissez|remplir|` +
  'ouvre[rz]?|ouvrir|lance[rz]?|démarre[rz]?|va|allez|aller|visite[rz]?|navigue[rz]?|rends-toi|rendez-vous|choisis|choisissez|choisir|sélectionne[rz]?|coche[rz]?|décoche[rz]?|active[rz]?|désactive[rz]?|attends|attendez|attendre|patiente[rz]?|' +
  'ferme[rz]?|quitte[rz]?|bascule[rz]?|passe[rz]?|reviens|revenez|retourne[rz]?|défile[rz]?|descends|descendez|remonte[rz]?|glisse[rz]?|déplace[rz]?|survole[rz]?|lis|lisez|lire|dis-moi|dites-moi|donne-moi|cherche[rz]?|recherche[rz]?|trouve[rz]?|' +
  'enregistre[rz]?|sauvegarde[rz]?|copie[rz]?|coupe[rz]?|colle[rz]?|annule[rz]?|imprime[rz]?|efface[rz]?|supprime[rz]?|vide[rz]?|remplace[rz]?|crée[rz]?|nomme[rz]?|appelle|renomme[rz]?|actualise[rz]?|recharge[rz]?|calcule[rz]?|quand|lorsque|dès que|une fois que|' +
  'répète[rz]?|répéter|valide[rz]?|maintiens|maintenez|montre[rz]?|réserve[rz]?|achète[rz]?|organise[rz]?|résume[rz]?|traduis|réponds|décide[rz]?|compare[rz]?|planifie[rz]?';
const SUR = '(?: (?:sur|dans))?';

const table: readonly Row[] = [
  ['(?<keys>.{1,60})', 'keysOnly'],
  [
    `(?:attends|attendez|attendre|patiente[rz]?)(?: (?:encore|environ|pendant))* ?(?<n>${N})? (?<unit>s|sec\\w*|secondes?|min\\w*|minutes?|heures?|ms|millisecondes)`,
    'wait',
  ],
  ['(?:attends|attendez|attendre|patiente[rz]?)(?: (?:un (?:peu|moment|instant)))?', 'wait'],
  [
    "(?:attends|attendez|attendre|patiente[rz]?) (?:que|jusqu'à ce que|jusqu’à ce que) (?<target>.+?) (?:disparaisse|se ferme|soit (?:fermée?|partie?)|ait disparu|ne soit plus visible)",
    'waitGone',
  ],
  [
    "(?:attends|attendez|attendre|patiente[rz]?) (?:que|jusqu'à ce que|jusqu’à ce que) (?<target>.+?) (?:apparaisse|s'affiche|s’affiche|s'ouvre|s’ouvre|soit (?:visible|chargée?|prête?|affichée?|ouverte?|là|terminée?)|se charge)",
    'waitFor',
  ],
  ['(?:quand|lorsque|dès que|une fois que) (?<target>.+?) (?:disparaît|a disparu|se ferme|est fermée?)', 'waitGone'],
  [
    "(?:quand|lorsque|dès que|une fois que) (?<target>.+?) (?:apparaît|apparait|s'affiche|s’affiche|s'ouvre|s’ouvre|est (?:visible|chargée?|prête?|affichée?|ouverte?|là)|se charge|apparaîtra)",
    'waitFor',
  ],
  ['(?:attends|attendez|attendre) (?<target>.+)', 'waitFor'],
  ['(?:calcule[rz]?|combien font) (?<expr>.+?)', 'compute'],
  [
    '(?:valide[rz]?|confirme[rz]?|envoie|envoyez)(?: avec| en appuyant sur| par) (?:la touche )?(?<target>entrée|enter)',
    'press',
  ],
  // Skills.
  [
    '(?:enregistre[rz]?|sauvegarde[rz]?)(?:-l[ea])?(?: (?:le|la|ce|cette) (?:fichier|document|page|image))? (?:sous(?: le nom(?: de)?)?|en tant que|avec le nom) (?<text>.+)',
    'saveAs',
  ],
  [
    '(?:enregistre[rz]?|sauvegarde[rz]?)(?:-l[ea])?(?: (?:le|la|les|ce|mes) (?:fichier|document|page|image|modifications|travail|changements))?',
    'save',
  ],
  ['annule[rz]?(?: (?:la dernière (?:action|modification)|ça|cela))?', 'undo'],
  ['(?:sélectionne[rz]?|sélectionner) tout(?: le texte)?|tout sélectionner', 'selectAll'],
  ['copie[rz]?(?:-l[ea])?(?: (?:le texte|la sélection|ça))?', 'copy'],
  ['coupe[rz]?(?:-l[ea])?(?: (?:le texte|la sélection))?', 'cut'],
  ['colle[rz]?(?:-l[ea])?(?: (?:le texte|le contenu))?', 'paste'],
  ['colle[rz]?(?:-l[ea])?(?: (?:le texte|le contenu))? dans (?<to>.+)', 'pasteInto'],
  ['imprime[rz]?(?: (?:le|la|ce|cette) (?:document|page|fichier))?', 'print'],
  ['(?:ouvre[rz]?|ouvrir) (?:un )?nouvel onglet', 'newTab'],
  [
    '(?:crée[rz]?|créer) (?:un )?(?:nouveau )?dossier (?:nommé|appelé|du nom de|intitulé|et nomme-le) (?<text>.+)',
    'newFolder',
  ],
  ['(?:actualise[rz]?|recharge[rz]?)(?: la page)?', 'reload'],
  [
    'copie[rz]? (?:(?:le (?:contenu|texte)|la valeur) (?:du|de la|de) )?(?<from>.+?) (?:dans|vers|et colle[rz]?-le dans) (?<to>.+)',
    'copyField',
  ],
  [
    '(?:vide[rz]?|efface[rz]?)(?: le (?:contenu|texte) (?:du|de la))? (?<target>(?:le |la )?(?:champ|zone|barre|case)\\b.*)',
    'clearField',
  ],
  [
    'remplace[rz]? (?:(?:le (?:contenu|texte)|la valeur) (?:du|de la|de) |ce qui est dans )(?<target>.+?) par (?<text>.+)',
    'replaceField',
  ],
  [
    '(?:cherche[rz]?|recherche[rz]?|trouve[rz]?) (?<text>.+?) (?:sur|dans) (?:cette|la|ce|le) (?:page|document)',
    'findText',
  ],
  ['(?:cherche[rz]?|recherche[rz]?) (?<text>.+)', 'searchFor'],
  ['renomme[rz]? (?<target>.+?) en (?<text>.+)', 'renameThing'],
  // Pointer.
  [
    `(?:clique[rz]? (?:(?:avec le )?(?:bouton )?droit(?: de la souris)?|droit)${SUR}|${FAIS} un clic droit sur|clic droit sur) (?<target>.+)`,
    'rightClick',
  ],
  ['clique[rz]? sur (?<target>.+?) avec le bouton droit(?: de la souris)?', 'rightClick'],
  [`(?:double[- ]clique[rz]?${SUR}|${FAIS} un double[- ]clic sur|double[- ]clic sur) (?<target>.+)`, 'doubleClick'],
  [`(?:triple[- ]clique[rz]?${SUR}|${FAIS} un triple[- ]clic sur) (?<target>.+)`, 'tripleClick'],
  [
    'clique[rz]? sur (?<target>.+?) (?:en maintenant|tout en maintenant) (?:la touche )?(?<mods>\\S+)(?: enfoncée)?',
    'modifierClick',
  ],
  [
    '(?:maintiens|maintenez) (?:la touche )?(?<mods>\\S+)(?: enfoncée)? et clique[rz]? sur (?<target>.+)',
    'modifierClick',
  ],
  [
    '(?:survole[rz]?|passe[rz]? (?:la souris|le curseur|le pointeur) (?:sur|au-dessus d[eu]|par-dessus)|place[rz]? (?:la souris|le curseur|le pointeur) sur) (?<target>.+)',
    'hover',
  ],
  [
    `(?:(?:${FAIS} )?(?:glisse[rz]?)|déplace[rz]?)(?: (?:et dépose[rz]?))? (?<from>.+?) (?:vers|dans|sur|jusqu'à|jusqu’à|à|au) (?<to>.+)`,
    'drag',
  ],
  // Scrolling.
  [
    `(?:(?:${FAIS} )?défile[rz]?(?: la page)?|descends|descendez)(?: vers le bas)? (?:jusqu'à ce que|jusqu’à ce que) (?<until>.+?) (?:soit visible|apparaisse|s'affiche|s’affiche)`,
    'down',
  ],
  [
    `(?:(?:${FAIS} )?défile[rz]?(?: (?:la page|(?<target>(?:la|le) .+?)))?|descends|descendez|va|allez)(?: vers le bas)? (?:jusqu'en bas|jusqu’en bas|tout en bas|jusqu'à la fin|jusqu’à la fin|en bas)(?: de la page)?`,
    'bottom',
  ],
  [
    `(?:(?:${FAIS} )?défile[rz]?(?: (?:la page|(?<target>(?:la|le) .+?)))?|remonte[rz]?|va|allez)(?: vers le haut)? (?:jusqu'en haut|jusqu’en haut|tout en haut|jusqu'au début|jusqu’au début|en haut)(?: de la page)?`,
    'top',
  ],
  [`(?:${FAIS} )?défile[rz]? d'une page(?: vers le bas)?`, 'pageDown'],
  [
    `(?:${FAIS} )?défile[rz]?(?: (?:la page|(?<target>(?:la|le) .+?)))?(?: de (?<n>${N}) lignes?)?(?: un peu)?(?: vers le bas)?|descends(?: un peu)?|descendez`,
    'down',
  ],
  [
    `(?:${FAIS} )?défile[rz]?(?: (?:la page|(?<target>(?:la|le) .+?)))?(?: de (?<n>${N}) lignes?)?(?: un peu)? vers le haut|remonte[rz]?(?: un peu)?`,
    'up',
  ],
  [`(?:${FAIS} )?défile[rz]? vers le bas dans (?<target>.+)`, 'down'],
  [`(?:${FAIS} )?défile[rz]? vers la droite`, 'right'],
  [`(?:${FAIS} )?défile[rz]? vers la gauche`, 'left'],
  [`(?:(?:${FAIS} )?défile[rz]?|descends)(?: vers le bas)? (?:jusqu'au|jusqu'à|jusqu’au|jusqu’à) (?<until>.+)`, 'down'],
  // Typing.
  ['(?:tape[rz]?|écris|écrivez|écrire)(?: le texte)? (?<rest>.+)', 'type'],
  ['(?:saisis|saisissez|saisir|entre[rz]?|mets|mettez|mettre|inscris|ajoute[rz]?)(?: le texte)? (?<rest>.+)', 'put'],
  ['(?:remplis|remplissez|remplir) (?<target>.+?) avec (?<text>.+)', 'fill'],
  ['(?:remplis|remplissez|remplir) (?<target>.+)', 'fill'],
  ['(?:nomme[rz]?|appelle[rz]?)-l[ea] (?<text>.+)', 'name'],
  // Choosing, keys, clicks.
  [
    '(?:choisis|choisissez|choisir|sélectionne[rz]?) (?<target>.+?) dans (?<container>(?:le |la )?(?:menu|liste|liste déroulante)\\b.*)',
    'choose',
  ],
  [
    '(?:choisis|choisissez|choisir|sélectionne[rz]?|coche[rz]?|décoche[rz]?|active[rz]?|désactive[rz]?) (?<target>.+)',
    'choose',
  ],
  ['(?:appuie[rs]?|appuyez|appuyer|presse[rz]?)(?: sur)? (?<target>.+)', 'press'],
  [`clique[rz]?${SUR} (?<target>.+)`, 'click'],
  [`${FAIS} (?:un )?clic sur (?<target>.+)`, 'click'],
  // Windows and applications.
  ['(?:ferme[rz]?|quitte[rz]?)(?:-l[ea])?(?: (?<target>.+))?', 'close'],
  ['(?:bascule[rz]?|passe[rz]?|reviens|revenez|retourne[rz]?) (?:vers|sur|à|au|dans) (?<target>.+)', 'switchTo'],
  ['(?:va|allez|aller|navigue[rz]?|rends-toi|rendez-vous) (?:sur|à|au|vers|dans) (?<target>.+)', 'goTo'],
  ['visite[rz]? (?<target>.+)', 'goTo'],
  ['(?:ouvre[rz]?|ouvrir) (?<target>.+)', 'open'],
  ['(?:lance[rz]?|démarre[rz]?) (?<target>.+)', 'openApp'],
  // Reading.
  [
    "(?:dis-moi|dites-moi|lis|lisez) ce (?:qui est (?:écrit|affiché)|qu'il y a|qu’il y a) (?:sur|dans|à) (?<target>.+)",
    'read',
  ],
  ['(?:dis-moi|dites-moi) (?:quel(?:le)? est|ce que dit|ce que contient) (?<target>.+)', 'read'],
  ['(?:lis|lisez|lire|dis-moi|dites-moi|donne-moi)(?:-moi)? (?<target>.+)', 'read'],
  ['(?:efface[rz]?|supprime[rz]?)(?:-l[ea])?(?: (?<target>.+))?', 'deleteThing'],
];

const HOW: Readonly<Record<string, string>> = {
  cliquant: 'clique',
  'double-cliquant': 'double-clique',
  appuyant: 'appuie',
  tapant: 'tape',
  choisissant: 'choisis',
  sélectionnant: 'sélectionne',
  cochant: 'coche',
};
/** "connecte-toi en cliquant sur Connexion": only the how is done. */
function means(clause: string): string | null {
  const m = /^\S.*?,?\s+en\s+(?<how>[\p{Ll}-]+ant)\s+(?<rest>.+)$/su.exec(clause)?.groups;
  const verb = HOW[m?.['how'] ?? ''];
  return m && verb !== undefined ? `${verb} ${m['rest'] ?? ''}` : null;
}

/** "ouvre-le" → "ouvre ça", "clique dessus" → "clique sur ça". */
const imperative = (clause: string): string =>
  clause
    .replace(
      /^(?<verb>(?:ouvr|sélectionn|coch|décoch|gliss|déplac|liss?|activ|désactiv|lanc|appuy|double-cliqu)\p{L}*|glisser)-(?:l[ea]|les)(?![\p{L}])/iu,
      '$<verb> ça',
    )
    .replace(/^(?<verb>(?:double-)?cliqu\p{L}*|appui\p{L}*) dessus$/iu, '$<verb> sur ça');

export const french: Lexicon = {
  code: 'fr',
  imperative,
  means,
  separator:
    /(?:\s*[;\n]+\s*(?:\d+[.)]\s+)?|\s*[.!?…]+(?=\s)\s*|\s*,+\s+|\s+[-–—]+\s+|\s+:\s+|\s*(?<![\p{L}\d-])(?:et|puis|ensuite|après(?: cela| ça)?|enfin|finalement|d'abord|d’abord|alors|aussi)(?=[\s,])\s*)+/giu,
  strong: /[;\n.!?…]|(?:puis|ensuite|enfin|finalement|après)/iu,
  start: new RegExp(
    `^(?:(?:${VERBS})(?![\\p{L}\\d])|\\p{Ll}{3,}-(?:toi|vous)(?![\\p{L}])|dans (?:le |la |l')[^,.;]{1,50},? (?:clique|appuie|tape|choisis|sélectionne|ouvre|saisis)|(?:entrée|échap|ctrl|tab)(?![\\p{L}]))`,
    'iu',
  ),
  bareStart: null,
  typing: /^(?:tape[rz]?|écri\w+|saisi\w*|entre[rz]?|cherche[rz]?|recherche[rz]?)(?![\p{L}])/iu,
  lead: /^(?:(?:s'il (?:te|vous) plaît|s’il (?:te|vous) plaît|stp|svp|merci de|salut|bonjour|coucou|bon|ok|alors|maintenant|d'abord|d’abord|ensuite|puis|enfin|et|après|simplement|juste|peux-tu|pourrais-tu|pouvez-vous|pourriez-vous|tu peux|je veux que tu|je voudrais que tu|j'aimerais que tu|sur mon (?:mac|pc|ordinateur))(?![\p{L}\d])[\s,!.:;…]*)+/iu,
  tail: /(?:[\s,!.;?…]*(?<![\p{L}\d-])(?:s'il (?:te|vous) plaît|s’il (?:te|vous) plaît|stp|svp|merci(?: beaucoup| d'avance)?)[\s,!.;?…]*)+$/iu,
  articles: /^(?:(?:le|la|les|un|une|des|du|au|aux|mon|ma|mes|ce|cet|cette|ton|ta)\s+(?=\S)|l['’](?=\S))/iu,
  numbers,
  keys,
  pronoun: /^(?:ça|cela|celui-ci|celle-ci|lui|le|la|là|ici)$/iu,
  vague:
    /^(?:bouton|lien|icône|option|champ|menu|fichier|dossier|élément|chose|ici|là|fenêtre|application|bon|autre)$/iu,
  fieldNoun:
    /^(?:(?:le |la |l['’]))?(?:champ|zone|barre|case|cellule|boîte|ligne|éditeur|terminal|console|formulaire|document|recherche|message|objet|saisie)(?:$|\s.*)/iu,
  menuNoun: /^(?:(?:le |la ))?(?:menu|liste déroulante|liste)(?:$|\s.*)/iu,
  into: 'dans|sur|en|à',
  timesSuffix: new RegExp(`(?<comma>\\s*,)?\\s+(?:(?<n>${N}) fois(?: de suite)?|(?<x>\\d+)\\s?[x×])$`, 'iu'),
  timesInfix: new RegExp(`^(?<head>\\S+ )(?<n>${N}) fois (?<rest>\\S.*)$`, 'isu'),
  againSuffix: /\s+(?:encore une fois|à nouveau|de nouveau|une fois de plus)$/iu,
  purpose:
    /,?\s+(?:afin (?:de|que)|pour (?:que|ouvrir|voir|enregistrer|continuer|confirmer|fermer|démarrer|terminer|afficher))\s?.*$/iu,
  inPrefix:
    /^(?<prep>dans|sur|depuis|en)\s+(?<phrase>.{1,60}?)\s*(?:,\s*|\s)(?<rest>(?:clique|cliquez|appuie|appuyez|tape|tapez|choisis|choisissez|sélectionne|sélectionnez|ouvre|ouvrez|saisis|saisissez|coche|enregistre|écris|cherche|ferme|fais)\s.*)$/isu,
  placeOnly: /^(?<prep>dans|sur|depuis)\s+(?<phrase>.{1,60})$/isu,
  rules: rules(table),
};
