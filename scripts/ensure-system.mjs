/**
 * Makes sure the system packages that a desktop needs are there: a virtual display, a window manager, a few real
 * applications, fonts.
 *
 * Invariant: when everything is present nothing is run and nothing is printed. Errs towards leaving the system alone:
 * packages are installed only as root with apt-get; anywhere else one line says what to install.
 */
import { spawn } from 'node:child_process';
import { accessSync, constants, createWriteStream, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { clearInterval, setInterval } from 'node:timers';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const both = ['demo', 'test'];
const LIBRARY_FOLDERS = [
  '/usr/lib/x86_64-linux-gnu',
  '/usr/lib/aarch64-linux-gnu',
  '/usr/lib64',
  '/usr/lib',
  '/lib/x86_64-linux-gnu',
  '/lib/aarch64-linux-gnu',
];
const library = (name) => LIBRARY_FOLDERS.map((folder) => `${folder}/${name}`);

/**
 * One line a package: how its presence is seen (a program on the PATH, or any of some files) and who needs it.
 * `optional` ones are installed along with the rest, but work goes on without them.
 */
export const REQUIREMENTS = [
  // The virtual desktop.
  { package: 'xvfb', programs: ['Xvfb'], groups: both },
  // A server with two X screens side by side.
  { package: 'xserver-xephyr', programs: ['Xephyr'], groups: ['test'], optional: true },
  { package: 'openbox', programs: ['openbox'], groups: both },
  { package: 'dbus', programs: ['dbus-daemon', 'dbus-run-session'], groups: both },
  { package: 'x11-utils', programs: ['xprop', 'xdpyinfo'], groups: both },
  { package: 'x11-xserver-utils', programs: ['xsetroot', 'xset', 'xrandr', 'xmodmap', 'xrdb'], groups: both },
  { package: 'x11-xkb-utils', programs: ['setxkbmap', 'xkbcomp'], groups: both },
  { package: 'xdotool', programs: ['xdotool'], groups: ['test'] },
  { package: 'wmctrl', programs: ['wmctrl'], groups: ['test'], optional: true },
  // A second window manager, of another family: what is true of windows has to be true under both.
  { package: 'xfwm4', programs: ['xfwm4'], groups: ['test'], optional: true },
  { package: 'imagemagick', programs: ['import'], groups: both },
  { package: 'libxtst6', files: library('libXtst.so.6'), groups: both },
  // What makes applications look as they do on a person's machine.
  {
    package: 'fonts-dejavu-core',
    files: ['/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf', '/usr/share/fonts/dejavu-sans-fonts/DejaVuSans.ttf'],
    groups: both,
  },
  {
    package: 'fonts-noto-core',
    files: [
      '/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf',
      '/usr/share/fonts/google-noto/NotoSans-Regular.ttf',
      '/usr/share/fonts/noto/NotoSans-Regular.ttf',
    ],
    groups: both,
    optional: true,
  },
  { package: 'adwaita-icon-theme', files: ['/usr/share/icons/Adwaita/index.theme'], groups: both },
  {
    package: 'librsvg2-common',
    files: library('gdk-pixbuf-2.0/2.10.0/loaders/libpixbufloader-svg.so'),
    groups: both,
    optional: true,
  },
  { package: 'shared-mime-info', files: ['/usr/share/mime/packages/freedesktop.org.xml'], groups: both },
  // Real applications.
  { package: 'mousepad', programs: ['mousepad'], groups: both },
  { package: 'galculator', programs: ['galculator'], groups: both },
  { package: 'thunar', programs: ['thunar'], groups: both },
  { package: 'xfconf', files: library('xfce4/xfconf/xfconfd'), groups: both, optional: true },
  { package: 'xterm', programs: ['xterm'], groups: ['test'] },
  // Ubuntu has Chromium as a snap only, which containers cannot run.
  { package: 'chromium', programs: ['chromium', 'chromium-browser'], any: true, groups: ['test'], optional: true },
  // Ground truth for tests that compare what was read with what an application says of itself.
  {
    package: 'at-spi2-core',
    files: ['/usr/libexec/at-spi-bus-launcher', '/usr/lib/at-spi2-core/at-spi-bus-launcher'],
    groups: ['test'],
    optional: true,
  },
  {
    package: 'python3-pyatspi',
    files: ['/usr/lib/python3/dist-packages/pyatspi/__init__.py'],
    groups: ['test'],
    optional: true,
  },
  // The dialogs that speak to the program (test/fixtures/injection) are windows of GTK.
  { package: 'python3-gi', files: ['/usr/lib/python3/dist-packages/gi/__init__.py'], groups: ['test'] },
  { package: 'gir1.2-gtk-3.0', files: library('girepository-1.0/Gtk-3.0.typelib'), groups: ['test'] },
  { package: 'featherpad', programs: ['featherpad'], groups: ['test'], optional: true },
  { package: 'libreoffice-writer', programs: ['soffice'], groups: ['test'], optional: true },
  {
    package: 'libreoffice-gtk3',
    files: ['/usr/lib/libreoffice/program/libvclplug_gtk3lo.so'],
    groups: ['test'],
    optional: true,
  },
  // What only the suite of desktop tasks works in.
  { package: 'libreoffice-calc', programs: ['localc'], groups: ['desktasks'], optional: true },
  { package: 'libreoffice-impress', programs: ['loimpress'], groups: ['desktasks'], optional: true },
  { package: 'viewnior', programs: ['viewnior'], groups: ['desktasks'], optional: true },
  { package: 'gpicview', programs: ['gpicview'], groups: ['desktasks'], optional: true },
  { package: 'obconf', programs: ['obconf'], groups: ['desktasks'], optional: true },
];

function isProgram(name, path) {
  return path.split(delimiter).some((folder) => {
    if (folder === '') return false;
    try {
      accessSync(join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** The requirements of the groups that are not met. `probe` is what is asked about the machine; tests give their own. */
export function missing(groups, probe = machine()) {
  return REQUIREMENTS.filter((r) => r.groups.some((g) => groups.includes(g))).filter((r) => {
    const programs = r.programs ?? [];
    const found = r.any ? programs.some(probe.program) : programs.every(probe.program);
    return !(found && (r.files === undefined || r.files.some(probe.file)));
  });
}

/** What this machine has. */
export function machine(path = process.env.PATH ?? '') {
  return { program: (name) => isProgram(name, path), file: existsSync };
}

/** How packages can be installed here: `apt` as root on Debian and its relatives, or null. */
export function installer(osRelease, uid, program) {
  const field = (name) => new RegExp(`^${name}="?([^"\\n]*)"?$`, 'm').exec(osRelease)?.[1] ?? '';
  const family = `${field('ID')} ${field('ID_LIKE')}`.split(/\s+/);
  const debian = family.includes('debian') || family.includes('ubuntu');
  return { canInstall: debian && uid === 0 && program('apt-get'), debian };
}

/** The one line for a person who has to install the packages themselves. */
export function adviceFor(lacking, debian) {
  const names = lacking.map((r) => r.package).join(' ');
  return debian
    ? `Missing system packages; install them with: sudo apt-get install --no-install-recommends ${names}`
    : `Missing programs; install what your system calls these Debian packages: ${names}`;
}

/**
 * Installs what the groups lack, or ends the process with exit code 6 and one line. `demo` is what the demo needs;
 * `test` adds what only tests need. Does nothing on systems without X11: tests that need a desktop skip there.
 */
export async function ensureSystem(groups, say = (line) => process.stderr.write(`${line}\n`)) {
  if (process.platform !== 'linux') return;
  const lacking = missing(groups);
  if (lacking.length === 0) return;
  const osRelease = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
  const { canInstall, debian } = installer(osRelease, process.getuid?.() ?? -1, machine().program);
  const needed = lacking.filter((r) => !r.optional);
  if (!canInstall) {
    if (needed.length === 0) return;
    say(adviceFor(lacking, debian));
    process.exit(6);
  }
  const ubuntu = /^ID="?ubuntu"?$/m.test(osRelease);
  const wanted = lacking.filter((r) => !(ubuntu && r.package === 'chromium'));
  if (wanted.length === 0) return;
  const log = join(root, 'out', 'system-packages.log');
  say(
    `Installing ${wanted.length} system package${wanted.length === 1 ? '' : 's'}: ` +
      `${wanted.map((r) => r.package).join(' ')} (log: ${log})`,
  );
  const started = Date.now();
  let ok = await installPackages(wanted, log, say);
  if (!ok) {
    say('  that failed; trying once more in 10 s');
    await sleep(10_000);
    ok = await installPackages(wanted, log, say);
  }
  // One package that cannot be had must not keep the others away.
  if (!ok && needed.length < wanted.length && needed.length > 0) await installPackages(needed, log, say);
  const still = missing(groups).filter((r) => !r.optional);
  if (still.length > 0) {
    say(`Could not install ${still.map((r) => r.package).join(' ')}; the reason is at the end of ${log}.`);
    process.exit(6);
  }
  say(`Installed in ${Math.round((Date.now() - started) / 1000)} s.`);
}

const APT = ['-y', '-q', '-o', 'DPkg::Lock::Timeout=120', '-o', 'Acquire::Retries=3', '-o', 'Dpkg::Use-Pty=0'];

async function installPackages(list, log, say) {
  const update = await apt([...APT, 'update'], log, say);
  if (update !== 0) say('  apt-get update failed; trying with the lists at hand');
  const names = list.map((r) => r.package);
  return (await apt([...APT, 'install', '--no-install-recommends', ...names], log, say)) === 0;
}

/** Runs apt-get, everything it prints into the log, and a line about where it is every ten seconds. */
function apt(args, log, say) {
  mkdirSync(dirname(log), { recursive: true });
  const out = createWriteStream(log, { flags: 'a' });
  out.write(`\n$ apt-get ${args.join(' ')}\n`);
  const started = Date.now();
  let last = args.includes('update') ? 'updating package lists' : 'downloading';
  return new Promise((done) => {
    const child = spawn('apt-get', args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C.UTF-8' },
    });
    const ticker = setInterval(() => say(`  ${last} (${Math.round((Date.now() - started) / 1000)} s)`), 10_000);
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        out.write(chunk);
        const steps = /^(Get:\d+|Unpacking|Setting up|Processing triggers for) .*$/gm;
        for (const [line, what] of String(chunk).matchAll(steps)) {
          const name = line.slice(what.length).trim().split(/[\s:]/)[0];
          last = what.startsWith('Get:') ? 'downloading' : `${what.toLowerCase()} ${name}`;
        }
      });
    }
    const end = (code) => {
      clearInterval(ticker);
      out.end(() => done(code));
    };
    child.on('error', () => end(127));
    child.on('close', end);
  });
}
