/**
 * The language model a person has configured, as clients set and try it. The file is that of `steadyhand plan --planner
 * endpoint`; a key is never in it: one that is typed here is kept in memory until the program ends, any other is named by
 * its environment variable.
 */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { EndpointPlanner } from '../../planning/endpoint/endpoint-planner.ts';
import { ApiKey, endpointSettings, type EndpointSettings } from '../../planning/endpoint/settings.ts';
import type { ParamsOf, ResultOf } from '../../protocol/client.ts';
import { messageOf, SteadyhandError } from '../../protocol/errors.ts';
import { makeFolder, writeWhole } from '../../store/folders.ts';
import { sayIntent } from '../../store/report/words.ts';

/** Understood by any model that can be used at all, and short. */
const TRIAL_TASK = 'Press Ctrl+S';
/** A model that is being loaded may take this long for its first answer. */
const TRIAL_SECONDS = 60;

type Env = Readonly<Record<string, string | undefined>>;

export class EndpointDesk {
  readonly #home: string;
  readonly #file: string;
  readonly #env: Env;
  #key: ApiKey | null = null;

  constructor(home: string, env: Env = process.env) {
    this.#home = home;
    this.#file = join(home, 'planner.json');
    this.#env = env;
  }

  /** What a run is given. Null when nothing is configured. @throws SteadyhandError `endpoint_settings` */
  settings(): EndpointSettings | null {
    const settings = endpointSettings(this.#env, this.#file);
    return settings && this.#key ? { ...settings, key: this.#key } : settings;
  }

  get(): ResultOf<'endpoint.get'> {
    const settings = this.settings();
    if (!settings) return { endpoint: null };
    const { url, model, key } = settings;
    const from = (this.#env['STEADYHAND_ENDPOINT_URL'] ?? '') === '' ? 'file' : 'environment';
    return { endpoint: { url, model, hasKey: key !== null, from } };
  }

  /** @throws SteadyhandError `endpoint_environment`, `endpoint_settings`, `settings_unwritable`; then nothing has changed */
  set({ endpoint }: ParamsOf<'endpoint.set'>): ResultOf<'endpoint.get'> {
    if ((this.#env['STEADYHAND_ENDPOINT_URL'] ?? '') !== '') {
      throw new SteadyhandError(
        'usage',
        'endpoint_environment',
        'The language model is set by the environment (STEADYHAND_ENDPOINT_URL).',
        'Change it there, or start Steadyhand without it.',
      );
    }
    if (endpoint === null) {
      rmSync(this.#file, { force: true });
      this.#key = null;
      return this.get();
    }
    const { url, model, key } = endpoint;
    const before = this.#written();
    // Another server is not told the key of this one.
    const same = before['url'] === url;
    try {
      makeFolder(this.#home);
      writeWhole(this.#file, `${JSON.stringify({ ...(same ? before : {}), url, model }, null, 2)}\n`);
    } catch (error) {
      throw new SteadyhandError(
        'environment',
        'settings_unwritable',
        `The settings of the language model cannot be written to ${this.#file} (${messageOf(error)}).`,
        'Check the folder and the space on its disk; the settings are as before.',
        error,
      );
    }
    if (key !== undefined) this.#key = key === '' ? null : new ApiKey(key);
    else if (!same) this.#key = null;
    return this.get();
  }

  /** Asks it for one small plan. Nothing is done with the answer. @throws SteadyhandError `endpoint_*` */
  async test({ url, model, key }: ParamsOf<'endpoint.test'>): Promise<ResultOf<'endpoint.test'>> {
    const known = this.#known(url);
    const given = key === undefined ? (known?.key ?? null) : key === '' ? null : new ApiKey(key);
    const planner = new EndpointPlanner({
      ...{ url: url.replace(/\/+$/, '').replace(/\/chat\/completions$/, ''), model, key: given },
      ...{ timeoutSeconds: TRIAL_SECONDS, tokenCap: 20_000, retries: 0 },
    });
    const began = performance.now();
    const plan = await planner.plan({ task: TRIAL_TASK, history: [], screen: null });
    return { ms: performance.now() - began, task: TRIAL_TASK, words: plan.steps.map(sayIntent) };
  }

  /** The settings in use, where they are for this address; settings that are wrong are none. */
  #known(url: string): EndpointSettings | null {
    try {
      const settings = this.settings();
      return settings?.url === url.replace(/\/+$/, '') ? settings : null;
    } catch {
      return null;
    }
  }

  #written(): Readonly<Record<string, unknown>> {
    if (!existsSync(this.#file)) return {};
    try {
      const raw: unknown = JSON.parse(readFileSync(this.#file, 'utf8'));
      return raw !== null && typeof raw === 'object' ? (raw as Record<string, unknown>) : {};
    } catch {
      // Unreadable: what is set now takes its place.
      return {};
    }
  }
}
