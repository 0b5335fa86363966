"""Crops of made screens for the detector: read, scaled, recoloured and cut at random."""

from __future__ import annotations

import json
import random
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch.utils.data import Dataset

from targets import make_targets


class Crops(Dataset):
    """`size`-pixel squares. Each item is (image uint8 CHW, heat, edges, weight, ignore); a new one at every call."""

    def __init__(self, folders: list[Path], size: int, seed: int, split: str = "train", crops_per_screen: int = 2):
        self.files: list[Path] = []
        for folder in folders:
            self.files += sorted(p for p in Path(folder).rglob("*.json") if p.with_suffix(".png").exists())
        # Every twentieth screen is held out; whole screens, so that no control is on both sides.
        self.files = [f for i, f in enumerate(self.files) if (i % 20 == 0) == (split == "val")]
        self.size, self.seed, self.train, self.per = size, seed, split == "train", crops_per_screen
        self.epoch = 0

    def __len__(self) -> int:
        return len(self.files)

    def __getitem__(self, i: int) -> list[tuple[torch.Tensor, ...]]:
        rng = random.Random(f"{self.seed}/{self.epoch if self.train else 0}/{i}")
        file = self.files[i]
        truth = json.loads(file.read_text())
        image = Image.open(file.with_suffix(".png")).convert("RGB")
        elements = elements_of(truth)
        return [self.crop(image, elements, rng) for _ in range(self.per)]

    def crop(self, image: Image.Image, elements: list[dict], rng: random.Random) -> tuple[torch.Tensor, ...]:
        size = self.size
        scale = 2 ** rng.uniform(-0.5, 0.5) if self.train and rng.random() < 0.5 else 1.0
        need = min(int(size / scale), 4000)
        w, h = image.size
        # Around a control, so that few crops are empty.
        if elements and rng.random() < 0.8:
            x1, y1, x2, y2 = rng.choice(elements)["box"]
            cx, cy = (x1 + x2) / 2 + rng.uniform(-0.4, 0.4) * need, (y1 + y2) / 2 + rng.uniform(-0.4, 0.4) * need
        else:
            cx, cy = rng.uniform(0, w), rng.uniform(0, h)
        x0 = int(min(max(cx - need / 2, 0), max(0, w - need)))
        y0 = int(min(max(cy - need / 2, 0), max(0, h - need)))
        part = image.crop((x0, y0, x0 + need, y0 + need))
        if need != size:
            part = part.resize((size, size), rng.choice((Image.BILINEAR, Image.BICUBIC, Image.BOX)))
        boxes = np.array([e["box"] for e in elements], np.float32).reshape(-1, 4)
        boxes = (boxes - np.array([x0, y0, x0, y0], np.float32)) * (size / need)
        pixels = np.asarray(part)
        if self.train:
            pixels = recolour(pixels, rng)
        heat, edges, weight, ignore = make_targets(boxes, [e["kind"] for e in elements], size)
        return (
            torch.from_numpy(np.ascontiguousarray(pixels.transpose(2, 0, 1))),
            torch.from_numpy(heat),
            torch.from_numpy(edges),
            torch.from_numpy(weight),
            torch.from_numpy(ignore),
        )


def elements_of(truth: dict) -> list[dict]:
    """Boxes and kinds that are learned: controls that can mostly be seen, and the glyphs in them."""
    out = [{"kind": c["kind"], "box": c["box"]} for c in truth["controls"] if c.get("visible", 1) >= 0.4]
    for control in truth["controls"]:
        for glyph in control.get("glyphs") or []:
            x1, y1, x2, y2 = glyph["box"]
            if min(x2 - x1, y2 - y1) >= 6:
                out.append({"kind": "glyph", "box": glyph["box"]})
    return out


def recolour(pixels: np.ndarray, rng: random.Random) -> np.ndarray:
    """Inverts, tints, changes brightness and contrast, blurs by rescaling, adds noise: what themes and streams do."""
    p = pixels.astype(np.float32)
    if rng.random() < 0.12:
        p = 255 - p
    if rng.random() < 0.25:
        p = p[..., rng.sample((0, 1, 2), 3)]
    if rng.random() < 0.4:
        p = (p - 128) * rng.uniform(0.6, 1.25) + 128 + rng.uniform(-30, 30)
    if rng.random() < 0.15:
        p = p.mean(axis=2, keepdims=True).repeat(3, axis=2)
    if rng.random() < 0.2:
        p = p + np.random.default_rng(rng.getrandbits(32)).normal(0, rng.uniform(1, 6), p.shape).astype(np.float32)
    return np.clip(p, 0, 255).astype(np.uint8)


def collate(batch: list[list[tuple[torch.Tensor, ...]]]) -> tuple[torch.Tensor, ...]:
    """Joins the crops of several screens."""
    flat = [crop for crops in batch for crop in crops]
    return tuple(torch.stack(parts) for parts in zip(*flat))
