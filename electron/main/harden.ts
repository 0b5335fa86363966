/** What holds for every page, whoever made it: no navigation, no windows, no embedded pages, no permissions, no network. */
import { isOurs, mayOpen, mayRequest, mayUse } from './page-policy.ts';
import type { ElectronPort } from './port.ts';

/** To be called before any window is made. @param log told of what was refused */
export function harden(electron: ElectronPort, log: (line: string) => void): void {
  electron.onContents((contents) => {
    contents.refuseWebviews();
    contents.onNavigate((url) => {
      const allowed = isOurs(url);
      if (!allowed) log(`refused to go to ${url.slice(0, 200)}`);
      return allowed;
    });
    contents.onOpenWindow((url) => {
      if (mayOpen(url)) void electron.openExternal(url);
      else log(`refused to open ${url.slice(0, 200)}`);
    });
  });
  electron.decidePermissions(mayUse);
  electron.decideRequests((url) => {
    const allowed = mayRequest(url, electron.isPackaged);
    if (!allowed) log(`refused to fetch ${url.slice(0, 200)}`);
    return allowed;
  });
}
