"""Puts icons on made-up screens and cuts the crops a detector would: any size, colour, button, neighbour, cut a little off.

All is drawn at the size it would have on the screen and only then brought to 48 by 48, as the program does it. A batch is
drawn in groups of one icon size; everything else differs from crop to crop. Reproducible from the generator given.
"""

import dataclasses
import pathlib

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from text_strips import strips

SIDE = 48
SOURCE = 64
SIZES = (12, 14, 16, 16, 16, 18, 20, 22, 24, 24, 28, 32, 40, 48, 64, 96)
"""Sizes on the screen, as often as they are wanted."""


@dataclasses.dataclass
class Style:
    """What a batch may look like. The defaults are for training; evaluation narrows them."""

    sizes: tuple[int, ...] = SIZES
    mode: str = "any"
    """any, dark-on-light, light-on-dark, disabled, button."""
    jitter: float = 0.2
    """How far the box may be off, in icon sizes."""
    tight: tuple[float, float] = (1.0, 1.6)
    """Side of the crop, in icon sizes."""
    clutter: float = 1.0
    """How much of neighbours, text, pictures and badges there is."""


class Composer:
    """Draws crops of the icons in a folder that render.mjs wrote."""

    def __init__(self, folder: pathlib.Path, kinds: np.ndarray, at: np.ndarray) -> None:
        self.mono = np.memmap(folder / "mono.bin", np.uint8, "r").reshape(-1, SOURCE, SOURCE)
        self.colour = np.memmap(folder / "colour.bin", np.uint8, "r").reshape(-1, SOURCE, SOURCE, 4)
        self.is_colour, self.at = kinds, at
        self.strips = torch.from_numpy(strips())

    def sources(self, icons: np.ndarray) -> tuple[Tensor, Tensor, Tensor]:
        """Alpha (b,1,64,64), own colours (b,3,64,64), and which have colours of their own."""
        rgba = np.zeros((len(icons), SOURCE, SOURCE, 4), np.uint8)
        coloured = self.is_colour[icons]
        rgba[~coloured, ..., 3] = self.mono[self.at[icons[~coloured]]]
        rgba[coloured] = self.colour[self.at[icons[coloured]]]
        picture = torch.from_numpy(rgba).permute(0, 3, 1, 2).float() / 255
        return picture[:, 3:], picture[:, :3], torch.from_numpy(coloured)

    def batch(self, icons: np.ndarray, gen: torch.Generator, style: Style = Style(), groups: int = 8) -> Tensor:
        """Crops (b,3,48,48) of the icons in their order."""
        parts = [p for p in np.array_split(icons, groups) if len(p)]
        return torch.cat([self.group(p, gen, style) for p in parts])

    def group(self, icons: np.ndarray, gen: torch.Generator, style: Style, blank: bool = False) -> Tensor:
        """Crops of one icon size; blank ones have all but the icon, and text in its place."""
        n = len(icons)
        paint = Paint(n, gen, style)
        size = style.sizes[int(paint.pick(len(style.sizes)))]
        side = max(12, round(size * float(paint.one(*style.tight))))
        alpha, own, coloured = self.sources(icons)
        alpha = paint.stroke(alpha)
        alpha, own = (shrunk(t, size) for t in (alpha, own * alpha))
        if blank:
            alpha, own = alpha * 0, own * 0
        shift = paint.span((n, 2), -style.jitter, style.jitter) * size
        if paint.chance(0.5):
            shift = shift.round() + (0.5 if (side - size) % 2 else 0.0)
        alpha, own = placed(alpha, shift, side), placed(own, shift, side)

        back, front = paint.scene(side, size, shift, coloured)
        extra = torch.zeros(n, 1, side, side)
        if style.clutter and paint.chance(0.45 * style.clutter):
            extra = extra + self.text(n, paint, side, size, shift, 0.5 if not blank else -0.4)
        if style.clutter and paint.chance(0.3 * style.clutter):
            extra = extra + self.neighbour(icons, paint, side, size, shift)
        extra = extra.clamp(0, 1)
        own_colour = coloured.view(-1, 1, 1, 1).float()
        strength = paint.strength()
        ink = own * own_colour + alpha * front * (1 - own_colour)
        picture = back * (1 - extra * strength) + paint.words() * extra * strength
        if paint.chance(0.08) and size >= 24:
            dark = F.avg_pool2d(torch.roll(alpha, 1, 2), 3, 1, 1)
            picture = picture * (1 - 0.4 * dark)
        picture = picture * (1 - alpha * strength) + ink * strength
        picture = paint.badge(picture, side, size, shift)
        if paint.chance(0.15):
            picture = picture + torch.randn(picture.shape, generator=gen) * 0.012
        return to_input(picture.clamp(0, 1))

    def text(self, n: int, paint: "Paint", side: int, size: int, shift: Tensor, near: float) -> Tensor:
        """A line of text beside or under each icon, where a menu, a button or a desktop has it."""
        rows = self.strips[torch.randint(len(self.strips), (n,), generator=paint.gen)][:, None].float() / 255
        high = max(9, round(size * float(paint.one(0.55, 0.9)))) if size < 40 else int(paint.one(11, 22))
        wide = round(rows.shape[3] * high / rows.shape[2])
        rows = F.interpolate(rows, (high, wide), mode="bilinear", antialias=True)
        canvas = torch.zeros(n, 1, side, side)
        for i in range(n):
            where = int(paint.pick(5))
            x = side / 2 + float(shift[i, 0])
            y = side / 2 + float(shift[i, 1])
            gap = size * (near + float(paint.one(0.1, 0.5)))
            if where <= 1:
                left, top = x + gap, y - high / 2
            elif where == 2:
                left, top = x - gap - wide, y - high / 2
            elif where == 3:
                left, top = x - wide * float(paint.one(0, 1)), y + gap
            else:
                continue
            paste(canvas[i], rows[i], round(left), round(top))
        return canvas

    def neighbour(self, icons: np.ndarray, paint: "Paint", side: int, size: int, shift: Tensor) -> Tensor:
        """Another icon of the batch, reaching into the crop from one side."""
        alpha = shrunk(self.sources(np.roll(icons, 1))[0], size)
        away = paint.span((len(icons), 2), 1.15, 1.9) * size * torch.sign(paint.span((len(icons), 2), -1, 1))
        along = torch.rand(len(icons), generator=paint.gen) < 0.75
        away[along, 1] = 0
        away[~along, 0] = 0
        return placed(alpha, shift + away, side)


class Paint:
    """Chances and colours of one group."""

    def __init__(self, n: int, gen: torch.Generator, style: Style) -> None:
        self.n, self.gen, self.style = n, gen, style
        self.pale = torch.rand(n, generator=gen) < (
            1.0 if style.mode == "disabled" else 0.1 if style.mode == "any" else 0.0
        )

    def one(self, low: float, high: float) -> Tensor:
        return torch.rand((), generator=self.gen) * (high - low) + low

    def span(self, shape: tuple[int, ...], low: float, high: float) -> Tensor:
        return torch.rand(shape, generator=self.gen) * (high - low) + low

    def pick(self, count: int) -> Tensor:
        return torch.randint(count, (), generator=self.gen)

    def chance(self, p: float) -> bool:
        return bool(torch.rand((), generator=self.gen) < p)

    def some(self, p: float) -> Tensor:
        return torch.rand(self.n, generator=self.gen) < p

    def stroke(self, alpha: Tensor) -> Tensor:
        """Now and then a bolder or a finer line."""
        if self.style.mode != "any" or not self.chance(0.15):
            return alpha
        return F.max_pool2d(alpha, 3, 1, 1) if self.chance(0.6) else -F.max_pool2d(-alpha, 3, 1, 1) * 0.7 + alpha * 0.3

    def strength(self) -> Tensor:
        """How opaque the ink is: pale where disabled."""
        full = self.span((self.n,), 0.8, 1.0)
        full = torch.where(self.some(0.6), torch.ones(self.n), full)
        return torch.where(self.pale, self.span((self.n,), 0.25, 0.5), full).view(-1, 1, 1, 1)

    def light(self) -> Tensor:
        return (1 - self.span((self.n, 1), 0, 0.16) - self.span((self.n, 3), 0, 0.06)).clamp(0, 1)

    def dark(self) -> Tensor:
        return (self.span((self.n, 1), 0.02, 0.24) + self.span((self.n, 3), 0, 0.06)).clamp(0, 1)

    def vivid(self) -> Tensor:
        """A saturated colour, neither near white nor near black."""
        hue = self.span((self.n, 1), 0, 6)
        wheel = ((hue + torch.tensor([0.0, 4.0, 2.0])) % 6 - 3).abs().sub(1).clamp(0, 1)
        return (1 - self.span((self.n, 1), 0.5, 1) * (1 - wheel)) * self.span((self.n, 1), 0.45, 0.95)

    def scene(self, side: int, size: int, shift: Tensor, coloured: Tensor) -> tuple[Tensor, Tensor]:
        """What is behind the icon (b,3,side,side) and the colour of its ink (b,3,1,1)."""
        mode = self.style.mode
        share = {
            "any": (0.5, 0.36),
            "dark-on-light": (1.0, 0.0),
            "light-on-dark": (0.0, 1.0),
            "disabled": (0.5, 0.5),
            "button": (0.4, 0.3),
        }[mode]
        roll = torch.rand(self.n, 1, generator=self.gen)
        ground = torch.where(roll < share[0], self.light(), torch.where(roll < sum(share), self.dark(), self.vivid()))
        outer = ground.view(-1, 3, 1, 1).expand(-1, 3, side, side)
        if mode == "any" and self.chance(0.2):
            outer = self.slope(outer, side)
        picture = torch.zeros(self.n, dtype=torch.bool)
        if mode == "any" and self.chance(0.25):
            picture = self.some(0.6)
            outer = torch.where(picture.view(-1, 1, 1, 1), self.blurred(side), outer)
        button = self.some(1.0 if mode == "button" else 0.4 if mode == "any" else 0.0)
        fill = torch.where(
            self.some(0.25)[:, None], self.vivid(), (ground + self.span((self.n, 1), -0.16, 0.16)).clamp(0, 1)
        )
        outer = self.button(outer, fill, button, side, size, shift)
        under = torch.where(button[:, None], fill, ground)
        under = torch.where((picture & ~button)[:, None], outer.mean((2, 3)), under)
        lum = (under * torch.tensor([0.3, 0.59, 0.11])).sum(1, keepdim=True)
        far = torch.where(
            lum > self.span((self.n, 1), 0.45, 0.62),
            self.span((self.n, 1), 0.0, 0.4) * lum,
            1 - self.span((self.n, 1), 0.0, 0.4) * (1 - lum),
        )
        plain = (far + self.span((self.n, 3), -0.03, 0.03)).clamp(0, 1)
        bright = self.vivid()
        seen = ((bright - under).abs().amax(1, keepdim=True) > 0.4) & self.some(0.22)[:, None]
        front = torch.where(seen, bright, plain).view(-1, 3, 1, 1)
        self._words = torch.where(self.some(0.7)[:, None], plain, front.view(-1, 3)).view(-1, 3, 1, 1)
        if mode == "any" and self.chance(0.1):
            top = self.vivid().view(-1, 3, 1, 1)
            down = torch.linspace(0, 1, side).view(1, 1, -1, 1)
            front = front * (1 - 0.5 * down) + top * 0.5 * down * (seen.view(-1, 1, 1, 1).float() * 0.8 + 0.2)
        return outer, front

    def words(self) -> Tensor:
        """Colour of the text around."""
        return self._words

    def slope(self, outer: Tensor, side: int) -> Tensor:
        """A gradient over the background."""
        line = torch.linspace(-0.5, 0.5, side)
        turn = self.span((self.n, 1, 1, 1), 0, 6.3)
        ramp = line.view(1, 1, 1, -1) * torch.cos(turn) + line.view(1, 1, -1, 1) * torch.sin(turn)
        return (outer + ramp * self.span((self.n, 3, 1, 1), -0.3, 0.3)).clamp(0, 1)

    def blurred(self, side: int) -> Tensor:
        """A wallpaper or a photograph out of focus."""
        coarse = int(self.one(2, 9))
        base = self.span((self.n, 3, 1, 1), 0.1, 0.9)
        waves = torch.randn(self.n, 3, coarse, coarse, generator=self.gen) * self.span((self.n, 1, 1, 1), 0.05, 0.25)
        return (base + F.interpolate(waves, (side, side), mode="bicubic")).clamp(0, 1)

    def button(self, outer: Tensor, fill: Tensor, where: Tensor, side: int, size: int, shift: Tensor) -> Tensor:
        """A filled shape with round corners, with or without an edge, around the icons of `where`."""
        half = torch.stack([self.span((self.n,), 0.58, 1.3), self.span((self.n,), 0.58, 0.85)], 1) * size
        half = torch.where(self.some(0.6)[:, None], half.amin(1, keepdim=True), half)
        corner = self.span((self.n,), 0, 1) * half.amin(1) * torch.where(self.some(0.25), 1.0, 0.45)
        place = torch.arange(side) + 0.5 - side / 2
        x = (place.view(1, 1, -1) - shift[:, 0].view(-1, 1, 1)).abs() - (half[:, 0] - corner).view(-1, 1, 1)
        y = (place.view(1, -1, 1) - shift[:, 1].view(-1, 1, 1)).abs() - (half[:, 1] - corner).view(-1, 1, 1)
        away = (
            (x.clamp(min=0) ** 2 + y.clamp(min=0) ** 2).sqrt()
            + torch.maximum(x, y).clamp(max=0)
            - corner.view(-1, 1, 1)
        )
        inside = ((0.5 - away).clamp(0, 1) * where.view(-1, 1, 1))[:, None]
        edge = ((1.2 - (away + 0.7).abs()).clamp(0, 1) * (where & self.some(0.5)).view(-1, 1, 1))[:, None]
        line = (fill + self.span((self.n, 1), -0.35, 0.35)).clamp(0, 1).view(-1, 3, 1, 1)
        return (outer * (1 - inside) + fill.view(-1, 3, 1, 1) * inside) * (1 - edge) + line * edge

    def badge(self, picture: Tensor, side: int, size: int, shift: Tensor) -> Tensor:
        """A dot at the upper right corner of a few."""
        if self.style.mode != "any" or not self.chance(0.12):
            return picture
        place = torch.arange(side) + 0.5 - side / 2
        x = place.view(1, 1, -1) - (shift[:, 0] + size * 0.38).view(-1, 1, 1)
        y = place.view(1, -1, 1) - (shift[:, 1] - size * 0.38).view(-1, 1, 1)
        dot = (size * 0.16 + 0.5 - (x**2 + y**2).sqrt()).clamp(0, 1)[:, None] * self.some(0.3).view(-1, 1, 1, 1)
        return picture * (1 - dot) + torch.tensor([0.88, 0.15, 0.15]).view(1, 3, 1, 1) * dot


def shrunk(picture: Tensor, size: int) -> Tensor:
    """The icon at its size on the screen."""
    return F.interpolate(picture, (size, size), mode="bilinear", antialias=True).clamp(0, 1)


def placed(picture: Tensor, shift: Tensor, side: int) -> Tensor:
    """The icon on an empty crop of `side`, its middle `shift` pixels off the crop's."""
    n, size = len(picture), picture.shape[2]
    place = (torch.arange(side) + 0.5 - side / 2) * 2 / size
    x = place.view(1, 1, -1) - (shift[:, 0] * 2 / size).view(-1, 1, 1)
    y = place.view(1, -1, 1) - (shift[:, 1] * 2 / size).view(-1, 1, 1)
    grid = torch.stack([x.expand(n, side, side), y.expand(n, side, side)], 3)
    return F.grid_sample(picture, grid, mode="bilinear", padding_mode="zeros", align_corners=False)


def paste(canvas: Tensor, picture: Tensor, left: int, top: int) -> None:
    """Copies a picture into a canvas, what reaches over is cut."""
    x0, y0 = max(left, 0), max(top, 0)
    x1, y1 = min(left + picture.shape[2], canvas.shape[2]), min(top + picture.shape[1], canvas.shape[1])
    if x0 < x1 and y0 < y1:
        canvas[:, y0:y1, x0:x1] = picture[:, y0 - top : y1 - top, x0 - left : x1 - left]


def to_input(picture: Tensor) -> Tensor:
    """Any crop -> 48 by 48: bilinear, averaging where it shrinks."""
    return F.interpolate(picture, (SIDE, SIDE), mode="bilinear", antialias=True, align_corners=False).clamp(0, 1)


def blanks(composer: Composer, count: int, gen: torch.Generator, style: Style = Style()) -> Tensor:
    """Crops without an icon: text, empty ground, edges of buttons, pictures, and icons almost wholly outside."""
    icons = np.array(torch.randint(len(composer.at), (count,), generator=gen))
    out = []
    for part in (p for p in np.array_split(icons, 4) if len(p)):
        wide = dataclasses.replace(
            style, clutter=1.8 if float(torch.rand((), generator=gen)) < 0.7 else 0.2, jitter=0.6, sizes=style.sizes
        )
        out.append(composer.group(part, gen, wide, blank=True))
    return torch.cat(out)
