// The proofs of docs/box.md: that a sealed answer is a lawful one, and that a sum was opened by
// the key of the notice.
const proofs = (() => {
  const { ORDER } = group;
  const BITS = 7;
  const LIMIT = 100n;
  const SPARE = 27n;
  const { utf8, u32, framed, concat } = octets;

  const reduce = (digest) => octets.littleEndian(digest) % ORDER;
  const hashed = (label, ...fields) => reduce(vendored.sha512(framed(utf8(label), ...fields)));

  /** A scalar of 32 bytes; refuses with the word that is given. */
  function scalar(bytes, broken) {
    const found = octets.littleEndian(bytes);
    require(found < ORDER, broken, "scalar");
    return found;
  }

  function point(bytes, broken) {
    const found = group.decode(bytes);
    require(found, broken, "point");
    return found;
  }

  const slices = (bytes, size) =>
    Array.from({ length: bytes.length / size }, (_, at) => bytes.subarray(at * size, (at + 1) * size));

  const placeOf = ({ run, subject, question, ofClass }) => [
    run, u32(subject), u32(question), u32(ofClass),
  ];

  const idOf = (place, ct) =>
    vendored.sha512(framed(utf8("ballot-v1"), utf8("id"), ...placeOf(place), ct)).subarray(0, 16);

  /** The pairs (c1, c2) of an answer. */
  function pairsOf(ct) {
    const points = slices(ct, 32).map((bytes) => point(bytes, "proof"));
    return Array.from({ length: points.length / 2 }, (_, at) => {
      require(!group.isIdentity(points[2 * at]), "proof", "identity");
      return [points[2 * at], points[2 * at + 1]];
    });
  }

  /** The hashes of one beginning and a number from 0 each. */
  function hashedByNumber(beginning, count) {
    const begun = vendored.sha512.create().update(beginning);
    return Array.from({ length: count }, (_, at) =>
      reduce(begun.clone().update(framed(u32(at))).digest()),
    );
  }

  /** Half of z·G - e·first and of z·key - e·second + more·G. */
  function halfCommitments(key, [first, second], e, z, more) {
    const [halfZ, minusE] = [multiples.halved(z), -multiples.halved(e)];
    const one = multiples.multiple(minusE, first);
    multiples.add(one, halfZ, multiples.baseTable());
    const two = multiples.multiple(minusE, second);
    multiples.add(two, halfZ, key.table);
    if (more) multiples.add(two, multiples.halved(more), multiples.baseTable());
    return [one, two];
  }

  /** One column of a choice holds 1 and every other 0; refuses with "proof". */
  function requireChoice(key, place, { id, ct, proof }, pairs) {
    const said = [...placeOf(place), id, u32(pairs.length), key.bytes, ct];
    const label = [utf8("ballot-v2"), utf8("combine")];
    const weights = hashedByNumber(framed(...label, ...said), pairs.length);
    const [A, B] = [0, 1].map((half) =>
      multiples.doublings(multiples.combined(weights, pairs.map((pair) => pair[half]))),
    );
    const numbers = slices(proof, 32).map((bytes) => scalar(bytes, "proof"));
    let sum = 0n;
    const halves = weights.flatMap((weight, at) => {
      const [c, z] = [numbers[2 * at], numbers[2 * at + 1]];
      sum += c;
      return halfCommitments(key, [A, B], c, z, (c * weight) % ORDER);
    });
    const T = group.encodeDoubles(halves);
    const c = hashed("ballot-v2", utf8("one-of"), ...said, concat(...T));
    require(sum % ORDER === c, "proof", "one-of");
  }

  /** Every column holds 0 or 1, and together they are a whole number from 0 to 100 or 弃权. */
  function requireNumber(key, place, { id, ct, proof }, pairs) {
    const said = [...placeOf(place), id, u32(pairs.length)];
    const challenge = (kind, at, points) =>
      hashed("ballot-v1", utf8(kind), ...said, u32(at), key.bytes, ct, concat(...points));
    const numbers = slices(proof, 32).map((bytes) => scalar(bytes, "proof"));
    pairs.forEach((pair, at) => {
      const [e0, e1, z0, z1] = numbers.slice(4 * at, 4 * at + 4);
      const [first, second] = pair.map(multiples.doublings);
      const points = group.encodeDoubles([
        ...halfCommitments(key, [first, second], e0, z0, 0n),
        ...halfCommitments(key, [first, second], e1, z1, e1),
      ]);
      require((e0 + e1) % ORDER === challenge("bit", at, points), "proof", "bit");
    });
    const [e, z] = numbers.slice(-2);
    const relation = [0, 1].map((half) => multiples.doublings(relationOf(pairs, half)));
    const points = group.encodeDoubles(halfCommitments(key, relation, e, z, 0n));
    require(e === challenge("number", pairs.length, points), "proof", "number");
  }

  /** Σ 2ⁱ·wᵢ - Σ 2ⁱ·vᵢ - 100·b - (0, 27·G), one half of it. */
  function relationOf(pairs, half) {
    const powers = [...Array(BITS).keys()].map((bit) => 1n << BigInt(bit));
    const blank = pairs.length > 2 * BITS ? [-LIMIT] : [];
    const points = pairs.map((pair) => pair[half]);
    const base = half === 1 ? [group.BASE] : [];
    return multiples.combined(
      [...powers.map((power) => -power), ...powers, ...blank, ...(half === 1 ? [-SPARE] : [])],
      [...points, ...base],
    );
  }

  const sizeOf = ({ columns, isNumber }) => {
    const ct = 64 * columns;
    const proof = isNumber ? 128 * columns + 64 : 64 * columns;
    return { ct, proof, row: 16 + ct + proof };
  };

  /** The id of an answer follows from its ciphertexts; refuses with "proof". */
  const requireId = (place, { id, ct }) =>
    require(octets.isSame(id, idOf(place, ct)), "proof", "id");

  /** A sealed answer, its pairs; refuses with "proof". */
  function requireAnswer(key, place, asked, row) {
    const pairs = pairsOf(row.ct);
    (asked.isNumber ? requireNumber : requireChoice)(key, place, row, pairs);
    return pairs;
  }

  /** What is opened of the columns of a question: of a number its sum and its 弃权. */
  function openedOf({ isNumber }, sums) {
    if (!isNumber) return sums;
    const powers = [...Array(BITS).keys()].map((bit) => 1n << BigInt(bit));
    const value = [0, 1].map((half) =>
      multiples.combined(powers, sums.slice(0, BITS).map((pair) => pair[half])),
    );
    return [value, sums[2 * BITS] || [group.identity(), group.identity()]];
  }

  /** The partial decryption of a sum by a holder; its points. Refuses with "opening". */
  function requirePartial({ vk, number }, root, place, pairs, { points, proof }) {
    const sum = concat(...pairs.flat().map(group.encode));
    const given = slices(octets.fromHex(points), 32);
    const numbers = slices(octets.fromHex(proof), 32).map((bytes) => scalar(bytes, "opening"));
    const ofClass = place.ofClass === null ? new Uint8Array(0) : u32(place.ofClass);
    return pairs.map(([c1], at) => {
      const d = point(given[at], "opening");
      const [e, z] = numbers.slice(2 * at, 2 * at + 2);
      const made = [
        multiples.combined([z, -e], [group.BASE, vk.point]),
        multiples.combined([z, -e], [c1, d]),
      ].map(group.encode);
      const said = [place.run, root, u32(place.subject), u32(place.question), ofClass];
      const c = hashed(
        "ballot-v1", utf8("partial"), ...said, u32(number), u32(at), sum, vk.bytes, given[at],
        concat(...made),
      );
      require(c === e, "opening", "proof");
      return d;
    });
  }

  /** The n from 0 to limit with n·G = point; refuses with "opening". */
  function logarithm(wanted, limit) {
    const steps = Math.ceil(Math.sqrt(limit + 1));
    const small = new Map();
    let running = group.identity();
    for (let at = 0; at < steps; at++) {
      small.set(octets.hex(group.encode(running)), at);
      running = group.sum([running, group.BASE]);
    }
    let rest = wanted;
    for (let at = 0; at <= limit; at += steps) {
      const found = small.get(octets.hex(group.encode(rest)));
      if (found !== undefined && at + found <= limit) return at + found;
      rest = group.difference(rest, running);
    }
    throw new Refused("opening", "count");
  }

  return { sizeOf, pairsOf, requireId, requireAnswer, openedOf, requirePartial, logarithm };
})();
