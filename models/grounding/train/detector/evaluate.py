"""Average precision at an overlap of 0.5 by kind, on held-out crops."""

from __future__ import annotations

import torch
from torch.utils.data import DataLoader

from data import Crops, collate
from model import GROUP, KINDS, STRIDE, Detector, decode


def iou(a: list[float], b: list[float]) -> float:
    """Intersection over union of two boxes."""
    w = min(a[2], b[2]) - max(a[0], b[0])
    h = min(a[3], b[3]) - max(a[1], b[1])
    if w <= 0 or h <= 0:
        return 0.0
    inter = w * h
    return inter / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - inter)


def suppress(boxes: list[tuple[float, int, list[float]]], over: float = 0.6) -> list[tuple[float, int, list[float]]]:
    """Greedy non-maximum suppression within a kind."""
    kept: list[tuple[float, int, list[float]]] = []
    for box in boxes:
        if all(k[1] != box[1] or iou(k[2], box[2]) < over for k in kept):
            kept.append(box)
    return kept


@torch.no_grad()
def average_precision(net: Detector, crops: Crops, device: str, limit: int = 200) -> dict[str, float]:
    """AP50 by kind and their mean over kinds that occur. Truth is read back from the target maps."""
    net.eval()
    found: dict[int, list[tuple[float, bool]]] = {k: [] for k in range(len(KINDS))}
    total = dict.fromkeys(range(len(KINDS)), 0)
    seen = 0
    for image, heat, edges, _weight, ignore in DataLoader(crops, 4, collate_fn=collate):
        logits, predicted = net(image.to(device).float())
        for b, boxes in enumerate(decode(logits.cpu(), predicted.cpu(), 0.1)):
            truth: list[tuple[int, list[float]]] = []
            for k, y, x in (heat[b] > 0.999).nonzero().tolist():
                left, top, right, bottom = edges[b, GROUP[k], :, y, x].tolist()
                cx, cy = (x + 0.5) * STRIDE, (y + 0.5) * STRIDE
                truth.append((k, [cx - left, cy - top, cx + right, cy + bottom]))
                total[k] += 1
            used: set[int] = set()
            for score, k, box in suppress(boxes):
                cy, cx = int((box[1] + box[3]) / 2 // STRIDE), int((box[0] + box[2]) / 2 // STRIDE)
                size = ignore.shape[1]
                if 0 <= cx < size and 0 <= cy < size and bool(ignore[b, cy, cx]):
                    continue
                hits = [(iou(box, t), i) for i, (tk, t) in enumerate(truth) if tk == k and i not in used]
                overlap, i = max(hits, default=(0.0, -1))
                if overlap >= 0.5:
                    used.add(i)
                found[k].append((score, overlap >= 0.5))
        seen += image.shape[0]
        if seen >= limit:
            break
    net.train()
    out: dict[str, float] = {}
    for k, kind in enumerate(KINDS):
        if total[k] == 0:
            continue
        hits, curve, ap, last, ceiling = 0, [], 0.0, 0.0, 0.0
        for i, (_, ok) in enumerate(sorted(found[k], reverse=True), 1):
            hits += ok
            curve.append([hits / total[k], hits / i])
        for point in reversed(curve):
            point[1] = ceiling = max(ceiling, point[1])
        for recall, precision in curve:
            ap += (recall - last) * precision
            last = recall
        out[kind] = round(ap, 3)
    out["mean"] = round(sum(out.values()) / max(1, len(out)), 4)
    return out
