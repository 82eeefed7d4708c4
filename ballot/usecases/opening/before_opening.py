"""What must hold before a key of the 监票人 is used at all: closed, whole, and enough ballots.

Below the quorum nothing is published, computed or accepted.
"""

from dataclasses import replace

from sqlalchemy.orm import Session

from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import (
    NoSharesHere,
    NotSettled,
    QuorumMissed,
    RoundInvalid,
    RoundInvalidByClass,
)
from ballot.domain.ledger import balance
from ballot.domain.meeting import Custody, State
from ballot.storage.meetings import MeetingRow
from ballot.usecases import acts
from ballot.usecases.hall import Hall
from ballot.usecases.opening import inspection
from ballot.usecases.opening.inspection import Inspected
from ballot.usecases.verified import chain, frozen_facts


def ready(hall: Hall, actor: Actor, number: str) -> tuple[MeetingRow, Inspected]:
    """The closed meeting of 监票人 and its box, found whole, with the quorum met.

    Raises MeetingUnknown, MayNot, NoSharesHere, NotInState, NotSettled, QuorumMissed,
    RoundInvalid, and Tampered with what is not ours.
    """
    return hall.database.read(lambda db: _ready(hall, db, actor, number))


def require_still(hall: Hall, db: Session, meeting: MeetingRow, box: Inspected) -> Inspected:
    """The same box in the transaction of the act itself, under the last frozen facts.

    应参加 may have been corrected since the inspection. Raises QuorumMissed, RoundInvalid,
    Tampered.
    """
    box = under_latest(hall, db, meeting, box)
    _require_quorum(box)
    return box


def under_latest(hall: Hall, db: Session, meeting: MeetingRow, box: Inspected) -> Inspected:
    """The box under the facts as they are frozen now. Raises Tampered("frozen")."""
    frozen_facts.require_latest(chain.of_meeting(hall, db, meeting.number), meeting)
    return replace(box, facts=frozen_facts.of(hall, meeting))


def least(box: Inspected) -> int:
    """How many ballots the list must hold: paper counts for the quorum and lies in no list."""
    return max(0, box.facts.minimum - (box.came - box.received))


def verdict(box: Inspected) -> State:
    """How a round ends that brought what is in this box and on paper, as a vote ends.

    Invalid where more came back than was handed out, or than there are voters.
    """
    if balance.is_void(balance.lines(box.count)):
        return State.INVALID
    return State.OPENED if box.came >= box.facts.minimum else State.NO_QUORUM


def _ready(hall: Hall, db: Session, actor: Actor, number: str) -> tuple[MeetingRow, Inspected]:
    meeting = acts.find(db, actor, number, Act.OPEN_BOX)
    if meeting.custody is not Custody.SCRUTINEERS:
        raise NoSharesHere
    acts.require_state(meeting, Act.OPEN_BOX)
    if frozen_facts.of(hall, meeting).custody is not Custody.SCRUTINEERS:
        raise NoSharesHere
    box = inspection.inspect(hall, db, meeting)
    _require_quorum(box)
    return meeting, box


def _require_quorum(box: Inspected) -> None:
    if box.book.told.settled is None:
        raise NotSettled
    to = verdict(box)
    if to is State.NO_QUORUM:
        raise QuorumMissed(returned=box.came, required=box.facts.minimum)
    if to is State.INVALID:
        raise _invalid(box)


def _invalid(box: Inspected) -> RoundInvalid:
    broken = balance.voiding(balance.lines(box.count))
    if broken is not None and broken.of_class:
        left, right = int(broken.left), int(broken.right)
        return RoundInvalidByClass(returned=left, bound=right, name=broken.of_class)
    return RoundInvalid(returned=box.came, bound=box.facts.eligible)
