"""Numbers far from those of the others, by the middle ones."""

from fractions import Fraction

import pytest

from ballot.domain.scoring import outliers


def of(*values: int | str) -> list[Fraction]:
    return [Fraction(value) for value in values]


@pytest.mark.parametrize(
    ("values", "middle"), [([3], 3), ([5, 1, 3], 3), ([4, 1, 3, 2], "5/2"), ([2, 1], "3/2")]
)
def test_the_middle_number(values: list[int], middle: int | str) -> None:
    assert outliers.middle(of(*values)) == Fraction(middle)


@pytest.mark.parametrize(
    ("values", "places"),
    [
        ([60, 58, 600, 55, 60], (2,)),
        ([60, 60, 60, 60, 600], (4,)),  # all alike but one
        ([60, 60, 60, 60, 30], ()),  # half of the middle is still usual
        ([60, 60, 60, 60, 29], (4,)),
        ([60, 60, 60, 60, 91], (4,)),
        ([-60, -60, -60, -60, -91], (4,)),
        ([60, 60, 60, 600], ()),  # of four nobody can say
        ([10, 20, 30, 40, 80], ()),  # five middle distances (of 10) are still usual
        ([10, 20, 30, 40, 81], (4,)),
        ([0, 0, 0, 0, 40], ()),  # most have nothing
        ([0, 1, -1, 1, 7], (4,)),
        ([6, 60, 61, 62, 60, 58], (0,)),
    ],
)
def test_a_number_far_away_is_found(values: list[int], places: tuple[int, ...]) -> None:
    assert outliers.far(of(*values)) == places
