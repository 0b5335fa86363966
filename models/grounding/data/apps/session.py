"""One desktop of its own: X server, buses, window manager, panel, programs; all of it ends with `close`."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from pathlib import Path

import numpy as np

from catalogue import Program
from display import Display
from looks import Look


class Desk:
    """Runs inside `dbus-run-session`, with DISPLAY set."""

    def __init__(self, look: Look, env: dict[str, str], home: Path, rng: random.Random):
        self.look, self.home, self.rng = look, home, rng
        self.env = {**os.environ, **env, "HOME": str(home), "XDG_CONFIG_HOME": str(home / ".config"), "XDG_CACHE_HOME": str(home / ".cache"), "XDG_DATA_HOME": str(home / ".local/share")}
        self.children: list[subprocess.Popen] = []
        self.display = Display(os.environ["DISPLAY"], home.parent / "frame" / "Xvfb_screen0")
        self.log = (home / "programs.log").open("ab")
        self.start(["/usr/libexec/at-spi-bus-launcher", "--launch-immediately", "--a11y=1"])
        time.sleep(0.4)
        self.start([look.wm, *(["--compositor=off"] if look.wm == "xfwm4" else [])])
        self._wallpaper()
        end = time.monotonic() + 6
        while time.monotonic() < end and self.display.prop(self.display.root, "_NET_SUPPORTING_WM_CHECK") is None:
            time.sleep(0.1)
        if look.panel:
            self.start([look.panel, *(["--disable-wm-check"] if look.panel == "xfce4-panel" else [])])
            time.sleep(2.0)

    def _wallpaper(self) -> None:
        a, b = (np.array(c, np.float32) for c in self.look.wallpaper)
        across = np.linspace(0, 1, self.display.height)[:, None, None] * 0.7 + np.linspace(0, 1, self.display.width)[None, :, None] * 0.3
        self.display.wallpaper((a + (b - a) * across).astype(np.uint8))

    def start(self, argv: list[str]) -> subprocess.Popen:
        child = subprocess.Popen(argv, env=self.env, stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log, start_new_session=True, cwd=self.home)
        self.children.append(child)
        return child

    def launch(self, program: Program, files: dict[str, str]) -> int:
        """Starts a program and answers its window's id, or 0 when none came."""
        before = set(self.display.clients())
        argv = [a.format(**files) if "{" in a else a for a in program.argv]
        if argv[0] == "soffice":
            argv.append(f"-env:UserInstallation=file://{self.home}/.config/libreoffice/4")
        child = self.start(argv)
        end = time.monotonic() + program.wait
        while time.monotonic() < end:
            new = [c for c in self.display.clients() if c not in before]
            if new:
                time.sleep(1.0 if program.toolkit != "vcl" else 3.0)
                now = [c for c in self.display.clients() if c not in before]
                return now[-1] if now else 0
            if child.poll() is not None and child.returncode != 0:
                return 0
            time.sleep(0.15)
        return 0

    def arrange(self, client: int, share: float) -> None:
        """Gives a window a place: the whole screen with chance `share`, else some part of it."""
        d, rng = self.display, self.rng
        if rng.random() < share:
            d.maximise(client)
        else:
            w, h = int(d.width * rng.uniform(0.45, 0.85)), int(d.height * rng.uniform(0.5, 0.85))
            d.place(client, rng.randint(0, max(1, d.width - w)), rng.randint(0, max(1, d.height - h - 60)) + 24, w, h)
        time.sleep(0.3)

    def close(self) -> None:
        for sig, wait in ((signal.SIGTERM, 1.0), (signal.SIGKILL, 0.3)):
            for child in self.children:
                try:
                    os.killpg(child.pid, sig)
                except (ProcessLookupError, PermissionError):
                    pass
            time.sleep(wait)
        for child in self.children:
            child.poll()
