"""The icon encoder: a 48 by 48 crop of the screen -> a point in the space it shares with phrases, and "is this an icon".

Input 1 by 3 by 48 by 48, RGB from 0 to 1. Kept small so that 64 crops take some 30 ms on one core.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional as F

SPACE = 256
"""Numbers in a point of the shared space."""
SENTENCE = 384
WIDE = 512


def conv(inputs: int, outputs: int, side: int, stride: int = 1, groups: int = 1) -> nn.Sequential:
    """Convolution without bias, then batch normalisation (folded into the convolution on export)."""
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, side, stride, side // 2, groups=groups, bias=False),
        nn.BatchNorm2d(outputs),
    )


class Step(nn.Module):
    """A convolution that keeps the width, beside a shortcut."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.conv = conv(width, width, 3)

    def forward(self, x: Tensor) -> Tensor:
        return F.relu(x + self.conv(x))


def oriented() -> Tensor:
    """Sixteen derivative filters of 5 by 5, all the way round."""
    place = torch.arange(5) - 2.0
    y, x = torch.meshgrid(place, place, indexing="ij")
    bell = torch.exp(-(x**2 + y**2) / 2.5)
    turns = torch.arange(16) * torch.pi / 8
    filters = torch.stack([(x * torch.cos(t) + y * torch.sin(t)) * bell for t in turns])
    return (filters / filters.abs().sum((1, 2), keepdim=True))[:, None]


class Edges(nn.Module):
    """Where edges of which direction are, whatever the colours: fixed, nothing here is learned.

    What differs from the rim of the crop, scaled so that the strongest difference is 1, is filtered in sixteen directions
    and averaged over overlapping squares.
    """

    OUT = 17 * 12 * 12

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("filters", oriented())
        rim = torch.zeros(1, 1, 48, 48)
        rim[..., :2, :] = rim[..., -2:, :] = rim[..., :, :2] = rim[..., :, -2:] = 1
        self.register_buffer("rim", rim / rim.sum())

    def forward(self, crops: Tensor) -> tuple[Tensor, Tensor]:
        """The features in a row, and the difference picture (b,1,48,48)."""
        ground = (crops * self.rim).sum((2, 3), keepdim=True)
        far = ((crops - ground) ** 2).sum(1, keepdim=True).add(1e-5).sqrt()
        far = far / far.amax((2, 3), keepdim=True).clamp(min=0.06)
        edges = F.relu(F.conv2d(far, self.filters.to(far.dtype), padding=2))
        both = F.avg_pool2d(torch.cat([edges, far * 0.3], 1), 8, 4, 2, count_include_pad=True)
        both = (both + 1e-4).sqrt() - 0.01
        size = (both**2).mean((1, 2, 3), keepdim=True).add(1e-5).sqrt()
        return (both / size).flatten(1), far


class IconEncoder(nn.Module):
    """Crops -> points at length 1, and the log-odds of being an icon.

    Two readings are added: a linear one of the edges, solved in closed form before training (start.py), and that of a few
    plain convolutions, which starts at nothing and learns the rest. Plain convolutions, since on a CPU they train and run
    twice as fast as depthwise ones of the same count of operations.
    """

    def __init__(self, widths: tuple[int, int, int, int] = (16, 48, 96, 192)) -> None:
        super().__init__()
        self.edges = Edges()
        self.by_edges = nn.Linear(Edges.OUT, SPACE + 1)
        parts: list[nn.Module] = []
        for i, (inputs, outputs) in enumerate(zip((4, *widths), widths)):
            parts += [conv(inputs, outputs, 3, 2), nn.ReLU()] + ([Step(outputs)] if i else [])
        self.body = nn.Sequential(*parts)
        self.mix = nn.Sequential(nn.Linear(9 * widths[-1], WIDE, bias=False), nn.BatchNorm1d(WIDE), nn.ReLU())
        self.by_body = nn.Linear(WIDE, SPACE + 1)
        nn.init.zeros_(self.by_body.weight)
        nn.init.zeros_(self.by_body.bias)

    def features(self, crops: Tensor) -> tuple[Tensor, Tensor]:
        """What the two readings are made from."""
        edges, far = self.edges(crops)
        mixed = self.mix(self.body(torch.cat([(crops - 0.5) * 2, far * 2], 1)).flatten(1))
        return edges, mixed

    def read(self, edges: Tensor, mixed: Tensor) -> tuple[Tensor, Tensor]:
        """Points and log-odds from the features."""
        both = self.by_edges(edges) + self.by_body(mixed)
        return F.normalize(both[:, :SPACE], dim=-1), both[:, SPACE] * 6

    def forward(self, crops: Tensor) -> tuple[Tensor, Tensor]:
        return self.read(*self.features(crops))


class TextProjection(nn.Module):
    """A sentence embedding -> the shared space: a linear map and a small bend beside it."""

    def __init__(self) -> None:
        super().__init__()
        self.straight = nn.Linear(SENTENCE, SPACE)
        self.bend = nn.Sequential(nn.Linear(SENTENCE, 256), nn.GELU(), nn.Dropout(0.1), nn.Linear(256, SPACE))

    @torch.no_grad()
    def start(self, sentences: Tensor) -> None:
        """Starts as the main directions of many sentences about their mean, so that texts lie apart from the first step."""
        mean = sentences.mean(0)
        _, size, directions = torch.linalg.svd(sentences - mean, full_matrices=False)
        scale = (size[:SPACE] / size[0]).pow(-0.5)
        self.straight.weight.copy_(directions[:SPACE] * scale[:, None])
        self.straight.bias.copy_(-(self.straight.weight @ mean))
        nn.init.zeros_(self.bend[3].weight)
        nn.init.zeros_(self.bend[3].bias)

    def forward(self, sentences: Tensor) -> Tensor:
        return F.normalize(self.straight(sentences) + self.bend(sentences), dim=-1)
