"""Contact sheets of screens with their boxes, to look at what was made.

Run:  python models/grounding/data/preview.py --data DIR --out sheet.png [--count 12] [--first 0] [--columns 3] [--width 640]
      [--plain] [--lines] [--one ID]
One colour a kind; a thin dotted look means partly covered. `--one 000042` draws one screen at full size with ids.
"""

import argparse
import json
import pathlib

from PIL import Image, ImageDraw

COLOURS = {
    "button": "#e6194b",
    "field": "#3cb44b",
    "checkbox": "#f58231",
    "radio": "#911eb4",
    "switch": "#008080",
    "slider": "#9a6324",
    "tab": "#4363d8",
    "menu_item": "#f032e6",
    "row": "#808000",
    "icon": "#00bcd4",
    "link": "#1a5fff",
    "window_control": "#ff0000",
    "image": "#7f7f7f",
}


def annotate(picture: Image.Image, truth: dict, lines: bool, ids: bool) -> Image.Image:
    """The picture with a box for every control, and for every text line if asked."""
    draw = ImageDraw.Draw(picture)
    for control in truth["controls"]:
        draw.rectangle(control["box"], outline=COLOURS.get(control["kind"], "#000"), width=2 if control["visible"] > 0.9 else 1)
        if ids:
            draw.text((control["box"][0] + 2, control["box"][1] + 1), control["id"][1:], fill="#d00")
    for line in truth["lines"] if lines else ():
        for word in line["words"]:
            draw.rectangle(word["box"], outline="#ffb300")
    return picture


def main() -> None:
    """Reads the arguments and writes the sheet."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=pathlib.Path, required=True)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--count", type=int, default=12)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--columns", type=int, default=3)
    parser.add_argument("--width", type=int, default=640)
    parser.add_argument("--plain", action="store_true", help="no boxes")
    parser.add_argument("--lines", action="store_true", help="word boxes too")
    parser.add_argument("--one", help="one screen by name, full size, with ids")
    args = parser.parse_args()
    files = sorted(args.data.glob("[0-9]" * 6 + ".json"))
    files = [args.data / f"{args.one}.json"] if args.one else files[args.first : args.first + args.count]
    tiles = []
    for file in files:
        truth = json.loads(file.read_text(encoding="utf8"))
        picture = Image.open(args.data / truth["image"]).convert("RGB")
        tiles.append(picture if args.plain else annotate(picture, truth, args.lines, bool(args.one)))
    if args.one:
        tiles[0].save(args.out)
        return
    height = round(args.width * 0.65)
    rows = -(-len(tiles) // args.columns)
    sheet = Image.new("RGB", (args.columns * args.width, rows * height), "#222")
    for i, tile in enumerate(tiles):
        tile.thumbnail((args.width - 6, height - 6), Image.LANCZOS)
        sheet.paste(tile, ((i % args.columns) * args.width + 3, (i // args.columns) * height + 3))
    sheet.save(args.out)


if __name__ == "__main__":
    main()
