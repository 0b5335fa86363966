"""AT-SPI roles as kinds, finer roles, states and containers: tables, and the few questions that only a toolkit can answer."""

from __future__ import annotations

import re

from display import Top
from tree import Node, size
from words import English, plain

Box = tuple[float, float, float, float]

KINDS = {
    "push button": "button", "toggle button": "button", "push button menu": "button", "column header": "button", "table column header": "button",
    "check box": "checkbox", "radio button": "radio", "switch": "switch",
    "combo box": "field", "entry": "field", "text": "field", "password text": "field", "spin button": "field", "date editor": "field", "autocomplete": "field", "editbar": "field",
    "slider": "slider", "dial": "slider", "page tab": "tab",
    "menu": "menu_item", "menu item": "menu_item", "check menu item": "menu_item", "radio menu item": "menu_item", "tearoff menu item": "menu_item",
    "list item": "row", "table cell": "row", "tree item": "row", "icon": "icon", "link": "link", "image": "image",
}  # fmt: skip
TEXTS = frozenset(("label", "static", "caption", "heading", "tool tip", "info bar"))
MANY_LINES = frozenset(("text", "terminal"))
CELLS = frozenset(("table cell", "tree item"))
CLOSED = frozenset(("combo box", "check box", "radio button", "spin button", "slider", "icon", "entry", "password text"))
"""Roles whose insides are no controls of their own (drop-downs that are open are popups and are looked into)."""
POPPING = frozenset(("menu", "popup menu", "combo box", "window"))
POPUPS = frozenset(("popup menu", "window", "tool tip"))
GROUPING = frozenset(("toolbar", "menu", "menubar", "list", "table", "tabs", "radio_group", "grid"))
PREFER = {"menu_item": "left", "row": "left", "checkbox": "left", "radio": "left", "tab": "centre", "button": "centre"}
CONTAINERS = {
    "menu bar": "menubar", "tool bar": "toolbar", "page tab list": "tabs", "list": "list", "list box": "list", "table": "table", "tree table": "table", "tree": "table",
    "popup menu": "menu", "form": "form", "status bar": "statusbar", "info bar": "notification", "layered pane": "grid", "dialog": "dialog", "alert": "dialog",
}  # fmt: skip
WINDOW_CONTROLS = {"close": ("close", "Close"), "minimise": ("window_min", "Minimise"), "maximise": ("window_max", "Maximise"), "restore": ("window_restore", "Restore")}
CONTROL_NAMES = {"close": "Close", "minimise": "Minimise", "maximise": "Maximise", "restore": "Restore"}


def kind_of(node: Node) -> str | None:
    """The kind, or None for structure, pure text and what is not to be pointed at."""
    kind = KINDS.get(node.role)
    if kind is None:
        return None
    box = node.box
    w, h = (box[2] - box[0]) / node.scale, (box[3] - box[1]) / node.scale
    if w < 5 or h < 5:
        return None
    if node.role == "text" and "editable" not in node.states:
        return None
    if node.role == "image":
        return "image" if w >= 40 and h >= 40 else None
    if node.role == "toggle button" and not node.name and not node.children and 1.5 < w / h < 3.2 and 36 <= w <= 70 and node.toolkit.lower().startswith("gtk") and "toggle" in node.actions:
        return "switch"
    if _office_drop_down(node):
        return "field"
    if node.role == "icon" and node.parent is not None and node.parent.role in ("text", "entry", "password text"):
        return "button"
    if node.role == "table cell" and any(p.role == "icon" for p in node.up()):
        return None
    if kind == "row" and node.role == "list item":
        if any(p.role == "combo box" for p in node.up()):
            return "menu_item"
        if h > 44 and w < 2.4 * h and node.parent is not None and _grid(node):
            return "icon"
    if kind == "menu_item" and not node.name.strip():
        return None
    if kind == "link" and not node.name.strip():
        return None
    return kind


def _office_drop_down(node: Node) -> bool:
    """LibreOffice builds its drop-downs of a nameless toggle button."""
    w, h = node.box[2] - node.box[0], node.box[3] - node.box[1]
    return node.role == "toggle button" and node.app == "soffice" and not node.name and w > 2.6 * h and "expandable" not in node.states


def _grid(node: Node) -> bool:
    """Whether a list puts its items side by side."""
    brothers = node.parent.children if node.parent else []
    return sum(abs(b.box[1] - node.box[1]) < 4 for b in brothers) > 1 or len(brothers) == 1


def role_of(node: Node, kind: str) -> str | None:
    role = node.role
    if kind == "field":
        if role in ("combo box", "toggle button"):
            return "combo"
        if role == "spin button":
            return "spin"
        if role == "password text":
            return "password"
        if "multi_line" in node.states:
            return "editor"
        return None
    if kind == "menu_item":
        if node.parent is not None and node.parent.role == "menu bar":
            return "menu_title"
        return "option" if role == "list item" or any(p.role == "combo box" for p in node.up()) else None
    if role in ("column header", "table column header"):
        return "column_header"
    if role == "toggle button" and kind == "button":
        return "toggle_button"
    if kind == "icon":
        return "file"
    if kind == "row":
        return "list_row"
    if kind == "button" and is_title_button(node):
        return "window_control"
    return None


def is_title_button(node: Node) -> bool:
    """One of the buttons in a title bar that the program draws itself."""
    top = next((p for p in node.up() if p.parent is None), None)
    if top is None or top.role not in ("frame", "dialog") or not node.toolkit.lower() == "gtk":
        return False
    names = ("close", "minimize", "maximize", "restore")
    english = plain(node.name)
    high = 60 * node.scale
    return node.box[1] < top.box[1] + high and (english in names or english in LOCAL) and (node.box[0] - top.box[0] < 160 * node.scale or top.box[2] - node.box[2] < 160 * node.scale)


LOCAL = frozenset(plain(x) for x in ("Schließen", "Minimieren", "Maximieren", "Wiederherstellen", "Cerrar", "Minimizar", "Maximizar", "Restaurar", "Fermer", "Minimiser", "Maximiser", "Réduire", "Restaurer", "关闭", "最小化", "最大化", "恢复", "还原"))


def titled(name: str, english: English) -> str | None:
    """Which button of a title bar a name means."""
    word = plain(english.of(name) or name)
    table = {"close": "close", "schließen": "close", "cerrar": "close", "fermer": "close", "关闭": "close", "restore": "restore", "wiederherstellen": "restore", "restaurar": "restore", "restaurer": "restore", "恢复": "restore", "还原": "restore"}
    for start, role in (("mini", "minimise"), ("réduire", "minimise"), ("最小", "minimise"), ("maxi", "maximise"), ("最大", "maximise")):
        if word.startswith(start):
            return role
    return table.get(word)


def title_buttons(top: Top, buttons: list[Box], letters: str, titles: list[Box]) -> list[tuple[Box, str]]:
    """Which of the window manager's small windows is which button; nothing where they cannot be told apart for sure."""
    dialog = top.type == "dialog"
    left, right = letters.split("L") if "L" in letters else ("", letters)
    roles = {"C": "close", "I": "minimise", "M": "maximise", "N": "icon"}
    middle = titles[-1] if titles else None
    if titles:
        middle = min(titles, key=lambda b: b[2] - b[0])
    centre = (middle[0] + middle[2]) / 2 if middle else (top.box[0] + top.box[2]) / 2
    sides = ([b for b in buttons if (b[0] + b[2]) / 2 < centre], [b for b in buttons if (b[0] + b[2]) / 2 >= centre])
    out: list[tuple[Box, str]] = []
    for side, order in zip(sides, (left, right)):
        if len(side) == len(order):
            out += [(b, roles[k]) for b, k in zip(side, order)]
            continue
        fewer = [k for k in order if not (dialog and k in "M") ]
        if len(side) == len(fewer):
            out += [(b, roles[k]) for b, k in zip(side, fewer)]
            continue
        fewer = [k for k in order if not (dialog and k in "IM")]
        if len(side) == len(fewer):
            out += [(b, roles[k]) for b, k in zip(side, fewer)]
        else:
            return []
    return out


def states_of(node: Node, kind: str) -> list[str]:
    s, out = node.states, []
    tick = kind in ("checkbox", "radio", "switch") or node.role in ("check menu item", "radio menu item")
    if tick:
        out.append("mixed" if "indeterminate" in s else "checked" if "checked" in s or (kind == "switch" and "pressed" in s) else "unchecked")
    elif node.role == "toggle button":
        out.append("pressed" if "pressed" in s or "checked" in s else "unpressed")
    if "sensitive" not in s and "enabled" not in s:
        out.append("disabled")
    if "focused" in s:
        out.append("focused")
    if "selected" in s and kind in ("tab", "row", "icon", "menu_item") and not (node.role == "menu"):
        out.append("selected")
    if kind == "field" and "multi_line" in s:
        out.append("multiline")
    if kind in ("menu_item", "row") and node.role in ("menu", "tree item") or (kind == "field" and node.role == "combo box"):
        if "expanded" in s or ("selected" in s and node.role == "menu"):
            out.append("expanded")
        elif "expandable" in s:
            out.append("collapsed")
    return out


def row_role(node: Node, cells: int) -> str:
    if node.role == "tree item" or any(p.role in ("tree", "tree table") for p in node.up()):
        return "tree_row"
    return "table_row" if cells > 1 else "list_row"


def container_type(node: Node, popup: bool) -> str | None:
    if node.role in ("menu", "combo box", "window") and popup:
        return "menu"
    if node.role == "menu" and any(c.box != (0, 0, 0, 0) for c in node.children) and node.parent is not None and any(size(c.box) > 60 for c in node.children):
        return None
    if node.role in ("panel", "grouping") and node.name and size(node.box) > 1500:
        return "section"
    return CONTAINERS.get(node.role)


def is_overlay(node: Node, root: Node) -> bool:
    """A popover: GTK 3 draws it inside its window, last among the window's children."""
    return node.parent is root and node.role in ("panel", "popup menu", "dialog", "alert") and "modal" in node.states or node.role == "popover"


def window_type(node: Node, top: Top) -> str:
    return "dialog" if top.type == "dialog" or node.role in ("dialog", "alert", "file chooser", "color chooser", "font chooser") else "window"


def must_show(node: Node, kind: str, box: Box, name: str) -> bool:
    """Whether the name of a control is surely written on it, so that not finding it says something about the box."""
    return kind in ("menu_item", "checkbox", "radio", "tab") and len(name) > 1 and box[2] - box[0] > 5 * len(name) * node.scale


def real_box(node: Node, pen) -> Box:
    """Where the control is, when a toolkit tells the box of its label only."""
    b = node.box
    if node.role == "toggle button" and b[3] - b[1] > 52 * node.scale and b[2] - b[0] > 80 * node.scale and any(c.role not in ("label", "image", "icon") for c in node.children):
        # An expander is told with all that it holds: its head is what can be clicked.
        first = min((c.box[1] for n in node.children for c in n.walk() if c.role not in ("panel", "filler") and size(c.box) > 0 and c.box[1] > b[1] + 8), default=b[1] + 24 * node.scale)
        return (b[0], b[1], b[2], max(b[1] + 14 * node.scale, min(first, b[1] + 30 * node.scale)))
    if node.role == "page tab" and node.toolkit.lower() == "gtk" and node.parent is not None:
        brothers = [t for t in node.parent.children if t.role == "page tab" and size(t.box) > 0]
        book, page = node.parent.box, next((c.box for c in node.children if size(c.box) > 4 * size(b)), None)
        across = sorted(t.box for t in brothers if abs(t.box[1] - b[1]) < 6)
        pad = 10 * node.scale
        if len(across) > 1:
            gaps = [q[0] - p[2] for p, q in zip(across, across[1:]) if q[0] >= p[2]]
            pad = min(gaps) / 2 if gaps else 0
        if len(across) > 1 or len(brothers) == 1:
            top, bottom = b[1] - 6 * node.scale, b[3] + 6 * node.scale
            if page is not None and page[1] >= b[3] - 1 and page[1] - book[1] < 90 * node.scale:
                top, bottom = book[1], page[1]
            return (max(book[0], b[0] - pad), max(book[1], top), min(book[2], b[2] + pad), bottom)
    return b


def label_of(node: Node) -> str:
    """The text that labels a control: by relation, else by what stands left of it or above it among its neighbours."""
    if node.labelled:
        return node.labelled
    if node.parent is None:
        return ""
    b = node.box
    place = [n for n in node.parent.children if n is not node and n.role in ("label", "static") and n.name.strip()]
    left = [n for n in place if n.box[2] <= b[0] + 4 and n.box[1] < (b[1] + b[3]) / 2 < n.box[3] and b[0] - n.box[2] < 260 * node.scale]
    if left:
        return max(left, key=lambda n: n.box[2]).name.strip().rstrip(":：").strip()
    return ""


def field_value(node: Node) -> str:
    if node.role == "combo box":
        for n in node.walk():
            if n is not node and n.role in ("text", "entry") and n.text.strip():
                return n.text.strip()
        if node.name and node.toolkit.lower() == "gtk":
            return node.name
    return node.text.replace("\ufffc", "").strip()


def slider_value(node: Node) -> str | None:
    return None if node.value is None else str(round(node.value))


def shortcut(node: Node) -> str | None:
    """As it is written: `<Primary>o` is Ctrl+O."""
    raw = node.keys
    parts = [p for p in re.split(r"[;]", raw) if p]
    raw = parts[-1] if parts else ""
    if not raw or ("<" not in raw and not re.fullmatch(r"F\d+|Delete|(Ctrl|Shift|Alt)\+.*", raw)):
        return None
    raw = raw.replace("<Primary>", "Ctrl+").replace("<Control>", "Ctrl+").replace("<Shift>", "Shift+").replace("<Alt>", "Alt+").replace("<Super>", "Super+")
    head, _, key = raw.rpartition("+")
    key = {"comma": ",", "plus": "+", "minus": "-", "period": ".", "equal": "=", "slash": "/", "Page_Up": "Page Up", "Page_Down": "Page Down"}.get(key, key)
    words = head.split("+") if head else []
    words = sorted(set(words), key=lambda w: ("Shift", "Ctrl", "Alt", "Super").index(w) if w in ("Shift", "Ctrl", "Alt", "Super") else 9)
    return "+".join([*words, key.upper() if len(key) == 1 else key]) if key else None


def borrowed(node: Node) -> str:
    """GTK's tool items are panels around a button; the tooltip hangs on the panel."""
    p = node.parent
    for _ in range(2):
        if p is None or p.role not in ("panel", "filler", "tool bar") or len(p.children) != 1:
            return ""
        if name := (p.name or p.description).strip():
            return name
        p = p.parent
    return ""
