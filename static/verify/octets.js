// Bytes, their spellings, and the framing of docs/box.md.
const octets = (() => {
  const utf8 = (text) => new TextEncoder().encode(text);

  /** The text of UTF-8 bytes; throws a TypeError for any other. */
  const text = (bytes) => new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);

  const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

  const fromHex = (digits) =>
    Uint8Array.from(digits.match(/../g) || [], (pair) => parseInt(pair, 16));

  /** Whether a value is the lower-case hex of so many bytes. */
  const isHex = (value, bytes) =>
    typeof value === "string" && value.length === 2 * bytes && /^[0-9a-f]*$/.test(value);

  function concat(...parts) {
    const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) {
      all.set(part, at);
      at += part.length;
    }
    return all;
  }

  const u32 = (number) => Uint8Array.of(number >>> 24, number >>> 16, number >>> 8, number);

  const framed = (...fields) => concat(...fields.flatMap((field) => [u32(field.length), field]));

  const isSame = (one, two) =>
    one.length === two.length && one.every((byte, at) => byte === two[at]);

  /** Below 0, 0 or above 0, as the first bytes stand before, with or behind the others. */
  function compare(one, two) {
    for (let at = 0; at < Math.min(one.length, two.length); at++) {
      if (one[at] !== two[at]) return one[at] - two[at];
    }
    return one.length - two.length;
  }

  /** The number of bytes whose lowest stands first. */
  function littleEndian(bytes) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    let number = 0n;
    for (let at = bytes.length - 8; at >= 0; at -= 8) {
      number = (number << 64n) | view.getBigUint64(at, true);
    }
    return number;
  }

  const sha256 = (...parts) => vendored.sha256(concat(...parts));

  return {
    utf8, text, hex, fromHex, isHex, concat, u32, framed, isSame, compare, littleEndian, sha256,
  };
})();
