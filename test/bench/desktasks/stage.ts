/** A private desktop for one task, with its files and applications. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startDesktop } from '../../../scripts/desktop.mjs';
import { flatText, officeProfile } from './office-files.ts';

type Desktop = Awaited<ReturnType<typeof startDesktop>>;

/** Programs are slow to come up on a machine that does something else as well. */
const START_MS = 180_000;

export class Stage {
  readonly desktop: Desktop;
  /** The folder that tasks work in. */
  readonly folder: string;
  #closing: (() => Promise<void>)[] = [];

  private constructor(desktop: Desktop) {
    this.desktop = desktop;
    this.folder = join(desktop.home, 'papers');
    mkdirSync(this.folder, { recursive: true });
  }

  static async open(accessibility: boolean): Promise<Stage> {
    return new Stage(await startDesktop({ size: { width: 1280, height: 800 }, accessibility, handleSignals: false }));
  }

  /** Path of a file of the task. */
  at(name: string): string {
    return join(this.folder, name);
  }
  write(name: string, text: string | Uint8Array): void {
    mkdirSync(dirname(this.at(name)), { recursive: true });
    writeFileSync(this.at(name), text);
  }
  exists(name: string): boolean {
    return existsSync(this.at(name));
  }
  /** The text of a file, or an empty one. */
  read(name: string): string {
    return this.exists(name) ? readFileSync(this.at(name), 'utf8') : '';
  }
  /** What is written in a document of LibreOffice (flat or zipped): its XML. */
  xml(name: string): string {
    return this.exists(name) ? flatText(this.at(name)) : '';
  }
  names(folder = '.'): string[] {
    return existsSync(this.at(folder)) ? readdirSync(this.at(folder)).sort() : [];
  }
  onClose(work: () => Promise<void>): void {
    this.#closing.push(work);
  }

  /** Starts a program in the task's folder and waits until its window is there and has drawn itself. */
  async start(command: readonly [string, ...string[]], window: RegExp, settleMs = 1500): Promise<void> {
    this.desktop.launch(command, { cwd: this.folder });
    await this.desktop.waitForWindow(window, START_MS);
    await sleep(settleMs);
  }

  editor(name: string, text: string): Promise<void> {
    this.write(name, text);
    return this.start(['mousepad', '--disable-server', this.at(name)], /Mousepad/);
  }
  featherpad(name: string, text: string): Promise<void> {
    this.write(name, text);
    return this.start(['featherpad', '--standalone', this.at(name)], /FeatherPad|featherpad/i);
  }
  files(folder = '.'): Promise<void> {
    mkdirSync(this.at(folder), { recursive: true });
    return this.start(['thunar', this.at(folder)], /Thunar/, 2500);
  }
  terminal(): Promise<void> {
    return this.start(['xterm', '-fa', 'DejaVu Sans Mono', '-fs', '11', '-geometry', '90x28'], /xterm/i);
  }
  calculator(): Promise<void> {
    return this.start(['galculator'], /galculator/i);
  }
  /** A document that was made beforehand with `write`. */
  async office(name: string, window: RegExp): Promise<void> {
    const profile = join(this.desktop.home, 'office');
    mkdirSync(join(profile, 'user'), { recursive: true });
    writeFileSync(join(profile, 'user', 'registrymodifications.xcu'), officeProfile());
    const args = [`-env:UserInstallation=file://${profile}`, '--norestore', '--nologo', '--nofirststartwizard'];
    await this.start(['soffice', ...args, this.at(name)], window, 6000);
  }
  async browser(url: string, window: RegExp): Promise<void> {
    const profile = join(this.desktop.home, 'chromium');
    const flags = [
      '--no-sandbox',
      '--no-first-run',
      '--disable-gpu',
      '--password-store=basic',
      '--no-default-browser-check',
    ];
    await this.start(['chromium', ...flags, `--user-data-dir=${profile}`, url], window, 4000);
  }

  /** Looks until the answer is null or the time is up; answers the last one. */
  async until(look: () => Promise<string | null> | string | null, ms = 6000): Promise<string | null> {
    const end = Date.now() + ms;
    for (;;) {
      const wrong = await look();
      if (wrong === null || Date.now() > end) return wrong;
      await sleep(300);
    }
  }

  async titles(): Promise<string[]> {
    return (await this.desktop.windows()).map((w) => w.title);
  }

  async close(): Promise<void> {
    for (const work of this.#closing.splice(0)) await work();
    await this.desktop.stop();
  }
}

/** Whether a program is on this machine. */
export const isInstalled = (program: string): boolean => spawnSync('which', [program]).status === 0;
