"""How well an encoder tells held-out icons apart; used while training and by the evaluation."""

import dataclasses
import pathlib
import sys

import numpy as np
import torch
from torch import Tensor

from labels import Labels

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "data/icons"))
from compose import Style  # noqa: E402


@dataclasses.dataclass
class Exam:
    """Crops of icons with the texts that ask for them."""

    icons: np.ndarray
    crops: Tensor
    queries: np.ndarray
    """Text id asked for each icon: its name."""
    wanted: list[np.ndarray]
    """All right texts of each icon."""
    groups: np.ndarray
    """Only icons of one group stand beside each other."""
    concepts: np.ndarray
    """Texts an icon is told by: the names of concepts."""

    def of(self, some: np.ndarray) -> "Exam":
        """Only some of the icons."""
        wanted = [w for w, s in zip(self.wanted, some) if s]
        return Exam(
            self.icons[some],
            self.crops[torch.from_numpy(some)],
            self.queries[some],
            wanted,
            self.groups[some],
            self.concepts,
        )


def exam_of(labels: Labels, per_set: int, style: Style, seed: int) -> Exam:
    """An exam on the held-out sets; icons whose name no training icon has are left out."""
    chance = np.random.default_rng(seed)
    gen = torch.Generator().manual_seed(seed)
    taught, counts = np.unique(labels.keys[~labels.held], return_counts=True)
    common = {k for k in taught[counts >= 3] if k in labels.text_id}
    chosen = []
    for name in np.unique(labels.sets[labels.held]):
        of_set = np.flatnonzero((labels.sets == name) & np.array([k in common for k in labels.keys]))
        chosen.append(np.sort(chance.choice(of_set, min(per_set, len(of_set)), replace=False)))
    icons = np.concatenate(chosen)
    order = chance.permutation(len(icons))
    crops = torch.zeros(len(icons), 3, 48, 48)
    crops[order] = labels.composer.batch(icons[order], gen, style, groups=max(8, len(icons) // 32))
    concepts = np.array(sorted({labels.text_id[k] for k in taught[counts >= 12] if k in common}))
    queries = np.array([labels.text_id[k] for k in labels.keys[icons]])
    wanted = [labels.of(i)[0][labels.of(i)[1] > 0] for i in icons]
    return Exam(icons, crops, queries, wanted, labels.sets[icons], concepts)


def grade(
    points: np.ndarray, texts: np.ndarray, exam: Exam, rivals: tuple[int, ...] = (20, 100), seed: int = 5
) -> dict[str, float]:
    """points: one for each crop; texts: one for every text. Accuracy name -> icon and icon -> concept."""
    chance = np.random.default_rng(seed)
    likeness = texts[exam.queries] @ points.T
    right = [np.isin(exam.queries, w) for w in exam.wanted]  # right[i][q]: query q would also be right for icon i
    right = np.stack(right, 1)
    out: dict[str, float] = {}
    for count in rivals:
        hits = []
        for q in range(len(exam.queries)):
            others = np.flatnonzero((exam.groups == exam.groups[q]) & ~right[q])
            others = chance.choice(others, min(count - 1, len(others)), replace=False)
            hits.append(likeness[q, q] > likeness[q, others].max())
        out[f"name_to_icon_{count}"] = round(float(np.mean(hits)), 4)
    best = np.argsort(-(points @ texts[exam.concepts].T), 1)[:, :5]
    told = [np.isin(exam.concepts[row], w) for row, w in zip(best, exam.wanted)]
    out["concept_top1"] = round(float(np.mean([t[0] for t in told])), 4)
    out["concept_top5"] = round(float(np.mean([t.any() for t in told])), 4)
    return out
