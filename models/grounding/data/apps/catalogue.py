"""The programs that are shown, and what they are started with.

Left out for good: everything that is reserved for evaluation, and the core programs of GNOME, whose pictures evaluation
sets show. A program that is not installed is left out of the draw.

`{txt}` and the like become files of the session's home folder (home.py).
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass

RESERVED = frozenset(
    "gnumeric abiword evince file-roller gimp inkscape dia qalculate-gtk audacious hexchat transmission-gtk pcmanfm ristretto parole "
    "xfce4-settings-manager xfburn gnome-disks seahorse gucharmap kcalc kate okular qbittorrent keepassxc vlc".split()
)


@dataclass(frozen=True)
class Program:
    """One way to start a program."""

    id: str
    argv: tuple[str, ...]
    toolkit: str
    weight: float = 1.0
    wait: float = 12.0
    """Seconds until its window is there at the latest."""


def _p(id_: str, command: str, toolkit: str, weight: float = 1.0, wait: float = 12.0) -> Program:
    return Program(id_, tuple(command.split()), toolkit, weight, wait)


PROGRAMS: tuple[Program, ...] = (
    _p("mousepad", "mousepad --disable-server {txt}", "gtk3", 1.2),
    _p("thunar", "thunar {dir}", "gtk3", 1.2),
    _p("galculator", "galculator", "gtk3"),
    _p("xfce4-terminal", "xfce4-terminal --disable-server", "gtk3"),
    _p("xfce4-taskmanager", "xfce4-taskmanager", "gtk3"),
    _p("xfce4-appfinder", "xfce4-appfinder", "gtk3"),
    _p("xfce4-screenshooter", "xfce4-screenshooter", "gtk3", 0.6),
    _p("xfce4-dict", "xfce4-dict", "gtk3", 0.6),
    _p("catfish", "catfish {dir}", "gtk3"),
    _p("pluma", "pluma {txt}", "gtk3", 1.2),
    _p("atril", "atril {pdf}", "gtk3"),
    _p("eom", "eom {png}", "gtk3"),
    _p("engrampa", "engrampa {zip}", "gtk3"),
    _p("mate-calc", "mate-calc", "gtk3"),
    _p("mate-system-monitor", "mate-system-monitor", "gtk3"),
    _p("mate-terminal", "mate-terminal --disable-factory", "gtk3", 0.8),
    _p("mate-dictionary", "mate-dictionary", "gtk3", 0.5),
    _p("mate-search-tool", "mate-search-tool", "gtk3", 0.7),
    _p("mate-disk-usage", "mate-disk-usage-analyzer", "gtk3", 0.7),
    _p("caja", "caja --no-desktop {dir}", "gtk3"),
    _p("geany", "geany {py}", "gtk3", 1.2),
    _p("l3afpad", "l3afpad {txt}", "gtk3", 0.7),
    _p("bluefish", "bluefish {html}", "gtk3"),
    _p("scite", "scite {py}", "gtk3", 0.5),
    _p("zim", "zim --standalone {notes}", "gtk3", 1.0, 20),
    _p("cherrytree", "cherrytree", "gtk3"),
    _p("claws-mail", "claws-mail", "gtk3"),
    _p("sylpheed", "sylpheed", "gtk2", 0.7),
    _p("gnote", "gnote", "gtk3"),
    _p("planner", "planner", "gtk2", 0.7),
    _p("homebank", "homebank", "gtk3"),
    _p("grisbi", "grisbi", "gtk3"),
    _p("gnucash", "gnucash --nofile", "gtk3", 0.8, 25),
    _p("viewnior", "viewnior {png}", "gtk2", 0.5),
    _p("gpicview", "gpicview {png}", "gtk2", 0.5),
    _p("deluge-gtk", "deluge-gtk", "gtk3", 0.8, 20),
    _p("lxappearance", "lxappearance", "gtk2"),
    _p("lxtask", "lxtask", "gtk2", 0.7),
    _p("lxterminal", "lxterminal", "gtk3", 0.6),
    _p("meld", "meld {txt} {txt2}", "gtk3", 1.0, 20),
    _p("easytag", "easytag {dir}", "gtk3", 0.2),
    _p("gtkhash", "gtkhash", "gtk3", 0.8),
    _p("liferea", "liferea", "gtk3", 0.8, 20),
    _p("uget-gtk", "uget-gtk", "gtk3", 0.8),
    _p("glade", "glade", "gtk3"),
    _p("font-manager", "font-manager", "gtk3", 0.8, 20),
    _p("menulibre", "menulibre", "gtk3", 0.8, 20),
    _p("gigolo", "gigolo", "gtk2", 0.6),
    _p("xpad", "xpad", "gtk3", 0.4),
    _p("d-feet", "d-feet", "gtk3", 0.7),
    _p("dconf-editor", "dconf-editor", "gtk3", 0.7),
    _p("ghex", "ghex {png}", "gtk4", 0.6),
    _p("gtick", "gtick", "gtk3", 0.6),
    _p("gcolor3", "gcolor3", "gtk3", 0.7),
    _p("gtg", "gtg", "gtk3", 0.6, 20),
    _p("quodlibet", "quodlibet", "gtk3", 0.8, 20),
    _p("remmina", "remmina", "gtk3", 0.8),
    _p("hardinfo", "hardinfo", "gtk3", 0.7, 20),
    _p("xarchiver", "xarchiver {zip}", "gtk3", 0.8),
    _p("orage", "orage", "gtk3", 0.6),
    _p("gtk3-demo", "gtk3-demo", "gtk3", 0.8),
    _p("gtk3-widget-factory", "gtk3-widget-factory", "gtk3", 1.2),
    _p("gtk4-demo", "gtk4-demo", "gtk4", 0.6),
    _p("gtk4-widget-factory", "gtk4-widget-factory", "gtk4", 1.0),
    _p("adwaita-1-demo", "adwaita-1-demo", "gtk4", 1.0),
    _p("featherpad", "featherpad --standalone {txt}", "qt5", 1.0),
    _p("qterminal", "qterminal", "qt5", 0.8),
    _p("pcmanfm-qt", "pcmanfm-qt {dir}", "qt5", 1.2),
    _p("lximage-qt", "lximage-qt {png}", "qt5"),
    _p("lxqt-archiver", "lxqt-archiver {zip}", "qt5", 0.8),
    _p("lxqt-config-appearance", "lxqt-config-appearance", "qt5", 0.8),
    _p("lxqt-config-file-associations", "lxqt-config-file-associations", "qt5", 0.6),
    _p("speedcrunch", "speedcrunch", "qt5"),
    _p("juffed", "juffed {py}", "qt5", 0.7),
    _p("qpdfview", "qpdfview {pdf}", "qt5"),
    _p("texmaker", "texmaker", "qt5", 0.8, 20),
    _p("texstudio", "texstudio", "qt5", 0.9, 20),
    _p("kcharselect", "kcharselect", "qt5", 0.7),
    _p("kcolorchooser", "kcolorchooser", "qt5", 0.6),
    _p("kfind", "kfind", "qt5", 0.8),
    _p("krename", "krename", "qt5", 0.8),
    _p("kdiff3", "kdiff3 {txt} {txt2}", "qt5", 0.8, 20),
    _p("git-cola", "git-cola --prompt", "qt5", 0.7, 20),
    _p("qps", "qps", "qt5", 0.8),
    _p("screengrab", "screengrab", "qt5", 0.6),
    _p("obconf-qt", "obconf-qt", "qt5", 0.8),
    _p("notepadqq", "notepadqq --allow-root {py}", "qt5", 0.5, 20),
    _p("retext", "retext {md}", "qt5", 0.8, 20),
    _p("focuswriter", "focuswriter", "qt5", 0.6),
    _p("ghostwriter", "ghostwriter {md}", "qt5", 0.6, 20),
    _p("sqlitebrowser", "sqlitebrowser", "qt5", 1.0),
    _p("librecad", "librecad", "qt5", 0.8, 20),
    _p("puddletag", "puddletag", "qt5", 0.6, 20),
    _p("quiterss", "quiterss", "qt5", 0.7),
    _p("strawberry", "strawberry", "qt6", 0.7, 20),
    _p("smplayer", "smplayer", "qt5", 0.9),
    _p("qmmp", "qmmp --ui qsui", "qt5", 0.6),
    _p("scribus", "scribus", "qt5", 0.7, 30),
    _p("designer-qt5", "/usr/lib/qt5/bin/designer", "qt5", 1.0, 20),
    _p("linguist-qt5", "/usr/lib/qt5/bin/linguist", "qt5", 0.7),
    _p("designer-qt6", "/usr/lib/qt6/bin/designer", "qt6", 1.0, 20),
    _p("linguist-qt6", "/usr/lib/qt6/bin/linguist", "qt6", 0.7),
    _p("assistant-qt6", "/usr/lib/qt6/bin/assistant", "qt6", 0.6),
    _p("qt5ct", "qt5ct", "qt5", 0.8),
    _p("qt6ct", "qt6ct", "qt6", 0.8),
    _p("writer", "soffice --writer --norestore --nologo --nofirststartwizard {txt}", "vcl", 2.0, 40),
    _p("calc", "soffice --calc --norestore --nologo --nofirststartwizard {fods}", "vcl", 1.6, 40),
    _p("impress", "soffice --impress --norestore --nologo --nofirststartwizard", "vcl", 1.4, 40),
    _p("draw", "soffice --draw --norestore --nologo --nofirststartwizard", "vcl", 1.2, 40),
    _p("math", "soffice --math --norestore --nologo --nofirststartwizard", "vcl", 0.6, 40),
)


def installed() -> list[Program]:
    """Programs that are there. Throws when the list names a reserved one."""
    bad = [p.id for p in PROGRAMS if p.id in RESERVED or p.argv[0].rsplit("/", 1)[-1] in RESERVED]
    if bad:
        raise ValueError(f"catalogue.py names programs that are reserved for evaluation: {', '.join(bad)}")
    return [p for p in PROGRAMS if shutil.which(p.argv[0])]
