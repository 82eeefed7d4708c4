// The sealed answers, list by list, and the opening of their sums.
const boxes = (() => {
  const SMALLEST_CLASS = 8;

  /** The cells of a meeting: subject, question, class, each from 0, in this order. */
  function cellsOf({ facts, asked }) {
    const cells = [];
    facts.subjects.forEach((_, subject) =>
      asked.forEach((__, question) =>
        facts.classes.forEach((___, ofClass) => cells.push({ subject, question, ofClass })),
      ),
    );
    return cells;
  }

  const nameOf = ({ subject, question, ofClass }) =>
    `${subject + 1}.${question + 1}.${ofClass + 1}`;

  /** The names of the parts that hold lists. */
  const namesOf = (told, counted) =>
    cellsOf(told)
      .filter(({ ofClass }) => counted.spentOf[ofClass] > 0)
      .map((cell) => `ballots-${nameOf(cell)}.bin`);

  /** Rows of id, ciphertexts and proof, as many as slips voted, by ascending id. */
  function readRows(bytes, asked, count) {
    const { ct, row } = proofs.sizeOf(asked);
    require(bytes.length === row * count, "counts", "list");
    const rows = Array.from({ length: bytes.length / row }, (_, at) => {
      const one = bytes.subarray(at * row, (at + 1) * row);
      return { id: one.subarray(0, 16), ct: one.subarray(16, 16 + ct), proof: one.subarray(16 + ct) };
    });
    rows.forEach(({ id }, at) =>
      require(at === 0 || octets.compare(rows[at - 1].id, id) < 0, "form", "order"),
    );
    return rows;
  }

  /** The first points of the pairs of a row, in hexadecimal. */
  const firstsOf = ({ ct }) =>
    Array.from({ length: ct.length / 64 }, (_, at) => octets.hex(ct.subarray(64 * at, 64 * at + 32)));

  /** Every list of a meeting; where the server seals, no c1 may occur twice. */
  function readLists(all, told, counted) {
    const seen = new Set();
    const requireFresh = (first) => {
      require(!seen.has(first), "reused");
      seen.add(first);
    };
    return cellsOf(told)
      .filter(({ ofClass }) => counted.spentOf[ofClass] > 0)
      .map((cell) => {
        const part = all.get(`ballots-${nameOf(cell)}.bin`);
        const rows = readRows(part, told.asked[cell.question], counted.spentOf[cell.ofClass]);
        if (told.facts.sealing === "server") rows.flatMap(firstsOf).forEach(requireFresh);
        return { ...cell, name: nameOf(cell), rows };
      });
  }

  /** The rows that share a c1 with another row of these, or have one twice. */
  function sharing(rows) {
    const seen = new Map();
    const found = new Set();
    for (const row of rows) {
      for (const first of firstsOf(row)) {
        const other = seen.get(first);
        if (other) found.add(other).add(row);
        seen.set(first, row);
      }
    }
    return found;
  }

  function rootOf({ rows }) {
    let level = rows.map(({ id, ct, proof }) =>
      octets.sha256(Uint8Array.of(0), octets.framed(id, ct, octets.sha256(proof))),
    );
    while (level.length > 1) {
      const above = [];
      for (let at = 0; at + 1 < level.length; at += 2) {
        above.push(octets.sha256(Uint8Array.of(1), level[at], level[at + 1]));
      }
      if (level.length % 2) above.push(level[level.length - 1]);
      level = above;
    }
    return octets.sha256(Uint8Array.of(2), octets.u32(rows.length), level[0]);
  }

  /** The roots of the lists, by name in hex, and that of the meeting. */
  function rootsOf(lists) {
    const roots = lists.map(rootOf);
    const fields = lists.map(({ subject, question, ofClass }, at) =>
      octets.concat(octets.u32(subject), octets.u32(question), octets.u32(ofClass), roots[at]),
    );
    return {
      byName: Object.fromEntries(lists.map(({ name }, at) => [name, octets.hex(roots[at])])),
      ofMeeting: octets.sha256(Uint8Array.of(3), octets.framed(...fields)),
    };
  }

  /** The sum of the columns of no answer yet. */
  const nothing = (columns) =>
    Array.from({ length: columns }, () => [group.identity(), group.identity()]);

  /** Whether each class is opened for itself: of none is a sum of fewer than eight. */
  function isApart(told, sums) {
    const isLarge = (cell) => {
      const list = sums.get(nameOf(cell));
      return Boolean(list) && list.ballots >= SMALLEST_CLASS;
    };
    return told.facts.classes.length > 1 && cellsOf(told).every(isLarge);
  }

  /** The sums that are opened, in the order of their cells; their class is null for the whole. */
  function sumsOf(told, counted, sums) {
    const apart = isApart(told, sums);
    const found = new Map();
    for (const { subject, question, ofClass } of cellsOf(told)) {
      const place = { subject, question, ofClass: apart ? ofClass : null };
      const key = JSON.stringify(place);
      const asked = told.asked[question];
      const total = found.get(key) || { ...place, columns: nothing(asked.columns), ballots: 0, invalid: 0 };
      const list = sums.get(nameOf({ subject, question, ofClass }));
      if (list) {
        total.columns = total.columns.map((pair, at) =>
          pair.map((point, half) => group.sum([point, list.columns[at][half]])),
        );
        total.ballots += list.ballots;
        total.invalid += list.invalid;
      }
      found.set(key, total);
    }
    return Array.from(found.values());
  }

  return { namesOf, nameOf, cellsOf, readLists, sharing, rootsOf, nothing, sumsOf };
})();
