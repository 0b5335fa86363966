/**
 * The home folder of a virtual desktop: plain settings without surprises. The same look on every machine (Adwaita,
 * DejaVu Sans, no animations), windows centred or beside each other, no menu on the background, no recent files.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const FONT = 'DejaVu Sans 10';

const gtk3 = `[Settings]
gtk-theme-name=Adwaita
gtk-icon-theme-name=Adwaita
gtk-font-name=${FONT}
gtk-enable-animations=0
gtk-recent-files-enabled=0
gtk-enable-event-sounds=0
gtk-dialogs-use-header=0
gtk-xft-antialias=1
gtk-xft-hinting=1
gtk-xft-hintstyle=hintslight
gtk-xft-rgba=none
`;

const gtk2 = `gtk-theme-name="Adwaita"
gtk-icon-theme-name="Adwaita"
gtk-font-name="${FONT}"
`;

// A file chooser opens in the folder the application was started in, not where someone was last.
const settings = (accessibility) => `[org/gnome/desktop/interface]
gtk-theme='Adwaita'
icon-theme='Adwaita'
font-name='${FONT}'
enable-animations=false
toolkit-accessibility=${accessibility}

[org/gtk/settings/file-chooser]
startup-mode='cwd'
sort-directories-first=true
window-size=(860, 540)

[org/xfce/mousepad/preferences/window]
statusbar-visible=true

[org/xfce/mousepad/preferences/file]
session-restore='never'
`;

const press = (key, action) => `<keybind key="${key}">${action}</keybind>`;
const mouse = (button, event, action) =>
  `<mousebind button="${button}" action="${event}"><action name="${action}"/></mousebind>`;

// Only what people expect of any desktop: Alt+Tab, Alt+F4, title bar, borders and buttons. The root has no bindings.
const openbox = `<?xml version="1.0" encoding="UTF-8"?>
<openbox_config xmlns="http://openbox.org/3.4/rc">
  <resistance><strength>10</strength><screen_edge_strength>20</screen_edge_strength></resistance>
  <focus><focusNew>yes</focusNew><followMouse>no</followMouse><focusLast>yes</focusLast>
    <underMouse>no</underMouse><raiseOnFocus>yes</raiseOnFocus></focus>
  <placement><policy>Smart</policy><center>yes</center><monitor>Primary</monitor></placement>
  <theme><name>Clearlooks</name><titleLayout>NLIMC</titleLayout><keepBorder>yes</keepBorder><animateIconify>no</animateIconify>
    ${['ActiveWindow', 'InactiveWindow', 'MenuHeader', 'MenuItem', 'ActiveOnScreenDisplay', 'InactiveOnScreenDisplay']
      .map((place) => `<font place="${place}"><name>DejaVu Sans</name><size>9</size><weight>Normal</weight></font>`)
      .join('\n    ')}
  </theme>
  <desktops><number>1</number><firstdesk>1</firstdesk><popupTime>0</popupTime></desktops>
  <resize><drawContents>yes</drawContents><popupShow>Never</popupShow></resize>
  <keyboard>
    ${press('A-F4', '<action name="Close"/>')}
    ${press('A-Tab', '<action name="NextWindow"><dialog>none</dialog><finalactions><action name="Focus"/><action name="Raise"/><action name="Unshade"/></finalactions></action>')}
  </keyboard>
  <mouse>
    <dragThreshold>4</dragThreshold><doubleClickTime>400</doubleClickTime><screenEdgeWarpTime>0</screenEdgeWarpTime>
    <context name="Client">
      ${['Left', 'Middle', 'Right'].map((b) => `<mousebind button="${b}" action="Press"><action name="Focus"/><action name="Raise"/></mousebind>`).join('')}
    </context>
    <context name="Titlebar">
      <mousebind button="Left" action="Press"><action name="Focus"/><action name="Raise"/></mousebind>
      ${mouse('Left', 'Drag', 'Move')}${mouse('Left', 'DoubleClick', 'ToggleMaximize')}
    </context>
    <context name="Top Bottom Left Right TLCorner TRCorner BLCorner BRCorner">${mouse('Left', 'Drag', 'Resize')}</context>
    <context name="Close">${mouse('Left', 'Click', 'Close')}</context>
    <context name="Maximize">${mouse('Left', 'Click', 'ToggleMaximize')}</context>
    <context name="Iconify">${mouse('Left', 'Click', 'Iconify')}</context>
  </mouse>
  <menu></menu>
</openbox_config>
`;

// Without this, GLib asks for folders in the language of whoever first ran the session.
const folders = ['Desktop', 'Documents', 'Downloads', 'Music', 'Pictures', 'Public', 'Templates', 'Videos'];
const userDirs = folders
  .map(
    (name) =>
      `XDG_${name === 'Public' ? 'PUBLICSHARE' : name.toUpperCase().replace('DOWNLOADS', 'DOWNLOAD')}_DIR="$HOME/${name}"\n`,
  )
  .join('');

/** Writes the folder and returns its path. */
export function writeHome(home, options = {}) {
  const files = {
    '.config/gtk-3.0/settings.ini': gtk3,
    '.gtkrc-2.0': gtk2,
    '.config/glib-2.0/settings/keyfile': settings(options.accessibility === true),
    '.config/openbox/rc.xml': openbox,
    '.config/user-dirs.dirs': userDirs,
    '.config/user-dirs.locale': 'C',
    ...options.files,
  };
  for (const name of folders) mkdirSync(join(home, name), { recursive: true });
  for (const name of ['.local/share', '.local/state', '.cache']) mkdirSync(join(home, name), { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(home, name)), { recursive: true });
    writeFileSync(join(home, name), text);
  }
  return home;
}
