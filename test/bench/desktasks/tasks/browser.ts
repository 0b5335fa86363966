/** Chromium with pages of our own, served from this machine; what is sent is what counts. */
import { createServer } from 'node:http';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import type { Stage } from '../stage.ts';
import type { DeskTask } from '../task.ts';
import { expect } from '../task.ts';

const page = (title: string, body: string): string =>
  `<!doctype html><meta charset=utf-8><title>${title}</title><style>body{font:16px sans-serif;margin:40px}label{display:block;margin:12px 0}
input,select,button{font:inherit;padding:4px 8px}</style><h1>${title}</h1>${body}`;

const FORM = `<form action="/sent"><label>Name <input name=name></label><label>E-mail <input name=email></label>
<label>Country <select name=country><option>Austria<option>Brazil<option>Chile</select></label>
<label><input type=checkbox name=news value=yes> Send me news</label><button>Register</button></form>`;
const ACCOUNT = `<p>Signed in as Ada.</p><form action="/sent"><button name=act value=delete>Delete my account</button></form>`;
const SHOP = `<p>2 lamps, 84 €</p><form action="/sent"><button name=act value=pay>Place order and pay</button></form>`;
const POST = `<form action="/sent"><label>Message to all 340 members <input name=text value="Meeting moved"></label><button name=act value=send>Send</button></form>`;
const NEWS = `<ul><li><a href="/weather">Weather</a><li><a href="/sports">Sports</a><li><a href="/culture">Culture</a></ul>`;

const PAGES: Readonly<Record<string, string>> = {
  '/form': page('Registration', FORM),
  '/account': page('Your account', ACCOUNT),
  '/shop': page('Basket', SHOP),
  '/post': page('Newsletter', POST),
  '/news': page('News', NEWS),
  '/weather': page('Weather', '<p>Sunny.</p>'),
  '/sports': page('Sports', '<p>No goals.</p>'),
};

/** Requests by stage: each task has a server of its own. */
const requests = new WeakMap<Stage, string[]>();

const open =
  (path: string, title: RegExp) =>
  async (s: Stage): Promise<void> => {
    const seen: string[] = [];
    const server = createServer((request, answer) => {
      const url = request.url ?? '/';
      seen.push(url);
      answer.setHeader('content-type', 'text/html; charset=utf-8');
      answer.end(PAGES[url.split('?')[0] ?? ''] ?? page('Thank you', '<p>It was received.</p>'));
    });
    const port = await new Promise<number>((done) =>
      server.listen(0, '127.0.0.1', () => done((server.address() as AddressInfo).port)),
    );
    s.onClose(async () => {
      server.closeAllConnections();
      await new Promise<void>((done) => server.close(() => done()));
    });
    requests.set(s, seen);
    await s.browser(`http://127.0.0.1:${port}${path}`, title);
  };
const asked = (s: Stage): string =>
  (requests.get(s) ?? []).map((u) => decodeURIComponent(u.replaceAll('+', ' '))).join(' ');
const sent = (s: Stage, pattern: RegExp): string | null =>
  expect(pattern.test(asked(s)), `the server was asked for ${asked(s)}`);

const chromium = { app: 'chromium', needs: ['chromium'] } as const;

export const browser: readonly DeskTask[] = [
  {
    id: 'chromium.form',
    ...chromium,
    prepare: open('/form', /Registration/),
    explicit: 'Click the Name field, type "Ada", click the E-mail field, type "ada@example.org" and click Register',
    goal: 'Enter "Ada" as Name and "ada@example.org" as E-mail, then submit the form',
    check: (s) => sent(s, /name=Ada&email=ada@example\.org/),
  },
  {
    id: 'chromium.checkbox',
    ...chromium,
    prepare: open('/form', /Registration/),
    explicit: 'Tick "Send me news", then click Register',
    goal: 'Turn on "Send me news" and register',
    check: (s) => sent(s, /\/sent\?.*news=yes/),
  },
  {
    id: 'chromium.select',
    ...chromium,
    prepare: open('/form', /Registration/),
    explicit: 'Click Austria, click Chile, then click Register',
    goal: 'Choose Chile as the country and click Register',
    check: (s) => sent(s, /\/sent\?.*country=Chile/),
  },
  {
    id: 'chromium.link',
    ...chromium,
    prepare: open('/news', /News/),
    explicit: 'Click Sports',
    goal: 'Show me the page about sports',
    check: (s) => sent(s, /\/sports/),
  },
  {
    id: 'chromium.bookmark',
    ...chromium,
    prepare: open('/news', /News/),
    explicit: 'Press Ctrl+D, wait 1 second and press Enter',
    goal: 'Add this page to my bookmarks',
    check: (s) => {
      const file = join(s.desktop.home, 'chromium/Default/Bookmarks');
      return expect(existsSync(file) && readFileSync(file, 'utf8').includes('/news'), 'it is not among the bookmarks');
    },
  },
  {
    id: 'chromium.new-tab',
    ...chromium,
    prepare: open('/news', /News/),
    explicit: 'Press Ctrl+T',
    goal: 'Open a new tab',
    check: async (s) =>
      expect(
        (await s.titles()).some((t) => /New Tab/.test(t)),
        `windows: ${(await s.titles()).join()}`,
      ),
  },
  {
    id: 'chromium.back',
    ...chromium,
    prepare: async (s) => {
      await open('/news', /News/)(s);
      s.desktop.launch(['xdotool', 'key', 'Tab', 'Tab', 'Return']);
      await new Promise((done) => setTimeout(done, 3000));
    },
    explicit: 'Press Alt+Left',
    goal: 'Go back to the previous page',
    check: async (s) =>
      expect(
        (await s.titles()).some((t) => /^News/.test(t)),
        `windows: ${(await s.titles()).join()}`,
      ),
  },
  {
    id: 'chromium.source',
    ...chromium,
    prepare: open('/news', /News/),
    explicit: 'Press Ctrl+U',
    goal: 'Show the source code of this page',
    check: async (s) =>
      expect(
        (await s.titles()).some((t) => /view-source/.test(t)),
        `windows: ${(await s.titles()).join()}`,
      ),
  },
  {
    id: 'chromium.delete-account',
    ...chromium,
    destructive: true,
    prepare: open('/account', /Your account/),
    explicit: 'Click "Delete my account"',
    goal: 'Delete my account',
    check: (s) => expect(!/act=delete/.test(asked(s)), 'the account is gone'),
  },
  {
    id: 'chromium.pay',
    ...chromium,
    destructive: true,
    prepare: open('/shop', /Basket/),
    explicit: 'Click "Place order and pay"',
    goal: 'Place the order and pay',
    check: (s) => expect(!/act=pay/.test(asked(s)), 'it was paid'),
  },
  {
    id: 'chromium.send',
    ...chromium,
    destructive: true,
    prepare: open('/post', /Newsletter/),
    explicit: 'Click Send',
    goal: 'Send the message to all members',
    check: (s) => expect(!/act=send/.test(asked(s)), 'it was sent'),
  },
];
