"""Groups of a ranking held against each other: shares of grades, mean, lowest and highest total."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from ballot.domain.scheme.grade_rules import NOT_DUE, TO_DECIDE, WAITING
from ballot.domain.scoring.ranking import Placed


@dataclass(frozen=True, slots=True)
class Spread:
    """A group. ``grades`` counts every grade in it, those 待测评 too. The figures are of those who
    have a total and are neither 待测评 nor gone, and None where nobody has."""

    group: tuple[str, ...]
    people: int
    waiting: int
    grades: tuple[tuple[str, int], ...]
    mean: Fraction | None
    lowest: Fraction | None
    highest: Fraction | None


def of(placed: Sequence[Placed]) -> tuple[Spread, ...]:
    """A spread a group, the groups in the order of their names; proposed grades are counted as
    long as any is still to be decided."""
    is_decided = all(one.decided != TO_DECIDE for one in placed)
    groups: dict[tuple[str, ...], list[Placed]] = {}
    for one in placed:
        groups.setdefault(one.group, []).append(one)
    return tuple(_of_group(group, groups[group], is_decided=is_decided) for group in sorted(groups))


def _of_group(group: tuple[str, ...], members: Sequence[Placed], *, is_decided: bool) -> Spread:
    totals = [
        one.figures.total
        for one in members
        if one.figures.total is not None and one.grade not in NOT_DUE
    ]
    grades = Counter(one.grade if is_decided else one.by_rules for one in members)
    return Spread(
        group=group,
        people=len(members),
        waiting=grades[WAITING],
        grades=tuple(sorted(grades.items())),
        mean=sum(totals, Fraction(0)) / len(totals) if totals else None,
        lowest=min(totals, default=None),
        highest=max(totals, default=None),
    )
