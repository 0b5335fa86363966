/**
 * Screens and instructions made from a seed: what the confidence is calibrated on, and a yardstick for changes.
 * Words are of our own choosing; no evaluation set was looked at for them.
 */
import { boxCentre, boxContains, globalBox } from '../../../electron/protocol/coordinates.ts';
import type { Box } from '../../../electron/protocol/coordinates.ts';
import type { Screen } from '../../../electron/protocol/screen.ts';
import { Canvas } from './canvas.ts';
import {
  BUTTONS,
  FIELDS,
  TOGGLES,
  FILES,
  MENUS,
  PROSE,
  PURPOSES,
  SIGN_WORDS,
  COLOURS,
  DECOYS,
  PLACES,
} from './vocabulary.ts';

export interface Case {
  readonly screen: Screen;
  readonly instruction: string;
  /** Null: not on the screen. */
  readonly box: Box | null;
  readonly style: 'label' | 'field' | 'toggle' | 'relation' | 'ordinal' | 'place' | 'colour' | 'sign' | 'purpose';
}

/** Mulberry32: small, good enough, the same everywhere. */
export function randomFrom(seed: number): () => number {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** A reader's slip: one letter wrong, or letters run together. */
function misread(text: string, random: () => number): string {
  if (random() > 0.15 || text.length < 5) return text;
  const at = 1 + Math.floor(random() * (text.length - 2));
  const swaps: Record<string, string> = { l: '1', o: '0', i: 'l', e: 'c', r: 'n', s: '5', t: 'f' };
  const letter = text[at] ?? '';
  return text.slice(0, at) + (swaps[letter] ?? letter) + text.slice(at + 1);
}

interface Drawn {
  readonly canvas: Canvas;
  readonly buttons: Map<string, Box>;
  readonly fields: Map<string, Box>;
  readonly toggles: Map<string, { label: Box; control: Box; kind: string }>;
  readonly rows: { name: string; box: Box; sign: Box }[];
  readonly signs: Map<string, Box>;
  readonly colours: Map<string, Box>;
  readonly corners: Map<string, Box>;
}

function pickSome<T>(list: readonly T[], n: number, random: () => number): T[] {
  const left = [...list];
  const out: T[] = [];
  while (out.length < n && left.length > 0) out.push(...left.splice(Math.floor(random() * left.length), 1));
  return out;
}

/** One application window with a header, a menu bar or tools, a form, rows and buttons. */
function drawScreen(random: () => number, extra: readonly string[]): Drawn {
  const dark = random() < 0.3;
  const c = new Canvas(1024, 768, dark ? [44, 44, 48] : [248, 248, 248]);
  const d: Drawn = {
    canvas: c,
    buttons: new Map(),
    fields: new Map(),
    toggles: new Map(),
    rows: [],
    signs: new Map(),
    colours: new Map(),
    corners: new Map(),
  };
  const ink: readonly [number, number, number] = dark ? [225, 225, 225] : [40, 40, 40];
  c.text(440, 12, 'Untitled — Studio', ink);
  let x = 20;
  for (const m of pickSome(MENUS, 5, random)) {
    d.buttons.set(m, c.text(x, 44, m, ink).box);
    x += m.length * 7 + 26;
  }
  x = 20;
  const signs = [
    ...pickSome(
      SIGN_WORDS.map(([n]) => n),
      4,
      random,
    ),
    ...pickSome(DECOYS, 2, random),
  ];
  for (const s of pickSome(signs, signs.length, random)) {
    d.signs.set(s, c.sign(s, x, 78, 12 + Math.floor(random() * 8), 1 + Math.floor(random() * 2), ink).box);
    x += 44;
  }
  let y = 124;
  for (const f of pickSome(FIELDS, 4, random)) {
    const side = random() < 0.7;
    c.text(40, y + 6, misread(`${f}${random() < 0.5 ? ':' : ''}`, random), ink);
    const box = side ? globalBox(190, y, 390, y + 28) : globalBox(40, y + 26, 240, y + 54);
    d.fields.set(f, c.control('field', box, random() < 0.4 ? 'auto' : '', dark ? [60, 60, 64] : [255, 255, 255]).box);
    y += side ? 42 : 68;
  }
  y += 10;
  for (const t of pickSome(TOGGLES, 4, random)) {
    const kind = random() < 0.5 ? 'checkbox' : 'switch';
    const at = kind === 'checkbox' ? 40 : 340;
    const control = c.toggle(kind, at, kind === 'checkbox' ? y : y - 4).box;
    const label = c.text(kind === 'checkbox' ? 66 : 40, y, misread(t, random), ink).box;
    d.toggles.set(t, { label, control, kind });
    y += 36;
  }
  y = 130;
  for (const f of pickSome(FILES, 6, random)) {
    const text = c.text(520, y, misread(f, random), ink).box;
    const sign = c.sign(pickSome(['cross', 'zigzag', 'fork'], 1, random)[0] ?? 'fork', 930, y, 14, 2, ink).box;
    d.rows.push({ name: f, box: text, sign });
    y += 34;
  }
  y = 350;
  for (const label of extra) {
    d.buttons.set(
      label,
      random() < 0.5
        ? c.text(520, y, misread(label, random), ink).box
        : c.control('button', globalBox(520, y - 6, 540 + label.length * 8, y + 22), misread(label, random)).box,
    );
    y += 38;
  }
  c.text(520, 600, PROSE[Math.floor(random() * PROSE.length)] ?? '', ink);
  x = 520;
  for (const b of pickSome(BUTTONS, 3, random)) {
    const w = b.length * 8 + 30;
    d.buttons.set(b, c.control('button', globalBox(x, 660, x + w, 692), misread(b, random)).box);
    x += w + 14;
  }
  x = 40;
  for (const [name, rgb] of pickSome(COLOURS, 2, random)) {
    d.colours.set(name, c.control('button', globalBox(x, 640, x + 70, 668), '', rgb).box);
    x += 90;
  }
  for (const [name, px, py] of pickSome(PLACES, 3, random)) d.corners.set(name, c.sign('fork', px, py, 18, 2, ink).box);
  return d;
}

const COMMANDS = ['Click ', 'Press ', 'Choose ', 'Select ', 'Open ', ''];

type Maker = (d: Drawn, random: () => number) => Omit<Case, 'screen'> | null;
const any = <T>(list: readonly T[], random: () => number): T | undefined => list[Math.floor(random() * list.length)];
const pad = (b: Box, n: number): Box => globalBox(b.x1 - n, b.y1 - n, b.x2 + n, b.y2 + n);

const MAKERS: readonly Maker[] = [
  (d, r) => {
    const hit = any([...d.buttons], r);
    if (!hit) return null;
    const quote = r() < 0.4;
    const noun = r() < 0.3 ? ' button' : '';
    return {
      instruction: `${any(COMMANDS, r) ?? ''}${noun ? 'the ' : ''}${quote ? `"${hit[0]}"` : hit[0]}${noun}`,
      box: hit[1],
      style: 'label',
    };
  },
  (d, r) => {
    const hit = any(
      BUTTONS.filter((b) => !d.buttons.has(b)),
      r,
    );
    return hit
      ? { instruction: `${any(COMMANDS, r) ?? ''}${r() < 0.4 ? `"${hit}"` : hit}`, box: null, style: 'label' }
      : null;
  },
  (d, r) => {
    const row = any(d.rows, r);
    return row ? { instruction: `${r() < 0.5 ? 'Select' : 'Open'} ${row.name}`, box: row.box, style: 'label' } : null;
  },
  (d, r) => {
    const f = any(
      FILES.filter((n) => !d.rows.some((row) => row.name === n)),
      r,
    );
    return f ? { instruction: `Select ${f}`, box: null, style: 'label' } : null;
  },
  (d, r) => {
    const hit = any([...d.fields], r);
    return hit
      ? {
          instruction: `${r() < 0.5 ? 'Click into' : 'Click'} the ${hit[0]} ${r() < 0.5 ? 'field' : 'box'}`,
          box: hit[1],
          style: 'field',
        }
      : null;
  },
  (d, r) => {
    const f = any(
      FIELDS.filter((n) => !d.fields.has(n)),
      r,
    );
    return f ? { instruction: `Click into the ${f} field`, box: null, style: 'field' } : null;
  },
  (d, r) => {
    const hit = any([...d.toggles], r);
    if (!hit) return null;
    const [name, t] = hit;
    if (r() < 0.5)
      return {
        instruction: `the ${t.kind} ${t.kind === 'switch' ? 'beside' : 'next to'} "${name}"`,
        box: pad(t.control, 2),
        style: 'toggle',
      };
    const whole = globalBox(
      Math.min(t.label.x1, t.control.x1),
      t.control.y1 - 4,
      Math.max(t.label.x2, t.control.x2),
      t.control.y2 + 4,
    );
    return {
      instruction: `${t.kind === 'switch' ? 'Turn on' : 'Tick'} ${r() < 0.5 ? `"${name}"` : name}`,
      box: whole,
      style: 'toggle',
    };
  },
  (d, r) => {
    const t = any(
      TOGGLES.filter((n) => !d.toggles.has(n)),
      r,
    );
    return t
      ? { instruction: r() < 0.5 ? `Turn on ${t}` : `the switch beside "${t}"`, box: null, style: 'toggle' }
      : null;
  },
  (d, r) => {
    const i = 1 + Math.floor(r() * (d.rows.length - 2));
    const [above, row, below] = [d.rows[i - 1], d.rows[i], d.rows[i + 1]];
    if (!above || !row || !below) return null;
    const style = 'relation' as const;
    const k = r();
    if (k < 0.3) return { instruction: `the file directly below ${above.name}`, box: row.box, style };
    if (k < 0.5) return { instruction: `the entry between ${above.name} and ${below.name}`, box: row.box, style };
    if (k < 0.8) return { instruction: `the icon at the end of the ${row.name} row`, box: row.sign, style };
    return { instruction: `the icon to the right of ${row.name}`, box: row.sign, style };
  },
  (d, r) => {
    const f = any(
      FILES.filter((n) => !d.rows.some((row) => row.name === n)),
      r,
    );
    return f ? { instruction: `the icon at the end of the ${f} row`, box: null, style: 'relation' } : null;
  },
  (d, r) => {
    const [name, box] = any([...d.corners], r) ?? [];
    return name && box ? { instruction: `the icon in the ${name} corner`, box, style: 'place' } : null;
  },
  (d, r) => {
    const [name, box] = any([...d.colours], r) ?? [];
    return name && box ? { instruction: `the ${name} button`, box, style: 'colour' } : null;
  },
  (d, r) => {
    const missing = any(
      COLOURS.filter(([n]) => !d.colours.has(n)),
      r,
    );
    return missing ? { instruction: `the ${missing[0]} button`, box: null, style: 'colour' } : null;
  },
  (d, r) => {
    const sign = any(
      SIGN_WORDS.filter(([n]) => d.signs.has(n) && n !== 'cross'),
      r,
    );
    const box = sign && d.signs.get(sign[0]);
    return box ? { instruction: any(sign[1], r) ?? '', box, style: 'sign' } : null;
  },
  (d, r) => {
    const sign = any(
      SIGN_WORDS.filter(([n]) => !d.signs.has(n) && n !== 'cross'),
      r,
    );
    return sign ? { instruction: any(sign[1], r) ?? '', box: null, style: 'sign' } : null;
  },
];

/** Labels close to one that is there, and yet another control. */
const NEAR: readonly ((label: string) => string)[] = [
  (l) => `${l} All`,
  (l) => `${l} Again`,
  (l) => `Un${l.toLowerCase()}`,
  (l) => `${l} Options`,
  (l) => `Force ${l}`,
  (l) => l.split(' ').reverse().join(' of '),
];
const HARD: readonly Maker[] = [
  (d, r) => {
    const [label] =
      any(
        [...d.buttons].filter(([b]) => !/[ …]/.test(b)),
        r,
      ) ?? [];
    const near = any(NEAR, r);
    if (!label || !near) return null;
    const asked = near(label);
    return asked === label || d.buttons.has(asked)
      ? null
      : { instruction: `Click ${asked}`, box: null, style: 'label' };
  },
  (d, r) => {
    // The same words as a heading or in prose; the button is meant.
    const [label, box] =
      any(
        [...d.buttons].filter(([, b]) => b.y1 > 640),
        r,
      ) ?? [];
    if (!label || !box) return null;
    d.canvas.text(520, 560, r() < 0.5 ? label : `${label} the chosen entries now.`);
    return { instruction: `Press the "${label}" button`, box, style: 'label' };
  },
  (d, r) => {
    const row = any(d.rows, r);
    if (!row) return null;
    const [name, end] = row.name.split('.');
    return { instruction: `Select ${name ?? ''}-old.${end ?? 'txt'}`, box: null, style: 'label' };
  },
  (d, r) => {
    const [name] = any([...d.fields], r) ?? [];
    return name ? { instruction: `Click into the Secondary ${name} field`, box: null, style: 'field' } : null;
  },
  (d, r) => {
    const row = any(d.rows, r);
    const label = any(
      BUTTONS.filter((b) => !d.buttons.has(b)),
      r,
    );
    return row && label
      ? { instruction: `the ${label} button in the ${row.name} row`, box: null, style: 'relation' }
      : null;
  },
];

/** `count` cases from a seed; about a third are absent. */
export function makeCases(count: number, seed: number): Case[] {
  const random = randomFrom(seed);
  const cases: Case[] = [];
  for (let n = 0; cases.length < count && n < count * 4; n++) {
    const purposes = pickSome(PURPOSES, 5, random);
    const d = drawScreen(
      random,
      purposes.slice(0, 3).map(([, label]) => label),
    );
    const screen = d.canvas.screen();
    if (n % 5 === 4) {
      const present = random() < 0.7;
      const chosen = purposes[present ? 0 : 3 + Math.floor(random() * 2)];
      if (chosen)
        cases.push({
          screen,
          instruction: chosen[0],
          box: present ? (d.buttons.get(chosen[1]) ?? null) : null,
          style: 'purpose',
        });
      continue;
    }
    const made = any(n % 3 === 0 ? HARD : MAKERS, random)?.(d, random);
    // Readers miss things: now and then the target has no element of its own.
    const missed = made?.box && random() < 0.1 ? made.box : null;
    const seen = missed
      ? {
          ...screen,
          elements: screen.elements.filter((e) => e.kind === 'text' || !boxContains(missed, boxCentre(e.box))),
        }
      : screen;
    if (made) cases.push({ screen: seen, ...made });
  }
  return cases;
}

/** Whether an answer is right: a point in the box, or none when there is no box. */
export function isRight(c: Case, point: { x: number; y: number } | null): boolean {
  if (c.box === null) return point === null;
  return point !== null && point.x >= c.box.x1 && point.x < c.box.x2 && point.y >= c.box.y1 && point.y < c.box.y2;
}
export const centreOfCase = (c: Case): { x: number; y: number } | null => (c.box ? boxCentre(c.box) : null);
