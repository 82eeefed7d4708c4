"""A thief with the live database and shares of 监票人: two name every choice, one names none.

docs/secrecy.md, tests 1, 21 and 23, as far as the shares go.
"""

import logging
from pathlib import Path

import pytest
from makers.meetings import a_plan
from makers.meetings_of_scrutineers import (
    HOLDERS,
    a_closed_meeting_of_scrutineers,
    an_open_meeting_of_scrutineers,
)
from people.searcher import everything, files, spellings
from people.thief import best_guess, chance
from secrecy.test_relinking import CHOICES, CIPHERTEXT, COLUMNS, OF_OURS, choices_of, relink
from sqlalchemy import update

from ballot.box import group, keyslip, opening, partial, published, shares
from ballot.box.shares import Share
from ballot.domain.access import CONSOLE
from ballot.domain.errors import NoSharesHere, NotInState, ProofRefused
from ballot.domain.meeting import Custody
from ballot.domain.meetings.result import Way
from ballot.storage import meetings, tables
from ballot.storage.database import Database
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.create_meeting import create_meeting
from ballot.usecases.meeting.rehearse import rehearse
from ballot.usecases.opening.publish_list import publish_list
from ballot.usecases.opening.send_partials import send_partials, send_share

FEW = sorted(CHOICES[::4], key=lambda choice: (choice * 7919) % 11)
"""A quarter of the hall: what is shown does not need more."""


def whole(*held: Share) -> bytes:
    """What two shares make together."""
    weights = shares.weights([each.number for each in held])
    parts = [group.times(weights[each.number], group.read_scalar(each.secret)) for each in held]
    return bytes(group.plus(*parts))


def named(secret: bytes, ciphertext: bytes) -> int | None:
    """The choice that a key finds in one sealed answer."""
    try:
        return opening.open_sum(secret, ciphertext, COLUMNS, 1).index(1)
    except ProofRefused:
        return None


def test_two_shares_and_the_database_name_every_choice_and_one_share_none(
    hall: Hall, database: Database, tmp_path: Path
) -> None:
    size = len(FEW)
    held = an_open_meeting_of_scrutineers(hall, slips=size, eligible=size)
    linked = relink(database, tmp_path, OF_OURS, lambda: held.meeting.cast_all(FEW))
    choices = choices_of(held.meeting, FEW)
    assert len(linked) == size
    for pair in ((0, 1), (0, 2), (1, 2)):
        key = whole(*(held.shares[at] for at in pair))
        assert {each.h: named(key, each.found[:CIPHERTEXT]) for each in linked} == choices
    for share in held.shares:
        assert {named(share.secret, each.found[:CIPHERTEXT]) for each in linked} == {None}
    guessed, asked, most = best_guess(linked, choices)
    assert guessed <= chance(asked, most)


def test_what_came_of_one_key_opens_no_sum(hall: Hall) -> None:
    """The partial decryptions of one lie in the database until the second comes."""
    held = a_closed_meeting_of_scrutineers(hall, FEW[:6], slips=6, eligible=6)
    sent = held.made(hall, 1)
    send_partials(hall, held.holder(1), held.number, sent, Way.PAGE)
    given = publish_list(hall, CONSOLE, held.number)
    listed = published.from_json("".join(given.pieces))
    (total,) = published.totals(listed, given.close_value, 1)
    seconds = [c2 for _c1, c2 in _pairs(total.sum)]
    weights = (group.ONE, shares.weights((1, 2))[1], shares.weights((1, 3))[1])
    made = sent.partials[0].points
    points = [group.read_point(made[at : at + 32]) for at in range(0, len(made), 32)]
    for weight in weights:
        rests = [
            group.sub(second, group.mul(weight, point))
            for second, point in zip(seconds, points, strict=True)
        ]
        with pytest.raises(ProofRefused):
            opening.logarithms(rests, 6)
    second = published.partials(listed, held.shares[1], given.close_value, 1).partials[0]
    counts = partial.combine(held.keys, total, (sent.partials[0], second), 6)
    assert sum(counts) == 6, "the control: the second opens it"


def _pairs(total: bytes) -> list[tuple[group.Point, group.Point]]:
    points = [group.read_point(total[at : at + 32]) for at in range(0, len(total), 32)]
    return list(zip(points[::2], points[1::2], strict=True))


def test_a_share_that_the_server_used_lies_nowhere_afterwards(
    hall: Hall, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    held = a_closed_meeting_of_scrutineers(hall, FEW[:4], slips=4, eligible=4)
    for share in held.shares[:2]:
        send_share(hall, CONSOLE, held.number, share.secret)
    kept = hall.database.read(everything) + files(tmp_path / "data") + caplog.text.encode()
    assert HOLDERS[0].encode() in kept, "the control: what does lie there is found"
    secrets = [share.secret for share in held.shares] + [whole(*held.shares[:2])]
    for secret in secrets:
        slip = keyslip.write(secret).encode()
        for text in (*spellings(secret), slip, slip.replace(b" ", b"")):
            assert text not in kept


def test_formal_shares_open_no_rehearsal(hall: Hall) -> None:
    """A rehearsal has a key of its own, which the server holds: no share is even looked at.

    Nor where somebody writes into the database that it was closed.
    """
    held = a_closed_meeting_of_scrutineers(hall, FEW[:4], slips=4, eligible=4)
    other = create_meeting(hall, CONSOLE, a_plan(custody=Custody.SCRUTINEERS))
    rehearse(hall, CONSOLE, other)
    row = hall.database.read(lambda db: meetings.get(db, other))
    assert row.pk != held.keys.pk
    with pytest.raises(NotInState):
        send_share(hall, CONSOLE, other, held.shares[0].secret)
    forged = update(tables.meeting).where(tables.meeting.c.number == other).values(state="closed")
    hall.database.write(lambda db: db.execute(forged))
    with pytest.raises(NoSharesHere):
        send_share(hall, CONSOLE, other, held.shares[0].secret)
    assert send_share(hall, CONSOLE, held.number, held.shares[0].secret).count == 1, "the control"
