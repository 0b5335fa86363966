/** Pictures for the fake host: an editor with a menu and a dialog, painted where a canvas is at hand. */
import type { BodyOf } from '../../../../electron/protocol/client-events.ts';
import type { Picture } from '../../../../electron/protocol/client-parts.ts';

export const SCREEN = { x1: 0, y1: 0, x2: 1280, y2: 800 } as const;
/** Where the things of the painted screen are. */
export const PLACES = {
  file: { x1: 132, y1: 110, x2: 176, y2: 134 },
  saveAs: { x1: 132, y1: 196, x2: 292, y2: 222 },
  name: { x1: 520, y1: 322, x2: 860, y2: 352 },
  save: { x1: 880, y1: 560, x2: 960, y2: 592 },
  delete: { x1: 770, y1: 470, x2: 860, y2: 502 },
  cancel: { x1: 660, y1: 470, x2: 750, y2: 502 },
} as const;
export type Scene = 'editor' | 'menu' | 'dialog' | 'delete';
export const SCENES: readonly Scene[] = ['editor', 'menu', 'dialog', 'delete'];

const TEXT = ['Dear team,', '', 'the total is 42 € (incl. 7% tax) @ 10:30 — ¡olé!', '', 'Best regards'];

function paint(scene: Scene): OffscreenCanvas {
  const canvas = new OffscreenCanvas(SCREEN.x2, SCREEN.y2);
  const c = canvas.getContext('2d');
  if (!c) return canvas;
  const box = (x: number, y: number, w: number, h: number, fill: string, edge = '#b8b8b8'): void => {
    c.fillStyle = fill;
    c.fillRect(x, y, w, h);
    c.strokeStyle = edge;
    c.strokeRect(x + 0.5, y + 0.5, w - 1, h - 1);
  };
  const say = (text: string, x: number, y: number, fill = '#222', size = 14): void => {
    c.fillStyle = fill;
    c.font = `${size}px sans-serif`;
    c.fillText(text, x, y);
  };
  c.fillStyle = '#3c5a7d';
  c.fillRect(0, 0, SCREEN.x2, SCREEN.y2);
  box(120, 80, 860, 560, '#fafafa');
  box(120, 80, 860, 28, '#dfe3e8');
  say('*Untitled 1 – Editor', 470, 99);
  ['File', 'Edit', 'Search', 'View', 'Help'].forEach((m, i) => say(m, 140 + i * 62, 128));
  TEXT.forEach((line, i) => say(line, 140, 170 + i * 24));
  if (scene === 'menu') {
    box(124, 134, 200, 200, '#ffffff');
    ['New', 'Open…', 'Save As…', 'Print…', 'Close', 'Quit'].forEach((m, i) =>
      say(m, 140, 160 + i * 28 + (i > 1 ? 0 : 0)),
    );
  }
  if (scene === 'dialog') {
    box(360, 260, 620, 350, '#f4f4f4');
    say('Save As', 640, 288, '#222', 15);
    say('Name:', 460, 342);
    box(520, 322, 340, 30, '#ffffff', '#3584e4');
    say('hello.txt', 530, 342);
    ['Desktop', 'Documents', 'Downloads'].forEach((m, i) => say(m, 390, 400 + i * 30));
    box(780, 560, 90, 32, '#e6e6e6');
    say('Cancel', 801, 581);
    box(880, 560, 80, 32, '#3584e4');
    say('Save', 903, 581, '#fff');
  }
  if (scene === 'delete') {
    box(420, 370, 460, 150, '#ffffff');
    say('Delete “old-report.txt”?', 444, 408, '#222', 17);
    say('If you delete an item, it is lost for good.', 444, 438);
    box(660, 470, 90, 32, '#e6e6e6');
    say('Cancel', 682, 491);
    box(770, 470, 90, 32, '#c01c28');
    say('Delete', 792, 491, '#fff');
  }
  return canvas;
}

const made = new Map<Scene, Promise<Uint8Array<ArrayBuffer>>>();

export function bytesOf(scene: Scene): Promise<Uint8Array<ArrayBuffer>> {
  const known = made.get(scene);
  if (known) return known;
  const bytes = paint(scene)
    .convertToBlob({ type: 'image/png' })
    .then(async (blob) => new Uint8Array(await blob.arrayBuffer()));
  made.set(scene, bytes);
  return bytes;
}

export async function pictureOf(scene: Scene): Promise<Picture> {
  return { mime: 'image/png', width: SCREEN.x2, height: SCREEN.y2, box: SCREEN, data: await bytesOf(scene) };
}

/** The crop around a place with a ring on it, as the gate sends it. */
export async function cropUrl(scene: Scene, box: { x1: number; y1: number; x2: number; y2: number }): Promise<string> {
  const canvas = new OffscreenCanvas(520, 240);
  const c = canvas.getContext('2d');
  const [cx, cy] = [(box.x1 + box.x2) / 2, (box.y1 + box.y2) / 2];
  c?.drawImage(paint(scene), 260 - cx, 120 - cy);
  if (c) {
    c.lineWidth = 3;
    c.strokeStyle = '#d6006c';
    c.strokeRect(260 - (cx - box.x1), 120 - (cy - box.y1), box.x2 - box.x1, box.y2 - box.y1);
  }
  const blob = await canvas.convertToBlob({ type: 'image/png' });
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = '';
  for (const b of bytes) text += String.fromCharCode(b);
  return `data:image/png;base64,${btoa(text)}`;
}

export const DISPLAYS = [{ id: 'eDP-1', name: 'eDP-1', box: SCREEN, scale: 1, primary: true }] as const;
export const OTHER_DISPLAYS = [
  { id: 'DP-2', name: 'DP-2', box: { x1: 1280, y1: -280, x2: 3840, y2: 1160 }, scale: 1.5, primary: false },
] as const;

/** A picture of the live view. */
export async function frameOf(scene: Scene, seq: number): Promise<BodyOf<'frame'>> {
  const { width, height, data } = await pictureOf(scene);
  return {
    ...{ seq, display: DISPLAYS[0], width, height, full: true, takenAt: Date.now() },
    tiles: [{ x: 0, y: 0, width, height, mime: 'image/png', data }],
    ...{ pointer: { x: 300, y: 300 }, masked: [] },
  };
}
