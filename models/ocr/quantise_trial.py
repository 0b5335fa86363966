"""Tries 8-bit weights for the recognisers and says how often they still read a line the same, and how much faster.

Run after build.py:  python models/ocr/quantise_trial.py --work /tmp/ocr-build
Calibrates and compares on screens drawn for the purpose (calibration.py). Two minutes. The figures in models/README.md
come from here; they are why the shipped weights are not quantised.
"""
import argparse
import pathlib
import time

import cv2
import numpy as np
import onnx
import onnxruntime as ort
from onnx import version_converter
from onnxruntime.quantization import CalibrationDataReader, QuantFormat, QuantType, quantize_static
from onnxruntime.quantization.shape_inference import quant_pre_process

import calibration

HERE = pathlib.Path(__file__).parent
MEAN, STD = np.array([0.485, 0.456, 0.406], np.float32), np.array([0.229, 0.224, 0.225], np.float32)


def session(path):
    options = ort.SessionOptions()
    options.intra_op_num_threads = 1
    return ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def lines_on(detector, image):
    h, w = image.shape[:2]
    x = np.zeros(((h + 31) // 32 * 32, (w + 31) // 32 * 32, 3), np.float32)
    x[:h, :w] = (image / 255.0 - MEAN) / STD
    p = detector.run(None, {detector.get_inputs()[0].name: x.transpose(2, 0, 1)[None]})[0][0, 0][:h, :w]
    n, _, stats, _ = cv2.connectedComponentsWithStats((p > 0.3).astype(np.uint8))
    for x0, y0, bw, bh, _ in stats[1:n]:
        if bw < 3 or bh < 3:
            continue
        d = bw * bh * 1.5 / (2 * (bw + bh))
        yield image[max(0, int(y0 - d)):int(y0 + bh + d), max(0, int(x0 - d)):int(x0 + bw + d)]


def line_input(crop):
    w = max(16, int(np.ceil(48 * crop.shape[1] / crop.shape[0])))
    x = np.zeros((1, 3, 48, (w + 7) // 8 * 8), np.float32)
    x[0, :, :, :w] = (cv2.resize(crop, (w, 48)) / 127.5 - 1).transpose(2, 0, 1)
    return x


class Lines(CalibrationDataReader):
    def __init__(self, inputs, name):
        self.items = iter([{name: x} for x in inputs])

    def get_next(self):
        return next(self.items, None)


def read(s, inputs):
    """What is read (as class numbers) and the processor time it took."""
    name, started, out = s.get_inputs()[0].name, time.process_time(), []
    for x in inputs:
        ids = s.run(None, {name: x})[0][0].argmax(-1)
        out.append(tuple(int(c) for i, c in enumerate(ids) if c and (i == 0 or c != ids[i - 1])))
    return out, time.process_time() - started


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--work", type=pathlib.Path, required=True)
    work = parser.parse_args().work
    work.mkdir(parents=True, exist_ok=True)
    detector = session(HERE / "text-detector.onnx")
    crops = {seed: [line_input(c) for image in calibration.screens(count, seed) for c in lines_on(detector, image)
                    if min(c.shape[:2]) >= 8] for seed, count in ((7, 4), (99, 2))}
    for name in ("text-recogniser", "text-reviser"):
        whole, prepared, small = (work / f"{name}{s}.onnx" for s in (".17", ".pre", ".int8"))
        # Per-channel 8-bit weights need operator set 13 or later.
        onnx.save(version_converter.convert_version(onnx.load(HERE / f"{name}.onnx"), 17), whole)
        quant_pre_process(str(whole), str(prepared), skip_symbolic_shape=True)
        model = onnx.load(prepared)
        convolutions = [n for n in model.graph.node if n.op_type == "Conv"]
        # The first layers and depthwise ones lose the most.
        keep = [n.name for n in convolutions[:2]] + [
            n.name for n in convolutions if any(a.name == "group" and a.i > 1 for a in n.attribute)]
        quantize_static(str(prepared), str(small), Lines(crops[7], model.graph.input[0].name), per_channel=True,
                        quant_format=QuantFormat.QDQ, activation_type=QuantType.QUInt8, weight_type=QuantType.QInt8,
                        op_types_to_quantize=["Conv"], nodes_to_exclude=keep)
        exact, full = read(session(HERE / f"{name}.onnx"), crops[99])
        rounded, fast = read(session(small), crops[99])
        same = np.mean([a == b for a, b in zip(exact, rounded)])
        print(f"{name}: {same:.3f} of {len(exact)} lines read the same; {full:.2f} s -> {fast:.2f} s; "
              f"{(HERE / f'{name}.onnx').stat().st_size / 1e6:.1f} MB -> {small.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
