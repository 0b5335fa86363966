"""From what applications say and what the picture shows to the truth of a screen (data/schema.md).

Errs towards leaving out: a control whose box shows nothing, that lies behind another window, or that is told twice is not
there. Text is what was found in the picture (writing.py), not what an application says it wrote.
"""

from __future__ import annotations

import re

import numpy as np

import kinds
from display import Top
from ends import finish, overlap, r1
from rows import Rows
from tree import MAX_CHILDREN, Node, meet, size
from words import Concepts, English
from writing import Writer

Box = tuple[float, float, float, float]
LEAST = 0.25
CONTROL_SIDE = 5


class Builder(Rows):
    """Builds one screen's truth."""

    def __init__(self, picture: np.ndarray, tops: list[Top], owners: np.ndarray, active: int, nodes: list[Node], fonts, concepts: Concepts, english: English, icon_set: str, known: dict | None = None):
        self.picture, self.tops, self.owners, self.active, self.nodes = picture, tops, owners.copy(), active, nodes
        self.pen = Writer(picture, fonts, known)
        self.concepts, self.english, self.icon_set = concepts, english, icon_set
        self.controls: list[dict] = []
        self.lines: list[dict] = []
        self.containers: list[dict] = []
        self.ids: dict[int, str] = {}
        self.of_node: dict[int, dict] = {}
        self.asked = self.found = 0
        self.next_owner = 1000
        self.first_owners = owners
        self.popups: dict[int, str] = {}
        self.told: set[int] = set()
        """Windows with a control or a line that the application told of (not the title bar)."""

    # ---- what can be seen
    def seen(self, box: Box, clip: Box, owner: int) -> tuple[Box, float, tuple[float, float]] | None:
        """Visible bounding box, share of the whole, and a point on it near the middle."""
        h, w = self.owners.shape
        b = meet(meet(box, clip), (0, 0, w, h))
        x1, y1, x2, y2 = int(round(b[0])), int(round(b[1])), int(round(b[2])), int(round(b[3]))
        if x2 - x1 < 3 or y2 - y1 < 3:
            return None
        mine = self.owners[y1:y2, x1:x2] == owner
        count = int(mine.sum())
        if count == 0:
            return None
        ys, xs = np.flatnonzero(mine.any(axis=1)), np.flatnonzero(mine.any(axis=0))
        box2 = (x1 + int(xs[0]), y1 + int(ys[0]), x1 + int(xs[-1]) + 1, y1 + int(ys[-1]) + 1)
        cx, cy = (box2[0] + box2[2]) / 2, (box2[1] + box2[3]) / 2
        if not mine[min(int(cy) - y1, y2 - y1 - 1), min(int(cx) - x1, x2 - x1 - 1)]:
            py, px = np.nonzero(mine)
            k = int(np.argmin((py + y1 - cy) ** 2 + (px + x1 - cx) ** 2))
            cx, cy = float(px[k] + x1), float(py[k] + y1)
        if count == mine.size:
            box2 = b
        return box2, min(1.0, count / max(1.0, size(box))), (cx, cy)

    def owner_of(self, node: Node, inherited: int) -> int:
        """The window (or the popover in it) that a node is drawn on."""
        if any(p.role in kinds.POPPING for p in node.up()) or node.role in kinds.POPUPS:
            x, y = int((node.box[0] + node.box[2]) / 2), int((node.box[1] + node.box[3]) / 2)
            if 0 <= y < self.owners.shape[0] and 0 <= x < self.owners.shape[1]:
                k = int(self.owners[y, x])
                if 0 <= k < len(self.tops) and k != node.top and self.tops[k].type == "popup" and self.tops[k].pid == self.tops[node.top].pid:
                    return k
        return inherited

    # ---- containers
    def container(self, type_: str, box: Box, parents: list[str], title: str | None = None, group: str | None = None, **more) -> str:
        id_ = f"c{len(self.containers)}"
        english = (self.english.of(title) if title else None) or title
        self.containers.append({"id": id_, "type": type_, "group": group, "title": title, "titleEn": english, "box": r1(box), "visible": 1, "parents": parents, **more})
        return id_

    def build(self) -> dict:
        windows = []
        modal = {(n.top, self.tops[n.top].pid) for n in self.nodes if "modal" in n.states and n.role not in ("tool tip", "window")}
        for node in sorted(self.nodes, key=lambda n: n.top):
            top = self.tops[node.top]
            got = self.seen(top.box, top.box, node.top)
            if got is None:
                continue
            blocked = any(pid == top.pid and k != node.top for k, pid in modal) and "modal" not in node.states and top.type != "popup"
            type_ = {"dock": "panel", "desktop": "desktop", "popup": "menu"}.get(top.type) or kinds.window_type(node, top)
            title = node.name or top.title or None
            if type_ == "menu" and node.role == "tool tip":
                type_ = "tooltip"
            more = {"z": node.top, "active": top.client == self.active} if type_ in ("window", "dialog") else {}
            if blocked:
                more["blocked"] = True
            id_ = self.container(type_, got[0], [], title if type_ in ("window", "dialog") else None, "panel" if type_ == "panel" else None, **more)
            self.containers[-1]["visible"] = round(got[1], 2)
            if type_ in ("window", "dialog"):
                windows.append(id_)
            self.title_bar(node, top, id_, blocked)
            self.overlays(node)
            self.visit(node, [id_], node.top, blocked, type_)
        self.rows()
        finish(self.controls, self.lines, self.containers)
        return {"controls": self.controls, "lines": self.lines, "containers": self.containers, "windows": windows}

    def overlays(self, root: Node) -> None:
        """Popovers that a toolkit draws inside the window they belong to hide what is below them."""
        for node in root.walk():
            if kinds.is_overlay(node, root) and size(meet(node.box, node.clip)) > 400:
                x1, y1, x2, y2 = (int(max(0, v)) for v in meet(node.box, node.clip))
                part = self.owners[y1:y2, x1:x2]
                part[part == root.top] = self.next_owner
                self.ids[id(node)] = f"overlay {self.next_owner}"
                self.next_owner += 1

    def on_popup(self, owner: int) -> bool:
        return owner >= 1000 or owner < len(self.tops) and self.tops[owner].type == "popup"

    def title_bar(self, node: Node, top: Top, window: str, blocked: bool) -> None:
        """The window manager's buttons (its own small windows) and the title between them."""
        if not top.parts or top.own_bar:
            return
        bar = (top.box[0], top.box[1], top.box[2], top.inner[1])
        high = bar[3] - bar[1]
        if high < 10:
            return
        buttons = [b for b, _ in top.parts if 7 <= b[2] - b[0] <= 2.6 * high and 7 <= b[3] - b[1] <= high + 2 and b[1] >= bar[1] - 1 and b[3] <= bar[3] + 2 and b[2] - b[0] < 80]
        buttons = sorted({tuple(b) for b in buttons})
        group = self.container("titlebar", bar, [window], None, "window_controls")
        titles = [b for b, _ in top.parts if b[2] - b[0] > 2.6 * high and b[1] >= bar[1] - 1 and b[3] <= bar[3] + 2]
        left, right = bar[0], bar[2]
        # xfwm4's corners are windows of a button's size at the frame's edge.
        inner = [b for b in buttons if b[0] > bar[0] and b[2] < bar[2]]
        wanted = kinds.title_buttons(top, inner, self.letters, titles) or kinds.title_buttons(top, buttons, self.letters, titles)
        for box, role in wanted:
            if box[0] < (left + right) / 2:
                left = max(left, box[2])
            else:
                right = min(right, box[0])
            if role == "icon":
                continue
            self.window_control(box, role, top, node.top, [group, window], blocked)
        line = self.pen.find(top.title, (left, bar[1], right, bar[3])) if top.title else None
        if line:
            self.line(line, None, [window], node.top)

    letters = "NLIMC"
    incomplete = False
    """A list that is too long to be told whole: what it shows may be missing."""

    def window_control(self, box: Box, role: str, top: Top, owner: int, chain: list[str], blocked: bool) -> None:
        got = self.seen(box, top.box, owner)
        if got is None or got[1] < LEAST or self.pen.drawn(box) < 2.5:
            return
        concept, english = kinds.WINDOW_CONTROLS[role]
        control = self.blank("window_control", got)
        control |= {"role": role, "name": kinds.CONTROL_NAMES[role], "english": english, "concept": concept, "containers": chain, "states": ["blocked"] if blocked else []}
        ink = self.pen.ink_box((box[0] + 1, box[1] + 1, box[2] - 1, box[3] - 1))
        control["glyphs"] = [self.glyph(ink or box, concept)]
        self.controls.append(control)

    def glyph(self, box: Box, concept: str | None) -> dict:
        return {"concept": concept or "", "set": self.icon_set, "name": "", "style": "theme", "box": r1(box), "colour": self.pen.colours(box)[1]}

    def blank(self, kind: str, got) -> dict:
        box, share, point = got
        fill, colour = self.pen.colours(box)
        return {
            "id": "", "kind": kind, "role": None, "box": r1(box), "point": [round(point[0], 1), round(point[1], 1)], "visible": round(share, 2), "text": "", "name": "",
            "english": None, "concept": None, "label": None, "tooltip": None, "value": None, "placeholder": None, "shortcut": None, "states": [], "glyphs": [],
            "fill": fill, "colour": colour, "containers": [],
        }  # fmt: skip

    def line(self, found: dict, control: dict | None, chain: list[str], owner: int) -> dict | None:
        """Adds a line unless it is covered or was told before."""
        b = found["ink"]
        x1, y1, x2, y2 = int(b[0]), int(b[1]), int(b[2]), int(b[3])
        part = self.owners[max(0, y1) : y2, max(0, x1) : x2]
        if part.size == 0 or (part == owner).mean() < 0.97:
            return None
        for old in self.lines:
            if overlap(tuple(old["box"]), found["box"]) > 0.6 and overlap(found["box"], tuple(old["box"])) > 0.3:
                return old
        fill, colour = self.pen.colours(found["ink"])
        made = {
            "id": "", "text": found["text"], "box": r1(found["box"]), "words": [{"text": w["text"], "box": r1(w["box"]), **({"cut": True} if w.get("cut") else {})} for w in found["words"]],
            "control": control, "containers": chain, "size": round(found["size"], 1), "colour": colour, "fill": fill,
        }  # fmt: skip
        if found["bold"]:
            made["bold"] = True
        self.lines.append(made)
        return made

    # ---- nodes
    def visit(self, node: Node, chain: list[str], owner: int, blocked: bool, within: str) -> None:
        for child in node.children:
            mark = self.ids.get(id(child), "")
            own = int(mark.split()[1]) if mark.startswith("overlay ") else self.owner_of(child, owner)
            at = chain
            if own != owner and own < len(self.tops) and self.tops[own].type == "popup":
                at = [self.popup(own, node, chain), *chain]
            inner = at
            made = None
            type_ = "popover" if own >= 1000 and own != owner else kinds.container_type(child, own != owner)
            if type_:
                got = self.seen(child.box, child.clip, own)
                if got is not None:
                    title = child.name if type_ in ("section", "form", "menu") and len(child.name) < 60 else None
                    id_ = self.container(type_, got[0], at, title or None, type_ if type_ in kinds.GROUPING else None)
                    self.ids[id(child)] = id_
                    inner = [id_, *at]
            if getattr(child, "count", 0) > MAX_CHILDREN and child.role in kinds.CONTAINERS and size(meet(child.box, child.clip)) > 6000:
                self.incomplete = True
            kind = kinds.kind_of(child)
            if kind:
                made = self.control(child, kind, at, own, blocked)
            elif child.role in kinds.TEXTS or (child.role in kinds.MANY_LINES and not child.children):
                self.text(child, inner, own)
            if made is None or child.role not in kinds.CLOSED:
                self.visit(child, inner, own, blocked, type_ or within)
            if child.role in kinds.MANY_LINES:
                self.passage(child, made, inner, own)

    def popup(self, owner: int, node: Node, chain: list[str]) -> str:
        """The container of a menu or list that opened in a window of its own; one for all that is on it."""
        if owner not in self.popups:
            title = node.name if node.role == "menu" and len(node.name) < 60 else None
            self.popups[owner] = self.container("menu", self.tops[owner].box, chain, title, "menu")
        return self.popups[owner]

    def untold(self) -> bool:
        """Whether a window or popup that shows has nothing on it that the applications told of."""
        told = self.told
        items = [c for c in self.controls if c["kind"] == "menu_item" and c["role"] != "menu_title"]
        if len(items) > 1 and sum(bool(c["text"]) for c in items) < 0.5 * len(items):
            return True  # GTK tells a menu's size of before it was laid out, now and then
        for k, top in enumerate(self.tops):
            if top.type in ("window", "dialog", "popup") and k not in told and int((self.first_owners == k).sum()) > 900:
                return True
        return False

    def control(self, node: Node, kind: str, chain: list[str], owner: int, blocked: bool) -> dict | None:
        box = kinds.real_box(node, self.pen)
        got = self.seen(box, node.clip, owner)
        if got is None or got[1] < LEAST or got[0][2] - got[0][0] < CONTROL_SIDE or got[0][3] - got[0][1] < CONTROL_SIDE:
            return None
        if kind == "menu_item" and role_in_menu(node) and not self.on_popup(owner):
            return None  # where it opened is not where it says it is
        if kind == "menu_item" and node.role == "list item" and owner == node.top and not (owner < len(self.tops) and self.tops[owner].type == "popup"):
            return None  # a drop-down that is closed still tells its items
        if kind == "row" and node.role in kinds.CELLS:
            return self.cell(node, chain, owner, blocked, got)
        if self.pen.drawn(got[0]) < (0.9 if kind in ("row", "menu_item") else 1.6):
            return None
        for old in self.controls:
            if old["kind"] == kind and overlap(tuple(old["box"]), got[0]) > 0.85 and overlap(got[0], tuple(old["box"])) > 0.85:
                return None
        c = self.blank(kind, got)
        c["containers"] = chain
        c["role"] = kinds.role_of(node, kind)
        c["states"] = kinds.states_of(node, kind) + (["blocked"] if blocked else [])
        self.words(c, node, got[0], owner)
        if kind in ("checkbox", "radio"):
            b = c["box"]
            if not c["text"] and b[2] - b[0] >= 20 * node.scale and b[2] - b[0] < 2.2 * (b[3] - b[1]):
                # Qt calls a tool button that stays down a check box.
                kind = c["kind"] = "button"
                c["role"], c["label"] = "toggle_button", None
                c["states"] = [{"checked": "pressed", "unchecked": "unpressed"}.get(x, x) for x in c["states"]]
                c["concept"] = self.concepts.of(c["english"] or "", c["name"], c["tooltip"] or "")
                self.glyphs(c, got[0], node)
            else:
                self.trim(c)
        if kind == "button" and c["role"] is None:
            c["role"] = "icon_button" if not c["text"] else None
        if c["role"] == "window_control":
            role = kinds.titled(c["name"] or c["tooltip"] or "", self.english)
            if role is None:
                return None
            concept, english = kinds.WINDOW_CONTROLS[role]
            c |= {"kind": "window_control", "role": role, "concept": concept, "english": english}
        self.told.add(owner if owner < 1000 else node.top)
        self.controls.append(c)
        self.of_node[id(node)] = c
        return c

    def words(self, c: dict, node: Node, box: Box, owner: int) -> None:
        """Text, name, tooltip, value, label, glyphs and lines of a control."""
        kind, name = c["kind"], re.sub(r"\s+", " ", node.name).strip()
        hint = node.description.strip()
        if kind == "field":
            self.field(c, node, box, owner, name, hint)
        else:
            line = None
            if name:
                self.asked += kinds.must_show(node, kind, box, name)
                line = self.pen.find(name, box, kinds.PREFER.get(kind, "any"), node.scale if node.scale else 1)
                if line is not None:
                    self.found += kinds.must_show(node, kind, box, name)
                    line = self.line(line, c, c["containers"], owner)
                    c["text"] = name if line is not None else ""
                elif kind in ("button", "row", "link") and (parts := self.pen.wrapped(name, box, node.scale)):
                    for part in parts:
                        self.line(part, c, c["containers"], owner)
                    c["text"] = name
            for label in [] if line else [n for n in node.walk() if n is not node and n.role in ("label", "static") and n.name][:4]:
                found = self.pen.find(label.name, meet(label.box, box), "any", node.scale)
                if found and (line := self.line(found, c, c["containers"], owner)):
                    c["text"] = f"{c['text']} {found['text']}".strip()
            c["name"] = name or c["text"] or hint or kinds.borrowed(node)
            if kind in ("checkbox", "radio", "switch", "slider"):
                c["label"] = c["text"] or kinds.label_of(node) or None
                if not c["name"]:
                    c["name"] = c["label"] or ""
        if kind == "slider":
            c["value"] = kinds.slider_value(node)
        if kind == "menu_item":
            c["shortcut"] = kinds.shortcut(node)
            if node.role == "menu" and c["role"] != "menu_title":
                c["submenu"] = True
            if c["shortcut"] and kind == "menu_item" and c["role"] != "menu_title":
                found = self.pen.find(c["shortcut"], (box[0] + (box[2] - box[0]) * 0.35, box[1], box[2], box[3]), "right", node.scale)
                if found:
                    self.line(found, c, c["containers"], owner)
        tip = hint or kinds.borrowed(node)
        if tip and tip != c["text"] and len(tip) < 160 and kind in ("button", "field", "tab", "menu_item", "icon"):
            c["tooltip"] = tip
        label = c["text"] or c["label"] or c["name"]
        c["english"] = self.english.of(label) or (label if not self.english.back else None)
        if kind in ("button", "menu_item", "tab", "icon"):
            c["concept"] = self.concepts.of(c["english"] or "", label, c["name"], tip or "")
        self.glyphs(c, box, node)

    def field(self, c: dict, node: Node, box: Box, owner: int, name: str, hint: str) -> None:
        value = kinds.field_value(node)
        label = kinds.label_of(node)
        combo = c["role"] == "combo"
        if combo and not value:
            value = name
        if value and not label and plain_same(name, value):
            name = ""
        c["value"] = value[:200] if value is not None else None
        c["placeholder"] = node.hint or None
        c["label"] = label or (name if name and name != value else None) or None
        c["name"] = name or label or c["placeholder"] or hint or ""
        shown = "•" * len(value) if c["role"] == "password" and value else (value or c["placeholder"])
        if shown and "multiline" not in c["states"] and "\n" not in shown:
            found = self.pen.find(shown, box, "left", node.scale)
            line = self.line(found, c, c["containers"], owner) if found else None
            if line is not None:
                c["text"] = shown

    def glyphs(self, c: dict, box: Box, node: Node) -> None:
        """The icon on a control: what is drawn beside its text, or all that is drawn where there is none."""
        kind = c["kind"]
        if kind not in ("button", "menu_item", "tab", "row", "icon", "window_control"):
            return
        lines = [line for line in self.lines if line["control"] is c]
        wide, high = box[2] - box[0], box[3] - box[1]
        if not lines:
            if kind in ("button", "icon", "window_control") and wide < 2.6 * high + 30 and high < 140:
                m = 2 if min(wide, high) > 14 else 0
                ink = self.pen.ink_box((box[0] + m, box[1] + m, box[2] - m, box[3] - m))
                if ink and min(ink[2] - ink[0], ink[3] - ink[1]) >= 5 and max(ink[2] - ink[0], ink[3] - ink[1]) <= 96:
                    c["glyphs"] = [self.glyph(ink, c["concept"])]
            return
        left = min(line["box"][0] for line in lines)
        top = min(line["box"][1] for line in lines)
        places = [(box[0] + 2, box[1] + 1, left - 2, box[3] - 1)]
        if kind in ("icon", "button") and top - box[1] > 12:
            places.append((box[0] + 2, box[1] + 1, box[2] - 2, top))
        for place in places:
            if place[2] - place[0] < 9 or place[3] - place[1] < 9:
                continue
            ink = self.pen.ink_box(place)
            if ink is None:
                continue
            w, h = ink[2] - ink[0], ink[3] - ink[1]
            if 7 <= w <= 130 and 7 <= h <= 130 and 0.4 < w / h < 2.5:
                c["glyphs"] = [self.glyph(ink, c["concept"] if kind != "row" else None)]
                return

    def trim(self, c: dict) -> None:
        """Check boxes are told as wide as the room they have: cut to what is drawn."""
        ink = self.pen.ink_box(tuple(c["box"]), 0.06, 8.0)
        if ink is None:
            return
        b = c["box"]
        box = (max(b[0], ink[0] - 3), max(b[1], ink[1] - 4), min(b[2], ink[2] + 4), min(b[3], ink[3] + 4))
        if box[2] - box[0] > 8 and box[3] - box[1] > 8:
            c["box"] = r1(box)
            c["point"] = [round((box[0] + box[2]) / 2, 1), round((box[1] + box[3]) / 2, 1)]

    def text(self, node: Node, chain: list[str], owner: int) -> None:
        """A label's lines."""
        name = (node.name or kinds.field_value(node) or "").strip()
        box = meet(node.box, node.clip)
        if not name or size(box) < 20:
            return
        self.asked += 1
        if "\n" not in name:
            found = self.pen.find(name, box, "any", node.scale)
            if found:
                self.found += 1
                self.told.add(owner if owner < 1000 else node.top)
                self.line(found, None, chain, owner)
                return
        parts = self.pen.wrapped(name, box, node.scale)
        self.found += bool(parts)
        if parts:
            self.told.add(owner if owner < 1000 else node.top)
        for part in parts:
            self.line(part, None, chain, owner)

    def passage(self, node: Node, control: dict | None, chain: list[str], owner: int) -> None:
        """Lines of a text view or a terminal, from the extents that the application tells of each."""
        for text, box in node.passages:
            found = self.pen.find(text, meet((box[0] - 3, box[1] - 2, box[2] + 3, box[3] + 2), node.clip), "left", node.scale, mono=True)
            if found:
                self.line(found, control, chain, owner)


def plain_same(a: str, b: str) -> bool:
    return a.strip().lower() == b.strip().lower()


def role_in_menu(node: Node) -> bool:
    """An entry of a menu, not a title on a menu bar."""
    return node.role != "list item" and node.parent is not None and node.parent.role in ("menu", "popup menu")
