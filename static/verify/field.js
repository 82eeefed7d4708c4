// Numbers modulo p = 2^255 - 19 in twelve doubles. Limb i is a multiple of 2^PLACES[i], the places
// 21.25 bits apart and rounded up. A product has limbs of at most half of the next place, a number
// that was read at most the whole; so the product of two sums of three products, or of one of four
// and one of two, is exact in the 53 bits of a double. BigInt is correct as well, but some ten
// times slower, and a phone has a thousand ballots to check.
const field = (() => {
  const P = 2n ** 255n - 19n;
  const PLACES = [...Array(12).keys()].map((limb) => Math.ceil(21.25 * limb));
  const FOLD = 19 * 2 ** -255;
  // To add and take away 1.5 * 2^(52 + place) rounds a double to a multiple of 2^place.
  const ROUND1 = 1.5 * 2 ** 74;
  const ROUND2 = 1.5 * 2 ** 95;
  const ROUND3 = 1.5 * 2 ** 116;
  const ROUND4 = 1.5 * 2 ** 137;
  const ROUND5 = 1.5 * 2 ** 159;
  const ROUND6 = 1.5 * 2 ** 180;
  const ROUND7 = 1.5 * 2 ** 201;
  const ROUND8 = 1.5 * 2 ** 222;
  const ROUND9 = 1.5 * 2 ** 244;
  const ROUND10 = 1.5 * 2 ** 265;
  const ROUND11 = 1.5 * 2 ** 286;
  const ROUND12 = 1.5 * 2 ** 307;

  // A plain array of doubles is made faster than a typed one of more than 64 bytes.
  const EMPTY = [0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5].fill(0);
  const zero = () => EMPTY.slice();

  /** r = a * b. */
  function mul(r, a, b) {
    const a0 = a[0], a1 = a[1], a2 = a[2], a3 = a[3], a4 = a[4], a5 = a[5];
    const a6 = a[6], a7 = a[7], a8 = a[8], a9 = a[9], a10 = a[10], a11 = a[11];
    const b0 = b[0], b1 = b[1], b2 = b[2], b3 = b[3], b4 = b[4], b5 = b[5];
    const b6 = b[6], b7 = b[7], b8 = b[8], b9 = b[9], b10 = b[10], b11 = b[11];
    let c;
    let h0 = a0 * b0 + FOLD * (a1 * b11 + a2 * b10 + a3 * b9 + a4 * b8 + a5 * b7 + a6 * b6 + a7 *
      b5 + a8 * b4 + a9 * b3 + a10 * b2 + a11 * b1);
    let h1 = a0 * b1 + a1 * b0 + FOLD * (a2 * b11 + a3 * b10 + a4 * b9 + a5 * b8 + a6 * b7 + a7 *
      b6 + a8 * b5 + a9 * b4 + a10 * b3 + a11 * b2);
    let h2 = a0 * b2 + a1 * b1 + a2 * b0 + FOLD * (a3 * b11 + a4 * b10 + a5 * b9 + a6 * b8 + a7 *
      b7 + a8 * b6 + a9 * b5 + a10 * b4 + a11 * b3);
    let h3 = a0 * b3 + a1 * b2 + a2 * b1 + a3 * b0 + FOLD * (a4 * b11 + a5 * b10 + a6 * b9 + a7 *
      b8 + a8 * b7 + a9 * b6 + a10 * b5 + a11 * b4);
    let h4 = a0 * b4 + a1 * b3 + a2 * b2 + a3 * b1 + a4 * b0 + FOLD * (a5 * b11 + a6 * b10 + a7 *
      b9 + a8 * b8 + a9 * b7 + a10 * b6 + a11 * b5);
    let h5 = a0 * b5 + a1 * b4 + a2 * b3 + a3 * b2 + a4 * b1 + a5 * b0 + FOLD * (a6 * b11 + a7 *
      b10 + a8 * b9 + a9 * b8 + a10 * b7 + a11 * b6);
    let h6 = a0 * b6 + a1 * b5 + a2 * b4 + a3 * b3 + a4 * b2 + a5 * b1 + a6 * b0 + FOLD * (a7 *
      b11 + a8 * b10 + a9 * b9 + a10 * b8 + a11 * b7);
    let h7 = a0 * b7 + a1 * b6 + a2 * b5 + a3 * b4 + a4 * b3 + a5 * b2 + a6 * b1 + a7 * b0 + FOLD
      * (a8 * b11 + a9 * b10 + a10 * b9 + a11 * b8);
    let h8 = a0 * b8 + a1 * b7 + a2 * b6 + a3 * b5 + a4 * b4 + a5 * b3 + a6 * b2 + a7 * b1 + a8 *
      b0 + FOLD * (a9 * b11 + a10 * b10 + a11 * b9);
    let h9 = a0 * b9 + a1 * b8 + a2 * b7 + a3 * b6 + a4 * b5 + a5 * b4 + a6 * b3 + a7 * b2 + a8 *
      b1 + a9 * b0 + FOLD * (a10 * b11 + a11 * b10);
    let h10 = a0 * b10 + a1 * b9 + a2 * b8 + a3 * b7 + a4 * b6 + a5 * b5 + a6 * b4 + a7 * b3 + a8
      * b2 + a9 * b1 + a10 * b0 + FOLD * (a11 * b11);
    let h11 = a0 * b11 + a1 * b10 + a2 * b9 + a3 * b8 + a4 * b7 + a5 * b6 + a6 * b5 + a7 * b4 + a8
      * b3 + a9 * b2 + a10 * b1 + a11 * b0;
    c = h0 + ROUND1 - ROUND1; h0 -= c; h1 += c;
    c = h6 + ROUND7 - ROUND7; h6 -= c; h7 += c;
    c = h1 + ROUND2 - ROUND2; h1 -= c; h2 += c;
    c = h7 + ROUND8 - ROUND8; h7 -= c; h8 += c;
    c = h2 + ROUND3 - ROUND3; h2 -= c; h3 += c;
    c = h8 + ROUND9 - ROUND9; h8 -= c; h9 += c;
    c = h3 + ROUND4 - ROUND4; h3 -= c; h4 += c;
    c = h9 + ROUND10 - ROUND10; h9 -= c; h10 += c;
    c = h4 + ROUND5 - ROUND5; h4 -= c; h5 += c;
    c = h10 + ROUND11 - ROUND11; h10 -= c; h11 += c;
    c = h5 + ROUND6 - ROUND6; h5 -= c; h6 += c;
    c = h11 + ROUND12 - ROUND12; h11 -= c; h0 += FOLD * c;
    c = h0 + ROUND1 - ROUND1; h0 -= c; h1 += c;
    c = h6 + ROUND7 - ROUND7; h6 -= c; h7 += c;
    r[0] = h0; r[1] = h1; r[2] = h2; r[3] = h3; r[4] = h4; r[5] = h5;
    r[6] = h6; r[7] = h7; r[8] = h8; r[9] = h9; r[10] = h10; r[11] = h11;
  }

  /** r = a * a. */
  function square(r, a) {
    const a0 = a[0], a1 = a[1], a2 = a[2], a3 = a[3], a4 = a[4], a5 = a[5];
    const a6 = a[6], a7 = a[7], a8 = a[8], a9 = a[9], a10 = a[10], a11 = a[11];
    const d0 = 2 * a0, d1 = 2 * a1, d2 = 2 * a2, d3 = 2 * a3, d4 = 2 * a4, d5 = 2 * a5;
    const d6 = 2 * a6, d7 = 2 * a7, d8 = 2 * a8, d9 = 2 * a9, d10 = 2 * a10;
    let c;
    let h0 = a0 * a0 + FOLD * (d1 * a11 + d2 * a10 + d3 * a9 + d4 * a8 + d5 * a7 + a6 * a6);
    let h1 = d0 * a1 + FOLD * (d2 * a11 + d3 * a10 + d4 * a9 + d5 * a8 + d6 * a7);
    let h2 = d0 * a2 + a1 * a1 + FOLD * (d3 * a11 + d4 * a10 + d5 * a9 + d6 * a8 + a7 * a7);
    let h3 = d0 * a3 + d1 * a2 + FOLD * (d4 * a11 + d5 * a10 + d6 * a9 + d7 * a8);
    let h4 = d0 * a4 + d1 * a3 + a2 * a2 + FOLD * (d5 * a11 + d6 * a10 + d7 * a9 + a8 * a8);
    let h5 = d0 * a5 + d1 * a4 + d2 * a3 + FOLD * (d6 * a11 + d7 * a10 + d8 * a9);
    let h6 = d0 * a6 + d1 * a5 + d2 * a4 + a3 * a3 + FOLD * (d7 * a11 + d8 * a10 + a9 * a9);
    let h7 = d0 * a7 + d1 * a6 + d2 * a5 + d3 * a4 + FOLD * (d8 * a11 + d9 * a10);
    let h8 = d0 * a8 + d1 * a7 + d2 * a6 + d3 * a5 + a4 * a4 + FOLD * (d9 * a11 + a10 * a10);
    let h9 = d0 * a9 + d1 * a8 + d2 * a7 + d3 * a6 + d4 * a5 + FOLD * (d10 * a11);
    let h10 = d0 * a10 + d1 * a9 + d2 * a8 + d3 * a7 + d4 * a6 + a5 * a5 + FOLD * (a11 * a11);
    let h11 = d0 * a11 + d1 * a10 + d2 * a9 + d3 * a8 + d4 * a7 + d5 * a6;
    c = h0 + ROUND1 - ROUND1; h0 -= c; h1 += c;
    c = h6 + ROUND7 - ROUND7; h6 -= c; h7 += c;
    c = h1 + ROUND2 - ROUND2; h1 -= c; h2 += c;
    c = h7 + ROUND8 - ROUND8; h7 -= c; h8 += c;
    c = h2 + ROUND3 - ROUND3; h2 -= c; h3 += c;
    c = h8 + ROUND9 - ROUND9; h8 -= c; h9 += c;
    c = h3 + ROUND4 - ROUND4; h3 -= c; h4 += c;
    c = h9 + ROUND10 - ROUND10; h9 -= c; h10 += c;
    c = h4 + ROUND5 - ROUND5; h4 -= c; h5 += c;
    c = h10 + ROUND11 - ROUND11; h10 -= c; h11 += c;
    c = h5 + ROUND6 - ROUND6; h5 -= c; h6 += c;
    c = h11 + ROUND12 - ROUND12; h11 -= c; h0 += FOLD * c;
    c = h0 + ROUND1 - ROUND1; h0 -= c; h1 += c;
    c = h6 + ROUND7 - ROUND7; h6 -= c; h7 += c;
    r[0] = h0; r[1] = h1; r[2] = h2; r[3] = h3; r[4] = h4; r[5] = h5;
    r[6] = h6; r[7] = h7; r[8] = h8; r[9] = h9; r[10] = h10; r[11] = h11;
  }

  /** r = a + b. */
  function add(r, a, b) {
    r[0] = a[0] + b[0]; r[1] = a[1] + b[1]; r[2] = a[2] + b[2];
    r[3] = a[3] + b[3]; r[4] = a[4] + b[4]; r[5] = a[5] + b[5];
    r[6] = a[6] + b[6]; r[7] = a[7] + b[7]; r[8] = a[8] + b[8];
    r[9] = a[9] + b[9]; r[10] = a[10] + b[10]; r[11] = a[11] + b[11];
  }

  /** r = a - b. */
  function sub(r, a, b) {
    r[0] = a[0] - b[0]; r[1] = a[1] - b[1]; r[2] = a[2] - b[2];
    r[3] = a[3] - b[3]; r[4] = a[4] - b[4]; r[5] = a[5] - b[5];
    r[6] = a[6] - b[6]; r[7] = a[7] - b[7]; r[8] = a[8] - b[8];
    r[9] = a[9] - b[9]; r[10] = a[10] - b[10]; r[11] = a[11] - b[11];
  }

  /** The number of a BigInt. */
  function of(value) {
    const r = zero();
    let rest = ((value % P) + P) % P;
    for (let limb = 11; limb >= 0; limb--) {
      const place = BigInt(PLACES[limb]);
      r[limb] = Number(rest >> place) * 2 ** PLACES[limb];
      rest &= (1n << place) - 1n;
    }
    return r;
  }

  /** The BigInt from 0 to p - 1 of a number. */
  function value(a) {
    let sum = 0n;
    for (let limb = 0; limb < 12; limb++) sum += BigInt(a[limb]);
    sum %= P;
    return sum < 0n ? sum + P : sum;
  }

  const WIDTHS = PLACES.map((place, limb) => (limb < 11 ? PLACES[limb + 1] : 255) - place);
  const MASKS = WIDTHS.map((width) => 2 ** width - 1);
  const UNITS = PLACES.map((place) => 2 ** place);
  const SCALES = PLACES.map((place) => 2 ** -place);
  const LOWEST_OF_P = MASKS[0] - 18;

  // The whole numbers that the limbs of one number hold: what is asked of it is asked at once.
  const limbs = new Int32Array(12);

  /** What goes beyond a limb goes to the next; beyond the last, as 19 times as much to the first. */
  function carry() {
    let carried = 0;
    for (let limb = 0; limb < 12; limb++) {
      const whole = limbs[limb] + carried;
      carried = whole >> WIDTHS[limb];
      limbs[limb] = whole & MASKS[limb];
    }
    limbs[0] += 19 * carried;
  }

  function isBelowP() {
    for (let limb = 1; limb < 12; limb++) if (limbs[limb] !== MASKS[limb]) return true;
    return limbs[0] < LOWEST_OF_P;
  }

  /** Puts the number from 0 to p - 1 into the limbs: the second carrying brings it below 2^255. */
  function reduce(a) {
    for (let limb = 0; limb < 12; limb++) limbs[limb] = a[limb] * SCALES[limb];
    carry();
    carry();
    if (isBelowP()) return;
    limbs[0] -= LOWEST_OF_P;
    limbs.fill(0, 1);
  }

  const ONE = of(1n);

  function isZero(a) {
    reduce(a);
    for (let limb = 0; limb < 12; limb++) if (limbs[limb] !== 0) return false;
    return true;
  }

  /** Whether the number is odd, which RFC 9496 calls negative. */
  function isNegative(a) {
    reduce(a);
    return (limbs[0] & 1) === 1;
  }

  const compared = zero();

  function isSame(a, b) {
    sub(compared, a, b);
    return isZero(compared);
  }

  /** a^(2^times) * b, a new number. */
  function raised(a, times, b) {
    const r = a.slice();
    for (let done = 0; done < times; done++) square(r, r);
    mul(r, r, b);
    return r;
  }

  /** a^(2^252 - 3), the power from which roots follow. */
  function rootPower(a) {
    const two = raised(a, 1, a);
    const four = raised(two, 2, two);
    const five = raised(four, 1, a);
    const ten = raised(five, 5, five);
    const twenty = raised(ten, 10, ten);
    const fifty = raised(raised(twenty, 20, twenty), 10, ten);
    const hundred = raised(fifty, 50, fifty);
    return raised(raised(raised(hundred, 100, hundred), 50, fifty), 2, a);
  }

  /** 1/a; of 0 it is 0. */
  function inverse(a) {
    const cube = raised(a, 1, a);
    return raised(rootPower(a), 3, cube);
  }

  /** 1/a of each, at little more than the price of one; of 0 it is 0. */
  function inverses(numbers) {
    const factors = numbers.map((number) => (isZero(number) ? ONE : number));
    const products = [ONE];
    factors.forEach((factor, at) => {
      products.push(zero());
      mul(products[at + 1], products[at], factor);
    });
    const found = [];
    const rest = inverse(products[factors.length]);
    for (let at = factors.length - 1; at >= 0; at--) {
      found[at] = zero();
      if (factors[at] === numbers[at]) mul(found[at], rest, products[at]);
      mul(rest, rest, factors[at]);
    }
    return found;
  }

  /** The number that 32 bytes say, the lowest first; null where it is not below p. */
  function read(bytes) {
    let held = 0;
    for (let limb = 0, bits = 0, at = 0; limb < 12; limb++) {
      for (; bits < WIDTHS[limb]; bits += 8) held |= bytes[at++] << bits;
      limbs[limb] = held & MASKS[limb];
      held >>>= WIDTHS[limb];
      bits -= WIDTHS[limb];
    }
    if (held !== 0 || !isBelowP()) return null;
    const r = zero();
    for (let limb = 0; limb < 12; limb++) r[limb] = limbs[limb] * UNITS[limb];
    return r;
  }

  /** The 32 bytes of a number, the lowest first. */
  function write(a) {
    reduce(a);
    const bytes = new Uint8Array(32);
    let held = 0;
    for (let limb = 0, bits = 0, at = 0; limb < 12; limb++) {
      held |= limbs[limb] << bits;
      for (bits += WIDTHS[limb]; bits >= 8; bits -= 8, held >>>= 8) bytes[at++] = held & 0xff;
    }
    bytes[31] = held;
    return bytes;
  }

  return {
    P, ONE, zero, of, value, read, write, mul, square, add, sub,
    rootPower, inverse, inverses, isZero, isNegative, isSame,
  };
})();
