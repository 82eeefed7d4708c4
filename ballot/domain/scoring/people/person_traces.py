"""What an assessment holds of a person already: whoever left a trace is not taken out of it.

Before that he is removed as if he had never been there; after it he is marked as gone (已离岗).
"""

from collections.abc import Collection
from dataclasses import dataclass

from ballot.domain.meeting import REHEARSED, State
from ballot.domain.scheme.scheme import KEY_COLUMNS


@dataclass(frozen=True, slots=True)
class Traces:
    """``meetings`` that have begun with him as a subject, by number; whether anything was entered
    of him (a value, a line of his sheet, a flag, which meeting counts), the ``files`` that brought
    some of it, and whether a ranking, a review or an appeal names him."""

    meetings: tuple[str, ...] = ()
    is_scored: bool = False
    files: tuple[str, ...] = ()
    is_named: bool = False

    @property
    def is_measured(self) -> bool:
        """Whether he was measured in any of these ways."""
        return bool(self.meetings) or self.is_scored or self.is_named


def has_begun(state: State, *, was_frozen: bool) -> bool:
    """Whether a meeting has gone beyond its draft; one that was cancelled as a draft never did."""
    return state is not State.DRAFT and (state is not State.CANCELLED or was_frozen)


ON_PAPER = (*REHEARSED, State.FROZEN)
"""States in which the paper names its subjects already, and may still be made anew."""


def is_renamed(changed: Collection[str]) -> bool:
    """Whether any of the columns by which a person is told from another is among the changed."""
    return any(name in KEY_COLUMNS for name in changed)
