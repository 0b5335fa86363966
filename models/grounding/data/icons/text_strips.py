"""Lines of text as masks, to stand beside icons. Drawn with whatever of a list of free fonts is installed."""

import functools
import pathlib
import random

import numpy as np
from PIL import Image, ImageDraw, ImageFont

HIGH, WIDE = 24, 160
COUNT = 1500
FONTS = (
    "DejaVuSans.ttf",
    "LiberationSans-Regular.ttf",
    "Roboto-Regular.ttf",
    "OpenSans-Regular.ttf",
    "NotoSans-Regular.ttf",
    "Lato-Regular.ttf",
    "Cantarell-VF.otf",
)
WORDS = """file edit view insert format tools help window open save close print export import search find replace settings
options general network sound display power users about language region keyboard mouse printer accounts privacy security
apply cancel ok yes no next back finish continue retry delete remove add new copy paste cut undo redo select all none name
size type date modified owner documents downloads music pictures videos home desktop trash recent starred other devices
sign in out account password email phone address city country total price 12 24 100 % 3:45 2024 px MB KB""".split()


@functools.cache
def strips(seed: int = 7) -> np.ndarray:
    """COUNT masks (uint8) of one to three words, flush left."""
    chance = random.Random(seed)
    found = [
        p
        for folder in ("/usr/share/fonts", "/usr/local/share/fonts")
        for p in pathlib.Path(folder).rglob("*")
        if p.name in FONTS
    ]
    fonts = [ImageFont.truetype(str(p), s) for p in sorted(found) for s in (15, 17, 19)] or [ImageFont.load_default()]
    out = np.zeros((COUNT, HIGH, WIDE), np.uint8)
    for i in range(COUNT):
        words = chance.choices(WORDS, k=chance.choice((1, 1, 2, 3)))
        text = " ".join(words)
        image = Image.new("L", (WIDE, HIGH))
        text = text.capitalize() if chance.random() < 0.7 else text
        ImageDraw.Draw(image).text((0, HIGH // 2), text, fill=255, font=chance.choice(fonts), anchor="lm")
        out[i] = np.asarray(image)
    return out
