// A small seeded generator: the same seed gives the same screen on every machine.
export class Random {
  constructor(seed) {
    this.state = 0;
    for (const c of String(seed)) this.state = (Math.imul(this.state ^ c.charCodeAt(0), 0x9e3779b1) + 0x7f4a7c15) | 0;
    for (let i = 0; i < 4; i++) this.next();
  }

  /** 0 ≤ x < 1 (mulberry32). */
  next() {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  chance(p) {
    return this.next() < p;
  }

  real(a, b) {
    return a + (b - a) * this.next();
  }

  /** Both ends included. */
  int(a, b) {
    return a + Math.floor(this.next() * (b - a + 1));
  }

  pick(list) {
    return list[Math.floor(this.next() * list.length)];
  }

  /** [[value, weight], …] */
  weighted(pairs) {
    let x = this.next() * pairs.reduce((sum, [, w]) => sum + w, 0);
    for (const [value, w] of pairs) if ((x -= w) < 0) return value;
    return pairs.at(-1)[0];
  }

  shuffle(list) {
    const out = [...list];
    for (let i = out.length - 1; i > 0; i--) {
      const j = this.int(0, i);
      [out[i], out[j]] = [out[j], out[i]];
    }
    return out;
  }

  some(list, n) {
    return this.shuffle(list).slice(0, n);
  }
}
