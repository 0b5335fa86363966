"""The three shipped files as the program runs them: phrase -> point, crop -> point."""

import pathlib
import sys

import numpy as np
from tokenizers import Tokenizer

ROOT = pathlib.Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "train/icons"), str(ROOT / "data/icons")]
from sentence import inputs_of, tokenizer_of  # noqa: E402
from sentence_export import session  # noqa: E402


class Shipped:
    """Points of phrases (kept once made) and of crops."""

    def __init__(self, weights: pathlib.Path = ROOT / "weights", threads: int = 1) -> None:
        self.sentence = session(weights / "sentence-encoder.onnx", threads)
        self.text = session(weights / "icon-text.onnx", threads)
        self.icon = session(weights / "icon-encoder.onnx", threads)
        self.tokenizer: Tokenizer = Tokenizer.from_file(str(weights / "sentence-tokenizer.json"))
        self.tokenizer.enable_truncation(64)
        self.tokenizer.enable_padding(pad_id=0, pad_token="[PAD]")
        self.kept: dict[str, np.ndarray] = {}
        self.sentences: dict[str, np.ndarray] = {}

    def phrases(self, texts: list[str]) -> np.ndarray:
        """Points of phrases."""
        new = sorted({t for t in texts if t not in self.kept}, key=len)
        for at in range(0, len(new), 64):
            part = new[at : at + 64]
            sentences = self.embed(part)
            points = self.text.run(None, {"sentence": sentences})[0]
            self.kept.update(zip(part, points))
            self.sentences.update(zip(part, sentences))
        return np.stack([self.kept[t] for t in texts])

    def embed(self, texts: list[str]) -> np.ndarray:
        """Sentence embeddings, before the projection."""
        ids, mask = inputs_of(self.tokenizer, texts)
        return self.sentence.run(None, {"input_ids": ids, "attention_mask": mask})[0]

    def crops(self, crops: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Points of crops and how likely each is an icon."""
        parts = [self.icon.run(None, {"crops": crops[i : i + 64]}) for i in range(0, len(crops), 64)]
        return np.concatenate([p[0] for p in parts]), np.concatenate([p[1] for p in parts])


__all__ = ["Shipped", "tokenizer_of"]
