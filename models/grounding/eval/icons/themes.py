"""Icons of desktop themes, drawn on plain grounds as a toolbar or a panel would, with the phrases that ask for them."""

import dataclasses
import json
import pathlib
import sys

import numpy as np
import torch

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "data/icons"))
from compose import Composer, Style  # noqa: E402


@dataclasses.dataclass
class Theme:
    """One theme's icons."""

    name: str
    composer: Composer
    icons: np.ndarray
    names: list[str]
    queries: list[str]

    def crops(self, size: int, seed: int) -> np.ndarray:
        """Half dark on light, half light on dark; the box a tenth off at most."""
        gen = torch.Generator().manual_seed(seed)
        out = np.zeros((len(self.icons), 3, 48, 48), np.float32)
        for start, mode in enumerate(("dark-on-light", "light-on-dark")):
            style = Style(sizes=(size,), mode=mode, jitter=0.1, tight=(1.05, 1.35), clutter=0.2)
            out[start::2] = self.composer.batch(self.icons[start::2], gen, style).numpy()
        return out

    def same(self) -> np.ndarray:
        """same[q, i]: icon i would be right for phrase q as well: the same phrase, or the very same picture."""
        alpha = self.composer.sources(self.icons)[0].flatten(1).numpy()
        alpha = alpha / (np.linalg.norm(alpha, axis=1, keepdims=True) + 1e-6)
        queries = np.array(self.queries)
        return (queries[:, None] == queries[None]) | (alpha @ alpha.T > 0.995)

    def grade(self, likeness: np.ndarray, seed: int = 5) -> dict[str, float]:
        """Accuracy phrase -> icon among 20, 100 and all."""
        chance = np.random.default_rng(seed)
        same = self.same()
        out = {}
        for count in (20, 100, len(self.icons)):
            hits = []
            for q in range(len(self.icons)):
                others = np.flatnonzero(~same[q])
                others = chance.choice(others, min(count - 1, len(others)), replace=False)
                hits.append(likeness[q, q] > likeness[q, others].max())
            out[f"among_{count}" if count in (20, 100) else "among_all"] = round(float(np.mean(hits)), 4)
        return out


def themes(folder: pathlib.Path) -> list[Theme]:
    """All themes that themes.mjs drew."""
    icons = [json.loads(line) for line in (folder / "icons.jsonl").open(encoding="utf8")]
    composer = Composer(folder, np.array([i["kind"] == "colour" for i in icons]), np.array([i["at"] for i in icons]))
    out = []
    for name in dict.fromkeys(i["set"] for i in icons):
        chosen = np.array([n for n, i in enumerate(icons) if i["set"] == name])
        out.append(
            Theme(name, composer, chosen, [icons[n]["name"] for n in chosen], [icons[n]["query"] for n in chosen])
        )
    return out
