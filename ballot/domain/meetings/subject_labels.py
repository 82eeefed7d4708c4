"""How subjects are called where they stand together: by name, and two of one name never alike.

A voter who meets 王伟 twice on his paper has to know which is whose (docs/rules.md §4): village
or unit stand behind a name that another subject has too, and behind no other.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Protocol

from ballot.domain.person_name import folded


class Named(Protocol):
    """Whoever has a name, a unit and a village; either of the two may be empty."""

    @property
    def name(self) -> str:
        """The name as it was written."""

    @property
    def unit(self) -> str:
        """单位."""

    @property
    def village(self) -> str:
        """村(社区)."""


def labels(subjects: Sequence[Named]) -> tuple[str, ...]:
    """The label of each, in their order: 「王伟」, or 「王伟（东村）」 beside another 王伟."""
    of_one_name = defaultdict[str, list[int]](list)
    for place, each in enumerate(subjects):
        of_one_name[folded(each.name)].append(place)
    found = [each.name for each in subjects]
    for places in of_one_name.values():
        if len(places) > 1:
            among = [subjects[place] for place in places]
            for place, behind in zip(places, _told_apart(among), strict=True):
                found[place] += f"（{behind}）" if behind else ""
    return tuple(found)


def _told_apart(among: Sequence[Named]) -> list[str]:
    """What stands behind each of several of one name: the village where it tells them all apart,
    else the unit, else both as far as they are known."""
    villages = [each.village for each in among]
    units = [each.unit for each in among]
    for texts in (villages, units):
        if all(texts) and len({folded(each) for each in texts}) == len(among):
            return texts
    return [" ".join(filter(None, pair)) for pair in zip(units, villages, strict=True)]
