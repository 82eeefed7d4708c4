// The ZIP of a bundle in its one spelling: every byte of it that is no content is computed again
// and compared (docs/bundle.md, The file).
const container = (() => {
  const NAME = /^[a-z0-9][a-z0-9.-]{0,39}$/;
  const LOCAL = 30;
  const DATE = 0x0021;

  const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
    let rest = byte;
    for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? 0xedb88320 ^ (rest >>> 1) : rest >>> 1;
    return rest;
  });

  function crc32(bytes) {
    let sum = 0xffffffff;
    for (const byte of bytes) sum = TABLE[(sum ^ byte) & 0xff] ^ (sum >>> 8);
    return ~sum >>> 0;
  }

  /** Fields of 2 or 4 bytes, the lowest first: [value, bytes] each. */
  function fields(...pairs) {
    return Uint8Array.from(
      pairs.flatMap(([value, size]) =>
        Array.from({ length: size }, (_, at) => Math.floor(value / 256 ** at) & 0xff),
      ),
    );
  }

  const described = ({ name, crc, size }) => [
    [20, 2], [0, 2], [0, 2], [0, 2], [DATE, 2], [crc, 4], [size, 4], [size, 4], [name.length, 2], [0, 2],
  ];

  const localHeader = (entry) =>
    octets.concat(fields([0x04034b50, 4], ...described(entry)), octets.utf8(entry.name));

  const directoryEntry = (entry) =>
    octets.concat(
      fields(
        [0x02014b50, 4], [0x0314, 2], ...described(entry),
        [0, 2], [0, 2], [0, 2], [0o100644 * 65536, 4], [entry.at, 4],
      ),
      octets.utf8(entry.name),
    );

  const end = (count, size, at) =>
    fields([0x06054b50, 4], [0, 2], [0, 2], [count, 2], [count, 2], [size, 4], [at, 4], [0, 2]);

  const u32At = (file, at) => fieldAt(file, at, 4);
  const fieldAt = (file, at, size) => {
    let value = 0;
    for (let byte = size - 1; byte >= 0; byte--) value = value * 256 + file[at + byte];
    return value;
  };

  function readEntry(file, at) {
    require(at + LOCAL <= file.length, "file");
    const size = u32At(file, at + 18);
    const length = fieldAt(file, at + 26, 2);
    const start = at + LOCAL + length;
    require(length >= 1 && length <= 40 && start <= file.length, "file");
    const name = String.fromCharCode(...file.subarray(at + LOCAL, start));
    require(NAME.test(name), "file");
    const entry = { name, at, size, crc: u32At(file, at + 14), next: start + size };
    require(octets.isSame(file.subarray(at, start), localHeader(entry)), "file");
    require(entry.next <= file.length, "file");
    entry.content = file.subarray(start, entry.next);
    require(crc32(entry.content) === entry.crc, "file");
    return entry;
  }

  /** Name → content of every part; refuses with "file". */
  function open(file) {
    const entries = [];
    let at = 0;
    while (u32At(file, at) === 0x04034b50) {
      const entry = readEntry(file, at);
      require(entries.length === 0 || entries[entries.length - 1].name < entry.name, "file");
      entries.push(entry);
      at = entry.next;
    }
    require(entries.length > 0 && entries.length <= 65535, "file");
    const directory = octets.concat(...entries.map(directoryEntry));
    const last = octets.concat(directory, end(entries.length, directory.length, at));
    require(octets.isSame(file.subarray(at), last), "file");
    return new Map(entries.map(({ name, content }) => [name, content]));
  }

  return { open };
})();
