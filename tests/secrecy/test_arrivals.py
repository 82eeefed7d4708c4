"""Whoever has the database and every earlier copy of it does not learn who came after whom.

A log of a database is a copy of what was written, commit by commit; the thief here has them all.
"""

import random
from collections.abc import Sequence
from itertools import pairwise

from makers.life import rosters
from makers.meetings import a_draft
from sqlalchemy import text
from sqlalchemy.orm import Session

from ballot.domain.access import CONSOLE
from ballot.storage.hall import roster
from ballot.usecases.hall import Hall
from ballot.usecases.roster.check_in import check_in
from ballot.usecases.verified import arrivals

PEOPLE = 40


def guesses(copies: Sequence[bytes]) -> list[int | None]:
    """Who came between two copies: the one place that differs, if one alone does."""
    found: list[int | None] = []
    for before, after in pairwise(copies):
        differing = [at for at, (a, b) in enumerate(zip(before, after, strict=True)) if a != b]
        found.append(differing[0] if len(differing) == 1 else None)
    return found


def a_hall_that_comes(hall: Hall) -> tuple[str, list[int], list[bytes]]:
    """A meeting, the order in which its people came, and a copy after each."""
    number = a_draft(hall, slips=0, eligible=99).number
    rosters.a_roster(hall, number, rosters.people(PEOPLE))
    order = random.Random(7).sample(range(PEOPLE), PEOPLE)  # noqa: S311 an order, no secret
    copies = [_copy(hall, number)]
    for place in order:
        check_in(hall, CONSOLE, number, place)
        copies.append(_copy(hall, number))
    return number, order, copies


def _copy(hall: Hall, number: str) -> bytes:
    return hall.database.read(lambda db: roster.marks(db, number)) or b""


def test_copies_of_the_marks_tell_neither_who_came_nor_after_whom(hall: Hall) -> None:
    _number, order, copies = a_hall_that_comes(hall)
    assert guesses(copies) == [None] * PEOPLE
    assert len(set(copies)) == PEOPLE + 1
    nearest = [
        min(range(PEOPLE), key=lambda at, a=a, b=b: a[12 + at] ^ b[12 + at])
        for a, b in pairwise(copies)
    ]
    right = sum(one == other for one, other in zip(nearest, order, strict=True))
    assert right <= 6, "40 guesses of one in 40: one is right by chance"


def test_the_control_plain_marks_and_the_key_tell_the_whole_order(hall: Hall) -> None:
    number, order, copies = a_hall_that_comes(hall)
    plain = [bytes(at in order[:come] for at in range(PEOPLE)) for come in range(PEOPLE + 1)]
    assert guesses(plain) == order

    def opened(db: Session, sealed: bytes) -> bytes:
        roster.put_marks(db, number, sealed)
        come = arrivals.read(hall, db, number)
        return bytes(at in come for at in range(PEOPLE))

    seen = [hall.database.write(lambda db, each=each: opened(db, each)) for each in copies]
    assert guesses(seen) == order


def test_the_rows_of_the_roster_bear_one_number_and_the_naive_ones_the_order(hall: Hall) -> None:
    number, order, _copies = a_hall_that_comes(hall)
    if hall.database.dialect != "postgresql":
        rows = hall.database.read(lambda db: roster.of_meeting(db, number))
        assert [each.position for each in rows] == list(range(PEOPLE))
        return
    of_one = "SELECT count(DISTINCT xmin::text) FROM roster"
    assert hall.database.read(lambda db: db.scalar(text(of_one))) == 1
    hall.database.write(
        lambda db: db.execute(
            text("CREATE TABLE naive AS SELECT position, false AS come FROM roster")
        )
    )
    for place in order:
        sent = text("UPDATE naive SET come = true WHERE position = :at")
        hall.database.write(lambda db, at=place, sent=sent: db.execute(sent, {"at": at}))
    ask = text("SELECT position FROM naive ORDER BY xmin::text::bigint")
    assert hall.database.read(lambda db: list(db.scalars(ask))) == order
