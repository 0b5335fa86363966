"""What lies in the home folder of a session: made from its seed, so that programs have something to show."""

from __future__ import annotations

import random
import zipfile
from pathlib import Path

from PIL import Image, ImageDraw

WORDS = {
    "en": "budget invoice garden holiday meeting recipe letter report school music winter photos project notes travel plan list ideas team contract house station weather market".split(),
    "de": "Rechnung Garten Urlaub Sitzung Rezept Brief Bericht Schule Musik Winter Fotos Projekt Notizen Reise Plan Liste Ideen Vertrag Haus Bahnhof Wetter Markt Größe Übersicht".split(),
    "es": "factura jardín vacaciones reunión receta carta informe escuela música invierno fotos proyecto notas viaje plan lista ideas contrato casa estación tiempo mercado año".split(),
    "fr": "facture jardin vacances réunion recette lettre rapport école musique hiver photos projet notes voyage plan liste idées contrat maison gare météo marché été".split(),
    "zh": "预算 发票 花园 假期 会议 食谱 信件 报告 学校 音乐 冬天 照片 项目 笔记 旅行 计划 清单 想法 团队 合同 房子 车站 天气 市场".split(),
}


def sentence(rng: random.Random, words: list[str], blank: str) -> str:
    text = blank.join(rng.choice(words) for _ in range(rng.randint(4, 13)))
    return text[:1].upper() + text[1:] + ("。" if blank == "" else ".")


def picture(rng: random.Random, width: int, height: int) -> Image.Image:
    """Hills, a sky and a few shapes."""
    image = Image.new("RGB", (width, height), tuple(rng.randrange(120, 256) for _ in range(3)))
    draw = ImageDraw.Draw(image)
    for k in range(5):
        base = height * (0.35 + 0.13 * k)
        points = [(x * width / 8, base + rng.uniform(-0.1, 0.1) * height) for x in range(9)]
        draw.polygon([*points, (width, height), (0, height)], fill=tuple(rng.randrange(30, 220) for _ in range(3)))
    for _ in range(rng.randint(0, 4)):
        x, y, r = rng.uniform(0, width), rng.uniform(0, height * 0.6), rng.uniform(0.03, 0.12) * width
        draw.ellipse((x - r, y - r, x + r, y + r), fill=tuple(rng.randrange(256) for _ in range(3)))
    return image


def fill(home: Path, language: str, rng: random.Random) -> dict[str, str]:
    """Makes the files; answers what the `{…}` of the catalogue stand for."""
    words, blank = WORDS[language], "" if language == "zh" else " "
    papers = home / rng.choice({"de": ("Dokumente", "Arbeit"), "es": ("Documentos", "Trabajo"), "fr": ("Documents", "Travail"), "zh": ("文档", "工作")}.get(language, ("Documents", "Work", "Papers")))
    papers.mkdir(parents=True, exist_ok=True)
    name = lambda end: papers / f"{blank.join(rng.sample(words, rng.randint(1, 2)))}{rng.choice(('', '', ' 2', '-2026', '_v3'))}{end}"  # noqa: E731
    lines = [sentence(rng, words, blank) for _ in range(rng.randint(8, 60))]
    out: dict[str, str] = {"dir": str(papers)}
    for key in ("txt", "txt2", "md"):
        file = name(".md" if key == "md" else ".txt")
        file.write_text("\n".join((f"## {t}\n" if key == "md" and rng.random() < 0.2 else t) for t in rng.sample(lines, len(lines))) + "\n")
        out[key] = str(file)
    code = name(".py")
    code.write_text('"""Sums."""\n\nimport math\n\n\ndef total(prices, tax=0.19):\n    result = 0\n    for price in prices:\n        result += price * (1 + tax)\n    return round(result, 2)\n\n\nclass Basket:\n    def __init__(self):\n        self.items = []\n\n    def add(self, item):\n        self.items.append(item)\n' * rng.randint(1, 3))
    out["py"] = str(code)
    table = name(".csv")
    table.write_text("".join(",".join([rng.choice(words)] + [str(rng.randint(1, 9999)) for _ in range(5)]) + "\n" for _ in range(30)))
    out["csv"] = str(table)
    sheet_ = name(".fods")
    cell = lambda v: f'<table:table-cell office:value-type="float" office:value="{v}"/>' if isinstance(v, int) else f'<table:table-cell office:value-type="string"><text:p>{v}</text:p></table:table-cell>'  # noqa: E731
    body = "".join("<table:table-row>" + "".join(map(cell, [rng.choice(words)] + [rng.randint(1, 9999) for _ in range(5)])) + "</table:table-row>" for _ in range(30))
    sheet_.write_text(
        '<?xml version="1.0" encoding="UTF-8"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:body><office:spreadsheet>'
        f'<table:table table:name="{rng.choice(words)}">{body}</table:table></office:spreadsheet></office:body></office:document>'
    )
    out["fods"] = str(sheet_)
    page = name(".html")
    body = "".join(f"<h2>{rng.choice(words)}</h2><p>{' '.join(rng.sample(lines, 3))}</p><ul><li>{rng.choice(words)}<li>{rng.choice(words)}</ul>" for _ in range(3))
    page.write_text(f"<!doctype html><meta charset=utf-8><title>{rng.choice(words)}</title><h1>{rng.choice(words)}</h1>{body}")
    out["html"] = str(page)
    for key, end in (("png", ".png"), ("jpg", ".jpg")):
        file = name(end)
        picture(rng, rng.randrange(400, 1200), rng.randrange(300, 900)).save(file)
        out[key] = str(file)
    pdf = name(".pdf")
    sheet = Image.new("RGB", (620, 877), "white")
    draw = ImageDraw.Draw(sheet)
    for y in range(60, 800, 18):
        draw.line((60, y, 60 + rng.randrange(200, 500), y), fill="#555", width=3)
    sheet.save(pdf, save_all=True, append_images=[sheet.copy(), picture(rng, 620, 877)])
    out["pdf"] = str(pdf)
    archive = name(".zip")
    with zipfile.ZipFile(archive, "w") as z:
        for file in list(papers.iterdir())[:6]:
            if file != archive:
                z.write(file, f"{rng.choice(words)}/{file.name}")
    out["zip"] = str(archive)
    for _ in range(rng.randint(2, 7)):
        (papers / rng.choice(words)).mkdir(exist_ok=True)
    for _ in range(rng.randint(0, 18)):
        name(rng.choice((".txt", ".odt", ".pdf", ".mp3", ".jpg", ".ods", ".tar.gz"))).touch()
    notes = home / "Notes"
    notes.mkdir(exist_ok=True)
    (notes / "notebook.zim").write_text("[Notebook]\nversion=0.4\nname=Notes\nhome=Home\n")
    for w in ["Home", *rng.sample(words, 6)]:
        (notes / f"{w}.txt").write_text(f"Content-Type: text/x-zim-wiki\nWiki-Format: zim 0.4\n\n====== {w} ======\n" + "\n".join(rng.sample(lines, 6)) + "\n")
    out["notes"] = str(notes)
    return out
