"""Records the grounder's weights in models/manifest.json with size and hash: `python models/grounding/manifest.py`.

Entries of other recipes stay as they are.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

MODELS = Path(__file__).resolve().parents[1]
VERSION = "1"
OURS = "MIT"
FILES = {
    "sentence-encoder": ("sentence-encoder.onnx", "Apache-2.0", "all-MiniLM-L6-v2, in 8 bits by models/grounding/train/icons/sentence_export.py"),
    "sentence-tokenizer": ("sentence-tokenizer.json", "Apache-2.0", "all-MiniLM-L6-v2"),
    "icon-encoder": ("icon-encoder.onnx", None, "trained here: models/grounding/icons.md"),
    "icon-text": ("icon-text.onnx", None, "trained here: models/grounding/icons.md"),
    "icon-names": ("icon-names.onnx", "Apache-2.0", "prototypes of icons' names and what the names are for: models/grounding/train/icons/names.py"),
    "purpose": ("purpose.onnx", "Apache-2.0", "layers of all-MiniLM-L6-v2, trained further here: models/grounding/README.md"),
    "actor-head": ("actor-head.onnx", None, "trained here: models/grounding/README.md"),
}


def main() -> None:
    file = MODELS / "manifest.json"
    manifest = json.loads(file.read_text())
    licence = json.loads((MODELS.parent / "package.json").read_text()).get("license", OURS)
    entries = {m["name"]: m for m in manifest["models"]}
    for name, (path, their, source) in FILES.items():
        content = (MODELS / "grounding" / "weights" / path).read_bytes()
        entries[name] = {
            "name": name, "file": f"grounding/weights/{path}", "bytes": len(content),
            "sha256": hashlib.sha256(content).hexdigest(), "version": VERSION, "licence": their or licence, "source": source,
        }
    manifest["models"] = list(entries.values())
    file.write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n")
    print(f"{len(FILES)} entries, {sum(m['bytes'] for m in manifest['models']) / 1e6:.1f} MB in all")


if __name__ == "__main__":
    main()
