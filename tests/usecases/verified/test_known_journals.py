"""A long chain that was verified is not walked again; what is behind it is, and a cut is seen."""

from typing import Any

import pytest
from makers.meetings import a_draft, a_hall
from sqlalchemy import text
from sqlalchemy.orm import Session

from ballot.domain import journal_line
from ballot.domain.access import CONSOLE
from ballot.domain.acts import Act
from ballot.domain.errors import Tampered
from ballot.domain.journal_line import JournalLine
from ballot.storage import journal
from ballot.storage.database import Database
from ballot.usecases import acts, journal_cache
from ballot.usecases.hall import Hall
from ballot.usecases.verified import chain

ALTER = "UPDATE journal SET detail = '{}' WHERE chain = :chain AND sequence = :at"
CUT = "DELETE FROM journal WHERE chain = :chain AND sequence >= :at"


@pytest.fixture
def number(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> str:
    """A meeting of five lines, all of which were seen, in a house where three are many."""
    monkeypatch.setattr(journal_cache, "LONG", 3)
    made = a_draft(hall).number
    while len(seen(hall, made)) < 5:
        add(hall, made)
    return made


def seen(hall: Hall, number: str) -> list[JournalLine]:
    return hall.database.read(lambda db: chain.of_meeting(hall, db, number))


def add(hall: Hall, number: str) -> None:
    acts.carry_out(
        hall, lambda db: acts.write_down(hall, db, CONSOLE, Act.EDIT, number, reason="又一次")
    )


def run(hall: Hall, statement: str, number: str, at: int) -> None:
    told = {"chain": journal_line.of_meeting(number), "at": at}
    hall.database.write(lambda db: db.execute(text(statement), told))


def test_only_what_was_added_since_is_read(
    hall: Hall, number: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[int] = []
    lines = journal.lines

    def noted(db: Session, chain: str, after: int = 0) -> list[JournalLine]:
        found = lines(db, chain, after)
        read.append(len(found))
        return found

    monkeypatch.setattr(journal, "lines", noted)
    add(hall, number)
    before = seen(hall, number)
    assert seen(hall, number) == before
    assert read == [1, 0]
    assert [each.sequence for each in before] == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize("statement", [ALTER, CUT])
def test_what_is_done_to_its_end_is_noticed(hall: Hall, number: str, statement: str) -> None:
    add(hall, number)
    run(hall, statement, number, at=6)
    with pytest.raises(Tampered):
        seen(hall, number)
    run(hall, CUT, number, at=4)
    with pytest.raises(Tampered):
        seen(hall, number)


def test_what_is_altered_in_it_is_never_shown_and_noticed_by_who_begins(
    hall: Hall, number: str, database: Database, tmp_path: Any
) -> None:
    before = seen(hall, number)
    run(hall, ALTER, number, at=2)
    assert seen(hall, number) == before
    with pytest.raises(Tampered):
        seen(a_hall(database, tmp_path), number)


def test_a_short_one_is_walked_at_each_look(
    hall: Hall, number: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal_cache, "LONG", 100)
    short = a_draft(hall).number
    assert seen(hall, short)
    run(hall, ALTER, short, at=1)
    with pytest.raises(Tampered):
        seen(hall, short)


def test_what_was_looked_at_longest_ago_gives_way(
    hall: Hall, number: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal_cache, "MOST", 8)
    other = a_draft(hall).number
    while len(seen(hall, other)) < 5:
        add(hall, other)
    assert hall.journals.find(journal_line.of_meeting(number)) is None
    assert hall.journals.find(journal_line.of_meeting(other))
