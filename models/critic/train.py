"""Trains the critic's head on steps made by data/make.mjs and writes weights/critic-head.onnx and critic-head.json.

Run:  python models/critic/train.py --data train.jsonl [--epochs 14]
Whole groups of words, languages and programs are held out; the figures are of those. One thread, about ten minutes.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path

import numpy as np
import onnxruntime as ort
import torch
from model import CATEGORIES, OTHERS, RISKS, SLOTS, TEXT, Head, loss_of
from tokenizers import Tokenizer
from torch import Tensor

HERE = Path(__file__).parent
WEIGHTS = HERE.parent / "grounding" / "weights"
PIECES = 40
"""Word pieces read of a text; the same at run time."""
LEXICON = ("label:", "starts:", "about:", "with:", "near:", "window:")
SPARE = torch.tensor([{"task": 0.0, "label": 0.03, "entered": 0.0}.get(s, 0.12) for s in SLOTS])
"""How often a text is left out while learning."""
POLICY = ("risk:", "category:", "step:", "command:")


def encode(texts: list[str], keep: Path) -> dict[str, np.ndarray]:
    """Every text once, length 1. Kept in a file beside the data."""
    known: dict[str, np.ndarray] = {}
    if keep.exists():
        old = np.load(keep, allow_pickle=True)
        known = dict(zip(old["texts"].tolist(), old["points"], strict=True))
    missing = sorted({t for t in texts if t and t not in known}, key=len)
    tokens = Tokenizer.from_file(str(WEIGHTS / "sentence-tokenizer.json"))
    tokens.no_padding()
    tokens.no_truncation()
    options = ort.SessionOptions()
    options.intra_op_num_threads = 1
    session = ort.InferenceSession(str(WEIGHTS / "sentence-encoder.onnx"), options)
    for at in range(0, len(missing), 32):
        part = missing[at : at + 32]
        ids = [tokens.encode(t).ids for t in part]
        ids = [i if len(i) <= PIECES else [*i[: PIECES - 1], i[-1]] for i in ids]
        longest = max(len(i) for i in ids)
        block = np.zeros((len(part), longest), np.int64)
        mask = np.zeros_like(block)
        for row, i in enumerate(ids):
            block[row, : len(i)] = i
            mask[row, : len(i)] = 1
        points = session.run(["sentence"], {"input_ids": block, "attention_mask": mask})[0]
        known.update(zip(part, points.astype(np.float16), strict=True))
        if at % 3200 == 0:
            print(f"encoded {at} of {len(missing)}", flush=True)
    if missing:
        np.savez(keep, texts=np.array(list(known), dtype=object), points=np.stack(list(known.values())))
    return known


def held_out(group: str, title: str) -> bool:
    """Every fifth group of words, two languages, three programs."""
    if group in ("lang-nl", "lang-sv") or title in ("Backup", "Shop", "Disks"):
        return True
    digits = "".join(c for c in group if c.isdigit())
    if digits and group.startswith(("deed", "plain", "form")):
        return int(digits) % 5 == 2
    return group.startswith("book-") and sum(map(ord, group)) % 5 == 2


class Steps:
    """The lines as tensors; texts as rows of one table."""

    def __init__(self, lines: list[dict], points: dict[str, np.ndarray], table: dict[str, int], signs: list[str]) -> None:
        rows = [[table[r["texts"][s]] for s in SLOTS] for r in lines]
        others = [([table[t] for t in r["others"]] + [0] * OTHERS)[:OTHERS] for r in lines]
        self.texts, self.others = torch.tensor(rows), torch.tensor(others)
        at = {s: i for i, s in enumerate(signs)}
        self.signs = torch.zeros(len(lines), len(signs))
        for i, r in enumerate(lines):
            for s in r["signs"]:
                if s in at:
                    self.signs[i, at[s]] = 1
        self.risk = torch.tensor([RISKS.index(r["risk"]) for r in lines])
        self.category = torch.tensor([CATEGORIES.index(r["category"]) for r in lines])
        self.correct = torch.tensor([float(r["correct"]) for r in lines])
        self.ruled = torch.tensor([RISKS.index(r["policy"]["risk"]) for r in lines])
        self.ruled_correct = torch.tensor([float(r["policy"]["correct"]) for r in lines])


def figures(name: str, steps: Steps, logits: tuple[Tensor, Tensor, Tensor], cuts: dict) -> None:
    """One line: policy alone, critic alone, both."""
    shares = logits[0].softmax(-1)
    fit = torch.sigmoid(logits[2] * cuts["a"] + cuts["b"])
    alone = shares.argmax(-1)
    both = torch.maximum(steps.ruled, raised(shares, cuts))
    known = steps.correct >= 0
    for who, risk, right in (
        ("policy", steps.ruled, steps.ruled_correct),
        ("critic", alone, (fit >= 0.5).float()),
        ("both", both, ((fit >= cuts["doubt"]) & (steps.ruled_correct > 0)).float()),
    ):
        lost, fine = steps.risk == 2, (steps.risk == 0) & (steps.correct == 1)
        print(
            f"{name:14} {who:7} destructive stopped {(risk[lost] > 0).float().mean():.3f}  asked in vain "
            f"{(risk[fine] > 0).float().mean():.3f}  risk {(risk == steps.risk).float().mean():.3f}  "
            f"step {(right[known] == steps.correct[known]).float().mean():.3f}  n {len(risk)}"
        )


def raised(shares: Tensor, cuts: dict) -> Tensor:
    """What the critic raises to."""
    risky = 1 - shares[:, 0] >= cuts["caution"]
    worst = shares[:, 2] >= cuts["destructive"]
    return torch.where(worst, 2, torch.where(risky, 1, 0))


def main() -> None:
    ap = argparse.ArgumentParser()
    ap.add_argument("--data", type=Path, required=True)
    ap.add_argument("--epochs", type=int, default=14)
    ap.add_argument("--out", type=Path, default=HERE / "weights")
    a = ap.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(1)
    random.seed(1)
    lines = [json.loads(s) for s in a.data.read_text().splitlines()]
    texts = [t for r in lines for t in [*r["texts"].values(), *r["others"]]]
    points = encode(texts, a.data.with_suffix(".npz"))
    names = ["", *points]
    table = {t: i for i, t in enumerate(names)}
    points_of = torch.from_numpy(np.concatenate([np.zeros((1, TEXT), np.float16), np.stack([points[n] for n in names[1:]])]))
    out = [r for r in lines if held_out(r["group"], r["texts"]["title"])]
    kept = [r for r in lines if not held_out(r["group"], r["texts"]["title"])]
    counts: dict[str, int] = {}
    for r in kept:
        for s in r["signs"]:
            counts[s] = counts.get(s, 0) + 1
    signs = sorted(s for s, n in counts.items() if n >= 20)
    train, test = Steps(kept, points, table, signs), Steps(out, points, table, signs)
    print(f"{len(kept)} steps to learn from, {len(out)} held out, {len(signs)} signs, {len(names)} texts")

    lexicon = torch.tensor([s.startswith(LEXICON) for s in signs])
    policy = torch.tensor([s.startswith(POLICY) for s in signs])
    head = Head(len(signs))
    best = torch.optim.AdamW(head.parameters(), lr=2e-3, weight_decay=0.1)
    batch = 256
    total = a.epochs * (len(kept) // batch)
    plan = torch.optim.lr_scheduler.OneCycleLR(best, 2e-3, total_steps=total)
    for epoch in range(a.epochs):
        head.train()
        order, sum_, n = torch.randperm(len(kept)), 0.0, 0
        for k in range(len(kept) // batch):
            i = order[k * batch : (k + 1) * batch]
            x = points_of[train.texts[i]].float()
            y = points_of[train.others[i]].float()
            z = train.signs[i].clone()
            # The policy's words may miss: then the texts have to do. Its view is hidden more often than its words.
            blind = torch.rand(batch) < 0.35
            z[blind[:, None] & lexicon] = 0
            z[(blind | (torch.rand(batch) < 0.2))[:, None] & policy] = 0
            # Any text may be missing or be read badly; the task and what is aimed at are there.
            gone = torch.rand(x.shape[:2]) < SPARE
            x[gone] = 0
            y[torch.rand(batch) < 0.2] = 0
            x = x + torch.randn_like(x) * 0.02 * (x.abs().sum(-1, keepdim=True) > 0)
            loss = loss_of(head(x, y, z), train.risk[i], train.category[i], train.correct[i])
            best.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(head.parameters(), 1.0)
            best.step()
            plan.step()
            sum_, n = sum_ + loss.item(), n + 1
        print(f"epoch {epoch}: {sum_ / max(1, n):.3f}", flush=True)

    head.eval()

    def run(s: Steps, hide: bool = False) -> tuple[Tensor, Tensor, Tensor]:
        parts = []
        with torch.no_grad():
            for k in range(0, len(s.risk), 1024):
                z = s.signs[k : k + 1024].clone()
                if hide:
                    z[:, lexicon | policy] = 0
                parts.append(head(points_of[s.texts[k : k + 1024]].float(), points_of[s.others[k : k + 1024]].float(), z))
        return tuple(torch.cat([p[i] for p in parts]) for i in range(3))  # type: ignore[return-value]

    logits = run(test)
    shares = logits[0].softmax(-1)
    fine = (test.risk == 0) & (test.ruled == 0)
    milder = test.risk < 2
    # One safe step in two thousand may be raised, measured on words that were never seen: screens of real programs are
    # further away than those, and cost ten to twenty times as many raises in vain.
    caution = max(0.97, float(torch.quantile(1 - shares[fine, 0], 0.9995)))
    destructive = max(0.97, float(torch.quantile(shares[milder, 2], 0.9995)))
    known = test.correct >= 0
    a_, b_ = torch.ones(1, requires_grad=True), torch.zeros(1, requires_grad=True)
    platt = torch.optim.LBFGS([a_, b_], max_iter=60)

    def closure() -> Tensor:
        platt.zero_grad()
        loss = torch.nn.functional.binary_cross_entropy_with_logits(logits[2][known] * a_ + b_, test.correct[known])
        loss.backward()
        return loss

    platt.step(closure)
    cuts = {"a": float(a_), "b": float(b_), "caution": caution, "destructive": destructive, "doubt": 0.3}
    print(cuts)
    figures("seen", train, run(train), cuts)
    figures("held out", test, logits, cuts)
    figures("without words", test, run(test, hide=True), cuts)
    a.out.mkdir(exist_ok=True)
    dummy = (torch.zeros(1, len(SLOTS), TEXT), torch.zeros(1, OTHERS, TEXT), torch.zeros(1, len(signs)))
    torch.onnx.export(
        head, dummy, str(a.out / "critic-head.onnx"), dynamo=False, opset_version=17,
        input_names=["texts", "others", "signs"], output_names=["risk", "category", "correct"],
        dynamic_axes={"texts": {0: "n"}, "others": {0: "n"}, "signs": {0: "n"}},
    )
    (a.out / "critic-head.json").write_text(json.dumps({"slots": list(SLOTS), "pieces": PIECES, "categories": list(CATEGORIES), "cuts": cuts, "signs": signs}, indent=1) + "\n")
    session = ort.InferenceSession(str(a.out / "critic-head.onnx"))
    x, y, z = points_of[test.texts[:64]].float(), points_of[test.others[:64]].float(), test.signs[:64]
    got = session.run(None, {"texts": x.numpy(), "others": y.numpy(), "signs": z.numpy()})
    print("export differs by", max(float(np.abs(g - w[:64].numpy()).max()) for g, w in zip(got, logits, strict=True)))


if __name__ == "__main__":
    main()
