/**
 * Updates by electron-updater: off in development, off until the person turns them on, and nothing is installed unasked.
 *
 * What is fetched is checked against the SHA-512 of the release's own list and, on Windows and macOS, against the
 * publisher's signature, by electron-updater itself; a version that is older is refused.
 */
import type { ElectronPort } from './port.ts';

/** What is needed of electron-updater. */
export interface Updater {
  autoDownload: boolean;
  autoInstallOnAppQuit: boolean;
  allowDowngrade: boolean;
  allowPrerelease: boolean;
  checkForUpdates(): Promise<{ readonly updateInfo: { readonly version: string } } | null>;
  downloadUpdate(): Promise<unknown>;
  quitAndInstall(): void;
}

export interface UpdateParts {
  readonly electron: Pick<ElectronPort, 'isPackaged' | 'version' | 'askPerson'>;
  readonly open: () => Promise<Updater>;
  readonly log: (line: string) => void;
  /** No update while the agent acts. */
  readonly isBusy: () => boolean;
}

export type UpdateOutcome = 'off' | 'busy' | 'none' | 'declined' | 'failed' | 'installing';

/** @param wanted the person's setting */
export async function checkForUpdates(wanted: boolean, parts: UpdateParts): Promise<UpdateOutcome> {
  const { electron, log } = parts;
  if (!wanted || !electron.isPackaged) return 'off';
  if (parts.isBusy()) return 'busy';
  try {
    const updater = await parts.open();
    updater.autoDownload = false;
    updater.autoInstallOnAppQuit = false;
    updater.allowDowngrade = false;
    updater.allowPrerelease = false;
    const found = await updater.checkForUpdates();
    const version = found?.updateInfo.version;
    if (version === undefined || version === electron.version) return 'none';
    const answer = await electron.askPerson({
      message: `Steadyhand ${version} can be installed.`,
      detail: `This is ${electron.version}. The program is closed for it and starts again; what was done is kept.`,
      buttons: ['Install', 'Not now'],
      cancel: 1,
    });
    if (answer !== 0) return 'declined';
    await updater.downloadUpdate();
    // The person may have started a task while it was fetched.
    if (parts.isBusy()) return 'busy';
    updater.quitAndInstall();
    return 'installing';
  } catch (error) {
    log(`updates: ${error instanceof Error ? error.message : String(error)}`);
    return 'failed';
  }
}
