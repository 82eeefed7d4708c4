"""Somebody who may vote at a meeting, and 应参加 as it follows from all of them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

UNNAMED = ""
"""The category of somebody of whom none is said."""


@dataclass(frozen=True, slots=True)
class RosterVoter:
    """Somebody on the roster. ``unit`` is his unit, village and group in one line; ``id_tail`` the
    last four characters of a document, empty where nobody asked."""

    name: str
    unit: str = ""
    categories: tuple[str, ...] = ()
    id_tail: str = ""


Parts = tuple[tuple[str, int], ...]
"""(category, distinct persons)."""


def eligible_parts(voters: Sequence[RosterVoter], order: Sequence[str]) -> Parts:
    """应参加 by category. Somebody in several counts once: in the first of them by ``order``, the
    categories of the scheme; of those that it does not name, in the first that the roster names.
    """
    counted = Counter(category_of(each, order) for each in voters)
    known = [name for name in order if name in counted]
    return tuple((name, counted[name]) for name in (*known, *(set_aside(counted, known))))


def category_of(voter: RosterVoter, order: Sequence[str]) -> str:
    """The one category in which somebody counts."""
    by_scheme = (name for name in order if name in voter.categories)
    return next(by_scheme, next(iter(voter.categories), UNNAMED))


def set_aside(counted: Counter[str], known: Sequence[str]) -> list[str]:
    """The categories that the scheme does not name, as the roster first names them."""
    return [name for name in counted if name not in known]
