"""What others have written into the journal costs a meeting nothing."""

import os
from collections.abc import Callable
from functools import partial

import pytest
from makers.meetings import BAD, GOOD, VERY, a_closed_meeting
from sqlalchemy import event, insert
from sqlalchemy.orm import Session

from ballot.domain import journal_line
from ballot.domain.access import CONSOLE
from ballot.domain.journal_line import JournalLine
from ballot.storage import journal, tables
from ballot.usecases.hall import Hall
from ballot.usecases.opening.open_box import open_box
from ballot.usecases.result.export_bundle import export_bundle
from ballot.usecases.result.see_result import see_result

MANY = 100_000 if os.environ.get("BALLOT_TEST_SCALE") == "full" else 5_000


def lines_of_others(hall: Hall, count: int) -> None:
    """So many lines of other meetings, a hundred a chain."""
    facts = {"at": hall.clock(), "actor": "王某", "act": "see", "detail": ""}
    facts |= {"tag": bytes(32), "head": bytes(32)}
    rows = [
        facts | {"chain": journal_line.of_meeting(f"{at // 100:06}"), "sequence": at % 100 + 1}
        for at in range(count)
    ]
    hall.database.write(lambda db: db.execute(insert(tables.journal), rows))


def cost(hall: Hall, monkeypatch: pytest.MonkeyPatch, work: Callable[[], object]) -> list[int]:
    """Statements that ``work`` makes, and lines of the journal that it reads."""
    counted = [0, 0]
    read = journal.lines

    def lines(db: Session, chain: str, after: int = 0) -> list[JournalLine]:
        found = read(db, chain, after)
        counted[1] += len(found)
        return found

    def statement(*_given: object) -> None:
        counted[0] += 1

    event.listen(hall.database.engine, "before_cursor_execute", statement)
    try:
        with monkeypatch.context() as patched:
            patched.setattr(journal, "lines", lines)
            work()
    finally:
        event.remove(hall.database.engine, "before_cursor_execute", statement)
    return counted


def test_an_opening_a_result_and_a_bundle_cost_what_they_cost_alone(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    spent = []
    for others in (0, MANY):
        number = a_closed_meeting(hall, [VERY, GOOD, BAD], slips=4, eligible=4).number
        if others:
            lines_of_others(hall, others)
        spent.append(
            [
                cost(hall, monkeypatch, partial(open_box, hall, CONSOLE, number)),
                cost(hall, monkeypatch, partial(see_result, hall, number)),
                cost(hall, monkeypatch, partial(export_bundle, hall, CONSOLE, number)),
            ]
        )
    assert spent[0] == spent[1]
    assert len(hall.database.read(journal.all_lines)) > MANY, "the control: one chain for all"
