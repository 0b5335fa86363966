"""Screens to calibrate the quantisation on: pages of random words in many fonts, sizes and colours, drawn by Chromium.

They share nothing with the screens the reader is judged on (test/fixtures/reading): other words, other layouts.
"""
import pathlib
import random
import subprocess
import tempfile

import cv2

WORDS = (
    "account active adapter advanced after align always amount apply around arrow attach audio author balance basic "
    "before below between blank block bold border bottom brush bundle cable camera capture carbon center channel charge "
    "chart clean client clock cloud column common compare connect contact control convert counter create current custom "
    "damage default degree depth detail device digital direct disable display divide double driver eject empty engine "
    "enter equal error event exact expert extra factor feature fetch filter flight folder format forward frame gallery "
    "general gentle global graph group guide handle header hidden history hour image import index inner input insert "
    "invert jump keyboard label latest layout level limit list local logout lower magnet margin master match maximum "
    "measure media memory merge middle minute mirror module monitor mouse never next node normal notice number object "
    "offline option order origin output owner panel paste pattern percent phone photo player plugin pointer power "
    "preview printer private profile project public quality queue quick radio range recent record reduce refresh region "
    "remote rename replace report request resize result resume rotate sample scale schedule scroll section secure select "
    "server session shadow share sheet shortcut signal simple single size slide smooth sound source space special speed "
    "split square stable start status storage stream string style submit sum switch symbol system table target task "
    "template text theme thread time title token toggle total track transfer trash update upper user value vector verify "
    "version video view visible volume warning wheel width window wizard word zone zoom "
    "niño señal corazón último según inglés próxima ¿cuándo? ¿dónde? große schließen öffnen Übersicht für können Größe "
    "maß façade élève déjà où naïve cœur être français garçon maçã informação também avião øl blåbær smörgås čas žluť "
    "łódź źródło gęś İstanbul ışık çiçek ğ şeker fête coração € £ ¥ © ® ™ ° ± × ÷ « » — – … “quoted” ‘single’ • → ← ✓"
).split()
FONTS = ["DejaVu Sans", "DejaVu Sans Mono", "DejaVu Serif", "Liberation Sans", "Liberation Mono", "Noto Sans", "Nimbus Sans"]
THEMES = [("#fff", "#111"), ("#f3f3f3", "#333"), ("#222", "#ddd"), ("#0f2a44", "#e6f0ff"), ("#fffbe6", "#5a3b00"),
          ("#2d5f2d", "#fff"), ("#ececec", "#888"), ("#303238", "#9aa0a6")]


def token(rng):
    kind = rng.random()
    if kind < 0.62:
        w = rng.choice(WORDS)
        return rng.choice([w, w.capitalize(), w.upper(), w + rng.choice(",.;:!?")])
    if kind < 0.75:
        return f"{rng.randrange(10 ** rng.randrange(1, 6))}{rng.choice(['', '%', ' px', ' MB', '.5', ',00 €'])}"
    if kind < 0.83:
        return f"{rng.randrange(24):02}:{rng.randrange(60):02}"
    if kind < 0.9:
        return f"{rng.choice(WORDS)}{rng.choice('_-./')}{rng.choice(WORDS)}.{rng.choice(['txt', 'log', 'conf', 'png', 'ts'])}"
    return "".join(rng.choice("(){}[]<>=+-*/&|#@$^~\"'\\0O1lI5S8B") for _ in range(rng.randrange(2, 8)))


def page(rng):
    blocks = []
    for _ in range(60):
        bg, fg = rng.choice(THEMES)
        n = rng.choice([1, 1, 2, 3, 6, 9])
        text = " ".join(token(rng) for _ in range(n)).replace("&", "&amp;").replace("<", "&lt;")
        blocks.append(f'<div style="background:{bg};color:{fg};font:{rng.choice([11, 12, 12, 13, 13, 14, 16, 20])}px '
                      f"'{rng.choice(FONTS)}';font-weight:{rng.choice(['normal', 'normal', 'normal', 'bold'])};"
                      f'padding:{rng.randrange(2, 10)}px;display:inline-block;margin:2px 6px">{text}</div>')
    return '<meta charset="utf-8"><body style="margin:4px;width:1270px;overflow:hidden">' + "".join(blocks)


def screens(count, seed):
    """`count` pictures (BGR arrays, 1280 × 800), the same for the same seed and fonts."""
    out = []
    with tempfile.TemporaryDirectory() as folder:
        for i in range(count):
            rng = random.Random(seed * 1000 + i)
            html, png = pathlib.Path(folder) / "p.html", pathlib.Path(folder) / "p.png"
            html.write_text(page(rng), encoding="utf8")
            subprocess.run(["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
                            "--window-size=1280,800", f"--screenshot={png}", html.as_uri()],
                           check=True, capture_output=True)
            out.append(cv2.imread(str(png)))
    return out
