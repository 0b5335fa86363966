"""Writes the sentence encoder as ONNX: matrices and word table in 8 bits, the rest exact; and measures it."""

import pathlib
import shutil
import statistics
import time

import numpy as np
import onnx
import onnxruntime as ort
import torch
from onnx import helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from torch import nn

PHRASES = """delete|remove this item|settings|open the preferences|the gear icon at the top right|hamburger menu|make the text larger
save as|the OK button in the Delete dialog|second row|the switch to the right of Dark mode|search for files|turn off notifications
new tab|close the window|back|go to the next page|show password|bold|insert a table|export as pdf|network settings|volume
take a screenshot|log out|shut down|change the wallpaper|install updates|rename the folder|copy|paste|undo|redo|zoom in
the red button|three dots|click the trash can next to the second message|Einstellungen|Abbrechen|guardar|fermer|ouvrir le fichier
select all|print the document|User name|Remember me|Keep me signed in|Privacy and security|Default applications|12:30|file.txt""".replace(
    "\n", "|"
).split("|")


class Forked(nn.Module):
    """What is shipped: the encoder's point, its last states (one a word piece), and its states before the layers that
    `train/purpose/branch.py` learned once more, where `purpose.onnx` goes on."""

    def __init__(self, encoder: nn.Module, tuned: int) -> None:
        super().__init__()
        self.encoder, self.shared = encoder, len(encoder.layers) - tuned

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        real = attention_mask.to(torch.float32)
        x, mask = self.encoder.begin(input_ids, real)
        early = x
        for i, layer in enumerate(self.encoder.layers):
            early = x if i == self.shared else early
            x = layer(x, mask)
        return self.encoder.pooled(x, real), x, early


def session(path: pathlib.Path, threads: int = 1) -> ort.InferenceSession:
    """As the program runs it: one core, threads do not spin."""
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def milliseconds(run: callable, times: int = 15) -> float:
    """Median of a call, in processor time: the clock says little on a busy machine."""
    run()
    taken = []
    for _ in range(times):
        began = time.process_time()
        run()
        taken.append((time.process_time() - began) * 1000)
    return round(statistics.median(taken), 2)


GENTLE = {(1536, 384), (384, 1536)}
"""Matrices kept in 8 bits in the file and multiplied exactly: what goes into them has outliers that 8 bits lose."""


def shrink_gentle(graph: onnx.GraphProto, names: list[str]) -> None:
    """Weights of the named products in 8 bits, made whole again when the file is loaded (the runtime folds constants)."""
    for node in [n for n in graph.node if n.name in names]:
        weight = next(t for t in graph.initializer if t.name == node.input[1])
        whole = numpy_helper.to_array(weight)
        scale = np.abs(whole).max(0, keepdims=True) / 127
        graph.initializer.remove(weight)
        name = weight.name
        graph.initializer.append(numpy_helper.from_array(np.round(whole / scale).astype(np.int8), f"{name}_8bit"))
        graph.initializer.append(numpy_helper.from_array(scale.astype(np.float32), f"{name}_scale"))
        made = [
            helper.make_node("Cast", [f"{name}_8bit"], [f"{name}_float"], to=onnx.TensorProto.FLOAT),
            helper.make_node("Mul", [f"{name}_float", f"{name}_scale"], [name]),
        ]
        for i, extra in enumerate(made):
            graph.node.insert(i, extra)


def shrink_words(graph: onnx.GraphProto) -> None:
    """The word table in 8 bits, each row with a scale of its own (one scale for all loses too much)."""
    table = next(t for t in graph.initializer if t.dims and t.dims[0] == 30522)
    rows = numpy_helper.to_array(table)
    scale = np.abs(rows).max(1, keepdims=True) / 127
    graph.initializer.remove(table)
    graph.initializer.append(numpy_helper.from_array(np.round(rows / scale).astype(np.int8), "words_8bit"))
    graph.initializer.append(numpy_helper.from_array(scale.astype(np.float32), "words_scale"))
    at, look = next((i, n) for i, n in enumerate(graph.node) if n.op_type == "Gather" and n.input[0] == table.name)
    ids, out = look.input[1], look.output[0]
    graph.node.remove(look)
    made = [
        helper.make_node("Gather", ["words_8bit", ids], ["words_whole"]),
        helper.make_node("Cast", ["words_whole"], ["words_float"], to=onnx.TensorProto.FLOAT),
        helper.make_node("Gather", ["words_scale", ids], ["words_scales"]),
        helper.make_node("Mul", ["words_float", "words_scales"], [out]),
    ]
    for i, node in enumerate(made):
        graph.node.insert(at + i, node)


def shrunk(exact: pathlib.Path, small: pathlib.Path) -> tuple[onnx.ModelProto, list[str]]:
    """The model with its products in 8 bits, but for the gentle ones, whose names are given: for `shrink_gentle`."""
    weights = {t.name: tuple(t.dims) for t in onnx.load(str(exact)).graph.initializer}
    gentle = [
        n.name for n in onnx.load(str(exact)).graph.node if n.op_type == "MatMul" and weights.get(n.input[1]) in GENTLE
    ]
    quantize_dynamic(
        str(exact),
        str(small),
        per_channel=True,
        weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul"],
        nodes_to_exclude=gentle,
    )
    return onnx.load(str(small)), gentle


def export(
    encoder: nn.Module, tuned: int, tokenizer: Tokenizer, folder: pathlib.Path, work: pathlib.Path, out: pathlib.Path
) -> dict[str, object]:
    """Writes the files; returns what was measured."""
    from sentence import inputs_of

    out.mkdir(parents=True, exist_ok=True)
    exact, small = work / "exact.onnx", out / "sentence-encoder.onnx"
    example = tuple(torch.from_numpy(a) for a in inputs_of(tokenizer, ["a phrase", "another longer phrase"]))
    names = ["input_ids", "attention_mask"]
    outputs = ["sentence", "tokens", "early"]
    axes = {n: {0: "batch", 1: "length"} for n in [*names, *outputs[1:]]} | {"sentence": {0: "batch"}}
    forked = Forked(encoder, tuned).eval()
    torch.onnx.export(
        forked,
        example,
        str(exact),
        input_names=names,
        output_names=outputs,
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )
    model, gentle = shrunk(exact, small)
    shrink_words(model.graph)
    shrink_gentle(model.graph, gentle)
    model.producer_name, model.doc_string = "steadyhand", "all-MiniLM-L6-v2, mean of real pieces, length 1"
    onnx.save(model, str(small))
    shutil.copyfile(folder / "tokenizer.json", out / "sentence-tokenizer.json")

    run = session(small)

    def ask(texts: list[str]) -> np.ndarray:
        return run.run(["sentence"], dict(zip(names, inputs_of(tokenizer, texts))))[0]

    with torch.inference_mode():
        truth = encoder(*(torch.from_numpy(a) for a in inputs_of(tokenizer, PHRASES))).numpy()
    one_by_one = np.concatenate([ask([p]) for p in PHRASES])
    likeness = (truth * one_by_one).sum(1)
    hundred = (PHRASES * 3)[:100]
    return {
        "bytes": small.stat().st_size,
        "cosine to exact, mean": round(float(likeness.mean()), 4),
        "cosine to exact, least": round(float(likeness.min()), 4),
        "greatest change of a likeness between phrases": round(
            float(np.abs(truth @ truth.T - one_by_one @ one_by_one.T).max()), 4
        ),
        "a phrase, ms": milliseconds(lambda: ask(["the gear icon at the top right"])),
        "100 labels, ms": milliseconds(lambda: ask(hundred), 7),
    }
