// The proofs of sealed answers in a browser: that one is a lawful answer (docs/box.md).
// It mirrors ballot/box/{proofs,one_of}.py. Nothing here touches the page.

import * as box from "./box.js";
import { Refused } from "./box.js";

const { ORDER, Point } = box;
const PAIR = 64;
const BITS = 7;
const HIGHEST = 100n;
const SHIFT = 27n;

const modulo = (value) => ((value % ORDER) + ORDER) % ORDER;
const sum = (points) => points.reduce((total, point) => total.add(point), Point.ZERO);
const slices = (bytes, size) =>
  Array.from({ length: bytes.length / size }, (_, at) => bytes.subarray(size * at, size * (at + 1)));
const hashed2 = (...fields) => box.reduce(box.sha512(box.framed(box.utf8("ballot-v2"), ...fields)));

const placeOf = ({ run, cell }) => [run, ...cell.map(box.number)];

/** The 16 bytes of id that follow from the ciphertexts and their place {run, pk, cell}. */
export const idOf = (place, ct) =>
  box
    .sha512(box.framed(box.utf8("ballot-v1"), box.utf8("id"), ...placeOf(place), ct))
    .subarray(0, 16);

/** Whether {id, ct, proof} is one lawful answer to what was asked, {columns, number}, there. */
export function holds(place, asked, answer) {
  try {
    requireLawful(place, asked, answer);
    return true;
  } catch (error) {
    if (error instanceof Refused) return false;
    throw error;
  }
}

function requireLawful(place, { columns, number }, answer) {
  const size = number ? 2 * PAIR * columns + PAIR : PAIR * columns;
  if (answer.ct.length !== PAIR * columns || answer.proof.length !== size) throw new Refused("length");
  const pk = box.readKey(place.pk);
  const pairs = slices(answer.ct, PAIR).map((ct) => {
    const pair = slices(ct, 32).map(box.readPoint);
    if (pair[0].is0()) throw new Refused("identity");
    return pair;
  });
  if (!box.isSame(answer.id, idOf(place, answer.ct))) throw new Refused("id");
  (number ? requireNumber : requireChoice)(place, pk, pairs, answer);
}

/** response·(G, P) - challenge·(first, second), 64 bytes. */
const commitment = (pk, [first, second], challenge, response) =>
  box.concat(
    box.base(response).subtract(box.mul(challenge, first)).toBytes(),
    box.mul(response, pk).subtract(box.mul(challenge, second)).toBytes(),
  );

/** One column holds 1 and every other 0. */
function requireChoice(place, pk, pairs, { id, ct, proof }) {
  const said = [...placeOf(place), id, box.number(pairs.length), place.pk, ct];
  const weights = pairs.map((_, at) => hashed2(box.utf8("combine"), ...said, box.number(at)));
  const [first, second] = [0, 1].map((half) =>
    sum(pairs.map((pair, at) => box.mul(weights[at], pair[half]))),
  );
  const numbers = slices(proof, 32).map(box.readScalar);
  const commitments = weights.map((weight, at) => {
    const less = [first, second.subtract(box.base(weight))];
    return commitment(pk, less, numbers[2 * at], numbers[2 * at + 1]);
  });
  const challenges = weights.reduce((total, _, at) => total + numbers[2 * at], 0n);
  const wanted = hashed2(box.utf8("one-of"), ...said, box.concat(...commitments));
  if (modulo(challenges) !== wanted) throw new Refused("choice");
}

/** Every column holds 0 or 1, and together they are a whole number 0…100, or 弃权. */
function requireNumber(place, pk, pairs, { id, ct, proof }) {
  const said = [...placeOf(place), id, box.number(pairs.length)];
  const challenge = (kind, at, points) =>
    box.hashed(box.utf8(kind), ...said, box.number(at), place.pk, ct, points);
  const numbers = slices(proof, 32).map(box.readScalar);
  pairs.forEach(([c1, c2], at) => {
    const [ofZero, ofOne, zero, one] = numbers.slice(4 * at, 4 * at + 4);
    const points = box.concat(
      commitment(pk, [c1, c2], ofZero, zero),
      commitment(pk, [c1, c2.subtract(Point.BASE)], ofOne, one),
    );
    if (modulo(ofZero + ofOne) !== challenge("bit", at, points)) throw new Refused("bit");
  });
  const [made, response] = numbers.slice(-2);
  const points = commitment(pk, relationOf(pairs), made, response);
  if (made !== challenge("number", pairs.length, points)) throw new Refused("number");
}

/** w - v - 100·b - (0, 27·G). */
function relationOf(pairs) {
  const powers = Array.from({ length: BITS }, (_, bit) => 1n << BigInt(bit));
  const weights = [...powers.map((power) => -power), ...powers, -HIGHEST];
  const weighted = (half) =>
    sum(pairs.map((pair, at) => box.mul(modulo(weights[at]), pair[half])));
  return [weighted(0), weighted(1).subtract(box.base(SHIFT))];
}
