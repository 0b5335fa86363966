"""Scenes from truth files (data/schema.md)."""

from __future__ import annotations

import json
from pathlib import Path

from .scene import Control, Line, Scene

GROUPS = {
    "toolbar", "sidebar", "menu", "panel", "header", "table", "list", "form", "grid", "dock", "menubar", "titlebar", "tabs", "card",
}
"""Container types that a person names; others are left out."""
SAID = {"menubar": "menu bar", "titlebar": "title bar", "tabs": "tab bar"}


def from_truth(truth: dict) -> Scene:
    """The scene of one truth file. Controls below a modal dialog stay, marked `blocked`: they are seen, not meant."""
    containers = {c["id"]: c for c in truth["containers"]}
    order = {id_: i for i, id_ in enumerate(truth["windows"])}
    controls: list[Control] = []
    for c in truth["controls"]:
        chain = [containers[i] for i in c["containers"] if i in containers]
        window = next((k for k in chain if k["type"] in ("window", "dialog")), None)
        section = next((k for k in chain if k["type"] in ("section", "card", "form") and k["title"]), None)
        group = next((k for k in chain if k["type"] in GROUPS), None)
        glyph = (c.get("glyphs") or [{}])[0]
        place = c.get("place") or {}
        fill = c.get("fill")
        controls.append(
            Control(
                id=c["id"],
                kind=c["kind"],
                box=tuple(c["box"]),
                text=c.get("text") or "",
                name=c.get("name") or "",
                concept=c.get("concept") or "",
                icon=glyph.get("name") or "",
                label=c.get("label") or "",
                fill=tuple(fill) if fill else None,
                states=frozenset(c.get("states") or ()),
                index=place.get("index", -1),
                count=place.get("count", 0),
                window=(window or {}).get("title") or "",
                window_index=order.get((window or {}).get("id", ""), -1),
                dialog=(window or {}).get("type") == "dialog",
                section=(section or {}).get("title") or "",
                within=SAID.get(group["type"], group["type"]) if group else "",
                role=c.get("role") or "",
                english=c.get("english") or "",
                point=tuple(c["point"]) if c.get("point") else None,
                group=place.get("group", ""),
                value=c.get("value") if isinstance(c.get("value"), str) else "",
                placeholder=c.get("placeholder") or "",
                tooltip=c.get("tooltip") or "",
            )
        )
    lines = [Line(x["text"], tuple(x["box"])) for x in truth["lines"]]
    return Scene(truth["width"], truth["height"], truth.get("language", "en"), controls, lines)


def load(file: Path) -> Scene:
    return from_truth(json.loads(file.read_text()))
