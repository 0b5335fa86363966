import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((f) => /\.(ts|tsx|mts|mjs|js|cjs)$/.test(f) && !f.includes('node_modules') && !/\.test\.ts$/.test(f))
  .map((f) => ({ file: relative('.', f).replaceAll('\\', '/'), text: readFileSync(join(root, f), 'utf8') }));

const where = (pattern: RegExp, allowed: RegExp): string[] =>
  sources.filter((s) => pattern.test(s.text) && !allowed.test(s.file)).map((s) => s.file);

test('there is something to look at', () => {
  expect(sources.length).toBeGreaterThan(20);
});

test('only actions/ reaches the libraries that send input; capture/ may take pictures with them', () => {
  const libraries =
    /(?:from|import|require)\s*\(?\s*['"](@nut-tree-fork\/[^'"]*|@nut-tree\/[^'"]*|robotjs|@jitsi\/robotjs|uiohook-napi|x11)['"]/;
  expect(where(libraries, /^(actions|capture)\//)).toEqual([]);
});

test('capture/ uses no keyboard and no mouse of theirs', () => {
  expect(
    where(
      /\b(keyboard|mouse)\s*\.\s*(type|press|release|pressKey|releaseKey|click|leftClick|rightClick|doubleClick|drag|move|setPosition|scroll\w*)\s*\(/,
      /^actions\//,
    ),
  ).toEqual([]);
});

test('no program that types or clicks is started outside actions/', () => {
  expect(where(/['"`](xdotool|ydotool|wtype|xte|cliclick|wmctrl)['"`]/, /^(actions|cli|host)\//)).toEqual([]);
});

test('nothing outside critic/gate makes a Permit', () => {
  expect(where(/\bas\s+(unknown\s+as\s+)?Permit\b|<Permit>\s*[({]|:\s*Permit\s*=\s*\{/, /^critic\/gate\//)).toEqual([]);
});

test('only one place in critic/gate makes a Permit', () => {
  const made = sources.flatMap((s) => [...s.text.matchAll(/\bas\s+unknown\s+as\s+Permit\b/g)].map(() => s.file));
  expect(made).toEqual(['critic/gate/gate.ts']);
});
