"""The kiosks of a meeting: tablets and laptops of the hall at which many vote."""

from dataclasses import dataclass

from ballot.domain.errors.base import BallotError


@dataclass(eq=False)
class KioskNotPaired(BallotError):
    """This device is no kiosk of the meeting, or one that was retired."""


@dataclass(eq=False)
class KioskCodeWrong(BallotError):
    """No kiosk waits for these digits: mistyped, or used already."""


@dataclass(eq=False)
class KioskSignedIn(BallotError):
    """Nobody votes in a browser in which an account is signed in."""


@dataclass(eq=False)
class KioskUnknown(BallotError):
    """The meeting has no kiosk in that place."""

    place: int = 0


@dataclass(eq=False)
class TooManyKiosks(BallotError):
    """More kiosks than a meeting may have."""

    limit: int = 0
