/** A task from the first word to the result, by keyboard, and what happens when something is in the way. */
import { describe, expect, test } from 'vitest';
import { asHost, callsOf, startTask } from './app-page.ts';
import { useInterface } from './interface.ts';

const { withApp } = useInterface();

const refusal = (code: string): object => ({
  kind: 'environment',
  code,
  message: `It says ${code}.`,
  remedy: 'Do something.',
});

describe('a task', () => {
  test('is planned, carried out, asked about and answered by keyboard alone; the result has the focus', () =>
    withApp({ options: { pace: 10 } }, async (page) => {
      await startTask(page, 'Work it out and tell me the result');
      await page.locator('[data-allows]:not([disabled])').first().waitFor();
      await page.keyboard.press('Tab');
      await page.keyboard.press('Space');
      await page.locator('.result').waitFor();
      expect(await page.locator('.answer').textContent()).toBe('408');
      expect(await page.locator('.step').count()).toBe(5);
      expect(await page.evaluate('document.activeElement.textContent')).toBe('Work it out and tell me the result');
      expect(await page.locator('[role=status]').last().textContent()).toContain('Run ended: Done');
    }));

  test('that would end at once cannot be started, and the reason is there', () =>
    withApp({}, async (page) => {
      await page.getByRole('textbox').first().fill('Bring world peace');
      await page.keyboard.press('Enter');
      await page.getByText('I do not know how to do this').waitFor();
      expect(await page.getByRole('button', { name: 'Start', exact: true }).isDisabled()).toBe(true);
    }));

  test('is not sent by the Enter that ends a composition', () =>
    withApp({}, async (page) => {
      await page.getByRole('textbox').first().fill('日');
      await page.evaluate(`document.querySelector('textarea').dispatchEvent(
        new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, isComposing: true }))`);
      await page.waitForTimeout(200);
      expect(await callsOf(page, 'plan.make')).toEqual([]);
    }));

  test('that is paused can be shown another place, by arrow keys', () =>
    withApp({ options: { pace: 500 } }, async (page) => {
      await startTask(page, 'Save the letter');
      await page.locator('.step').nth(1).waitFor();
      await page.getByRole('button', { name: 'Pause' }).click();
      // One step more, and the next one is looked at but not taken.
      await page.getByRole('button', { name: 'One step' }).click();
      await page.locator('.places').waitFor();
      await page.locator('.stage.correcting').focus();
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('Shift+ArrowUp');
      await page.getByRole('button', { name: 'Use this place' }).click();
      await page.getByText('The step will be taken there').first().waitFor();
      expect(await callsOf(page, 'run.correct')).toHaveLength(1);
    }));

  test('can be stopped by a window that only watches', () =>
    withApp({ options: { pace: 200 } }, async (page) => {
      await startTask(page, 'Save the letter');
      await asHost(page, "setRole('watch')");
      await page.getByText('Another window is in control').waitFor();
      expect(await page.getByRole('button', { name: 'Pause' }).isDisabled()).toBe(true);
      await page.getByRole('button', { name: 'Stop' }).click();
      await page.locator('.result').waitFor();
    }));
});

describe('when something is in the way', () => {
  test('a host that dies is said, what was done stays, and it goes on when it is back', () =>
    withApp({ options: { pace: 15 } }, async (page) => {
      await startTask(page, 'Save the letter');
      await page.locator('.step').nth(1).waitFor();
      await asHost(page, "unreachable = true, window.fake.die('killed')");
      await page.getByText('The agent is not answering').waitFor();
      expect(await page.locator('.step').count()).toBeGreaterThan(1);
      await asHost(page, 'unreachable = false');
      // By itself, or at once with “Try again”.
      await page.getByText('The agent is not answering').waitFor({ state: 'detached' });
    }));

  test.each([
    ['disk_full', 'The disk is full', 'Open data folder settings'],
    ['model_missing', 'A model file is missing', 'Open models'],
    ['history_locked', 'The history cannot be opened', 'Open diagnostics'],
    ['endpoint_down', 'The model endpoint does not answer', 'Open models'],
  ])('%s: says what is wrong and leads to where it can be mended', (code, words, way) =>
    withApp({ options: { failures: { 'run.start': refusal(code) } } }, async (page) => {
      await page.getByRole('textbox').first().fill('Save it');
      await page.keyboard.press('Enter');
      await page.locator('.begin .button.primary:focus').waitFor();
      await page.keyboard.press('Enter');
      await page.getByText(words).waitFor();
      await page.getByRole('button', { name: way }).click();
      await page.getByRole('heading', { level: 1, name: 'Models & settings' }).waitFor();
    }),
  );

  test('a history that cannot be read leaves the rest of the window usable', () =>
    withApp(
      { path: '#/history', options: { failures: { 'history.list': refusal('history_damaged') } } },
      async (page) => {
        await page.getByText('The history cannot be opened').waitFor();
        await page.getByRole('link', { name: 'Assistant' }).click();
        await page.getByRole('heading', { name: 'What shall I do?' }).waitFor();
      },
    ));

  test('what a build lacks is said where it would be', () =>
    withApp({ path: '#/demonstrations', options: { missing: { skills: 'Not part of this build.' } } }, async (page) => {
      await page.getByText('Not part of this build.').waitFor();
    }));
});

describe('a history of 100,000 steps', () => {
  test('draws only what is seen, and the last is a key away', () =>
    withApp({ path: '#/history' }, async (page) => {
      await page.getByRole('tab', { name: 'Steps' }).click();
      await page.getByText('100,000 steps found').waitFor();
      const list = page.locator('.split-list').getByRole('listbox', { name: 'Steps' });
      await list.focus();
      await page.keyboard.press('End');
      await list.locator('[aria-posinset="100000"]').waitFor();
      expect(await list.locator('.virtual-row').count()).toBeLessThan(80);
      await page.keyboard.press('ArrowUp');
      await list.locator('[aria-selected=true][aria-posinset="99999"]').waitFor();
    }));

  test('is looked through like a film', () =>
    withApp({ path: '#/history/r-long' }, async (page) => {
      const position = page.getByRole('slider', { name: 'Position in the run' });
      await position.focus();
      await page.keyboard.press('End');
      await page.getByText('100,000 / 100,000').waitFor();
      await page.getByRole('button', { name: 'Previous step' }).click();
      await page.getByText('99,999 / 100,000').waitFor();
    }));
});

describe('one application', () => {
  test('narrows the runs and the steps of the history', () =>
    withApp({ path: '#/history' }, async (page) => {
      await page.getByText('Rename all pictures').waitFor();
      await page.getByLabel('Application').selectOption('Galculator');
      await page.getByText('Rename all pictures').waitFor({ state: 'detached' });
      await page.getByText('work out 12 × 34').first().waitFor();
      await page.getByRole('tab', { name: 'Steps' }).click();
      await page.getByText('100,000 steps found').waitFor();
      await page.getByLabel('Application').selectOption('Mousepad');
      await page.getByText('80,000 steps found').waitFor();
    }));

  test('shows how its questions were answered, and the rule that is offered is saved as it is shown', () =>
    withApp({ path: '#/rules/approvals' }, async (page) => {
      await page.getByRole('row', { name: 'Mousepad 22 21 1 0 95% 2.1 sec' }).waitFor();
      await page.getByText('You allowed this 9 times in a row').waitFor();
      await page.getByText('Allow: Overwriting by click on “Save” in Mousepad').waitFor();
      await page.getByRole('button', { name: 'Save this rule' }).focus();
      await page.keyboard.press('Enter');
      await page.getByText('You allowed this 9 times in a row').waitFor({ state: 'detached' });
      expect(await callsOf(page, 'rules.add')).toMatchObject([
        { rule: { effect: 'allow', app: 'Mousepad', control: 'Save', category: 'overwrite', verb: 'click' } },
      ]);
    }));
});

test('a run is deleted on a second word, and is gone from the list', () =>
  withApp({ path: '#/history/r-calc' }, async (page) => {
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    const sheet = page.getByRole('alertdialog');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Cancel');
    await sheet.getByRole('button', { name: 'Delete', exact: true }).click();
    await page.getByText('work out 12 × 34').first().waitFor({ state: 'detached' });
    expect(await callsOf(page, 'history.delete')).toEqual([{ run: 'r-calc' }]);
    await page.getByRole('button', { name: 'Verify the record' }).click();
    await page.getByText('1 run was deleted.').waitFor();
  }));

test('the way past the navigation is the first stop of the Tab key', () =>
  withApp({ path: '#/rules' }, async (page) => {
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the content');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('content');
  }));

test('a step of a demonstration is moved by keyboard, saved, and the text is what the host gets', () =>
  withApp({ path: '#/demonstrations/weekly-report' }, async (page) => {
    await page.getByRole('tab', { name: 'Steps' }).click();
    await page.getByRole('button', { name: 'Move down' }).first().focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Changes are not saved yet').waitFor({ state: 'detached' });
    const [edit] = (await callsOf(page, 'skills.edit')) as { text: string }[];
    expect(edit?.text.indexOf('Save As…* in')).toBeLessThan(edit?.text.indexOf('Click *File*') ?? -1);
  }));

describe('the models', () => {
  test('are measured when a person asks, on what they run', () =>
    withApp({ path: '#/settings/models' }, async (page) => {
      await page.getByRole('button', { name: 'Measure' }).focus();
      await page.keyboard.press('Enter');
      await page.getByText('1.7 sec').waitFor();
      await page.getByText('a small trial in 3 ms · in use').waitFor();
      await page.getByText('no adapter was found', { exact: true }).waitFor();
    }));

  test('get a language model of the person’s own, tried before it is kept, and then it may plan', () =>
    withApp({ path: '#/settings/models' }, async (page) => {
      const form = page.getByRole('form', { name: 'A language model of your own' });
      await form.getByLabel('Address').fill('localhost:8080');
      await form.getByText('An address begins with').waitFor();
      expect(await form.getByRole('button', { name: 'Test' }).isDisabled()).toBe(true);
      await form.getByLabel('Address').fill('https://models.example.org/v1');
      await form.getByText('This is not on your network').waitFor();
      await form.getByLabel('Address').fill('http://127.0.0.1:8080/v1');
      await form.getByLabel('Model').fill('qwen3');
      await form.getByLabel('Key').fill('sk-1');
      await form.getByRole('button', { name: 'Test' }).click();
      await form.getByText('It answers, in 840 ms').waitFor();
      expect(await callsOf(page, 'endpoint.set')).toEqual([]);
      await form.getByRole('button', { name: 'Save' }).click();
      await form.getByText('There is one. Leave this empty to keep it.').waitFor();
      await page.getByLabel('Who plans').selectOption('endpoint');
      const given = { url: 'http://127.0.0.1:8080/v1', model: 'qwen3', key: 'sk-1' };
      expect(await callsOf(page, 'endpoint.test')).toEqual([given]);
      expect(await callsOf(page, 'endpoint.set')).toEqual([{ endpoint: given }]);
      expect(await callsOf(page, 'settings.set')).toEqual([{ change: { planner: 'endpoint' } }]);
    }));
});

test('the first-run guide ends with a task that really runs, and is not shown again', () =>
  withApp({ options: { settings: { welcomed: false }, pace: 5 } }, async (page) => {
    await page.getByRole('dialog').waitFor();
    for (let i = 0; i < 3; i++) await page.getByRole('button', { name: 'Next' }).click();
    await page.getByRole('button', { name: 'Try it' }).click();
    await page.locator('.run').waitFor();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await callsOf(page, 'run.start')).toMatchObject([{ task: 'Read the screen', dryRun: false }]);
    expect(await callsOf(page, 'settings.set')).toEqual([{ change: { welcomed: true } }]);
  }));

test('a setting is kept at once, and the language changes with it', () =>
  withApp({ path: '#/settings' }, async (page) => {
    await page.getByLabel('Language').selectOption('de');
    await page.getByRole('heading', { name: 'Modelle & Einstellungen' }).waitFor();
    await page.getByLabel('Darstellung').selectOption('dark');
    await page.locator('html[data-theme=dark]').waitFor();
    expect(await callsOf(page, 'settings.set')).toEqual([
      { change: { language: 'de' } },
      { change: { theme: 'dark' } },
    ]);
  }));
