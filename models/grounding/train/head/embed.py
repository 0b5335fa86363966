"""Embeds what `featurise.mjs` wrote: `python embed.py --data DIR [DIR…] --out DIR [--icons-only]`.

Into --out a row for each text of texts.json (what is written on things, the instructions and their cores), float16: what it
says, texts.npy (n, 384); by `purpose.onnx`, as_said.npy and as_shown.npy (n, 384) and as_sign.npy (n, 256); words.npy and offsets.npy: the token states of the instructions of said.json, one after the other, without
the marks of beginning and end. Beside each head.json: NNNNNN.icons.npy, points of its crops and how surely each is an
icon. Texts that were embedded before are not embedded again; icons are, when the encoder is newer.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
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


WIDTHS = {"texts": 384, "as_said": 384, "as_shown": 384, "as_sign": 256}


@dataclass
class Embedded:
    """Of texts, in order: the rows of WIDTHS, each (n, width), and token states, each (tokens, 384). Float16."""

    rows: dict[str, np.ndarray]
    states: list[np.ndarray]


def embed(texts: list[str], threads: int, batch: int = 64, states: bool = True) -> Embedded:
    """Batched by length. `states`: whether token states are asked for."""
    model, purpose = session("sentence-encoder.onnx", threads), session("purpose.onnx", threads)
    tokenizer = Tokenizer.from_file(str(WEIGHTS / "sentence-tokenizer.json"))
    tokenizer.enable_truncation(MOST_TOKENS)
    tokenizer.no_padding()
    encoded = [e.ids for e in tokenizer.encode_batch(texts)]
    rows = {name: np.zeros((len(texts), width), np.float16) for name, width in WIDTHS.items()}
    out = Embedded(rows, [np.zeros((0, 384), np.float16)] * len(texts))
    order = sorted(range(len(texts)), key=lambda i: len(encoded[i]))
    for start in range(0, len(order), batch):
        part = order[start : start + batch]
        longest = max(len(encoded[i]) for i in part)
        ids, mask = np.zeros((len(part), longest), np.int64), np.zeros((len(part), longest), np.int64)
        for row, i in enumerate(part):
            ids[row, : len(encoded[i])], mask[row, : len(encoded[i])] = encoded[i], 1
        sentence, tokens, early = model.run(["sentence", "tokens", "early"], {"input_ids": ids, "attention_mask": mask})
        meant = purpose.run(["said", "shown", "sign"], {"early": early, "attention_mask": mask, "sentence": sentence})
        for table, made in zip(rows.values(), [sentence, *meant]):
            table[part] = made
        if states:
            for row, i in enumerate(part):
                out.states[i] = tokens[row, 1 : len(encoded[i]) - 1].astype(np.float16)
    return out


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
        rows = {name: np.zeros((0, width), np.float16) for name, width in WIDTHS.items()}
        states: list[np.ndarray] = []
        if (args.out / "texts.json").exists():
            known, said = (json.loads((args.out / n).read_text()) for n in ("texts.json", "said.json"))
            rows = {name: np.load(args.out / f"{name}.npy") for name in WIDTHS}
            offsets, flat = np.load(args.out / "offsets.npy"), np.load(args.out / "words.npy")
            states = [flat[a:b] for a, b in zip(offsets[:-1], offsets[1:])]
        have, heard = set(known), set(said)
        told = sorted({i["text"] for m in metas.values() for i in m["instructions"]} - heard)
        texts = {t["text"][:200] for m in metas.values() for t in m["things"] if t["text"]}
        texts |= {i["core"] for m in metas.values() for i in m["instructions"]}
        more = sorted(texts - have - set(told))
        plain, spoken = embed(more, args.threads, states=False), embed(told, args.threads)
        fresh = [t for t in told if t not in have]
        at = [i for i, t in enumerate(told) if t not in have]
        for name, table in rows.items():
            np.save(args.out / f"{name}.npy", np.concatenate([table, plain.rows[name], spoken.rows[name][at]]))
        states += spoken.states
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
