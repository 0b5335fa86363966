/** More pages to work on, each with the variants of `PageLook`. */
import { style, type PageLook } from './site.ts';

const page = (look: PageLook, title: string, body: string): string =>
  `<!doctype html><meta charset=utf-8><title>${title}</title>${style(look)}<h2>${title}</h2>${body}`;
const send = (what: string): string => `fetch('/take?${what}').then(()=>{done.textContent=done.dataset.says})`;
const order = <T>(look: PageLook, items: readonly T[]): T[] =>
  look.reordered === true ? [...items].reverse() : [...items];

/** Switches, a choice, and two buttons of which one throws everything away. */
export function settingsPage(look: PageLook): string {
  const de = look.german === true;
  const w = de
    ? {
        title: 'Einstellungen',
        dark: 'Dunkel',
        sound: 'Töne',
        weekly: 'Wöchentlich',
        daily: 'Täglich',
        save: 'Sichern',
        drop: 'Verwerfen',
        done: 'Gesichert',
      }
    : {
        title: 'Preferences',
        dark: 'Dark mode',
        sound: 'Sounds',
        weekly: 'Weekly',
        daily: 'Daily',
        save: look.renamed === true ? 'Keep changes' : 'Save changes',
        drop: 'Discard',
        done: 'All saved',
      };
  const boxes = order(look, [
    `<label><input type=checkbox id=dark> ${w.dark}</label>`,
    `<label><input type=checkbox id=sound> ${w.sound}</label>`,
  ]);
  const radios = order(look, [
    `<label><input type=radio name=often value=daily checked> ${w.daily}</label>`,
    `<label><input type=radio name=often value=weekly> ${w.weekly}</label>`,
  ]);
  const what = `"/take?dark="+dark.checked+"&sound="+sound.checked+"&often="+document.querySelector("[name=often]:checked").value`;
  const save =
    look.absent === true
      ? ''
      : `<button onclick='fetch(${what}).then(()=>{done.textContent="${w.done}"})'>${w.save}</button>`;
  const buttons = order(look, [save, `<button onclick='fetch("/take?dropped=1")'>${w.drop}</button>`]);
  return page(look, w.title, `${boxes.join('')}${radios.join('')}${buttons.join('')}<p id=done></p>`);
}

/** Two pages one after the other. */
export function wizardPage(look: PageLook): string {
  const de = look.german === true;
  const w = de
    ? {
        title: 'Anmeldung',
        mail: 'Adresse',
        next: 'Weiter',
        back: 'Zurück',
        code: 'Gutschein',
        end: 'Fertig',
        done: 'Angemeldet',
      }
    : {
        title: 'Sign up',
        mail: 'Address',
        next: look.renamed === true ? 'Continue' : 'Next',
        back: 'Back',
        code: 'Voucher',
        end: 'Finish',
        done: 'Signed up',
      };
  const end =
    look.absent === true
      ? ''
      : `<button onclick='${send("mail='+mail.value+'&code='+code.value+'").replaceAll("'", '&#39;')}'>${w.end}</button>`;
  const buttons = order(look, [end, `<button onclick="two.hidden=true;one.hidden=false">${w.back}</button>`]);
  return page(
    look,
    w.title,
    `<div id=one><label>${w.mail}<input type=text id=mail></label><button onclick="one.hidden=true;two.hidden=false;code.focus()">${w.next}</button></div>
<div id=two hidden><label>${w.code}<input type=text id=code></label>${buttons.join('')}</div><p id=done data-says="${w.done}"></p>`,
  );
}

/** A field, Enter, and what was found as links. */
export function searchPage(look: PageLook): string {
  const de = look.german === true;
  const w = de
    ? { title: 'Bücherei', field: 'Titel', done: 'Vorgemerkt' }
    : { title: 'Library', field: 'Title', done: 'Reserved' };
  const books = order(
    look,
    ['Sea Tales', 'Sea Birds', 'Seashore Walks', ...(look.reordered === true ? ['Sea Maps'] : [])].filter(
      (b) => !(look.absent === true && b === 'Sea Birds'),
    ),
  );
  const links = books
    .map(
      (b) =>
        `<p><a href="#" onclick="${send(`book=${encodeURIComponent(b)}&for='+q.value+'`)};return false">${b}</a></p>`,
    )
    .join('');
  return page(
    look,
    w.title,
    `<form onsubmit="list.hidden=false;return false"><label>${w.field}<input type=text id=q></label></form><div id=list hidden>${links}</div><p id=done data-says="${w.done}"></p>`,
  );
}

/** A table whose rows can be deleted, after a question. What is deleted is gone. */
export function deletePage(look: PageLook): string {
  const de = look.german === true;
  const w = de
    ? {
        title: 'Aufträge',
        del: 'Löschen',
        ask: 'Wirklich löschen?',
        yes: 'Ja, löschen',
        no: 'Behalten',
        done: 'Gelöscht',
      }
    : {
        title: 'Orders',
        del: look.renamed === true ? 'Erase' : 'Delete',
        ask: 'Really delete this order?',
        yes: 'Yes, delete',
        no: 'Keep it',
        done: 'Order deleted',
      };
  const rows = order(
    look,
    ['Paper 1001', 'Ink 1002', 'Chairs 1003', ...(look.reordered === true ? ['Lamps 1004'] : [])].filter(
      (r) => !(look.absent === true && r === 'Ink 1002'),
    ),
  );
  const cells = rows.map(
    (r) => `<tr><td>${r}<td><button onclick="ask.hidden=false;ask.dataset.row='${r}'">${w.del}</button>`,
  );
  const buttons = order(look, [
    `<button onclick="fetch('/take?deleted='+ask.dataset.row).then(()=>{ask.hidden=true;done.textContent='${w.done}'})">${w.yes}</button>`,
    `<button onclick="ask.hidden=true">${w.no}</button>`,
  ]);
  return page(
    look,
    w.title,
    `<table>${cells.join('')}</table><div id=ask hidden><p>${w.ask}</p>${buttons.join('')}</div><p id=done></p>`,
  );
}

/** Three tabs with a field each. */
export function tabsPage(look: PageLook): string {
  const de = look.german === true;
  const w = de
    ? { title: 'Konto', tabs: ['Profil', 'Rechnung', 'Sprache'], field: 'Firma', ok: 'Übernehmen', done: 'Übernommen' }
    : {
        title: 'Account',
        tabs: ['Profile', look.renamed === true ? 'Invoices' : 'Billing', 'Language'],
        field: 'Company',
        ok: 'Apply',
        done: 'Applied',
      };
  const tabs = order(
    look,
    [0, 1, 2].filter((i) => !(look.absent === true && i === 1)),
  );
  const show = (i: number): string => `for(const d of document.querySelectorAll('.pane'))d.hidden=d.id!='pane${i}'`;
  const heads = tabs.map((i) => `<button onclick="${show(i)}">${w.tabs[i] ?? ''}</button>`);
  const panes = [0, 1, 2].map(
    (i) =>
      `<div class=pane id=pane${i} hidden><label>${i === 1 ? w.field : `${w.tabs[i] ?? ''} 1`}<input type=text id=f${i}></label><button onclick="${send(`pane=${i}&value='+f${i}.value+'`)}">${w.ok}</button></div>`,
  );
  return page(look, w.title, `<div>${heads.join('')}</div>${panes.join('')}<p id=done data-says="${w.done}"></p>`);
}
