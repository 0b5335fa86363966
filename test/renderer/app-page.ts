/** A page with the interface on it, over the host in memory, and ways to speak as that host. */
import type { Browser, Page } from 'playwright';

export interface Look {
  readonly path?: string;
  readonly theme?: 'light' | 'dark';
  readonly language?: 'en' | 'de' | 'es' | 'fr' | 'zh';
  readonly size?: readonly [width: number, height: number];
  /** `FakeOptions` of the fake host. */
  readonly options?: Readonly<Record<string, unknown>>;
  /** The page's clock is in the hands of the test. */
  readonly clock?: boolean;
  /** Size of the browser's own font in pixels; 16 is usual. */
  readonly font?: number;
}

/** What went wrong on a page without a test asking: errors, refused by the content security policy, failed requests. */
export const complaints = new WeakMap<Page, string[]>();

export async function openApp(browser: Browser, url: string, look: Look = {}): Promise<Page> {
  const { path = '#/assistant', theme = 'light', language = 'en', size = [1280, 800] } = look;
  const context = await browser.newContext({
    viewport: { width: size[0], height: size[1] },
    colorScheme: theme,
    locale: language,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(120_000);
  const said: string[] = [];
  complaints.set(page, said);
  page.on('pageerror', (error) => said.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') said.push(message.text());
  });
  if (look.clock) await page.clock.install();
  if (look.font !== undefined) {
    const session = await context.newCDPSession(page);
    await session.send('Page.setFontSizes', { fontSizes: { standard: look.font, fixed: look.font } });
  }
  const query = new URLSearchParams({ language, options: JSON.stringify(look.options ?? {}) });
  await page.goto(`${url}/?${query.toString()}${path}`);
  await page.locator('h1, .question-page').first().waitFor();
  return page;
}

/** Runs a line of script on the fake host: `ask('caution')`. */
export const asHost = (page: Page, code: string): Promise<unknown> => page.evaluate(`window.fake.${code}`);

/** What the fake host was asked to do, the newest last. */
export const callsOf = (page: Page, method: string): Promise<unknown[]> =>
  page.evaluate<unknown[]>(
    `window.fake.calls.filter((c) => c.method === ${JSON.stringify(method)}).map((c) => c.params)`,
  );

/** Types a task, has its plan shown and starts it, by keyboard alone. */
export async function startTask(page: Page, task: string): Promise<void> {
  await page.getByRole('textbox').first().focus();
  await page.keyboard.type(task);
  await page.keyboard.press('Enter');
  await page.locator('#plan-heading').waitFor();
  await page.locator('.begin .button.primary:focus').waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.run').waitFor();
}

/** How far the page can be scrolled sideways, in CSS pixels. */
export const sideways = async (page: Page): Promise<number> =>
  Number(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'));
