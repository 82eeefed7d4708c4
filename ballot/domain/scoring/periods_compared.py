"""Two periods held side by side: whose place, grade and total changed, who is new, who is gone."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from ballot.domain.scheme.consequences import Run
from ballot.domain.scheme.grade_rules import TO_DECIDE
from ballot.domain.scoring import lists
from ballot.domain.scoring.people import same_person
from ballot.domain.scoring.person import Person
from ballot.domain.scoring.ranking import Placed


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a person stood in a period; ``grade`` is 审定等次, ``proposed`` 建议等次."""

    group: tuple[str, ...]
    rank: int | None
    grade: str
    total: Fraction | None
    proposed: str

    @property
    def said(self) -> str:
        """The grade in one cell: the decided one, until then the proposed, named as such."""
        return f"{self.proposed}（建议）" if self.grade == TO_DECIDE else self.grade


@dataclass(frozen=True, slots=True)
class Compared:
    """A person in both periods; None where he was in one alone. ``runs`` is what follows from the
    same grade in periods one after another."""

    name: str
    unit: str
    village: str
    before: Stand | None
    after: Stand | None
    runs: tuple[str, ...] = ()

    @property
    def climbed(self) -> int | None:
        """Places gained (positive) or lost; None where either period has no place."""
        ranks = [stand.rank if stand else None for stand in (self.before, self.after)]
        return None if ranks[0] is None or ranks[1] is None else ranks[0] - ranks[1]

    @property
    def gained(self) -> Fraction | None:
        """Points gained or lost; None where either period has no total."""
        totals = [stand.total if stand else None for stand in (self.before, self.after)]
        return None if totals[0] is None or totals[1] is None else totals[1] - totals[0]


def compare(
    before: Sequence[Placed], after: Sequence[Placed], runs: Sequence[Run] = ()
) -> tuple[Compared, ...]:
    """Everybody of the later period in its order, then those who are in it no more.

    ``runs`` of the later period are those of its own list (名单), by the same earlier grades.
    """
    pairs = same_person.matched(_people(before), _people(after))
    stayed = set(pairs.values())
    gone = [one for at, one in enumerate(before) if at not in stayed]
    found = [
        _compared(one, before[pairs[at]] if at in pairs else None, one, runs)
        for at, one in enumerate(after)
    ]
    return (*found, *(_compared(one, one, None, runs) for one in gone))


def _people(placed: Sequence[Placed]) -> list[Person]:
    return [one.person for one in placed]


def _compared(
    latest: Placed, before: Placed | None, after: Placed | None, runs: Sequence[Run]
) -> Compared:
    person = latest.person
    return Compared(
        name=person.name,
        unit=person.unit,
        village=person.village,
        before=_stand(before),
        after=_stand(after),
        runs=tuple(run.text for run in runs if after is not None and lists.is_run(run, after)),
    )


def _stand(one: Placed | None) -> Stand | None:
    if one is None:
        return None
    grade = one.grade if one.decided is None else one.decided
    return Stand(one.group, one.rank, grade, one.figures.total, one.by_rules)
