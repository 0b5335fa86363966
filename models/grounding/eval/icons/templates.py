"""The baseline: the nearest template by pixels.

A phrase's templates are up to twelve training icons of the known text nearest to it (by the sentence encoder). A crop is
like a phrase as its grey picture correlates with the best template, either polarity, at nine small shifts and two sizes.
"""

import numpy as np
import torch
from shipped import Shipped
from torch.nn import functional as F

from labels import Labels

SIDE = 24
MOST = 12


class Templates:
    """Templates by phrase, drawn when asked for."""

    def __init__(self, labels: Labels, shipped: Shipped) -> None:
        self.labels, self.shipped = labels, shipped
        surely = np.repeat(~labels.held, np.diff(labels.start)) & (labels.weights >= 0.6)
        owner = np.repeat(np.arange(len(labels.keys)), np.diff(labels.start))[surely]
        self.owners: dict[int, list[int]] = {}
        for text, icon in zip(labels.ids[surely], owner):
            self.owners.setdefault(int(text), []).append(int(icon))
        counts = {t: len(o) for t, o in self.owners.items()}
        self.known = [t for t, c in counts.items() if c >= 12]
        self.kept: dict[str, np.ndarray] = {}
        self.vectors: np.ndarray | None = None

    def text_for(self, phrase: str) -> int:
        """The phrase itself if it is known, else the likest known text."""
        exact = self.labels.text_id.get(phrase, -1)
        if exact in self.owners:
            return exact
        if self.vectors is None:
            self.vectors = self.labels.vectors[0][np.array(self.known)].astype(np.float32)
        return self.known[int((self.vectors @ self.shipped.embed([phrase])[0]).argmax())]

    def of(self, phrase: str) -> np.ndarray:
        """Standardised templates (m by pixels)."""
        if phrase not in self.kept:
            owners = self.owners[self.text_for(phrase)]
            chosen = np.array(owners)[np.linspace(0, len(owners) - 1, min(MOST, len(owners))).astype(int)]
            alpha, own, coloured = self.labels.composer.sources(chosen)
            grey = torch.where(coloured.view(-1, 1, 1, 1), (own * alpha).mean(1, keepdim=True) + (1 - alpha), 1 - alpha)
            pictures = []
            for pad in (4, 12):
                ground = F.pad(grey, (pad,) * 4, value=1.0)
                pictures.append(F.interpolate(ground, (SIDE, SIDE), mode="bilinear", antialias=True))
            self.kept[phrase] = standard(torch.cat(pictures))
        return self.kept[phrase]

    def likeness(self, phrases: list[str], crops: np.ndarray) -> np.ndarray:
        """likeness[phrase, crop]."""
        grey = F.interpolate(
            torch.from_numpy(crops).mean(1, keepdim=True), (SIDE, SIDE), mode="bilinear", antialias=True
        )
        shifted = [standard(torch.roll(grey, (dx, dy), (2, 3))) for dx in (-2, 0, 2) for dy in (-2, 0, 2)]
        out = np.zeros((len(phrases), len(crops)), np.float32)
        for phrase in dict.fromkeys(phrases):
            templates = self.of(phrase)
            best = np.max([np.abs(templates @ s.T).max(0) for s in shifted], 0)
            out[[i for i, p in enumerate(phrases) if p == phrase]] = best
        return out


def standard(pictures: torch.Tensor) -> np.ndarray:
    """Rows of mean 0 and length 1."""
    rows = pictures.flatten(1)
    rows = rows - rows.mean(1, keepdim=True)
    return (rows / (rows.norm(dim=1, keepdim=True) + 1e-4)).numpy()
