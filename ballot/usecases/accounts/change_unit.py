"""An administrator renames a unit, moves it below another one, says who is to keep the keys of its
new meetings, or removes an empty one."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass

from sqlalchemy.orm import Session

from ballot.domain import short_text, unit_path
from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import (
    Fault,
    MayNot,
    NothingChanged,
    Refused,
    TopUnit,
    UnitBelowItself,
    UnitInUse,
    UnitNamed,
    UnitUnknown,
)
from ballot.domain.meeting import Custody
from ballot.domain.unit_lines import LONGEST
from ballot.storage import unit_tree
from ballot.storage.unit_tree import Holdings, UnitRow
from ballot.usecases import acts
from ballot.usecases.accounts.units import reached_of
from ballot.usecases.hall import Hall


@dataclass(frozen=True, slots=True)
class UnitLook:
    """A unit, what it holds itself, and below which others it may be moved."""

    unit: UnitRow
    holds: Holdings
    places: tuple[UnitRow, ...]
    is_fixed: bool
    """Whether it is the topmost one, or the topmost that the actor manages: it is only renamed."""

    @property
    def is_empty(self) -> bool:
        """Whether it may be removed."""
        return self.holds == Holdings()


@dataclass(frozen=True, slots=True)
class _Tree:
    """All units, and those of them that the actor manages."""

    known: Mapping[int, UnitRow]
    managed: Mapping[int, UnitRow]

    def unit(self, id: int) -> UnitRow:
        """A unit that the actor manages. Raises UnitUnknown."""
        if id not in self.managed:
            raise UnitUnknown
        return self.managed[id]

    def below(self, id: int) -> tuple[int, ...]:
        """The unit and all units below it."""
        return unit_path.below({each.id: each.parent for each in self.known.values()}, (id,))


def see_unit(hall: Hall, actor: Actor, unit: int) -> UnitLook:
    """The unit as its page shows it. Raises UnitUnknown."""

    def work(db: Session) -> UnitLook:
        tree = _tree(unit_tree.units(db), actor)
        found, lower = tree.unit(unit), tree.below(unit)
        return UnitLook(
            unit=found,
            holds=unit_tree.holdings(db).get(unit, Holdings()),
            places=tuple(each for each in tree.managed.values() if each.id not in lower),
            is_fixed=found.parent not in tree.managed,
        )

    return hall.database.read(work)


def change_unit(
    hall: Hall,
    actor: Actor,
    unit: int,
    *,
    name: str,
    custody: Custody | None,
    parent: int | None = None,
) -> None:
    """Give a unit this name, and place it below ``parent``; None leaves it where it is. ``custody``
    is who it asks to keep the keys of new meetings; None: it asks what the unit above it asks.

    Its meetings, assessments, people and keys go with it; what was printed keeps its name. Raises
    UnitUnknown, MayNot (of the unit above it, and of the new one), TopUnit, NothingChanged, Refused
    with the keys ``title`` and ``parent``.
    """

    def work(db: Session) -> None:
        tree = _tree(unit_tree.hold(db), actor)
        kept = tree.unit(unit)
        new = UnitRow(unit, kept.parent if parent is None else parent, name.strip(), custody)
        if new == kept:
            raise NothingChanged
        _require_place(tree, kept, new)
        _require_name(tree, new)
        unit_tree.change(db, new)
        acts.write_down(hall, db, actor, Act.MANAGE_PEOPLE, None, **_told(tree, kept, new))

    acts.carry_out(hall, work)


def remove_unit(hall: Hall, actor: Actor, unit: int) -> str:
    """Remove a unit that holds nothing; its name.

    Raises UnitUnknown, MayNot (of the unit above it), TopUnit, UnitInUse.
    """

    def work(db: Session) -> str:
        tree = _tree(unit_tree.hold(db), actor)
        kept = tree.unit(unit)
        _require_loose(tree, kept)
        held = unit_tree.holdings(db).get(unit)
        if held is not None:
            raise UnitInUse(kept.name, **asdict(held))
        unit_tree.remove(db, unit)
        acts.write_down(hall, db, actor, Act.MANAGE_PEOPLE, None, unit_removed=kept.name)
        return kept.name

    return acts.carry_out(hall, work)


def _tree(known: Collection[UnitRow], actor: Actor) -> _Tree:
    return _Tree({each.id: each for each in known}, reached_of(known, actor, Act.MANAGE_PEOPLE))


def _require_loose(tree: _Tree, kept: UnitRow) -> None:
    """It stands below a unit that the actor manages. Raises TopUnit, MayNot."""
    if kept.parent is None:
        raise TopUnit(kept.name)
    if kept.parent not in tree.managed:
        raise MayNot(act=Act.MANAGE_PEOPLE)


def _require_place(tree: _Tree, kept: UnitRow, new: UnitRow) -> None:
    if new.parent == kept.parent:
        return
    _require_loose(tree, kept)
    if new.parent not in tree.managed:
        raise Refused([Fault(UnitUnknown(), key="parent")])
    if new.parent in tree.below(kept.id):
        raise Refused([Fault(UnitBelowItself(kept.name), key="parent")])


def _require_name(tree: _Tree, new: UnitRow) -> None:
    error = short_text.wrong(new.name, needed=True, most=LONGEST)
    rows = tree.known.values()
    beside = {each.name for each in rows if each.parent == new.parent and each.id != new.id}
    if error is None and new.name in beside:
        error = UnitNamed(new.name)
    if error is not None:
        raise Refused([Fault(error, key="title")])


def _told(tree: _Tree, kept: UnitRow, new: UnitRow) -> dict[str, str]:
    told = {"unit_before": kept.name, "unit_after": new.name}
    if kept.parent is not None and new.parent is not None and kept.parent != new.parent:
        before, after = tree.known[kept.parent].name, tree.known[new.parent].name
        told |= {"above_before": before, "above_after": after}
    if kept.custody != new.custody:
        told |= {"custody_before": kept.custody or "", "custody_after": new.custody or ""}
    return told
