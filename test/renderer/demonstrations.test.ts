/** Demonstrations that are done by themselves, and those that halted and are mended. */
import type { Page } from 'playwright';
import { describe, expect, test } from 'vitest';
import { asHost, callsOf } from './app-page.ts';
import { useInterface } from './interface.ts';

const { withApp } = useInterface();

describe('a schedule', () => {
  test('of days and a time is added by keyboard, and is in the list', () =>
    withApp({ path: '#/demonstrations/new-folder/schedule' }, async (page) => {
      await page.getByText('It is only done when you ask for it.').waitFor();
      await page.getByRole('button', { name: 'Add to the schedule' }).focus();
      await page.keyboard.press('Enter');
      await page.getByLabel('Time', { exact: true }).fill('07:30');
      // Monday off, Saturday on.
      for (const day of ['Monday', 'Saturday']) {
        await page.getByRole('checkbox', { name: day }).focus();
        await page.keyboard.press('Space');
      }
      await page.getByRole('form').getByRole('button', { name: 'Add to the schedule' }).focus();
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'Tue, Wed, Thu, Fri, Sat at 7:30' }).waitFor();
      expect(await callsOf(page, 'schedules.add')).toEqual([
        {
          skill: 'new-folder',
          parameters: {},
          when: { kind: 'daily', at: '07:30', days: ['tue', 'wed', 'thu', 'fri', 'sat'] },
          fileParameter: null,
          catchUp: false,
        },
      ]);
    }));

  test('for a file that appears gives the file to a value, which is not asked for then', () =>
    withApp({ path: '#/demonstrations/weekly-report/schedule' }, async (page) => {
      await page.getByRole('button', { name: 'Add to the schedule' }).click();
      const form = page.getByRole('form');
      await form.getByLabel('When', { exact: true }).selectOption('file');
      await form.getByLabel('Folder').fill('Inbox');
      await form.getByText('Give the whole path of the folder').waitFor();
      const add = form.getByRole('button', { name: 'Add to the schedule' });
      expect(await add.isDisabled()).toBe(true);
      await form.getByLabel('Folder').fill('/home/me/Inbox');
      await form.getByLabel('File name').fill('*.csv');
      await form.getByLabel('Give the file to').selectOption('month');
      expect(await form.getByLabel('month (needed)').count()).toBe(0);
      await add.click();
      await page.getByRole('heading', { name: 'When *.csv appears in /home/me/Inbox' }).waitFor();
      expect(await callsOf(page, 'schedules.add')).toMatchObject([
        { fileParameter: 'month', parameters: { total: '42' }, when: { pattern: '*.csv' } },
      ]);
    }));

  test('says what came of it, and is removed on a second word', () =>
    withApp({ path: '#/demonstrations/weekly-report/schedule' }, async (page) => {
      await page.getByText('missed 2 times').waitFor();
      await page.getByText('deleting needs a yes (nobody was there to be asked)').waitFor();
      await page.getByRole('button', { name: /^Remove: Mon, Thu/ }).click();
      await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
      await page.getByText('missed 2 times').waitFor({ state: 'detached' });
      expect(await callsOf(page, 'schedules.remove')).toEqual([{ id: 's-1' }]);
    }));

  test('that was done meanwhile says so without being asked again', () =>
    withApp({ path: '#/demonstrations/weekly-report/schedule' }, async (page) => {
      await page.getByText('missed 2 times').waitFor();
      await asHost(page, 'schedules.done("s-1")');
      await asHost(page, "tell('notice', { level: 'info', message: 'Schedule of “weekly-report”: done' })");
      await page.locator('.pill', { hasText: 'Done' }).first().waitFor();
    }));

  test('is done now when a person wants it', () =>
    withApp({ path: '#/demonstrations/weekly-report/schedule', options: { pace: 50 } }, async (page) => {
      await page.getByRole('button', { name: 'Do it now' }).first().click();
      await page.locator('.run').waitFor();
      expect(await callsOf(page, 'schedules.run')).toEqual([{ id: 's-1' }]);
    }));

  test('cannot be had where the build lacks it, and that is said', () =>
    withApp(
      { path: '#/demonstrations/weekly-report/schedule', options: { missing: { scheduling: 'Not on this system.' } } },
      async (page) => {
        await page.getByText('Not on this system.').waitFor();
        expect(await callsOf(page, 'schedules.list')).toEqual([]);
      },
    ));
});

describe('a replay that halted', () => {
  const path = '#/demonstrations/weekly-report';

  /** Points with the arrow keys alone and has the change proposed. */
  async function pointAt(page: Page): Promise<void> {
    await page.getByRole('button', { name: 'Point at the control' }).click();
    await page.locator('.stage[data-state=on]').focus();
    await page.keyboard.press('ArrowLeft');
    await page.getByRole('button', { name: 'It is here' }).click();
    await page.getByRole('button', { name: 'Try it now' }).waitFor();
  }

  test('is shown with its picture and reason; a control pointed at by keys is tried, and kept when its effect came', () =>
    withApp({ path, options: { pace: 100 } }, async (page) => {
      await page.getByText('The last replay stopped at step 3/4').waitFor();
      await page.getByText('“Name” is not on this screen').waitFor();
      await page.getByRole('img', { name: /The screen when it stopped/ }).waitFor();
      await pointAt(page);
      expect(await callsOf(page, 'repair.point')).toEqual([{ name: 'weekly-report', point: { x: 624, y: 400 } }]);
      const diff = page.getByRole('list', { name: 'What changes in the text' });
      expect(await diff.locator('li').allTextContents()).toEqual([
        'Goes: -    target: { kind: field, label: Name }',
        'Comes: +    target: { kind: field, label: File name }',
      ]);
      expect(await callsOf(page, 'repair.accept')).toEqual([]);
      await page.getByRole('button', { name: 'Try it now' }).click();
      await page.getByText('It is being tried.').waitFor();
      await page.getByText('Kept. The next replay does it this way.').waitFor();
      await page.getByRole('button', { name: 'Close' }).click();
      await page.getByText('The last replay stopped at step').waitFor({ state: 'detached' });
    }));

  test('is as it was when the effect did not come, and the reason is there', () =>
    withApp({ path, options: { pace: 10, trialFails: 'nothing changed on the screen' } }, async (page) => {
      await pointAt(page);
      await page.getByRole('button', { name: 'Try it now' }).click();
      await page.getByText('Not kept: the demonstration is as it was').waitFor();
      await page.getByText('nothing changed on the screen').waitFor();
    }));

  test('can be shown the step instead: recorded until the person says so, and kept without a trial', () =>
    withApp({ path }, async (page) => {
      await page.getByRole('button', { name: 'Do the step myself' }).click();
      await page.getByText('Do the step now').waitFor();
      // What is recorded here is no demonstration of its own.
      expect(await page.locator('.recording').count()).toBe(0);
      await page.getByRole('button', { name: 'I have done it' }).click();
      await page.getByText('You did it and its effect came').waitFor();
      await page.getByRole('button', { name: 'Keep it' }).click();
      await page.getByText('Kept. The next replay').waitFor();
    }));

  test('keeps nothing when the change is dropped', () =>
    withApp({ path }, async (page) => {
      await page.getByRole('button', { name: 'Leave the step out' }).click();
      await page.getByRole('button', { name: 'Drop it' }).click();
      await page.getByRole('button', { name: 'Point at the control' }).waitFor();
      expect(await callsOf(page, 'repair.accept')).toEqual([]);
    }));
});
