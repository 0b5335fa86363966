"""The actor head: which patches of the screen an instruction points at, or that it points at none.

After GUI-Actor (Wu et al. 2025): patch tokens are keys, one actor query attends to them, the attention is trained with
a KL divergence to uniform mass over every patch that overlaps the target, and regions are connected components of strong
patches. What differs, so that it runs on a CPU without a vision language model: the context is computed over *things*
(what reader and detector found, some hundred a screen, each with its text, its icon, its look and what the rules say of
it), together with the words of the instruction, and each patch carries the contexts of the things that cover it. One
extra key stands for "not on this screen".

Shapes: one screen; I instructions, N things, T words, P patches, D width. Lengths are units of 16 pixels at scale 1.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor, nn

TEXT = 384
"""A sentence embedding."""
ICON = 256
STILL = 44
"""electron/grounding/actor/features.ts, STILL_NUMBERS."""
SAID = 18
"""SAID_NUMBERS there: words and rules."""
ALIKE = 13
"""How alike text, icon and purpose are to the instruction (dataset.py, likeness)."""
CROSS = SAID + ALIKE
BUCKETS = 25
"""Signed logarithmic distances between things fall into this many buckets an axis."""
PATCH = 28 / 16
"""Edge of a patch in units: 28 pixels, as GUI-Actor's backbone has."""
MOST_WORDS = 32


@dataclass(frozen=True)
class Sizes:
    width: int = 128
    heads: int = 8
    layers: int = 4
    inner: int = 256


class Layer(nn.Module):
    """Pre-norm transformer layer whose attention has a bias given from outside (I or 1, H, S, S)."""

    def __init__(self, s: Sizes):
        super().__init__()
        self.heads = s.heads
        self.norm1, self.norm2 = nn.LayerNorm(s.width), nn.LayerNorm(s.width)
        self.qkv = nn.Linear(s.width, 3 * s.width)
        self.out = nn.Linear(s.width, s.width)
        self.mlp = nn.Sequential(nn.Linear(s.width, s.inner), nn.GELU(), nn.Linear(s.inner, s.width))
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        i, n, d = x.shape
        q, k, v = self.qkv(self.norm1(x)).view(i, n, 3, self.heads, d // self.heads).permute(2, 0, 3, 1, 4)
        weights = (q @ k.transpose(-1, -2) / math.sqrt(d // self.heads) + bias).softmax(-1)
        x = x + self.drop(self.out((weights @ v).transpose(1, 2).reshape(i, n, d)))
        return x + self.drop(self.mlp(self.norm2(x)))


def bucket(delta: Tensor) -> Tensor:
    """Signed distance in units to a bucket, fine near zero and coarse far away."""
    half = BUCKETS // 2
    size = (delta.abs() * 2 + 1).log2() * 1.5
    return (delta.sign() * size.clamp(max=half)).round().long() + half


class ActorHead(nn.Module):
    """About 0.8 million parameters."""

    def __init__(self, sizes: Sizes = Sizes()):
        super().__init__()
        s = sizes
        self.sizes = s
        self.text = nn.Linear(TEXT, s.width)
        self.icon = nn.Linear(ICON, s.width)
        self.still = nn.Sequential(nn.Linear(STILL, s.width), nn.GELU(), nn.Linear(s.width, s.width))
        self.cross = nn.Sequential(nn.Linear(CROSS, s.width), nn.GELU(), nn.Linear(s.width, s.width))
        self.word = nn.Linear(TEXT, s.width)
        self.word_place = nn.Embedding(MOST_WORDS, s.width)
        self.actor = nn.Parameter(torch.randn(s.width) * 0.02)
        self.nowhere = nn.Parameter(torch.randn(s.width) * 0.02)
        self.across = nn.Embedding(BUCKETS, s.heads)
        self.down = nn.Embedding(BUCKETS, s.heads)
        self.between = nn.Embedding(9, s.heads)
        """Bias between kinds of tokens: actor, word, thing, squared."""
        self.layers = nn.ModuleList([Layer(s) for _ in range(s.layers)])
        self.norm = nn.LayerNorm(s.width)
        self.query = nn.Sequential(nn.Linear(s.width, s.width), nn.GELU(), nn.Linear(s.width, s.width))
        self.key = nn.Sequential(nn.Linear(s.width, s.width), nn.GELU(), nn.Linear(s.width, s.width))
        self.patch = nn.Sequential(nn.Linear(s.width + 8, s.width), nn.GELU(), nn.Linear(s.width, s.width))
        for table in (self.across, self.down, self.between):
            nn.init.zeros_(table.weight)

    def forward(
        self,
        text: Tensor,  # (N, TEXT)
        icon: Tensor,  # (N, ICON)
        still: Tensor,  # (N, STILL)
        boxes: Tensor,  # (N, 4) units
        grid: Tensor,  # (P, 2) centres of the patches, units
        cross: Tensor,  # (I, N, CROSS)
        words: Tensor,  # (I, T, TEXT)
        spoken: Tensor,  # (I, T) 1 or 0
    ) -> tuple[Tensor, Tensor]:
        """Logits of the things and, last, of absence (I, N + 1); and of the patches (I, P)."""
        i, t = spoken.shape
        things = (self.text(text) + self.icon(icon) + self.still(still)).unsqueeze(0) + self.cross(cross)
        said = self.word(words) + self.word_place.weight[:t].unsqueeze(0)
        x = torch.cat([self.actor.expand(i, 1, -1), said, things], 1)
        bias = self.bias(boxes, spoken)
        for layer in self.layers:
            x = layer(x, bias)
        x = self.norm(x)
        actor, context = x[:, 0], x[:, 1 + t :]
        query = (self.query(actor) / math.sqrt(self.sizes.width)).unsqueeze(2)
        absent = self.key(self.nowhere + actor).unsqueeze(1) @ query
        of_things = self.key(context) @ query
        covering, cells = self.cover(boxes, grid)
        padded = torch.cat([context, context.new_zeros(i, 1, context.shape[2])], 1)
        carried = padded[:, covering[:, 0]] + 0.5 * padded[:, covering[:, 1]]
        of_patches = self.patch(torch.cat([carried, cells.unsqueeze(0).expand(i, -1, -1)], 2)) @ query
        return torch.cat([of_things, absent], 1).squeeze(2), of_patches.squeeze(2)

    def bias(self, boxes: Tensor, spoken: Tensor) -> Tensor:
        """(I, H, S, S): where things lie to each other, which kinds of tokens meet, and silence of padding."""
        n, t = boxes.shape[0], spoken.shape[1]
        centres = (boxes[:, :2] + boxes[:, 2:]) / 2
        apart = centres[:, None] - centres[None]
        among = (self.across(bucket(apart[..., 0])) + self.down(bucket(apart[..., 1]))).permute(2, 0, 1)
        kind = torch.cat([boxes.new_zeros(1), boxes.new_ones(t), boxes.new_full((n,), 2.0)]).long()
        bias = self.between(kind[:, None] * 3 + kind[None, :]).permute(2, 0, 1)
        bias = bias + nn.functional.pad(among, (1 + t, 0, 1 + t, 0))
        silent = torch.cat([spoken.new_zeros(spoken.shape[0], 1), 1 - spoken, spoken.new_zeros(spoken.shape[0], n)], 1)
        return bias.unsqueeze(0) - 1e4 * silent[:, None, None, :]

    @staticmethod
    def cover(boxes: Tensor, grid: Tensor) -> tuple[Tensor, Tensor]:
        """The two smallest things over each patch's centre (P, 2), N for none, and eight numbers of where it is."""
        n = boxes.shape[0]
        x, y = grid[:, :1], grid[:, 1:]
        reach = PATCH / 4
        x1, y1, x2, y2 = (boxes[:, k].unsqueeze(0) for k in range(4))
        inside = (x > x1 - reach) & (x < x2 + reach) & (y > y1 - reach) & (y < y2 + reach)
        area = (x2 - x1) * (y2 - y1)
        size = torch.where(inside, area.expand(inside.shape), torch.full_like(inside, 1e9, dtype=area.dtype))
        # Two rows of nothing, so that there are always two to take.
        size = torch.cat([size, torch.full_like(size[:, :1], 2e9), torch.full_like(size[:, :1], 3e9)], 1)
        least, which = size.topk(2, dim=1, largest=False)
        which = torch.where(least < 1e9, which, torch.full_like(which, n))
        first = which[:, 0].clamp(max=n - 1)
        box = boxes[first]
        there = (which[:, :1] < n).to(boxes.dtype)
        w, h = (box[:, 2:3] - box[:, 0:1]).clamp(min=0.1), (box[:, 3:4] - box[:, 1:2]).clamp(min=0.1)
        within = torch.cat([(x - box[:, 0:1]) / w * 2 - 1, (y - box[:, 1:2]) / h * 2 - 1], 1).clamp(-2, 2) * there
        whole = grid.amax(0, keepdim=True) + PATCH / 2
        span = torch.cat([(PATCH / w).clamp(max=4), (PATCH / h).clamp(max=4)], 1) / 4 * there
        second = (which[:, 1:] < n).to(boxes.dtype)
        return which, torch.cat([grid / whole * 2 - 1, within, span, there, second], 1)


def attention_loss(of_patches: Tensor, absent: Tensor, mass: Tensor) -> Tensor:
    """KL divergence (I,) from the target mass to the attention over patches and absence.

    mass: (I, P + 1), rows sum to 1: uniform over the patches of the target, or all on the last for absent.
    """
    log = torch.cat([of_patches, absent.unsqueeze(1)], 1).float().log_softmax(1)
    return (mass * (mass.clamp(min=1e-9).log() - log)).sum(1)


def thing_loss(logits: Tensor, hit: Tensor) -> Tensor:
    """Cross entropy (I,) of the things that are the target, any of them; absence when there is none.

    logits: (I, N + 1); hit: (I, N) bool.
    """
    target = torch.cat([hit, ~hit.any(1, keepdim=True)], 1)
    return -logits.float().log_softmax(1).masked_fill(~target, -1e9).logsumexp(1)


if __name__ == "__main__":
    head = ActorHead()
    print(sum(p.numel() for p in head.parameters()) / 1e6, "M parameters")
    i, n, t, p = 4, 100, 12, 1000
    out = head(
        torch.randn(n, TEXT), torch.randn(n, ICON), torch.randn(n, STILL), torch.rand(n, 4) * 60,
        torch.rand(p, 2) * 60, torch.randn(i, n, CROSS), torch.randn(i, t, TEXT), torch.ones(i, t),
    )
    print([o.shape for o in out])
