// ristretto255 (RFC 9496) over field.js: points in extended coordinates of the twisted Edwards
// curve, their encoding, and sums of multiples. Nothing here is secret, so nothing takes care to
// take the same time for every number.
const group = (() => {
  const { zero, of, mul, square, add, sub, ONE } = field;
  const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;
  const ZERO = zero();
  const D = of(-121665n * invert(121666n, field.P));
  const TWICE_D = of(2n * field.value(D));
  const ROOT = of(19681161376707505956807079304988542015446066515923890162744021073123829784752n);

  function invert(number, modulus) {
    let [a, b, x, y] = [((number % modulus) + modulus) % modulus, modulus, 1n, 0n];
    while (a > 1n) [a, b, x, y] = [b % a, a, y - (b / a) * x, x];
    return ((x % modulus) + modulus) % modulus;
  }

  const negated = (a) => {
    const r = zero();
    sub(r, ZERO, a);
    return r;
  };
  const times = (a, b) => {
    const r = zero();
    mul(r, a, b);
    return r;
  };
  const absolute = (a) => (field.isNegative(a) ? negated(a) : a);

  /** 1/√v where v is a square, else 1/√(√-1·v): SQRT_RATIO_M1(1, v) of RFC 9496. */
  function invroot(v) {
    const cube = times(times(v, v), v);
    let root = times(cube, field.rootPower(times(times(cube, cube), v)));
    const check = field.value(times(times(root, root), v));
    const minusRoot = field.value(negated(ROOT));
    if (check === field.P - 1n || check === minusRoot) root = times(root, ROOT);
    return { isSquare: check === 1n || check === field.P - 1n, root: absolute(root) };
  }

  const INVROOT_A_MINUS_D = invroot(of(-1n - field.value(D))).root;

  const identity = () => ({ x: zero(), y: ONE.slice(), z: ONE.slice(), t: zero() });

  /** The point that 32 bytes encode, null where they are no canonical encoding. */
  function decode(bytes) {
    const s = field.read(bytes);
    if (s === null || bytes[0] & 1) return null;
    const squared = times(s, s);
    const [u1, u2, v] = [zero(), zero(), zero()];
    sub(u1, ONE, squared);
    add(u2, ONE, squared);
    const u2Squared = times(u2, u2);
    sub(v, negated(times(D, times(u1, u1))), u2Squared);
    const { isSquare, root } = invroot(times(v, u2Squared));
    const denX = times(root, u2);
    const x = absolute(times(times(s, of(2n)), denX));
    const y = times(u1, times(times(root, denX), v));
    const t = times(x, y);
    const isPoint = isSquare && !field.isNegative(t) && !field.isZero(y);
    return isPoint ? { x, y, z: ONE.slice(), t } : null;
  }

  /** The 32 bytes that encode a point. */
  function encode({ x, y, z, t }) {
    const [above, below] = [zero(), zero()];
    add(above, z, y);
    sub(below, z, y);
    const u1 = times(above, below);
    const u2 = times(x, y);
    const { root } = invroot(times(u1, times(u2, u2)));
    const den1 = times(root, u1);
    const den2 = times(root, u2);
    const inverse = times(times(den1, den2), t);
    const turns = field.isNegative(times(t, inverse));
    const rightX = turns ? times(y, ROOT) : x;
    let rightY = turns ? times(x, ROOT) : y;
    const den = turns ? times(den1, INVROOT_A_MINUS_D) : den2;
    if (field.isNegative(times(rightX, inverse))) rightY = negated(rightY);
    const rest = zero();
    sub(rest, z, rightY);
    return field.write(absolute(times(den, rest)));
  }

  /** Whether two points are the same element (RFC 9496, 4.3.3). */
  const isSame = (one, two) =>
    field.value(times(one.x, two.y)) === field.value(times(one.y, two.x)) ||
    field.value(times(one.y, two.y)) === field.value(times(one.x, two.x));
  const isIdentity = (point) => isSame(point, identity());

  const [a, b, c, d, e, f, g, h] = [...Array(8)].map(zero);

  function fromParts(p) {
    mul(p.x, e, f);
    mul(p.y, g, h);
    mul(p.t, e, h);
    mul(p.z, f, g);
  }

  /** p = 2·p. */
  function double(p) {
    square(a, p.x);
    square(b, p.y);
    square(c, p.z);
    add(c, c, c);
    add(e, p.x, p.x);
    mul(e, e, p.y);
    sub(g, b, a);
    sub(f, g, c);
    add(h, a, b);
    sub(h, ZERO, h);
    fromParts(p);
  }

  /** A point made ready to be added many times. */
  function ready(p) {
    const [sum, difference, twice] = [zero(), zero(), zero()];
    add(sum, p.y, p.x);
    sub(difference, p.y, p.x);
    add(twice, p.z, p.z);
    return { sum, difference, twice, product: times(p.t, TWICE_D) };
  }

  /** p = p + q, or p - q where isTakenAway, of a q made ready. */
  function accumulate(p, q, isTakenAway) {
    sub(a, p.y, p.x);
    mul(a, a, isTakenAway ? q.sum : q.difference);
    add(b, p.y, p.x);
    mul(b, b, isTakenAway ? q.difference : q.sum);
    mul(c, p.t, q.product);
    mul(d, p.z, q.twice);
    sub(e, b, a);
    add(h, b, a);
    (isTakenAway ? add : sub)(f, d, c);
    (isTakenAway ? sub : add)(g, d, c);
    fromParts(p);
  }

  const copy = ({ x, y, z, t }) => ({ x: x.slice(), y: y.slice(), z: z.slice(), t: t.slice() });

  /** p = p + q, or p - q where isTakenAway. */
  const addTo = (p, q, isTakenAway) => accumulate(p, ready(q), isTakenAway);

  function sum(points) {
    const total = identity();
    for (const point of points) addTo(total, point, false);
    return total;
  }

  function difference(one, two) {
    const left = copy(one);
    addTo(left, two, true);
    return left;
  }

  const reduced = (scalar) => ((scalar % ORDER) + ORDER) % ORDER;

  /** The digits of a scalar to base 2^bits, the lowest first, each from -2^(bits-1) to 2^(bits-1). */
  function digits(scalar, bits) {
    const found = new Int16Array(Math.floor(254 / bits) + 1);
    const view = new Uint32Array(9);
    for (let at = 0, rest = scalar; at < 8; at++, rest >>= 32n) {
      view[at] = Number(rest & 0xffffffffn);
    }
    let carried = 0;
    for (let at = 0; at < found.length; at++) {
      const place = at * bits;
      const word = place >>> 5;
      const low = view[word] >>> (place & 31);
      const high = (place & 31) + bits > 32 ? view[word + 1] << (32 - (place & 31)) : 0;
      const digit = ((low | high) & ((1 << bits) - 1)) + carried;
      carried = digit > 1 << (bits - 1) ? 1 : 0;
      found[at] = digit - (carried << bits);
    }
    return found;
  }

  const FIXED = 6;

  /** Multiples of a point that is multiplied all the time: no doubling is left to do. */
  function table(point) {
    const rows = [];
    const step = copy(point);
    for (let row = 0; row <= 254; row += FIXED) {
      const made = [];
      const multiple = identity();
      const once = ready(step);
      for (let by = 0; by < 1 << (FIXED - 1); by++) {
        accumulate(multiple, once, false);
        made.push(ready(multiple));
      }
      rows.push(made);
      for (let bit = 0; bit < FIXED; bit++) double(step);
    }
    return rows;
  }

  /** sum = sum + scalar·P, of a table of P. */
  function addMultiple(sum, scalar, rows) {
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
      for (let bit = 0; bit < SEVERAL; bit++) double(step);
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
    const running = identity();
    const total = identity();
    for (let at = most - 1; at >= 0; at--) {
      accumulate(running, ready(sums[at]), false);
      accumulate(total, ready(running), false);
    }
    return total;
  }

  const WINDOW = 5;

  /** Σ scalar·point, the doublings shared by all. */
  function combined(scalars, points) {
    const all = scalars.map((scalar) => digits(reduced(scalar), WINDOW));
    const multiples = points.map((point) => {
      const once = ready(point);
      const running = copy(point);
      const made = [once];
      while (made.length < 1 << (WINDOW - 1)) {
        accumulate(running, once, false);
        made.push(ready(running));
      }
      return made;
    });
    const total = identity();
    for (let at = Math.floor(254 / WINDOW); at >= 0; at--) {
      if (at !== Math.floor(254 / WINDOW)) for (let bit = 0; bit < WINDOW; bit++) double(total);
      for (let which = 0; which < all.length; which++) {
        const digit = all[which][at];
        if (digit !== 0) {
          accumulate(total, multiples[which][Math.abs(digit) - 1], digit < 0);
        }
      }
    }
    return total;
  }

  const BASE = decode(
    Uint8Array.from(
      "e2f2ae0a6abc4e71a884a961c500515f58e30b6aa582dd8db6a65945e08d2d76".match(/../g),
      (pair) => parseInt(pair, 16),
    ),
  );

  let ofBase = null;
  /** The table of the generator, made at its first use. */
  function baseTable() {
    ofBase = ofBase || table(BASE);
    return ofBase;
  }

  return {
    ORDER, BASE, baseTable,
    decode, encode, identity, isSame, isIdentity, addTo, sum, difference, reduced,
    invert: (scalar) => invert(scalar, ORDER),
    table, addMultiple, doublings, multiple, combined,
  };
})();
