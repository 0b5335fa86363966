"""Text lines of a truth as a reader would give them: with its errors, cuts and joins.

`imitate(truth, seed)` answers lines like `{"text", "box", "words": [{"text", "box"}], "confidence"}`. Errors are drawn from
the seed alone, so that a training run can have others every epoch. With `errors=0` only what a reader cannot see is
different: boxes are drawn to the ink's height and password dots are dropped.
"""

from __future__ import annotations

import random

CONFUSED = {
    "l": "I1i",
    "I": "l1|",
    "i": "l1",
    "1": "l",
    "0": "O",
    "O": "0",
    "o": "0",
    "S": "5",
    "5": "S",
    "B": "8",
    "8": "B",
    "e": "c",
    "c": "e",
    "n": "r",
    "m": "rn",
    "ä": "a",
    "ö": "o",
    "ü": "u",
    "ß": "B",
    "é": "e",
    "è": "e",
    "ñ": "n",
    "ç": "c",
    "…": ".",
    "’": "'",
    ",": ".",
    ":": ".",
    "–": "-",
    "×": "x",
}
"""What small letters are mistaken for."""


def misread(text: str, rng: random.Random, errors: float) -> str:
    """A word as read: some letters confused, dropped or doubled."""
    out = []
    for char in text:
        if rng.random() >= errors:
            out.append(char)
        elif char in CONFUSED and rng.random() < 0.7:
            out.append(rng.choice(CONFUSED[char]))
        elif rng.random() < 0.5:
            out.append(char + char if rng.random() < 0.2 else "")
        else:
            out.append(char.swapcase())
    return "".join(out)


def ink(box: list[float], rng: random.Random, jitter: float) -> list[float]:
    """The font's box cut to the height of letters, moved a little."""
    height = box[3] - box[1]
    shift = [rng.gauss(0, jitter * height) for _ in range(4)]
    cut = [0, 0.14 * height, 0, -0.12 * height]
    return [round(b + c + s, 1) for b, c, s in zip(box, cut, shift)]


def imitate(truth: dict, seed: int | str, errors: float = 0.015, lost: float = 0.01) -> list[dict]:
    """Lines as a reader would give them.

    errors: chance that a letter goes wrong (four times that below 9 pixels of height, or in weak contrast);
    lost: chance that a line is not found at all. Blanks inside a line are lost at half the rate of errors.
    """
    rng = random.Random(f"{seed}/{truth['id']}")
    out = []
    for line in truth["lines"]:
        height = line["box"][3] - line["box"][1]
        weak = line.get("colour") and line.get("fill") and sum(abs(a - b) for a, b in zip(line["colour"], line["fill"])) < 150
        rate = errors * (4 if height < 11 or weak else 1)
        if rng.random() < lost * (4 if height < 11 or weak else 1):
            continue
        words = []
        for word in line["words"]:
            text = misread(word["text"].replace("•", ""), rng, rate)
            if not text:
                continue
            box = ink(word["box"], rng, 0.04 if errors else 0)
            if words and errors and rng.random() < errors / 2:
                last = words[-1]
                last["text"] += text
                last["box"] = [last["box"][0], min(last["box"][1], box[1]), box[2], max(last["box"][3], box[3])]
            else:
                words.append({"text": text, "box": box})
        if not words:
            continue
        boxes = [w["box"] for w in words]
        out.append(
            {
                "text": " ".join(w["text"] for w in words),
                "box": [min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)],
                "words": words,
                "confidence": round(max(0.3, rng.gauss(0.96, 0.03) - (0.15 if weak else 0)), 3) if errors else 1.0,
                "line": line["id"],
            }
        )
    return out
