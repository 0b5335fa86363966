"""Writes instructions for a scene.

`instructions(scene, rng)` answers phrases with the controls that each of them rightly points at: exactly those for
which the phrase is true, so that two OK buttons are both right for "click OK" and one of them for "the OK in the Delete
dialog". Phrases with more than one true control are rare (`AMBIGUOUS`), because a person who is understood adds a word.
An empty set of targets means that the control is not on the screen.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from .lexicon import Entry, Lexicon, plain
from .scene import Control, Scene
from .wording import KIND_WORDS, LABEL_FORMS, ORDINALS, PLACES, VERBS, colour_name, place, slip

AMBIGUOUS = 0.05
"""Share of phrases that may have more than one target."""


STYLE_WORDS = frozenset("outline fill filled line solid regular bold light thin duotone sharp rounded variant alt 2 lg sm ios md".split())


COMMON = frozenset(w for words in KIND_WORDS["en"].values() for v in words for w in v.split()) | frozenset(
    "click press select choose open labelled called that says with text find where please left right below above next".split()
)


@dataclass(frozen=True)
class Instruction:
    text: str
    style: str
    """label, synonym, function, look, relation, order, absent."""
    targets: frozenset[str]
    language: str = "en"


def tidy(text: str) -> str:
    return " ".join(text.split()).replace(" ,", ",").strip()


class Writer:
    """Writes for one scene."""

    def __init__(self, scene: Scene, lexicon: Lexicon, rng: random.Random):
        self.scene, self.lexicon, self.rng = scene, lexicon, rng
        self.language = scene.language if scene.language in LABEL_FORMS else "en"
        self.controls = [
            c for c in scene.controls
            if c.box[2] - c.box[0] >= 6 and c.box[3] - c.box[1] >= 6 and "blocked" not in c.states
        ]
        self.screen = (0.0, 0.0, float(scene.width), float(scene.height))

    # What is true of a control -----------------------------------------------------------------------------------

    def called(self, label: str, kinds: set[str] | None = None) -> list[Control]:
        """Controls that go by a label."""
        want = plain(label)
        return [
            c for c in self.controls
            if want in (plain(c.text), plain(c.label), plain(c.name)) and (kinds is None or c.kind in kinds)
        ]

    def entries_of(self, c: Control) -> list[Entry]:
        return self.lexicon.of(c.english or c.text or c.label, c.name, c.icon, c.concept)

    def meaning(self, entry: Entry) -> list[Control]:
        return [c for c in self.controls if entry in self.entries_of(c)]

    def kind_word(self, control: Control, empty: bool = True) -> str:
        words = KIND_WORDS[self.language].get(control.kind, ("",))
        return self.rng.choice(words if empty else tuple(w for w in words if w) or ("",))

    def verb(self, control: Control) -> str:
        verbs = VERBS[self.language]
        return self.rng.choice(verbs.get(control.kind, verbs[""]))

    def shown(self, label: str) -> str:
        """A label as a person would say it: dots and mnemonics left out, sometimes cut, lower case, or misspelt."""
        rng = self.rng
        text = label.replace("…", "").replace("_", "").rstrip(":. ")
        words = text.split()
        if len(words) > 4 and rng.random() < 0.4:
            text = " ".join(words[: rng.randint(3, len(words) - 1)])
        if rng.random() < 0.3:
            text = text.lower()
        if rng.random() < 0.06:
            text = slip(text, rng)
        return text

    def only(self, found: list[Control], style: str, text: str) -> Instruction | None:
        """The instruction, unless it is ambiguous (mostly) or nobody is meant."""
        if not found or (len(found) > 1 and self.rng.random() > AMBIGUOUS) or len(found) > 3:
            return None
        return Instruction(tidy(text), style, frozenset(c.id for c in found), self.language)

    # Styles ------------------------------------------------------------------------------------------------------

    def wording(self, control: Control, label: str) -> str:
        shown = self.shown(label)
        quote = self.rng.choice(("'{}'", '"{}"', "“{}”", "{}"))
        form = self.rng.choice(LABEL_FORMS[self.language])
        return form.format(v=self.verb(control), l=shown, q=quote.format(shown), k=self.kind_word(control))

    def label(self, c: Control) -> Instruction | None:
        if not c.words or len(c.words) > 60:
            return None
        found = self.called(c.words)
        text = self.wording(c, c.words)
        if len(found) > 1:
            # Two of that name: the kind or the place tells them apart, or the phrase is left ambiguous.
            found = [f for f in found if f.kind == c.kind]
            text = f"{self.verb(c)} the {self.shown(c.words)} {self.kind_word(c, empty=False)}"
            if len(found) > 1 and self.language == "en":
                return self.in_context(c, self.shown(c.words), found)
        return self.only(found, "label", text)

    def in_context(self, c: Control, what: str, found: list[Control]) -> Instruction | None:
        """Adds where it is: the window, dialog, section or place on the screen."""
        rng = self.rng
        ways: list[tuple[str, Callable[[Control], bool]]] = []
        if c.window:
            noun = "dialog" if c.dialog else rng.choice(("window", "window", ""))
            ways.append((f"in the {c.window} {noun}", lambda o: o.window_index == c.window_index))
        if c.section:
            ways.append((rng.choice((f"under {c.section}", f"in the {c.section} section", f"in {c.section}")), lambda o: o.section == c.section))
        if c.within in ("toolbar", "sidebar", "menu", "panel", "header", "table", "list"):
            ways.append((f"in the {c.within}", lambda o: o.within == c.within))
        where = place(c.box, self.screen)
        ways.append((rng.choice(PLACES[where]), lambda o: place(o.box, self.screen) == where))
        rng.shuffle(ways)
        for text, true in ways:
            left = [f for f in found if true(f)]
            if len(left) == 1:
                form = rng.choice(("the {} {}", "{v} the {} {}", "{v} {} {}"))
                return Instruction(tidy(form.format(what, text, v=self.verb(c))), "relation", frozenset([left[0].id]))
        return None

    def synonym(self, c: Control) -> Instruction | None:
        entries = self.entries_of(c)
        if not entries or self.language != "en":
            return None
        entry = self.rng.choice(entries)
        others = [x for x in entry.labels if plain(x) != plain(c.words)]
        if not others:
            return None
        label = self.rng.choice(others)
        found = self.called(label) or self.meaning(entry)
        return self.only(found, "synonym", self.wording(c, label))

    def function(self, c: Control) -> Instruction | None:
        entries = self.entries_of(c)
        if not entries or self.language != "en":
            return None
        entry = self.rng.choice(entries)
        if not entry.functions:
            return None
        what = self.rng.choice(entry.functions)
        form = self.rng.choice(
            (
                "{f}", "{f}", "click the {k} to {f}", "click what lets me {f}", "I want to {f}", "where do I {f}",
                "the {k} to {f}", "press the {k} that would {f}", "{f}, please", "the control to {f}",
                "select the {k} with which one can {f}", "click the {k} which is used to {f}", "how can I {f}",
            )
        )
        return self.only(self.meaning(entry), "function", form.format(f=what, k=self.kind_word(c, empty=False)))

    def look(self, c: Control) -> Instruction | None:
        """By icon, colour, state and place."""
        if self.language != "en":
            return None
        rng = self.rng
        noun = self.kind_word(c, empty=False) or "control"
        found, words = [o for o in self.controls if o.kind == c.kind], [noun]
        by_icon = bool(c.icon) and rng.random() < 0.75
        if by_icon:
            found = [o for o in self.controls if o.icon == c.icon or (c.concept and o.concept == c.concept and o.icon)]
            shape = self.shape(c)
            words = [rng.choice((f"{shape} icon", f"{shape} symbol", f"{shape} button", shape, f"{noun} with the {shape} icon", f"{noun} with the {shape} on it"))]
        colour = colour_name(c.fill) if c.fill else ""
        if colour and (not by_icon or rng.random() < 0.3):
            same = [o for o in found if o.fill and colour_name(o.fill) == colour]
            if len(same) < len(found) or rng.random() < 0.3:
                found, words = same, [colour, *words]
        for state, word in (("checked", "that is on"), ("unchecked", "that is off"), ("disabled", "that is greyed out"), ("selected", "that is selected")):
            if state in c.states and rng.random() < 0.4:
                found = [o for o in found if state in o.states]
                words.append(word)
        if len(found) > 1 or rng.random() < 0.3:
            where = place(c.box, self.screen)
            found = [o for o in found if place(o.box, self.screen) == where]
            words.append(rng.choice(PLACES[where]))
        if len(words) < 2 and not by_icon:
            return None
        text = " ".join(words)
        form = rng.choice(("the {}", "click the {}", "press the {}", "{}", "the {}, please"))
        return self.only(found, "look", form.format(text))

    def shape(self, c: Control) -> str:
        """What the icon looks like, in words: from the table or from its name without words about style."""
        entry = self.lexicon.by_concept.get(c.concept)
        if entry and entry.looks and self.rng.random() < 0.6:
            return self.rng.choice(entry.looks).removeprefix("a ").removeprefix("an ").removeprefix("the ")
        words = [w for w in c.icon.split("-") if w not in STYLE_WORDS and not w.isdigit()]
        return " ".join(words) or c.icon

    def relation(self, c: Control) -> Instruction | None:
        """Beside, above, below, for, between, in a row with another control or text."""
        if self.language != "en":
            return None
        rng = self.rng
        noun = self.what(c)
        if c.label and rng.random() < 0.4:
            same = [o for o in self.controls if o.label == c.label and (o.kind == c.kind)]
            form = rng.choice(("the {k} for {l}", "the {k} next to {l}", "the {k} beside {l}", "{v} the {k} of {l}", "the {k} belonging to {l}"))
            return self.only(same, "relation", form.format(k=noun, l=self.shown(c.label), v=self.verb(c)))
        marks = [(o.words, o.box, o.id) for o in self.controls if o.words and len(o.words) < 40 and o.id != c.id]
        marks += [(x.text, x.box, "") for x in self.scene.lines if len(x.text) < 40]
        rng.shuffle(marks)
        for words, box, _ in marks[:25]:
            if sum(plain(m[0]) == plain(words) for m in marks) > 2:
                continue
            side = beside(c.box, box)
            if side is None:
                continue
            same = [o for o in self.controls if self.alike(o, c)]
            nearest = min((o for o in same if beside(o.box, box) == side), key=lambda o: distance(o.box, box), default=None)
            if nearest is None or nearest.id != c.id:
                continue
            said = rng.choice(
                {
                    "right": ("to the right of {}", "right of {}", "on the right side of {}", "next to {}", "in the {} row", "after {}"),
                    "left": ("to the left of {}", "left of {}", "before {}", "next to {}", "in front of {}"),
                    "below": ("below {}", "under {}", "underneath {}", "beneath {}"),
                    "above": ("above {}", "over {}", "on top of {}"),
                }[side]
            )
            if said.startswith("next") and any(beside(o.box, box) in ("left", "right") and o.id != c.id for o in same):
                continue
            form = rng.choice(("the {k} {r}", "{v} the {k} {r}", "{k} {r}", "click the {k} {r}"))
            return Instruction(tidy(form.format(k=noun, r=said.format(self.shown(words)), v=self.verb(c))), "relation", frozenset([c.id]))
        return None

    def what(self, c: Control) -> str:
        """What a control is called when its name is not used."""
        if c.icon and self.rng.random() < 0.4:
            return f"{self.shape(c)} {self.rng.choice(('icon', 'button', 'symbol'))}"
        if c.text and c.kind in ("button", "icon") and self.rng.random() < 0.5:
            return f"{self.shown(c.text)} {self.kind_word(c)}"
        return self.kind_word(c, empty=False) or "control"

    def alike(self, o: Control, c: Control) -> bool:
        """Whether the words used by `what` for c would fit o too; errs towards yes."""
        return o.kind == c.kind

    def order(self, c: Control) -> Instruction | None:
        if self.language != "en" or c.index < 0 or c.count < 2 or c.index >= len(ORDINALS):
            return None
        rng = self.rng
        noun = self.kind_word(c, empty=False) or "item"
        group = {"menu": "menu", "toolbar": "toolbar", "list": "list", "sidebar": "sidebar", "table": "table", "form": "form", "grid": "grid", "panel": "panel"}.get(c.within, "")
        number = ORDINALS[c.index]
        if c.index == c.count - 1 and rng.random() < 0.6:
            number = "last"
        elif c.index == c.count - 2 and rng.random() < 0.2:
            number = rng.choice(("second to last", "last but one"))
        mates = [o for o in self.controls if o.group == c.group]
        if any(o.kind != c.kind for o in mates):
            # Counting all and counting those of the kind would give different controls: people are not that exact.
            return None
        same = [o for o in self.controls if o.kind == c.kind and o.index == c.index and o.within == c.within and o.count > 1]
        if number == "last":
            same = [o for o in self.controls if o.kind == c.kind and o.index == o.count - 1 and o.within == c.within and o.count > 1]
        where = rng.choice((f"in the {group}", f"of the {group}")) if group else ""
        if c.window and len(same) > 1:
            same = [o for o in same if o.window_index == c.window_index]
            where = f"in the {c.window} {'dialog' if c.dialog else 'window'}"
        if c.section and len(same) > 1:
            same = [o for o in same if o.section == c.section]
            where = f"under {c.section}"
        form = rng.choice(("the {n} {k} {w}", "{v} the {n} {k} {w}", "click the {n} {k} {w}", "{n} {k} {w}"))
        return self.only(same, "order", form.format(n=number, k=noun, w=where, v=self.verb(c)))

    # The whole ---------------------------------------------------------------------------------------------------

    def write(self, count: int) -> list[Instruction]:
        """About `count` instructions that point at something."""
        rng = self.rng
        styles: list[tuple[Callable[[Control], Instruction | None], float]] = [
            (self.label, 0.26), (self.synonym, 0.1), (self.function, 0.3), (self.look, 0.2), (self.relation, 0.16), (self.order, 0.08),
        ]
        out: list[Instruction] = []
        seen: set[str] = set()
        style = styles[0][0]
        for attempt in range(count * 8):
            if len(out) >= count or not self.controls:
                break
            # A style that did not come off is tried again elsewhere, so that easy ones do not crowd out the others.
            if attempt % 4 == 0 or self.language != "en":
                style = rng.choices([s for s, _ in styles], [w for _, w in styles])[0] if self.language == "en" else self.label
            made = style(rng.choice(self.controls))
            if made is not None and made.text not in seen:
                seen.add(made.text)
                out.append(made)
                style = rng.choices([s for s, _ in styles], [w for _, w in styles])[0] if self.language == "en" else self.label
        return out

    def foreign(self, elsewhere: list[Instruction], count: int) -> list[Instruction]:
        """Instructions of other screens whose words name nothing here."""
        here = {w for c in self.controls for w in plain(f"{c.words} {c.name} {c.tooltip}").split()}
        here |= {w for x in self.scene.lines for w in plain(x.text).split()}
        out: list[Instruction] = []
        for other in self.rng.sample(elsewhere, min(len(elsewhere), count * 6)):
            if len(out) >= count:
                break
            if other.language != self.language or other.style not in ("label", "relation"):
                continue
            words = [w.strip("'\"“”.,") for w in plain(other.text).split()]
            if not any(w in here for w in words if len(w) > 3 and w not in COMMON):
                out.append(Instruction(other.text, "absent", frozenset(), other.language))
        return out

    def absent_entries(self, count: int) -> list[Instruction]:
        """Functions and labels of the table that nothing here serves: near misses of what is here come first."""
        rng = self.rng
        here = {id(e) for c in self.controls for e in self.entries_of(c)}
        domains = {e.domain for e in self.lexicon.entries if id(e) in here}
        words = {w for c in self.controls for w in plain(f"{c.text} {c.label} {c.name}").split() if len(w) > 3}
        out: list[Instruction] = []
        for entry in rng.sample(self.lexicon.entries, len(self.lexicon.entries)):
            if len(out) >= count:
                break
            if id(entry) in here or (entry.domain not in domains and rng.random() < 0.7):
                continue
            if any(w in words for label in entry.labels for w in plain(label).split()):
                continue
            if any(self.called(label) for label in entry.labels):
                continue
            fake = Control("", rng.choice(("button", "icon", "menu_item", "switch")), (0, 0, 10, 10))
            if entry.functions and rng.random() < 0.5:
                out.append(Instruction(rng.choice(entry.functions), "absent", frozenset()))
            else:
                out.append(Instruction(tidy(self.wording(fake, rng.choice(entry.labels))), "absent", frozenset()))
        return out


def beside(box: tuple[float, float, float, float], mark: tuple[float, float, float, float]) -> str | None:
    """On which side of the mark a box lies, when the two overlap across the other axis; None when on no clear side."""
    x1, y1, x2, y2 = box
    a1, b1, a2, b2 = mark
    tall = min(y2, b2) - max(y1, b1) > 0.4 * min(y2 - y1, b2 - b1)
    wide = min(x2, a2) - max(x1, a1) > 0.25 * min(x2 - x1, a2 - a1)
    if tall and x1 >= a2 - 2 and x1 - a2 < 700:
        return "right"
    if tall and x2 <= a1 + 2 and a1 - x2 < 400:
        return "left"
    if wide and y1 >= b2 - 2 and y1 - b2 < 160:
        return "below"
    if wide and y2 <= b1 + 2 and b1 - y2 < 160:
        return "above"
    return None


def distance(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> float:
    """Gap between two boxes in pixels, 0 when they touch."""
    dx = max(0.0, a[0] - b[2], b[0] - a[2])
    dy = max(0.0, a[1] - b[3], b[1] - a[3])
    return (dx * dx + dy * dy) ** 0.5
