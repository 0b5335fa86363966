/**
 * The interface over the fake host, for tests and for working on it. `?role=watch&fresh&pace=0` and the like set it up;
 * `window.fake` lets a test speak as the host.
 */
import type { Settings } from '../../electron/protocol/client.ts';
import { FakeHost, type FakeOptions } from './host/fake/host.ts';
import { show } from './show.tsx';

const asked = new URLSearchParams(location.search);
const options = JSON.parse(asked.get('options') ?? '{}') as FakeOptions;
const settings: Partial<Settings> = {
  ...(asked.has('language') ? { language: asked.get('language') as Settings['language'] } : {}),
  ...(asked.has('theme') ? { theme: asked.get('theme') as Settings['theme'] } : {}),
  ...options.settings,
};

declare global {
  interface Window {
    fake?: FakeHost;
  }
}

window.fake = new FakeHost({ ...options, settings });
show({ connect: window.fake.connect, client: 'fake' });
