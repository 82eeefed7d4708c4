"""After a restore a vote stands still until a person has said how many ballots there were.

He is not believed against the box or the mark of this machine, and not once for ever: until the
close the total is corrected upwards by whoever remembers a higher one.

Ballots that the backup does not hold are lost, their slips unused again: all who voted scan once
more, and whoever reads 「还没有投过」 votes again. Fewer ballots than were known open no box.
"""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import (
    Fault,
    NotInState,
    OpenedBefore,
    OutOfRange,
    PlainTransport,
    Refused,
    Tampered,
    TotalNotHigher,
    TotalTooLow,
)
from ballot.domain.ledger import restored_told
from ballot.domain.ledger.ledger_told import Told
from ballot.domain.meeting import Custody, State, Transport
from ballot.storage import meetings, turnout
from ballot.storage.meetings import MeetingRow
from ballot.usecases import acts
from ballot.usecases.consents import consenting
from ballot.usecases.hall import Hall
from ballot.usecases.verified import chain, frozen_facts, known_ballots, ledger

KEY = "received"


@dataclass(frozen=True, slots=True)
class Shortfall:
    """How many ballots are ``found`` in the box, and how many were ``known`` to be there."""

    found: int
    known: int
    most: int
    """No more can have come: slips that were printed."""

    @property
    def missing(self) -> int:
        """少了 M 张."""
        return max(0, self.known - self.found)


def look(hall: Hall, actor: Actor, number: str, last: int | None = None) -> Shortfall:
    """What is missing where the ``last`` received total was this; None: by the marks alone.

    Raises MeetingUnknown, MayNot, NotInState, Tampered, and Refused, key ``received``, for more
    ballots than slips, fewer than lie in the box or were noted, and no more than were said.
    """
    return hall.database.read(
        lambda db: _shortfall(hall, db, acts.find(db, actor, number, Act.RESUME), last)
    )


def resume(hall: Hall, actor: Actor, number: str, last: int) -> Shortfall:
    """From paused to open; once it is open, correct the total upwards.

    Raises what ``look`` raises, OpenedBefore, TransportChanged, and under custody scrutineers
    ConsentNeeded and PlainTransport.
    """
    return consenting.carry_out(
        hall, actor, number, lambda db: _resume(hall, db, actor, number, last)
    )


def _resume(hall: Hall, db: Session, actor: Actor, number: str, last: int) -> Shortfall:
    meeting = acts.hold_in_state(db, actor, number, Act.RESUME)
    short = _shortfall(hall, db, meeting, last)
    if meeting.custody is Custody.SCRUTINEERS and hall.transport is Transport.PLAIN:
        raise PlainTransport
    frozen_facts.require_transport(hall, frozen_facts.of(hall, meeting))
    if hall.marks.opened(meeting.run) is not None:
        raise OpenedBefore
    about = {"last": last, "missing": short.missing}
    agreed = consenting.require(hall, db, meeting, Act.RESUME, about)
    meetings.move(db, number, Act.RESUME, State.OPEN)
    told = {"found": short.found, "known": short.known, **about}
    acts.write_down(hall, db, actor, Act.RESUME, number, **told, **agreed)
    return short


def _shortfall(hall: Hall, db: Session, meeting: MeetingRow, last: int | None) -> Shortfall:
    """Raises as ``look`` does. Of a vote that goes on, ``found`` is what was put back."""
    acts.require_state(meeting, Act.RESUME)
    lines = chain.of_meeting(hall, db, meeting.number)
    frozen_facts.require_latest(lines, meeting)
    slips = frozen_facts.of(hall, meeting).slips
    if last is not None and not 0 <= last <= slips:
        raise Refused([Fault(OutOfRange(value=str(last), low="0", high=str(slips)), key=KEY)])
    told = ledger.told(lines)
    if told.paused is not (meeting.state is State.PAUSED):
        raise Tampered(what="state")
    known, found = (
        known_ballots.known(hall, meeting.run, told),
        turnout.received(db, meeting.number),
    )
    if not told.paused:
        _require_resumed(told)
        known, found = restored_told.known(told.restored), told.restored[-1].found
    if last is not None:
        _require_enough(last, found, known, is_paused=told.paused)
    return Shortfall(found, max(known, last or 0), slips)


def _require_resumed(told: Told) -> None:
    """Raises NotInState for a vote that was never put back."""
    if not any(each.was in (State.OPEN, State.PAUSED) for each in told.restored):
        raise NotInState(act=Act.RESUME, state=State.OPEN, allowed=(State.PAUSED,))


def _require_enough(last: int, found: int, known: int, *, is_paused: bool) -> None:
    """Raises Refused, key ``received``."""
    if is_paused and last < max(found, known):
        raise Refused([Fault(TotalTooLow(box=found, noted=known), key=KEY)])
    if not is_paused and last <= known:
        raise Refused([Fault(TotalNotHigher(said=known), key=KEY)])
