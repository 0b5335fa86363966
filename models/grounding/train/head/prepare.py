"""Made screens as what the head sees: `python prepare.py --data DIR [DIR…] --out DIR [--seed 1] [--per-screen 24]`.

One `NNNNNN.npz` a screen: elements as a reader and a detector would give them (with their errors), their icon crops, and
instructions with the elements and the box they mean. Texts are collected in texts.json and embedded later, once each.

Errors are imitated, not measured: 6 % of the controls are not found, boxes are off by up to 12 % of their shorter side,
one kind in eight is taken for a near one, and 3 % more boxes stand where there is no control.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from pathlib import Path

import numpy as np
from PIL import Image

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from data.reading import imitate  # noqa: E402
from features import KINDS, look  # noqa: E402
from instruct.generate import Instruction, Writer  # noqa: E402
from instruct.lexicon import Lexicon  # noqa: E402
from instruct.scene import Scene  # noqa: E402
from instruct.truth import from_truth  # noqa: E402

CROP = 48
MISSED = 0.06
TAKEN_FOR = {
    "button": ("link", "tab", "field", "icon"),
    "icon": ("button", "window_control", "image"),
    "link": ("button", "row"),
    "row": ("menu_item", "button"),
    "menu_item": ("row", "button"),
    "tab": ("button", "row"),
    "field": ("button", "row"),
    "checkbox": ("radio", "icon"),
    "radio": ("checkbox", "icon"),
    "switch": ("slider", "checkbox"),
    "slider": ("switch",),
    "window_control": ("icon", "button"),
    "image": ("icon",),
}
HOLDS_TEXT = frozenset(("button", "tab", "menu_item", "link", "field", "icon", "row", "window_control"))
"""Kinds whose text lines become theirs; small ones leave no line of their own."""


def overlap(inner: tuple[float, ...], outer: tuple[float, ...]) -> float:
    """Share of `inner` that lies in `outer`."""
    w = min(inner[2], outer[2]) - max(inner[0], outer[0])
    h = min(inner[3], outer[3]) - max(inner[1], outer[1])
    area = max(1.0, (inner[2] - inner[0]) * (inner[3] - inner[1]))
    return max(0.0, w) * max(0.0, h) / area


def iou(a: tuple[float, ...], b: tuple[float, ...]) -> float:
    inter = max(0.0, min(a[2], b[2]) - max(a[0], b[0])) * max(0.0, min(a[3], b[3]) - max(a[1], b[1]))
    return inter / max(1e-6, (a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - inter)


def crop(pixels: np.ndarray, box: tuple[float, ...], spread: float) -> np.ndarray:
    """The square about the middle of the box, `spread` times its longer side, as CROP x CROP RGB (icons.md)."""
    side = max(box[2] - box[0], box[3] - box[1], 6) * spread
    cx, cy = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    image = Image.fromarray(pixels)
    part = image.transform(
        (CROP, CROP), Image.EXTENT, (cx - side / 2, cy - side / 2, cx + side / 2, cy + side / 2), Image.BILINEAR
    ) if side <= CROP else image.crop(
        (round(cx - side / 2), round(cy - side / 2), round(cx + side / 2), round(cy + side / 2))
    ).resize((CROP, CROP), Image.BOX)
    return np.asarray(part)


def colours(pixels: np.ndarray, box: tuple[float, ...]) -> list[float]:
    h, w = pixels.shape[:2]
    x1, y1, x2, y2 = max(0, int(box[0])), max(0, int(box[1])), min(w, int(box[2]) + 1), min(h, int(box[3]) + 1)
    inside = pixels[y1:y2, x1:x2]
    step = max(1, int((inside.shape[0] * inside.shape[1] / 1500) ** 0.5))
    m = 3
    rim = [pixels[max(0, y1 - m) : y1, x1:x2], pixels[y2 : y2 + m, x1:x2], pixels[y1:y2, max(0, x1 - m) : x1], pixels[y1:y2, x2 : x2 + m]]
    around = np.concatenate([r.reshape(-1, 3) for r in rim])
    return look(inside[::step, ::step].reshape(-1, 3), around)


def perceive(truth: dict, pixels: np.ndarray, rng: random.Random) -> list[dict]:
    """Elements as they would be found: dicts of kind, box, text, glyph (box or None), score."""
    found: list[dict] = []
    lines = imitate(truth, rng.randrange(1 << 30))
    width, height = truth["width"], truth["height"]
    for c in truth["controls"]:
        if rng.random() < MISSED or c.get("visible", 1) < 0.3:
            continue
        x1, y1, x2, y2 = c["box"]
        off = 0.12 * min(x2 - x1, y2 - y1)
        box = tuple(v + rng.uniform(-off, off) * rng.random() for v in (x1, y1, x2, y2))
        kind = rng.choice(TAKEN_FOR[c["kind"]]) if rng.random() < 0.12 else c["kind"]
        glyphs = c.get("glyphs") or []
        glyph = tuple(glyphs[0]["box"]) if glyphs and rng.random() > 0.06 else None
        if glyph is None and c["kind"] in ("icon", "window_control"):
            glyph = box
        found.append({"kind": kind, "box": box, "text": "", "glyph": glyph, "score": rng.uniform(0.45, 0.98)})
    for _ in range(int(len(found) * 0.03) + (rng.random() < 0.3)):
        w, h = rng.uniform(16, 200), rng.uniform(14, 60)
        x, y = rng.uniform(0, width - w), rng.uniform(0, height - h)
        found.append({"kind": rng.choice(KINDS[1:14]), "box": (x, y, x + w, y + h), "text": "", "glyph": None, "score": rng.uniform(0.2, 0.5)})
    texts: list[dict] = []
    for line in lines:
        box = tuple(line["box"])
        hosts = [f for f in found if f["kind"] in HOLDS_TEXT and overlap(box, f["box"]) > 0.7]
        host = min(hosts, key=lambda f: (f["box"][2] - f["box"][0]) * (f["box"][3] - f["box"][1]), default=None)
        if host is not None:
            host["text"] = f"{host['text']} {line['text']}".strip()
        tall = host is not None and host["box"][3] - host["box"][1] > 3.2 * (box[3] - box[1])
        if host is None or host["kind"] == "row" or tall:
            texts.append({"kind": "text", "box": box, "text": line["text"], "glyph": None, "score": line.get("confidence", 0.95)})
    return found + texts


def hits(elements: list[dict], boxes: list[tuple[float, ...]]) -> list[int]:
    """Elements that are one of the targets: the best overlapping one each, and text lines that fill it."""
    out: set[int] = set()
    for box in boxes:
        best, score = -1, 0.35
        for i, e in enumerate(elements):
            value = iou(e["box"], box)
            if value > score:
                best, score = i, value
        if best < 0:
            # Not found by the detector: whatever text lies in it still leads there.
            inside = [i for i, e in enumerate(elements) if overlap(e["box"], box) > 0.8]
            best = max(inside, key=lambda i: iou(elements[i]["box"], box), default=-1)
        if best >= 0:
            out.add(best)
    return sorted(out)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", nargs="+", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--per-screen", type=int, default=24)
    parser.add_argument("--limit", type=int, default=10**9)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    lexicon = Lexicon()
    texts: set[str] = set()
    elsewhere: list[Instruction] = []
    files = [f for d in args.data for f in sorted(d.glob("[0-9]*.json"))][: args.limit]
    for number, file in enumerate(files):
        rng = random.Random(f"{args.seed}/{file.parent.name}/{file.stem}")
        truth = json.loads(file.read_text())
        pixels = np.asarray(Image.open(file.with_suffix(".png")).convert("RGB"))
        scene: Scene = from_truth(truth)
        writer = Writer(scene, lexicon, rng)
        said = writer.write(args.per_screen) + writer.absent_entries(max(2, args.per_screen // 8))
        said += writer.foreign(elsewhere, 2)
        elsewhere = (elsewhere + [i for i in said if i.targets])[-4000:]
        elements = perceive(truth, pixels, rng)
        if not elements or not said:
            continue
        by_id = {c.id: c for c in scene.controls}
        crops = [crop(pixels, e["glyph"], rng.uniform(1.0, 1.6)) for e in elements if e["glyph"]]
        instructions = []
        for i in said:
            boxes = [by_id[t].box for t in sorted(i.targets)]
            at = hits(elements, boxes)
            if i.targets and not at:
                continue
            instructions.append({"text": i.text, "style": i.style, "language": i.language, "boxes": boxes, "hits": at})
        texts.update(e["text"] for e in elements if e["text"])
        windows = {c["id"]: c["box"] for c in truth["containers"] if c["type"] in ("window", "dialog")}
        np.savez_compressed(
            args.out / f"{number:06d}.npz",
            boxes=np.array([e["box"] for e in elements], np.float32),
            kinds=np.array([KINDS.index(e["kind"]) for e in elements], np.int8),
            scores=np.array([e["score"] for e in elements], np.float16),
            looks=np.array([colours(pixels, e["box"]) for e in elements], np.float16),
            crops=np.array(crops, np.uint8).reshape(-1, CROP, CROP, 3),
            cropped=np.array([i for i, e in enumerate(elements) if e["glyph"]], np.int16),
            meta=json.dumps(
                {
                    "file": f"{file.parent.name}/{file.stem}", "width": truth["width"], "height": truth["height"],
                    "scale": truth.get("scale", 1), "texts": [e["text"] for e in elements],
                    "windows": list(windows.values()), "instructions": instructions,
                },
                ensure_ascii=False,
            ),
        )
        if number % 100 == 0:
            print(f"{number} of {len(files)}", flush=True)
    (args.out / "texts.json").write_text(json.dumps(sorted(texts), ensure_ascii=False))


if __name__ == "__main__":
    main()
