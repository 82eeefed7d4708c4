"""One person in several rows of a roster: proposed as one, and the operator has the last word.

Equal names are no proof: of two 张伟 in one village both may vote. What speaks for one person is
that the rows name different categories; a document's last characters decide it.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import combinations

from ballot.domain.person_name import folded
from ballot.domain.roster.voter import RosterVoter


class WhyOne(StrEnum):
    """What speaks for one person, or for several."""

    ID = "id"
    """The last characters of the document are equal"""
    CATEGORIES = "categories"
    """The rows name different categories, or none"""
    SAME_CATEGORY = "same_category"
    """The rows name the same category, which lists nobody twice"""


@dataclass(frozen=True, slots=True)
class RosterEntry:
    """A row of a roster, by its number in the file."""

    row: int
    voter: RosterVoter


@dataclass(frozen=True, slots=True)
class DoubleEntry:
    """Rows that may be one person. ``is_one``: what is proposed; ``is_settled``: it cannot be so
    said, as two of the rows are certainly different persons and a third may be either."""

    entries: tuple[RosterEntry, ...]
    why: WhyOne
    is_settled: bool = True

    @property
    def is_one(self) -> bool:
        """What is proposed: that all are one person."""
        return self.why is not WhyOne.SAME_CATEGORY

    @property
    def row(self) -> int:
        """The first row, by which the group is named."""
        return self.entries[0].row


def find(entries: Sequence[RosterEntry]) -> tuple[DoubleEntry, ...]:
    """All rows that may be one person, by their first rows."""
    by_name: dict[str, list[RosterEntry]] = {}
    for each in entries:
        by_name.setdefault(folded(each.voter.name), []).append(each)
    found = [_double(group) for same in by_name.values() for group in _groups(same)]
    return tuple(sorted(found, key=lambda each: each.row))


def said(
    doubles: Sequence[DoubleEntry],
    ones: Collection[int],
    apart: Collection[int],
    *,
    as_proposed: bool,
) -> set[int] | None:
    """The first rows of those that are one person, as somebody said: ``ones`` are, those ``apart``
    are not, all others are what is proposed, where ``as_proposed`` says so. None: one is left of
    which nobody has spoken."""
    known = {each.row for each in doubles}
    if not as_proposed and not known <= {*ones, *apart}:
        return None
    proposed = {each.row for each in doubles if each.is_one}
    return (proposed | set(ones)) - set(apart)


def joined(
    entries: Sequence[RosterEntry], doubles: Sequence[DoubleEntry], ones: Collection[int]
) -> tuple[RosterVoter, ...]:
    """The persons, in the order of their first rows; ``ones`` are the first rows of the double
    entries that are one person."""
    first: dict[int, RosterVoter] = {each.row: each.voter for each in entries}
    for double in doubles:
        if double.row in ones:
            first[double.row] = _as_one([each.voter for each in double.entries])
            for each in double.entries[1:]:
                del first[each.row]
    return tuple(first.values())


def _groups(same: list[RosterEntry]) -> Iterator[tuple[RosterEntry, ...]]:
    """Rows of one name that hang together by "may be one person"."""
    left = list(same)
    while left:
        group = [left.pop(0)]
        for member in group:  # it grows as it is walked through
            near = [each for each in left if _may_be_one(member.voter, each.voter)]
            group += near
            left = [each for each in left if each not in near]
        if len(group) > 1:
            yield tuple(sorted(group, key=lambda each: each.row))


def _may_be_one(one: RosterVoter, other: RosterVoter) -> bool:
    if one.id_tail and other.id_tail:
        return one.id_tail == other.id_tail
    units = {folded(each.unit) for each in (one, other) if each.unit}
    return len(units) < 2


def _double(group: tuple[RosterEntry, ...]) -> DoubleEntry:
    pairs = list(combinations([each.voter for each in group], 2))
    settled = all(_may_be_one(*pair) for pair in pairs)
    if all(one.id_tail and one.id_tail == other.id_tail for one, other in pairs):
        return DoubleEntry(group, WhyOne.ID)
    shared = any(set(one.categories) & set(other.categories) for one, other in pairs)
    return DoubleEntry(group, WhyOne.SAME_CATEGORY if shared else WhyOne.CATEGORIES, settled)


def _as_one(voters: Sequence[RosterVoter]) -> RosterVoter:
    categories = dict.fromkeys(name for each in voters for name in each.categories)
    return replace(
        voters[0],
        unit=next((each.unit for each in voters if each.unit), ""),
        categories=tuple(categories),
        id_tail=next((each.id_tail for each in voters if each.id_tail), ""),
    )
