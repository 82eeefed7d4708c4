// The one proof of a choice over @noble/curves, written from docs/box.md alone: a prover and a
// verifier that share nothing with the product but the curve, hashing and framing of static/box.js.
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
  const saidOf = (place, id, ct) => [...cell(place), id, n(place.columns), b(place.pk), ct];
  const weightsOf = (said, columns) =>
    [...Array(columns).keys()].map((at) => hashed("combine", ...said, n(at)));

  function prove(place, choice, { r, u, d }) {
    const G = Point.BASE;
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

  function check(answer) {
    const { columns } = answer;
    const [id, ct, proof] = [answer.id, answer.ct, answer.proof].map(b);
    if (ct.length !== 64 * columns || proof.length !== 64 * columns) throw new box.Refused("length");
    const P = box.readKey(b(answer.pk));
    const point = (at) => box.readPoint(ct.subarray(at, at + 32));
    const pairs = [...Array(columns).keys()].map((at) => [point(64 * at), point(64 * at + 32)]);
    if (pairs.some(([first]) => first.is0())) throw new box.Refused("identity");
    if (!box.isSame(id, idOf(answer, ct))) throw new box.Refused("id");
    const said = saidOf(answer, id, ct);
    const weights = weightsOf(said, columns);
    const combined = (half) =>
      pairs.reduce((sum, pair, at) => sum.add(times(weights[at], pair[half])), Point.ZERO);
    const [A, B] = [combined(0), combined(1)];
    const scalar = (at) => box.readScalar(proof.subarray(at, at + 32));
    let total = 0n;
    const T = weights.flatMap((weight, at) => {
      const [c, z] = [scalar(64 * at), scalar(64 * at + 32)];
      total += c;
      const Bj = B.subtract(times(weight, Point.BASE));
      const first = times(z, Point.BASE).subtract(times(c, A));
      return [first, times(z, P).subtract(times(c, Bj))];
    });
    if (mod(total) !== hashed("one-of", ...said, concat(...T.map(bytes)))) {
      throw new box.Refused("choice");
    }
  }

  const numbers = (columns) => Array.from({ length: columns }, box.randomScalar);
  window.oneOf = {
    /** The word with which an answer is refused; null where it is accepted. */
    whyRefused: (answer) => why(() => check(answer)),
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
