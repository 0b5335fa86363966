"""The critic's head: a few encoded texts and the policy's signs in; risk, category and "is it the right step" out."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F

TEXT = 384
SLOTS = ("task", "unwanted", "label", "about", "title", "entered", "last", "before", "rival")
OTHERS = 6
RISKS = ("safe", "caution", "destructive")
CATEGORIES = (
    "none", "delete", "overwrite", "close_unsaved", "power", "format_disk", "install_remove", "settings_security",
    "send_publish", "payment", "credentials", "shell", "permission_grant",
)
SMALL = 48
AT = {name: i for i, name in enumerate(SLOTS)}
PAIRS = (
    ("task", "label"), ("task", "about"), ("task", "entered"), ("task", "last"), ("task", "rival"), ("task", "title"),
    ("unwanted", "label"), ("unwanted", "about"), ("unwanted", "entered"), ("last", "label"), ("last", "entered"), ("before", "label"),
)
PRODUCTS = (("task", "label"), ("task", "about"), ("task", "entered"), ("last", "label"))


class Head(nn.Module):
    """Forward: texts (n, 9, 384) of length 1 or 0, others (n, 6, 384), signs (n, s) of 0 and 1 -> three logits' tensors."""

    def __init__(self, signs: int, dropout: float = 0.4) -> None:
        super().__init__()
        self.slots = nn.Parameter(torch.randn(len(SLOTS), TEXT, SMALL) * TEXT**-0.5)
        self.other = nn.Linear(TEXT, SMALL, bias=False)
        self.signs = nn.Linear(signs, 40)
        self.drop = nn.Dropout(dropout)
        numbers = len(PAIRS) + 3 + len(SLOTS)
        body = len(SLOTS) * SMALL + SMALL + len(PRODUCTS) * SMALL + 40 + numbers
        # What a step costs and whether it is right are learned apart: the second must not learn the words of the first.
        self.cost = nn.Sequential(nn.Linear(body, 96), nn.GELU(), nn.Dropout(dropout))
        self.fit = nn.Sequential(nn.Linear(body, 128), nn.GELU(), nn.Dropout(dropout), nn.Linear(128, 48), nn.GELU())
        self.risk = nn.Linear(96, len(RISKS))
        self.category = nn.Linear(96, len(CATEGORIES))
        self.correct = nn.Linear(48, 1)

    def forward(self, texts: Tensor, others: Tensor, signs: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        small = torch.einsum("nst,stk->nsk", texts, self.slots) * 3.0
        there = (texts.abs().sum(-1) > 0).to(texts.dtype)
        pairs = torch.stack([(texts[:, AT[a]] * texts[:, AT[b]]).sum(-1) for a, b in PAIRS], 1)
        near = torch.einsum("not,nt->no", others, texts[:, AT["task"]])
        best = near.max(1, keepdim=True).values
        numbers = torch.cat([pairs, best, best - pairs[:, :1], near.mean(1, keepdim=True), there], 1)
        beside = self.other(others).mean(1) * 3.0
        products = torch.cat([small[:, AT[a]] * small[:, AT[b]] for a, b in PRODUCTS], 1)
        known = torch.tanh(self.signs(signs))
        whole = torch.cat([self.drop(small.flatten(1)), self.drop(beside), self.drop(products), known, numbers * 2.0], 1)
        cost = self.cost(whole)
        return self.risk(cost), self.category(cost), self.correct(self.fit(whole))[:, 0]


def loss_of(out: tuple[Tensor, Tensor, Tensor], risk: Tensor, category: Tensor, correct: Tensor) -> Tensor:
    """`correct` is 1, 0, or -1 where nobody knows."""
    known = correct >= 0
    weights = torch.tensor([1.0, 1.3, 1.3])
    fit = F.binary_cross_entropy_with_logits(out[2][known], correct[known])
    return F.cross_entropy(out[0], risk, weight=weights, label_smoothing=0.06) + 0.3 * F.cross_entropy(out[1], category) + fit
