import { expect, test } from 'vitest';
import { requireUsable, sessionKind } from './kind.ts';

test.each([
  ['x11', { DISPLAY: ':0' }, undefined],
  ['x11', { DISPLAY: ':0', XDG_SESSION_TYPE: 'x11' }, undefined],
  ['xwayland', { DISPLAY: ':0', WAYLAND_DISPLAY: 'wayland-0' }, undefined],
  ['xwayland', { DISPLAY: ':0', XDG_SESSION_TYPE: 'wayland' }, ':0'],
  // A private X server beside the session is not part of it.
  ['x11', { DISPLAY: ':0', WAYLAND_DISPLAY: 'wayland-0' }, ':9'],
  ['bare-wayland', { WAYLAND_DISPLAY: 'wayland-0' }, undefined],
  ['no-display', {}, undefined],
] as const)('%s: %j with --display %s', (kind, env, named) => {
  expect(sessionKind(env, named, 'linux').kind).toBe(kind);
});

test('XWayland says what works and what does not; Wayland alone is refused with a remedy', () => {
  const x = sessionKind({ DISPLAY: ':0', WAYLAND_DISPLAY: 'w' }, undefined, 'linux');
  expect(x.remedy).toContain('Only X11 applications');
  requireUsable(x);
  expect(() => requireUsable(sessionKind({ WAYLAND_DISPLAY: 'w' }, undefined, 'linux'))).toThrow('without XWayland');
  expect(sessionKind({}, undefined, 'darwin').kind).toBe('other-system');
});
