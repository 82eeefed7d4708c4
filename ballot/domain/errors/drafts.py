"""Two who change the same at once, and one who sends the same form twice."""

from dataclasses import dataclass

from ballot.domain.errors.base import BallotError


@dataclass(eq=False)
class ChangedMeanwhile(BallotError):
    """What is changed here was changed by another since it was looked at; nothing is saved."""


@dataclass(eq=False)
class DoneBefore(BallotError):
    """This very form was sent and done before; ``then`` is where it led, empty for nowhere."""

    then: str = ""
