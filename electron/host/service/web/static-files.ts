/**
 * The files of the interface. Only what was there at the start is served, by its exact name: a path is looked up in a
 * list and never joined to a folder.
 */
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { SteadyhandError } from '../../../protocol/errors.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.json': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.md': 'text/plain; charset=utf-8',
};

export interface StaticFile {
  readonly type: string;
  /** Its name changes with its content, so that it may be kept. */
  readonly immutable: boolean;
  read(): Promise<Uint8Array<ArrayBuffer>>;
}

export class StaticFiles {
  readonly #files: ReadonlyMap<string, StaticFile>;

  private constructor(files: ReadonlyMap<string, StaticFile>) {
    this.#files = files;
  }

  /** @throws SteadyhandError `interface_missing` when the folder has no interface in it */
  static of(folder: string): StaticFiles {
    const files = new Map<string, StaticFile>();
    let entries;
    try {
      entries = readdirSync(folder, { recursive: true, withFileTypes: true });
    } catch (error) {
      throw missing(folder, error);
    }
    for (const entry of entries) {
      const type = TYPES[extname(entry.name)];
      // A link may lead anywhere; a type that is not on the list is not part of an interface.
      if (!entry.isFile() || type === undefined) continue;
      const path = join(entry.parentPath, entry.name);
      const name = `/${relative(folder, path).split(sep).join('/')}`;
      files.set(name, {
        type,
        immutable: /-[\w-]{8,}\.\w+$/.test(name),
        read: async () => Uint8Array.from(await readFile(path)),
      });
    }
    const index = files.get('/index.html');
    if (!index) throw missing(folder);
    files.set('/', index);
    return new StaticFiles(files);
  }

  /** @param pathname as in the address, with its percent signs; they match no name */
  find(pathname: string): StaticFile | null {
    return this.#files.get(pathname) ?? null;
  }

  get names(): readonly string[] {
    return [...this.#files.keys()];
  }
}

const missing = (folder: string, cause?: unknown): SteadyhandError =>
  new SteadyhandError(
    'environment',
    'interface_missing',
    `The interface is not in ${folder}.`,
    'In a checkout run `npm run build:renderer`; otherwise install Steadyhand again.',
    cause,
  );
