"""Rows of lists and tables, joined from the cells that toolkits tell."""

from __future__ import annotations

import re

import kinds
from tree import Node, meet, size

LEAST = 0.25


class Rows:
    """The part of the truth's builder (truth.py) that deals with cells. They are kept until all are known."""

    def cell(self, node: Node, chain: list[str], owner: int, blocked: bool, got) -> dict | None:
        """Cells are kept until all are known, then joined to rows."""
        self.cells.append((node, chain, owner, blocked, got))
        return None

    @property
    def cells(self) -> list:
        if not hasattr(self, "_cells"):
            self._cells: list = []
        return self._cells

    def rows(self) -> None:
        """Cells of one table at one height are one row; a tick in a cell is a checkbox of its own."""
        groups: dict[tuple, list] = {}
        for item in self.cells:
            node = item[0]
            parent = next((p for p in node.up() if p.role not in ("table row", "tree item", "table cell")), node.parent)
            groups.setdefault((id(parent), round(node.box[1]), round(node.box[3])), []).append((item, parent))
        for members in groups.values():
            items = sorted((m[0] for m in members), key=lambda m: m[0].box[0])
            node, chain, owner, blocked, _ = items[0]
            parent = members[0][1]
            x1 = min(i[0].box[0] for i in items)
            x2 = max(i[0].box[2] for i in items)
            table = parent.box if parent is not None and size(parent.box) > 0 else node.clip
            box = (min(x1, table[0]) if x1 - table[0] < 80 * node.scale else x1, node.box[1], max(x2, table[2] - 1) if table[2] - x2 < 60 * node.scale else x2, node.box[3])
            box = meet(box, meet(table, node.clip))
            got = self.seen(box, node.clip, owner)
            if got is None or got[1] < LEAST or got[0][3] - got[0][1] < 7:
                continue
            if not any(i[0].name.strip() for i in items) and self.pen.drawn(box) < 3:
                continue
            popup = self.on_popup(owner) and owner < 1000
            c = self.blank("menu_item" if popup else "row", got)
            c |= {"role": "option" if popup else kinds.row_role(node, len(items)), "containers": chain, "states": []}
            if any("selected" in i[0].states for i in items):
                c["states"].append("selected")
            for flag in ("expanded", "expandable"):
                if any(flag in i[0].states for i in items):
                    c["states"].append("expanded" if flag == "expanded" else "collapsed")
                    break
            if blocked:
                c["states"].append("blocked")
            texts = []
            for cell, _, _, _, cell_got in items:
                name = re.sub(r"\s+", " ", cell.name).strip()
                if name:
                    found = self.pen.find(name, cell_got[0], "any", cell.scale)
                    self.asked += 1
                    if found:
                        self.found += 1
                        if self.line(found, c, chain, owner) is not None:
                            texts.append(name)
                elif "checkable" in cell.states or "checked" in cell.states:
                    self.tick(cell, cell_got, chain, owner, blocked, items)
            if not texts and not self.pen.drawn(box) > 3:
                continue
            c["text"] = " ".join(texts)
            c["name"] = c["text"] or " ".join(i[0].name for i in items if i[0].name)
            c["english"] = self.english.of(c["text"]) or (c["text"] if not self.english.back else None)
            self.told.add(owner if owner < 1000 else node.top)
            self.controls.append(c)
            self.glyphs(c, (got[0][0], got[0][1], got[0][2], got[0][3]), node)

    def tick(self, cell: Node, got, chain: list[str], owner: int, blocked: bool, items) -> None:
        ink = self.pen.ink_box(got[0])
        if ink is None or not 8 <= ink[2] - ink[0] <= 50 or not 8 <= ink[3] - ink[1] <= 50:
            return
        c = self.blank("checkbox", (ink, got[1], ((ink[0] + ink[2]) / 2, (ink[1] + ink[3]) / 2)))
        label = next((i[0].name for i in items if i[0].name.strip()), "")
        c |= {"containers": chain, "states": ["checked" if "checked" in cell.states else "unchecked"] + (["blocked"] if blocked else []), "label": label or None, "name": label, "english": self.english.of(label) or (label if not self.english.back else None)}
        self.controls.append(c)
