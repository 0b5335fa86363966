/** What kind of session this is, and what can be done in it: X11, Wayland with XWayland, Wayland alone. */
import { SteadyhandError } from '../../protocol/errors.ts';

type Env = Readonly<Record<string, string | undefined>>;

export interface SessionKind {
  /** `bare-wayland`: there is no X server at all, so nothing can be seen or sent. */
  readonly kind: 'x11' | 'xwayland' | 'bare-wayland' | 'no-display' | 'other-system';
  readonly detail: string;
  /** What to do, or what does not work; empty when all is well. */
  readonly remedy: string;
}

const XORG = 'Log out and choose a session "on Xorg" (or "X11") at the login screen';

/**
 * Judges the session from its environment.
 * @param named the display a person named: a private one beside the session is not part of it
 */
export function sessionKind(env: Env, named?: string, platform: NodeJS.Platform = process.platform): SessionKind {
  if (platform !== 'linux') return { kind: 'other-system', detail: platform, remedy: '' };
  const wayland = Boolean(env['WAYLAND_DISPLAY']) || env['XDG_SESSION_TYPE'] === 'wayland';
  const display = named ?? env['DISPLAY'];
  const own = named !== undefined && named !== env['DISPLAY'];
  if (!wayland || own) {
    if (display) return { kind: 'x11', detail: `X11, display ${display}`, remedy: '' };
    return {
      kind: 'no-display',
      detail: 'no display: DISPLAY is not set',
      remedy: 'Run it in a graphical session, or give one with --display :N (for example after `Xvfb :99 &`).',
    };
  }
  if (!display) {
    return {
      kind: 'bare-wayland',
      detail: 'a Wayland session without XWayland (DISPLAY is not set)',
      remedy: `${XORG}, or start a private X server and name it with --display :N.`,
    };
  }
  return {
    kind: 'xwayland',
    detail: `a Wayland session; X11 windows are reached through XWayland on ${display}`,
    remedy:
      'Only X11 applications are seen, pointed at and typed into; Wayland windows look empty, and your own input is ' +
      `noticed only while it goes to an X11 window, so stop with Ctrl+C in the terminal. ${XORG} for all windows.`,
  };
}

/** @throws SteadyhandError `wayland_without_x` when there is nothing that could be worked on */
export function requireUsable(session: SessionKind): void {
  if (session.kind !== 'bare-wayland') return;
  throw new SteadyhandError('environment', 'wayland_without_x', `This is ${session.detail}.`, session.remedy);
}
