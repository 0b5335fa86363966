"""Walks a program through its states like a hurried person: menus, dialogs, tabs, drop-downs, context menus, tooltips.

Clicks go to the middle of the boxes that the truth tells, so a program that answers also shows that they are right.
Nothing is confirmed: dialogs are left with Escape or closed.
"""

from __future__ import annotations

import random
import re
import time
from dataclasses import dataclass

from display import Display, Top
from kinds import is_overlay
from session import Desk
from tree import Node, Reader, meet, size

NEVER = re.compile(
    r"quit|exit|close|log ?out|shut ?down|restart|reboot|suspend|lock|delete|remove|trash|beenden|schließen|löschen|entfernen|salir|cerrar|eliminar|quitter|fermer|supprimer|退出|关闭|删除"
    r"|fullscreen|full screen|vollbild|pantalla completa|plein écran|全屏|new window|neues fenster|send|kill|terminate|stop|help contents|online|report|web ?site|home ?page|https?:|www",
    re.IGNORECASE,
)
BUTTONS = ("push button", "toggle button", "push button menu")


@dataclass
class Spot:
    """Something that can be used: a node, and how."""

    way: str
    node: Node


class Driver:
    """Drives what is in front."""

    def __init__(self, desk: Desk, reader: Reader, rng: random.Random, snap):
        self.desk, self.reader, self.rng, self.snap = desk, reader, rng, snap
        self.d: Display = desk.display

    def front(self) -> Top | None:
        active = self.d.active()
        return next((t for t in self.d.tops() if t.client == active), None)

    def spots(self, tops: list[Top], nodes: list[Node], client: int) -> list[Spot]:
        out: list[Spot] = []
        owners = self.d.owners(tops)
        for root in nodes:
            if tops[root.top].client != client:
                continue
            for n in root.walk():
                b = meet(n.box, n.clip)
                if size(b) < 40 or "sensitive" not in n.states and "enabled" not in n.states:
                    continue
                x, y = (b[0] + b[2]) / 2, (b[1] + b[3]) / 2
                if not (0 <= x < self.d.width and 0 <= y < self.d.height) or owners[int(y), int(x)] != root.top:
                    continue
                if n.role == "menu" and n.parent is not None and n.parent.role == "menu bar":
                    out.append(Spot("menu", n))
                elif n.role == "page tab" and "selected" not in n.states:
                    out.append(Spot("tab", n))
                elif n.role == "combo box":
                    out.append(Spot("combo", n))
                elif n.role in BUTTONS and not NEVER.search(n.name or "x"):
                    out.append(Spot("popup" if "has_popup" in n.states else "button", n))
                    if not n.name or (b[2] - b[0]) < 60 * n.scale:
                        out.append(Spot("hover", n))
                elif n.role in ("list item", "table cell", "tree item", "icon"):
                    out.append(Spot("row", n))
                    out.append(Spot("context", n))
                elif n.role in ("text", "entry") and "editable" in n.states:
                    out.append(Spot("field", n))
                    out.append(Spot("context", n))
                elif n.role in ("check box", "radio button"):
                    out.append(Spot("tick", n))
        return out

    WEIGHTS = {"menu": 10.0, "tab": 5.0, "combo": 3.0, "popup": 4.0, "button": 3.0, "hover": 1.6, "row": 1.6, "context": 2.0, "field": 1.4, "tick": 0.8}

    def choose(self, spots: list[Spot], used: dict) -> Spot | None:
        """One of the ways, then one of its spots; what was used is used less."""
        by_way: dict[str, list[Spot]] = {}
        for s in spots:
            by_way.setdefault(s.way, []).append(s)
        if not by_way:
            return None
        ways = sorted(by_way)
        way = self.rng.choices(ways, [self.WEIGHTS[w] / (1 + 0.7 * used.get(w, 0)) for w in ways])[0]
        fresh = [s for s in by_way[way] if (way, s.node.name, s.node.role) not in used]
        spot = self.rng.choice(fresh or by_way[way])
        used[way] = used.get(way, 0) + 1
        used[(way, spot.node.name, spot.node.role)] = 1
        return spot

    def act(self, spot: Spot) -> None:
        b = meet(spot.node.box, spot.node.clip)
        x, y = (b[0] + b[2]) / 2, (b[1] + b[3]) / 2
        way = spot.way
        if way == "hover":
            self.d.move(x, y)
            self.d.move(x + 1, y)
            time.sleep(0.9)
        elif way == "context":
            self.d.click(min(x, b[0] + 60), y, 3)
        elif way == "field":
            self.d.click(min(x, b[0] + 40), y)
            if self.rng.random() < 0.6:
                time.sleep(0.1)
                self.d.type(self.rng.choice(("note", "plan 7", "test", "winter", "1 2 3", "list")))
        elif way in ("tick",):
            self.d.click(b[0] + min(9 * spot.node.scale, (b[2] - b[0]) / 2), y)
        elif way == "row":
            self.d.click(min(x, b[0] + 50), y)
        else:
            self.d.click(x, y)
        time.sleep(0.25)

    def leave(self, keep: set[int], tries: int = 4) -> None:
        """Back to the main windows: Escape, then closing what came."""
        for attempt in range(tries):
            tops = self.d.tops()
            popups = [t for t in tops if t.type == "popup" and t.box[2] - t.box[0] > 30]
            extra = [t for t in tops if t.type in ("window", "dialog") and t.client not in keep]
            if not popups and not extra:
                return
            self.d.key("Escape")
            time.sleep(0.2)
            if extra and attempt > 0:
                self.d.close(extra[-1].client)
                time.sleep(0.3)
        self.d.move(2, self.d.height - 3)

    def menu_items(self, before: set[int]) -> tuple[list[Node], list[Node]]:
        """Items that show on popups: plain ones and those with a menu of their own."""
        tops = self.d.tops()
        owners = self.d.owners(tops)
        fresh = {i for i, t in enumerate(tops) if t.type == "popup" and t.id not in before}
        plain, subs = [], []
        if not fresh:
            return plain, subs
        pids = {tops[i].pid for i in fresh}
        for root in self.reader.read(tops, pids, picture=self.d.grab()):
            for n in root.walk():
                if n.role not in ("menu item", "menu", "check menu item", "radio menu item") or not n.name:
                    continue
                x, y = int((n.box[0] + n.box[2]) / 2), int((n.box[1] + n.box[3]) / 2)
                if 0 <= x < self.d.width and 0 <= y < self.d.height and int(owners[y, x]) in fresh and ("sensitive" in n.states or "enabled" in n.states):
                    (subs if n.role == "menu" or (n.role == "menu item" and n.children) else plain).append(n)
        return plain, subs

    def dialog(self, main: set[int], budget: int) -> None:
        """Looks round in a dialog that came up."""
        self.snap("dialog")
        used: dict = {}
        for _ in range(budget):
            front = self.front()
            if front is None or front.client in main:
                return
            tops = self.d.tops()
            spots = [s for s in self.spots(tops, self.reader.read(tops, {front.pid}, picture=self.d.grab()), front.client) if s.way in ("tab", "combo", "tick", "field", "row", "hover")]
            spot = self.choose(spots, used)
            if spot is None:
                return
            known = {t.id for t in tops}
            self.act(spot)
            self.snap(f"dialog {spot.way}")
            if any(t.type == "popup" and t.id not in known for t in self.d.tops()):
                self.d.key("Escape")
                time.sleep(0.15)

    def round(self, client: int, main: set[int], used: dict) -> None:
        """One action in a main window and what follows from it."""
        rng = self.rng
        tops = self.d.tops()
        top = next((t for t in tops if t.client == client), None)
        if top is None:
            return
        spots = self.spots(tops, self.reader.read(tops, {top.pid}, picture=self.d.grab()), client)
        spot = self.choose(spots, used)
        if spot is None:
            self.d.key("Escape")
            time.sleep(0.2)
            self.snap("plain")
            used["nothing"] = used.get("nothing", 0) + 1
            return
        before = {t.id for t in tops}
        clients = set(self.d.clients())
        self.act(spot)
        if set(self.d.clients()) - clients:
            time.sleep(0.5)
            self.dialog(main, rng.randint(0, 2))
            self.leave(main)
            return
        popped = [t for t in self.d.tops() if t.type == "popup" and t.id not in before and t.box[2] - t.box[0] > 30]
        if not popped or rng.random() < (0.5 if used.get("menu", 0) > 4 else 0.9):
            self.snap(spot.way)
        if not popped and spot.way in ("button", "popup") and self.popover(client):
            self.d.key("Escape")
            time.sleep(0.2)
        if popped and spot.way in ("menu", "popup", "context", "button"):
            self.in_menu(before, main)
        if popped:
            self.leave(main)

    def popover(self, client: int) -> bool:
        """Whether one is open inside the window: no window of its own tells it."""
        tops = self.d.tops()
        pids = {t.pid for t in tops if t.client == client}
        return any(is_overlay(n, root) for root in self.reader.read(tops, pids, picture=self.d.grab()) for n in root.children)

    def in_menu(self, before: set[int], main: set[int]) -> None:
        rng = self.rng
        items, subs = self.menu_items(before)
        if subs and rng.random() < 0.4:
            n = rng.choice(subs)
            self.d.move((n.box[0] + n.box[2]) / 2, (n.box[1] + n.box[3]) / 2)
            self.d.move((n.box[0] + n.box[2]) / 2 + 2, (n.box[1] + n.box[3]) / 2)
            time.sleep(0.5)
            self.snap("submenu")
            if rng.random() < 0.6:
                return
        good = [n for n in items if not NEVER.search(n.name)]
        opening = [n for n in good if n.name.rstrip().endswith(("…", "..."))]
        pick = rng.choice(opening) if opening and rng.random() < 0.85 else rng.choice(good) if good and rng.random() < 0.5 else None
        if pick is None:
            return
        clients = set(self.d.clients())
        self.d.click((pick.box[0] + pick.box[2]) / 2, (pick.box[1] + pick.box[3]) / 2)
        for _ in range(12):
            time.sleep(0.15)
            if set(self.d.clients()) - clients:
                break
        if set(self.d.clients()) - clients:
            time.sleep(0.5)
            self.dialog(main, rng.randint(1, 3))
            self.leave(main)
        elif rng.random() < 0.5:
            self.snap("after menu")
