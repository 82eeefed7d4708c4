"""An administrator adds units below one of his own, one or a whole county's at once."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from ballot.domain import access, unit_lines
from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import UnitUnknown
from ballot.storage import unit_tree
from ballot.usecases import acts
from ballot.usecases.hall import Hall


@dataclass(frozen=True, slots=True)
class UnitsAdded:
    """The names that are new, in the order of the lines, and how many were there before."""

    names: tuple[str, ...]
    known: int


def add_units(hall: Hall, actor: Actor, text: str, parent: int) -> UnitsAdded:
    """Add the units of ``text``, one a line (``ballot.domain.unit_lines``), below ``parent``.

    What is there already stays. Raises MayNot, UnitUnknown, Refused with the key ``title``.
    """
    paths = unit_lines.read(text)
    return acts.carry_out(hall, lambda db: _add(hall, db, actor, paths, parent))


def _add(
    hall: Hall, db: Session, actor: Actor, paths: Sequence[Sequence[str]], parent: int
) -> UnitsAdded:
    there = {(each.parent, each.name): each.id for each in unit_tree.hold(db)}
    if parent not in there.values():
        raise UnitUnknown
    access.require(actor, Act.MANAGE_PEOPLE, unit_tree.path_of(db, parent))
    names: list[str] = []
    known = 0
    for path in paths:
        at, before = parent, len(names)
        for name in path:
            if (at, name) not in there:
                there[at, name] = unit_tree.add_unit(db, name, at)
                names.append(name)
            at = there[at, name]
        known += len(names) == before
    if names:
        told = {"unit": names[0]} if len(names) == 1 else {"units": names}
        acts.write_down(hall, db, actor, Act.MANAGE_PEOPLE, None, **told)
    return UnitsAdded(tuple(names), known)
