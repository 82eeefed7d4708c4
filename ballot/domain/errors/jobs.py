"""Long work that is done beside the pages."""

from dataclasses import dataclass

from ballot.domain.errors.base import BallotError


@dataclass(eq=False)
class JobUnknown(BallotError):
    """There is no such job of this account."""


@dataclass(eq=False)
class JobFileGone(BallotError):
    """The link to what a job made has run out or was altered, or the file is kept no longer."""


@dataclass(eq=False)
class AskedTooLongAgo(BallotError):
    """What was confirmed with a password has waited too long for its turn."""
