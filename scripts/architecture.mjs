/**
 * Draws docs/architecture.md's picture of the layers from the imports as they are.
 *
 *   node scripts/architecture.mjs           writes the picture
 *   node scripts/architecture.mjs --check   fails when the picture is not that of the code
 */
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { cruise } from 'dependency-cruiser';

const PAGE = fileURLToPath(new URL('../docs/architecture.md', import.meta.url));
const BEGIN = '<!-- layers: drawn by scripts/architecture.mjs -->';
const END = '<!-- end of layers -->';
/** Top to bottom; within a row no folder imports another. */
const ROWS = [
  ['cli', 'main', 'preload'],
  ['host'],
  ['agent'],
  ['planning', 'grounding', 'critic', 'actions', 'demos', 'perception'],
  ['capture', 'inference', 'store'],
  ['protocol'],
];

const folderOf = (path) => /^electron\/([^/]+)\//.exec(path)?.[1];

async function edges() {
  const { output } = await cruise(['electron'], {
    exclude: { path: '\\.test\\.ts$|node_modules' },
    tsPreCompilationDeps: true,
  });
  const found = new Set();
  for (const module of output.modules) {
    const from = folderOf(module.source);
    for (const dependency of module.dependencies) {
      const to = folderOf(dependency.resolved);
      if (!from || !to || from === to) continue;
      found.add(`${from} ${to}`);
    }
  }
  return found;
}

function draw(found) {
  const used = new Set([...found].flatMap((key) => key.split(' ')));
  const lines = ['```mermaid', 'flowchart TD'];
  for (const [i, row] of ROWS.entries()) {
    const present = row.filter((name) => used.has(name));
    if (present.length === 0) continue;
    lines.push(`  subgraph layer${i}[" "]`, '    direction LR', ...present.map((name) => `    ${name}`), '  end');
  }
  // Everything imports the protocol; drawing those arrows would hide the others.
  const drawn = [...found].filter((key) => !key.endsWith(' protocol')).sort();
  for (const key of drawn) lines.push(`  ${key.replace(' ', ' --> ')}`);
  lines.push('```');
  return lines.join('\n');
}

const page = await readFile(PAGE, 'utf8');
const start = page.indexOf(BEGIN);
const end = page.indexOf(END);
if (start < 0 || end < start) throw new Error(`docs/architecture.md has lost its marks ${BEGIN} … ${END}`);
const fresh = `${page.slice(0, start)}${BEGIN}\n${draw(await edges())}\n${page.slice(end)}`;
if (!process.argv.includes('--check')) await writeFile(PAGE, fresh);
else if (fresh !== page) {
  console.error('docs/architecture.md does not show the imports as they are: run `npm run architecture`.');
  process.exit(1);
}
