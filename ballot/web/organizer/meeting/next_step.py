"""Where a meeting stands on its way through the hall, and the one thing to do next.

Nothing is decided here: the use cases hold the guards. This only tells a person where to look.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from ballot.box.shares import NUMBERS
from ballot.domain.meeting import REHEARSAL_COUNTED, Custody, State
from ballot.domain.meetings.voter_classes import Lack, PlannedClass
from ballot.usecases.result.watch_turnout import Turnout


class NextStep(StrEnum):
    """What the one big button of the meeting's page does."""

    PRINT = "print"
    CONFIRM = "confirm"
    KEYS = "keys"
    FREEZE = "freeze"
    PRINT_REHEARSAL = "print_rehearsal"
    TRY = "try"
    TRY_BOX = "try_box"
    RESET = "reset"
    OPEN = "open"
    CLOSE = "close"
    COUNT = "count"
    OPEN_BOX = "open_box"
    END_ROUND = "end_round"
    READ = "read"
    ROUND_TWO = "round_two"
    PAUSED = "paused"
    ENDED = "ended"


_BY_STATE = {
    State.OPEN: NextStep.CLOSE,
    State.OPENED: NextStep.READ,
    State.NO_QUORUM: NextStep.ROUND_TWO,
    State.INVALID: NextStep.ROUND_TWO,
    State.PAUSED: NextStep.PAUSED,
    State.CANCELLED: NextStep.ENDED,
}


@dataclass(frozen=True, slots=True)
class Stand:
    """What of a meeting says where it stands; ``slips`` are those that can vote.

    ``keys_missing``: three 监票人 shall hold the key, and not all have confirmed theirs. Of a
    closed vote or rehearsal: slips or sheets are ``to_count`` before anything else, or too few
    ballots came (``is_short``).
    """

    state: State
    slips: int
    unconfirmed: int
    keys_missing: bool = False
    to_count: bool = False
    is_short: bool = False


class Prepared(Protocol):
    """A meeting as far as its way to the vote goes."""

    @property
    def state(self) -> State: ...
    @property
    def custody(self) -> Custody: ...
    @property
    def slips(self) -> int:
        """Those printed whole."""

    @property
    def keys(self) -> int:
        """So many 监票人 have confirmed theirs."""

    @property
    def classes(self) -> tuple[PlannedClass, ...]: ...
    @property
    def unconfirmed(self) -> tuple[object, ...]:
        """The batches of which nobody has said yet that they are printed whole."""


def stand(meeting: Prepared, turnout: Turnout | None, *, settled: bool) -> Stand:
    """Where a meeting stands: slips count once every class has some.

    ``turnout`` is that of a closed vote; ``settled``: its slips are.
    """
    missing = meeting.custody is Custody.SCRUTINEERS and meeting.keys < len(NUMBERS)
    rehearses = meeting.state is State.REHEARSAL
    printed = rehearses or all(Lack.SLIPS not in each.lacks for each in meeting.classes)
    slips = meeting.slips if printed else 0
    waiting = len(meeting.unconfirmed)
    waits = meeting.custody is Custody.SCRUTINEERS and not settled
    return Stand(
        meeting.state,
        slips,
        unconfirmed=waiting,
        keys_missing=missing,
        to_count=waits or bool(turnout and turnout.papers),
        is_short=bool(turnout and turnout.is_short),
    )


def next_step(at: Stand) -> NextStep:
    """The one thing to do next."""
    if at.state in _BY_STATE:
        return _BY_STATE[at.state]
    if at.state is State.CLOSED:
        return of_closed(at)
    if at.state is State.REHEARSAL_CLOSED:
        return NextStep.TRY_BOX
    if at.state in REHEARSAL_COUNTED:
        return NextStep.RESET
    if at.unconfirmed:
        return NextStep.CONFIRM
    if at.state is State.REHEARSAL:
        return NextStep.TRY if at.slips else NextStep.PRINT_REHEARSAL
    if not at.slips:
        return NextStep.PRINT
    if at.state is State.DRAFT:
        return NextStep.KEYS if at.keys_missing else NextStep.FREEZE
    return NextStep.OPEN


def of_closed(at: Stand) -> NextStep:
    """What is next of a vote that is closed, or of a rehearsal of one."""
    if at.to_count:
        return NextStep.COUNT
    return NextStep.END_ROUND if at.is_short else NextStep.OPEN_BOX


STOPS = ("prepare", "print", "freeze", "vote", "box", "result")

_STOP_OF = {
    NextStep.PRINT_REHEARSAL: 0,
    NextStep.TRY: 0,
    NextStep.TRY_BOX: 0,
    NextStep.RESET: 0,
    NextStep.PRINT: 1,
    NextStep.CONFIRM: 1,
    NextStep.KEYS: 2,
    NextStep.FREEZE: 2,
    NextStep.OPEN: 3,
    NextStep.CLOSE: 3,
    NextStep.PAUSED: 3,
    NextStep.COUNT: 4,
    NextStep.OPEN_BOX: 4,
    NextStep.END_ROUND: 4,
    NextStep.ROUND_TWO: 4,
    NextStep.READ: 5,
}


def road(step: NextStep) -> tuple[tuple[str, str], ...]:
    """The stops of a meeting in the order of the hall, each ``done``, ``here``, ``ahead``.

    A cancelled meeting stands nowhere; a finished one has its last stop behind it. One whose box
    stays shut stands before it.
    """
    here = _STOP_OF.get(step, -1)
    last = len(STOPS) - 1 if step is NextStep.READ else here - 1
    hows = ("done" if place <= last else "here" if place == here else "ahead" for place in range(6))
    return tuple(zip(STOPS, hows, strict=True))
