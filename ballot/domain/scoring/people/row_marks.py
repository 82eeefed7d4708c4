"""What a row of a file would do to a list of people: add somebody, change him, or nothing."""

from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import NamedTuple


class Mark(StrEnum):
    """新增, 有变动, 相同, 存疑: what stands beside a row before it is saved."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    DOUBTFUL = "doubtful"
    """New, and perhaps somebody who is there already: asked before anything is saved."""


class Change(NamedTuple):
    """A column whose text would be another; ``before`` is empty where nothing stood."""

    column: str
    before: str
    after: str


def changes(
    stored: Mapping[str, str], texts: Mapping[str, str], key: Collection[str]
) -> tuple[Change, ...]:
    """What the texts of a row say otherwise than it stands; an empty cell changes nothing, and the
    columns of the ``key`` say who it is."""
    return tuple(
        Change(name, stored.get(name, ""), text)
        for name, text in texts.items()
        if text and name not in key and stored.get(name, "") != text
    )


def mark_of(changed: Collection[Change], *, is_new: bool, is_doubtful: bool) -> Mark:
    """The one word for a row."""
    if is_new:
        return Mark.DOUBTFUL if is_doubtful else Mark.NEW
    return Mark.CHANGED if changed else Mark.SAME
