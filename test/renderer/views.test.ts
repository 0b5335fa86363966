/** Every view, in both themes and all languages: nothing an axe would find, nothing cut off, nothing refused. */
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright';
import { describe, expect, test } from 'vitest';
import { asHost, sideways, startTask, type Look } from './app-page.ts';
import { useInterface } from './interface.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const { open, withApp } = useInterface();

interface Finding {
  readonly id: string;
  readonly impact: string;
  readonly where: readonly string[];
}

/** What axe finds serious or critical; `colours` alone is enough for the second theme. */
async function findings(page: Page, colours = false): Promise<Finding[]> {
  await page.evaluate(axe);
  const options = {
    resultTypes: ['violations'],
    ...(colours ? { runOnly: { type: 'rule', values: ['color-contrast'] } } : {}),
  };
  return page.evaluate<Finding[]>(`axe.run(document, ${JSON.stringify(options)}).then(({ violations }) =>
    violations.filter((v) => v.impact === 'serious' || v.impact === 'critical')
      .map((v) => ({ id: v.id, impact: v.impact, where: v.nodes.map((n) => n.target.join(' ') + ': ' + n.failureSummary) })))`);
}

const ROUTES = [
  '#/assistant',
  '#/demonstrations',
  '#/demonstrations/weekly-report',
  '#/demonstrations/weekly-report/schedule',
  '#/demonstrations/weekly-report/steps',
  '#/history',
  '#/history/r-save',
  '#/history/r-long/99999',
  '#/rules',
  '#/rules/approvals',
  '#/rules/kinds',
  '#/rules/table',
  '#/rules/test/r-save%3A2',
  '#/settings/general',
  '#/settings/safety',
  '#/settings/screens',
  '#/settings/models',
  '#/settings/data',
  '#/settings/diagnostics',
];

/** Goes to a view within the page and waits until nothing is fetched any more. */
async function goTo(page: Page, route: string): Promise<void> {
  await page.evaluate(`location.hash = ${JSON.stringify(route)}`);
  await page.locator('main h1').waitFor();
  await page.waitForTimeout(250);
}

/** Colours do not depend on words: English is looked at in both themes, the others in one each. */
describe.each([
  ['en', ['light', 'dark']],
  ['de', ['dark']],
  ['es', ['light']],
  ['fr', ['dark']],
  ['zh', ['light']],
] as const)('in %s', (language, themes) => {
  test(`every view passes in ${themes.join(' and ')}`, () =>
    withApp({ language }, async (page) => {
      const found: Record<string, unknown> = {};
      for (const route of ROUTES) {
        await goTo(page, route);
        for (const theme of themes) {
          await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
          const wrong = await findings(page, theme !== themes[0]);
          if (wrong.length > 0) found[`${route} ${theme}`] = wrong;
        }
        if ((await sideways(page)) > 0) found[`${route} scrolls sideways`] = await sideways(page);
      }
      expect(found).toEqual({});
      expect(await page.evaluate('document.documentElement.lang')).toBe(language === 'zh' ? 'zh-Hans' : language);
    }));
});

const STATES: readonly (readonly [string, Look, (page: Page) => Promise<unknown>])[] = [
  [
    'a plan',
    {},
    (page) =>
      page
        .getByRole('textbox')
        .first()
        .fill('Save it')
        .then(() => page.keyboard.press('Enter')),
  ],
  [
    'a run that is paused, with places to choose from',
    { options: { pace: 500 } },
    async (page) => {
      await startTask(page, 'Save the letter');
      await page.locator('.step').nth(1).waitFor();
      await page.getByRole('button', { name: 'Pause' }).click();
      await page.getByRole('button', { name: 'One step' }).click();
      await page.locator('.places').waitFor();
    },
  ],
  [
    'a question',
    { theme: 'dark' },
    async (page) => {
      await asHost(page, "ask('destructive')");
      await page.locator('.question .crop').waitFor();
    },
  ],
  [
    'the small window with a question',
    { path: '#/question', size: [460, 520] },
    (page) => asHost(page, "ask('caution')"),
  ],
  ['a sheet with a form', { path: '#/rules' }, (page) => page.getByRole('button', { name: 'Add a rule' }).click()],
  [
    'a form for a schedule',
    { path: '#/demonstrations/weekly-report/schedule', theme: 'dark' },
    (page) => page.getByRole('button', { name: 'Add to the schedule' }).click(),
  ],
  [
    'a repair that is proposed',
    { path: '#/demonstrations/weekly-report' },
    (page) => page.getByRole('button', { name: 'Leave the step out' }).click(),
  ],
  [
    'a control that is pointed at',
    { path: '#/demonstrations/weekly-report', theme: 'dark' },
    (page) => page.getByRole('button', { name: 'Point at the control' }).click(),
  ],
  [
    'weights of ones own that are refused',
    { path: '#/settings/models', theme: 'dark' },
    async (page) => {
      await page.getByLabel('Folder').fill('/home/me/pictures');
      await page.getByRole('button', { name: 'Use it' }).click();
      await page.getByText('is no folder of a model').waitFor();
    },
  ],
  [
    'weights of ones own that work',
    { path: '#/settings/models' },
    async (page) => {
      await page.getByLabel('Folder').fill('/home/me/critic');
      await page.getByRole('form', { name: 'Weights of your own' }).getByRole('button', { name: 'Test' }).click();
      await page.getByText('It works').waitFor();
    },
  ],
  ['the first-run guide', { options: { settings: { welcomed: false } } }, (page) => page.getByRole('dialog').waitFor()],
  ['a host that is gone', { theme: 'dark' }, (page) => asHost(page, "unreachable = true, window.fake.die('killed')")],
  ['a window that only watches', { options: { role: 'watch' } }, (page) => page.waitForTimeout(200)],
];

test.each(STATES)('%s passes', async (_what, look, act) => {
  const page = await open(look);
  await act(page);
  await page.waitForTimeout(300);
  expect(await findings(page)).toEqual([]);
  expect(await sideways(page)).toBe(0);
  await page.context().close();
});

describe('with little room', () => {
  test.each<[string, Look]>([
    ['a window of 320×240', { size: [320, 240] }],
    ['a font of 200 %', { size: [800, 600], font: 32 }],
  ])('every view fits %s', async (_what, look) => {
    const page = await open(look);
    const wide: Record<string, number> = {};
    for (const route of ROUTES) {
      await goTo(page, route);
      const by = await sideways(page);
      if (by > 0) wide[route] = by;
    }
    expect(wide).toEqual({});
    await page.context().close();
  });

  test('the answers of a question can be seen and reached at 320×240', async () => {
    const page = await open({ size: [320, 240] });
    await asHost(page, "ask('destructive')");
    const deny = page.getByRole('button', { name: 'Deny', exact: true });
    await deny.waitFor();
    const box = await deny.boundingBox();
    expect(box !== null && box.y >= 0 && box.y + box.height <= 240).toBe(true);
    await page.context().close();
  });
});
