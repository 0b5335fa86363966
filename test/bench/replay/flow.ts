/**
 * The same page workflows through `openadapt-flow` (MIT, PyPI), which drives a browser of its own through its document
 * rather than a desktop through its pixels. Where it does not install, the table says so.
 */
import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { deletePage, settingsPage } from './pages.ts';
import { openSite, formPage, tablePage, type PageLook, type Site } from './site.ts';
import type { Result } from './progress.ts';
import { emptyHome } from './stage.ts';

export const FLOW = 'openadapt-flow';
/** Kept between runs: it is 400 MB. */
const FOLDER = resolve(import.meta.dirname, '../../../out/bench/openadapt-flow');
const INSTALL_MS = 600_000;

type FlowStep = { readonly click: string } | { readonly type: string };
interface FlowShow {
  readonly show: string;
  readonly page: (look: PageLook) => string;
  readonly steps: readonly FlowStep[];
  readonly wanted: Record<string, string>;
  /** Cannot be taken back: where it is called something else, halting is right. */
  readonly irreversible?: boolean;
}

const SHOWS: readonly FlowShow[] = [
  {
    show: 'form',
    page: formPage,
    steps: [
      { click: 'input[name=name]' },
      { type: 'Ada Lovelace' },
      { click: 'input[name=city]' },
      { type: 'London' },
      { click: 'input[name=news]' },
      { click: 'text=Add entry' },
    ],
    wanted: { city: 'London', name: 'Ada Lovelace', news: 'yes' },
  },
  {
    show: 'settings',
    page: settingsPage,
    steps: [{ click: '#dark' }, { click: '[value=weekly]' }, { click: 'text=Save changes' }],
    wanted: { dark: 'true', often: 'weekly', sound: 'false' },
  },
  {
    show: 'choose-in-row',
    page: tablePage,
    steps: [{ click: 'tr:has-text("Emil Falk") a' }],
    wanted: { who: 'Emil Falk' },
  },
  {
    show: 'delete-row',
    page: deletePage,
    steps: [{ click: 'tr:has-text("Ink 1002") button' }, { click: 'text=Yes, delete' }],
    wanted: { deleted: 'Ink 1002' },
    irreversible: true,
  },
];

/** Of the changes, those that are changes of the page. */
const LOOKS: Readonly<Record<string, PageLook>> = {
  same: {},
  dark: { dark: true },
  'larger font': { big: true },
  'more or reordered': { reordered: true },
  'renamed label': { renamed: true },
  'another language': { german: true },
  'target absent': { absent: true },
};

const RENAMES: ReadonlySet<string> = new Set(['renamed label', 'another language']);

/** Installs it once. Answers its Python, or why there is none. */
async function install(log: (line: string) => void): Promise<{ python: string } | { why: string }> {
  const python = join(FOLDER, 'bin', 'python');
  const ready = join(FOLDER, 'bin', FLOW);
  if (existsSync(ready)) return { python };
  log(`installing ${FLOW} into ${FOLDER}`);
  try {
    const call = promisify(execFile);
    await call('python3', ['-m', 'venv', FOLDER], { timeout: INSTALL_MS });
    await call(python, ['-m', 'pip', 'install', '--quiet', `${FLOW}[browser]`], { timeout: INSTALL_MS });
    return { python };
  } catch (error) {
    const [line = 'unknown'] = String((error as { stderr?: string }).stderr ?? error)
      .trim()
      .split('\n')
      .slice(-1);
    return { why: line.slice(0, 200) };
  }
}

interface Said {
  readonly steps?: number;
  readonly change?: string;
  readonly outcome?: string;
  readonly reason?: string;
  readonly seconds?: number;
  readonly error?: string;
}

/** Runs one show in a process of its own; each line it says is handed on as it comes. */
function runFlow(python: string, job: object, heard: (said: Said) => void): Promise<void> {
  return new Promise((done, failed) => {
    const child = spawn(python, [join(import.meta.dirname, 'flow.py')], { stdio: ['pipe', 'pipe', 'ignore'] });
    let rest = '';
    child.stdout.on('data', (chunk: Buffer) => {
      const lines = (rest + chunk.toString()).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) heard(JSON.parse(line) as Said);
    });
    child.on('error', failed);
    child.on('close', () => done());
    child.stdin.end(JSON.stringify(job));
  });
}

export interface FlowContext {
  readonly log: (line: string) => void;
  readonly skills: (name: string) => boolean;
  readonly changes: (name: string) => boolean;
  readonly has: (show: string, change: string) => boolean;
  readonly add: (result: Result) => void;
}

/** Does what is chosen and not done yet. Answers notes: that it does not install, what failed. */
export async function compareWithFlow({ log, skills, changes, has, add }: FlowContext): Promise<string[]> {
  const names = Object.keys(LOOKS).filter(changes);
  const open = SHOWS.filter((s) => skills(s.show) && names.some((n) => !has(s.show, n)));
  if (open.length === 0) return [];
  const installed = await install(log);
  if ('why' in installed) return [`${FLOW} does not install here, so there is no comparison with it: ${installed.why}`];
  const notes: string[] = [];
  for (const show of open) {
    const wanted = names.filter((n) => !has(show.show, n));
    const shown = await openSite(show.page({}));
    const sites = new Map<string, Site>();
    for (const name of wanted) sites.set(name, await openSite(show.page(LOOKS[name] ?? {})));
    const job = {
      ...{ folder: emptyHome(), browser: '/usr/bin/chromium', url: shown.url, steps: show.steps },
      replays: wanted.map((change) => ({ change, url: sites.get(change)?.url })),
    };
    await runFlow(installed.python, job, ({ change, outcome = '', reason = '', seconds = 0, error }) => {
      if (error !== undefined) notes.push(`${FLOW}, ${show.show}: ${error}`);
      const site = change === undefined ? undefined : sites.get(change);
      if (change === undefined || !site) return;
      const taken = JSON.stringify(site.taken());
      const right = taken === JSON.stringify([show.wanted]);
      const mayHalt = change === 'target absent' || (show.irreversible === true && RENAMES.has(change));
      const done = /^COMPLETED|^VERIFIED/.test(outcome);
      const harm = !done && !right && taken !== '[]';
      const end = done
        ? right && change !== 'target absent'
          ? 'right'
          : 'silent wrong'
        : harm
          ? 'wrong halt'
          : mayHalt
            ? 'right halt'
            : 'halt';
      const why = done && right ? '' : `${outcome}: ${reason} (sent ${taken})`;
      log(`${FLOW}: ${show.show} / ${change}: ${end} in ${seconds.toFixed(1)} s ${why}`);
      add({ by: 'flow', show: show.show, change, end, reason: why, seconds, actions: show.steps.length });
    });
    await shown.close();
    for (const site of sites.values()) await site.close();
  }
  return notes;
}
