"""Screens and instructions for the actor head, from featurise.mjs and embed.py."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from model import ALIKE, CROSS, ICON, MOST_WORDS, PATCH, SAID, STILL, TEXT

UNIT = 16.0
BLUR = 1.6
"""Moved by 1, the point of a function that was learned finds its label among 60 as often as an unseen one's (0.71; 0.76 unmoved)."""
STYLE_WEIGHT = {"label": 0.5, "synonym": 1.5, "function": 1.5, "look": 1.5, "relation": 1.3, "order": 1.2, "absent": 0.8}
"""How often a style is drawn, against its share in what was written: easy labels are most of it."""


@dataclass
class Screen:
    """One screen, ready for any of its instructions. Boxes are pixels of the picture."""

    name: str
    width: int
    height: int
    unit: float
    """Pixels in a unit: 16 times the scale."""
    boxes: np.ndarray
    texts: list[int]
    """Rows of Corpus.points; -1 for none."""
    still: np.ndarray
    icons: np.ndarray
    """(N, ICON + 1): point and how surely it is an icon; zero where there is none."""
    said: np.ndarray
    """(I, N, SAID) float16."""
    instructions: list[dict]

    def grid(self) -> np.ndarray:
        """Centres of the patches in units (P, 2), row by row."""
        columns = int(np.ceil(self.width / self.unit / PATCH))
        rows = int(np.ceil(self.height / self.unit / PATCH))
        x, y = np.meshgrid((np.arange(columns) + 0.5) * PATCH, (np.arange(rows) + 0.5) * PATCH)
        return np.stack([x.ravel(), y.ravel()], 1).astype(np.float32)

    def mass(self, boxes: list[list[float]], grid: np.ndarray) -> np.ndarray:
        """Uniform over patches that a target covers by a quarter (of the patch or of the target); on the last for none."""
        on = np.zeros(len(grid), bool)
        for box in boxes:
            x1, y1, x2, y2 = (v / self.unit for v in box)
            wide = np.clip(np.minimum(grid[:, 0] + PATCH / 2, x2) - np.maximum(grid[:, 0] - PATCH / 2, x1), 0, None)
            tall = np.clip(np.minimum(grid[:, 1] + PATCH / 2, y2) - np.maximum(grid[:, 1] - PATCH / 2, y1), 0, None)
            share = wide * tall / max(1e-3, min(PATCH**2, (x2 - x1) * (y2 - y1)))
            on |= share > min(0.25, share.max() * 0.99)
        out = np.append(on.astype(np.float32), 0.0 if on.any() else 1.0)
        return out / out.sum()

    def hits(self, boxes: list[list[float]]) -> np.ndarray:
        """Things that are a target: a click in their middle lies in it, and they are not much larger than it."""
        out = np.zeros(len(self.boxes), bool)
        cx, cy = (self.boxes[:, 0] + self.boxes[:, 2]) / 2, (self.boxes[:, 1] + self.boxes[:, 3]) / 2
        area = (self.boxes[:, 2] - self.boxes[:, 0]) * (self.boxes[:, 3] - self.boxes[:, 1])
        for x1, y1, x2, y2 in boxes:
            inside = (cx >= x1) & (cx < x2) & (cy >= y1) & (cy < y2)
            out |= inside & (area < 4 * (x2 - x1) * (y2 - y1))
        return out


def likeness(texts: np.ndarray, icons: np.ndarray, shown: np.ndarray, spoken: tuple[np.ndarray, ...]) -> np.ndarray:
    """(N, 13): cosine of text and icon to the whole instruction and to its core, whether it is an icon, and leads; then
    the same for what the text is for, and for what the icon is for: whole, core and lead.

    texts: (N, TEXT); icons: (N, ICON + 1); shown: (N, TEXT), the texts by `purpose.onnx`; spoken: whole and core as texts
    (TEXT,), whole and core in the icons' space, whole and core as something said and as an icon by `purpose.onnx`.
    A lead is how far above the second best of the screen it is, or how far below the best, for the core.
    """
    whole, core, icon_whole, icon_core, said_whole, said_core, sign_whole, sign_core = spoken
    out = np.zeros((len(texts), ALIKE), np.float32)
    out[:, 0], out[:, 1] = texts @ whole, texts @ core
    out[:, 2], out[:, 3] = icons[:, :ICON] @ icon_whole, icons[:, :ICON] @ icon_core
    out[:, 4] = icons[:, ICON]
    out[:, 7], out[:, 8] = shown @ said_whole, shown @ said_core
    out[:, 10], out[:, 11] = icons[:, :ICON] @ sign_whole, icons[:, :ICON] @ sign_core
    for source, to in ((1, 5), (3, 6), (8, 9), (11, 12)):
        column = out[:, source]
        if len(column) > 1:
            second, first = np.partition(column, -2)[-2:]
            out[:, to] = column - np.where(column >= first, second, first)
    return out


def blurred(spoken: tuple[np.ndarray, ...], noise: float) -> tuple[np.ndarray, ...]:
    """What was said, its last four points (by `purpose.onnx`) moved in one way each for whole and core, by up to BLUR * `noise`
    of their length."""
    if noise <= 0:
        return spoken
    rng = np.random.default_rng()
    out = list(spoken[:4])
    far = BLUR * noise * rng.random()
    for whole, core in (spoken[4:6], spoken[6:8]):
        away = rng.standard_normal(len(whole)).astype(np.float32) * (far / len(whole) ** 0.5)
        out += [(p + away) / max(1e-6, float(np.linalg.norm(p + away))) for p in (whole, core)]
    return tuple(out)


class Corpus:
    """All screens of some folders in memory, about 0.3 MB each."""

    def __init__(self, folders: list[Path], store: Path, icon_texts):
        """icon_texts: what `icon-text.onnx` makes of sentences."""
        self.points = np.load(store / "texts.npy")
        self.row = {t: i for i, t in enumerate(json.loads((store / "texts.json").read_text()))}
        self.told = {t: i for i, t in enumerate(json.loads((store / "said.json").read_text()))}
        self.words = np.load(store / "words.npy", mmap_mode="r")
        self.offsets = np.load(store / "offsets.npy")
        self.icon_points = icon_texts(self.points).astype(np.float16)
        self.as_said, self.as_shown, self.as_sign = (np.load(store / f"as_{n}.npy") for n in ("said", "shown", "sign"))
        self.screens = [s for d in folders for f in sorted(d.glob("[0-9]*.head.json")) if (s := self._load(f)) is not None]

    def _load(self, file: Path) -> Screen | None:
        meta = json.loads(file.read_text())
        stem = file.with_suffix("").with_suffix("")
        things, told = meta["things"], meta["instructions"]
        n = len(things)
        if n < 2 or not told or not stem.with_suffix(".icons.npy").exists():
            return None
        flat = np.fromfile(stem.with_suffix(".head.bin"), np.float32, n * STILL + len(told) * n * SAID)
        icons = np.zeros((n, ICON + 1), np.float16)
        at = [i for i, t in enumerate(things) if t["crop"] >= 0]
        if at:
            icons[at] = np.load(stem.with_suffix(".icons.npy"))
        return Screen(
            f"{file.parent.name}/{stem.name}", meta["width"], meta["height"], UNIT * meta["scale"],
            np.array([t["box"] for t in things], np.float32),
            [self.row.get(t["text"][:200], -1) if t["text"] else -1 for t in things],
            np.nan_to_num(flat[: n * STILL].reshape(n, STILL)), icons,
            flat[n * STILL :].reshape(len(told), n, SAID).astype(np.float16), told,
        )

    def spoken(self, told: dict) -> tuple[np.ndarray, ...]:
        """Whole and core as texts, in the icons' space, as something said, and as an icon that serves it."""
        rows = self.row[told["text"]], self.row[told["core"]]
        tables = self.points, self.icon_points, self.as_said, self.as_sign
        return tuple(table[r].astype(np.float32) for table in tables for r in rows)

    def batch(self, screen: Screen, chosen: list[int], noise: float = 0.0, patches: int = 0) -> dict[str, torch.Tensor]:
        """Some instructions of one screen: the arguments of ActorHead.forward, `mass` (I, P + 1) and `hit` (I, N).

        patches: 0 for all; else that many besides those of the targets, drawn anew, and `stands` (P,) has the logarithm of
        how many each stands for (sampled softmax). A screen has some 2,000 patches, most of them empty: with all of them
        nine tenths of a step go there.

        noise: how far points of icons are moved, in their own length. The encoder has seen the icons of made screens, and
        recognises them better than those of a desktop; without noise the head would trust it too much. The same holds of
        what `purpose.onnx` makes of an instruction: of functions that it learned from it finds the label among 60 far more
        often than of others, so that point is moved as well, by an amount drawn anew for each instruction.
        """
        n, grid = len(screen.boxes), screen.grid()
        texts = np.zeros((n, TEXT), np.float32)
        written = [i for i, r in enumerate(screen.texts) if r >= 0]
        texts[written] = self.points[[screen.texts[i] for i in written]]
        shown = np.zeros((n, TEXT), np.float32)
        shown[written] = self.as_shown[[screen.texts[i] for i in written]]
        icons = screen.icons.astype(np.float32)
        if noise > 0:
            away = np.random.default_rng().standard_normal((n, ICON)).astype(np.float32) * (noise / ICON**0.5)
            moved = icons[:, :ICON] + away
            there = np.abs(icons[:, :ICON]).sum(1, keepdims=True) > 0
            icons[:, :ICON] = np.where(there, moved / np.linalg.norm(moved, axis=1, keepdims=True), 0)
        states = []
        cross = np.zeros((len(chosen), n, CROSS), np.float32)
        cross[:, :, :SAID] = screen.said[chosen]
        for row, k in enumerate(chosen):
            told = screen.instructions[k]
            at = self.told[told["text"]]
            states.append(np.asarray(self.words[self.offsets[at] : self.offsets[at + 1]][:MOST_WORDS]))
            cross[row, :, SAID:] = likeness(texts, icons, shown, blurred(self.spoken(told), noise))
        t = max(1, max(len(s) for s in states))
        words, spoken = np.zeros((len(chosen), t, TEXT), np.float32), np.zeros((len(chosen), t), np.float32)
        for row, s in enumerate(states):
            words[row, : len(s)], spoken[row, : len(s)] = s, 1
        told = [screen.instructions[k] for k in chosen]
        mass = np.stack([screen.mass(i["boxes"], grid) for i in told])
        stands = np.zeros(len(grid), np.float32)
        if 0 < patches < len(grid) - 1:
            # The last stays: it tells how far the screen goes.
            must = (mass[:, :-1] > 0).any(0) | (np.arange(len(grid)) == len(grid) - 1)
            others = np.flatnonzero(~must)
            drawn = np.random.default_rng().permutation(others)[:patches]
            stands[drawn] = np.log(len(others) / max(1, len(drawn)))
            kept = np.sort(np.concatenate([np.flatnonzero(must), drawn]))
            grid, stands, mass = grid[kept], stands[kept], mass[:, np.append(kept, mass.shape[1] - 1)]
        out = {
            "text": texts, "icon": icons[:, :ICON], "still": screen.still, "boxes": screen.boxes / screen.unit,
            "grid": grid, "cross": cross, "words": words, "spoken": spoken,
            "mass": mass, "stands": stands,
            "hit": np.stack([screen.hits(i["boxes"]) for i in told]),
        }
        return {key: torch.from_numpy(value) for key, value in out.items()}


def epoch(screens: list[Screen], most: int, rng: random.Random) -> list[tuple[Screen, list[int]]]:
    """Every screen once, with up to `most` of its instructions, hard styles more often."""
    out = []
    for s in screens:
        chosen: list[int] = []
        for k, i in enumerate(s.instructions):
            weight = STYLE_WEIGHT.get(i["style"], 1.0)
            chosen += [k] * (int(weight) + (rng.random() < weight % 1))
        rng.shuffle(chosen)
        out.append((s, chosen[:most]))
    rng.shuffle(out)
    return [(s, c) for s, c in out if c]
