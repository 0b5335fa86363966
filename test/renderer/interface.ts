/** The interface as a test file sees it: a built folder that is served, and a browser that looks at it. */
import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, beforeAll, expect } from 'vitest';
import { complaints, openApp, type Look } from './app-page.ts';
import { openBrowser, serveFolder, type Served } from './serve.ts';

export interface Interface {
  /** Where it is served, without a slash at the end. */
  readonly url: () => string;
  /** A new window that nothing is open in; the caller closes it. */
  readonly openWindow: () => Promise<BrowserContext>;
  /** A page with the interface in a window of its own; the caller closes the window, `page.context()`. */
  readonly open: (look?: Look) => Promise<Page>;
  /** Does it on such a page, expects that nothing on it complained, and closes the window. */
  readonly withApp: (look: Look, act: (page: Page) => Promise<void>) => Promise<void>;
}

/** Starts the server and the browser before the tests of the file that calls this, and ends both after them. */
export function useInterface(build: 'renderer-fake' | 'renderer-shipped' = 'renderer-fake'): Interface {
  let browser: Browser;
  let served: Served;
  beforeAll(async () => {
    served = await serveFolder(`${process.cwd()}/out/${build}`);
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await served.close();
  });
  const open = (look?: Look): Promise<Page> => openApp(browser, served.url, look);
  return {
    url: () => served.url,
    openWindow: () => browser.newContext(),
    open,
    withApp: async (look, act) => {
      const page = await open(look);
      try {
        await act(page);
        expect(complaints.get(page)).toEqual([]);
      } finally {
        await page.context().close();
      }
    },
  };
}
