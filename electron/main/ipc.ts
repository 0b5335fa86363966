/**
 * What a page may ask of the shell: one channel, a few messages, each checked for its sender, its frame and its shape.
 *
 * Everything else a page wants goes to the agent host over the port it is given here, with the role of its window. Errs
 * towards refusing; a refusal says why.
 */
import { z } from 'zod';
import type { Role } from '../protocol/client.ts';
import { BRIDGE_CHANNEL } from '../protocol/shell-bridge.ts';
import { isOurs, mayOpen } from './page-policy.ts';
import type { ElectronPort, Sender } from './port.ts';

/** Windows that may ask, by the id of their contents. */
export interface KnownWindows {
  /** What the window with these contents may be to the host; null when it is none of ours. */
  roleOf(contentsId: number): Role | null;
}

export interface ShellActions {
  /** Hands the page a fresh port to the host. */
  connect(contentsId: number, role: Role, key: string): void;
  hideWindow(contentsId: number): void;
  openSettingsPage(url: string): Promise<void>;
}

const messageSchema = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('connect'), key: z.uuid() }),
  z.strictObject({ do: z.literal('hide') }),
  z.strictObject({ do: z.literal('open'), url: z.string().max(200) }),
]);

/** @throws Error that says what was wrong with the message */
export function receive(sender: Sender, payload: unknown, windows: KnownWindows, actions: ShellActions): unknown {
  const role = windows.roleOf(sender.id);
  if (role === null) throw new Error('refused: not a window of this program');
  if (!sender.isMainFrame) throw new Error('refused: not the main frame of its window');
  if (!isOurs(sender.url)) throw new Error('refused: not a page of this program');
  const message = messageSchema.safeParse(payload);
  if (!message.success) throw new Error(`refused: ${message.error.issues[0]?.message ?? 'wrong shape'}`);
  switch (message.data.do) {
    case 'connect':
      actions.connect(sender.id, role, message.data.key);
      return null;
    case 'hide':
      actions.hideWindow(sender.id);
      return null;
    case 'open':
      if (!mayOpen(message.data.url)) throw new Error('refused: this address is not on the list');
      return actions.openSettingsPage(message.data.url);
  }
}

export function serveIpc(electron: ElectronPort, windows: KnownWindows, actions: ShellActions): void {
  electron.handle(BRIDGE_CHANNEL, (sender, payload) => receive(sender, payload, windows, actions));
}
