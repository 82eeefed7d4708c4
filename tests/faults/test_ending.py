"""Killed between the close and the result, a meeting stands where some act left it, never between.

Close, count, scans, settlement, keys, opening: whoever starts the program again and does again what
was not done comes to the very same result, with every ballot once.
"""

import json
import signal
import subprocess
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import pytest
from faults.ending import AMID, BEFORE, NEVER, UNMARKED, UNMARKING, Order
from makers.meetings import BAD, GOOD, VERY, AMeeting, a_hall, an_open_meeting
from makers.meetings_of_scrutineers import (
    Scrutinised,
    an_open_meeting_of_scrutineers,
    close_and_settle,
)
from sqlalchemy.orm import Session

from ballot.box import published
from ballot.bundle import verify
from ballot.domain.access import CONSOLE
from ballot.domain.acts import Act
from ballot.domain.meeting import UNDRAWN, UNUSED, Custody, State
from ballot.domain.meetings.result import MeetingResult, Way
from ballot.storage import meetings, results, slips, turnout, votes
from ballot.storage.database import Database
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.close_voting import close_voting
from ballot.usecases.opening import unlocking
from ballot.usecases.opening.open_box import open_box
from ballot.usecases.opening.send_partials import send_partials
from ballot.usecases.result.export_bundle import export_bundle
from ballot.usecases.result.see_result import see_result
from ballot.usecases.verified import chain

TESTS = Path(__file__).parent.parent
ANSWERS = [VERY, VERY, GOOD, BAD, GOOD]
SLIPS = 7
KILLED = -signal.SIGKILL


@dataclass(frozen=True, slots=True)
class Step:
    """The act and value of an order, and what its ``commit``-th COMMIT makes the journal tell."""

    act: str
    tells: tuple[Act, ...]
    value: Callable[[], object] = str
    commit: int = 1


class Life:
    """A meeting that voted, whatever is done to it done by processes that others kill."""

    def __init__(
        self, database: Database, folder: Path, helper: "subprocess.Popen[str]", custody: Custody
    ) -> None:
        self.hall = a_hall(database, folder)
        self.custody = custody
        self.meeting, self.holders = a_meeting(self.hall, custody)
        url = database.engine.url.render_as_string(hide_password=False)
        self.order = Order(url, str(folder), self.meeting.number, "")
        self._helper = helper

    def steps(self) -> list[Step]:
        """From the close to the opening."""
        close = Step("close", (Act.CLOSE,))
        if self.custody is Custody.SERVER:
            return [close, Step("open", (Act.SETTLE, Act.OPEN_BOX))]
        left = self.meeting.slips[len(ANSWERS) :]
        return [
            close,
            Step("count", (Act.COUNT_HALL,), lambda: len(ANSWERS)),
            *(Step("scan", (Act.SCAN_SLIP,), lambda each=each: each.token.text) for each in left),
            Step("settle", (Act.SETTLE,)),
            Step("send", (Act.SEND_PARTIALS,), lambda: self.sent(1)),
            Step("send", (Act.SEND_PARTIALS,), lambda: self.sent(3)),
            Step("send", (Act.OPEN_BOX,), lambda: self.sent(3), commit=2),
        ]

    def sent(self, position: int) -> str:
        """What the machine of a 监票人 makes of the list."""
        assert self.holders is not None
        return published.sent_to_json(self.holders.made(self.hall, position))

    def send(self, step: Step, blow: str, *, every_statement: bool = False) -> int:
        """Send a process for this step; its exit code."""
        order = replace(
            self.order,
            act=step.act,
            value=str(step.value()),
            blow=blow,
            commit=step.commit,
            every_statement=every_statement,
        )
        assert self._helper.stdin is not None
        assert self._helper.stdout is not None
        self._helper.stdin.write(json.dumps(asdict(order)) + "\n")
        self._helper.stdin.flush()
        return int(self._helper.stdout.readline())

    def standing(self) -> list[str]:
        """What was done, as the journal tells it and every table bears it out."""

        def wait(db: Session) -> None:
            """Until the transaction of the one who was killed has ended, this way or that."""
            meetings.lock_for_closing(db, self.meeting.number)

        self.hall.database.write(wait)
        return self.hall.database.read(lambda db: lawful(self.hall, db, self.meeting.number))


def lawful(hall: Hall, db: Session, number: str) -> list[str]:
    """The acts of the journal; nothing is there that they do not tell, and nothing is missing."""
    acts = [line.act for line in chain.of_meeting(hall, db, number)]
    state = meetings.get(db, number).state
    ends = {State.OPEN: [], State.CLOSED: [Act.CLOSE], State.OPENED: [Act.CLOSE, Act.OPEN_BOX]}
    assert [each for each in acts if each in ends[State.OPENED]] == ends[state]
    assert (results.find(db, number) is not None) == (state is State.OPENED)
    assert bool(turnout.frozen(db, number)) == (Act.SETTLE in acts)
    counts = slips.counts(db, number)
    left = 0 if Act.SETTLE in acts else SLIPS - len(ANSWERS) - acts.count(Act.SCAN_SLIP)
    assert counts.get((0, UNDRAWN), 0) == acts.count(Act.SCAN_SLIP)
    assert counts.get((0, UNUSED), 0) == left
    assert turnout.received(db, number) == len(ANSWERS)
    assert set(votes.counts(db, number).values()) == {len(ANSWERS)}
    assert len(unlocking.came(hall, db, number).sets) == acts.count(Act.SEND_PARTIALS)
    return acts


def a_meeting(hall: Hall, custody: Custody) -> tuple[AMeeting, Scrutinised | None]:
    """It votes, all have cast; with the 监票人, where they hold the key."""
    size = {"slips": SLIPS, "subjects": 2, "eligible": SLIPS}
    if custody is Custody.SERVER:
        meeting, holders = an_open_meeting(hall, **size), None
    else:
        holders = an_open_meeting_of_scrutineers(hall, **size)
        meeting = holders.meeting
    meeting.cast_all(ANSWERS)
    return meeting, holders


def undisturbed(hall: Hall, custody: Custody) -> MeetingResult:
    """The result of such a meeting that nobody killed."""
    meeting, holders = a_meeting(hall, custody)
    if holders is None:
        close_voting(hall, CONSOLE, meeting.number)
        return open_box(hall, CONSOLE, meeting.number)
    close_and_settle(hall, holders)
    for position in (1, 3):
        send_partials(hall, CONSOLE, meeting.number, holders.made(hall, position), Way.FILE)
    return see_result(hall, meeting.number)


@pytest.fixture(params=Custody)
def life(
    request: pytest.FixtureRequest,
    database: Database,
    tmp_path: Path,
    helper: "subprocess.Popen[str]",
) -> Life:
    return Life(database, tmp_path, helper, request.param)


@pytest.mark.parametrize("blow", [AMID, UNMARKED, UNMARKING])
def test_a_meeting_killed_at_every_commit_of_its_end_comes_to_the_same_result(
    life: Life, blow: str
) -> None:
    """Before each COMMIT it is killed once, and once more amid it or after it."""
    done = life.standing()
    for step in life.steps():
        if life.standing() != done:
            break  # the blow amid a COMMIT fell so late that the next one had been made
        assert life.send(step, BEFORE) == KILLED
        assert life.standing() == done
        assert life.send(step, blow) in {KILLED, 0 if blow == AMID else KILLED}
        if blow == AMID and life.standing() == done:
            assert life.send(step, NEVER) == 0
        done = [*done, *step.tells]
        assert life.standing()[: len(done)] == done
    number = life.meeting.number
    found, twin = see_result(life.hall, number), undisturbed(life.hall, life.custody)
    assert found.subjects == twin.subjects
    assert replace(found.facts, meeting=twin.facts.meeting) == twin.facts
    assert verify.verify(export_bundle(life.hall, CONSOLE, number)).result == found
    assert life.standing()[-1] == Act.OPEN_BOX


@pytest.mark.parametrize("life", [Custody.SERVER], indirect=True)
@pytest.mark.parametrize("blow", [BEFORE, AMID])
def test_a_seal_that_is_killed_loses_no_row_and_is_made_again(life: Life, blow: str) -> None:
    number = life.meeting.number

    def rows(db: Session) -> tuple[object, ...]:
        return slips.state_root(db, number), list(votes.in_order(db, number))

    assert life.send(life.steps()[0], NEVER) == 0
    before = (life.standing(), life.hall.database.read(rows))
    blows = 0
    while life.send(Step("seal", (), commit=blows + 1), blow) == KILLED:
        blows += 1
        assert (life.standing(), life.hall.database.read(rows)) == before
    assert blows or blow == AMID
    while life.hall.database.read(meetings.unsealed):
        assert life.send(Step("seal", ()), NEVER) == 0
    assert (life.standing(), life.hall.database.read(rows)) == before


@pytest.mark.parametrize("life", [Custody.SERVER], indirect=True)
def test_the_control_a_close_that_commits_as_it_goes_is_found_half_done(life: Life) -> None:
    """The state of the meeting is on the disk, and no line of the journal tells of it."""
    close = replace(life.steps()[0], commit=2)
    assert life.send(close, BEFORE, every_statement=True) == KILLED
    with pytest.raises(AssertionError):
        life.standing()
