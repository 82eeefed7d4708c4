// Exact fractions; the one rounding, half up, is at the moment of display.
const fraction = (() => {
  const gcd = (a, b) => (b === 0n ? a : gcd(b, a % b));

  function of(above, below = 1n) {
    const [a, b] = [BigInt(above), BigInt(below)];
    const common = gcd(a < 0n ? -a : a, b) || 1n;
    return { above: a / common, below: b / common };
  }

  const add = (one, two) => of(one.above * two.below + two.above * one.below, one.below * two.below);
  const multiply = (one, two) => of(one.above * two.above, one.below * two.below);
  const isSame = (one, two) => one.above === two.above && one.below === two.below;

  /** "27/31"; a whole number is "112". */
  const exact = ({ above, below }) => (below === 1n ? `${above}` : `${above}/${below}`);

  /** "97.55": two places, a half going away from zero. */
  function shown({ above, below }) {
    const size = above < 0n ? -above : above;
    const nearest = (200n * size + below) / (2n * below);
    const digits = `${nearest}`.padStart(3, "0");
    return `${above < 0n && nearest > 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
  }

  /** The shortest decimal where there is one within twenty places: "97.5"; else "1/3". */
  function plain(value) {
    let [places, scale] = [0, 1n];
    while (scale % value.below && places < 20) [places, scale] = [places + 1, scale * 10n];
    if (scale % value.below || places === 0) return exact(value);
    const digits = `${(value.above * scale) / value.below}`.padStart(places + 1, "0");
    return `${digits.slice(0, -places)}.${digits.slice(-places)}`;
  }

  const percent = (share) => shown(multiply(share, of(100)));

  /** A decimal text; null for any other. */
  function decimal(text) {
    const found = /^([+-]?)([0-9]{1,12})(?:\.([0-9]{1,20}))?$/.exec(text);
    if (!found) return null;
    const places = found[3] || "";
    const size = BigInt(found[2] + places);
    return of(found[1] === "-" ? -size : size, 10n ** BigInt(places.length));
  }

  return { of, add, multiply, isSame, exact, plain, shown, percent, decimal };
})();
