"""名额: how many of a group may have each grade, and how many have it as the review stands."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ballot.domain.review import steps
from ballot.domain.scheme import grade_rules
from ballot.domain.scheme.scheme import Scheme
from ballot.domain.scoring.ranking import Group, Placed, Ranking


@dataclass(frozen=True, slots=True)
class Places:
    """A grade within a group. ``most`` is None where the policy sets no number."""

    grade: str
    most: int | None
    used: int

    @property
    def left(self) -> int:
        """Places that nobody has; below 0 where more have the grade than may."""
        return 0 if self.most is None else self.most - self.used


@dataclass(frozen=True, slots=True)
class GroupPlaces:
    """The grades of a group in the order of the policy; ``due`` are those of whom shares are
    taken."""

    group: Group
    name: str
    people: int
    due: int
    places: tuple[Places, ...]


def of_groups(scheme: Scheme, found: Ranking) -> dict[Group, GroupPlaces]:
    """By group the grades of a ranking as its review left it, the groups in order."""
    groups: dict[Group, list[Placed]] = {}
    for one in found.placed:
        groups.setdefault(one.group, []).append(one)
    return {group: _of_group(scheme, groups[group]) for group in sorted(groups)}


def _of_group(scheme: Scheme, members: Sequence[Placed]) -> GroupPlaces:
    first, given = next(iter(members)), Counter(one.grade for one in members)
    due = grade_rules.due(given.elements())
    return GroupPlaces(
        group=first.group,
        name=first.group_name,
        people=len(members),
        due=due,
        places=tuple(
            Places(each.name, steps.limit(scheme, due, each.name), given[each.name])
            for each in scheme.placing.grades
        ),
    )
