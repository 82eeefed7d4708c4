"""The roster of a meeting: who may vote, who has come, the tablets at the door."""

from dataclasses import dataclass

from ballot.domain.errors.base import BallotError


@dataclass(eq=False)
class NoRoster(BallotError):
    """The meeting has no roster, or it was deleted."""


@dataclass(eq=False)
class NotOnRoster(BallotError):
    """Nobody on the roster is meant by ``name``."""

    name: str = ""


@dataclass(eq=False)
class SeveralOnRoster(BallotError):
    """Several on the roster are meant; ``names`` tell them apart."""

    name: str = ""
    names: tuple[str, ...] = ()


@dataclass(eq=False)
class EligibleOfRoster(BallotError):
    """应参加 is given as ``given``, and the roster has ``persons``."""

    given: int = 0
    persons: int = 0


@dataclass(eq=False)
class PerhapsOnePerson(BallotError):
    """The row may be the person of ``rows``: nobody has said whether they are one."""

    name: str = ""
    rows: tuple[int, ...] = ()


@dataclass(eq=False)
class EitherPerson(BallotError):
    """The rows name two different persons, and one of them may be either."""

    name: str = ""
    rows: tuple[int, ...] = ()


@dataclass(eq=False)
class SeveralClasses(BallotError):
    """Somebody is in several classes of voters, and can have one slip alone."""

    name: str = ""
    classes: tuple[str, ...] = ()


@dataclass(eq=False)
class HasCome(BallotError):
    """Somebody who has come is not taken off the roster."""

    name: str = ""


@dataclass(eq=False)
class RosterInUse(BallotError):
    """People were checked in by this roster: another one in its place would forget them."""

    come: int = 0


@dataclass(eq=False)
class DoorUnknown(BallotError):
    """This device is not at the door of the meeting, or was sent away."""


@dataclass(eq=False)
class DoorLinkUsed(BallotError):
    """No tablet at the door is waited for by this link: used already, or withdrawn."""


@dataclass(eq=False)
class TooManyDoors(BallotError):
    """More tablets at the door than a meeting may have."""

    limit: int = 0
