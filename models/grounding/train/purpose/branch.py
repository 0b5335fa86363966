"""The last layers of the sentence encoder once more, for what people want: trained beside the first ones, which stay.

A text's states after the layers that stay are computed once and kept; a step runs the branch alone.
"""

from __future__ import annotations

import copy
import sys
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "icons"))
from sentence import LAYERS, TUNED, WIDTH, Encoder, fetch, load, masked, tokenizer_of  # noqa: E402

PIECES = 32


class Branch(nn.Module):
    """States after the layers that stay (n, length, 384) and which are real (n, length) -> points (n, 384), length 1."""

    def __init__(self, encoder: Encoder, tuned: int = TUNED) -> None:
        super().__init__()
        self.layers = nn.ModuleList(copy.deepcopy(layer) for layer in encoder.layers[LAYERS - tuned :])

    def forward(self, x: Tensor, real: Tensor) -> Tensor:
        for layer in self.layers:
            x = layer(x, masked(real))
        return Encoder.pooled(x, real)


def sources(work: Path) -> tuple[Encoder, Tokenizer]:
    """The exact encoder, and its tokenizer cutting as the program does."""
    folder = fetch(work)
    tokenizer = tokenizer_of(folder)
    tokenizer.enable_truncation(PIECES)
    tokenizer.no_padding()
    return load(folder), tokenizer


class States:
    """Texts as states after the layers that stay, each text once: float16, one after the other."""

    def __init__(self, encoder: Encoder, tokenizer: Tokenizer, tuned: int = TUNED) -> None:
        self.encoder, self.tokenizer, self.tuned = encoder, tokenizer, tuned
        self.kept: dict[str, np.ndarray] = {}

    @torch.inference_mode()
    def learn(self, texts: list[str], batch: int = 128) -> None:
        missing = [t for t in dict.fromkeys(texts) if t not in self.kept]
        ids = {t: e.ids for t, e in zip(missing, self.tokenizer.encode_batch(missing))}
        order = sorted(missing, key=lambda t: len(ids[t]))
        for start in range(0, len(order), batch):
            part = order[start : start + batch]
            longest = max(len(ids[t]) for t in part)
            rows, real = torch.zeros(len(part), longest, dtype=torch.long), torch.zeros(len(part), longest)
            for n, t in enumerate(part):
                rows[n, : len(ids[t])], real[n, : len(ids[t])] = torch.tensor(ids[t]), 1
            x, mask = self.encoder.begin(rows, real)
            for layer in self.encoder.layers[: LAYERS - self.tuned]:
                x = layer(x, mask)
            for n, t in enumerate(part):
                self.kept[t] = x[n, : len(ids[t])].numpy().astype(np.float16)

    def at(self, texts: list[str]) -> tuple[Tensor, Tensor]:
        """States (n, length, 384) and which are real (n, length)."""
        longest = max(len(self.kept[t]) for t in texts)
        x, real = torch.zeros(len(texts), longest, WIDTH), torch.zeros(len(texts), longest)
        for n, t in enumerate(texts):
            state = self.kept[t]
            x[n, : len(state)], real[n, : len(state)] = torch.from_numpy(state.astype(np.float32)), 1
        return x, real
