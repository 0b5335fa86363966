"""Batches made in a process of their own, so that drawing crops and learning wait little for each other."""

import pathlib
from collections.abc import Iterator

import numpy as np
import torch
from torch.utils.data import IterableDataset

from labels import Labels

from compose import blanks  # isort: skip

ICONS, BLANKS, TEXTS_EACH, OTHER_TEXTS = 128, 10, 3, 320
SAME = 0.8
"""Texts this near to an icon's name are not held against it."""


class Batches(IterableDataset):
    """Endless: crops (icons first, then blanks), text embeddings, which text is right for which icon, kinds."""

    def __init__(self, data: pathlib.Path, seed: int) -> None:
        self.data, self.seed = data, seed

    def __iter__(self) -> Iterator[dict[str, torch.Tensor]]:
        torch.set_num_threads(1)
        labels = Labels(self.data)
        chance, gen = np.random.default_rng(self.seed), torch.Generator().manual_seed(self.seed)
        while True:
            yield batch_of(labels, chance, gen)


def batch_of(labels: Labels, chance: np.random.Generator, gen: torch.Generator) -> dict[str, torch.Tensor]:
    """One batch."""
    icons = labels.draw_icons(ICONS, chance)
    crops = torch.cat([labels.composer.batch(icons, gen), blanks(labels.composer, BLANKS, gen)])
    columns = np.unique(
        np.concatenate([labels.some_texts(icons, TEXTS_EACH, chance), labels.draw_texts(OTHER_TEXTS, chance)])
    )
    weight, open_ = labels.targets(icons, columns)
    plain = labels.vectors[0][columns].astype(np.float32)
    names = labels.vectors[0][labels.ids[labels.start[icons]]].astype(np.float32)
    open_ |= (names @ plain.T > SAME) & (weight == 0)
    phrase = chance.random(len(columns)) < 0.3
    sentences = np.where(phrase[:, None], labels.vectors[1][columns].astype(np.float32), plain)
    return {
        "crops": crops.contiguous(memory_format=torch.channels_last),
        "sentences": torch.from_numpy(sentences),
        "weight": torch.from_numpy(weight),
        "open": torch.from_numpy(open_),
        "kinds": torch.from_numpy(labels.kinds[icons]),
    }
