"""Questions to applications over the accessibility bus, many at a time.

One after the other, each question costs a change of process there and back, some milliseconds on a busy machine; a window
has thousands. Sent together they cost little more than the answers.
"""

from __future__ import annotations

import time

import gi

gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # noqa: E402

ACCESSIBLE = "org.a11y.atspi.Accessible"
COMPONENT = "org.a11y.atspi.Component"
TEXT = "org.a11y.atspi.Text"
ACTION = "org.a11y.atspi.Action"
VALUE = "org.a11y.atspi.Value"
ROOT = ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")
Ref = tuple[str, str]
Question = tuple[Ref, str, str, GLib.Variant | None]


class Bus:
    """A connection to the accessibility bus of the session."""

    def __init__(self) -> None:
        session = Gio.bus_get_sync(Gio.BusType.SESSION, None)
        address = session.call_sync("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", None, None, Gio.DBusCallFlags.NONE, 5000, None).unpack()[0]
        flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
        self.link = Gio.DBusConnection.new_for_address_sync(address, flags, None, None)
        self.context = GLib.MainContext.default()
        self.late: set[str] = set()
        """Applications that did not answer in time; not asked again in this round."""

    def ask(self, questions: list[Question], limit: float = 3.0) -> list:
        """Answers in order: the first value of each reply, or None where there was none."""
        out: list = [None] * len(questions)
        left = len(questions)
        open_: set[str] = set()

        def done(link, result, i):
            nonlocal left
            left -= 1
            try:
                value = link.call_finish(result).unpack()
                out[i] = value[0] if len(value) == 1 else value
            except GLib.Error:
                pass

        for i, ((name, path), interface, method, arguments) in enumerate(questions):
            if name in self.late:
                left -= 1
                continue
            open_.add(name)
            self.link.call(name, path, interface, method, arguments, None, Gio.DBusCallFlags.NO_AUTO_START, int(limit * 1000), None, done, i)
        end = time.monotonic() + limit + 1
        while left > 0 and time.monotonic() < end:
            self.context.iteration(True)
        return out

    def get(self, ref: Ref, interface: str, name: str) -> Question:
        return (ref, "org.freedesktop.DBus.Properties", "Get", GLib.Variant("(ss)", (interface, name)))

    def process(self, name: str) -> int:
        try:
            return self.link.call_sync(
                "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "GetConnectionUnixProcessID", GLib.Variant("(s)", (name,)), None, Gio.DBusCallFlags.NONE, 1000, None
            ).unpack()[0]
        except GLib.Error:
            return 0
