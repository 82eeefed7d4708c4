"""An organizer looks at the scheme of a meeting: what it asks, what follows from the answers."""

from sqlalchemy.orm import Session

from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.scheme.scheme import Scheme
from ballot.usecases import acts
from ballot.usecases.hall import Hall
from ballot.usecases.verified import schemes


def see_scheme(hall: Hall, actor: Actor, number: str) -> Scheme:
    """The copy that the meeting's assessment keeps. Raises MeetingUnknown, MayNot."""
    return hall.database.read(lambda db: _see(db, actor, number))


def _see(db: Session, actor: Actor, number: str) -> Scheme:
    return schemes.of(db, acts.find(db, actor, number, Act.SEE))
