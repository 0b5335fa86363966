"""Solves the edge reading of the icon encoder in closed form: the first version, in a minute, and where training starts.

Run:  nice -n 19 python models/grounding/train/icons/start.py [--crops 16000] [--seed 1]
The features of many crops are mapped, by least squares with a penalty, to the mean of their icons' texts in the shared
space. Writes best.pt and last.pt for train.py --resume and export.py.
"""

import argparse
import json
import pathlib
import time

import numpy as np
import torch

from check import exam_of
from labels import Labels
from network import SPACE
from train import Model, examine

from compose import Style, blanks  # isort: skip

BATCH, BLANK = 256, 24


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=pathlib.Path, default=pathlib.Path(".cache/grounding/icons"))
    parser.add_argument("--out", type=pathlib.Path, default=pathlib.Path(".cache/grounding/icons/run"))
    parser.add_argument("--log", type=pathlib.Path, default=pathlib.Path(__file__).with_name("log.jsonl"))
    parser.add_argument("--crops", type=int, default=16000)
    parser.add_argument("--seconds", type=float, default=1e9, help="draw no longer than this")
    parser.add_argument("--penalty", type=float, nargs="+", default=[3.0, 30.0, 300.0])
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)
    labels = Labels(args.data)
    model = Model(int(labels.kinds.max()) + 1)
    vectors = torch.from_numpy(labels.vectors[0].astype(np.float32))
    model.texts.start(vectors[::8])
    model.eval()
    chance, gen = np.random.default_rng(args.seed), torch.Generator().manual_seed(args.seed)
    began, seen = time.monotonic(), 0
    wide = model.icons.edges.OUT + 1
    gram, cross = torch.zeros(wide, wide), torch.zeros(wide, SPACE + 1)
    with torch.inference_mode():
        texts = model.texts(vectors)
        style = Style(jitter=0.12, clutter=0.5)
        while seen < args.crops and time.monotonic() - began < args.seconds:
            icons = labels.draw_icons(BATCH, chance)
            crops = torch.cat([labels.composer.batch(icons, gen, style), blanks(labels.composer, BLANK, gen)])
            goals = torch.zeros(len(crops), SPACE + 1)
            goals[:, SPACE] = -0.5
            for row, icon in enumerate(icons):
                ids, weights = labels.of(icon)
                goal = torch.from_numpy(weights) @ texts[torch.from_numpy(ids).long()]
                goals[row, :SPACE] = goal / goal.norm()
                goals[row, SPACE] = 0.5
            rows = torch.cat([model.icons.edges(crops)[0], torch.ones(len(crops), 1)], 1)
            gram += rows.T @ rows
            cross += rows.T @ goals
            seen += len(icons)
        print(f"{seen} crops drawn in {time.monotonic() - began:.0f} s", flush=True)
        exam = exam_of(labels, 130, Style(), seed=11)
        best = -1.0
        for penalty in args.penalty:
            solved = torch.linalg.solve(gram + penalty * torch.eye(wide), cross)
            model.icons.by_edges.weight.copy_(solved[:-1].T)
            model.icons.by_edges.bias.copy_(solved[-1])
            line = {"step": 0, "minutes": 0.0, "crops": seen, "penalty": penalty, **examine(model, labels, exam)}
            print(json.dumps(line), flush=True)
            if line["name_to_icon_100"] > best:
                best = line["name_to_icon_100"]
                with args.log.open("a", encoding="utf8") as log:
                    log.write(json.dumps(line) + "\n")
                torch.save({"mean": model.state_dict(), "line": line}, args.out / "best.pt")
                state = {"model": model.state_dict(), "mean": model.state_dict(), "optimiser": None}
                torch.save({**state, "step": 0, "spent": 0.0, "best": best}, args.out / "last.pt")


if __name__ == "__main__":
    main()
