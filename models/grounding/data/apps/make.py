"""Screens of real Debian applications with AT-SPI truth (data/schema.md).

Run:  python3 models/grounding/data/apps/make.py --seed 1 --count 400 --out DIR [--first 0] [--workers 1] [--only mousepad,geany] [--keep]

Every start (session) is one desktop of its own with one to three programs, and gives up to PER_SESSION screens; screen i comes
from session i // PER_SESSION of the seed. What a session draws is the same every time; what programs do in it depends on how
fast they are, so screens are alike and not equal from run to run. Sessions that are done are noted in sessions.jsonl and skipped.
Needs the packages of packages.txt. Run as root, programs run as `nobody`: they can harm nothing.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).resolve().parent
PER_SESSION = 24
SYSTEM_PYTHON = "/usr/bin/python3"  # where python3-gi and python3-pyatspi are
SESSION_LIMIT = 400  # seconds; a session that hangs is given up with what it made


def xvfb(width: int, height: int, folder: Path) -> tuple[subprocess.Popen, str]:
    """A display of its own, on a free number; its frame buffer is a file in `folder`."""
    r, w = os.pipe()
    child = subprocess.Popen(
        ["Xvfb", "-displayfd", str(w), "-screen", "0", f"{width}x{height}x24", "-dpi", "96", "-ac", "-nolisten", "tcp", "-noreset", "-nocursor", "-fbdir", str(folder)],
        pass_fds=(w,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    os.close(w)
    with os.fdopen(r) as answer:
        number = answer.readline().strip()
    if not number:
        raise RuntimeError("Xvfb did not start: is the package xvfb installed?")
    return child, f":{number}"


def end(child: subprocess.Popen) -> None:
    for sig in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(child.pid, sig)
        except ProcessLookupError:
            return
        try:
            child.wait(2)
            return
        except subprocess.TimeoutExpired:
            continue


def session(seed: str, number: int, want: list[int], out: Path, only: str, keep: bool, lock: threading.Lock) -> int:
    """Makes the screens of one session; answers how many came."""
    from looks import draw

    look = draw(random.Random(f"{seed}/{number}/look"))
    room = Path(tempfile.mkdtemp(prefix="steadyhand-apps-"))
    code = room / "code"
    shutil.copytree(HERE, code, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(HERE.parent / "web" / "concepts.txt", room / "concepts.txt")
    (room / "home").mkdir()
    (room / "out").mkdir()
    as_nobody = os.geteuid() == 0
    if as_nobody:
        for path in (room, *room.rglob("*")):
            shutil.chown(path, "nobody", "nogroup")
    (room / "frame").mkdir()
    server, name = xvfb(look.width, look.height, room / "frame")
    for path in (room / "frame").iterdir():
        path.chmod(0o644)
    spec = {"seed": seed, "session": number, "want": want, "room": str(room), "only": only, "limit": SESSION_LIMIT}
    (room / "spec.json").write_text(json.dumps(spec))
    command = ["dbus-run-session", "--", SYSTEM_PYTHON, str(code / "make.py"), "--inside", str(room / "spec.json")]
    if as_nobody:
        command = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", *command]
    runtime = room / "run"
    runtime.mkdir(mode=0o700)
    if as_nobody:
        shutil.chown(runtime, "nobody", "nogroup")
    env = {k: v for k, v in os.environ.items() if k in ("PATH", "TZ")} | {"DISPLAY": name, "HOME": str(room / "home"), "XDG_RUNTIME_DIR": str(runtime), "PATH": "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin"}
    with (out / "make.log").open("ab") as log:
        child = subprocess.Popen(command, env=env, stdout=log, stderr=log, stdin=subprocess.DEVNULL, start_new_session=True, cwd=room)
        try:
            child.wait(SESSION_LIMIT + 60)
        except subprocess.TimeoutExpired:
            log.write(f"session {number}: given up after {SESSION_LIMIT + 60} s\n".encode())
        finally:
            end(child)
            end(server)
            reap(room)
    made = 0
    with lock, (out / "index.jsonl").open("a", encoding="utf8") as index:
        for file in sorted((room / "out").glob("[0-9]*.json")):
            truth = json.loads(file.read_text(encoding="utf8"))
            shutil.copyfile(file.with_suffix(".png"), out / f"{file.stem}.png")
            shutil.copyfile(file, out / file.name)
            entry = {k: truth[k] for k in ("id", "image", "layout", "language", "dark", "library", "iconSet")}
            entry |= {"truth": file.name, "programs": truth["programs"], "state": truth["state"], "text": truth["textFound"], "controls": len(truth["controls"]), "lines": len(truth["lines"])}
            index.write(json.dumps(entry, ensure_ascii=False) + "\n")
            made += 1
    if keep:
        print(f"session {number}: kept in {room}")
    else:
        shutil.rmtree(room, ignore_errors=True)
    return made


def reap(room: Path) -> None:
    """Ends what programs left running: whoever has this session's home in its environment."""
    mark = f"HOME={room}/home".encode()
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                if mark in (entry / "environ").read_bytes().split(b"\0"):
                    os.kill(int(entry.name), signal.SIGKILL)
            except (OSError, ProcessLookupError):
                continue


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed", default="1")
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--workers", type=int, default=1, help="sessions at a time; they wait more than they work")
    parser.add_argument("--only", default="", help="ids of catalogue.py, with commas between: for looking at one program")
    parser.add_argument("--keep", action="store_true", help="leave the session's folder, with the programs' messages")
    parser.add_argument("--inside", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.inside:
        from inside import run

        return run(json.loads(args.inside.read_text()))
    if not args.out:
        parser.error("--out DIR is missing")
    missing = [p for p in ("Xvfb", "dbus-run-session", SYSTEM_PYTHON) if not shutil.which(p)]
    if missing:
        parser.error(f"{', '.join(missing)} not found: install the packages of {HERE / 'packages.txt'}")
    args.out.mkdir(parents=True, exist_ok=True)
    notes = args.out / "sessions.jsonl"
    done = {json.loads(x)["session"] for x in notes.read_text().splitlines()} if notes.exists() else set()
    began, made = time.monotonic(), 0
    last = args.first + args.count - 1
    todo = [n for n in range(args.first // PER_SESSION, last // PER_SESSION + 1) if n not in done]
    lock = threading.Lock()

    def work(number: int) -> None:
        nonlocal made
        want = [i for i in range(number * PER_SESSION, (number + 1) * PER_SESSION) if args.first <= i <= last]
        start = time.monotonic()
        try:
            got = session(args.seed, number, want, args.out, args.only, args.keep, lock)
        except (OSError, RuntimeError, ValueError) as error:
            print(f"session {number}: {error}", file=sys.stderr, flush=True)
            return
        seconds = round(time.monotonic() - start, 1)
        with lock:
            made += got
            with notes.open("a") as f:
                f.write(json.dumps({"session": number, "screens": got, "seconds": seconds}) + "\n")
            print(f"session {number}: {got} screens in {seconds} s; {made} in all, {(time.monotonic() - began) / max(1, made):.2f} s a screen", flush=True)

    with ThreadPoolExecutor(max(1, args.workers)) as pool:
        list(pool.map(work, todo))
    return 0


if __name__ == "__main__":
    sys.exit(main())
