"""An organizer looks at the meetings of his units."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from ballot.domain import access
from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.meeting import REHEARSED, Custody, State
from ballot.storage import meetings, unit_tree
from ballot.storage.assessment import assessments
from ballot.storage.meetings import MeetingRow
from ballot.usecases.hall import Hall

BEFORE = (State.DRAFT, *REHEARSED, State.FROZEN)


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A meeting in a list."""

    number: str
    title: str
    place: str
    starts: str
    assessment: str
    state: State
    custody: Custody
    round: int
    follows: str | None
    created_at: datetime

    @property
    def is_ahead(self) -> bool:
        """Whether it is said when it begins, and it has not begun."""
        return bool(self.starts) and self.state in BEFORE


def list_meetings(hall: Hall, actor: Actor, most: int | None = None) -> list[MeetingLine]:
    """The meetings that the actor may see, the newest first, at most so many."""
    return hall.database.read(lambda db: _list(db, actor, most))


def line_of(meeting: MeetingRow, assessment: str) -> MeetingLine:
    """What a list tells of a meeting; ``assessment`` is the title of the one it belongs to."""
    return MeetingLine(
        number=meeting.number,
        title=meeting.title,
        place=meeting.place,
        starts=meeting.starts,
        assessment=assessment,
        state=meeting.state,
        custody=meeting.custody,
        round=meeting.round,
        follows=meeting.follows,
        created_at=meeting.created_at,
    )


def units_of(db: Session, actor: Actor) -> tuple[int, ...] | None:
    """All units that a role of the actor reaches: its own and everything below. None: every one."""
    if actor.console:
        return None
    roots = (unit for unit, _ in actor.roles if access.may(actor, Act.SEE, (unit,)))
    return unit_tree.under(db, tuple(roots))


def _list(db: Session, actor: Actor, most: int | None) -> list[MeetingLine]:
    units = units_of(db, actor)
    titles = {each.id: each.title for each in assessments.in_units(db, units)}
    found = meetings.in_units(db, units, most)
    return [line_of(each, titles.get(each.assessment, "")) for each in found]
