"""Functions near the icons that stand for them, in the icons' space: the icons stay where they are."""

from __future__ import annotations

import json
import random
from collections import defaultdict
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from labels import Labels
from embed import session
from network import TextProjection
from phrases import AMONG, Phrases

SENTENCE, SPACE = 384, 256
BATCH = 192
STEEP = 14.0
Looks = list[tuple[list[str], str]]
"""Names of icons, and what their drawing looks like."""
Points = dict[str, tuple[np.ndarray, np.ndarray]]
"""A text's points (384,): by what it says, and by what it is for."""


class Sign(nn.Module):
    """sentence and meant (n, 384) -> (n, 256) of length 1: the icon encoder's projection, and a bend of what is meant."""

    def __init__(self, projection: TextProjection) -> None:
        super().__init__()
        self.projection = projection
        self.bend = nn.Sequential(nn.Linear(SENTENCE, 384), nn.GELU(), nn.Dropout(0.25), nn.Linear(384, SPACE))
        nn.init.zeros_(self.bend[3].weight)
        nn.init.zeros_(self.bend[3].bias)

    def forward(self, sentence: Tensor, meant: Tensor) -> Tensor:
        return F.normalize(self.projection(sentence) + self.bend(meant), dim=-1)


def projection_of(run: Path) -> TextProjection:
    """The icon encoder's own projection of texts."""
    saved = torch.load(run / "best.pt", weights_only=False)["mean"]
    projection = TextProjection()
    projection.load_state_dict({k[len("texts.") :]: v for k, v in saved.items() if k.startswith("texts.")})
    return projection.eval()


def icon_points(phrases: Phrases, looks: Looks, folder: Path, rng: np.random.Generator, each: int = 6) -> dict[str, np.ndarray]:
    """For each name of an icon that a set has: points (k, 256) of some of its drawings, as the icon encoder sees them."""
    labels = Labels(folder, embedded=False)
    names = [json.loads(line)["name"] for line in (folder / "icons.jsonl").open(encoding="utf8")]
    wanted = {n for e in phrases.entries for n in e.icons} | {n for names, _ in looks for n in names}
    where: dict[str, list[int]] = defaultdict(list)
    for i, name in enumerate(names):
        plain = name.lower().replace("_", "-")
        if plain in wanted and len(where[plain]) < 40:
            where[plain].append(i)
    model = session("icon-encoder.onnx", 1)
    gen = torch.Generator().manual_seed(7)
    out = {}
    for name, all_of in where.items():
        some = rng.choice(all_of, min(each, len(all_of)), replace=False)
        crops = labels.composer.batch(np.array(some), gen).contiguous().numpy()
        out[name] = model.run(["point"], {"crops": crops.astype(np.float32)})[0]
    return out


def both(points: Points, texts: list[str]) -> tuple[Tensor, Tensor]:
    return tuple(torch.from_numpy(np.stack([points[t][k] for t in texts])) for k in (0, 1))


@torch.no_grad()
def recall(phrases: Phrases, icons: dict[str, np.ndarray], points: Points, sign: nn.Module, seed: int = 6) -> tuple[float, int]:
    """Held-out functions: one of the right icons first among 60 icons of other entries; and how many were asked."""
    rng = random.Random(seed)
    names = [[n for n in e.icons if n in icons] for e in phrases.entries]
    having = [i for i, n in enumerate(names) if n]
    right = []
    for i in phrases.held:
        if not names[i]:
            continue
        for said in phrases.entries[i].functions:
            taken, others = set(names[i]), []
            for k in rng.sample(having, min(len(having), 4 * AMONG)):
                if len(others) < AMONG - 1 and not taken & set(names[k]):
                    others.append(icons[rng.choice(names[k])][0])
            choice = torch.from_numpy(np.stack([icons[rng.choice(names[i])][0], *others]))
            score = (sign(*both(points, [said])) @ choice.T)[0]
            right.append(bool(score[0] >= score.max()))
    return round(float(np.mean(right)), 4), len(right)


def train_sign(phrases: Phrases, looks: Looks, icons: dict[str, np.ndarray], points: Points, run: Path, turns: int, rng: random.Random, contrast) -> Sign:
    """contrast: the loss of train.py over logits and which belong together."""
    before, sign = projection_of(run), Sign(projection_of(run)).eval()
    print(json.dumps({"icons before": recall(phrases, icons, points, sign)}), flush=True)
    usable = [(names, i) for i in phrases.train if (names := [n for n in phrases.entries[i].icons if n in icons])]
    pairs = [(names, s) for names, i in usable for s in (*phrases.entries[i].functions, *phrases.entries[i].labels)]
    pairs += [(known, look) for names, look in looks if (known := [n for n in names if n in icons])]
    everything = list(points)
    optimiser = torch.optim.AdamW(sign.parameters(), lr=3e-4, weight_decay=0.03)
    for turn in range(turns):
        sign.train()
        rng.shuffle(pairs)
        for group in optimiser.param_groups:
            group["lr"] = 3e-4 * (1 - turn / turns) + 1e-5
        for start in range(0, len(pairs) - BATCH + 1, BATCH):
            part = pairs[start : start + BATCH]
            chosen = [rng.choice(names) for names, _ in part]
            shown = torch.from_numpy(np.stack([icons[n][rng.randrange(len(icons[n]))] for n in chosen]))
            right = torch.tensor([[float(name in names) for name in chosen] for names, _ in part])
            loss = contrast(sign(*both(points, [s for _, s in part])) @ shown.T * STEEP, right)
            # Names of icons keep their place.
            said, meant = both(points, rng.sample(everything, BATCH))
            with torch.no_grad():
                old = before(said)
            loss = loss + 2 * (1 - (sign(said, meant) * old).sum(1)).mean()
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
        sign.eval()
    print(json.dumps({"icons": recall(phrases, icons, points, sign)}), flush=True)
    return sign
