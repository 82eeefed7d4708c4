"""Our group and proofs agree with an independent implementation, both ways.

@noble/curves in Chromium computes what libsodium computes here, and checks what is sealed here.
"""

import json
import os
import random
from pathlib import Path

import pytest
from playwright.sync_api import Page

from ballot.box import elgamal, group
from ballot.box.elgamal import Context

BOX = Path(__file__).resolve().parents[1] / "box"
VECTORS = json.loads((BOX / "rfc9496.json").read_text())
RUN = os.urandom(16)
SECRET, PK = elgamal.make_key()


def numbers(count: int) -> list[int]:
    """Random scalars, and those at the borders."""
    return [0, 1, group.ORDER - 1, *(random.randrange(group.ORDER) for _ in range(count))]  # noqa: S311


def test_the_browser_passes_the_vectors_of_rfc_9496(box_page: Page) -> None:
    multiples = box_page.evaluate(
        "() => [...Array(16).keys()].map((n) => h(box.base(BigInt(n)).toBytes()))"
    )
    assert multiples == VECTORS["multiples_of_the_generator"]
    invalid = [each for kind in VECTORS["invalid_encodings"].values() for each in kind]
    refused = box_page.evaluate(
        "(all) => all.map((raw) => why(() => box.readPoint(b(raw))))", invalid
    )
    assert refused == ["point"] * len(invalid)


def test_sums_and_multiples_of_random_points_are_the_same(box_page: Page) -> None:
    cases = [
        (group.scalar(s).hex(), group.base(group.scalar(p)).hex())
        for s, p in zip(numbers(20), reversed(numbers(20)), strict=True)
    ]
    ours = [
        (
            group.mul(group.Scalar(bytes.fromhex(s)), group.Point(bytes.fromhex(p))).hex(),
            group.base(group.Scalar(bytes.fromhex(s))).hex(),
            group.add(group.BASE, group.Point(bytes.fromhex(p))).hex(),
            group.sub(group.BASE, group.Point(bytes.fromhex(p))).hex(),
        )
        for s, p in cases
    ]
    theirs = box_page.evaluate(
        """(cases) => cases.map(([s, p]) => {
          const scalar = box.readScalar(b(s)), point = box.readPoint(b(p)), g = box.Point.BASE;
          return [box.mul(scalar, point), box.base(scalar), g.add(point), g.subtract(point)]
            .map((each) => h(each.toBytes()));
        })""",
        cases,
    )
    assert [tuple(each) for each in theirs] == ours


def test_digests_are_reduced_and_scalars_refused_alike(box_page: Page) -> None:
    digests = [os.urandom(64).hex() for _ in range(20)]
    ours = [group.reduce(bytes.fromhex(each)).hex() for each in digests]
    theirs = box_page.evaluate(
        "(all) => all.map((d) => h(box.writeScalar(box.reduce(b(d)))))", digests
    )
    assert theirs == ours
    bad = [group.ORDER.to_bytes(32, "little").hex(), "ff" * 32, "00" * 31]
    assert (
        box_page.evaluate("(all) => all.map((s) => why(() => box.readScalar(b(s))))", bad)
        == ["scalar"] * 3
    )
    assert box_page.evaluate("() => why(() => box.readKey(new Uint8Array(32)))") == "identity"


def test_the_browser_draws_scalars_that_differ_and_are_canonical(box_page: Page) -> None:
    drawn = box_page.evaluate(
        "() => Array.from({length: 50}, () => h(box.writeScalar(box.randomScalar())))"
    )
    assert len(set(drawn)) == 50
    assert all(group.read_scalar(bytes.fromhex(each)) for each in drawn)


# --- an answer sealed here, proved there ------------------------------------------------------


CHECK_BIT = """([place, columns, index, ct, proof]) => {
  const u = box.utf8, n = box.number, bytes = b(proof), pair = b(ct).subarray(64 * index);
  const [c0, c1, z0, z1] = [0, 32, 64, 96].map((at) => box.readScalar(bytes.subarray(at, at + 32)));
  const pk = box.readKey(b(place.pk)), minus = (s, p) => box.mul((box.ORDER - s) % box.ORDER, p);
  const [one, two] = [0, 32].map((at) => box.readPoint(pair.subarray(at, at + 32)));
  const half = (c, z, rest) => [box.base(z).add(minus(c, one)), box.mul(z, pk).add(minus(c, rest))];
  const points = [...half(c0, z0, two), ...half(c1, z1, two.subtract(box.Point.BASE))];
  const challenge = box.hashed(u("bit"), b(place.run), n(place.subject), n(place.question),
    n(place.voter_class), b(place.id), n(columns), n(index), b(place.pk), b(ct),
    box.concat(...points.map((point) => point.toBytes())));
  return (c0 + c1) % box.ORDER === challenge;
}"""


@pytest.mark.parametrize("choice", range(4))
def test_a_second_implementation_accepts_our_proofs_and_no_other_place(
    box_page: Page, choice: int
) -> None:
    place = Context(RUN, 3, 1, 2, os.urandom(16), PK)
    sealed = elgamal.seal(place, choice, 4)
    plain = {
        "run": RUN.hex(),
        "subject": 3,
        "question": 1,
        "voter_class": 2,
        "id": place.id.hex(),
        "pk": PK.hex(),
    }
    for index in range(4):
        proof = sealed.proof[128 * index : 128 * index + 128].hex()
        assert box_page.evaluate(CHECK_BIT, [plain, 4, index, sealed.ct.hex(), proof])
        assert not box_page.evaluate(
            CHECK_BIT, [{**plain, "subject": 4}, 4, index, sealed.ct.hex(), proof]
        )
