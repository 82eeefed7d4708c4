"""What an assessment takes from meetings."""

from dataclasses import dataclass

from ballot.domain.errors.base import BallotError


@dataclass(eq=False)
class SeveralMeetings(BallotError):
    """More than one opened meeting fills an item of a person, and nobody said what counts."""

    item: str = ""
    numbers: tuple[str, ...] = ()
