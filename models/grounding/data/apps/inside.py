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
LEAST_FOUND = 0.6
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
        if builder.asked >= 8 and found < LEAST_FOUND:
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
        (out / f"{name}.json").write_text(json.dumps(full, ensure_ascii=False), encoding="utf8")
        Image.fromarray(picture).save(out / f"{name}.png", compress_level=4)
        return True

    @staticmethod
    def layout(state: str) -> str:
        return "desktop"

    @staticmethod
    def is_dark(picture: np.ndarray) -> bool:
        return float(picture[::7, ::7].mean()) < 105

    def open(self, program) -> int:
        client = self.desk.launch(program, self.files)
        if client:
            self.running.append((program, client))
            self.desk.arrange(client, 0.35)
        else:
            print(f"session {self.spec['session']}: {program.id} showed no window", flush=True)
        return client

    def run(self) -> None:
        programs = installed()
        only = [x for x in self.spec["only"].split(",") if x]
        if only:
            programs = [p for p in programs if p.id in only]
        count = min(len(programs), self.rng.choice((1, 1, 2, 2, 3)))
        chosen = []
        while len(chosen) < count:
            p = self.rng.choices(programs, [p.weight for p in programs])[0]
            if p not in chosen and not (p.toolkit == "vcl" and any(q.toolkit == "vcl" for q in chosen)):
                chosen.append(p)
            elif len(programs) <= len(chosen) + 1:
                break
        self.english = English(self.look.language, [p.id for p in chosen])
        driver = Driver(self.desk, self.reader, self.rng, self.snap)
        share = max(1, len(self.want) // len(chosen))
        for k, program in enumerate(chosen):
            if self.over:
                break
            client = self.open(program)
            if not client:
                continue
            main = set(self.desk.display.clients())
            target = len(self.want) - share if k < len(chosen) - 1 else 0
            self.snap("start")
            used: dict = {}
            idle = 0
            while len(self.want) > target and not self.over and idle < 5:
                before = len(self.want)
                now = set(self.desk.display.clients())
                if client not in now:
                    break
                if self.desk.display.active() != client:
                    self.desk.display.raise_(client)
                    time.sleep(0.3)
                if len(self.running) > 1 and self.rng.random() < 0.12 or self.rng.random() < 0.05:
                    self.desk.arrange(client, 0.2)
                driver.round(client, main, used)
                idle = idle + 1 if len(self.want) == before else 0
        print(f"session {self.spec['session']}: {'+'.join(p.id for p, _ in self.running)} {self.look.gtk} {self.look.language} x{self.look.scale}; left out {self.rejected}; seconds {({k: round(v, 1) for k, v in self.spent.items()})}", flush=True)

    def close(self) -> None:
        self.desk.close()


import faulthandler


def run(spec: dict) -> int:
    """Runs one session; what it made stays in `room/out` whatever happens."""
    faulthandler.dump_traceback_later(200)
    import cProfile; pr = cProfile.Profile(); pr.enable()
    one = Session(spec)
    try:
        one.run()
    except Exception:
        traceback.print_exc()
        return 1
    finally:
        pr.disable(); import pstats; pstats.Stats(pr).sort_stats("tottime").print_stats(22)
        sys.stdout.flush()
        one.close()
    return 0
