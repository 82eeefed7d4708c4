"""Many meetings at once: too many, or one with which there is nothing to do."""

from dataclasses import dataclass

from ballot.domain.errors.base import BallotError


@dataclass(eq=False)
class TooManyChosen(BallotError):
    """More meetings than are done at once."""

    chosen: int = 0
    limit: int = 0


@dataclass(eq=False)
class NothingChosen(BallotError):
    """No meeting to do anything to."""


@dataclass(eq=False)
class SlipsEnough(BallotError):
    """Everybody entitled has a slip already: ``have`` are printed."""

    have: int = 0


@dataclass(eq=False)
class NoBatchWaits(BallotError):
    """No batch of slips waits for anybody's word."""


@dataclass(eq=False)
class KeptSo(BallotError):
    """The key of the box is kept so already."""
