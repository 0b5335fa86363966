"""Embeds every text of the icons, plain and inside a phrase, with the frozen sentence encoder.

Run:  python models/grounding/train/icons/embed_texts.py [--data .cache/grounding/icons] [--seed 1]
Writes texts.f16.npy: variant by text by 384. About two minutes on two cores.
"""

import argparse
import json
import pathlib
import random

import numpy as np
import torch
from sentence import embed, fetch, load, tokenizer_of

PHRASES = (
    "{} icon",
    "the {} button",
    "{} button",
    "click {}",
    "the {} icon",
    "{} symbol",
    "open {}",
    "icon for {}",
    "press the {} button",
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=pathlib.Path, default=pathlib.Path(".cache/grounding/icons"))
    parser.add_argument("--work", type=pathlib.Path, default=pathlib.Path(".cache/grounding/sentence"))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--phrases", type=int, default=12000, help="texts that are put inside a phrase too")
    args = parser.parse_args()
    torch.set_num_threads(2)
    folder = fetch(args.work)
    encoder, tokenizer = load(folder), tokenizer_of(folder)
    texts = json.loads((args.data / "texts.json").read_text(encoding="utf8"))["texts"]
    chance = random.Random(args.seed)
    plain = embed(encoder, tokenizer, texts).astype(np.float16)
    phrased = plain.copy()
    if args.phrases:
        some = sorted(chance.sample(range(len(texts)), min(args.phrases, len(texts))))
        phrased[some] = embed(encoder, tokenizer, [chance.choice(PHRASES).format(texts[i]) for i in some])
    np.save(args.data / "texts.f16.npy", np.stack([plain, phrased]))


if __name__ == "__main__":
    main()
