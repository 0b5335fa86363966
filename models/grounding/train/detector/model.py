"""A small detector of controls and icons for whole screens on a CPU.

One stage, anchor free: a heat map of centres per kind and, per centre, the four distances to the edges (CenterNet,
Zhou et al. 2019, with the edge distances of FCOS, Tian et al. 2019), all at a stride of 8 pixels. Nested controls share
centres (a row and the label button in it), so the edges are predicted for two groups of kinds apart.

Input: RGB, 0..255, float or uint8, NCHW, sides multiples of 64. Output: `heat` (N, KINDS, H/8, W/8) logits and
`edges` (N, 2*4, H/8, W/8): natural logarithms of distances in pixels to left, top, right, bottom edges.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

KINDS = (
    "button", "field", "checkbox", "radio", "switch", "slider", "tab",
    "menu_item", "row", "icon", "link", "window_control", "image", "glyph",
)
"""Kinds that are detected; text lines come from the reader. A glyph is the drawing inside a control."""

SECOND = frozenset({"field", "row", "image", "slider", "glyph"})
"""Kinds whose edges are in the second group: an icon button and its glyph share their centre."""

GROUP = tuple(1 if kind in SECOND else 0 for kind in KINDS)
STRIDE = 8


def conv(cin: int, cout: int, k: int = 3, s: int = 1, groups: int = 1, act: bool = True) -> nn.Sequential:
    layers: list[nn.Module] = [
        nn.Conv2d(cin, cout, k, s, k // 2, groups=groups, bias=False),
        nn.BatchNorm2d(cout),
    ]
    if act:
        layers.append(nn.Hardswish())
    return nn.Sequential(*layers)


class Block(nn.Module):
    """Depthwise 5x5 and two pointwise convolutions with a residual (after MobileNetV2 and ConvNeXt)."""

    def __init__(self, c: int, expand: int = 2):
        super().__init__()
        self.body = nn.Sequential(
            conv(c, c, 5, groups=c, act=False),
            conv(c, c * expand, 1),
            conv(c * expand, c, 1, act=False),
        )

    def forward(self, x: Tensor) -> Tensor:
        return x + self.body(x)


class Down(nn.Module):
    """Halves the resolution."""

    def __init__(self, cin: int, cout: int):
        super().__init__()
        self.body = nn.Sequential(conv(cin, cin, 3, 2, groups=cin, act=False), conv(cin, cout, 1))

    def forward(self, x: Tensor) -> Tensor:
        return self.body(x)


class Detector(nn.Module):
    """About 0.9 million parameters and 1.6 G multiply-adds on 1024x768."""

    def __init__(self, width: int = 24, neck: int = 64):
        super().__init__()
        w = width
        self.stem = nn.Sequential(conv(3, w, 3, 2), Down(w, w), Block(w, 2))
        self.s8 = nn.Sequential(Down(w, 2 * w), Block(2 * w), Block(2 * w))
        self.s16 = nn.Sequential(Down(2 * w, 4 * w), Block(4 * w), Block(4 * w), Block(4 * w))
        self.s32 = nn.Sequential(Down(4 * w, 6 * w), Block(6 * w), Block(6 * w), Block(6 * w))
        self.s64 = nn.Sequential(Down(6 * w, 8 * w), Block(8 * w), Block(8 * w))
        self.lateral = nn.ModuleList([conv(c, neck, 1) for c in (2 * w, 4 * w, 6 * w, 8 * w)])
        self.smooth = nn.ModuleList([Block(neck, 1) for _ in range(3)])
        self.up = nn.Upsample(scale_factor=2, mode="nearest")
        self.tower = nn.Sequential(Block(neck), Block(neck))
        self.heat = nn.Conv2d(neck, len(KINDS), 1)
        self.edges = nn.Conv2d(neck, 8, 1)
        nn.init.constant_(self.heat.bias, -4.6)
        nn.init.constant_(self.edges.bias, 2.5)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        x = (x - 127.5) / 64.0
        c4 = self.stem(x)
        c8 = self.s8(c4)
        c16 = self.s16(c8)
        c32 = self.s32(c16)
        c64 = self.s64(c32)
        p = self.lateral[3](c64)
        for i, c in ((2, c32), (1, c16), (0, c8)):
            p = self.smooth[i](self.up(p) + self.lateral[i](c))
        p = self.tower(p)
        return self.heat(p), self.edges(p)


def decode(heat: Tensor, edges: Tensor, threshold: float = 0.2, top: int = 600) -> list[list[tuple[float, int, list[float]]]]:
    """Boxes of a batch: (score, kind, [x1, y1, x2, y2]) in input pixels, best first; peaks of 3x3 cells only."""
    heat = heat.sigmoid()
    peak = nn.functional.max_pool2d(heat, 3, 1, 1)
    heat = heat * (heat == peak)
    n, kinds, h, w = heat.shape
    out: list[list[tuple[float, int, list[float]]]] = []
    for b in range(n):
        flat = heat[b].flatten()
        k = min(top, flat.numel())
        scores, index = flat.topk(k)
        boxes: list[tuple[float, int, list[float]]] = []
        for score, i in zip(scores.tolist(), index.tolist()):
            if score < threshold:
                break
            kind, rest = divmod(i, h * w)
            y, x = divmod(rest, w)
            g = GROUP[kind] * 4
            left, top_, right, bottom = edges[b, g : g + 4, y, x].clamp(-2, 8).exp().tolist()
            cx, cy = (x + 0.5) * STRIDE, (y + 0.5) * STRIDE
            boxes.append((score, kind, [cx - left, cy - top_, cx + right, cy + bottom]))
        out.append(boxes)
    return out


if __name__ == "__main__":
    net = Detector()
    print(sum(p.numel() for p in net.parameters()) / 1e6, "M parameters")
    heat, edges = net(torch.zeros(1, 3, 768, 1024))
    print(heat.shape, edges.shape)
