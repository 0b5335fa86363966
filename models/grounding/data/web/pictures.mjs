// Photos and wallpapers that were never taken: skies, hills, towns, still lives and patterns painted on a canvas from a seed.
import fs from 'node:fs';
import path from 'node:path';

/* eslint-disable */
// prettier-ignore
function paint(seed, w, h) {
  let s = seed * 2654435761 + 1;
  const rnd = () => { s = (s + 0x6d2b79f5) | 0; let t = Math.imul(s ^ (s >>> 15), 1 | s); t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t; return ((t ^ (t >>> 14)) >>> 0) / 4294967296; };
  const R = (a, b) => a + (b - a) * rnd(), I = (a, b) => Math.floor(R(a, b + 1)), P = (l) => l[I(0, l.length - 1)];
  const c = document.createElement('canvas'); c.width = w; c.height = h;
  const g = c.getContext('2d');
  const hue = R(0, 360), H = (d, sat, l, a = 1) => `hsla(${hue + d},${sat}%,${l}%,${a})`;
  const grad = (x0, y0, x1, y1, stops) => { const q = g.createLinearGradient(x0, y0, x1, y1); stops.forEach((v, i) => q.addColorStop(i / (stops.length - 1), v)); return q; };
  const ridge = (base, amp, rough) => { g.beginPath(); g.moveTo(0, h); let y = base; const f = [R(1, 4), R(5, 9), R(12, 25)], p = [R(0, 6), R(0, 6), R(0, 6)]; for (let x = 0; x <= w; x += 4) { y = base + amp * (Math.sin((x / w) * f[0] * 3 + p[0]) + 0.4 * Math.sin((x / w) * f[1] * 3 + p[1]) + rough * Math.sin((x / w) * f[2] * 6 + p[2])); g.lineTo(x, y); } g.lineTo(w, h); g.fill(); };
  const noise = (amount) => { const d = g.getImageData(0, 0, w, h); for (let i = 0; i < d.data.length; i += 4) { const n = (rnd() - 0.5) * amount; d.data[i] += n; d.data[i + 1] += n; d.data[i + 2] += n; } g.putImageData(d, 0, 0); };
  const kind = P(['hills', 'hills', 'sea', 'town', 'bokeh', 'poly', 'waves', 'stars', 'portrait', 'leaf', 'table', 'stripes', 'blobs', 'path']);
  g.fillStyle = grad(0, 0, 0, h, [H(0, R(30, 80), R(30, 75)), H(R(-60, 60), R(30, 80), R(45, 88))]); g.fillRect(0, 0, w, h);
  if (kind === 'hills' || kind === 'path') { g.fillStyle = H(40, 90, 85, 0.8); g.beginPath(); g.arc(R(0, w), R(0, h * 0.4), R(20, 90), 0, 7); g.fill(); const n = I(3, 7); for (let i = 0; i < n; i++) { g.fillStyle = H(R(-20, 60), R(20, 55), 60 - (i * 50) / n); ridge(h * (0.35 + (i * 0.5) / n), R(12, 70), R(0, 0.3)); } if (kind === 'path') { g.fillStyle = 'rgba(220,200,160,.8)'; g.beginPath(); g.moveTo(w * 0.3, h); g.quadraticCurveTo(w * R(0.3, 0.8), h * 0.8, w * 0.5, h * 0.62); g.quadraticCurveTo(w * 0.6, h * 0.8, w * 0.62, h); g.fill(); } for (let i = 0; i < I(0, 30); i++) { const x = R(0, w), y = R(h * 0.6, h), q = R(10, 60); g.fillStyle = H(80, 40, R(12, 30)); g.beginPath(); g.moveTo(x, y - q); g.lineTo(x - q / 3, y); g.lineTo(x + q / 3, y); g.fill(); } }
  if (kind === 'sea') { const y = h * R(0.4, 0.65); g.fillStyle = grad(0, y, 0, h, [H(20, 60, 50), H(30, 70, 18)]); g.fillRect(0, y, w, h); for (let i = 0; i < 500; i++) { g.fillStyle = `rgba(255,255,255,${R(0, 0.25)})`; g.fillRect(R(0, w), R(y, h), R(4, 60), R(1, 3)); } g.fillStyle = H(180, 30, 25); g.beginPath(); g.moveTo(0, h); g.lineTo(0, h * 0.85); g.quadraticCurveTo(w * 0.3, h * R(0.75, 0.9), w * R(0.4, 1), h); g.fill(); }
  if (kind === 'town') { for (let l = 0; l < 3; l++) for (let x = 0; x < w; ) { const bw = R(25, 110), bh = R(0.15, 0.6) * h * (0.6 + l * 0.2); g.fillStyle = H(R(-20, 20), R(5, 40), 55 - l * 17); g.fillRect(x, h - bh, bw, bh); if (l) for (let a = x + 6; a < x + bw - 8; a += 14) for (let b = h - bh + 8; b < h; b += 20) if (rnd() < 0.6) { g.fillStyle = rnd() < 0.4 ? 'rgba(255,225,140,.9)' : 'rgba(20,30,50,.6)'; g.fillRect(a, b, 7, 10); } x += bw + R(0, 8); } }
  if (kind === 'bokeh' || kind === 'blobs') for (let i = 0; i < I(15, 70); i++) { g.fillStyle = H(R(-90, 90), 75, R(40, 80), R(0.08, 0.5)); g.beginPath(); g.arc(R(0, w), R(0, h), R(10, kind === 'blobs' ? 320 : 90), 0, 7); g.fill(); }
  if (kind === 'poly') { const q = R(60, 170); for (let y = -q; y < h + q; y += q) for (let x = -q; x < w + q; x += q) for (const f of [0, 1]) { g.fillStyle = H((x / w) * 80 + (y / h) * 50, 60, 30 + 35 * ((x + y) / (w + h)) + R(-7, 7)); g.beginPath(); const j = () => R(-q / 3, q / 3); g.moveTo(x + j(), y + j()); g.lineTo(x + q + j(), y + (f ? q : 0) + j()); g.lineTo(x + (f ? 0 : q) + j(), y + q + j()); g.fill(); } }
  if (kind === 'waves') for (let i = 0; i < 14; i++) { g.fillStyle = H(i * R(3, 9), R(40, 85), 20 + i * 4, 0.6); ridge((h * i) / 14, R(15, 60), 0); }
  if (kind === 'stars') { g.fillStyle = grad(0, 0, 0, h, ['#050818', H(0, 60, 22)]); g.fillRect(0, 0, w, h); for (let i = 0; i < 700; i++) { g.fillStyle = `rgba(255,255,255,${rnd()})`; g.fillRect(R(0, w), R(0, h), R(0.5, 2.5), R(0.5, 2.5)); } g.fillStyle = '#04060c'; ridge(h * 0.82, 30, 0.2); }
  if (kind === 'portrait') { const x = w * R(0.35, 0.65), y = h * 0.42, q = h * R(0.16, 0.25), skin = `hsl(${R(15, 35)},${R(30, 60)}%,${R(30, 82)}%)`; g.fillStyle = H(150, 45, 35); g.beginPath(); g.ellipse(x, h, q * 2, q * 2, 0, 0, 7); g.fill(); g.fillStyle = skin; g.fillRect(x - q * 0.3, y, q * 0.6, q * 1.4); g.beginPath(); g.ellipse(x, y, q * 0.78, q, 0, 0, 7); g.fill(); g.fillStyle = `hsl(${R(0, 50)},${R(10, 60)}%,${R(8, 55)}%)`; g.beginPath(); g.ellipse(x, y - q * 0.45, q * 0.88, q * 0.7, 0, 3.1, 6.3); g.fill(); g.fillStyle = '#222'; for (const d of [-0.3, 0.3]) { g.beginPath(); g.arc(x + q * d, y, q * 0.06, 0, 7); g.fill(); } g.strokeStyle = '#933'; g.lineWidth = q * 0.06; g.beginPath(); g.arc(x, y + q * 0.3, q * 0.25, 0.3, 2.8); g.stroke(); }
  if (kind === 'leaf') for (let i = 0; i < 90; i++) { g.save(); g.translate(R(0, w), R(0, h)); g.rotate(R(0, 6.3)); g.fillStyle = `hsl(${R(70, 150)},${R(30, 70)}%,${R(12, 55)}%)`; g.beginPath(); g.ellipse(0, 0, R(20, 130), R(8, 40), 0, 0, 7); g.fill(); g.restore(); }
  if (kind === 'table') { g.fillStyle = grad(0, h * 0.6, 0, h, ['#a77b4f', '#5e3d22']); g.fillRect(0, h * 0.6, w, h); for (let i = 0; i < I(2, 6); i++) { const x = R(0.1, 0.9) * w, q = R(30, 110); g.fillStyle = 'rgba(0,0,0,.25)'; g.beginPath(); g.ellipse(x + 10, h * 0.72, q * 1.2, q * 0.3, 0, 0, 7); g.fill(); const rg = g.createRadialGradient(x - q / 3, h * 0.7 - q, q / 8, x, h * 0.7 - q / 2, q); const hh = R(0, 360); rg.addColorStop(0, `hsl(${hh},80%,75%)`); rg.addColorStop(1, `hsl(${hh},70%,32%)`); g.fillStyle = rg; g.beginPath(); g.arc(x, h * 0.72 - q * 0.7, q * 0.75, 0, 7); g.fill(); } }
  if (kind === 'stripes') { g.rotate(R(-0.6, 0.6)); const q = R(20, 130); for (let x = -w; x < 2 * w; x += q) { g.fillStyle = H(R(-30, 30), R(20, 70), R(25, 80), 0.7); g.fillRect(x, -h, q * R(0.3, 1), 3 * h); } }
  if (rnd() < 0.7) noise(P([6, 12, 22]));
  return c.toDataURL('image/jpeg', 0.86);
}
/* eslint-enable */

/** Makes sure the cache holds `count` pictures; returns how many there are. */
export async function pictures(page, cache, count = 160) {
  const folder = path.join(cache, 'pictures');
  fs.mkdirSync(folder, { recursive: true });
  for (let i = 0; i < count; i++) {
    const file = path.join(folder, `${i}.jpg`);
    if (fs.existsSync(file)) continue;
    const [w, h] = i % 4 === 0 ? [1600, 1000] : [960, 640];
    const url = await page.evaluate(`(${paint})(${i + 1},${w},${h})`);
    fs.writeFileSync(file, Buffer.from(url.split(',')[1], 'base64'));
  }
  return count;
}
