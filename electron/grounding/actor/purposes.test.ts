import { afterAll, beforeAll, expect, test } from 'vitest';
import { Canvas } from '../../../test/bench/grounding/canvas.ts';
import { ModelRegistry } from '../../inference/registry.ts';
import { boxCentre, boxContains, type Box } from '../../protocol/coordinates.ts';
import type { Screen } from '../../protocol/screen.ts';
import { createActorGrounder, type ActorGrounder } from './actor.ts';

let actor: ActorGrounder;
beforeAll(async () => {
  actor = await createActorGrounder({ models: await ModelRegistry.open() });
}, 60_000);
afterAll(() => actor.close());

const PROGRAMS = [
  ...['Disk Usage', 'Screenshot', 'Fonts', 'Printers', 'Text Editor', 'Weather', 'Clocks', 'Calendar', 'Maps', 'Music'],
  ...['Photos', 'Contacts', 'Extensions', 'Backups', 'Passwords', 'Software', 'Users', 'Tour', 'Help', 'Terminal'],
  ...['Calculator', 'Characters', 'Connections', 'Document Scanner', 'Logs', 'Mail', 'Power', 'Keyboard', 'Videos'],
];

function launcher(): { readonly screen: Screen; readonly boxes: ReadonlyMap<string, Box> } {
  const c = new Canvas(1000, 700);
  const boxes = new Map(
    PROGRAMS.map((name, i) => [name, c.text(60 + 230 * (i % 4), 60 + 70 * Math.floor(i / 4), name).box] as const),
  );
  return { screen: c.screen(), boxes };
}

test.each([
  ['see how full the drives are', 'Disk Usage'],
  ['find out whether it will rain tomorrow', 'Weather'],
  ['take a picture of the screen', 'Screenshot'],
  ['add two numbers together', 'Calculator'],
  ['get back files from a copy made earlier', 'Backups'],
])('"%s" points at %s, with which it shares no word', async (said, name) => {
  const { screen, boxes } = launcher();
  const g = await actor.ground(screen, said);
  const box = boxes.get(name);
  const first = g.candidates[0];
  expect(box && first && boxContains(box, boxCentre(first.box)), JSON.stringify(g.candidates.slice(0, 3))).toBe(true);
});
