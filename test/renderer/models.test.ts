/** Models: what is open now, and weights of a person's own that are tried, used and taken out again. */
import { describe, expect, test } from 'vitest';
import { asHost, callsOf } from './app-page.ts';
import { useInterface } from './interface.ts';

const { withApp } = useInterface();
const path = '#/settings/models';

describe('what is loaded now', () => {
  test('is there with provider, size and time, and follows the host without a word', () =>
    withApp({ path }, async (page) => {
      const loaded = page.getByRole('region', { name: 'Loaded now' });
      await loaded.getByRole('heading', { name: 'sentence-encoder' }).waitFor();
      await loaded.getByText('runs: 38, 5 ms each').waitFor();
      await loaded.getByText('has not run yet').waitFor();
      await loaded.getByText('webgpu: no adapter was found').waitFor();
      await asHost(page, 'models.open = []');
      await loaded.getByText('None at the moment.').waitFor();
      await asHost(
        page,
        `models.open = [{ name: 'critic-head', bytes: 1e6, provider: 'cuda', instead: '', openedAt: 1, loadMs: 30, runs: 1, runMs: 2, ranAt: Date.now() }]`,
      );
      await loaded.getByText('CUDA').waitFor();
      await loaded.getByText('at work').waitFor();
    }));

  test('that cannot be asked says so, with a way to ask again', () =>
    withApp(
      {
        path,
        options: { failures: { 'models.loaded': { kind: 'bug', code: 'bug', message: 'It is broken.', remedy: '' } } },
      },
      async (page) => {
        await page.getByRole('region', { name: 'Loaded now' }).getByText('It is broken.').waitFor();
      },
    ));
});

describe('a folder of ones own', () => {
  test('is tried and used by keyboard alone, and the shipped one is there again when it is removed', () =>
    withApp({ path }, async (page) => {
      const own = page.getByRole('form', { name: 'Weights of your own' });
      await own.getByLabel('Folder').focus();
      await page.keyboard.type('/home/me/critic');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await own.getByText('It works').waitFor();
      await own.getByText('Critic · CPU · opened in 640 ms · one run 9 ms').waitFor();
      expect(await callsOf(page, 'models.add')).toEqual([]);
      await own.getByLabel('Folder').focus();
      await page.keyboard.press('Enter');
      const back = page.getByRole('button', { name: 'Critic: back to the shipped one' });
      await back.waitFor();
      expect(await callsOf(page, 'models.add')).toEqual([{ folder: '/home/me/critic' }]);
      await back.focus();
      await page.keyboard.press('Enter');
      await back.waitFor({ state: 'detached' });
      expect(await callsOf(page, 'models.remove')).toEqual([{ role: 'critic' }]);
    }));

  test('that is none is refused with what it lacks, and nothing is used', () =>
    withApp({ path }, async (page) => {
      const own = page.getByRole('form', { name: 'Weights of your own' });
      await own.getByLabel('Folder').fill('pictures');
      await own.getByText('Give the whole path, from the root on').waitFor();
      expect(await own.getByRole('button', { name: 'Use it' }).isDisabled()).toBe(true);
      await own.getByLabel('Folder').fill('/home/me/pictures');
      await own.getByRole('button', { name: 'Use it' }).click();
      await own.getByText('/home/me/pictures is no folder of a model').waitFor();
      expect(await own.getByLabel('Folder').inputValue()).toBe('/home/me/pictures');
    }));
});

test('one that broke since is shown with the reason', () =>
  withApp({ path: '#/settings/data' }, async (page) => {
    await asHost(
      page,
      `models.folders = [{ role: 'grounder', folder: '/x/y', models: [], problem: 'There is no such folder: /x/y.' }]`,
    );
    await page.evaluate(`location.hash = ${JSON.stringify(path)}`);
    await page.getByText('There is no such folder: /x/y.').waitFor();
    await page.getByText('Damaged or missing').first().waitFor();
  }));
