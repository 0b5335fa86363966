"""Trains the actor head: `python train.py --data DIR --out DIR --minutes 90`. Goes on from last.pt in --out.

Every fifteenth screen is held out. Writes log.jsonl, last.pt every five minutes, and best.pt by accuracy on held-out
screens: a hit is a predicted patch inside a target's box (the centre of the strongest element's box lies in the target).
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from collections import defaultdict
from pathlib import Path

import numpy as np
import onnxruntime as ort
import torch

from dataset import Corpus, batch, epoch
from embed import WEIGHTS
from model import ActorHead, attention_loss, element_loss


def in_icon_space(points: np.ndarray) -> np.ndarray:
    """Sentences (n, 384) as points of the icons' space."""
    session = ort.InferenceSession(str(WEIGHTS / "icon-text.onnx"), providers=["CPUExecutionProvider"])
    return session.run(["point"], {"sentence": points.astype(np.float32)})[0]


def forward(head: ActorHead, b: dict[str, torch.Tensor]) -> tuple[torch.Tensor, ...]:
    keys = ("text", "icon", "rest", "centres", "present", "words", "spoken", "cover", "cells", "patches")
    return head(*(b[k] for k in keys))


@torch.no_grad()
def evaluate(head: ActorHead, corpus: Corpus, screens: list, icon_texts: np.ndarray, limit: int = 1500) -> dict[str, float]:
    """Accuracy by style, absent ones refused, and present ones given up, at the point where both are as likely."""
    head.eval()
    rng = random.Random(0)
    pairs = [(s, i) for s in screens for i in s.instructions]
    pairs = rng.sample(pairs, min(limit, len(pairs)))
    pairs.sort(key=lambda c: (len(c[0].boxes), len(c[0].cover)))
    right: dict[str, list[bool]] = defaultdict(list)
    for start in range(0, len(pairs), 16):
        part = pairs[start : start + 16]
        b = batch(corpus, part, icon_texts)
        patch_logits, absent, element_logits = forward(head, b)
        probability = torch.cat([element_logits, absent[:, None]], 1).softmax(1)
        for row, (s, i) in enumerate(part):
            best = int(probability[row, :-1].argmax())
            gone = float(probability[row, -1]) > 0.5
            if i["style"] == "absent":
                right["absent"].append(gone)
                continue
            x, y = (s.boxes[best, :2] + s.boxes[best, 2:]) / 2 if best < len(s.boxes) else (-1, -1)
            hit = any(x1 <= x < x2 and y1 <= y < y2 for x1, y1, x2, y2 in i["boxes"])
            right[i["style"]].append(hit and not gone)
            right["given_up"].append(gone)
            # The attention itself: where its strongest patch lies.
            columns = math.ceil(s.width / (16 * s.scale))
            k = int(patch_logits[row].argmax())
            px, py = (k % columns + 0.5) * 16 * s.scale, (k // columns + 0.5) * 16 * s.scale
            m = 8 * s.scale
            right["patch"].append(any(x1 - m <= px < x2 + m and y1 - m <= py < y2 + m for x1, y1, x2, y2 in i["boxes"]))
    head.train()
    out = {k: round(float(np.mean(v)), 3) for k, v in sorted(right.items())}
    present = [x for k, v in right.items() if k not in ("absent", "given_up", "patch") for x in v]
    out["accuracy"] = round(float(np.mean(present)), 4)
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=90)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--lr", type=float, default=6e-4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--every", type=int, default=400, help="steps between evaluations")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(args.seed)
    corpus = Corpus(args.data)
    icon_texts = in_icon_space(corpus.said_points)
    held_out = corpus.screens[::15]
    screens = [s for i, s in enumerate(corpus.screens) if i % 15]
    head = ActorHead()
    optimiser = torch.optim.AdamW(head.parameters(), lr=args.lr, weight_decay=0.02)
    step, best, spent, turn = 0, 0.0, 0.0, 0
    last = args.out / "last.pt"
    if last.exists():
        state = torch.load(last, weights_only=True)
        head.load_state_dict(state["head"])
        optimiser.load_state_dict(state["optimiser"])
        step, best, spent, turn = state["step"], state["best"], state["spent"], state["turn"]
    print(f"{len(screens)} screens, {sum(len(s.instructions) for s in screens)} instructions; from step {step}", flush=True)
    budget = args.minutes * 60
    started = saved = time.monotonic()
    sums: list[tuple[float, float]] = []

    def elapsed() -> float:
        return spent + time.monotonic() - started

    def save(file: Path) -> None:
        torch.save({"head": head.state_dict(), "optimiser": optimiser.state_dict(), "step": step, "best": best, "spent": elapsed(), "turn": turn}, file)

    while elapsed() < budget:
        turn += 1
        for chosen in epoch(screens, args.batch, random.Random(f"{args.seed}/{turn}")):
            rate = args.lr * min(1, (step + 1) / 200) * (0.03 + 0.97 * 0.5 * (1 + math.cos(math.pi * min(1, elapsed() / budget))))
            for group in optimiser.param_groups:
                group["lr"] = rate
            b = batch(corpus, chosen, icon_texts)
            patch_logits, absent, element_logits = forward(head, b)
            over_patches = attention_loss(patch_logits, absent, b["mass"]).mean()
            over_elements = element_loss(element_logits, absent, b["hit"]).mean()
            optimiser.zero_grad()
            (over_patches + over_elements).backward()
            torch.nn.utils.clip_grad_norm_(head.parameters(), 1.0)
            optimiser.step()
            step += 1
            sums.append((over_patches.item(), over_elements.item()))
            if step % 100 == 0:
                line = {"step": step, "seconds": round(elapsed()), "patches": round(float(np.mean([s[0] for s in sums])), 3), "elements": round(float(np.mean([s[1] for s in sums])), 3)}
                sums = []
                if step % args.every == 0:
                    line |= evaluate(head, corpus, held_out, icon_texts)
                    if line["accuracy"] > best:
                        best = line["accuracy"]
                        save(args.out / "best.pt")
                print(json.dumps(line), flush=True)
                with (args.out / "log.jsonl").open("a") as log:
                    log.write(json.dumps(line) + "\n")
            if time.monotonic() - saved > 300:
                saved = time.monotonic()
                save(last)
            if elapsed() >= budget:
                break
    save(last)


if __name__ == "__main__":
    main()
