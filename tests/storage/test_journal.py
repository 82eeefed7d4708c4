"""The journal is a chain: a line altered, moved, removed, added or cut is noticed."""

import hashlib
import json
import re
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from functools import partial
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from makers.stores.stored import NOON
from sqlalchemy import delete, insert, update
from sqlalchemy.orm import Session

from ballot.box.tags import TagKeys, journal_tag
from ballot.domain import journal_line
from ballot.domain.errors import Tampered
from ballot.domain.journal_line import HOUSE, End
from ballot.storage import journal, tables
from ballot.storage.database import Database
from ballot.storage.journal import Gap

KEYS = TagKeys(row=b"r" * 32, frozen=b"f" * 32, journal=b"j" * 32)
tag = partial(journal_tag, KEYS)
foreign = partial(journal_tag, TagKeys(b"r" * 32, b"f" * 32, b"x" * 32))


MEETING = journal_line.of_meeting("123456")
OTHER = journal_line.of_meeting("654321")


def write(database: Database, act: str, chain: str = MEETING) -> End:
    return database.write(lambda db: journal.write(db, tag, chain, at=NOON, actor="王某", act=act))


def verify(database: Database, mark: End | None = None, chain: str = MEETING) -> None:
    """Raises Tampered unless the chain is whole and agrees with the mark."""
    found = database.read(lambda db: journal.lines(db, chain))
    if journal.broken_at(found, tag, chain, mark) is not None:
        raise Tampered(what="journal")


def end(database: Database, chain: str = MEETING) -> End:
    return database.read(lambda db: journal.end(db, chain))


@pytest.fixture
def five(database: Database) -> Database:
    """A journal of five lines."""
    for act in ("create", "freeze", "open", "close", "open_box"):
        write(database, act)
    return database


def test_an_empty_chain_is_in_order(database: Database) -> None:
    verify(database)
    assert end(database) == End(0, b"", journal_line.first_head(MEETING))
    assert journal_line.first_head(MEETING) == hashlib.sha256(b"journal-v1|123456").digest()
    assert journal_line.first_head(HOUSE) == hashlib.sha256(b"journal-v1|house").digest()


def test_lines_come_back_as_they_were_written(database: Database) -> None:
    detail = json.dumps({"理由": "补发"}, ensure_ascii=False)
    elsewhere = NOON.astimezone(timezone(timedelta(hours=8))) + timedelta(microseconds=7)
    made = database.write(
        lambda db: journal.write(
            db, tag, HOUSE, at=elsewhere, actor="王某", act="issue", detail=detail
        )
    )
    write(database, "create")
    write(database, "freeze")
    first, second = database.read(lambda db: journal.lines(db, MEETING))
    (house,) = database.read(lambda db: journal.lines(db, HOUSE))
    assert made == End(1, house.tag, house.head)
    assert (house.at, house.meeting, house.detail) == (elsewhere, None, detail)
    assert (first.sequence, first.meeting, first.act) == (1, "123456", "create")
    assert end(database) == End(2, second.tag, second.head)
    assert database.read(journal.all_lines) == [first, second, house]
    assert database.read(journal.lengths) == {HOUSE: 1, MEETING: 2}
    verify(database)
    verify(database, chain=HOUSE)


def test_the_public_heads_are_those_of_the_document(database: Database) -> None:
    """docs/bundle.md, the chain of the journal."""
    vector = (Path(__file__).parents[2] / "docs" / "bundle.md").read_text("utf-8")
    heads = re.findall("^    ([0-9a-f]{64})$", vector, re.MULTILINE)
    lines = [json.loads(each) for each in re.findall("^    ({.*})$", vector, re.MULTILINE)]
    assert heads[0] == end(database).head.hex()
    for line, head in zip(lines, heads[1:], strict=True):
        at = datetime.fromisoformat(line["at"])
        facts = {name: line[name] for name in ("actor", "act", "detail")}
        made = database.write(
            lambda db, f=facts, at=at: journal.write(db, tag, MEETING, at=at, **f)
        )
        assert (made.length, made.head.hex()) == (line["sequence"], head)


@pytest.mark.parametrize(
    "values",
    [
        {"actor": "李某"},
        {"act": "cancel"},
        {"detail": "x"},
        {"chain": OTHER},
        {"chain": HOUSE},
        {"at": NOON + timedelta(seconds=1)},
        {"tag": b"t" * 32},
        {"head": b"h" * 32},
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
    five.write(lambda db: journal.write(db, foreign, MEETING, at=NOON, actor="王某", act="cancel"))
    with pytest.raises(Tampered):
        verify(five)


def test_a_cut_tail_is_noticed_by_the_mark_and_by_nothing_else(five: Database) -> None:
    mark = end(five)
    five.write(lambda db: db.execute(delete(tables.journal).where(tables.journal.c.sequence == 5)))
    verify(five)
    with pytest.raises(Tampered):
        verify(five, mark)


def test_a_journal_that_was_written_anew_is_noticed_by_the_mark(five: Database) -> None:
    """Whoever holds the key of the chain still does not reach the mark."""
    mark = end(five)
    five.write(lambda db: db.execute(delete(tables.journal)))
    for act in ("create", "freeze", "open", "close", "cancel", "open_box"):
        write(five, act)
    verify(five)
    with pytest.raises(Tampered):
        verify(five, mark)


def test_a_journal_that_went_on_agrees_with_an_earlier_mark(five: Database) -> None:
    mark = end(five)
    write(five, "erase")
    verify(five, mark)
    verify(five, End(0, b"", journal_line.first_head(MEETING)))


def test_lines_of_another_chain_change_nothing_of_this_one(five: Database) -> None:
    before = five.read(lambda db: journal.lines(db, MEETING))
    write(five, "create", OTHER)
    five.write(
        lambda db: db.execute(
            update(tables.journal).where(tables.journal.c.chain == OTHER).values(act="x")
        )
    )
    assert five.read(lambda db: journal.lines(db, MEETING)) == before
    verify(five)
    with pytest.raises(Tampered):
        verify(five, chain=OTHER)


def test_a_line_moved_into_another_chain_is_noticed(five: Database) -> None:
    for act in ("create", "freeze", "open", "close"):
        write(five, act, OTHER)
    verify(five, chain=OTHER)
    moved = update(tables.journal).where(
        tables.journal.c.chain == MEETING, tables.journal.c.sequence == 5
    )
    five.write(lambda db: db.execute(moved.values(chain=OTHER)))
    verify(five)
    with pytest.raises(Tampered):
        verify(five, chain=OTHER)


def test_many_writers_make_one_chain(database: Database) -> None:
    threads = [Thread(target=lambda: [write(database, "see") for _ in range(10)]) for _ in range(6)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    verify(database)
    assert end(database).length == 60


def test_a_writer_waits_for_no_other_chain(postgres_url: str) -> None:
    """Two transactions that are open at once; on one chain the second waits."""
    database = Database.connect(postgres_url)
    with database.engine.connect() as first, database.engine.connect() as second:
        held, beside = Session(first), Session(second)
        journal.write(held, tag, MEETING, at=NOON, actor="王某", act="open")
        journal.write(beside, tag, OTHER, at=NOON, actor="王某", act="open")
        assert journal.is_free(beside, HOUSE)
        assert not journal.is_free(beside, MEETING), "the control"
    database.dispose()


def test_a_line_without_its_act_is_not_written(database: Database) -> None:
    def act(db: journal.Session) -> None:
        journal.write(db, tag, MEETING, at=NOON, actor="王某", act="open")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        database.write(act)
    assert end(database).length == 0


def test_the_database_takes_no_two_lines_of_one_number(five: Database) -> None:
    values: dict[str, object] = {"at": NOON, "actor": "", "act": "", "detail": ""}
    values |= {"chain": MEETING, "sequence": 5, "tag": b"t" * 32, "head": b"h" * 32}
    with pytest.raises(Exception, match=r"(?i)unique|duplicate"):
        five.write(lambda db: db.execute(insert(tables.journal).values(**values)))


def put_back(five: Database, gap: Gap, *, act: str = "restore", beyond: int = 9) -> None:
    """A line with a good tag that says this of the lines before it."""
    known = End(beyond, gap.known.tag, gap.known.head)
    detail = json.dumps(gap.told())
    five.write(
        lambda db: journal.write(
            db, tag, MEETING, at=NOON, actor="console", act=act, detail=detail, known=known
        )
    )


KNOWN = End(9, b"t" * 32, b"h" * 32)
LOST = Gap(5, KNOWN)


@pytest.mark.parametrize("at", [None, 5, 7, 9, 10])
def test_the_line_of_a_restore_explains_what_is_lost_before_it(
    five: Database, at: int | None
) -> None:
    put_back(five, LOST)
    write(five, "create")
    lines = five.read(lambda db: journal.lines(db, MEETING))
    found = {line.sequence: End(line.sequence, line.tag, line.head) for line in lines}
    assert list(found) == [1, 2, 3, 4, 5, 10, 11]
    marks = {**found, 7: End(7, b"x" * 32, b"x" * 32), 9: KNOWN}
    verify(five, None if at is None else marks[at])


def test_the_public_chain_goes_on_behind_the_last_head_that_was_known(five: Database) -> None:
    put_back(five, LOST)
    line = five.read(lambda db: journal.lines(db, MEETING))[-1]
    at, facts = journal_line.moment(line.at), {"actor": line.actor, "act": line.act}
    head = journal_line.next_head(KNOWN.head, sequence=10, at=at, detail=line.detail, **facts)
    assert line.head == head


def test_it_explains_nothing_beyond_itself_and_no_other_end(five: Database) -> None:
    put_back(five, LOST)
    wrong = b"x" * 32
    for mark in (
        End(9, wrong, KNOWN.head),
        End(9, KNOWN.tag, wrong),
        End(10, wrong, wrong),
        End(11, KNOWN.tag, KNOWN.head),
        End(5, wrong, wrong),
    ):
        with pytest.raises(Tampered):
            verify(five, mark)


@pytest.mark.parametrize(
    "other",
    [
        {"gap": Gap(4, KNOWN)},
        {"gap": Gap(5, replace(KNOWN, length=8))},
        {"beyond": 11},
        {"act": "create"},
    ],
)
def test_lines_are_missing_before_no_other_line(five: Database, other: dict[str, Any]) -> None:
    put_back(five, **{"gap": LOST, **other})
    with pytest.raises(Tampered):
        verify(five)


def test_a_restore_that_lost_nothing_says_how_the_chain_stood(five: Database) -> None:
    here = end(five)
    put_back(five, Gap(5, here), beyond=5)
    verify(five)
    put_back(five, Gap(6, replace(end(five), head=b"x" * 32)), beyond=6)
    with pytest.raises(Tampered):
        verify(five)
