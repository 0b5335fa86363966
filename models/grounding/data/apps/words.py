"""What labels mean: concepts of data/web by label in any of five languages, and the English original of a translated one."""

from __future__ import annotations

import gettext
import re
from collections import Counter
from pathlib import Path


def plain(text: str) -> str:
    """Lower case, without mnemonics, dots and doubled blanks."""
    text = re.sub(r"\([_&]?[A-Za-z]\)", "", text)
    return re.sub(r"\s+", " ", re.sub(r"[_&…]|\.\.\.$|[:：]$", "", text)).strip().lower()


class Concepts:
    """Ids of concepts.txt by label. A label of two concepts is nobody's."""

    def __init__(self, file: Path):
        found: dict[str, set[str]] = {}
        for line in file.read_text(encoding="utf8").splitlines():
            if not line.strip() or line.startswith("#"):
                continue
            parts = line.split("|")
            for label in [*parts[1].split("/"), *(x for p in parts[2:6] for x in p.split("/"))]:
                if label.strip():
                    found.setdefault(plain(label), set()).add(parts[0])
        self.by_label = {label: next(iter(ids)) for label, ids in found.items() if len(ids) == 1}

    def of(self, *labels: str) -> str | None:
        return next((self.by_label[p] for p in map(plain, labels) if p in self.by_label), None)


TOOLKITS = ("gtk30", "gtk30-properties", "gtk40", "gtk20", "libadwaita", "glib20", "gtksourceview-4", "libexo-2", "libxfce4ui", "mate-desktop", "vte-2.91", "xfce4-panel")
DOMAINS = {"eom": ("eom",), "caja": ("caja",), "calc": (), "writer": (), "xfce4-screenshooter": ("xfce4-screenshooter",), "uget-gtk": ("uget",)}


class English:
    """Originals of translated labels, from the programs' message catalogues turned round."""

    def __init__(self, language: str, programs: list[str]):
        self.back: dict[str, str] = {}
        if language == "en":
            return
        folders = [Path("/usr/share/locale") / n / "LC_MESSAGES" for n in ((language, "zh_CN") if language == "zh" else (language, f"{language}_{language.upper()}"))]
        files = [f / f"{name}.mo" for f in folders for name in [*TOOLKITS, *(n for p in programs for n in (p, p.replace("-gtk", ""), *DOMAINS.get(p, ())))]]
        office = Path("/usr/lib/libreoffice/program/resource") / ("zh_CN" if language == "zh" else language) / "LC_MESSAGES"
        if {"writer", "calc", "impress", "draw", "math"} & set(programs):
            files += sorted(office.glob("*.mo"))
        seen: dict[str, Counter] = {}
        for file in files:
            if not file.exists():
                continue
            with file.open("rb") as f:
                catalogue = gettext.GNUTranslations(f)._catalog
            for original, translated in catalogue.items():
                if isinstance(original, tuple):
                    original = original[0]
                original = original.split("\x04")[-1].split("|")[-1]
                if isinstance(translated, str) and original and translated and len(original) < 80:
                    seen.setdefault(plain(translated), Counter())[re.sub(r"[_~]", "", original)] += 1
        self.back = {label: counts.most_common(1)[0][0] for label, counts in seen.items()}

    def of(self, label: str) -> str | None:
        return self.back.get(plain(label))
