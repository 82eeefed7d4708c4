"""The places of the hall: badges, names and PINs of 监票人 and 计票人."""

from dataclasses import dataclass
from datetime import datetime

from ballot.domain.errors.base import BallotError


@dataclass(eq=False)
class NoBadge(BallotError):
    """This phone holds no badge of the meeting, or one that was replaced."""


@dataclass(eq=False)
class BadgeHeld(BallotError):
    """This phone has a place in the meeting already: that of ``name``."""

    name: str = ""


@dataclass(eq=False)
class NameBarred(BallotError):
    """Whoever is assessed or organizes the meeting counts nothing in it."""

    name: str = ""


@dataclass(eq=False)
class PlaceUnknown(BallotError):
    """Nobody was named for that place of the hall."""

    place: int = 0


@dataclass(eq=False)
class PlaceTaken(BallotError):
    """The place has its phone; another one needs a reason."""

    name: str = ""


@dataclass(eq=False)
class WeakPin(BallotError):
    """Not six digits, or six that everybody tries first."""


@dataclass(eq=False)
class WrongPin(BallotError):
    """Not the PIN of this place."""


@dataclass(eq=False)
class PinWaits(BallotError):
    """Too many wrong PINs: nothing is tried before ``until``."""

    until: datetime | None = None
