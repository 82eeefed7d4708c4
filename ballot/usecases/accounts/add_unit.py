"""An administrator adds a unit below one of his own: a township under its county."""

from sqlalchemy.orm import Session

from ballot.domain import access
from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import Fault, Missing, NotOneOf, Refused
from ballot.storage import people
from ballot.usecases import acts
from ballot.usecases.hall import Hall


def add_unit(hall: Hall, actor: Actor, name: str, parent: int) -> int:
    """The id of the unit of that name under ``parent``, added where it is not there.

    Raises MayNot, and Refused for a unit without a name or a parent that is not there.
    """
    if not name.strip():
        raise Refused([Fault(error=Missing(), key="name")])
    return acts.carry_out(hall, lambda db: _add(hall, db, actor, name.strip(), parent))


def _add(hall: Hall, db: Session, actor: Actor, name: str, parent: int) -> int:
    known = [each.id for each in people.units(db)]
    if parent not in known:
        error = NotOneOf(value=str(parent), allowed=tuple(str(each) for each in known))
        raise Refused([Fault(error=error, key="parent")])
    access.require(actor, Act.MANAGE_PEOPLE, people.path_of(db, parent))
    acts.write_down(hall, db, actor, Act.MANAGE_PEOPLE, None, unit=name)
    return people.add_unit(db, name, parent)
