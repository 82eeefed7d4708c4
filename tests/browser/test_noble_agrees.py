"""Our group and proofs agree with an independent implementation, both ways.

@noble/curves in Chromium computes what libsodium computes here, and checks what is sealed here.
"""

import json
import os
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from ballot.box import elgamal, group, proofs
from ballot.box.elgamal import ProofContext, Sealed

BOX = Path(__file__).resolve().parents[1] / "box"
VECTORS = json.loads((BOX / "rfc9496.json").read_text())
CHOICES = json.loads((BOX / "vectors" / "choice.json").read_text())
NUMBERS = json.loads((BOX / "vectors" / "number.json").read_text())
SECOND = (Path(__file__).parent / "sealed_by_noble.js").read_text()
COUNT = 2000 if os.environ.get("BALLOT_TEST_SCALE") == "full" else 40
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


# --- a choice: the one proof ------------------------------------------------------------------


@pytest.fixture
def noble(box_page: Page) -> Page:
    """A page that has a second implementation of sealed answers at hand as ``sealed``."""
    box_page.evaluate(SECOND)
    return box_page


def choices(count: int) -> Iterator[tuple[ProofContext, int, int]]:
    """Random places, each with a number of columns and a choice."""
    for _ in range(count):
        columns = random.choice((2, 3, 4, 5, 5, 5))  # noqa: S311
        cell = random.choices(range(2**32), k=3)  # noqa: S311
        yield ProofContext(os.urandom(16), *cell, PK), columns, random.randrange(columns)  # noqa: S311


def plain(place: ProofContext, columns: int) -> dict[str, Any]:
    cell = {"subject": place.subject, "question": place.question, "class": place.voter_class}
    return {"run": place.run.hex(), **cell, "pk": place.pk.hex(), "columns": columns}


def hexadecimal(answer: Sealed) -> dict[str, str]:
    return {"id": answer.id.hex(), "ct": answer.ct.hex(), "proof": answer.proof.hex()}


def test_the_browser_makes_the_vectors_of_the_one_proof_byte_for_byte(noble: Page) -> None:
    for case in CHOICES["lawful"]:
        made = noble.evaluate("(each) => sealed.proveWith(each, each.choice, each)", case)
        assert made == {name: case[name] for name in ("id", "ct", "proof")}


def test_the_browser_takes_and_refuses_the_vectors(noble: Page) -> None:
    for case in [each for file in (CHOICES, NUMBERS) for kind in file.values() for each in kind]:
        assert noble.evaluate("(each) => sealed.whyRefused(each)", case) == case.get("why")


def test_answers_proved_here_are_accepted_there_and_at_no_other_place(noble: Page) -> None:
    answers = []
    for place, columns, choice in choices(COUNT):
        sealed = elgamal.seal(place, choice, columns)
        answers.append(plain(place, columns) | hexadecimal(sealed))
    for at in range(0, COUNT, 20):
        some = answers[at : at + 20]
        assert noble.evaluate("(all) => all.map(sealed.whyRefused)", some) == [None] * len(some)
    moved = [each | {"subject": each["subject"] ^ 1} for each in answers[:5]]
    assert noble.evaluate("(all) => all.map(sealed.whyRefused)", moved) == ["id"] * 5
    foreign = [each | {"pk": elgamal.make_key()[1].hex()} for each in answers[:5]]
    assert noble.evaluate("(all) => all.map(sealed.whyRefused)", foreign) == ["choice"] * 5


def test_answers_proved_there_are_accepted_here(noble: Page) -> None:
    asked = list(choices(COUNT))
    for at in range(0, COUNT, 20):
        some = [[plain(place, columns), choice] for place, columns, choice in asked[at : at + 20]]
        made = noble.evaluate("(all) => all.map(([place, at]) => sealed.prove(place, at))", some)
        for (place, columns, choice), raw in zip(asked[at : at + 20], made, strict=True):
            answer = Sealed(*(bytes.fromhex(raw[name]) for name in ("id", "ct", "proof")))
            proofs.check(place, columns, answer)
            assert opened(answer.ct) == choice


def opened(ct: bytes) -> int:
    """Which column holds a 1, by the secret key."""
    x = group.read_scalar(SECRET)
    plain = [group.sub(two, group.mul(x, one)) for one, two in elgamal.pairs(ct)]
    assert sorted(plain) == sorted([group.BASE, *[group.IDENTITY] * (len(plain) - 1)])
    return plain.index(group.BASE)


# --- a whole number: its bits and what they are together --------------------------------------


@pytest.mark.parametrize("blank", [True, False])
def test_numbers_proved_here_are_accepted_there_and_at_no_other_place(
    noble: Page, blank: bool
) -> None:
    place = ProofContext(os.urandom(16), 3, 1, 2, PK)
    drawn = [random.randrange(101) for _ in range(COUNT // 40)]  # noqa: S311
    values = [0, 37, 100, *([None] if blank else []), *drawn]
    answers = [hexadecimal(elgamal.seal_number(place, each, blank)) for each in values]
    at_home = [plain(place, 0) | {"blank": blank} | each for each in answers]
    assert noble.evaluate("(all) => all.map(sealed.whyRefused)", at_home) == [None] * len(values)
    for change, word in (({"subject": 4}, "id"), ({"pk": group.BASE.hex()}, "bit")):
        elsewhere = [each | change for each in at_home]
        words = noble.evaluate("(all) => all.map(sealed.whyRefused)", elsewhere)
        assert words == [word] * len(values)
