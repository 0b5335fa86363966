// Reads the truth of a laid-out screen. `extract` runs inside the page: it must not use anything from outside itself.
/* eslint-disable */
// prettier-ignore
export function extract(scale) {
  const W = innerWidth, H = innerHeight;
  const controls = [], texts = [], containers = [], windows = [];
  const round = (n) => Math.round(n * scale * 10) / 10;
  const px = (b) => [round(b[0]), round(b[1]), round(b[2]), round(b[3])];
  const meet = (a, b) => [Math.max(a[0], b[0]), Math.max(a[1], b[1]), Math.min(a[2], b[2]), Math.min(a[3], b[3])];
  const rectOf = (el, ox, oy) => { const r = el.getBoundingClientRect(); return [r.left + ox, r.top + oy, r.right + ox, r.bottom + oy]; };
  const rgb = (s) => { const m = /rgba?\(([\d.]+),? ([\d.]+),? ([\d.]+)(?:[,/ ]+([\d.]+))?/.exec(s); if (m) return [+m[1], +m[2], +m[3], m[4] === undefined ? 1 : +m[4]]; const c = /color\(srgb ([\d.e-]+) ([\d.e-]+) ([\d.e-]+)(?: \/ ([\d.]+))?/.exec(s); return c ? [c[1] * 255, c[2] * 255, c[3] * 255, c[4] === undefined ? 1 : +c[4]].map((v, i) => i < 3 ? Math.round(v) : v) : null; };
  const parentOf = (el) => el.parentElement ?? (el.getRootNode() instanceof ShadowRoot ? el.getRootNode().host : null);
  const within = (a, b) => { for (let e = b; e; e = parentOf(e)) if (e === a) return true; return false; };
  const styles = new Map(), clips = new Map();
  const css = (el) => { let s = styles.get(el); if (!s) styles.set(el, (s = el.ownerDocument.defaultView.getComputedStyle(el))); return s; };

  /** The rectangle an element's children can show in. */
  function clipOf(el, f) {
    if (!el) return f.clip;
    const known = clips.get(el);
    if (known) return known;
    let clip = clipOf(parentOf(el), f);
    const s = css(el);
    if (s.overflowX !== 'visible' || s.overflowY !== 'visible') {
      const b = rectOf(el, f.x, f.y);
      clip = meet(clip, [s.overflowX !== 'visible' ? b[0] : -1e5, s.overflowY !== 'visible' ? b[1] : -1e5, s.overflowX !== 'visible' ? b[2] : 1e5, s.overflowY !== 'visible' ? b[3] : 1e5]);
    }
    clips.set(el, clip);
    return clip;
  }
  /** Whether what shows at a point belongs to el or lies behind it. */
  function shows(el, f, x, y) {
    if (f.frame) { const top = document.elementFromPoint(x, y); if (top !== f.frame) return false; }
    let hit = f.doc.elementFromPoint(x - f.x, y - f.y);
    while (hit?.shadowRoot) { const inner = hit.shadowRoot.elementFromPoint(x - f.x, y - f.y); if (!inner || inner === hit) break; hit = inner; }
    return !!hit && (within(el, hit) || within(hit, el));
  }
  /** The part of a box that can be seen: [box, share of it], or null. */
  function visible(el, f, box) {
    const b = meet(box, clipOf(parentOf(el), f));
    const w = b[2] - b[0], h = b[3] - b[1];
    if (w < 3 || h < 3) return null;
    const full = (box[2] - box[0]) * (box[3] - box[1]);
    const nx = Math.max(2, Math.min(7, Math.round(w / 18))), ny = Math.max(2, Math.min(5, Math.round(h / 14)));
    const xs = Array.from({ length: nx }, (_, i) => b[0] + (w * (i + 0.5)) / nx), ys = Array.from({ length: ny }, (_, i) => b[1] + (h * (i + 0.5)) / ny);
    const hits = [];
    for (const y of ys) for (const x of xs) if (shows(el, f, x, y)) hits.push([x, y]);
    if (hits.length === 0) return null;
    const share = (hits.length / (nx * ny)) * ((w * h) / full);
    if (hits.length === nx * ny) return [b, share, hits];
    const out = [Math.min(...hits.map((p) => p[0])), Math.min(...hits.map((p) => p[1])), Math.max(...hits.map((p) => p[0])), Math.max(...hits.map((p) => p[1]))];
    const rows = [...new Set(hits.map((p) => p[1]))], cols = [...new Set(hits.map((p) => p[0]))];
    const seek = (inside, outside, test) => { for (let i = 0; i < 6; i++) { const m = (inside + outside) / 2; if (test(m)) inside = m; else outside = m; } return inside; };
    const colSeen = (x) => rows.some((y) => shows(el, f, x, y)), rowSeen = (y) => cols.some((x) => shows(el, f, x, y));
    const left = seek(out[0], Math.max(b[0], out[0] - w / nx), colSeen), right = seek(out[2], Math.min(b[2], out[2] + w / nx), colSeen);
    const top = seek(out[1], Math.max(b[1], out[1] - h / ny), rowSeen), bottom = seek(out[3], Math.min(b[3], out[3] + h / ny), rowSeen);
    return [[left, top, right, bottom], share, hits];
  }
  /** The first opaque colour at or behind an element; null over pictures and gradients. */
  function behind(el) {
    for (let e = el; e; e = parentOf(e)) {
      const s = css(e);
      if (s.backgroundImage !== 'none') return null;
      const c = rgb(s.backgroundColor);
      if (c && c[3] > 0.9) return c.slice(0, 3);
    }
    return [255, 255, 255];
  }
  function chainOf(el) {
    const out = [];
    for (let e = parentOf(el); e; e = parentOf(e)) if (e.__id !== undefined) out.push(e.__id);
    return out;
  }

  function walkText(root, f) {
    const walker = f.doc.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const range = f.doc.createRange();
    const seen = new Map();
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const raw = node.nodeValue;
      if (!/\S/.test(raw)) continue;
      const el = node.parentElement;
      if (!el || /^(STYLE|SCRIPT|OPTION|TEMPLATE|TITLE|NOSCRIPT)$/.test(el.tagName)) continue;
      const s = css(el);
      if (s.visibility === 'hidden' || s.opacity === '0' || parseFloat(s.fontSize) < 4) continue;
      const clip = clipOf(el, f);
      let dots = null;
      for (let e = el, n = 0; e && n < 3; e = parentOf(e), n++) { const c = css(e); if (c.textOverflow === 'ellipsis' && e.scrollWidth > e.clientWidth + 1) { dots = rectOf(e, f.x, f.y); break; } if (c.display !== 'inline') break; }
      const limit = dots ? dots[2] - parseFloat(s.fontSize) * 0.9 : Infinity;
      const wide = /[\u2e80-\u9fff\uac00-\ud7af\uff00-\uffef]/;
      const words = [];
      for (const m of raw.matchAll(/[\u2e80-\u9fff\uac00-\ud7af\uff00-\uffef]+|[^\s\u2e80-\u9fff\uac00-\ud7af\uff00-\uffef]+/g)) {
        range.setStart(node, m.index); range.setEnd(node, m.index + m[0].length);
        const parts = range.getClientRects();
        for (const r of parts) {
          if (r.width < 1 || r.height < 2) continue;
          const box = [r.left + f.x, r.top + f.y, r.right + f.x, r.bottom + f.y];
          let text = m[0];
          if (parts.length > 1) { // a word broken over lines: which characters are in this part
            text = '';
            for (let i = 0; i < m[0].length; i++) { range.setStart(node, m.index + i); range.setEnd(node, m.index + i + 1); const c = range.getBoundingClientRect(); if (Math.abs(c.top - r.top) < r.height / 2) text += m[0][i]; }
          }
          let cut = false;
          if (box[2] > limit || box[2] > clip[2] + 1) {
            const edge = Math.min(limit, clip[2]);
            if (box[0] >= edge - 2) { if (dots && words.length && !words.at(-1).text.endsWith('…')) words.at(-1).text += '…'; continue; }
            const keep = Math.floor(text.length * (edge - box[0]) / (box[2] - box[0]));
            text = text.slice(0, keep) + (dots ? '…' : ''); box[2] = Math.min(dots ? dots[2] : edge, clip[2]); cut = true;
            if (keep === 0) { if (dots && words.length && !words.at(-1).text.endsWith('…')) words.at(-1).text += '…'; continue; }
          }
          const b = meet(box, clip);
          if (b[2] - b[0] < 2 || b[3] - b[1] < (box[3] - box[1]) * 0.55) continue;
          const y = (b[1] + b[3]) / 2;
          const ok = [0.15, 0.85].filter((q) => shows(el, f, b[0] + (b[2] - b[0]) * q, y)).length;
          if (ok < 2) continue;
          if (s.textTransform === 'uppercase') text = text.toUpperCase();
          words.push({ text, box: b, cut, wide: wide.test(text) });
        }
      }
      let line = null;
      for (const word of words) {
        const h = word.box[3] - word.box[1];
        if (line && Math.abs(line.box[1] - word.box[1]) < h * 0.5 && word.box[0] >= line.box[0]) {
          line.words.push(word);
          line.box = [line.box[0], Math.min(line.box[1], word.box[1]), Math.max(line.box[2], word.box[2]), Math.max(line.box[3], word.box[3])];
        } else texts.push((line = { box: word.box, words: [word], el, f, size: parseFloat(s.fontSize), bold: +s.fontWeight >= 600, colour: rgb(s.color)?.slice(0, 3) ?? null, fill: behind(el), family: s.fontFamily.split(',')[0].replaceAll(/["']/g, ''), italic: s.fontStyle === 'italic' }));
      }
    }
  }

  /** Text that lives in form controls, not in text nodes: measured and put where the control shows it. */
  const pen = document.createElement('canvas').getContext('2d');
  function walkInputs(root, f) {
    for (const el of root.querySelectorAll('input:not([type=checkbox]):not([type=radio]):not([type=range]),textarea,select')) {
      const value = el.tagName === 'SELECT' ? (el.selectedOptions[0]?.text ?? '') : el.type === 'password' ? '•'.repeat(el.value.length) : el.value;
      const shown = value || el.placeholder || '';
      if (!shown.trim()) continue;
      const s = css(el), b = rectOf(el, f.x, f.y), size = parseFloat(s.fontSize);
      pen.font = `${s.fontStyle} ${s.fontWeight} ${size}px ${s.fontFamily}`;
      const left = b[0] + parseFloat(s.borderLeftWidth) + parseFloat(s.paddingLeft) + (el.tagName === 'SELECT' && parseFloat(s.paddingLeft) < 4 ? 4 : 0);
      const right = b[2] - parseFloat(s.borderRightWidth) - parseFloat(s.paddingRight);
      const lh = parseFloat(s.lineHeight) || size * 1.2;
      const mid = el.tagName === 'TEXTAREA' ? b[1] + parseFloat(s.borderTopWidth) + parseFloat(s.paddingTop) + lh / 2 : (b[1] + b[3]) / 2;
      const clip = meet(clipOf(parentOf(el), f), b);
      const words = [];
      for (const m of shown.matchAll(/[\u2e80-\u9fff\uff00-\uffef]+|[^\s\u2e80-\u9fff\uff00-\uffef]+/g)) {
        const x = left + pen.measureText(shown.slice(0, m.index)).width, w = pen.measureText(m[0]).width;
        if (x > right - 3) break;
        const cut = x + w > right + 1;
        const box = [x, mid - size * 0.6, Math.min(x + w, right), mid + size * 0.6];
        if (box[1] < clip[1] - 2 || box[3] > clip[3] + 2 || box[2] > clip[2] + 1 || !shows(el, f, (box[0] + box[2]) / 2, mid)) continue;
        words.push({ text: cut ? m[0].slice(0, Math.max(1, Math.floor((m[0].length * (right - x)) / w))) : m[0], box, cut, wide: /[\u2e80-\u9fff]/.test(m[0]) });
        if (cut) break;
      }
      if (words.length) texts.push({ box: [words[0].box[0], words[0].box[1], words.at(-1).box[2], words[0].box[3]], words, el, f, size, bold: false, colour: rgb(s.color)?.slice(0, 3) ?? null, fill: behind(el), family: s.fontFamily.split(',')[0].replaceAll(/["']/g, ''), italic: false });
    }
  }

  function walk(doc, f) {
    const roots = [doc];
    for (let i = 0; i < roots.length; i++) for (const el of roots[i].querySelectorAll('*')) if (el.shadowRoot) roots.push(el.shadowRoot);
    const marked = [];
    const veil = doc.querySelector('.dim-layer,.x-dimmer'); // what lies under a modal's veil cannot be used
    f.dim = veil ? +css(veil).zIndex || 0 : 0;
    for (const root of roots) marked.push(...root.querySelectorAll('[data-k],[data-g],[data-w],[data-ct],[data-row]'));
    // containers first, in document order, so that every control can name its own
    for (const el of marked) {
      const d = el.dataset;
      if (!(d.g || d.w !== undefined || d.ct || d.row)) continue;
      const v = visible(el, f, rectOf(el, f.x, f.y));
      if (!v) continue;
      el.__id = `c${containers.length}`;
      const chain = chainOf(el);
      if (f.owner) chain.push(...f.owner);
      containers.push({ id: el.__id, type: d.w !== undefined ? (d.ct ?? 'window') : (d.ct ?? d.g ?? 'row'), group: d.g ?? null, title: d.w ?? d.gn ?? null, titleEn: d.we ?? null, box: px(v[0]), visible: Math.round(v[1] * 100) / 100, parents: chain, active: d.w !== undefined ? d.active === '1' : undefined, blocked: d.blocked === '1' || undefined, z: d.w !== undefined ? +css(el).zIndex || 0 : undefined });
      if (d.w !== undefined) windows.push(el.__id);
    }
    for (const root of roots) { walkText(root === doc ? doc.body : root, f); walkInputs(root, f); }
    for (const el of marked) {
      const d = el.dataset;
      if (!d.k) continue;
      const v = visible(el, f, rectOf(el, f.x, f.y));
      if (!v) continue;
      const [box, share, hits] = v;
      if (share < 0.25 || box[2] - box[0] < 5 || box[3] - box[1] < 5) continue;
      const s = css(el);
      el.__cid = `e${controls.length}`;
      const chain = chainOf(el);
      if (el.__id) chain.unshift(el.__id);
      if (f.owner) chain.push(...f.owner);
      const glyphs = [...el.querySelectorAll('[data-i]')].filter((i) => i.closest('[data-k]') === el).map((i) => {
        const gv = visible(i, f, rectOf(i, f.x, f.y));
        if (!gv) return null;
        const [set, name, style] = i.dataset.i.split('/');
        return { concept: i.dataset.ic, set, name, style, box: px(gv[0]), colour: rgb(css(i).color)?.slice(0, 3) ?? null };
      }).filter(Boolean);
      let blocked = false, level = 0;
      for (let e = el; e; e = parentOf(e)) { if (e.dataset?.blocked === '1') blocked = true; const z = css(e).zIndex; if (z !== 'auto') level = +z; }
      if (level < f.dim) blocked = true;
      const mid = hits.reduce((best, p) => { const q = Math.hypot(p[0] - (box[0] + box[2]) / 2, p[1] - (box[1] + box[3]) / 2); return q < best[1] ? [p, q] : best; }, [null, 1e9])[0];
      controls.push({ el, f, id: el.__cid, kind: d.k, role: d.r ?? null, box: px(box), point: [round(mid[0]), round(mid[1])], visible: Math.round(Math.min(1, share) * 100) / 100, text: '', name: d.n ?? null, english: d.e ?? null, concept: d.c ?? null, label: d.l ?? null, tooltip: d.h ?? null, value: d.v ?? null, placeholder: d.ph ?? null, shortcut: d.key ?? null, submenu: d.sub ? true : undefined, states: (d.s ?? '').split(',').filter(Boolean).concat(blocked ? ['blocked'] : []), glyphs, fill: behind(el), colour: rgb(s.color)?.slice(0, 3) ?? null, containers: chain, raw: box });
    }
  }

  const root = { doc: document, x: 0, y: 0, clip: [0, 0, W, H], frame: null, owner: null };
  walk(document, root);
  for (const frame of document.querySelectorAll('iframe')) {
    const inner = frame.contentDocument;
    if (!inner?.body) continue;
    const b = rectOf(frame, 0, 0);
    const chain = [...(frame.__id === undefined ? [] : [frame.__id]), ...chainOf(frame)];
    walk(inner, { doc: inner, x: b[0], y: b[1], clip: meet(b, clipOf(parentOf(frame), root)), frame, owner: chain });
  }
  // text of a control, lines of a control, label boxes
  const byEl = new Map(controls.map((c) => [c.el, c]));
  texts.sort((a, b) => a.box[1] - b.box[1] || a.box[0] - b.box[0]);
  const joined = (ws) => ws.reduce((s, w, i) => s + (i && !(w.wide && ws[i - 1].wide) ? ' ' : '') + w.text, '');
  const lines = texts.map((t, i) => {
    let owner = null;
    for (let e = t.el; e && !owner; e = parentOf(e)) owner = byEl.get(e) ?? null;
    const text = joined(t.words);
    if (owner) { (owner.lines ??= []).push(`t${i}`); owner.text = owner.text ? `${owner.text} ${text}` : text; }
    const chain = chainOf(t.el); if (t.f.owner) chain.push(...t.f.owner);
    return { id: `t${i}`, text, box: px(t.box), words: t.words.map((w) => ({ text: w.text, box: px(w.box), ...(w.cut ? { cut: true } : {}) })), control: owner?.id ?? null, containers: chain, size: round(t.size), bold: t.bold || undefined, italic: t.italic || undefined, colour: t.colour, fill: t.fill, font: t.family };
  });
  // place in the group: by reading order of what can be seen
  const groups = new Map();
  for (const c of controls) {
    const g = c.containers.map((id) => containers[+id.slice(1)]).find((k) => k.group && k.id !== c.el.__id);
    if (g) (groups.get(g.id) ?? groups.set(g.id, []).get(g.id)).push(c);
  }
  for (const [id, members] of groups) {
    const top = members.filter((c) => !members.some((o) => o !== c && within(o.el, c.el)));
    const sorted = [...top].sort((a, b) => (Math.min(a.raw[3], b.raw[3]) - Math.max(a.raw[1], b.raw[1]) > 0.5 * Math.min(a.raw[3] - a.raw[1], b.raw[3] - b.raw[1]) ? a.raw[0] - b.raw[0] : a.raw[1] - b.raw[1]));
    let row = -1, col = 0, last = null;
    sorted.forEach((c, i) => {
      const same = last && Math.min(c.raw[3], last.raw[3]) - Math.max(c.raw[1], last.raw[1]) > 0.5 * Math.min(c.raw[3] - c.raw[1], last.raw[3] - last.raw[1]);
      if (same) col++; else { row++; col = 0; }
      last = c;
      c.place = { group: id, index: i, count: sorted.length, row, column: col };
    });
    for (const c of members) if (!c.place) { const host = top.find((o) => within(o.el, c.el)); if (host) c.place = { ...host.place, inside: host.id }; }
  }
  for (const c of controls) {
    if (c.name === null) c.name = c.text || (c.concept ?? '');
    if (c.label !== null) {
      const bare = (s) => s.replace(/\s*[:：]$/, '').toLowerCase(), want = bare(c.label);
      const cx = (c.box[0] + c.box[2]) / 2, cy = (c.box[1] + c.box[3]) / 2;
      const far = (l) => Math.hypot((l.box[0] + l.box[2]) / 2 - cx, 3 * ((l.box[1] + l.box[3]) / 2 - cy));
      const near = (list) => list.sort((a, b) => far(a) - far(b));
      // the whole label, else the part of it that was not cut or wrapped
      let same = near(lines.filter((l) => bare(l.text) === want));
      if (!same.length) same = near(lines.filter((l) => l.text.length > 2 && want.startsWith(l.text.replace(/…$/, '').toLowerCase()))).filter((l) => far(l) < 700 * scale);
      c.labelLine = same[0]?.id ?? null;
    }
    delete c.el; delete c.f; delete c.raw;
  }
  for (const el of document.querySelectorAll('*')) { delete el.__id; delete el.__cid; }
  return { controls, lines, containers, windows };
}
