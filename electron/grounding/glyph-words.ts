/**
 * Which signs stand for which words, and where such signs usually are in a window.
 *
 * A table by general desktop custom. Weights below 1 mark a sign that means other things as well.
 */
import { conceptsOf } from './concepts.ts';
import { stem } from './text.ts';
import { STOP_WORDS } from './words.ts';
import type { Place } from './words.ts';

/** Concept (see `concepts.ts`) to signs. */
const BY_CONCEPT: Readonly<Record<string, string>> = {
  close: 'cross',
  quit: 'cross 0.8 power 0.6',
  cancel: 'cross 0.8',
  delete: 'bin bin_full cross 0.8 minus 0.8',
  clear: 'cross 0.9 bin 0.6',
  add: 'plus',
  new: 'plus',
  newtab: 'plus',
  newfolder: 'plus 0.8 folder 0.6 folder_line 0.6',
  back: 'arrow_left chevron_left triangle_left 0.9',
  next: 'arrow_right chevron_right triangle_right 0.8',
  forward: 'arrow_right chevron_right',
  search: 'lens',
  settings: 'gear',
  edit: 'pencil pencil_line',
  annotate: 'pencil 0.9 pencil_line 0.9',
  menu: 'menu dots_v 0.9 dots_h 0.7',
  more: 'dots_v dots_h',
  play: 'triangle_right',
  start: 'triangle_right 0.8',
  pause: 'pause',
  stop: 'stop cross 0.6',
  record: 'disc',
  refresh: 'refresh',
  rotate: 'refresh redo 0.7',
  home: 'house',
  starred: 'star star_line bookmark 0.8',
  lock: 'padlock',
  password: 'padlock 0.7 eye 0.7',
  show: 'eye 0.8',
  list: 'list menu 0.8',
  grid: 'grid grid9',
  launcher: 'grid9 0.8 grid 0.8',
  eject: 'eject',
  unmount: 'eject stop 0.8',
  mount: 'triangle_right',
  folder: 'folder folder_line',
  open: 'folder 0.6 folder_line 0.6',
  up: 'arrow_up chevron_up triangle_up',
  down: 'arrow_down chevron_down triangle_down',
  expand: 'chevron_down chevron_right triangle_down triangle_right',
  collapse: 'chevron_up triangle_down 0.8 chevron_down 0.7',
  ok: 'check',
  selectall: 'check 0.7',
  selection: 'check 0.8',
  zoomin: 'plus lens 0.8',
  zoomout: 'minus lens 0.8',
  increase: 'plus triangle_up 0.8 chevron_up 0.7',
  decrease: 'minus triangle_down 0.8 chevron_down 0.7',
  maximise: 'square expand 0.8 chevron_up 0.8 windows 0.7',
  minimise: 'minus chevron_down 0.8',
  restore: 'windows diamond undo 0.7',
  fullscreen: 'expand square 0.6',
  information: 'info',
  about: 'info',
  user: 'person',
  contact: 'person',
  share: 'share',
  print: 'printer',
  download: 'download arrow_down 0.8',
  save: 'floppy download 0.8',
  undo: 'undo',
  redo: 'redo',
  notification: 'bell',
  alarm: 'bell 0.8 clock 0.8',
  sound: 'speaker',
  camera: 'camera',
  screenshot: 'camera 0.9',
  calendar: 'calendar',
  email: 'envelope',
  send: 'arrow_right 0.5 envelope 0.6',
  power: 'power',
  shutdown: 'power',
  clock: 'clock',
  dark: 'moon',
  light: 'sun',
  copy: 'copy',
  attach: 'paperclip',
  page: 'page 0.7',
  route: 'arrow_right 0.4',
  view: 'grid 0.7 list 0.7',
};

/** Words for the look of a sign; phrases of two words win over their parts. */
const BY_LOOK: Readonly<Record<string, string>> = {
  'x|×|✕|cross|kreuz|cruz|croix|叉': 'cross',
  '+|plus|plus sign|pluszeichen|加号': 'plus',
  '-|−|minus|minus sign|dash|减号': 'minus',
  'hamburger|three line|three bar|stacked line|three horizontal line|three stripe|horizontal line|drei strich':
    'menu list 0.7',
  'three dot|three-dot|dot|ellipsis|kebab|vertical dot|three vertical dot|drei punkte': 'dots_v dots_h',
  'arrow|pfeil|flecha|fleche|箭头':
    'arrow_right arrow_left arrow_up arrow_down chevron_right 0.9 chevron_left 0.9 chevron_down 0.9 chevron_up 0.9 triangle_down 0.8 triangle_right 0.8 triangle_left 0.8 triangle_up 0.8',
  'right arrow|arrow pointing right|arrow right|arrow to the right|pointing right|right-pointing':
    'arrow_right chevron_right triangle_right',
  'left arrow|arrow pointing left|arrow left|arrow to the left|pointing left|left-pointing|back arrow':
    'arrow_left chevron_left triangle_left',
  'up arrow|arrow pointing up|arrow up|upward arrow|pointing up': 'arrow_up chevron_up triangle_up',
  'down arrow|arrow pointing down|arrow down|downward arrow|pointing down': 'arrow_down chevron_down triangle_down',
  'triangle|dreieck|triangulo': 'triangle_right triangle_down triangle_up triangle_left',
  'chevron|angle bracket': 'chevron_right chevron_left chevron_up chevron_down',
  'magnifying glass|magnifier|lens|loupe|lupe|lupa|放大镜': 'lens',
  'tick|check mark|checkmark|hook|haken': 'check',
  'circle|round|kreis|dot in a circle|circulo': 'disc ring',
  'ring|hollow circle|empty circle': 'ring',
  'square|quadrat|cuadrado|carre': 'square stop',
  'diamond|rhombus|raute': 'diamond',
  'star|stern|estrella|etoile|星': 'star star_line',
  'gear|cog|cogwheel|wheel|zahnrad|engranaje|齿轮': 'gear',
  'pencil|pen|stift|bleistift|lapiz|crayon|铅笔': 'pencil pencil_line',
  'trash can|trash|bin|dustbin|wastebasket|mulleimer|垃圾桶': 'bin bin_full',
  'house|home|haus': 'house',
  'padlock|lock|schloss': 'padlock',
  'grid|tiles|four square|nine dot|nine square|raster': 'grid grid9',
  'list|bullet list|liste': 'list',
  eject: 'eject',
  'circular arrow|round arrow|curved arrow|circle arrow': 'refresh undo redo',
  'folder|ordner|carpeta|dossier|文件夹': 'folder folder_line',
  'person|head|user|figure|silhouette|portrait': 'person',
  'bell|glocke|campana': 'bell',
  'letter i|i in a circle|info': 'info',
  'clock face|clock|uhr|reloj': 'clock',
  'eye|auge|ojo|oeil|眼睛': 'eye',
  'heart|herz|corazon|coeur': 'heart',
  'speaker|loudspeaker|lautsprecher': 'speaker',
  'moon|crescent|mond|luna|lune': 'moon',
  'sun|sonne|sol|soleil': 'sun',
  'layer|stack|stacked layer': 'layers',
  'sheet|paper|document|page': 'page',
  'floppy|floppy disk|diskette': 'floppy',
  'printer|drucker': 'printer',
  'envelope|letter': 'envelope',
  'calendar|kalender': 'calendar',
  'camera|kamera': 'camera',
  'paper clip|paperclip|buroklammer': 'paperclip',
  'pause|two bar': 'pause',
  play: 'triangle_right',
  stop: 'stop',
};

const parseSigns = (text: string): [string, number][] => {
  const out: [string, number][] = [];
  for (const part of text.split(' ')) {
    const n = Number(part);
    const last = out.at(-1);
    if (Number.isNaN(n)) out.push([part, 1]);
    else if (last) last[1] = n;
  }
  return out;
};
const LOOKS: ReadonlyMap<string, readonly [string, number][]> = new Map(
  Object.entries(BY_LOOK).flatMap(([phrases, signs]) =>
    phrases.split('|').map((p): [string, [string, number][]] => [p.split(' ').map(stem).join(' '), parseSigns(signs)]),
  ),
);
const SIGNS: ReadonlyMap<string, readonly [string, number][]> = new Map(
  Object.entries(BY_CONCEPT).map(([c, signs]) => [c, parseSigns(signs)]),
);

const merge = (into: Map<string, number>, list: readonly (readonly [string, number])[], factor: number): void => {
  for (const [name, weight] of list) into.set(name, Math.max(into.get(name) ?? 0, weight * factor));
};

/** Signs whose look is described by these folded words. */
export function signsByLook(words: readonly string[]): Map<string, number> {
  const stems = words.map(stem);
  const out = new Map<string, number>();
  for (let i = 0; i < stems.length;) {
    let step = 1;
    for (let n = Math.min(4, stems.length - i); n > 0; n--) {
      const hit = LOOKS.get(stems.slice(i, i + n).join(' '));
      if (hit) {
        merge(out, hit, 1);
        step = n;
        break;
      }
    }
    i += step;
  }
  return out;
}

/** Signs for what these folded words ask to be done. */
export function signsByPurpose(words: readonly string[]): Map<string, number> {
  const out = new Map<string, number>();
  for (const hit of conceptsOf(words.map(stem))) merge(out, SIGNS.get(hit.concept) ?? [], 1);
  return out;
}

/** Where the sign for a concept usually is within its window. */
const CONCEPT_PLACES: Readonly<Record<string, Place>> = {
  close: { h: 1, v: -1 },
  maximise: { h: 1, v: -1 },
  minimise: { h: 1, v: -1 },
  menu: { h: 1, v: -1 },
  back: { h: -1, v: -1 },
  search: { h: null, v: -1 },
  launcher: { h: -1, v: null },
  newtab: { h: null, v: -1 },
  power: { h: 1, v: null },
};
export function usualPlace(words: readonly string[]): Place | null {
  for (const hit of conceptsOf(words.map(stem))) {
    const place = CONCEPT_PLACES[hit.concept];
    if (place) return place;
  }
  return null;
}

/** What signs belong to, without saying so. */
const NEUTRAL = new Set(
  'window dialog dialogue program application app browser editor screen page whole current one thing button icon'.split(
    ' ',
  ),
);

/** Share of the content words that stand for some sign: of "start selecting several contacts" only the first does. */
export function explainedBySigns(words: readonly string[]): number {
  const stems = words.map(stem);
  const covered = new Set<number>();
  for (const hit of conceptsOf(stems))
    if (SIGNS.has(hit.concept)) for (let i = hit.from; i <= hit.to; i++) covered.add(i);
  const content = words.flatMap((w, i) => ((STOP_WORDS.has(w) || NEUTRAL.has(w)) && !covered.has(i) ? [] : [i]));
  return content.length === 0 ? 0 : content.filter((i) => covered.has(i)).length / content.length;
}
