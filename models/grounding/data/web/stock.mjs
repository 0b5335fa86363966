// What screens are filled with: concepts, words, real interface strings, names, numbers, icons and pictures.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { iconFile, words } from './collect.mjs';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const FALLBACK_SETS = ['tabler', 'mdi', 'material', 'lucide', 'phosphor', 'fluent', 'bootstrap'];

const PEOPLE = 'Anna Weber|Jonas Keller|María García|Luis Ortega|Claire Dubois|Hugo Martin|李明|王芳|Emma Clark|Noah Reed|Priya Shah|Omar Haddad|Sofia Rossi|Piotr Nowak|Yuki Tanaka|Lena Vogel|Tom Becker|Ines Costa|Karl Lindqvist|Mia Olsen|Ravi Kumar|Ewa Zielińska|Ben Turner|Nora Hansen|Diego Ruiz|Fatima Ali|Chen Wei|张伟|刘洋|Alice|bob|root|guest|Paul M.|Grace Hopper|Jean-Luc Moreau|Zoë Baker|Ådne Berg'.split('|'); // prettier-ignore
const STEMS = 'report|budget|holiday|notes|invoice-2031|meeting minutes|thesis|draft|photo|IMG_2041|DSC00387|scan|letter|cv|backup|data|contract|plan|recipe|song|main|index|README|todo|presentation|results_final|logo|map|tickets|Untitled|screenshot|config|archive|manual|list|poster|timetable|survey|Rechnung|Bericht|informe|facture|vacances|Urlaub|合同|计划|照片'.split('|'); // prettier-ignore
const ENDINGS = 'pdf|txt|odt|ods|docx|xlsx|png|jpg|jpg|svg|zip|tar.gz|mp3|ogg|mp4|webm|html|css|js|py|rs|md|csv|json|iso|deb|rpm|c|h|sh'.split('|'); // prettier-ignore
const CITIES = 'Berlin|Hamburg|Madrid|Sevilla|Paris|Lyon|北京|上海|London|Leeds|Oslo|Prague|Lisbon|Vienna|Toronto|Nairobi|Lima|Osaka|Quito|Dublin|Graz|Zürich'.split('|'); // prettier-ignore
const PRODUCTS = 'Desk lamp|Running shoes|Coffee grinder|Rucksack 30 L|Wool jumper|Noise-cancelling headphones|Office chair|Water bottle|Mountain bike|Paper notebook|USB-C cable 2 m|Teapot|Garden hose|Board game|Rain jacket|Kitchen scales|Wall clock|Reading glasses|Phone case|Tent for two'.split('|'); // prettier-ignore
const SONGS = 'Morning Light|Blue River|Down the Lane|Night Train|Paper Boats|Winter Sun|Slow Dance|Open Road|The Harbour|Glass Garden|Northern Line|Sommerregen|La marea|Petit matin|远方|Echoes|Falling Up|Copper Sky|Old Friends|Sea Glass'.split('|'); // prettier-ignore
const WORDS = 'apple|window|music|holiday|network|printer|Berlin|note|recipe|weather|font|cat|report|linux|garden|travel|invoice|photo'.split('|'); // prettier-ignore
const DISTRO = 'Meadow|Lumen|Harbour|Cobalt|Tern|Aurora Desk|Pebble|Willow|Northwind|Kestrel'.split('|');
const SOFTWARE = 'Sketchpad|Tidepool|Lantern|Quill|Orbit|Mosaic|Ferry|Beacon|Papyra|Ledgerly|Fathom|Nimbus|Waveform|Pixelbench|Typewright|Stargazer|Cartograph|Fretboard|Larder|Metronome'.split('|'); // prettier-ignore

/** What a field of a form would hold, by its English label: a kind of name, or examples. */
const VALUES = {
  Name: 'stem', 'User name': ['anna', 'jonas', 'root', 'mgarcia', 'user1'], Password: ['••••••••'], 'Confirm password': ['••••••••'], Passphrase: ['••••••••••••'], 'E-mail address': 'mail', 'Full name': 'person', 'Host name': ['laptop', 'localhost.localdomain', 'debian', 'server-02'], Server: ['mail.example.org', '192.168.1.20', 'ldap.example.net'], Address: ['12 Mill Lane', 'Gartenstraße 7', 'Calle Mayor 15', '8 rue du Port'], City: 'city', Postcode: ['20095', 'SW1A 2AA', '28013', '75011'], 'Phone number': ['+49 40 123456', '020 7946 0018', '+34 91 555 01 23'], Subject: ['Re: meeting', 'Invoice 2031', 'Photos'], To: 'mail', Title: 'song', Description: 'word', Comment: 'word', Find: 'word', 'Replace with': 'word', 'Mount point': ['/', '/home', '/boot/efi', '/mnt/data'], Label: ['DATA', 'root', 'BACKUP'], 'Desired capacity': ['20 GiB', '512 MiB', '100 GB'], 'First name': ['Anna', 'Luis', 'Claire'], 'Last name': ['Weber', 'Ortega', 'Dubois'], Company: 'software', Website: 'url', 'Network name': ['home-24', 'office', 'guest'], Command: ['/usr/bin/env', 'xterm -e top', 'make all'], Keywords: 'word',
}; // prettier-ignore
const CHOICES = {
  Resolution: '1920 × 1080|2560 × 1440|1680 × 1050|1280 × 800|1024 × 768|3840 × 2160', 'Paper size': 'A4|A5|A3|Letter|Legal', Language: 'English|Deutsch|Español|Français|中文|Italiano|Português|Polski', 'File system': 'ext4|btrfs|xfs|FAT32|swap|NTFS', Encoding: 'UTF-8|ISO-8859-1|UTF-16|Windows-1252|GB18030', Font: 'Sans 11|Serif 12|Mono 10|Noto Sans|Liberation Sans|DejaVu Sans Mono', 'Refresh rate': '60.00 Hz|59.94 Hz|75 Hz|120 Hz|144 Hz', 'Time zone': 'Europe/Berlin|UTC|Asia/Shanghai|America/Lima|Europe/Madrid|Australia/Perth', Country: 'Deutschland|España|France|中国|Ireland|Österreich|México|Canada', 'Tab width': '2|4|8', 'Keyboard layout': 'English (US)|English (UK)|Deutsch|Français (AZERTY)|Español|Português', 'File type': 'PNG (*.png)|JPEG (*.jpg)|PDF (*.pdf)|Text (*.txt)|OpenDocument (*.odt)|All files (*.*)', 'Output device': 'HDMI / DisplayPort|Headphones|Speakers|USB Audio', 'Input device': 'Internal microphone|Headset|Webcam', 'Device type': 'LVM|RAID|Btrfs|Standard', Security: 'WPA2 Personal|WPA3|None|WEP|Enterprise', 'Screen blank': '5 min|10 min|15 min|30 min|1 h', 'Default browser': 'Web|Firefox|Chromium|Falkon', Theme: 'Light|Dark|System|Ocean|Sand|Forest', 'Icon size': '16|22|24|32|48|64', Scheduler: 'cfq|deadline|noop|none',
}; // prettier-ignore

export const CHOICE_LABELS = Object.keys(CHOICES);

export class Stock {
  constructor(cache, { base = '', pictures = 0 } = {}) {
    this.cache = cache;
    this.base = base;
    this.pictures = pictures;
    this.list = JSON.parse(fs.readFileSync(path.join(HERE, 'concepts.json'), 'utf8'));
    this.concepts = new Map(this.list.map((c) => [c.id, c]));
    this.words = words();
    this.strings = {};
    const file = path.join(cache, 'strings.json');
    for (const row of fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : [])
      for (const lang of Object.keys(row)) (this.strings[lang] ??= []).push({ t: row[lang], en: row.en });
    this.short = {};
    for (const [lang, list] of Object.entries(this.strings)) this.short[lang] = list.filter((s) => s.t.length <= 24 && s.en.length <= 26 && !/[.:!?…]$/.test(s.t)); // prettier-ignore
    this.svg = new Map();
  }

  /** A word of a kind; not the same twice on one screen while others are left. */
  word(kit, kind) {
    kit.decks ??= {};
    if (!kit.decks[kind]?.length) {
      const own = this.words[kind] ?? [];
      const real = kind === 'str' ? (this.short[kit.lang] ?? this.short.en ?? own) : kind === 'long' ? (this.strings[kit.lang] ?? own) : null; // prettier-ignore
      kit.decks[kind] = kit.r.some(real ?? own, 60);
    }
    const row = kit.decks[kind].pop() ?? { en: 'Item', t: 'Item' };
    return row.t ? row : { t: row[kit.lang] ?? row.en, en: row.en };
  }

  name(kit, kind) {
    const r = kit.r;
    switch (kind) {
      case 'person': return r.pick(PEOPLE); // prettier-ignore
      case 'file': return `${r.pick(STEMS)}${r.chance(0.3) ? `${r.pick(['_', ' ', '-'])}${r.int(1, 30)}` : ''}.${r.pick(ENDINGS)}`; // prettier-ignore
      case 'stem': return r.pick(STEMS); // prettier-ignore
      case 'city': return r.pick(CITIES); // prettier-ignore
      case 'product': return r.pick(PRODUCTS); // prettier-ignore
      case 'song': return r.pick(SONGS); // prettier-ignore
      case 'word': return r.pick(WORDS); // prettier-ignore
      case 'distro': return r.pick(DISTRO); // prettier-ignore
      case 'software': return r.pick(SOFTWARE); // prettier-ignore
      case 'time': return `${r.int(0, 23)}:${String(r.int(0, 59)).padStart(2, '0')}`; // prettier-ignore
      case 'date': return r.pick([`${r.int(1, 28)}.${r.int(1, 12)}.${r.int(2019, 2031)}`, `${r.int(2019, 2031)}-${String(r.int(1, 12)).padStart(2, '0')}-${String(r.int(1, 28)).padStart(2, '0')}`, `${r.int(1, 12)}/${r.int(1, 28)}/${r.int(20, 31)}`]); // prettier-ignore
      case 'size': return `${r.real(1, 900).toFixed(r.int(0, 1))} ${r.pick(['kB', 'MB', 'MB', 'GB', 'KiB', 'MiB', 'bytes'])}`; // prettier-ignore
      case 'mail': return `${r.pick(['anna', 'jonas', 'maria', 'info', 'support', 'luis', 'c.dubois', 'wei.li'])}@${r.pick(['example.org', 'mail.example', 'example.com', 'posteo.example'])}`; // prettier-ignore
      case 'price': return `${r.pick(['€', '$', '£'])}${r.int(1, 900)}.${r.pick(['00', '49', '95', '99'])}`; // prettier-ignore
      case 'url': return `https://${r.pick(['www.example.org', 'wiki.example.com', 'shop.example.net', 'localhost:8080', 'news.example', 'docs.example.io'])}/${r.pick(['', 'help', 'index.html', 'search?q=map', 'a/7821', 'account/settings'])}`; // prettier-ignore
      default: return kind; // prettier-ignore
    }
  }

  value(kit, en) {
    const v = VALUES[en] ?? 'word';
    return typeof v === 'string' ? this.name(kit, v) : kit.r.pick(v);
  }

  /** What a combo box of that English label offers. */
  choices(kit, en) {
    if (CHOICES[en]) return CHOICES[en].split('|');
    return Array.from({ length: kit.r.int(2, 6) }, () => kit.w('radio').t);
  }

  photo(kit) {
    return `${this.base}/pictures/${kit.r.int(0, Math.max(0, this.pictures - 1))}.jpg`;
  }

  /** The icon of a concept in the theme's set, or the nearest set that has one. cls: 'raw' (no box of its own), 'full'. */
  icon(kit, id, cls, wanted) {
    const concept = this.concepts.get(id);
    const set = [wanted ?? (kit.t.colourIcons && concept.icons.flat ? 'flat' : kit.t.iconSet), kit.t.iconSet, ...FALLBACK_SETS].find((s) => concept.icons[s]); // prettier-ignore
    if (!set) return '';
    const { name, styles } = concept.icons[set];
    const solid = /fill|bold|duotone/.test(kit.t.iconVariant);
    const style = styles.includes(kit.t.iconVariant)
      ? kit.t.iconVariant
      : (styles.find((s) => /fill|bold/.test(s) === solid) ?? styles[0]);
    const ref = `${set}/${name}/${style}`;
    if (!this.svg.has(ref))
      this.svg.set(ref, clean(fs.readFileSync(iconFile(this.cache, set, style, name), 'utf8'), set));
    const svg = this.svg.get(ref);
    const data = ` data-i="${ref}" data-ic="${id}"`;
    if (cls === 'raw') return svg.replace('<svg', `<svg${data}`);
    return `<span class="ic"${cls === 'full' ? ' style="width:100%;height:100%"' : ''}${data}>${svg}</span>`;
  }
}

/** Leaves the drawing and its view box; one-colour sets take the colour of the text around them. */
function clean(text, set) {
  const svg = text
    .replace(/<\?xml[^>]*>|<!--[\s\S]*?-->|<!DOCTYPE[^>]*>/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  const open = /<svg([^>]*)>/.exec(svg);
  let a = open[1].replace(/ (width|height|class|id|style|enable-background|version|x|y|xml:space)="[^"]*"/g, '');
  if (set !== 'flat' && !/ fill="/.test(a)) a += ' fill="currentColor"';
  if (!/viewBox/.test(a)) a += ' viewBox="0 0 24 24"';
  return svg.replace(open[0], `<svg${a}>`);
}
