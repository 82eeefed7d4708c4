// docs/vectors.json recomputed from docs/bundle.md and docs/box.md alone, over @noble/curves and with
// nothing of the verifiers: each function gives the value that stands in the file.
() => {
  const { Point, ORDER, concat, framed, sha256 } = box;
  const n = box.number;
  const mod = (value) => ((value % ORDER) + ORDER) % ORDER;
  const bytesOf = (point) => point.toBytes();
  const times = (by, point) => box.mul(mod(by), point);
  const digest = (...parts) => sha256(concat(...parts));
  const byte = (value) => Uint8Array.of(value);
  const scalarOf = (label, fields) =>
    box.reduce(box.sha512(framed(box.utf8(label), ...fields)));

  const points = (raw) =>
    Array.from({ length: raw.length / 32 }, (_, at) => box.readPoint(raw.subarray(32 * at, 32 * at + 32)));
  const pairsOf = (raw) => {
    const all = points(raw);
    return all.flatMap((point, at) => (at % 2 ? [[all[at - 1], point]] : []));
  };
  const added = (all) =>
    all.reduce((one, two) => one.map(([a, b], at) => [a.add(two[at][0]), b.add(two[at][1])]));
  const written = (pairs) => h(concat(...pairs.flat().map(bytesOf)));

  function hashes({ fields }) {
    const raw = fields.map(b);
    return {
      fields,
      framed: h(framed(...raw)),
      hashed: h(box.writeScalar(scalarOf("ballot-v1", raw))),
      hashed2: h(box.writeScalar(scalarOf("ballot-v2", raw))),
    };
  }

  function slips(text, classes) {
    const rows = text.trimEnd().split("\n").map((line) => line.split(" "));
    const own = (at) => rows.filter(([, of]) => of === `${at}`).map(([slip]) => b(slip));
    return {
      slip_roots: Array.from({ length: classes }, (_, at) =>
        h(digest(box.utf8("slips-v1|"), ...own(at)))),
      slip_states: h(digest(
        box.utf8("slip-states-v1|"),
        ...rows.flatMap(([slip, , state]) => [b(slip), byte(Number(state))]),
      )),
    };
  }

  function listRoot(rows) {
    let level = rows.map(({ id, ct, proof }) =>
      digest(byte(0), framed(b(id), b(ct), sha256(b(proof)))));
    while (level.length > 1) {
      level = level.flatMap((one, at) => {
        if (at % 2) return [];
        return at + 1 < level.length ? [digest(byte(1), one, level[at + 1])] : [one];
      });
    }
    return h(digest(byte(2), n(rows.length), level[0]));
  }

  const meetingRoot = ({ subject, question, ...cell }, root) =>
    h(digest(byte(3), framed(concat(n(subject), n(question), n(cell.class), b(root)))));

  function numberSum(cts) {
    const all = added(cts.map((ct) => pairsOf(b(ct))));
    const zero = [Point.ZERO, Point.ZERO];
    const value = all.slice(0, 7).reduce((sum, pair, at) =>
      sum.map((point, half) => point.add(times(2n ** BigInt(at), pair[half]))), zero);
    return written([value, all[14] || zero]);
  }

  /** Whether a partial decryption is that of its holder; `ofClass` null: over all classes. */
  function holds(told, { number, points: made, proof }, ofClass) {
    const vk = number === 0 ? b(told.pk) : b(told.vks[number - 1]);
    const said = [b(told.run), b(told.root), n(told.subject), n(told.question),
      ofClass === null ? new Uint8Array(0) : n(ofClass), n(number)];
    const sum = b(told.sum);
    const scalar = (at) => box.readScalar(b(proof).subarray(32 * at, 32 * at + 32));
    return pairsOf(sum).every(([c1], column) => {
      const d = points(b(made))[column];
      const [e, z] = [scalar(2 * column), scalar(2 * column + 1)];
      const commitments = [
        times(z, Point.BASE).subtract(times(e, box.readPoint(vk))),
        times(z, c1).subtract(times(e, d)),
      ];
      const fields = [box.utf8("partial"), ...said, n(column), sum, vk, bytesOf(d),
        concat(...commitments.map(bytesOf))];
      return e === scalarOf("ballot-v1", fields);
    });
  }

  const weights = ([i, j]) => {
    const part = (above, below) =>
      h(box.writeScalar(mod(BigInt(above) * Point.Fn.inv(mod(BigInt(below))))));
    return [part(j, j - i), part(i, i - j)];
  };

  /** The counts 0…limit of a sum; `made` are [weight, points] of those who open it. */
  function counts(sum, made, limit) {
    return pairsOf(b(sum)).map(([, c2], column) => {
      const shared = made.map(([weight, raw]) => times(weight, points(b(raw))[column]));
      const rest = shared.reduce((point, each) => point.subtract(each), c2);
      return Array.from({ length: limit + 1 }, (_, at) => at)
        .find((at) => times(BigInt(at), Point.BASE).equals(rest));
    });
  }

  function opening(told) {
    const limit = told.counts.reduce((sum, count) => sum + count, 0);
    const { partials, whole } = told;
    const byTwo = told.weights.map(({ of, weights: found }) =>
      counts(told.sum, of.map((number, at) =>
        [box.readScalar(b(found[at])), partials[number - 1].points]), limit));
    return {
      hold: [whole, ...partials].every((each) => holds(told, each, told.class)),
      holdOverAll: told.partials_over_all_classes.every((each) => holds(told, each, null)),
      moved: [whole, ...partials].some((each) => holds(told, each, null)),
      opened: [...byTwo, counts(told.sum, [[1n, whole.points]], limit)],
    };
  }

  /** The one spelling: JSON.stringify with the keys in the order of their code points. */
  function canonical(value) {
    if (Array.isArray(value)) return `[${value.map(canonical)}]`;
    if (value === null || typeof value !== "object") return JSON.stringify(value);
    const points = (key) => Array.from(key, (each) => each.codePointAt(0).toString(16).padStart(6, "0"));
    const keys = Object.keys(value).sort((one, two) => (points(one).join() < points(two).join() ? -1 : 1));
    return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`)}}`;
  }

  function chain({ meeting, lines }) {
    let head = digest(box.utf8(`journal-v1|${meeting}`));
    const first = h(head);
    return [first, ...lines.map(({ bytes, head: _, ...line }) => {
      const text = box.utf8(canonical(line));
      head = digest(head, text);
      return h(text) === bytes ? h(head) : "another spelling";
    })];
  }

  window.vectors = {
    canonical: (value) => h(box.utf8(canonical(value))),
    hashes,
    slips,
    listRoot,
    meetingRoot,
    sum: (cts) => written(added(cts.map((ct) => pairsOf(b(ct))))),
    numberSum,
    weights,
    opening,
    chain,
    commitment: ({ meeting, run, totals, salt }) =>
      h(digest(box.utf8("paper-v1|"), b(salt), box.utf8(canonical([meeting, run, totals])))),
    signed: (kind, content, head) => h(digest(byte(kind), framed(b(content), b(head)))),
    sha256: (content) => h(sha256(b(content))),
  };
}
