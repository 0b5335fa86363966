import { expect, test } from 'vitest';
import { FakeBus, type FakeApp, type FakeObject } from '../../../test/fixtures/accessible-bus.ts';
import { globalBox, type Box } from '../../protocol/coordinates.ts';
import { collect } from './collect.ts';
import type { WindowSeen } from './match.ts';
import type { AccessibleThing } from './port.ts';
import { ROLE } from './roles.ts';
import { AccessibleTree, type LookRequest } from './tree.ts';

const BUTTON = 43;
const FRAME = globalBox(0, 0, 1000, 800);
const button = (name: string, x: number, y = 50): FakeObject => ({ role: BUTTON, name, at: [x, y, 40, 30] });
const window = (...children: FakeObject[]): FakeObject => ({
  role: ROLE.frame,
  name: 'Editor',
  at: [0, 20, 500, 400],
  children,
});
const seen: WindowSeen = { id: 1, title: 'Editor', pid: 7, box: globalBox(0, 0, 500, 420), active: true };

/** A clock that only tests move, and a tree that is looked at through it. */
function rig(apps: readonly FakeApp[], windows: readonly WindowSeen[] = [seen]) {
  let now = 10_000;
  const bus = new FakeBus(apps);
  const tree = new AccessibleTree(bus, () => now);
  const request = (changed: readonly Box[], popups: readonly Box[]): LookRequest => ({
    windows,
    popups,
    changed,
    takenAt: now,
  });
  return {
    bus,
    pass: (ms: number): void => void (now += ms),
    async look(
      changed: readonly Box[] = [],
      deadlineMs = 1000,
      popups: readonly Box[] = [],
    ): Promise<{ complete: boolean; things: AccessibleThing[]; names: string[] }> {
      const asked = request(changed, popups);
      const complete = await tree.look(asked, deadlineMs);
      const things = collect(tree.roots(asked), { windows, popups, areas: tree.areas, frame: FRAME });
      return { complete, things, names: things.map((t) => t.name) };
    },
  };
}

test('the controls of a window are there, and hidden ones cost one question', async () => {
  const menu: FakeObject = { role: ROLE.menu, name: 'Closed', hidden: true, children: [button('Inside', 10)] };
  const { bus, look } = rig([{ pid: 7, windows: [window(button('Save', 10), menu)] }]);
  const first = await look([FRAME]);
  expect(first).toMatchObject({ complete: true, names: ['Save'] });
  expect(first.things[0]).toMatchObject({ kind: 'button', box: globalBox(10, 50, 50, 80), states: [] });
  expect(bus.asked.filter((q) => q.endsWith('/3'))).toEqual(['states :1.0/3']);
});

test('a screen that stands still is not asked again, a changed part is', async () => {
  const app = { pid: 7, windows: [window(button('Save', 10), button('Open', 200))] };
  const { bus, look, pass } = rig([app]);
  await look([FRAME]);
  pass(600);
  await look();
  bus.asked.length = 0;
  pass(100);
  await look();
  // The window itself: where it is and what it is called.
  expect(bus.asked.every((question) => question.endsWith('/1'))).toBe(true);
  bus.asked.length = 0;
  await look([globalBox(190, 40, 260, 90)]);
  expect(bus.asked.some((q) => q.endsWith('/3'))).toBe(true);
  expect(bus.asked.some((q) => q.endsWith('/2'))).toBe(false);
});

test('an application that tells its tree later than it draws is asked once more', async () => {
  const label: FakeObject = { role: BUTTON, name: 'Old', at: [10, 50, 40, 30] };
  const { look, pass } = rig([{ pid: 7, windows: [window(label)] }]);
  expect((await look([FRAME])).names).toEqual(['Old']);
  label.name = 'New';
  pass(600);
  expect((await look()).names).toEqual(['New']);
});

test('an application that does not answer costs its deadline, and nothing once that is known', async () => {
  const hung: FakeApp = { pid: 7, windows: [window(button('Save', 10))], stopped: true };
  const { look, pass } = rig([hung]);
  const began = performance.now();
  expect(await look([FRAME], 80)).toMatchObject({ complete: false, names: [] });
  expect(performance.now() - began).toBeGreaterThan(70);
  pass(1000);
  const again = performance.now();
  expect((await look([], 60_000)).complete).toBe(false);
  expect(performance.now() - again).toBeLessThan(5_000);
});

test('what was read before pixels changed there is not told when the application stops answering', async () => {
  const app: FakeApp = { pid: 7, windows: [window(button('Save', 10), button('Open', 200))] };
  const { look, pass } = rig([app]);
  await look([FRAME]);
  app.stopped = true;
  pass(1000);
  expect((await look([globalBox(190, 40, 260, 90)], 80)).names).toEqual(['Save']);
});

test('the window in front is told although another application hangs', async () => {
  const behind: WindowSeen = { id: 2, title: 'Other', pid: 8, box: globalBox(500, 0, 1000, 420), active: false };
  const { look } = rig(
    [
      { pid: 8, windows: [{ role: ROLE.frame, name: 'Other', at: [500, 20, 500, 400] }], stopped: true },
      { pid: 7, windows: [window(button('Save', 10))] },
    ],
    [seen, behind],
  );
  expect(await look([FRAME], 200)).toMatchObject({ complete: false, names: ['Save'] });
});

test('children without end and children that are their own parents end', async () => {
  const endless = (): FakeObject => ({ role: ROLE.panel, at: [0, 20, 500, 400], makeChildren: () => [endless()] });
  const ring: FakeObject = { role: ROLE.panel, at: [0, 20, 500, 400] };
  ring.children = [ring, button('In the ring', 10)];
  const { look, bus } = rig([{ pid: 7, windows: [window(endless(), ring)] }]);
  expect(await look([FRAME], 10_000)).toMatchObject({ complete: true, names: ['In the ring'] });
  expect(bus.asked.length).toBeLessThan(1000);
});

test('a window that is closed in the middle of it is simply not there', async () => {
  const windows = [window(button('Save', 10))];
  const { look } = rig([{ pid: 7, windows }]);
  await look([FRAME]);
  windows.length = 0;
  expect(await look([FRAME])).toMatchObject({ complete: true, names: [] });
});

test('an application of another process says nothing about a window', async () => {
  const { look } = rig([{ pid: 99, windows: [window(button('Allow', 10))] }]);
  expect((await look([FRAME])).names).toEqual([]);
});

test.each([
  ['far away', [900_000, 50, 40, 30]],
  ['nowhere', [-2_147_483_648, -2_147_483_648, 40, 30]],
  ['outside its window', [700, 50, 40, 30]],
  ['without a size', [10, 50, 0, 0]],
  ['as large as can be', [0, 0, 2_147_483_647, 2_147_483_647]],
] as const)('a button %s is left out', async (_, at) => {
  const { look } = rig([{ pid: 7, windows: [window({ role: BUTTON, name: 'Liar', at }, button('Honest', 10))] }]);
  expect((await look([FRAME])).names).toEqual(['Honest']);
});

test('what another window covers is left out', async () => {
  const over: WindowSeen = { id: 2, title: 'Dialog', pid: 8, box: globalBox(0, 40, 100, 100), active: true };
  const { look } = rig([{ pid: 7, windows: [window(button('Under', 10), button('Beside', 200))] }], [over, seen]);
  expect((await look([FRAME])).names).toEqual(['Beside']);
});

test('a window that was moved while another covered it is told where it is now', async () => {
  const root = window({ role: ROLE.panel, at: [0, 20, 500, 400], children: [button('Save', 10)] });
  const windows = [seen];
  const { look, pass } = rig([{ pid: 7, windows: [root] }], windows);
  await look([FRAME]);
  pass(600);
  await look();
  const [panel] = root.children ?? [];
  const [save] = panel?.children ?? [];
  if (!panel || !save) throw new Error('no panel');
  Object.assign(root, { at: [300, 20, 500, 400] });
  Object.assign(panel, { at: [300, 20, 500, 400] });
  Object.assign(save, { at: [310, 50, 40, 30] });
  windows[0] = { ...seen, box: globalBox(300, 0, 800, 420) };
  const { things } = await look([globalBox(600, 0, 800, 420)]);
  expect(things).toMatchObject([{ name: 'Save', box: globalBox(310, 50, 350, 80) }]);
});

test('an open menu is over everything, and only its items are on it', async () => {
  const menu: FakeObject = { role: ROLE.menu, name: 'File', at: [0, 20, 40, 20] };
  menu.children = [{ role: 35, name: 'Quit', at: [0, 420, 100, 25] }];
  const { look } = rig([{ pid: 7, windows: [window(menu, button('Under', 10, 410))] }]);
  expect((await look([FRAME], 1000, [globalBox(0, 390, 110, 460)])).names).toEqual(['File', 'Quit']);
  // Without a popup there, the item is a lie: it lies outside its window.
  expect((await look([FRAME], 1000, [])).names).not.toContain('Quit');
});

test('a closed menu costs a few questions, an open one is told whole', async () => {
  const items = Array.from({ length: 40 }, (_, i): FakeObject => ({
    role: 35,
    name: `Item ${i}`,
    at: [0, 40 + i * 9, 100, 9],
    hidden: true,
  }));
  const menu: FakeObject = { role: ROLE.menu, name: 'File', at: [0, 20, 40, 20], children: items };
  const { bus, look } = rig([{ pid: 7, windows: [window(menu)] }]);
  expect((await look([FRAME])).names).toEqual(['File']);
  expect(bus.asked.length).toBeLessThan(20);
  for (const item of items) item.hidden = false;
  expect((await look([FRAME], 1000, [globalBox(0, 40, 100, 400)])).names).toHaveLength(41);
  for (const item of items) item.hidden = true;
  expect((await look([FRAME])).names).toEqual(['File']);
});

test('a button without a name is called as the tool item around it is described', async () => {
  const item: FakeObject = { role: ROLE.panel, description: 'Open the parent folder', at: [10, 50, 40, 30] };
  item.children = [{ role: BUTTON, at: [10, 50, 40, 30] }];
  const named: FakeObject = { role: ROLE.panel, description: 'Go home', at: [60, 50, 40, 30] };
  named.children = [button('Home', 60)];
  const { things } = await rig([{ pid: 7, windows: [window(item, named)] }]).look([FRAME]);
  expect(things.map(({ name, hint }) => [name, hint])).toEqual([
    ['Open the parent folder', ''],
    ['Home', 'Go home'],
  ]);
});

test('a password field is a secret', async () => {
  const field: FakeObject = { role: ROLE.passwordText, name: 'Password', at: [10, 50, 200, 30] };
  const { things } = await rig([{ pid: 7, windows: [window(field)] }]).look([FRAME]);
  expect(things).toMatchObject([{ kind: 'field', secret: true }]);
});

test('LibreOffice: what is under a root pane in the wrong place is moved to where its panel is', async () => {
  const native: FakeObject = { role: ROLE.panel, at: [400, 125, 60, 100] };
  native.children = [button('Gallery', 410, 130)];
  const sidebar: FakeObject = { role: ROLE.panel, at: [400, 100, 60, 100], children: [native] };
  const pane: FakeObject = { role: ROLE.rootPane, at: [0, 20, 500, 375] };
  pane.children = [{ role: ROLE.toolBar, at: [0, 25, 500, 40], children: [button('Bold', 10, 30)] }, sidebar];
  const panel: FakeObject = { role: ROLE.panel, at: [0, 45, 500, 375], children: [pane] };
  const { things } = await rig([{ pid: 7, windows: [window(panel)] }]).look([FRAME]);
  expect(things.map((t) => [t.name, t.box.y1])).toEqual([
    ['Bold', 55],
    ['Gallery', 130],
  ]);
});
