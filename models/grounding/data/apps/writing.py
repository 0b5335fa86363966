"""Where text stands in a picture: what Pango says of its size, looked for in the pixels.

A line is only told when ink of the right width and height was found where the application says the text is, and looks
like the text drawn by ourselves. So a wrong box, a hidden label and an unknown font all end in no line, never in a wrong one.
"""

from __future__ import annotations

import re
import subprocess
import zlib
from functools import lru_cache

import gi
import numpy as np
from PIL import Image, ImageDraw, ImageFont

gi.require_version("Pango", "1.0")
gi.require_version("PangoFT2", "1.0")
from gi.repository import Pango, PangoFT2  # noqa: E402

Box = tuple[float, float, float, float]
WORD = re.compile(r"[⺀-鿿가-힯＀-￯]+|[^\s⺀-鿿가-힯＀-￯]+")


class Font:
    """Measures text of one family at one pixel size."""

    context = None

    def __init__(self, family: str, pixels: float, bold: bool = False):
        if Font.context is None:
            Font.map = PangoFT2.FontMap.new()
            Font.context = Font.map.create_context()
        self.family, self.pixels, self.bold = family, pixels, bold
        self.layout = Pango.Layout.new(Font.context)
        d = Pango.FontDescription()
        d.set_family(family)
        d.set_absolute_size(pixels * Pango.SCALE)
        d.set_weight(Pango.Weight.BOLD if bold else Pango.Weight.NORMAL)
        self.layout.set_font_description(d)

    @lru_cache(maxsize=20000)
    def measure(self, text: str) -> tuple[Box, Box, list[tuple[str, float, float]]]:
        """Ink box, logical box (both from the logical left top), and the words with their left and right edges."""
        self.layout.set_text(text, -1)
        ink, logical = self.layout.get_pixel_extents()
        raw = text.encode("utf8")
        words = []
        for m in WORD.finditer(text):
            a, b = len(text[: m.start()].encode("utf8")), len(text[: m.end()].encode("utf8"))
            left = self.layout.index_to_pos(a).x / Pango.SCALE
            right = self.layout.index_to_pos(b).x / Pango.SCALE if b < len(raw) else logical.width
            words.append((m.group(), left, right))
        return (ink.x, ink.y, ink.x + ink.width, ink.y + ink.height), (logical.x, logical.y, logical.x + logical.width, logical.y + logical.height), words


@lru_cache(maxsize=64)
def face(family: str, bold: bool) -> tuple[str, int]:
    """File and number of the face that fontconfig takes for a family."""
    got = subprocess.run(["fc-match", "-f", "%{file}|%{index}", f"{family}:{'bold' if bold else 'regular'}"], capture_output=True, text=True).stdout
    file, _, index = got.partition("|")
    return file, int(index or 0) & 0xFFFF


@lru_cache(maxsize=256)
def pil_font(family: str, pixels: int, bold: bool):
    try:
        file, index = face(family, bold)
        made = ImageFont.truetype(file, pixels, index=index)
    except OSError:
        return None
    if bold:
        try:
            made.set_variation_by_name("Bold")
        except (OSError, AttributeError, ValueError):
            pass
    return made


@lru_cache(maxsize=4096)
def drawing(text: str, family: str, pixels: int, bold: bool) -> np.ndarray | None:
    """The text as grey values 0..1, cut to its ink."""
    f = pil_font(family, pixels, bold)
    if f is None:
        return None
    x1, y1, x2, y2 = f.getbbox(text)
    if x2 - x1 < 1 or y2 - y1 < 1:
        return None
    image = Image.new("L", (x2 - x1 + 4, y2 - y1 + 4), 0)
    ImageDraw.Draw(image).text((2 - x1, 2 - y1), text, font=f, fill=255)
    grey = np.asarray(image, np.float32) / 255
    ys, xs = np.flatnonzero((grey > 0.3).any(axis=1)), np.flatnonzero((grey > 0.3).any(axis=0))
    if len(xs) == 0:
        return None
    return grey[ys[0] : ys[-1] + 1, xs[0] : xs[-1] + 1]


def likeness(patch: np.ndarray, text: str, family: str, pixels: float, bold: bool) -> float:
    """Correlation of a patch of ink with the text drawn at its size; at best 1."""
    made = drawing(text, family, max(6, round(pixels)), bold)
    if made is None or min(patch.shape) < 2:
        return 0.0
    best = 0.0
    image = Image.fromarray((made * 255).astype(np.uint8))
    resized = np.asarray(image.resize((patch.shape[1], patch.shape[0]), Image.BILINEAR), np.float32)
    for rough in (resized,):
        a, b = rough - rough.mean(), patch - patch.mean()
        norm = float(np.sqrt((a * a).sum() * (b * b).sum()))
        best = max(best, float((a * b).sum()) / norm if norm > 0 else 0.0)
    return best


ALIKE = 0.58
"""Least likeness of a line. Right lines of 9 px text have 0.7 to 0.95 (other hinting, other widths), other texts of the same
width 0.1 to 0.4."""


@lru_cache(maxsize=64)
def font(family: str, pixels: float, bold: bool) -> Font:
    return Font(family, pixels, bold)


def backdrop(region: np.ndarray) -> np.ndarray:
    """The commonest colour of a region (RGB), by coarse steps."""
    flat = region.reshape(-1, 3)
    if len(flat) > 6000:
        flat = flat[:: len(flat) // 6000 + 1]
    code = (flat >> 3).astype(np.int32)
    code = code[:, 0] << 10 | code[:, 1] << 5 | code[:, 2]
    values, counts = np.unique(code, return_counts=True)
    best = values[counts.argmax()]
    return flat[code == best].mean(axis=0)


def ink_of(region: np.ndarray, least: float = 0.28, floor: float = 22.0) -> np.ndarray:
    """Which pixels differ from the backdrop, against the strongest difference there is."""
    far = np.abs(region.astype(np.int16) - backdrop(region)[None, None, :]).max(axis=2)
    step = far.size // 20000 + 1
    top = np.percentile(far.ravel()[::step], 99.5) if far.size else 0
    return far > max(floor, least * top)


def shade(region: np.ndarray) -> np.ndarray:
    """How far each pixel is from the backdrop, 0..1."""
    far = np.abs(region.astype(np.float32) - backdrop(region)[None, None, :]).max(axis=2)
    return far / max(1.0, float(np.percentile(far, 99.5)))


def runs(flags: np.ndarray, gap: int) -> list[tuple[int, int]]:
    """Stretches of True, joined over gaps of up to `gap`."""
    at = np.flatnonzero(flags)
    if len(at) == 0:
        return []
    breaks = np.flatnonzero(np.diff(at) > gap + 1)
    starts = np.concatenate(([at[0]], at[breaks + 1]))
    ends = np.concatenate((at[breaks], [at[-1]])) + 1
    return list(zip(starts.tolist(), ends.tolist()))


class Writer:
    """Finds lines in one picture. `fonts` are (family, pixels) in the order in which they are tried."""

    def __init__(self, picture: np.ndarray, fonts: list[tuple[str, float]], known: dict | None = None):
        self.picture, self.fonts = picture, fonts
        self.known = {} if known is None else known
        """What was found for a text in the same pixels before: most of a screen is as it was a step ago."""

    def cut(self, box: Box) -> tuple[int, int, int, int]:
        h, w = self.picture.shape[:2]
        return max(0, int(box[0])), max(0, int(box[1])), min(w, int(round(box[2]))), min(h, int(round(box[3])))

    def find(self, text: str, box: Box, prefer: str = "any", scale: float = 1.0, mono: bool = False) -> dict | None:
        """The line `text` inside `box`: {box, words, size, bold, ink}, or None when nothing of that size stands there.

        prefer: left, right, centre, or any: which of several places of the right width is meant.
        """
        text = re.sub(r"\s+", " ", text).strip()
        x1, y1, x2, y2 = self.cut(box)
        if not text or len(text) > 200 or x2 - x1 < 4 or y2 - y1 < 5:
            return None
        region = self.picture[y1:y2, x1:x2]
        key = (text, x1, y1, x2, y2, prefer, scale, mono, zlib.crc32(np.ascontiguousarray(region)))
        if key not in self.known:
            self.known[key] = self._find(text, region, (x1, y1), prefer, scale, mono)
        return self.known[key]

    def _find(self, text: str, region: np.ndarray, corner: tuple[int, int], prefer: str, scale: float, mono: bool) -> dict | None:
        x1, y1 = corner
        mask, grey = ink_of(region), shade(region)
        h, w = mask.shape
        # Frames of fields and buttons are not text: columns and rows that are inked nearly all along at the rim.
        edge = max(2, int(min(h, w) * 0.12))
        for k in range(min(edge, h // 2)):
            for row in (k, h - 1 - k):
                if mask[row].mean() > 0.72:
                    mask[row] = False
        for k in range(min(max(edge, 3), w // 2)):
            for col in (k, w - 1 - k):
                if mask[:, col].mean() > 0.72:
                    mask[:, col] = False
        best = None
        for family, pixels in [*self.fonts, *([(self.mono, self.fonts[0][1])] if mono else [])]:
            for factor, bold in ((1, False), (1, True), (0.9, False), (1.1, False), (0.83, False), (1.2, True), (1.3, True), (1.2, False)):
                px = pixels * scale * factor
                if px < 7:
                    continue
                f = font(family, round(px, 2), bold)
                ink, logical, words = f.measure(text)
                wide, high = ink[2] - ink[0], ink[3] - ink[1]
                if wide < 2 or wide > w + 3 or high > h + 3:
                    continue
                for error, left, top, right, bottom in self._search(mask, wide, high, px, prefer)[:6]:
                    alike = likeness(grey[top:bottom, left:right], text, family, px, bold)
                    if alike < ALIKE:
                        continue
                    error += 1 - alike
                    if best is None or error < best[0] - 1e-6:
                        best = (error, left, top, right, bottom, f, ink, logical, words)
                if best is not None and best[0] < 0.25:
                    break
            if best is not None and best[0] < 0.35:
                break
        if best is None:
            return None
        _, left, top, right, bottom, f, ink, logical, words = best
        ox, oy = x1 + left - ink[0], y1 + top - ink[1]
        stretch = (right - left) / max(1, ink[2] - ink[0])
        at = lambda v: x1 + left + (v - ink[0]) * stretch  # noqa: E731
        y = (oy + logical[1], oy + logical[3])
        line = (x1 + left, y[0], x1 + right, y[1])
        fitted = [{"text": t, "box": (max(line[0], at(a)), y[0], min(line[2], at(b)), y[1])} for t, a, b in words]
        fitted = [wd for wd in fitted if wd["box"][2] - wd["box"][0] >= 1]
        if not fitted:
            return None
        return {"text": text, "box": line, "words": fitted, "size": f.pixels, "bold": f.bold, "ink": (x1 + left, y1 + top, x1 + right, y1 + bottom)}

    mono = "DejaVu Sans Mono"

    @staticmethod
    def _search(mask: np.ndarray, wide: float, high: float, px: float, prefer: str) -> list[tuple[float, int, int, int, int]]:
        """(error, left, top, right, bottom) of ink of about that size, the best first."""
        h, w = mask.shape
        out: list[tuple[float, int, int, int, int]] = []
        for r1, r2 in runs(mask.any(axis=1), max(1, int(px * 0.12))):
            # Rows of ink: text of a button beside an icon shares its rows with it, so both widths and heights are looked at.
            if r2 - r1 < 0.6 * high:
                continue
            band = mask[r1:r2]
            parts = runs(band.any(axis=0), max(0, int(px * 0.16)))
            tolerance = max(2.5, 0.04 * wide)
            for i in range(len(parts)):
                for j in range(i, len(parts)):
                    if j > i and parts[j][0] - parts[j - 1][1] > max(4, px * 1.1):
                        break
                    left, right = parts[i][0], parts[j][1]
                    if right - left > wide + tolerance:
                        break
                    off = abs((right - left) - wide)
                    if off > tolerance:
                        continue
                    rows = np.flatnonzero(band[:, left:right].any(axis=1))
                    top, bottom = r1 + int(rows[0]), r1 + int(rows[-1]) + 1
                    tall = abs((bottom - top) - high)
                    if tall > max(2.0, 0.2 * high):
                        continue
                    error = off / max(wide, 12) + 0.5 * tall / max(high, 8)
                    middle = (left + right) / 2
                    if prefer == "left":
                        error += 0.02 * left / w
                    elif prefer == "right":
                        error += 0.02 * (w - right) / w
                    elif prefer == "centre":
                        error += 0.04 * abs(middle - w / 2) / w
                    out.append((error, left, top, right, bottom))
        return sorted(out)

    def wrapped(self, text: str, box: Box, scale: float = 1.0) -> list[dict]:
        """Lines of a text that was broken to fit `box`: bands of ink, filled with words from the left."""
        x1, y1, x2, y2 = self.cut(box)
        if x2 - x1 < 20 or y2 - y1 < 12 or len(text) > 1500:
            return []
        family, pixels = self.fonts[0]
        bands = runs(ink_of(self.picture[y1:y2, x1:x2]).any(axis=1), 1)
        out: list[dict] = []
        rest = [p.split() for p in text.split("\n")]
        words = [w for part in rest for w in part]
        breaks = {sum(len(p) for p in rest[: i + 1]) for i in range(len(rest))}
        at = 0
        merged: list[list[int]] = []
        for a, b in bands:  # a line's dots and accents may make a band of their own
            if merged and (a - merged[-1][1] <= 2 and b - merged[-1][0] < pixels * scale * 1.5):
                merged[-1][1] = b
            else:
                merged.append([a, b])
        for a, b in merged:
            if at >= len(words):
                break
            limit = next((k for k in sorted(breaks) if k > at), len(words))
            inked = self._width(x1, x2, y1 + a, y1 + b)
            wide = [font(family, round(pixels * scale, 2), False).measure(" ".join(words[at : at + n]))[0] for n in range(1, limit - at + 1)]
            near = [n for n in range(limit - at, 0, -1) if 0.8 < (wide[n - 1][2] - wide[n - 1][0]) / max(1, inked) < 1.25]
            for n in near:
                got = self.find(" ".join(words[at : at + n]), (x1, y1 + a - 2, x2, y1 + b + 2), "left", scale)
                if got is not None and abs((got["ink"][2] - got["ink"][0]) - inked) < 4:
                    out.append(got)
                    at += n
                    break
            else:
                return []
        return out if at >= len(words) else []

    def _width(self, x1: int, x2: int, y1: int, y2: int) -> int:
        at = np.flatnonzero(ink_of(self.picture[y1:y2, x1:x2]).any(axis=0))
        return int(at[-1] - at[0] + 1) if len(at) else 0

    def ink_box(self, box: Box, least: float = 0.28, floor: float = 22.0) -> Box | None:
        """Bounding box of what is drawn in a box."""
        x1, y1, x2, y2 = self.cut(box)
        if x2 - x1 < 2 or y2 - y1 < 2:
            return None
        mask = ink_of(self.picture[y1:y2, x1:x2], least, floor)
        ys, xs = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
        if len(xs) == 0:
            return None
        return (x1 + int(xs[0]), y1 + int(ys[0]), x1 + int(xs[-1]) + 1, y1 + int(ys[-1]) + 1)

    def drawn(self, box: Box) -> float:
        """How much is drawn in a box: spread of its grey values, rim of two pixels included."""
        x1, y1, x2, y2 = self.cut((box[0] - 2, box[1] - 2, box[2] + 2, box[3] + 2))
        step = max(1, int(((x2 - x1) * (y2 - y1) / 5000) ** 0.5))
        part = self.picture[y1:y2:step, x1:x2:step]
        return float(part.astype(np.float32).mean(axis=2).std()) if part.size else 0.0

    def colours(self, box: Box) -> tuple[list[int] | None, list[int] | None]:
        """Backdrop and ink colour of a box; null where there is none."""
        x1, y1, x2, y2 = self.cut(box)
        step = max(1, int((max(0, x2 - x1) * max(0, y2 - y1) / 4000) ** 0.5))
        part = self.picture[y1:y2:step, x1:x2:step]
        if part.size < 12:
            return None, None
        back = backdrop(part)
        far = np.abs(part.astype(np.int16) - back[None, None, :]).max(axis=2)
        top = np.percentile(far, 99)
        if top < 20:
            return [int(round(v)) for v in back], None
        inked = part[far >= max(20, 0.75 * top)]
        return [int(round(v)) for v in back], [int(v) for v in np.median(inked, axis=0)]
