"""The last step of a truth: ids, texts of controls, places in groups, lines that label; and small geometry."""

from __future__ import annotations

import numpy as np

from tree import meet, size
from words import plain

Box = tuple[float, float, float, float]


def r1(box: Box) -> list[float]:
    return [round(float(v), 1) for v in box]


def overlap(a: Box, b: Box) -> float:
    return size(meet(a, b)) / max(1.0, size(a))


def finish(controls: list[dict], lines: list[dict], containers: list[dict]) -> None:
    """Ids in reading order of what came, texts joined to their controls, places in groups, label lines."""
    lines.sort(key=lambda line: (line["box"][1], line["box"][0]))
    keep = {id(c) for c in controls}
    for i, c in enumerate(controls):
        c["id"] = f"e{i}"
    for i, line in enumerate(lines):
        line["id"] = f"t{i}"
        owner = line["control"]
        if owner is not None and id(owner) in keep:
            owner.setdefault("lines", []).append(line["id"])
            line["control"] = owner["id"]
        else:
            line["control"] = None
    groups: dict[str, list[dict]] = {}
    kinds_of = {k["id"]: k for k in containers}
    for c in controls:
        g = next((i for i in c["containers"] if kinds_of[i]["group"]), None)
        if g:
            groups.setdefault(g, []).append(c)
    for g, members in groups.items():
        for i, (c, row, column) in enumerate(reading_order(members)):
            c["place"] = {"group": g, "index": i, "count": len(members), "row": row, "column": column}
    for c in controls:
        if c["label"]:
            want = plain(c["label"])
            near = [line for line in lines if plain(line["text"]) == want]
            cx, cy = (c["box"][0] + c["box"][2]) / 2, (c["box"][1] + c["box"][3]) / 2
            near.sort(key=lambda line: np.hypot((line["box"][0] + line["box"][2]) / 2 - cx, 3 * ((line["box"][1] + line["box"][3]) / 2 - cy)))
            c["labelLine"] = near[0]["id"] if near else None


def reading_order(members: list[dict]) -> list[tuple[dict, int, int]]:
    """Members with their row and column, from the top and the left."""
    out: list[tuple[dict, int, int]] = []
    rest = sorted(members, key=lambda c: (c["box"][1] + c["box"][3]) / 2)
    bands: list[list[dict]] = []
    for c in rest:
        middle = (c["box"][1] + c["box"][3]) / 2
        if bands and bands[-1][0]["box"][1] <= middle <= bands[-1][0]["box"][3]:
            bands[-1].append(c)
        else:
            bands.append([c])
    for row, band in enumerate(bands):
        for column, c in enumerate(sorted(band, key=lambda c: c["box"][0])):
            out.append((c, row, column))
    return out
