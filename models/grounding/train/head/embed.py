"""Embeds what `featurise.mjs` wrote: `python embed.py --data DIR [DIR…] --out DIR [--icons-only]`.

Into --out: texts.npy (n, 384) float16, a row for each text of texts.json (what is written on things, the instructions and
their cores); words.npy and offsets.npy: the token states of the instructions of said.json, one after the other, without
the marks of beginning and end. Beside each head.json: NNNNNN.icons.npy, points of its crops and how surely each is an
icon. Texts that were embedded before are not embedded again; icons are, when the encoder is newer.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import onnxruntime as ort
from tokenizers import Tokenizer

WEIGHTS = Path(__file__).resolve().parents[2] / "weights"
CROP = 48
MOST_TOKENS = 32


def session(name: str, threads: int) -> ort.InferenceSession:
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return ort.InferenceSession(str(WEIGHTS / name), options, providers=["CPUExecutionProvider"])


def embed(texts: list[str], threads: int, batch: int = 64, states: bool = True) -> tuple[np.ndarray, list[np.ndarray]]:
    """Sentence points (n, 384) and, if asked for, token states, each (tokens, 384), of texts; batched by length."""
    model = session("sentence-encoder.onnx", threads)
    tokenizer = Tokenizer.from_file(str(WEIGHTS / "sentence-tokenizer.json"))
    tokenizer.enable_truncation(MOST_TOKENS)
    tokenizer.no_padding()
    encoded = [e.ids for e in tokenizer.encode_batch(texts)]
    points = np.zeros((len(texts), 384), np.float16)
    out: list[np.ndarray] = [np.zeros((0, 384), np.float16)] * len(texts)
    order = sorted(range(len(texts)), key=lambda i: len(encoded[i]))
    for start in range(0, len(order), batch):
        part = order[start : start + batch]
        longest = max(len(encoded[i]) for i in part)
        ids, mask = np.zeros((len(part), longest), np.int64), np.zeros((len(part), longest), np.int64)
        for row, i in enumerate(part):
            ids[row, : len(encoded[i])], mask[row, : len(encoded[i])] = encoded[i], 1
        asked = ["sentence", "tokens"] if states else ["sentence"]
        got = model.run(asked, {"input_ids": ids, "attention_mask": mask})
        for row, i in enumerate(part):
            points[i] = got[0][row]
            if states:
                out[i] = got[1][row, 1 : len(encoded[i]) - 1].astype(np.float16)
    return points, out


def crops_of(file: Path, meta: dict) -> np.ndarray:
    """(n, 3, 48, 48) float32, 0 to 1: the crops at the end of head.bin."""
    count = sum(t["crop"] >= 0 for t in meta["things"])
    size = count * CROP * CROP * 3
    raw = file.with_suffix("").with_suffix(".head.bin").read_bytes()[-size:] if size else b""
    return np.frombuffer(raw, np.uint8).reshape(count, CROP, CROP, 3).transpose(0, 3, 1, 2).astype(np.float32) / 255


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", nargs="+", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--icons-only", action="store_true")
    parser.add_argument("--texts-only", action="store_true")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    files = [f for d in args.data for f in sorted(d.glob("[0-9]*.head.json"))]
    metas = {f: json.loads(f.read_text()) for f in files}
    if not args.icons_only:
        known: list[str] = []
        said: list[str] = []
        points = np.zeros((0, 384), np.float16)
        states: list[np.ndarray] = []
        if (args.out / "texts.json").exists():
            known, said = (json.loads((args.out / n).read_text()) for n in ("texts.json", "said.json"))
            points = np.load(args.out / "texts.npy")
            offsets, flat = np.load(args.out / "offsets.npy"), np.load(args.out / "words.npy")
            states = [flat[a:b] for a, b in zip(offsets[:-1], offsets[1:])]
        have, heard = set(known), set(said)
        told = sorted({i["text"] for m in metas.values() for i in m["instructions"]} - heard)
        texts = {t["text"][:200] for m in metas.values() for t in m["things"] if t["text"]}
        texts |= {i["core"] for m in metas.values() for i in m["instructions"]}
        more = sorted(texts - have - set(told))
        plain, _ = embed(more, args.threads, states=False)
        spoken, new = embed(told, args.threads)
        fresh = [t for t in told if t not in have]
        rows = [i for i, t in enumerate(told) if t not in have]
        np.save(args.out / "texts.npy", np.concatenate([points, plain, spoken[rows]]))
        states += new
        np.save(args.out / "words.npy", np.concatenate([*states, np.zeros((0, 384), np.float16)]))
        np.save(args.out / "offsets.npy", np.cumsum([0] + [len(s) for s in states]))
        (args.out / "texts.json").write_text(json.dumps(known + more + fresh, ensure_ascii=False))
        (args.out / "said.json").write_text(json.dumps(said + told, ensure_ascii=False))
        print(f"{len(more) + len(told)} texts embedded", flush=True)
    if args.texts_only:
        return
    icons = session("icon-encoder.onnx", args.threads)
    made = (WEIGHTS / "icon-encoder.onnx").stat().st_mtime
    for file in files:
        out = file.with_suffix("").with_suffix(".icons.npy")
        if out.exists() and out.stat().st_mtime > made:
            continue
        crops = crops_of(file, metas[file])
        got = icons.run(["point", "is_icon"], {"crops": crops}) if len(crops) else [np.zeros((0, 256)), np.zeros(0)]
        np.save(out, np.concatenate([got[0], got[1].reshape(-1, 1)], 1).astype(np.float16))
    print(f"icons of {len(files)} screens", flush=True)


if __name__ == "__main__":
    main()
