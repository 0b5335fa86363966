"""What the actor head is told of each element and of the screen: the same numbers here and in `electron/grounding`.

Everything is in "units": frame pixels divided by (16 × the scale factor of the display), so that a screen at 200 % looks
like the same screen at 100 %. Kept simple on purpose, because it exists twice; `golden.json` holds both to it.
"""

from __future__ import annotations

import math
import re
import unicodedata
from functools import lru_cache

import numpy as np

UNIT = 16.0
KINDS = (
    "text", "button", "field", "checkbox", "radio", "switch", "slider", "tab",
    "menu_item", "row", "icon", "link", "window_control", "image", "container",
)
STOP = frozenset(
    "the a an to of in on at for and or with that which is it this my me i please click press select choose open tap hit"
    " use go find where do does how can would what lets let button icon field box tab menu item row link".split()
)
"""Words of an instruction that name no control by themselves."""


@lru_cache(200_000)
def tokens(text: str) -> tuple[str, ...]:
    """Words in lower case without accents; each CJK character is a word."""
    flat = unicodedata.normalize("NFKD", text).casefold()
    flat = "".join(c for c in flat if not unicodedata.combining(c))
    return tuple(re.findall(r"[぀-ヿ一-鿿가-힣]|[^\W_]+|[+×÷=%√±#@]", flat))


@lru_cache(400_000)
def grams(text: str) -> frozenset[str]:
    """Character trigrams of the words, each padded by blanks."""
    return frozenset(p[i : i + 3] for w in tokens(text) for p in (f" {w} ",) for i in range(len(p) - 2))


def close(a: str, b: str) -> bool:
    """Same word, or one slip apart in words of five letters and more (insert, drop, change, swap neighbours)."""
    if a == b:
        return True
    if min(len(a), len(b)) < 5 or abs(len(a) - len(b)) > 1:
        return False
    i = 0
    while i < min(len(a), len(b)) and a[i] == b[i]:
        i += 1
    if len(a) == len(b):
        return a[i + 1 :] == b[i + 1 :] or (a[i + 2 :] == b[i + 2 :] and a[i : i + 2] == b[i : i + 2][::-1])
    longer, shorter = (a, b) if len(a) > len(b) else (b, a)
    return longer[i + 1 :] == shorter[i:]


QUOTED = re.compile(r"[\"“”„«»]([^\"“”„«»]+)[\"“”„«»]|(?<!\w)'([^']+)'(?!\w)")


def quoted(instruction: str) -> tuple[str, ...]:
    """The parts between quotation marks."""
    return tuple(a or b for a, b in QUOTED.findall(instruction))


def lexical(text: str, instruction: str) -> list[float]:
    """Seven numbers, 0 to 1, about how the words of an element and of an instruction agree."""
    said, shown = tokens(instruction), tokens(text)
    if not shown:
        return [0.0] * 7
    matched = [any(close(w, s) for s in said) for w in shown]
    content = [w for w in said if w not in STOP]
    covered = [any(close(w, s) for s in shown) for w in content]
    a, b = grams(text), grams(instruction)
    n = len(shown)
    run = any(said[i : i + n] == shown for i in range(len(said) - n + 1))
    marks = quoted(instruction)
    exact = any(tokens(q) == shown for q in marks)
    begins = any(len(q) > 0 and tokens(q) == shown[: len(tokens(q))] for q in marks)
    return [
        sum(matched) / n,
        sum(covered) / max(1, len(content)),
        2 * len(a & b) / max(1, len(a) + len(b)),
        1.0 if run else 0.0,
        1.0 if exact else 0.0,
        1.0 if begins else 0.0,
        1.0 if run and all(w in STOP or any(close(w, s) for s in shown) for w in said) else 0.0,
    ]


def geometry(box: tuple[float, float, float, float], width: float, height: float, scale: float, window: tuple[float, float, float, float] | None) -> list[float]:
    """Sixteen numbers about where an element is on the screen and in its window, and how large."""
    x1, y1, x2, y2 = box
    unit = UNIT * scale
    w, h = max(1.0, x2 - x1), max(1.0, y2 - y1)
    wx1, wy1, wx2, wy2 = window or (0.0, 0.0, width, height)
    ww, wh = max(1.0, wx2 - wx1), max(1.0, wy2 - wy1)
    cx, cy = (x1 + x2) / 2, (y1 + y2) / 2
    return [
        cx / width * 2 - 1, cy / height * 2 - 1,
        math.log2(w / unit) / 4, math.log2(h / unit) / 4,
        x1 / width, y1 / height, 1 - x2 / width, 1 - y2 / height,
        (cx - wx1) / ww * 2 - 1, (cy - wy1) / wh * 2 - 1,
        min(2.0, (y1 - wy1) / unit / 4), min(2.0, (wy2 - y2) / unit / 4),
        math.log2(w / h) / 4, 1.0 if window else 0.0,
        w / width, h / height,
    ]


def look(inside: np.ndarray, around: np.ndarray) -> list[float]:
    """Twelve numbers about colours. inside, around: (n, 3) uint8 pixels of the element and of a rim about it."""
    if inside.size == 0:
        return [0.0] * 12
    mean = inside.mean(0) / 255
    median = np.median(inside, 0) / 255
    rim = (np.median(around, 0) / 255) if around.size else median
    light = float(median @ (0.299, 0.587, 0.114))
    saturation = float(median.max() - median.min())
    spread = float((inside.astype(np.float32) @ np.array((0.299, 0.587, 0.114), np.float32)).std() / 128)
    ink = inside[np.abs(inside.astype(np.int16) - (median * 255).astype(np.int16)).sum(1) > 90]
    tint = ink.mean(0) / 255 if len(ink) else median
    return [*median.tolist(), *tint.tolist(), light, saturation, spread, float(np.abs(median - rim).sum()), float(mean.max() - mean.min()), min(1.0, len(ink) / max(1, len(inside)) * 2)]
