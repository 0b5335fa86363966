"""The icons and their texts as arrays, for training and for evaluation."""

import json
import pathlib
import sys

import numpy as np

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "data/icons"))
from compose import Composer  # noqa: E402


class Labels:
    """Everything render.mjs, texts.py and embed_texts.py wrote."""

    def __init__(self, folder: pathlib.Path, embedded: bool = True) -> None:
        icons = [json.loads(line) for line in (folder / "icons.jsonl").open(encoding="utf8")]
        self.sets = np.array([i["set"] for i in icons])
        self.composer = Composer(
            folder, np.array([i["kind"] == "colour" for i in icons]), np.array([i["at"] for i in icons])
        )
        known = json.loads((folder / "texts.json").read_text(encoding="utf8"))
        self.texts: list[str] = known["texts"]
        self.keys = np.array(known["keys"])
        arrays = np.load(folder / "labels.npz")
        self.ids, self.weights, self.start = arrays["ids"], arrays["weights"], arrays["start"]
        self.hand, self.held, draw = arrays["hand"], arrays["held"], arrays["draw"]
        self.kinds = arrays["kinds"].astype(np.int64)
        self.until = np.cumsum(draw / draw.sum())
        self.text_id = {t: i for i, t in enumerate(self.texts)}
        if embedded:
            self.vectors = np.load(folder / "texts.f16.npy", mmap_mode="r")
        train = np.repeat(draw > 0, np.diff(self.start)) & (self.weights >= 0.3)
        often = np.bincount(self.ids[train], minlength=len(self.texts)) ** 0.5
        self.text_until = np.cumsum(often / often.sum())

    def draw_icons(self, count: int, chance: np.random.Generator) -> np.ndarray:
        return np.searchsorted(self.until, chance.random(count)).clip(max=len(self.keys) - 1)

    def draw_texts(self, count: int, chance: np.random.Generator) -> np.ndarray:
        return np.searchsorted(self.text_until, chance.random(count)).clip(max=len(self.texts) - 1)

    def of(self, icon: int) -> tuple[np.ndarray, np.ndarray]:
        """Text ids of an icon with their weights."""
        span = slice(self.start[icon], self.start[icon + 1])
        return self.ids[span], self.weights[span]

    def some_texts(self, icons: np.ndarray, each: int, chance: np.random.Generator) -> np.ndarray:
        """A few right texts of every icon, likelier the surer."""
        out = []
        for icon in icons:
            ids, weights = self.of(icon)
            p = weights / weights.sum()
            out.append(chance.choice(ids, min(each, int((weights > 0).sum())), replace=False, p=p))
        return np.concatenate(out)

    def targets(self, icons: np.ndarray, columns: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Weight of each column's text for each icon, and where it is neither right nor wrong."""
        column = np.full(len(self.texts), -1, np.int32)
        column[columns] = np.arange(len(columns))
        weight = np.zeros((len(icons), len(columns)), np.float32)
        open_ = np.zeros((len(icons), len(columns)), bool)
        for row, icon in enumerate(icons):
            ids, weights = self.of(icon)
            at = column[ids]
            known = at >= 0
            weight[row, at[known]] = weights[known]
            open_[row, at[known & (weights == 0)]] = True
        return weight, open_
