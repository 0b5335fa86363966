/**
 * Two thousand strings that people type and that are hard to type, the same on every machine: made from a seed.
 * Kinds take turns, so that any beginning of the list has all of them. No string has a line feed: each is a line.
 */

const SEED = 0x5eed;
export const CORPUS_SIZE = 2000;

/** Mulberry32 (Tommy Ettinger, public domain): a small generator that is the same everywhere. */
function generator(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const random = generator(SEED);
const pick = <T>(from: readonly T[]): T => {
  const found = from[Math.floor(random() * from.length)];
  if (found === undefined) throw new Error('nothing to pick from');
  return found;
};
const between = (least: number, most: number): number => least + Math.floor(random() * (most - least + 1));
const several = (least: number, most: number, make: (i: number) => string, join = ' '): string =>
  Array.from({ length: between(least, most) }, (_, i) => make(i)).join(join);
const anyOf = (first: number, last: number): string => String.fromCodePoint(between(first, last));
const words = (text: string): readonly string[] => text.split(' ');

const ENGLISH = words(
  'please send the report to whole team before noon thank you for quick answer meeting room moved invoice number is ' +
    'attached Review by Friday Monday latest draft Budget 2026 Q3 total Project Alpha OK FYI ASAP John Mary quite zero jazz',
);
const WESTERN = words(
  'Ünïcode ¡olé! ça Straße naïve café œuvre Łódź Ærø señor über Gänsefüßchen Çelik İstanbul ğüşı Žluťoučký kůň příliš ' +
    'ďábelské ódy Árvíztűrő tükörfúrógép Þórður ñandú façade élève Noël où être «citation» „Zitat“ “quote” ‘so’ … – — €',
);
const CYRILLIC = words(
  'Привет мир съешь ещё этих мягких французских булок да выпей чаю Київ їжак ґанок љубав ћирилица',
);
const GREEK = words('καλημέρα κόσμε Ξεσκεπάζω την ψυχοφθόρα βδελυγμία άλφα βήτα γάμμα Ελλάδα ΐ ΰ Ώ');
const ARABIC = words('مرحبا بالعالم السلام عليكم كِتَابٌ مُحَمَّد ١٢٣ فارسی گچپژ اردو ہے شکریہ');
const HEBREW = words('שלום עולם בְּרֵאשִׁית תודה רבה ירושלים ״ציטוט״ ₪');
const INDIC = words('नमस्ते दुनिया क्षत्रिय हिन्दी বাংলা ভাষা தமிழ் மொழி తెలుగు ಕನ್ನಡ മലയാളം ગુજરાતી ਪੰਜਾਬੀ');
const THAI = words('สวัสดีชาวโลก ภาษาไทย ผู้ใหญ่ น้ำ ທີ່ ລາວ မြန်မာ ភាសាខ្មែរ');
const JAPANESE = words(
  '日本語の文 こんにちは世界 カタカナ テスト 東京都 漢字かな交じり文 ｶﾅ ＡＢＣ 「引用」 価格は￥１２００円です。',
);
const CHINESE = words(
  '你好世界 简体中文 繁體中文 我们明天上午九点开会 请把报告发给全组 价格是一百二十元。 《书名》 谢谢！',
);
const KOREAN = words('안녕하세요 세계 한국어 문장 키스의 고유조건은 입술끼리 만나야 하고 특별한 기술은 필요치 않다');
const EMOJI = words('😀 👍🏽 👩‍👩‍👧 👨🏿‍🚀 ❤️ ☎️ 1️⃣ #️⃣ 🏳️‍🌈 🇩🇪 🇯🇵 🏴󠁧󠁢󠁥󠁮󠁧󠁿 🧑‍💻 👁️‍🗨️ ✌🏻 🤷‍♀️ ☺︎ ☺️ 🦄 🫠');
const COMBINING = words(
  'e\u0301 n\u0303 o\u0308\u0332 c\u0327\u0301 a\u0310\u0301 Z\u0351\u036b\u0343 q\u0303 x\u0304 i\u0307 s\u0323\u0307 ' +
    'A\u030a \u1e69 K\u0336e\u0336y\u0336 1\u20e3 o\u0361o',
);
const CODE = [
  'if (a[i] != b->c && x >= 0x1F) { return ~m | (n ^ k); } // `done` \\ 100%',
  "const f = async ({ a = 1, ...rest }) => `${a} ${'x'.repeat(3)}`;",
  'SELECT "id", COUNT(*) FROM users WHERE name LIKE \'%o_b\' AND age <> 42;',
  'printf "%s\\n" "$HOME" | sed -E \'s/[^a-z]+/_/g\' > /tmp/out 2>&1 && echo $?',
  '<a href="https://example.org/?q=1&amp;r=2#top" title=\'x\'>y</a>',
  'def g(*args, **kw): return {k: v**2 for k, v in kw.items()} # @todo',
  '^(?:[A-Z]\\d{2,}|\\$\\w+)$',
  'C:\\Program Files (x86)\\App\\app.exe /S /D="C:\\Temp"',
];
const ADDRESSES = [
  'https://example.org/a/b?x=1&y=%20z#frag-~ment',
  'user.name+tag@mail.example.co.uk',
  'file:///home/anna/Documents/report%20(final).pdf',
  'http://[2001:db8::1]:8080/index.html;jsessionid=7',
  'ftp://müller.example/straße',
];
const SIGNS = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';
const SYMBOLS = Array.from('±×÷≠≤≥∞√∑∫∂∇∈∉∪∩→←↑↓⇒⇔∀∃½¼¾°µ§¶†‡•‰′″№™©®℃Ω☃♥♦✓✗█▓░│┌┐└┘═║');

/** One string of each kind, made anew at each turn. */
const KINDS: readonly ((turn: number) => string)[] = [
  () => several(4, 9, () => pick(ENGLISH)),
  () =>
    `Meet @ ${between(1, 12)}:${between(10, 59)} in room #${between(1, 99)}; cost: $${between(1, 99)}.00 (50%) & "no" {more} <than> that!?`,
  () => pick(CODE),
  () => pick(ADDRESSES),
  () => several(3, 7, () => pick(WESTERN)),
  // All of Latin-1, a part at each turn.
  (turn) => Array.from({ length: 24 }, (_, i) => latin1(turn * 24 + i)).join(''),
  () => several(10, 25, () => pick(Array.from(SIGNS)), ''),
  () => several(2, 5, () => pick(CYRILLIC)),
  () => several(2, 5, () => pick(GREEK)),
  () => several(2, 5, () => pick(ARABIC)),
  () => several(2, 5, () => pick(HEBREW)),
  () => several(2, 4, () => pick(INDIC)),
  () => several(2, 4, () => pick(THAI)),
  () => several(1, 4, () => pick(JAPANESE)),
  () => several(1, 4, () => pick(CHINESE)),
  () => several(2, 5, () => pick(KOREAN)),
  () => several(2, 6, () => pick(EMOJI)),
  () => several(2, 6, () => pick(COMBINING)),
  () => several(4, 12, () => pick(SYMBOLS), ''),
  () => several(10, 30, () => anyOf(0x4e00, 0x9fa5), ''),
  () => several(3, 8, () => pick([...ENGLISH, ...WESTERN, ...CHINESE, ...ARABIC, ...EMOJI, ...CODE])),
  () =>
    `  two  spaces   at the beginning, ${'a'.repeat(between(2, 12))} repeated ${'Mississippi '.repeat(2)}bookkeeper`,
  () => several(1, 3, () => anyOf(0x10400, 0x1044f) + anyOf(0x1d400, 0x1d454) + anyOf(0x20000, 0x200ff)),
  () => several(35, 50, () => pick(ENGLISH)),
];

const LATIN1 = Array.from({ length: 256 }, (_, i) => i).filter((n) => (n >= 0x20 && n < 0x7f) || n >= 0xa0);
const latin1 = (i: number): string => String.fromCodePoint(LATIN1[i % LATIN1.length] ?? 0x20);

/** The strings, without white space at their ends: editors may take it away when they save. */
export const CORPUS: readonly string[] = Array.from({ length: CORPUS_SIZE }, (_, i) => {
  const make = KINDS[i % KINDS.length];
  return make ? make(Math.floor(i / KINDS.length)).replace(/\s+$/, '') : '';
});
