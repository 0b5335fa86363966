/**
 * Steps that are right and steps that are not, with what they would cost: `node models/critic/data/make.mjs --out FILE
 * [--seed 1] [--screens 4000]`. Screens are drawn, the policy reads them, and a line a step holds the facts that the
 * learned critic is told at run time. The same seed gives the same file.
 */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { consider } from '../../../electron/critic/critic.ts';
import { factsOf } from '../../../electron/critic/learned/facts.ts';
import { loadBash } from '../../../electron/critic/policy/bash.ts';
import { SHIPPED_POLICY } from '../../../electron/critic/policy/table.ts';
import { globalBox, globalPoint } from '../../../electron/protocol/coordinates.ts';
import { Canvas } from '../../../test/bench/critic/screens.ts';
import { ABROAD, AGREE, DEEDS, KINDS, OUT } from './deeds.mjs';
import { COMMANDS, HARMLESS, HARMLESS_ABROAD, PLAIN, TYPED, WORDS } from './harmless.mjs';

const { values } = parseArgs({
  options: {
    out: { type: 'string' },
    seed: { type: 'string', default: '1' },
    screens: { type: 'string', default: '4000' },
  },
});
if (!values.out) throw new Error('--out FILE is needed');

let state = Number(values.seed) >>> 0;
const random = () => {
  state = (state + 0x6d2b79f5) >>> 0;
  let t = Math.imul(state ^ (state >>> 15), state | 1);
  t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
};
const chance = (p) => random() < p;
const below = (n) => Math.floor(random() * n);
const pick = (list) => list[below(list.length)];
const some = (list, n) =>
  [...list]
    .map((x) => [random(), x])
    .sort((a, b) => a[0] - b[0])
    .slice(0, n)
    .map(([, x]) => x);

const APPS = [
  'Files',
  'Editor',
  'Mail',
  'Web',
  'Settings',
  'Music',
  'Photos',
  'Calendar',
  'Writer',
  'Calc',
  'Terminal',
  'Software',
  'Disks',
  'Shop',
  'Contacts',
  'Backup',
  'Notes',
  'Player',
];
const WRAP = [
  '{t}',
  '{t}',
  '{t}',
  'please {t}',
  '{T}.',
  'I want to {t}',
  'can you {t}',
  '{T}, please',
  'In {a}, {t}',
  '{t} in {a}',
];
const say = (t, app) =>
  pick(WRAP)
    .replace('{t}', t)
    .replace('{T}', t.charAt(0).toUpperCase() + t.slice(1))
    .replace('{a}', app);
const NEUTRAL = [
  'opened the program',
  'opened {a}',
  'waited for the window',
  'clicked the window',
  'scrolled down',
  'moved the pointer',
  'Open {a}',
  'pressed Escape',
];
const before = (app) => Array.from({ length: below(3) }, () => pick(NEUTRAL).replace('{a}', app));
const did = (label) =>
  pick(['clicked “{l}”', 'Click “{l}”', 'pressed {l}', 'clicked {l}', 'chose {l}']).replace('{l}', label);

/** Letters as a reader of small print takes them now and then. */
const misread = (text) => {
  if (!chance(0.12)) return text;
  const i = below(text.length);
  return (
    pick([
      text.slice(0, i) + text.slice(i + 1),
      text.replace('l', 'I'),
      text.replace(' ', ''),
      text.replace('i', 'l'),
    ]) || text
  );
};

const LINES = [];
function emit(screen, action, task, history, label, group, kind, target = null) {
  const input = { task, history, action, target, targetBox: null, screen };
  const found = consider(SHIPPED_POLICY, input);
  LINES.push(
    JSON.stringify({
      ...factsOf(input, found),
      ...label,
      group,
      kind,
      policy: { risk: found.verdict.risk, correct: found.verdict.correct },
    }),
  );
}
const click = (point) => ({ type: 'click', point, button: 'left', count: 1, modifiers: [] });

/** A dialog on a small desktop: lines, a row of buttons in any order, sometimes in a window that names its program. */
function drawDialog(app, lines, buttons) {
  const c = new Canvas(640, 420);
  const [w, h] = [Math.min(600, Math.max(360, 60 + buttons.length * 130)), 90 + lines.length * 24 + 40];
  const [x, y] = [20, 40];
  c.framed(x, y, x + w, y + h, [238, 238, 238]);
  lines.forEach((t, i) => c.text(x + 20, y + 16 + i * 24, misread(t)));
  const at = new Map();
  let bx = x + 16;
  for (const b of buttons) {
    const wide = Math.min(180, Math.max(70, b.length * 8 + 24));
    c.framed(bx, y + h - 40, bx + wide, y + h - 12, [222, 222, 222]);
    const box = c.text(bx + 10, y + h - 33, misread(b));
    at.set(b, globalPoint(Math.floor((box.x1 + Math.min(box.x2, bx + wide)) / 2), y + h - 26));
    bx += wide + 8;
  }
  if (chance(0.6)) c.window(app, app.toLowerCase(), { dialog: chance(0.7), box: globalBox(x, y, x + w, y + h) });
  return { screen: c.done().screen, at };
}

/** A menu or a tool bar of a window. */
function drawControls(app, labels, form) {
  const c = new Canvas(640, 420);
  c.rect(0, 0, 640, 420, [250, 250, 250]);
  const at = new Map();
  if (form === 'menu') c.framed(40, 40, 260, 54 + labels.length * 30, [238, 238, 238]);
  labels.forEach((l, i) => {
    const [px, py] =
      form === 'menu'
        ? [60, 52 + i * 30]
        : form === 'bar'
          ? [14 + (i % 5) * 125, 14 + Math.floor(i / 5) * 40]
          : [30 + (i % 2) * 300, 60 + Math.floor(i / 2) * 50];
    const box = c.text(px, py, misread(l));
    at.set(l, globalPoint(Math.floor((box.x1 + box.x2) / 2), py + 7));
  });
  if (chance(0.7)) c.window(`${app}`, app.toLowerCase());
  return { screen: c.done().screen, at };
}

const RISK = { S: 'safe', C: 'caution', D: 'destructive' };
const verdictOf = (deed) => ({ risk: RISK[deed.risk], category: deed.cat });
const SAFE = { risk: 'safe', category: 'none' };
const fill = (text, x) => text.replaceAll('{x}', x);
const askOf = (deed, x) => fill(pick(deed.asks), x);
const other = (list, not) => {
  for (;;) {
    const o = pick(list);
    if (o !== not) return o;
  }
};
const plainRows = {
  en: HARMLESS.map((r, i) => ({ ...r, group: `plain${i}` })),
  ...Object.fromEntries(
    Object.entries(HARMLESS_ABROAD).map(([lang, rows]) => [
      lang,
      rows.map(([label, ask]) => ({ labels: [label], asks: [ask], group: `lang-${lang}` })),
    ]),
  ),
};
/** Mostly English, since most screens are. */
const rowsOf = () => plainRows[chance(0.7) ? 'en' : pick(Object.keys(plainRows))];
const offTask = () => pick(pick(HARMLESS).asks);
const RETREATS = [
  'go back without changing anything',
  'do not {t}',
  'cancel it',
  'check the settings, but do not {t}',
  'leave everything as it is',
  'keep it, never {t}',
  'I changed my mind, go back',
];
const LOOKS = [
  'how many files are there',
  'what does the window say',
  'see which version it is',
  'read the message to me',
  'which day is it',
];

const deeds = [
  ...DEEDS.map((d, i) => ({ ...d, group: `deed${i}`, agree: AGREE, out: OUT })),
  ...Object.entries(ABROAD).flatMap(([lang, { out, agree, deeds: rows }]) =>
    rows.map(([cat, risk, kind, says, button, asks]) => ({
      cat,
      risk,
      kind,
      says: [says],
      buttons: [button],
      asks: [asks],
      more: [''],
      group: `lang-${lang}`,
      agree,
      out,
    })),
  ),
];

function dialogScreen() {
  const deed = pick(deeds);
  const app = pick(APPS);
  const x = pick(KINDS[deed.kind]);
  const lines = [
    fill(pick(deed.says), x),
    ...(chance(0.6) ? [fill(pick(deed.more), x)] : []),
    ...(chance(0.15) ? [pick(['Do not show this again', '3 items, 12 MB', 'Learn more'])] : []),
  ].filter(Boolean);
  const button = chance(0.3) ? pick(deed.agree) : pick(deed.buttons);
  const out = pick(deed.out);
  const buttons = chance(0.5) ? [out, button] : [button, out];
  const aside = chance(0.35)
    ? pick(plainRows[deed.group.startsWith('lang-') ? deed.group.slice(5) : 'en'] ?? plainRows.en)
    : null;
  if (aside) buttons.splice(below(3), 0, aside.labels[0]);
  const { screen, at } = drawDialog(app, lines, [...new Set(buttons)]);
  // It stands in a dialog that asks for a loss and loses nothing itself.
  if (aside && at.has(aside.labels[0])) {
    emit(
      screen,
      click(at.get(aside.labels[0])),
      say(pick(aside.asks), app),
      before(app),
      { ...SAFE, correct: true },
      aside.group,
      'aside',
    );
    emit(
      screen,
      click(at.get(aside.labels[0])),
      say(askOf(deed, x), app),
      before(app),
      { ...SAFE, correct: false },
      aside.group,
      'aside',
    );
  }
  const task = askOf(deed, x);
  const y = other(KINDS[deed.kind], x);
  const tries = [
    [say(task, app), true],
    [say(task, app), true],
    [say(askOf(deed, y), app), y === x || !deed.asks.some((a) => a.includes('{x}')) ? null : false],
    [say(offTask(), app), false],
    [pick(RETREATS).replace('{t}', task), false],
    [pick(LOOKS), false],
    [say(askOf(other(deeds, deed), x), app), null],
  ];
  for (const [t, right] of tries) {
    const history = before(app);
    if (chance(0.3)) history.push(did(pick(deed.buttons)));
    if (right !== null)
      emit(screen, click(at.get(button)), t, history, { ...verdictOf(deed), correct: right }, deed.group, 'deed');
    else emit(screen, click(at.get(button)), t, history, { ...verdictOf(deed), correct: -1 }, deed.group, 'deed');
    if (right !== null) emit(screen, click(at.get(out)), t, history, { ...SAFE, correct: !right }, deed.group, 'out');
  }
  // Enter presses the button that leads on; a menu entry or a tool that starts the deed asks first.
  if (chance(0.3))
    emit(
      screen,
      { type: 'hotkey', keys: ['enter'] },
      say(task, app),
      before(app),
      { ...verdictOf(deed), correct: true },
      deed.group,
      'enter',
    );
  if (chance(0.2))
    emit(
      screen,
      { type: 'hotkey', keys: ['escape'] },
      say(task, app),
      before(app),
      { ...SAFE, correct: false },
      deed.group,
      'enter',
    );
}

function controlScreen() {
  const app = pick(APPS);
  const rows = some(rowsOf(), 3 + below(5));
  const labels = rows.map((r) => pick(r.labels)).filter((l, i, all) => all.indexOf(l) === i);
  const deed = chance(0.35)
    ? pick(deeds.filter((d) => !['credentials', 'permission_grant', 'shell'].includes(d.cat)))
    : null;
  const starts = deed ? `${pick(deed.buttons)}${chance(0.6) ? '…' : ''}` : null;
  if (starts) labels.splice(below(labels.length + 1), 0, starts);
  const { screen, at } = drawControls(app, [...new Set(labels)], pick(['menu', 'bar', 'grid']));
  rows.forEach((row, i) => {
    const label = row.labels.find((l) => at.has(l));
    if (!label || (i > 2 && chance(0.6))) return;
    const { group } = row;
    const p = click(at.get(label));
    const task = say(pick(row.asks), app);
    emit(screen, p, task, before(app), { ...SAFE, correct: true }, group, 'control');
    if (chance(0.3)) emit(screen, p, `${label}`, before(app), { ...SAFE, correct: true }, group, 'control');
    const wrong = rows.find((r) => r !== row && r.labels.some((l) => at.has(l)));
    if (wrong)
      emit(screen, p, say(pick(wrong.asks), app), before(app), { ...SAFE, correct: false }, group, 'wrong-target');
    if (chance(0.4)) emit(screen, p, say(offTask(), app), before(app), { ...SAFE, correct: false }, group, 'off-task');
    // The same again: it was done in the step before.
    if (chance(0.5))
      emit(screen, p, task, [...before(app), did(label)], { ...SAFE, correct: false }, group, 'repeated');
    // Two things asked for; the second before the first is out of order, after it is right.
    if (wrong && chance(0.5)) {
      const [first, second] = [pick(wrong.asks), pick(row.asks)];
      const both = pick([
        `${first}, then ${second}`,
        `first ${first} and then ${second}`,
        `${first} and after that ${second}`,
      ]);
      const done = wrong.labels.find((l) => at.has(l));
      emit(screen, p, both, before(app), { ...SAFE, correct: false }, group, 'order');
      emit(screen, p, both, [...before(app), did(done)], { ...SAFE, correct: true }, group, 'order');
    }
  });
  if (deed && starts) {
    const x = pick(KINDS[deed.kind]);
    const asks = starts.endsWith('…');
    // What asks first is staged: caution at most; without the dots nothing says that it asks.
    const risk = asks
      ? ['D', 'C'].includes(deed.risk) && deed.cat !== 'format_disk'
        ? 'caution'
        : 'safe'
      : RISK[deed.risk];
    const label = { risk, category: risk === 'safe' ? 'none' : deed.cat };
    emit(
      screen,
      click(at.get(starts)),
      say(askOf(deed, x), app),
      before(app),
      { ...label, correct: true },
      deed.group,
      'starts',
    );
    emit(
      screen,
      click(at.get(starts)),
      say(offTask(), app),
      before(app),
      { ...label, correct: false },
      deed.group,
      'starts',
    );
    emit(
      screen,
      click(at.get(starts)),
      pick(RETREATS).replace('{t}', askOf(deed, x)),
      before(app),
      { ...label, correct: false },
      deed.group,
      'starts',
    );
  }
}

function plainDialog() {
  const [lines, buttons] = pick(PLAIN);
  const app = pick(APPS);
  const group = `form${PLAIN.findIndex(([l]) => l === lines)}`;
  const { screen, at } = drawDialog(app, [...lines], [...buttons]);
  for (const b of buttons) {
    const way = OUT.includes(b);
    const about = lines[0].toLowerCase().replace(/[?.]$/, '');
    emit(
      screen,
      click(at.get(b)),
      say(pick([about, `${b.toLowerCase()} the ${about}`]), app),
      [...before(app), 'typed “2” into the first field'],
      { ...SAFE, correct: !way },
      group,
      'form',
    );
    emit(screen, click(at.get(b)), say(offTask(), app), before(app), { ...SAFE, correct: way }, group, 'form');
    // Finished before what the form is for was filled in.
    if (!way && lines.length > 2) {
      const word = pick(WORDS);
      const task = `set ${lines[1].toLowerCase()} to ${word}`;
      emit(screen, click(at.get(b)), task, before(app), { ...SAFE, correct: false }, group, 'premature');
      emit(
        screen,
        click(at.get(b)),
        task,
        [...before(app), `typed “${word}” into ${lines[1]}`],
        { ...SAFE, correct: true },
        group,
        'premature',
      );
    }
  }
}

function typing() {
  const app = pick(APPS);
  const c = new Canvas(640, 420);
  c.rect(0, 0, 640, 420, [250, 250, 250]);
  for (const [i, t] of some(HARMLESS, 4).entries()) c.text(20, 20 + i * 40, pick(t.labels));
  c.window(app, app.toLowerCase());
  const { screen } = c.done();
  const [ask, text] = pick(TYPED);
  const [w, v] = some(WORDS, 2);
  const type = (s) => ({ type: 'type', text: s });
  const task = say(ask.replace('{w}', w), app);
  emit(screen, type(text.replace('{w}', w)), task, before(app), { ...SAFE, correct: true }, 'typing', 'typing');
  emit(screen, type(text.replace('{w}', v)), task, before(app), { ...SAFE, correct: false }, 'typing', 'typing');
  emit(
    screen,
    type(text.replace('{w}', w)),
    say(offTask(), app),
    before(app),
    { ...SAFE, correct: false },
    'typing',
    'typing',
  );
  emit(
    screen,
    type(text.replace('{w}', w)),
    task,
    [...before(app), `typed “${w}”`],
    { ...SAFE, correct: false },
    'typing',
    'typing',
  );
}

function command() {
  const c = new Canvas(640, 420);
  c.rect(0, 0, 640, 420, [250, 250, 250]);
  c.text(10, 10, 'user@host:~$');
  c.window('Terminal', 'xterm');
  const { screen } = c.done();
  const row = pick(COMMANDS);
  const [ask, line, risk, cat] = row;
  const label = { risk: RISK[risk], category: cat };
  const type = { type: 'type', text: `${line}\n` };
  emit(screen, type, say(ask, 'the terminal'), before('Terminal'), { ...label, correct: true }, 'command', 'command');
  emit(
    screen,
    type,
    say(other(COMMANDS, row)[0], 'the terminal'),
    before('Terminal'),
    { ...label, correct: false },
    'command',
    'command',
  );
  emit(
    screen,
    type,
    `do not ${ask}, only look`,
    before('Terminal'),
    { ...label, correct: false },
    'command',
    'command',
  );
}

/** Playbooks in order, out of order, twice, and each other's. */
function playbookSteps() {
  const folder = join(import.meta.dirname, '../../../playbooks');
  return readdirSync(folder)
    .filter((f) => f.endsWith('.yaml'))
    .flatMap((f) => parse(readFileSync(join(folder, f), 'utf8')).playbooks)
    .map((p) => ({
      id: p.id,
      asks: (p.phrases?.en ?? '')
        .split('\n')
        .map((l) => l.trim())
        .filter((l) => l !== '')
        .slice(0, 6),
      steps: (p.ways?.[0]?.steps ?? []).filter(
        (s) => typeof s.press === 'string' || typeof s.click === 'string' || typeof s.type === 'string',
      ),
    }))
    .filter((p) => p.asks.length > 0 && p.steps.length > 0);
}
const playbooks = playbookSteps();
const bare = (text) =>
  text
    .replace(/\[[^\]]*\]|\([^)]*\)/g, '')
    .replace(/\{(\w+)\}/g, (_m, n) => (n === 'url' ? 'example.org' : 'notes.txt'))
    .replace(/\s+/g, ' ')
    .trim();
const inWords = (s) =>
  s.press ? `pressed ${s.press}` : s.click ? `clicked “${bare(s.click)}”` : `typed “${bare(s.type)}”`;
function playbook() {
  const p = pick(playbooks);
  const q = other(playbooks, p);
  const task = bare(pick(p.asks));
  const at = below(p.steps.length);
  const act = (step) => {
    const labels = [bare(step.click ?? 'Text'), ...some(HARMLESS, 3).map((r) => pick(r.labels))];
    const drawn = drawControls(pick(APPS), [...new Set(labels)], 'bar');
    if (step.click) return [drawn.screen, click(drawn.at.get(bare(step.click)))];
    if (step.press)
      return [
        drawn.screen,
        {
          type: 'hotkey',
          keys: step.press
            .replace('mod', 'ctrl')
            .split('+')
            .map((k) => k.toLowerCase()),
        },
      ];
    return [drawn.screen, { type: 'type', text: bare(step.type) }];
  };
  const history = p.steps.slice(0, at).map(inWords);
  const put = (step, h, right, kind) => {
    const [screen, action] = act(step);
    const input = { task, history: h, action, target: null, targetBox: null, screen };
    const { verdict } = consider(SHIPPED_POLICY, input);
    // A playbook is no witness of risk: the policy's word is taken.
    emit(
      screen,
      action,
      task,
      h,
      { risk: verdict.risk, category: verdict.category, correct: right },
      `book-${p.id}`,
      kind,
    );
  };
  put(p.steps[at], history, true, 'book');
  put(p.steps[at], [...history, inWords(p.steps[at])], false, 'repeated');
  put(pick(q.steps), history, false, 'off-task');
  if (at + 1 < p.steps.length) put(p.steps[at + 1], history, false, 'order');
}

await loadBash();
const screens = Number(values.screens);
for (let i = 0; i < screens; i++) {
  const r = random();
  if (r < 0.42) dialogScreen();
  else if (r < 0.72) controlScreen();
  else if (r < 0.84) plainDialog();
  else if (r < 0.9) typing();
  else if (r < 0.95) command();
  else playbook();
  if (i % 500 === 499) process.stderr.write(`${i + 1} screens, ${LINES.length} steps\n`);
}
writeFileSync(values.out, `${LINES.join('\n')}\n`);
process.stderr.write(`${LINES.length} steps in ${values.out}\n`);
