"""The journal is a chain: a line altered, moved, removed, added or cut is noticed."""

import json
from datetime import timedelta, timezone
from functools import partial
from threading import Thread
from typing import Any

import pytest
from makers.stored import NOON
from sqlalchemy import delete, insert, update

from ballot.box.tags import TagKeys, journal_tag
from ballot.domain.errors import Tampered
from ballot.storage import journal, tables
from ballot.storage.database import Database
from ballot.storage.journal import Gap

KEYS = TagKeys(row=b"r" * 32, frozen=b"f" * 32, journal=b"j" * 32)
tag = partial(journal_tag, KEYS)
foreign = partial(journal_tag, TagKeys(b"r" * 32, b"f" * 32, b"x" * 32))


def write(database: Database, act: str, meeting: str | None = "123456") -> tuple[int, bytes]:
    return database.write(
        lambda db: journal.write(db, tag, at=NOON, actor="王某", act=act, meeting=meeting)
    )


def verify(database: Database, mark: tuple[int, bytes] | None = None) -> None:
    database.read(lambda db: journal.verify(db, tag, mark))


@pytest.fixture
def five(database: Database) -> Database:
    """A journal of five lines."""
    for act in ("create", "freeze", "open", "close", "open_box"):
        write(database, act)
    return database


def test_an_empty_journal_is_in_order(database: Database) -> None:
    verify(database)
    assert database.read(journal.head) == (0, b"")


def test_lines_come_back_as_they_were_written(database: Database) -> None:
    detail = json.dumps({"理由": "补发"}, ensure_ascii=False)
    elsewhere = NOON.astimezone(timezone(timedelta(hours=8))) + timedelta(microseconds=7)
    length, head = database.write(
        lambda db: journal.write(
            db, tag, at=elsewhere, actor="王某", act="issue", meeting=None, detail=detail
        )
    )
    write(database, "create")
    first, second = database.read(lambda db: list(journal.lines(db)))
    assert (length, head) == (1, first.tag)
    assert (first.at, first.meeting, first.detail) == (elsewhere, None, detail)
    assert (second.sequence, second.actor, second.act) == (2, "王某", "create")
    assert database.read(lambda db: list(journal.lines(db, "123456"))) == [second]
    assert database.read(journal.head) == (2, second.tag)
    verify(database)


@pytest.mark.parametrize(
    "values",
    [
        {"actor": "李某"},
        {"act": "cancel"},
        {"detail": "x"},
        {"meeting": "654321"},
        {"meeting": None},
        {"at": NOON + timedelta(seconds=1)},
        {"tag": b"t" * 32},
        {"sequence": 9},
    ],
)
def test_an_altered_line_is_noticed(five: Database, values: dict[str, object]) -> None:
    verify(five)
    five.write(
        lambda db: db.execute(
            update(tables.journal).where(tables.journal.c.sequence == 3).values(**values)
        )
    )
    with pytest.raises(Tampered) as found:
        verify(five)
    assert found.value.what == "journal"


def test_a_removed_line_is_noticed(five: Database) -> None:
    five.write(lambda db: db.execute(delete(tables.journal).where(tables.journal.c.sequence == 2)))
    with pytest.raises(Tampered):
        verify(five)


def test_a_removed_line_is_noticed_when_the_rest_is_numbered_again(five: Database) -> None:
    five.write(lambda db: db.execute(delete(tables.journal).where(tables.journal.c.sequence == 2)))
    for sequence in (3, 4, 5):
        five.write(
            lambda db, n=sequence: db.execute(
                update(tables.journal).where(tables.journal.c.sequence == n).values(sequence=n - 1)
            )
        )
    with pytest.raises(Tampered):
        verify(five)


def test_a_line_written_under_another_key_is_noticed(five: Database) -> None:
    five.write(lambda db: journal.write(db, foreign, at=NOON, actor="王某", act="cancel"))
    with pytest.raises(Tampered):
        verify(five)


def test_a_cut_tail_is_noticed_by_the_mark_and_by_nothing_else(five: Database) -> None:
    mark = five.read(journal.head)
    five.write(lambda db: db.execute(delete(tables.journal).where(tables.journal.c.sequence == 5)))
    verify(five)
    with pytest.raises(Tampered):
        verify(five, mark)


def test_a_journal_that_was_written_anew_is_noticed_by_the_mark(five: Database) -> None:
    """Whoever holds the key of the chain still does not reach the mark."""
    mark = five.read(journal.head)
    five.write(lambda db: db.execute(delete(tables.journal)))
    for act in ("create", "freeze", "open", "close", "cancel", "open_box"):
        write(five, act)
    verify(five)
    with pytest.raises(Tampered):
        verify(five, mark)


def test_a_journal_that_went_on_agrees_with_an_earlier_mark(five: Database) -> None:
    mark = five.read(journal.head)
    write(five, "erase")
    verify(five, mark)
    verify(five, (0, b""))


def test_many_writers_make_one_chain(database: Database) -> None:
    threads = [Thread(target=lambda: [write(database, "see") for _ in range(10)]) for _ in range(6)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    verify(database)
    assert database.read(journal.head)[0] == 60


def test_a_line_without_its_act_is_not_written(database: Database) -> None:
    def act(db: journal.Session) -> None:
        journal.write(db, tag, at=NOON, actor="王某", act="open")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        database.write(act)
    assert database.read(journal.head) == (0, b"")


def test_the_database_takes_no_two_lines_of_one_number(five: Database) -> None:
    values = {"sequence": 5, "at": NOON, "actor": "", "act": "", "detail": "", "tag": b"t" * 32}
    with pytest.raises(Exception, match=r"(?i)unique|duplicate"):
        five.write(lambda db: db.execute(insert(tables.journal).values(**values)))


def put_back(
    five: Database, gap: Gap, *, act: str = "restore", meeting: str | None = None, beyond: int = 9
) -> None:
    """A line with a good tag that says this of the lines before it."""
    five.write(
        lambda db: journal.write(
            db,
            tag,
            at=NOON,
            actor="console",
            act=act,
            meeting=meeting,
            detail=json.dumps(gap.told()),
            beyond=beyond,
        )
    )


LOST = Gap(kept=5, marked=9, head=b"h" * 32)


@pytest.mark.parametrize("mark", [None, (5, b""), (7, b"x" * 32), (9, b"h" * 32), (10, b"")])
def test_the_line_of_a_restore_explains_what_is_lost_before_it(
    five: Database, mark: tuple[int, bytes] | None
) -> None:
    put_back(five, LOST)
    write(five, "create")
    found = {line.sequence: line.tag for line in five.read(journal.lines)}
    assert list(found) == [1, 2, 3, 4, 5, 10, 11]
    verify(five, mark if mark is None else (mark[0], mark[1] or found[mark[0]]))


def test_it_explains_nothing_beyond_itself_and_no_other_end(five: Database) -> None:
    put_back(five, LOST)
    for mark in ((9, b"x" * 32), (10, b"x" * 32), (11, b"h" * 32), (5, b"x" * 32)):
        with pytest.raises(Tampered):
            verify(five, mark)


@pytest.mark.parametrize(
    "other",
    [
        {"gap": Gap(4, 9, b"h" * 32)},
        {"gap": Gap(5, 8, b"h" * 32)},
        {"beyond": 11},
        {"act": "create"},
        {"meeting": "123456"},
    ],
)
def test_lines_are_missing_before_no_other_line(five: Database, other: dict[str, Any]) -> None:
    put_back(five, **{"gap": LOST, **other})
    with pytest.raises(Tampered):
        verify(five)
