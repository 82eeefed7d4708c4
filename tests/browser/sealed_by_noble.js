// Sealed answers over @noble/curves, written from docs/box.md alone: a prover and a verifier of
// choices and a verifier of whole numbers, which share nothing with the product but the curve,
// hashing and framing of static/box/box.js.
() => {
  const { Point, ORDER, concat } = box;
  const n = box.number;
  const mod = (value) => ((value % ORDER) + ORDER) % ORDER;
  const invert = (value) => Point.Fn.inv(mod(value));
  const bytes = (point) => point.toBytes();
  const times = (by, point) => box.mul(mod(by), point);
  const digest = (label, kind, ...fields) =>
    box.sha512(box.framed(box.utf8(label), box.utf8(kind), ...fields));
  const hashed = (kind, ...fields) => box.reduce(digest("ballot-v2", kind, ...fields));

  const cell = ({ run, subject, question, ...at }) => [b(run), n(subject), n(question), n(at.class)];
  const idOf = (place, ct) => digest("ballot-v1", "id", ...cell(place), ct).subarray(0, 16);
  const G = Point.BASE;
  const sum = (points) => points.reduce((one, two) => one.add(two), Point.ZERO);
  const saidOf = (place, id, ct) => [...cell(place), id, n(place.columns), b(place.pk), ct];
  const weightsOf = (said, columns) =>
    [...Array(columns).keys()].map((at) => hashed("combine", ...said, n(at)));

  const weighted = (pairs, weights) =>
    [0, 1].map((half) => sum(pairs.map((pair, at) => times(weights[at], pair[half]))));

  function prove(place, choice, { r, u, d }) {
    const P = box.readKey(b(place.pk));
    const isTrue = (at) => at === choice;
    const pairs = r.map((each, at) => {
      const covered = times(each, P);
      return [times(each, G), isTrue(at) ? covered.add(G) : covered];
    });
    const ct = concat(...pairs.flat().map(bytes));
    const id = idOf(place, ct);
    const said = saidOf(place, id, ct);
    const weights = weightsOf(said, r.length);
    const rho = mod(weights.reduce((sum, weight, at) => sum + weight * r[at], 0n));
    const T = u.map((each, at) => {
      const second = times(each, P);
      return [times(each, G), isTrue(at) ? second : second.add(times(d[at], G))];
    });
    const c = hashed("one-of", ...said, concat(...T.flat().map(bytes)));
    const challenges = d.map((each, at) =>
      isTrue(at) ? 0n : mod(each * invert(weights[at] - weights[choice])));
    challenges[choice] = mod(c - challenges.reduce((sum, each) => sum + each, 0n));
    const proof = concat(...challenges.flatMap((each, at) =>
      [each, mod(u[at] + each * rho)].map(box.writeScalar)));
    return { id: h(id), ct: h(ct), proof: h(proof) };
  }

  /** The parts of an answer of `columns` whose proof has `size` bytes. */
  function read(answer, columns, size) {
    const [id, ct, proof] = [answer.id, answer.ct, answer.proof].map(b);
    if (ct.length !== 64 * columns || proof.length !== size) throw new box.Refused("length");
    const P = box.readKey(b(answer.pk));
    const point = (at) => box.readPoint(ct.subarray(at, at + 32));
    const pairs = [...Array(columns).keys()].map((at) => [point(64 * at), point(64 * at + 32)]);
    if (pairs.some(([first]) => first.is0())) throw new box.Refused("identity");
    if (!box.isSame(id, idOf(answer, ct))) throw new box.Refused("id");
    const scalar = (at) => box.readScalar(proof.subarray(at, at + 32));
    return { id, ct, P, pairs, scalar };
  }

  /** z·(G, P) − e·pair. */
  const committed = (P, [first, second], e, z) =>
    [times(z, G).subtract(times(e, first)), times(z, P).subtract(times(e, second))];

  function check(answer) {
    const { columns } = answer;
    const { id, ct, P, pairs, scalar } = read(answer, columns, 64 * columns);
    const said = saidOf(answer, id, ct);
    const weights = weightsOf(said, columns);
    const [A, B] = weighted(pairs, weights);
    let total = 0n;
    const T = weights.flatMap((weight, at) => {
      const [c, z] = [scalar(64 * at), scalar(64 * at + 32)];
      total += c;
      return committed(P, [A, B.subtract(times(weight, G))], c, z);
    });
    if (mod(total) !== hashed("one-of", ...said, concat(...T.map(bytes)))) {
      throw new box.Refused("choice");
    }
  }

  function checkNumber(answer) {
    const columns = answer.blank ? 15 : 14;
    const { id, ct, P, pairs, scalar } = read(answer, columns, 128 * columns + 64);
    const challenge = (kind, index, points) =>
      box.hashed(box.utf8(kind), ...cell(answer), id, n(columns), n(index), b(answer.pk), ct,
        concat(...points.map(bytes)));
    pairs.forEach(([one, two], at) => {
      const [e0, e1, z0, z1] = [0, 32, 64, 96].map((each) => scalar(128 * at + each));
      const points = [
        ...committed(P, [one, two], e0, z0), ...committed(P, [one, two.subtract(G)], e1, z1),
      ];
      if (mod(e0 + e1) !== challenge("bit", at, points)) throw new box.Refused("bit");
    });
    const powers = [1n, 2n, 4n, 8n, 16n, 32n, 64n];
    const counts = [...powers.map((each) => -each), ...powers, -100n].slice(0, columns);
    const [first, second] = weighted(pairs, counts);
    const [e, z] = [0, 32].map((each) => scalar(128 * columns + each));
    const points = committed(P, [first, second.subtract(times(27n, G))], e, z);
    if (e !== challenge("number", columns, points)) throw new box.Refused("number");
  }

  const numbers = (columns) => Array.from({ length: columns }, box.randomScalar);
  window.sealed = {
    /** The word with which an answer is refused; null where it is accepted. */
    whyRefused: (answer) => why(() => ("blank" in answer ? checkNumber : check)(answer)),
    /** An answer proved with numbers of our own. */
    prove: (place, choice) =>
      prove(place, choice, {
        r: numbers(place.columns), u: numbers(place.columns), d: numbers(place.columns),
      }),
    /** An answer proved with given numbers, scalars in hexadecimal. */
    proveWith: (place, choice, given) => {
      const read = (name) => given[name].map((each) => box.readScalar(b(each)));
      return prove(place, choice, { r: read("r"), u: read("u"), d: read("d") });
    },
  };
}
