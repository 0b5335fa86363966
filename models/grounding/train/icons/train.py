"""Trains the icon encoder and the text projection together.

Run:  nice -n 19 python models/grounding/train/icons/train.py --minutes 60 [--seed 1] [--resume]
Starts from what start.py solved, if --resume is given. Every icon of a batch is to lie near all its texts that are in the batch and away from the others, and every text near its
icons. A running mean of the weights is what is kept; the best by name -> icon among 100 is best.pt. One line of
log.jsonl for every check. The learning rate is constant and falls to nothing in the last quarter of the minutes (time the
process was stopped is not counted).
"""

import argparse
import copy
import json
import pathlib
import time

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from batches import Batches
from check import exam_of, grade
from labels import Labels
from network import WIDE, IconEncoder, TextProjection
from torch.utils.data import DataLoader

from compose import Style  # isort: skip

RATE, DECAY, KEEP = 2e-3, 0.03, 0.997
WARM = 60


class Model(nn.Module):
    """All that is learned."""

    def __init__(self, kinds: int = 1) -> None:
        super().__init__()
        self.icons = IconEncoder().to(memory_format=torch.channels_last)
        self.kinds = nn.Linear(WIDE, kinds)
        """Which concept it is: used in training only, it makes the features sooner good."""
        self.texts = TextProjection()
        self.scale = nn.Parameter(torch.tensor(14.0).log())


def loss_of(model: Model, batch: dict[str, Tensor]) -> tuple[Tensor, dict[str, float]]:
    """One batch's loss."""
    weight = batch["weight"]
    count = len(weight)
    with torch.autocast("cpu", torch.bfloat16):
        edges, mixed = model.icons.features(batch["crops"])
        points, is_icon = model.icons.read(edges, mixed)
        kinds = model.kinds(mixed[:count])
        goals = model.texts(batch["sentences"])
    logits = (points[:count].float() @ goals.float().T) * model.scale.exp().clamp(max=60)
    logits = logits.masked_fill(batch["open"], -1e4)
    to_text = -(weight / weight.sum(1, keepdim=True) * logits.log_softmax(1)).sum(1).mean()
    total = weight.sum(0)
    asked = total > 0
    per_text = -(weight[:, asked] / total[asked] * logits[:, asked].log_softmax(0)).sum(0)
    importance = weight[:, asked].amax(0)
    to_icon = (per_text * importance).sum() / importance.sum()
    truth = (torch.arange(len(is_icon)) < count).float()
    kind = F.binary_cross_entropy_with_logits(is_icon.float(), truth)
    which = F.cross_entropy(kinds.float(), batch["kinds"], ignore_index=-1, label_smoothing=0.05)
    parts = {"to_text": to_text.item(), "to_icon": to_icon.item(), "kind": kind.item(), "which": which.item()}
    return to_text + to_icon + 0.3 * kind + which, parts


@torch.inference_mode()
def examine(model: Model, labels: Labels, exam) -> dict[str, float]:
    """Grades on the held-out sets."""
    model.eval()
    points = torch.cat(
        [model.icons(c.contiguous(memory_format=torch.channels_last))[0] for c in exam.crops.split(256)]
    ).numpy()
    needed = np.unique(np.concatenate([exam.queries, exam.concepts]))
    texts = np.zeros((len(labels.texts), points.shape[1]), np.float32)
    texts[needed] = model.texts(torch.from_numpy(labels.vectors[0][needed].astype(np.float32))).numpy()
    return grade(points, texts, exam)


def groups_of(model: Model) -> list[dict]:
    """Weight decay on matrices only; what start.py solved moves slowly."""
    solved = [*model.icons.by_edges.parameters(), *model.texts.straight.parameters()]
    known = {id(p) for p in solved}
    wide = [p for p in model.parameters() if p.ndim > 1 and id(p) not in known]
    thin = [p for p in model.parameters() if p.ndim <= 1 and id(p) not in known]
    return [
        {"params": solved, "weight_decay": 0.0, "share": 0.15},
        {"params": wide, "weight_decay": DECAY, "share": 1.0},
        {"params": thin, "weight_decay": 0.0, "share": 1.0},
    ]


def follow(mean: Model, model: Model, keep: float) -> None:
    """Moves the running mean."""
    with torch.no_grad():
        for a, b in zip(mean.state_dict().values(), model.state_dict().values()):
            if a.is_floating_point():
                a.lerp_(b, 1 - keep)
            else:
                a.copy_(b)


def begin(model: Model, file: pathlib.Path) -> None:
    """The weights of another run, where they fit."""
    saved, mine = torch.load(file, weights_only=False)["mean"], model.state_dict()
    model.load_state_dict({k: saved[k] if k in saved and saved[k].shape == v.shape else v for k, v in mine.items()})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=pathlib.Path, default=pathlib.Path(".cache/grounding/icons"))
    parser.add_argument("--out", type=pathlib.Path, default=pathlib.Path(".cache/grounding/icons/run"))
    parser.add_argument("--log", type=pathlib.Path, default=pathlib.Path(__file__).with_name("log.jsonl"))
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--every", type=int, default=250)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--resume", action="store_true")
    parser.add_argument("--start", type=pathlib.Path, help="another run's best.pt to begin with; what has another shape begins anew")
    parser.add_argument("--rate", type=float, default=RATE)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)
    labels = Labels(args.data)
    exam = exam_of(labels, 130, Style(), seed=11)
    model = Model(int(labels.kinds.max()) + 1)
    model.texts.start(torch.from_numpy(labels.vectors[0][::8].astype(np.float32)))
    if args.start:
        begin(model, args.start)
    mean = copy.deepcopy(model)
    optimiser = torch.optim.AdamW(groups_of(model), lr=RATE, betas=(0.9, 0.98))
    step, spent, best, sums = 0, 0.0, 0.0, {}
    if args.resume and (args.out / "last.pt").exists():
        saved = torch.load(args.out / "last.pt", weights_only=False)
        model.load_state_dict(saved["model"])
        mean.load_state_dict(saved["mean"])
        if saved["optimiser"]:
            optimiser.load_state_dict(saved["optimiser"])
        step, spent, best = saved["step"], saved["spent"], saved["best"]
    batches = iter(
        DataLoader(Batches(args.data, args.seed * 100000 + step), batch_size=None, num_workers=1, prefetch_factor=4)
    )
    while spent < args.minutes * 60:
        began = time.monotonic()
        left = 1 - spent / (args.minutes * 60)
        for group in optimiser.param_groups:
            group["lr"] = args.rate * group["share"] * min(1, (step + 1) / WARM, left / 0.25)
        model.train()
        loss, parts = loss_of(model, next(batches))
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 2.0)
        optimiser.step()
        step += 1
        follow(mean, model, min(KEEP, (1 + step) / (10 + step)))
        for name, value in parts.items():
            sums[name] = sums.get(name, 0.0) + value
        spent += min(time.monotonic() - began, 5.0)
        if step % args.every == 0 or spent >= args.minutes * 60:
            grades = examine(mean, labels, exam)
            line = {
                "step": step,
                "minutes": round(spent / 60, 1),
                **{k: round(v / args.every, 4) for k, v in sums.items()},
                **grades,
            }
            sums = {}
            with args.log.open("a", encoding="utf8") as log:
                log.write(json.dumps(line) + "\n")
            state = {"model": model.state_dict(), "mean": mean.state_dict(), "optimiser": optimiser.state_dict()}
            if grades["name_to_icon_100"] >= best:
                best = grades["name_to_icon_100"]
                torch.save({"mean": mean.state_dict(), "line": line}, args.out / "best.pt")
            torch.save({**state, "step": step, "spent": spent, "best": best}, args.out / "last.tmp")
            (args.out / "last.tmp").replace(args.out / "last.pt")


if __name__ == "__main__":
    main()
