"""Writes what `likeness` makes of a fixed example, for the program's test: `python golden.py`."""

import json
from pathlib import Path

import numpy as np

from dataset import likeness
from model import ICON, TEXT

OUT = Path(__file__).resolve().parents[4] / "electron" / "grounding" / "actor" / "likeness.golden.json"


def wave(count: int, pace: float) -> np.ndarray:
    return np.sin(np.arange(1, count + 1) * pace).astype(np.float32)


if __name__ == "__main__":
    n = 5
    icons = np.concatenate([wave(n * ICON, 0.017).reshape(n, ICON), wave(n, 0.5)[:, None]], 1)
    spoken = (wave(TEXT, 0.011), wave(TEXT, 0.019), wave(ICON, 0.023), wave(ICON, 0.029), wave(TEXT, 0.031), wave(TEXT, 0.037))
    spoken += (wave(ICON, 0.041), wave(ICON, 0.043))
    rows = likeness(wave(n * TEXT, 0.013).reshape(n, TEXT), icons, wave(n * TEXT, 0.015).reshape(n, TEXT), spoken)
    OUT.write_text(json.dumps([[round(float(v), 5) for v in row] for row in rows]) + "\n")
