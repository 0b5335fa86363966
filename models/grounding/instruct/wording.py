"""How people word things: verbs, names of kinds, places, colours, slips of the keyboard; in five languages."""

from __future__ import annotations

import colorsys
import random

KIND_WORDS: dict[str, dict[str, tuple[str, ...]]] = {
    "en": {
        "button": ("button", "button", "button", ""),
        "field": ("field", "text field", "box", "text box", "input", "entry"),
        "checkbox": ("checkbox", "check box", "tick box", "option"),
        "radio": ("radio button", "option", "choice"),
        "switch": ("switch", "toggle", "slider switch", "on/off switch"),
        "slider": ("slider", "bar", "control"),
        "tab": ("tab", "tab", "page tab"),
        "menu_item": ("menu item", "menu entry", "entry", "item", "option", ""),
        "row": ("row", "entry", "item", "line", "list item", ""),
        "icon": ("icon", "button", "icon button", "symbol", ""),
        "link": ("link", "link", ""),
        "window_control": ("button", "window button", ""),
        "image": ("picture", "image", "photo"),
    },
    "de": {
        "button": ("Knopf", "Schaltfläche", "Button", ""),
        "field": ("Feld", "Textfeld", "Eingabefeld"),
        "checkbox": ("Kästchen", "Kontrollkästchen", "Häkchen"),
        "radio": ("Option", "Optionsfeld"),
        "switch": ("Schalter", "Umschalter"),
        "slider": ("Regler", "Schieberegler"),
        "tab": ("Reiter", "Tab", "Registerkarte"),
        "menu_item": ("Eintrag", "Menüpunkt", "Menüeintrag", ""),
        "row": ("Zeile", "Eintrag", ""),
        "icon": ("Symbol", "Knopf", ""),
        "link": ("Link", "Verweis"),
        "window_control": ("Knopf", ""),
        "image": ("Bild", "Foto"),
    },
    "fr": {
        "button": ("bouton", "bouton", ""),
        "field": ("champ", "champ de texte", "zone de texte"),
        "checkbox": ("case", "case à cocher"),
        "radio": ("option", "bouton radio"),
        "switch": ("interrupteur", "commutateur"),
        "slider": ("curseur",),
        "tab": ("onglet",),
        "menu_item": ("élément de menu", "entrée", ""),
        "row": ("ligne", "élément", "entrée", ""),
        "icon": ("icône", "bouton", ""),
        "link": ("lien",),
        "window_control": ("bouton", ""),
        "image": ("image", "photo"),
    },
    "es": {
        "button": ("botón", "botón", ""),
        "field": ("campo", "cuadro de texto", "campo de texto"),
        "checkbox": ("casilla", "casilla de verificación"),
        "radio": ("opción", "botón de opción"),
        "switch": ("interruptor", "conmutador"),
        "slider": ("deslizador", "control deslizante"),
        "tab": ("pestaña",),
        "menu_item": ("elemento del menú", "opción", "entrada", ""),
        "row": ("fila", "elemento", "entrada", ""),
        "icon": ("icono", "botón", ""),
        "link": ("enlace",),
        "window_control": ("botón", ""),
        "image": ("imagen", "foto"),
    },
    "zh": {
        "button": ("按钮", "按钮", ""),
        "field": ("输入框", "文本框", "字段"),
        "checkbox": ("复选框", "勾选框"),
        "radio": ("单选按钮", "选项"),
        "switch": ("开关",),
        "slider": ("滑块",),
        "tab": ("标签页", "选项卡"),
        "menu_item": ("菜单项", "选项", ""),
        "row": ("行", "项目", "列表项", ""),
        "icon": ("图标", "按钮", ""),
        "link": ("链接",),
        "window_control": ("按钮", ""),
        "image": ("图片", "照片"),
    },
}

LABEL_FORMS: dict[str, tuple[str, ...]] = {
    "en": (
        "{v} {l}", "{v} {l}", "{v} the {l} {k}", "{v} the {l} {k}", "the {l} {k}", "{l}", "{l} {k}", "{v} the {k} {l}",
        "{v} the {k} labelled {q}", "the {k} that says {q}", "{v} the {k} called {q}", "{v} on {q}", "{v} {q}",
        "{v} the {q} {k}", "please {v} {l}", "the {k} with the text {q}", "find {l}", "go to {l}", "where is the {l} {k}",
    ),
    "de": ("{v} {l}", "{v} auf {l}", "{v} auf den {k} {l}", "der {k} {l}", "{l}", "{k} {l}", "{v} {q}", "{k} mit der Aufschrift {q}"),
    "fr": ("{v} {l}", "{v} sur {l}", "{v} sur le {k} {l}", "le {k} {l}", "{l}", "{k} {l}", "{v} sur {q}", "le {k} intitulé {q}"),
    "es": ("{v} {l}", "{v} en {l}", "{v} en el {k} {l}", "el {k} {l}", "{l}", "{k} {l}", "{v} en {q}", "el {k} que dice {q}"),
    "zh": ("{v}{l}", "{v}“{l}”", "{v}{l}{k}", "{l}{k}", "{l}", "{v}“{l}”{k}", "标有“{l}”的{k}"),
}
VERBS: dict[str, dict[str, tuple[str, ...]]] = {
    "en": {
        "": ("click", "click", "press", "select", "hit", "choose", "click on", "tap", "push", "use"),
        "field": ("click", "click into", "fill in", "type in", "focus", "select", "put the cursor in"),
        "checkbox": ("check", "tick", "click", "uncheck", "toggle", "enable", "select"),
        "switch": ("toggle", "turn on", "turn off", "switch on", "flip", "enable", "disable", "click"),
        "radio": ("select", "choose", "click", "pick"),
        "slider": ("drag", "move", "click"),
        "tab": ("open", "go to", "switch to", "click", "select"),
        "menu_item": ("choose", "select", "click", "open", "pick"),
        "row": ("select", "click", "open", "choose", "pick", "highlight"),
        "link": ("follow", "click", "open"),
        "image": ("click", "open", "select"),
    },
    "de": {"": ("klicke", "klick", "drücke", "wähle", "öffne")},
    "fr": {"": ("clique", "cliquez", "appuie", "choisis", "ouvre")},
    "es": {"": ("haz clic", "pulsa", "elige", "selecciona", "abre")},
    "zh": {"": ("点击", "单击", "选择", "打开", "按")},
}

ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")

PLACES: dict[tuple[int, int], tuple[str, ...]] = {
    (0, 0): ("at the top left", "in the top left corner", "in the upper left"),
    (1, 0): ("at the top", "at the top of the screen", "in the upper middle"),
    (2, 0): ("at the top right", "in the top right corner", "in the upper right corner"),
    (0, 1): ("on the left", "at the left side", "on the left edge"),
    (1, 1): ("in the middle", "in the centre of the screen", "in the center"),
    (2, 1): ("on the right", "at the right side", "on the right edge"),
    (0, 2): ("at the bottom left", "in the lower left corner", "in the bottom left"),
    (1, 2): ("at the bottom", "at the bottom of the screen", "in the lower middle"),
    (2, 2): ("at the bottom right", "in the bottom right corner", "in the lower right"),
}


def place(box: tuple[float, float, float, float], frame: tuple[float, float, float, float]) -> tuple[int, int]:
    """Which third of `frame` the box lies in, as (column, row)."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    w, h = max(1, frame[2] - frame[0]), max(1, frame[3] - frame[1])
    return min(2, max(0, int(3 * (x - frame[0]) / w))), min(2, max(0, int(3 * (y - frame[1]) / h)))


def colour_name(rgb: tuple[int, int, int]) -> str:
    """The everyday English name of a colour, or "" when people would disagree."""
    h, light, s = colorsys.rgb_to_hls(*(c / 255 for c in rgb))
    if light < 0.12:
        return "black"
    if light > 0.93:
        return "white"
    if s < 0.12:
        return "grey" if 0.25 < light < 0.8 else ""
    if s < 0.3:
        return ""
    hue = h * 360
    for low, high, name in (
        (0, 14, "red"), (20, 40, "orange"), (46, 64, "yellow"), (85, 160, "green"), (170, 192, "turquoise"),
        (200, 245, "blue"), (258, 290, "purple"), (300, 335, "pink"), (346, 361, "red"),
    ):
        if low <= hue < high:
            return "brown" if name == "orange" and light < 0.35 else name
    return ""


NEAR_KEYS = {
    "a": "sq", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "f": "dg", "g": "fh", "h": "gj", "i": "uo", "j": "hk",
    "k": "jl", "l": "k", "m": "n", "n": "bm", "o": "ip", "p": "o", "q": "w", "r": "et", "s": "ad", "t": "ry",
    "u": "yi", "v": "cb", "w": "qe", "x": "zc", "y": "tu", "z": "x",
}


def slip(text: str, rng: random.Random) -> str:
    """One typing mistake in a word of four letters or more; the text itself when there is none."""
    spots = [i for i in range(1, len(text) - 1) if text[i - 1 : i + 2].isalpha() and text[i].isascii()]
    if len(text) < 4 or not spots:
        return text
    i = rng.choice(spots)
    how = rng.random()
    if how < 0.3:
        return text[:i] + text[i + 1 :]
    if how < 0.6:
        return text[:i] + text[i + 1] + text[i] + text[i + 2 :]
    if how < 0.8:
        return text[:i] + text[i] + text[i:]
    return text[:i] + rng.choice(NEAR_KEYS.get(text[i].lower(), text[i])) + text[i + 1 :]
