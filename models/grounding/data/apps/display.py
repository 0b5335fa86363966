"""The X side of a screen: which window is where, which one shows at a pixel, pictures, clicks and keys.

What covers what is asked of the X server, never of the applications: they do not know it.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from Xlib import X, XK
from Xlib import display as xdisplay
from Xlib.error import XError
from Xlib.ext import xtest
from Xlib.protocol import event

Box = tuple[float, float, float, float]


@dataclass
class Top:
    """A mapped child of the root window: a frame with a client in it, or a popup. Boxes are picture pixels."""

    id: int
    client: int
    box: Box
    inner: Box
    """The client's box, without the shadow that it draws itself."""
    pid: int
    title: str
    type: str
    """window, dialog, dock, desktop, or popup (not managed by the window manager)."""
    parts: list[tuple[Box, str]] = field(default_factory=list)
    """Sub-windows of the frame: the window manager's buttons, where it makes them so."""
    own_bar: bool = False
    """It draws its own title bar (client-side decorations)."""


class Display:
    """A connection to one X display."""

    def __init__(self, name: str, frame: Path | None = None):
        """frame: Xvfb's frame buffer (-fbdir), an XWD file; without it pictures come over the wire, which is slow."""
        self.x = xdisplay.Display(name)
        self.root = self.x.screen().root
        g = self.root.get_geometry()
        self.width, self.height = g.width, g.height
        self.atoms: dict[str, int] = {}
        self.clients_of: dict[int, int] = {}
        self.kinds_of: dict[int, tuple[int, str]] = {}
        self.parts_of: dict[tuple, list] = {}
        self.frame = None
        if frame is not None and frame.exists():
            head = np.fromfile(frame, ">u4", 25)
            start, line = int(head[0]) + int(head[19]) * 12, int(head[12])
            self.frame = np.memmap(frame, np.uint8, "r", start, (self.height, line))

    def atom(self, name: str) -> int:
        if name not in self.atoms:
            self.atoms[name] = self.x.intern_atom(name)
        return self.atoms[name]

    def prop(self, window, name: str, kind: int = X.AnyPropertyType):
        try:
            got = window.get_full_property(self.atom(name), kind)
        except XError:
            return None
        return got.value if got else None

    # ---- windows
    def tops(self) -> list[Top]:
        """Everything that is mapped on the root window, from the back to the front."""
        out: list[Top] = []
        front = self.kinds_of.get(self.active(), (0, ""))[0]
        for child in self.root.query_tree().children:
            try:
                attrs = child.get_attributes()
                if attrs.map_state != X.IsViewable or attrs.win_class == X.InputOnly:
                    continue
                g = child.get_geometry()
            except XError:
                continue
            x, y, w, h = g.x, g.y, g.width + 2 * g.border_width, g.height + 2 * g.border_width
            if w < 3 or h < 3 or x >= self.width or y >= self.height or x + w <= 0 or y + h <= 0:
                continue
            known = self.clients_of.get(child.id)
            client = self._client(child) if known is None else self.window(known) if known else None
            if known is None and (client is not None or attrs.override_redirect):
                self.clients_of[child.id] = client.id if client is not None else 0
            box = (x, y, x + w, y + h)
            inner, own_bar, parts = box, False, []
            target = client or child
            pid, title, kind = self._about(target)
            if client is not None and client.id != child.id:
                try:
                    at = client.translate_coords(self.root, 0, 0)
                    cg = client.get_geometry()
                except XError:
                    self.clients_of.pop(child.id, None)
                    continue
                inner = (-at.x, -at.y, -at.x + cg.width, -at.y + cg.height)
                place = (child.id, client.id, box, inner)
                if place not in self.parts_of:
                    self.parts_of[place] = self._parts(child, client)
                parts = self.parts_of[place]
            extents = self.prop(target, "_GTK_FRAME_EXTENTS")
            if extents is not None and len(extents) == 4:
                left, right, top, bottom = extents
                inner = (inner[0] + left, inner[1] + top, inner[2] - right, inner[3] - bottom)
                box = inner
                own_bar = True
            if attrs.override_redirect and client is None:
                kind = "popup"
                pid = pid or front  # GTK 2 does not say whose menus are
            out.append(Top(child.id, target.id, box, inner, pid, title, kind, parts, own_bar))
        return out

    def _client(self, window, depth: int = 0):
        """The window below (or itself) that an application made and the window manager manages."""
        if self.prop(window, "WM_STATE") is not None:
            return window
        if depth > 3:
            return None
        try:
            children = window.query_tree().children
        except XError:
            return None
        for child in children:
            found = self._client(child, depth + 1)
            if found is not None:
                return found
        return None

    def _about(self, window) -> tuple[int, str, str]:
        name = self.prop(window, "_NET_WM_NAME")
        if name is None:
            name = self.prop(window, "WM_NAME")
        title = name.decode("utf8", "replace") if isinstance(name, bytes) else str(name or "")
        if window.id not in self.kinds_of:
            pid = self.prop(window, "_NET_WM_PID")
            types = self.prop(window, "_NET_WM_WINDOW_TYPE")
            names = {self.atom(f"_NET_WM_WINDOW_TYPE_{n.upper()}"): n for n in ("dialog", "dock", "desktop", "normal")}
            kind = next((names[t] for t in (types if types is not None else []) if t in names), "normal")
            if kind == "normal" and self.prop(window, "WM_TRANSIENT_FOR") is not None:
                kind = "dialog"
            self.kinds_of[window.id] = (int(pid[0]) if pid is not None and len(pid) else 0, "window" if kind == "normal" else kind)
        pid, kind = self.kinds_of[window.id]
        return pid, title, kind

    def _parts(self, frame, client) -> list[tuple[Box, str]]:
        """Viewable windows inside the frame that are not the client: title, buttons, handles."""
        out: list[tuple[Box, str]] = []
        stack = [(frame, 0)]
        while stack:
            window, depth = stack.pop()
            try:
                children = window.query_tree().children
            except XError:
                continue
            for child in children:
                if child.id == client.id or depth > 2:
                    continue
                try:
                    if child.get_attributes().map_state != X.IsViewable:
                        continue
                    g = child.get_geometry()
                    at = child.translate_coords(self.root, 0, 0)
                except XError:
                    continue
                out.append(((-at.x, -at.y, -at.x + g.width, -at.y + g.height), f"{depth}"))
                stack.append((child, depth + 1))
        return out

    def owners(self, tops: list[Top]) -> np.ndarray:
        """For every pixel the place in `tops` of the window that shows there; -1 for the bare desktop."""
        grid = np.full((self.height, self.width), -1, np.int16)
        for i, top in enumerate(tops):
            x1, y1, x2, y2 = (int(max(0, v)) for v in top.box)
            grid[y1:y2, x1:x2] = i
        return grid

    def active(self) -> int:
        got = self.prop(self.root, "_NET_ACTIVE_WINDOW")
        return int(got[0]) if got is not None and len(got) else 0

    def clients(self) -> list[int]:
        got = self.prop(self.root, "_NET_CLIENT_LIST")
        return [int(v) for v in got] if got is not None else []

    def window(self, id_: int):
        return self.x.create_resource_object("window", id_)

    def tell(self, id_: int, message: str, data: list[int]) -> None:
        """A client message to the window manager."""
        values = (data + [0] * 5)[:5]
        ev = event.ClientMessage(window=self.window(id_), client_type=self.atom(message), data=(32, values))
        self.root.send_event(ev, event_mask=X.SubstructureRedirectMask | X.SubstructureNotifyMask)
        self.x.flush()

    def raise_(self, id_: int) -> None:
        self.tell(id_, "_NET_ACTIVE_WINDOW", [2, X.CurrentTime, 0])

    def close(self, id_: int) -> None:
        self.tell(id_, "_NET_CLOSE_WINDOW", [X.CurrentTime, 2])

    def maximise(self, id_: int, on: bool = True) -> None:
        self.tell(id_, "_NET_WM_STATE", [1 if on else 0, self.atom("_NET_WM_STATE_MAXIMIZED_VERT"), self.atom("_NET_WM_STATE_MAXIMIZED_HORZ"), 2])

    def place(self, id_: int, x: int, y: int, w: int = 0, h: int = 0) -> None:
        flags = (1 << 8) | (1 << 9) | ((1 << 10) | (1 << 11) if w and h else 0)
        self.tell(id_, "_NET_MOVERESIZE_WINDOW", [flags | (2 << 12), x, y, w, h])

    # ---- picture
    def grab(self) -> np.ndarray:
        """The screen without the pointer: (height, width, 3), uint8, RGB."""
        if self.frame is not None:
            self.x.sync()
            return np.array(self.frame[:, : self.width * 4]).reshape(self.height, self.width, 4)[:, :, 2::-1]
        raw = self.root.get_image(0, 0, self.width, self.height, X.ZPixmap, 0xFFFFFFFF).data
        return np.frombuffer(raw, np.uint8).reshape(self.height, self.width, 4)[:, :, 2::-1]

    def settle(self, limit: float = 1.6, still: float = 0.12) -> np.ndarray:
        """Waits until two pictures in a row are the same; answers the last one after `limit` seconds at the latest."""
        end = time.monotonic() + limit
        last = self.grab()
        while time.monotonic() < end:
            time.sleep(still)
            now = self.grab()
            if np.array_equal(now, last):
                return now
            last = now
        return last

    def wallpaper(self, picture: np.ndarray) -> None:
        """Sets the root window's background from an RGB array of the screen's size."""
        pixmap = self.root.create_pixmap(self.width, self.height, self.x.screen().root_depth)
        gc = pixmap.create_gc()
        bgra = np.zeros((self.height, self.width, 4), np.uint8)
        bgra[:, :, :3] = picture[:, :, ::-1]
        rows = max(1, 200_000 // (self.width * 4))
        for y in range(0, self.height, rows):
            part = bgra[y : y + rows]
            pixmap.put_image(gc, 0, y, self.width, part.shape[0], X.ZPixmap, self.x.screen().root_depth, 0, part.tobytes())
        self.root.change_attributes(background_pixmap=pixmap)
        self.root.clear_area()
        for name in ("_XROOTPMAP_ID", "ESETROOT_PMAP_ID"):
            self.root.change_property(self.atom(name), self.atom("PIXMAP"), 32, [pixmap.id])
        self.x.set_close_down_mode(X.RetainPermanent)
        self.x.flush()

    # ---- input
    def move(self, x: float, y: float) -> None:
        xtest.fake_input(self.x, X.MotionNotify, x=int(x), y=int(y))
        self.x.sync()

    def click(self, x: float, y: float, button: int = 1) -> None:
        self.move(x, y)
        time.sleep(0.03)
        xtest.fake_input(self.x, X.ButtonPress, button)
        xtest.fake_input(self.x, X.ButtonRelease, button)
        self.x.sync()

    def key(self, *names: str) -> None:
        """A chord: `key("Control_L", "f")`."""
        codes = [self.x.keysym_to_keycode(XK.string_to_keysym(n)) for n in names]
        for code in codes:
            xtest.fake_input(self.x, X.KeyPress, code)
        for code in reversed(codes):
            xtest.fake_input(self.x, X.KeyRelease, code)
        self.x.sync()

    def type(self, text: str) -> None:
        """Lower-case letters, digits and blanks."""
        for char in text:
            self.key("space" if char == " " else char)
