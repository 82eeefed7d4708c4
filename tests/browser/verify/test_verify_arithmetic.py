"""The verifier's own arithmetic, in doubles, agrees with libsodium and with the vectors."""

import json
import os
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from ballot.box import elgamal, group
from ballot.box.transcript import ProofContext

ROOT = Path(__file__).resolve().parents[3]
BOX = ROOT / "tests" / "box"
POINTS = json.loads((BOX / "rfc9496.json").read_text())
CHOICES = json.loads((BOX / "vectors" / "choice.json").read_text())
NUMBERS = json.loads((BOX / "vectors" / "number.json").read_text())
COUNT = 2000 if os.environ.get("BALLOT_TEST_SCALE") == "full" else 100

AT_HAND = """() => {
  const b = octets.fromHex;
  const keys = new Map();
  const keyOf = (pk) => {
    if (!keys.has(pk)) {
      const P = group.decode(b(pk));
      if (P === null || group.isIdentity(P)) return null;
      keys.set(pk, { bytes: b(pk), table: multiples.table(P) });
    }
    return keys.get(pk);
  };
  // Whether an answer is taken; another length, or a key that is none, never comes so far.
  window.isTaken = ({ run, subject, question, columns, pk, id, ct, proof, ...more }) => {
    const isNumber = columns === undefined;
    const asked = { isNumber, columns: isNumber ? 14 + (more.blank ? 1 : 0) : columns };
    const size = proofs.sizeOf(asked);
    const key = keyOf(pk);
    if (key === null || ct.length !== 2 * size.ct || proof.length !== 2 * size.proof) return false;
    const place = { run: b(run), subject, question, ofClass: more.class };
    try {
      proofs.requireAnswer(key, place, asked, { id: b(id), ct: b(ct), proof: b(proof) });
      return true;
    } catch (error) {
      if (error instanceof Refused) return false;
      throw error;
    }
  };
  window.multipliedBy = (scalar, point) => {
    const [s, P] = [BigInt(scalar), group.decode(b(point))];
    const sum = group.identity();
    multiples.add(sum, s, multiples.table(P));
    const ways = [sum, multiples.multiple(s, multiples.doublings(P)), multiples.combined([s], [P])];
    const half = multiples.combined([multiples.halved(s)], [P]);
    const encoded = [...ways.map(group.encode), ...group.encodeDoubles([half, group.identity()])];
    return encoded.map(octets.hex);
  };
}"""


@pytest.fixture(scope="module")
def verifier(chromium: Browser) -> Iterator[Page]:
    """The page of the verifier, opened as a file without a network, its modules at hand."""
    context = chromium.new_context(offline=True)
    page = context.new_page()
    page.goto((ROOT / "static" / "verify.html").as_uri())
    page.evaluate(AT_HAND)
    yield page
    context.close()


def test_numbers_modulo_p_are_what_whole_numbers_give(verifier: Page) -> None:
    """Random ones, those at the borders, and sums of eight before they are carried."""
    wrong = verifier.evaluate(
        """() => {
          const { P, of, value, mul, square, read, write, zero } = field;
          const { isZero, isNegative, inverses } = field;
          const random = () => [...Array(8)].reduce(
            (all) => (all << 32n) | BigInt(Math.floor(Math.random() * 2 ** 32)), 0n) % P;
          const carried = (number) => {
            const r = zero();
            mul(r, of(number), of(1n));
            return r;
          };
          const borders = [0n, 1n, 2n, 19n, P - 1n, P - 19n, 2n ** 254n, 2n ** 234n - 1n];
          const numbers = [...borders, ...Array.from({ length: 200 }, random)];
          const wrong = [];
          for (const one of numbers) for (const two of numbers) {
            const r = zero();
            mul(r, of(one), of(two));
            if (value(r) !== (one * two) % P) wrong.push(["mul", `${one}`, `${two}`]);
            mul(r, carried(one).map((limb) => 4 * limb), carried(two).map((limb) => 2 * limb));
            if (value(r) !== (8n * one * two) % P) wrong.push(["sums", `${one}`, `${two}`]);
            mul(r, carried(one).map((limb) => 3 * limb), carried(two).map((limb) => -3 * limb));
            if (value(r) !== (((-9n * one * two) % P) + P) % P) wrong.push(["threes", `${one}`]);
          }
          for (const one of numbers) {
            const r = zero();
            square(r, of(one));
            if (value(r) !== (one * one) % P) wrong.push(["square", `${one}`]);
            if (value(read(write(of(one)))) !== one) wrong.push(["bytes", `${one}`]);
            if (isNegative(carried(one)) !== ((one & 1n) === 1n)) wrong.push(["odd", `${one}`]);
            if (isZero(carried(one)) !== (one === 0n)) wrong.push(["zero", `${one}`]);
          }
          const inverted = inverses(numbers.map(of)).map(value);
          numbers.forEach((one, at) => {
            const is = (one * inverted[at]) % P === (one === 0n ? 0n : 1n);
            if (!is || (one === 0n && inverted[at] !== 0n)) wrong.push(["inverse", `${one}`]);
          });
          return wrong;
        }"""
    )
    assert wrong == []


def test_the_largest_limbs_stay_exact(verifier: Page) -> None:
    """Every limb at half of the next place, three times as much, in signs that add up most."""
    wrong = verifier.evaluate(
        """([rounds]) => {
          const places = [...Array(13).keys()].map((limb) => Math.ceil(21.25 * limb));
          const most = places.slice(1).map((place) => 3 * 2 ** (place - 1));
          const whole = (limbs) => limbs.reduce((sum, limb) => sum + BigInt(limb), 0n);
          const signed = (signs) => most.map((limb, at) => ((signs >> at) & 1 ? -limb : limb));
          const r = field.zero();
          const wrong = [];
          for (let round = 0; round < rounds; round++) {
            const signs = [0, 0].map(() => (round ? Math.floor(Math.random() * 4096) : 0));
            const [one, two] = signs.map(signed);
            field.mul(r, one, two);
            const right = (((whole(one) * whole(two)) % field.P) + field.P) % field.P;
            if (field.value(r) !== right) wrong.push(signs);
          }
          return wrong;
        }""",
        [2000],
    )
    assert wrong == []


def test_it_passes_the_vectors_of_rfc_9496(verifier: Page) -> None:
    multiples = verifier.evaluate(
        """() => [...Array(16).keys()].map((n) => {
          const sum = group.identity();
          multiples.add(sum, BigInt(n), multiples.baseTable());
          return octets.hex(group.encode(sum));
        })"""
    )
    assert multiples == POINTS["multiples_of_the_generator"]
    invalid = [each for kind in POINTS["invalid_encodings"].values() for each in kind]
    decoded = "(all) => all.map((raw) => group.decode(octets.fromHex(raw)) === null)"
    assert verifier.evaluate(decoded, invalid) == [True] * len(invalid)
    assert verifier.evaluate(decoded, multiples) == [False] * len(multiples), "the control"


def test_multiples_by_every_way_are_those_of_libsodium(verifier: Page) -> None:
    scalars = [0, 1, 2, 31, 32, 2**252, group.ORDER - 1]
    scalars += [random.randrange(group.ORDER) for _ in range(30)]  # noqa: S311
    for scalar in scalars:
        point = group.base(group.scalar(random.randrange(1, group.ORDER)))  # noqa: S311
        theirs = verifier.evaluate("([s, p]) => multipliedBy(s, p)", [str(scalar), point.hex()])
        ours = group.mul(group.scalar(scalar), point).hex()
        assert theirs == [ours] * 4 + ["00" * 32], scalar


def test_it_takes_and_refuses_the_vectors(verifier: Page) -> None:
    for file in (CHOICES, NUMBERS):
        assert verifier.evaluate("(all) => all.map(isTaken)", file["lawful"]) == (
            [True] * len(file["lawful"])
        )
        assert verifier.evaluate("(all) => all.map(isTaken)", file["refused"]) == (
            [False] * len(file["refused"])
        )


def answers(count: int) -> Iterator[dict[str, Any]]:
    """Random answers, sealed here; one in ten is a whole number."""
    _, pk = elgamal.make_key()
    for at in range(count):
        cell = random.choices(range(2**32), k=3)  # noqa: S311
        context = ProofContext(os.urandom(16), *cell, pk)
        said: dict[str, Any] = {"run": context.run.hex(), "pk": pk.hex()}
        said |= {"subject": cell[0], "question": cell[1], "class": cell[2]}
        if at % 10 == 0:
            blank = bool(at % 20)
            made = elgamal.seal_number(context, random.randrange(101), blank)  # noqa: S311
            said |= {"blank": blank}
        else:
            columns = random.choice((2, 3, 4, 5, 5, 22))  # noqa: S311
            made = elgamal.seal(context, random.randrange(columns), columns)  # noqa: S311
            said |= {"columns": columns}
        yield said | {"id": made.id.hex(), "ct": made.ct.hex(), "proof": made.proof.hex()}


def test_random_answers_are_taken_and_at_no_other_place(verifier: Page) -> None:
    made = list(answers(COUNT))
    for at in range(0, COUNT, 20):
        some = made[at : at + 20]
        assert verifier.evaluate("(all) => all.map(isTaken)", some) == [True] * len(some)
    moved = [each | {"subject": each["subject"] ^ 1} for each in made[:10]]
    assert verifier.evaluate("(all) => all.map(isTaken)", moved) == [False] * 10
    torn = [each | {"proof": "00" * 32 + each["proof"][64:]} for each in made[:10]]
    assert verifier.evaluate("(all) => all.map(isTaken)", torn) == [False] * 10
