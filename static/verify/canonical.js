// JSON in its one spelling (docs/bundle.md): sorted keys, no spaces, whole numbers alone.
const canonical = (() => {
  const LARGEST = 32 * 1024 * 1024;
  /** Whether a text has UTF-8: half a character, which JSON can escape, has none. */
  const hasUtf8 = (text) =>
    !/[\ud800-\udfff]/.test(text) || octets.text(octets.utf8(text)) === text;

  /** Keys stand in the order of their code points, not of their UTF-16 halves. */
  function byCodePoint(one, two) {
    const [first, second] = [Array.from(one), Array.from(two)];
    for (let at = 0; at < Math.min(first.length, second.length); at++) {
      const step = first[at].codePointAt(0) - second[at].codePointAt(0);
      if (step) return step;
    }
    return first.length - second.length;
  }

  function write(value) {
    if (Array.isArray(value)) return `[${value.map(write).join(",")}]`;
    if (value === null || typeof value !== "object") return JSON.stringify(value);
    const keys = Object.keys(value).sort(byCodePoint);
    return `{${keys.map((key) => `${JSON.stringify(key)}:${write(value[key])}`).join(",")}}`;
  }

  function isWritten(value) {
    if (typeof value === "number") return Number.isSafeInteger(value) && !Object.is(value, -0);
    if (typeof value === "string") return hasUtf8(value);
    if (value === null || typeof value !== "object") return true;
    return Object.keys(value).every(hasUtf8) && Object.values(value).every(isWritten);
  }

  /** The value of a part; refuses every other spelling, with "form" unless told otherwise. */
  function read(bytes, broken = "form") {
    require(bytes.length <= LARGEST, "size");
    try {
      const text = octets.text(bytes);
      const value = JSON.parse(text);
      if (isWritten(value) && write(value) === text) return value;
    } catch (error) {
      // Neither UTF-8 nor JSON, or brackets without end.
    }
    throw new Refused(broken, "spelling");
  }

  return { LARGEST, read, write, byCodePoint };
})();
