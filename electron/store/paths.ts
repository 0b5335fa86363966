/**
 * Where the program keeps what it writes.
 *
 * One folder per person. `STEADYHAND_HOME` decides when it is set; otherwise the convention of the operating system.
 * Nothing is created here: `openStore` makes the folder, readable by its owner only.
 */
import { homedir } from 'node:os';
import path from 'node:path';

/** What the answer depends on, so that tests can ask for another system's answer. */
export interface PathSurroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly home: string;
}

const here = (): PathSurroundings => ({ env: process.env, platform: process.platform, home: homedir() });

/** A variable that is set to something; the XDG convention says to ignore relative paths. */
const absolute = (value: string | undefined, paths: path.PlatformPath): string | null =>
  value !== undefined && value !== '' && paths.isAbsolute(value) ? value : null;

/** The data folder, absolute. A relative `STEADYHAND_HOME` is resolved against the current directory. */
export function dataFolder(surroundings: PathSurroundings = here()): string {
  const { env, platform, home } = surroundings;
  const paths = platform === 'win32' ? path.win32 : path.posix;
  const asked = env['STEADYHAND_HOME']?.trim();
  if (asked) return paths.resolve(asked);
  switch (platform) {
    case 'win32':
      return paths.join(absolute(env['APPDATA'], paths) ?? paths.join(home, 'AppData', 'Roaming'), 'Steadyhand');
    case 'darwin':
      return paths.join(home, 'Library', 'Application Support', 'Steadyhand');
    default:
      return paths.join(absolute(env['XDG_DATA_HOME'], paths) ?? paths.join(home, '.local', 'share'), 'steadyhand');
  }
}

/** The database inside a data folder. */
export const historyFile = (home: string): string => path.join(home, 'history.db');
/** The screenshots inside a data folder. */
export const framesFolder = (home: string): string => path.join(home, 'frames');
/** The person's rules inside a data folder. */
export const rulesFile = (home: string): string => path.join(home, 'rules.yaml');
/** The categories that the person has switched off, inside a data folder. */
export const blockedFile = (home: string): string => path.join(home, 'blocked.yaml');

/** Rules that whoever manages this machine has set; a person cannot move or switch them off. */
export function managedRulesFile(platform: NodeJS.Platform = process.platform): string {
  switch (platform) {
    case 'win32':
      // Not from the environment, which the person could change.
      return 'C:\\ProgramData\\Steadyhand\\rules.yaml';
    case 'darwin':
      return '/Library/Application Support/Steadyhand/rules.yaml';
    default:
      return '/etc/steadyhand/rules.yaml';
  }
}
