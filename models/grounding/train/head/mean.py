"""The mean of the weights of two runs, of which one began with the other: `python mean.py --runs DIR DIR --out DIR`.

Fine-tuned weights and those they began with lie in one basin, and their mean does better off the training data than either
end (Wortsman et al. 2022, "Robust fine-tuning of zero-shot models"). Writes last.pt for `export.py --name last`.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", nargs=2, type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    first, second = (torch.load(run / "last.pt", weights_only=True) for run in args.runs)
    for name, weight in second["average"].items():
        if name.startswith("module."):
            second["average"][name] = (first["average"][name] + weight) / 2
    args.out.mkdir(parents=True, exist_ok=True)
    torch.save(second, args.out / "last.pt")


if __name__ == "__main__":
    main()
