"""The actor head: which patches of the screen an instruction points at, or that it points at none.

After GUI-Actor (Wu et al. 2025): patch tokens are keys, one actor query attends to them, the attention is trained with
a KL divergence to uniform mass over every patch that overlaps the target, and regions are connected components of strong
patches. What differs, so that it runs on a CPU without a vision language model: the context is computed over *elements*
(what the reader, the detector and the icon encoder found, a few hundred a screen), together with the words of the
instruction, and each patch carries the contexts of the elements that cover it. One extra key stands for "not on this
screen".

Shapes: B screens, N elements, T words, P patches, D width.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor, nn

TEXT_DIM = 384
ICON_DIM = 256
KIND_DIM = 16
GEOMETRY_DIM = 16
LOOK_DIM = 12
CROSS_DIM = 12
BUCKETS = 25
"""Signed logarithmic distances between elements fall into this many buckets an axis."""


@dataclass(frozen=True)
class Sizes:
    width: int = 160
    heads: int = 8
    layers: int = 4
    inner: int = 320


class Layer(nn.Module):
    """Pre-norm transformer layer whose attention has a bias given from outside (B, H, S, S)."""

    def __init__(self, s: Sizes):
        super().__init__()
        self.heads = s.heads
        self.norm1, self.norm2 = nn.LayerNorm(s.width), nn.LayerNorm(s.width)
        self.qkv = nn.Linear(s.width, 3 * s.width)
        self.out = nn.Linear(s.width, s.width)
        self.mlp = nn.Sequential(nn.Linear(s.width, s.inner), nn.GELU(), nn.Linear(s.inner, s.width))
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        b, n, d = x.shape
        q, k, v = self.qkv(self.norm1(x)).view(b, n, 3, self.heads, d // self.heads).permute(2, 0, 3, 1, 4)
        weights = (q @ k.transpose(-1, -2) / math.sqrt(d // self.heads) + bias).softmax(-1)
        mixed = (weights @ v).transpose(1, 2).reshape(b, n, d)
        x = x + self.drop(self.out(mixed))
        return x + self.drop(self.mlp(self.norm2(x)))


def bucket(delta: Tensor) -> Tensor:
    """Signed distance in units of 16 pixels at scale 1 to a bucket, fine near zero and coarse far away."""
    half = BUCKETS // 2
    size = (delta.abs() * 2 + 1).log2() * 1.5
    return (delta.sign() * size.clamp(max=half)).round().long() + half


class ActorHead(nn.Module):
    """About 1.3 million parameters."""

    def __init__(self, sizes: Sizes = Sizes()):
        super().__init__()
        s = sizes
        self.sizes = s
        self.text = nn.Linear(TEXT_DIM, s.width)
        self.icon = nn.Linear(ICON_DIM, s.width)
        self.rest = nn.Sequential(
            nn.Linear(KIND_DIM + GEOMETRY_DIM + LOOK_DIM + CROSS_DIM, s.width), nn.GELU(), nn.Linear(s.width, s.width)
        )
        self.word = nn.Linear(TEXT_DIM, s.width)
        self.word_place = nn.Embedding(32, s.width)
        self.actor = nn.Parameter(torch.randn(s.width) * 0.02)
        self.nowhere = nn.Parameter(torch.randn(s.width) * 0.02)
        self.across = nn.Embedding(BUCKETS, s.heads)
        self.down = nn.Embedding(BUCKETS, s.heads)
        self.between = nn.Embedding(9, s.heads)
        """Bias between kinds of tokens: actor, word, element, squared."""
        self.layers = nn.ModuleList([Layer(s) for _ in range(s.layers)])
        self.norm = nn.LayerNorm(s.width)
        self.query = nn.Sequential(nn.Linear(s.width, s.width), nn.GELU(), nn.Linear(s.width, s.width))
        self.key = nn.Sequential(nn.Linear(s.width, s.width), nn.GELU(), nn.Linear(s.width, s.width))
        self.cell = nn.Linear(8, s.width)
        for table in (self.across, self.down, self.between):
            nn.init.zeros_(table.weight)

    def forward(
        self,
        text: Tensor,  # (B, N, TEXT_DIM)
        icon: Tensor,  # (B, N, ICON_DIM)
        rest: Tensor,  # (B, N, KIND + GEOMETRY + LOOK + CROSS)
        centres: Tensor,  # (B, N, 2) in units of 16 pixels at scale 1
        present: Tensor,  # (B, N) bool
        words: Tensor,  # (B, T, TEXT_DIM)
        spoken: Tensor,  # (B, T) bool
        cover: Tensor,  # (B, P, 2) long: the two smallest elements over a patch, N for none
        cells: Tensor,  # (B, P, 8): position of the patch, and in the elements over it
        patches: Tensor,  # (B, P) bool
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Logits of the patches (B, P) and of absence (B,), and of the elements themselves (B, N)."""
        b, n, _ = text.shape
        t = words.shape[1]
        elements = self.text(text) + self.icon(icon) + self.rest(rest)
        place = self.word_place.weight[:t].unsqueeze(0)
        x = torch.cat([self.actor.expand(b, 1, -1), self.word(words) + place, elements], 1)
        x = self.mix(x, self.bias(centres, present, spoken))
        x = self.norm(x)
        actor, context = x[:, 0], x[:, 1 + t :]
        query = self.query(actor) / math.sqrt(self.sizes.width)
        padded = torch.cat([context, context.new_zeros(b, 1, context.shape[2])], 1)
        index = cover.clamp(max=n).unsqueeze(-1).expand(-1, -1, -1, padded.shape[2])
        carried = padded.unsqueeze(1).expand(-1, cover.shape[1], -1, -1).gather(2, index)
        keys = self.key(carried[:, :, 0] + 0.5 * carried[:, :, 1] + self.cell(cells))
        patch_logits = (keys @ query.unsqueeze(-1)).squeeze(-1).masked_fill(~patches, -1e4)
        element_logits = (self.key(context) @ query.unsqueeze(-1)).squeeze(-1).masked_fill(~present, -1e4)
        absent = (self.key(self.nowhere + actor) * query).sum(-1)
        return patch_logits, absent, element_logits

    def mix(self, x: Tensor, bias: Tensor) -> Tensor:
        for layer in self.layers:
            x = layer(x, bias)
        return x

    def bias(self, centres: Tensor, present: Tensor, spoken: Tensor) -> Tensor:
        b, n, _ = centres.shape
        t = spoken.shape[1]
        s = 1 + t + n
        dx = bucket(centres[:, :, None, 0] - centres[:, None, :, 0])
        dy = bucket(centres[:, :, None, 1] - centres[:, None, :, 1])
        among = (self.across(dx) + self.down(dy)).permute(0, 3, 1, 2)
        kind = torch.cat([centres.new_zeros(1), centres.new_ones(t), centres.new_full((n,), 2)]).long()
        bias = self.between(kind[:, None] * 3 + kind[None, :]).permute(2, 0, 1).unsqueeze(0).expand(b, -1, -1, -1)
        bias = bias + nn.functional.pad(among, (1 + t, 0, 1 + t, 0))
        there = torch.cat([present.new_ones(b, 1), spoken, present], 1)
        return bias.masked_fill(~there[:, None, None, :].expand(b, 1, s, s), -1e4)


def attention_loss(patch_logits: Tensor, absent: Tensor, mass: Tensor) -> Tensor:
    """KL divergence from the target mass to the attention over patches and absence.

    mass: (B, P + 1), rows sum to 1: uniform over the patches of the target, or all on the last entry for absent.
    """
    logits = torch.cat([patch_logits, absent.unsqueeze(1)], 1).float()
    log = logits.log_softmax(1)
    return (mass * (mass.clamp(min=1e-9).log() - log)).sum(1)


def element_loss(element_logits: Tensor, absent: Tensor, hit: Tensor) -> Tensor:
    """Cross entropy of the elements that are the target, any of them; absence when there is none. hit: (B, N) bool."""
    logits = torch.cat([element_logits, absent.unsqueeze(1)], 1).float()
    target = torch.cat([hit, ~hit.any(1, keepdim=True)], 1)
    log = logits.log_softmax(1)
    return -log.masked_fill(~target, -1e9).logsumexp(1)


if __name__ == "__main__":
    head = ActorHead()
    print(sum(p.numel() for p in head.parameters()) / 1e6, "M parameters")
    b, n, t, p = 2, 100, 12, 3072
    out = head(
        torch.randn(b, n, TEXT_DIM), torch.randn(b, n, ICON_DIM),
        torch.randn(b, n, KIND_DIM + GEOMETRY_DIM + LOOK_DIM + CROSS_DIM), torch.rand(b, n, 2) * 60,
        torch.ones(b, n, dtype=torch.bool), torch.randn(b, t, TEXT_DIM), torch.ones(b, t, dtype=torch.bool),
        torch.randint(0, n + 1, (b, p, 2)), torch.randn(b, p, 8), torch.ones(b, p, dtype=torch.bool),
    )
    print([o.shape for o in out])
