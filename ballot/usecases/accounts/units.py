"""The unit in which somebody creates, and the topmost one."""

from sqlalchemy.orm import Session

from ballot.domain import access
from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import Fault, MayNot, NotOneOf, Refused
from ballot.storage import people

TOP_UNIT = "本单位"
"""The name of the topmost unit until an administrator gives it another."""


def unit_of(db: Session, actor: Actor) -> int:
    """The unit whose meeting it will be: the first one where the actor may create one.

    Whoever holds the machine creates for the topmost unit. Raises MayNot.
    """
    if actor.console:
        return top_unit(db)
    for unit, _ in actor.roles:
        if access.may(actor, Act.CREATE, people.path_of(db, unit)):
            return unit
    raise MayNot(act=Act.CREATE)


def unit_called(db: Session, actor: Actor, name: str) -> int:
    """The unit of this name where the actor may create, the first one where no name is given.

    Raises Refused with the key ``unit``, MayNot.
    """
    if not name:
        return unit_of(db, actor)
    allowed = [
        each
        for each in people.units(db)
        if access.may(actor, Act.CREATE, people.path_of(db, each.id))
    ]
    for each in allowed:
        if each.name == name:
            return each.id
    error = NotOneOf(value=name, allowed=tuple(each.name for each in allowed))
    raise Refused([Fault(error=error, key="unit")])


def top_unit(db: Session) -> int:
    """The topmost unit, added where there is none yet."""
    top = next((unit.id for unit in people.units(db) if unit.parent is None), None)
    return people.add_unit(db, TOP_UNIT) if top is None else top
