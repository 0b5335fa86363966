"""Writes the actor head as ONNX: `python export.py --run DIR [--name best]`, and checks it against PyTorch on random screens."""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import onnx
import onnxruntime as ort
import torch

from embed import WEIGHTS
from model import CROSS, ICON, STILL, TEXT, ActorHead

INPUTS = ("text", "icon", "still", "boxes", "grid", "cross", "words", "spoken")


def screen(n: int, p: int, t: int, i: int = 1) -> dict[str, torch.Tensor]:
    """A random screen; boxes have a size."""
    corner = torch.rand(n, 2) * 50
    return {
        "text": torch.randn(n, TEXT) / 20, "icon": torch.randn(n, ICON) / 16, "still": torch.randn(n, STILL),
        "boxes": torch.cat([corner, corner + 0.5 + torch.rand(n, 2) * 6], 1), "grid": torch.rand(p, 2) * 60,
        "cross": torch.rand(i, n, CROSS), "words": torch.randn(i, t, TEXT), "spoken": torch.ones(i, t),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--name", default="best")
    args = parser.parse_args()
    state = torch.load(args.run / f"{args.name}.pt", weights_only=True)
    averaged = torch.optim.swa_utils.AveragedModel(ActorHead())
    averaged.load_state_dict(state["average"])
    head = averaged.module.eval()
    out = WEIGHTS / "actor-head.onnx"
    axes = {
        "text": {0: "things"}, "icon": {0: "things"}, "still": {0: "things"}, "boxes": {0: "things"}, "grid": {0: "patches"},
        "cross": {0: "said", 1: "things"}, "words": {0: "said", 1: "pieces"}, "spoken": {0: "said", 1: "pieces"},
    }
    example = screen(40, 500, 7, 2)
    torch.onnx.export(
        head, tuple(example[k] for k in INPUTS), str(out), input_names=list(INPUTS), output_names=["things", "patches"],
        dynamic_axes={**axes, "things": {0: "said", 1: "and_absent"}, "patches": {0: "said", 1: "patches"}},
        opset_version=17, dynamo=False,
    )
    model = onnx.load(str(out))
    model.producer_name, model.doc_string = "steadyhand", f"actor head, step {state['step']}"
    onnx.save(model, str(out))
    session = ort.InferenceSession(str(out), providers=["CPUExecutionProvider"])
    worst = 0.0
    with torch.no_grad():
        for n, p, t in ((2, 4, 1), (17, 300, 5), (220, 2700, 32)):
            given = screen(n, p, t)
            ours = session.run(None, {k: v.numpy() for k, v in given.items()})
            theirs = head(*(given[k] for k in INPUTS))
            worst = max(worst, *(float(np.abs(a - b.numpy()).max()) for a, b in zip(ours, theirs)))
    print(f"{out.name}: {out.stat().st_size} bytes, step {state['step']}, worst difference {worst:.1e}")
    if worst > 1e-3:
        raise SystemExit("the exported head does not agree with PyTorch")


if __name__ == "__main__":
    main()
