"""Truth of a crop as heat maps and edge distances.

Centres are Gaussian bumps whose width follows the control's shorter side (CornerNet, Law and Deng 2018); the edges are
learned in a small area around each centre, where the smallest control that covers a cell wins.
"""

from __future__ import annotations

import math

import numpy as np

from model import GROUP, KINDS, STRIDE

INDEX = {kind: i for i, kind in enumerate(KINDS)}


def make_targets(boxes: np.ndarray, kinds: list[str], size: int) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Targets of one square crop.

    boxes: (n, 4) float, crop pixels, may reach outside. Returns heat (KINDS, s, s) in 0..1, edges (2, 4, s, s) in
    pixels, weight (2, s, s), and ignore (s, s): cells whose truth is cut off by the crop and that teach nothing.
    """
    s = size // STRIDE
    heat = np.zeros((len(KINDS), s, s), np.float32)
    edges = np.ones((2, 4, s, s), np.float32)
    weight = np.zeros((2, s, s), np.float32)
    ignore = np.zeros((s, s), bool)
    area = np.full((2, s, s), np.inf, np.float32)
    cells = (np.arange(s) + 0.5) * STRIDE
    for (x1, y1, x2, y2), kind in zip(boxes, kinds):
        if kind not in INDEX or x2 <= 0 or y2 <= 0 or x1 >= size or y1 >= size:
            continue
        cx, cy = (x1 + x2) / 2, (y1 + y2) / 2
        if not (0 <= cx < size and 0 <= cy < size):
            ignore[max(0, int(y1) // STRIDE) : int(y2) // STRIDE + 1, max(0, int(x1) // STRIDE) : int(x2) // STRIDE + 1] |= (
                kind in ("row", "field", "image")
            )
            continue
        k = INDEX[kind]
        g = GROUP[k]
        short = min(x2 - x1, y2 - y1)
        sigma = max(0.8, short / STRIDE / 6)
        r = int(math.ceil(sigma * 3))
        ix, iy = int(cx // STRIDE), int(cy // STRIDE)
        ys, xs = slice(max(0, iy - r), min(s, iy + r + 1)), slice(max(0, ix - r), min(s, ix + r + 1))
        dy, dx = np.arange(ys.start, ys.stop) - iy, np.arange(xs.start, xs.stop) - ix
        bump = np.exp(-(dy[:, None] ** 2 + dx[None, :] ** 2) / (2 * sigma**2)).astype(np.float32)
        heat[k, ys, xs] = np.maximum(heat[k, ys, xs], bump)
        here = (bump > 0.45) & (area[g, ys, xs] > (x2 - x1) * (y2 - y1))
        if not here.any():
            continue
        area[g, ys, xs][here] = (x2 - x1) * (y2 - y1)
        px, py = cells[xs][None, :] + 0 * cells[ys][:, None], cells[ys][:, None] + 0 * cells[xs][None, :]
        for e, d in enumerate((px - x1, py - y1, x2 - px, y2 - py)):
            edges[g, e, ys, xs][here] = np.maximum(d, 0.5)[here]
        weight[g, ys, xs][here] = bump[here]
    return heat, edges, weight, ignore
