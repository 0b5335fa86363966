import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dialog, terminal } from '../../test/bench/critic/screens.ts';
import { SteadyhandError } from '../protocol/errors.ts';
import { actionOfRecord, critiqueRecord } from './batch.ts';

const record = (action: unknown): unknown => ({
  id: 'r',
  image: 'x.png',
  task: 'Delete the file',
  history: ['opened the folder'],
  action,
});
const fault = (r: unknown): string => {
  try {
    actionOfRecord(r);
  } catch (e) {
    if (e instanceof SteadyhandError && e.kind === 'usage') return e.line;
    throw e;
  }
  return 'accepted';
};

describe('a record becomes an action', () => {
  test.each([
    [
      { type: 'click', point: [3, 4], text: null, keys: null },
      { type: 'click', count: 1, button: 'left', point: { x: 3, y: 4 } },
    ],
    [
      { type: 'double_click', point: [3, 4] },
      { type: 'click', count: 2 },
    ],
    [
      { type: 'drag', point: [3, 4], text: '10, 20' },
      { type: 'drag', from: { x: 3, y: 4 }, to: { x: 10, y: 20 } },
    ],
    [
      { type: 'scroll', point: [3, 4], text: 'down' },
      { type: 'scroll', direction: 'down' },
    ],
    [
      { type: 'hotkey', keys: ['Return'] },
      { type: 'hotkey', keys: ['enter'] },
    ],
    [
      { type: 'hotkey', keys: 'ctrl+W' },
      { type: 'hotkey', keys: ['ctrl', 'W'] },
    ],
    [
      { type: 'type', text: 'a\n' },
      { type: 'type', text: 'a\n' },
    ],
  ])('%j', (action, expected) => {
    expect(actionOfRecord(record(action)).action).toMatchObject(expected);
  });

  test('typing at a point names the field there', () => {
    expect(actionOfRecord(record({ type: 'type', text: 'a', point: [5, 6] })).field).toMatchObject({ x1: 5, y1: 6 });
  });
});

describe('a bad record names its field', () => {
  test.each([
    [{ type: 'click' }, 'action.point'],
    [{ type: 'click', point: [1] }, 'action.point'],
    [{ type: 'click', point: ['a', 'b'] }, 'action.point'],
    [{ type: 'explode' }, 'action.type'],
    [{ type: 'type' }, 'action.text'],
    [{ type: 'drag', point: [1, 2], text: 'there' }, 'action.text'],
    [{ type: 'scroll', text: 'sideways' }, 'action.text'],
    [{ type: 'hotkey' }, 'action.keys'],
    [{ type: 'hotkey', keys: ['hyper'] }, 'action.keys'],
    [{ type: 'hotkey', keys: 'ctrl+hyper' }, 'action.keys'],
    [undefined, 'action'],
  ])('%j: %s', (action, field) => {
    expect(fault(record(action))).toContain(`"${field}`);
  });

  test('whatever it is, it is refused in one line or becomes an action', () => {
    fc.assert(
      fc.property(fc.anything(), (r) => {
        expect(fault(r)).not.toContain('\n');
      }),
    );
  });
});

describe('the decision with no person there', () => {
  const drawn = dialog(['Delete “a.txt”?', 'This cannot be undone.'], ['Cancel', 'Delete']);
  const at = (text: string): [number, number] => [drawn.at(text).x, drawn.at(text).y];
  test.each([
    ['Cancel', 'safe', 'allow'],
    ['Delete', 'destructive', 'ask'],
  ])('%s is %s: %s', async (label, risk, decision) => {
    expect(await critiqueRecord(drawn.screen, record({ type: 'click', point: at(label) }))).toMatchObject({
      risk,
      decision,
    });
  });

  test('payment blocks', async () => {
    const shop = dialog(['Order total: 12 €'], ['Back', 'Pay now']);
    const p = shop.at('Pay now');
    expect(await critiqueRecord(shop.screen, record({ type: 'click', point: [p.x, p.y] }))).toMatchObject({
      decision: 'block',
    });
  });

  test('a newline in typed text is Enter', async () => {
    const { screen } = terminal();
    expect((await critiqueRecord(screen, record({ type: 'type', text: 'rm a.txt\n' }))).risk).toBe('destructive');
    expect((await critiqueRecord(screen, record({ type: 'type', text: 'rm a.txt' }))).risk).toBe('caution');
  });
});
