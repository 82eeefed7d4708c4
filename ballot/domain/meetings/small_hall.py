"""A small hall: what one counts there may tell what somebody chose."""

from enum import StrEnum

SMALL = 30
"""Below so many 应参加 nobody sees the number of ballots before the close: one more ballot
between two looks at a small hall would be somebody's."""
TINY = 10
"""Below so many paper ballots are advised."""


class SmallHall(StrEnum):
    """How small: one option chosen by everybody, or by one person alone, is known by the count."""

    SMALL = "small"
    TINY = "tiny"


def of(eligible: int | None) -> SmallHall | None:
    """Of so many entitled; None where there are enough, or none yet."""
    if not eligible or eligible >= SMALL:
        return None
    return SmallHall.TINY if eligible < TINY else SmallHall.SMALL
