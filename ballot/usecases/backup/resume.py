"""After a restore a vote stands still until a person has said how many ballots there were.

Ballots that the backup does not hold are lost, their slips unused again: all who voted scan once
more, and whoever reads 「还没有投过」 votes again. Fewer ballots than were known open no box.
"""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import (
    Fault,
    OpenedBefore,
    OutOfRange,
    PlainTransport,
    Refused,
    Tampered,
)
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
    ballots than slips.
    """
    return hall.database.read(
        lambda db: _shortfall(hall, db, acts.find(db, actor, number, Act.RESUME), last)
    )


def resume(hall: Hall, actor: Actor, number: str, last: int) -> Shortfall:
    """From paused to open.

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
    acts.require_state(meeting, Act.RESUME)
    lines = chain.of_meeting(hall, db, meeting.number)
    frozen_facts.require_latest(lines, meeting)
    slips = frozen_facts.of(hall, meeting).slips
    if last is not None and not 0 <= last <= slips:
        raise Refused([Fault(OutOfRange(value=str(last), low="0", high=str(slips)), key=KEY)])
    told = ledger.told(lines)
    if not told.paused:
        raise Tampered(what="state")
    known = max(known_ballots.known(hall, meeting.run, told), last or 0)
    return Shortfall(turnout.received(db, meeting.number), known, slips)
