"""Writes what training learned as ONNX and checks that it answers the same.

Run:  python models/grounding/train/icons/export.py [--run .cache/grounding/icons/run]
icon-encoder.onnx: `crops` (n by 3 by 48 by 48, RGB 0..1) -> `point` (n by 256, length 1), `is_icon` (n, probability).
icon-text.onnx: `sentence` (n by 384, from sentence-encoder.onnx) -> `point` (n by 256, length 1).
A likeness is the product of two points.
"""

import argparse
import json
import pathlib

import numpy as np
import onnx
import torch
from torch import Tensor, nn

from network import SENTENCE, IconEncoder
from sentence_export import milliseconds, session
from train import Model

WEIGHTS = pathlib.Path(__file__).parents[2] / "weights"


class Served(nn.Module):
    """The encoder with a probability for its log-odds."""

    def __init__(self, icons: IconEncoder) -> None:
        super().__init__()
        self.icons = icons

    def forward(self, crops: Tensor) -> tuple[Tensor, Tensor]:
        point, is_icon = self.icons(crops)
        return point, is_icon.sigmoid()


def write(module: nn.Module, example: Tensor, name: str, inputs: str, outputs: list[str], note: str) -> pathlib.Path:
    """One ONNX file with a free first dimension."""
    path = WEIGHTS / f"{name}.onnx"
    axes = {n: {0: "batch"} for n in [inputs, *outputs]}
    torch.onnx.export(
        module,
        (example,),
        str(path),
        input_names=[inputs],
        output_names=outputs,
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )
    model = onnx.load(str(path))
    model.producer_name, model.doc_string = "steadyhand", note
    onnx.save(model, str(path))
    return path


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=pathlib.Path, default=pathlib.Path(".cache/grounding/icons/run"))
    args = parser.parse_args()
    saved = torch.load(args.run / "best.pt", weights_only=False)
    model = Model(len(saved["mean"]["kinds.bias"]))
    model.load_state_dict(saved["mean"])
    model = model.to(memory_format=torch.contiguous_format).eval()
    WEIGHTS.mkdir(exist_ok=True)
    note = json.dumps({"step": saved["line"]["step"], "scale": round(model.scale.exp().item(), 3)})
    crops, sentences = torch.rand(2, 3, 48, 48), torch.randn(2, SENTENCE)
    icon = write(Served(model.icons), crops, "icon-encoder", "crops", ["point", "is_icon"], note)
    text = write(model.texts, sentences, "icon-text", "sentence", ["point"], note)
    runs = session(icon), session(text)
    many = torch.rand(64, 3, 48, 48)
    with torch.inference_mode():
        apart = np.abs(runs[0].run(None, {"crops": many.numpy()})[0] - model.icons(many)[0].numpy()).max()
        apart_text = np.abs(
            runs[1].run(None, {"sentence": sentences.numpy()})[0] - model.texts(sentences).numpy()
        ).max()
    ms = milliseconds(lambda: runs[0].run(None, {"crops": many.numpy()}))
    print(
        json.dumps(
            {
                "line": saved["line"],
                "bytes": {p.name: p.stat().st_size for p in (icon, text)},
                "greatest difference": [float(apart), float(apart_text)],
                "ms an icon, 64 at once, one core": round(ms / 64, 3),
                "ms one icon alone": milliseconds(lambda: runs[0].run(None, {"crops": many[:1].numpy()})),
            },
            indent=1,
        )
    )


if __name__ == "__main__":
    main()
