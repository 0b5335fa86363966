"""What applications say about themselves over AT-SPI, as plain nodes with boxes in picture pixels.

A toolkit tells where things are in units and from an origin of its own. Both are taken from the top level: its size says
the scale, and the X server says where the window is. Offsets that are known to be wrong are put right in `_offset`.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402

from display import Top  # noqa: E402

Box = tuple[float, float, float, float]
R, S = Atspi.Role, Atspi.StateType
MAX_NODES = 3000
MAX_CHILDREN = 400
MAX_DEPTH = 40
STATES = (
    "showing", "visible", "enabled", "sensitive", "focused", "checked", "pressed", "selected", "expanded", "expandable",
    "editable", "modal", "multi_line", "indeterminate", "selectable", "active", "has_popup", "checkable", "defunct", "manages_descendants",
)
FLAGS = [(name, getattr(S, name.upper())) for name in STATES if hasattr(S, name.upper())]
TOPLEVEL = {R.FRAME, R.DIALOG, R.WINDOW, R.ALERT, R.FILE_CHOOSER, R.COLOR_CHOOSER, R.FONT_CHOOSER, R.TOOL_TIP}
CLIPS = {R.SCROLL_PANE, R.VIEWPORT, R.TABLE, R.TREE_TABLE, R.TREE, R.LIST, R.LIST_BOX, R.TEXT, R.TERMINAL, R.DOCUMENT_FRAME, R.INTERNAL_FRAME, R.LAYERED_PANE}
POPS = {R.MENU, R.POPUP_MENU, R.COMBO_BOX, R.WINDOW, R.TOOL_TIP}
NO_DESCENT = {R.DOCUMENT_SPREADSHEET, R.CANVAS, R.DOCUMENT_PRESENTATION}


@dataclass
class Node:
    """One accessible object that is showing."""

    role: str
    name: str
    description: str
    states: frozenset[str]
    box: Box
    clip: Box
    top: int
    """Place of its X window in the list of windows from back to front."""
    parent: "Node | None"
    source: object
    children: list["Node"] = field(default_factory=list)
    scale: float = 1.0
    raw: tuple[int, int, int, int] = (0, 0, 0, 0)
    shift: tuple[float, float] = (0.0, 0.0)
    app: str = ""
    toolkit: str = ""
    whole: bool = True
    """False where children were left out."""

    def up(self):
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def walk(self):
        yield self
        for child in self.children:
            yield from child.walk()


def meet(a: Box, b: Box) -> Box:
    return (max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3]))


def size(b: Box) -> float:
    return max(0.0, b[2] - b[0]) * max(0.0, b[3] - b[1])


def states_of(obj) -> frozenset[str]:
    got = obj.get_state_set()
    return frozenset(name for name, flag in FLAGS if got.contains(flag))


def extents(obj, kind=Atspi.CoordType.SCREEN) -> tuple[int, int, int, int] | None:
    try:
        e = Atspi.Component.get_extents(obj, kind)
    except Exception:
        return None
    return (e.x, e.y, e.width, e.height)


class Reader:
    """Reads all applications on the bus."""

    def __init__(self) -> None:
        Atspi.init()
        Atspi.set_timeout(1500, 4000)
        self.desktop = Atspi.get_desktop(0)
        self.count = 0
        self.cut = False

    def read(self, tops: list[Top], only: set[int] | None = None) -> list[Node]:
        """Top-level nodes of what is showing, each with its tree. Boxes are cut to nothing yet; `clip` says what to cut to."""
        out: list[Node] = []
        self.count, self.cut = 0, False
        self.desktop.clear_cache()
        for i in range(self.desktop.get_child_count()):
            app = self.desktop.get_child_at_index(i)
            if app is None:
                continue
            try:
                pid = app.get_process_id()
                mine = [(k, t) for k, t in enumerate(tops) if t.pid == pid]
                if not mine or (only is not None and pid not in only):
                    continue
                app.clear_cache()
                app.set_cache_mask(Atspi.Cache.NONE)
                name, toolkit = app.get_name() or "", app.get_toolkit_name() or ""
                taken: set[int] = set()
                for j in range(app.get_child_count()):
                    window = app.get_child_at_index(j)
                    if window is None:
                        continue
                    node = self._window(window, mine, taken, name, toolkit)
                    if node is not None:
                        out.append(node)
            except Exception as error:  # an application that does not answer: its windows stay without truth
                self.failed = f"{type(error).__name__}: {error}"
                self.cut = True
        return out

    def _window(self, obj, mine: list[tuple[int, Top]], taken: set[int], app: str, toolkit: str) -> Node | None:
        states = states_of(obj)
        if "defunct" in states or not ({"showing", "visible"} & states):
            return None
        got = extents(obj)
        if got is None:
            return None
        x, y, w, h = got
        title = obj.get_name() or ""
        role = obj.get_role()
        rel = extents(obj, Atspi.CoordType.WINDOW) or (0, 0, w, h)
        best, score = None, 0.0
        for k, top in mine:
            if k in taken:
                continue
            tw, th = top.inner[2] - top.inner[0], top.inner[3] - top.inner[1]
            value = 0.0
            for factor in (1, 2):
                fit = min(tw, w * factor) / max(tw, w * factor, 1) * min(th, h * factor) / max(th, h * factor, 1)
                near = 1.0 if abs(x * factor - top.inner[0]) < 60 and abs(y * factor - top.inner[1]) < 60 else 0.0
                value = max(value, fit + 0.4 * near)
            value += 1.0 if title and title == top.title else 0.0
            value -= 0.8 if (top.type == "popup") != (role in (R.WINDOW, R.TOOL_TIP)) else 0.0
            if value > score and value > 0.75:
                best, score = (k, top), value
        if best is None or w < 2 or h < 2:
            return None
        k, top = best
        taken.add(k)
        tw = top.inner[2] - top.inner[0]
        scale = 2.0 if abs(tw - 2 * w) < abs(tw - w) and abs(tw - 2 * w) < 0.3 * tw else 1.0
        gtk4 = toolkit == "GTK" and got[0] == 0 and got[1] == 0 and rel[:2] == (0, 0) and top.inner[:2] != (0, 0)
        if gtk4:
            shift = (top.inner[0], top.inner[1])
        else:
            shift = (0.0, 0.0)
        self.window_coords = gtk4
        root = self._node(obj, None, k, scale, shift, top.inner, app, toolkit, got)
        root.box = top.inner
        self._children(root, obj, 0)
        return root

    def _node(self, obj, parent, top, scale, shift, clip, app, toolkit, raw=None) -> Node:
        if raw is None:
            raw = extents(obj, Atspi.CoordType.WINDOW if self.window_coords else Atspi.CoordType.SCREEN) or (0, 0, 0, 0)
        x, y, w, h = raw
        box = (x * scale + shift[0], y * scale + shift[1], (x + w) * scale + shift[0], (y + h) * scale + shift[1])
        self.count += 1
        return Node(obj.get_role_name(), obj.get_name() or "", "", states_of(obj), box, clip, top, parent, obj, [], scale, raw, shift, app, toolkit)

    def _children(self, node: Node, obj, depth: int) -> None:
        role = obj.get_role()
        if depth > MAX_DEPTH or role in NO_DESCENT:
            return
        count = obj.get_child_count()
        if count <= 0:
            return
        popping = role in POPS
        table = role in (R.TABLE, R.TREE_TABLE, R.TREE, R.LIST, R.LIST_BOX, R.LAYERED_PANE)
        clip = meet(node.clip, node.box) if role in CLIPS and size(node.box) > 0 else node.clip
        below = 0
        for i in range(min(count, MAX_CHILDREN * (2 if table else 1))):
            if self.count > MAX_NODES:
                self.cut = True
                return
            try:
                child = obj.get_child_at_index(i)
                if child is None or child.path == obj.path:
                    continue
                states = states_of(child)
            except Exception:
                continue
            if "defunct" in states or "visible" not in states or "showing" not in states:
                if not (popping and "visible" in states):
                    continue
                if child.get_role() not in (R.MENU, R.WINDOW, R.LIST):
                    continue
            made = self._node(child, node, node.top, node.scale, node.shift, clip, node.app, node.toolkit)
            made.states = states
            self._offset(made, child)
            node.children.append(made)
            if table and made.box[1] > clip[3] and size(made.box) > 0:
                below += 1
                if below > 12:
                    break
                continue
            self._children(made, child, depth + 1)
        node.whole = count <= MAX_CHILDREN

    def _offset(self, node: Node, obj) -> None:
        """LibreOffice counts the boxes of its own controls a menu bar's height too high (see docs/accessibility.md)."""
        parent = node.parent
        if node.role == "root pane" and parent is not None and parent.raw[2:] == node.raw[2:]:
            dx, dy = parent.box[0] - node.box[0], parent.box[1] - node.box[1]
            self._shift(node, dx, dy)
            return
        if parent is None or parent.shift == (0.0, 0.0) or not parent.app.lower().startswith("soffice"):
            return
        inside = lambda a, b: a[0] >= b[0] and a[1] >= b[1] and a[2] <= b[2] and a[3] <= b[3]  # noqa: E731
        plain = tuple(v - s for v, s in zip(node.box, node.shift * 2))
        if not inside(node.box, parent.box) and inside(plain, parent.box):
            node.box, node.shift = plain, (0.0, 0.0)

    @staticmethod
    def _shift(node: Node, dx: float, dy: float) -> None:
        node.shift = (node.shift[0] + dx, node.shift[1] + dy)
        node.box = (node.box[0] + dx, node.box[1] + dy, node.box[2] + dx, node.box[3] + dy)


def describe(node: Node) -> str:
    """Tooltip or description, asked for only where it is wanted."""
    try:
        return node.source.get_description() or ""
    except Exception:
        return ""


def wait_for_bus(limit: float = 10.0) -> None:
    end = time.monotonic() + limit
    while time.monotonic() < end:
        try:
            if Atspi.get_desktop(0) is not None:
                return
        except Exception:
            pass
        time.sleep(0.1)
