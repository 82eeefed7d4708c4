"""The units that somebody reaches, the one in which he creates, and the topmost one."""

from collections.abc import Collection

from sqlalchemy.orm import Session

from ballot.domain import access, unit_path
from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import Fault, MayNot, NotOneOf, Refused
from ballot.storage import unit_tree
from ballot.storage.unit_tree import UnitRow
from ballot.usecases.hall import Hall

TOP_UNIT = "本单位"
"""The name of the topmost unit until an administrator gives it another."""


def unit_of(db: Session, actor: Actor) -> int:
    """The unit whose meeting it will be: the first one where the actor may create one.

    Whoever holds the machine creates for the topmost unit. Raises MayNot.
    """
    if actor.console:
        return top_unit(db)
    for unit, _ in actor.roles:
        if access.may(actor, Act.CREATE, unit_tree.path_of(db, unit)):
            return unit
    raise MayNot(act=Act.CREATE)


def unit_called(db: Session, actor: Actor, name: str) -> int:
    """The unit of this name where the actor may create, the first one where no name is given.

    Raises Refused with the key ``unit``, MayNot.
    """
    if not name:
        return unit_of(db, actor)
    allowed = reached(db, actor, Act.CREATE).values()
    for each in allowed:
        if each.name == name:
            return each.id
    error = NotOneOf(value=name, allowed=tuple(each.name for each in allowed))
    raise Refused([Fault(error=error, key="unit")])


def units_to_choose(hall: Hall, actor: Actor) -> tuple[str, ...]:
    """The units in which he may create, his own first; empty where there is no choice.

    Raises MayNot.
    """

    def work(db: Session) -> tuple[str, ...]:
        own = unit_of(db, actor)
        there = reached(db, actor, Act.CREATE).values()
        found = sorted(there, key=lambda each: each.id != own)
        return tuple(each.name for each in found) if len(found) > 1 else ()

    return hall.database.read(work)


def reached(db: Session, actor: Actor, act: Act) -> dict[int, UnitRow]:
    """By id all units where the actor may do the act; the tree is read once for all of them."""
    return reached_of(unit_tree.units(db), actor, act)


def reached_of(known: Collection[UnitRow], actor: Actor, act: Act) -> dict[int, UnitRow]:
    """The same of a tree that is known."""
    parents = {each.id: each.parent for each in known}
    return {
        each.id: each for each in known if access.may(actor, act, unit_path.up(parents, each.id))
    }


def top_unit(db: Session) -> int:
    """The topmost unit, added where there is none yet."""
    top = next((unit.id for unit in unit_tree.units(db) if unit.parent is None), None)
    return unit_tree.add_unit(db, TOP_UNIT) if top is None else top
