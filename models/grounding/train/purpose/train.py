"""Trains what lies between what people want and what controls are called: `python train.py --texts STORE --out DIR`.

The sentence encoder knows words; it was not made for "see how full the drives are" against "Disk Usage". Three things learn
from `data/phrases`:

1. A larger encoder that is not shipped (`teacher.py`) gets two maps, for what is said and what is shown, such that a function
   lies near the labels that serve it and far from other labels: a symmetric contrastive loss over the batch, as CLIP's
   (Radford et al. 2021), with other texts of screens as further negatives.
2. The last three layers of the shipped encoder once more (`branch.py`), with two maps like these, learn the same, and from the
   teacher how near any label of the batch is (distillation of its softmax, both ways; Hinton et al. 2015).
3. A map into the icons' space goes on from the icon encoder's projection: functions near the icons that stand for them,
   and what `data/looks` says of a drawing near it.

One entry in eight is held out whole. Prints recall among 60 labels and among 60 icons; writes `purpose.onnx`
(early states, which are real, sentence -> said, shown, sign). --texts: embed.py's store.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

HERE = Path(__file__).resolve()
sys.path[:0] = [str(HERE.parents[2]), str(HERE.parents[1] / "head"), str(HERE.parents[1] / "icons")]
from branch import Branch, States, sources  # noqa: E402
from instruct.lexicon import Lexicon  # noqa: E402
from phrases import Phrases, looks_of  # noqa: E402
from signs import Points, icon_points, train_sign  # noqa: E402
from teacher import WIDTH as TAUGHT  # noqa: E402
from teacher import points_of  # noqa: E402

SENTENCE = 384
BATCH, OTHERS = 96, 96
SCREENS = 16_000
"""Texts of screens that are negatives."""
STEEPEST = 60.0


class Map(nn.Module):
    """A point and a bend beside it, at length 1; starts as the point itself."""

    def __init__(self, width: int, inner: int) -> None:
        super().__init__()
        self.bend = nn.Sequential(nn.Linear(width, inner), nn.GELU(), nn.Dropout(0.25), nn.Linear(inner, width))
        nn.init.zeros_(self.bend[3].weight)
        nn.init.zeros_(self.bend[3].bias)

    def forward(self, points: Tensor) -> Tensor:
        return F.normalize(points + self.bend(points), dim=-1)


class Purpose(nn.Module):
    """Points (n, width) of length 1 -> as something said, as something shown, each (n, width) at length 1."""

    def __init__(self, width: int, inner: int) -> None:
        super().__init__()
        self.said, self.shown = Map(width, inner), Map(width, inner)
        self.steepness = nn.Parameter(torch.tensor(3.0))

    def scale(self) -> Tensor:
        return self.steepness.exp().clamp(max=STEEPEST)


class Served(nn.Module):
    """What is shipped: the encoder's early states (n, length, 384), which are real (n, length), and its points (n, 384) ->
    said and shown (n, 384), and the icon that serves it (n, 256), in the icons' space; all of length 1."""

    def __init__(self, branch: Branch, purpose: Purpose, sign: nn.Module) -> None:
        super().__init__()
        self.branch, self.purpose, self.sign = branch, purpose, sign

    def forward(self, early: Tensor, attention_mask: Tensor, sentence: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        meant = self.branch(early, attention_mask.to(torch.float32))
        return self.purpose.said(meant), self.purpose.shown(meant), self.sign(sentence, meant)


def contrast(logits: Tensor, right: Tensor) -> Tensor:
    """Symmetric cross entropy of rows (n) against columns (m >= n), of which those beyond n are negatives only.

    right (n, n): where row and column belong together.
    """
    n = len(right)
    target = F.pad(right / right.sum(1, keepdim=True), (0, logits.shape[1] - n))
    back = right.T / right.sum(0)[:, None]
    return -(target * logits.log_softmax(1)).sum(1).mean() - (back * logits[:, :n].T.log_softmax(1)).sum(1).mean()


def distil(logits: Tensor, taught: Tensor) -> Tensor:
    """Cross entropy of the teacher's softmax and ours, over the rows and over the columns."""
    rows = -(taught.softmax(1) * logits.log_softmax(1)).sum(1).mean()
    return rows - (taught.T.softmax(1) * logits.T.log_softmax(1)).sum(1).mean()


def part_of(phrases: Phrases, size: int, rng: random.Random) -> Iterator[tuple[list[str], list[str], Tensor]]:
    """(what is said, a right label of each, which belong together), for a turn."""
    for part in phrases.batches(size, rng):
        labels = [rng.choice(phrases.entries[i].labels) for i, _ in part]
        yield [s for _, s in part], labels, phrases.right(part, labels)


class Teacher:
    """The larger encoder's points of texts, as something said and as something shown."""

    def __init__(self, phrases: Phrases, others: list[str], work: Path, turns: int, rng: random.Random) -> None:
        points = points_of(work, [*phrases.texts(), *others])
        self.row = {t: n for n, t in enumerate(points)}
        given = F.normalize(torch.from_numpy(np.stack(list(points.values())).astype(np.float32)), dim=-1)
        before = given.numpy()
        print(json.dumps({"teacher before": phrases.recall(lambda kind, t: before[self.row[t]])}), flush=True)
        model = Purpose(TAUGHT, 1024)
        optimiser = torch.optim.AdamW(model.parameters(), lr=4e-4, weight_decay=0.08)
        among = self.rows(others)
        for turn in range(turns):
            for group in optimiser.param_groups:
                group["lr"] = 4e-4 * (1 - turn / turns) + 1e-5
            for said, labels, right in part_of(phrases, 256, rng):
                asked = given[self.rows(said)]
                shown = torch.cat([given[self.rows(labels)], given[among[torch.randint(len(among), (256,))]]])
                logits = model.said(asked + 0.01 * torch.randn_like(asked)) @ model.shown(shown).T * model.scale()
                loss = contrast(logits, right)
                optimiser.zero_grad()
                loss.backward()
                optimiser.step()
        model.eval()
        with torch.no_grad():
            self.said, self.shown = (torch.cat([m(p) for p in given.split(4096)]) for m in (model.said, model.shown))
            self.scale = float(model.scale())
        table = {"said": self.said.numpy(), "shown": self.shown.numpy()}
        print(json.dumps({"teacher": phrases.recall(lambda kind, t: table[kind][self.row[t]])}), flush=True)

    def rows(self, texts: list[str]) -> Tensor:
        return torch.tensor([self.row[t] for t in texts])

    def logits(self, said: list[str], shown: list[str]) -> Tensor:
        return self.said[self.rows(said)] @ self.shown[self.rows(shown)].T * self.scale


@torch.no_grad()
def recall(phrases: Phrases, branch: Branch, purpose: Purpose, states: States) -> dict[str, float]:
    """Of the shipped encoder's branch."""
    branch.eval(), purpose.eval()
    texts = {"said": [f for i in phrases.held for f in phrases.entries[i].functions], "shown": [e.labels[0] for e in phrases.entries]}
    points: dict[tuple[str, str], np.ndarray] = {}
    for kind, map_ in (("said", purpose.said), ("shown", purpose.shown)):
        ordered = sorted(set(texts[kind]), key=lambda t: len(states.kept[t]))
        for at in range(0, len(ordered), 256):
            rows = map_(branch(*states.at(ordered[at : at + 256]))).numpy()
            points |= {(kind, t): row for t, row in zip(ordered[at : at + 256], rows)}
    branch.train(), purpose.train()
    return phrases.recall(lambda kind, t: points[kind, t])


def train_branch(phrases: Phrases, others: list[str], teacher: Teacher, args: argparse.Namespace, rng: random.Random) -> tuple[Branch, Purpose, States]:
    encoder, tokenizer = sources(args.sentence)
    states = States(encoder, tokenizer)
    others = rng.sample(others, min(9000, len(others)))
    states.learn([*phrases.texts(), *phrases.form.values(), *others])
    branch, purpose = Branch(encoder), Purpose(SENTENCE, 768)
    if args.start:
        branch.load_state_dict(torch.load(args.start / "branch.pt", weights_only=True))
        purpose.load_state_dict(torch.load(args.start / "purpose.pt", weights_only=True))
    print(json.dumps({"before": recall(phrases, branch, purpose, states)}), flush=True)
    groups = [{"params": branch.parameters(), "most": 1.2e-4}, {"params": purpose.parameters(), "most": 6e-4}]
    optimiser = torch.optim.AdamW(groups, lr=1e-4, weight_decay=0.05)
    started, step = time.monotonic(), 0
    while (elapsed := time.monotonic() - started) < args.minutes * 60:
        for said, labels, right in part_of(phrases, BATCH, rng):
            done = min(1.0, elapsed / (args.minutes * 60))
            for group in optimiser.param_groups:
                group["lr"] = group["most"] * min(1, (step + 1) / 50) * (0.03 + 0.97 * 0.5 * (1 + math.cos(math.pi * done)))
            shown = labels + rng.sample(others, OTHERS)
            spoken = [phrases.form[s] if s in phrases.form and rng.random() < 0.3 else s for s in said]
            logits = purpose.said(branch(*states.at(spoken))) @ purpose.shown(branch(*states.at(shown))).T * purpose.scale()
            loss = contrast(logits, right) + distil(logits, teacher.logits(said, shown))
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(branch.parameters(), 1.0)
            optimiser.step()
            step += 1
            elapsed = time.monotonic() - started
            if step % 250 == 0:
                print(json.dumps({"step": step, "seconds": round(elapsed), "loss": round(loss.item(), 3), **recall(phrases, branch, purpose, states)}), flush=True)
                save(args.out, branch, purpose)
            if elapsed >= args.minutes * 60:
                break
    print(json.dumps({"step": step, **recall(phrases, branch, purpose, states)}), flush=True)
    save(args.out, branch, purpose)
    return branch.eval(), purpose.eval(), states


def save(out: Path, branch: Branch, purpose: Purpose) -> None:
    torch.save(branch.state_dict(), out / "branch.pt")
    torch.save(purpose.state_dict(), out / "purpose.pt")


def load(phrases: Phrases, args: argparse.Namespace) -> tuple[Branch, Purpose, States]:
    """What `save` kept."""
    encoder, tokenizer = sources(args.sentence)
    branch, purpose = Branch(encoder), Purpose(SENTENCE, 768)
    branch.load_state_dict(torch.load(args.out / "branch.pt", weights_only=True))
    purpose.load_state_dict(torch.load(args.out / "purpose.pt", weights_only=True))
    states = States(encoder, tokenizer)
    states.learn(phrases.texts())
    print(json.dumps({"kept": recall(phrases, branch, purpose, states)}), flush=True)
    return branch.eval(), purpose.eval(), states


@torch.no_grad()
def points_for_signs(texts: list[str], branch: Branch, states: States) -> Points:
    """By what each text says, and by what it is for."""
    states.learn(texts)
    texts = sorted(set(texts), key=lambda t: len(states.kept[t]))
    plain, out = Branch(states.encoder).eval(), {}
    for at in range(0, len(texts), 256):
        given = states.at(texts[at : at + 256])
        out |= dict(zip(texts[at : at + 256], zip(plain(*given).numpy(), branch(*given).numpy())))
    return out


def write(served: Served, out: Path) -> None:
    """`purpose.onnx`, its products in 8 bits as those of the sentence encoder."""
    import onnx  # needed only here
    from sentence_export import shrink_gentle, shrunk

    names, exact = ["said", "shown", "sign"], out / "exact.onnx"
    given = {"early": torch.randn(2, 5, SENTENCE), "attention_mask": torch.ones(2, 5, dtype=torch.long), "sentence": torch.randn(2, SENTENCE)}
    axes = {n: {0: "batch"} for n in ["sentence", *names]} | {n: {0: "batch", 1: "length"} for n in ("early", "attention_mask")}
    torch.onnx.export(
        served, tuple(given.values()), str(exact), input_names=list(given), output_names=names, dynamic_axes=axes,
        opset_version=17, dynamo=False,
    )  # fmt: skip
    model, gentle = shrunk(exact, out / "purpose.onnx")
    shrink_gentle(model.graph, gentle)
    onnx.save(model, str(out / "purpose.onnx"))
    exact.unlink()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path, required=True, help="embed.py's store: texts of screens, as negatives")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--icons", type=Path, default=Path(".cache/grounding/icons"), help="folder of the icon encoder's training")
    parser.add_argument("--sentence", type=Path, default=Path(".cache/grounding/sentence"), help="folder of the sentence encoder")
    parser.add_argument("--teacher", type=Path, default=Path(".cache/grounding/teacher"), help="folder for the larger encoder")
    parser.add_argument("--minutes", type=float, default=35, help="of the branch")
    parser.add_argument("--start", type=Path, help="another run's --out, whose branch to go on from")
    parser.add_argument("--signs-only", action="store_true", help="keep the branch that is in --out")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    rng = random.Random(args.seed)
    phrases = Phrases(Lexicon().entries, rng)
    print(f"{len(phrases.entries)} entries, {sum(len(e.functions) for e in phrases.entries)} functions; {len(phrases.held)} entries held out")
    if args.signs_only:
        branch, purpose, states = load(phrases, args)
    else:
        known = {t.lower() for t in phrases.texts()}
        texts = [t for t in json.loads((args.texts / "texts.json").read_text()) if 2 < len(t) < 45 and any(c.isalpha() for c in t)]
        others = [t for t in random.Random(3).sample(texts, min(SCREENS, len(texts))) if t.lower() not in known]
        teacher = Teacher(phrases, others, args.teacher, 7, rng)
        branch, purpose, states = train_branch(phrases, others, teacher, args, rng)
    looks = looks_of(HERE.parents[2] / "data" / "looks")
    icons = icon_points(phrases, looks, args.icons, np.random.default_rng(args.seed))
    print(f"{len(icons)} names of icons", flush=True)
    points = points_for_signs([*phrases.texts(), *(look for _, look in looks)], branch, states)
    sign = train_sign(phrases, looks, icons, points, args.icons / "run", 10, rng, contrast)
    write(Served(branch, purpose, sign).eval(), args.out)


if __name__ == "__main__":
    main()
