"""An administrator invites somebody to an account with a role in a unit."""

from sqlalchemy.orm import Session

from ballot.domain import access
from ballot.domain.access import Actor, Role
from ballot.domain.acts import Act
from ballot.domain.errors import Fault, NotOneOf, Refused
from ballot.storage import unit_tree
from ballot.usecases import acts
from ballot.usecases.accounts import invitations, units
from ballot.usecases.hall import Hall


def create_account(hall: Hall, actor: Actor, name: str, role: Role, unit: int | None = None) -> str:
    """The text of a one-time link; its holder chooses the password, which nobody else ever knows.

    ``name`` is whom it is meant for, for the journal; without ``unit`` it is the topmost. Raises
    MayNot, Refused for a unit that is not there.
    """
    return acts.carry_out(hall, lambda db: _invite(hall, db, actor, name, role, unit))


def _invite(hall: Hall, db: Session, actor: Actor, name: str, role: Role, unit: int | None) -> str:
    of_unit = units.top_unit(db) if unit is None else unit
    known = [each.id for each in unit_tree.units(db)]
    if of_unit not in known:
        error = NotOneOf(value=str(of_unit), allowed=tuple(str(each) for each in known))
        raise Refused([Fault(error=error, key="unit")])
    access.require(actor, Act.MANAGE_PEOPLE, unit_tree.path_of(db, of_unit))
    text = invitations.make(hall, db, of_unit, role)
    acts.write_down(hall, db, actor, Act.MANAGE_PEOPLE, None, invited=role, name=name)
    return text
