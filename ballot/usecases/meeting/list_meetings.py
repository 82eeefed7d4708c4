"""An organizer looks at the meetings of his units."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from ballot.domain import access
from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.meeting import Custody, State
from ballot.storage import meetings, people
from ballot.storage.assessment import assessments
from ballot.usecases.hall import Hall


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A meeting in a list."""

    number: str
    title: str
    place: str
    assessment: str
    state: State
    custody: Custody
    round: int
    follows: str | None
    created_at: datetime


def list_meetings(hall: Hall, actor: Actor) -> list[MeetingLine]:
    """The meetings that the actor may see, the newest first."""
    return hall.database.read(lambda db: _list(db, actor))


def _list(db: Session, actor: Actor) -> list[MeetingLine]:
    units = None if actor.console else _units(db, actor)
    titles = {each.id: each.title for each in assessments.in_units(db, units)}
    return [
        MeetingLine(
            number=each.number,
            title=each.title,
            place=each.place,
            assessment=titles.get(each.assessment, ""),
            state=each.state,
            custody=each.custody,
            round=each.round,
            follows=each.follows,
            created_at=each.created_at,
        )
        for each in meetings.in_units(db, units)
    ]


def _units(db: Session, actor: Actor) -> tuple[int, ...]:
    """All units that a role of the actor reaches: its own and everything below."""
    roots = (unit for unit, _ in actor.roles if access.may(actor, Act.SEE, (unit,)))
    return people.under(db, tuple(roots))
