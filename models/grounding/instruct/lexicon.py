"""The table of `data/phrases`: labels that mean the same, icons that stand for them, and what they do."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "data" / "phrases"
CONCEPTS = Path(__file__).parent.parent / "data" / "web" / "concepts.txt"


@dataclass(frozen=True)
class Entry:
    labels: tuple[str, ...]
    icons: tuple[str, ...]
    functions: tuple[str, ...]
    domain: str
    looks: tuple[str, ...] = ()
    """What its icon looks like: "a floppy disk"."""


def plain(text: str) -> str:
    """Lower case, without mnemonics, dots and doubled blanks: how two labels are compared."""
    return re.sub(r"\s+", " ", re.sub(r"[_&…]|\.\.\.$|:$", "", text)).strip().lower()


class Lexicon:
    """Looks entries up by a label or by an icon's name."""

    def __init__(self, folder: Path = FOLDER, concepts: Path = CONCEPTS):
        self.entries: list[Entry] = []
        self.by_concept: dict[str, Entry] = {}
        self.by_label: dict[str, list[Entry]] = defaultdict(list)
        self.by_icon: dict[str, list[Entry]] = defaultdict(list)
        for file in sorted(folder.glob("*.txt")):
            for number, line in enumerate(file.read_text().splitlines(), 1):
                if not line.strip() or line.startswith("#"):
                    continue
                parts = [p.strip() for p in line.split("::")]
                if len(parts) != 3:
                    raise ValueError(f"{file.name}:{number}: three parts are needed, separated by '::'")
                entry = Entry(
                    tuple(x.strip() for x in parts[0].split(" / ") if x.strip()),
                    tuple(x.strip().replace(" ", "-") for x in parts[1].split(",") if x.strip()),
                    tuple(x.strip() for x in parts[2].split(";") if x.strip()),
                    file.stem,
                )
                self._add(entry)
        for line in concepts.read_text().splitlines():
            if not line.strip() or line.startswith("#"):
                continue
            id_, english, *_languages, icons, functions, looks = line.split("|")
            entry = Entry(
                tuple(x for x in english.split("/") if x),
                tuple(x for x in icons.split(",") if x and not x.startswith("!")),
                tuple(x.strip() for x in functions.split(";") if x.strip()),
                "concepts",
                tuple(x.strip() for x in looks.split(";") if x.strip()),
            )
            self._add(entry)
            self.by_concept[id_] = entry

    def _add(self, entry: Entry) -> None:
        self.entries.append(entry)
        for label in entry.labels:
            self.by_label[plain(label)].append(entry)
        for icon in entry.icons:
            self.by_icon[icon].append(entry)

    def of(self, text: str, name: str = "", icon: str = "", concept: str = "") -> list[Entry]:
        """Entries for a control: by its concept and what is written, else by its meaning, else by its icon alone."""
        known = [self.by_concept[concept]] if concept in self.by_concept else []
        if known:
            return known + [e for e in self.by_label.get(plain(text or name or known[0].labels[0]), []) if e is not known[0]]
        for words in (text, name):
            if words and (found := self.by_label.get(plain(words))):
                return found
        if not text and icon and (found := self.by_icon.get(icon)):
            return found
        return []
