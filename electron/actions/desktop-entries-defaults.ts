/**
 * Which application the person has chosen for a kind of file or address (`mimeapps.list`), and which program the system
 * has (Debian's alternatives). Only reads; nothing is guessed where nothing is set.
 */
import { readFile, realpath } from 'node:fs/promises';
import { basename, delimiter, join } from 'node:path';
import { dataFolders, findProgram, type Environment } from './desktop-entries.ts';

/** The `mimeapps.list` files, the more important first. */
function mimeappsFiles(env: Environment, folders: readonly string[]): string[] {
  const home = env['HOME'] ?? '';
  const config = [
    env['XDG_CONFIG_HOME'] ?? (home === '' ? '' : join(home, '.config')),
    ...((env['XDG_CONFIG_DIRS'] ?? '') || '/etc/xdg').split(delimiter),
  ].filter((dir) => dir !== '');
  const desktops = (env['XDG_CURRENT_DESKTOP'] ?? '').toLowerCase().split(':').filter(Boolean);
  const names = [...desktops.map((d) => `${d}-mimeapps.list`), 'mimeapps.list'];
  return [...config, ...folders.map((dir) => join(dir, 'applications'))].flatMap((dir) =>
    names.map((n) => join(dir, n)),
  );
}

/** Type → ids of the chosen applications, best first, of one file. */
function defaultsIn(text: string): Map<string, string[]> {
  const chosen = new Map<string, string[]>();
  let inside = false;
  for (const line of text.split(/\r?\n/).map((l) => l.trim())) {
    if (line.startsWith('[')) inside = line === '[Default Applications]';
    const at = line.indexOf('=');
    if (!inside || at < 1 || line.startsWith('#')) continue;
    const ids = line
      .slice(at + 1)
      .split(';')
      .map((id) => id.trim().replace(/\.desktop$/, ''));
    chosen.set(
      line.slice(0, at).trim(),
      ids.filter((id) => id !== ''),
    );
  }
  return chosen;
}

/** For each type, the ids of the applications chosen for it, best first. */
export async function chosenApplications(
  env: Environment,
  folders: readonly string[] = dataFolders(env),
): Promise<ReadonlyMap<string, readonly string[]>> {
  const all = new Map<string, string[]>();
  for (const file of mimeappsFiles(env, folders)) {
    const text = await readFile(file, 'utf8').catch(() => null);
    if (text === null) continue;
    for (const [type, ids] of defaultsIn(text)) all.set(type, [...(all.get(type) ?? []), ...ids]);
  }
  return all;
}

/** The names of the program that an alternative such as `x-www-browser` stands for, links followed. */
export async function alternativeProgram(name: string, env: Environment): Promise<string | null> {
  const place = await findProgram(name, env);
  if (place === null) return null;
  return basename(await realpath(place).catch(() => place));
}
