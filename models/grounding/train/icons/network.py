"""The icon encoder: a 48 by 48 crop of the screen -> a point in the space it shares with phrases, and "is this an icon".

Input 1 by 3 by 48 by 48, RGB from 0 to 1. Kept small so that 64 crops take some 30 ms on one core.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional as F

SPACE = 256
"""Numbers in a point of the shared space."""
SENTENCE = 384


def conv(inputs: int, outputs: int, side: int, stride: int = 1, groups: int = 1) -> nn.Sequential:
    """Convolution without bias, then batch normalisation (folded into the convolution on export)."""
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, side, stride, side // 2, groups=groups, bias=False),
        nn.BatchNorm2d(outputs),
    )


class Block(nn.Module):
    """Depthwise look around, then widen, bend and narrow again, beside a shortcut."""

    def __init__(self, width: int, side: int, expand: int) -> None:
        super().__init__()
        self.around = conv(width, width, side, groups=width)
        self.widen = conv(width, width * expand, 1)
        self.narrow = conv(width * expand, width, 1)

    def forward(self, x: Tensor) -> Tensor:
        return x + self.narrow(F.relu(self.widen(self.around(x))))


class IconEncoder(nn.Module):
    """Crops -> points at length 1, and the log-odds of being an icon."""

    def __init__(self, widths: tuple[int, int, int, int] = (16, 40, 96, 224), depths: tuple[int, int, int] = (2, 3, 2), expand: int = 3) -> None:
        super().__init__()
        a, b, c, d = widths
        parts: list[nn.Module] = [conv(3, a, 3, 2), nn.ReLU(), conv(a, b, 3, 2), nn.ReLU()]
        parts += [Block(b, 3, expand) for _ in range(depths[0])] + [conv(b, c, 3, 2), nn.ReLU()]
        parts += [Block(c, 3, expand) for _ in range(depths[1])] + [conv(c, d, 3, 2), nn.ReLU()]
        parts += [Block(d, 3, expand) for _ in range(depths[2])]
        self.body = nn.Sequential(*parts)
        self.where = nn.Parameter(torch.ones(1, d, 3, 3) / 9)
        self.mix = nn.Sequential(nn.Linear(2 * d, 512), nn.BatchNorm1d(512), nn.ReLU())
        self.point = nn.Linear(512, SPACE)
        self.icon = nn.Linear(512, 1)

    def forward(self, crops: Tensor) -> tuple[Tensor, Tensor]:
        x = self.body((crops - 0.5) * 4)
        pooled = torch.cat([(x * self.where).sum((2, 3)), F.relu(x).amax((2, 3))], 1)
        mixed = self.mix(pooled)
        return F.normalize(self.point(mixed), dim=-1), self.icon(mixed)[:, 0]


class TextProjection(nn.Module):
    """A sentence embedding -> the shared space: a linear map and a small bend beside it."""

    def __init__(self) -> None:
        super().__init__()
        self.straight = nn.Linear(SENTENCE, SPACE)
        self.bend = nn.Sequential(nn.Linear(SENTENCE, 256), nn.GELU(), nn.Dropout(0.1), nn.Linear(256, SPACE))

    def forward(self, sentences: Tensor) -> Tensor:
        return F.normalize(self.straight(sentences) + self.bend(sentences), dim=-1)
