"""Makes `icon-names.onnx`: how well an icon serves what is said, by what icons like it are called.

    python models/grounding/train/icons/names.py [--icons .cache/grounding/icons]

The sign map of `train/purpose` brings a function straight into the icons' space, from the few thousand functions whose icons
are known. This goes the other way round: what a drawing shows is told by the names of the drawings near it, and what names
have to do with functions is known from all the texts that the purposes were trained on. Nothing is trained: a name's
prototype is the mean of the encoder's points of its drawings (prototypical networks, Snell et al. 2017), and

    serves(icon, said) = 1/B log sum over texts t of P(name of t | icon) exp(B said . shown(t))
    P(. | icon) = softmax over names of T icon . prototype

brought to the spread of the sign map's products, so that the head may read it in their place. Prints, for held-out functions,
how often a right icon is the first of 60, drawn from sets that no prototype has seen; by the sign map, by names, by both.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

HERE = Path(__file__).resolve()
sys.path[:0] = [str(HERE.parents[2]), str(HERE.parents[1] / "head"), str(HERE.parents[1] / "purpose"), str(HERE.parents[2] / "data" / "icons")]
from embed import embed, session  # noqa: E402
from instruct.lexicon import Lexicon  # noqa: E402
from labels import Labels  # noqa: E402
from phrases import AMONG, Phrases, looks_of  # noqa: E402
from texts import concepts, words_of  # noqa: E402

T, B = 30.0, 12.0
DRAWINGS = 8
"""Of a name, for its prototype."""
FUNCTIONS = 8
"""Of a line of concepts.txt, beside the name itself."""


def points_of(labels: Labels, wanted: list[int], seed: int) -> np.ndarray:
    """Points (n, 256) of drawings, composed as they are met on screens, by the shipped encoder."""
    model = session("icon-encoder.onnx", 2)
    gen, out = torch.Generator().manual_seed(seed), []
    for at in range(0, len(wanted), 128):
        crops = labels.composer.batch(np.array(wanted[at : at + 128]), gen).contiguous().numpy().astype(np.float32)
        out.append(model.run(["point"], {"crops": crops})[0])
    return np.concatenate(out)


def drawings(labels: Labels, folder: Path, names: set[str], held: bool) -> dict[str, list[int]]:
    """Which icons have a name, of the sets held out or of the others."""
    where: dict[str, list[int]] = defaultdict(list)
    for i, line in enumerate((folder / "icons.jsonl").open(encoding="utf8")):
        name = json.loads(line)["name"].lower().replace("_", "-")
        if name in names and bool(labels.held[i]) == held:
            where[name].append(i)
    return where


def graph(prototypes: np.ndarray, shown: np.ndarray, name_of: np.ndarray, scale: float, shift: float) -> onnx.ModelProto:
    """icons (n, 256), said (m, 384) -> serves (n, m). The tables are kept in halves."""

    def table(name: str, value: np.ndarray) -> onnx.TensorProto:
        return numpy_helper.from_array(value, name)

    f32 = np.float32
    given = [
        table("prototypes", prototypes.T.astype(np.float16)), table("shown", shown.T.astype(np.float16)),
        table("name_of", name_of.astype(np.int64)),
        table("T", np.array(T, f32)), table("B", np.array(B, f32)), table("least", np.array(1e-12, f32)),
        table("scale", np.array(scale / B, f32)), table("shift", np.array(shift, f32)),
    ]  # fmt: skip
    node = helper.make_node
    nodes = [
        node("Cast", ["prototypes"], ["prototypes32"], to=TensorProto.FLOAT),
        node("Cast", ["shown"], ["shown32"], to=TensorProto.FLOAT),
        node("MatMul", ["icons", "prototypes32"], ["near"]),
        node("Mul", ["near", "T"], ["nearer"]),
        node("Softmax", ["nearer"], ["called"], axis=1),
        node("Gather", ["called", "name_of"], ["of_text"], axis=1),
        node("MatMul", ["said", "shown32"], ["fits"]),
        node("Mul", ["fits", "B"], ["fitter"]),
        node("Exp", ["fitter"], ["weight"]),
        node("Transpose", ["weight"], ["by_text"], perm=[1, 0]),
        node("MatMul", ["of_text", "by_text"], ["sum"]),
        node("Max", ["sum", "least"], ["above"]),
        node("Log", ["above"], ["log"]),
        node("Mul", ["log", "scale"], ["scaled"]),
        node("Add", ["scaled", "shift"], ["serves"]),
    ]
    value = helper.make_tensor_value_info
    made = helper.make_graph(
        nodes, "icon-names",
        [value("icons", TensorProto.FLOAT, ["n", 256]), value("said", TensorProto.FLOAT, ["m", 384])],
        [value("serves", TensorProto.FLOAT, ["n", "m"])], given,
    )  # fmt: skip
    model = helper.make_model(made, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    onnx.checker.check_model(model)
    return model


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--icons", type=Path, default=Path(".cache/grounding/icons"))
    parser.add_argument("--out", type=Path, default=HERE.parents[2] / "weights" / "icon-names.onnx")
    args = parser.parse_args()
    rng = random.Random(1)
    phrases = Phrases(Lexicon().entries, rng)
    looks = looks_of(HERE.parents[2] / "data" / "looks")
    wanted = {n for e in phrases.entries for n in e.icons} | {n for names, _ in looks for n in names}
    labels = Labels(args.icons, embedded=False)

    seen = drawings(labels, args.icons, wanted, held=False)
    names = sorted(seen)
    chosen = {n: rng.sample(seen[n], min(DRAWINGS, len(seen[n]))) for n in names}
    flat = [i for n in names for i in chosen[n]]
    points = points_of(labels, flat, 7)
    prototypes, at = np.zeros((len(names), 256), np.float32), 0
    for row, n in enumerate(names):
        mean = points[at : at + len(chosen[n])].mean(0)
        prototypes[row], at = mean / np.linalg.norm(mean), at + len(chosen[n])

    # Only what is asked of held-out entries must not come back as a text: concepts.txt tells of icons, not of entries.
    table, texts, name_of = concepts(), [], []
    for row, n in enumerate(names):
        words = " ".join(words_of(n))
        own = [words, *(table[words][1][:FUNCTIONS] if words in table else [])]
        texts += own
        name_of += [row] * len(own)
    name_of = np.array(name_of)
    known = sorted(set(texts))
    shown_of = dict(zip(known, embed(known, 2, states=False).rows["as_shown"].astype(np.float32)))
    shown = np.stack([shown_of[t] for t in texts])
    print(f"{len(names)} names, {len(texts)} texts, {len(flat)} drawings", flush=True)

    unseen = drawings(labels, args.icons, set(names), held=True)
    tested = sorted(unseen)
    test_points = dict(zip(tested, points_of(labels, [unseen[n][0] for n in tested], 11)))
    asked = [(i, s) for i in phrases.held for s in phrases.entries[i].functions if any(n in test_points for n in phrases.entries[i].icons)]
    rows = embed([s for _, s in asked], 2, states=False).rows
    said, sign = rows["as_said"].astype(np.float32), rows["as_sign"].astype(np.float32)
    table_of = np.stack([test_points[n] for n in tested])

    def raw(model: onnx.ModelProto) -> np.ndarray:
        import onnxruntime as ort

        run = ort.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
        return run.run(["serves"], {"icons": table_of, "said": said})[0]

    plain = raw(graph(prototypes, shown, name_of, 1.0, 0.0))
    signs = table_of @ sign.T
    scale = float(signs.std() / plain.std())
    shift = float(signs.mean() - scale * plain.mean())
    model = graph(prototypes, shown, name_of, scale, shift)
    serves = raw(model)
    row_of = {n: k for k, n in enumerate(tested)}
    right: dict[str, list[bool]] = defaultdict(list)
    rng = random.Random(6)
    for column, (i, _) in enumerate(asked):
        good = [row_of[n] for n in phrases.entries[i].icons if n in row_of]
        others = [k for k in rng.sample(range(len(tested)), 4 * AMONG) if k not in good][: AMONG - 1]
        pick = [rng.choice(good), *others]
        for how, score in (("sign map", signs), ("names", serves), ("both", signs + serves)):
            of = score[pick, column]
            right[how].append(bool(of[0] >= of.max()))
    print(json.dumps({"scale": round(scale, 3), "shift": round(shift, 3), "asked": len(asked), **{k: round(float(np.mean(v)), 3) for k, v in right.items()}}))
    onnx.save(model, str(args.out))
    print(f"{args.out.name}: {args.out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
