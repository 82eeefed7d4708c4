"""What the head of every page of an assessment says: its name, its scheme, who may do what."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from ballot.domain import access
from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.scheme.consequences import Period
from ballot.domain.scheme.scheme import Scheme
from ballot.domain.scoring import period_kind
from ballot.storage import unit_tree
from ballot.storage.assessment import assessments
from ballot.usecases.assessment.find_assessment import find
from ballot.usecases.hall import Hall
from ballot.usecases.verified import schemes


@dataclass(frozen=True, slots=True)
class Head:
    """An assessment without its people. ``may`` is what the actor may do with it, ``previous``
    the one before it: its id and its title."""

    id: int
    unit: int
    title: str
    period: str
    scheme: Scheme
    may: frozenset[Act]
    previous: tuple[int, str] | None

    @property
    def kind(self) -> Period | None:
        """What it covers, where its period does not say so itself."""
        said = period_kind.of_period(self.period)
        return self.scheme.aftermath.period if said is None else None


def look_at_assessment(hall: Hall, actor: Actor, id: int) -> Head:
    """Its head. Raises Refused where there is none of this id, MayNot."""
    return hall.database.read(lambda db: _look(db, actor, id))


def _look(db: Session, actor: Actor, id: int) -> Head:
    kept = find(db, actor, id, Act.SEE)
    path = unit_tree.path_of(db, kept.unit)
    before = None if kept.previous is None else assessments.get(db, kept.previous)
    return Head(
        id=kept.id,
        unit=kept.unit,
        title=kept.title,
        period=kept.period,
        scheme=schemes.of_assessment(kept),
        may=frozenset(act for act in Act if access.may(actor, act, path)),
        previous=None if before is None else (before.id, before.title),
    )
