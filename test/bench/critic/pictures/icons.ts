/** Icons of lucide (ISC) by name, as far as a set's pictures use them. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Picture } from './markup.ts';

export type IconNode = readonly (readonly [tag: string, attributes: Readonly<Record<string, string>>])[];

/** An icon's lines. An older name is a file that only passes on another one. */
async function iconOf(file: string, asked: string): Promise<IconNode> {
  const path = import.meta.resolve(`lucide-react/dist/esm/icons/${file}.mjs`);
  const module = (await import(path)) as { __iconData?: { node: IconNode } };
  if (module.__iconData) return module.__iconData.node;
  const passed = /from '\.\/([\w-]+)\.mjs'/.exec(await readFile(fileURLToPath(path), 'utf8'))?.[1];
  if (!passed || passed === file) throw new Error(`lucide calls "${asked}" by another name`);
  return iconOf(passed, asked);
}

/** Loads what the pictures name. Throws for a name that lucide does not have. */
export async function iconsOf(all: readonly Picture[]): Promise<Record<string, IconNode>> {
  const text = all
    .map((p) =>
      p.layers.map((l) => [l.title, ...l.lines.filter((line) => !line.startsWith('$'))].join('\n')).join('\n'),
    )
    .join('\n');
  // The address bar has these of its own.
  const named = [...text.matchAll(/(?<![\w.])@([a-z][a-z0-9-]*)/g)].map((m) => m[1] ?? '');
  const names = new Set(['arrow-left', 'rotate-cw', ...named]);
  const icons: Record<string, IconNode> = {};
  for (const name of names) icons[name] = await iconOf(name, name);
  return icons;
}
