"""An opening, a result and a bundle of a meeting while others write into journals of theirs."""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from threading import Event, get_ident

import pytest
from makers.meetings import BAD, GOOD, VERY, a_closed_meeting, a_draft
from sqlalchemy import event, update
from sqlalchemy.orm import Session

from ballot.bundle import verify
from ballot.domain import journal_line
from ballot.domain.access import CONSOLE
from ballot.domain.acts import Act
from ballot.domain.journal_line import JournalLine
from ballot.storage import journal, tables
from ballot.usecases import acts
from ballot.usecases.hall import Hall
from ballot.usecases.opening.open_box import open_box
from ballot.usecases.result.export_bundle import export_bundle
from ballot.usecases.result.see_result import see_result
from ballot.usecases.verified import chain

WRITERS, CHAINS = 8, 4
"""Two write into each chain."""
LINES = 500 if os.environ.get("BALLOT_TEST_SCALE") == "full" else 20


def written(hall: Hall, number: str, begun: Event, times: int) -> None:
    """So many acts of a meeting, a transaction each."""
    for at in range(times):
        told = {"kiosk": str(at), "done": "offered"}
        acts.carry_out(
            hall,
            lambda db, told=told: acts.write_down(
                hall, db, CONSOLE, Act.PAIR_KIOSK, number, **told
            ),
        )
        begun.set()


@contextmanager
def writers(hall: Hall, numbers: list[str], times: int) -> Iterator[Callable[[], bool]]:
    """All of them write at once, each at least a line before anything else goes on; whether
    somebody still writes."""
    begun = [Event() for _ in numbers]
    with ThreadPoolExecutor(len(numbers)) as threads:
        at_work = [
            threads.submit(written, hall, number, each, times)
            for number, each in zip(numbers, begun, strict=True)
        ]
        assert all(each.wait(60) for each in begun)
        yield lambda: not all(each.done() for each in at_work)
        for each in at_work:
            each.result()


def cost(hall: Hall, monkeypatch: pytest.MonkeyPatch, work: Callable[[], object]) -> list[int]:
    """Statements that ``work`` makes, and lines of journals that it reads, others' left out."""
    counted, own, read = [0, 0], get_ident(), journal.lines

    def lines(db: Session, name: str, after: int = 0) -> list[JournalLine]:
        found = read(db, name, after)
        counted[1] += len(found) if get_ident() == own else 0
        return found

    def statement(*_given: object) -> None:
        counted[0] += get_ident() == own

    event.listen(hall.database.engine, "before_cursor_execute", statement)
    try:
        with monkeypatch.context() as patched:
            patched.setattr(journal, "lines", lines)
            work()
    finally:
        event.remove(hall.database.engine, "before_cursor_execute", statement)
    return counted


def spent(hall: Hall, monkeypatch: pytest.MonkeyPatch, number: str) -> list[list[int]]:
    """What an opening, a result and a bundle of a closed meeting cost; the bundle holds."""
    bundles: list[bytes] = []
    works = (
        partial(open_box, hall, CONSOLE, number),
        partial(see_result, hall, number),
        lambda: bundles.append(export_bundle(hall, CONSOLE, number)),
    )
    found = [cost(hall, monkeypatch, each) for each in works]
    assert verify.verify(bundles[0]).result.facts.meeting == number
    return found


def heads_of(hall: Hall, number: str) -> list[bytes]:
    """The public heads of a chain that holds, a head a line."""
    lines = hall.database.read(lambda db: chain.of_meeting(hall, db, number))
    return [line.head for line in lines]


def test_eight_writers_cost_a_reader_nothing_and_confuse_no_chain(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, *closed = [
        a_closed_meeting(hall, [VERY, GOOD, BAD], slips=4, eligible=4).number for _ in range(3)
    ]
    others = [a_draft(hall, slips=0).number for _ in range(CHAINS)]
    before = {number: len(heads_of(hall, number)) for number in others}
    spent(hall, monkeypatch, first)  # what is made once a process
    alone = spent(hall, monkeypatch, closed[0])
    with writers(hall, others * (WRITERS // CHAINS), LINES) as are_writing:
        beside = spent(hall, monkeypatch, closed[1])
        while are_writing():
            heads_of(hall, closed[1])
            assert chain.broken(hall) is None, "a false alarm"
    assert [lines for _, lines in beside] == [lines for _, lines in alone]
    for (here, _), (there, _) in zip(beside, alone, strict=True):
        assert here <= there, "the house is told by whoever comes first, and once"
    for number in others:
        heads = heads_of(hall, number)
        assert len(heads) == len(set(heads)) == before[number] + LINES * WRITERS // CHAINS
    assert chain.broken(hall) is None


def test_the_control_a_chain_that_somebody_touched_is_found(hall: Hall) -> None:
    number = a_draft(hall, slips=0).number
    with writers(hall, [number], 3):
        pass
    name = journal_line.of_meeting(number)
    touched = update(tables.journal).where(tables.journal.c.chain == name).values(actor="别人")
    hall.database.write(lambda db: db.execute(touched))
    assert chain.broken(hall) is not None
