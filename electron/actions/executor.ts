/**
 * The one door: input leaves the program here and nowhere else, and only in exchange for a permit.
 *
 * Invariants: the permit is redeemed against the pixels as they are right now, immediately before sending; what is
 * refused sends nothing; whatever goes down comes up again. Errs towards not sending.
 */
import { actionSchema, actionPoints } from '../protocol/action.ts';
import type { Action, Receipt } from '../protocol/action.ts';
import { actionHash } from '../protocol/action-hash.ts';
import { boxContains } from '../protocol/coordinates.ts';
import { SteadyhandError } from '../protocol/errors.ts';
import type { Frame, WindowInfo } from '../protocol/frame.ts';
import type { Permit, PermitRedeemer } from '../protocol/verdict.ts';
import { actionContext } from '../capture/context.ts';
import { runCommand } from './drivers/command.ts';
import { fileOperation } from './drivers/files.ts';
import type { InputDriver, Sent } from './drivers/port.ts';

export interface Glance {
  readonly frame: Frame;
  readonly windows: readonly WindowInfo[];
}

export interface ExecutorParts {
  readonly driver: InputDriver;
  readonly redeemer: PermitRedeemer;
  /** The screen and the windows at this moment. */
  readonly observe: () => Promise<Glance>;
}

export class Executor {
  readonly #driver: InputDriver;
  readonly #redeemer: PermitRedeemer;
  readonly #observe: () => Promise<Glance>;
  #busy = false;

  constructor(parts: ExecutorParts) {
    this.#driver = parts.driver;
    this.#redeemer = parts.redeemer;
    this.#observe = parts.observe;
  }

  /**
   * Sends one action.
   * @throws SteadyhandError `action_invalid`, `unknown_key`, `off_screen`, `masked` or `permit_*`: nothing was sent
   */
  async execute(action: Action, permit: Permit, signal: AbortSignal): Promise<Receipt> {
    if (this.#busy) throw invalid('another action is being sent');
    this.#busy = true;
    try {
      signal.throwIfAborted();
      const parsed = actionSchema.safeParse(action);
      if (!parsed.success) throw invalid(parsed.error.issues[0]?.message ?? 'wrong shape');
      // From here on the checked copy counts: the caller's object may change while we wait.
      const checked = parsed.data;
      this.#check(checked);
      // Whatever has to be waited for comes before the look that the permit is checked against.
      if (checked.type === 'click') await this.#driver.clickApart(checked.point, checked.button, signal);
      const { frame, windows } = await this.#observe();
      onScreen(checked, frame);
      signal.throwIfAborted();
      this.#redeemer.redeem(permit, checked, actionContext(frame, windows, checked));
      const sentAt = Date.now();
      const { via, events, read } = await this.#send(checked, signal);
      const sent = {
        actionHash: actionHash(checked),
        permitId: permit.id,
        sentAt,
        finishedAt: Date.now(),
        via,
        events,
      };
      return read === undefined ? sent : { ...sent, read };
    } catch (error) {
      if (signal.aborted) await this.#driver.releaseAll();
      throw error;
    } finally {
      this.#busy = false;
    }
  }

  /** Lets go of everything that is held. May be called at any time, also while an action is being sent. */
  releaseAll(): Promise<void> {
    return this.#driver.releaseAll();
  }

  #check(action: Action): void {
    if (action.type === 'hotkey') this.#driver.checkKeys(action.keys);
    if (action.type === 'click') this.#driver.checkKeys(action.modifiers);
  }

  #send(action: Action, signal: AbortSignal): Promise<Sent> {
    const driver = this.#driver;
    switch (action.type) {
      case 'click':
        return driver.click(action.point, action.button, action.count, action.modifiers, signal);
      case 'move':
        return driver.move(action.point, signal);
      case 'drag':
        return driver.drag(action.from, action.to, signal);
      case 'scroll':
        return driver.scroll(action.point, action.direction, action.notches, signal);
      case 'type':
        return driver.type(action.text, signal);
      case 'hotkey':
        return driver.hotkey(action.keys, signal);
      case 'open_app':
        return driver.openApp(action.command);
      case 'open_url':
        return driver.openUrl(action.url);
      case 'open_path':
        return driver.openPath(action.path);
      case 'file':
        return fileOperation(action);
      case 'run_command':
        return runCommand(action.command, action.folder, signal);
      case 'copy_text':
        return driver.copyText(action.text, signal);
      case 'read_clipboard':
        return driver.readClipboard(signal);
      case 'focus_window':
        return driver.windows.focus(action.windowId, signal);
      case 'close_window':
        return driver.windows.close(action.windowId, signal);
      case 'arrange_window':
        return driver.windows.arrange(action.windowId, action.how, signal);
      case 'move_window':
        return driver.windows.move(action.windowId, action.box, signal);
    }
  }
}

const invalid = (why: string): SteadyhandError =>
  new SteadyhandError('incomplete', 'action_invalid', `The action cannot be sent: ${why}.`, 'Nothing was sent.');

/**
 * A point beside the display would land on its edge: on another control than the one that was judged. And what lies in
 * a masked area was not seen at all.
 */
function onScreen(action: Action, frame: Frame): void {
  const { box } = frame.display;
  const points = actionPoints(action);
  const unseen = points.find((p) => frame.masked?.some((m) => boxContains(m, p)));
  if (unseen) {
    throw new SteadyhandError(
      'incomplete',
      'masked',
      `The point ${unseen.x},${unseen.y} lies where nothing can be seen (under our own window, or on no monitor); nothing was sent.`,
      'Move our window away, look again and point at what is seen.',
    );
  }
  const outside = points.find((p) => !boxContains(box, p));
  if (!outside) return;
  throw new SteadyhandError(
    'incomplete',
    'off_screen',
    `The point ${outside.x},${outside.y} is not on the display ${frame.display.name}; nothing was sent.`,
    'Look again and point inside the display.',
  );
}
