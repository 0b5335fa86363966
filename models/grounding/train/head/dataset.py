"""Batches for the actor head from prepared and embedded screens (prepare.py, embed.py)."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from features import KINDS, UNIT, geometry, lexical
from model import CROSS_DIM, ICON_DIM, KIND_DIM, TEXT_DIM

PATCH = 16
"""Edge of a patch in pixels at scale 1."""
MOST_ELEMENTS = 220
MOST_WORDS = 32


@dataclass
class Screen:
    """One screen, ready for any of its instructions. Boxes are pixels."""

    name: str
    width: int
    height: int
    scale: float
    boxes: np.ndarray
    kinds: np.ndarray
    scores: np.ndarray
    looks: np.ndarray
    texts: list[str]
    text_points: np.ndarray
    icons: np.ndarray
    """(n, ICON_DIM + 1): point and how surely it is an icon; zero where there is none."""
    rest: np.ndarray
    """(n, KIND_DIM + GEOMETRY_DIM + LOOK_DIM) float32."""
    cover: np.ndarray
    cells: np.ndarray
    instructions: list[dict]


def patches(boxes: np.ndarray, width: int, height: int, scale: float) -> tuple[np.ndarray, np.ndarray]:
    """For each patch the two smallest elements over its centre (n for none), and where it is (8 numbers)."""
    unit = PATCH * scale
    columns, rows = int(np.ceil(width / unit)), int(np.ceil(height / unit))
    n = len(boxes)
    cover = np.full((rows, columns, 2), n, np.int64)
    area = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])
    # Largest first, so that smaller ones push them back.
    for i in np.argsort(-area):
        x1, y1, x2, y2 = boxes[i] / unit
        # Patches whose middle half it touches: small icons would slip between the centres otherwise.
        left, top = max(0, int(np.ceil(x1 - 0.75))), max(0, int(np.ceil(y1 - 0.75)))
        right, bottom = min(columns, int(np.floor(x2 - 0.25)) + 1), min(rows, int(np.floor(y2 - 0.25)) + 1)
        part = cover[top:bottom, left:right]
        part[..., 1] = part[..., 0]
        part[..., 0] = i
    ys, xs = np.mgrid[0:rows, 0:columns].astype(np.float32)
    cx, cy = (xs + 0.5) * unit, (ys + 0.5) * unit
    padded = np.concatenate([boxes, np.array([[0, 0, width, height]], boxes.dtype)])
    own = padded[cover[..., 0]]
    w, h = np.maximum(own[..., 2] - own[..., 0], 1), np.maximum(own[..., 3] - own[..., 1], 1)
    cells = np.stack(
        [
            cx / width * 2 - 1, cy / height * 2 - 1,
            np.clip((cx - own[..., 0]) / w * 2 - 1, -1.5, 1.5), np.clip((cy - own[..., 1]) / h * 2 - 1, -1.5, 1.5),
            (cover[..., 0] < n).astype(np.float32), (cover[..., 1] < n).astype(np.float32),
            np.log2(w / unit + 1) / 4, np.log2(h / unit + 1) / 4,
        ],
        -1,
    ).astype(np.float32)
    return cover.reshape(-1, 2), cells.reshape(-1, 8)


def mass_of(boxes: list, width: int, height: int, scale: float) -> np.ndarray:
    """Target mass over the patches (rows * columns,): uniform over every patch that overlaps a target; zero for none."""
    unit = PATCH * scale
    columns, rows = int(np.ceil(width / unit)), int(np.ceil(height / unit))
    mass = np.zeros((rows, columns), np.float32)
    for x1, y1, x2, y2 in boxes:
        left, top = int(max(0, x1) // unit), int(max(0, y1) // unit)
        right, bottom = int(np.ceil(min(width, x2) / unit)), int(np.ceil(min(height, y2) / unit))
        # Patches that are covered by a quarter or more; a rim of a pixel says nothing.
        ys, xs = np.arange(top, bottom), np.arange(left, right)
        tall = np.clip(np.minimum((ys + 1) * unit, y2) - np.maximum(ys * unit, y1), 0, None) / min(unit, max(1, y2 - y1))
        wide = np.clip(np.minimum((xs + 1) * unit, x2) - np.maximum(xs * unit, x1), 0, None) / min(unit, max(1, x2 - x1))
        mass[top:bottom, left:right] = np.maximum(mass[top:bottom, left:right], (tall[:, None] * wide[None, :] > 0.25))
    return (mass / max(1.0, mass.sum())).reshape(-1)


class Corpus:
    """All screens of a folder in memory."""

    def __init__(self, folder: Path):
        self.points = np.load(folder / "texts.npy")
        self.text_index = {t: i for i, t in enumerate(json.loads((folder / "texts.json").read_text()))}
        self.said = {t: i for i, t in enumerate(json.loads((folder / "said.json").read_text()))}
        self.said_points = np.load(folder / "said.npy")
        self.words = np.load(folder / "words.npy", mmap_mode="r")
        self.offsets = np.load(folder / "offsets.npy")
        self.screens = [s for f in sorted(folder.glob("[0-9]*.npz")) if (s := self._load(folder, f)) is not None]

    def _load(self, folder: Path, file: Path) -> Screen | None:
        data = np.load(file)
        meta = json.loads(str(data["meta"]))
        boxes, kinds = data["boxes"], data["kinds"]
        keep = np.arange(len(boxes))
        if len(keep) > MOST_ELEMENTS or not meta["instructions"]:
            return None
        icons = np.zeros((len(boxes), ICON_DIM + 1), np.float16)
        if len(data["cropped"]):
            icons[data["cropped"]] = np.load(folder / "icons" / f"{file.stem}.npy")
        texts = meta["texts"]
        points = np.zeros((len(boxes), TEXT_DIM), np.float16)
        for i, text in enumerate(texts):
            if text:
                points[i] = self.points[self.text_index[text]]
        width, height, scale = meta["width"], meta["height"], meta["scale"]
        one_hot = np.zeros((len(boxes), KIND_DIM), np.float32)
        one_hot[np.arange(len(boxes)), kinds] = 1
        one_hot[:, len(KINDS)] = data["scores"]
        windows = meta["windows"]
        places = []
        for b in boxes:
            cx, cy = (b[0] + b[2]) / 2, (b[1] + b[3]) / 2
            own = [w for w in windows if w[0] <= cx < w[2] and w[1] <= cy < w[3]]
            window = min(own, key=lambda w: (w[2] - w[0]) * (w[3] - w[1]), default=None)
            places.append(geometry(tuple(b), width, height, scale, tuple(window) if window else None))
        rest = np.concatenate([one_hot, np.array(places, np.float32), data["looks"].astype(np.float32)], 1)
        cover, cells = patches(boxes, width, height, scale)
        return Screen(
            meta["file"], width, height, scale, boxes, kinds, data["scores"], data["looks"], texts, points, icons, rest,
            cover, cells, meta["instructions"],
        )

    def example(self, screen: Screen, said: dict, icon_text: np.ndarray | None) -> dict[str, np.ndarray]:
        """One instruction on one screen as arrays. icon_text: the instruction in the icons' space (ICON_DIM,)."""
        at = self.said[said["text"]]
        words = np.asarray(self.words[self.offsets[at] : self.offsets[at + 1]][:MOST_WORDS])
        point = self.said_points[at].astype(np.float32)
        cross = np.zeros((len(screen.boxes), CROSS_DIM), np.float32)
        for i, text in enumerate(screen.texts):
            if text:
                cross[i, :7] = lexical(text, said["text"])
        cross[:, 7] = screen.text_points.astype(np.float32) @ point
        if icon_text is not None:
            cross[:, 8] = screen.icons[:, :ICON_DIM].astype(np.float32) @ icon_text
        cross[:, 9] = screen.icons[:, ICON_DIM]
        # How an element stands among the others: the best one is worth more than a good one.
        for source, to in ((7, 10), (8, 11)):
            column = cross[:, source]
            cross[:, to] = column - np.partition(column, -2)[-2] if len(column) > 1 else 0
        hit = np.zeros(len(screen.boxes), bool)
        hit[said["hits"]] = True
        return {
            "words": words, "cross": cross, "hit": hit,
            "mass": mass_of(said["boxes"], screen.width, screen.height, screen.scale),
        }


def batch(corpus: Corpus, chosen: list[tuple[Screen, dict]], icon_texts: np.ndarray | None) -> dict[str, torch.Tensor]:
    """Pads examples to one batch; the keys are the arguments of ActorHead.forward, and `mass` and `hit`."""
    examples = [
        corpus.example(s, i, None if icon_texts is None else icon_texts[corpus.said[i["text"]]]) for s, i in chosen
    ]
    b = len(chosen)
    n = max(len(s.boxes) for s, _ in chosen)
    t = max(1, max(len(e["words"]) for e in examples))
    p = max(len(s.cover) for s, _ in chosen)
    dim = chosen[0][0].rest.shape[1] + CROSS_DIM
    out = {
        "text": np.zeros((b, n, TEXT_DIM), np.float32), "icon": np.zeros((b, n, ICON_DIM), np.float32),
        "rest": np.zeros((b, n, dim), np.float32), "centres": np.zeros((b, n, 2), np.float32),
        "present": np.zeros((b, n), bool), "words": np.zeros((b, t, TEXT_DIM), np.float32),
        "spoken": np.zeros((b, t), bool), "cover": np.full((b, p, 2), n, np.int64),
        "cells": np.zeros((b, p, 8), np.float32), "patches": np.zeros((b, p), bool),
        "mass": np.zeros((b, p + 1), np.float32), "hit": np.zeros((b, n), bool),
    }
    for row, ((s, _), e) in enumerate(zip(chosen, examples)):
        k, q = len(s.boxes), len(s.cover)
        out["text"][row, :k], out["icon"][row, :k] = s.text_points, s.icons[:, :ICON_DIM]
        out["rest"][row, :k] = np.concatenate([s.rest, e["cross"]], 1)
        out["centres"][row, :k] = (s.boxes[:, :2] + s.boxes[:, 2:]) / 2 / (UNIT * s.scale)
        out["present"][row, :k] = True
        out["words"][row, : len(e["words"])], out["spoken"][row, : len(e["words"])] = e["words"], True
        out["cover"][row, :q] = np.where(s.cover == k, n, s.cover)
        out["cells"][row, :q], out["patches"][row, :q] = s.cells, True
        out["mass"][row, :q] = e["mass"]
        out["mass"][row, p] = 1 - e["mass"].sum()
        out["hit"][row, :k] = e["hit"]
    return {key: torch.from_numpy(value) for key, value in out.items()}


STYLE_WEIGHT = {"label": 0.4, "synonym": 1.5, "function": 1.5, "look": 1.5, "relation": 1.3, "order": 1.2, "absent": 0.8}
"""How often a style is drawn, against its share in what was written: easy labels are most of it."""


def epoch(screens: list[Screen], size: int, rng: random.Random) -> Iterator[list[tuple[Screen, dict]]]:
    """Batches of screens of like size, so that little is padding."""
    chosen: list[tuple[Screen, dict]] = []
    for s in screens:
        for i in s.instructions:
            weight = STYLE_WEIGHT.get(i["style"], 1.0)
            chosen += [(s, i)] * (int(weight) + (rng.random() < weight % 1))
    rng.shuffle(chosen)
    for start in range(0, len(chosen) - size + 1, size * 16):
        part = sorted(chosen[start : start + size * 16], key=lambda c: (len(c[0].boxes), len(c[0].cover)))
        groups = [part[i : i + size] for i in range(0, len(part) - size + 1, size)]
        rng.shuffle(groups)
        yield from groups
