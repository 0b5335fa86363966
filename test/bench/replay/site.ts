/** A small web site on this machine that keeps what was sent to it: the end state of what is done in a browser. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Site {
  readonly url: string;
  /** Everything that was sent since the last call, as records, in order. */
  taken(): Record<string, string>[];
  close(): Promise<void>;
}

/** What a page says differently from the one that was shown. */
export interface PageLook {
  readonly dark?: boolean;
  readonly big?: boolean;
  /** Another order of fields, rows and buttons. */
  readonly reordered?: boolean;
  readonly renamed?: boolean;
  readonly absent?: boolean;
  readonly german?: boolean;
  readonly otherIcons?: boolean;
}

export const style = ({ dark, big }: PageLook): string => `<style>
body{font:${big === true ? 19 : 15}px sans-serif;margin:24px;background:${dark === true ? '#1e2227' : '#fff'};color:${dark === true ? '#e6e6e6' : '#111'}}
label{display:block;margin:10px 0} input[type=text]{font:inherit;margin-left:8px;width:240px;padding:4px;background:inherit;color:inherit;border:1px solid #888}
button{font:inherit;padding:6px 14px;margin:8px 8px 8px 0;background:${dark === true ? '#3a3f45' : '#e4e4e4'};color:inherit;border:1px solid #888;border-radius:4px}
td,th{padding:6px 22px 6px 0;text-align:left} a{color:${dark === true ? '#8ab4f8' : '#1558d6'}} svg{width:22px;height:22px;display:block}
</style>`;

const words = (look: PageLook): Record<'name' | 'city' | 'news' | 'add' | 'clear' | 'title', string> =>
  look.german === true
    ? { name: 'Name', city: 'Ort', news: 'Neuigkeiten', add: 'Eintragen', clear: 'Leeren', title: 'Gäste' }
    : {
        name: 'Name',
        city: 'City',
        news: 'Newsletter',
        add: look.renamed === true ? 'Put in' : 'Add entry',
        clear: 'Start over',
        title: 'Guests',
      };

/** A form: two fields, a checkbox, two buttons. */
export function formPage(look: PageLook): string {
  const w = words(look);
  const fields = [
    `<label>${w.name}<input type=text name=name></label>`,
    `<label>${w.city}<input type=text name=city></label>`,
  ];
  if (look.reordered === true) fields.reverse();
  const add = look.absent === true ? '' : `<button>${w.add}</button>`;
  const buttons = [add, `<button type=reset>${w.clear}</button>`];
  if (look.reordered === true) buttons.reverse();
  return `<!doctype html><meta charset=utf-8><title>${w.title}</title>${style(look)}<h2>${w.title}</h2>
<form method=post action=/take>${fields.join('')}<label><input type=checkbox name=news value=yes> ${w.news}</label>${buttons.join('')}</form>`;
}

/** A table with the same link in each row. */
export function tablePage(look: PageLook): string {
  const de = look.german === true;
  const edit = de ? 'Wählen' : look.renamed === true ? 'Pick' : 'Choose';
  const rows = ['Anna Berg', 'Carl Dorn', 'Emil Falk', 'Gina Holm'].filter(
    (n) => !(look.absent === true && n === 'Emil Falk'),
  );
  if (look.reordered === true) rows.splice(0, rows.length, ...['Ida Jung', ...rows].reverse());
  const cells = rows.map(
    (n, i) =>
      `<tr><td>${n}<td>${['Bonn', 'Kiel', 'Mainz', 'Ulm', 'Trier'][i] ?? ''}<td><a href="/take?who=${encodeURIComponent(n)}">${edit}</a>`,
  );
  return `<!doctype html><meta charset=utf-8><title>${de ? 'Personen' : 'People'}</title>${style(look)}<h2>${de ? 'Personen' : 'People'}</h2><table><tr><th>Name<th>${de ? 'Ort' : 'Town'}<th>${cells.join('')}</table>`;
}

const ICONS = {
  star: 'M12 2l3 7h7l-6 4 3 8-7-5-7 5 3-8-6-4h7z',
  bell: 'M12 2a6 6 0 0 0-6 6v6l-3 4h18l-3-4V8a6 6 0 0 0-6-6zm-2 18h4a2 2 0 0 1-4 0z',
  heart: 'M12 21S3 15 3 8a5 5 0 0 1 9-3 5 5 0 0 1 9 3c0 7-9 13-9 13z',
  home: 'M3 12 12 3l9 9h-3v9h-4v-6h-4v6H6v-9z',
};
const OTHER: typeof ICONS = {
  star: 'M12 3l2 6 6 1-4.500 4.500 1 6.500-4.500-3-4.500 3 1-6.500L4 10l6-1z',
  bell: 'M5 17h14v2H5zM7 15V9a5 5 0 0 1 10 0v6z',
  heart: 'M12 20 4 12a4 4 0 0 1 8-5 4 4 0 0 1 8 5z',
  home: 'M4 11l8-7 8 7v9H4z',
};

/** A bar of icons without a word, and a line below that says which was pressed. */
export function iconsPage(look: PageLook): string {
  const set = look.otherIcons === true ? OTHER : ICONS;
  const names = (Object.keys(ICONS) as (keyof typeof ICONS)[]).filter((n) => !(look.absent === true && n === 'heart'));
  if (look.reordered === true) names.reverse();
  const de = look.german === true;
  const buttons = names.map(
    (n) =>
      `<button onclick="fetch('/take?icon=${n}').then(()=>{out.textContent='${de ? 'Gemerkt' : 'Noted'}'})"><svg viewBox="0 0 24 24"><path fill="currentColor" d="${set[n]}"/></svg></button>`,
  );
  return `<!doctype html><meta charset=utf-8><title>${de ? 'Zeichen' : 'Marks'}</title>${style(look)}<h2>${de ? 'Zeichen' : 'Marks'}</h2><div style="display:flex">${buttons.join('')}</div><p id=out>${de ? 'Nichts' : 'Nothing yet'}</p>`;
}

/** Serves one page at `/` and takes what is sent to `/take`. */
export async function openSite(page: string): Promise<Site> {
  let records: Record<string, string>[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      response.setHeader('content-type', 'text/html; charset=utf-8');
      if (url.pathname !== '/take') {
        response.end(page);
        return;
      }
      // In one order: a page with its fields exchanged sends the same.
      const sent = [...new URLSearchParams(request.method === 'POST' ? body : url.search)];
      records.push(Object.fromEntries(sent.sort(([x], [y]) => (x < y ? -1 : 1))));
      response.end(
        `<!doctype html><meta charset=utf-8><title>Taken</title><style>body{font:15px sans-serif;margin:24px}</style><h2>Taken</h2>`,
      );
    });
  });
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    taken: () => {
      const now = records;
      records = [];
      return now;
    },
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}
