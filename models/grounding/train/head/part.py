"""Parts of screens as screens of their own, so that the head meets dialogs alone and small windows.

What lay outside is gone: instructions for it point at nothing any more. Instructions that count or tell a place on the
screen would be wrong and are left out.
"""

from __future__ import annotations

import dataclasses
import random

import numpy as np

from dataset import Screen

KINDS = 15
"""Of elements, first in a row of `still`; then confidence, then where it lies (electron/grounding/actor/features.ts)."""
WHERE = KINDS + 1
FEWEST = 5
ABSENT = 0.5
"""At most so many absent ones for each that is there: those of the screen, and those whose target was cut away."""


def part_of(screen: Screen, chosen: list[int], rng: random.Random) -> tuple[Screen, list[int]]:
    """A rectangle of the screen with some of its things and those of the instructions that still hold; the screen itself when too little is left."""
    n = len(screen.boxes)
    box = screen.boxes
    about = box[rng.randrange(n)]
    w = screen.width * rng.uniform(0.2, 0.75)
    h = screen.height * rng.uniform(0.2, 0.8)
    left = float(np.clip((about[0] + about[2]) / 2 - w * rng.uniform(0.1, 0.9), 0, screen.width - w))
    top = float(np.clip((about[1] + about[3]) / 2 - h * rng.uniform(0.1, 0.9), 0, screen.height - h))
    right, bottom = left + w, top + h

    def inside(b: np.ndarray) -> np.ndarray:
        seen = (np.clip(np.minimum(b[:, 2], right) - np.maximum(b[:, 0], left), 0, None)
                * np.clip(np.minimum(b[:, 3], bottom) - np.maximum(b[:, 1], top), 0, None))
        return seen > 0.85 * np.maximum(1, (b[:, 2] - b[:, 0]) * (b[:, 3] - b[:, 1]))

    keep = np.flatnonzero(inside(box))
    if len(keep) < FEWEST:
        return screen, chosen
    told, gone = [], []
    for k in chosen:
        i = screen.instructions[k]
        if i["style"] in ("order", "look"):
            continue
        boxes = [b for b, ok in zip(i["boxes"], inside(np.array(i["boxes"], np.float32).reshape(-1, 4))) if ok]
        (told if boxes else gone).append((k, {**i, "boxes": [[b[0] - left, b[1] - top, b[2] - left, b[3] - top] for b in boxes]}))
    if len(told) < 2:
        return screen, chosen
    told += rng.sample(gone, min(len(gone), 1 + int(ABSENT * len(told))))
    moved = (box[keep] - np.array([left, top, left, top], np.float32)).clip(0)
    moved = np.minimum(moved, np.array([w, h, w, h], np.float32))
    still = screen.still[keep].copy()
    x1, y1, x2, y2 = moved.T
    still[:, WHERE + 0] = (x1 + x2) / w - 1
    still[:, WHERE + 1] = (y1 + y2) / h - 1
    still[:, WHERE + 4 : WHERE + 8] = np.stack([x1 / w, y1 / h, 1 - x2 / w, 1 - y2 / h], 1)
    still[:, WHERE + 14], still[:, WHERE + 15] = (x2 - x1) / w, (y2 - y1) / h
    own = still[:, WHERE + 13] > 0.5
    # Without a window list the screen is the window.
    still[~own, WHERE + 8] = still[~own, WHERE + 0]
    still[~own, WHERE + 9] = still[~own, WHERE + 1]
    unit4 = screen.unit * 4
    still[~own, WHERE + 10] = np.minimum(2, y1[~own] / unit4)
    still[~own, WHERE + 11] = np.minimum(2, (h - y2[~own]) / unit4)
    part = dataclasses.replace(
        screen, width=int(w), height=int(h), boxes=moved, texts=[screen.texts[i] for i in keep], still=still,
        icons=screen.icons[keep], said=screen.said[np.ix_([k for k, _ in told], keep)], instructions=[i for _, i in told],
    )
    return part, list(range(len(told)))
