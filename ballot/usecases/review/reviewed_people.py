"""Everybody of a ranking as its review left him: his grades, what they bring, and 名额 by group."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from ballot.domain import rounding
from ballot.domain.review import places_left, steps, uses_of_result
from ballot.domain.review.places_left import GroupPlaces
from ballot.domain.review.steps import ReviewLine
from ballot.domain.review.uses_of_result import Brought
from ballot.domain.scheme.grade_rules import TO_DECIDE
from ballot.domain.scoring.ranking import Doubt, Group
from ballot.storage.assessment import inputs
from ballot.usecases.assessment import reviewing, worked_out
from ballot.usecases.assessment.reviewing import Desk, SettledRanking
from ballot.usecases.hall import Hall


@dataclass(frozen=True, slots=True)
class PersonView:
    """A person as the review left him. ``proposed`` is the grade of the rules, ``grade`` the one
    that stands now, ``decided`` the same once it is decided, else 待定; ``fixed`` says why no hand
    may change it; ``flags`` are kind → ground."""

    id: int
    name: str
    unit: str
    village: str
    group: tuple[str, ...]
    rank: int | None
    total: str
    proposed: str
    grade: str
    decided: str
    fixed: str
    why: str
    changes: tuple[ReviewLine, ...]
    brings: tuple[Brought, ...]
    flags: dict[str, str]

    @property
    def who(self) -> str:
        """The name with unit and village, where they are known."""
        where = " ".join(part for part in (self.unit, self.village) if part)
        return f"{self.name}（{where}）" if where else self.name

    @property
    def is_changed(self) -> bool:
        """Whether a hand has changed his grade."""
        return self.grade != self.proposed

    @property
    def needs_decision(self) -> bool:
        """Whether his grade is left to people and not decided yet."""
        return self.grade == TO_DECIDE

    @property
    def held_fast(self) -> str:
        """Why no hand may change his grade, where the grade does not say it itself."""
        return "" if self.fixed == self.grade else self.fixed


@dataclass(frozen=True, slots=True)
class ReviewedPeople:
    """``people`` in the order of the ranking, ``places`` of each group, and what a person should
    look at."""

    people: tuple[PersonView, ...]
    places: Mapping[Group, GroupPlaces]
    doubts: tuple[Doubt, ...]


NOBODY = ReviewedPeople((), {}, ())


def of(hall: Hall, db: Session, desk: Desk, found: SettledRanking) -> ReviewedPeople:
    """All of them."""

    def make() -> ReviewedPeople:
        bound = reviewing.bound(hall, db, desk, found)
        return ReviewedPeople(
            people=_people(hall, db, desk, found),
            places=places_left.of_groups(desk.scheme, found.ranking),
            doubts=tuple(uses_of_result.doubts(desk.scheme, found.ranking, bound)),
        )

    return worked_out.of(hall, db, desk.kept, f"people {found.id}", make)


def _people(hall: Hall, db: Session, desk: Desk, found: SettledRanking) -> tuple[PersonView, ...]:
    flags = inputs.flags(db, desk.kept.id)
    brings = reviewing.brought(hall, db, desk, found)
    made: dict[int | None, tuple[ReviewLine, ...]] = {}
    for line in steps.changes(desk.entries, found.id):
        made[line.person] = (*made.get(line.person, ()), line)
    seen: list[PersonView] = []
    for place, (id, one) in enumerate(zip(found.ids, found.ranking.placed, strict=True)):
        total = one.figures.total
        seen.append(
            PersonView(
                id=id,
                name=one.person.name,
                unit=one.person.unit,
                village=one.person.village,
                group=one.group,
                rank=one.rank,
                total="" if total is None else rounding.shown(total),
                proposed=one.by_rules,
                grade=one.grade,
                decided=one.decided or one.grade,
                fixed=steps.fixed(one),
                why=one.why,
                changes=made.get(id, ()),
                brings=brings[place],
                flags=flags.get(id, {}),
            )
        )
    return tuple(seen)
