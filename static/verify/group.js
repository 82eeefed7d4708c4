// ristretto255 (RFC 9496) over field.js: points in extended coordinates of the twisted Edwards
// curve, their encoding, and sums. Nothing here is secret, so nothing takes care to take the same
// time for every number.
const group = (() => {
  const { ONE, zero, of, mul, square, add, sub, isNegative, isSame } = field;
  const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;
  const ZERO = zero();
  const TWO = of(2n);
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
  const absolute = (a) => (isNegative(a) ? negated(a) : a);

  const MINUS_ONE = negated(ONE);
  const MINUS_ROOT = negated(ROOT);

  /** 1/√v where v is a square, else 1/√(√-1·v): SQRT_RATIO_M1(1, v) of RFC 9496. */
  function invroot(v) {
    const cube = times(times(v, v), v);
    let root = times(cube, field.rootPower(times(times(cube, cube), v)));
    const check = times(times(root, root), v);
    const isMinusOne = isSame(check, MINUS_ONE);
    if (isMinusOne || isSame(check, MINUS_ROOT)) root = times(root, ROOT);
    return { isSquare: isMinusOne || isSame(check, ONE), root: absolute(root) };
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
    const x = absolute(times(times(s, TWO), denX));
    const y = times(u1, times(times(root, denX), v));
    const t = times(x, y);
    const isPoint = isSquare && !isNegative(t) && !field.isZero(y);
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
    const turns = isNegative(times(t, inverse));
    const rightX = turns ? times(y, ROOT) : x;
    let rightY = turns ? times(x, ROOT) : y;
    const den = turns ? times(den1, INVROOT_A_MINUS_D) : den2;
    if (isNegative(times(rightX, inverse))) rightY = negated(rightY);
    const rest = zero();
    sub(rest, z, rightY);
    return field.write(absolute(times(den, rest)));
  }

  /** What the encoding of 2·P is made of, but for one inversion. */
  function beforeEncoding({ x, y, z, t }) {
    const [twiceY, g, f, h] = [zero(), zero(), zero(), zero()];
    add(twiceY, y, y);
    const e = times(x, twiceY);
    add(g, times(x, x), times(y, y));
    const [zz, dtt] = [times(z, z), times(D, times(t, t))];
    add(f, zz, dtt);
    sub(h, zz, dtt);
    const [eg, fh] = [times(e, g), times(f, h)];
    return { e, f, g, h, eg, fh, product: times(eg, fh) };
  }

  function encodedDouble({ e, f, g, h, eg, fh }, inverse) {
    const inverseZ = times(eg, inverse);
    const inverseT = times(fh, inverse);
    const turns = isNegative(times(eg, inverseZ));
    const [left, above] = turns ? [g, times(f, ROOT)] : [e, h];
    let below = turns ? negated(e) : g;
    const factor = turns ? ROOT : INVROOT_A_MINUS_D;
    if (isNegative(times(times(above, left), inverseZ))) below = negated(below);
    const rest = zero();
    sub(rest, above, below);
    return field.write(absolute(times(rest, times(factor, times(below, inverseT)))));
  }

  /** The encodings of 2·P of each point P. That of a double needs no root, and one inversion is
   * enough for all of them (M. Hamburg, "Decaf", 2015, on points that are doubles). */
  function encodeDoubles(points) {
    const made = points.map(beforeEncoding);
    const inverses = field.inverses(made.map(({ product }) => product));
    return made.map((one, at) => encodedDouble(one, inverses[at]));
  }

  /** Whether two points are the same element (RFC 9496, 4.3.3). */
  const isSamePoint = (one, two) =>
    isSame(times(one.x, two.y), times(one.y, two.x)) ||
    isSame(times(one.y, two.y), times(one.x, two.x));
  const isIdentity = (point) => isSamePoint(point, identity());

  const [a, b, c, d, e, f, g, h] = [...Array(8)].map(zero);

  /** p = 2^times·p. Only an addition asks for t: it is made once, at the end. */
  function double(p, times) {
    for (let left = times; left > 0; left--) {
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
      mul(p.x, e, f);
      mul(p.y, g, h);
      mul(p.z, f, g);
    }
    if (times > 0) mul(p.t, e, h);
  }

  /** A point made ready to be added many times. */
  function ready(p) {
    const [sum, difference, twice] = [zero(), zero(), zero()];
    add(sum, p.y, p.x);
    sub(difference, p.y, p.x);
    add(twice, p.z, p.z);
    return { sum, difference, twice, product: times(p.t, TWICE_D) };
  }

  /** Points made ready whose z is 1, so that each addition is spared a product: twice is null. */
  function readyAtOne(points) {
    const inverses = field.inverses(points.map(({ z }) => z));
    return points.map(({ x, y }, at) => {
      const one = { x: times(x, inverses[at]), y: times(y, inverses[at]), z: ONE };
      return { ...ready({ ...one, t: times(one.x, one.y) }), twice: null };
    });
  }

  /** p = p + q, or p - q where isTakenAway, of a q made ready. */
  function accumulate(p, q, isTakenAway) {
    sub(a, p.y, p.x);
    mul(a, a, isTakenAway ? q.sum : q.difference);
    add(b, p.y, p.x);
    mul(b, b, isTakenAway ? q.difference : q.sum);
    mul(c, p.t, q.product);
    if (q.twice === null) add(d, p.z, p.z);
    else mul(d, p.z, q.twice);
    sub(e, b, a);
    add(h, b, a);
    (isTakenAway ? add : sub)(f, d, c);
    (isTakenAway ? sub : add)(g, d, c);
    mul(p.x, e, f);
    mul(p.y, g, h);
    mul(p.t, e, h);
    mul(p.z, f, g);
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

  const BASE = decode(
    Uint8Array.from(
      "e2f2ae0a6abc4e71a884a961c500515f58e30b6aa582dd8db6a65945e08d2d76".match(/../g),
      (pair) => parseInt(pair, 16),
    ),
  );

  return {
    ORDER, BASE, decode, encode, encodeDoubles, identity, copy, isIdentity, isSame: isSamePoint,
    double, ready, readyAtOne, accumulate, addTo, sum, difference, reduced,
    invert: (scalar) => invert(scalar, ORDER),
  };
})();
