"""Trains what lies between what people want and what controls are called: `python train.py --work DIR [--texts STORE]`.

The sentence encoder knows words; it was not made for "see how full the drives are" against "Disk Usage". Two small maps on its
points are learned from `data/phrases`, one for what is said and one for what is shown, such that a function lies near the
labels that serve it and far from other labels (a symmetric contrastive loss over the batch, as CLIP's; Radford et al. 2021,
with other texts of screens as further negatives). A third map goes on from the icon encoder's projection
into the icons' space: functions near the icons that stand for them. Names of icons are told by that projection as it was,
which knows them better (0.47 against 0.43 among 60 of unseen sets).

One entry in eight is held out whole. Prints recall among 60 labels and among 60 icons before and after; with --out writes
`purpose.onnx` (sentence -> said, shown, sign) there. About four minutes of a core; --texts: embed.py's store.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

HERE = Path(__file__).resolve()
sys.path[:0] = [str(HERE.parents[2]), str(HERE.parents[1] / "head"), str(HERE.parents[1] / "icons")]
from embed import embed, session  # noqa: E402
from instruct.lexicon import Entry, Lexicon  # noqa: E402

SENTENCE, SPACE = 384, 256
FORMS = ("{}", "{}", "{}", "click the control to {}", "I want to {}", "please {}", "the button to {}", "how do I {}", "{} please")
BATCH, OTHERS = 192, 256
AMONG = 60


class Map(nn.Module):
    """A point and a bend beside it, at length 1; starts as the point itself."""

    def __init__(self, inner: int = 768) -> None:
        super().__init__()
        self.bend = nn.Sequential(nn.Linear(SENTENCE, inner), nn.GELU(), nn.Dropout(0.25), nn.Linear(inner, SENTENCE))
        nn.init.zeros_(self.bend[3].weight)
        nn.init.zeros_(self.bend[3].bias)

    def forward(self, points: Tensor) -> Tensor:
        points = F.normalize(points, dim=-1)
        return F.normalize(points + self.bend(points), dim=-1)


class Purpose(nn.Module):
    """Sentences (n, 384) -> as something said, as something shown, each (n, 384) at length 1."""

    def __init__(self) -> None:
        super().__init__()
        self.said, self.shown = Map(), Map()

    def forward(self, sentence: Tensor) -> tuple[Tensor, Tensor]:
        return self.said(sentence), self.shown(sentence)


class Served(nn.Module):
    """What is shipped: `Purpose`, and sentences as the icon that serves them (n, 256), in the icons' space at length 1."""

    def __init__(self, purpose: Purpose, icon: nn.Module) -> None:
        super().__init__()
        self.purpose, self.icon = purpose, icon

    def forward(self, sentence: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        return *self.purpose(sentence), self.icon(sentence)


def is_held_out(entry: Entry) -> bool:
    return int(hashlib.sha256(entry.labels[0].lower().encode()).hexdigest(), 16) % 8 == 0


class Phrases:
    """Texts of the entries and their points; each text once."""

    def __init__(self, entries: list[Entry], rng: random.Random):
        self.entries = [e for e in entries if e.labels and e.functions]
        self.labels = [[label for label in e.labels] for e in self.entries]
        self.said = [[f for f in e.functions] + [rng.choice(FORMS[3:]).format(f) for f in e.functions] for e in self.entries]
        texts = sorted({t for group in (self.labels, self.said) for ts in group for t in ts})
        points, _ = embed(texts, 1, states=False)
        self.points = torch.from_numpy(points.astype(np.float32))
        self.row = {t: i for i, t in enumerate(texts)}
        self.held = [i for i, e in enumerate(self.entries) if is_held_out(e)]
        held = set(self.held)
        self.train = [i for i in range(len(self.entries)) if i not in held]

    def at(self, texts: list[str]) -> Tensor:
        return self.points[[self.row[t] for t in texts]]


def contrast(a: Tensor, b: Tensor, same: Tensor, scale: Tensor) -> Tensor:
    """Symmetric cross entropy of rows `a` (n) against columns `b` (m >= n); `same` (n, m): right ones; extra columns are negatives."""
    logits = a @ b.T * scale
    target = same / same.sum(1, keepdim=True)
    n = len(a)
    back = same[:, :n].T / same[:, :n].sum(0)[:, None]
    return -(target * logits.log_softmax(1)).sum(1).mean() - (back * logits[:, :n].T.log_softmax(1)).sum(1).mean()


@torch.no_grad()
def recall(phrases: Phrases, model: Purpose | None, seed: int = 5) -> tuple[float, float, int]:
    """Held-out functions: the right label first, and mean reciprocal rank, among 60 labels of other entries."""
    rng = random.Random(seed)
    everyone = range(len(phrases.entries))
    first = [t[0] for t in phrases.labels]
    right, ranks = [], []
    for i in phrases.held:
        for said in phrases.entries[i].functions:
            others = rng.sample([k for k in everyone if first[k].lower() != first[i].lower()], AMONG - 1)
            shown = phrases.at([first[i]] + [first[k] for k in others])
            asked = phrases.at([said])
            if model:
                asked, shown = model.said(asked), model.shown(shown)
            score = (asked @ shown.T)[0]
            rank = int((score > score[0]).sum())
            right.append(rank == 0)
            ranks.append(1 / (1 + rank))
    return float(np.mean(right)), float(np.mean(ranks)), len(right)


def train_purpose(phrases: Phrases, others: Tensor, epochs: int, rng: random.Random) -> Purpose:
    model, scale = Purpose(), nn.Parameter(torch.tensor(3.0))
    optimiser = torch.optim.AdamW([*model.parameters(), scale], lr=6e-4, weight_decay=0.08)
    pairs = [(i, s) for i in phrases.train for s in phrases.said[i]]
    pairs += [(i, label) for i in phrases.train for label in phrases.labels[i]]
    for turn in range(epochs):
        model.train()
        rng.shuffle(pairs)
        for group in optimiser.param_groups:
            group["lr"] = 6e-4 * (1 - turn / epochs) + 1e-5
        for start in range(0, len(pairs) - BATCH + 1, BATCH):
            part = pairs[start : start + BATCH]
            asked = phrases.at([s for _, s in part])
            labels = [rng.choice(phrases.labels[i]) for i, _ in part]
            shown = torch.cat([phrases.at(labels), others[rng.sample(range(len(others)), min(OTHERS, len(others)))]])
            # Entries that share a label are each other's answer, too.
            ids = [set(label.lower() for label in phrases.labels[i]) for i, _ in part]
            same = torch.tensor([[float(labels[k].lower() in ids[n]) for k in range(len(part))] for n in range(len(part))])
            same = torch.cat([same, torch.zeros(len(part), len(shown) - len(part))], 1)
            noise = 0.02 * torch.randn_like(asked)
            loss = contrast(model.said(asked + noise), model.shown(shown), same, scale.exp().clamp(max=60))
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
        model.eval()
        if turn % 4 == 3 or turn == epochs - 1:
            print(json.dumps({"turn": turn + 1, "loss": round(loss.item(), 3), "recall": [round(v, 4) for v in recall(phrases, model)]}), flush=True)
    return model


def icon_points(entries: list[Entry], folder: Path, rng: np.random.Generator, each: int = 6) -> dict[str, np.ndarray]:
    """For each name of an icon that a set has: points (k, 256) of some of its drawings, as the icon encoder sees them."""
    from labels import Labels

    labels = Labels(folder, embedded=False)
    names = [json.loads(line)["name"] for line in (folder / "icons.jsonl").open(encoding="utf8")]
    wanted = {n for e in entries for n in e.icons}
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


@torch.no_grad()
def icon_recall(phrases: Phrases, icons: dict[str, np.ndarray], text: nn.Module, seed: int = 6) -> tuple[float, int]:
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
            score = (text(phrases.at([said])) @ choice.T)[0]
            right.append(bool(score[0] >= score.max()))
    return float(np.mean(right)), len(right)


def train_icon_text(phrases: Phrases, icons: dict[str, np.ndarray], run: Path, epochs: int, rng: random.Random) -> nn.Module:
    """The projection into the icons' space, gone on with functions; the icons stay where they are."""
    from network import TextProjection

    saved = torch.load(run / "best.pt", weights_only=False)["mean"]
    text, before = TextProjection(), TextProjection()
    for model in (text, before):
        model.load_state_dict({k[len("texts.") :]: v for k, v in saved.items() if k.startswith("texts.")})
        model.eval()
    print(json.dumps({"icons before": icon_recall(phrases, icons, text)}), flush=True)
    usable = [(i, [n for n in phrases.entries[i].icons if n in icons]) for i in phrases.train]
    pairs = [(names, s) for i, names in usable if names for s in phrases.said[i] + phrases.labels[i]]
    optimiser = torch.optim.AdamW(text.parameters(), lr=3e-4, weight_decay=0.02)
    for turn in range(epochs):
        text.train()
        rng.shuffle(pairs)
        for start in range(0, len(pairs) - BATCH + 1, BATCH):
            part = pairs[start : start + BATCH]
            chosen = [rng.choice(names) for names, _ in part]
            shown = torch.from_numpy(np.stack([icons[n][rng.randrange(len(icons[n]))] for n in chosen]))
            asked = phrases.at([s for _, s in part])
            same = torch.tensor([[float(chosen[k] in names) for k in range(len(part))] for names, _ in part])
            loss = contrast(text(asked), shown, same, torch.tensor(14.0))
            # Names of icons keep their place.
            plain = phrases.points[rng.sample(range(len(phrases.points)), BATCH)]
            with torch.no_grad():
                old = before(plain)
            loss = loss + 4 * (1 - (text(plain) * old).sum(1)).mean()
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
        text.eval()
        if turn % 4 == 3 or turn == epochs - 1:
            print(json.dumps({"turn": turn + 1, "loss": round(loss.item(), 3), "icons": icon_recall(phrases, icons, text)}), flush=True)
    return text


def write(module: nn.Module, path: Path, outputs: list[str]) -> None:
    torch.onnx.export(
        module.eval(), (torch.randn(2, SENTENCE),), str(path), input_names=["sentence"], output_names=outputs,
        dynamic_axes={n: {0: "batch"} for n in ["sentence", *outputs]}, opset_version=17, dynamo=False,
    )  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--icons", type=Path, default=Path(".cache/grounding/icons"), help="folder of the icon encoder's training")
    parser.add_argument("--texts", type=Path, required=True, help="embed.py's store: texts of screens, as negatives")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--epochs", type=int, default=24)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    torch.set_num_threads(1)
    rng = random.Random(args.seed)
    phrases = Phrases(Lexicon().entries, rng)
    print(f"{len(phrases.entries)} entries, {sum(len(e.functions) for e in phrases.entries)} functions; {len(phrases.held)} entries held out")
    names = {label.lower() for ts in phrases.labels for label in ts}
    texts = json.loads((args.texts / "texts.json").read_text())
    keep = [i for i, t in enumerate(texts) if t.lower() not in names and len(t) < 60]
    others = torch.from_numpy(np.load(args.texts / "texts.npy")[keep].astype(np.float32))
    print(json.dumps({"before": recall(phrases, None)}), flush=True)
    purpose = train_purpose(phrases, others, args.epochs, rng)
    icons = icon_points(phrases.entries, args.icons, np.random.default_rng(args.seed))
    print(f"{len(icons)} names of icons", flush=True)
    text = train_icon_text(phrases, icons, args.icons / "run", args.epochs // 2, rng)
    if args.out:
        args.out.mkdir(parents=True, exist_ok=True)
        write(Served(purpose, text), args.out / "purpose.onnx", ["said", "shown", "sign"])


if __name__ == "__main__":
    main()
