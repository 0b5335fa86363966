"""Instructions for made screens: `python models/grounding/instruct/write.py --data DIR [--seed 1] [--per-screen 24]`.

Writes `NNNNNN.said.json` beside each truth: phrases with style, language and the boxes they rightly point at, none for a control
that is not there. Some 30 ms a screen.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from instruct.generate import Instruction, Writer  # noqa: E402
from instruct.lexicon import Lexicon  # noqa: E402
from instruct.truth import from_truth  # noqa: E402


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--per-screen", type=int, default=24)
    args = parser.parse_args()
    lexicon = Lexicon()
    elsewhere: list[Instruction] = []
    total = 0
    for file in sorted(args.data.glob("[0-9]" * 6 + ".json")):
        rng = random.Random(f"{args.seed}/{file.parent.name}/{file.stem}")
        scene = from_truth(json.loads(file.read_text()))
        writer = Writer(scene, lexicon, rng)
        said = writer.write(args.per_screen)
        said += writer.absent_entries(max(2, args.per_screen // 8)) + writer.foreign(elsewhere, 2)
        elsewhere = (elsewhere + [i for i in said if i.targets])[-4000:]
        by_id = {c.id: c for c in scene.controls}
        out = [
            {"text": i.text, "style": i.style, "language": i.language, "boxes": [by_id[t].box for t in sorted(i.targets)]}
            for i in said
        ]
        file.with_suffix(".said.json").write_text(json.dumps(out, ensure_ascii=False))
        total += len(out)
    print(f"{total} instructions")


if __name__ == "__main__":
    main()
