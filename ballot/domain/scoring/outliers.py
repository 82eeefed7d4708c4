"""A number that stands far from those of the others in its column, for whoever looks at a file.

The middle number of the column and the middle distance from it say what is usual: one slip of the
pen moves neither. Nothing is refused for it.
"""

from collections.abc import Sequence
from fractions import Fraction

FEWEST = 5
"""Of fewer numbers nobody can say what is usual."""
TIMES = 5
"""So many middle distances are still usual."""


def middle(values: Sequence[Fraction]) -> Fraction:
    """The middle number in their order; of an even count half-way between the two."""
    order = sorted(values)
    half = len(order) // 2
    return order[half] if len(order) % 2 else (order[half - 1] + order[half]) / 2


def far(values: Sequence[Fraction]) -> tuple[int, ...]:
    """The places of those that are more than five middle distances, and more than half of the
    middle number, away from it. Where most have nothing there is nothing to compare."""
    if len(values) < FEWEST:
        return ()
    usual = middle(values)
    away = [abs(value - usual) for value in values]
    bound = max(TIMES * middle(away), abs(usual) / 2)
    return tuple(place for place, one in enumerate(away) if bound and one > bound)
