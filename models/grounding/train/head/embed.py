"""Embeds what `prepare.py` made, once: `python embed.py --out DIR`.

texts.npy: (n, 384) float16, a row for each text of texts.json and each instruction; words.npy and offsets.npy: the token
states of the instructions, one after the other, without the marks of beginning and end; icons/NNNNNN.npy: points of a
screen's crops.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import onnx
import onnxruntime as ort
from tokenizers import Tokenizer

WEIGHTS = Path(__file__).resolve().parents[2] / "weights"
STATES = "/layers.5/norm2/LayerNormalization_output_0"
"""The last layer's output in the sentence encoder: a state a token."""
MOST_TOKENS = 32


def open_sentence() -> tuple[ort.InferenceSession, Tokenizer]:
    model = onnx.load(str(WEIGHTS / "sentence-encoder.onnx"))
    if STATES not in {o.name for o in model.graph.output}:
        model.graph.output.append(onnx.helper.make_tensor_value_info(STATES, onnx.TensorProto.FLOAT, None))
    options = ort.SessionOptions()
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    tokenizer = Tokenizer.from_file(str(WEIGHTS / "sentence-tokenizer.json"))
    tokenizer.enable_truncation(MOST_TOKENS)
    tokenizer.no_padding()
    return ort.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"]), tokenizer


def embed(texts: list[str], batch: int = 64) -> tuple[np.ndarray, list[np.ndarray]]:
    """Sentence points (n, 384) and token states, each (tokens, 384), of texts; batched by length."""
    session, tokenizer = open_sentence()
    encoded = [e.ids for e in tokenizer.encode_batch(texts)]
    points = np.zeros((len(texts), 384), np.float16)
    states: list[np.ndarray] = [np.zeros((0, 384), np.float16)] * len(texts)
    order = sorted(range(len(texts)), key=lambda i: len(encoded[i]))
    for start in range(0, len(order), batch):
        part = order[start : start + batch]
        longest = max(len(encoded[i]) for i in part)
        ids, mask = np.zeros((len(part), longest), np.int64), np.zeros((len(part), longest), np.int64)
        for row, i in enumerate(part):
            ids[row, : len(encoded[i])], mask[row, : len(encoded[i])] = encoded[i], 1
        sentence, tokens = session.run(["sentence", STATES], {"input_ids": ids, "attention_mask": mask})
        for row, i in enumerate(part):
            points[i] = sentence[row]
            states[i] = tokens[row, 1 : len(encoded[i]) - 1].astype(np.float16)
    return points, states


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    texts: list[str] = json.loads((args.out / "texts.json").read_text())
    files = sorted(args.out.glob("[0-9]*.npz"))
    said = sorted({i["text"] for f in files for i in json.loads(str(np.load(f)["meta"]))["instructions"]})
    points, _ = embed(texts)
    spoken, states = embed(said)
    np.save(args.out / "texts.npy", points)
    np.save(args.out / "said.npy", spoken)
    np.save(args.out / "words.npy", np.concatenate(states))
    np.save(args.out / "offsets.npy", np.cumsum([0] + [len(s) for s in states]))
    (args.out / "said.json").write_text(json.dumps(said, ensure_ascii=False))
    icons = ort.InferenceSession(str(WEIGHTS / "icon-encoder.onnx"), providers=["CPUExecutionProvider"])
    (args.out / "icons").mkdir(exist_ok=True)
    for file in files:
        crops = np.load(file)["crops"].transpose(0, 3, 1, 2).astype(np.float32) / 255
        out = icons.run(["point", "is_icon"], {"crops": crops}) if len(crops) else [np.zeros((0, 256)), np.zeros(0)]
        np.save(args.out / "icons" / f"{file.stem}.npy", np.concatenate([out[0], out[1][:, None]], 1).astype(np.float16))
    print(f"{len(texts)} texts, {len(said)} instructions, {len(files)} screens")


if __name__ == "__main__":
    main()
