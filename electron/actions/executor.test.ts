import { expect, test } from 'vitest';
import type { Action } from '../protocol/action.ts';
import { globalBox, globalPoint } from '../protocol/coordinates.ts';
import { SteadyhandError } from '../protocol/errors.ts';
import type { ActionContext, Permit } from '../protocol/verdict.ts';
import { makeFrame } from '../capture/make-frame.ts';
import type { InputDriver, Sent } from './drivers/port.ts';
import { Executor, type Glance } from './executor.ts';

const PERMIT = { id: 'p1', actionHash: '', contextHash: '', expiresAt: 0 } as unknown as Permit;
const signal = new AbortController().signal;
const frame = makeFrame({
  display: { id: 'd', name: 'd', box: globalBox(-100, 0, 0, 50), scale: 1, primary: true },
  width: 100,
  height: 50,
  data: new Uint8Array(100 * 50 * 4).fill(255),
  source: 'test',
  takenAt: 0,
});

const KNOWN = new Set(['ctrl', 's']);

/** A driver that writes down what it was asked to send. */
class Notes implements InputDriver {
  readonly name = 'notes';
  readonly sent: string[] = [];
  /** What `type` does meanwhile. */
  during: () => Promise<void> = () => Promise.resolve();

  #note(what: string): Promise<Sent> {
    this.sent.push(what);
    return Promise.resolve({ via: 'notes', events: 1 });
  }
  checkKeys(keys: readonly string[]): void {
    const unknown = keys.find((k) => !KNOWN.has(k));
    if (unknown !== undefined) throw new SteadyhandError('incomplete', 'unknown_key', `no key ${unknown}`, '');
  }
  waited = false;
  clickApart(): Promise<void> {
    this.waited = true;
    return Promise.resolve();
  }
  click = (): Promise<Sent> => this.#note('click');
  move = (): Promise<Sent> => this.#note('move');
  drag = (): Promise<Sent> => this.#note('drag');
  scroll = (): Promise<Sent> => this.#note('scroll');
  async type(text: string): Promise<Sent> {
    const sent = await this.#note(`type ${text}`);
    await this.during();
    return sent;
  }
  hotkey = (): Promise<Sent> => this.#note('hotkey');
  copyText = (): Promise<Sent> => this.#note('copyText');
  readClipboard = (): Promise<Sent> =>
    this.#note('readClipboard').then((sent) => ({ ...sent, read: 'what was copied' }));
  openApp = (): Promise<Sent> => this.#note('openApp');
  openUrl = (): Promise<Sent> => this.#note('openUrl');
  openPath = (): Promise<Sent> => this.#note('openPath');
  windows = {
    focus: (): Promise<Sent> => this.#note('focusWindow'),
    close: (): Promise<Sent> => this.#note('closeWindow'),
    arrange: (): Promise<Sent> => this.#note('arrangeWindow'),
    move: (): Promise<Sent> => this.#note('moveWindow'),
  };
  async releaseAll(): Promise<void> {
    await this.#note('releaseAll');
  }
  readonly cannotWatch = 'this is a test';
  watch = (): null => null;
  arm(): void {
    this.sent.push('arm');
  }
  close(): Promise<void> {
    return Promise.resolve();
  }
}

/** An executor whose permits are redeemed by `redeem`. */
function executor(redeem: (action: Action, context: ActionContext) => void = () => undefined): {
  readonly notes: Notes;
  readonly execute: (action: unknown, s?: AbortSignal) => ReturnType<Executor['execute']>;
} {
  const notes = new Notes();
  const e = new Executor({
    driver: notes,
    redeemer: { redeem: (_permit, action, context) => redeem(action, context) },
    observe: () => Promise.resolve({ frame, windows: [] }),
  });
  return { notes, execute: (action, s = signal) => e.execute(action as Action, PERMIT, s) };
}

const CLICK: Action = { type: 'click', point: globalPoint(-50, 10), button: 'left', count: 1, modifiers: [] };

test('an allowed action is sent once, and the receipt names its permit', async () => {
  const { notes, execute } = executor();
  const receipt = await execute(CLICK);
  expect(notes.sent).toEqual(['click']);
  expect(receipt).toMatchObject({ permitId: 'p1', via: 'notes', events: 1 });
});

test('a click waits for its double-click time before the look its permit is checked against, not after', async () => {
  const notes = new Notes();
  const waitedAtLook: boolean[] = [];
  const observe = (): Promise<Glance> => {
    waitedAtLook.push(notes.waited);
    return Promise.resolve({ frame, windows: [] });
  };
  await new Executor({ driver: notes, redeemer: { redeem: () => undefined }, observe }).execute(CLICK, PERMIT, signal);
  expect(waitedAtLook).toEqual([true]);
});

test('the permit is redeemed for the pixels around the target, before anything is sent', async () => {
  let sentAtRedeem: string[] | null = null;
  let patches = 0;
  const { notes, execute } = executor((_action, context) => {
    sentAtRedeem = [...notes.sent];
    patches = context.patches.length;
  });
  await execute(CLICK);
  expect(sentAtRedeem).toEqual([]);
  expect(patches).toBe(1);
});

test.each([
  [{ type: 'arrange_window', windowId: 7, title: 'Notes', how: 'minimise' }, 'arrangeWindow'],
  [{ type: 'move_window', windowId: 7, title: 'Notes', box: globalBox(0, 0, 300, 200) }, 'moveWindow'],
  [{ type: 'close_window', windowId: 7, title: 'Notes' }, 'closeWindow'],
  [{ type: 'copy_text', text: 'for later' }, 'copyText'],
  [{ type: 'read_clipboard' }, 'readClipboard'],
] as const)('$0.type is sent in exchange for a permit that was given for it', async (action, sent) => {
  const redeemed: unknown[] = [];
  const { notes, execute } = executor((given) => void redeemed.push(given));
  await execute(action);
  expect(redeemed).toEqual([action]);
  expect(notes.sent).toEqual([sent]);
});

test('what was read comes back with the receipt of what read it, and with no other', async () => {
  const { execute } = executor(() => undefined);
  expect((await execute({ type: 'read_clipboard' })).read).toBe('what was copied');
  expect(await execute({ type: 'copy_text', text: 'x' })).not.toHaveProperty('read');
});

test.each([
  ['a permit that is refused', CLICK, 'permit_used'],
  [
    'a window made empty',
    { type: 'move_window', windowId: 7, title: '', box: globalBox(5, 5, 5, 9) },
    'action_invalid',
  ],
  ['a window put some other way', { type: 'arrange_window', windowId: 7, title: '', how: 'shade' }, 'action_invalid'],
  ['a key that does not exist', { type: 'hotkey', keys: ['ctrl', 'é'] }, 'unknown_key'],
  ['a modifier that does not exist here', { ...CLICK, modifiers: ['super'] }, 'unknown_key'],
  ['a point beside the display', { ...CLICK, point: globalPoint(0, 10) }, 'off_screen'],
  ['a drag that ends beside it', { type: 'drag', from: globalPoint(-1, 1), to: globalPoint(-1, 50) }, 'off_screen'],
  ['a kind of action that does not exist', { type: 'explode' }, 'action_invalid'],
  ['a click of four', { ...CLICK, count: 4 }, 'action_invalid'],
  ['a point that is not a whole pixel', { ...CLICK, point: { x: -0.5, y: 1 } }, 'action_invalid'],
])('%s sends nothing', async (_what, action, code) => {
  const { notes, execute } = executor(() => {
    throw new SteadyhandError('blocked', 'permit_used', 'used', '');
  });
  await expect(execute(action)).rejects.toMatchObject({ code });
  expect(notes.sent).toEqual([]);
});

test('a point that was not seen, because our own window lies there, is refused and its permit stays unused', async () => {
  const masked = { ...frame, masked: [globalBox(-60, 10, -40, 30)] };
  const redeemed: Action[] = [];
  const notes = new Notes();
  const e = new Executor({
    driver: notes,
    redeemer: { redeem: (_permit, action) => void redeemed.push(action) },
    observe: () => Promise.resolve({ frame: masked, windows: [] }),
  });
  const drag = { type: 'drag', from: globalPoint(-90, 5), to: globalPoint(-50, 20) } as const;
  await expect(e.execute(drag, PERMIT, signal)).rejects.toMatchObject({ code: 'masked' });
  expect([notes.sent, redeemed]).toEqual([[], []]);
  await e.execute({ type: 'move', point: globalPoint(-90, 5) }, PERMIT, signal);
  expect(notes.sent).toEqual(['move']);
});

test('an action that was stopped before it began sends nothing', async () => {
  const { notes, execute } = executor();
  await expect(execute(CLICK, AbortSignal.abort(new Error('stop')))).rejects.toThrow('stop');
  expect(notes.sent.filter((s) => s !== 'releaseAll')).toEqual([]);
});

test('a stop in the middle lets go of everything that is held', async () => {
  const { notes, execute } = executor();
  const abort = new AbortController();
  notes.during = () => {
    abort.abort(new Error('stop'));
    return Promise.reject(new Error('stop'));
  };
  await expect(execute({ type: 'type', text: 'x' }, abort.signal)).rejects.toThrow('stop');
  expect(notes.sent).toEqual(['type x', 'releaseAll']);
});

test('two actions are never sent at the same time', async () => {
  const { notes, execute } = executor();
  let second: Promise<unknown> = Promise.resolve();
  notes.during = async () => {
    second = execute(CLICK);
    await expect(second).rejects.toMatchObject({ code: 'action_invalid' });
  };
  await execute({ type: 'type', text: 'x' });
  expect(notes.sent).toEqual(['type x']);
});

test('what is sent is what was checked, also when the caller changes the action meanwhile', async () => {
  const action = { type: 'type' as const, text: 'harmless' };
  const { notes, execute } = executor(() => {
    action.text = 'harmful';
  });
  await execute(action);
  expect(notes.sent).toEqual(['type harmless']);
});
