"""An administrator looks at the units below him and at who may do what there."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from ballot.domain import access
from ballot.domain.access import Actor, Role
from ballot.domain.acts import Act
from ballot.domain.errors import MayNot
from ballot.storage import people
from ballot.storage.people import UnitRow
from ballot.usecases.hall import Hall


@dataclass(frozen=True, slots=True)
class Person:
    """An account and its roles: (name of the unit, role)."""

    name: str
    active: bool
    roles: tuple[tuple[str, Role], ...]


@dataclass(frozen=True, slots=True)
class People:
    """The units that the actor manages, a unit after its parent, and the people in them."""

    units: tuple[UnitRow, ...]
    persons: tuple[Person, ...]


def list_people(hall: Hall, actor: Actor) -> People:
    """Units and people. Raises MayNot for whoever manages nobody."""
    return hall.database.read(lambda db: _list(db, actor))


def _list(db: Session, actor: Actor) -> People:
    units = {
        each.id: each
        for each in people.units(db)
        if access.may(actor, Act.MANAGE_PEOPLE, people.path_of(db, each.id))
    }
    if not units:
        raise MayNot(act=Act.MANAGE_PEOPLE)
    found = []
    for account in people.accounts(db):
        roles = people.roles(db, account.id)
        here = tuple((units[unit].name, Role(role)) for unit, role in roles if unit in units)
        if here:
            found.append(Person(account.name, account.active, here))
    return People(units=tuple(units.values()), persons=tuple(found))
