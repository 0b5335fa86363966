"""Measures the shipped icon encoder on icon sets and desktop themes it never saw, beside a nearest template by pixels.

Run:  python models/grounding/eval/icons/evaluate.py [--data .cache/grounding/icons] [--fast]
Writes figures.json beside this file and prints a table. Seeds are fixed.
  name -> icon at N: the phrase's icon is nearer than N - 1 random others of the same set.
  icon -> concept: the nearest of some thousands of names is one of the icon's own.
"""

import argparse
import json
import pathlib

import numpy as np
import torch
from shipped import Shipped

from check import exam_of, grade  # isort: skip
from compose import Style, blanks  # isort: skip
from labels import Labels  # isort: skip
from templates import Templates  # isort: skip
from themes import Theme, themes  # isort: skip

HERE = pathlib.Path(__file__).parent
STYLES = {
    "any (as in training)": Style(),
    "16 px": Style(sizes=(16,), clutter=0.5),
    "24 px": Style(sizes=(24,), clutter=0.5),
    "48 px": Style(sizes=(48,), clutter=0.5),
    "dark on light": Style(mode="dark-on-light", clutter=0.3),
    "light on dark": Style(mode="light-on-dark", clutter=0.3),
    "disabled": Style(mode="disabled", clutter=0.3),
    "on buttons": Style(mode="button", clutter=0.3),
}


def text_points(labels: Labels, shipped: Shipped, ids: np.ndarray) -> np.ndarray:
    """A table of all texts with only the needed rows filled."""
    table = np.zeros((len(labels.texts), 256), np.float32)
    table[ids] = shipped.phrases([labels.texts[i] for i in ids])
    return table


def held_out(
    labels: Labels, shipped: Shipped, templates: Templates, per_set: int, styles: dict[str, Style]
) -> dict[str, dict[str, float]]:
    """Grades by style on the held-out sets."""
    out: dict[str, dict[str, float]] = {}
    for name, style in styles.items():
        exam = exam_of(labels, per_set, style, seed=21)
        points, is_icon = shipped.crops(exam.crops.numpy())
        table = text_points(labels, shipped, np.unique(np.concatenate([exam.queries, exam.concepts])))
        out[name] = grade(points, table, exam) | {"seen as an icon": round(float((is_icon > 0.5).mean()), 4)}
        if name in ("any (as in training)", "24 px"):
            for set_name in np.unique(exam.groups):
                part = exam.of(exam.groups == set_name)
                out[f"{name}, {set_name}"] = grade(points[exam.groups == set_name], table, part)
            likeness = templates.likeness([labels.texts[q] for q in exam.queries], exam.crops.numpy())
            out[f"{name}, pixels"] = grade_matrix(likeness, exam, (20, 100))
    gen = torch.Generator().manual_seed(3)
    _, is_icon = shipped.crops(blanks(labels.composer, 600, gen).numpy())
    out["no icon there"] = {"seen as an icon": round(float((is_icon > 0.5).mean()), 4)}
    return out


def grade_matrix(likeness: np.ndarray, exam, rivals: tuple[int, ...], seed: int = 5) -> dict[str, float]:
    """name -> icon from likeness[query, crop], the same rivals as check.grade."""
    chance = np.random.default_rng(seed)
    right = np.stack([np.isin(exam.queries, w) for w in exam.wanted], 1)
    out = {}
    for count in rivals:
        hits = []
        for q in range(len(exam.queries)):
            others = np.flatnonzero((exam.groups == exam.groups[q]) & ~right[q])
            others = chance.choice(others, min(count - 1, len(others)), replace=False)
            hits.append(likeness[q, q] > likeness[q, others].max())
        out[f"name_to_icon_{count}"] = round(float(np.mean(hits)), 4)
    return out


def of_themes(
    all_themes: list[Theme], shipped: Shipped, templates: Templates, sizes: tuple[int, ...]
) -> dict[str, dict[str, float]]:
    """Phrase -> icon among 20, 100 and all of a theme, by size."""
    out: dict[str, dict[str, float]] = {}
    for theme in all_themes:
        for size in sizes:
            crops = theme.crops(size, seed=31)
            likeness = shipped.phrases(theme.queries) @ shipped.crops(crops)[0].T
            out[f"{theme.name} {size} px"] = theme.grade(likeness)
            if size == 24:
                out[f"{theme.name} {size} px, pixels"] = theme.grade(templates.likeness(theme.queries, crops))
    for size in sizes:
        rows = [out[f"{t.name} {size} px"] for t in all_themes]
        out[f"mean of themes {size} px"] = {k: round(float(np.mean([r[k] for r in rows])), 4) for k in rows[0]}
    rows = [out[f"{t.name} 24 px, pixels"] for t in all_themes]
    out["mean of themes 24 px, pixels"] = {k: round(float(np.mean([r[k] for r in rows])), 4) for k in rows[0]}
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=pathlib.Path, default=pathlib.Path(".cache/grounding/icons"))
    parser.add_argument("--fast", action="store_true", help="themes at 24 px only, and a few held-out icons")
    args = parser.parse_args()
    torch.set_num_threads(1)
    labels = Labels(args.data)
    shipped = Shipped()
    templates = Templates(labels, shipped)
    figures: dict[str, dict] = {}
    styles = {k: STYLES[k] for k in ("24 px",)} if args.fast else STYLES
    for part, measure in {
        "themes": lambda: of_themes(
            themes(args.data / "themes"), shipped, templates, (24,) if args.fast else (16, 24, 48)
        ),
        "held-out sets": lambda: held_out(labels, shipped, templates, 60 if args.fast else 500, styles),
    }.items():
        figures[part] = measure()
        (HERE / "figures.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf8")
    for part, rows in figures.items():
        print(f"\n{part}")
        for name, row in rows.items():
            print(f"  {name:44}", *(f"{k} {v:.3f}" for k, v in row.items()))


if __name__ == "__main__":
    main()
