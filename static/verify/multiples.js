// Multiples of points of group.js and their sums, as a proof needs them: by scalars that are
// numbers modulo the order of the group.
const multiples = (() => {
  const { ORDER, BASE, identity, copy, double, ready, readyAtOne, accumulate, reduced } = group;
  const WORDS = 8;

  /** A scalar as words of 32 bits, the lowest first, with one of 0 behind them. */
  function wordsOf(scalar) {
    const words = new Uint32Array(WORDS + 1);
    for (let at = 0, rest = scalar; at < WORDS; at++, rest >>= 32n) {
      words[at] = Number(rest & 0xffffffffn);
    }
    return words;
  }

  /** So many bits of the words, from a place on. */
  function bitsAt(words, place, bits) {
    const low = words[place >>> 5] >>> (place & 31);
    const rest = 32 - (place & 31);
    const high = rest < bits ? words[(place >>> 5) + 1] << rest : 0;
    return (low | high) & ((1 << bits) - 1);
  }

  /** The digits of a scalar to base 2^bits, the lowest first, each from -2^(bits-1) to 2^(bits-1). */
  function digits(scalar, bits) {
    const words = wordsOf(scalar);
    const found = new Int16Array(Math.floor(254 / bits) + 1);
    let carried = 0;
    for (let at = 0; at < found.length; at++) {
      const digit = bitsAt(words, at * bits, bits) + carried;
      carried = digit > 1 << (bits - 1) ? 1 : 0;
      found[at] = digit - (carried << bits);
    }
    return found;
  }

  /** A digit for every bit of a scalar: 0, or odd and below 2^(WINDOW-1), and of WINDOW that follow
   * one another at most one is not 0. */
  function sparseDigits(scalar) {
    const words = wordsOf(scalar);
    const found = new Int8Array(256);
    let carried = 0;
    for (let at = 0; at < 254; ) {
      if ((((words[at >>> 5] >>> (at & 31)) & 1) ^ carried) === 0) {
        at += 1;
        continue;
      }
      const digit = bitsAt(words, at, WINDOW) + carried;
      carried = digit > 1 << (WINDOW - 1) ? 1 : 0;
      found[at] = digit - (carried << WINDOW);
      at += WINDOW;
    }
    return found;
  }

  const FIXED = 7;

  /** Multiples of a point that is multiplied all the time: no doubling is left to do. */
  function table(point) {
    const step = copy(point);
    const rows = [];
    for (let row = 0; row <= 254; row += FIXED) {
      const multiple = identity();
      const once = ready(step);
      const made = [];
      for (let by = 0; by < 1 << (FIXED - 1); by++) {
        accumulate(multiple, once, false);
        made.push(copy(multiple));
      }
      rows.push(readyAtOne(made));
      double(step, FIXED);
    }
    return rows;
  }

  /** sum = sum + scalar·P, of a table of P. */
  function add(sum, scalar, rows) {
    const found = digits(reduced(scalar), FIXED);
    for (let at = 0; at < found.length; at++) {
      const digit = found[at];
      if (digit !== 0) accumulate(sum, rows[at][Math.abs(digit) - 1], digit < 0);
    }
  }

  const SEVERAL = 4;

  /** The doublings of a point that is multiplied by several scalars. */
  function doublings(point) {
    const step = copy(point);
    const made = [];
    for (let at = 0; at <= 254; at += SEVERAL) {
      made.push(ready(step));
      double(step, SEVERAL);
    }
    return made;
  }

  /** scalar·P, of the doublings of P: what has the same digit is added up first. */
  function multiple(scalar, made) {
    const found = digits(reduced(scalar), SEVERAL);
    const most = 1 << (SEVERAL - 1);
    const sums = [...Array(most)].map(identity);
    for (let at = 0; at < found.length; at++) {
      const digit = found[at];
      if (digit !== 0) accumulate(sums[Math.abs(digit) - 1], made[at], digit < 0);
    }
    const running = sums[most - 1];
    const total = copy(running);
    for (let at = most - 2; at >= 0; at--) {
      accumulate(running, ready(sums[at]), false);
      accumulate(total, ready(running), false);
    }
    return total;
  }

  const WINDOW = 5;

  /** The multiples by 1, 3, 5 … of a point, made ready. */
  function oddOf(point) {
    const twice = copy(point);
    double(twice, 1);
    const step = ready(twice);
    const running = copy(point);
    const made = [ready(running)];
    while (made.length < 1 << (WINDOW - 2)) {
      accumulate(running, step, false);
      made.push(ready(running));
    }
    return made;
  }

  /** Σ scalar·point, the doublings shared by all. */
  function combined(scalars, points) {
    const all = scalars.map((scalar) => sparseDigits(reduced(scalar)));
    const odd = points.map(oddOf);
    const total = identity();
    let due = 0;
    for (let at = 255; at >= 0; at--, due++) {
      for (let which = 0; which < all.length; which++) {
        const digit = all[which][at];
        if (digit === 0) continue;
        double(total, due);
        due = 0;
        accumulate(total, odd[which][(Math.abs(digit) - 1) / 2], digit < 0);
      }
    }
    double(total, due - 1);
    return total;
  }

  let ofBase = null;
  /** The table of the generator, made at its first use. */
  function baseTable() {
    ofBase = ofBase || table(BASE);
    return ofBase;
  }

  /** Half of a scalar: what it multiplies is doubled where it is encoded. */
  const halved = (scalar) => (scalar & 1n ? scalar + ORDER : scalar) >> 1n;

  return { baseTable, table, add, doublings, multiple, combined, halved };
})();
