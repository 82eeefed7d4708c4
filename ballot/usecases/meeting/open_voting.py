"""An organizer opens the vote. What was not frozen yet is frozen in the same transaction."""

from sqlalchemy.orm import Session

from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import PlainTransport
from ballot.domain.meeting import Custody, State, Transport
from ballot.domain.meetings.frozen import fingerprint
from ballot.storage import meetings
from ballot.usecases import acts
from ballot.usecases.consents import consenting
from ballot.usecases.hall import Hall
from ballot.usecases.meeting import freezing
from ballot.usecases.meeting.freeze import carry_out
from ballot.usecases.verified import chain, frozen_facts


def open_voting(hall: Hall, actor: Actor, number: str) -> None:
    """From draft or frozen to open; no fault where it is open already.

    Raises what ``freeze`` raises, PlainTransport and ConsentNeeded under custody scrutineers,
    TransportChanged, Tampered where slips or frozen data are not those that were frozen.
    """
    consenting.carry_out(hall, actor, number, lambda db: _open(hall, db, actor, number))


def _open(hall: Hall, db: Session, actor: Actor, number: str) -> None:
    meeting = acts.hold(db, actor, number, Act.OPEN)
    if meeting.state is State.OPEN:
        return
    if meeting.custody is Custody.SCRUTINEERS and hall.transport is Transport.PLAIN:
        raise PlainTransport
    agreed: dict[str, object] = {}
    if meeting.state is State.DRAFT:
        columns = freezing.columns(hall, db, meeting)
        about = freezing.shown_of_draft(columns["frozen"])
        agreed = consenting.require(hall, db, meeting, Act.OPEN, about)
        carry_out(hall, db, actor, meeting, columns, {})
        meeting = meetings.get(db, number)
    acts.require_state(meeting, Act.OPEN)
    frozen_facts.require_latest(chain.of_meeting(hall, db, number), meeting)
    facts = frozen_facts.of(hall, meeting)
    frozen_facts.require_transport(hall, facts)
    freezing.check_slips(db, facts)
    about = freezing.shown(meeting.frozen or "")
    agreed = agreed or consenting.require(hall, db, meeting, Act.OPEN, about)
    moment = {"opened_at": hall.clock(), "transport": hall.transport}
    meetings.move(db, number, Act.OPEN, State.OPEN, **moment)
    shown = fingerprint(meeting.frozen or "")
    acts.write_down(hall, db, actor, Act.OPEN, number, fingerprint=shown, **agreed)
