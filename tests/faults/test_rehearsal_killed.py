"""Killed as it is closed, opened or reset, a rehearsal stands where an act left it, never between;
and whatever a killed reset left in the key folder goes at the next start.
"""

import json
import signal
import subprocess
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import pytest
from faults.ending import AMID, BEFORE, NEVER, UNMARKED, UNMARKING, Order
from makers.life.rehearsals import a_rehearsal, held
from makers.meetings import GOOD, VERY, a_hall
from sqlalchemy.orm import Session

from ballot.bundle import verify
from ballot.domain.access import CONSOLE
from ballot.domain.meeting import State
from ballot.storage import meetings, results, slips, turnout, votes
from ballot.storage.database import Database
from ballot.usecases.result.export_bundle import export_bundle
from ballot.usecases.traces.forget_rehearsals import forget_rehearsals

KILLED = -signal.SIGKILL
STEPS = {
    "close": State.REHEARSAL_CLOSED,
    "open": State.REHEARSAL_OPENED,
    "reset": State.DRAFT,
}


@dataclass(frozen=True, slots=True)
class Stand:
    """A state, and what there is of the rehearsal."""

    state: State
    slips: int
    answers: int
    settled: bool
    opened: bool


class Life:
    """A rehearsal in which three of four have cast, and processes that are killed over it."""

    def __init__(
        self, database: Database, folder: Path, helper: "subprocess.Popen[str]", number: str
    ) -> None:
        url = database.engine.url.render_as_string(hide_password=False)
        self.order = Order(url, str(folder), number, "")
        self.database = database
        self._helper = helper

    def send(self, act: str, blow: str = NEVER, **more: object) -> int:
        """Send a process for this act; its exit code."""
        order = replace(self.order, act=act, blow=blow, **more)
        assert self._helper.stdin is not None
        assert self._helper.stdout is not None
        self._helper.stdin.write(json.dumps(asdict(order)) + "\n")
        self._helper.stdin.flush()
        return int(self._helper.stdout.readline())

    def stand(self) -> Stand:
        """Where it stands, once the transaction of the one who was killed has ended."""
        number = self.order.number

        def read(db: Session) -> Stand:
            return Stand(
                meetings.lock_for_closing(db, number).state,
                slips.count(db, number),
                sum(votes.counts(db, number).values()),
                bool(turnout.frozen(db, number)),
                results.find(db, number) is not None,
            )

        return self.database.write(read)


def whole(state: State) -> Stand:
    """What a rehearsal in this state has, neither more nor less."""
    if state is State.DRAFT:
        return Stand(state, 0, 0, settled=False, opened=False)
    is_opened = state is State.REHEARSAL_OPENED
    return Stand(state, 4, 3, settled=is_opened, opened=is_opened)


@pytest.mark.parametrize("blow", [BEFORE, AMID, UNMARKED, UNMARKING])
def test_it_stands_where_some_act_left_it(
    database: Database, tmp_path: Path, helper: "subprocess.Popen[str]", blow: str
) -> None:
    hall = a_hall(database, tmp_path)
    number = a_rehearsal(hall, [VERY, VERY, GOOD]).number
    life, before = Life(database, tmp_path, helper, number), State.REHEARSAL
    for act, after in STEPS.items():
        assert life.send(act, blow) in (KILLED, 0)
        stood = life.stand()
        assert stood in (whole(before), whole(after))
        if blow == BEFORE:
            assert stood == whole(before)
        assert life.send(act) == 0
        assert life.stand() == whole(after)
        before = after
    forget_rehearsals(hall)
    kept = hall.database.read(lambda db: meetings.get(db, number)).run
    held(hall, number, [VERY, VERY, GOOD])
    verify.verify(export_bundle(hall, CONSOLE, number))
    there = [each.name for each in tmp_path.rglob("opened-*")]
    assert there == [f"opened-{kept.hex()}"], "of the rehearsal there is none"


def test_the_control_that_commits_as_it_goes_is_caught_between(
    database: Database, tmp_path: Path, helper: "subprocess.Popen[str]"
) -> None:
    number = a_rehearsal(a_hall(database, tmp_path), [VERY, VERY, GOOD]).number
    life = Life(database, tmp_path, helper, number)
    for act in ("close", "open"):
        assert life.send(act) == 0
    assert life.send("reset", BEFORE, commit=3, every_statement=True) == KILLED
    stood = life.stand()
    assert stood.state is State.REHEARSAL_OPENED
    assert stood != whole(State.REHEARSAL_OPENED)
