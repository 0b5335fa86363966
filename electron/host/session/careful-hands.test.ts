import { expect, test, vi } from 'vitest';
import { globalPoint } from '../../protocol/coordinates.ts';
import type { Action, Receipt } from '../../protocol/action.ts';
import type { Permit } from '../../protocol/verdict.ts';
import { CarefulHands } from './careful-hands.ts';

const click: Action = { type: 'click', point: globalPoint(1, 1), button: 'left', count: 1, modifiers: [] };
const text: Action = { type: 'type', text: 'x' };

function tried(action: Action, at: { cover?: boolean; menus?: number; grabbed?: boolean }) {
  const execute = vi.fn(() => Promise.resolve({} as Receipt));
  const keyboardGrabbed = vi.fn(() => Promise.resolve(at.grabbed ?? false));
  const popups = () => Promise.resolve({ cover: at.cover ?? false, menus: at.menus ?? 0 });
  const hands = new CarefulHands({ execute, releaseAll: () => Promise.resolve() }, { popups, keyboardGrabbed });
  const outcome = hands.execute(action, {} as Permit, new AbortController().signal).then(
    () => 'sent',
    (e: unknown) => (e as { code: string }).code,
  );
  return { outcome, execute, keyboardGrabbed };
}

test.each([
  ['keys, nobody holds the keyboard', text, {}, 'sent'],
  ['keys, another program holds it', text, { grabbed: true }, 'keyboard_grabbed'],
  ['keys, an open menu holds it', text, { grabbed: true, menus: 1 }, 'sent'],
  ['keys, a lock screen holds it', text, { grabbed: true, menus: 1, cover: true }, 'screen_locked'],
  ['a click, another program holds the keyboard', click, { grabbed: true }, 'sent'],
  ['a click on a lock screen', click, { grabbed: true, cover: true }, 'screen_locked'],
  ['a click on what covers the screen and holds nothing', click, { cover: true }, 'sent'],
] as const)('%s', async (_what, action, at, expected) => {
  const { outcome, execute } = tried(action, at);
  expect(await outcome).toBe(expected);
  expect(execute).toHaveBeenCalledTimes(expected === 'sent' ? 1 : 0);
});

test('the keyboard is not touched for a click', async () => {
  const { outcome, keyboardGrabbed } = tried(click, {});
  await outcome;
  expect(keyboardGrabbed).not.toHaveBeenCalled();
});
