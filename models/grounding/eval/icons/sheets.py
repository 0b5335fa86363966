"""Contact sheets of what goes wrong: for every failed phrase of the themes, the icon wanted and the three chosen instead.

Run:  python models/grounding/eval/icons/sheets.py [--data .cache/grounding/icons] [--out .cache/grounding/icons/sheets]
"""

import argparse
import pathlib

import numpy as np
from PIL import Image, ImageDraw
from shipped import Shipped

from themes import themes  # isort: skip

COLUMNS, CELL, NAME = 4, 52, 190


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=pathlib.Path, default=pathlib.Path(".cache/grounding/icons"))
    parser.add_argument("--out", type=pathlib.Path, default=pathlib.Path(".cache/grounding/icons/sheets"))
    parser.add_argument("--most", type=int, default=80)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    shipped = Shipped()
    for theme in themes(args.data / "themes"):
        crops = theme.crops(24, seed=31)
        likeness = shipped.phrases(theme.queries) @ shipped.crops(crops)[0].T
        same = theme.same()
        failed = []
        for q in range(len(theme.queries)):
            scores = np.where(same[q], -1, likeness[q])
            scores[q] = likeness[q, q]
            order = np.argsort(-scores)
            if order[0] != q:
                failed.append((int(np.flatnonzero(order == q)[0]), q, order[:3]))
        failed.sort(key=lambda f: -f[0])
        shown = failed[: args.most]
        rows = -(-len(shown) // COLUMNS)
        wide = NAME + 4 * CELL + 10
        sheet = Image.new("RGB", (COLUMNS * wide, rows * CELL), "white")
        pen = ImageDraw.Draw(sheet)
        for i, (rank, q, best) in enumerate(shown):
            x, y = i % COLUMNS * wide, i // COLUMNS * CELL
            pen.text((x + 4, y + 6), f"{theme.queries[q]}\nrank {rank + 1}", fill="black")
            for j, icon in enumerate([q, *best]):
                pixels = (crops[icon].transpose(1, 2, 0) * 255).astype(np.uint8)
                sheet.paste(Image.fromarray(pixels), (x + NAME + j * CELL + (8 if j else 0), y + 2))
        sheet.save(args.out / f"{theme.name}.png")
        print(f"{theme.name}: {len(failed)} of {len(theme.queries)} wrong among all")


if __name__ == "__main__":
    main()
