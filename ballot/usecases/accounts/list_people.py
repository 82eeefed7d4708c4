"""An administrator looks at the units below him and at who may do what there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from ballot.domain import unit_path
from ballot.domain.access import Actor, Role
from ballot.domain.acts import Act
from ballot.domain.errors import MayNot
from ballot.storage import people, unit_tree
from ballot.storage.unit_tree import Holdings
from ballot.usecases.accounts.units import reached
from ballot.usecases.hall import Hall


@dataclass(frozen=True, slots=True)
class Person:
    """An account and its roles: (name of the unit, role)."""

    name: str
    active: bool
    roles: tuple[tuple[str, Role], ...]


@dataclass(frozen=True, slots=True)
class UnitShown:
    """A unit of the tree, so many levels below the highest that the actor manages."""

    id: int
    name: str
    depth: int
    holds: Holdings

    @property
    def indent(self) -> int:
        """How far to the right it is drawn: on a phone no further than six steps."""
        return min(self.depth, 6)


@dataclass(frozen=True, slots=True)
class People:
    """The units that the actor manages, a unit behind the one above it, and the people in them."""

    units: tuple[UnitShown, ...]
    persons: tuple[Person, ...]


def list_people(hall: Hall, actor: Actor) -> People:
    """Units and people. Raises MayNot for whoever manages nobody."""
    return hall.database.read(lambda db: _list(db, actor))


def _list(db: Session, actor: Actor) -> People:
    seen = reached(db, actor, Act.MANAGE_PEOPLE)
    if not seen:
        raise MayNot(act=Act.MANAGE_PEOPLE)
    held = unit_tree.holdings(db)
    tree = unit_path.drawn({each.id: each.parent for each in seen.values()})
    return People(
        units=tuple(
            UnitShown(unit, seen[unit].name, depth, held.get(unit, Holdings()))
            for unit, depth in tree
        ),
        persons=tuple(_persons(db, {each.id: each.name for each in seen.values()})),
    )


def _persons(db: Session, names: Mapping[int, str]) -> Iterator[Person]:
    roles = people.roles_by_account(db)
    for account in people.accounts(db):
        here = tuple(
            (names[unit], Role(role)) for unit, role in roles.get(account.id, ()) if unit in names
        )
        if here:
            yield Person(account.name, account.active, here)
