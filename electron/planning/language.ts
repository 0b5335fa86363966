/** Picks the language of a task by its command words. Errs towards English. */
import type { Lexicon } from './context.ts';
import { german } from './lexicon/de.ts';
import { english } from './lexicon/en.ts';
import { french } from './lexicon/fr.ts';
import { spanish } from './lexicon/es.ts';
import { chinese } from './lexicon/zh.ts';

/** Small words that give a language away; words that English has too are left out. */
const MARKERS: readonly (readonly [Lexicon, RegExp])[] = [
  [
    german,
    /(?<![\p{L}\d])(?:auf|und|den|das|dem|der|dann|mit|bitte|im|ins|nach|oben|unten|ein|eine|einen|mir|zum|zur|sie|warte|öffne|klicke|drücke|wähle|schließe|gib|tippe|bis|sekunden|auf)(?![\p{L}\d])/giu,
  ],
  [
    spanish,
    /(?<![\p{L}\d])(?:el|la|los|las|en|y|luego|después|por|favor|haz|haga|clic|clica|pulsa|pulse|abre|abra|escribe|escriba|ve|vaya|espera|espere|cierra|cierre|hacia|segundos|botón|selecciona|elige|guarda|arrastra|hasta|del|al|busca|desplázate|baja|sube|copia|pega|una|un)(?![\p{L}\d])/giu,
  ],
  [
    french,
    /(?<![\p{L}\d])(?:le|la|les|sur|et|puis|dans|clique|cliquez|appuie|appuyez|ouvre|ouvrez|tape|tapez|saisis|saisissez|écris|écrivez|attends|attendez|ferme|fermez|vers|bouton|sélectionne|choisis|va|allez|du|des|jusqu|secondes|enregistre|fais|faites|le|une|un|svp|plaît|au|aux|bas|haut)(?![\p{L}\d])/giu,
  ],
  [
    english,
    /(?<![\p{L}\d])(?:the|and|click|press|open|type|then|in|on|to|of|into|from|wait|with|please|go|select|until|it|is|scroll|hit|for)(?![\p{L}\d])/giu,
  ],
];

/** The lexicon to read a task with; literals must have been taken out. */
export function lexiconFor(text: string): Lexicon {
  const sample = text.slice(0, 2000);
  const han = (sample.match(/[\u4e00-\u9fff]/g) ?? []).length;
  if (/^[^\p{L}\ue000-\uf8ff]*[\u4e00-\u9fff]/u.test(sample)) return chinese;
  if (han > 0 && han * 4 >= (sample.match(/\p{L}/gu) ?? []).filter((c) => c < '\ue000').length) return chinese;
  let best: Lexicon = english;
  let most = 0;
  let own = 0;
  for (const [lex, marker] of MARKERS) {
    const hits = (sample.match(marker) ?? []).length + (lex.start.test(sample.replace(lex.lead, '')) ? 2 : 0);
    if (lex === english) own = hits;
    else if (hits > most) [best, most] = [lex, hits];
  }
  return most > own ? best : english;
}
