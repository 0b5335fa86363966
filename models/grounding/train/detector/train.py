"""Trains the detector: `python train.py --data DIR [DIR…] --out DIR --hours 2`.

Goes on from the last checkpoint in --out. Writes log.jsonl (a line each 200 steps), last.pt every ten minutes, best.pt
by the mean average precision on held-out screens.
"""

from __future__ import annotations

import argparse
import json
import math
import time
from pathlib import Path

import torch
from torch import Tensor
from torch.utils.data import DataLoader

from data import Crops, collate
from evaluate import average_precision
from model import GROUP, Detector


def focal(logits: Tensor, heat: Tensor, ignore: Tensor) -> Tensor:
    """The penalty-reduced focal loss of CornerNet; per true centre."""
    p = logits.float().sigmoid().clamp(1e-4, 1 - 1e-4)
    centre = heat > 0.999
    positive = ((1 - p) ** 2 * p.log())[centre].sum()
    keep = (~ignore).unsqueeze(1)
    negative = ((1 - heat) ** 4 * p**2 * (1 - p).log() * keep)[~centre].sum()
    return -(positive + negative) / centre.sum().clamp(min=1)


def box_loss(predicted: Tensor, edges: Tensor, weight: Tensor) -> Tensor:
    """1 - GIoU of boxes that share a cell's centre (Rezatofighi et al. 2019) plus the error of the logarithms."""
    n, _, h, w = predicted.shape
    logs = predicted.float().view(n, 2, 4, h, w)
    d = logs.clamp(-2, 8).exp()
    inter = (torch.minimum(d[:, :, 0], edges[:, :, 0]) + torch.minimum(d[:, :, 2], edges[:, :, 2])) * (
        torch.minimum(d[:, :, 1], edges[:, :, 1]) + torch.minimum(d[:, :, 3], edges[:, :, 3])
    )
    area = (d[:, :, 0] + d[:, :, 2]) * (d[:, :, 1] + d[:, :, 3])
    true = (edges[:, :, 0] + edges[:, :, 2]) * (edges[:, :, 1] + edges[:, :, 3])
    union = area + true - inter
    hull = (torch.maximum(d[:, :, 0], edges[:, :, 0]) + torch.maximum(d[:, :, 2], edges[:, :, 2])) * (
        torch.maximum(d[:, :, 1], edges[:, :, 1]) + torch.maximum(d[:, :, 3], edges[:, :, 3])
    )
    giou = inter / union.clamp(min=1e-3) - (hull - union) / hull.clamp(min=1e-3)
    l1 = (logs - edges.log()).abs().mean(dim=2)
    return ((1 - giou + 0.5 * l1) * weight).sum() / weight.sum().clamp(min=1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", nargs="+", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--hours", type=float, default=2)
    parser.add_argument("--batch", type=int, default=4, help="screens a step; two crops each")
    parser.add_argument("--size", type=int, default=512)
    parser.add_argument("--lr", type=float, default=2e-3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(args.seed)

    net = Detector().to(args.device)
    average = torch.optim.swa_utils.AveragedModel(net, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.998))
    optimiser = torch.optim.AdamW(net.parameters(), lr=args.lr, weight_decay=0.02)
    step, best, spent = 0, 0.0, 0.0
    last = args.out / "last.pt"
    if last.exists():
        state = torch.load(last, map_location=args.device, weights_only=True)
        net.load_state_dict(state["net"])
        average.load_state_dict(state["average"])
        optimiser.load_state_dict(state["optimiser"])
        step, best, spent = state["step"], state["best"], state["spent"]
    train = Crops(args.data, args.size, args.seed)
    held_out = Crops(args.data, args.size, args.seed, "val", crops_per_screen=1)
    print(f"{len(train)} screens to learn from, {len(held_out)} held out; from step {step}", flush=True)
    started = time.monotonic()
    budget = args.hours * 3600
    sums = {"heat": 0.0, "box": 0.0, "n": 0}
    saved = time.monotonic()

    def elapsed() -> float:
        return spent + time.monotonic() - started

    def save(file: Path) -> None:
        torch.save(
            {
                "net": net.state_dict(),
                "average": average.state_dict(),
                "optimiser": optimiser.state_dict(),
                **{"step": step, "best": best, "spent": elapsed()},
            },
            file,
        )

    while elapsed() < budget:
        train.epoch += 1
        loader = DataLoader(
            train, args.batch, shuffle=True, num_workers=args.workers, collate_fn=collate, drop_last=True,
            generator=torch.Generator().manual_seed(args.seed * 1000 + step),
        )
        for batch in loader:
            image, heat, edges, weight, ignore = (t.to(args.device) for t in batch)
            part = min(1.0, elapsed() / budget)
            rate = args.lr * min(1, (step + 1) / 300) * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * part)))
            for group in optimiser.param_groups:
                group["lr"] = rate
            with torch.autocast(args.device, torch.bfloat16, enabled=args.device == "cuda"):
                logits, predicted = net(image.float())
            loss_heat = focal(logits, heat, ignore)
            loss_box = box_loss(predicted, edges, weight)
            optimiser.zero_grad()
            (loss_heat + loss_box).backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 10)
            optimiser.step()
            average.update_parameters(net)
            step += 1
            sums["heat"] += loss_heat.item()
            sums["box"] += loss_box.item()
            sums["n"] += 1
            if step % 200 == 0:
                line = {"step": step, "seconds": round(elapsed()), "heat": round(sums["heat"] / sums["n"], 4),
                        "box": round(sums["box"] / sums["n"], 4), "lr": round(rate, 6)}
                sums = {"heat": 0.0, "box": 0.0, "n": 0}
                if step % 1000 == 0:
                    line["ap50"] = average_precision(average.module, held_out, args.device)
                    if line["ap50"]["mean"] > best:
                        best = line["ap50"]["mean"]
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
