"""Records the critic's weights in models/manifest.json with size and hash: `python models/critic/manifest.py`.

Entries of other recipes stay as they are.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

MODELS = Path(__file__).resolve().parents[1]
VERSION = "1"
FILES = {"critic-head": "critic-head.onnx", "critic-head-terms": "critic-head.json"}


def main() -> None:
    file = MODELS / "manifest.json"
    manifest = json.loads(file.read_text())
    licence = json.loads((MODELS.parent / "package.json").read_text()).get("license", "MIT")
    entries = {m["name"]: m for m in manifest["models"]}
    for name, path in FILES.items():
        content = (MODELS / "critic" / "weights" / path).read_bytes()
        entries[name] = {
            "name": name, "file": f"critic/weights/{path}", "bytes": len(content),
            "sha256": hashlib.sha256(content).hexdigest(), "version": VERSION, "licence": licence,
            "source": "trained here: models/critic/README.md",
        }
    manifest["models"] = list(entries.values())
    file.write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n")
    print(f"{len(FILES)} entries, {sum(m['bytes'] for m in manifest['models']) / 1e6:.1f} MB in all")


if __name__ == "__main__":
    main()
