"""What applications say about themselves over AT-SPI, as plain nodes with boxes in picture pixels.

A toolkit tells where things are in units and from an origin of its own. Both are taken from the top level: its size says
the scale, and the X server says where the window is. Offsets that are known to be wrong are put right in `_offset`.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field

import gi
import numpy as np

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

from bus import ACCESSIBLE, ACTION, COMPONENT, ROOT, TEXT, VALUE, Bus, Ref  # noqa: E402
from display import Top  # noqa: E402

Box = tuple[float, float, float, float]
S = Atspi.StateType
MAX_NODES = 3500
MAX_CHILDREN = 500
MAX_DEPTH = 40
STATES = (
    "showing", "visible", "enabled", "sensitive", "focused", "checked", "pressed", "selected", "expanded", "expandable",
    "editable", "modal", "multi_line", "indeterminate", "selectable", "active", "has_popup", "checkable", "defunct",
)  # fmt: skip
FLAGS = [(name, int(getattr(S, name.upper()))) for name in STATES]
CLIPS = frozenset(("scroll pane", "viewport", "table", "tree table", "tree", "list", "list box", "text", "terminal", "document frame", "internal frame", "layered pane"))
POPS = frozenset(("menu", "popup menu", "combo box", "window", "tool tip"))
BARS = frozenset(("menu bar", "tool bar"))
NO_DESCENT = frozenset(("document spreadsheet", "canvas", "document presentation"))
FIELDS = frozenset(("text", "entry", "password text", "spin button", "combo box", "autocomplete", "date editor", "editbar", "slider"))
WITH_TEXT = FIELDS | {"terminal", "label", "static", "heading"}
DESCRIBED = frozenset(("push button", "toggle button", "push button menu", "panel", "filler", "tool bar", "radio button", "check box", "menu item", "menu", "page tab", "icon")) | FIELDS
EVERYWHERE: Box = (-1e5, -1e5, 1e5, 1e5)


@dataclass
class Node:
    """One accessible object that is showing."""

    role: str
    name: str
    states: frozenset[str]
    box: Box
    clip: Box
    top: int
    """Place of its X window in the list of windows from back to front."""
    parent: "Node | None"
    source: Ref
    children: list["Node"] = field(default_factory=list)
    scale: float = 1.0
    raw: tuple[int, int, int, int] = (0, 0, 0, 0)
    shift: tuple[float, float] = (0.0, 0.0)
    app: str = ""
    toolkit: str = ""
    description: str = ""
    text: str = ""
    keys: str = ""
    actions: tuple[str, ...] = ()
    labelled: str = ""
    hint: str = ""
    """Placeholder of a field."""
    value: float | None = None
    """0 to 100, of sliders."""
    passages: list[tuple[str, Box]] = field(default_factory=list)

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


def flags(words) -> frozenset[str]:
    if not words:
        return frozenset()
    low, high = (list(words) + [0, 0])[:2]
    bits = low | high << 32
    return frozenset(name for name, bit in FLAGS if bits >> bit & 1)


def role_name(number) -> str:
    try:
        return Atspi.role_get_name(Atspi.Role(number))
    except (ValueError, TypeError):
        return "unknown"


class Reader:
    """Reads all applications on the bus, level by level."""

    def __init__(self) -> None:
        self.bus = Bus()
        self.pids: dict[str, int] = {}
        self.cut = False
        self.before: dict[str, tuple[tuple, list[tuple[int, Node]]]] = {}
        self.count = 0

    def read(self, tops: list[Top], only: set[int] | None = None, deep: bool = True, picture=None) -> list[Node]:
        """Top-level nodes of what is showing, each with its tree. `clip` says what a box is to be cut to.

        deep: also texts, descriptions, labels and the like. picture: of this moment; a program all of whose windows look
        as they did when it was read last is not asked again.
        """
        self.cut = False
        apps: list[tuple[Ref, list[tuple[int, Top]]]] = []
        for ref in self.bus.ask([(ROOT, ACCESSIBLE, "GetChildren", None)])[0] or []:
            ref = tuple(ref)
            if ref[0] not in self.pids:
                self.pids[ref[0]] = self.bus.process(ref[0])
            pid = self.pids[ref[0]]
            mine = [(k, t) for k, t in enumerate(tops) if t.pid == pid and pid]
            if mine and (only is None or pid in only):
                apps.append((ref, mine))
        out: list[Node] = []
        looks: dict[str, tuple] = {}
        if picture is not None:
            ask = []
            for ref, mine in apps:
                places = {t.id: k for k, t in mine}
                look = tuple((t.id, t.client, t.box, zlib.crc32(np.ascontiguousarray(picture[max(0, int(t.box[1])) : int(t.box[3]), max(0, int(t.box[0])) : int(t.box[2])]))) for _, t in mine)
                looks[ref[0]] = look
                old = self.before.get(ref[0])
                if old is None or old[0] != look:
                    ask.append((ref, mine))
                    continue
                for id_, root in old[1]:
                    for n in root.walk():
                        n.top = places[id_]
                    out.append(root)
            apps = ask
        got = self.bus.ask([q for ref, _ in apps for q in (self.bus.get(ref, ACCESSIBLE, "Name"), self.bus.get(ref, "org.a11y.atspi.Application", "ToolkitName"), (ref, ACCESSIBLE, "GetChildren", None))])
        fresh: list[Node] = []
        self.count = 0
        for k, (ref, mine) in enumerate(apps):
            name, toolkit, children = got[3 * k : 3 * k + 3]
            fresh += self._windows([tuple(c) for c in children or []][:60], mine, name or "", toolkit or "")
        level = list(fresh)
        for _ in range(MAX_DEPTH):
            level = self._grow(level)
            if not level:
                break
        if deep:
            self._enrich([n for root in fresh for n in root.walk()])
            for ref, _ in apps:
                if ref[0] in looks and not self.cut:
                    self.before[ref[0]] = (looks[ref[0]], [(tops[n.top].id, n) for n in fresh if n.source[0] == ref[0]])
        return out + fresh

    def _facts(self, refs: list[Ref], window: bool = False) -> list[tuple]:
        """(name, role, states, extents, number of children) of each; of what is not showing only the states."""
        kind = GLib.Variant("(u)", (1 if window else 0,))
        states = [flags(s) for s in self.bus.ask([(ref, ACCESSIBLE, "GetState", None) for ref in refs])]
        shown = [i for i, s in enumerate(states) if "showing" in s]
        questions = []
        for i in shown:
            ref = refs[i]
            questions += [self.bus.get(ref, ACCESSIBLE, "Name"), (ref, ACCESSIBLE, "GetRole", None), (ref, COMPONENT, "GetExtents", kind), self.bus.get(ref, ACCESSIBLE, "ChildCount")]
        got = self.bus.ask(questions)
        out: list[tuple] = [("", "unknown", s, None, 0) for s in states]
        for k, i in enumerate(shown):
            name, role, box, count = got[4 * k : 4 * k + 4]
            out[i] = (name or "", role_name(role), states[i], box, count or 0)
        return out

    def _windows(self, refs: list[Ref], mine: list[tuple[int, Top]], app: str, toolkit: str) -> list[Node]:
        out: list[Node] = []
        taken: set[int] = set()
        for ref, (title, role, states, got, _) in zip(refs, self._facts(refs)):
            if got is None or "defunct" in states or "showing" not in states:
                continue
            x, y, w, h = got
            best, score = None, 0.75
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
                value -= 0.8 if top.type == "popup" and role in ("frame", "dialog") or top.type != "popup" and role in ("tool tip", "popup menu") else 0.0
                if value > score:
                    best, score = (k, top), value
            if best is None or w < 2 or h < 2:
                continue
            k, top = best
            taken.add(k)
            tw = top.inner[2] - top.inner[0]
            scale = 2.0 if abs(tw - 2 * w) < abs(tw - w) and abs(tw - 2 * w) < 0.3 * tw else 1.0
            # GTK 4 has no idea of the screen: its boxes count from the window.
            local = toolkit.lower() == "gtk" and (x, y) == (0, 0) and top.inner[:2] != (0, 0)
            shift = (top.inner[0], top.inner[1]) if local else (0.0, 0.0)
            root = Node(role, title, states, top.inner, EVERYWHERE if top.type == "popup" else top.inner, k, None, ref, [], scale, got, shift, app, "gtk4" if local else toolkit)
            self.count += 1
            out.append(root)
        return out

    def _grow(self, level: list[Node]) -> list[Node]:
        """Children of a level's nodes: those that are showing."""
        parents = [n for n in level if n.role not in NO_DESCENT and not (n.role in BARS and min(n.box[2] - n.box[0], n.box[3] - n.box[1]) < 3)]
        if not parents or self.count > MAX_NODES:
            self.cut = self.cut or bool(parents)
            return []
        counts = [getattr(n, "count", 1) for n in parents]
        lists = self.bus.ask([(n.source, ACCESSIBLE, "GetChildren", None) for n, c in zip(parents, counts) if 0 < c <= MAX_CHILDREN])
        at = iter(lists)
        pairs: list[tuple[Node, Ref]] = []
        for n, c in zip(parents, counts):
            if 0 < c <= MAX_CHILDREN:
                refs = next(at) or []
            elif c > MAX_CHILDREN and n.role in ("table", "tree table", "tree", "list", "list box"):
                refs = self.bus.ask([(n.source, ACCESSIBLE, "GetChildAtIndex", GLib.Variant("(i)", (i,))) for i in range(MAX_CHILDREN)])
                refs = [r for r in refs if r]
            else:
                refs = []
            pairs += [(n, tuple(r)) for r in refs if not r[1].endswith("/null") and tuple(r) != n.source]
        out: list[Node] = []
        local = [n.toolkit == "gtk4" for n, _ in pairs]
        facts: list = [None] * len(pairs)
        for flag in (False, True):
            where = [i for i, v in enumerate(local) if v == flag]
            for i, f in zip(where, self._facts([pairs[i][1] for i in where], flag) if where else []):
                facts[i] = f
        for (parent, ref), (name, role, states, got, count) in zip(pairs, facts):
            if "defunct" in states or "visible" not in states or "showing" not in states or got is None or got[0] < -(10**6):
                continue
            x, y, w, h = got
            sc, (dx, dy) = parent.scale, parent.shift
            clip = meet(parent.clip, parent.box) if parent.role in CLIPS and size(parent.box) > 0 else parent.clip
            if parent.role in POPS:
                clip = EVERYWHERE  # what opens from a menu or a drop-down is not inside of it
            made = Node(role, name, states, (x * sc + dx, y * sc + dy, (x + w) * sc + dx, (y + h) * sc + dy), clip, parent.top, parent, ref, [], sc, got, parent.shift, parent.app, parent.toolkit)
            made.count = count
            self._offset(made)
            parent.children.append(made)
            self.count += 1
            if count and (size(meet(made.box, clip)) > 0 or w <= 0 or h <= 0 or role == "page tab"):
                out.append(made)
        return out

    def _offset(self, node: Node) -> None:
        """LibreOffice counts the boxes of its own controls a menu bar's height too high (see docs/accessibility.md)."""
        parent = node.parent
        if node.role == "root pane" and parent.raw[2:] == node.raw[2:]:
            self._shift(node, parent.box[0] - node.box[0], parent.box[1] - node.box[1])
            return
        if node.shift == (0.0, 0.0) or node.app != "soffice":
            return
        inside = lambda a, b: a[0] >= b[0] and a[1] >= b[1] and a[2] <= b[2] and a[3] <= b[3]  # noqa: E731
        plain = tuple(v - s for v, s in zip(node.box, node.shift * 2))
        if not inside(node.box, parent.box) and inside(plain, parent.box):
            node.box, node.shift = plain, (0.0, 0.0)

    @staticmethod
    def _shift(node: Node, dx: float, dy: float) -> None:
        node.shift = (node.shift[0] + dx, node.shift[1] + dy)
        node.box = (node.box[0] + dx, node.box[1] + dy, node.box[2] + dx, node.box[3] + dy)

    def _enrich(self, nodes: list[Node]) -> None:
        """Descriptions, texts, labels, keys: asked only of what has them, all at once."""
        asked: list[tuple[Node, str]] = []
        questions = []

        def want(n: Node, what: str, question) -> None:
            asked.append((n, what))
            questions.append(question)

        for n in nodes:
            if n.role in DESCRIBED:
                want(n, "description", self.bus.get(n.source, ACCESSIBLE, "Description"))
            if n.role in WITH_TEXT and (n.role in FIELDS or n.role == "terminal" or not n.name):
                want(n, "text", (n.source, TEXT, "GetText", GLib.Variant("(ii)", (0, -1))))
            if n.role in FIELDS:
                want(n, "relations", (n.source, ACCESSIBLE, "GetRelationSet", None))
                want(n, "attributes", (n.source, ACCESSIBLE, "GetAttributes", None))
            if n.role in ("menu item", "check menu item", "radio menu item"):
                want(n, "keys", (n.source, ACTION, "GetKeyBinding", GLib.Variant("(i)", (0,))))
            if n.role == "toggle button" and not n.name:
                want(n, "actions", (n.source, ACTION, "GetName", GLib.Variant("(i)", (0,))))
            if n.role == "slider":
                for p in ("MinimumValue", "MaximumValue", "CurrentValue"):
                    want(n, p, self.bus.get(n.source, VALUE, p))
        values: dict[int, dict[str, float]] = {}
        targets: list[tuple[Node, Ref]] = []
        for (n, what), got in zip(asked, self.bus.ask(questions)):
            if got is None:
                continue
            if what == "relations":
                refs = [r for kind, rs in got if kind == int(Atspi.RelationType.LABELLED_BY) for r in rs]
                targets += [(n, tuple(r)) for r in refs[:1]]
            elif what == "attributes":
                n.hint = got.get("placeholder-text", "")
            elif what == "actions":
                n.actions = (str(got),)
            elif what.endswith("Value"):
                values.setdefault(id(n), {"node": n})[what] = got
            else:
                setattr(n, what, str(got))
        for v in values.values():
            low, high, now = v.get("MinimumValue", 0), v.get("MaximumValue", 0), v.get("CurrentValue", 0)
            if high > low:
                v["node"].value = 100 * (now - low) / (high - low)
        for (n, _), name in zip(targets, self.bus.ask([self.bus.get(r, ACCESSIBLE, "Name") for _, r in targets])):
            n.labelled = (name or "").strip().rstrip(":：").strip()
        for n in nodes:
            if n.role == "terminal" or (n.role == "text" and "multi_line" in n.states):
                self._passages(n)

    def _passages(self, node: Node) -> None:
        """Lines of a text view or terminal that show, with their boxes."""
        text = node.text
        if not text.strip():
            return
        starts, at = [], 0
        for part in text.split("\n"):
            if part.strip():
                lead = len(part) - len(part.lstrip())
                starts.append((part.strip(), at + lead, at + len(part.rstrip())))
            at += len(part) + 1
        starts = starts[-90:] if node.role == "terminal" else starts[:110]
        got = self.bus.ask([(node.source, TEXT, "GetRangeExtents", GLib.Variant("(iiu)", (a, b, 0))) for _, a, b in starts])
        dx, dy = node.box[0] - node.raw[0] * node.scale, node.box[1] - node.raw[1] * node.scale
        for (line, _, _), e in zip(starts, got):
            if e is None or e[2] <= 0 or not 5 < e[3] < 70:
                continue
            s = node.scale
            box = (e[0] * s + dx, e[1] * s + dy, (e[0] + e[2]) * s + dx, (e[1] + e[3]) * s + dy)
            if box[3] > max(node.clip[1], node.box[1]) and box[1] < min(node.clip[3], node.box[3]):
                node.passages.append((line, box))
