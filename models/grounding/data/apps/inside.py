"""What happens on the desktop of one session: programs are started, driven and pictured."""

from __future__ import annotations

import hashlib
import json
import random
import sys
import time
import traceback
from pathlib import Path

import numpy as np
from PIL import Image

from catalogue import installed
from drive import Driver
from home import fill
from looks import draw, write
from session import Desk
from tree import Reader
from truth import Builder
from words import Concepts, English

VERSION = 1
LEAST_CONTROLS = 4
LEAST_FOUND = 0.45
"""Share of the texts that must stand where the applications say; below, boxes are not to be trusted."""


def changed(a: np.ndarray, b: np.ndarray) -> float:
    """Share of the pixels that differ, looked at in every second row and column."""
    return float((a[::2, ::2, 1] ^ b[::2, ::2, 1] > 7).mean())


class Session:
    """One desktop and the screens taken of it."""

    def __init__(self, spec: dict):
        self.spec, self.room = spec, Path(spec["room"])
        seed = f"{spec['seed']}/{spec['session']}"
        self.rng = random.Random(f"{seed}/programs")
        self.look = draw(random.Random(f"{seed}/look"))
        home = self.room / "home"
        env = write(self.look, home)
        self.files = fill(home, self.look.language, random.Random(f"{seed}/home"))
        self.end = time.monotonic() + spec["limit"]
        self.desk = Desk(self.look, env, home, self.rng)
        time.sleep(0.5)
        self.reader = Reader()
        self.concepts = Concepts(self.room / "concepts.txt")
        self.want = list(spec["want"])
        self.seen: set[str] = set()
        self.last: np.ndarray | None = None
        self.running: list[tuple] = []
        look = self.look
        self.fonts = [(f, look.pixels) for f in dict.fromkeys((look.font, "DejaVu Sans", "Noto Sans"))]
        self.spent = {"settle": 0.0, "read": 0.0, "truth": 0.0}
        self.known: dict = {}
        self.rejected: dict[str, int] = {}

    @property
    def over(self) -> bool:
        return not self.want or time.monotonic() > self.end

    def reject(self, why: str) -> None:
        self.rejected[why] = self.rejected.get(why, 0) + 1

    def snap(self, state: str) -> bool:
        """A picture and its truth, if both agree and nothing like it was taken before."""
        if self.over:
            return False
        d, look = self.desk.display, self.look
        clock = time.monotonic
        for _ in range(3):
            began = clock()
            picture = d.settle()
            self.spent["settle"] += clock() - began
            began = clock()
            tops = d.tops()
            owners = d.owners(tops)
            active = d.active()
            nodes = self.reader.read(tops, picture=picture)
            self.spent["read"] += clock() - began
            after = d.grab()
            if changed(after, picture) < 0.0008:
                break
        else:
            self.reject("moving")
            return False
        if self.last is not None and changed(picture, self.last) < 0.004:
            self.reject("same")
            return False
        builder = Builder(picture, tops, owners, active, nodes, self.fonts, self.concepts, self.english, look.icons, self.known)
        builder.letters = look.buttons
        began = clock()
        truth = builder.build()
        self.spent["truth"] += clock() - began
        found = builder.found / max(1, builder.asked)
        if len(truth["controls"]) < LEAST_CONTROLS:
            self.reject("empty")
            return False
        if builder.untold():
            self.reject("untold window")
            return False
        if builder.incomplete:
            self.reject("long list")
            return False
        if builder.asked >= 3 and found < LEAST_FOUND:
            self.reject(f"text {found:.2f} {state} {'+'.join(p.id for p, _ in self.running)}")
            return False
        mark = hashlib.md5(json.dumps([(c["kind"], c["box"]) for c in truth["controls"]]).encode()).hexdigest()
        if mark in self.seen:
            self.reject("same controls")
            return False
        self.seen.add(mark)
        self.last = picture
        i = self.want.pop(0)
        name = f"{i:06d}"
        out = self.room / "out"
        shown = [p.id for p, c in self.running if any(t.client == c for t in tops)]
        full = {
            "image": f"{name}.png", "version": VERSION, "id": f"apps-{self.spec['seed']}-{i}", "source": "apps", "seed": str(self.spec["seed"]), "index": i,
            "width": look.width, "height": look.height, "layout": self.layout(state), "language": look.language, "dark": self.is_dark(picture), "family": look.gtk, "font": look.font,
            "fontSize": round(look.pixels, 1), "scale": look.scale, "accent": None, "iconSet": look.icons, "iconStyle": "theme", "library": None, "shell": look.panel or None, "rtl": False,
            "programs": shown, "state": state, "session": self.spec["session"], "qtStyle": look.qt_style, "windowManager": f"{look.wm} {look.wm_theme}", "textFound": round(found, 3), **truth,
        }  # fmt: skip
        Image.fromarray(picture).save(out / f"{name}.png", compress_level=4)
        (out / f"{name}.json").write_text(json.dumps(full, ensure_ascii=False), encoding="utf8")
        return True

    @staticmethod
    def layout(state: str) -> str:
        return "desktop"

    @staticmethod
    def is_dark(picture: np.ndarray) -> bool:
        return float(picture[::7, ::7].mean()) < 105

    def open(self, program) -> int:
        """Starts a program; answers its main window, or 0. A dialog that greets is pictured and dismissed."""
        before = set(self.desk.display.clients())
        self.english = English(self.look.language, [p.id for p, _ in self.running] + [program.id])
        client = self.desk.launch(program, self.files)
        if not client:
            print(f"session {self.spec['session']}: {program.id} showed no window", flush=True)
            return 0
        self.running.append((program, client))
        d = self.desk.display
        for _ in range(3):
            top = next((t for t in d.tops() if t.client == client), None)
            if top is not None and top.type != "dialog":
                self.desk.arrange(client, 0.35)
                return client
            self.snap("start dialog")
            d.key("Escape")
            time.sleep(0.6)
            if client in d.clients():
                d.close(client)
            end = time.monotonic() + 5
            while time.monotonic() < end:
                now = [c for c in d.clients() if c not in before and c != client]
                if now:
                    break
                time.sleep(0.2)
            if not now:
                break
            client = now[-1]
            self.running[-1] = (program, client)
            time.sleep(0.6)
        return 0

    def run(self) -> None:
        programs = installed()
        only = [x for x in self.spec["only"].split(",") if x]
        if only:
            programs = [p for p in programs if p.id in only]
        driver = Driver(self.desk, self.reader, self.rng, self.snap)
        most = self.rng.choice((1, 2, 2, 3))
        tried: set[str] = set()
        while not self.over and len(tried) < min(6, len(programs)):
            rest = [p for p in programs if p.id not in tried and not (p.toolkit == "vcl" and any(q.toolkit == "vcl" for q, _ in self.running))]
            if not rest:
                break
            program = self.rng.choices(rest, [p.weight for p in rest])[0]
            tried.add(program.id)
            while len(self.running) >= most:
                _, old = self.running.pop(0)
                self.desk.display.close(old)
                time.sleep(0.4)
            client = self.open(program)
            if client:
                self.explore(driver, client, max(7, len(self.spec["want"]) // most))
        print(f"session {self.spec['session']}: {'+'.join(sorted(tried))} {self.look.gtk} {self.look.language} x{self.look.scale}; left out {self.rejected}; seconds {({k: round(v, 1) for k, v in self.spent.items()})}", flush=True)

    def explore(self, driver: Driver, client: int, budget: int) -> None:
        """Up to `budget` screens of one program."""
        d = self.desk.display
        self.snap("start")
        used: dict = {}
        idle, target = 0, len(self.want) - budget
        while len(self.want) > target and not self.over and idle < 5:
            before = len(self.want)
            main = set(d.clients())
            if client not in main:
                return
            if d.active() != client:
                top = next((t for t in d.tops() if t.client == d.active()), None)
                if top is not None and top.type == "dialog" and top.client not in [c for _, c in self.running]:
                    self.snap("dialog")
                    driver.leave({c for _, c in self.running})
                d.raise_(client)
                time.sleep(0.3)
            if self.rng.random() < (0.12 if len(self.running) > 1 else 0.05):
                self.desk.arrange(client, 0.2)
            driver.round(client, main, used)
            idle = idle + 1 if len(self.want) == before else 0

    def close(self) -> None:
        self.desk.close()


import faulthandler


def run(spec: dict) -> int:
    """Runs one session; what it made stays in `room/out` whatever happens."""
    faulthandler.dump_traceback_later(200)
    one = Session(spec)
    try:
        one.run()
    except Exception:
        traceback.print_exc()
        return 1
    finally:
        sys.stdout.flush()
        one.close()
    return 0
