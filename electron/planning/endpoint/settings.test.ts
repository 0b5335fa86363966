import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { SteadyhandError } from '../../protocol/errors.ts';
import { ApiKey, endpointSettings } from './settings.ts';

const file = (content: unknown): string => {
  const path = join(mkdtempSync(join(tmpdir(), 'steadyhand-planner-')), 'planner.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
};
const line = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof SteadyhandError) return error.line;
  }
  return '';
};

test('without a setting there is no language model', () => {
  expect(endpointSettings({}, '/nowhere/planner.json')).toBeNull();
});

test('the environment comes before the file, and the key is never shown', () => {
  const env = {
    STEADYHAND_ENDPOINT_URL: 'http://127.0.0.1:1/v1/',
    STEADYHAND_ENDPOINT_MODEL: 'm',
    STEADYHAND_ENDPOINT_KEY: 'secret-1',
  };
  const settings = endpointSettings(env, file({ url: 'http://other/v1', model: 'n' }));
  expect(settings).toMatchObject({ url: 'http://127.0.0.1:1/v1', model: 'm', tokenCap: 50_000 });
  expect(settings?.key?.header()).toBe('Bearer secret-1');
  expect(`${JSON.stringify(settings)} ${inspect(settings)} ${String(settings?.key)}`).not.toContain('secret-1');
  expect(new ApiKey('abc').hide('wrong key abc!')).toBe('wrong key [key]!');
});

test('a file names the variable that holds the key', () => {
  const path = file({ url: 'https://models.example/v1', model: 'n', key_variable: 'MY_KEY', token_cap: 100 });
  expect(endpointSettings({ MY_KEY: 'k' }, path)?.key?.header()).toBe('Bearer k');
  expect(line(() => endpointSettings({}, path))).toContain('MY_KEY is empty');
});

test.each([
  ['broken JSON', '{'],
  ['a key in the file', { url: 'http://a/v1', model: 'm', key: 'sk-1' }],
  ['no model', { url: 'http://a/v1' }],
  ['another protocol', { url: 'file:///etc/passwd', model: 'm' }],
])('%s is refused, and the file is named', (_name, content) => {
  const path = file(content);
  expect(line(() => endpointSettings({}, path))).toContain(path);
});
