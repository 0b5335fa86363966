/** Picks the language of a task by its command words. Errs towards English. */
import type { Lexicon } from './context.ts';
import { german } from './lexicon/de.ts';
import { english } from './lexicon/en.ts';
import { french } from './lexicon/fr.ts';
import { spanish } from './lexicon/es.ts';
import { chinese } from './lexicon/zh.ts';

/** Small words that give a language away; words that English has too are left out. */
const of = (list: string): ReadonlySet<string> => new Set(list.split(' '));
const OTHERS: readonly (readonly [Lexicon, ReadonlySet<string>])[] = [
  [
    german,
    of(
      'auf und den das dem der dann mit bitte im ins nach oben unten ein eine einen mir zum zur sie warte öffne klicke drücke wähle schließe gib tippe bis sekunden',
    ),
  ],
  [
    spanish,
    of(
      'el la los las en y luego después por favor haz haga clic clica pulsa pulse abre abra escribe escriba ve vaya espera espere cierra cierre hacia segundos botón selecciona elige guarda arrastra hasta del al busca desplázate baja sube copia pega una un',
    ),
  ],
  [
    french,
    of(
      'le la les sur et puis dans clique cliquez appuie appuyez ouvre ouvrez tape tapez saisis saisissez écris écrivez attends attendez ferme fermez vers bouton sélectionne choisis va allez du des jusqu secondes enregistre fais faites une un svp plaît au aux bas haut',
    ),
  ],
];
const ENGLISH = of(
  'the and click press open type then in on to of into from wait with please go select until it is scroll hit for',
);
/** What it counts that a task begins like an instruction of a language. */
const BEGINS = 2;

/** The lexicon to read a task with; literals must have been taken out. */
export function lexiconFor(text: string): Lexicon {
  const sample = text.slice(0, 2000);
  const han = (sample.match(/[\u4e00-\u9fff]/g) ?? []).length;
  if (/^[^\p{L}\ue000-\uf8ff]*[\u4e00-\u9fff]/u.test(sample)) return chinese;
  if (han > 0 && han * 4 >= (sample.match(/\p{L}/gu) ?? []).filter((c) => c < '\ue000').length) return chinese;
  const words = sample.toLowerCase().match(/[\p{L}\d]+/gu) ?? [];
  const score = (lex: Lexicon, hits: number): number =>
    hits + (lex.start.test(sample.replace(lex.lead, '')) ? BEGINS : 0);
  const count = (markers: ReadonlySet<string>): number => words.filter((w) => markers.has(w)).length;
  let best: Lexicon = english;
  let most = score(english, count(ENGLISH));
  for (const [lex, markers] of OTHERS) {
    const hits = count(markers);
    // Its patterns are compiled only where they could decide.
    const total = hits + BEGINS > most ? score(lex, hits) : hits;
    if (total > most) [best, most] = [lex, total];
  }
  return best;
}
