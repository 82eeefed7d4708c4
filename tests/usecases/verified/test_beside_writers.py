"""Who reads beside writers of the journal is told nothing false, and a true alteration is found."""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, replace
from threading import Event
from time import sleep
from typing import Any

import pytest
from makers.meetings import BAD, GOOD, VERY, a_closed_meeting, a_plan, an_open_meeting
from sqlalchemy import text
from sqlalchemy.orm import Session

from ballot.bundle import verify
from ballot.domain import journal_line
from ballot.domain.access import CONSOLE
from ballot.domain.errors import Refused, Tampered
from ballot.domain.journal_line import End, JournalLine
from ballot.keyring.marks import MarkFiles
from ballot.storage import journal, meetings
from ballot.storage.database import Database
from ballot.usecases import acts
from ballot.usecases.assessment import reviewing
from ballot.usecases.assessment.rank_assessment import rank_assessment
from ballot.usecases.forms.close_form import print_close_form
from ballot.usecases.hall import Hall
from ballot.usecases.ledger.complain import complain
from ballot.usecases.meeting.close_voting import close_voting
from ballot.usecases.meeting.create_meeting import create_meeting
from ballot.usecases.opening.open_box import open_box
from ballot.usecases.result.export_bundle import export_bundle
from ballot.usecases.result.see_result import see_result
from ballot.usecases.verified import chain, entered_values

WRITERS, CALLS = (40, 200) if os.environ.get("BALLOT_TEST_SCALE") == "full" else (8, 20)
READERS = 4
TITLE = "2026年度考核"


@dataclass(frozen=True, slots=True)
class Beside:
    """A meeting that is closed, and one that is opened; into both chains somebody writes."""

    hall: Hall
    closed: str
    opened: str
    assessment: int

    def write(self, at: int) -> None:
        """A line into the chain of the closed meeting, or of the assessment of the other one."""
        if at % 2:
            complain(self.hall, CONSOLE, self.closed, "已投但我没有投")
        else:
            acts.carry_out(self.hall, self._enter)

    def _enter(self, db: Session) -> None:
        entered_values.write_down(self.hall, db, CONSOLE, self.assessment)

    def calls(self) -> tuple[Callable[[], object], ...]:
        """What people do meanwhile; each reads a chain that grows."""
        return (
            lambda: print_close_form(self.hall, CONSOLE, self.closed),
            lambda: open_box(self.hall, CONSOLE, self.opened),
            lambda: export_bundle(self.hall, CONSOLE, self.opened),
        )


@pytest.fixture
def beside(hall: Hall) -> Beside:
    """Both meetings with three ballots; the mark of a chain is read from a slow disk."""
    slow = replace(hall, marks=Slow(hall.marks))
    closed = a_closed_meeting(hall, [VERY, GOOD, BAD], slips=3, eligible=3).number
    measured = an_open_meeting(hall, slips=3, eligible=3, assessment=TITLE)
    measured.cast_all([VERY, GOOD, BAD])
    opened = measured.number
    close_voting(hall, CONSOLE, opened)
    open_box(hall, CONSOLE, opened)
    row = hall.database.read(lambda db: meetings.get(db, opened))
    return Beside(slow, closed, opened, row.assessment)


class Slow:
    """Marks that somebody raises between a view of the database and its mark."""

    def __init__(self, marks: object) -> None:
        assert isinstance(marks, MarkFiles)
        self._marks = marks

    def journal(self, of: str) -> End | None:
        """The mark as it is a little later."""
        sleep(0.01)
        return self._marks.journal(of)

    def __getattr__(self, name: str) -> object:
        return getattr(self._marks, name)


@contextmanager
def writing(beside: Beside, writers: int = WRITERS) -> Iterator[Event]:
    """Writers of the journal at once with the block; the event is set where one was refused."""
    over, refused = Event(), Event()

    def write(at: int) -> None:
        while not over.is_set():
            try:
                beside.write(at)
            except Tampered:
                refused.set()
                return
            sleep(0.02)

    with ThreadPoolExecutor(writers) as threads:
        done = [threads.submit(write, at) for at in range(writers)]
        try:
            yield refused
        finally:
            over.set()
        for each in done:
            each.result()


def alarms(calls: int, call: Callable[[], object]) -> int:
    """How many of so many calls say that the database was altered."""

    def is_alarmed(_at: int) -> bool:
        try:
            call()
        except Tampered:
            return True
        return False

    with ThreadPoolExecutor(READERS) as threads:
        return sum(threads.map(is_alarmed, range(calls)))


def test_beside_writers_of_the_journal_nobody_is_accused(beside: Beside) -> None:
    with writing(beside) as refused:
        assert [alarms(CALLS, call) for call in beside.calls()] == [0, 0, 0]
    assert not refused.is_set()
    assert verify.verify(export_bundle(beside.hall, CONSOLE, beside.opened))


def naive(hall: Hall, db: Session, name: str) -> list[JournalLine]:
    """What the lines of an earlier moment are held against is the mark of this one."""
    found = journal.lines(db, name)
    if not chain.is_whole(hall, db, name, hall.marks.journal(name)):
        raise Tampered(what="journal")
    return found


def test_the_control_an_older_view_held_against_a_newer_mark_accuses(
    beside: Beside, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chain, "verified", naive)
    with writing(beside):
        assert sum(alarms(CALLS, call) for call in beside.calls()) > 0


ALTERED = "UPDATE journal SET actor = 'nobody' WHERE chain = :chain AND sequence = 1"
CUT = (
    "DELETE FROM journal WHERE chain = :chain AND sequence ="
    " (SELECT max(sequence) FROM journal WHERE chain = :chain)"
)


@pytest.mark.parametrize("attack", [ALTERED, CUT], ids=["altered", "cut"])
def test_a_true_alteration_at_the_same_time_is_found(beside: Beside, attack: str) -> None:
    names = (
        journal_line.of_meeting(beside.closed),
        journal_line.of_assessment(beside.assessment),
    )
    with writing(beside) as refused:
        for name in names:
            beside.hall.database.write(lambda db, of=name: db.execute(text(attack), {"chain": of}))
        assert [alarms(READERS, call) for call in beside.calls()] == [READERS] * 3
        assert refused.wait(20)


def test_a_line_that_was_cut_is_not_hidden_by_the_next_one(beside: Beside) -> None:
    hall, name = beside.hall, journal_line.of_assessment(beside.assessment)
    hall.database.write(lambda db: db.execute(text(CUT), {"chain": name}))
    for _ in range(2):
        with pytest.raises(Tampered):
            beside.write(0)
    with pytest.raises(Tampered):
        see_result(hall, beside.opened)


def test_the_control_lines_that_ask_for_no_mark_hide_it(
    beside: Beside, monkeypatch: pytest.MonkeyPatch
) -> None:
    hall, name = beside.hall, journal_line.of_assessment(beside.assessment)
    monkeypatch.setattr(journal, "goes_as_far", lambda *_: True)
    hall.database.write(lambda db: db.execute(text(CUT), {"chain": name}))
    for _ in range(2):
        beside.write(0)
    assert see_result(hall, beside.opened)


@pytest.fixture
def patience() -> list[float]:
    """Seconds that a ranking waits for the other: long enough to see that he is held up."""
    return [0.5]


@pytest.fixture
def entering(
    beside: Beside, patience: list[float], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Beside]:
    """While a ranking has read the journal and not the scores, somebody else brings a score in."""
    require = entered_values.require
    plan = a_plan(scores=["90"], assessment=TITLE)
    with ThreadPoolExecutor(1) as other:

        def meanwhile(*given: Any) -> None:
            wait([other.submit(create_meeting, beside.hall, CONSOLE, plan)], timeout=patience[0])
            require(*given)

        monkeypatch.setattr(entered_values, "require", meanwhile)
        yield beside


def test_a_ranking_beside_those_who_bring_scores_in_accuses_nobody(entering: Beside) -> None:
    """On PostgreSQL each statement of a writer has a moment of its own."""
    with pytest.raises(Refused):  # there is no score of everybody
        rank_assessment(entering.hall, CONSOLE, entering.assessment)


def test_the_control_a_ranking_that_holds_nothing_does(
    entering: Beside, patience: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    patience[0] = 20  # nothing holds him up, however busy the machine is
    if entering.hall.database.dialect == "sqlite":
        pytest.skip("on SQLite one writes alone")
    monkeypatch.setattr(reviewing, "hold", reviewing.look)
    monkeypatch.setattr(Database, "read", Database.write)  # each statement with a moment of its own
    with pytest.raises(Tampered):
        rank_assessment(entering.hall, CONSOLE, entering.assessment)
