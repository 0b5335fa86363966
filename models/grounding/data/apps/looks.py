"""How a session looks: sizes, themes, icons, fonts, colours, language. Drawn from a seed, written as configuration files."""

from __future__ import annotations

import colorsys
import random
from dataclasses import dataclass
from pathlib import Path

THEMES = Path("/usr/share/themes")
ICONS = Path("/usr/share/icons")
SIZES = ((1024, 768, 2), (1152, 864, 1), (1280, 720, 2), (1280, 800, 3), (1280, 1024, 2), (1366, 768, 4), (1440, 900, 3), (1600, 900, 3), (1680, 1050, 2), (1920, 1080, 6))
LANGUAGES = (("en", "en_US.UTF-8", 66), ("de", "de_DE.UTF-8", 11), ("es", "es_ES.UTF-8", 7), ("fr", "fr_FR.UTF-8", 8), ("zh", "zh_CN.UTF-8", 8))
FONTS = (("DejaVu Sans", 4), ("Noto Sans", 4), ("Cantarell", 3), ("Roboto", 2), ("Open Sans", 2), ("Lato", 1), ("Inter", 2), ("Liberation Sans", 2))
ICON_SETS = {
    "Tango": "public domain",
    "mate": "CC-BY-SA-3.0, LGPL",
    "Faenza": "GPL-3",
    "Numix": "GPL-3",
    "elementary-xfce": "GPL-2+",
    "elementary-xfce-dark": "GPL-2+",
    "Moka": "CC-BY-SA-4.0, GPL-3",
    "Suru": "CC-BY-SA-4.0, GPL-3",
    "bloom": "GPL-3",
    "nuoveXT2": "LGPL-3",
    "gnome": "CC-BY-SA-3.0, LGPL",
}
"""Icon themes that may be drawn, with their licences. Adwaita, Breeze, Papirus and Oxygen are kept for evaluating the icon
encoder: no session asks for them; toolkits that have no other icon may still fall back on the icons built into them."""
DARK_NAMES = ("dark", "black", "night", "noir")
LEFT_OUT = ("HighContrast", "Default", "Emacs", "Raleigh", "Orchis-Compact")
QT_STYLES = {"qt5": ("Fusion", "Fusion", "Fusion", "Windows", "kvantum", "kvantum", "Adwaita", "gtk2"), "qt6": ("Fusion", "Fusion", "Windows")}
QT_DARK = ("darker", "dusk", "waves")
QT_LIGHT = ("airy", "sand", "simple", "ia_ora")
KVANTUM_LIGHT = ("KvAdapta", "KvArc", "KvBeige", "KvBrown", "KvGnome", "KvMojaveLight", "KvFlatLight", "KvYaru", "KvCurves", "KvCyan", "KvSimplicity")
KVANTUM_DARK = ("KvAdaptaDark", "KvArcDark", "KvGnomeDark", "KvMojave", "KvDark", "KvGlass", "KvSimplicityDark", "KvFlat")


def _has(part: str) -> list[str]:
    return sorted(p.parent.parent.name if part.count("/") else p.parent.name for p in THEMES.glob(f"*/{part}") if not p.parent.parent.name.startswith(LEFT_OUT))


def is_dark(name: str) -> bool:
    low = name.lower()
    return any(d in low for d in DARK_NAMES) and "darker" not in low or low in ("blackbird", "darkcold")


@dataclass
class Look:
    """One session's appearance."""

    width: int
    height: int
    scale: int
    dpi: int
    """Resolution that text is made for; 96 is the usual one."""
    language: str
    locale: str
    dark: bool
    gtk: str
    icons: str
    font: str
    points: float
    qt_style: str
    qt_colours: str
    kvantum: str
    wm: str
    wm_theme: str
    buttons: str
    """Order of the title bar: openbox's letters (N icon, L label, I minimise, M maximise, C close)."""
    panel: str
    panel_at: str
    wallpaper: tuple[tuple[int, int, int], tuple[int, int, int]]
    toolbar: int
    compact: bool

    @property
    def pixels(self) -> float:
        """Height of the font in logical pixels."""
        return self.points * self.dpi / 72


def weighted(rng: random.Random, pairs):
    return rng.choices([p[:-1] if len(p) > 2 else p[0] for p in pairs], [p[-1] for p in pairs])[0]


def draw(rng: random.Random) -> Look:
    """A look, from the themes that are installed."""
    width, height = weighted(rng, SIZES)
    scale = 2 if width >= 1600 and rng.random() < 0.3 else 1
    language, locale = weighted(rng, LANGUAGES)
    dark = rng.random() < 0.4
    themes = _has("gtk-3.0/gtk.css")
    fit = [t for t in themes if is_dark(t) == dark] or themes or ["Adwaita"]
    families: dict[str, list[str]] = {}
    for t in fit:
        families.setdefault(t.split("-")[0], []).append(t)
    gtk = rng.choice(families[rng.choice(sorted(families))])
    if rng.random() < 0.2:
        gtk = "Adwaita-dark" if dark else "Adwaita"
    sets = [s for s in ICON_SETS if (ICONS / s / "index.theme").exists()] or ["hicolor"]
    wm = rng.choice(("openbox", "xfwm4"))
    wm_themes = _has("openbox-3/themerc") if wm == "openbox" else _has("xfwm4/themerc")
    near = [t for t in wm_themes if t == gtk]
    fits = [t for t in wm_themes if is_dark(t) == dark] or wm_themes or ["Default"]
    wm_theme = near[0] if near and rng.random() < 0.6 else rng.choice(fits)
    if scale == 2 and wm == "xfwm4":
        big = [t for t in wm_themes if "hdpi" in t.lower()]
        wm_theme = rng.choice(big) if big else wm_theme
    style = rng.choice(QT_STYLES["qt5"])
    base = tuple(int(255 * v) for v in colorsys.hsv_to_rgb(rng.random(), rng.random() ** 1.6 * 0.8, rng.uniform(0.12, 0.92)))
    other = tuple(max(0, min(255, v + rng.randint(-70, 70))) for v in base) if rng.random() < 0.6 else base
    return Look(
        width, height, scale, rng.choice((96, 96, 96, 96, 108, 120)), language, locale, dark, gtk, rng.choice(sets),
        "Noto Sans CJK SC" if language == "zh" else weighted(rng, FONTS), rng.choice((9, 10, 10, 10, 11)),
        style, rng.choice(QT_DARK if dark else QT_LIGHT), rng.choice(KVANTUM_DARK if dark else KVANTUM_LIGHT),
        wm, wm_theme, rng.choice(("NLIMC", "NLIMC", "NLIMC", "LIMC", "CIML", "CL", "LC", "NLC")),
        weighted(rng, (("", 4), ("xfce4-panel", 5), ("lxpanel", 2), ("lxqt-panel", 3), ("mate-panel", 2))), rng.choice(("top", "bottom", "bottom")),
        (base, other), rng.choice((0, 1, 2, 3)), rng.random() < 0.3,
    )


def write(look: Look, home: Path) -> dict[str, str]:
    """Writes the configuration into `home` and answers the environment that goes with it."""
    config = home / ".config"
    put = lambda at, text: ((config / at).parent.mkdir(parents=True, exist_ok=True), (config / at).write_text(text))  # noqa: E731
    dark = "true" if look.dark else "false"
    font = f"{look.font} {look.points}"
    style = ("GTK_TOOLBAR_ICONS", "GTK_TOOLBAR_TEXT", "GTK_TOOLBAR_BOTH", "GTK_TOOLBAR_BOTH_HORIZ")[look.toolbar]
    common = f"gtk-icon-theme-name={{q}}{look.icons}{{q}}\ngtk-font-name={{q}}{font}{{q}}\ngtk-cursor-blink=0\ngtk-menu-images=1\ngtk-button-images=1\ngtk-enable-animations=0\ngtk-xft-dpi={look.dpi * 1024}\n"
    gtk3 = f"[Settings]\n{common.format(q='')}gtk-theme-name={look.gtk}\ngtk-toolbar-style={style}\ngtk-decoration-layout={gtk_buttons(look.buttons)}\n"
    put("gtk-3.0/settings.ini", f"{gtk3}gtk-application-prefer-dark-theme={1 if look.gtk.startswith('Adwaita') and look.dark else 0}\n")
    gtk4 = look.gtk if (THEMES / look.gtk / "gtk-4.0/gtk.css").exists() else "Default"
    put("gtk-4.0/settings.ini", f"[Settings]\n{common.format(q='')}gtk-theme-name={gtk4}\ngtk-decoration-layout={gtk_buttons(look.buttons)}\ngtk-application-prefer-dark-theme={1 if look.dark and gtk4 == 'Default' else 0}\n".replace("gtk-menu-images=1\n", "").replace("gtk-button-images=1\n", ""))
    gtk2 = look.gtk if (THEMES / look.gtk / "gtk-2.0/gtkrc").exists() else "Greybird"
    (home / ".gtkrc-2.0").write_text(f'gtk-theme-name="{gtk2}"\ngtk-toolbar-style={style}\n' + common.format(q='"'))
    put(
        "glib-2.0/settings/keyfile",
        "[org/gnome/desktop/interface]\ntoolkit-accessibility=true\nenable-animations=false\ncursor-blink=false\n"
        f"color-scheme='{'prefer-dark' if look.dark else 'default'}'\ngtk-theme='{look.gtk}'\nicon-theme='{look.icons}'\nfont-name='{font}'\n"
        f"[org/gnome/desktop/wm/preferences]\nbutton-layout='{gtk_buttons(look.buttons)}'\n"
        "[org/mate/desktop/interface]\naccessibility=true\n[org/mate/caja/preferences]\ndefault-folder-viewer='list-view'\n",
    )
    for qt in ("qt5", "qt6"):
        chosen = look.qt_style if qt == "qt5" else ("Windows" if look.qt_style == "Windows" else "Fusion")
        if chosen == "Adwaita" and look.dark:
            chosen = "Adwaita-Dark"
        tail = "50,0,0,0,0,0" if qt == "qt5" else "400,0,0,0,0,0,0,0,0,0,0,1"
        palette = f"custom_palette={'true' if chosen in ('Fusion', 'Windows') else 'false'}\ncolor_scheme_path=/usr/share/{qt}ct/colors/{look.qt_colours}.conf\n"
        put(
            f"{qt}ct/{qt}ct.conf",
            f"[Appearance]\n{palette}icon_theme={look.icons}\nstandard_dialogs=default\nstyle={chosen}\n[Fonts]\n"
            f'fixed="DejaVu Sans Mono,{look.points:g},-1,5,{tail}"\ngeneral="{look.font},{look.points:g},-1,5,{tail}"\n'
            "[Interface]\nactivate_item_on_single_click=1\nbuttonbox_layout=0\ncursor_flash_time=0\ndialog_buttons_have_icons=1\ndouble_click_interval=400\n"
            f"gui_effects=@Invalid()\nkeyboard_scheme=2\nmenus_have_icons=true\nshow_shortcuts_in_context_menus=true\ntoolbutton_style=4\nunderline_shortcut=1\nwheel_scroll_lines=3\n",
        )
    put("Kvantum/kvantum.kvconfig", f"[General]\ntheme={look.kvantum}\n")
    kde = f"[Icons]\nTheme={look.icons}\n[General]\nfont={look.font},{look.points:g},-1,5,50,0,0,0,0,0\n"
    put("kdeglobals", kde)
    fonts = "".join(
        f"<font place='{p}'><name>{look.font}</name><size>{int(look.points) * look.scale}</size><weight>{'Bold' if 'Active' in p else 'Normal'}</weight></font>"
        for p in ("ActiveWindow", "InactiveWindow", "MenuHeader", "MenuItem")
    )
    put(
        "openbox/rc.xml",
        '<?xml version="1.0"?><openbox_config xmlns="http://openbox.org/3.4/rc"><placement><policy>Smart</policy></placement>'
        f"<theme><name>{look.wm_theme}</name><titleLayout>{look.buttons}</titleLayout><keepBorder>yes</keepBorder><animateIconify>no</animateIconify>{fonts}</theme>"
        "<desktops><number>1</number></desktops><focus><focusNew>yes</focusNew></focus></openbox_config>",
    )
    xfwm = {"theme": look.wm_theme, "button_layout": xfwm_buttons(look.buttons), "title_font": f"{look.font} Bold {look.points * (look.scale if 'hdpi' in look.wm_theme else 1):g}", "title_alignment": "center" if look.compact else "left"}
    rows = "".join(f'<property name="{k}" type="string" value="{v}"/>' for k, v in xfwm.items())
    put(
        "xfce4/xfconf/xfce-perchannel-xml/xfwm4.xml",
        f'<?xml version="1.0"?><channel name="xfwm4" version="1.0"><property name="general" type="empty">{rows}<property name="use_compositing" type="bool" value="false"/><property name="workspace_count" type="int" value="1"/><property name="placement_ratio" type="int" value="100"/></property></channel>',
    )
    put("xfce4/xfconf/xfce-perchannel-xml/thunar.xml", '<?xml version="1.0"?><channel name="thunar" version="1.0"><property name="last-view" type="string" value="ThunarDetailsView"/><property name="last-show-hidden" type="bool" value="false"/></channel>')
    put("xfce4/xfconf/xfce-perchannel-xml/xfce4-panel.xml", xfce_panel(look))
    put("lxqt/panel.conf", f"[General]\niconTheme={look.icons}\n[panel1]\nalignment=-1\nanimation-duration=0\ndesktop=0\nhidable=false\niconSize={22 * look.scale}\nlineCount=1\npanelSize={32 * look.scale}\nplugins=mainmenu, quicklaunch, taskbar, showdesktop, worldclock\nposition={look.panel_at.title()}\nwidth=100\nwidth-percent=true\n[mainmenu]\ntype=mainmenu\n[quicklaunch]\ntype=quicklaunch\n[taskbar]\ntype=taskbar\n[showdesktop]\ntype=showdesktop\n[worldclock]\ntype=worldclock\n")
    put("lxqt/lxqt.conf", f"[General]\nicon_theme={look.icons}\ntheme={'dark' if look.dark else 'light'}\n")
    put("pcmanfm-qt/default/settings.conf", "[FolderView]\nMode=detailed\n" if look.compact else "[FolderView]\nMode=icon\n")
    put("libreoffice/4/user/registrymodifications.xcu", office(look))
    # Links must not start a browser.
    browsers = "".join(f"x-scheme-handler/{k}=chromium.desktop;firefox-esr.desktop;\n" for k in ("http", "https", "mailto"))
    put("mimeapps.list", f"[Removed Associations]\n{browsers}text/html=chromium.desktop;\n")
    env = {
        "BROWSER": "true", "LANG": look.locale, "LANGUAGE": f"{look.locale.split(chr(46))[0]}:{look.language}", "LC_ALL": look.locale, "NO_AT_BRIDGE": "0", "GTK_MODULES": "gail:atk-bridge",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", "QT_ACCESSIBILITY": "1", "QT_QPA_PLATFORMTHEME": "qt5ct", "GSETTINGS_BACKEND": "keyfile",
        "GSK_RENDERER": "cairo", "SAL_USE_VCLPLUGIN": "gtk3", "GDK_BACKEND": "x11", "GTK_OVERLAY_SCROLLING": "0", "XDG_CURRENT_DESKTOP": "XFCE",
        "LIBGL_ALWAYS_SOFTWARE": "1", "QTWEBENGINE_CHROMIUM_FLAGS": "--no-sandbox", "QT_FONT_DPI": str(look.dpi), "XCURSOR_SIZE": "24",
    }  # fmt: skip
    if look.scale == 2:
        env |= {"GDK_SCALE": "2", "QT_SCALE_FACTOR": "2"}
    return env


def gtk_buttons(letters: str) -> str:
    """openbox's title layout as GTK's decoration layout."""
    names = {"I": "minimize", "M": "maximize", "C": "close"}
    left, right = letters.replace("N", "").split("L")
    return ",".join(names[c] for c in left) + ":" + ",".join(names[c] for c in right)


def xfwm_buttons(letters: str) -> str:
    """openbox's title layout as xfwm4's."""
    names = {"I": "H", "M": "M", "C": "C", "N": "O", "L": "|"}
    return "".join(names[c] for c in letters)


def xfce_panel(look: Look) -> str:
    """A panel with a menu, launchers' place, window buttons and a clock."""
    at = "p=6;x=0;y=0" if look.panel_at == "top" else "p=8;x=0;y=0"
    kinds = ["applicationsmenu", "separator", "tasklist", "separator", "showdesktop", "clock"]
    ids = "".join(f'<value type="int" value="{i + 1}"/>' for i in range(len(kinds)))
    extra = {"separator": '<property name="expand" type="bool" value="true"/><property name="style" type="uint" value="0"/>', "tasklist": '<property name="flat-buttons" type="bool" value="false"/>'}
    rows = "".join(f'<property name="plugin-{i + 1}" type="string" value="{k}">{extra.get(k, "") if i > 2 or k != "separator" else ""}</property>' for i, k in enumerate(kinds))
    dark = "true" if look.dark else "false"
    return (
        f'<?xml version="1.0"?><channel name="xfce4-panel" version="1.0"><property name="configver" type="int" value="2"/><property name="panels" type="array"><value type="int" value="1"/>'
        f'<property name="dark-mode" type="bool" value="{dark}"/><property name="panel-1" type="empty"><property name="position" type="string" value="{at}"/><property name="length" type="uint" value="100"/>'
        f'<property name="position-locked" type="bool" value="true"/><property name="size" type="uint" value="{28 if look.compact else 34}"/><property name="icon-size" type="uint" value="16"/><property name="plugin-ids" type="array">{ids}</property></property></property>'
        f'<property name="plugins" type="empty">{rows}</property></channel>'
    )


def office(look: Look) -> str:
    """LibreOffice without its tip of the day and its first-start messages."""
    item = lambda path, name, value: f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'  # noqa: E731
    return (
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        + item("/org.openoffice.Office.Common/Misc", "ShowTipOfTheDay", "false")
        + item("/org.openoffice.Office.Common/Misc", "FirstRun", "false")
        + item("/org.openoffice.Setup/Office", "ooSetupInstCompleted", "true")
        + item("/org.openoffice.Setup/Product", "ooSetupLastVersion", "99.0")
        + item("/org.openoffice.Office.Common/Accessibility", "IsSelectionInReadonly", "false")
        + item("/org.openoffice.Office.Impress/Misc/Start", "EnableSdremote", "false")
        + "</oor:items>"
    )
