/** A question is answered on purpose or not at all. */
import type { Page } from 'playwright';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ARM_MS } from '../../renderer/src/views/question/guard.ts';
import { asHost, callsOf } from './app-page.ts';
import { useInterface } from './interface.ts';

const { open } = useInterface();
let page: Page;
beforeEach(async () => {
  page = await open();
});
afterEach(() => page.context().close());

async function ask(risk: 'caution' | 'destructive'): Promise<void> {
  await asHost(page, `ask('${risk}')`);
  await page.locator('.question').waitFor();
}
/** Answers count from now on. */
const armed = (): Promise<void> => page.locator('[data-allows]:not([disabled])').first().waitFor();
const answers = async (): Promise<unknown[]> =>
  (await callsOf(page, 'question.answer')).map((p) => (p as { answer: unknown }).answer);
const focused = async (): Promise<unknown> => page.evaluate('document.activeElement?.textContent');

describe('a destructive question', () => {
  test('opens with the focus on Deny, and Enter there is no', async () => {
    await ask('destructive');
    expect(await focused()).toBe('Deny');
    await armed();
    await page.keyboard.press('Enter');
    await page.locator('.question').waitFor({ state: 'detached' });
    expect(await answers()).toEqual([{ answer: 'deny' }]);
  });

  test('is not allowed by Enter on Allow, which is said; Space allows it', async () => {
    await ask('destructive');
    await armed();
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('Allow once');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.getByText('Enter does not allow this').waitFor();
    expect(await answers()).toEqual([]);
    await page.keyboard.press('Space');
    await page.locator('.question').waitFor({ state: 'detached' });
    expect(await answers()).toEqual([{ answer: 'allow_once' }]);
  });

  test('offers neither this run nor always', async () => {
    await ask('destructive');
    await armed();
    expect(await page.getByRole('button', { name: /for this run|Always/ }).count()).toBe(0);
  });
});

test('what was typed before it opened answers nothing', async () => {
  // The clock stands still, so that a slow machine is not late.
  await page.context().close();
  page = await open({ clock: true });
  await page.clock.pauseAt(Date.now() + 3_600_000);
  await ask('caution');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Space');
  expect(await answers()).toEqual([]);
  expect(await page.locator('.question').count()).toBe(1);
  await page.clock.runFor(ARM_MS + 50);
  await page.keyboard.press('Enter');
  await page.locator('.question').waitFor({ state: 'detached' });
  expect(await answers()).toEqual([{ answer: 'deny' }]);
});

test('Escape is no', async () => {
  await ask('caution');
  await armed();
  await page.keyboard.press('Escape');
  await page.locator('.question').waitFor({ state: 'detached' });
  expect(await answers()).toEqual([{ answer: 'deny' }]);
});

test('a click beside it does nothing, and the focus stays in it', async () => {
  await ask('caution');
  await armed();
  await page.mouse.click(5, 5);
  for (let i = 0; i < 12; i++) await page.keyboard.press('Tab');
  expect(await page.evaluate("document.activeElement.closest('.question') !== null")).toBe(true);
  expect(await answers()).toEqual([]);
});

test('the rule is shown before it is saved', async () => {
  await ask('caution');
  await armed();
  await page.getByRole('button', { name: 'Always allow this' }).click();
  await page.getByText('Allow: Overwriting by click on “Save” in windows titled “Save As” in Mousepad').waitFor();
  expect(await answers()).toEqual([]);
  await page.getByRole('button', { name: 'Save the rule and allow' }).click();
  await page.locator('.question').waitFor({ state: 'detached' });
  expect(await answers()).toMatchObject([{ answer: 'always', rule: { app: 'Mousepad', category: 'overwrite' } }]);
});

test('a no can say why', async () => {
  await ask('caution');
  await armed();
  await page.getByRole('button', { name: 'Deny and say why' }).click();
  await page.keyboard.type('Use another name');
  await page.getByRole('button', { name: 'Deny with this reason' }).click();
  await page.locator('.question').waitFor({ state: 'detached' });
  expect(await answers()).toEqual([{ answer: 'deny', reason: 'Use another name' }]);
});

test('a question that was withdrawn is gone, and a window that only watches cannot answer', async () => {
  await ask('caution');
  await asHost(page, "closeQuestion('withdrawn')");
  await page.locator('.question').waitFor({ state: 'detached' });
  await asHost(page, "setRole('watch')");
  await ask('caution');
  expect(await page.getByRole('button', { name: /Allow/ }).count()).toBe(0);
  await page.getByRole('alertdialog').getByRole('button', { name: 'Stop the run' }).waitFor();
});
