"""A list of a meeting whose phones seal, what is left out of it, and lists that lie of that."""

import dataclasses
import hashlib
import json
import os
from collections.abc import Callable
from typing import Any

from people.forger import Forger, Given

from ballot.box import elgamal, envelope, exclusion, opening, shares, transcript
from ballot.box.elgamal import ProofContext, Sealed
from ballot.box.envelope import Fresh
from ballot.box.exclusion import Asked, Excluded
from ballot.box.group import Point
from ballot.box.published import Published
from ballot.domain.excluded import Flaw
from ballot.domain.meeting import Sealing
from ballot.domain.paper import Question

RUN = os.urandom(16)
KEYS, SHARES = shares.split()
CELL, OTHER = (0, 0, 0), (0, 1, 0)
PLACE = ProofContext(RUN, *CELL, KEYS.pk)
QUESTIONS = (Question("", ("是", "否", "弃"), blank=False), Question("", (), blank=True))
NOTICE = json.dumps(
    {
        "run": RUN.hex(),
        "pk": KEYS.pk.hex(),
        "sealing": "phone",
        "questions": [
            {"text": "", "options": list(each.options), "blank": each.blank} for each in QUESTIONS
        ],
    }
)


def same(pk: bytes) -> Given:
    """One randomness for two answers."""
    return Given(Point(pk), Fresh(Point(pk)).take(envelope.CHOICE, 3))


def foreign_proof(sealed: Sealed) -> Sealed:
    return Sealed(sealed.id, sealed.ct, elgamal.seal(PLACE, 0, 3).proof)


ONCE = same(KEYS.pk)
GOOD = [elgamal.seal(PLACE, choice, 3) for choice in (0, 1, 1)]
STUFFED = elgamal.seal(PLACE, 0, 3, Forger(Point(KEYS.pk), (2, -1, 0)))
PAIR = [elgamal.seal(PLACE, choice, 3, ONCE) for choice in (0, 2)]
COPY = GOOD[0].ct[:64] + elgamal.seal(PLACE, 0, 3).ct[64:]
COPIED = foreign_proof(Sealed(transcript.id_of(PLACE, COPY), COPY, b""))
FIRST = sorted([*GOOD, STUFFED, *PAIR, COPIED], key=lambda each: each.id)
NUMBERS = [elgamal.seal_number(dataclasses.replace(PLACE, question=1), v, True) for v in range(6)]
WRONG = elgamal.seal_number(dataclasses.replace(PLACE, question=1, voter_class=1), 5, True)
WRONG = dataclasses.replace(
    WRONG, id=transcript.id_of(dataclasses.replace(PLACE, question=1), WRONG.ct)
)
SECOND = sorted([*NUMBERS, WRONG], key=lambda each: each.id)


def left_out(cell: opening.Cell, sealed: Sealed, why: Flaw) -> Excluded:
    return Excluded(cell, sealed.id, sealed.proof, why)


ALL = (
    left_out(CELL, STUFFED, Flaw.PROOF),
    left_out(CELL, COPIED, Flaw.PROOF),
    *(left_out(CELL, each, Flaw.C1_TWICE) for each in PAIR),
    left_out(OTHER, WRONG, Flaw.PROOF),
)


def rows(listed: list[Sealed]) -> exclusion.Rows:
    return tuple((each.id, each.ct, hashlib.sha256(each.proof).digest()) for each in listed)


LISTED = Published(
    meeting="482913",
    run=RUN,
    keys=KEYS,
    asked=(Asked(3), Asked(15, number=True)),
    apart=False,
    lists={CELL: rows(FIRST), OTHER: rows(SECOND)},
    head=bytes(32),
    sealing=Sealing.PHONE,
    excluded=ALL,
    frozen=NOTICE,
)


def excluding(*excluded: Excluded, **change: Any) -> Published:
    return dataclasses.replace(LISTED, excluded=excluded, **change)


REFUSED: list[tuple[str, Callable[[], Published], str]] = [
    (
        "a good one as failing",
        lambda: excluding(*ALL, left_out(CELL, GOOD[0], Flaw.PROOF)),
        "excluded",
    ),
    (
        "a good one as sharing",
        lambda: excluding(*ALL, left_out(CELL, GOOD[1], Flaw.C1_TWICE)),
        "excluded",
    ),
    (
        "the one whose c1 was copied",
        lambda: excluding(*ALL, left_out(CELL, GOOD[0], Flaw.C1_TWICE)),
        "excluded",
    ),
    (
        "a good one with the proof of another",
        lambda: excluding(*ALL, Excluded(CELL, GOOD[0].id, GOOD[1].proof, Flaw.PROOF)),
        "excluded",
    ),
    (
        "a good number",
        lambda: excluding(*ALL, left_out(OTHER, NUMBERS[0], Flaw.PROOF)),
        "excluded",
    ),
    ("one twice", lambda: excluding(*ALL, ALL[0]), "excluded"),
    (
        "one of no list",
        lambda: excluding(*ALL, Excluded(CELL, bytes(16), b"", Flaw.PROOF)),
        "excluded",
    ),
    (
        "one of another list",
        lambda: excluding(*ALL, left_out(OTHER, GOOD[0], Flaw.PROOF)),
        "excluded",
    ),
    (
        "one that fails as sharing",
        lambda: excluding(left_out(CELL, STUFFED, Flaw.C1_TWICE), *ALL[1:]),
        "excluded",
    ),
    (
        "one that shares as failing",
        lambda: excluding(*ALL[:2], left_out(CELL, PAIR[0], Flaw.PROOF), *ALL[3:]),
        "excluded",
    ),
    ("one of a pair counted", lambda: excluding(*ALL[:2], *ALL[3:]), "twice"),
    ("both of a pair counted", lambda: excluding(*ALL[:2], *ALL[4:]), "twice"),
    ("a copy that fails counted", lambda: excluding(ALL[0], *ALL[2:]), "twice"),
    ("no notice", lambda: excluding(*ALL, frozen=""), "frozen"),
    (
        "another key, under which every proof fails",
        lambda: excluding(
            left_out(CELL, GOOD[0], Flaw.PROOF), keys=dataclasses.replace(KEYS, pk=KEYS.vks[0])
        ),
        "frozen",
    ),
    (
        "another question, under which every proof fails",
        lambda: excluding(left_out(CELL, GOOD[0], Flaw.PROOF), asked=(Asked(4), LISTED.asked[1])),
        "frozen",
    ),
    (
        "another run, under which every proof fails",
        lambda: excluding(left_out(CELL, GOOD[0], Flaw.PROOF), run=bytes(16)),
        "frozen",
    ),
    (
        "a notice by which the server seals",
        lambda: excluding(*ALL, frozen=NOTICE.replace('"phone"', '"server"')),
        "frozen",
    ),
]
"""(what is done, the list, the word of its refusal)."""
