"""Records a web page workflow with openadapt-flow, compiles it and replays it on other pages.

One job as JSON on standard input: {"folder", "browser", "url", "steps": [{"click": selector} | {"type": text}],
"replays": [{"change", "url"}]}. One JSON object a line comes out: {"steps"} once it is compiled, then
{"change", "outcome", "reason", "seconds", "steps"} for each replay; {"error"} and exit code 1 when it cannot be done.
Its browser is the system's: the one it would fetch for itself cannot be had everywhere.
"""

import contextlib
import json
import os
import sys
import time
from pathlib import Path

os.environ["OPENADAPT_FLOW_BROWSER"] = "bundled"
os.environ["OPENADAPT_FLOW_NO_AUTO_INSTALL"] = "1"


def use_browser(path: str) -> None:
    from playwright.sync_api import BrowserType

    launch = BrowserType.launch

    def launched(self, **options):
        options.setdefault("args", []).append("--no-sandbox")
        return launch(self, executable_path=path, **options)

    BrowserType.launch = launched


def record(job: dict, folder: Path) -> None:
    from openadapt_flow.backends.playwright_backend import PlaywrightBackend
    from openadapt_flow.recorder import Recorder

    backend, close = PlaywrightBackend.launch(job["url"], headless=True)
    try:
        recorder = Recorder(backend, folder, app_url=job["url"])
        for step in job["steps"]:
            if "type" in step:
                recorder.type_text(step["type"])
            elif "press" in step:
                recorder.press(step["press"])
            else:
                target = backend.page.locator(step["click"]).first
                target.wait_for(state="visible")
                box = target.bounding_box()
                recorder.click(int(box["x"] + box["width"] / 2), int(box["y"] + box["height"] / 2))
        recorder.finish()
    finally:
        close()


def reason_of(report) -> str:
    halted = [r for r in report.results if not r.ok]
    return "; ".join(str(getattr(r, "error", "") or "") for r in halted)[:300]


def work(job: dict, say) -> None:
    use_browser(job["browser"])
    from openadapt_flow import api

    folder = Path(job["folder"])
    record(job, folder / "recording")
    bundle = api.compile(folder / "recording", out=folder / "bundle", name="shown")
    say({"steps": len(job["steps"])})
    for i, replay in enumerate(job["replays"]):
        began = time.monotonic()
        try:
            report = api.replay(bundle, replay["url"], run_dir=folder / f"run-{i}")
            end = {"outcome": str(report.transaction_outcome), "reason": reason_of(report)}
        except Exception as error:  # one replay that breaks off is told; the others are done
            end = {"outcome": "ERROR", "reason": f"{type(error).__name__}: {error}"[:300]}
        say({"change": replay["change"], **end, "seconds": round(time.monotonic() - began, 2)})


def main() -> int:
    out = sys.stdout

    def say(line: dict) -> None:
        out.write(json.dumps(line) + "\n")
        out.flush()

    # Whatever it prints by itself belongs with the progress.
    with contextlib.redirect_stdout(sys.stderr):
        try:
            work(json.load(sys.stdin), say)
        except Exception as error:
            say({"error": f"{type(error).__name__}: {error}"})
            return 1
    return 0


sys.exit(main())
