"""What controls do and what they are called, for training: entries of `data/phrases`, an eighth held out whole."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from instruct.lexicon import Entry

FORMS = ("click the control to {}", "I want to {}", "please {}", "the button to {}", "how do I {}", "{} please")
"""How a function is said besides as it is."""
AMONG = 60
Point = Callable[[str, str], np.ndarray]
"""('said' or 'shown', text) -> its point."""


def looks_of(folder: Path) -> list[tuple[list[str], str]]:
    """`data/looks`: (names of icons, what their drawing looks like)."""
    out = []
    for file in sorted(folder.glob("*.txt")):
        for line in file.read_text(encoding="utf8").splitlines():
            if line.startswith("#") or "::" not in line:
                continue
            names, looks = line.split("::")
            named = [n.strip().replace(" ", "-") for n in names.split(",") if n.strip()]
            out += [(named, look.strip()) for look in looks.split(";") if look.strip()]
    return out


def is_held_out(entry: Entry) -> bool:
    return int(hashlib.sha256(entry.labels[0].lower().encode()).hexdigest(), 16) % 8 == 0


class Phrases:
    def __init__(self, entries: list[Entry], rng: random.Random) -> None:
        self.entries = [e for e in entries if e.labels and e.functions]
        self.called = [{label.lower() for label in e.labels} for e in self.entries]
        self.held = [i for i, e in enumerate(self.entries) if is_held_out(e)]
        held = set(self.held)
        self.train = [i for i in range(len(self.entries)) if i not in held]
        self.form = {f: rng.choice(FORMS).format(f) for e in self.entries for f in e.functions}
        """Each function in another form."""

    def texts(self) -> list[str]:
        return list(dict.fromkeys(t for e in self.entries for t in (*e.labels, *e.functions)))

    def batches(self, size: int, rng: random.Random, stretch: int = 8) -> Iterator[list[tuple[int, str]]]:
        """One turn over (entry, function), and half of the labels as if they were said. Texts of like length together,
        which spares padding."""
        pairs = [(i, f) for i in self.train for f in self.entries[i].functions]
        pairs += [(i, label) for i in self.train for label in self.entries[i].labels if rng.random() < 0.5]
        rng.shuffle(pairs)
        for at in range(0, len(pairs) - size * stretch + 1, size * stretch):
            alike = sorted(pairs[at : at + size * stretch], key=lambda p: len(p[1].split()))
            parts = [alike[k : k + size] for k in range(0, len(alike), size)]
            rng.shuffle(parts)
            yield from parts

    def right(self, part: list[tuple[int, str]], labels: list[str]) -> Tensor:
        """(len(part), len(labels)): 1 where a label is one of the entry's own; entries that share a label share the answer."""
        return torch.tensor([[float(label.lower() in self.called[i]) for label in labels] for i, _ in part])

    def recall(self, point: Point, seed: int = 5) -> dict[str, float]:
        """Held-out functions: the right label first, and among the first five, of 60 labels of other entries."""
        rng = random.Random(seed)
        first, five = [], []
        for i in self.held:
            for said in self.entries[i].functions:
                others: list[str] = []
                while len(others) < AMONG - 1:
                    label = self.entries[rng.randrange(len(self.entries))].labels[0]
                    if label.lower() not in self.called[i]:
                        others.append(label)
                shown = np.stack([point("shown", label) for label in [self.entries[i].labels[0], *others]])
                score = shown @ point("said", said)
                rank = int((score > score[0]).sum())
                first.append(rank == 0)
                five.append(rank < 5)
        return {"first": round(float(np.mean(first)), 4), "of five": round(float(np.mean(five)), 4), "asked": len(first)}
