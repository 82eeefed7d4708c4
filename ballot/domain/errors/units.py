"""Units of the office: a county, its townships."""

from dataclasses import dataclass

from ballot.domain.errors.base import BallotError


@dataclass(eq=False)
class UnitUnknown(BallotError):
    """No such unit among those that the actor manages."""


@dataclass(eq=False)
class UnitNamed(BallotError):
    """Another unit below the same one has this name."""

    name: str = ""


@dataclass(eq=False)
class UnitBelowItself(BallotError):
    """A unit cannot stand below itself, nor below one of its own."""

    name: str = ""


@dataclass(eq=False)
class TopUnit(BallotError):
    """The topmost unit is neither moved nor removed."""

    name: str = ""


@dataclass(eq=False)
class UnitInUse(BallotError):
    """So many units, accounts, meetings, assessments and keys are its own: it is not empty."""

    name: str = ""
    units: int = 0
    accounts: int = 0
    meetings: int = 0
    assessments: int = 0
    keys: int = 0
