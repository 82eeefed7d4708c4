"""Where a count may tell what somebody chose, it is said how small the hall is."""

import pytest

from ballot.domain.meetings import small_hall
from ballot.domain.meetings.small_hall import SmallHall


@pytest.mark.parametrize(
    ("eligible", "size"),
    [
        (None, None),
        (0, None),
        (1, SmallHall.TINY),
        (9, SmallHall.TINY),
        (10, SmallHall.SMALL),
        (29, SmallHall.SMALL),
        (30, None),
    ],
)
def test_under_ten_is_tiny_and_under_thirty_small(
    eligible: int | None, size: SmallHall | None
) -> None:
    assert small_hall.of(eligible) is size
