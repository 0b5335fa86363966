"""Trains the actor head: `python train.py --data DIR [DIR…] --store DIR --out DIR --minutes 60`. Goes on from last.pt in --out.

--store is what embed.py wrote. Screens whose number twelve divides are held out; a folder may be named twice to count double. A step is `--screens` screens with some of their
instructions. Writes log.jsonl, last.pt every five minutes, best.pt by accuracy on held-out screens, where a hit is: the
middle of the strongest thing lies in a box of the target.
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

from dataset import Corpus, Screen, epoch
from embed import WEIGHTS
from part import part_of
from model import CROSS, PATCH, SAID, ActorHead, attention_loss, thing_loss

RULES = slice(8, 18)
"""Where in `cross` the rules speak."""


def in_icon_space(points: np.ndarray) -> np.ndarray:
    """Sentences (n, 384) as points of the icons' space."""
    session = ort.InferenceSession(str(WEIGHTS / "icon-text.onnx"), providers=["CPUExecutionProvider"])
    parts = np.array_split(points, max(1, len(points) // 4096))
    return np.concatenate([session.run(["point"], {"sentence": p.astype(np.float32)})[0] for p in parts])


def forward(head: ActorHead, b: dict[str, torch.Tensor]) -> tuple[torch.Tensor, torch.Tensor]:
    return head(*(b[k] for k in ("text", "icon", "still", "boxes", "grid", "cross", "words", "spoken")))


def blinded(b: dict[str, torch.Tensor], rng: random.Random) -> dict[str, torch.Tensor]:
    """Now and then without the rules, the text likeness, or the icons, so that the head leans on none of them alone."""
    cross = b["cross"].clone()
    for row in range(len(cross)):
        if rng.random() < 0.25:
            cross[row, :, RULES] = 0
        if rng.random() < 0.1:
            cross[row, :, SAID : SAID + 2] = 0
            cross[row, :, SAID + 5] = 0
        if rng.random() < 0.1:
            cross[row, :, SAID + 7 :] = 0
        if rng.random() < 0.05:
            cross[row, :, :8] = 0
    return {**b, "cross": cross}


@torch.no_grad()
def evaluate(head: ActorHead, corpus: Corpus, screens: list[Screen], most: int = 12) -> dict[str, float]:
    """Accuracy by style; absent ones refused and present ones given up where absence is the likeliest; what the rules hit."""
    head.eval()
    right: dict[str, list[float]] = defaultdict(list)
    rng = random.Random(0)
    for s in screens:
        chosen = rng.sample(range(len(s.instructions)), min(most, len(s.instructions)))
        b = corpus.batch(s, chosen)
        logits, of_patches = forward(head, b)
        probability = logits.softmax(1)
        centres = (s.boxes[:, :2] + s.boxes[:, 2:]) / 2
        for row, k in enumerate(chosen):
            told = s.instructions[k]
            best = int(probability[row, :-1].argmax())
            gone = float(probability[row, -1]) > 0.5
            if not told["boxes"]:
                right["absent"].append(gone)
                continue
            hit = any(x1 <= centres[best, 0] < x2 and y1 <= centres[best, 1] < y2 for x1, y1, x2, y2 in told["boxes"])
            rules = b["cross"][row, :, 9] > 0.5
            right["rules"].append(bool((rules & b["hit"][row]).any()))
            right[told["style"]].append(hit and not gone)
            right["present"].append(hit and not gone)
            right["pointed"].append(hit)
            right["given_up"].append(gone)
            right["possible"].append(bool(b["hit"][row].any()))
            x, y = b["grid"][int(of_patches[row].argmax())] * s.unit
            m = PATCH / 2 * s.unit
            right["patch"].append(any(x1 - m <= x < x2 + m and y1 - m <= y < y2 + m for x1, y1, x2, y2 in told["boxes"]))
    head.train()
    return {k: round(float(np.mean(v)), 4) for k, v in sorted(right.items())}


def begin(head: ActorHead, file: Path) -> None:
    """Takes the averaged weights of another run."""
    state = torch.load(file, weights_only=True)["average"]
    given = {k[len("module.") :]: v for k, v in state.items() if k.startswith("module.")}
    first = "cross.0.weight"
    more = head.state_dict()[first].shape[1] - given[first].shape[1]
    given[first] = torch.cat([given[first], torch.zeros(len(given[first]), more)], 1)
    head.load_state_dict(given)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", nargs="+", type=Path, required=True)
    parser.add_argument("--store", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--screens", type=int, default=2, help="screens a step")
    parser.add_argument("--most", type=int, default=20, help="instructions of a screen in a step")
    parser.add_argument("--patches", type=int, default=160, help="patches of a step besides those of the targets, 0 for all")
    parser.add_argument("--parts", type=float, default=0.45, help="share of the screens of which a part is taken")
    parser.add_argument("--lr", type=float, default=8e-4)
    parser.add_argument("--start", type=Path, help="a last.pt whose weights to begin with; columns it did not know count for nothing at first")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--every", type=int, default=500, help="steps between evaluations")
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    corpus = Corpus(args.data, args.store, in_icon_space)
    # By their number, so that a folder named twice (to count double) keeps what is held out apart.
    spared = [int(s.name.split("/")[1]) % 12 == 0 for s in corpus.screens]
    held_out = list({s.name: s for s, out in zip(corpus.screens, spared) if out}.values())
    screens = [s for s, out in zip(corpus.screens, spared) if not out]
    head = ActorHead()
    if args.start:
        begin(head, args.start)
    average = torch.optim.swa_utils.AveragedModel(head, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.997))
    decayed = [p for n, p in head.named_parameters() if p.ndim > 1 and "place" not in n]
    others = [p for n, p in head.named_parameters() if p.ndim <= 1 or "place" in n]
    optimiser = torch.optim.AdamW([{"params": decayed, "weight_decay": 0.05}, {"params": others, "weight_decay": 0.0}], lr=args.lr)
    step, best, spent, turn = 0, 0.0, 0.0, 0
    last = args.out / "last.pt"
    if last.exists():
        state = torch.load(last, weights_only=True)
        head.load_state_dict(state["head"])
        average.load_state_dict(state["average"])
        optimiser.load_state_dict(state["optimiser"])
        step, best, spent, turn = state["step"], state["best"], state["spent"], state["turn"]
    print(f"{len(screens)} screens, {sum(len(s.instructions) for s in screens)} instructions; {len(held_out)} held out; from step {step}", flush=True)
    budget = args.minutes * 60
    started = saved = time.monotonic()
    sums: list[tuple[float, float]] = []
    rng = random.Random(args.seed + step)

    def elapsed() -> float:
        return spent + time.monotonic() - started

    def save(file: Path) -> None:
        state = {"head": head.state_dict(), "average": average.state_dict(), "optimiser": optimiser.state_dict()}
        torch.save({**state, "step": step, "best": best, "spent": elapsed(), "turn": turn}, file)

    while elapsed() < budget:
        turn += 1
        order = epoch(screens, args.most, random.Random(f"{args.seed}/{turn}"))
        for start in range(0, len(order) - args.screens + 1, args.screens):
            part = min(1.0, elapsed() / budget)
            rate = args.lr * min(1, (step + 1) / 200) * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * part)))
            for group in optimiser.param_groups:
                group["lr"] = rate
            optimiser.zero_grad()
            seen = []
            for s, chosen in order[start : start + args.screens]:
                if rng.random() < args.parts:
                    s, chosen = part_of(s, chosen, rng)
                b = blinded(corpus.batch(s, chosen, noise=rng.uniform(0, 1.1), patches=args.patches), rng)
                # What nobody found cannot be pointed at; it is not absent either.
                known = b["hit"].any(1) | (b["mass"][:, -1] > 0.5)
                if not known.any():
                    continue
                logits, of_patches = forward(head, b)
                over_things = thing_loss(logits, b["hit"])[known].mean()
                over_patches = attention_loss(of_patches + b["stands"], logits[:, -1], b["mass"])[known].mean()
                ((over_things + 0.5 * over_patches) / args.screens).backward()
                seen.append((over_things.item(), over_patches.item()))
            torch.nn.utils.clip_grad_norm_(head.parameters(), 1.0)
            optimiser.step()
            average.update_parameters(head)
            step += 1
            sums += seen
            if step % 100 == 0:
                line: dict = {"step": step, "seconds": round(elapsed()), "things": round(float(np.mean([s[0] for s in sums])), 3), "patches": round(float(np.mean([s[1] for s in sums])), 3)}
                sums = []
                if step % args.every == 0:
                    line |= evaluate(average.module, corpus, held_out)
                    if line["present"] + 0.2 * line.get("absent", 0) > best:
                        best = line["present"] + 0.2 * line.get("absent", 0)
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
    print(json.dumps(evaluate(average.module, corpus, held_out, 40)))


if __name__ == "__main__":
    main()
