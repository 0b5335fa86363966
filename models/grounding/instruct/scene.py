"""What the writer of instructions needs to know of a screen; truth.py reads it from a truth file."""

from __future__ import annotations

from dataclasses import dataclass, field

Box = tuple[float, float, float, float]


@dataclass
class Control:
    """One control. Boxes are picture pixels; texts are as displayed."""

    id: str
    kind: str
    box: Box
    text: str = ""
    name: str = ""
    """Accessible name: what an icon means, when nothing is written on it."""
    concept: str = ""
    icon: str = ""
    """Name of the icon in its set, words joined by hyphens."""
    label: str = ""
    """The text beside a field, switch or checkbox that belongs to it."""
    fill: tuple[int, int, int] | None = None
    states: frozenset[str] = frozenset()
    index: int = -1
    """Position in its list, toolbar, menu or keypad, from 0; -1 when it is in none."""
    count: int = 0
    window: str = ""
    window_index: int = -1
    dialog: bool = False
    section: str = ""
    within: str = ""
    """Kind of the container: toolbar, menu, list, sidebar, panel, dialog, header, form, table, grid …"""
    role: str = ""
    """Finer than the kind (schema.md)."""
    english: str = ""
    point: tuple[float, float] | None = None
    """A place where a click works."""
    group: str = ""
    """Id of the container that `index` counts in."""
    value: str = ""
    placeholder: str = ""
    tooltip: str = ""

    @property
    def words(self) -> str:
        """What it is called: written on it, beside it, or its meaning."""
        if self.kind in ("field", "slider", "switch", "checkbox", "radio"):
            return self.label or self.text or self.placeholder or self.name
        return self.text or self.label or self.name

    @property
    def centre(self) -> tuple[float, float]:
        return (self.box[0] + self.box[2]) / 2, (self.box[1] + self.box[3]) / 2


@dataclass
class Line:
    """A line of text that is read on the screen."""

    text: str
    box: Box


@dataclass
class Scene:
    """One screen."""

    width: int
    height: int
    language: str = "en"
    controls: list[Control] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    active_window: int = -1
