/**
 * The person's settings: one file in the data folder, written whole or not at all.
 *
 * A file that cannot be read is put aside and said to be so, never overwritten unseen; a single value that is wrong falls
 * back to its default and the others stay.
 */
import { existsSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { messageOf, SteadyhandError } from '../../protocol/errors.ts';
import { DEFAULT_SETTINGS, settingsShape, type Settings } from '../../protocol/client.ts';
import { makeFolder, writeWhole } from '../../store/folders.ts';
import { parseStopKeys } from '../session/stop-keys.ts';

export const settingsFile = (home: string): string => join(home, 'settings.json');

/** What a client sends: what is undefined stays. */
export type Changes = { readonly [K in keyof Settings]?: Settings[K] | undefined };

export class SettingsFile {
  readonly #file: string;
  readonly #warn: (line: string) => void;
  #settings: Settings | null = null;

  constructor(home: string, warn: (line: string) => void) {
    this.#file = settingsFile(home);
    this.#warn = warn;
  }

  get(): Settings {
    this.#settings ??= this.#read();
    return this.#settings;
  }

  /** @throws SteadyhandError `stop_keys`, `settings_unwritable`; then nothing has changed */
  change(change: Changes): Settings {
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
    const next = settingsShape.parse({ ...this.get(), ...given });
    parseStopKeys(next.stopKeys);
    try {
      makeFolder(join(this.#file, '..'));
      writeWhole(this.#file, `${JSON.stringify(next, null, 2)}\n`);
    } catch (error) {
      throw new SteadyhandError(
        'environment',
        'settings_unwritable',
        `The settings cannot be written to ${this.#file} (${messageOf(error)}).`,
        'Check the folder and the space on its disk; the settings are as before.',
        error,
      );
    }
    this.#settings = next;
    return next;
  }

  #read(): Settings {
    if (!existsSync(this.#file)) return DEFAULT_SETTINGS;
    let raw: unknown;
    try {
      raw = JSON.parse(readFileSync(this.#file, 'utf8'));
    } catch (error) {
      this.#putAside(messageOf(error));
      return DEFAULT_SETTINGS;
    }
    return this.#sound(raw);
  }

  /** Key by key: a settings file of another version must not cost the person all of it. */
  #sound(raw: unknown): Settings {
    const given = raw !== null && typeof raw === 'object' ? (raw as Record<string, unknown>) : {};
    const bad: string[] = [];
    const kept = Object.entries(settingsShape.shape).flatMap(([key, shape]): [string, unknown][] => {
      if (!(key in given)) return [];
      const value = shape.safeParse(given[key]);
      if (!value.success) bad.push(key);
      return value.success ? [[key, value.data]] : [];
    });
    const settings: Settings = { ...DEFAULT_SETTINGS, ...Object.fromEntries(kept) };
    try {
      parseStopKeys(settings.stopKeys);
    } catch {
      bad.push('stopKeys');
      settings.stopKeys = DEFAULT_SETTINGS.stopKeys;
    }
    if (bad.length > 0) this.#warn(`${this.#file}: ${bad.join(', ')} cannot be used; the defaults stand in`);
    return settings;
  }

  #putAside(why: string): void {
    const aside = `${this.#file}.damaged`;
    try {
      renameSync(this.#file, aside);
      this.#warn(`the settings could not be read (${why}); they are kept as ${aside}, and the defaults are used`);
    } catch {
      this.#warn(`the settings could not be read (${why}); the defaults are used`);
    }
  }
}
